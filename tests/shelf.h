/* SPDX-License-Identifier: MIT */
#ifndef SHELF_H
#define SHELF_H

/* Bundles that hold catalogs of chosen locales and next to nothing else, for tests of which of them
 * a reader gets. */

#include "errcat.h"

enum { SHELF_MAX = 512 };

struct shelf {
  struct errcat_bundle *bundle;
  struct errcat_image images[SHELF_MAX];
  size_t count;
  char list[8192];      /* of the locales */
  char names[8192];     /* each terminated */
  void *source, *other; /* bytes of the two kinds of images */
};

/* `locales`: separated by spaces, the first being the source language, unless it is "-". With
 * `allocator` NULL, malloc() is used. shelf->bundle is NULL when that fails. */
void shelf_open(struct shelf *shelf, const char *locales, const struct errcat_allocator *allocator);
void shelf_close(struct shelf *shelf);

#endif
