/* SPDX-License-Identifier: MIT */
#ifndef EC_PATTERN_ARGUMENT_H
#define EC_PATTERN_ARGUMENT_H

/* What stands in the braces of an argument. Knows numbers, names, the arguments that are declared,
 * format types and styles; refuses to know cases. pattern.c's, its one user. */

#include "pattern_scan.h"

struct ec_argument_type {
  const char *name;
  enum ec_node_kind kind;
  enum ec_style style; /* of a FORMAT to which nothing is added */
  enum errcat_piece_type piece;
};

/* An argument until its node is added. */
struct ec_argument {
  size_t open;
  size_t faults;                       /* of those before it */
  size_t name, name_len;               /* in the pattern */
  size_t style, style_len;             /* the same, without white space around */
  bool has_frame;                      /* its cases are read, or have been */
  const struct ec_argument_type *type; /* NULL: none, or not known */
  uint32_t position;                   /* as in a piece */
  struct ec_node node;
  const char *text; /* of the node */
};

/* The number or name at the cursor, and the declared argument that it means. When there is none it
 * is a fault, and name_len is 0. */
void ec_argument_read(struct ec_scan *scan, struct ec_argument *argument);

/* The format type of that name, or NULL. */
const struct ec_argument_type *ec_argument_type(const char *name, size_t len);

/* Behind the comma that follows the type of a FORMAT: reads the style up to the "}", or to the end
 * when there is none. */
void ec_argument_style(struct ec_scan *scan, struct ec_argument *argument);

/* Adds the node; returns its index. */
size_t ec_argument_add(struct ec_scan *scan, struct ec_argument *argument);

#endif
