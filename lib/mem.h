/* SPDX-License-Identifier: MIT */
#ifndef EC_MEM_H
#define EC_MEM_H

/* Memory. Knows the caller's allocator and arenas on top of it; knows nothing of
 * what is stored. Everything long-lived belongs to one arena and is freed whole. */

#include <stdatomic.h>

#include "errcat.h"

/* malloc and free; blocks of EC_MEM_HUGE and more are mapped apart, on huge pages where there are
 * some. */
enum { EC_MEM_HUGE = 2 << 20 };
extern const struct errcat_allocator ec_mem_default;

struct ec_arena {
  const struct errcat_allocator *mem; /* must outlive the arena */
  struct ec_chunk *chunks;            /* the first is being filled */
  size_t used, size;                  /* of that one */
};

void ec_arena_init(struct ec_arena *arena, const struct errcat_allocator *mem);
/* `count` elements of `size` bytes, aligned for any type; NULL when out of memory or
 * when the product does not fit. `count` or `size` may be 0. Not cleared. A request of 1 MiB or
 * more may take half as much again, at most EC_MEM_HUGE, which later requests can use. */
void *ec_arena_alloc(struct ec_arena *arena, size_t count, size_t size);
/* A copy of `len` bytes with a NUL behind it. */
char *ec_arena_copy(struct ec_arena *arena, const char *bytes, size_t len);
void ec_arena_free(struct ec_arena *arena);

/* Slabs are an arena that any number of threads take memory from, without a lock. They grow
 * with use, from EC_SLAB_MIN to huge pages: few requests make few small ones. */
struct ec_slabs {
  const struct errcat_allocator *mem; /* must outlive them */
  _Atomic(struct ec_slab *) newest;
};

enum { EC_SLAB_MIN = 4096 };

void ec_slabs_init(struct ec_slabs *slabs, const struct errcat_allocator *mem);
/* Aligned for any type; NULL when out of memory. Not cleared. */
void *ec_slabs_alloc(struct ec_slabs *slabs, size_t size);
/* Of memory that nobody has seen: they have it back when nothing was taken since. */
void ec_slabs_return(struct ec_slabs *slabs, void *memory, size_t size);
/* When no thread uses it any more. */
void ec_slabs_free(struct ec_slabs *slabs);

#endif
