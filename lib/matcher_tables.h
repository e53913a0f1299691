/* SPDX-License-Identifier: MIT */
#ifndef EC_MATCHER_TABLES_H
#define EC_MATCHER_TABLES_H

/* What a matcher is made of, for its own files: matcher_open.c makes it, matcher.c asks it, and
 * matcher_number.c gives subtags their numbers. */

#include "matcher.h"

/* Regions by number: none, AA to ZZ, those of UN M.49 that CLDR names, any other digits. */
enum {
  AREAS = 31,
  LETTERS = 26 * 26,
  FIRST_AREA = 1 + LETTERS,
  CELLS = FIRST_AREA + AREAS + 1,
  CELLS_ODD = FIRST_AREA + 1000,
  DIGITS = 1 + LETTERS, /* struct ec_wanted: the region 000 */
  LANGUAGES = LETTERS + 26 * 26 * 26,
  NOBODY = (LANGUAGES + 32) / 32,
  NO_FAMILY = UINT16_MAX,
  GROUPS_MAX = 256 /* of one tongue */
};

/* Of names that are, in a way, not the tongue's own: it makes a difference among twins alone. */
enum kind {
  KIND_BEYOND = 1, /* variants that no catalog has follow */
  KIND_ALIAS = 2,  /* the language goes by another code, which no catalog has */
  KINDS = 4
};

struct group {
  uint32_t script;
  unsigned kind; /* 0 unless the tongue has twins */
  const char *variant;
  _Atomic uint16_t *cells;
};

/* A language code whose names have cells. */
struct ec_tongue {
  char code[EC_LANGUAGE_SIZE];
  uint16_t language;
  uint16_t family;  /* of the catalogs in this language; NO_FAMILY: it has only a neighbour's */
  uint32_t implied; /* script that the code stands for: sh is sr in Latn */
  struct group *groups;
  size_t group_count;
  const char **variants; /* of the catalogs, "" first, no two alike */
  size_t variant_count;
  bool twins; /* two catalogs differ in nothing but a script that goes without saying */
  /* Its catalogs have so many scripts and variants that the groups, which are their product, would
   * pass GROUPS_MAX. There are none then, and a name is worked out each time: no language is
   * written in so many ways, and memory has its bounds whatever folders are called. */
  bool crowded;
  bool odd; /* a catalog has a region of digits that CLDR does not name: all have cells */
};

struct ec_related {
  const struct ec_tongue *tongue;
  uint32_t script;
  uint16_t region;
};

/* The catalogs of one language, a slice of matcher->kin. */
struct family {
  char language[EC_LANGUAGE_SIZE];
  uint16_t first, count;
};

struct entry {
  uint16_t language; /* 0: free */
  const struct ec_tongue *tongue;
  const struct ec_related *related;
};

/* What tells catalogs apart. */
struct trait {
  uint32_t script;
  uint16_t family, region, place; /* of kin */
  uint16_t first, count;          /* the slice of kin of this script */
  bool plain;                     /* its script goes without saying */
  const char *variant, *tag;
};

struct ec_matcher {
  const struct ec_locale *const *catalogs;
  size_t count;
  struct trait *traits; /* of the catalogs */
  uint16_t *kin;        /* catalogs by family, script, and as locale.c orders them */
  struct family *families;
  size_t family_count;
  struct ec_tongue *tongues;
  size_t tongue_count;
  struct ec_related *related;
  struct entry *entries; /* a hash table */
  size_t mask;
  /* Languages that no entry is for: known to have no catalog, or to be another code of a tongue,
   * the number of which, from 1, is in the lower half. */
  _Atomic uint32_t *nobody; /* NOBODY words, a bit for each language */
  _Atomic uint32_t *aliases;
  size_t alias_mask;
};

/* A language's place in a hash table. */
static inline size_t ec_matcher_hash(uint16_t language, size_t mask)
{
  return (language * 40503u >> 4) & mask;
}

/* From 1; 0 for what is not two or three letters. */
uint16_t ec_matcher_language_number(const char *text, size_t len);
void ec_matcher_language_name(uint16_t number, char code[EC_LANGUAGE_SIZE]);
/* 0 for what is not four letters. */
uint32_t ec_matcher_script_number(const char *text, size_t len);
void ec_matcher_script_name(uint32_t number, char script[EC_SCRIPT_SIZE]);
/* 0 for what is neither two letters nor three digits. */
uint16_t ec_matcher_region_number(const char *text, size_t len);
void ec_matcher_region_name(uint16_t number, char region[EC_REGION_SIZE]);
/* The region's place among the cells; all that have none share the last. */
size_t ec_matcher_cell(uint16_t region);

#endif
