/* SPDX-License-Identifier: MIT */
#include "mem.h"

#include <stdlib.h>
#include <string.h>

/* An arena is a list of chunks, newest first. A request that the newest chunk cannot
 * hold opens a new one; one that is large by itself gets a chunk of its own size. */
struct ec_chunk {
  struct ec_chunk *next;
  max_align_t bytes[];
};

enum { CHUNK_SIZE = 16384 - 64 };

static void *default_allocate(void *context, size_t size)
{
  (void)context;
  return malloc(size);
}

static void default_release(void *context, void *memory)
{
  (void)context;
  free(memory);
}

const struct errcat_allocator ec_mem_default = {default_allocate, default_release, NULL};

void ec_arena_init(struct ec_arena *arena, const struct errcat_allocator *mem)
{
  *arena = (struct ec_arena){.mem = mem};
}

void *ec_arena_alloc(struct ec_arena *arena, size_t count, size_t size)
{
  const size_t align = _Alignof(max_align_t);
  if (size && count > (SIZE_MAX / 2) / size)
    return NULL;
  size_t need = (count * size + align - 1) / align * align;

  if (!arena->chunks || need > arena->size - arena->used) {
    size_t capacity = need > CHUNK_SIZE / 4 ? need : CHUNK_SIZE;
    struct ec_chunk *chunk =
        arena->mem->allocate(arena->mem->context, sizeof(struct ec_chunk) + capacity);
    if (!chunk)
      return NULL;
    if (capacity == need && arena->chunks) { /* keep filling the chunk that is open */
      chunk->next = arena->chunks->next;
      arena->chunks->next = chunk;
      return chunk->bytes;
    }
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->used = 0;
    arena->size = capacity;
  }
  char *memory = (char *)arena->chunks->bytes + arena->used;
  arena->used += need;
  return memory;
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
