/* SPDX-License-Identifier: MIT */
#include "icu.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

/* How this file shares ICU between threads: number formatters of the unumf_ kind are
 * immutable, and each call formats into a result object of its own; so are plural rules,
 * of which uplrules_select() and its like take a const object and only walk the parsed rules
 * (icu::PluralRules::select() is const and has no mutable member or cache behind it); locale
 * functions keep nothing. A converter has state, so a charset belongs to one thread. */

/* ---------------------------------------------------------------- charsets */

struct ec_icu_charset {
  UConverter *from;
  UConverter *utf8;
};

/* ICU's "GBK" is Microsoft's code page 936, which maps stray bytes to private characters;
 * GB 18030 holds all of GBK and refuses them. */
static const char *standard_name(const char *name)
{
  return ucnv_compareNames(name, "GBK") == 0 ? "GB18030" : name;
}

struct ec_icu_charset *ec_icu_charset_open(const char *name)
{
  struct ec_icu_charset *charset = calloc(1, sizeof *charset);
  if (!charset)
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  charset->from = ucnv_open(standard_name(name), &error);
  charset->utf8 = ucnv_open("UTF-8", &error);
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(charset->from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  if (U_FAILURE(error)) {
    ec_icu_charset_close(charset);
    return NULL;
  }
  return charset;
}

void ec_icu_charset_close(struct ec_icu_charset *charset)
{
  if (!charset)
    return;
  ucnv_close(charset->from);
  ucnv_close(charset->utf8);
  free(charset);
}

size_t ec_icu_charset_convert(struct ec_icu_charset *charset, const char *bytes, size_t len,
                              char *out, size_t size, size_t *bad)
{
  UChar pivot[512];
  UChar *pivot_source = pivot, *pivot_target = pivot;
  const char *source = bytes;
  char *target = out;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_convertEx(charset->utf8, charset->from, &target, out + size, &source, bytes + len, pivot,
                 &pivot_source, &pivot_target, pivot + sizeof pivot / sizeof pivot[0], true, true,
                 &error);
  if (U_SUCCESS(error))
    return (size_t)(target - out);
  *bad = len;
  if (error != U_BUFFER_OVERFLOW_ERROR) {
    char invalid[32];
    int8_t count = sizeof invalid;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(charset->from, invalid, &count, &ignored);
    size_t done = (size_t)(source - bytes);
    *bad = U_SUCCESS(ignored) && count > 0 && (size_t)count <= done ? done - (size_t)count : done;
    if (*bad == len && len)
      *bad = len - 1;
  }
  return SIZE_MAX;
}

/* ----------------------------------------------------------------- locales */

/* Copies a subtag when it fits and is there. */
static void take(char *to, size_t size, const char *from)
{
  size_t len = strlen(from);
  if (len && len < size)
    memcpy(to, from, len + 1);
}

void ec_icu_likely(char language[EC_LANGUAGE_SIZE], char script[EC_SCRIPT_SIZE],
                   char region[EC_REGION_SIZE])
{
  char name[ULOC_FULLNAME_CAPACITY], likely[ULOC_FULLNAME_CAPACITY], tag[ULOC_FULLNAME_CAPACITY];
  UErrorCode error = U_ZERO_ERROR;
  snprintf(name, sizeof name, "%s%s%s%s%s", language, script[0] ? "_" : "", script,
           region[0] ? "_" : "", region);

  /* Only the language tag has deprecated subtags replaced. */
  int32_t len = uloc_toLanguageTag(name, tag, sizeof tag, false, &error);
  if (U_FAILURE(error) || len >= (int32_t)sizeof tag || strncmp(tag, "und", 3) == 0)
    return;
  uloc_forLanguageTag(tag, name, sizeof name, NULL, &error);
  len = uloc_addLikelySubtags(name, likely, sizeof likely, &error);
  if (U_FAILURE(error) || len >= (int32_t)sizeof likely)
    return;

  char part[ULOC_FULLNAME_CAPACITY];
  if (uloc_getLanguage(likely, part, sizeof part, &error) > 0 && U_SUCCESS(error))
    take(language, EC_LANGUAGE_SIZE, part);
  if (uloc_getScript(likely, part, sizeof part, &error) > 0 && U_SUCCESS(error))
    take(script, EC_SCRIPT_SIZE, part);
  if (uloc_getCountry(likely, part, sizeof part, &error) > 0 && U_SUCCESS(error))
    take(region, EC_REGION_SIZE, part);
}

/* The parent that CLDR names in the locale's own data, or false: then it is truncation. */
static bool explicit_parent(const char *name, char parent[ERRCAT_LOCALE_MAX + 1])
{
  UErrorCode error = U_ZERO_ERROR;
  /* Not ures_openDirect(), which never comes back from the alias no_NO in ICU 72. What this one
   * finds by falling back to other locales is told by the error code. */
  UResourceBundle *data = ures_open(NULL, name, &error);
  int32_t len = 0;
  const UChar *text = NULL;
  if (error == U_ZERO_ERROR)
    text = ures_getStringByKey(data, "%%Parent", &len, &error);
  bool found = U_SUCCESS(error) && error == U_ZERO_ERROR && len > 0 && len <= ERRCAT_LOCALE_MAX;
  if (found)
    u_UCharsToChars(text, parent, len + 1);
  ures_close(data);
  return found;
}

bool ec_icu_parent(const char *name, char parent[ERRCAT_LOCALE_MAX + 1])
{
  char result[ERRCAT_LOCALE_MAX + 1];
  if (!explicit_parent(name, result)) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t len = uloc_getParent(name, result, sizeof result, &error);
    if (U_FAILURE(error) || len >= (int32_t)sizeof result)
      return false;
  }
  if (!result[0] || strcmp(result, "root") == 0)
    return false;
  memcpy(parent, result, sizeof result);
  return true;
}

const char *ec_icu_locale(int32_t i)
{
  return i >= 0 && i < uloc_countAvailable() ? uloc_getAvailable(i) : NULL;
}

/* ----------------------------------------------------------------- numbers */

struct ec_icu_numbers {
  UNumberFormatter *formatters[EC_STYLE_COUNT];
  UPluralRules *rules[EC_PLURAL_COUNT];
  struct ec_icu_symbols symbols;
};

/* UTF-16 to UTF-8 at out[0..size), terminated; false when it does not fit. */
static bool narrow(const UChar *text, int32_t len, char *out, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t got = 0;
  u_strToUTF8(out, (int32_t)size, &got, text, len, &error);
  return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && (size_t)got < size;
}

static bool symbol(const UNumberFormat *format, UNumberFormatSymbol which, char *out, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar text[32];
  int32_t len = unum_getSymbol(format, which, text, 32, &error);
  return U_SUCCESS(error) && len < 32 && narrow(text, len, out, size);
}

static bool affix(const UNumberFormat *format, UNumberFormatTextAttribute which, char *out,
                  size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar text[32];
  int32_t len = unum_getTextAttribute(format, which, text, 32, &error);
  return U_SUCCESS(error) && len < 32 && narrow(text, len, out, size);
}

static uint8_t attribute(const UNumberFormat *format, UNumberFormatAttribute which)
{
  int32_t value = unum_getAttribute(format, which);
  return value > 0 && value <= UINT8_MAX ? (uint8_t)value : 0;
}

/* What the locale's decimal pattern says of plain integers. False when it has an affix
 * that these symbols cannot express. */
static bool read_symbols(const UNumberFormat *format, struct ec_icu_symbols *symbols)
{
  char extra[16];
  bool ok = symbol(format, UNUM_ZERO_DIGIT_SYMBOL, symbols->digit[0], sizeof symbols->digit[0]);
  for (int i = 1; i < 10 && ok; i++)
    ok = symbol(format, (UNumberFormatSymbol)(UNUM_ONE_DIGIT_SYMBOL + i - 1), symbols->digit[i],
                sizeof symbols->digit[i]);
  ok = ok && symbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL, symbols->group, sizeof symbols->group);
  ok = ok && affix(format, UNUM_NEGATIVE_PREFIX, symbols->minus, sizeof symbols->minus);
  ok = ok && affix(format, UNUM_NEGATIVE_SUFFIX, extra, sizeof extra) && !extra[0];
  ok = ok && affix(format, UNUM_POSITIVE_PREFIX, extra, sizeof extra) && !extra[0];
  ok = ok && affix(format, UNUM_POSITIVE_SUFFIX, extra, sizeof extra) && !extra[0];
  if (attribute(format, UNUM_GROUPING_USED))
    symbols->primary = attribute(format, UNUM_GROUPING_SIZE);
  symbols->secondary = attribute(format, UNUM_SECONDARY_GROUPING_SIZE);
  if (!symbols->secondary)
    symbols->secondary = symbols->primary;
  return ok;
}

/* A formatter for what `format` does: its decimals, and its groups, which NumberFormat puts from
 * the first thousand on whatever the locale's minimumGroupingDigits. */
static UNumberFormatter *open_formatter(const UNumberFormat *format, enum ec_number_style style,
                                        const char *locale, UErrorCode *error)
{
  char skeleton[96];
  UChar wide[96];
  int least = attribute(format, UNUM_MIN_FRACTION_DIGITS);
  int most = attribute(format, UNUM_MAX_FRACTION_DIGITS);
  bool groups = attribute(format, UNUM_GROUPING_USED) && attribute(format, UNUM_GROUPING_SIZE);
  if (style == EC_STYLE_INTEGER)
    least = most = 0;
  snprintf(skeleton, sizeof skeleton, "%s.%.*s%.*s group-%s",
           style == EC_STYLE_PERCENT ? "percent scale/100 " : "", least, "000000000000",
           most - least, "############", groups ? "on-aligned" : "off");
  u_uastrcpy(wide, skeleton);
  return unumf_openForSkeletonAndLocale(wide, -1, locale, error);
}

static bool open_formats(struct ec_icu_numbers *numbers, const char *locale, UErrorCode *error)
{
  UNumberFormat *decimal = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, error);
  UNumberFormat *percent = unum_open(UNUM_PERCENT, NULL, 0, locale, NULL, error);
  bool ok = U_SUCCESS(*error) && read_symbols(decimal, &numbers->symbols);
  for (int i = 0; i < EC_STYLE_COUNT && ok; i++)
    numbers->formatters[i] = open_formatter(i == EC_STYLE_PERCENT ? percent : decimal,
                                            (enum ec_number_style)i, locale, error);
  unum_close(decimal);
  unum_close(percent);
  return ok;
}

struct ec_icu_numbers *ec_icu_numbers_open(const char *locale)
{
  struct ec_icu_numbers *numbers = calloc(1, sizeof *numbers);
  if (!numbers)
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  bool ok = open_formats(numbers, locale, &error);
  numbers->rules[EC_PLURAL_CARDINAL] = uplrules_openForType(locale, UPLURAL_TYPE_CARDINAL, &error);
  numbers->rules[EC_PLURAL_ORDINAL] = uplrules_openForType(locale, UPLURAL_TYPE_ORDINAL, &error);
  if (!ok || U_FAILURE(error)) {
    ec_icu_numbers_close(numbers);
    return NULL;
  }
  return numbers;
}

void ec_icu_numbers_close(struct ec_icu_numbers *numbers)
{
  if (!numbers)
    return;
  for (int i = 0; i < EC_STYLE_COUNT; i++)
    unumf_close(numbers->formatters[i]);
  for (int i = 0; i < EC_PLURAL_COUNT; i++)
    uplrules_close(numbers->rules[i]);
  free(numbers);
}

const struct ec_icu_symbols *ec_icu_numbers_symbols(const struct ec_icu_numbers *numbers)
{
  return &numbers->symbols;
}

/* NULL when ICU fails. */
static UFormattedNumber *format(const UNumberFormatter *formatter, const struct errcat_arg *number)
{
  UErrorCode error = U_ZERO_ERROR;
  UFormattedNumber *result = unumf_openResult(&error);
  if (number->kind == ERRCAT_ARG_DOUBLE) {
    unumf_formatDouble(formatter, number->value.floating, result, &error);
  } else if (number->kind == ERRCAT_ARG_INTEGER) {
    unumf_formatInt(formatter, number->value.integer, result, &error);
  } else {
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRIu64, number->value.unsigned_integer);
    unumf_formatDecimal(formatter, digits, len, result, &error);
  }
  if (U_SUCCESS(error))
    return result;
  unumf_closeResult(result);
  return NULL;
}

size_t ec_icu_format_number(const struct ec_icu_numbers *numbers, enum ec_number_style style,
                            const struct errcat_arg *number, char *out, size_t size)
{
  UFormattedNumber *result = format(numbers->formatters[style], number);
  if (!result)
    return 0;
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = 0, got = 0;
  const UChar *text = ufmtval_getString(unumf_resultAsValue(result, &error), &len, &error);
  u_strToUTF8(out, size < INT32_MAX ? (int32_t)size : INT32_MAX, &got, text, len, &error);
  unumf_closeResult(result);
  return U_SUCCESS(error) && (size_t)got <= size ? (size_t)got : 0;
}

/* ----------------------------------------------------------------- plurals */

/* Whether the number is whole and a double holds it exactly: then it is seen by the rules as it
 * is, however many decimals its style has room for. */
static bool small_integer(const struct errcat_arg *number, double *value)
{
  const double limit = 9007199254740992.0; /* 2^53 */
  if (number->kind == ERRCAT_ARG_DOUBLE)
    *value = number->value.floating;
  else if (number->kind == ERRCAT_ARG_INTEGER)
    *value = (double)number->value.integer;
  else
    *value = (double)number->value.unsigned_integer;
  return *value > -limit && *value < limit && (double)(int64_t)*value == *value;
}

const char *ec_icu_plural(const struct ec_icu_numbers *numbers, enum ec_plural_type type,
                          enum ec_number_style style, const struct errcat_arg *number)
{
  static const char *const keywords[] = {"zero", "one", "two", "few", "many"};
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[16];
  int32_t len = 0;
  double value;
  if (style != EC_STYLE_PERCENT && small_integer(number, &value)) {
    len = uplrules_select(numbers->rules[type], value, wide, 16, &error);
  } else {
    UFormattedNumber *result = format(numbers->formatters[style], number);
    if (result)
      len = uplrules_selectFormatted(numbers->rules[type], result, wide, 16, &error);
    unumf_closeResult(result);
  }
  for (size_t i = 0; U_SUCCESS(error) && i < sizeof keywords / sizeof keywords[0]; i++) {
    UChar keyword[8];
    u_uastrcpy(keyword, keywords[i]);
    if (u_strlen(keyword) == len && u_memcmp(keyword, wide, len) == 0)
      return keywords[i];
  }
  return "other";
}
