/* SPDX-License-Identifier: MIT */
/* Every kind of argument, for every declared type, in every kind of placeholder: what is shown and
 * what is counted follow from the table at struct errcat_arg_info, which stands here once more, and
 * from a few texts of each style. And the texts that are to take no memory, once warm. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "errcat.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ------------------------------------------------------------ the columns */

enum column { STRING, INTEGER, DOUBLE, DECIMAL, TIME, LIST, COLUMNS, MALFORMED, ABSENT, GARBAGE };

static const struct errcat_arg items[] = {
    {.kind = ERRCAT_ARG_STRING, .len = 1, .value.string = "b"},
    {.kind = ERRCAT_ARG_INTEGER, .value.integer = 1234567}};

/* `number` and `date`: which of the texts of a style it has, or -1. */
static const struct value {
  const char *name;
  enum column column;
  struct errcat_arg arg;
  const char *bare; /* as a string, in bare digits, as ISO */
  int number, date;
} values[] = {
    {"string",
     STRING,
     {.kind = ERRCAT_ARG_STRING, .len = 5, .value.string = "x1234"},
     "x1234",
     -1,
     -1},
    {"empty string", STRING, {.kind = ERRCAT_ARG_STRING, .value.string = ""}, "", -1, -1},
    {"integer", INTEGER, {.kind = ERRCAT_ARG_INTEGER, .value.integer = 12050009}, "12050009", 0, 1},
    {"unsigned",
     INTEGER,
     {.kind = ERRCAT_ARG_UNSIGNED, .value.unsigned_integer = 12050009},
     "12050009",
     0,
     1},
    {"whole double",
     DOUBLE,
     {.kind = ERRCAT_ARG_DOUBLE, .value.floating = 12050009},
     "12050009",
     0,
     1},
    {"double", DOUBLE, {.kind = ERRCAT_ARG_DOUBLE, .value.floating = 1234.5}, "1234.5", 1, 2},
    {"whole decimal",
     DECIMAL,
     {.kind = ERRCAT_ARG_DECIMAL, .len = 8, .value.string = "12050009"},
     "12050009",
     0,
     1},
    {"decimal",
     DECIMAL,
     {.kind = ERRCAT_ARG_DECIMAL, .len = 6, .value.string = "1234.5"},
     "1234.5",
     1,
     2},
    {"malformed decimal",
     MALFORMED,
     {.kind = ERRCAT_ARG_DECIMAL, .len = 3, .value.string = "12x"},
     "12x",
     -1,
     -1},
    {"time",
     TIME,
     {.kind = ERRCAT_ARG_TIME, .value.time.ms = INT64_C(1795428000000)},
     "2026-11-23T10:00:00Z",
     -1,
     0},
    {"list", LIST, {.kind = ERRCAT_ARG_LIST, .len = 2, .value.list = items}, NULL, -1, -1},
    {"null string", ABSENT, {.kind = ERRCAT_ARG_STRING, .len = 7}, NULL, -1, -1},
    {"null list", ABSENT, {.kind = ERRCAT_ARG_LIST, .len = 2}, NULL, -1, -1},
    {"nothing", ABSENT, {.name = "another", .kind = ERRCAT_ARG_INTEGER}, NULL, -1, -1},
    {"garbage", GARBAGE, {.kind = (enum errcat_arg_kind)99, .len = 9}, NULL, -1, -1},
};

/* --------------------------------------------------------------- the rows */

/* v verbatim, b bare, g grouped, d date, i ISO, j joined; "!" counts as mismatched, "?" too unless
 * the number is whole. */
static const struct type {
  const char *name; /* NULL: undeclared */
  const char *cells[COLUMNS];
} types[] = {
    {"string", {"v", "b!", "b!", "b!", "i!", "j!"}},  {"id", {"v", "b", "b!", "b!", "i!", "j!"}},
    {"integer", {"v!", "g", "g?", "g?", "i!", "j!"}}, {"number", {"v!", "g", "g", "g", "i!", "j!"}},
    {"time", {"v!", "d", "d", "d", "d", "j!"}},       {"list", {"v!", "b!", "b!", "b!", "i!", "j"}},
    {NULL, {"v", "g", "g", "g", "d", "j"}},
};

/* -------------------------------------------------------- the placeholders */

enum form { PLAIN, OF_NUMBERS, OF_TIMES, PLURAL, ORDINAL, SELECT, CHOICE, HASH };

enum { NUMBERS = 2, DATES = 3, LOCALES = 2 };
static const char *const locales[LOCALES] = {"en", "zh_CN"};

/* How each locale shows 12050009 and 1234.5 in a style of numbers, and 2026-11-23T10:00:00Z and the
 * 12050009th and 1234th millisecond of 1970 in a style of times. */
static const struct placeholder {
  const char *pattern;
  enum form form;
  const char *texts[LOCALES][DATES];
} placeholders[] = {
    {"{a}", PLAIN, {{NULL}}},
    {"{a,number}", OF_NUMBERS, {{"12,050,009", "1,234.5"}, {"12,050,009", "1,234.5"}}},
    {"{a,number,integer}", OF_NUMBERS, {{"12,050,009", "1,234"}, {"12,050,009", "1,234"}}},
    {"{a,number,percent}",
     OF_NUMBERS,
     {{"1,205,000,900%", "123,450%"}, {"1,205,000,900%", "123,450%"}}},
    {"{a,number,currency}",
     OF_NUMBERS,
     {{"¤12,050,009.00", "¤1,234.50"}, {"¥12,050,009.00", "¥1,234.50"}}},
    {"{a,number,0000.0}", OF_NUMBERS, {{"12050009.0", "1234.5"}, {"12050009.0", "1234.5"}}},
    {"{a,number,::.00 group-off}",
     OF_NUMBERS,
     {{"12050009.00", "1234.50"}, {"12050009.00", "1234.50"}}},
    {"{a,spellout}",
     OF_NUMBERS,
     {{"twelve million fifty thousand nine", "one thousand two hundred thirty-four point five"},
      {"一千二百〇五万〇九", "一千二百三十四点五"}}},
    {"{a,ordinal}", OF_NUMBERS, {{"12,050,009th", "1,234th"}, {"第12,050,009", "第1,234"}}},
    {"{a,duration}", OF_NUMBERS, {{"3,347:13:29", "21:34"}, {"12,050,009", "1,234"}}},
    {"{a,date}",
     OF_TIMES,
     {{"Nov 23, 2026", "Jan 1, 1970", "Jan 1, 1970"},
      {"2026年11月23日", "1970年1月1日", "1970年1月1日"}}},
    {"{a,time}",
     OF_TIMES,
     {{"10:00:00 AM", "3:20:50 AM", "12:00:01 AM"}, {"10:00:00", "03:20:50", "00:00:01"}}},
    {"{a,date,full}",
     OF_TIMES,
     {{"Monday, November 23, 2026", "Thursday, January 1, 1970", "Thursday, January 1, 1970"},
      {"2026年11月23日星期一", "1970年1月1日星期四", "1970年1月1日星期四"}}},
    {"{a,date,::yMMMd}",
     OF_TIMES,
     {{"Nov 23, 2026", "Jan 1, 1970", "Jan 1, 1970"},
      {"2026年11月23日", "1970年1月1日", "1970年1月1日"}}},
    {"{a,date,yyyy-MM-dd HH:mm}",
     OF_TIMES,
     {{"2026-11-23 10:00", "1970-01-01 03:20", "1970-01-01 00:00"},
      {"2026-11-23 10:00", "1970-01-01 03:20", "1970-01-01 00:00"}}},
    {"{a,plural,=12050009{exact}other{other}}", PLURAL, {{"exact", "other"}, {"exact", "other"}}},
    {"{a,selectordinal,=1234.5{half}other{other}}",
     ORDINAL,
     {{"other", "half"}, {"other", "half"}}},
    {"{a,select,x1234{word}12050009{digits}other{other}}", SELECT, {{NULL}}},
    {"{a,choice,0#first|2000<more}", CHOICE, {{"more", "first"}, {"more", "first"}}},
    {"{a,plural,other{#}}", HASH, {{"12,050,009", "1,234.5"}, {"12,050,009", "1,234.5"}}},
};

/* What {a} shows. */
static const char *const plain_numbers[] = {"12,050,009", "1,234.5"};
static const char *const plain_dates[LOCALES][DATES] = {
    {"11/23/26, 10:00 AM", "1/1/70, 3:20 AM", "1/1/70, 12:00 AM"},
    {"2026/11/23 10:00", "1970/1/1 03:20", "1970/1/1 00:00"}};
static const char *const joined[LOCALES] = {"b and 1,234,567", "b和1,234,567"};

/* ---------------------------------------------------------- what must come */

struct cell {
  size_t locale;
  const struct type *type;
  const struct value *value;
  const struct placeholder *placeholder;
  const char *sensitive; /* or NULL */
};

struct expected {
  const char *text;
  uint32_t missing, mismatched;
};

static bool has_cases(enum form form)
{
  return form == PLURAL || form == ORDINAL || form == SELECT || form == CHOICE;
}

/* The case for what gives no reason to take another. */
static const char *fallback(enum form form)
{
  return form == CHOICE ? "first" : "other";
}

static const char *plain_text(const struct cell *cell, char how)
{
  switch (how) {
  case 'g':
    return plain_numbers[cell->value->number];
  case 'd':
    return plain_dates[cell->locale][cell->value->date];
  case 'j':
    return joined[cell->locale];
  default:
    return cell->value->bare;
  }
}

/* Of an argument that is neither missing nor hidden: `how` is the letter of the table. */
static struct expected expect_shown(const struct cell *cell, char how, bool fits_type)
{
  const struct placeholder *placeholder = cell->placeholder;
  const char *const *texts = placeholder->texts[cell->locale];
  struct expected expected = {plain_text(cell, how), 0, !fits_type};
  bool undeclared_number = how == 'g' && !cell->type->name;
  switch (placeholder->form) {
  case PLAIN:
    return expected;
  case OF_TIMES:
    if (how == 'd' || undeclared_number)
      expected.text = texts[cell->value->date];
    else
      expected.mismatched = 1;
    return expected;
  case SELECT:
    expected.text = strcmp(cell->value->bare ? cell->value->bare : "", "x1234") == 0 ? "word"
                    : cell->value->number == 0 ? "digits"
                                               : "other";
    return expected;
  default:
    if (how == 'g')
      expected.text = texts[cell->value->number];
    else
      expected.mismatched = 1;
    if (how != 'g' && has_cases(placeholder->form))
      expected.text = fallback(placeholder->form);
    return expected;
  }
}

static struct expected expect(const struct cell *cell)
{
  enum form form = cell->placeholder->form;
  const struct value *value = cell->value;
  if (value->column == ABSENT || value->column == GARBAGE) {
    bool missing = value->column == ABSENT;
    return (struct expected){has_cases(form) ? fallback(form) : "{a}", missing, !missing};
  }
  const char *rule = value->column == MALFORMED ? "v!" : cell->type->cells[value->column];
  bool fits_type = rule[1] != '!' && (rule[1] != '?' || value->number == 0);
  struct expected expected = expect_shown(cell, rule[0], fits_type);
  if (cell->sensitive)
    expected.text = has_cases(form) ? fallback(form) : "***";
  return expected;
}

/* -------------------------------------------------------- what does come */

/* A space in a time may be a NARROW NO-BREAK SPACE, which CLDR 42 brought to English. */
static void widen_spaces(char *text)
{
  char *space;
  while ((space = strstr(text, "\xe2\x80\xaf")) != NULL) {
    *space = ' ';
    memmove(space + 1, space + 3, strlen(space + 3) + 1);
  }
}

static void check_cell(const struct cell *cell, const struct errcat_pattern *pattern,
                       const struct errcat_arg *arg, const char *how)
{
  char got[256];
  struct errcat_result result;
  struct expected expected = expect(cell);
  errcat_pattern_format(pattern, arg, 1, got, sizeof got, &result);
  widen_spaces(got);
  ck_assert_msg(strcmp(got, expected.text) == 0 && result.missing == expected.missing &&
                    result.mismatched == expected.mismatched,
                "%s of %s%s for %s in %s, %s: got %s (%u missing, %u mismatched), want %s (%u, %u)",
                cell->value->name, cell->type->name ? cell->type->name : "no type",
                cell->sensitive ? ", sensitive," : "", cell->placeholder->pattern,
                locales[cell->locale], how, got, (unsigned)result.missing,
                (unsigned)result.mismatched, expected.text, (unsigned)expected.missing,
                (unsigned)expected.mismatched);
  bool complete = !expected.missing && !expected.mismatched;
  ck_assert_int_eq(result.status, complete ? ERRCAT_OK : ERRCAT_E_ARGUMENT);
}

static struct errcat_pattern *open_cell(const struct cell *cell)
{
  struct errcat_error err = {0};
  struct errcat_arg_info info = {
      .name = "a", .type = cell->type->name, .sensitive = cell->sensitive};
  struct errcat_pattern_options options = {.args = &info, .arg_count = cell->type->name != NULL};
  const char *text = cell->placeholder->pattern;
  struct errcat_pattern *pattern =
      errcat_pattern_open(locales[cell->locale], text, strlen(text), &options, &err);
  ck_assert_msg(pattern != NULL, "%s: %s", text, err.detail);
  return pattern;
}

static void check_values(struct cell *cell)
{
  struct errcat_pattern *pattern = open_cell(cell);
  for (size_t i = 0; i < COUNT(values); i++) {
    cell->value = &values[i];
    struct errcat_arg named = values[i].arg;
    if (!named.name)
      named.name = "a";
    check_cell(cell, pattern, &named, "by name");
    if (cell->type->name)
      check_cell(cell, pattern, &values[i].arg, "by position");
  }
  errcat_pattern_free(pattern);
}

START_TEST(matrix)
{
  static const char *const sensitive[] = {NULL, "personal", "secret"};
  struct cell cell = {.placeholder = &placeholders[_i]};
  for (cell.locale = 0; cell.locale < LOCALES; cell.locale++)
    for (size_t t = 0; t < COUNT(types); t++)
      for (size_t s = 0; s < (types[t].name ? COUNT(sensitive) : 1); s++) {
        cell.type = &types[t];
        cell.sensitive = sensitive[s];
        check_values(&cell);
      }
}
END_TEST

/* ------------------------------------------------------- by hand, in full */

static const struct sentence {
  const char *locale, *pattern, *type;
  struct errcat_arg args[3];
  const char *text;
  uint32_t missing, mismatched;
} sentences[] = {
#define S(text) \
  { \
    .kind = ERRCAT_ARG_STRING, .len = sizeof(text) - 1, .value.string = (text) \
  }
#define I(number) \
  { \
    .kind = ERRCAT_ARG_INTEGER, .value.integer = (number) \
  }
    {"en",
     "Project {0} has {1,plural,one{# task}other{# tasks}}.",
     NULL,
     {S("p1"), I(1234)},
     "Project p1 has 1,234 tasks.",
     0,
     0},
    {"en",
     "Project {0} is not there.",
     "id",
     {I(12050009)},
     "Project 12050009 is not there.",
     0,
     0},
    {"en",
     "Project {0,number} is not there.",
     "id",
     {I(12050009)},
     "Project 12050009 is not there.",
     0,
     1},
    {"zh_CN", "项目 {0,number,percent} 不存在。", "id", {S("甲")}, "项目 甲 不存在。", 0, 1},
    {"en",
     "{0,plural,one{# file}other{# files}} of {1}",
     "integer",
     {S("many"), I(5)},
     "many files of 5",
     0,
     1},
    {"en",
     "{0,plural,one{# file}other{# files, {0}}} of {1}",
     "integer",
     {{0}},
     "{a} files, {a} of {1}",
     3,
     0},
    {"en", "{0,date,yyyy} and {0}", "time", {S("soon")}, "soon and soon", 0, 2},
    {"en", "{0} {0} {0}", "list", {I(7)}, "7 7 7", 0, 3},
    {"en", "{0,select,7{seven}other{{0}}}", "string", {I(7)}, "seven", 0, 1},
    {"en", "{0,select,7{seven}other{{0}}}", "number", {I(7)}, "seven", 0, 0},
    {"en",
     "{0,choice,0#none|1#one|1<{0} and {1}}",
     "number",
     {I(1000), S("x")},
     "1,000 and x",
     0,
     0},
    {"en",
     "{0,plural,offset:1 =1{you}other{you and # others}}",
     "integer",
     {I(1001)},
     "you and 1,000 others",
     0,
     0},
#undef S
#undef I
};

START_TEST(sentence)
{
  const struct sentence *row = &sentences[_i];
  const struct errcat_arg_info info = {.name = "a", .type = row->type};
  struct errcat_pattern_options options = {.args = &info, .arg_count = row->type != NULL};
  struct errcat_result result;
  size_t count = 0;
  char got[256];
  while (count < COUNT(row->args) && row->args[count].kind)
    count++;
  struct errcat_pattern *pattern =
      errcat_pattern_open(row->locale, row->pattern, strlen(row->pattern), &options, NULL);
  ck_assert_msg(pattern != NULL, "%s", row->pattern);
  errcat_pattern_format(pattern, row->args, count, got, sizeof got, NULL);
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s without a result", row->pattern, got);
  errcat_pattern_format(pattern, row->args, count, got, sizeof got, &result);
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s", row->pattern, got);
  ck_assert_msg(result.missing == row->missing && result.mismatched == row->mismatched,
                "%s: %u missing, %u mismatched", row->pattern, (unsigned)result.missing,
                (unsigned)result.mismatched);
  errcat_pattern_free(pattern);
}
END_TEST

/* --------------------------------------------------------- no allocations */

static const struct warm {
  const char *name, *locale, *pattern, *zone;
  bool allocates; /* so that the counters are known to work */
} warm[] = {
    {"no arguments", "zh_CN", "作业状态不正确，无法下载日志。", NULL, false},
    {"two strings", "zh_CN", "该租户 {0} 禁止访问 {1}。", NULL, false},
    {"a grouped integer", "zh_CN", "共 {2} 条记录。", NULL, false},
    {"a grouped integer as a number", "zh_CN", "共 {2,number,integer} 条记录。", NULL, false},
    {"a plural", "en", "{2,plural,one{# file}other{# files}} left", NULL, false},
    {"a plural in Arabic", "ar", "{2,plural,one{#}few{#}many{#}other{#}}", NULL, false},
    {"an ordinal", "en", "{2,selectordinal,one{#st}two{#nd}few{#rd}other{#th}}", NULL, false},
    {"a select", "en", "{0,select,first{a}other{b}}", NULL, false},
    {"a date and an integer", "zh_CN", "{3,date,medium}，共 {2} 条", NULL, false},
    {"the same in Shanghai", "zh_CN", "{3,date,medium}，共 {2} 条", "Asia/Shanghai", false},
    {"a date and time", "en", "{3,date,medium} {3,time,short}", "Asia/Shanghai", false},
    {"a number of many digits", "en", "{4}", NULL, true},
};

/* How often errcat and ICU ask for memory in a hundred formats, after the first ones. */
static size_t calls_when_warm(const struct warm *row)
{
  struct counting counting;
  char out[256];
  struct errcat_time time = {.ms = INT64_C(1795428000000), .zone = row->zone};
  counting_init(&counting);
  struct errcat_pattern_options options = {.allocator = &counting.allocator};
  struct errcat_pattern *pattern =
      errcat_pattern_open(row->locale, row->pattern, strlen(row->pattern), &options, NULL);
  ck_assert_msg(pattern != NULL, "%s", row->name);
  size_t before = 0;
  for (int i = 0; i < 102; i++) {
    const struct errcat_arg args[] = {errcat_arg_string("first"), errcat_arg_string("第二"),
                                      errcat_arg_integer(1234567 + i), errcat_arg_time(time),
                                      errcat_arg_double(1e200)};
    if (i == 2)
      before = counting.calls + counting_icu_calls();
    struct errcat_result result;
    size_t len = errcat_pattern_format(pattern, args, COUNT(args), out, sizeof out, &result);
    ck_assert_msg(len > 0 && result.status == ERRCAT_OK, "%s: %s", row->name, out);
    time.ms += INT64_C(86400000) * 17;
  }
  size_t calls = counting.calls + counting_icu_calls() - before;
  errcat_pattern_free(pattern);
  ck_assert_uint_eq(counting.live, 0);
  return calls;
}

START_TEST(no_allocations)
{
  counting_icu_begin();
  size_t calls = calls_when_warm(&warm[_i]);
  ck_assert_msg((calls > 0) == warm[_i].allocates, "%s: %zu allocations", warm[_i].name, calls);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("matrix");
  TCase *tcase = tcase_create("matrix");
  tcase_set_timeout(tcase, 300);
  tcase_add_loop_test(tcase, matrix, 0, COUNT(placeholders));
  tcase_add_loop_test(tcase, sentence, 0, COUNT(sentences));
  tcase_add_loop_test(tcase, no_allocations, 0, COUNT(warm));
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
