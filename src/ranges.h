/* SPDX-License-Identifier: MIT */
#ifndef EC_RANGES_H
#define EC_RANGES_H

/* Ranges of characters, in ascending order and apart. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ec_range {
  uint32_t first, last;
};

static inline bool ec_ranges_have(const struct ec_range *ranges, size_t count, uint32_t character)
{
  size_t low = 0;
  while (low < count) {
    const size_t middle = low + (count - low) / 2;
    if (character > ranges[middle].last)
      low = middle + 1;
    else if (character >= ranges[middle].first)
      return true;
    else
      count = middle;
  }
  return false;
}

#endif
