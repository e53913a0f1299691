/* SPDX-License-Identifier: MIT */
#ifndef EC_DIFF_H
#define EC_DIFF_H

/* Differences of a text in which lines were changed, but none was added or taken out: then each
 * line is compared with the one of the same number. Knows the unified format; refuses to know what
 * is in the lines, and where they go to. */

#include <stdbool.h>
#include <stddef.h>

struct ec_diff_text {
  const char *bytes;
  size_t len;
};

/* Called with each line of the hunks, without its end; `mark` is ' ', '-', '+', '@' for the head of
 * a hunk, which is written as it is, or '\\' for the remark that the line before has no end. */
struct ec_diff_sink {
  void (*line)(void *context, char mark, const char *bytes, size_t len);
  void *context;
};

/* Lines that only one of them has are told as changed with nothing. Returns whether there is any
 * difference. */
bool ec_diff(const struct ec_diff_text *before, const struct ec_diff_text *after,
             const struct ec_diff_sink *sink);

#endif
