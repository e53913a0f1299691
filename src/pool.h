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
struct ec_pool_array;
struct ec_pool {
  struct ec_pool_block *blocks;
  struct ec_pool_array *arrays;         /* that grew large; the newest first */
  void (*out_of_memory)(void *context); /* does not return */
  void *context;
};

void ec_pool_init(struct ec_pool *pool, void (*out_of_memory)(void *context), void *context);
void ec_pool_free(struct ec_pool *pool);

/* Memory that was handed out since the mark was taken goes back: for one record after the other of
 * an input without end. */
struct ec_pool_mark {
  struct ec_pool_block *block;
  size_t used, end;
  size_t array; /* number of the newest one */
};
struct ec_pool_mark ec_pool_mark(const struct ec_pool *pool);
void ec_pool_release(struct ec_pool *pool, struct ec_pool_mark mark);

/* `count` elements of `size` bytes, all zero. Never NULL. */
void *ec_pool_alloc(struct ec_pool *pool, size_t count, size_t size);
/* The same, but what is in them is anything. */
void *ec_pool_take(struct ec_pool *pool, size_t count, size_t size);
/* Room for one more in an array of `count` elements, NULL when there are none yet, that has room
 * for *size: returns the same, or a larger one whose new elements are anything. A large array moves
 * without leaving its old self behind; it may only be grown while all that was taken since it was
 * begun is there. */
void *ec_pool_enlarge(struct ec_pool *pool, void *array, size_t *size, size_t element_size);
static inline void *ec_pool_grow(struct ec_pool *pool, void *array, size_t count, size_t *size,
                                 size_t element_size)
{
  return count < *size ? array : ec_pool_enlarge(pool, array, size, element_size);
}
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
/* Makes room for `len` bytes in all, so that no more memory is taken up to there. */
void ec_string_reserve(struct ec_string *string, size_t len);
void ec_string_adds(struct ec_string *string, const char *text);
/* The text with a backslash and letters[i] for each byte that is bytes[i]. */
void ec_string_escape(struct ec_string *string, const char *text, const char *bytes,
                      const char *letters);
/* What was built; "" when nothing was. */
const char *ec_string_get(const struct ec_string *string);

#endif
