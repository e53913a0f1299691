/* SPDX-License-Identifier: MIT */
#ifndef EC_WALK_H
#define EC_WALK_H

/* Files below folders. Knows which names are those of sources in C and C++; refuses to know what is
 * in them. */

#include "pool.h"

/* Called with each file, in the order of their names; and with each folder that cannot be read,
 * with the errno. */
struct ec_walk {
  void (*file)(void *context, const char *path);
  void (*unreadable)(void *context, const char *path, int error);
  void *context;
};

/* `path` itself, whatever its name, or, when it is a folder, the files below it that are sources:
 * .c .h .cc .hh .cpp .hpp .cxx .hxx .inc. Hidden files and folders, links to folders, and what
 * is no regular file are passed over. */
void ec_walk(struct ec_pool *pool, const char *path, const struct ec_walk *walk);

#endif
