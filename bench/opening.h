/* SPDX-License-Identifier: MIT */
#ifndef BENCH_OPENING_H
#define BENCH_OPENING_H

/* Opening catalogs, up to the first message, and the memory that they hold then. */

#include "run.h"

enum { SIZES = 3 };

/* What errcat opens: the source language alone, and with a translation. */
enum opened { OPENED_ONE, OPENED_PAIR, OPENED };

struct opening {
  bool run;
  struct {
    unsigned codes;
    struct {
      double ms, files; /* bytes of the .mo files */
      double held;      /* bytes asked of its allocator and not given back */
      double peak;
    } errcat[OPENED];
    double gettext_ms, gettext_file;
  } sizes[SIZES];
};

void opening_measure(struct opening *opening, const struct settings *settings);
void opening_print(const struct opening *opening);
void opening_json(const struct opening *opening, FILE *file);

#endif
