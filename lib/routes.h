/* SPDX-License-Identifier: MIT */
#ifndef EC_ROUTES_H
#define EC_ROUTES_H

/* Which catalogs serve which reader, remembered. Knows names of locales and the candidates
 * that ec_locale_candidates() gave for them; refuses to know codes and texts.
 *
 * Working candidates out asks ICU, which takes some microseconds, memory and locks of its own.
 * So the answer for each name is kept, in a table that any number of threads read and extend
 * without a lock:
 *
 *   slots   [ ]  [*]  [*]  [ ]  ...        a free slot is taken by compare-and-swap; what is
 *                 |    |                   in it stays as it is until the table is freed
 *                 v    v
 *            "en-GB"  "zh-Hans-SG"         each with its candidates, in their order
 *
 * The table never grows: names beyond EC_ROUTES_MAX, which nobody but an attacker sends, are
 * worked out each time. */

#include "errcat.h"
#include "locale.h"

enum {
  EC_ROUTES_MAX = 256,
  EC_ROUTE_SPACE = 48 /* candidates that fit when there is no memory to remember them */
};

struct ec_route {
  char name[ERRCAT_LOCALE_MAX + 1];
  size_t count;
  const struct ec_candidate *list;
};

struct ec_routes;

/* NULL when out of memory. `mem` and the catalogs must outlive the table. */
struct ec_routes *ec_routes_open(const struct errcat_allocator *mem,
                                 const struct ec_locale *const *catalogs, size_t count);
void ec_routes_close(struct ec_routes *routes);

/* The candidates for a name of at most ERRCAT_LOCALE_MAX bytes, or NULL when it is not one. When
 * they cannot be remembered, `space` holds them, and is what the result points to: then there are
 * at most EC_ROUTE_SPACE. */
struct ec_route_space {
  struct ec_route route;
  struct ec_candidate list[EC_ROUTE_SPACE];
};
const struct ec_route *ec_routes_find(struct ec_routes *routes, const char *name, size_t len,
                                      struct ec_route_space *space);

#endif
