/* SPDX-License-Identifier: MIT */
#include "date.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* A zone's offsets take ICU up to a millisecond to tell, so they are kept by its name, in a table
 * of which a free slot is taken by compare-and-swap, as in routes.c; what is in a slot stays as it
 * is until the table is freed. Zones come from requests, so nothing that a stranger may ask for
 * must cost much or push out what others need:
 *
 *   GMT+8, UTC+08:00    worked out each time, which is quick: there are 172,800 of them;
 *   a name of the IANA  put into the table when it is first asked for; when that is full, which
 *   database            takes more zones than a service has, ICU is asked for each time;
 *   any other name      refused without ICU, for the list of all names, which is made when a name
 *                       is first asked for that is not in the table, does not have it. */

struct zone {
  struct ec_icu_zone *offsets;
  char name[EC_ICU_ZONE_MAX + 1];
};

struct names {
  size_t count;
  size_t used, size; /* of the bytes behind the pointers */
  size_t max;
  const char *sorted[];
};

struct ec_zones {
  const struct errcat_allocator *mem;
  _Atomic(struct names *) names;
  _Atomic(struct zone *) slots[EC_ZONES_MAX];
};

struct ec_zones *ec_zones_open(const struct errcat_allocator *mem)
{
  struct ec_zones *zones = mem->allocate(mem->context, sizeof *zones);
  if (!zones)
    return NULL;
  zones->mem = mem;
  atomic_init(&zones->names, NULL);
  for (size_t i = 0; i < EC_ZONES_MAX; i++)
    atomic_init(&zones->slots[i], NULL);
  return zones;
}

static void zone_close(struct ec_zones *zones, struct zone *zone)
{
  if (!zone)
    return;
  ec_icu_zone_close(zone->offsets);
  zones->mem->release(zones->mem->context, zone);
}

void ec_zones_close(struct ec_zones *zones)
{
  if (!zones)
    return;
  for (size_t i = 0; i < EC_ZONES_MAX; i++)
    zone_close(zones, atomic_load_explicit(&zones->slots[i], memory_order_relaxed));
  struct names *names = atomic_load_explicit(&zones->names, memory_order_relaxed);
  if (names)
    zones->mem->release(zones->mem->context, names);
  zones->mem->release(zones->mem->context, zones);
}

/* ----------------------------------------------------- offsets in the name */

/* Reads at most two digits; -1 when there is none, or a third one. */
static int two_digits(const char **at)
{
  int value = 0, count = 0;
  for (; **at >= '0' && **at <= '9'; (*at)++) {
    if (++count > 2)
      return -1;
    value = value * 10 + (**at - '0');
  }
  return count ? value : -1;
}

/* ":mm" or ":mm:ss" */
static bool read_parts(const char *at, int part[3])
{
  for (int i = 1; i < 3 && *at; i++) {
    if (at[0] != ':' || !at[1] || at[2] == ':' || !at[2])
      return false;
    at++;
    part[i] = two_digits(&at);
  }
  return !*at;
}

/* "8", "08", "830", "0830", "83000", "083000" */
static void read_digits(const char *at, size_t count, int part[3])
{
  int value = 0;
  for (size_t i = 0; i < count; i++)
    value = value * 10 + (at[i] - '0');
  if (count > 4) {
    part[2] = value % 100;
    value /= 100;
  }
  if (count > 2) {
    part[1] = value % 100;
    value /= 100;
  }
  part[0] = value;
}

/* custom = ( "GMT" | "UTC" ) ( "+" | "-" ) ( digits | hours ":" mm [ ":" ss ] )
 * with 1 to 6 digits; letters in either case, as ICU takes them. */
static bool is_custom(const char *name, size_t len)
{
  if (len < 4 || (name[3] != '+' && name[3] != '-'))
    return false;
  char prefix[4] = {(char)(name[0] | 0x20), (char)(name[1] | 0x20), (char)(name[2] | 0x20)};
  return strcmp(prefix, "gmt") == 0 || strcmp(prefix, "utc") == 0;
}

static bool read_custom(const char *name, int32_t *offset)
{
  int part[3] = {0, 0, 0};
  const char *at = name + 4;
  size_t count = strspn(at, "0123456789");
  bool ok = count >= 1 && count <= 6 && !at[count];
  if (ok) {
    read_digits(at, count, part);
  } else if (count >= 1 && count <= 2) {
    part[0] = two_digits(&at);
    ok = read_parts(at, part);
  }
  if (!ok || part[0] > 23 || part[1] < 0 || part[1] > 59 || part[2] < 0 || part[2] > 59)
    return false;
  *offset = ((part[0] * 60 + part[1]) * 60 + part[2]) * (name[3] == '-' ? -1000 : 1000);
  return true;
}

/* ------------------------------------------------------ names that there are */

static bool measure(void *context, const char *name, size_t len)
{
  struct names *names = context;
  (void)name;
  names->max++;
  names->size += len + 1;
  return true;
}

static bool add(void *context, const char *name, size_t len)
{
  struct names *names = context;
  if (names->count == names->max || names->size - names->used < len + 1)
    return false;
  char *copy = (char *)(names->sorted + names->max) + names->used;
  memcpy(copy, name, len);
  copy[len] = '\0';
  names->sorted[names->count++] = copy;
  names->used += len + 1;
  return true;
}

static int compare(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct names *make_names(const struct errcat_allocator *mem)
{
  struct names total = {0};
  if (!ec_icu_zone_names(measure, &total))
    return NULL;
  size_t size = sizeof(struct names) + total.max * sizeof(char *) + total.size;
  struct names *names = mem->allocate(mem->context, size);
  if (!names)
    return NULL;
  *names = total;
  if (!ec_icu_zone_names(add, names)) {
    mem->release(mem->context, names);
    return NULL;
  }
  qsort(names->sorted, names->count, sizeof *names->sorted, compare);
  return names;
}

/* NULL when there is no memory for them. */
static const struct names *all_names(struct ec_zones *zones)
{
  struct names *names = atomic_load_explicit(&zones->names, memory_order_acquire);
  if (names)
    return names;
  names = make_names(zones->mem);
  struct names *other = NULL;
  if (!names || atomic_compare_exchange_strong_explicit(&zones->names, &other, names,
                                                        memory_order_acq_rel, memory_order_acquire))
    return names;
  zones->mem->release(zones->mem->context, names);
  return other;
}

/* Whether ICU has the name. Without memory for the list, it is asked. */
static bool is_name(struct ec_zones *zones, const char *name)
{
  const struct names *names = all_names(zones);
  if (names)
    return bsearch(&name, names->sorted, names->count, sizeof *names->sorted, compare) != NULL;
  struct ec_icu_zone *zone = ec_icu_zone_open(name);
  ec_icu_zone_close(zone);
  return zone != NULL;
}

/* --------------------------------------------------------------- the table */

/* Of the first and the last bytes: zones of one continent differ in the last. */
static uint32_t hash_of(const char *name, size_t len)
{
  uint64_t first = 0, last = 0;
  if (len < sizeof first) {
    for (size_t i = 0; i < len; i++)
      first = first << 8 | (unsigned char)name[i];
  } else {
    memcpy(&first, name, sizeof first);
    memcpy(&last, name + len - sizeof last, sizeof last);
  }
  uint64_t hash = (first * 31 + last + len) * 0x9e3779b97f4a7c15u;
  return (uint32_t)(hash >> 32);
}

/* The zone of that name; else NULL, and *slot is where it may go, NULL when nowhere. */
static const struct zone *look_up(struct ec_zones *zones, const char *name, size_t len,
                                  _Atomic(struct zone *) **slot)
{
  uint32_t hash = hash_of(name, len);
  for (uint32_t i = 0; i < EC_ZONES_MAX; i++) {
    *slot = &zones->slots[(hash + i) % EC_ZONES_MAX];
    const struct zone *zone = atomic_load_explicit(*slot, memory_order_acquire);
    if (!zone)
      return NULL;
    if (memcmp(zone->name, name, len + 1) == 0)
      return zone;
  }
  *slot = NULL;
  return NULL;
}

static struct zone *make_zone(struct ec_zones *zones, const char *name, size_t len)
{
  struct zone *zone = zones->mem->allocate(zones->mem->context, sizeof *zone);
  if (!zone)
    return NULL;
  *zone = (struct zone){.offsets = ec_icu_zone_open(name)};
  memcpy(zone->name, name, len);
  if (zone->offsets)
    return zone;
  zone_close(zones, zone);
  return NULL;
}

/* NULL when it cannot be kept. */
static const struct zone *keep(struct ec_zones *zones, const char *name, size_t len,
                               _Atomic(struct zone *) *slot)
{
  struct zone *zone = make_zone(zones, name, len);
  struct zone *other = NULL;
  if (!zone || atomic_compare_exchange_strong_explicit(slot, &other, zone, memory_order_acq_rel,
                                                       memory_order_acquire))
    return zone;
  /* Another thread was quicker. Mostly it wanted the same; else the next time keeps this one. */
  zone_close(zones, zone);
  return memcmp(other->name, name, len + 1) == 0 ? other : NULL;
}

static enum ec_zone_answer offset_at(const struct zone *zone, int64_t ms, int32_t *offset)
{
  return ec_icu_zone_offset(zone->offsets, ms, offset) ? EC_ZONE_OFFSET : EC_ZONE_ASK_ICU;
}

/* Of a name that is not in the table. */
static enum ec_zone_answer offset_of_new(struct ec_zones *zones, const char *name, size_t len,
                                         int64_t ms, int32_t *offset, _Atomic(struct zone *) *slot)
{
  if (!is_name(zones, name))
    return EC_ZONE_UNKNOWN;
  const struct zone *zone = slot ? keep(zones, name, len, slot) : NULL;
  return zone ? offset_at(zone, ms, offset) : EC_ZONE_ASK_ICU;
}

enum ec_zone_answer ec_zones_offset(struct ec_zones *zones, const char *name, int64_t ms,
                                    int32_t *offset)
{
  if (!name) {
    *offset = 0;
    return EC_ZONE_OFFSET;
  }
  size_t len = strnlen(name, EC_ICU_ZONE_MAX + 1);
  if (len == 0 || len > EC_ICU_ZONE_MAX)
    return EC_ZONE_UNKNOWN;
  if (is_custom(name, len))
    return read_custom(name, offset) ? EC_ZONE_OFFSET : EC_ZONE_UNKNOWN;
  _Atomic(struct zone *) *slot;
  const struct zone *zone = look_up(zones, name, len, &slot);
  return zone ? offset_at(zone, ms, offset) : offset_of_new(zones, name, len, ms, offset, slot);
}

bool ec_zones_known(struct ec_zones *zones, const char *name)
{
  int32_t ignored;
  return ec_zones_offset(zones, name, 0, &ignored) != EC_ZONE_UNKNOWN;
}
