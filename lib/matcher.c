/* SPDX-License-Identifier: MIT */
#include "matcher_tables.h"

#include <string.h>

/* Cells: 0 unknown, 1 none, else catalog and reason. */
enum { CELL_NONE = 1, CELL_FIRST = 2, REASONS = 3 };

/* Candidates up to the first with a catalog: the chain of locale.c, and it. */
enum { FIRST_MAX = 13 };

/* Where Chinese is written in one script whatever is spoken. */
static const struct {
  char region[3], script[5];
} places_of_chinese[] = {
    {"CN", "Hans"}, {"HK", "Hant"}, {"MO", "Hant"}, {"MY", "Hans"}, {"SG", "Hans"}, {"TW", "Hant"},
};

/* ------------------------------------------------------------------- reading */

/*  language [ "-" script ] [ "-" region ], or false: as most ranges are. No grandfathered tag reads
 *  like this, nor does an extended language. */
static bool read_plain(struct ec_wanted *wanted, const char *text, size_t len)
{
  size_t at = len > 2 && text[2] != '-' && text[2] != '_' ? 3 : 2;
  if (len < at || (len > at && text[at] != '-' && text[at] != '_'))
    return false;
  wanted->language = ec_matcher_language_number(text, at);
  wanted->script = 0;
  wanted->region = 0;
  if (!wanted->language)
    return false;
  if (len - at >= 5 && (len - at == 5 || text[at + 5] == '-' || text[at + 5] == '_')) {
    wanted->script = ec_matcher_script_number(text + at + 1, 4);
    if (!wanted->script)
      return false;
    at += 5;
  }
  if (len == at)
    return true;
  wanted->region = ec_matcher_region_number(text + at + 1, len - at - 1);
  return wanted->region != 0 && (text[at] == '-' || text[at] == '_');
}

static bool has_tail(const char *text, size_t len)
{
  for (size_t i = 1; i + 1 < len; i++)
    if ((text[i - 1] == '-' || text[i - 1] == '_') && (text[i + 1] == '-' || text[i + 1] == '_'))
      return true;
  return false;
}

static bool read_any(struct ec_wanted *wanted, const char *text, size_t len)
{
  struct ec_locale locale;
  if (!ec_locale_read(&locale, text, len))
    return false;
  wanted->language = ec_matcher_language_number(locale.language, strlen(locale.language));
  wanted->script = ec_matcher_script_number(locale.script, strlen(locale.script));
  wanted->region = ec_matcher_region_number(locale.region, strlen(locale.region));
  memcpy(wanted->variant, locale.variant, sizeof wanted->variant);
  wanted->tail = has_tail(text, len);
  return true;
}

static const struct entry *find_entry(const struct ec_matcher *matcher, uint16_t language,
                                      uint32_t *work)
{
  size_t at = ec_matcher_hash(language, matcher->mask);
  for (; matcher->entries[at].language; at = (at + 1) & matcher->mask) {
    ++*work;
    if (matcher->entries[at].language == language)
      return &matcher->entries[at];
  }
  return NULL;
}

static const struct ec_tongue *tongue_of(const struct ec_matcher *matcher, const char *language)
{
  for (size_t i = 0; i < matcher->tongue_count; i++)
    if (strcmp(matcher->tongues[i].code, language) == 0)
      return &matcher->tongues[i];
  return NULL;
}

/* The tongue that has this language's current code, remembered. Asks ICU once for each of the
 * 18,252 codes that there can be: an attacker who sends them all, 32 in a header, has then done so
 * for good. */
static const struct ec_tongue *find_alias(const struct ec_matcher *matcher, uint16_t language,
                                          uint32_t *work)
{
  _Atomic uint32_t *bits = &matcher->nobody[language / 32];
  uint32_t bit = UINT32_C(1) << language % 32;
  if (atomic_load_explicit(bits, memory_order_relaxed) & bit)
    return NULL;
  size_t at = ec_matcher_hash(language, matcher->alias_mask);
  _Atomic uint32_t *free = NULL;
  for (size_t i = 0; i <= matcher->alias_mask && !free; i++, ++*work) {
    _Atomic uint32_t *slot = &matcher->aliases[(at + i) & matcher->alias_mask];
    uint32_t alias = atomic_load_explicit(slot, memory_order_relaxed);
    if (alias >> 16 == language)
      return &matcher->tongues[(alias & 0xffff) - 1];
    free = alias ? NULL : slot;
  }
  struct ec_locale locale;
  char code[EC_LANGUAGE_SIZE];
  ec_matcher_language_name(language, code);
  const struct ec_tongue *tongue = NULL;
  if (ec_locale_parse(&locale, code, strlen(code)))
    tongue = tongue_of(matcher, locale.likely_language);
  if (!tongue) {
    atomic_fetch_or_explicit(bits, bit, memory_order_relaxed);
  } else if (free) {
    /* Should another thread have taken it, this is found out once more. */
    uint32_t none = 0, alias = (uint32_t)language << 16 | (uint32_t)(tongue - matcher->tongues + 1);
    atomic_compare_exchange_strong_explicit(free, &none, alias, memory_order_relaxed,
                                            memory_order_relaxed);
  }
  return tongue;
}

bool ec_matcher_read(const struct ec_matcher *matcher, const char *text, size_t len,
                     struct ec_wanted *wanted, uint32_t *work)
{
  wanted->variant[0] = '\0';
  wanted->tail = wanted->alias = false;
  wanted->tongue = NULL;
  wanted->related = NULL;
  if (!read_plain(wanted, text, len) && !read_any(wanted, text, len))
    return false;
  static const uint16_t und = 1 + LETTERS + ('u' - 'a') * 676 + ('n' - 'a') * 26 + ('d' - 'a');
  if (wanted->language == und)
    return false;
  const struct entry *entry = find_entry(matcher, wanted->language, work);
  if (entry) {
    wanted->tongue = entry->tongue;
    wanted->related = entry->related;
    return true;
  }
  wanted->tongue = find_alias(matcher, wanted->language, work);
  wanted->alias = wanted->tongue != NULL;
  return true;
}

/* ------------------------------------------------------------------- finding */

/* language[_Script][_REGION][_VARIANT], an empty region before a variant. Returns its length. */
static size_t compose(char *name, const char *language, uint32_t script, uint16_t region,
                      const char *variant)
{
  size_t len = strlen(language);
  memcpy(name, language, len + 1);
  if (script) {
    name[len++] = '_';
    ec_matcher_script_name(script, name + len);
    len += 4;
  }
  if (region || variant[0])
    name[len++] = '_';
  if (region) {
    ec_matcher_region_name(region, name + len);
    len += strlen(name + len);
  }
  if (variant[0]) {
    name[len++] = '_';
    memcpy(name + len, variant, strlen(variant) + 1);
    len += strlen(variant);
  }
  return len;
}

/* As errcat_message() would find it. */
static struct ec_match find_slowly(const struct ec_matcher *matcher, const char *language,
                                   uint32_t script, uint16_t region, const char *variant)
{
  char name[ERRCAT_LOCALE_MAX + 1];
  struct ec_locale locale;
  struct ec_candidate list[FIRST_MAX];
  size_t len = compose(name, language, script, region, variant), count = 0;
  if (ec_locale_parse(&locale, name, len))
    count = ec_locale_candidates(&locale, matcher->catalogs, matcher->count, list, FIRST_MAX);
  for (size_t i = 0; i < count && i < FIRST_MAX; i++)
    if (list[i].catalog != SIZE_MAX)
      return (struct ec_match){(uint16_t)list[i].catalog, list[i].reason};
  return (struct ec_match){EC_MATCHER_NONE, ERRCAT_REASON_NONE};
}

static struct ec_match read_cell(uint16_t cell)
{
  if (cell == CELL_NONE)
    return (struct ec_match){EC_MATCHER_NONE, ERRCAT_REASON_NONE};
  return (struct ec_match){
      (uint16_t)((cell - CELL_FIRST) / REASONS),
      (enum errcat_reason)(ERRCAT_REASON_EXACT + (cell - CELL_FIRST) % REASONS)};
}

static uint16_t make_cell(struct ec_match match)
{
  if (match.catalog == EC_MATCHER_NONE)
    return CELL_NONE;
  return (uint16_t)(CELL_FIRST + match.catalog * REASONS + (int)match.reason - ERRCAT_REASON_EXACT);
}

/* The longest beginning of the variants that a catalog of the tongue has: what is behind it is one
 * more step along the chain of parents, and no catalog on it. */
static const char *known_variant(const struct ec_tongue *tongue, const char *variant,
                                 uint32_t *work)
{
  const char *best = tongue->variants[0];
  size_t best_len = 0;
  for (size_t i = 1; variant[0] && i < tongue->variant_count; i++, ++*work) {
    size_t len = strlen(tongue->variants[i]);
    if (len > best_len && strncmp(tongue->variants[i], variant, len) == 0 &&
        (!variant[len] || variant[len] == '_')) {
      best = tongue->variants[i];
      best_len = len;
    }
  }
  return best;
}

static const struct group *group_of(const struct ec_tongue *tongue, uint32_t script,
                                    const char *variant, unsigned kind, uint32_t *work)
{
  for (size_t i = 0; i < tongue->group_count; i++, ++*work) {
    const struct group *group = &tongue->groups[i];
    if (group->script == script && group->variant == variant && group->kind == kind)
      return group;
  }
  return NULL;
}

/* What errcat_message() would find, for a name that the cell stands for: it is the same for all of
 * them. Catalogs that are twins are told apart by their very names, so that it counts there whether
 * the name is one that a catalog could have. */
static struct ec_match fill_cell(const struct ec_matcher *matcher, const struct ec_tongue *tongue,
                                 const struct group *group, uint16_t region,
                                 const struct ec_wanted *wanted)
{
  char code[EC_LANGUAGE_SIZE];
  bool alias = group->kind & KIND_ALIAS, beyond = group->kind & KIND_BEYOND;
  ec_matcher_language_name(alias ? wanted->language : tongue->language, code);
  return find_slowly(matcher, code, group->script, region,
                     beyond ? wanted->variant : group->variant);
}

/* Without cells. */
static struct ec_match find_crowded(const struct ec_matcher *matcher,
                                    const struct ec_tongue *tongue, uint32_t script,
                                    uint16_t region, const struct ec_wanted *wanted, uint32_t *work)
{
  char code[EC_LANGUAGE_SIZE];
  ec_matcher_language_name(wanted->alias ? wanted->language : tongue->language, code);
  *work += (uint32_t)matcher->count;
  return find_slowly(matcher, code, script, region, wanted->variant);
}

static struct ec_match find_in(const struct ec_matcher *matcher, const struct ec_tongue *tongue,
                               uint32_t script, uint16_t region, const struct ec_wanted *wanted,
                               uint32_t *work)
{
  if (tongue->crowded)
    return find_crowded(matcher, tongue, script, region, wanted, work);
  const char *variant = known_variant(tongue, wanted->variant, work);
  bool beyond = strcmp(variant, wanted->variant) != 0;
  unsigned kind =
      tongue->twins ? (beyond ? KIND_BEYOND : 0u) | (wanted->alias ? KIND_ALIAS : 0u) : 0;
  const struct group *group = group_of(tongue, script, variant, kind, work);
  if (!group)
    return (struct ec_match){EC_MATCHER_NONE, ERRCAT_REASON_NONE};
  _Atomic uint16_t *cell = &group->cells[tongue->odd ? region : ec_matcher_cell(region)];
  uint16_t known = atomic_load_explicit(cell, memory_order_relaxed);
  ++*work;
  if (!known) {
    known = make_cell(fill_cell(matcher, tongue, group, region, wanted));
    atomic_store_explicit(cell, known, memory_order_relaxed);
  }
  struct ec_match match = read_cell(known);
  if (beyond && match.reason == ERRCAT_REASON_EXACT)
    match.reason = ERRCAT_REASON_PARENT;
  return match;
}

static uint32_t script_of_place(uint16_t region)
{
  for (size_t i = 0; i < sizeof places_of_chinese / sizeof *places_of_chinese; i++)
    if (ec_matcher_region_number(places_of_chinese[i].region, 2) == region)
      return ec_matcher_script_number(places_of_chinese[i].script, 4);
  return 0;
}

static struct ec_match find_related(const struct ec_matcher *matcher,
                                    const struct ec_wanted *wanted, uint32_t *work)
{
  const struct ec_related *related = wanted->related;
  uint32_t script = wanted->script, place = 0;
  if (!script && related->script) {
    place = script_of_place(wanted->region);
    script = place ? place : related->script;
  }
  uint16_t region = wanted->region;
  if (!region && (!related->script || script == related->script))
    region = related->region;
  struct ec_match match = find_in(matcher, related->tongue, script, region, wanted, work);
  if (match.catalog != EC_MATCHER_NONE)
    match.reason = ERRCAT_REASON_RELATED;
  return match;
}

struct ec_match ec_matcher_find(const struct ec_matcher *matcher, const struct ec_wanted *wanted,
                                uint32_t *work)
{
  struct ec_match match = {EC_MATCHER_NONE, ERRCAT_REASON_NONE};
  if (wanted->tongue)
    match = find_in(matcher, wanted->tongue, wanted->script, wanted->region, wanted, work);
  if (match.catalog == EC_MATCHER_NONE && wanted->related)
    match = find_related(matcher, wanted, work);
  return match;
}

struct ec_kin ec_matcher_alike(const struct ec_matcher *matcher, size_t catalog)
{
  const struct trait *trait = &matcher->traits[catalog];
  return (struct ec_kin){matcher->kin + trait->first, trait->count};
}

struct ec_kin ec_matcher_kin(const struct ec_matcher *matcher, const struct ec_wanted *wanted)
{
  const struct ec_tongue *tongue = wanted->tongue;
  if ((!tongue || tongue->family == NO_FAMILY) && wanted->related)
    tongue = wanted->related->tongue;
  if (!tongue || tongue->family == NO_FAMILY)
    return (struct ec_kin){NULL, 0};
  const struct family *family = &matcher->families[tongue->family];
  return (struct ec_kin){matcher->kin + family->first, family->count};
}

unsigned ec_matcher_names(const struct ec_matcher *matcher, const struct ec_wanted *wanted,
                          size_t catalog)
{
  const struct trait *trait = &matcher->traits[catalog];
  const struct ec_tongue *tongue = wanted->tongue;
  if (!tongue || tongue->family != trait->family || wanted->tail)
    return 0;
  size_t len = strlen(wanted->variant);
  uint32_t script = wanted->script ? wanted->script : tongue->implied;
  bool placed = wanted->region || len; /* the region counts, be it that there is none */
  if (script ? script != trait->script : placed && !trait->plain)
    return 0;
  if (placed && wanted->region != trait->region)
    return 0;
  if (len && (strncmp(trait->variant, wanted->variant, len) != 0 ||
              (trait->variant[len] && trait->variant[len] != '_')))
    return 0;
  return len ? 3 + (unsigned)len : wanted->region ? 3 : script ? 2 : 1;
}

const char *ec_matcher_tag(const struct ec_matcher *matcher, size_t catalog)
{
  return matcher->traits[catalog].tag;
}
