/* SPDX-License-Identifier: MIT */
/* Numbers: plain ones without ICU, which must be what ICU writes in every locale; ICU's own in all
 * styles, with the plural category that goes with each; decimals in strings; lists. */
#include <check.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ulistformatter.h>
#include <unicode/ustring.h>

#include "counting.h"
#include "icu.h"
#include "number.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define I(number) \
  { \
    .kind = ERRCAT_ARG_INTEGER, .value.integer = (number) \
  }
#define U(number) \
  { \
    .kind = ERRCAT_ARG_UNSIGNED, .value.unsigned_integer = (number) \
  }
#define D(number) \
  { \
    .kind = ERRCAT_ARG_DOUBLE, .value.floating = (number) \
  }
#define S(digits) \
  { \
    .kind = ERRCAT_ARG_DECIMAL, .len = sizeof(digits) - 1, .value.string = (digits) \
  }

/* ---------------------------------------------------------------- integers */

static const struct integer_case {
  const char *locale; /* NULL: bare */
  bool is_unsigned;
  int64_t value;
  const char *text;
} integers[] = {
    {NULL, false, 0, "0"},
    {NULL, false, 7, "7"},
    {NULL, false, 10, "10"},
    {NULL, false, 99, "99"},
    {NULL, false, 100, "100"},
    {NULL, false, 1000, "1000"},
    {NULL, false, 1005, "1005"},
    {NULL, false, 12050009, "12050009"},
    {NULL, false, -12050009, "-12050009"},
    {NULL, false, 1000000, "1000000"},
    {NULL, false, INT64_MAX, "9223372036854775807"},
    {NULL, false, INT64_MIN, "-9223372036854775808"},
    {NULL, true, -1, "18446744073709551615"},
    {"", false, 1234567, "1,234,567"},
    {"en", false, 0, "0"},
    {"en", false, 9, "9"},
    {"en", false, 10, "10"},
    {"en", false, 999, "999"},
    {"en", false, 1000, "1,000"},
    {"en", false, 10010, "10,010"},
    {"en", false, 999999, "999,999"},
    {"en", false, 1000000, "1,000,000"},
    {"en", false, -1, "-1"},
    {"en", false, -1000, "-1,000"},
    {"en", false, INT64_MAX, "9,223,372,036,854,775,807"},
    {"en", false, INT64_MIN, "-9,223,372,036,854,775,808"},
    {"en", true, -1, "18,446,744,073,709,551,615"},
    {"zh_CN", false, 1234567, "1,234,567"},
    /* two digits before the first group are not needed, whatever CLDR says for NumberFormatter */
    {"es", false, 1234, "1.234"},
    {"pl", false, 1234, "1\u00a0234"},
    {"pt_PT", false, 1234, "1\u00a0234"},
    {"de", false, -1234567, "-1.234.567"},
    {"de_AT", false, 1234567, "1\u00a0234\u00a0567"},
    {"de_CH", false, 1234567, "1\u2019234\u2019567"},
    {"fr", false, 1234567, "1\u202f234\u202f567"},
    {"fr", true, -1, "18\u202f446\u202f744\u202f073\u202f709\u202f551\u202f615"},
    {"sv", false, -1234, "\u22121\u00a0234"},
    {"hi", false, 123, "123"},
    {"hi", false, 1234, "1,234"},
    {"hi", false, 12345, "12,345"},
    {"hi", false, 123456, "1,23,456"},
    {"hi", false, 1234567, "12,34,567"},
    {"en_IN", false, INT64_MIN, "-92,23,37,20,36,85,47,75,808"},
    {"en_IN", true, -1, "1,84,46,74,40,73,70,95,51,615"},
    {"en_US_POSIX", false, 1234567, "1234567"},
    {"ar_EG", false, 1234567, "١٬٢٣٤٬٥٦٧"},
    {"ar_EG", false, -7, "\u061c-٧"},
    {"ar_AE", false, -1234, "\u200e-1,234"},
    {"fa", false, -1234, "\u200e\u2212۱٬۲۳۴"},
    {"he", false, -1234, "\u200e-1,234"},
    {"bn", false, 1234567, "১২,৩৪,৫৬৭"},
    {"my", false, 1234, "၁,၂၃၄"},
    {"zh@numbers=hanidec", false, -1203, "-一,二〇三"},
    {"ff_Adlm", false, 1234, "𞥑⹁𞥒𞥓𞥔"},
};

/* `room` is one more than what may be written to. */
static size_t write_integer(const struct ec_icu_symbols *symbols, bool is_unsigned, int64_t value,
                            char room[EC_NUMBER_SIZE + 1])
{
  room[EC_NUMBER_SIZE] = '\x7f';
  size_t len = is_unsigned ? ec_number_unsigned(symbols, (uint64_t)value, room)
                           : ec_number_integer(symbols, value, room);
  ck_assert_uint_lt(len, EC_NUMBER_SIZE);
  ck_assert_int_eq(room[EC_NUMBER_SIZE], '\x7f');
  room[len] = '\0';
  return len;
}

START_TEST(test_integers)
{
  const struct integer_case *row = &integers[_i];
  struct ec_icu_symbols symbols = ec_number_bare;
  char got[EC_NUMBER_SIZE + 1];
  if (row->locale)
    ck_assert(ec_icu_symbols_read(row->locale, &symbols));
  write_integer(&symbols, row->is_unsigned, row->value, got);
  const char *locale = row->locale ? row->locale : "bare";
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s, want %s", locale, got, row->text);
}
END_TEST

/* Symbols that no locale has, as long as they may be. */
START_TEST(test_symbols)
{
  static const struct {
    const char *zero, *group, *minus;
    uint8_t primary, secondary;
    const char *text; /* of -1234567 */
  } rows[] = {
      {"0", ",", "-", 3, 0, "-1,234,567"},
      {"0", "", "-", 3, 3, "-1234567"},
      {"0", ",,", "-", 3, 3, "-1,,234,,567"},
      {"0", ",;:", "-", 3, 3, "-1,;:234,;:567"},
      {"0", "|,;|", "-", 3, 3, "-1|,;|234|,;|567"},
      {"0", "[12345]", "minus -------->", 3, 3, "minus -------->1[12345]234[12345]567"},
      {"0", ",", "", 1, 0, "1,2,3,4,5,6,7"},
      {"0", ",", "-", 1, 2, "-12,34,56,7"},
      {"0", ",", "-", 2, 3, "-12,345,67"},
      {"0", ",", "-", 3, 2, "-12,34,567"},
      {"0", ",", "-", 3, 6, "-1234,567"},
      {"0", ",", "-", 4, 4, "-123,4567"},
      {"0", ",", "-", 7, 0, "-1234567"},
      {"0", ",", "-", 255, 255, "-1234567"},
      {"0", ",", "-", 0, 3, "-1234567"},
      {"a", "", "-", 3, 0, "-bcdefgh"},
      {"-----A", ",", "~", 3, 2, "~-----B-----C,-----D-----E,-----F-----G-----H"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ec_icu_symbols symbols = {.primary = rows[i].primary, .secondary = rows[i].secondary};
    char got[EC_NUMBER_SIZE + 1];
    for (int digit = 0; digit < 10; digit++) {
      size_t len = strlen(rows[i].zero);
      memcpy(symbols.digit[digit], rows[i].zero, len);
      symbols.digit[digit][len - 1] = (char)(symbols.digit[digit][len - 1] + digit);
    }
    memcpy(symbols.group, rows[i].group, strlen(rows[i].group));
    memcpy(symbols.minus, rows[i].minus, strlen(rows[i].minus));
    write_integer(&symbols, false, -1234567, got);
    ck_assert_msg(strcmp(got, rows[i].text) == 0, "row %zu: got %s, want %s", i, got, rows[i].text);
    write_integer(&symbols, true, -1, got);
    write_integer(&symbols, false, INT64_MIN, got);
  }
}
END_TEST

/* The longest that there is: every digit and separator of 7 bytes, a separator after each digit. */
START_TEST(test_longest)
{
  struct ec_icu_symbols symbols = {.group = "_______", .minus = "---------------", .primary = 1};
  char got[EC_NUMBER_SIZE + 1];
  for (int digit = 0; digit < 10; digit++)
    memcpy(symbols.digit[digit], "1234567", 8);
  ck_assert_uint_eq(write_integer(&symbols, true, -1, got), 20 * 7 + 19 * 7);
  ck_assert_uint_eq(write_integer(&symbols, false, INT64_MIN, got), 15 + 19 * 7 + 18 * 7);
}
END_TEST

/* What ICU appends, or "(nothing)". */
static void put(struct ec_icu_number *formatter, const struct errcat_arg *number, char *out,
                size_t size)
{
  struct ec_buf buf;
  ec_buf_init(&buf, out, size, ERRCAT_OUTPUT_MAX);
  if (!ec_icu_number_put(formatter, number, &buf)) {
    ck_assert_uint_eq(ec_buf_len(&buf), 0);
    ec_buf_add(&buf, "(nothing)", 9);
  }
  ec_buf_finish(&buf);
}

/* Around the powers of ten, up to the limits. Returns how many. */
static size_t interesting(int64_t values[200])
{
  size_t count = 0;
  values[count++] = INT64_MIN;
  values[count++] = INT64_MAX;
  values[count++] = 1234567890123456789;
  for (int64_t power = 1;; power *= 10) {
    for (int64_t step = -1; step <= 1; step++) {
      values[count++] = power + step;
      values[count++] = -(power + step);
    }
    if (power == 1000000000000000000)
      return count;
  }
}

START_TEST(test_integers_as_icu)
{
  int64_t values[200];
  size_t count = interesting(values);
  const char *locale;
  int32_t i = 0, known = 0;
  for (; (locale = ec_icu_locale(i)); i++) {
    struct ec_icu_symbols symbols;
    if (!ec_icu_symbols_read(locale, &symbols))
      continue;
    known++;
    struct ec_icu_number *formatter = ec_icu_number_open(locale, EC_STYLE_DECIMAL, "", 0);
    ck_assert_ptr_nonnull(formatter);
    for (size_t k = 0; k < 2 * count; k++) {
      char got[EC_NUMBER_SIZE + 1], want[EC_NUMBER_SIZE + 1];
      struct errcat_arg arg = errcat_arg_integer(values[k % count]);
      if (k >= count)
        arg = errcat_arg_unsigned((uint64_t)values[k % count]);
      write_integer(&symbols, k >= count, values[k % count], got);
      put(formatter, &arg, want, sizeof want);
      ck_assert_msg(strcmp(got, want) == 0, "%s: got %s, want %s", locale, got, want);
    }
    ec_icu_number_close(formatter);
  }
  ck_assert_int_gt(i, 500);
  ck_assert_int_eq(known, i);
}
END_TEST

/* ----------------------------------------------------------------- doubles */

START_TEST(test_doubles)
{
  static const struct {
    double value;
    const char *text;
  } rows[] = {
      {0, "0"},
      {-0.0, "-0"},
      {1, "1"},
      {-3, "-3"},
      {0.1, "0.1"},
      {0.30000000000000004, "0.30000000000000004"},
      {123.456, "123.456"},
      {1e20, "100000000000000000000"},
      {1e21, "1e+21"},
      {1.5e300, "1.5e+300"},
      {1e-6, "0.000001"},
      {1e-7, "1e-7"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {(double)INFINITY, "Infinity"},
      {-(double)INFINITY, "-Infinity"},
      {(double)NAN, "NaN"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char got[EC_NUMBER_SIZE];
    got[ec_number_double(rows[i].value, got)] = '\0';
    ck_assert_str_eq(got, rows[i].text);
  }
}
END_TEST

/* ---------------------------------------------------------------- decimals */

#define ZEROS_40 "0000000000000000000000000000000000000000"
#define BYTES_128 "1" ZEROS_40 ZEROS_40 ZEROS_40 "0000000"

static const struct decimal_case {
  const char *text;
  bool ok, integer;
  double value;
} decimals[] = {
    {"0", true, true, 0},
    {"-0", true, true, -0.0},
    {"+0", true, true, 0},
    {"7", true, true, 7},
    {"007", true, true, 7},
    {"-12", true, true, -12},
    {"+12", true, true, 12},
    {"1.5", true, false, 1.5},
    {"-1.5", true, false, -1.5},
    {"1.0", true, true, 1},
    {"1.000", true, true, 1},
    {"0.000", true, true, 0},
    {"0.1", true, false, 0.1},
    {"1.50e1", true, true, 15},
    {"1.50E+1", true, true, 15},
    {"1.55e1", true, false, 15.5},
    {"150e-1", true, true, 15},
    {"155e-1", true, false, 15.5},
    {"100e-2", true, true, 1},
    {"100e-3", true, false, 0.1},
    {"0e-40", true, true, 0},
    {"0.0e-1", true, true, 0},
    {"1.0e-1", true, false, 0.1},
    {"10.0e-1", true, true, 1},
    {"1e40", true, true, 1e40},
    {"1e-40", true, false, 1e-40},
    {"1e0000000000000040", true, true, 1e40},
    {"0.30000000000000004", true, false, 0.30000000000000004},
    {"9007199254740993", true, true, 9007199254740992.0},
    {"9007199254740993.0000001", true, false, 9007199254740994.0},
    {"18446744073709551615", true, true, 18446744073709551616.0},
    {BYTES_128, true, true, 1e127},
    {BYTES_128 "0", false, false, 0},
    {"", false, false, 0},
    {"-", false, false, 0},
    {"+", false, false, 0},
    {"+-1", false, false, 0},
    {".", false, false, 0},
    {".5", false, false, 0},
    {"5.", false, false, 0},
    {"5.e1", false, false, 0},
    {"1..5", false, false, 0},
    {"1.5.5", false, false, 0},
    {"1,5", false, false, 0},
    {"1e", false, false, 0},
    {"1e+", false, false, 0},
    {"1e1.5", false, false, 0},
    {"1e1e1", false, false, 0},
    {"e1", false, false, 0},
    {"1e41", false, false, 0},
    {"1e-41", false, false, 0},
    {"1e99999999999999999999", false, false, 0},
    {" 1", false, false, 0},
    {"1 ", false, false, 0},
    {"1\n", false, false, 0},
    {"0x10", false, false, 0},
    {"1a", false, false, 0},
    {"nan", false, false, 0},
    {"inf", false, false, 0},
    {"Infinity", false, false, 0},
    {"\xd9\xa1", false, false, 0},
};

static void check_decimal(const struct decimal_case *row)
{
  size_t len = strlen(row->text);
  char *copy = malloc(len ? len : 1); /* not terminated: a sanitizer sees what is read past it */
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, row->text, len);
  double got = ec_number_decimal_double(copy, len);
  ck_assert_msg(ec_number_decimal(copy, len) == row->ok, "\"%s\"", row->text);
  ck_assert_msg(ec_number_decimal_integer(copy, len) == row->integer, "\"%s\"", row->text);
  ck_assert_msg(row->ok ? got == row->value && !signbit(got) == !signbit(row->value) : got != got,
                "\"%s\": got %.17g, want %.17g", row->text, got, row->value);
  free(copy);
}

START_TEST(test_decimals)
{
  for (size_t i = 0; i < COUNT(decimals); i++)
    check_decimal(&decimals[i]);
  ck_assert(!ec_number_decimal("1\0", 2));
}
END_TEST

/* The decimal point of the process does not matter, when there is a locale to try it with. */
START_TEST(test_decimals_in_locales)
{
  static const char *const locales[] = {"C", "de_DE.UTF-8", "fr_FR.UTF-8", "ps_AF.UTF-8"};
  for (size_t i = 0; i < COUNT(locales); i++) {
    if (!setlocale(LC_ALL, locales[i]))
      continue;
    for (size_t k = 0; k < COUNT(decimals); k++)
      check_decimal(&decimals[k]);
  }
  setlocale(LC_ALL, "C");
}
END_TEST

/* ------------------------------------------------------------------ styles */

static const struct style_case {
  const char *locale;
  enum ec_style style;
  const char *text;
  struct errcat_arg number;
  const char *shown;
  enum ec_plural_category category;
} styles[] = {
    {"en", EC_STYLE_DECIMAL, "", I(1), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_DECIMAL, "", D(1), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_DECIMAL, "", D(1.0004), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_DECIMAL, "", D(1234.5678), "1,234.568", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", D(-0.0), "-0", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", D((double)NAN), "NaN", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", D((double)INFINITY), "∞", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", D(-(double)INFINITY), "-∞", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", U(UINT64_MAX), "18,446,744,073,709,551,615", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", I(INT64_MIN), "-9,223,372,036,854,775,808", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", S("+1.000"), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_DECIMAL, "", S("9007199254740993.25"), "9,007,199,254,740,993.25",
     EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", S("0.1e4"), "1,000", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DECIMAL, "", S("1e-40"), "0", EC_PLURAL_OTHER},
    {"es", EC_STYLE_DECIMAL, "", D(1234.5), "1.234,5", EC_PLURAL_OTHER},
    {"fr", EC_STYLE_DECIMAL, "", D(1.5), "1,5", EC_PLURAL_ONE},
    {"fr", EC_STYLE_DECIMAL, "", I(1000000), "1\u202f000\u202f000", EC_PLURAL_MANY},
    {"ru", EC_STYLE_DECIMAL, "", D(1.5), "1,5", EC_PLURAL_OTHER},
    {"ru", EC_STYLE_DECIMAL, "", I(22), "22", EC_PLURAL_FEW},
    {"cs", EC_STYLE_DECIMAL, "", D(1.5), "1,5", EC_PLURAL_MANY},
    {"ar_EG", EC_STYLE_DECIMAL, "", D(-1.5), "\u061c-١٫٥", EC_PLURAL_OTHER},
    {"ar_EG", EC_STYLE_DECIMAL, "", I(2), "٢", EC_PLURAL_TWO},

    {"en", EC_STYLE_INTEGER, "", D(2.5), "2", EC_PLURAL_OTHER},
    {"en", EC_STYLE_INTEGER, "", D(3.5), "4", EC_PLURAL_OTHER},
    {"en", EC_STYLE_INTEGER, "", D(1.4), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_INTEGER, "", S("12345678901234567890123.5"), "12,345,678,901,234,567,890,124",
     EC_PLURAL_OTHER},

    {"en", EC_STYLE_PERCENT, "", D(0.01), "1%", EC_PLURAL_ONE},
    {"en", EC_STYLE_PERCENT, "", D(0.255), "26%", EC_PLURAL_OTHER},
    {"en", EC_STYLE_PERCENT, "", I(-12), "-1,200%", EC_PLURAL_OTHER},
    {"fr", EC_STYLE_PERCENT, "", D(0.5), "50\u00a0%", EC_PLURAL_OTHER},
    {"tr", EC_STYLE_PERCENT, "", D(0.5), "%50", EC_PLURAL_OTHER},

    {"en_US", EC_STYLE_CURRENCY, "", I(1), "$1.00", EC_PLURAL_OTHER},
    {"en_US", EC_STYLE_CURRENCY, "", D(-1234.565), "-$1,234.56", EC_PLURAL_OTHER},
    {"ja_JP", EC_STYLE_CURRENCY, "", D(1234.5), "￥1,234", EC_PLURAL_OTHER},
    {"de_DE", EC_STYLE_CURRENCY, "", I(1234), "1.234,00\u00a0€", EC_PLURAL_OTHER},
    {"de_CH", EC_STYLE_CURRENCY, "", I(1234), "CHF\u00a01’234.00", EC_PLURAL_OTHER},
    {"fr_FR", EC_STYLE_CURRENCY, "", D(1.5), "1,50\u00a0€", EC_PLURAL_ONE},
    {"cs_CZ", EC_STYLE_CURRENCY, "", I(1), "1,00\u00a0Kč", EC_PLURAL_MANY},
    {"ko_KR", EC_STYLE_CURRENCY, "", I(1), "₩1", EC_PLURAL_OTHER},
    {"hi_IN", EC_STYLE_CURRENCY, "", D(1e20), "₹10,00,00,00,00,00,00,00,00,000.00", EC_PLURAL_ONE},

    {"en", EC_STYLE_NUMBER_PATTERN, "0", I(1), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_PATTERN, "#,##0.00", I(1), "1.00", EC_PLURAL_OTHER},
    {"de", EC_STYLE_NUMBER_PATTERN, "#,##0.00", D(1234.5), "1.234,50", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "#,##0.0;(#)", D(-1), "(1.0)", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "0%", D(0.01), "1%", EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_PATTERN, "0‰", D(0.001), "1‰", EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_PATTERN, "@@#", D(1.04), "1.04", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "@", D(1.04), "1", EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_PATTERN, "@@", I(1), "1.0", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "'#'0", I(1), "#1", EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_PATTERN, "#,##,##0", I(1234567), "12,34,567", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "5", I(6), "5", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "0.5", D(1.3), "1.5", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_PATTERN, "0.##E0", I(12345), "1.23E4", EC_PLURAL_OTHER},
    {"fr", EC_STYLE_NUMBER_PATTERN, "0.##E0", I(2000000), "2E6", EC_PLURAL_MANY},
    {"fr", EC_STYLE_NUMBER_PATTERN, "00E0", I(1000000), "10E5", EC_PLURAL_OTHER},
    {"fr", EC_STYLE_NUMBER_PATTERN, "0", I(2000000), "2000000", EC_PLURAL_MANY},
    {"ru", EC_STYLE_NUMBER_PATTERN, "0", I(9007199254740993), "9007199254740993", EC_PLURAL_FEW},
    {"ru", EC_STYLE_NUMBER_PATTERN, "0", S("100000000000000000001"), "100000000000000000001",
     EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_PATTERN, "0.000000000000000000000", S("0.123456789012345678901"),
     "0.123456789012345678901", EC_PLURAL_OTHER},

    {"en", EC_STYLE_NUMBER_SKELETON, ".00", I(1), "1.00", EC_PLURAL_ONE},
    {"en", EC_STYLE_NUMBER_SKELETON, "percent scale/100", D(0.01), "1%", EC_PLURAL_OTHER},
    {"es", EC_STYLE_NUMBER_SKELETON, ".0", I(1234), "1234,0", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_SKELETON, "currency/EUR", I(2), "€2.00", EC_PLURAL_OTHER},
    {"en", EC_STYLE_NUMBER_SKELETON, "compact-short", S("1234567"), "1.2M", EC_PLURAL_OTHER},
    {"fr", EC_STYLE_NUMBER_SKELETON, "scientific", U(1), "1E0", EC_PLURAL_ONE},

    {"en", EC_STYLE_SPELLOUT, "", I(21), "twenty-one", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "", D(-1.5), "minus one point five", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "", D((double)NAN), "not a number", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "", D(-(double)INFINITY), "minus infinity", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "", S("1.0"), "one", EC_PLURAL_ONE},
    {"en", EC_STYLE_SPELLOUT, "", U(UINT64_MAX), "18,446,744,073,709,551,615", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "", S("1e-9"),
     "zero point zero zero zero zero zero zero zero zero one", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "%spellout-ordinal", I(21), "twenty-first", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "%nonsense", I(21), "twenty-one", EC_PLURAL_OTHER},
    {"en", EC_STYLE_SPELLOUT, "%%2d-year", I(21), "twenty-one", EC_PLURAL_OTHER},
    {"zh", EC_STYLE_SPELLOUT, "", I(21), "二十一", EC_PLURAL_OTHER},
    {"fr", EC_STYLE_SPELLOUT, "%spellout-cardinal-feminine", I(21), "vingt-et-une",
     EC_PLURAL_OTHER},
    {"pl", EC_STYLE_SPELLOUT, "", D(0.5), "zero przecinek pięć", EC_PLURAL_OTHER},
    {"pl", EC_STYLE_SPELLOUT, "", D(1e-6), "zero przecinek zero zero zero zero zero jeden",
     EC_PLURAL_OTHER},

    {"en", EC_STYLE_ORDINAL, "", I(22), "22nd", EC_PLURAL_OTHER},
    {"de", EC_STYLE_ORDINAL, "", I(1), "1.", EC_PLURAL_ONE},
    {"en", EC_STYLE_DURATION, "", I(3661), "1:01:01", EC_PLURAL_OTHER},
    {"en", EC_STYLE_DURATION, "%with-words", I(61), "1 minute, 1 second", EC_PLURAL_OTHER},

    /* on which ICU would crash, or never come back */
    {"id", EC_STYLE_ORDINAL, "", D(-(double)INFINITY), "(nothing)", EC_PLURAL_OTHER},
    {"zh_Hant", EC_STYLE_ORDINAL, "", D(-(double)INFINITY), "(nothing)", EC_PLURAL_OTHER},
    {"pl", EC_STYLE_SPELLOUT, "", D(1e-20), "(nothing)", EC_PLURAL_OTHER},
    {"pl", EC_STYLE_SPELLOUT, "", D(1.0000000000000002), "(nothing)", EC_PLURAL_ONE},
    {"pl", EC_STYLE_SPELLOUT, "", S("-7.00000000000001"), "(nothing)", EC_PLURAL_OTHER},
    {"pl", EC_STYLE_SPELLOUT, "%spellout-cardinal-feminine", D(5e-324), "(nothing)",
     EC_PLURAL_OTHER},
};

START_TEST(test_styles)
{
  const struct style_case *row = &styles[_i];
  char got[512];
  struct ec_icu_number *formatter =
      ec_icu_number_open(row->locale, row->style, row->text, strlen(row->text));
  ck_assert_ptr_nonnull(formatter);
  for (int again = 0; again < 5; again++) {
    enum ec_plural_category category =
        ec_icu_number_plural(formatter, EC_PLURAL_CARDINAL, &row->number);
    put(formatter, &row->number, got, sizeof got);
    ck_assert_msg(strcmp(got, row->shown) == 0, "%s %d \"%s\": got %s, want %s", row->locale,
                  (int)row->style, row->text, got, row->shown);
    ck_assert_msg(category == row->category, "%s %d \"%s\": %s is %s, want %s", row->locale,
                  (int)row->style, row->text, got, ec_plural_name(category),
                  ec_plural_name(row->category));
  }
  ec_icu_number_close(formatter);
}
END_TEST

/* Every style takes every value that there is, in locales with the most unusual rules. */
START_TEST(test_extremes)
{
  static const char *const locales[] = {"",   "pl", "th",    "zh", "ja",
                                        "ru", "he", "ar_EG", "ta", "ga"};
  static const struct errcat_arg numbers[] = {
      I(INT64_MIN),  I(INT64_MAX), U(UINT64_MAX),   D(1.7976931348623157e308),
      D(5e-324),     D(-5e-324),   D((double)NAN),  D((double)INFINITY),
      D(9.3e18),     D(-9.3e18),   D(0.9999999999), D(-(double)INFINITY),
      S(BYTES_128),  S("1e40"),    S("-1e-40"),     S("0." ZEROS_40 ZEROS_40 ZEROS_40 "1"),
      S("-0.0e-40"),
  };
  char got[8192];
  for (size_t l = 0; l < COUNT(locales); l++)
    for (int style = 0; style <= EC_STYLE_DURATION; style++) {
      const char *text = style == EC_STYLE_NUMBER_PATTERN    ? "#,##0.0#"
                         : style == EC_STYLE_NUMBER_SKELETON ? "compact-long"
                                                             : "";
      struct ec_icu_number *formatter =
          ec_icu_number_open(locales[l], (enum ec_style)style, text, strlen(text));
      ck_assert_ptr_nonnull(formatter);
      for (size_t i = 0; i < COUNT(numbers); i++) {
        put(formatter, &numbers[i], got, sizeof got);
        ck_assert_uint_gt(strlen(got), 0);
        ck_assert_int_lt(ec_icu_number_plural(formatter, EC_PLURAL_ORDINAL, &numbers[i]),
                         EC_PLURAL_CATEGORIES);
      }
      ec_icu_number_close(formatter);
    }
}
END_TEST

/* A text of 442 bytes, and one that is too long for the room that is kept for texts. */
START_TEST(test_long_texts)
{
  struct errcat_arg number = errcat_arg_double(1e308);
  struct ec_buf buf;
  char small[8];
  struct ec_icu_number *formatter =
      ec_icu_number_open("en", EC_STYLE_NUMBER_PATTERN, "#,##0.000000000000000000000000000000", 36);
  ck_assert_ptr_nonnull(formatter);
  ec_buf_init(&buf, small, sizeof small, ERRCAT_OUTPUT_MAX);
  ck_assert(ec_icu_number_put(formatter, &number, &buf));
  ck_assert_uint_eq(ec_buf_finish(&buf), 411 + 31);
  ck_assert_str_eq(small, "100,000");
  ec_icu_number_close(formatter);

  formatter = ec_icu_number_open(
      "en", EC_STYLE_NUMBER_PATTERN,
      "#,#0.0000000000000000000000000000000000000000000000000000000000000000000000000000", 81);
  ck_assert_ptr_nonnull(formatter);
  ec_buf_init(&buf, small, sizeof small, ERRCAT_OUTPUT_MAX);
  ck_assert(ec_icu_number_put(formatter, &number, &buf));
  ck_assert_uint_eq(ec_buf_finish(&buf), 309 + 154 + 77);
  ck_assert_str_eq(small, "1,00,00");
  ec_icu_number_close(formatter);
}
END_TEST

START_TEST(test_refused)
{
  static const struct {
    enum ec_style style;
    const char *text;
  } rows[] = {
      {EC_STYLE_DATE_SHORT, ""},
      {EC_STYLE_LIST, ""},
      {EC_STYLE_COUNT, ""},
      {EC_STYLE_NUMBER_SKELETON, "nonsense"},
      {EC_STYLE_NUMBER_SKELETON, "scale/x"},
      {EC_STYLE_NUMBER_PATTERN, "0#"},
      {EC_STYLE_NUMBER_PATTERN, "0.0.0"},
      {EC_STYLE_NUMBER_PATTERN, "\xff"},
      {EC_STYLE_NUMBER_PATTERN, BYTES_128 "0"},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    ck_assert_ptr_null(ec_icu_number_open("en", rows[i].style, rows[i].text, strlen(rows[i].text)));
  ec_icu_number_close(NULL);

  char got[64];
  struct errcat_arg string = errcat_arg_string("1");
  for (int style = 0; style <= EC_STYLE_DURATION; style++) {
    const char *text = style == EC_STYLE_NUMBER_PATTERN ? "0" : "";
    struct ec_icu_number *formatter =
        ec_icu_number_open("en", (enum ec_style)style, text, strlen(text));
    ck_assert_ptr_nonnull(formatter);
    put(formatter, &string, got, sizeof got);
    ck_assert_str_eq(got, "(nothing)");
    ec_icu_number_close(formatter);
  }
}
END_TEST

/* One formatter for all the sets of rules of its locale. */
START_TEST(test_sets)
{
  static const struct {
    const char *set, *text;
  } rows[] = {
      {"%spellout-ordinal", "twenty-first"},
      {"", "twenty-one"},
      {"%spellout-ordinal", "twenty-first"},
      {"%nonsense", "twenty-one"},
      {"%spellout-numbering-year", "twenty-one"},
      {"%spellout-ordinal-verbose", "twenty-first"},
      {"\xff", "twenty-one"},
      {"%spellout-cardinal", "twenty-one"},
  };
  struct errcat_arg number = errcat_arg_integer(21);
  char got[64];
  struct ec_icu_number *formatter = ec_icu_number_open("en", EC_STYLE_SPELLOUT, "", 0);
  ck_assert_ptr_nonnull(formatter);
  for (size_t i = 0; i < COUNT(rows); i++) {
    ec_icu_number_use_set(formatter, rows[i].set, strlen(rows[i].set));
    put(formatter, &number, got, sizeof got);
    ck_assert_msg(strcmp(got, rows[i].text) == 0, "%s: got %s", rows[i].set, got);
  }
  ec_icu_number_close(formatter);
  formatter = ec_icu_number_open("en", EC_STYLE_NUMBER_PATTERN, "0.0", 3);
  ec_icu_number_use_set(formatter, "%spellout-ordinal", 17);
  put(formatter, &number, got, sizeof got);
  ck_assert_str_eq(got, "21.0");
  ec_icu_number_close(formatter);
}
END_TEST

/* ------------------------------------------------------------------- lists */

START_TEST(test_lists)
{
  static const struct {
    const char *locale;
    const char *items[5];
    const char *text;
  } rows[] = {
      {"en", {NULL}, ""},
      {"en", {"a"}, "a"},
      {"en", {"a", "b"}, "a and b"},
      {"en", {"a", "b", "c"}, "a, b, and c"},
      {"en_GB", {"a", "b", "c"}, "a, b and c"},
      {"es", {"Ana", "Irene"}, "Ana e Irene"},
      {"es", {"Irene", "Ana"}, "Irene y Ana"},
      {"he", {"א", "ב"}, "א וב"},
      {"zh", {"甲", "乙", "丙"}, "甲、乙和丙"},
      {"en", {"", ""}, " and "},
      {"en", {"'{0}'", "{1}"}, "'{0}' and {1}"},
      {"en", {"", "", "b", ""}, ", , b, and "},
      {"es", {"Ana", ""}, "Ana y "},
      {"es", {"Ana", "hielo"}, "Ana y hielo"},
      {"es", {"Ana", "hi"}, "Ana e hi"},
      {"he", {"א", ""}, "א ו"},
      {"he", {"א", "Linux"}, "א ו-Linux"},
      {"", {"😀", "b", "c", "d"}, "😀, b, c, d"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    size_t lens[5], count = 0;
    for (; count < 5 && rows[i].items[count]; count++)
      lens[count] = strlen(rows[i].items[count]);
    struct ec_icu_list *list = ec_icu_list_open(rows[i].locale);
    struct ec_buf buf;
    char got[64];
    ck_assert_ptr_nonnull(list);
    ec_buf_init(&buf, got, sizeof got, ERRCAT_OUTPUT_MAX);
    ck_assert(ec_icu_list_put(list, rows[i].items, lens, count, &buf));
    ec_buf_finish(&buf);
    ck_assert_msg(strcmp(got, rows[i].text) == 0, "row %zu: got %s, want %s", i, got, rows[i].text);
    ec_icu_list_close(list);
  }
  ec_icu_list_close(NULL);
}
END_TEST

START_TEST(test_long_list)
{
  static char item[1000];
  const char *items[ERRCAT_ITEMS_MAX + 1];
  size_t lens[ERRCAT_ITEMS_MAX + 1];
  struct ec_icu_list *list = ec_icu_list_open("en");
  struct ec_buf buf;
  char got[16];
  memset(item, 'x', sizeof item);
  for (size_t i = 0; i <= ERRCAT_ITEMS_MAX; i++) {
    items[i] = item;
    lens[i] = i == 0 ? 3 : sizeof item / 2;
  }
  ck_assert_ptr_nonnull(list);
  ec_buf_init(&buf, got, sizeof got, ERRCAT_OUTPUT_MAX);
  ck_assert(ec_icu_list_put(list, items, lens, ERRCAT_ITEMS_MAX, &buf));
  ck_assert_uint_eq(ec_buf_finish(&buf), 3 + 99 * 500 + 98 * 2 + strlen(", and "));
  ck_assert_str_eq(got, "xxx, xxxxxxxxxx");

  ec_buf_init(&buf, got, sizeof got, ERRCAT_OUTPUT_MAX);
  ck_assert(!ec_icu_list_put(list, items, lens, ERRCAT_ITEMS_MAX + 1, &buf));
  ck_assert_uint_eq(ec_buf_finish(&buf), 0);
  ec_icu_list_close(list);
}
END_TEST

/* What icu::ListFormatter makes of whole items. */
static void join_by_icu(const UListFormatter *format, const char *const *items, size_t count,
                        char *out, int32_t size)
{
  UChar wide[8][64], joined[512];
  const UChar *texts[8];
  int32_t lens[8], len;
  UErrorCode error = U_ZERO_ERROR;
  for (size_t i = 0; i < count; i++) {
    u_strFromUTF8(wide[i], 64, &lens[i], items[i], -1, &error);
    texts[i] = wide[i];
  }
  len = ulistfmt_format(format, texts, lens, (int32_t)count, joined, 512, &error);
  u_strToUTF8(out, size, NULL, joined, len, &error);
  ck_assert(U_SUCCESS(error));
}

START_TEST(test_lists_as_icu)
{
  static const char *const words[] = {"a longer item than ICU sees",
                                      "Irene",
                                      "hielo, hierro",
                                      "hi",
                                      "",
                                      "8",
                                      "11",
                                      "111 items",
                                      "שלום לכולם",
                                      "Ñandú, y otros",
                                      "Ἑλλάς καὶ τὰ λοιπά",
                                      "𝔸𝔹ℂ𝔻",
                                      "中文字符很多的一项",
                                      "1",
                                      "y",
                                      "e",
                                      "ו",
                                      "{0}",
                                      "'",
                                      " "};
  const char *locale;
  size_t lens[8];
  for (int32_t l = 0; (locale = ec_icu_locale(l)); l++) {
    UErrorCode error = U_ZERO_ERROR;
    UListFormatter *format = ulistfmt_open(locale, &error);
    struct ec_icu_list *list = ec_icu_list_open(locale);
    ck_assert(U_SUCCESS(error) && list);
    for (size_t first = 0; first < COUNT(words); first++)
      for (size_t count = 1; count <= 4 && first + count <= COUNT(words); count++) {
        const char *const *items = words + first;
        char got[512], want[512];
        struct ec_buf buf;
        for (size_t i = 0; i < count; i++)
          lens[i] = strlen(items[i]);
        ec_buf_init(&buf, got, sizeof got, ERRCAT_OUTPUT_MAX);
        ck_assert(ec_icu_list_put(list, items, lens, count, &buf));
        ec_buf_finish(&buf);
        join_by_icu(format, items, count, want, sizeof want);
        ck_assert_msg(strcmp(got, want) == 0, "%s: got %s, want %s", locale, got, want);
      }
    ulistfmt_close(format);
    ec_icu_list_close(list);
  }
}
END_TEST

/* ------------------------------------------------------------------ memory */

/* A formatter that was used asks for one block a call, which is ICU's own, or for none. */
START_TEST(test_allocations)
{
  counting_icu_begin();
  static const struct {
    enum ec_style style;
    const char *text;
    size_t put, plural;
  } rows[] = {
      {EC_STYLE_DECIMAL, "", 1, 1},           {EC_STYLE_PERCENT, "", 1, 1},
      {EC_STYLE_CURRENCY, "", 1, 1},          {EC_STYLE_NUMBER_PATTERN, "#,##0.0", 1, 1},
      {EC_STYLE_NUMBER_SKELETON, ".0", 1, 0}, {EC_STYLE_SPELLOUT, "", 0, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct errcat_arg number = errcat_arg_double(1234.5);
    char got[256];
    struct ec_icu_number *formatter =
        ec_icu_number_open("de_DE", rows[i].style, rows[i].text, strlen(rows[i].text));
    ck_assert_ptr_nonnull(formatter);
    for (int warm = 0; warm < 10; warm++) {
      put(formatter, &number, got, sizeof got);
      ec_icu_number_plural(formatter, EC_PLURAL_CARDINAL, &number);
    }
    size_t before = counting_icu_calls();
    put(formatter, &number, got, sizeof got);
    ck_assert_uint_le(counting_icu_calls() - before, rows[i].put);
    before = counting_icu_calls();
    ec_icu_number_plural(formatter, EC_PLURAL_CARDINAL, &number);
    ck_assert_uint_le(counting_icu_calls() - before, rows[i].plural);
    ec_icu_number_close(formatter);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("number");
  TCase *tcase = tcase_create("number");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, test_integers, 0, COUNT(integers));
  tcase_add_test(tcase, test_symbols);
  tcase_add_test(tcase, test_longest);
  tcase_add_test(tcase, test_integers_as_icu);
  tcase_add_test(tcase, test_doubles);
  tcase_add_test(tcase, test_decimals);
  tcase_add_test(tcase, test_decimals_in_locales);
  tcase_add_loop_test(tcase, test_styles, 0, COUNT(styles));
  tcase_add_test(tcase, test_extremes);
  tcase_add_test(tcase, test_long_texts);
  tcase_add_test(tcase, test_refused);
  tcase_add_test(tcase, test_sets);
  tcase_add_test(tcase, test_lists);
  tcase_add_test(tcase, test_long_list);
  tcase_add_test(tcase, test_lists_as_icu);
  tcase_add_test(tcase, test_allocations);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
