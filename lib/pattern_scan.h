/* SPDX-License-Identifier: MIT */
#ifndef EC_PATTERN_SCAN_H
#define EC_PATTERN_SCAN_H

/* A pattern while it is read. Knows characters, apostrophes, numbers, and how literal text
 * becomes nodes; refuses to know arguments and cases, which are pattern.c's, its one user. */

#include "pattern.h"

/* Consecutive literal text that is not a node yet: a slice of the pattern until an
 * apostrophe is dropped from its middle, after that a copy without it. */
struct ec_scan_run {
  bool copied;
  size_t at; /* in the pattern, or in the unquoted text when copied */
  size_t len;
};

struct ec_scan {
  const char *text;
  size_t len, at;
  struct errcat_error *err;
  struct ec_node *nodes; /* NULL while counting */
  size_t count;
  char *unquoted; /* NULL while counting */
  size_t unquoted_len;
  struct ec_scan_run run;
};

/* Which characters are syntax in the message that is being read, "{" apart, which always is. */
struct ec_scan_syntax {
  bool brace; /* "}" ends it: it is a case's */
  bool hash;  /* "#" is the number: it is a plural's case */
};

/* A piece of the pattern for a detail, in double quotes; long ones are cut. */
struct ec_scan_shown {
  char text[64];
};

/* The byte at the cursor, or 0 past the end. */
char ec_scan_peek(const struct ec_scan *scan);
bool ec_scan_end(const struct ec_scan *scan);

/* These move past what their name says and return how many bytes it was. */
size_t ec_scan_white_space(struct ec_scan *scan);
size_t ec_scan_identifier(struct ec_scan *scan);
size_t ec_scan_letters(struct ec_scan *scan); /* ASCII */

enum { EC_SCAN_NUMBER_MAX = 127 }; /* bytes */

/* Moves past the characters that numbers are made of, and reads them. False, with the cursor
 * behind them, when they are no number or more than EC_SCAN_NUMBER_MAX; *value is infinite when
 * it is too large. */
bool ec_scan_number(struct ec_scan *scan, double *value);

/* Moves past literal text, to the end or to a character that is syntax. */
void ec_scan_text(struct ec_scan *scan, struct ec_scan_syntax syntax);

/* Adds a node behind the literal text that was read before it; returns its index. */
size_t ec_scan_add(struct ec_scan *scan, struct ec_node node);
/* Makes a node of the literal text read so far. */
void ec_scan_flush(struct ec_scan *scan);
/* What was added since node `index` stands below it. */
void ec_scan_close(struct ec_scan *scan, size_t index);

/* text[at..end), and the character at the cursor, which is not at the end. */
struct ec_scan_shown ec_scan_show(const struct ec_scan *scan, size_t at, size_t end);
struct ec_scan_shown ec_scan_found(const struct ec_scan *scan);

#endif
