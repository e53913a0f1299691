/* SPDX-License-Identifier: MIT */
#ifndef BENCH_THREADS_H
#define BENCH_THREADS_H

/* W2 with two threads: how many times as many messages as with one. */

#include "run.h"

struct threads {
  bool run;
  unsigned rounds, disturbed;                  /* by other processes */
  double one[ENTRANTS_MAX], two[ENTRANTS_MAX]; /* messages per second */
  double scaling[ENTRANTS_MAX];                /* median of the rounds; 0: not measured */
};

void threads_measure(struct threads *threads, const struct settings *settings);
void threads_print(const struct threads *threads);
void threads_json(const struct threads *threads, FILE *file);

#endif
