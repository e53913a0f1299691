/* SPDX-License-Identifier: MIT */
#ifndef EVIL_H
#define EVIL_H

/* Strings that somebody may give as an argument to get more than text through: no two alike. */

#include <stddef.h>
#include <stdint.h>

struct evil {
  const char *what; /* a few words */
  const char *text; /* len bytes, NUL among them */
  size_t len;
};

/* All of them, for good. One thread alone may be the first to call this. */
const struct evil *evil_strings(size_t *count);

/* A code point as UTF-8 has it, surrogates too; returns the length. */
size_t evil_encode(char to[4], uint32_t c);

#endif
