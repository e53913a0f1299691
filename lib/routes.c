/* SPDX-License-Identifier: MIT */
#include "routes.h"

#include <stdatomic.h>
#include <string.h>

struct ec_routes {
  const struct errcat_allocator *mem;
  const struct ec_locale *const *catalogs;
  size_t count;
  _Atomic(struct ec_route *) slots[EC_ROUTES_MAX];
};

/* How many slots from its own a name may be in: bounds the search in a full table. */
enum { PROBES = 16 };

struct ec_routes *ec_routes_open(const struct errcat_allocator *mem,
                                 const struct ec_locale *const *catalogs, size_t count)
{
  struct ec_routes *routes = mem->allocate(mem->context, sizeof *routes);
  if (!routes)
    return NULL;
  routes->mem = mem;
  routes->catalogs = catalogs;
  routes->count = count;
  for (size_t i = 0; i < EC_ROUTES_MAX; i++)
    atomic_init(&routes->slots[i], NULL);
  return routes;
}

void ec_routes_close(struct ec_routes *routes)
{
  if (!routes)
    return;
  for (size_t i = 0; i < EC_ROUTES_MAX; i++) {
    struct ec_route *route = atomic_load_explicit(&routes->slots[i], memory_order_relaxed);
    if (route)
      routes->mem->release(routes->mem->context, route);
  }
  routes->mem->release(routes->mem->context, routes);
}

static bool is_named(const struct ec_route *route, const char *name, size_t len)
{
  return memcmp(route->name, name, len) == 0 && !route->name[len];
}

/* The route of that name; else NULL, and *slot is where it may go, NULL when nowhere. */
static const struct ec_route *look_up(struct ec_routes *routes, const char *name, size_t len,
                                      _Atomic(struct ec_route *) **slot)
{
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)name[i]) * 16777619u;
  for (size_t i = 0; i < PROBES; i++) {
    *slot = &routes->slots[((hash ^ hash >> 16) + i) % EC_ROUTES_MAX];
    const struct ec_route *route = atomic_load_explicit(*slot, memory_order_acquire);
    if (!route)
      return NULL;
    if (is_named(route, name, len))
      return route;
  }
  *slot = NULL;
  return NULL;
}

/* One block: the route, then its candidates. */
static struct ec_route *make(struct ec_routes *routes, const struct ec_locale *wanted,
                             const struct ec_route_space *space, size_t count)
{
  struct ec_route *route =
      routes->mem->allocate(routes->mem->context, sizeof *route + count * sizeof *route->list);
  if (!route)
    return NULL;
  struct ec_candidate *list = (struct ec_candidate *)(route + 1);
  if (count <= EC_ROUTE_SPACE)
    memcpy(list, space->list, count * sizeof *list);
  else
    ec_locale_candidates(wanted, routes->catalogs, routes->count, list, count);
  *route = space->route;
  route->count = count;
  route->list = list;
  return route;
}

const struct ec_route *ec_routes_find(struct ec_routes *routes, const char *name, size_t len,
                                      struct ec_route_space *space)
{
  if (len > ERRCAT_LOCALE_MAX)
    return NULL;
  _Atomic(struct ec_route *) *slot;
  const struct ec_route *known = look_up(routes, name, len, &slot);
  if (known)
    return known;
  struct ec_locale wanted;
  if (!ec_locale_parse(&wanted, name, len))
    return NULL;

  size_t count =
      ec_locale_candidates(&wanted, routes->catalogs, routes->count, space->list, EC_ROUTE_SPACE);
  space->route = (struct ec_route){.count = count < EC_ROUTE_SPACE ? count : EC_ROUTE_SPACE,
                                   .list = space->list};
  memcpy(space->route.name, name, len);
  struct ec_route *route = slot ? make(routes, &wanted, space, count) : NULL;
  if (!route)
    return &space->route;
  struct ec_route *other = NULL;
  if (atomic_compare_exchange_strong_explicit(slot, &other, route, memory_order_acq_rel,
                                              memory_order_acquire))
    return route;
  /* Another thread was quicker. Mostly it wanted the same; else this answer is not kept. */
  routes->mem->release(routes->mem->context, route);
  return is_named(other, name, len) ? other : &space->route;
}
