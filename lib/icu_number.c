/* SPDX-License-Identifier: MIT */
#include <float.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ulistformatter.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "icu.h"
#include "utf8.h"

/* Numbers and lists by ICU.
 *
 * Each struct ec_icu_number and ec_icu_list is used by one thread at a time, which whoever keeps
 * them sees to (spare.h), so nothing here relies on what ICU says of const objects and threads, and
 * an object can hold what its calls need: a result, the plural rules once they were asked for. What
 * is read of a locale is read through objects of the call's own.
 *
 * icu::MessageFormat has two kinds of formatters, and so has this: UNumberFormatter for the styles
 * that it can do, which is smaller and quicker, and UNumberFormat (DecimalFormat and
 * RuleBasedNumberFormat) for the others. MessageFormat asks the plural rules about a number as a
 * DecimalFormat shows it, but with any other formatter about the number itself. */

/* --------------------------------------------------------------------- text */

/* Well-formed or not, and in pieces, so that there is no memory to run out of. */
static void append(struct ec_buf *out, const UChar *text, int32_t len)
{
  enum { PIECE = 128 };
  char bytes[3 * PIECE];
  while (len) {
    int32_t piece = len < PIECE ? len : PIECE, got = 0;
    if (piece < len && U16_IS_LEAD(text[piece - 1]))
      piece--;
    UErrorCode error = U_ZERO_ERROR;
    u_strToUTF8WithSub(bytes, sizeof bytes, &got, text, piece, 0xfffd, NULL, &error);
    if (U_SUCCESS(error))
      ec_buf_add(out, bytes, (size_t)got);
    text += piece;
    len -= piece;
  }
}

/* UTF-16 to UTF-8 at out[0..size), terminated; false when it does not fit. */
static bool narrow(const UChar *text, int32_t len, char *out, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t got = 0;
  u_strToUTF8(out, (int32_t)size, &got, text, len, &error);
  return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && (size_t)got < size;
}

/* ------------------------------------------------------------------ symbols */

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
  return ok;
}

bool ec_icu_symbols_read(const char *locale, struct ec_icu_symbols *symbols)
{
  struct ec_icu_symbols found;
  memset(&found, 0, sizeof found);
  UErrorCode error = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &error);
  bool ok = U_SUCCESS(error) && read_symbols(format, &found);
  unum_close(format);
  if (ok) {
    ec_number_prepare(&found);
    *symbols = found;
  }
  return ok;
}

/* ------------------------------------------------------------------ opening */

struct ec_icu_number {
  UNumberFormat *format;       /* shows the numbers when there is one, else `formatter` does */
  UNumberFormatter *formatter; /* what plural rules see of a number; with `result` */
  UFormattedNumber *result;
  bool rules_see_value; /* as it is, not as it is shown */
  bool asked;           /* for a category: there is a `formatter`, if any */
  bool limits_known;    /* what rules_allow() goes by */
  bool no_infinity, no_fractions;
  UPluralRules *rules[EC_PLURAL_TYPES]; /* once asked for */
  size_t set_len;
  char set[ERRCAT_STYLE_MAX]; /* the set of rules that is in use, "" being the locale's own */
  char locale[];
};

static void open_skeleton(struct ec_icu_number *formatter, const UChar *skeleton, int32_t len,
                          UErrorCode *error)
{
  formatter->formatter = unumf_openForSkeletonAndLocale(skeleton, len, formatter->locale, error);
  formatter->result = unumf_openResult(error);
}

/* A skeleton of "stems", then digits as ".00##" or "@@##": `least` of them that are always there,
 * and as many more as there may be. */
static void open_digits(struct ec_icu_number *formatter, const char *stems, char least_digit,
                        int least, int most, UErrorCode *error)
{
  char skeleton[64 + UINT8_MAX + 1];
  UChar wide[sizeof skeleton];
  int len = snprintf(skeleton, 64, "%s %s", stems, least_digit == '0' ? "." : "");
  for (int i = 0; i < most; i++)
    skeleton[len++] = i < least ? least_digit : '#';
  u_charsToUChars(skeleton, wide, len);
  open_skeleton(formatter, wide, len, error);
}

/* A formatter for what NumberFormat does in the style: its decimals, and its groups, which
 * NumberFormat puts from the first thousand on whatever the locale's minimumGroupingDigits. */
static void open_plain(struct ec_icu_number *formatter, enum ec_style style, UErrorCode *error)
{
  char stems[64];
  UNumberFormat *format = unum_open(style == EC_STYLE_PERCENT ? UNUM_PERCENT : UNUM_DECIMAL, NULL,
                                    0, formatter->locale, NULL, error);
  if (U_FAILURE(*error))
    return;
  int least = attribute(format, UNUM_MIN_FRACTION_DIGITS);
  int most = attribute(format, UNUM_MAX_FRACTION_DIGITS);
  bool groups = attribute(format, UNUM_GROUPING_USED) && attribute(format, UNUM_GROUPING_SIZE);
  unum_close(format);
  if (style == EC_STYLE_INTEGER)
    least = most = 0;
  snprintf(stems, sizeof stems, "%sgroup-%s", style == EC_STYLE_PERCENT ? "percent scale/100 " : "",
           groups ? "on-aligned" : "off");
  open_digits(formatter, stems, '0', least, most, error);
}

static void open_format(struct ec_icu_number *formatter, UNumberFormatStyle style,
                        UErrorCode *error)
{
  formatter->format = unum_open(style, NULL, 0, formatter->locale, NULL, error);
}

static void open_rule_based(struct ec_icu_number *formatter, UNumberFormatStyle style,
                            const char *set, size_t len, UErrorCode *error)
{
  formatter->rules_see_value = true;
  open_format(formatter, style, error);
  if (U_SUCCESS(*error))
    ec_icu_number_use_set(formatter, set, len);
}

void ec_icu_number_use_set(struct ec_icu_number *formatter, const char *set, size_t len)
{
  UChar wide[ERRCAT_STYLE_MAX];
  int32_t wide_len = 0;
  if (!formatter->format || !formatter->rules_see_value || len > ERRCAT_STYLE_MAX)
    return;
  if (len == formatter->set_len && memcmp(set, formatter->set, len) == 0)
    return;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8WithSub(wide, ERRCAT_STYLE_MAX, &wide_len, set, (int32_t)len, 0xfffd, NULL, &error);
  if (U_FAILURE(error))
    return;
  memcpy(formatter->set, set, len);
  formatter->set_len = len;
  unum_setTextAttribute(formatter->format, UNUM_DEFAULT_RULESET, wide, 0, &error);
  unum_setTextAttribute(formatter->format, UNUM_DEFAULT_RULESET, wide, wide_len, &error);
}

static void open_text(struct ec_icu_number *formatter, enum ec_style style, const char *text,
                      size_t len, UErrorCode *error)
{
  UChar wide[ERRCAT_STYLE_MAX];
  int32_t wide_len = 0;
  u_strFromUTF8(wide, ERRCAT_STYLE_MAX, &wide_len, text, (int32_t)len, error);
  if (U_FAILURE(*error))
    return;
  if (style == EC_STYLE_NUMBER_SKELETON) {
    formatter->rules_see_value = true;
    open_skeleton(formatter, wide, wide_len, error);
    return;
  }
  open_format(formatter, UNUM_DECIMAL, error);
  if (U_SUCCESS(*error))
    unum_applyPattern(formatter->format, false, wide, wide_len, NULL, error);
}

static void open_style(struct ec_icu_number *formatter, enum ec_style style, const char *text,
                       size_t len, UErrorCode *error)
{
  switch (style) {
  case EC_STYLE_CURRENCY:
    open_format(formatter, UNUM_CURRENCY, error);
    break;
  case EC_STYLE_NUMBER_PATTERN:
  case EC_STYLE_NUMBER_SKELETON:
    open_text(formatter, style, text, len, error);
    break;
  case EC_STYLE_SPELLOUT:
    open_rule_based(formatter, UNUM_SPELLOUT, text, len, error);
    break;
  case EC_STYLE_ORDINAL:
    open_rule_based(formatter, UNUM_ORDINAL, text, len, error);
    break;
  case EC_STYLE_DURATION:
    open_rule_based(formatter, UNUM_DURATION, text, len, error);
    break;
  default:
    open_plain(formatter, style, error);
  }
}

struct ec_icu_number *ec_icu_number_open(const char *locale, enum ec_style style, const char *text,
                                         size_t len)
{
  if (!ec_style_is_number(style) || len > ERRCAT_STYLE_MAX)
    return NULL;
  size_t size = strlen(locale) + 1;
  struct ec_icu_number *formatter = calloc(1, sizeof *formatter + size);
  if (!formatter)
    return NULL;
  memcpy(formatter->locale, locale, size);
  UErrorCode error = U_ZERO_ERROR;
  open_style(formatter, style, len ? text : "", len, &error);
  if (U_SUCCESS(error))
    return formatter;
  ec_icu_number_close(formatter);
  return NULL;
}

void ec_icu_number_close(struct ec_icu_number *formatter)
{
  if (!formatter)
    return;
  unumf_close(formatter->formatter);
  unumf_closeResult(formatter->result);
  unum_close(formatter->format);
  for (int i = 0; i < EC_PLURAL_TYPES; i++)
    uplrules_close(formatter->rules[i]);
  free(formatter);
}

/* --------------------------------------------------------------- formatting */

enum { DIGITS_SIZE = 24 };

static int32_t unsigned_digits(const struct errcat_arg *number, char digits[DIGITS_SIZE])
{
  return snprintf(digits, DIGITS_SIZE, "%" PRIu64, number->value.unsigned_integer);
}

static void format_result(const UNumberFormatter *formatter, const struct errcat_arg *number,
                          UFormattedNumber *result, UErrorCode *error)
{
  char digits[DIGITS_SIZE];
  switch (number->kind) {
  case ERRCAT_ARG_INTEGER:
    unumf_formatInt(formatter, number->value.integer, result, error);
    break;
  case ERRCAT_ARG_UNSIGNED:
    unumf_formatDecimal(formatter, digits, unsigned_digits(number, digits), result, error);
    break;
  case ERRCAT_ARG_DOUBLE:
    unumf_formatDouble(formatter, number->value.floating, result, error);
    break;
  case ERRCAT_ARG_DECIMAL:
    unumf_formatDecimal(formatter, number->value.string, (int32_t)number->len, result, error);
    break;
  default:
    *error = U_ILLEGAL_ARGUMENT_ERROR;
  }
}

static int32_t format_text(const UNumberFormat *format, const struct errcat_arg *number,
                           UChar *text, int32_t size, UErrorCode *error)
{
  char digits[DIGITS_SIZE];
  switch (number->kind) {
  case ERRCAT_ARG_INTEGER:
    return unum_formatInt64(format, number->value.integer, text, size, NULL, error);
  case ERRCAT_ARG_UNSIGNED:
    return unum_formatDecimal(format, digits, unsigned_digits(number, digits), text, size, NULL,
                              error);
  case ERRCAT_ARG_DOUBLE:
    return unum_formatDouble(format, number->value.floating, text, size, NULL, error);
  case ERRCAT_ARG_DECIMAL:
    return unum_formatDecimal(format, number->value.string, (int32_t)number->len, text, size, NULL,
                              error);
  default:
    *error = U_ILLEGAL_ARGUMENT_ERROR;
    return 0;
  }
}

/* Whether one of the rules of a locale that begin with `head` goes on with `part`. */
static bool has_rule(const UChar *rules, const char *head, const char *part)
{
  UChar wide_head[8], wide_part[8];
  u_uastrcpy(wide_head, head);
  u_uastrcpy(wide_part, part);
  for (const UChar *at = u_strstr(rules, wide_head); at; at = u_strstr(at + 1, wide_head)) {
    const UChar *end = u_strchr(at, ';');
    const UChar *found = u_strstr(at, wide_part);
    if (found && (!end || found < end))
      return true;
  }
  return false;
}

/* Two kinds of rules are not made for every value, and ICU 72 does not see to it. In a "-x" rule
 * that shows the rest by a DecimalFormat, -∞ is read through a null pointer (Thai ordinals). A
 * fraction that is shown as so many thousandths, by a private rule set, is multiplied by ten until
 * it has as many digits as the thousand, and so for ever once it was rounded to 0 (Polish). */
static void read_limits(struct ec_icu_number *formatter)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = unum_toPattern(formatter->format, false, NULL, 0, &error);
  UChar *rules = len > 0 ? malloc(((size_t)len + 1) * sizeof *rules) : NULL;
  if (!rules)
    return;
  error = U_ZERO_ERROR;
  unum_toPattern(formatter->format, false, rules, len + 1, &error);
  formatter->limits_known = U_SUCCESS(error);
  if (U_SUCCESS(error)) {
    formatter->no_infinity = has_rule(rules, "-x:", ">#") || has_rule(rules, "-x:", ">0");
    formatter->no_fractions = has_rule(rules, ".x:", ">%%") || has_rule(rules, ",x:", ">%%");
  }
  free(rules);
}

static bool rules_allow(struct ec_icu_number *formatter, double value)
{
  const double least_fraction = 1e-6;
  const double whole_from = 4503599627370496.0; /* 2^52: no fractions from here on */
  double magnitude = value < 0 ? -value : value;
  bool infinite = value < -DBL_MAX;
  bool whole = !(magnitude < whole_from) || magnitude == (double)(int64_t)magnitude;
  if (!infinite && (whole || magnitude - (double)(int64_t)magnitude >= least_fraction))
    return true;
  if (!formatter->limits_known)
    read_limits(formatter);
  return formatter->limits_known && !(infinite ? formatter->no_infinity : formatter->no_fractions);
}

static double plain_value(const struct errcat_arg *number)
{
  switch (number->kind) {
  case ERRCAT_ARG_INTEGER:
    return (double)number->value.integer;
  case ERRCAT_ARG_UNSIGNED:
    return (double)number->value.unsigned_integer;
  case ERRCAT_ARG_DOUBLE:
    return number->value.floating;
  case ERRCAT_ARG_DECIMAL:
    return ec_number_decimal_double(number->value.string, number->len);
  default:
    return 0;
  }
}

/* A double as the decimal number that it is written as: icu::MessageFormat makes one of it before a
 * skeleton's scale is applied, so that 0.5 times 1e300 has no other digits than the 5. */
static struct errcat_arg as_written(const struct errcat_arg *number, char digits[EC_NUMBER_SIZE])
{
  struct errcat_arg decimal = errcat_arg_string_n(digits, 0);
  double value = number->value.floating;
  if (number->kind != ERRCAT_ARG_DOUBLE || value - value != 0) /* not finite */
    return *number;
  decimal.kind = ERRCAT_ARG_DECIMAL;
  decimal.len = ec_number_double(value, digits);
  return decimal;
}

static bool put_result(struct ec_icu_number *formatter, const struct errcat_arg *number,
                       struct ec_buf *out)
{
  char digits[EC_NUMBER_SIZE];
  struct errcat_arg written;
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = 0;
  if (formatter->rules_see_value) { /* a skeleton */
    written = as_written(number, digits);
    number = &written;
  }
  format_result(formatter->formatter, number, formatter->result, &error);
  const UFormattedValue *value = unumf_resultAsValue(formatter->result, &error);
  const UChar *text = ufmtval_getString(value, &len, &error);
  if (U_FAILURE(error))
    return false;
  append(out, text, len);
  return true;
}

/* Almost every text fits at once; a longer one says how long it is. */
static bool put_text(struct ec_icu_number *formatter, const struct errcat_arg *number,
                     struct ec_buf *out)
{
  enum { MOST = 512 };
  UChar small[MOST], *text = small;
  UErrorCode error = U_ZERO_ERROR;
  if (formatter->rules_see_value && !rules_allow(formatter, plain_value(number)))
    return false;
  int32_t len = format_text(formatter->format, number, small, MOST, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    int32_t size = len;
    error = U_ZERO_ERROR;
    text = malloc((size_t)size * sizeof *text);
    if (!text)
      return false;
    len = format_text(formatter->format, number, text, size, &error);
  }
  bool ok = U_SUCCESS(error);
  if (ok)
    append(out, text, len);
  if (text != small)
    free(text);
  return ok;
}

bool ec_icu_number_put(struct ec_icu_number *formatter, const struct errcat_arg *number,
                       struct ec_buf *out)
{
  return formatter->format ? put_text(formatter, number, out) : put_result(formatter, number, out);
}

/* ------------------------------------------------------------------ plurals */

static const UPluralRules *rules_of(struct ec_icu_number *formatter, enum ec_plural_type type,
                                    UErrorCode *error)
{
  if (!formatter->rules[type]) {
    UPluralType wanted = type == EC_PLURAL_ORDINAL ? UPLURAL_TYPE_ORDINAL : UPLURAL_TYPE_CARDINAL;
    formatter->rules[type] = uplrules_openForType(formatter->locale, wanted, error);
  }
  return formatter->rules[type];
}

static bool is_scientific(const UNumberFormat *format)
{
  UChar text[64];
  UErrorCode error = U_ZERO_ERROR;
  UFieldPosition exponent = {UNUM_EXPONENT_SYMBOL_FIELD, 0, 0};
  unum_formatInt64(format, 1, text, 64, &exponent, &error);
  return exponent.endIndex > exponent.beginIndex;
}

/* A formatter that rounds and scales as a DecimalFormat does: all of it that the rules see. There
 * is none for exponents, nor for rounding to multiples of a number. */
static void open_counterpart(struct ec_icu_number *formatter, UErrorCode *error)
{
  const UNumberFormat *format = formatter->format;
  char stems[32];
  if (is_scientific(format) || unum_getDoubleAttribute(format, UNUM_ROUNDING_INCREMENT) > 0)
    return;
  snprintf(stems, sizeof stems, "scale/%d", (int)unum_getAttribute(format, UNUM_MULTIPLIER));
  if (unum_getAttribute(format, UNUM_SIGNIFICANT_DIGITS_USED))
    open_digits(formatter, stems, '@', attribute(format, UNUM_MIN_SIGNIFICANT_DIGITS),
                attribute(format, UNUM_MAX_SIGNIFICANT_DIGITS), error);
  else
    open_digits(formatter, stems, '0', attribute(format, UNUM_MIN_FRACTION_DIGITS),
                attribute(format, UNUM_MAX_FRACTION_DIGITS), error);
}

/* ICU's internal way from a DecimalFormat to the rules, which takes doubles alone, is for what has
 * no counterpart; without it the rules see the value as it is. */
static int32_t select_value(const struct ec_icu_number *formatter, const UPluralRules *rules,
                            double value, UChar *keyword, int32_t size, UErrorCode *error)
{
#ifndef U_HIDE_INTERNAL_API
  if (!formatter->rules_see_value)
    return uplrules_selectWithFormat(rules, value, formatter->format, keyword, size, error);
#endif
  (void)formatter;
  return uplrules_select(rules, value, keyword, size, error);
}

enum ec_plural_category ec_icu_number_plural(struct ec_icu_number *formatter,
                                             enum ec_plural_type type,
                                             const struct errcat_arg *number)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[16];
  char keyword[16];
  int32_t len = 0;
  const UPluralRules *rules = rules_of(formatter, type, &error);
  if (!formatter->asked && formatter->format && !formatter->rules_see_value)
    open_counterpart(formatter, &error);
  formatter->asked = true;
  if (U_FAILURE(error))
    return EC_PLURAL_OTHER;
  if (formatter->rules_see_value || !formatter->formatter) {
    len = select_value(formatter, rules, plain_value(number), wide, 16, &error);
  } else {
    format_result(formatter->formatter, number, formatter->result, &error);
    len = uplrules_selectFormatted(rules, formatter->result, wide, 16, &error);
  }
  if (U_FAILURE(error) || !narrow(wide, len, keyword, sizeof keyword))
    return EC_PLURAL_OTHER;
  enum ec_plural_category category = ec_plural_parse(keyword, strlen(keyword));
  return category < EC_PLURAL_CATEGORIES ? category : EC_PLURAL_OTHER;
}

/* -------------------------------------------------------------------- lists */

/* What a locale puts between two items can depend on how the second one begins ("Ana e Irene"), and
 * on nothing else of it. So ICU sees the beginnings, which keeps its work small whatever the items
 * are, and says where they came to stand; the items themselves are put there as they are. */
enum { BEGINNING = 8 };

struct ec_icu_list {
  UListFormatter *format;
  UFormattedList *result;
  UConstrainedFieldPosition *position;
  UChar beginnings[ERRCAT_ITEMS_MAX][BEGINNING];
  const UChar *texts[ERRCAT_ITEMS_MAX];
  int32_t lens[ERRCAT_ITEMS_MAX];
  int32_t starts[ERRCAT_ITEMS_MAX], ends[ERRCAT_ITEMS_MAX]; /* where ICU put them */
};

struct ec_icu_list *ec_icu_list_open(const char *locale)
{
  struct ec_icu_list *list = calloc(1, sizeof *list);
  if (!list)
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  list->format = ulistfmt_open(locale, &error);
  list->result = ulistfmt_openResult(&error);
  list->position = ucfpos_open(&error);
  if (U_SUCCESS(error))
    return list;
  ec_icu_list_close(list);
  return NULL;
}

void ec_icu_list_close(struct ec_icu_list *list)
{
  if (!list)
    return;
  ulistfmt_close(list->format);
  ulistfmt_closeResult(list->result);
  ucfpos_close(list->position);
  free(list);
}

/* An empty item gets a letter in its place, for ICU tells of no place without a character: one that
 * no rule for beginnings is about. */
static void begin_item(struct ec_icu_list *list, size_t i, const char *item, size_t len,
                       UErrorCode *error)
{
  UChar *beginning = list->beginnings[i];
  size_t taken = len <= BEGINNING ? len : ec_utf8_floor(item, BEGINNING);
  u_strFromUTF8WithSub(beginning, BEGINNING, &list->lens[i], item, (int32_t)taken, 0xfffd, NULL,
                       error);
  if (!len) {
    beginning[0] = 0x05d0;
    list->lens[i] = 1;
  }
  list->texts[i] = beginning;
}

/* NULL, or what ICU makes of the beginnings of `count` items, and where each of them is. */
static const UChar *join_beginnings(struct ec_icu_list *list, size_t count, int32_t *len)
{
  UErrorCode error = U_ZERO_ERROR;
  ulistfmt_formatStringsToResult(list->format, list->texts, list->lens, (int32_t)count,
                                 list->result, &error);
  const UFormattedValue *value = ulistfmt_resultAsValue(list->result, &error);
  const UChar *text = ufmtval_getString(value, len, &error);
  ucfpos_reset(list->position, &error);
  ucfpos_constrainField(list->position, UFIELD_CATEGORY_LIST, ULISTFMT_ELEMENT_FIELD, &error);
  size_t found = 0;
  for (; U_SUCCESS(error) && ufmtval_nextPosition(value, list->position, &error); found++)
    if (found < count)
      ucfpos_getIndexes(list->position, &list->starts[found], &list->ends[found], &error);
  return U_SUCCESS(error) && found == count ? text : NULL;
}

bool ec_icu_list_put(struct ec_icu_list *list, const char *const *items, const size_t *lens,
                     size_t count, struct ec_buf *out)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = 0, at = 0;
  if (count > ERRCAT_ITEMS_MAX)
    return false;
  for (size_t i = 0; i < count; i++)
    begin_item(list, i, items[i], lens[i], &error);
  const UChar *text = U_SUCCESS(error) ? join_beginnings(list, count, &len) : NULL;
  if (!text)
    return false;
  for (size_t i = 0; i < count; i++) {
    append(out, text + at, list->starts[i] - at);
    ec_buf_add(out, items[i], lens[i]);
    at = list->ends[i];
  }
  append(out, text + at, len - at);
  return true;
}
