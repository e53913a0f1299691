/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Small pieces share a block, so that to take one costs next to nothing. With a sanitizer each has
 * its own, and what is written behind its end is seen. */
#if defined(__SANITIZE_ADDRESS__) && !defined(EC_POOL_BLOCK)
#define EC_POOL_BLOCK 0
#elif defined(__has_feature) && !defined(EC_POOL_BLOCK)
#if __has_feature(address_sanitizer)
#define EC_POOL_BLOCK 0
#endif
#endif
#ifndef EC_POOL_BLOCK
#define EC_POOL_BLOCK 32768
#endif

/* An array of so many bytes has a block for itself, which grows with it. */
#define ARRAY_BYTES 32768

/* Of a block that is shared, what must be aligned is taken from the front, and strings from the
 * end. */
struct ec_pool_block {
  struct ec_pool_block *next;
  size_t used, end; /* what is between them is free */
  max_align_t bytes[];
};

struct ec_pool_array {
  struct ec_pool_array *next;
  size_t number; /* from 1 */
  max_align_t elements[];
};

void ec_pool_init(struct ec_pool *pool, void (*out_of_memory)(void *context), void *context)
{
  *pool = (struct ec_pool){.out_of_memory = out_of_memory, .context = context};
}

struct ec_pool_mark ec_pool_mark(const struct ec_pool *pool)
{
  const struct ec_pool_block *block = pool->blocks;
  return (struct ec_pool_mark){pool->blocks, block ? block->used : 0, block ? block->end : 0,
                               pool->arrays ? pool->arrays->number : 0};
}

void ec_pool_release(struct ec_pool *pool, struct ec_pool_mark mark)
{
  while (pool->blocks != mark.block) {
    struct ec_pool_block *block = pool->blocks;
    pool->blocks = block->next;
    free(block);
  }
  while (pool->arrays && pool->arrays->number > mark.array) {
    struct ec_pool_array *array = pool->arrays;
    pool->arrays = array->next;
    free(array);
  }
  if (mark.block) {
    mark.block->used = mark.used;
    mark.block->end = mark.end;
  }
}

void ec_pool_free(struct ec_pool *pool)
{
  ec_pool_release(pool, (struct ec_pool_mark){NULL, 0, 0, 0});
}

static void end_without_memory(struct ec_pool *pool)
{
  pool->out_of_memory(pool->context);
  abort(); /* the handler has returned, which it must not */
}

/* In front of the others: it has the most room. */
static void add_block(struct ec_pool *pool, size_t size)
{
  struct ec_pool_block *block = NULL;
  size = size > EC_POOL_BLOCK ? size : EC_POOL_BLOCK;
  if (size <= SIZE_MAX - sizeof *block)
    block = malloc(sizeof *block + size);
  if (!block)
    end_without_memory(pool);
  *block = (struct ec_pool_block){pool->blocks, 0, size};
  pool->blocks = block;
}

static bool has_room(const struct ec_pool *pool, size_t bytes)
{
  return pool->blocks && pool->blocks->end - pool->blocks->used >= bytes;
}

void *ec_pool_take(struct ec_pool *pool, size_t count, size_t size)
{
  const size_t unit = sizeof(max_align_t);
  const bool fits = size == 0 || count <= (SIZE_MAX - unit) / size;
  size_t bytes = fits ? (count * size + unit - 1) / unit * unit : SIZE_MAX;
  bytes = bytes ? bytes : unit;
  if (!has_room(pool, bytes))
    add_block(pool, bytes);
  struct ec_pool_block *block = pool->blocks;
  void *memory = (char *)block->bytes + block->used;
  block->used += bytes;
  return memory;
}

void *ec_pool_alloc(struct ec_pool *pool, size_t count, size_t size)
{
  void *memory = ec_pool_take(pool, count, size);
  return memset(memory, 0, count * size);
}

/* A string, which need not be aligned. */
static char *take_string(struct ec_pool *pool, size_t len)
{
  const size_t bytes = len < SIZE_MAX ? len + 1 : SIZE_MAX;
  if (!has_room(pool, bytes))
    add_block(pool, bytes);
  struct ec_pool_block *block = pool->blocks;
  block->end -= bytes;
  return (char *)block->bytes + block->end;
}

char *ec_pool_copy(struct ec_pool *pool, const char *bytes, size_t len)
{
  char *copy = take_string(pool, len);
  if (len)
    memcpy(copy, bytes, len);
  copy[len] = '\0';
  return copy;
}

/* In a block for itself; `old` has one, or is NULL. */
static void *grow_large(struct ec_pool *pool, void *old, size_t bytes)
{
  struct ec_pool_array **at = &pool->arrays, *array = NULL;
  while (old && (void *)(*at)->elements != old)
    at = &(*at)->next;
  if (bytes <= SIZE_MAX - sizeof *array)
    array = realloc(old ? *at : NULL, sizeof *array + bytes);
  if (!array)
    end_without_memory(pool);
  if (!old) {
    array->next = pool->arrays;
    array->number = pool->arrays ? pool->arrays->number + 1 : 1;
  }
  *at = array;
  return array->elements;
}

void *ec_pool_enlarge(struct ec_pool *pool, void *array, size_t *size, size_t element_size)
{
  const size_t before = *size * element_size;
  *size = *size ? *size * 2 : 8;
  const size_t bytes = *size <= SIZE_MAX / element_size ? *size * element_size : SIZE_MAX;
  if (bytes >= ARRAY_BYTES && before >= ARRAY_BYTES)
    return grow_large(pool, array, bytes);
  void *grown = bytes >= ARRAY_BYTES ? grow_large(pool, NULL, bytes) : ec_pool_take(pool, bytes, 1);
  return before ? memcpy(grown, array, before) : grown;
}

char *ec_pool_printf(struct ec_pool *pool, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = take_string(pool, len < 0 ? 0 : (size_t)len);
  *text = '\0';
  if (len > 0)
    vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return text;
}

static void grow(struct ec_string *string, size_t size)
{
  char *grown = ec_pool_take(string->pool, size, 1);
  if (string->len)
    memcpy(grown, string->bytes, string->len);
  grown[string->len] = '\0';
  string->bytes = grown;
  string->size = size;
}

void ec_string_reserve(struct ec_string *string, size_t len)
{
  if (string->size <= len)
    grow(string, len + 1);
}

void ec_string_add(struct ec_string *string, const char *bytes, size_t len)
{
  if (string->size - string->len <= len)
    grow(string, (string->len + len + 1) * 2);
  if (len)
    memcpy(string->bytes + string->len, bytes, len);
  string->len += len;
  string->bytes[string->len] = '\0';
}

void ec_string_adds(struct ec_string *string, const char *text)
{
  ec_string_add(string, text, strlen(text));
}

void ec_string_escape(struct ec_string *string, const char *text, const char *bytes,
                      const char *letters)
{
  for (size_t len; *text; text += len) {
    len = strcspn(text, bytes);
    ec_string_add(string, text, len);
    if (text[len]) {
      const char escape[] = {'\\', letters[strchr(bytes, text[len]) - bytes]};
      ec_string_add(string, escape, sizeof escape);
      len++;
    }
  }
}

const char *ec_string_get(const struct ec_string *string)
{
  return string->bytes ? string->bytes : "";
}
