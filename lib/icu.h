/* SPDX-License-Identifier: MIT */
#ifndef EC_ICU_H
#define EC_ICU_H

/* All that errcat asks of ICU: charsets, what CLDR knows of locales, numbers, plurals, lists and
 * times. icu.c, icu_number.c and icu_date.c alone include <unicode/...>; UTF-16 and UErrorCode stay
 * inside them. Any thread may use everything here, but an object of which it is said that one
 * thread at a time may. */

#include "buf.h"
#include "errcat.h"
#include "number.h"
#include "plural.h"
#include "style.h"

/* A charset on its way to UTF-8. One thread at a time. NULL when ICU has no charset of that name.
 */
struct ec_icu_charset;
struct ec_icu_charset *ec_icu_charset_open(const char *name);
void ec_icu_charset_close(struct ec_icu_charset *charset);
/* Converts the whole of bytes[0..len) to UTF-8 at out[0..size). Returns the length of
 * the UTF-8 (not terminated), or SIZE_MAX with *bad the offset of the first byte that is
 * not in the charset, or SIZE_MAX with *bad == len when `size` is too small: 3 * len is always
 * enough for a byte charset of which each byte gives at most one BMP character. */
size_t ec_icu_charset_convert(struct ec_icu_charset *charset, const char *bytes, size_t len,
                              char *out, size_t size, size_t *bad);

/* Sizes with the NUL. */
enum { EC_LANGUAGE_SIZE = 12, EC_SCRIPT_SIZE = 8, EC_REGION_SIZE = 8 };

/* Adds CLDR's likely subtags (UTS #35, "Likely Subtags") to a language with what is known
 * of script and region (either may be ""), in place: zh -> zh, Hans, CN; zh, "", TW ->
 * zh, Hant, TW. Deprecated languages are replaced (iw -> he). What CLDR does not know
 * stays as it is. */
void ec_icu_likely(char language[EC_LANGUAGE_SIZE], char script[EC_SCRIPT_SIZE],
                   char region[EC_REGION_SIZE]);

/* CLDR's parent of an ICU locale name (UTS #35, "Parent Locales"): en_AU -> en_001,
 * zh_Hant_MO -> zh_Hant_HK, zh_Hant -> none, else truncation. False at the root. */
bool ec_icu_parent(const char *name, char parent[ERRCAT_LOCALE_MAX + 1]);

/* False when ICU fails, or when the locale's pattern has an affix that symbols cannot express:
 * then ICU is to be asked for each number. `locale` is an ICU locale name; "" is the root. */
bool ec_icu_symbols_read(const char *locale, struct ec_icu_symbols *symbols);

/* One formatter of ICU's for the styles of numbers (style.h), and the plural rules that go with
 * it. One thread at a time: whoever has it alone may use it. NULL when ICU refuses the style, or
 * has no memory. */
struct ec_icu_number;
struct ec_icu_number *ec_icu_number_open(const char *locale, enum ec_style style, const char *text,
                                         size_t len);
void ec_icu_number_close(struct ec_icu_number *formatter);
/* Has a formatter of EC_STYLE_SPELLOUT, ORDINAL or DURATION use another set of rules than the one
 * that it was opened with, "" being the locale's own choice; a set that the locale does not have is
 * "" too. Of other styles nothing is changed. To open one takes up to 5 MiB and 5 ms (Russian
 * words), so whoever keeps them needs one for a locale, not one for each name in a pattern. */
void ec_icu_number_use_set(struct ec_icu_number *formatter, const char *set, size_t len);
/* Appends what icu::MessageFormat writes for the number, an argument of kind INTEGER, UNSIGNED,
 * DOUBLE or DECIMAL (of digits that ec_number_decimal() accepts), which is exact. False, and
 * nothing appended, when ICU fails. */
bool ec_icu_number_put(struct ec_icu_number *formatter, const struct errcat_arg *number,
                       struct ec_buf *out);
/* The plural category of the number as this formatter shows it; OTHER when ICU fails. */
enum ec_plural_category ec_icu_number_plural(struct ec_icu_number *formatter,
                                             enum ec_plural_type type,
                                             const struct errcat_arg *number);

/* Calls `rule` for each plural rule of the locale, in the order in which they are asked; "other"
 * needs none. False when ICU fails, or as soon as `rule` returns false. */
bool ec_icu_plural_rules(const char *locale, enum ec_plural_type type,
                         bool (*rule)(void *context, enum ec_plural_category category,
                                      const char *text, size_t len),
                         void *context);

/* "a, b, and c": the items of a list with what the locale puts between them (icu::ListFormatter,
 * type "and", width "wide"). The items are UTF-8, at most ERRCAT_ITEMS_MAX. False, and nothing
 * appended, when ICU fails. One thread at a time. */
struct ec_icu_list;
struct ec_icu_list *ec_icu_list_open(const char *locale);
void ec_icu_list_close(struct ec_icu_list *list);
bool ec_icu_list_put(struct ec_icu_list *list, const char *const *items, const size_t *lens,
                     size_t count, struct ec_buf *out);

/* One formatter of ICU's for the styles of times. One thread at a time. NULL when ICU refuses the
 * style, or has no memory. The text of a skeleton is to be the pattern that
 * ec_icu_skeleton_pattern() made of it: that takes ICU a millisecond, so it is done once. */
enum { EC_ICU_PATTERN_SIZE = 1024 };
bool ec_icu_skeleton_pattern(const char *locale, const char *skeleton, size_t len,
                             char out[EC_ICU_PATTERN_SIZE]);
struct ec_icu_date;
struct ec_icu_date *ec_icu_date_open(const char *locale, enum ec_style style, const char *text,
                                     size_t len);
void ec_icu_date_close(struct ec_icu_date *formatter);
/* Appends the time in its zone (NULL: UTC), which ec_icu_zone_open() knows. False, and nothing
 * appended, when ICU fails, or when the time is more than EC_ICU_FAR_DAYS, over 8,000 years, after
 * 1970 in a calendar in which ICU takes long for that: islamic-umalqura (of ar_SA) and indian. */
enum { EC_ICU_FAR_DAYS = 3000000 };
bool ec_icu_date_put(struct ec_icu_date *formatter, const struct errcat_time *time,
                     struct ec_buf *out);

/* What the formatter does, enough to do it without ICU: its CLDR pattern, UTF-8, terminated. */
bool ec_icu_date_pattern(const struct ec_icu_date *formatter, char out[EC_ICU_PATTERN_SIZE]);
/* The digits that it writes numbers with. False when those of one of the letters are others, when
 * it does not write with ten digits, or when its calendar is not the Gregorian one. */
enum { EC_ICU_DIGIT_SIZE = 8 };
bool ec_icu_date_digits(const struct ec_icu_date *formatter, const char *letters,
                        char digit[10][EC_ICU_DIGIT_SIZE]);
/* Its names of one kind, and how many these are; 0 when one of them does not fit. "Alone" are those
 * of CLDR's stand-alone fields (q, L, c); weekdays begin with Sunday. */
enum ec_icu_names {
  EC_ICU_ERAS,
  EC_ICU_ERAS_WIDE,
  EC_ICU_QUARTERS,
  EC_ICU_QUARTERS_WIDE,
  EC_ICU_QUARTERS_ALONE,
  EC_ICU_QUARTERS_ALONE_WIDE,
  EC_ICU_MONTHS,
  EC_ICU_MONTHS_WIDE,
  EC_ICU_MONTHS_NARROW,
  EC_ICU_MONTHS_ALONE,
  EC_ICU_MONTHS_ALONE_WIDE,
  EC_ICU_MONTHS_ALONE_NARROW,
  EC_ICU_WEEKDAYS,
  EC_ICU_WEEKDAYS_WIDE,
  EC_ICU_WEEKDAYS_NARROW,
  EC_ICU_WEEKDAYS_SHORTER,
  EC_ICU_WEEKDAYS_ALONE,
  EC_ICU_WEEKDAYS_ALONE_WIDE,
  EC_ICU_WEEKDAYS_ALONE_NARROW,
  EC_ICU_WEEKDAYS_ALONE_SHORTER,
  EC_ICU_DAY_PERIODS,
  EC_ICU_NAMES_COUNT
};
enum { EC_ICU_NAMES_MAX = 12, EC_ICU_NAME_SIZE = 64 };
size_t ec_icu_date_names(const struct ec_icu_date *formatter, enum ec_icu_names names,
                         char out[EC_ICU_NAMES_MAX][EC_ICU_NAME_SIZE]);

/* The offsets from UTC of a time zone by its name in the IANA database, or "UTC+8", "GMT+08:00" as
 * ICU reads them. NULL when ICU knows no such zone, or has no memory. Immutable. */
enum { EC_ICU_ZONE_MAX = 64 }; /* bytes of a name */
struct ec_icu_zone;
struct ec_icu_zone *ec_icu_zone_open(const char *name);
void ec_icu_zone_close(struct ec_icu_zone *zone);
/* In milliseconds; false when the time is outside what is kept, from 1900 to 2100. */
bool ec_icu_zone_offset(const struct ec_icu_zone *zone, int64_t ms, int32_t *offset);
/* Calls `found` for each name that ICU has in its copy of the IANA database. False when it returns
 * false, or ICU fails. */
bool ec_icu_zone_names(bool (*found)(void *context, const char *name, size_t len), void *context);

/* Whether the character can change the order of what is around it on a line of text that is read
 * from left to right: its Bidi_Class is R, AL or AN (UAX #9), or it is a bidi control. */
bool ec_icu_is_bidi(uint32_t c);

/* Every locale that ICU has data for, for tests: NULL past the last. */
const char *ec_icu_locale(int32_t i);

#endif
