/* SPDX-License-Identifier: MIT */
#ifndef EC_NEGOTIATE_WALK_H
#define EC_NEGOTIATE_WALK_H

/* All wishes in the order in which they count, each brought to a catalog, or to a reason why it has
 * none. Knows what a wish is and what the header refuses; refuses to know which wish is taken. */

#include "accept.h"
#include "bundle.h"
#include "errcat.h"
#include "matcher.h"

/* One wish and what it came to. */
struct ec_wish {
  enum errcat_origin origin;
  enum errcat_wish_outcome outcome;
  enum errcat_reason reason;
  uint32_t preference, quality;
  const char *text;
  size_t len;
  size_t catalog; /* that serves, or would; EC_MATCHER_NONE: none */
};

struct ec_walk {
  const struct errcat_bundle *bundle;
  const struct errcat_wishes *wishes;
  enum errcat_origin origin;
  bool begun;      /* its wishes */
  bool any_script; /* the second time */
  bool header_left_out, cookie_left_out;
  uint32_t work, ignored;
  /* Of a list: */
  const char *list;
  size_t at, len;
  bool cut; /* there is more of it than was read */
  uint32_t place;
  /* Of the header, which is read when something depends on it: */
  struct ec_accept accept;
  bool read, ranked;
  struct ec_wanted wanted[ERRCAT_RANGES_MAX]; /* when ranked */
  int anything;                               /* the quality of "*", or -1 */
  int32_t alike[ERRCAT_LOCALES_MAX];          /* in place of one that is refused, when ranked */
  int16_t qualities[ERRCAT_LOCALES_MAX];      /* of each catalog, when ranked */
};

void ec_walk_begin(struct ec_walk *walk, const struct errcat_bundle *bundle,
                   const struct errcat_wishes *wishes);
/* Once more from the beginning, with catalogs in other scripts. */
void ec_walk_again(struct ec_walk *walk);
/* False at the end. */
bool ec_walk_next(struct ec_walk *walk, struct ec_wish *wish);

/* Whether the header refuses the catalog for a wish of this origin. */
bool ec_walk_refuses(struct ec_walk *walk, enum errcat_origin origin, size_t catalog);

/* negotiate.c: errcat_negotiate(), but nothing is remembered. Returns the work: bytes that were
 * read and catalogs that were compared, bounded by the limits and the number of catalogs, whatever
 * the wishes are. */
uint32_t ec_negotiate(const struct errcat_bundle *bundle, const struct errcat_wishes *wishes,
                      struct errcat_language *language);

#endif
