/* SPDX-License-Identifier: MIT */
#ifndef EC_ROUTES_H
#define EC_ROUTES_H

/* Which catalogs serve which reader, remembered. Knows the names of catalogs, and for other names
 * of locales the candidates that ec_locale_candidates() gave; refuses to know codes and texts.
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

#include <string.h>

#include "errcat.h"
#include "inline.h"
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

/* The first catalogs are found by comparing names one after the other, when they are short, as
 * nearly all are; all others are in a hash table. A processor guesses which one it will be and goes
 * on with that catalog, whereas for a place that it has to work out it would wait. */
enum { EC_ROUTES_LISTED = 8, EC_ROUTES_SHORT = 7 };

struct ec_routes {
  uint32_t begins[EC_ROUTES_LISTED];                  /* ec_routes_begin() of the names, or 0 */
  char listed[EC_ROUTES_LISTED][EC_ROUTES_SHORT + 1]; /* with zeros behind them; "": there is none,
                                                         or it is longer */
  struct ec_routes_rest *rest;
};

/* `catalogs` are `count` locales, at most ERRCAT_LOCALES_MAX, and `names` what their folders are
 * called, no two alike. All these and `mem` must outlive the table. NULL when out of memory. */
struct ec_routes *ec_routes_open(const struct errcat_allocator *mem,
                                 const struct ec_locale *const *catalogs, const char *const *names,
                                 size_t count);
void ec_routes_close(struct ec_routes *routes);

/* The first bytes of a name that is not empty, four if there are so many with its end. A name may
 * end anywhere, and so may the memory behind it. */
static inline uint32_t ec_routes_begin(const char *name)
{
  uint32_t four;
  uint16_t two;
  if (UNLIKELY(!name[1]))
    return (unsigned char)name[0];
  if (UNLIKELY(!name[2])) {
    memcpy(&two, name, sizeof two);
    return two;
  }
  memcpy(&four, name, sizeof four);
  return four;
}

/* Whether a name that is listed, and begins like this one, is this one. */
static inline bool ec_routes_same_end(const char *listed, const char *name)
{
  if (!listed[3])
    return true;
  UNROLL for (size_t i = 4; i < EC_ROUTES_SHORT; i++)
  {
    if (listed[i] != name[i])
      return false;
    if (!listed[i])
      return true;
  }
  return !name[EC_ROUTES_SHORT];
}

/* The catalog among those listed whose folder has exactly this name; else EC_ROUTES_LISTED. `name`
 * is terminated, and not empty. */
static inline size_t ec_routes_listed(const struct ec_routes *routes, const char *name)
{
  uint32_t begin = ec_routes_begin(name);
  UNROLL for (size_t i = 0; i < EC_ROUTES_LISTED; i++)
  {
    if (routes->begins[i] == begin && LIKELY(ec_routes_same_end(routes->listed[i], name)))
      return i;
  }
  return EC_ROUTES_LISTED;
}

/* The catalog whose folder has exactly this name, or SIZE_MAX: what most readers ask for. */
size_t ec_routes_exact(const struct ec_routes *routes, const char *name, size_t len);

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
