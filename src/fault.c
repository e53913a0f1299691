/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include <stdio.h>
#include <string.h>

#include "chars.h"
#include "texts.h"

/* Bytes of the pattern that are shown, about: as in the library's details, and so are the rest. */
enum { SHOWN_MAX = 47, SHOWN_SIZE = SHOWN_MAX + 16 };

/* Controls, and what changes the direction of the text around it. */
static bool is_unsafe(uint32_t c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static const char *say(struct ec_tool *tool, const char *code, const char *name, const char *value)
{
  const struct errcat_arg arg = errcat_arg_named(name, errcat_arg_string(value));
  return ec_text_own(tool, code, &arg, 1);
}

/* A piece of the pattern, in the quotation marks of the reader's language. */
static const char *quote(struct ec_tool *tool, const char *text, size_t len)
{
  char shown[SHOWN_SIZE];
  size_t at = 0, to = 0;
  while (at < len && to < SHOWN_MAX) {
    uint32_t character;
    const size_t wide = ec_chars_decode(text + at, len - at, &character);
    if (is_unsafe(character)) {
      to += (size_t)snprintf(shown + to, sizeof shown - to, "U+%04X", (unsigned)character);
    } else {
      memcpy(shown + to, text + at, wide);
      to += wide;
    }
    at += wide;
  }
  memcpy(shown + to, at < len ? "..." : "", at < len ? 4 : 1);
  return say(tool, "fault.quoted", "text", shown);
}

static bool begins(const char *code, const char *prefix)
{
  return strncmp(code, prefix, strlen(prefix)) == 0;
}

/* What stands in the place of "{found}". */
static const char *found(struct ec_tool *tool, const char *pattern,
                         const struct errcat_error *fault)
{
  const bool unclosed = begins(fault->code, "fault.unclosed");
  if (strcmp(fault->code, "fault.utf-8") == 0)
    return ec_pool_printf(&tool->pool, "%02X", (unsigned)fault->number);
  if (!fault->found_len)
    return ec_text_label(tool, begins(fault->code, "fault.style-") ? "fault.end-of-style"
                                                                   : "fault.end-of-pattern");
  const char *quoted = quote(tool, pattern + fault->found, fault->found_len);
  return unclosed ? say(tool, "fault.end-in-quotation", "quotation", quoted) : quoted;
}

const char *ec_fault_text(struct ec_tool *tool, const char *pattern,
                          const struct errcat_error *fault)
{
  if (!fault->code)
    return fault->detail;
  const char *subject = quote(tool, pattern + fault->subject, fault->subject_len);
  const struct errcat_arg args[] = {
      ERRCAT_NAMED("subject", subject),
      ERRCAT_NAMED("found", found(tool, pattern, fault)),
      ERRCAT_NAMED("number", (unsigned long long)fault->number),
  };
  struct ec_text text;
  ec_text_own_all(tool, fault->code, args, sizeof args / sizeof args[0], &text);
  /* The catalogs are those of another version. */
  return text.message == fault->code ? fault->detail : text.message;
}
