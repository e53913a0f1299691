/* SPDX-License-Identifier: MIT */
#ifndef EC_SEEN_H
#define EC_SEEN_H

/* Files that were met already, whatever their names. Knows devices and inodes; refuses to know
 * what is in files. */

#include <stdbool.h>
#include <sys/stat.h>

#include "pool.h"

/* All zero but for the pool, at first. */
struct ec_seen {
  struct ec_pool *pool;
  struct ec_seen_file {
    dev_t device;
    ino_t inode;
    bool used;
  } * files;
  size_t count, size; /* the size is a power of two */
};

/* Whether the file was seen before; it has been seen then. */
bool ec_seen(struct ec_seen *seen, const struct stat *file);

#endif
