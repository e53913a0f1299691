/* SPDX-License-Identifier: MIT */
#include "routes.h"

#include <stdatomic.h>
#include <string.h>

struct ec_routes_rest {
  const struct errcat_allocator *mem;
  const struct ec_locale *const *catalogs;
  size_t count;
  _Atomic(struct ec_route *) slots[EC_ROUTES_MAX];
  size_t mask;
  const char *const *names;
  uint16_t hashed[]; /* hash table of all names: index + 1; 0: free */
};

/* How many slots from its own a name may be in: bounds the search in a full table. */
enum { PROBES = 16 };

static uint32_t hash_of(const char *name, size_t len)
{
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)name[i]) * 16777619u;
  return hash ^ hash >> 16;
}

static void enter_names(struct ec_routes *routes)
{
  struct ec_routes_rest *rest = routes->rest;
  memset(routes->begins, 0, sizeof routes->begins);
  memset(routes->listed, 0, sizeof routes->listed);
  memset(rest->hashed, 0, (rest->mask + 1) * sizeof *rest->hashed);
  for (size_t i = 0; i < rest->count; i++) {
    size_t len = strlen(rest->names[i]), at = hash_of(rest->names[i], len) & rest->mask;
    if (i < EC_ROUTES_LISTED && len && len <= EC_ROUTES_SHORT) {
      memcpy(routes->listed[i], rest->names[i], len);
      routes->begins[i] = ec_routes_begin(rest->names[i]);
    }
    while (rest->hashed[at])
      at = (at + 1) & rest->mask;
    rest->hashed[at] = (uint16_t)(i + 1);
  }
}

struct ec_routes *ec_routes_open(const struct errcat_allocator *mem,
                                 const struct ec_locale *const *catalogs, const char *const *names,
                                 size_t count)
{
  struct block {
    struct ec_routes routes;
    struct ec_routes_rest rest;
  } * block;
  size_t places = 8;
  while (places < count * 2)
    places *= 2;
  block = mem->allocate(mem->context, sizeof *block + places * sizeof *block->rest.hashed);
  if (!block)
    return NULL;
  block->rest.names = names;
  block->routes.rest = &block->rest;
  block->rest.mem = mem;
  block->rest.catalogs = catalogs;
  block->rest.count = count;
  for (size_t i = 0; i < EC_ROUTES_MAX; i++)
    atomic_init(&block->rest.slots[i], NULL);
  block->rest.mask = places - 1;
  enter_names(&block->routes);
  return &block->routes;
}

void ec_routes_close(struct ec_routes *routes)
{
  if (!routes)
    return;
  const struct errcat_allocator *mem = routes->rest->mem;
  for (size_t i = 0; i < EC_ROUTES_MAX; i++) {
    struct ec_route *route = atomic_load_explicit(&routes->rest->slots[i], memory_order_relaxed);
    if (route)
      mem->release(mem->context, route);
  }
  mem->release(mem->context, routes);
}

size_t ec_routes_exact(const struct ec_routes *routes, const char *name, size_t len)
{
  const struct ec_routes_rest *rest = routes->rest;
  if (len > ERRCAT_LOCALE_MAX)
    return SIZE_MAX;
  for (size_t at = hash_of(name, len) & rest->mask; rest->hashed[at]; at = (at + 1) & rest->mask) {
    const char *found = rest->names[rest->hashed[at] - 1];
    if (strncmp(found, name, len) == 0 && !found[len])
      return rest->hashed[at] - 1u;
  }
  return SIZE_MAX;
}

static bool is_named(const struct ec_route *route, const char *name, size_t len)
{
  return memcmp(route->name, name, len) == 0 && !route->name[len];
}

/* The route of that name; else NULL, and *slot is where it may go, NULL when nowhere. */
static const struct ec_route *look_up(struct ec_routes_rest *rest, const char *name, size_t len,
                                      _Atomic(struct ec_route *) **slot)
{
  uint32_t hash = hash_of(name, len);
  for (size_t i = 0; i < PROBES; i++) {
    *slot = &rest->slots[(hash + i) % EC_ROUTES_MAX];
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
static struct ec_route *make(struct ec_routes_rest *rest, const struct ec_locale *wanted,
                             const struct ec_route_space *space, size_t count)
{
  struct ec_route *route =
      rest->mem->allocate(rest->mem->context, sizeof *route + count * sizeof *route->list);
  if (!route)
    return NULL;
  struct ec_candidate *list = (struct ec_candidate *)(route + 1);
  if (count <= EC_ROUTE_SPACE)
    memcpy(list, space->list, count * sizeof *list);
  else
    ec_locale_candidates(wanted, rest->catalogs, rest->count, list, count);
  *route = space->route;
  route->count = count;
  route->list = list;
  return route;
}

const struct ec_route *ec_routes_find(struct ec_routes *routes, const char *name, size_t len,
                                      struct ec_route_space *space)
{
  struct ec_routes_rest *rest = routes->rest;
  if (len > ERRCAT_LOCALE_MAX)
    return NULL;
  _Atomic(struct ec_route *) *slot;
  const struct ec_route *known = look_up(rest, name, len, &slot);
  if (known)
    return known;
  struct ec_locale wanted;
  if (!ec_locale_parse(&wanted, name, len))
    return NULL;

  size_t count =
      ec_locale_candidates(&wanted, rest->catalogs, rest->count, space->list, EC_ROUTE_SPACE);
  space->route = (struct ec_route){.count = count < EC_ROUTE_SPACE ? count : EC_ROUTE_SPACE,
                                   .list = space->list};
  memcpy(space->route.name, name, len);
  struct ec_route *route = slot ? make(rest, &wanted, space, count) : NULL;
  if (!route)
    return &space->route;
  struct ec_route *other = NULL;
  if (atomic_compare_exchange_strong_explicit(slot, &other, route, memory_order_acq_rel,
                                              memory_order_acquire))
    return route;
  /* Another thread was quicker. Mostly it wanted the same; else this answer is not kept. */
  rest->mem->release(rest->mem->context, route);
  return is_named(other, name, len) ? other : &space->route;
}
