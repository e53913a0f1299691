/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_ARGUMENT_H
#define EC_LINT_ARGUMENT_H

/* Which arguments a pattern uses, how, and how often a sentence of it shows each. Knows pieces;
 * refuses to know what is declared, and other texts. */

#include "lint_view.h"

/* How an argument is used, as bits. */
enum ec_lint_how {
  EC_LINT_SHOWS = 1, /* as a placeholder, or by "#" */
  EC_LINT_DATES = 2, /* as a date or a time */
  EC_LINT_PLAIN = 4, /* as it is, or as a number */
  /* A sentence says something else for some value of it, beyond what grammar asks for: without it
   * something is not said. */
  EC_LINT_TELLS = 8
};

struct ec_lint_use {
  struct ec_lint_name name;
  const struct errcat_piece *first;  /* its first placeholder */
  unsigned how;                      /* of enum ec_lint_how */
  size_t most;                       /* times in one sentence */
  const struct errcat_piece *beyond; /* the first one that is more than `limit` in one sentence */
  size_t limit;                      /* as set when it is used first */
};

struct ec_lint_uses {
  size_t count;
  struct ec_lint_use of[ERRCAT_PLACEHOLDERS_MAX];
};

/* Fills it from the pieces of a pattern without faults. `limit`, which may be NULL, says how often
 * a sentence may show an argument. */
void ec_lint_uses_read(struct ec_lint_uses *uses, const char *text,
                       const struct errcat_piece *pieces, size_t count,
                       const struct ec_lint_uses *limit);

/* NULL when it is not used. */
const struct ec_lint_use *ec_lint_uses_find(const struct ec_lint_uses *uses,
                                            const struct ec_lint_name *name);

/* Whether a value of the declared type can be shown by a format type: the table at struct
 * errcat_arg_info. */
bool ec_lint_type_fits(const char *declared, enum errcat_piece_type type);
/* "number"; "" of PLAIN. */
const char *ec_lint_type_name(enum errcat_piece_type type);

#endif
