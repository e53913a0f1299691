/* SPDX-License-Identifier: MIT */
#include "codeset.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "chars.h"

static const iconv_t none = (iconv_t)-1;

/* One call of iconv: how far it came in both buffers. iconv() wants the input as char ** but
 * does not write to it. */
struct progress {
  char *in, *out;
  size_t in_left, out_left;
};

static bool run(iconv_t converter, struct progress *p)
{
  return iconv(converter, &p->in, &p->in_left, &p->out, &p->out_left) != (size_t)-1;
}

/* Nothing but what codesets are called: iconv takes options after a slash. */
static bool plausible(const char *name)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-_.:+";
  return *name && name[strspn(name, allowed)] == '\0';
}

/* Layout, colours and codes are ASCII, and so is what a terminal obeys. */
static bool keeps_ascii(iconv_t converter)
{
  char in[1 + '~' - ' ' + 1] = "\n", out[4 * sizeof in];
  for (size_t i = 1; i < sizeof in; i++)
    in[i] = (char)(' ' + i - 1);
  struct progress p = {in, out, sizeof in, sizeof out};
  return run(converter, &p) && sizeof out - p.out_left == sizeof in &&
         memcmp(in, out, sizeof in) == 0;
}

void ec_codeset_open(struct ec_codeset *codeset, const char *name)
{
  *codeset = (struct ec_codeset){.name = name, .known = true, .utf8 = true, none, none};
  if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "utf8") == 0)
    return;
  if (plausible(name)) {
    codeset->to = iconv_open(name, "UTF-8");
    codeset->from = iconv_open("UTF-8", name);
  }
  codeset->known = codeset->to != none && codeset->from != none && keeps_ascii(codeset->to);
  codeset->utf8 = !codeset->known;
}

void ec_codeset_close(struct ec_codeset *codeset)
{
  if (codeset->to != none)
    iconv_close(codeset->to);
  if (codeset->from != none)
    iconv_close(codeset->from);
}

const char *ec_codeset_used(const struct ec_codeset *codeset)
{
  return codeset->known ? codeset->name : "UTF-8";
}

bool ec_codeset_holds(const struct ec_codeset *codeset, const char *text)
{
  if (codeset->utf8)
    return true;
  struct progress p = {(char *)text, NULL, strlen(text), 0};
  iconv(codeset->to, NULL, NULL, NULL, NULL);
  while (p.in_left) {
    char out[256];
    p.out = out;
    p.out_left = sizeof out;
    /* glibc counts a character that it replaced as irreversible instead of failing. */
    const size_t irreversible = iconv(codeset->to, &p.in, &p.in_left, &p.out, &p.out_left);
    if (irreversible == (size_t)-1 ? errno != E2BIG : irreversible > 0)
      return false;
  }
  return true;
}

/* Puts `?` for the character at which iconv stopped. */
static void question(iconv_t converter, struct progress *p)
{
  uint32_t character;
  const size_t step = ec_chars_decode(p->in, p->in_left, &character);
  char mark[] = "?";
  struct progress one = {mark, p->out, 1, p->out_left};
  run(converter, &one);
  p->out = one.out;
  p->out_left = one.out_left;
  p->in += step;
  p->in_left -= step;
}

const char *ec_codeset_encode(const struct ec_codeset *codeset, struct ec_pool *pool,
                              const char *text, size_t *len)
{
  *len = strlen(text);
  if (codeset->utf8)
    return text;
  /* No codeset needs more: at most 4 bytes and two escape sequences for a character. */
  const size_t size = *len * 12 + 16;
  char *out = ec_pool_alloc(pool, size, 1);
  struct progress p = {(char *)text, out, *len, size};
  iconv(codeset->to, NULL, NULL, NULL, NULL);
  while (p.in_left && !run(codeset->to, &p) && p.in_left)
    question(codeset->to, &p);
  iconv(codeset->to, NULL, NULL, &p.out, &p.out_left);
  *len = (size_t)(p.out - out);
  return out;
}

const char *ec_codeset_decode(const struct ec_codeset *codeset, struct ec_pool *pool,
                              const char *bytes)
{
  const size_t len = strlen(bytes);
  if (!codeset->utf8) {
    /* A character of any codeset has at most three bytes of UTF-8 for each of its own. */
    const size_t size = len * 3 + 16;
    char *out = ec_pool_alloc(pool, size, 1);
    struct progress p = {(char *)bytes, out, len, size - 1};
    iconv(codeset->from, NULL, NULL, NULL, NULL);
    if (run(codeset->from, &p) && p.in_left == 0)
      return out;
  }
  return ec_chars_repair(pool, bytes, len);
}
