/* SPDX-License-Identifier: MIT */
#ifndef BENCH_RUN_H
#define BENCH_RUN_H

/* What every section of the benchmark needs: its settings, the clock, medians, the peers. */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "peer.h"

struct settings {
  const char *data; /* folder that catalogs.sh made */
  const char *only; /* name of the one section to run; NULL: all */
  unsigned rounds;
  double batch_seconds;
  bool progress;
};

enum role { ROLE_ERRCAT, ROLE_HANDLE, ROLE_PEER, ROLE_CONTROL };

struct entrant {
  const struct peer *peer;
  enum role role;
};

enum { ENTRANTS_MAX = 16, ROUNDS_MAX = 1001, TABLE_NAME_WIDTH = 26 };

/* errcat's two ways first, then the peers that this build has. */
extern const struct entrant entrants[];
extern const size_t entrant_count;

double seconds_now(void);
/* Processor time of the calling thread: other processes do not show in it. */
double seconds_of_thread(void);
/* Sorts them. */
double median_of(double *samples, size_t count);
/* Keeps the calling thread on the n-th of the processors that the process may use, where that can
 * be done at all. False: there are not so many. */
bool pin_to_cpu(unsigned n);
unsigned cpu_count(void);
/* What is being done, on a terminal only; NULL wipes it away. */
void progress_show(const struct settings *settings, const char *what, unsigned round);
bool is_wanted(const struct settings *settings, const char *section);
/* Ends the program. */
_Noreturn void fail(const char *what, const char *why);
void *allocate_or_fail(size_t count, size_t size);
/* A JSON string, quotes included. */
void json_text(FILE *file, const char *text);
/* null where there is none, that is where it is not above 0. */
void json_number(FILE *file, const char *name, double number);

#endif
