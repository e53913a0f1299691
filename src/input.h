/* SPDX-License-Identifier: MIT */
#ifndef EC_INPUT_H
#define EC_INPUT_H

/* A file, or the standard input, as text. Knows lines, and that there is an end to how long one
 * may be; refuses to know what is in them. */

#include <stdbool.h>
#include <stdio.h>

#include "pool.h"

enum { EC_INPUT_MAX = 1048576 }; /* bytes of a line, or of a file that is read whole */

struct ec_input {
  const char *name; /* for people: "<stdin>" for "-" */
  FILE *file;
  size_t line; /* number of the last one that was read */
  char *bytes; /* that line, without its end, terminated */
  int error;   /* errno of what failed, or 0 */
};

enum ec_input_line {
  EC_INPUT_LINE,
  EC_INPUT_UNUSABLE, /* a line that is too long, or has a NUL byte in it */
  EC_INPUT_END       /* of the file, or `error` */
};

/* False, with `error` set, when the file cannot be opened; "-" is the standard input. The pool
 * must outlive it. */
bool ec_input_open(struct ec_input *input, struct ec_pool *pool, const char *path);
void ec_input_close(struct ec_input *input);

/* Reads the next line. It ends with a line feed, or with a carriage return and one, or with the
 * file; a byte order mark in front of the first is no part of it. */
enum ec_input_line ec_input_next(struct ec_input *input);

/* The same for the whole file, of which one end of a line at its end is no part. */
enum ec_input_line ec_input_whole(struct ec_input *input);

#endif
