/* SPDX-License-Identifier: MIT */
#ifndef EC_BUNDLE_H
#define EC_BUNDLE_H

/* The catalogs of a domain together. Knows which of them is the source and keeps the rest
 * beside it; refuses to know how a text is chosen (message.c) and how it is formatted. */

#include "catalog.h"
#include "codes.h"
#include "folders.h"
#include "routes.h"

struct errcat_bundle {
  struct errcat_allocator mem;
  struct ec_arena arena;
  struct ec_folders folders;
  struct ec_codes codes;
  struct ec_catalog **catalogs; /* the source first, then by locale; refused ones too */
  size_t count;
  const struct ec_catalog *source; /* NULL: there is none */
  struct ec_catalog **usable;      /* those of `catalogs` that are not refused, in their order */
  size_t usable_count;
  struct ec_routes *routes; /* to the usable ones */
};

#endif
