/* SPDX-License-Identifier: MIT */
#ifndef EC_WALK_H
#define EC_WALK_H

/* Files below folders. Knows which names are those of sources in C and C++, and of registries and
 * catalogs; refuses to know what is in them. */

#include <stdbool.h>

#include "pool.h"

/* Called with each file, in the order of their names; and with each folder that cannot be read,
 * with the errno. */
struct ec_walk {
  void (*file)(void *context, const char *path);
  void (*unreadable)(void *context, const char *path, int error);
  void *context;
  bool (*wanted)(const char *name); /* of a file in a folder */
};

/* `path` itself, whatever its name, which is then given as the same pointer; or, when it is a
 * folder, the files below it whose names are wanted. Hidden files and folders, links to folders,
 * and what is no regular file are passed over. */
void ec_walk(struct ec_pool *pool, const char *path, const struct ec_walk *walk);

/* The files of the folder itself whose names are wanted; nothing when it cannot be read. */
void ec_walk_folder(struct ec_pool *pool, const char *path, const struct ec_walk *walk);

/* .c .h .cc .hh .cpp .hpp .cxx .hxx .inc */
bool ec_walk_is_source(const char *name);
/* .po .xml */
bool ec_walk_is_catalog(const char *name);
/* .xml */
bool ec_walk_is_registry(const char *name);

#endif
