/* SPDX-License-Identifier: MIT */
#ifndef BENCH_BODIES_H
#define BENCH_BODIES_H

/* Bodies of replies and log records, beside the same objects dumped by jansson. */

#include "run.h"

enum { BODY_ROWS = 8 };

struct bodies {
  bool run;
  bool same; /* jansson parses what errcat writes to the object that it dumps */
  double median[BODY_ROWS][READERS], fastest[BODY_ROWS][READERS]; /* ns */
  size_t lens[BODY_ROWS][READERS];                                /* bytes of one */
};

/* False: the objects differ. They are shown on stderr. */
bool bodies_measure(struct bodies *bodies, const struct settings *settings);
void bodies_print(const struct bodies *bodies, const struct settings *settings);
/* A member of a JSON object. */
void bodies_json(const struct bodies *bodies, FILE *file);

#endif
