/* SPDX-License-Identifier: MIT */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "errcat.h"

#include <string.h>

#include "buf.h"
#include "format.h"
#include "icu.h"
#include "locale.h"
#include "mem.h"
#include "pattern.h"
#include "status.h"
#include "utf8.h"

const char *errcat_version(void)
{
  return PACKAGE_VERSION;
}

/* The ICU name of a preference entry; "" is the root locale. */
static bool icu_name(const char *locale, struct ec_locale *parsed)
{
  *parsed = (struct ec_locale){0};
  if (!locale || !locale[0] || ec_locale_is_c(locale, strlen(locale), true))
    return true;
  return ec_locale_parse(parsed, locale, strlen(locale));
}

static errcat_status check_encoding(const char *pattern, size_t len, struct errcat_error *err)
{
  size_t valid = ec_utf8_valid(pattern, len);
  if (valid == len)
    return ERRCAT_OK;
  errcat_status status =
      ec_fail(err, ERRCAT_E_SYNTAX, valid, "the pattern is not UTF-8 at byte %zu", valid);
  if (err) {
    err->line = 1;
    err->column = 1;
    for (size_t i = 0; i < valid; i++) {
      err->column = pattern[i] == '\n' ? 1 : err->column + 1;
      err->line += pattern[i] == '\n';
    }
  }
  return status;
}

errcat_status errcat_pattern_format(const char *locale, const char *pattern, size_t len,
                                    const struct errcat_arg *args, size_t count, char *buffer,
                                    size_t size, size_t *length, struct errcat_error *err)
{
  struct ec_locale parsed;
  if (!icu_name(locale, &parsed))
    return ec_fail(err, ERRCAT_E_INVALID, 0, "\"%.64s\" is not a locale name", locale);
  errcat_status status = check_encoding(pattern, len, err);
  if (status != ERRCAT_OK)
    return status;

  struct ec_arena arena;
  struct ec_pattern compiled;
  struct ec_icu_numbers *numbers = NULL;
  ec_arena_init(&arena, &ec_mem_default);
  status = ec_pattern_compile(&compiled, pattern, len, &arena, err);
  if (status == ERRCAT_OK && !(numbers = ec_icu_numbers_open(parsed.name)))
    status = ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  if (status == ERRCAT_OK) {
    struct ec_format_input input = {
        .args = args, .arg_count = args ? count : 0, .numbers = numbers};
    struct ec_format_counts counts = {0};
    struct ec_buf out;
    ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
    ec_format(&out, &compiled, &input, &counts);
    size_t whole = ec_buf_finish(&out);
    if (length)
      *length = whole;
    if (out.cut)
      status = ec_fail(err, ERRCAT_E_LIMIT, 0, "the text was cut at %d bytes", ERRCAT_OUTPUT_MAX);
    else if (counts.missing || counts.mismatched)
      status = ec_fail(err, ERRCAT_E_ARGUMENT, 0, "%u placeholders without a fitting argument",
                       (unsigned)(counts.missing + counts.mismatched));
  }
  ec_icu_numbers_close(numbers);
  ec_arena_free(&arena);
  return status;
}
