/* SPDX-License-Identifier: MIT */
/* Patterns and arguments to text: which argument a placeholder shows, in how much memory, and that
 * plain numbers are what ICU writes for every locale it has. How each declared type shows each kind
 * of value is in check_matrix. */
#include <check.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "buf.h"
#include "counting.h"
#include "errcat.h"
#include "number.h"
#include "pattern.h"
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

/* What of struct errcat_arg_info a pattern is compiled with. */
struct declared {
  const char *name, *type, *sensitive;
};

static struct errcat_pattern *open_pattern(const char *text, const char *locale,
                                           const struct declared *declared, size_t count)
{
  struct errcat_error err = {0};
  struct errcat_arg_info args[MAX_DECLARED] = {{0}};
  for (size_t i = 0; i < count; i++)
    args[i] = (struct errcat_arg_info){
        .name = declared[i].name, .type = declared[i].type, .sensitive = declared[i].sensitive};
  struct errcat_pattern_options options = {.args = args, .arg_count = count};
  struct errcat_pattern *pattern = errcat_pattern_open(locale, text, strlen(text), &options, &err);
  ck_assert_msg(pattern != NULL, "%s: %s", text, err.detail);
  return pattern;
}

/* Formats into out[0..size), with nothing declared; returns the whole length. */
static size_t format_into(char *out, size_t size, const char *text, const char *locale,
                          const struct errcat_arg *args, size_t arg_count)
{
  struct errcat_pattern *pattern = open_pattern(text, locale, NULL, 0);
  size_t len = errcat_pattern_format(pattern, args, arg_count, out, size, NULL);
  errcat_pattern_free(pattern);
  return len;
}

/* ---------------------------------------------------------------- one by one */

static const struct row {
  const char *name, *pattern, *locale;
  struct declared declared[MAX_DECLARED]; /* up to the first without a name */
  struct errcat_arg args[MAX_ARGS];       /* up to the first without a kind */
  const char *text;
  uint32_t missing, mismatched;
} rows[] = {
    {"no placeholder", "It's '{'done'}'.", "en", {{0}}, {S("unused")}, "It's {done}.", 0, 0},
    {"empty pattern", "", "en", {{0}}, {{0}}, "", 0, 0},
    {"empty string", "[{0}]", "en", {{0}}, {S("")}, "[]", 0, 0},
    {"a message",
     "The tenant {0} is not allowed to access the service.",
     "en",
     {{"tenant", "id", NULL}},
     {S("acme-cloud")},
     "The tenant acme-cloud is not allowed to access the service.",
     0,
     0},
    {"order", "{1} {0} {1}", "en", {{0}}, {S("a"), S("b")}, "b a b", 0, 0},
    {"a placeholder in a value is text", "{0}", "en", {{0}}, {S("{0}'{1}'")}, "{0}'{1}'", 0, 0},

    /* which argument */
    {"position by number", "{0}", "en", {{"a", "id", NULL}}, {S("x")}, "x", 0, 0},
    {"position by name", "{a}", "en", {{"a", "id", NULL}}, {S("x")}, "x", 0, 0},
    {"name by number", "{0}", "en", {{"a", "id", NULL}}, {NS("a", "x")}, "x", 0, 0},
    {"name by name", "{a}", "en", {{"a", "id", NULL}}, {NS("a", "x")}, "x", 0, 0},
    {"names in any order",
     "{0} {b}",
     "en",
     {{"a", "id", NULL}, {"b", "id", NULL}},
     {NS("b", "y"), NS("a", "x")},
     "x y",
     0,
     0},
    {"mixed: the position counts named ones too",
     "{a} {b}",
     "en",
     {{"a", "id", NULL}, {"b", "id", NULL}},
     {NS("a", "x"), S("y")},
     "x y",
     0,
     0},
    {"mixed: one that has a name is not at its position",
     "{0} {1}",
     "en",
     {{"a", "id", NULL}, {"b", "id", NULL}},
     {NS("b", "y"), NS("c", "z")},
     "{a} y",
     1,
     0},
    {"a name goes before a position",
     "{0} {a}",
     "en",
     {{"a", "id", NULL}},
     {S("position"), NS("a", "name")},
     "name name",
     0,
     0},
    {"the first of a name",
     "{a}",
     "en",
     {{"a", "id", NULL}},
     {NS("a", "x"), NS("a", "y")},
     "x",
     0,
     0},
    {"names are whole",
     "{ab}",
     "en",
     {{"a", "id", NULL}, {"abc", "id", NULL}, {"ab", "id", NULL}},
     {NS("a", "1"), NS("abc", "2"), S("3")},
     "3",
     0,
     0},
    {"names have case", "{A}", "en", {{"a", "id", NULL}}, {S("x")}, "{A}", 1, 0},
    {"undeclared by number", "{0}{1}", "en", {{0}}, {S("x"), S("y")}, "xy", 0, 0},
    {"undeclared by name", "{b}", "en", {{0}}, {S("x"), NS("b", "y")}, "y", 0, 0},
    {"undeclared name has no position", "{b}", "en", {{0}}, {S("x")}, "{b}", 1, 0},
    {"undeclared number as a name", "{7}", "en", {{0}}, {NS("7", "x")}, "x", 0, 0},
    {"beyond the declaration",
     "{0} {1}",
     "en",
     {{"a", "id", NULL}},
     {S("x"), I(1234)},
     "x 1,234",
     0,
     0},
    {"name in Chinese", "{租户}", "zh_CN", {{"租户", "id", NULL}}, {S("x")}, "x", 0, 0},

    /* missing */
    {"missing, undeclared number", "[{0}]", "en", {{0}}, {{0}}, "[{0}]", 1, 0},
    {"missing, undeclared name", "[{ x }]", "en", {{0}}, {{0}}, "[{x}]", 1, 0},
    {"missing, declared name", "{0}", "en", {{"tenant", "id", NULL}}, {{0}}, "{tenant}", 1, 0},
    {"missing, number too high", "{9}", "en", {{0}}, {S("x")}, "{9}", 1, 0},
    {"missing, highest number", "{32767}", "en", {{0}}, {S("x")}, "{32767}", 1, 0},
    {"missing counts placeholders", "{0}{0}{1}", "en", {{0}}, {{0}}, "{0}{0}{1}", 3, 0},
    {"missing for null", "{0}", "en", {{"a", "integer", NULL}}, {NOTHING}, "{a}", 1, 0},
    {"null does not hide what comes after", "{0}{1}", "en", {{0}}, {NOTHING, S("x")}, "{0}x", 1, 0},

    /* sensitive */
    {"hidden", "{0}", "en", {{"a", "string", "secret"}}, {S("secret")}, "***", 0, 0},
    {"hidden for a reason unknown", "{0}", "en", {{"a", "string", "x"}}, {S("s")}, "***", 0, 0},
    {"hidden by name", "{a}", "en", {{"a", "string", "secret"}}, {NS("a", "s")}, "***", 0, 0},
    {"hidden integer", "{0}", "en", {{"a", "id", "secret"}}, {I(1234)}, "***", 0, 0},
    {"hidden empty", "{0}", "en", {{"a", "string", "secret"}}, {S("")}, "***", 0, 0},
    {"hidden mismatch", "{0}", "en", {{"a", "integer", "secret"}}, {S("x")}, "***", 0, 1},
    {"hidden missing", "{0}", "en", {{"a", "string", "secret"}}, {{0}}, "{a}", 1, 0},
    {"hidden null", "{0}", "en", {{"a", "string", "secret"}}, {NOTHING}, "{a}", 1, 0},
    {"hidden garbage", "{0}", "en", {{"a", "string", "secret"}}, {BAD}, "{a}", 0, 1},
    {"only the hidden one",
     "{0} {1}",
     "en",
     {{"a", "string", "secret"}, {"b", "string", NULL}},
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
    {"in an id too", "{0}", "en", {{"a", "id", NULL}}, {S("\xc0")}, "\xef\xbf\xbd", 0, 0},

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
    {"id is ASCII everywhere", "{0}", "ar_EG", {{"a", "id", NULL}}, {I(-1234)}, "-1234", 0, 0},
    {"greatest unsigned", "{0}", "en", {{0}}, {U(UINT64_MAX)}, "18,446,744,073,709,551,615", 0, 0},
    {"least integer", "{0}", "en", {{0}}, {I(INT64_MIN)}, "-9,223,372,036,854,775,808", 0, 0},
    {"least integer as an id",
     "{0}",
     "en",
     {{"a", "id", NULL}},
     {I(INT64_MIN)},
     "-9223372036854775808",
     0,
     0},
    {"three decimals", "{0}", "en", {{0}}, {D(2.0 / 3)}, "0.667", 0, 0},
    {"all digits in an id",
     "{0}",
     "en",
     {{"a", "id", NULL}},
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

/* Without a result another way is gone: to the same text, whatever there is room for. */
static void check_without_result(const struct errcat_pattern *pattern,
                                 const struct errcat_arg *args, size_t count, const char *text,
                                 const char *name)
{
  size_t whole = strlen(text);
  for (size_t size = 0; size <= whole + 100; size++) {
    char *got = malloc(size + 1);
    got[size] = '\x55';
    size_t len = errcat_pattern_format(pattern, args, count, size ? got : NULL, size, NULL);
    ck_assert_msg(len == whole && got[size] == '\x55', "%s: length %zu of %zu", name, len, size);
    if (size) {
      size_t cut = size <= whole ? ec_utf8_floor(text, size - 1) : whole;
      ck_assert_msg(strlen(got) == cut && memcmp(got, text, cut) == 0, "%s: got %s", name, got);
    }
    free(got);
  }
}

START_TEST(test_rows)
{
  const struct row *row = &rows[_i];
  char got[512];
  struct errcat_result result;
  struct errcat_pattern *pattern =
      open_pattern(row->pattern, row->locale, row->declared, count_declared(row));
  size_t len = errcat_pattern_format(pattern, row->args, count_args(row), got, sizeof got, &result);
  check_without_result(pattern, row->args, count_args(row), got, row->name);
  errcat_pattern_free(pattern);
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s, want %s", row->name, got, row->text);
  ck_assert_msg(len == strlen(row->text), "%s: length %zu", row->name, len);
  ck_assert_msg(result.missing == row->missing && result.mismatched == row->mismatched,
                "%s: %u missing, %u mismatched", row->name, (unsigned)result.missing,
                (unsigned)result.mismatched);
  bool complete = !row->missing && !row->mismatched;
  ck_assert_int_eq(result.status, complete ? ERRCAT_OK : ERRCAT_E_ARGUMENT);
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
      {"none", false, EC_TYPE_NONE},      {"time", true, EC_TYPE_TIME},
      {"list", true, EC_TYPE_LIST},       {"double", false, EC_TYPE_NONE},
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
  for (size_t size = 0; size <= sizeof whole + 1; size++) {
    char *got = malloc(size + 1);
    got[size] = '\x55';
    size_t len = format_into(size ? got : NULL, size, "该租户 {0} 有 {1} 个", "zh_CN", args, 2);
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
    size_t got = format_into(out, sizeof out, ".{0}{0}.", "en", &arg, 1);
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
  ck_assert_uint_eq(format_into(NULL, 0, "{0}{0}", "en", &arg, 1), ERRCAT_OUTPUT_MAX);
  free(string);
}
END_TEST

/* ----------------------------------------------------------------- memory */

static void add_words(struct ec_buf *buf)
{
  ec_buf_add(buf, "", 0);
  ec_buf_adds(buf, "ab");
  ec_buf_adds(buf, "租户");
  ec_buf_add(buf, "cd\0e", 4);
  ec_buf_adds(buf, "a word of more than thirty-two bytes, for memcpy()");
}

/* Whatever the size and the limit: what fits is there, cut at a character, nothing behind it is
 * touched, and the length is that of the whole, up to the limit. */
START_TEST(test_buffers)
{
  char whole[80], got[80];
  struct ec_buf buf;
  ec_buf_init(&buf, whole, sizeof whole, SIZE_MAX);
  add_words(&buf);
  size_t len = ec_buf_finish(&buf);
  ck_assert_uint_eq(len, 2 + 6 + 4 + 50);
  ck_assert(!buf.cut);
  for (size_t limit = 0; limit <= len + 1; limit++) {
    for (size_t size = 0; size <= len + 2; size++) {
      size_t most = limit < len ? ec_utf8_floor(whole, limit) : len;
      size_t fits = size <= most ? size ? ec_utf8_floor(whole, size - 1) : 0 : most;
      memset(got, '\x55', sizeof got);
      ec_buf_init(&buf, size ? got : NULL, size, limit);
      add_words(&buf);
      ck_assert_uint_eq(ec_buf_finish(&buf), most);
      ck_assert_int_eq(buf.cut, limit < len);
      ck_assert_mem_eq(got, whole, fits);
      ck_assert_int_eq(got[fits], size ? '\0' : '\x55');
      for (size_t i = fits + 1; i < sizeof got; i++)
        ck_assert(i < size || got[i] == '\x55');
    }
  }
}
END_TEST

/* Each of errcat's allocations gets nothing in turn: the pattern is not opened, or there is text
 * all the same, which the next time is as it should be, and all memory comes back. */
static const char *const hungry[] = {
    "{0}|{0,number,percent}|{0,number,#,##0.0}|{0,number,::compact-long}|{0,spellout}",
    "{0,plural,one{#}other{# of {1}}}|{0,selectordinal,one{#st}other{#th}}|{1,select,other{x}}",
    "{2}|{2,date,full}|{2,date,::yMMMd}|{2,time,HH:mm zzzz}", "{3}|{3}"};

enum { HUNGRY_SIZE = 512 };

static struct errcat_result put_hungry(const struct errcat_pattern *pattern, char out[HUNGRY_SIZE])
{
  const struct errcat_arg items[] = {errcat_arg_string("a"), errcat_arg_integer(2)};
  const struct errcat_time time = {0, "Asia/Shanghai"};
  const struct errcat_arg args[] = {errcat_arg_double(1234.5), errcat_arg_string("x"),
                                    errcat_arg_time(time), errcat_arg_list(items, 2)};
  struct errcat_result result;
  size_t len = errcat_pattern_format(pattern, args, COUNT(args), out, HUNGRY_SIZE, &result);
  ck_assert(len > 0 && len < HUNGRY_SIZE && ec_utf8_valid(out, len) == len);
  return result;
}

static void check_hungry(const char *text, size_t fail_at, const char *want, bool *failed)
{
  struct counting counting;
  counting_init(&counting);
  counting.fail_at = fail_at;
  struct errcat_pattern_options options = {.allocator = &counting.allocator};
  struct errcat_error err = {0};
  char out[HUNGRY_SIZE];
  struct errcat_pattern *pattern = errcat_pattern_open("en", text, strlen(text), &options, &err);
  if (pattern) {
    put_hungry(pattern, out);
    *failed = counting.calls >= fail_at;
    counting.fail_at = 0;
    struct errcat_result result = put_hungry(pattern, out);
    ck_assert_msg(result.missing == 0 && strcmp(out, want) == 0,
                  "%s: after call %zu failed once: %s", text, fail_at, out);
  } else {
    ck_assert_int_eq(err.status, ERRCAT_E_NOMEM);
    *failed = true;
  }
  errcat_pattern_free(pattern);
  ck_assert_msg(counting.live == 0, "%s: %zu left after call %zu", text, counting.live, fail_at);
}

START_TEST(test_out_of_memory)
{
  char want[HUNGRY_SIZE];
  size_t fail_at = 0;
  bool failed;
  struct errcat_pattern *pattern =
      errcat_pattern_open("en", hungry[_i], strlen(hungry[_i]), NULL, NULL);
  ck_assert_ptr_nonnull(pattern);
  put_hungry(pattern, want);
  errcat_pattern_free(pattern);
  do
    check_hungry(hungry[_i], ++fail_at, want, &failed);
  while (failed);
  ck_assert_uint_gt(fail_at, 2);
}
END_TEST

/* Every length that is copied in a way of its own. */
START_TEST(test_copies)
{
  char from[70], to[72];
  for (size_t i = 0; i < sizeof from; i++)
    from[i] = (char)('0' + i);
  for (size_t len = 0; len <= sizeof from; len++) {
    memset(to, '\x55', sizeof to);
    ec_buf_copy(to + 1, from, len);
    ck_assert_mem_eq(to + 1, from, len);
    ck_assert(to[0] == '\x55' && to[len + 1] == '\x55');
  }
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

/* One locale on both sides: `{0}` of a pattern, and what `{0}` of icu::MessageFormat uses,
 * NumberFormat::createInstance(). */
struct sides {
  const char *locale;
  struct errcat_pattern *pattern;
  UNumberFormat *format;
};

static void same(const struct sides *sides, struct errcat_arg arg, const UChar *wide, int32_t len)
{
  static char ours[2048], icus[2048];
  size_t our_len = errcat_pattern_format(sides->pattern, &arg, 1, ours, sizeof ours, NULL);
  size_t icu_len = to_utf8(wide, len, icus, sizeof icus);
  ck_assert_msg(our_len == icu_len && memcmp(ours, icus, icu_len) == 0, "%s: got %s, ICU says %.*s",
                sides->locale, ours, (int)icu_len, icus);
}

static void check_integer(const struct sides *sides, int64_t value)
{
  UChar wide[256];
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = unum_formatInt64(sides->format, value, wide, 256, NULL, &error);
  same(sides, errcat_arg_integer(value), wide, len);
}

static void check_unsigned(const struct sides *sides, uint64_t value)
{
  char digits[32];
  UChar wide[256];
  UErrorCode error = U_ZERO_ERROR;
  int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
  int32_t len = unum_formatDecimal(sides->format, digits, count, wide, 256, NULL, &error);
  same(sides, errcat_arg_unsigned(value), wide, len);
  same(sides, errcat_arg_decimal(digits), wide, len);
}

static void check_double(const struct sides *sides, double value)
{
  UChar wide[1024];
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = unum_formatDouble(sides->format, value, wide, 1024, NULL, &error);
  same(sides, errcat_arg_double(value), wide, len);
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

static void check_locale(const struct sides *sides)
{
  for (size_t i = 0; i < COUNT(integers); i++)
    check_integer(sides, integers[i]);
  for (size_t i = 0; i < COUNT(unsigned_integers); i++)
    check_unsigned(sides, unsigned_integers[i]);
  for (size_t i = 0; i < 20; i++) {
    unsigned shift = (unsigned)(random_bits() >> 58);
    uint64_t bits = random_bits() >> shift;
    check_integer(sides, (int64_t)(bits >> 1) * (i % 2 ? 1 : -1));
    check_unsigned(sides, bits);
  }
  for (size_t i = 0; i < COUNT(doubles); i++)
    check_double(sides, doubles[i]);
}

START_TEST(test_every_locale)
{
  random_state = 1;
  for (int32_t i = 0; i < uloc_countAvailable(); i++) {
    UErrorCode error = U_ZERO_ERROR;
    const char *locale = uloc_getAvailable(i);
    struct sides sides = {locale, open_pattern("{0}", locale, NULL, 0),
                          unum_open(UNUM_DEFAULT, NULL, 0, locale, NULL, &error)};
    ck_assert_msg(U_SUCCESS(error), "%s", locale);
    check_locale(&sides);
    errcat_pattern_free(sides.pattern);
    unum_close(sides.format);
  }
  ck_assert_int_gt(uloc_countAvailable(), 700);
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

int main(void)
{
  Suite *suite = suite_create("format");
  TCase *tcase = tcase_create("format");
  tcase_set_timeout(tcase, 300);
  tcase_add_loop_test(tcase, test_rows, 0, COUNT(rows));
  tcase_add_test(tcase, test_type_names);
  tcase_add_test(tcase, test_every_size);
  tcase_add_test(tcase, test_long_strings);
  tcase_add_test(tcase, test_length_of_a_giant);
  tcase_add_test(tcase, test_buffers);
  tcase_add_test(tcase, test_copies);
  tcase_add_loop_test(tcase, test_out_of_memory, 0, COUNT(hungry));
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
