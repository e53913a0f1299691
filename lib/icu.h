/* SPDX-License-Identifier: MIT */
#ifndef EC_ICU_H
#define EC_ICU_H

/* All that errcat asks of ICU: charsets, what CLDR knows of locales, numbers and plurals.
 * icu.c alone includes <unicode/...>; UTF-16 and UErrorCode stay inside it. Everything
 * here may be used by several threads at once, an object of ec_icu_charset excepted. */

#include "errcat.h"

/* A charset on its way to UTF-8. NULL when ICU has no charset of that name. */
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

/* How a locale writes plain integers: enough to do it without ICU. All UTF-8. */
struct ec_icu_symbols {
  char digit[10][8];
  char group[8];
  char minus[16];
  uint8_t primary;   /* digits in the last group; 0: none are grouped */
  uint8_t secondary; /* digits in the other groups */
};

/* As `{0}` and `{0,number}`, `{0,number,integer}` and `{0,number,percent}` show a number. */
enum ec_number_style { EC_STYLE_DECIMAL, EC_STYLE_INTEGER, EC_STYLE_PERCENT, EC_STYLE_COUNT };

/* Number formats and plural rules of one locale, opened once. Immutable. */
struct ec_icu_numbers;
/* `locale` is an ICU locale name; "" is the root. NULL when out of memory. */
struct ec_icu_numbers *ec_icu_numbers_open(const char *locale);
void ec_icu_numbers_close(struct ec_icu_numbers *numbers);
const struct ec_icu_symbols *ec_icu_numbers_symbols(const struct ec_icu_numbers *numbers);
/* `number` is of any kind but a string. Writes UTF-8 at out[0..size), not terminated, and
 * returns its length; 0 when ICU fails or `size` is too small; 2048 is always enough. Integers
 * but in percent need not come here: the symbols do for them. */
size_t ec_icu_format_number(const struct ec_icu_numbers *numbers, enum ec_number_style style,
                            const struct errcat_arg *number, char *out, size_t size);

enum ec_plural_type { EC_PLURAL_CARDINAL, EC_PLURAL_ORDINAL, EC_PLURAL_COUNT };
/* The plural category of a number that is shown in `style`: "zero", "one", "two", "few", "many"
 * or "other", which it also is when ICU fails. Static. Whole numbers below 2^53 allocate
 * nothing, but in percent. */
const char *ec_icu_plural(const struct ec_icu_numbers *numbers, enum ec_plural_type type,
                          enum ec_number_style style, const struct errcat_arg *number);

/* Every locale that ICU has data for, for tests: NULL past the last. */
const char *ec_icu_locale(int32_t i);

#endif
