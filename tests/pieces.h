/* SPDX-License-Identifier: MIT */
#ifndef PIECES_H
#define PIECES_H

/* What is true of the pieces of every pattern, whatever its faults: for tests and for fuzzing.
 * Knows what lib/errcat.h promises at struct errcat_piece; refuses to know patterns. */

#include "errcat.h"

struct pieces {
  const char *text;
  size_t len;
  /* What is not as promised; NULL: all is. */
  const char *wrong;
  size_t count, end; /* of the pieces so far: how many, and behind the last one */
  /* The arguments with cases that are open, and whether a case of each is. */
  struct errcat_piece open[ERRCAT_NESTING_MAX + 1];
  bool in_case[ERRCAT_NESTING_MAX + 1];
  size_t depth;
};

/* An option `piece`, whose context is a struct pieces. */
void pieces_take(void *pieces, const struct errcat_piece *piece);

/* No more pieces come. NULL, or what is not as promised. */
const char *pieces_wrong(const struct pieces *pieces);

#endif
