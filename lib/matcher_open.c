/* SPDX-License-Identifier: MIT */
#include "matcher_tables.h"

#include <stdlib.h>
#include <string.h>

#include "icu.h"

/* Related languages. A range of a language without a catalog is served by a catalog of another
 * language when this is what its readers write: the languages that ISO 639-3 puts under the
 * macrolanguages Chinese (zho) and Arabic (ara) are spoken ones, and most text that their speakers
 * read is in Standard Chinese and in Standard Arabic. Their own catalogs come first where there are
 * some.
 *
 * A reader of a Chinese language has the script that is written out, else that of the place (HK,
 * MO, TW: Hant; CN, MY, SG: Hans), else that of the language, which by CLDR's likely subtags is
 * Hant for yue and Hans for those of the others that CLDR knows. So nobody from Taiwan gets
 * Simplified in this way, either. A reader of an Arabic language has the region that CLDR has as
 * likely, or the country that the language has its name from or most of its speakers in.
 *
 * Left out on purpose, though CLDR's languageMatching has some as "oneway" entries:
 *   gsw, lb -> de; af -> nl; br, oc -> fr; eu, gl -> es; cy -> en; be, kk -> ru ...
 *                 other written languages, which are learnt rather than one's own; whoever reads
 *                 both says so in a header, where the second one costs nothing
 *   da -> nb; hr, bs -> sr; ms -> id; et -> fi
 *                 written languages that resemble each other: to be shown the one for the other
 *                 is worse than English for some, and an insult to others
 *   zlm, min, bjn -> ms; quy, quz -> qu; fat, tw -> ak; ...
 *                 macrolanguages without one written standard for all their members
 *   arb, cmn, lvs, zsm ...; nb and no; nn -> no
 *                 the same language, or parents of CLDR: locale.c
 *   jrb, aju -> ar; dng -> zh
 *                 of the macrolanguage, or near to it, but of another script */
struct related_row {
  char code[4], of[3], script[5], region[3];
};
static const struct related_row related_rows[] = {
    {"cdo", "zh", "Hans", ""}, {"cjy", "zh", "Hans", ""}, {"cnp", "zh", "Hans", ""},
    {"cpx", "zh", "Hans", ""}, {"csp", "zh", "Hans", ""}, {"czh", "zh", "Hans", ""},
    {"czo", "zh", "Hans", ""}, {"gan", "zh", "Hans", ""}, {"hak", "zh", "Hans", ""},
    {"hsn", "zh", "Hans", ""}, {"lzh", "zh", "Hans", ""}, {"mnp", "zh", "Hans", ""},
    {"nan", "zh", "Hans", ""}, {"wuu", "zh", "Hans", ""}, {"yue", "zh", "Hant", "HK"},
    {"aao", "ar", "", "DZ"},   {"abh", "ar", "", ""},     {"abv", "ar", "", "BH"},
    {"acm", "ar", "", "IQ"},   {"acq", "ar", "", "YE"},   {"acw", "ar", "", "SA"},
    {"acx", "ar", "", "OM"},   {"acy", "ar", "", "CY"},   {"adf", "ar", "", "OM"},
    {"aeb", "ar", "", "TN"},   {"aec", "ar", "", "EG"},   {"afb", "ar", "", ""},
    {"ajp", "ar", "", "JO"},   {"apc", "ar", "", "SY"},   {"apd", "ar", "", "SD"},
    {"arq", "ar", "", "DZ"},   {"ars", "ar", "", "SA"},   {"ary", "ar", "", "MA"},
    {"arz", "ar", "", "EG"},   {"auz", "ar", "", "UZ"},   {"avl", "ar", "", "EG"},
    {"ayh", "ar", "", "YE"},   {"ayl", "ar", "", "LY"},   {"ayn", "ar", "", "YE"},
    {"ayp", "ar", "", "IQ"},   {"pga", "ar", "", "SS"},   {"shu", "ar", "", "TD"},
    {"ssh", "ar", "", "AE"},
};
enum { RELATED = sizeof related_rows / sizeof *related_rows };

/* Codes that have a place of their own as soon as there is a catalog in the other language: CLDR
 * has a parent of another language for them (nn: no, hi_Latn: en_IN, ht: fr_HT), or their usual
 * script is another one. tests/check_matcher.c finds those that a newer CLDR adds. */
static const struct {
  char code[4], of[4];
} neighbours[] = {{"hi", "en"}, {"ht", "fr"}, {"nn", "nb"}, {"no", "nb"}, {"sh", "sr"}};
enum { NEIGHBOURS = sizeof neighbours / sizeof *neighbours };

/* ----------------------------------------------------------------- families */

/* A catalog on its way to its place in kin. */
struct item {
  const struct ec_locale *locale;
  uint16_t catalog;
  bool unusual; /* its script is not the usual one of the language */
  bool away;    /* its region is not the likely one of language and script */
};

static int by_kin(const void *a, const void *b)
{
  const struct item *x = a, *y = b;
  int order = strcmp(x->locale->likely_language, y->locale->likely_language);
  if (!order)
    order = x->unusual - y->unusual;
  if (!order)
    order = strcmp(x->locale->likely_script, y->locale->likely_script);
  if (!order)
    order = x->away - y->away;
  if (!order)
    order = (x->locale->variant[0] != '\0') - (y->locale->variant[0] != '\0');
  return order ? order : strcmp(x->locale->name, y->locale->name);
}

static bool same_language(const struct ec_locale *a, const struct ec_locale *b)
{
  return strcmp(a->likely_language, b->likely_language) == 0;
}

static bool same_script(const struct ec_locale *a, const struct ec_locale *b)
{
  return same_language(a, b) && strcmp(a->likely_script, b->likely_script) == 0;
}

/* The end of the run of items that are of one language, or of one script of it. */
static size_t run_end(const struct item *items, size_t count, size_t from,
                      bool (*same)(const struct ec_locale *a, const struct ec_locale *b))
{
  size_t end = from + 1;
  while (end < count && same(items[from].locale, items[end].locale))
    end++;
  return end;
}

/* Asks ICU only where it makes a difference. */
static void rate(struct item *items, size_t count)
{
  for (size_t from = 0, end; from < count; from = end) {
    end = run_end(items, count, from, same_script);
    struct ec_locale likely = *items[from].locale;
    likely.likely_region[0] = '\0';
    if (end - from > 1)
      ec_icu_likely(likely.likely_language, likely.likely_script, likely.likely_region);
    for (size_t i = from; i < end; i++)
      items[i].away = strcmp(items[i].locale->likely_region, likely.likely_region) != 0;
  }
  for (size_t from = 0, end; from < count; from = end) {
    end = run_end(items, count, from, same_language);
    struct ec_locale bare;
    const char *language = items[from].locale->likely_language;
    if (run_end(items, count, from, same_script) == end ||
        !ec_locale_parse(&bare, language, strlen(language)))
      continue;
    for (size_t i = from; i < end; i++)
      items[i].unusual = strcmp(items[i].locale->likely_script, bare.likely_script) != 0;
  }
}

static bool goes_without_saying(const struct ec_locale *locale)
{
  struct ec_locale bare = {0};
  if (!locale->script[0])
    return true;
  memcpy(bare.likely_language, locale->likely_language, sizeof bare.likely_language);
  memcpy(bare.likely_region, locale->region, sizeof bare.likely_region);
  ec_icu_likely(bare.likely_language, bare.likely_script, bare.likely_region);
  return strcmp(bare.likely_script, locale->likely_script) == 0;
}

static void enter_family(struct ec_matcher *matcher, const struct item *items, size_t from,
                         size_t end)
{
  struct family *family = &matcher->families[matcher->family_count++];
  memcpy(family->language, items[from].locale->likely_language, sizeof family->language);
  family->first = (uint16_t)from;
  family->count = (uint16_t)(end - from);
  for (size_t first = from, last; first < end; first = last) {
    last = run_end(items, end, first, same_script);
    for (size_t i = first; i < last; i++) {
      const struct ec_locale *locale = items[i].locale;
      struct trait *trait = &matcher->traits[items[i].catalog];
      matcher->kin[i] = items[i].catalog;
      trait->family = (uint16_t)(matcher->family_count - 1);
      trait->script =
          ec_matcher_script_number(locale->likely_script, strlen(locale->likely_script));
      trait->region = ec_matcher_region_number(locale->region, strlen(locale->region));
      trait->variant = locale->variant;
      trait->plain = goes_without_saying(locale);
      trait->first = (uint16_t)first;
      trait->count = (uint16_t)(last - first);
    }
  }
}

static bool make_families(struct ec_matcher *matcher, struct ec_arena *arena)
{
  size_t count = matcher->count;
  struct item *items = ec_arena_alloc(arena, count, sizeof *items);
  matcher->traits = ec_arena_alloc(arena, count, sizeof *matcher->traits);
  matcher->kin = ec_arena_alloc(arena, count, sizeof *matcher->kin);
  matcher->families = ec_arena_alloc(arena, count, sizeof *matcher->families);
  if (!items || !matcher->traits || !matcher->kin || !matcher->families)
    return false;
  for (size_t i = 0; i < count; i++)
    items[i] = (struct item){.locale = matcher->catalogs[i], .catalog = (uint16_t)i};
  if (count) {
    qsort(items, count, sizeof *items, by_kin);
    rate(items, count);
    qsort(items, count, sizeof *items, by_kin);
  }
  for (size_t from = 0, end; from < count; from = end) {
    end = run_end(items, count, from, same_language);
    enter_family(matcher, items, from, end);
  }
  return true;
}

static bool make_tags(struct ec_matcher *matcher, struct ec_arena *arena)
{
  for (size_t i = 0; i < matcher->count; i++) {
    char tag[ERRCAT_LOCALE_MAX + 1];
    ec_locale_tag(matcher->catalogs[i], tag);
    matcher->traits[i].tag = ec_arena_copy(arena, tag, strlen(tag));
    if (!matcher->traits[i].tag)
      return false;
  }
  return true;
}

static const struct family *family_of(const struct ec_matcher *matcher, const char *language)
{
  size_t from = 0, to = matcher->family_count;
  while (from < to) {
    size_t middle = (from + to) / 2;
    int order = strcmp(matcher->families[middle].language, language);
    if (!order)
      return &matcher->families[middle];
    if (order < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return NULL;
}

/* ------------------------------------------------------------------- tongues */

/* The entry of a language, which is new when it has neither tongue nor relation. */
static struct entry *entry_of(struct ec_matcher *matcher, uint16_t language)
{
  size_t at = ec_matcher_hash(language, matcher->mask);
  while (matcher->entries[at].language && matcher->entries[at].language != language)
    at = (at + 1) & matcher->mask;
  matcher->entries[at].language = language;
  return &matcher->entries[at];
}

static bool has_script(const struct ec_tongue *tongue, size_t count, uint32_t script)
{
  for (size_t i = 0; i < count; i++)
    if (tongue->groups[i].script == script)
      return true;
  return false;
}

static bool has_variant(const struct ec_tongue *tongue, const char *variant)
{
  for (size_t i = 0; i < tongue->variant_count; i++)
    if (strcmp(tongue->variants[i], variant) == 0)
      return true;
  return false;
}

/* Two that are the same place for locale.c. */
static bool are_twins(const struct ec_locale *a, const struct ec_locale *b)
{
  return same_script(a, b) && strcmp(a->region, b->region) == 0 &&
         strcmp(a->variant, b->variant) == 0;
}

/* Takes the scripts, as groups without a variant, and the variants of a family. */
static void take_family(struct ec_matcher *matcher, struct ec_tongue *tongue,
                        const struct family *family)
{
  for (size_t i = 0; family && i < family->count; i++) {
    size_t catalog = matcher->kin[family->first + i];
    const struct trait *trait = &matcher->traits[catalog];
    if (!has_script(tongue, tongue->group_count, trait->script))
      tongue->groups[tongue->group_count++] = (struct group){.script = trait->script};
    if (!has_variant(tongue, trait->variant))
      tongue->variants[tongue->variant_count++] = trait->variant;
    tongue->odd = tongue->odd || ec_matcher_cell(trait->region) == CELLS - 1;
    for (size_t other = 0; other < i && !tongue->twins; other++)
      tongue->twins = are_twins(matcher->catalogs[catalog],
                                matcher->catalogs[matcher->kin[family->first + other]]);
  }
}

static bool make_cells(struct ec_tongue *tongue, struct ec_arena *arena)
{
  size_t count = tongue->odd ? CELLS_ODD : CELLS;
  for (size_t i = 0; i < tongue->group_count; i++) {
    _Atomic uint16_t *cells = ec_arena_alloc(arena, count, sizeof *cells);
    if (!cells)
      return false;
    for (size_t c = 0; c < count; c++)
      atomic_init(&cells[c], 0);
    tongue->groups[i].cells = cells;
  }
  return true;
}

/* Makes of the groups, one a script, one for each script, variant and kind. */
static bool multiply(struct ec_tongue *tongue, struct ec_arena *arena)
{
  size_t scripts = tongue->group_count, count = 0;
  unsigned kinds = tongue->twins ? KINDS : 1;
  tongue->crowded = scripts * tongue->variant_count * kinds > GROUPS_MAX;
  if (tongue->crowded) {
    tongue->group_count = 0;
    return true;
  }
  struct group *all = ec_arena_alloc(arena, scripts * tongue->variant_count * kinds, sizeof *all);
  if (!all)
    return false;
  for (unsigned kind = 0; kind < kinds; kind++)
    for (size_t v = 0; v < tongue->variant_count; v++)
      for (size_t s = 0; s < scripts; s++)
        all[count++] = (struct group){tongue->groups[s].script, kind, tongue->variants[v], NULL};
  tongue->groups = all;
  tongue->group_count = count;
  return true;
}

/* Every script, and none, with every variant, and none. */
static bool make_groups(struct ec_matcher *matcher, struct ec_tongue *tongue,
                        const struct family *own, const struct family *other,
                        struct ec_arena *arena)
{
  size_t most = 1 + (own ? own->count : 0u) + (other ? other->count : 0u);
  tongue->variants = ec_arena_alloc(arena, most, sizeof *tongue->variants);
  tongue->groups = ec_arena_alloc(arena, most, sizeof *tongue->groups);
  if (!tongue->variants || !tongue->groups)
    return false;
  tongue->variants[tongue->variant_count++] = "";
  tongue->groups[tongue->group_count++] = (struct group){.script = 0};
  take_family(matcher, tongue, own);
  take_family(matcher, tongue, other);
  return multiply(tongue, arena) && make_cells(tongue, arena);
}

static bool add_tongue(struct ec_matcher *matcher, const char *code, const struct family *own,
                       const struct family *other, struct ec_arena *arena)
{
  uint16_t language = ec_matcher_language_number(code, strlen(code));
  struct entry *entry = language ? entry_of(matcher, language) : NULL;
  if (!entry || entry->tongue)
    return true;
  struct ec_tongue *tongue = &matcher->tongues[matcher->tongue_count++];
  *tongue = (struct ec_tongue){.language = language, .family = NO_FAMILY};
  memcpy(tongue->code, code, strlen(code) + 1);
  if (own)
    tongue->family = (uint16_t)(own - matcher->families);
  if (strcmp(code, "sh") == 0)
    tongue->implied = ec_matcher_script_number("Latn", 4);
  entry->tongue = tongue;
  return make_groups(matcher, tongue, own, other, arena);
}

/* The neighbours first: a code of a catalog may be one of them, and have two families then. */
static bool make_tongues(struct ec_matcher *matcher, struct ec_arena *arena)
{
  for (size_t i = 0; i < NEIGHBOURS; i++) {
    const struct family *of = family_of(matcher, neighbours[i].of);
    struct ec_locale locale;
    if (!of || !ec_locale_parse(&locale, neighbours[i].code, strlen(neighbours[i].code)))
      continue;
    const struct family *own = family_of(matcher, locale.likely_language);
    if (!add_tongue(matcher, neighbours[i].code, own, own == of ? NULL : of, arena))
      return false;
  }
  for (size_t i = 0; i < matcher->count; i++) {
    const struct ec_locale *locale = matcher->catalogs[i];
    const struct family *own = &matcher->families[matcher->traits[i].family];
    if (!add_tongue(matcher, locale->language, own, NULL, arena) ||
        !add_tongue(matcher, locale->likely_language, own, NULL, arena))
      return false;
  }
  return true;
}

static void relate(struct ec_matcher *matcher)
{
  size_t count = 0;
  for (size_t i = 0; i < RELATED; i++) {
    const struct related_row *row = &related_rows[i];
    if (!family_of(matcher, row->of))
      continue;
    struct ec_related *related = &matcher->related[count++];
    *related = (struct ec_related){
        .tongue = entry_of(matcher, ec_matcher_language_number(row->of, 2))->tongue,
        .script = ec_matcher_script_number(row->script, strlen(row->script)),
        .region = ec_matcher_region_number(row->region, strlen(row->region))};
    entry_of(matcher, ec_matcher_language_number(row->code, 3))->related = related;
  }
}

/* A power of two that is at least `count`. */
static size_t places_for(size_t count)
{
  size_t places = 16;
  while (places < count)
    places *= 2;
  return places;
}

static bool make_entries(struct ec_matcher *matcher, struct ec_arena *arena)
{
  size_t most = 2 * matcher->count + NEIGHBOURS;
  matcher->mask = places_for(2 * (most + RELATED)) - 1;
  matcher->entries = ec_arena_alloc(arena, matcher->mask + 1, sizeof *matcher->entries);
  matcher->tongues = ec_arena_alloc(arena, most, sizeof *matcher->tongues);
  matcher->related = ec_arena_alloc(arena, RELATED, sizeof *matcher->related);
  if (!matcher->entries || !matcher->tongues || !matcher->related)
    return false;
  for (size_t i = 0; i <= matcher->mask; i++)
    matcher->entries[i] = (struct entry){0};
  if (!make_tongues(matcher, arena))
    return false;
  relate(matcher);
  return true;
}

static bool make_memory(struct ec_matcher *matcher, struct ec_arena *arena)
{
  matcher->alias_mask = places_for(8 * matcher->tongue_count) - 1;
  matcher->aliases = ec_arena_alloc(arena, matcher->alias_mask + 1, sizeof *matcher->aliases);
  matcher->nobody = ec_arena_alloc(arena, NOBODY, sizeof *matcher->nobody);
  if (!matcher->aliases || !matcher->nobody)
    return false;
  for (size_t i = 0; i <= matcher->alias_mask; i++)
    atomic_init(&matcher->aliases[i], 0);
  for (size_t i = 0; i < NOBODY; i++)
    atomic_init(&matcher->nobody[i], 0);
  return true;
}

struct ec_matcher *ec_matcher_open(struct ec_arena *arena, const struct ec_locale *const *catalogs,
                                   size_t count)
{
  struct ec_matcher *matcher = ec_arena_alloc(arena, 1, sizeof *matcher);
  if (!matcher)
    return NULL;
  *matcher = (struct ec_matcher){.catalogs = catalogs, .count = count};
  bool made = make_families(matcher, arena) && make_tags(matcher, arena) &&
              make_entries(matcher, arena) && make_memory(matcher, arena);
  return made ? matcher : NULL;
}
