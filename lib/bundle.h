/* SPDX-License-Identifier: MIT */
#ifndef EC_BUNDLE_H
#define EC_BUNDLE_H

/* The catalogs of a domain together. Knows which of them is the source and keeps the rest
 * beside it; refuses to know how a text is chosen (message.c) and how it is formatted. */

#include "answers.h"
#include "catalog.h"
#include "codes.h"
#include "folders.h"
#include "inline.h"
#include "matcher.h"
#include "routes.h"

/* A table of codes that the bundle was opened with. */
struct ec_bound {
  const struct errcat_table *table;
  uint64_t fingerprint;
  uint32_t count;
  uint32_t *codes; /* of each ordinal the code's index, from 1; 0: unknown, or another system's */
};

/* What a quick answer needs of a catalog, where it need not go through the catalog for it: each
 * pointer on the way is one more wait. */
struct ec_served {
  struct ec_slot *slots; /* NULL: there is no such catalog */
  struct ec_formats *formats;
};

struct errcat_bundle {
  struct errcat_allocator mem;
  struct ec_arena arena;
  const char *domain;
  struct ec_folders folders;
  struct ec_codes codes;
  struct ec_catalog **catalogs; /* the source first, then by locale; refused ones too */
  size_t count;
  const struct ec_catalog *source; /* NULL: there is none */
  struct ec_catalog **usable;      /* those of `catalogs` that are not refused, in their order */
  size_t usable_count;
  struct ec_zones *zones;
  struct ec_routes *routes;   /* to the usable ones */
  struct ec_matcher *matcher; /* of the usable ones */
  struct ec_answers *answers; /* to headers */
  struct ec_served listed[EC_ROUTES_LISTED], of_source;
  struct ec_bound *tables;
  size_t table_count;
  struct ec_bound first; /* of the tables, once more: most handles are of it */
};

/* bundle_tables.c: checks the tables of the options: E_INVALID. */
errcat_status ec_tables_check(const struct errcat_options *options, struct errcat_error *err);
/* Finds the codes of the tables. E_NOMEM. */
errcat_status ec_tables_bind(struct errcat_bundle *bundle, const struct errcat_options *options);
/* The code of a handle; NULL when it is unknown, or another system's: then *text is what the table
 * has at the ordinal, or NULL. */
const struct ec_code *ec_tables_find(const struct errcat_bundle *bundle,
                                     struct errcat_handle handle, const char **text);
/* Its index, from 1, when it is of the first table; 0 when it is not, or
 * ec_tables_find() has nothing for it. */
static inline uint32_t ec_tables_first(const struct errcat_bundle *bundle,
                                       struct errcat_handle handle)
{
  const struct ec_bound *first = &bundle->first;
  return LIKELY(first->table == handle.table && handle.ordinal < first->count)
             ? first->codes[handle.ordinal]
             : 0;
}

#endif
