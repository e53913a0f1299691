/* SPDX-License-Identifier: MIT */
#ifndef EC_EMBED_H
#define EC_EMBED_H

/* Catalogs as a source file of C, which is C++ too. Knows how bytes are written there; refuses to
 * know where the catalogs are from, and names neither files nor times: the same catalogs give the
 * same text everywhere. */

#include "errcat.h"
#include "pool.h"

/* `name` is that of the array; NAME_count goes with it. */
struct ec_embed {
  const char *name;
  const struct errcat_image *images;
  size_t count;
};

/* Whether the compilers of C and C++ take `name` for that of a variable; keywords are in names.h.
 */
bool ec_embed_is_name(const char *name);

/* What defines the array, and what declares it. */
void ec_embed_source(const struct ec_embed *embed, struct ec_string *out);
void ec_embed_header(const struct ec_embed *embed, struct ec_string *out);

#endif
