/* SPDX-License-Identifier: MIT */
#ifndef EC_PATTERN_H
#define EC_PATTERN_H

/* ICU MessageFormat patterns, compiled once. Knows the syntax and where it is broken;
 * refuses to know locales, values and how anything is shown. */

#include "errcat.h"
#include "mem.h"

enum ec_node_kind {
  EC_NODE_TEXT, /* text[0..len): literal, without the apostrophes that quote */
  EC_NODE_ARG   /* {0} or {name}: text[0..len) is the number or name as written */
};

/* A compiled pattern is one array of nodes. No two TEXT nodes are neighbours and none is
 * empty:
 *
 *     "Don't delete '{'{ 0 }'}' of {tenant}"
 *      [0 TEXT "Don't delete {"] [1 ARG 0] [2 TEXT "} of "] [3 ARG "tenant"]     */
struct ec_node {
  enum ec_node_kind kind;
  bool numbered;
  uint32_t index; /* of a numbered argument, at most EC_INDEX_MAX */
  uint32_t len;
  const char *text; /* not terminated */
};

enum { EC_INDEX_MAX = 32767 }; /* as in ICU */

struct ec_pattern {
  const struct ec_node *nodes;
  size_t count;
};

/* Compiles pattern[0..len), well-formed UTF-8, which must live as long as the result: text
 * that needs no unquoting stays where it is. Nodes and unquoted text come from the arena.
 * On failure *pattern is left as it was, and the status is
 *   E_SYNTAX       not a pattern: what was expected, and what was found
 *   E_UNSUPPORTED  a format type that MessageFormat has and errcat does not: its name
 *   E_LIMIT        ERRCAT_PATTERN_MAX or ERRCAT_PLACEHOLDERS_MAX is exceeded
 * with line, column (a column is a byte) and offset; or E_NOMEM. */
errcat_status ec_pattern_compile(struct ec_pattern *pattern, const char *text, size_t len,
                                 struct ec_arena *arena, struct errcat_error *err);

#endif
