/* SPDX-License-Identifier: MIT */
#ifndef EC_PLACE_H
#define EC_PLACE_H

/* A place in a file. */

#include <stdint.h>

/* Both count from 1, columns in bytes; in a registry in UTF-16, in characters. */
struct ec_place {
  uint32_t line, column;
};

#endif
