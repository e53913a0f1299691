/* SPDX-License-Identifier: MIT */
/* Styles: which skeletons and patterns are taken, where the others are refused, and that ICU takes
 * what we do, in every locale, and refuses what is wrong. */
#include "style.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/unumsys.h>
#include <unicode/ustring.h>

#include "said.h"
#include "status.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Other digits, groups, decimal points and calendars. */
static const char *const some_locales[] = {"",
                                           "en",
                                           "zh_CN",
                                           "zh_Hant",
                                           "ar_EG",
                                           "fa",
                                           "hi_IN",
                                           "th_TH",
                                           "de_CH",
                                           "de_AT",
                                           "es",
                                           "pl",
                                           "he",
                                           "my",
                                           "bn",
                                           "mr",
                                           "ja_JP",
                                           "sr",
                                           "pt_PT",
                                           "fr_CA",
                                           "en_IN",
                                           "sw",
                                           "ru",
                                           "ur_PK",
                                           "dz",
                                           "ne",
                                           "ckb",
                                           "lt",
                                           "th@numbers=thai",
                                           "ta@numbers=tamldec"};

/* ------------------------------------------------------------- reference */

static int32_t widen(const char *text, size_t len, UChar *wide, int32_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t wide_len;
  u_strFromUTF8(wide, size, &wide_len, text, (int32_t)len, &error);
  ck_assert(U_SUCCESS(error));
  return wide_len;
}

static bool icu_skeleton(const UChar *wide, int32_t len, const char *locale)
{
  static const double numbers[] = {0, -1, 1234567.891, 0.000125, 1e21};
  UErrorCode error = U_ZERO_ERROR;
  UNumberFormatter *formatter = unumf_openForSkeletonAndLocale(wide, len, locale, &error);
  UFormattedNumber *result = unumf_openResult(&error);
  for (size_t i = 0; i < COUNT(numbers); i++)
    unumf_formatDouble(formatter, numbers[i], result, &error);
  unumf_closeResult(result);
  unumf_close(formatter);
  return U_SUCCESS(error);
}

static bool icu_number_pattern(const UChar *wide, int32_t len, const char *locale)
{
  static const double numbers[] = {0, -1, 1234567.891, 0.000125, 1e21};
  UErrorCode error = U_ZERO_ERROR;
  UParseError parse;
  UChar out[1024];
  UNumberFormat *formatter = unum_open(UNUM_PATTERN_DECIMAL, wide, len, locale, &parse, &error);
  for (size_t i = 0; i < COUNT(numbers); i++)
    unum_formatDouble(formatter, numbers[i], out, COUNT(out), NULL, &error);
  unum_close(formatter);
  return U_SUCCESS(error);
}

/* ICU stops to write, without an error, at a letter that it does not know: so another sign at the
 * end must come out. */
static bool icu_date_pattern(const UChar *wide, int32_t len, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar pattern[1024], out[4096];
  ck_assert_int_lt(len, 1000);
  u_memcpy(pattern, wide, len);
  u_memcpy(pattern + len, u"'~'", 3);
  UDateFormat *formatter = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"Asia/Kathmandu", -1,
                                     pattern, len + 3, &error);
  int32_t out_len = udat_format(formatter, 1700000000123.0, out, COUNT(out), NULL, &error);
  udat_close(formatter);
  return U_SUCCESS(error) && out_len && out[out_len - 1] == '~';
}

static bool icu_date_skeleton(const UChar *wide, int32_t len, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar pattern[900];
  UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
  int32_t pattern_len =
      udatpg_getBestPattern(generator, wide, len, pattern, COUNT(pattern), &error);
  udatpg_close(generator);
  return U_SUCCESS(error) && icu_date_pattern(pattern, pattern_len, locale);
}

/* ICU passes over the letters of a skeleton that it does not know. */
static bool icu_knows_field(const char *text, size_t len, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[64], pattern[256];
  int32_t wide_len = widen(text, len, wide, COUNT(wide));
  UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
  int32_t pattern_len =
      udatpg_getBestPattern(generator, wide, wide_len, pattern, COUNT(pattern), &error);
  udatpg_close(generator);
  return U_SUCCESS(error) && pattern_len;
}

static bool icu_takes(enum ec_style style, const char *text, size_t len, const char *locale)
{
  UChar wide[512];
  int32_t wide_len = widen(text, len, wide, COUNT(wide));
  switch (style) {
  case EC_STYLE_NUMBER_SKELETON:
    return icu_skeleton(wide, wide_len, locale);
  case EC_STYLE_NUMBER_PATTERN:
    return icu_number_pattern(wide, wide_len, locale);
  case EC_STYLE_DATE_PATTERN:
    return icu_date_pattern(wide, wide_len, locale);
  case EC_STYLE_DATE_SKELETON:
    return icu_date_skeleton(wide, wide_len, locale);
  default:
    return true;
  }
}

/* ------------------------------------------------------------------ tables */

#define SKELETON EC_STYLE_NUMBER_SKELETON
#define NUMBER EC_STYLE_NUMBER_PATTERN
#define DATE EC_STYLE_DATE_PATTERN
#define FIELDS EC_STYLE_DATE_SKELETON

static const struct taken {
  enum ec_style style;
  const char *text;
} taken[] = {
    /* notations */
    {SKELETON, ""},
    {SKELETON, "compact-short"},
    {SKELETON, "compact-long"},
    {SKELETON, "K"},
    {SKELETON, "KK"},
    {SKELETON, "notation-simple"},
    {SKELETON, "scientific"},
    {SKELETON, "scientific/*ee"},
    {SKELETON, "scientific/+ee"},
    {SKELETON, "scientific/*eeeeeeeeeeeeeeeeeeee"},
    {SKELETON, "scientific/sign-always"},
    {SKELETON, "engineering/sign-except-zero/*eee"},
    {SKELETON, "E0"},
    {SKELETON, "EE000"},
    {SKELETON, "E+!0"},
    {SKELETON, "EE+?00"},
    /* units */
    {SKELETON, "base-unit"},
    {SKELETON, "percent"},
    {SKELETON, "%"},
    {SKELETON, "%x100"},
    {SKELETON, "permille"},
    {SKELETON, "percent scale/100"},
    {SKELETON, "currency/CNY"},
    {SKELETON, "currency/usd unit-width-narrow"},
    {SKELETON, "currency/XXX unit-width-full-name"},
    {SKELETON, "currency/EUR unit-width-iso-code precision-currency-cash"},
    {SKELETON, "currency/JPY unit-width-hidden precision-currency-standard"},
    {SKELETON, "measure-unit/length-meter"},
    {SKELETON, "measure-unit/digital-gigabyte unit-width-full-name"},
    {SKELETON, "measure-unit/digital-byte per-measure-unit/duration-second"},
    {SKELETON, "per-measure-unit/duration-hour measure-unit/length-kilometer unit-width-short"},
    {SKELETON, "unit/meter"},
    {SKELETON, "unit/kilowatt-hour"},
    {SKELETON, "unit/kilometer-per-hour"},
    {SKELETON, "unit/megabyte-per-second unit-width-narrow"},
    /* precision */
    {SKELETON, "."},
    {SKELETON, ".00"},
    {SKELETON, ".##"},
    {SKELETON, ".0#"},
    {SKELETON, ".00*"},
    {SKELETON, ".00+"},
    {SKELETON, ".*"},
    {SKELETON, ".00000000000000000000####################"},
    {SKELETON, ".00/@@*"},
    {SKELETON, ".##/@##"},
    {SKELETON, "./@@@+"},
    {SKELETON, ".*/@@*"},
    {SKELETON, "@@"},
    {SKELETON, "@@##"},
    {SKELETON, "@*"},
    {SKELETON, "precision-integer"},
    {SKELETON, "precision-integer/@##"},
    {SKELETON, "precision-unlimited"},
    {SKELETON, "precision-increment/0.05"},
    {SKELETON, "precision-increment/5"},
    {SKELETON, "precision-increment/.5"},
    {SKELETON, "precision-increment/50."},
    {SKELETON, "precision-increment/00.50"},
    {SKELETON, "precision-increment/12345678901234567890"},
    {SKELETON, "precision-increment/0.000000000000000001"},
    {SKELETON, "precision-increment/99999999999999999999"},
    {SKELETON, "rounding-mode-half-up .0"},
    {SKELETON, "rounding-mode-floor precision-integer"},
    /* digits before the decimal point */
    {SKELETON, "000"},
    {SKELETON, "integer-width/*000"},
    {SKELETON, "integer-width/+0"},
    {SKELETON, "integer-width/##00"},
    {SKELETON, "integer-width/00"},
    {SKELETON, "integer-width/#"},
    {SKELETON, "integer-width/*"},
    {SKELETON, "00000000000000000000"},
    /* scale */
    {SKELETON, "scale/100"},
    {SKELETON, "scale/0.001"},
    {SKELETON, "scale/-1"},
    {SKELETON, "scale/.5"},
    {SKELETON, "scale/0"},
    {SKELETON, "scale/99999999999999999999"},
    {SKELETON, "scale/-0.000000000000000001"},
    /* groups, signs, symbols */
    {SKELETON, "group-off"},
    {SKELETON, "group-min2"},
    {SKELETON, "group-auto"},
    {SKELETON, "group-on-aligned"},
    {SKELETON, "group-thousands"},
    {SKELETON, ",_"},
    {SKELETON, ",?"},
    {SKELETON, ",!"},
    {SKELETON, "sign-auto"},
    {SKELETON, "sign-never"},
    {SKELETON, "sign-accounting-always"},
    {SKELETON, "+!"},
    {SKELETON, "+_"},
    {SKELETON, "+?"},
    {SKELETON, "()"},
    {SKELETON, "()!"},
    {SKELETON, "()?"},
    {SKELETON, "decimal-always"},
    {SKELETON, "decimal-auto ."},
    {SKELETON, "latin"},
    {SKELETON, "numbering-system/arab"},
    {SKELETON, "numbering-system/mathsanb"},
    {SKELETON, "+! K currency/GBP"},
    {SKELETON, "\tcompact-long  \n.0\r\v\f"},
    /* patterns of numbers */
    {NUMBER, "0"},
    {NUMBER, "#"},
    {NUMBER, "#,##0.00"},
    {NUMBER, " #,##0.### "},
    {NUMBER, "#,##,##0.00"},
    {NUMBER, "#,####,0"},
    {NUMBER, ",0"},
    {NUMBER, "0,0,0,0"},
    {NUMBER, "#.#"},
    {NUMBER, ".00"},
    {NUMBER, "0."},
    {NUMBER, "00.00##"},
    {NUMBER, "@@@"},
    {NUMBER, "@@##"},
    {NUMBER, "#,@@#"},
    {NUMBER, "0.05"},
    {NUMBER, "#,##5"},
    {NUMBER, "12.5"},
    {NUMBER, "0.###E0"},
    {NUMBER, "##0.##E+00"},
    {NUMBER, "0E"},
    {NUMBER, "#%"},
    {NUMBER, "%0"},
    {NUMBER, "0.0‰"},
    {NUMBER, "¤0.00"},
    {NUMBER, "#,##0.00 ¤¤;(#,##0.00 ¤¤¤)"},
    {NUMBER, "0;-0"},
    {NUMBER, "0;"},
    {NUMBER, "0;x#,#"},
    {NUMBER, "'#'0"},
    {NUMBER, "0 'it''s'"},
    {NUMBER, "''0"},
    {NUMBER, "$#,##0.00;'neg' $#,##0.00"},
    {NUMBER, "*x#0"},
    {NUMBER, "$*x#,##0.00"},
    {NUMBER, "#,##0.00*'x' kg"},
    {NUMBER, "#0 kg*#"},
    {NUMBER, "*''#0"},
    {NUMBER, "#0个"},
    {NUMBER, "{0}"},
    {NUMBER, "+0"},
    {NUMBER, "0000000000000000000000000000000000000000"},
    /* patterns of dates */
    {DATE, "yyyy-MM-dd"},
    {DATE, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"},
    {DATE, "yyyy年M月d日 EEEE"},
    {DATE, " d. MMMM y "},
    {DATE, "h 'o''clock' a"},
    {DATE, "''yy''"},
    {DATE, "G yyyy YYYY uuuu U r QQQ qqq MMM LLL l ww W d DDD F g E e c"},
    {DATE, "a b B h H K k m s S A z Z O v VV X x"},
    {DATE, "yyyyyyyyyyyyyyyyyyyy"},
    {DATE, "{yyyy}"},
    {DATE, "."},
    /* skeletons of dates */
    {FIELDS, "yMMMd"},
    {FIELDS, "yMMMEEEEdjmm"},
    {FIELDS, "jms"},
    {FIELDS, "Jmm"},
    {FIELDS, "CCm"},
    {FIELDS, "MMMMMyyyyy"},
    {FIELDS, "Hmsv"},
    {FIELDS, "yQQQQ"},
    {FIELDS, "GyMd"},
    {FIELDS, "yyMMddHHmmssSSSzzzz"},
    /* sets of rules */
    {EC_STYLE_SPELLOUT, ""},
    {EC_STYLE_SPELLOUT, "%spellout-ordinal"},
    {EC_STYLE_SPELLOUT, " %spellout-ordinal "},
    {EC_STYLE_ORDINAL, "%digits-ordinal-masculine"},
    {EC_STYLE_DURATION, "%in-numerals"},
    {EC_STYLE_DURATION, "%A9-"},
};

START_TEST(takes)
{
  const struct taken *row = &taken[_i];
  struct ec_style_fault fault = {.at = 77};
  ck_assert_msg(ec_style_check(row->style, row->text, strlen(row->text), &fault),
                "%s: expected %s at %zu", row->text, fault.expected, fault.at);
  ck_assert_uint_eq(fault.at, 77);
  /* Some of ICU's locales, others for the next row: for times few, because ICU takes its time. */
  int32_t step = ec_style_is_time(row->style) ? 20 : 3;
  for (int32_t i = _i % step; i < uloc_countAvailable(); i += step)
    ck_assert_msg(icu_takes(row->style, row->text, strlen(row->text), uloc_getAvailable(i)),
                  "%s: ICU refuses it in %s", row->text, uloc_getAvailable(i));
}
END_TEST

#define SYNTAX ERRCAT_E_SYNTAX
#define REFUSED ERRCAT_E_UNSUPPORTED
#define LIMIT ERRCAT_E_LIMIT

static const char a_stem[] = "a part of a number skeleton such as percent, compact-short or .00";
static const char a_supported_stem[] = "a part of a number skeleton that errcat supports";
static const char no_repetition[] = "nothing that an earlier part says already";
static const char a_run[] = "at most 20 of one character";
static const char the_end[] = "a space or the end of the style";
static const char a_unit[] =
    "a unit that errcat knows such as digital-byte, duration-second or length-meter";
static const char a_compound[] =
    "a unit that errcat knows such as byte, second or meter-per-second";
static const char a_system[] = "a numbering system of decimal digits such as arab or deva";
static const char an_apostrophe[] = "another apostrophe for this one";
static const char apostrophes[] = "apostrophes around a special character that is text";
static const char a_digit[] =
    "a keyword (integer, percent, currency), or a pattern with \"0\" or \"#\" in it";
static const char a_group[] = "a digit or \"#\" in each group that \",\" begins";
static const char a_field[] = "a keyword (short, medium, long, full), a letter that stands for a "
                              "part of a date, or apostrophes around text";
static const char a_letter[] = "a letter that stands for a part of a date";
static const char rules[] = "the name of a set of rules such as %spellout-ordinal";

static const struct refused {
  enum ec_style style;
  const char *text;
  errcat_status status;
  size_t at;
  const char *expected;
} refused[] = {
    {SKELETON, "foo", SYNTAX, 0, a_stem},
    {SKELETON, "percent foo", SYNTAX, 8, a_stem},
    {SKELETON, "Percent", SYNTAX, 0, a_stem},
    {SKELETON, "KKK", SYNTAX, 0, a_stem},
    {SKELETON, "#", SYNTAX, 0, a_stem},
    {SKELETON, "百分比", SYNTAX, 0, a_stem},
    {SKELETON, "/percent", SYNTAX, 0, a_stem},
    {SKELETON, "percent\xc2\xa0.00", SYNTAX, 0, a_stem},
    {SKELETON, "percent/100", SYNTAX, 7, the_end},
    {SKELETON, "percent/", SYNTAX, 7, the_end},
    {SKELETON, "E0/*ee", SYNTAX, 2, the_end},
    {SKELETON, "@@/@@*", SYNTAX, 2, the_end},
    {SKELETON, "..", SYNTAX, 1, "decimals such as \".00\", \".0#\" or \".0*\""},
    {SKELETON, "currency/USD/EUR", SYNTAX, 12, the_end},
    {SKELETON, ".00/@@*/@@*", SYNTAX, 7, the_end},
    {SKELETON, "percent percent", SYNTAX, 8, no_repetition},
    {SKELETON, "percent currency/USD", SYNTAX, 8, no_repetition},
    {SKELETON, "K E0", SYNTAX, 2, no_repetition},
    {SKELETON, ".00 @@", SYNTAX, 4, no_repetition},
    {SKELETON, "%x100 scale/2", SYNTAX, 6, no_repetition},
    {SKELETON, "scale/2 %x100", SYNTAX, 8, no_repetition},
    {SKELETON, "unit/meter percent", SYNTAX, 11, no_repetition},
    {SKELETON, "unit/meter per-measure-unit/duration-second", SYNTAX, 11, no_repetition},
    {SKELETON, "+! sign-never", SYNTAX, 3, no_repetition},
    {SKELETON, "000 integer-width/*0", SYNTAX, 4, no_repetition},
    {SKELETON, "latin numbering-system/arab", SYNTAX, 6, no_repetition},
    {SKELETON, "sign-negative", REFUSED, 0, a_supported_stem},
    {SKELETON, "()-", REFUSED, 0, a_supported_stem},
    {SKELETON, "usage/road unit/meter", REFUSED, 0, a_supported_stem},
    {SKELETON, "rounding-mode-unnecessary", REFUSED, 0, a_supported_stem},
    {SKELETON, "integer-width-trunc", REFUSED, 0, a_supported_stem},
    {SKELETON, "currency", SYNTAX, 8, "\"/\" and an option"},
    {SKELETON, "currency/", SYNTAX, 9, "an option behind \"/\""},
    {SKELETON, "scientific/", SYNTAX, 11, "an option behind \"/\""},
    {SKELETON, "currency/US", REFUSED, 11, "the three letters of a currency such as USD"},
    {SKELETON, "currency/USDX", REFUSED, 12, "the three letters of a currency such as USD"},
    {SKELETON, "currency/X1A", REFUSED, 10, "the three letters of a currency such as USD"},
    {SKELETON, "currency/人民币", REFUSED, 9, "the three letters of a currency such as USD"},
    {SKELETON, "scientific/*", SYNTAX, 12, "\"*e\", or a sign such as sign-always, of an exponent"},
    {SKELETON, "scientific/ee", SYNTAX, 13,
     "\"*e\", or a sign such as sign-always, of an exponent"},
    {SKELETON, "scientific/*ex", SYNTAX, 13,
     "\"*e\", or a sign such as sign-always, of an exponent"},
    {SKELETON, "scientific/percent", SYNTAX, 11,
     "\"*e\", or a sign such as sign-always, of an exponent"},
    {SKELETON, "E", SYNTAX, 1, "an exponent such as \"E0\", \"EE0\" or \"E+!00\""},
    {SKELETON, "EEE0", SYNTAX, 4, "an exponent such as \"E0\", \"EE0\" or \"E+!00\""},
    {SKELETON, "E+0", SYNTAX, 1, "an exponent such as \"E0\", \"EE0\" or \"E+!00\""},
    {SKELETON, "E+_0", SYNTAX, 1, "an exponent such as \"E0\", \"EE0\" or \"E+!00\""},
    {SKELETON, ".0x", SYNTAX, 2, "decimals such as \".00\", \".0#\" or \".0*\""},
    {SKELETON, ".#0", SYNTAX, 2, "decimals such as \".00\", \".0#\" or \".0*\""},
    {SKELETON, ".0*#", SYNTAX, 3, "decimals such as \".00\", \".0#\" or \".0*\""},
    {SKELETON, "@0", SYNTAX, 1, "significant digits such as \"@@\", \"@@#\" or \"@@*\""},
    {SKELETON, "@#*", SYNTAX, 2, "significant digits such as \"@@\", \"@@#\" or \"@@*\""},
    {SKELETON, ".00/@@", REFUSED, 6, "significant digits such as \"@@*\" or \"@##\""},
    {SKELETON, ".00/@@#", REFUSED, 7, "significant digits such as \"@@*\" or \"@##\""},
    {SKELETON, ".00/@#r", REFUSED, 6, "significant digits such as \"@@*\" or \"@##\""},
    {SKELETON, ".00/w", REFUSED, 4, "significant digits such as \"@@*\" or \"@##\""},
    {SKELETON, "00#", SYNTAX, 2, "digits before the decimal point such as \"00\""},
    {SKELETON, "integer-width/0#", SYNTAX, 15,
     "digits before the decimal point such as \"*00\" or \"#00\""},
    {SKELETON, "integer-width/*#", SYNTAX, 15,
     "digits before the decimal point such as \"*00\" or \"#00\""},
    {SKELETON, "precision-increment/0", SYNTAX, 21, "a number above 0 such as 5 or 0.05"},
    {SKELETON, "precision-increment/.", SYNTAX, 21, "a number above 0 such as 5 or 0.05"},
    {SKELETON, "precision-increment/-5", REFUSED, 20, "a number above 0 such as 5 or 0.05"},
    {SKELETON, "precision-increment/1.2.3", REFUSED, 23, "a number above 0 such as 5 or 0.05"},
    {SKELETON, "precision-increment/1E3", REFUSED, 21, "a number above 0 such as 5 or 0.05"},
    {SKELETON, "scale/1E99999999", REFUSED, 7, "a number such as 100 or 0.01"},
    {SKELETON, "scale/x", REFUSED, 6, "a number such as 100 or 0.01"},
    {SKELETON, "scale/-", SYNTAX, 7, "a number such as 100 or 0.01"},
    {SKELETON, "numbering-system/hansfin", REFUSED, 17, a_system},
    {SKELETON, "numbering-system/ara", REFUSED, 17, a_system},
    {SKELETON, "measure-unit/length-parsec", REFUSED, 13, a_unit},
    {SKELETON, "measure-unit/meter", REFUSED, 13, a_unit},
    {SKELETON, "measure-unit/mass-meter", REFUSED, 13, a_unit},
    {SKELETON, "measure-unit/length-metering", REFUSED, 13, a_unit},
    {SKELETON, "unit/parsec", REFUSED, 5, a_compound},
    {SKELETON, "unit/meter-per-", REFUSED, 5, a_compound},
    {SKELETON, "unit/-per-meter", REFUSED, 5, a_compound},
    {SKELETON, "unit/meter-per-second-per-second", REFUSED, 5, a_compound},
    {SKELETON, ".00 per-measure-unit/duration-second", REFUSED, 4,
     "a measure-unit along with per-measure-unit"},
    {SKELETON, "percent per-measure-unit/duration-second", REFUSED, 8,
     "a measure-unit along with per-measure-unit"},
    /* limits */
    {SKELETON, ".000000000000000000000", LIMIT, 21, a_run},
    {SKELETON, ".#####################", LIMIT, 21, a_run},
    {SKELETON, "@@@@@@@@@@@@@@@@@@@@@", LIMIT, 20, a_run},
    {SKELETON, "@#####################", LIMIT, 21, a_run},
    {SKELETON, "000000000000000000000", LIMIT, 20, a_run},
    {SKELETON, "E000000000000000000000", LIMIT, 21, a_run},
    {SKELETON, "scientific/*eeeeeeeeeeeeeeeeeeeee", LIMIT, 32, a_run},
    {SKELETON, "integer-width/*000000000000000000000", LIMIT, 35, a_run},
    {SKELETON, "integer-width/#####################", LIMIT, 34, a_run},
    {SKELETON, "./@@@@@@@@@@@@@@@@@@@@@*", LIMIT, 22, a_run},
    {SKELETON, "./@#####################", LIMIT, 23, a_run},
    {SKELETON, "scale/100000000000000000000", LIMIT, 26, "a number of at most 20 bytes"},
    {SKELETON, "scale/-100000000000000000000", LIMIT, 27, "a number of at most 20 bytes"},
    {SKELETON, "precision-increment/0.0000000000000000001", LIMIT, 40,
     "a number of at most 20 bytes"},
    /* patterns of numbers */
    {NUMBER, "", REFUSED, 0, a_digit},
    {NUMBER, "integr", REFUSED, 0, a_digit},
    {NUMBER, " '0' ", REFUSED, 1, a_digit},
    {NUMBER, "E", REFUSED, 0, a_digit},
    {NUMBER, "0;x", REFUSED, 2, a_digit},
    {NUMBER, ";0", REFUSED, 0, a_digit},
    {NUMBER, "0#", SYNTAX, 1, "no \"#\" after a digit and before the decimal point"},
    {NUMBER, "#0#.0", SYNTAX, 2, "no \"#\" after a digit and before the decimal point"},
    {NUMBER, "0.#0", SYNTAX, 3, "no digit after \"#\" and behind the decimal point"},
    {NUMBER, "0@", SYNTAX, 1, "no \"@\" after a digit"},
    {NUMBER, "@0", SYNTAX, 1, "no digit after \"@\""},
    {NUMBER, "@#@", SYNTAX, 2, "no \"@\" after \"@#\""},
    {NUMBER, "#,", SYNTAX, 2, a_group},
    {NUMBER, "0,.0", SYNTAX, 2, a_group},
    {NUMBER, "0,,0", SYNTAX, 4, a_group},
    {NUMBER, ",", SYNTAX, 1, a_group},
    {NUMBER, "#,##0E0", SYNTAX, 5, "no exponent in a pattern with \",\""},
    {NUMBER, "0.0.0", SYNTAX, 3, apostrophes},
    {NUMBER, "0.0,0", SYNTAX, 3, apostrophes},
    {NUMBER, "0 #", SYNTAX, 2, apostrophes},
    {NUMBER, "0 1", SYNTAX, 2, apostrophes},
    {NUMBER, "x.y0", SYNTAX, 3, apostrophes},
    {NUMBER, "0E+5", SYNTAX, 3, apostrophes},
    {NUMBER, "0;0;0", SYNTAX, 3, "at most one \";\""},
    {NUMBER, "'0", SYNTAX, 0, an_apostrophe},
    {NUMBER, "0'", SYNTAX, 1, an_apostrophe},
    {NUMBER, "0*'x", SYNTAX, 2, an_apostrophe},
    {NUMBER, "0*", SYNTAX, 2, "a character to pad with after \"*\""},
    {NUMBER, "*x0*x", SYNTAX, 3, "\"*\" and a character to pad with once"},
    {NUMBER, "0¤00", REFUSED, 1, "no currency sign as the decimal point"},
    {NUMBER, "#¤##", REFUSED, 1, "no currency sign as the decimal point"},
    {NUMBER, "00000000000000000000000000000000000000000", LIMIT, 40, "at most 40 digits"},
    {NUMBER, "#.##################0####################", SYNTAX, 20,
     "no digit after \"#\" and behind the decimal point"},
    {NUMBER, "0E0000000000000000000000000000000000000000", LIMIT, 41, "at most 40 digits"},
    /* patterns of dates */
    {DATE, "shrt", REFUSED, 3, a_field},
    {DATE, "yyyy-MM-ddTHH:mm", REFUSED, 10, a_field},
    {DATE, "tt", REFUSED, 0, a_field},
    {DATE, "jmm", REFUSED, 0, a_field},
    {DATE, "'yyyy", SYNTAX, 0, an_apostrophe},
    {DATE, "yyyyyyyyyyyyyyyyyyyyy", LIMIT, 20, "at most 20 of one letter in a row"},
    /* skeletons of dates */
    {FIELDS, "", REFUSED, 0, a_letter},
    {FIELDS, "y-M", REFUSED, 1, a_letter},
    {FIELDS, "y M", REFUSED, 1, a_letter},
    {FIELDS, "'y'", REFUSED, 0, a_letter},
    {FIELDS, "yT", REFUSED, 1, a_letter},
    {FIELDS, "foo", REFUSED, 0, a_letter},
    {FIELDS, "年", REFUSED, 0, a_letter},
    {FIELDS, "jjjjjjjjjjjjjjjjjjjjj", LIMIT, 20, "at most 20 of one letter in a row"},
    /* sets of rules */
    {EC_STYLE_SPELLOUT, "spellout", REFUSED, 0, rules},
    {EC_STYLE_SPELLOUT, "%", REFUSED, 1, rules},
    {EC_STYLE_ORDINAL, "%%private", REFUSED, 1, rules},
    {EC_STYLE_DURATION, "%a b", REFUSED, 3, rules},
    {EC_STYLE_DURATION, "%序", REFUSED, 1, rules},
    /* no text belongs to these */
    {EC_STYLE_DECIMAL, "x", SYNTAX, 0, "no text"},
    {EC_STYLE_LIST, "x", SYNTAX, 0, "no text"},
};

/* The registry says the same. */
static void check_sentence(const struct ec_style_fault *fault)
{
  char want[256];
  struct errcat_error err = {.code = fault->code};
  snprintf(want, sizeof want, "expected %s, found the end of the style", fault->expected);
  ck_assert_str_eq(said_of("", &err), want);
}

START_TEST(refuses)
{
  const struct refused *row = &refused[_i];
  struct ec_style_fault fault = {.at = 77};
  size_t len = strlen(row->text);
  ck_assert_msg(!ec_style_check(row->style, row->text, len, &fault), "%s", row->text);
  ck_assert_msg(fault.at == row->at && fault.status == row->status &&
                    strcmp(fault.expected, row->expected) == 0,
                "%s: at %zu, %s, expected %s", row->text, fault.at,
                errcat_status_name(fault.status), fault.expected);
  check_sentence(&fault);
  if (row->status == SYNTAX && (row->style == SKELETON || row->style == NUMBER))
    ck_assert_msg(!icu_takes(row->style, row->text, len, "en"), "%s: ICU takes it", row->text);
}
END_TEST

/* A style without text takes none, and all are bounded. */
START_TEST(every_style)
{
  for (int style = 0; style < EC_STYLE_COUNT; style++) {
    char text[ERRCAT_STYLE_MAX + 1];
    struct ec_style_fault fault;
    memset(text, ' ', sizeof text);
    ck_assert(!ec_style_check((enum ec_style)style, text, sizeof text, &fault));
    ck_assert_int_eq(fault.status, ERRCAT_E_LIMIT);
    ck_assert_uint_eq(fault.at, ERRCAT_STYLE_MAX);
    check_sentence(&fault);
    ck_assert(ec_style_is_number((enum ec_style)style) + ec_style_is_time((enum ec_style)style) +
                  (style == EC_STYLE_LIST) ==
              1);
  }
}
END_TEST

/* --------------------------------------------------------- many of them */

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static size_t random_below(size_t limit)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return (size_t)((random_state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

static size_t random_text(const char *const *pieces, size_t count, size_t most, char *text)
{
  size_t len = 0;
  for (size_t n = 1 + random_below(most); n; n--) {
    const char *piece = pieces[random_below(count)];
    size_t piece_len = strlen(piece);
    if (len + piece_len > ERRCAT_STYLE_MAX)
      break;
    memcpy(text + len, piece, piece_len);
    len += piece_len;
  }
  return len;
}

struct verdicts {
  size_t taken, refused;
};

/* What we take ICU takes in some locales, chosen at random; what is a fault of syntax it takes in
 * none. */
static void compare(enum ec_style style, const char *text, size_t len, struct verdicts *verdicts)
{
  struct ec_style_fault fault;
  char *exact = malloc(len ? len : 1);
  memcpy(exact, text, len);
  bool ours = ec_style_check(style, exact, len, &fault);
  free(exact);
  if (!ours) {
    ck_assert_uint_le(fault.at, len);
    ck_assert_uint_eq(ec_utf8_floor(text, fault.at), fault.at);
  }
  if (!ours && fault.status != ERRCAT_E_SYNTAX)
    return;
  for (int i = 0; i < 3; i++) {
    const char *locale = some_locales[random_below(COUNT(some_locales))];
    bool icu = icu_takes(style, text, len, locale);
    if (ours)
      ck_assert_msg(icu, "%.*s: ICU refuses it in %s", (int)len, text, locale);
    else
      ck_assert_msg(!icu, "%.*s: expected %s at %zu, but ICU takes it in %s", (int)len, text,
                    fault.expected, fault.at, locale);
  }
  verdicts->taken += ours;
  verdicts->refused += !ours;
}

START_TEST(skeletons)
{
  static const char *const pieces[] = {"compact-short ",
                                       "K ",
                                       "KK ",
                                       "scientific",
                                       "scientific ",
                                       "engineering ",
                                       "E0 ",
                                       "EE+!0 ",
                                       "/*ee ",
                                       "/+ee",
                                       "/sign-always ",
                                       "percent ",
                                       "% ",
                                       "%x100 ",
                                       "permille ",
                                       "base-unit ",
                                       "currency/USD ",
                                       "currency/CNY ",
                                       "measure-unit/length-meter ",
                                       "measure-unit/duration-day ",
                                       "measure-unit/digital-byte ",
                                       "measure-unit/mass-ounce ",
                                       "per-measure-unit/duration-second ",
                                       "per-measure-unit/area-hectare ",
                                       "unit/meter ",
                                       "unit/celsius-per-byte ",
                                       "unit-width-narrow ",
                                       "unit-width-short ",
                                       "unit-width-full-name ",
                                       "unit-width-iso-code ",
                                       "unit-width-hidden ",
                                       ".",
                                       "0",
                                       "#",
                                       "@",
                                       "*",
                                       "+",
                                       "/",
                                       " ",
                                       ".00 ",
                                       ".0#/@@* ",
                                       "./@## ",
                                       "@@# ",
                                       "@@* ",
                                       "precision-integer ",
                                       "precision-unlimited ",
                                       "precision-currency-standard ",
                                       "precision-currency-cash ",
                                       "precision-increment/0.05 ",
                                       "precision-increment/25 ",
                                       "rounding-mode-ceiling ",
                                       "rounding-mode-half-down ",
                                       "integer-width/*00 ",
                                       "integer-width/#0 ",
                                       "000 ",
                                       "scale/100 ",
                                       "scale/-0.5 ",
                                       "group-off ",
                                       "group-min2 ",
                                       "group-thousands ",
                                       ",! ",
                                       "latin ",
                                       "numbering-system/arab ",
                                       "sign-accounting ",
                                       "sign-except-zero ",
                                       "()! ",
                                       "+_ ",
                                       "decimal-always ",
                                       "foo "};
  struct verdicts verdicts = {0, 0};
  random_state = 20200422;
  for (int i = 0; i < 30000; i++) {
    char text[ERRCAT_STYLE_MAX];
    size_t len = random_text(pieces, COUNT(pieces), 5, text);
    compare(EC_STYLE_NUMBER_SKELETON, text, len, &verdicts);
  }
  ck_assert_uint_gt(verdicts.taken, 7000);
  ck_assert_uint_gt(verdicts.refused, 7000);
}
END_TEST

/* Each pair of the units, in both forms. */
START_TEST(units)
{
  static const char *const names[] = {"angle-degree",
                                      "area-hectare",
                                      "area-square-kilometer",
                                      "area-square-meter",
                                      "digital-bit",
                                      "digital-byte",
                                      "digital-gigabit",
                                      "digital-gigabyte",
                                      "digital-kilobit",
                                      "digital-kilobyte",
                                      "digital-megabit",
                                      "digital-megabyte",
                                      "digital-petabyte",
                                      "digital-terabit",
                                      "digital-terabyte",
                                      "duration-day",
                                      "duration-hour",
                                      "duration-microsecond",
                                      "duration-millisecond",
                                      "duration-minute",
                                      "duration-month",
                                      "duration-nanosecond",
                                      "duration-second",
                                      "duration-week",
                                      "duration-year",
                                      "electric-ampere",
                                      "electric-volt",
                                      "energy-joule",
                                      "energy-kilowatt-hour",
                                      "frequency-gigahertz",
                                      "frequency-hertz",
                                      "frequency-kilohertz",
                                      "frequency-megahertz",
                                      "graphics-megapixel",
                                      "graphics-pixel",
                                      "length-centimeter",
                                      "length-foot",
                                      "length-inch",
                                      "length-kilometer",
                                      "length-meter",
                                      "length-mile",
                                      "length-millimeter",
                                      "mass-gram",
                                      "mass-kilogram",
                                      "mass-ounce",
                                      "mass-pound",
                                      "power-kilowatt",
                                      "power-watt",
                                      "temperature-celsius",
                                      "temperature-fahrenheit",
                                      "temperature-kelvin",
                                      "volume-liter",
                                      "volume-milliliter"};
  static const char *const widths[] = {"", " unit-width-narrow", " unit-width-full-name"};
  struct verdicts verdicts = {0, 0};
  random_state = 7;
  for (size_t i = 0; i < COUNT(names); i++) {
    for (size_t k = 0; k < COUNT(names); k++) {
      char text[ERRCAT_STYLE_MAX + 1];
      const char *width = widths[random_below(COUNT(widths))];
      int len = snprintf(text, sizeof text, "measure-unit/%s per-measure-unit/%s%s", names[i],
                         names[k], width);
      compare(EC_STYLE_NUMBER_SKELETON, text, (size_t)len, &verdicts);
      len = snprintf(text, sizeof text, "unit/%s-per-%s%s", strchr(names[i], '-') + 1,
                     strchr(names[k], '-') + 1, width);
      compare(EC_STYLE_NUMBER_SKELETON, text, (size_t)len, &verdicts);
    }
  }
  ck_assert_uint_eq(verdicts.taken, 2 * COUNT(names) * COUNT(names));
}
END_TEST

/* ICU has them all, and they are digits in a row. */
START_TEST(numbering_systems)
{
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration *all = unumsys_openAvailableNames(&error);
  ck_assert(U_SUCCESS(error));
  size_t known = 0, systems = 0;
  for (const char *name; (name = uenum_next(all, NULL, &error));) {
    char text[64];
    int len = snprintf(text, sizeof text, "numbering-system/%s", name);
    struct ec_style_fault fault;
    UNumberingSystem *system = unumsys_openByName(name, &error);
    bool digits = !unumsys_isAlgorithmic(system);
    unumsys_close(system);
    systems += digits;
    if (!ec_style_check(EC_STYLE_NUMBER_SKELETON, text, (size_t)len, &fault))
      continue;
    ck_assert_msg(digits, "%s", name);
    ck_assert_msg(icu_takes(EC_STYLE_NUMBER_SKELETON, text, (size_t)len, "en"), "%s", name);
    known++;
  }
  uenum_close(all);
  ck_assert_uint_eq(known, 66);
  ck_assert_uint_ge(systems, known);
}
END_TEST

START_TEST(number_patterns)
{
  static const char *const pieces[] = {"#", "#", "0", "0",  ",",     ".",   "@", "E0", "E",   "+",
                                       "5", "%", "‰", "¤",  "¤",     ";",   "'", "''", "'#'", "*x",
                                       "*", "-", " ", "kg", "#,##0", "0.0", "{", "}",  "个"};
  struct verdicts verdicts = {0, 0};
  random_state = 1997;
  for (int i = 0; i < 40000; i++) {
    char text[ERRCAT_STYLE_MAX];
    size_t len = random_text(pieces, COUNT(pieces), 8, text);
    compare(EC_STYLE_NUMBER_PATTERN, text, len, &verdicts);
  }
  ck_assert_uint_gt(verdicts.taken, 4000);
  ck_assert_uint_gt(verdicts.refused, 4000);
}
END_TEST

/* Every ASCII letter is taken just when ICU knows it, at each width. */
START_TEST(date_letters)
{
  size_t in_patterns = 0, in_skeletons = 0;
  for (char letter = 'A'; letter <= 'z'; letter++) {
    if (letter > 'Z' && letter < 'a')
      continue;
    for (size_t width = 1; width <= 20; width++) {
      char text[20];
      struct ec_style_fault fault;
      memset(text, letter, width);
      bool pattern = ec_style_check(EC_STYLE_DATE_PATTERN, text, width, &fault);
      bool skeleton = ec_style_check(EC_STYLE_DATE_SKELETON, text, width, &fault);
      for (size_t i = 0; i < COUNT(some_locales); i += width == 1 ? 1 : 7) {
        ck_assert_msg(icu_takes(EC_STYLE_DATE_PATTERN, text, width, some_locales[i]) == pattern,
                      "%c %zu %s", letter, width, some_locales[i]);
        ck_assert_msg(icu_takes(EC_STYLE_DATE_SKELETON, text, width, some_locales[i]) &&
                          icu_knows_field(text, width, some_locales[i]) == skeleton,
                      "%c %zu %s", letter, width, some_locales[i]);
      }
      in_patterns += pattern;
      in_skeletons += skeleton;
    }
  }
  ck_assert_uint_eq(in_patterns, 38 * 20);
  ck_assert_uint_eq(in_skeletons, 41 * 20);
}
END_TEST

START_TEST(date_skeletons)
{
  static const char letters[] = "GyYuUrQqMLlwWdDFgEecabBhHkKjJCmsSAzZOvVXx";
  struct verdicts verdicts = {0, 0};
  random_state = 5;
  for (int i = 0; i < 1500; i++) {
    char text[ERRCAT_STYLE_MAX];
    size_t len = 0;
    for (size_t n = 1 + random_below(8); n; n--) {
      size_t width = 1 + random_below(6);
      memset(text + len, letters[random_below(sizeof letters - 1)], width);
      len += width;
    }
    compare(EC_STYLE_DATE_SKELETON, text, len, &verdicts);
  }
  ck_assert_uint_gt(verdicts.taken, 1400);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("style");
  TCase *tables = tcase_create("tables");
  tcase_set_timeout(tables, 300);
  tcase_add_loop_test(tables, takes, 0, COUNT(taken));
  tcase_add_loop_test(tables, refuses, 0, COUNT(refused));
  tcase_add_test(tables, every_style);
  suite_add_tcase(suite, tables);

  TCase *many = tcase_create("many");
  tcase_set_timeout(many, 300);
  tcase_add_test(many, skeletons);
  tcase_add_test(many, units);
  tcase_add_test(many, numbering_systems);
  tcase_add_test(many, number_patterns);
  tcase_add_test(many, date_letters);
  tcase_add_test(many, date_skeletons);
  suite_add_tcase(suite, many);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
