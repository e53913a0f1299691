/* SPDX-License-Identifier: MIT */
#ifndef EC_SORT_H
#define EC_SORT_H

/* Sorting what is nearly always in order already, as files are that somebody keeps. Knows that to
 * look takes less than to sort; refuses to know what is sorted. */

#include <stdlib.h>

/* qsort(), but elements that are in order, or none, are left alone. */
static inline void ec_sort(void *array, size_t count, size_t size,
                           int (*compare)(const void *a, const void *b))
{
  const char *element = array;
  size_t i = 1;
  while (i < count && compare(element, element + size) <= 0) {
    element += size;
    i++;
  }
  if (i < count)
    qsort(array, count, size, compare);
}

#endif
