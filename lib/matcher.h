/* SPDX-License-Identifier: MIT */
#ifndef EC_MATCHER_H
#define EC_MATCHER_H

/* Which catalog serves one language range, at once. Knows the names of a bundle's catalogs and,
 * through locale.h, what ec_locale_candidates() has as the first of them for a name, which it asks
 * once and remembers; refuses to know lists, qualities and headers.
 *
 * A header is the caller's to write: whatever names it has, working them out must cost nothing once
 * the bundle is warm, and can take no memory. So there is a cell for each name that could matter,
 * made with the bundle, and filled when it is first asked for:
 *
 *     language ---> tongue "zh" ---> group (no script)   cells [ - CN TW HK ... 001 419 ... ]
 *     (a hash of    tongue "en"      group (Hans)        cells [ ... ]
 *     those with                     group (Hant)        cells [ ... ]
 *     catalogs)                                            |
 *                                                          +--> unknown, none, or catalog and
 * reason
 *
 * Threads may fill a cell at once: all of them write the same. */

#include <stdatomic.h>

#include "errcat.h"
#include "locale.h"
#include "mem.h"

enum { EC_MATCHER_NONE = UINT16_MAX }; /* no catalog */

struct ec_matcher;

/* `catalogs` are `count` locales, at most ERRCAT_LOCALES_MAX, that must outlive the matcher. NULL
 * when out of memory. Freed with the arena. */
struct ec_matcher *ec_matcher_open(struct ec_arena *arena, const struct ec_locale *const *catalogs,
                                   size_t count);

/* A name read. Subtags that are not given are 0; numbers are of the matcher's own. */
struct ec_wanted {
  uint16_t language; /* also for one that no catalog has */
  uint16_t region;
  uint32_t script;
  char variant[24];                 /* as in struct ec_locale */
  bool tail;                        /* extensions or private use follow */
  bool alias;                       /* the tongue goes by another code: eng for en */
  const struct ec_tongue *tongue;   /* NULL: no catalog is of this language */
  const struct ec_related *related; /* or is in a language that its readers read */
};

struct ec_match {
  uint16_t catalog; /* or EC_MATCHER_NONE */
  enum errcat_reason reason;
};

/* False when text[0..len) is not the name of a locale, as with ec_locale_read(). `*work` grows by
 * what was compared, here and below. */
bool ec_matcher_read(const struct ec_matcher *matcher, const char *text, size_t len,
                     struct ec_wanted *wanted, uint32_t *work);

/* The first catalog for the name: that of ec_locale_candidates(), or of a related language. */
struct ec_match ec_matcher_find(const struct ec_matcher *matcher, const struct ec_wanted *wanted,
                                uint32_t *work);

/* The catalogs of the same language, those of one script after the other: that of the usual script
 * first, and of each script as ec_locale_candidates() orders those that are merely alike. */
struct ec_kin {
  const uint16_t *catalogs;
  size_t count;
};
/* Of those in the script of this catalog. */
struct ec_kin ec_matcher_alike(const struct ec_matcher *matcher, size_t catalog);
/* Of all scripts, for a name; none when there is no catalog of the language, nor of a related one.
 */
struct ec_kin ec_matcher_kin(const struct ec_matcher *matcher, const struct ec_wanted *wanted);

/* How closely a range names a catalog: RFC 4647, section 3.3.1, for tags with their scripts written
 * out: zh-CN names zh_CN and zh_Hans_CN, zh-Hans both of them and zh_SG, zh all of these and zh_TW.
 * 0: not at all; else the more the more it says. */
unsigned ec_matcher_names(const struct ec_matcher *matcher, const struct ec_wanted *wanted,
                          size_t catalog);

/* The catalog's name as a tag of BCP 47. */
const char *ec_matcher_tag(const struct ec_matcher *matcher, size_t catalog);

#endif
