/* SPDX-License-Identifier: MIT */
#ifndef EC_PATTERN_H
#define EC_PATTERN_H

/* ICU MessageFormat patterns, compiled once. Knows the syntax and where it is broken;
 * refuses to know locales, values and how anything is shown. */

#include "errcat.h"
#include "icu.h"
#include "mem.h"

enum ec_node_kind {
  EC_NODE_TEXT,    /* text[0..len): literal, without the apostrophes that quote */
  EC_NODE_ARG,     /* {0} or {name}: text[0..len) is the number or name as written */
  EC_NODE_NUMBER,  /* {0, number, style} */
  EC_NODE_PLURAL,  /* {0, plural, offset:value ...}, then its cases; so with the next two */
  EC_NODE_ORDINAL, /* {0, selectordinal, offset:value ...} */
  EC_NODE_SELECT,  /* {0, select, ...} */
  EC_NODE_CASE,    /* one case of them, then its nodes; text[0..len) is the selector */
  EC_NODE_HASH     /* "#": the number of the plural, the nearest case of which it is in */
};

/* A compiled pattern is one array of nodes. A node's children follow it at once and its
 * `end` is the index after its last descendant, so that a subtree is a slice. No two TEXT
 * nodes are neighbours in a slice and none is empty; the cases of a node are in the order
 * of the pattern, and one of them is "other":
 *
 *     "It's '{'{n, plural, =0 {no file} other {# files}}'}'"
 *      [0 TEXT "It's {"] [1 PLURAL n end=7] [2 CASE =0 end=4] [3 TEXT "no file"]
 *                                           [4 CASE other end=7] [5 HASH] [6 TEXT " files"]
 *      [7 TEXT "}"]                                                                        */
struct ec_node {
  uint8_t kind;   /* enum ec_node_kind */
  uint8_t style;  /* enum ec_number_style: of a NUMBER; of a PLURAL or ORDINAL, the one in which
                   * the rules of the language see the number */
  bool numbered;  /* an argument by number; a case by value, "=N" */
  uint32_t index; /* of a numbered argument, at most EC_INDEX_MAX */
  uint32_t end;
  uint32_t len;
  const char *text; /* not terminated */
  double value;     /* the offset of a PLURAL or ORDINAL; N of a case "=N" */
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
 *   E_UNSUPPORTED  a format type or number style that MessageFormat has and errcat does not
 *   E_LIMIT        ERRCAT_PATTERN_MAX, ERRCAT_PLACEHOLDERS_MAX or ERRCAT_NESTING_MAX is exceeded
 * with line, column (a column is a byte) and offset; or E_NOMEM. */
errcat_status ec_pattern_compile(struct ec_pattern *pattern, const char *text, size_t len,
                                 struct ec_arena *arena, struct errcat_error *err);

#endif
