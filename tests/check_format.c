/* SPDX-License-Identifier: MIT */
/* Patterns and arguments to text: which argument a placeholder shows, how each declared
 * type shows each kind of value, and that plain integers are what ICU writes for every
 * locale it has. */
#include "format.h"

#include <check.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "counting.h"
#include "number.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ------------------------------------------------------------- arguments */

/* A number that is no kind: what a caller's uninitialized memory may hold. */
enum { GARBAGE = 99 };

#define S(text) \
  { \
    .kind = ERRCAT_ARG_STRING, .len = sizeof(text) - 1, .value.string = (text) \
  }
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
#define NS(key, text) \
  { \
    .name = (key), .kind = ERRCAT_ARG_STRING, .len = sizeof(text) - 1, .value.string = (text) \
  }
#define NI(key, number) \
  { \
    .name = (key), .kind = ERRCAT_ARG_INTEGER, .value.integer = (number) \
  }
#define NOTHING \
  { \
    .kind = ERRCAT_ARG_STRING, .len = 7 \
  }
#define BAD \
  { \
    .kind = (enum errcat_arg_kind)GARBAGE \
  }

enum { MAX_DECLARED = 4, MAX_ARGS = 4 };

static void compile(struct ec_pattern *pattern, const char *text, struct ec_arena *arena)
{
  struct errcat_error err = {0};
  errcat_status status = ec_pattern_compile(pattern, text, strlen(text), arena, &err);
  ck_assert_msg(status == ERRCAT_OK, "%s: %s", text, err.detail);
}

/* Formats into out[0..size); returns the whole length. */
static size_t format_into(char *out, size_t size, const char *text, const char *locale,
                          const struct ec_declared *declared, size_t declared_count,
                          const struct errcat_arg *args, size_t arg_count,
                          struct ec_format_counts *counts)
{
  struct ec_arena arena;
  struct ec_pattern pattern;
  struct ec_buf buf;
  ec_arena_init(&arena, &ec_mem_default);
  compile(&pattern, text, &arena);
  struct ec_icu_numbers *numbers = ec_icu_numbers_open(locale);
  ck_assert_ptr_nonnull(numbers);
  ec_buf_init(&buf, out, size, ERRCAT_OUTPUT_MAX);
  struct ec_format_input input = {declared, declared_count, args, arg_count, numbers};
  ec_format(&buf, &pattern, &input, counts);
  size_t len = ec_buf_finish(&buf);
  ec_icu_numbers_close(numbers);
  ec_arena_free(&arena);
  return len;
}

/* ---------------------------------------------------------------- one by one */

static const struct row {
  const char *name, *pattern, *locale;
  struct ec_declared declared[MAX_DECLARED]; /* up to the first without a name */
  struct errcat_arg args[MAX_ARGS];          /* up to the first without a kind */
  const char *text;
  uint32_t missing, mismatched;
} rows[] = {
    {"no placeholder", "It's '{'done'}'.", "en", {{0}}, {S("unused")}, "It's {done}.", 0, 0},
    {"empty pattern", "", "en", {{0}}, {{0}}, "", 0, 0},
    {"empty string", "[{0}]", "en", {{0}}, {S("")}, "[]", 0, 0},
    {"a message",
     "The tenant {0} is not allowed to access the service.",
     "en",
     {{"tenant", EC_TYPE_ID, false}},
     {S("acme-cloud")},
     "The tenant acme-cloud is not allowed to access the service.",
     0,
     0},
    {"order", "{1} {0} {1}", "en", {{0}}, {S("a"), S("b")}, "b a b", 0, 0},
    {"a placeholder in a value is text", "{0}", "en", {{0}}, {S("{0}'{1}'")}, "{0}'{1}'", 0, 0},

    /* which argument */
    {"position by number", "{0}", "en", {{"a", EC_TYPE_ID, false}}, {S("x")}, "x", 0, 0},
    {"position by name", "{a}", "en", {{"a", EC_TYPE_ID, false}}, {S("x")}, "x", 0, 0},
    {"name by number", "{0}", "en", {{"a", EC_TYPE_ID, false}}, {NS("a", "x")}, "x", 0, 0},
    {"name by name", "{a}", "en", {{"a", EC_TYPE_ID, false}}, {NS("a", "x")}, "x", 0, 0},
    {"names in any order",
     "{0} {b}",
     "en",
     {{"a", EC_TYPE_ID, false}, {"b", EC_TYPE_ID, false}},
     {NS("b", "y"), NS("a", "x")},
     "x y",
     0,
     0},
    {"mixed: the position counts named ones too",
     "{a} {b}",
     "en",
     {{"a", EC_TYPE_ID, false}, {"b", EC_TYPE_ID, false}},
     {NS("a", "x"), S("y")},
     "x y",
     0,
     0},
    {"mixed: one that has a name is not at its position",
     "{0} {1}",
     "en",
     {{"a", EC_TYPE_ID, false}, {"b", EC_TYPE_ID, false}},
     {NS("b", "y"), NS("c", "z")},
     "{a} y",
     1,
     0},
    {"a name goes before a position",
     "{0} {a}",
     "en",
     {{"a", EC_TYPE_ID, false}},
     {S("position"), NS("a", "name")},
     "name name",
     0,
     0},
    {"the first of a name",
     "{a}",
     "en",
     {{"a", EC_TYPE_ID, false}},
     {NS("a", "x"), NS("a", "y")},
     "x",
     0,
     0},
    {"names are whole",
     "{ab}",
     "en",
     {{"a", EC_TYPE_ID, false}, {"abc", EC_TYPE_ID, false}, {"ab", EC_TYPE_ID, false}},
     {NS("a", "1"), NS("abc", "2"), S("3")},
     "3",
     0,
     0},
    {"names have case", "{A}", "en", {{"a", EC_TYPE_ID, false}}, {S("x")}, "{A}", 1, 0},
    {"undeclared by number", "{0}{1}", "en", {{0}}, {S("x"), S("y")}, "xy", 0, 0},
    {"undeclared by name", "{b}", "en", {{0}}, {S("x"), NS("b", "y")}, "y", 0, 0},
    {"undeclared name has no position", "{b}", "en", {{0}}, {S("x")}, "{b}", 1, 0},
    {"undeclared number as a name", "{7}", "en", {{0}}, {NS("7", "x")}, "x", 0, 0},
    {"beyond the declaration",
     "{0} {1}",
     "en",
     {{"a", EC_TYPE_ID, false}},
     {S("x"), I(1234)},
     "x 1,234",
     0,
     0},
    {"name in Chinese", "{租户}", "zh_CN", {{"租户", EC_TYPE_ID, false}}, {S("x")}, "x", 0, 0},

    /* missing */
    {"missing, undeclared number", "[{0}]", "en", {{0}}, {{0}}, "[{0}]", 1, 0},
    {"missing, undeclared name", "[{ x }]", "en", {{0}}, {{0}}, "[{x}]", 1, 0},
    {"missing, declared name",
     "{0}",
     "en",
     {{"tenant", EC_TYPE_ID, false}},
     {{0}},
     "{tenant}",
     1,
     0},
    {"missing, number too high", "{9}", "en", {{0}}, {S("x")}, "{9}", 1, 0},
    {"missing, highest number", "{32767}", "en", {{0}}, {S("x")}, "{32767}", 1, 0},
    {"missing counts placeholders", "{0}{0}{1}", "en", {{0}}, {{0}}, "{0}{0}{1}", 3, 0},
    {"missing for null", "{0}", "en", {{"a", EC_TYPE_INTEGER, false}}, {NOTHING}, "{a}", 1, 0},
    {"null does not hide what comes after", "{0}{1}", "en", {{0}}, {NOTHING, S("x")}, "{0}x", 1, 0},

    /* sensitive */
    {"hidden", "{0}", "en", {{"a", EC_TYPE_STRING, true}}, {S("secret")}, "***", 0, 0},
    {"hidden by name", "{a}", "en", {{"a", EC_TYPE_STRING, true}}, {NS("a", "s")}, "***", 0, 0},
    {"hidden integer", "{0}", "en", {{"a", EC_TYPE_ID, true}}, {I(1234)}, "***", 0, 0},
    {"hidden empty", "{0}", "en", {{"a", EC_TYPE_STRING, true}}, {S("")}, "***", 0, 0},
    {"hidden mismatch", "{0}", "en", {{"a", EC_TYPE_INTEGER, true}}, {S("x")}, "***", 0, 1},
    {"hidden missing", "{0}", "en", {{"a", EC_TYPE_STRING, true}}, {{0}}, "{a}", 1, 0},
    {"hidden null", "{0}", "en", {{"a", EC_TYPE_STRING, true}}, {NOTHING}, "{a}", 1, 0},
    {"hidden garbage", "{0}", "en", {{"a", EC_TYPE_STRING, true}}, {BAD}, "{a}", 0, 1},
    {"only the hidden one",
     "{0} {1}",
     "en",
     {{"a", EC_TYPE_STRING, true}, {"b", EC_TYPE_STRING, false}},
     {S("x"), S("y")},
     "*** y",
     0,
     0},

    /* not UTF-8 */
    {"stray byte",
     "{0}",
     "en",
     {{0}},
     {S("a\xff"
        "b")},
     "a\xef\xbf\xbd"
     "b",
     0,
     0},
    {"one mark per maximal subpart",
     "{0}",
     "en",
     {{0}},
     {S("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf")},
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
     0,
     0},
    {"surrogate",
     "{0}",
     "en",
     {{0}},
     {S("\xed\xa0\x80")},
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
     0,
     0},
    {"cut character", "{0}.", "en", {{0}}, {S("\xe7\xa7")}, "\xef\xbf\xbd.", 0, 0},
    {"in an id too", "{0}", "en", {{"a", EC_TYPE_ID, false}}, {S("\xc0")}, "\xef\xbf\xbd", 0, 0},

    /* locales */
    {"root", "{0}", "", {{0}}, {I(-1234567)}, "-1,234,567", 0, 0},
    {"zh_CN", "{0}", "zh_CN", {{0}}, {I(1234567)}, "1,234,567", 0, 0},
    {"de", "{0} {1}", "de", {{0}}, {I(-1234567), D(1234.5)}, "-1.234.567 1.234,5", 0, 0},
    {"hi", "{0}", "hi", {{0}}, {I(1234567)}, "12,34,567", 0, 0},
    {"es, four digits: grouped, as MessageFormat does it",
     "{0} {1}",
     "es",
     {{0}},
     {I(1234), I(12345)},
     "1.234 12.345",
     0,
     0},
    {"fr",
     "{0}",
     "fr",
     {{0}},
     {I(1234)},
     "1\xe2\x80\xaf"
     "234",
     0,
     0},
    {"sv",
     "{0}",
     "sv",
     {{0}},
     {I(-1234)},
     "\xe2\x88\x92"
     "1\xc2\xa0"
     "234",
     0,
     0},
    {"ar_EG", "{0}", "ar_EG", {{0}}, {I(-1234)}, "\xd8\x9c-١٬٢٣٤", 0, 0},
    {"id is ASCII everywhere",
     "{0}",
     "ar_EG",
     {{"a", EC_TYPE_ID, false}},
     {I(-1234)},
     "-1234",
     0,
     0},
    {"greatest unsigned", "{0}", "en", {{0}}, {U(UINT64_MAX)}, "18,446,744,073,709,551,615", 0, 0},
    {"least integer", "{0}", "en", {{0}}, {I(INT64_MIN)}, "-9,223,372,036,854,775,808", 0, 0},
    {"least integer as an id",
     "{0}",
     "en",
     {{"a", EC_TYPE_ID, false}},
     {I(INT64_MIN)},
     "-9223372036854775808",
     0,
     0},
    {"three decimals", "{0}", "en", {{0}}, {D(2.0 / 3)}, "0.667", 0, 0},
    {"all digits in an id",
     "{0}",
     "en",
     {{"a", EC_TYPE_ID, false}},
     {D(2.0 / 3)},
     "0.6666666666666666",
     0,
     1},
};

static size_t count_declared(const struct row *row)
{
  size_t count = 0;
  while (count < MAX_DECLARED && row->declared[count].name)
    count++;
  return count;
}

static size_t count_args(const struct row *row)
{
  size_t count = 0;
  while (count < MAX_ARGS && row->args[count].kind)
    count++;
  return count;
}

START_TEST(test_rows)
{
  const struct row *row = &rows[_i];
  char got[512];
  struct ec_format_counts counts = {100, 200}; /* they are added to */
  size_t len = format_into(got, sizeof got, row->pattern, row->locale, row->declared,
                           count_declared(row), row->args, count_args(row), &counts);
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s, want %s", row->name, got, row->text);
  ck_assert_msg(len == strlen(row->text), "%s: length %zu", row->name, len);
  ck_assert_msg(counts.missing == 100 + row->missing && counts.mismatched == 200 + row->mismatched,
                "%s: %u missing, %u mismatched", row->name, (unsigned)counts.missing - 100,
                (unsigned)counts.mismatched - 200);
}
END_TEST

/* ------------------------------------------------- declared type × kind */

static const struct errcat_arg kinds[] = {
    S("x1234"), I(12050009),    U(12050009),         D(12050009.0), D(1234.5), D(-0.0001),
    D(1e300),   D((double)NAN), D((double)INFINITY), NOTHING,       BAD};

/* Of each kind above what it shows; a "!" before it: a mismatch; "?": missing. */
static const struct {
  const char *name;
  enum ec_type type;
  const char *text[COUNT(kinds)];
} matrix[] = {
#define E300 \
  "1,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000," \
  "000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000," \
  "000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000," \
  "000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000,000," \
  "000,000,000,000,000,000,000,000,000"
    {"none",
     EC_TYPE_NONE,
     {"x1234", "12,050,009", "12,050,009", "12,050,009", "1,234.5", "-0", E300, "NaN", "∞", "?{a}",
      "!{a}"}},
    {"string",
     EC_TYPE_STRING,
     {"x1234", "!12050009", "!12050009", "!12050009", "!1234.5", "!-0.0001", "!1e+300", "!NaN",
      "!Infinity", "?{a}", "!{a}"}},
    {"id",
     EC_TYPE_ID,
     {"x1234", "12050009", "12050009", "!12050009", "!1234.5", "!-0.0001", "!1e+300", "!NaN",
      "!Infinity", "?{a}", "!{a}"}},
    {"integer",
     EC_TYPE_INTEGER,
     {"!x1234", "12,050,009", "12,050,009", "12,050,009", "!1,234.5", "!-0", E300, "!NaN", "!∞",
      "?{a}", "!{a}"}},
    {"number",
     EC_TYPE_NUMBER,
     {"!x1234", "12,050,009", "12,050,009", "12,050,009", "1,234.5", "-0", E300, "NaN", "∞", "?{a}",
      "!{a}"}},
};

START_TEST(test_matrix)
{
  size_t row = (size_t)_i / COUNT(kinds), kind = (size_t)_i % COUNT(kinds);
  const char *want = matrix[row].text[kind];
  uint32_t missing = *want == '?', mismatched = *want == '!';
  want += missing + mismatched;
  for (int hidden = 0; hidden < 2; hidden++) {
    struct ec_declared declared = {"a", matrix[row].type, hidden};
    struct ec_format_counts counts = {0, 0};
    char got[512];
    format_into(got, sizeof got, "{0}", "en", &declared, 1, &kinds[kind], 1, &counts);
    const char *text = hidden && want[0] != '{' ? "***" : want;
    ck_assert_msg(strcmp(got, text) == 0, "%s, kind %zu: got %s, want %s", matrix[row].name, kind,
                  got, text);
    ck_assert_msg(counts.missing == missing && counts.mismatched == mismatched,
                  "%s, kind %zu, %s: %u missing, %u mismatched", matrix[row].name, kind, got,
                  (unsigned)counts.missing, (unsigned)counts.mismatched);
  }
}
END_TEST

START_TEST(test_type_names)
{
  static const struct {
    const char *name;
    bool known;
    enum ec_type type;
  } names[] = {
      {"string", true, EC_TYPE_STRING},   {"id", true, EC_TYPE_ID},
      {"integer", true, EC_TYPE_INTEGER}, {"number", true, EC_TYPE_NUMBER},
      {"", false, EC_TYPE_NONE},          {"String", false, EC_TYPE_NONE},
      {"ids", false, EC_TYPE_NONE},       {"i", false, EC_TYPE_NONE},
      {"none", false, EC_TYPE_NONE},      {"time", false, EC_TYPE_NONE},
  };
  for (size_t i = 0; i < COUNT(names); i++) {
    enum ec_type type = EC_TYPE_NONE;
    ck_assert_msg(ec_type_parse(names[i].name, &type) == names[i].known, "%s", names[i].name);
    ck_assert_msg(type == names[i].type, "%s", names[i].name);
  }
}
END_TEST

/* ------------------------------------------------------------------ limits */

START_TEST(test_every_size)
{
  static const struct errcat_arg args[] = {S("租户\xff甲"), I(-1234567)};
  static const char whole[] = "该租户 租户\xef\xbf\xbd甲 有 -1,234,567 个";
  struct ec_format_counts counts = {0, 0};
  for (size_t size = 0; size <= sizeof whole + 1; size++) {
    char *got = malloc(size + 1);
    got[size] = '\x55';
    size_t len = format_into(size ? got : NULL, size, "该租户 {0} 有 {1} 个", "zh_CN", NULL, 0,
                             args, 2, &counts);
    ck_assert_uint_eq(len, sizeof whole - 1);
    ck_assert_int_eq(got[size], '\x55');
    if (size) {
      size_t cut = size < sizeof whole ? ec_utf8_floor(whole, size - 1) : sizeof whole - 1;
      ck_assert_uint_eq(strlen(got), cut);
      ck_assert_mem_eq(got, whole, cut);
    }
    free(got);
  }
}
END_TEST

/* Longer than the output may be, well-formed or not: cut at a character, and never past
 * the limit. The last bytes of the string are not there to be read. */
START_TEST(test_long_strings)
{
  static const struct {
    const char *unit;
    size_t units, len;
  } longs[] = {
      {"x", ERRCAT_OUTPUT_MAX - 1, ERRCAT_OUTPUT_MAX},
      {"x", ERRCAT_OUTPUT_MAX, ERRCAT_OUTPUT_MAX},
      {"x", 4 * ERRCAT_OUTPUT_MAX, ERRCAT_OUTPUT_MAX},
      {"租", ERRCAT_OUTPUT_MAX, ERRCAT_OUTPUT_MAX},
      {"\xf0\x9f\x98\x80", ERRCAT_OUTPUT_MAX, ERRCAT_OUTPUT_MAX - 3},
      {"\xff", ERRCAT_OUTPUT_MAX, ERRCAT_OUTPUT_MAX},
      {"\xf0\x9f\x98", ERRCAT_OUTPUT_MAX, ERRCAT_OUTPUT_MAX},
  };
  static char out[ERRCAT_OUTPUT_MAX + 1];
  for (size_t i = 0; i < COUNT(longs); i++) {
    size_t unit = strlen(longs[i].unit), len = unit * longs[i].units;
    char *string = malloc(len);
    for (size_t n = 0; n < longs[i].units; n++)
      memcpy(string + n * unit, longs[i].unit, unit);
    struct errcat_arg arg = errcat_arg_string_n(string, len);
    struct ec_format_counts counts = {0, 0};
    size_t got = format_into(out, sizeof out, ".{0}{0}.", "en", NULL, 0, &arg, 1, &counts);
    ck_assert_msg(got == longs[i].len, "row %zu: length %zu", i, got);
    ck_assert_msg(strlen(out) == got && ec_utf8_valid(out, got) == got, "row %zu", i);
    free(string);
  }
}
END_TEST

/* A length far beyond the string's memory's end must not be walked: only what the output
 * has room for is looked at. */
START_TEST(test_length_of_a_giant)
{
  size_t len = ERRCAT_OUTPUT_MAX + 4;
  char *string = malloc(len);
  memset(string, 'x', len);
  struct errcat_arg arg = errcat_arg_string_n(string, SIZE_MAX);
  struct ec_format_counts counts = {0, 0};
  ck_assert_uint_eq(format_into(NULL, 0, "{0}{0}", "en", NULL, 0, &arg, 1, &counts),
                    ERRCAT_OUTPUT_MAX);
  free(string);
}
END_TEST

/* The longest of all: digits of four bytes and every decimal place. */
START_TEST(test_greatest_double)
{
  char got[2048], icus[2048];
  struct errcat_arg arg = errcat_arg_double(-1.7976931348623157e308);
  struct ec_format_counts counts = {0, 0};
  size_t len = format_into(got, sizeof got, "{0}", "ff_Adlm", NULL, 0, &arg, 1, &counts);
  struct ec_icu_numbers *numbers = ec_icu_numbers_open("ff_Adlm");
  ck_assert_uint_eq(ec_icu_format_number(numbers, EC_STYLE_DECIMAL, &arg, icus, sizeof icus), len);
  ck_assert_mem_eq(got, icus, len);
  ck_assert_uint_gt(len, 309 * 4);
  ec_icu_numbers_close(numbers);
}
END_TEST

/* ------------------------------------------------- numbers, as ICU does it */

static const int64_t integers[] = {
    0,         1,         -1,        9,         10,           99,       100,       -100,
    999,       1000,      -1000,     9999,      10000,        -10000,   99999,     100000,
    -100000,   999999,    1000000,   1234567,   -1234567,     12345678, 123456789, 1234567890,
    INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MIN + 1};
static const uint64_t unsigned_integers[] = {0, 1234, (uint64_t)INT64_MAX, (uint64_t)INT64_MAX + 1,
                                             UINT64_MAX};
static const double doubles[] = {0.0,
                                 -0.0,
                                 0.5,
                                 -0.5,
                                 0.0005,
                                 0.0015,
                                 1.0005,
                                 999.9994,
                                 999.9995,
                                 1234.5678,
                                 -9999.9,
                                 12345.6,
                                 1e15,
                                 1e22,
                                 1.7976931348623157e308,
                                 5e-324,
                                 (double)INFINITY,
                                 -(double)INFINITY,
                                 (double)NAN};

static size_t to_utf8(const UChar *text, int32_t len, char *out, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t got = 0;
  u_strToUTF8(out, (int32_t)size, &got, text, len, &error);
  ck_assert(U_SUCCESS(error));
  return (size_t)got;
}

static void same(const char *locale, const char *what, const char *ours, size_t len,
                 const char *icus, size_t icu_len)
{
  ck_assert_msg(len == icu_len && memcmp(ours, icus, len) == 0, "%s: %s: got %.*s, ICU says %.*s",
                locale, what, (int)len, ours, (int)icu_len, icus);
}

/* `format` is what `{0}` of icu::MessageFormat uses: NumberFormat::createInstance(). */
static void check_integer(const char *locale, const struct ec_icu_numbers *numbers,
                          const UNumberFormat *format, int64_t value)
{
  char ours[EC_NUMBER_SIZE], icus[512];
  UChar wide[256];
  UErrorCode error = U_ZERO_ERROR;
  struct errcat_arg arg = errcat_arg_integer(value);
  size_t len = ec_number_integer(ec_icu_numbers_symbols(numbers), value, ours);
  same(locale, "integer", ours, len, icus,
       ec_icu_format_number(numbers, EC_STYLE_DECIMAL, &arg, icus, 512));
  int32_t wide_len = unum_formatInt64(format, value, wide, 256, NULL, &error);
  same(locale, "integer, NumberFormat", ours, len, icus, to_utf8(wide, wide_len, icus, 512));
}

static void check_unsigned(const char *locale, const struct ec_icu_numbers *numbers,
                           const UNumberFormat *format, uint64_t value)
{
  char ours[EC_NUMBER_SIZE], icus[512], digits[32];
  UChar wide[256];
  UErrorCode error = U_ZERO_ERROR;
  size_t len = ec_number_unsigned(ec_icu_numbers_symbols(numbers), value, ours);
  int digit_count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
  int32_t wide_len = unum_formatDecimal(format, digits, digit_count, wide, 256, NULL, &error);
  same(locale, "unsigned", ours, len, icus, to_utf8(wide, wide_len, icus, 512));
}

static void check_double(const char *locale, const struct ec_icu_numbers *numbers,
                         const UNumberFormat *format, double value)
{
  char ours[2048], icus[2048];
  UChar wide[1024];
  UErrorCode error = U_ZERO_ERROR;
  struct errcat_arg arg = errcat_arg_double(value);
  size_t len = ec_icu_format_number(numbers, EC_STYLE_DECIMAL, &arg, ours, sizeof ours);
  int32_t wide_len = unum_formatDouble(format, value, wide, 1024, NULL, &error);
  same(locale, "double", ours, len, icus, to_utf8(wide, wide_len, icus, sizeof icus));
}

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static uint64_t random_bits(void)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return random_state * UINT64_C(2685821657736338717);
}

START_TEST(test_every_locale)
{
  const char *locale;
  int32_t count = 0;
  random_state = 1;
  for (; (locale = ec_icu_locale(count)); count++) {
    UErrorCode error = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(UNUM_DEFAULT, NULL, 0, locale, NULL, &error);
    struct ec_icu_numbers *numbers = ec_icu_numbers_open(locale);
    ck_assert_msg(numbers && U_SUCCESS(error), "%s", locale);
    for (size_t i = 0; i < COUNT(integers); i++)
      check_integer(locale, numbers, format, integers[i]);
    for (size_t i = 0; i < COUNT(unsigned_integers); i++)
      check_unsigned(locale, numbers, format, unsigned_integers[i]);
    for (size_t i = 0; i < 20; i++) {
      unsigned shift = (unsigned)(random_bits() >> 58);
      uint64_t bits = random_bits() >> shift;
      check_integer(locale, numbers, format, (int64_t)(bits >> 1) * (i % 2 ? 1 : -1));
      check_unsigned(locale, numbers, format, bits);
    }
    for (size_t i = 0; i < COUNT(doubles); i++)
      check_double(locale, numbers, format, doubles[i]);
    ec_icu_numbers_close(numbers);
    unum_close(format);
  }
  ck_assert_int_gt(count, 700);
}
END_TEST

/* ------------------------------------------------------ numbers, without ICU */

/* What no locale of ICU's has, but a struct can say. */
static const struct {
  const char *name;
  struct ec_icu_symbols symbols;
  int64_t value;
  const char *text;
} symbol_rows[] = {
#define DIGITS .digit = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}
    {"nothing grouped", {DIGITS, .group = ",", .minus = "-"}, -1234567, "-1234567"},
    {"no secondary size", {DIGITS, .group = ",", .minus = "-", .primary = 3}, 1234567, "1,234,567"},
    {"sizes of one",
     {DIGITS, .group = "'", .minus = "-", .primary = 1, .secondary = 1},
     1234,
     "1'2'3'4"},
    {"sizes of four",
     {DIGITS, .group = " ", .minus = "-", .primary = 4, .secondary = 4},
     123456789,
     "1 2345 6789"},
    {"longer than any number",
     {DIGITS, .group = ",", .minus = "-", .primary = 255, .secondary = 255},
     INT64_MAX,
     "9223372036854775807"},
};

START_TEST(test_symbols)
{
  char got[EC_NUMBER_SIZE + 1];
  size_t len = ec_number_integer(&symbol_rows[_i].symbols, symbol_rows[_i].value, got);
  got[len] = '\0';
  ck_assert_msg(strcmp(got, symbol_rows[_i].text) == 0, "%s: got %s", symbol_rows[_i].name, got);
}
END_TEST

START_TEST(test_longest_number)
{
  struct ec_icu_symbols symbols = {.minus = "fifteen bytes -", .primary = 1};
  memcpy(symbols.group, "7 bytes", 8);
  for (int i = 0; i < 10; i++)
    memcpy(symbols.digit[i], "7 bytes", 8);
  char *exact = malloc(EC_NUMBER_SIZE);
  ck_assert_uint_eq(ec_number_unsigned(&symbols, UINT64_MAX, exact), (20 + 19) * 7);
  ck_assert_uint_eq(ec_number_integer(&symbols, INT64_MIN, exact), (19 + 18) * 7 + 15);
  free(exact);
}
END_TEST

static const struct {
  double value;
  const char *text;
} double_rows[] = {
    {0.0, "0"},
    {-0.0, "-0"},
    {1, "1"},
    {-3, "-3"},
    {10, "10"},
    {12050009, "12050009"},
    {0.1, "0.1"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3, "0.3333333333333333"},
    {1234.5, "1234.5"},
    {-1234.5, "-1234.5"},
    {100.25, "100.25"},
    {0.000001, "0.000001"},
    {0.0000001, "1e-7"},
    {1.5e-7, "1.5e-7"},
    {9007199254740993.0, "9007199254740992"},
    {123456789012345680000.0, "123456789012345680000"},
    {1e20, "100000000000000000000"},
    {1e21, "1e+21"},
    {-1.25e21, "-1.25e+21"},
    {1.7976931348623157e308, "1.7976931348623157e+308"},
    {2.2250738585072014e-308, "2.2250738585072014e-308"},
    {5e-324, "5e-324"},
    {(double)INFINITY, "Infinity"},
    {-(double)INFINITY, "-Infinity"},
    {(double)NAN, "NaN"},
};

static void check_double_rows(const char *where)
{
  for (size_t i = 0; i < COUNT(double_rows); i++) {
    char got[EC_NUMBER_SIZE + 1];
    got[ec_number_double(double_rows[i].value, got)] = '\0';
    ck_assert_msg(strcmp(got, double_rows[i].text) == 0, "%s: got %s, want %s", where, got,
                  double_rows[i].text);
  }
}

START_TEST(test_double)
{
  check_double_rows("C");
}
END_TEST

START_TEST(test_double_round_trip)
{
  size_t finite = 0;
  random_state = 7;
  for (int i = 0; i < 20000; i++) {
    uint64_t bits = random_bits();
    double value, back;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value))
      continue;
    char got[EC_NUMBER_SIZE + 1];
    size_t len = ec_number_double(value, got);
    ck_assert_uint_lt(len, 32);
    got[len] = '\0';
    back = strtod(got, NULL);
    ck_assert_msg(memcmp(&back, &value, sizeof value) == 0, "%s", got);
    finite++;
  }
  ck_assert_uint_gt(finite, 19000);
}
END_TEST

/* A process whose locale writes decimals with a comma, and one with a multibyte point:
 * made here, for a build machine need not have any. */
START_TEST(test_double_in_a_process_locale)
{
  static const struct {
    const char *source, *point;
  } locales[] = {{"de_DE", ","}, {"ps_AF", "\xd9\xab"}};
  char folder[] = "check_format-XXXXXX", command[256]; /* in the build folder */
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(setenv("LOCPATH", folder, 1), 0);
  for (size_t i = 0; i < COUNT(locales); i++) {
    snprintf(command, sizeof command, "localedef --no-warnings=all -i %s -f UTF-8 %s/%s",
             locales[i].source, folder, locales[i].source);
    ck_assert_msg(system(command) == 0, "%s", command);
    ck_assert_ptr_nonnull(setlocale(LC_ALL, locales[i].source));
    ck_assert_str_eq(localeconv()->decimal_point, locales[i].point);
    check_double_rows(locales[i].source);
  }
  setlocale(LC_ALL, "C");
  unsetenv("LOCPATH");
  snprintf(command, sizeof command, "rm -rf %s", folder);
  ck_assert_int_eq(system(command), 0);
}
END_TEST

/* -------------------------------------------------------------- allocations */

/* ec_format() itself has no allocator; this is that strings and integers do not enter
 * ICU's either, and, so that the count is known to work, that a double does. */
START_TEST(test_allocations)
{
  counting_icu_begin();
  struct ec_arena arena;
  struct ec_pattern pattern;
  char out[256];
  ec_arena_init(&arena, &ec_mem_default);
  compile(&pattern, "{0} {1} {2} {3}", &arena);
  struct ec_icu_numbers *numbers = ec_icu_numbers_open("ar_EG");
  ck_assert_ptr_nonnull(numbers);

  struct errcat_arg args[] = {S("text"), I(-1234567), U(UINT64_MAX), I(42)};
  static const struct ec_declared declared[] = {{"a", EC_TYPE_STRING, false},
                                                {"b", EC_TYPE_INTEGER, false},
                                                {"c", EC_TYPE_NUMBER, false},
                                                {"d", EC_TYPE_ID, false}};
  struct ec_format_input input = {declared, 4, args, 4, numbers};
  struct ec_format_counts counts = {0, 0};
  for (int with_double = 0; with_double < 2; with_double++) {
    struct ec_buf buf;
    if (with_double)
      args[2] = errcat_arg_double(0.5);
    size_t before = counting_icu_calls();
    ec_buf_init(&buf, out, sizeof out, ERRCAT_OUTPUT_MAX);
    ec_format(&buf, &pattern, &input, &counts);
    ck_assert_uint_gt(ec_buf_finish(&buf), 20);
    ck_assert_int_eq(counting_icu_calls() > before, with_double);
  }
  ec_icu_numbers_close(numbers);
  ec_arena_free(&arena);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("format");
  TCase *tcase = tcase_create("format");
  tcase_set_timeout(tcase, 300);
  tcase_add_loop_test(tcase, test_rows, 0, COUNT(rows));
  tcase_add_loop_test(tcase, test_matrix, 0, COUNT(matrix) * COUNT(kinds));
  tcase_add_test(tcase, test_type_names);
  tcase_add_test(tcase, test_every_size);
  tcase_add_test(tcase, test_long_strings);
  tcase_add_test(tcase, test_length_of_a_giant);
  tcase_add_test(tcase, test_greatest_double);
  tcase_add_test(tcase, test_allocations);
  suite_add_tcase(suite, tcase);

  TCase *numbers = tcase_create("numbers");
  tcase_set_timeout(numbers, 300);
  tcase_add_test(numbers, test_every_locale);
  tcase_add_loop_test(numbers, test_symbols, 0, COUNT(symbol_rows));
  tcase_add_test(numbers, test_longest_number);
  tcase_add_test(numbers, test_double);
  tcase_add_test(numbers, test_double_round_trip);
  tcase_add_test(numbers, test_double_in_a_process_locale);
  suite_add_tcase(suite, numbers);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
