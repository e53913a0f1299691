/* SPDX-License-Identifier: MIT */
#ifndef EC_PUBLISH_H
#define EC_PUBLISH_H

/* Files that the tool writes. Knows that a file is the old one or the new one and never a part of
 * it, whatever happens meanwhile, and that one which would not change is left alone, its time
 * included; refuses to know what is in it. */

#include "pool.h"

/* Makes `path` a file of these bytes. What is not a regular file, such as /dev/stdout, is written
 * to as it is; a symbolic link stays one. A file that is there keeps its mode. Returns 0, or the
 * errno of what failed: the old file is untouched then. */
int ec_publish(struct ec_pool *pool, const char *path, const char *bytes, size_t len);

#endif
