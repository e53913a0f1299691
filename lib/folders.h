/* SPDX-License-Identifier: MIT */
#ifndef EC_FOLDERS_H
#define EC_FOLDERS_H

/* Where catalogs are on disk. Knows the path, ERRCAT_PATH and the layout
 * <folder>/<locale>/LC_MESSAGES/<domain>.mo; refuses to know what is in the files. Locale
 * names come from reading the folder, never from what somebody asked for. */

#include "errcat.h"
#include "mem.h"

struct ec_folder {
  const char *name;
  bool readable;
};

/* A catalog's place. Sorted by locale, and for one locale in the order of the path. */
struct ec_place {
  const char *locale; /* as the folder is called */
  const char *file;
  size_t folder; /* index */
};

struct ec_folders {
  struct ec_folder *list;
  size_t count;
  struct ec_place *places;
  size_t place_count;
};

/* A domain name that may become a file name: see errcat_bundle_open(). */
bool ec_folders_domain_ok(const char *domain);

/* Finds every catalog of `domain`, or with NULL every LC_MESSAGES folder, along `path` and
 * `localedir` (both as in struct errcat_options). All memory is the arena's. E_NOMEM. */
errcat_status ec_folders_scan(struct ec_folders *folders, const char *path, const char *localedir,
                              const char *domain, struct ec_arena *arena);

#endif
