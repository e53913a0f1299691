/* SPDX-License-Identifier: MIT */
#ifndef BENCH_LINT_H
#define BENCH_LINT_H

/* errcat lint beside msgfmt --check: one .po file of 100,000 entries, judged by programs of their
 * own. */

#include "run.h"

enum lint_program { LINT_ERRCAT, LINT_MSGFMT, LINT_PROGRAMS };

struct lint_times {
  bool run;
  struct {
    double ms;    /* of the processor, both in the program and for it */
    double bytes; /* the most memory that it had at once */
  } programs[LINT_PROGRAMS];
};

/* Must come before what needs memory: a new program begins as a copy of this one, which the system
 * counts. The programs are those of the environment, ERRCAT and MSGFMT. */
void lint_measure(struct lint_times *times, const struct settings *settings);
void lint_print(const struct lint_times *times);
void lint_json(const struct lint_times *times, FILE *file);

#endif
