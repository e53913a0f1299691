/* SPDX-License-Identifier: MIT */
#ifndef EC_PATTERN_H
#define EC_PATTERN_H

/* ICU MessageFormat patterns, compiled once. Knows the syntax and where it is broken, and which
 * declared argument a placeholder means; refuses to know locales, values and how anything is
 * shown. */

#include <string.h>

#include "errcat.h"
#include "style.h"

/* An argument's declared type decides how it is shown: the table is at struct errcat_arg_info. */
enum ec_type {
  EC_TYPE_NONE,
  EC_TYPE_STRING,
  EC_TYPE_ID,
  EC_TYPE_INTEGER,
  EC_TYPE_NUMBER,
  EC_TYPE_TIME,
  EC_TYPE_LIST
};
/* By its name in the registry ("string", "id", ...); false for any other. */
bool ec_type_parse(const char *name, enum ec_type *type);

/* Who may not see a sensitive argument, to whom it is shown as ***. */
enum ec_hidden {
  EC_HIDDEN_NONE,
  EC_HIDDEN_PERSONAL, /* whoever is not the operator: a log may show it */
  EC_HIDDEN_SECRET    /* everybody */
};
/* By its name in the registry, "personal" or "secret"; false for any other. */
bool ec_hidden_parse(const char *name, enum ec_hidden *hidden);

struct ec_declared {
  const char *name;
  enum ec_type type;
  enum ec_hidden hidden;
};

enum ec_node_kind {
  EC_NODE_TEXT,    /* literal, without the apostrophes that quote */
  EC_NODE_ARG,     /* {0} or {name} */
  EC_NODE_FORMAT,  /* {0, number}, {0, date, ::yMMMd}: style says how */
  EC_NODE_PLURAL,  /* {0, plural, offset:value ...}, then its cases; so with the next three */
  EC_NODE_ORDINAL, /* {0, selectordinal, offset:value ...} */
  EC_NODE_SELECT,  /* {0, select, ...} */
  EC_NODE_CHOICE,  /* {0, choice, ...} */
  EC_NODE_CASE,    /* one case of them, then its nodes */
  EC_NODE_HASH     /* "#": the number of the plural, the nearest case of which it is in */
};
/* Where the kind of one more node would be: the first byte behind the nodes. */
enum { EC_NODE_END = EC_NODE_HASH + 1 };

/* A compiled pattern is one array of nodes, with the bytes that they refer to behind it, in one
 * block of memory. A node's children follow it at once and its `end` is the index after its last
 * descendant, so that a subtree is a slice. No two TEXT nodes are neighbours in a slice and none
 * is empty; the cases of a node are in the order of the pattern, and one of them is "other" (not
 * of a choice, which has at least one case):
 *
 *     "It's '{'{n, plural, =0 {no file} other {# files}}'}'"
 *      [0 TEXT "It's {"] [1 PLURAL n end=7] [2 CASE =0 end=4] [3 TEXT "no file"]
 *                                           [4 CASE other end=7] [5 HASH] [6 TEXT " files"]
 *      [7 TEXT "}"]                                                                        */
struct ec_node {
  uint8_t kind;  /* enum ec_node_kind */
  uint8_t style; /* enum ec_style: of a FORMAT. Of a PLURAL or ORDINAL, the one in which the rules
                  * of the language see the number: as ICU, the one in which the case "other" shows
                  * it first; DECIMAL when that is no style of numbers. Of a CASE of these two, enum
                  * ec_plural_category, EC_PLURAL_CATEGORIES when it is none. 0 otherwise */
  uint8_t type;  /* enum ec_type: declared for the argument; EC_TYPE_NONE: undeclared */
  uint8_t flags; /* of enum ec_node_flag */
  uint16_t arg;  /* position of the argument; EC_NO_POSITION: by name alone */
  uint16_t end;
  uint16_t len; /* text: bytes of a literal; declared name, or else number or name as written, of
                 * an argument (a HASH has none); selector of a CASE (none in a choice) */
  uint16_t style_len;
  uint32_t text;       /* where they are: offset from ec_pattern_bytes() */
  uint32_t style_text; /* of a style of the kind (text), or what a PLURAL sees; of a CASE, how much
                        * its nodes write at most: see struct ec_pattern */
  uint32_t value; /* where 8 bytes are, a double, unaligned: the offset of a PLURAL or ORDINAL; N of
                   * a case "=N"; the lower limit of a choice's case, in which LESS says that the
                   * limit itself is below it. Behind the double of a PLURAL or ORDINAL is a table:
                   * see ec_pattern_case() */
};

enum ec_node_flag {
  EC_NODE_HIDDEN = 1,   /* a sensitive argument */
  EC_NODE_PERSONAL = 2, /* one that may be shown in a log; of arguments, whereas of a CASE it is: */
  EC_NODE_VALUE = 2,    /* "=N", or a case of a choice */
  EC_NODE_LESS = 4,     /* a choice's case whose limit is written with "<"; of a PLURAL it is: */
  EC_NODE_EXACT = 4,    /* one that has a case "=N" */
  EC_NODE_OTHER = 8,    /* the CASE "other": the first of them that is */
  EC_NODE_OFFSET = 16,  /* a PLURAL or ORDINAL whose offset is not 0 */
  /* What needs no further look at the node when the value is of this kind: it is shown as it is
   * declared, and is not hidden. */
  EC_NODE_STRING = 32, /* an ARG shows a string */
  EC_NODE_WHOLE = 64,  /* an ARG, FORMAT or HASH shows an integer in the locale's digits and groups;
                        * a PLURAL without offset, which sees it so, chooses by it */
  EC_NODE_TIME = 128   /* a FORMAT shows a time in its style */
};

enum {
  EC_INDEX_MAX = 32767, /* of a numbered argument, as in ICU */
  EC_NO_POSITION = 0xffff
};

/* Literals are copied EC_PATTERN_SLACK bytes at a time, which is quicker than to look how many
 * there are of a few: so many zeros are behind the bytes. */
enum { EC_PATTERN_SLACK = 32 };

/* So that a run of nodes need not look at each of them whether there is room for it, and an
 * argument, that is known before: the nodes of a pattern that are in no case, and so those of each
 * case, write at most `room` bytes when strings and times are left out, and integers take
 * EC_PATTERN_INTEGER bytes; EC_PATTERN_SLACK more is what copying may write behind. */
enum { EC_PATTERN_INTEGER = 24 };

struct ec_pattern {
  uint32_t count;         /* of nodes */
  uint32_t size;          /* of the whole block */
  uint32_t room;          /* with EC_PATTERN_SLACK */
  uint32_t positions;     /* of arguments that it takes for all nodes to have one */
  struct ec_node nodes[]; /* then bytes */
};

/* What offsets are of: the block itself, so that one pointer is enough for all of it. */
static inline const char *ec_pattern_bytes(const struct ec_pattern *pattern)
{
  return (const char *)pattern;
}

/* The index of the CASE that a PLURAL or ORDINAL chooses for a category, unless it has a case "=N"
 * for the number: of the cases' indices behind its double, one for each category. */
static inline size_t ec_pattern_case(const char *bytes, const struct ec_node *plural,
                                     unsigned category)
{
  uint16_t index;
  memcpy(&index, bytes + plural->value + sizeof(double) + category * sizeof index, sizeof index);
  return index;
}

struct ec_pattern_source {
  const char *text; /* well-formed UTF-8 */
  size_t len;
  bool jdk; /* apostrophes quote as in the JDK: each single one does */
  const struct ec_declared *declared;
  size_t declared_count; /* more than EC_INDEX_MAX are not looked at */
  bool hidden;           /* nobody can say which arguments are sensitive: none is shown */
  /* Called for each fault, in the order of their places, up to ERRCAT_FAULTS_MAX of them; may be
   * NULL. With the first fault it is not the end: the rest is read for further ones. */
  void (*fault)(void *context, const struct errcat_error *fault);
  void *context;
  /* Called by ec_pattern_measure() for each piece, before any fault is told; may be NULL. */
  void (*piece)(void *context, const struct errcat_piece *piece);
  /* Used when `declared` is NULL, for the positions of names alone: then there is no more to build
   * than pieces and faults. As many as declared_count. */
  const struct errcat_arg_info *infos;
};

/* Whether it is a pattern. *size is the size of the block that ec_pattern_build() fills. On
 * failure *size is as it was, *err is the first fault, and the status is
 *   E_SYNTAX       not a pattern: what was expected, and what was found
 *   E_UNSUPPORTED  a style that MessageFormat has and errcat refuses
 *   E_LIMIT        ERRCAT_PATTERN_MAX, ERRCAT_PLACEHOLDERS_MAX or another limit is exceeded
 * with line, column (a column is a byte) and offset. Takes no memory but a bounded stack. */
errcat_status ec_pattern_measure(const struct ec_pattern_source *source, size_t *size,
                                 struct errcat_error *err);

/* Compiles what ec_pattern_measure() has just accepted into memory of that size, aligned for
 * struct ec_pattern. Nothing points back into the source. */
void ec_pattern_build(const struct ec_pattern_source *source, struct ec_pattern *pattern);

#endif
