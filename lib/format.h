/* SPDX-License-Identifier: MIT */
#ifndef EC_FORMAT_H
#define EC_FORMAT_H

/* A compiled pattern and arguments become text. Knows the order in which it is written, and quick
 * ways for what most of it is; refuses to know catalogs and locale names. */

#include "buf.h"
#include "errcat.h"
#include "formats.h"
#include "inline.h"
#include "pattern.h"
#include "value.h"

/* Appends the text to `out`; adds to *counts. Allocates nothing for strings, nor, once warm, for
 * integers but in percent or currency, and for most times (date.h).
 *
 * The value of a placeholder is the first of args that has its name, else the one at its index,
 * when that has no name. A placeholder shows its name in braces when it has no value (missing) or
 * one whose kind is none of enum errcat_arg_kind (a mismatch); both also where a value would be
 * hidden.
 *
 * How a value is shown, which case of a plural, select or choice is written, and what comes of
 * values that are not what it asks for, is at struct errcat_arg_info. Only arguments of cases that
 * are written count, and each "#" counts with its plural. */
void ec_format(struct ec_buf *out, const struct ec_pattern *pattern,
               const struct ec_format_input *input, struct ec_format_counts *counts);

/* The same into buffer[0..size), terminated, for when nobody asks for counts: what a request mostly
 * is; `args` may be NULL. Returns the whole length, as ec_buf_finish() does, of at most
 * ERRCAT_OUTPUT_MAX. */
size_t ec_format_text(const struct ec_pattern *pattern, struct ec_formats *formats, char *buffer,
                      size_t size, const struct errcat_arg *args, size_t count);

/* Literal text, and up to EC_PATTERN_SLACK bytes behind it. */
INLINE char *ec_format_literal(char *to, const char *text, size_t len)
{
  memcpy(to, text, EC_PATTERN_SLACK);
  if (len > EC_PATTERN_SLACK)
    memcpy(to + EC_PATTERN_SLACK, text + EC_PATTERN_SLACK, EC_PATTERN_SLACK);
  if (UNLIKELY(len > 2 * (size_t)EC_PATTERN_SLACK))
    memcpy(to + 2 * (size_t)EC_PATTERN_SLACK, text + 2 * (size_t)EC_PATTERN_SLACK,
           len - 2 * (size_t)EC_PATTERN_SLACK);
  return to + len;
}

/* ec_format_text() for the shortest way of all, as a part of its caller: of a pattern that is one
 * literal. */
INLINE size_t ec_format_quickly(const struct ec_pattern *pattern, struct ec_formats *formats,
                                char *buffer, size_t size, const struct errcat_arg *args,
                                size_t count)
{
  const struct ec_node *node = pattern->nodes;
  if (pattern->count != 1 || node->kind != EC_NODE_TEXT || size <= pattern->room)
    return ec_format_text(pattern, formats, buffer, size, args, count);
  char *end = ec_format_literal(buffer, ec_pattern_bytes(pattern) + node->text, node->len);
  *end = '\0';
  return (size_t)(end - buffer);
}

#endif
