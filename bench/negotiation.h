/* SPDX-License-Identifier: MIT */
#ifndef BENCH_NEGOTIATION_H
#define BENCH_NEGOTIATION_H

/* Which language a reader gets: errcat_negotiate() and ICU's uloc_acceptLanguageFromHTTP(). */

#include "run.h"

enum { SHELVES = 2, HEADERS_MAX = 16 };

struct negotiation {
  bool run;
  struct {
    unsigned catalogs;
    double ns[HEADERS_MAX];     /* errcat's, by header */
    double icu_ns[HEADERS_MAX]; /* 0: not asked */
    double worst;               /* of the hostile headers */
    double ratio;               /* ICU's time for a browser's header by errcat's */
  } shelves[SHELVES];
};

void negotiation_measure(struct negotiation *negotiation, const struct settings *settings);
void negotiation_print(const struct negotiation *negotiation);
void negotiation_json(const struct negotiation *negotiation, FILE *file);

#endif
