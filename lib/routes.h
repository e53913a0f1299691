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
  uint64_t listed[EC_ROUTES_LISTED]; /* ec_routes_short() of the names */
  uint8_t lens[EC_ROUTES_LISTED];    /* 0: there is none, or it is longer */
  struct ec_routes_rest *rest;
};

/* `catalogs` are `count` locales, at most ERRCAT_LOCALES_MAX, and `names` what their folders are
 * called, no two alike. All these and `mem` must outlive the table. NULL when out of memory. */
struct ec_routes *ec_routes_open(const struct errcat_allocator *mem,
                                 const struct ec_locale *const *catalogs, const char *const *names,
                                 size_t count);
void ec_routes_close(struct ec_routes *routes);

/* A name of 1 to EC_ROUTES_SHORT bytes as a number that no other of its length has. */
static inline uint64_t ec_routes_short(const char *name, size_t len)
{
  uint32_t first, last;
  if (len < 4)
    return (unsigned char)name[0] | (uint32_t)(unsigned char)name[len / 2] << 8 |
           (uint32_t)(unsigned char)name[len - 1] << 16;
  memcpy(&first, name, 4);
  memcpy(&last, name + len - 4, 4);
  return first | (uint64_t)last << 32;
}

/* The catalog among those listed whose folder has exactly this name of `len` bytes, which may be
 * any number; else EC_ROUTES_LISTED. */
static inline size_t ec_routes_listed_n(const struct ec_routes *routes, const char *name,
                                        size_t len)
{
  size_t i = 0;
  if (!len || len > EC_ROUTES_SHORT)
    return EC_ROUTES_LISTED;
  uint64_t number = ec_routes_short(name, len);
  while (i < EC_ROUTES_LISTED && (routes->listed[i] != number || routes->lens[i] != len))
    i++;
  return i;
}

/* The same for a name that is terminated. Of names this short a call of strlen() takes longer than
 * that. */
static inline size_t ec_routes_listed(const struct ec_routes *routes, const char *name)
{
  size_t len = !name[0]   ? 0
               : !name[1] ? 1
               : !name[2] ? 2
               : !name[3] ? 3
               : !name[4] ? 4
               : !name[5] ? 5
               : !name[6] ? 6
               : !name[7] ? 7
                          : 0;
  return ec_routes_listed_n(routes, name, len);
}

/* ec_routes_exact() for a catalog that is not among those listed. */
size_t ec_routes_exact_hashed(const struct ec_routes *routes, const char *name, size_t len);

/* The catalog whose folder has exactly this name, or SIZE_MAX: what most readers ask for. */
static inline size_t ec_routes_exact(const struct ec_routes *routes, const char *name, size_t len)
{
  size_t listed = ec_routes_listed_n(routes, name, len);
  return listed < EC_ROUTES_LISTED ? listed : ec_routes_exact_hashed(routes, name, len);
}

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
