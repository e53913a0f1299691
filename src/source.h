/* SPDX-License-Identifier: MIT */
#ifndef EC_SOURCE_H
#define EC_SOURCE_H

/* Sources in C and C++: their string literals and identifiers. Knows comments, line splices, string
 * literals with prefixes, escapes and neighbours, raw strings, character literals and numbers with
 * separators; refuses to know the preprocessor, so that what is switched off is seen too, and what
 * strings and identifiers mean. */

#include "pool.h"

#include <stdbool.h>
#include <stdint.h>

enum {
  EC_SOURCE_MAX = 67108864,       /* bytes of a file (64 MiB) */
  EC_SOURCE_IDENTIFIER_MAX = 1023 /* bytes of an identifier; longer ones are passed over */
};

struct ec_source_handler {
  /* A literal with those that follow it at once: its bytes, and where each stands in the file. */
  void (*string)(void *context, const char *bytes, const uint32_t *offsets, size_t len);
  void (*identifier)(void *context, const char *name, size_t offset);
  /* From its first slash to its last byte. */
  void (*comment)(void *context, size_t offset, size_t len);
  void *context;
};

/* Goes through `len` bytes, at most EC_SOURCE_MAX. Takes any bytes: what is not C is read as far as
 * it looks like C. */
void ec_source_scan(struct ec_pool *pool, const char *bytes, size_t len,
                    const struct ec_source_handler *handler);

#endif
