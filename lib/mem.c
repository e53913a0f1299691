/* SPDX-License-Identifier: MIT */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* An arena is a list of chunks, of which the first is open. A request that the open chunk cannot
 * hold gets a new one, which stays open when it has more room left than the other. */
struct ec_chunk {
  struct ec_chunk *next;
  max_align_t bytes[];
};

enum { CHUNK_SIZE = 16384 - 64 };

/* In front of each block of the default allocator. */
union front {
  struct {
    void *start; /* of the mapping; NULL: the block is malloc()'s */
    size_t len;
  } map;
  max_align_t alignment;
};

/* A large block, such as a catalog's file, is asked for in huge pages where the system has them on
 * request: it is filled sooner, and a look-up of a code, which goes where none was for long, finds
 * its way without walks through the page tables. It is mapped by itself, for malloc(), once it has
 * seen large blocks come and go, would cut them from its heap, which grows and shrinks with each.
 */
static union front *map_block(size_t size)
{
#if defined(MADV_HUGEPAGE) && defined(MAP_ANONYMOUS)
  size_t len = size + EC_MEM_HUGE; /* wherever it begins, a huge page begins in it */
  char *start = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED)
    return NULL;
  char *block = start + (EC_MEM_HUGE - (uintptr_t)start % EC_MEM_HUGE) % EC_MEM_HUGE;
  (void)madvise(block, size / EC_MEM_HUGE * EC_MEM_HUGE, MADV_HUGEPAGE); /* may be refused */
  union front *front = (union front *)block;
  front->map.start = start;
  front->map.len = len;
  return front;
#else
  (void)size;
  return NULL;
#endif
}

static void *default_allocate(void *context, size_t size)
{
  (void)context;
  if (size > SIZE_MAX / 2)
    return NULL;
  size += sizeof(union front);
  union front *front = size < EC_MEM_HUGE ? NULL : map_block(size);
  if (!front) {
    front = malloc(size);
    if (!front)
      return NULL;
    front->map.start = NULL;
  }
  return front + 1;
}

static void default_release(void *context, void *memory)
{
  (void)context;
  union front *front = (union front *)memory - 1;
  if (front->map.start)
    munmap(front->map.start, front->map.len);
  else
    free(front);
}

const struct errcat_allocator ec_mem_default = {default_allocate, default_release, NULL};

void ec_arena_init(struct ec_arena *arena, const struct errcat_allocator *mem)
{
  *arena = (struct ec_arena){.mem = mem};
}

static size_t aligned(size_t size)
{
  const size_t align = _Alignof(max_align_t);
  return (size + align - 1) / align * align;
}

/* The room in a new chunk for a request of `need` bytes: for a small one that of many, for a large
 * one what makes the chunk whole huge pages, unless that is half as much again. */
static size_t capacity_for(size_t need)
{
  if (need <= CHUNK_SIZE / 4)
    return CHUNK_SIZE;
  size_t size = sizeof(struct ec_chunk) + need;
  size_t rest = (EC_MEM_HUGE - size % EC_MEM_HUGE) % EC_MEM_HUGE;
  return rest <= need / 2 ? need + rest : need;
}

void *ec_arena_alloc(struct ec_arena *arena, size_t count, size_t size)
{
  if (size && count > (SIZE_MAX / 2) / size)
    return NULL;
  size_t need = aligned(count * size), room = arena->size - arena->used;
  char *memory = arena->chunks ? (char *)arena->chunks->bytes + arena->used : NULL;
  if (memory && need <= room) {
    arena->used += need;
    return memory;
  }

  size_t capacity = capacity_for(need);
  struct ec_chunk *chunk =
      arena->mem->allocate(arena->mem->context, sizeof(struct ec_chunk) + capacity);
  if (!chunk)
    return NULL;
  if (memory && capacity - need <= room) { /* keep filling the chunk that is open */
    chunk->next = arena->chunks->next;
    arena->chunks->next = chunk;
    return chunk->bytes;
  }
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->used = need;
  arena->size = capacity;
  return chunk->bytes;
}

char *ec_arena_copy(struct ec_arena *arena, const char *bytes, size_t len)
{
  if (len == SIZE_MAX)
    return NULL;
  char *copy = ec_arena_alloc(arena, len + 1, 1);
  if (!copy)
    return NULL;
  if (len)
    memcpy(copy, bytes, len);
  copy[len] = '\0';
  return copy;
}

void ec_arena_free(struct ec_arena *arena)
{
  struct ec_chunk *chunk = arena->chunks;
  while (chunk) {
    struct ec_chunk *next = chunk->next;
    arena->mem->release(arena->mem->context, chunk);
    chunk = next;
  }
  ec_arena_init(arena, arena->mem);
}

/* A thread takes memory from the newest slab by adding to `used`; who finds it full makes another
 * and publishes it by compare-and-swap, or gives it back when another thread was quicker. What was
 * added to a full slab is not taken back, so that `used` may be beyond `size`, by one request of
 * each thread at most. */
struct ec_slab {
  struct ec_slab *next;
  size_t size;
  atomic_size_t used;
  max_align_t bytes[];
};

void ec_slabs_init(struct ec_slabs *slabs, const struct errcat_allocator *mem)
{
  slabs->mem = mem;
  atomic_init(&slabs->newest, NULL);
}

static void *take(struct ec_slab *slab, size_t size)
{
  size_t used = slab ? atomic_load_explicit(&slab->used, memory_order_relaxed) : 0;
  if (!slab || used > slab->size || size > slab->size - used)
    return NULL;
  used = atomic_fetch_add_explicit(&slab->used, size, memory_order_acquire);
  if (used > slab->size || size > slab->size - used)
    return NULL;
  return (char *)slab->bytes + used;
}

/* A slab after `last`, twice as large, in which `size` bytes are taken. */
static struct ec_slab *open_slab(const struct errcat_allocator *mem, struct ec_slab *last,
                                 size_t size)
{
  size_t total = EC_SLAB_MIN;
  if (last)
    total = last->size < EC_MEM_HUGE / 2 ? 2 * (sizeof *last + last->size) : EC_MEM_HUGE;
  if (total - sizeof *last < size)
    total = sizeof *last + size;
  struct ec_slab *slab = mem->allocate(mem->context, total);
  if (!slab)
    return NULL;
  slab->next = last;
  slab->size = total - sizeof *slab;
  atomic_init(&slab->used, size);
  return slab;
}

void *ec_slabs_alloc(struct ec_slabs *slabs, size_t size)
{
  if (size > SIZE_MAX / 2)
    return NULL;
  size = aligned(size);
  struct ec_slab *slab = atomic_load_explicit(&slabs->newest, memory_order_acquire);
  for (;;) {
    void *memory = take(slab, size);
    if (memory)
      return memory;
    struct ec_slab *fresh = open_slab(slabs->mem, slab, size);
    if (!fresh)
      return NULL;
    if (atomic_compare_exchange_strong_explicit(&slabs->newest, &slab, fresh, memory_order_acq_rel,
                                                memory_order_acquire))
      return fresh->bytes;
    slabs->mem->release(slabs->mem->context, fresh);
  }
}

void ec_slabs_return(struct ec_slabs *slabs, void *memory, size_t size)
{
  struct ec_slab *slab = atomic_load_explicit(&slabs->newest, memory_order_acquire);
  char *first = (char *)slab->bytes, *at = memory;
  if ((uintptr_t)at < (uintptr_t)first || (uintptr_t)at - (uintptr_t)first >= slab->size)
    return; /* it is in an older one */
  size_t before = (size_t)(at - first), used = before + aligned(size);
  atomic_compare_exchange_strong_explicit(&slab->used, &used, before, memory_order_release,
                                          memory_order_relaxed);
}

void ec_slabs_free(struct ec_slabs *slabs)
{
  struct ec_slab *slab = atomic_load_explicit(&slabs->newest, memory_order_acquire);
  while (slab) {
    struct ec_slab *next = slab->next;
    slabs->mem->release(slabs->mem->context, slab);
    slab = next;
  }
  ec_slabs_init(slabs, slabs->mem);
}
