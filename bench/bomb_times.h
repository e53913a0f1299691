/* SPDX-License-Identifier: MIT */
#ifndef BENCH_BOMB_TIMES_H
#define BENCH_BOMB_TIMES_H

/* How long the patterns of tests/bombs.h, which are made to take long, take to compile and format.
 * What they take otherwise is counted by tests/check_bombs.c. */

#include "run.h"

enum { BOMBS_SHOWN = 5, BOMB_NAME_SIZE = 96 };

struct bomb_times {
  bool run;
  size_t count, late; /* those that take more than 10 ms */
  double total_ms;
  struct bomb_time {
    char name[BOMB_NAME_SIZE];
    double ms;
  } slowest[BOMBS_SHOWN];
};

void bomb_times_measure(struct bomb_times *times, const struct settings *settings);
void bomb_times_print(const struct bomb_times *times);
/* A member of a JSON object. */
void bomb_times_json(const struct bomb_times *times, FILE *file);

#endif
