/* SPDX-License-Identifier: MIT */
#ifndef EC_EXCERPT_H
#define EC_EXCERPT_H

/* Lines of a file, as findings show them. Knows where lines begin, the charset of the file, how
 * wide characters are, and that some must not be shown as they are; refuses to know findings and
 * streams. Places are best asked for in ascending order: then the file is gone through once. */

#include "codeset.h"
#include "lint.h"

/* A place in the file. */
struct ec_excerpt_cursor {
  uint32_t line;
  size_t start;        /* where the line begins */
  size_t at;           /* bytes of the line, */
  uint32_t characters; /* which have so many characters */
};

struct ec_excerpt {
  const struct ec_lint_file *file;
  struct ec_codeset codeset;
  bool opaque; /* UTF-16: nothing can be shown, and columns are characters already */
  struct ec_excerpt_cursor now;
  /* Some way behind, the nearer one first: the next finding may begin before this one ends. */
  struct ec_excerpt_cursor behind[2];
};

/* The file must outlive it. */
void ec_excerpt_open(struct ec_excerpt *excerpt, const struct ec_lint_file *file);
void ec_excerpt_close(struct ec_excerpt *excerpt);

/* The column in characters, from 1. */
uint32_t ec_excerpt_column(struct ec_excerpt *excerpt, struct ec_pool *pool, struct ec_place place);

/* The line of `place`, and one with a caret below it and ~ up to `end`. A long line is cut so that
 * the caret is within `width` columns; `more` stands for what is left out. False when there is
 * nothing to show. */
struct ec_excerpt_lines {
  const char *text, *marks;
};
bool ec_excerpt_lines(struct ec_excerpt *excerpt, struct ec_pool *pool, struct ec_place place,
                      struct ec_place end, int width, const char *more,
                      struct ec_excerpt_lines *lines);

#endif
