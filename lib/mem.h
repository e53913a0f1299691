/* SPDX-License-Identifier: MIT */
#ifndef EC_MEM_H
#define EC_MEM_H

/* Memory. Knows the caller's allocator and arenas on top of it; knows nothing of
 * what is stored. Everything long-lived belongs to one arena and is freed whole. */

#include "errcat.h"

/* malloc and free. */
extern const struct errcat_allocator ec_mem_default;

struct ec_arena {
  const struct errcat_allocator *mem; /* must outlive the arena */
  struct ec_chunk *chunks;            /* newest first */
  size_t used, size;                  /* of the newest chunk */
};

void ec_arena_init(struct ec_arena *arena, const struct errcat_allocator *mem);
/* `count` elements of `size` bytes, aligned for any type; NULL when out of memory or
 * when the product does not fit. `count` or `size` may be 0. Not cleared. */
void *ec_arena_alloc(struct ec_arena *arena, size_t count, size_t size);
/* A copy of `len` bytes with a NUL behind it. */
char *ec_arena_copy(struct ec_arena *arena, const char *bytes, size_t len);
void ec_arena_free(struct ec_arena *arena);

#endif
