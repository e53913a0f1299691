/* SPDX-License-Identifier: MIT */
#ifndef EC_FORMATS_H
#define EC_FORMATS_H

/* How one locale shows numbers, times and lists. Knows which of them need ICU, and keeps what was
 * opened or worked out; refuses to know messages, declared types and arguments that are missing. */

#include <stdatomic.h>

#include "buf.h"
#include "date.h"
#include "errcat.h"
#include "icu.h"
#include "plural.h"
#include "style.h"

/* Everything is made when it is first needed, by whichever thread needs it, and kept until the
 * end: a catalog without numbers never wakes ICU. Threads read and add to it without a lock. */
struct ec_formats {
  /* What the functions here look at; NULL, or &ec_formats_unknown: not made yet, or not to be had.
   */
  _Atomic(const struct ec_icu_symbols *) symbols;
  _Atomic(const struct ec_plural_rules *) cardinal;
  _Atomic(const struct ec_date_program *) dates[EC_STYLE_TIME_FULL - EC_STYLE_DATE_TIME + 1];
  struct ec_formats_rest *rest;
};

/* `mem` and `zones` must outlive it; `locale` is an ICU locale name, "" the root. NULL when out of
 * memory. */
struct ec_formats *ec_formats_open(const struct errcat_allocator *mem, const char *locale,
                                   struct ec_zones *zones);
void ec_formats_close(struct ec_formats *formats);

/* ec_formats_symbols() the first time. */
const struct ec_icu_symbols *ec_formats_read_symbols(struct ec_formats *formats);

/* Those by which no integer is written quickly. */
extern const struct ec_icu_symbols ec_formats_unknown;

/* The symbols of plain integers when they are known already; else &ec_formats_unknown. */
static inline const struct ec_icu_symbols *ec_formats_symbols_known(struct ec_formats *formats)
{
  return atomic_load_explicit(&formats->symbols, memory_order_acquire);
}

/* The same whether known or not; NULL when ICU fails or they cannot express them. */
static inline const struct ec_icu_symbols *ec_formats_symbols(struct ec_formats *formats)
{
  const struct ec_icu_symbols *symbols = ec_formats_symbols_known(formats);
  return symbols != &ec_formats_unknown ? symbols : ec_formats_read_symbols(formats);
}

/* Appends a value as a style shows it: a number for a style of numbers, a time for one of times,
 * whose text is text[0..len). False, and nothing appended, when that cannot be done. */
bool ec_formats_put(struct ec_formats *formats, enum ec_style style, const char *text, size_t len,
                    const struct errcat_arg *value, struct ec_buf *out);

/* The items of a list, UTF-8, with what the locale puts between them. */
bool ec_formats_put_list(struct ec_formats *formats, const char *const *items, const size_t *lens,
                         size_t count, struct ec_buf *out);

/* The plural category of a number as a style of numbers shows it. */
enum ec_plural_category ec_formats_plural(struct ec_formats *formats, enum ec_plural_type type,
                                          enum ec_style style, const char *text, size_t len,
                                          const struct errcat_arg *number);

/* ec_formats_cardinal() the first time. */
enum ec_plural_category ec_formats_read_cardinal(struct ec_formats *formats, uint64_t magnitude);

/* The cardinal category of an integer as styles of plain integers show it; the magnitude is less
 * than EC_PLURAL_EXACT. */
static inline enum ec_plural_category ec_formats_cardinal(struct ec_formats *formats,
                                                          uint64_t magnitude)
{
  const struct ec_plural_rules *rules =
      atomic_load_explicit(&formats->cardinal, memory_order_acquire);
  return rules ? ec_plural_select_quickly(rules, magnitude)
               : ec_formats_read_cardinal(formats, magnitude);
}

/* The same when it is known without a call; else EC_PLURAL_CATEGORIES. */
static inline enum ec_plural_category ec_formats_cardinal_alone(struct ec_formats *formats,
                                                                uint64_t magnitude)
{
  const struct ec_plural_rules *rules =
      atomic_load_explicit(&formats->cardinal, memory_order_acquire);
  return rules ? ec_plural_select_alone(rules, magnitude) : EC_PLURAL_CATEGORIES;
}

/* How the locale writes times in a style that needs no text, when that needs no ICU; NULL until
 * ec_formats_put() has done so. */
static inline const struct ec_date_program *ec_formats_date(struct ec_formats *formats,
                                                            enum ec_style style)
{
  unsigned which = (unsigned)style - EC_STYLE_DATE_TIME;
  if (which >= sizeof formats->dates / sizeof formats->dates[0])
    return NULL;
  return atomic_load_explicit(&formats->dates[which], memory_order_acquire);
}

/* Memory for the time of a call, from the allocator that it was opened with. */
void *ec_formats_allocate(struct ec_formats *formats, size_t size);
void ec_formats_release(struct ec_formats *formats, void *memory);

#endif
