/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ec_pool_block {
  struct ec_pool_block *next;
  max_align_t bytes[];
};

void ec_pool_init(struct ec_pool *pool, void (*out_of_memory)(void *context), void *context)
{
  pool->blocks = NULL;
  pool->out_of_memory = out_of_memory;
  pool->context = context;
}

struct ec_pool_block *ec_pool_mark(const struct ec_pool *pool)
{
  return pool->blocks;
}

void ec_pool_release(struct ec_pool *pool, struct ec_pool_block *mark)
{
  while (pool->blocks != mark) {
    struct ec_pool_block *block = pool->blocks;
    pool->blocks = block->next;
    free(block);
  }
}

void ec_pool_free(struct ec_pool *pool)
{
  ec_pool_release(pool, NULL);
}

void *ec_pool_alloc(struct ec_pool *pool, size_t count, size_t size)
{
  struct ec_pool_block *block = NULL;
  const size_t most = SIZE_MAX - sizeof *block;
  if (size == 0 || count <= most / size)
    block = calloc(1, sizeof *block + count * size);
  if (!block) {
    pool->out_of_memory(pool->context);
    abort(); /* the handler has returned, which it must not */
  }
  block->next = pool->blocks;
  pool->blocks = block;
  return block->bytes;
}

char *ec_pool_copy(struct ec_pool *pool, const char *bytes, size_t len)
{
  char *copy = ec_pool_alloc(pool, len + 1, 1);
  if (len)
    memcpy(copy, bytes, len);
  return copy;
}

char *ec_pool_printf(struct ec_pool *pool, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = ec_pool_alloc(pool, len < 0 ? 1 : (size_t)len + 1, 1);
  if (len > 0)
    vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return text;
}

void ec_string_add(struct ec_string *string, const char *bytes, size_t len)
{
  if (string->size - string->len <= len) {
    size_t size = (string->len + len + 1) * 2;
    char *grown = ec_pool_alloc(string->pool, size, 1);
    if (string->len)
      memcpy(grown, string->bytes, string->len);
    string->bytes = grown;
    string->size = size;
  }
  if (len)
    memcpy(string->bytes + string->len, bytes, len);
  string->len += len;
  string->bytes[string->len] = '\0';
}

void ec_string_adds(struct ec_string *string, const char *text)
{
  ec_string_add(string, text, strlen(text));
}

const char *ec_string_get(const struct ec_string *string)
{
  return string->bytes ? string->bytes : "";
}
