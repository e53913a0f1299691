/* SPDX-License-Identifier: MIT */
#ifndef EC_ICU_H
#define EC_ICU_H

/* All that errcat asks of ICU: charsets, what CLDR knows of locales, and numbers.
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

/* Number formats of one locale, opened once. Immutable. */
struct ec_icu_numbers;
/* `locale` is an ICU locale name; "" is the root. NULL when out of memory. */
struct ec_icu_numbers *ec_icu_numbers_open(const char *locale);
void ec_icu_numbers_close(struct ec_icu_numbers *numbers);
const struct ec_icu_symbols *ec_icu_numbers_symbols(const struct ec_icu_numbers *numbers);
/* As `{0}` and `{0,number}` show them: the locale's decimal format, at most 3 fraction
 * digits. Writes UTF-8 at out[0..size), not terminated, and returns its length; 0 when
 * ICU fails or `size` is too small; 2048 is always enough. The integer one asks ICU, for
 * tests and for what the symbols cannot do. */
size_t ec_icu_format_double(const struct ec_icu_numbers *numbers, double value, char *out,
                            size_t size);
size_t ec_icu_format_integer(const struct ec_icu_numbers *numbers, int64_t value, char *out,
                             size_t size);

/* Every locale that ICU has data for, for tests: NULL past the last. */
const char *ec_icu_locale(int32_t i);

#endif
