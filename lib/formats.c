/* SPDX-License-Identifier: MIT */
#include "formats.h"

#include <string.h>

#include "plural.h"
#include "spare.h"

/* What is kept for a locale:
 *
 *   symbols      how plain integers are written
 *   rules        plural rules of whole numbers
 *   fixed        one entry for each style that needs no text
 *   kept         entries of styles with a text, by their hash: patterns and skeletons
 *   lists        spare list formatters
 *   cardinal     of `rules`, and
 *   dates        of `fixed`, what formats.h looks at
 *
 * An entry has a date (date.h), or spare number formatters of ICU's. Each of these begins as NULL
 * and is set once, by compare-and-swap; a thread that comes second throws its own away. So readers
 * see NULL or the whole thing.
 *
 * A catalog uses a handful of styles. One that was made to use thousands fills `kept`, and what has
 * no place there is opened for each call and closed again: slow, but bounded. */

enum { KEPT = 32, PROBES = 8 };

struct entry {
  enum ec_style style;
  struct ec_date *date;    /* of a style of times */
  struct ec_spare numbers; /* of struct ec_icu_number */
  size_t len;
  char text[];
};

struct rules {
  bool known[EC_PLURAL_TYPES];
  struct ec_plural_rules rules[EC_PLURAL_TYPES];
};

struct ec_formats_rest {
  const struct errcat_allocator *mem;
  struct ec_zones *zones;
  char locale[ERRCAT_LOCALE_MAX + 1];
  _Atomic(struct rules *) rules;
  _Atomic(struct entry *) fixed[EC_STYLE_COUNT];
  _Atomic(struct entry *) kept[KEPT];
  struct ec_spare lists;
};

/* ---------------------------------------------------------- open and close */

static void *allocate(const struct ec_formats_rest *rest, size_t size)
{
  return rest->mem->allocate(rest->mem->context, size);
}

static void release(const struct ec_formats_rest *rest, void *memory)
{
  if (memory)
    rest->mem->release(rest->mem->context, memory);
}

struct ec_formats *ec_formats_open(const struct errcat_allocator *mem, const char *locale,
                                   struct ec_zones *zones)
{
  struct block {
    struct ec_formats formats;
    struct ec_formats_rest rest;
  } *block = mem->allocate(mem->context, sizeof *block);
  size_t len = strlen(locale);
  if (!block || len > ERRCAT_LOCALE_MAX) {
    if (block)
      mem->release(mem->context, block);
    return NULL;
  }
  struct ec_formats_rest *rest = &block->rest;
  rest->mem = mem;
  rest->zones = zones;
  memcpy(rest->locale, locale, len + 1);
  atomic_init(&rest->rules, NULL);
  for (size_t i = 0; i < EC_STYLE_COUNT; i++)
    atomic_init(&rest->fixed[i], NULL);
  for (size_t i = 0; i < KEPT; i++)
    atomic_init(&rest->kept[i], NULL);
  ec_spare_init(&rest->lists);
  atomic_init(&block->formats.symbols, &ec_formats_unknown);
  atomic_init(&block->formats.cardinal, NULL);
  for (size_t i = 0; i < sizeof block->formats.dates / sizeof block->formats.dates[0]; i++)
    atomic_init(&block->formats.dates[i], NULL);
  block->formats.rest = rest;
  return &block->formats;
}

static void close_entry(const struct ec_formats_rest *rest, struct entry *entry)
{
  struct ec_icu_number *number;
  if (!entry)
    return;
  while ((number = ec_spare_take(&entry->numbers)) != NULL)
    ec_icu_number_close(number);
  ec_date_close(entry->date);
  release(rest, entry);
}

void ec_formats_close(struct ec_formats *formats)
{
  if (!formats)
    return;
  struct ec_formats_rest *rest = formats->rest;
  struct ec_icu_list *list;
  for (size_t i = 0; i < EC_STYLE_COUNT; i++)
    close_entry(rest, atomic_load_explicit(&rest->fixed[i], memory_order_relaxed));
  for (size_t i = 0; i < KEPT; i++)
    close_entry(rest, atomic_load_explicit(&rest->kept[i], memory_order_relaxed));
  while ((list = ec_spare_take(&rest->lists)) != NULL)
    ec_icu_list_close(list);
  release(rest, atomic_load_explicit(&rest->rules, memory_order_relaxed));
  const struct ec_icu_symbols *symbols =
      atomic_load_explicit(&formats->symbols, memory_order_relaxed);
  if (symbols != &ec_formats_unknown)
    release(rest, (void *)(uintptr_t)symbols);
  release(rest, formats);
}

void *ec_formats_allocate(struct ec_formats *formats, size_t size)
{
  return allocate(formats->rest, size);
}

void ec_formats_release(struct ec_formats *formats, void *memory)
{
  release(formats->rest, memory);
}

/* ------------------------------------------------------ symbols and rules */

const struct ec_icu_symbols ec_formats_unknown;

const struct ec_icu_symbols *ec_formats_read_symbols(struct ec_formats *formats)
{
  struct ec_formats_rest *rest = formats->rest;
  struct ec_icu_symbols *symbols = allocate(rest, sizeof *symbols);
  if (!symbols || !ec_icu_symbols_read(rest->locale, symbols)) {
    release(rest, symbols);
    return NULL;
  }
  const struct ec_icu_symbols *first = &ec_formats_unknown;
  if (atomic_compare_exchange_strong_explicit(&formats->symbols, &first, symbols,
                                              memory_order_acq_rel, memory_order_acquire))
    return symbols;
  release(rest, symbols);
  return first;
}

static bool add_rule(void *context, enum ec_plural_category category, const char *text, size_t len)
{
  return ec_plural_add(context, category, text, len);
}

/* NULL when out of memory. Rules that ICU has and errcat cannot follow are not known: ICU is
 * asked for them each time. */
static const struct rules *find_rules(struct ec_formats_rest *rest)
{
  struct rules *known = atomic_load_explicit(&rest->rules, memory_order_acquire);
  if (known)
    return known;
  struct rules *rules = allocate(rest, sizeof *rules);
  if (!rules)
    return NULL;
  memset(rules, 0, sizeof *rules);
  for (int type = 0; type < EC_PLURAL_TYPES; type++) {
    rules->known[type] =
        ec_icu_plural_rules(rest->locale, (enum ec_plural_type)type, add_rule, &rules->rules[type]);
    ec_plural_prepare(&rules->rules[type]);
  }
  if (atomic_compare_exchange_strong_explicit(&rest->rules, &known, rules, memory_order_acq_rel,
                                              memory_order_acquire))
    return rules;
  release(rest, rules);
  return known;
}

/* ------------------------------------------------------------------ entries */

/* One formatter, which is large, serves all the sets of rules of its locale. */
static bool is_rule_based(enum ec_style style)
{
  return style >= EC_STYLE_SPELLOUT && style <= EC_STYLE_DURATION;
}

static bool is_entry(const struct entry *entry, enum ec_style style, const char *text, size_t len)
{
  return entry->style == style && entry->len == len && memcmp(entry->text, text, len) == 0;
}

/* NULL when out of memory, or when ICU refuses a style of times: nothing of that is kept, for the
 * next call may have better luck. */
static struct entry *make_entry(const struct ec_formats_rest *rest, enum ec_style style,
                                const char *text, size_t len)
{
  struct entry *entry = allocate(rest, sizeof *entry + len);
  if (!entry)
    return NULL;
  entry->style = style;
  entry->date = NULL;
  entry->len = len;
  memcpy(entry->text, text, len);
  ec_spare_init(&entry->numbers);
  if (!ec_style_is_time(style))
    return entry;
  entry->date = ec_date_open(rest->mem, rest->locale, style, text, len);
  if (entry->date)
    return entry;
  release(rest, entry);
  return NULL;
}

/* Puts a new entry into the place; the one that another thread was quicker to put there, if that is
 * the same. Else the new one is the caller's alone, which *own says. */
static struct entry *publish(const struct ec_formats_rest *rest, _Atomic(struct entry *) *place,
                             struct entry *entry, bool *own)
{
  struct entry *first = NULL;
  *own = !atomic_compare_exchange_strong_explicit(place, &first, entry, memory_order_acq_rel,
                                                  memory_order_acquire);
  if (!*own || !is_entry(first, entry->style, entry->text, entry->len))
    return entry;
  close_entry(rest, entry);
  *own = false;
  return first;
}

/* The entry, or the place where it may go: NULL when there is none. */
static struct entry *look_up(struct ec_formats_rest *rest, enum ec_style style, const char *text,
                             size_t len, _Atomic(struct entry *) **place)
{
  struct entry *entry = NULL;
  *place = &rest->fixed[style];
  if (!len || is_rule_based(style))
    return atomic_load_explicit(*place, memory_order_acquire);
  uint32_t hash = 2166136261u + (uint32_t)style; /* FNV-1a */
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  for (size_t i = 0; i < PROBES; i++) {
    *place = &rest->kept[((hash ^ hash >> 16) + i) % KEPT];
    entry = atomic_load_explicit(*place, memory_order_acquire);
    if (!entry || is_entry(entry, style, text, len))
      return entry;
  }
  *place = NULL;
  return NULL;
}

/* NULL when out of memory. With *own it is to be closed after use. */
static struct entry *find_entry(struct ec_formats_rest *rest, enum ec_style style, const char *text,
                                size_t len, bool *own)
{
  _Atomic(struct entry *) *place;
  struct entry *entry = look_up(rest, style, text, len, &place);
  *own = false;
  if (entry)
    return entry;
  entry = make_entry(rest, style, text, is_rule_based(style) ? 0 : len);
  if (!entry)
    return NULL;
  if (place)
    return publish(rest, place, entry, own);
  *own = true;
  return entry;
}

/* ------------------------------------------------------------------ values */

/* With the set of rules that text[0..len) names, when the style has such. */
static struct ec_icu_number *take_number(struct ec_formats_rest *rest, struct entry *entry,
                                         const char *text, size_t len)
{
  struct ec_icu_number *number = ec_spare_take(&entry->numbers);
  if (!number)
    number = ec_icu_number_open(rest->locale, entry->style, entry->text, entry->len);
  if (number)
    ec_icu_number_use_set(number, text, len);
  return number;
}

static void give_number(struct entry *entry, struct ec_icu_number *number)
{
  if (number && !ec_spare_give(&entry->numbers, number))
    ec_icu_number_close(number);
}

bool ec_formats_put(struct ec_formats *formats, enum ec_style style, const char *text, size_t len,
                    const struct errcat_arg *value, struct ec_buf *out)
{
  struct ec_formats_rest *rest = formats->rest;
  bool own, done = false;
  struct entry *entry = find_entry(rest, style, text, len, &own);
  if (!entry)
    return false;
  if (ec_style_is_time(style)) {
    done = ec_date_put(entry->date, rest->zones, &value->value.time, out);
    if (!own && style <= EC_STYLE_TIME_FULL)
      atomic_store_explicit(&formats->dates[style - EC_STYLE_DATE_TIME],
                            ec_date_program(entry->date), memory_order_release);
  } else {
    struct ec_icu_number *number = take_number(rest, entry, text, len);
    done = number && ec_icu_number_put(number, value, out);
    give_number(entry, number);
  }
  if (own)
    close_entry(rest, entry);
  return done;
}

bool ec_formats_put_list(struct ec_formats *formats, const char *const *items, const size_t *lens,
                         size_t count, struct ec_buf *out)
{
  struct ec_formats_rest *rest = formats->rest;
  struct ec_icu_list *list = ec_spare_take(&rest->lists);
  if (!list)
    list = ec_icu_list_open(rest->locale);
  bool done = list && ec_icu_list_put(list, items, lens, count, out);
  if (list && !ec_spare_give(&rest->lists, list))
    ec_icu_list_close(list);
  return done;
}

/* ----------------------------------------------------------------- plurals */

/* Whether the number is whole and a double holds it exactly: then its magnitude is all that the
 * rules see of it, however many decimals its style has room for. ICU's rules see doubles. */
static bool small_integer(const struct errcat_arg *number, uint64_t *magnitude)
{
  const double limit = 9007199254740992.0; /* 2^53 */
  const uint64_t whole_limit = UINT64_C(1) << 53;
  if (number->kind == ERRCAT_ARG_INTEGER) {
    int64_t value = number->value.integer;
    *magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    return *magnitude < whole_limit;
  }
  if (number->kind == ERRCAT_ARG_UNSIGNED) {
    *magnitude = number->value.unsigned_integer;
    return *magnitude < whole_limit;
  }
  double value = number->kind == ERRCAT_ARG_DOUBLE ? number->value.floating : limit;
  if (!(value > -limit && value < limit))
    return false;
  *magnitude = (uint64_t)(value < 0 ? -value : value);
  return (double)*magnitude == (value < 0 ? -value : value);
}

enum ec_plural_category ec_formats_plural(struct ec_formats *formats, enum ec_plural_type type,
                                          enum ec_style style, const char *text, size_t len,
                                          const struct errcat_arg *number)
{
  struct ec_formats_rest *rest = formats->rest;
  uint64_t magnitude;
  if (style <= EC_STYLE_INTEGER && small_integer(number, &magnitude)) {
    const struct rules *rules = find_rules(rest);
    if (rules && rules->known[type])
      return ec_plural_select(&rules->rules[type], magnitude);
  }
  bool own;
  struct entry *entry = find_entry(rest, style, text, len, &own);
  if (!entry)
    return EC_PLURAL_OTHER;
  struct ec_icu_number *formatter = take_number(rest, entry, text, len);
  enum ec_plural_category category =
      formatter ? ec_icu_number_plural(formatter, type, number) : EC_PLURAL_OTHER;
  give_number(entry, formatter);
  if (own)
    close_entry(rest, entry);
  return category;
}

enum ec_plural_category ec_formats_read_cardinal(struct ec_formats *formats, uint64_t magnitude)
{
  const struct rules *rules = find_rules(formats->rest);
  const struct errcat_arg number = {.kind = ERRCAT_ARG_UNSIGNED,
                                    .value.unsigned_integer = magnitude};
  if (rules && rules->known[EC_PLURAL_CARDINAL])
    atomic_store_explicit(&formats->cardinal, &rules->rules[EC_PLURAL_CARDINAL],
                          memory_order_release);
  return ec_formats_plural(formats, EC_PLURAL_CARDINAL, EC_STYLE_DECIMAL, "", 0, &number);
}
