/* SPDX-License-Identifier: MIT */
#ifndef EC_POOL_H
#define EC_POOL_H

/* Memory of one run of the tool. Knows how to hand out memory that lives until the tool ends,
 * so that no command has to free anything; refuses to know what is stored. There is no
 * failure to handle: out of memory ends the program through the handler. */

#include <stddef.h>

#if defined(__GNUC__)
#define EC_FORMAT(at, first) __attribute__((format(printf, at, first)))
#else
#define EC_FORMAT(at, first)
#endif

struct ec_pool_block;
struct ec_pool {
  struct ec_pool_block *blocks;
  void (*out_of_memory)(void *context); /* does not return */
  void *context;
};

void ec_pool_init(struct ec_pool *pool, void (*out_of_memory)(void *context), void *context);
void ec_pool_free(struct ec_pool *pool);

/* Memory that was handed out since the mark was taken goes back: for one record after the other of
 * an input without end. */
struct ec_pool_block *ec_pool_mark(const struct ec_pool *pool);
void ec_pool_release(struct ec_pool *pool, struct ec_pool_block *mark);

/* `count` elements of `size` bytes, all zero. Never NULL. */
void *ec_pool_alloc(struct ec_pool *pool, size_t count, size_t size);
/* A copy of `len` bytes with a NUL behind it. */
char *ec_pool_copy(struct ec_pool *pool, const char *bytes, size_t len);
char *ec_pool_printf(struct ec_pool *pool, const char *format, ...) EC_FORMAT(2, 3);

/* A string that grows. `bytes` is always terminated once something was added. */
struct ec_string {
  struct ec_pool *pool;
  char *bytes;
  size_t len, size;
};

void ec_string_add(struct ec_string *string, const char *bytes, size_t len);
void ec_string_adds(struct ec_string *string, const char *text);
/* What was built; "" when nothing was. */
const char *ec_string_get(const struct ec_string *string);

#endif
