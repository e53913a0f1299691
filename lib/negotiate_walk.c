/* SPDX-License-Identifier: MIT */
#include "negotiate_walk.h"

#include <string.h>

#include "locale.h"

/* What q=0 refuses. A range names a catalog as in RFC 4647, section 3.3.1 (ec_matcher_names()); the
 * one that names it most closely says what the reader thinks of it, and of two that do so alike the
 * kinder one. "*;q=0" refuses what no range names: but not what serves another range of the same
 * header (en for "en-US, *;q=0"), which the reader has asked for, if not by name. Refusals count
 * in the header and behind it; whatever stands before it was asked for in clearer words. */

/* In place of a quality: no range names the catalog; it is not known yet. */
enum { UNNAMED = -1, UNKNOWN = -2 };

void ec_walk_begin(struct ec_walk *walk, const struct errcat_bundle *bundle,
                   const struct errcat_wishes *wishes)
{
  walk->bundle = bundle;
  walk->wishes = wishes;
  walk->origin = ERRCAT_ORIGIN_REQUEST;
  walk->begun = walk->any_script = false;
  walk->header_left_out = walk->cookie_left_out = false;
  walk->work = walk->ignored = 0;
  walk->read = walk->ranked = false;
}

void ec_walk_again(struct ec_walk *walk)
{
  walk->origin = ERRCAT_ORIGIN_REQUEST;
  walk->begun = false;
  walk->any_script = true;
  walk->ignored = 0;
}

/* ------------------------------------------------------------------- refusals */

static void read_header(struct ec_walk *walk)
{
  const char *text = walk->wishes->accept_language;
  size_t len = walk->wishes->accept_language_len;
  if (walk->read)
    return;
  if (!text)
    text = "", len = 0;
  else if (!len)
    len = strnlen(text, ERRCAT_ACCEPT_MAX + 1);
  ec_accept_read(&walk->accept, text, len);
  walk->work += walk->accept.read;
  walk->read = true;
}

/* Which languages the header's ranges are of, for ec_matcher_names(). */
static void rank(struct ec_walk *walk)
{
  if (walk->ranked)
    return;
  read_header(walk);
  walk->ranked = true;
  walk->anything = UNNAMED;
  for (size_t i = 0; i < walk->accept.count; i++) {
    const struct ec_range *range = &walk->accept.ranges[i];
    if (range->kind == EC_RANGE_ANY && range->quality > walk->anything)
      walk->anything = range->quality;
    if (range->kind != EC_RANGE_LANGUAGE)
      continue;
    struct ec_wanted *wanted = &walk->wanted[i];
    if (!ec_matcher_read(walk->bundle->matcher, range->text, range->len, wanted, &walk->work))
      wanted->tongue = NULL, wanted->related = NULL;
  }
  for (size_t i = 0; i < walk->bundle->usable_count; i++)
    walk->qualities[i] = UNKNOWN, walk->alike[i] = UNKNOWN;
}

/* The quality that the header's ranges give a catalog by name; UNNAMED: none does. */
static int named(struct ec_walk *walk, size_t catalog)
{
  rank(walk);
  if (walk->qualities[catalog] != UNKNOWN)
    return walk->qualities[catalog];
  int quality = UNNAMED;
  unsigned closest = 0;
  for (size_t i = 0; i < walk->accept.count; i++) {
    const struct ec_range *range = &walk->accept.ranges[i];
    if (range->kind != EC_RANGE_LANGUAGE || !walk->wanted[i].tongue)
      continue;
    walk->work++;
    unsigned close = ec_matcher_names(walk->bundle->matcher, &walk->wanted[i], catalog);
    if (close > closest || (close && close == closest && range->quality > quality))
      quality = range->quality;
    closest = close > closest ? close : closest;
  }
  walk->qualities[catalog] = (int16_t)quality;
  return quality;
}

bool ec_walk_refuses(struct ec_walk *walk, enum errcat_origin origin, size_t catalog)
{
  if (origin < ERRCAT_ORIGIN_ACCEPT_LANGUAGE || walk->header_left_out)
    return false;
  read_header(walk);
  if (!walk->accept.refuses)
    return false;
  int quality = named(walk, catalog);
  if (quality == UNNAMED && origin > ERRCAT_ORIGIN_ACCEPT_LANGUAGE)
    return walk->anything == 0;
  return quality == 0;
}

/* --------------------------------------------------------------------- wishes */

static void serve(struct ec_wish *wish, enum errcat_reason reason, size_t catalog)
{
  wish->outcome = ERRCAT_WISH_SERVES;
  wish->reason = reason;
  wish->catalog = catalog;
}

/* Serves it by the first of these catalogs that is not refused; false: there is none. */
static bool serve_by(struct ec_walk *walk, struct ec_wish *wish, struct ec_kin kin,
                     enum errcat_reason reason)
{
  for (size_t i = 0; i < kin.count; i++, walk->work++) {
    if (ec_walk_refuses(walk, wish->origin, kin.catalogs[i]))
      continue;
    serve(wish, reason, kin.catalogs[i]);
    return true;
  }
  return false;
}

/* The first catalog like this one that is not refused, or EC_MATCHER_NONE. Of the header's ranges
 * all get the same answer, which is remembered with the first of the catalogs. */
static size_t next_alike(struct ec_walk *walk, enum errcat_origin origin, size_t catalog)
{
  struct ec_kin kin = ec_matcher_alike(walk->bundle->matcher, catalog);
  int32_t *known = &walk->alike[kin.catalogs[0]];
  if (origin == ERRCAT_ORIGIN_ACCEPT_LANGUAGE && *known != UNKNOWN)
    return (size_t)*known;
  size_t found = EC_MATCHER_NONE;
  for (size_t i = 0; i < kin.count && found == EC_MATCHER_NONE; i++, walk->work++)
    if (!ec_walk_refuses(walk, origin, kin.catalogs[i]))
      found = kin.catalogs[i];
  if (origin == ERRCAT_ORIGIN_ACCEPT_LANGUAGE)
    *known = (int32_t)found;
  return found;
}

/* A catalog that serves the wish, unless it is refused: then another of its language and script. */
static void serve_or_next(struct ec_walk *walk, struct ec_wish *wish, struct ec_match match)
{
  serve(wish, match.reason, match.catalog);
  if (!ec_walk_refuses(walk, wish->origin, match.catalog))
    return;
  size_t next = next_alike(walk, wish->origin, match.catalog);
  if (next != EC_MATCHER_NONE) {
    serve(wish, match.reason == ERRCAT_REASON_RELATED ? match.reason : ERRCAT_REASON_LIKELY, next);
    return;
  }
  wish->outcome = ERRCAT_WISH_UNWANTED;
  wish->reason = ERRCAT_REASON_NONE;
}

static void serve_wanted(struct ec_walk *walk, struct ec_wish *wish, const struct ec_wanted *wanted)
{
  const struct ec_matcher *matcher = walk->bundle->matcher;
  struct ec_match match = ec_matcher_find(matcher, wanted, &walk->work);
  if (match.catalog != EC_MATCHER_NONE)
    serve_or_next(walk, wish, match);
  if (walk->any_script && wish->outcome != ERRCAT_WISH_SERVES)
    serve_by(walk, wish, ec_matcher_kin(matcher, wanted), ERRCAT_REASON_OTHER_SCRIPT);
}

/* False: the text is no locale's name. */
static bool serve_name(struct ec_walk *walk, struct ec_wish *wish)
{
  struct ec_wanted wanted;
  if (!ec_matcher_read(walk->bundle->matcher, wish->text, wish->len, &wanted, &walk->work))
    return false;
  serve_wanted(walk, wish, &wanted);
  return true;
}

static void ignore(struct ec_walk *walk, struct ec_wish *wish, enum errcat_wish_outcome outcome)
{
  wish->outcome = outcome;
  wish->quality = 0;
  walk->ignored++;
}

/* C and POSIX: the source language, or, in want of one, the first that there is. */
static void serve_source(struct ec_walk *walk, struct ec_wish *wish)
{
  serve(wish, ERRCAT_REASON_SOURCE, 0);
  if (!ec_walk_refuses(walk, wish->origin, 0))
    return;
  wish->outcome = ERRCAT_WISH_UNWANTED;
  wish->reason = ERRCAT_REASON_NONE;
}

/* "*": the source language, which is the first, else another by name, but none that the header
 * names with less. */
static void serve_anything(struct ec_walk *walk, struct ec_wish *wish)
{
  for (size_t i = 0; i < walk->bundle->usable_count; i++, walk->work++) {
    int quality = named(walk, i);
    if (quality != UNNAMED && quality < (int)wish->quality)
      continue;
    serve(wish, i == 0 ? ERRCAT_REASON_SOURCE : ERRCAT_REASON_EXACT, i);
    return;
  }
  wish->outcome = ERRCAT_WISH_UNWANTED;
  wish->catalog = 0;
}

/* ---------------------------------------------------------------------- lists */

static const char *list_of(const struct errcat_wishes *wishes, enum errcat_origin origin)
{
  const char *list = origin == ERRCAT_ORIGIN_REQUEST   ? wishes->request
                     : origin == ERRCAT_ORIGIN_PROFILE ? wishes->profile
                     : origin == ERRCAT_ORIGIN_COOKIE  ? wishes->cookie
                                                       : wishes->environment;
  return list ? list : "";
}

static void list_begin(struct ec_walk *walk)
{
  walk->list = list_of(walk->wishes, walk->origin);
  walk->len = strnlen(walk->list, ERRCAT_ACCEPT_MAX + 1);
  walk->cut = walk->len > ERRCAT_ACCEPT_MAX;
  walk->len -= walk->cut;
  walk->work += (uint32_t)walk->len;
  walk->at = 0;
  walk->place = 0;
}

/* The next entry, up to the limits, the last of which is said to be beyond them. */
static bool list_next(struct ec_walk *walk, struct ec_wish *wish)
{
  while (walk->at < walk->len && walk->list[walk->at] == ':')
    walk->at++;
  if (walk->at == walk->len && !walk->cut)
    return false;
  const char *entry = walk->list + walk->at;
  size_t left = walk->len - walk->at;
  const char *colon = left ? memchr(entry, ':', left) : NULL;
  wish->text = entry;
  wish->len = colon ? (size_t)(colon - entry) : left;
  wish->quality = 1000;
  wish->preference = walk->place;
  walk->at += wish->len;
  if (walk->place++ == ERRCAT_PREFERENCES_MAX || (!colon && walk->cut)) {
    ignore(walk, wish, ERRCAT_WISH_BEYOND);
    walk->at = walk->len;
    walk->cut = false;
    return true;
  }
  if (ec_locale_is_c(wish->text, wish->len, true))
    serve_source(walk, wish);
  else if (!serve_name(walk, wish))
    ignore(walk, wish, ERRCAT_WISH_ILL_FORMED);
  return true;
}

/* ----------------------------------------------------------------- the header */

static void serve_range(struct ec_walk *walk, struct ec_wish *wish, const struct ec_range *range)
{
  if (range->kind == EC_RANGE_BEYOND)
    ignore(walk, wish, ERRCAT_WISH_BEYOND);
  else if (range->kind == EC_RANGE_ILL_FORMED || range->len > ERRCAT_LOCALE_MAX)
    ignore(walk, wish, ERRCAT_WISH_ILL_FORMED);
  else if (!range->quality)
    wish->outcome = ERRCAT_WISH_REFUSES;
  else if (range->kind == EC_RANGE_ANY)
    serve_anything(walk, wish);
  else if (walk->ranked)
    serve_wanted(walk, wish, &walk->wanted[wish->preference]);
  else
    serve_name(walk, wish);
}

static bool header_next(struct ec_walk *walk, struct ec_wish *wish)
{
  if (walk->place == walk->accept.count)
    return false;
  size_t at = walk->accept.order[walk->place++];
  const struct ec_range *range = &walk->accept.ranges[at];
  wish->text = range->text;
  wish->len = range->len;
  wish->quality = range->quality;
  wish->preference = (uint32_t)at;
  serve_range(walk, wish, range);
  return true;
}

/* -------------------------------------------------------------------- the walk */

static bool is_left_out(const struct ec_walk *walk)
{
  if (walk->origin != ERRCAT_ORIGIN_ACCEPT_LANGUAGE && !*list_of(walk->wishes, walk->origin))
    return true;
  return walk->origin == ERRCAT_ORIGIN_COOKIE
             ? walk->cookie_left_out
             : walk->origin == ERRCAT_ORIGIN_ACCEPT_LANGUAGE && walk->header_left_out;
}

static bool origin_begin(struct ec_walk *walk)
{
  walk->begun = true;
  if (is_left_out(walk))
    return false;
  if (walk->origin != ERRCAT_ORIGIN_ACCEPT_LANGUAGE)
    list_begin(walk);
  else
    read_header(walk);
  if (walk->origin == ERRCAT_ORIGIN_ACCEPT_LANGUAGE && walk->accept.refuses)
    rank(walk);
  walk->place = 0;
  return true;
}

bool ec_walk_next(struct ec_walk *walk, struct ec_wish *wish)
{
  for (; walk->origin <= ERRCAT_ORIGIN_ENVIRONMENT; walk->origin++, walk->begun = false) {
    if (!walk->begun && !origin_begin(walk))
      continue;
    wish->origin = walk->origin;
    wish->outcome = ERRCAT_WISH_NO_CATALOG;
    wish->reason = ERRCAT_REASON_NONE;
    wish->catalog = EC_MATCHER_NONE;
    if (walk->origin == ERRCAT_ORIGIN_ACCEPT_LANGUAGE ? header_next(walk, wish)
                                                      : list_next(walk, wish))
      return true;
  }
  return false;
}
