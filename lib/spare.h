/* SPDX-License-Identifier: MIT */
#ifndef EC_SPARE_H
#define EC_SPARE_H

/* Objects that only one thread may use at a time, such as ICU's date formatters, kept for whoever
 * needs one next. Knows pointers; refuses to know what they point to.
 *
 * A thread takes an object out of a place, or makes one when all are empty, and puts it back when
 * done; when all places are full again, it is to be closed. Each is one atomic exchange: there is
 * no lock, and no object is seen by two threads. As many objects stay as were ever in use at
 * once, up to EC_SPARES. */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { EC_SPARES = 8 };

struct ec_spare {
  _Atomic(void *) places[EC_SPARES];
};

static inline void ec_spare_init(struct ec_spare *spare)
{
  for (size_t i = 0; i < EC_SPARES; i++)
    atomic_init(&spare->places[i], NULL);
}

/* An object that is the caller's alone now, or NULL when there is none to spare. */
static inline void *ec_spare_take(struct ec_spare *spare)
{
  for (size_t i = 0; i < EC_SPARES; i++) {
    if (!atomic_load_explicit(&spare->places[i], memory_order_relaxed))
      continue;
    void *object = atomic_exchange_explicit(&spare->places[i], NULL, memory_order_acquire);
    if (object)
      return object;
  }
  return NULL;
}

/* False when there is no place left: then the object is still the caller's. */
static inline bool ec_spare_give(struct ec_spare *spare, void *object)
{
  for (size_t i = 0; i < EC_SPARES; i++) {
    void *empty = NULL;
    if (atomic_compare_exchange_strong_explicit(&spare->places[i], &empty, object,
                                                memory_order_release, memory_order_relaxed))
      return true;
  }
  return false;
}

#endif
