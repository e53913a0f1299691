/* SPDX-License-Identifier: MIT */
/* Plurals, ordinals and selects: which case is taken and what "#" shows, for each declared type and
 * for arguments that do not fit. That the same comes out as from icu::MessageFormat is
 * check_differential's; rules of their own are check_plural's. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "errcat.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { GARBAGE = 99, MAX_ARGS = 3 };

/* What of struct errcat_arg_info the first argument is declared with, if it is. */
struct declared {
  const char *name, *type, *sensitive;
};

#define NONE \
  { \
    NULL, NULL, NULL \
  }
#define AS(type) \
  { \
    "n", type, NULL \
  }
#define HIDDEN(type) \
  { \
    "n", type, "secret" \
  }

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
#define NOTHING \
  { \
    .kind = ERRCAT_ARG_STRING, .len = 7 \
  }
#define BAD \
  { \
    .kind = (enum errcat_arg_kind)GARBAGE \
  }
#define FILES "{0,plural,one{# file}other{# files}}"
#define SIX "{0,plural,zero{Z#}one{O#}two{T#}few{F#}many{M#}other{X#}}"
#define NTH "{0,selectordinal,one{#st}two{#nd}few{#rd}other{#th}}"
#define PARTY "{0,plural,offset:1 =0{nobody}=1{{1}}one{{1} and # other}other{{1} and # others}}"
#define HE "{0,select,male{he}female{she}other{they}}"

static const struct row {
  const char *name, *pattern, *locale;
  struct declared declared;
  struct errcat_arg args[MAX_ARGS]; /* up to the first without a kind */
  const char *text;
  uint32_t missing, mismatched;
} rows[] = {
    /* plurals */
    {"one", FILES, "en", NONE, {I(1)}, "1 file", 0, 0},
    {"other", FILES, "en", NONE, {I(0)}, "0 files", 0, 0},
    {"grouped", FILES, "en", NONE, {I(1234567)}, "1,234,567 files", 0, 0},
    {"negative", FILES, "en", NONE, {I(-1)}, "-1 file", 0, 0},
    {"unsigned", FILES, "en", NONE, {U(UINT64_MAX)}, "18,446,744,073,709,551,615 files", 0, 0},
    {"fraction", FILES, "en", NONE, {D(1.5)}, "1.5 files", 0, 0},
    {"whole double", FILES, "en", NONE, {D(1.0)}, "1 file", 0, 0},
    {"the rules see what is shown", FILES, "en", NONE, {D(1.0004)}, "1 file", 0, 0},
    {"infinite", FILES, "en", NONE, {D((double)INFINITY)}, "∞ files", 0, 0},
    {"not a number", FILES, "en", NONE, {D((double)NAN)}, "NaN files", 0, 0},
    {"Chinese has one category", FILES, "zh_CN", NONE, {I(1)}, "1 files", 0, 0},
    {"French counts 1.5 as one", FILES, "fr", NONE, {D(1.5)}, "1,5 file", 0, 0},
    {"root", FILES, "", NONE, {I(1)}, "1 files", 0, 0},
    {"Arabic 0", SIX, "ar_AE", NONE, {I(0)}, "Z0", 0, 0},
    {"Arabic 2", SIX, "ar_AE", NONE, {I(2)}, "T2", 0, 0},
    {"Arabic 3", SIX, "ar_AE", NONE, {I(103)}, "F103", 0, 0},
    {"Arabic 11", SIX, "ar_AE", NONE, {I(11)}, "M11", 0, 0},
    {"Arabic 100", SIX, "ar_EG", NONE, {I(100)}, "X١٠٠", 0, 0},
    {"Russian 21", SIX, "ru", NONE, {I(21)}, "O21", 0, 0},
    {"Russian 22", SIX, "ru", NONE, {I(22)}, "F22", 0, 0},
    {"Russian 25", SIX, "ru", NONE, {I(25)}, "M25", 0, 0},
    {"Russian 1.5", SIX, "ru", NONE, {D(1.5)}, "X1,5", 0, 0},
    {"=N before the category", "{0,plural,one{a}=1{b}other{c}}", "en", NONE, {I(1)}, "b", 0, 0},
    {"=N of a fraction", "{0,plural,=1.5{b}other{c}}", "en", NONE, {D(1.5)}, "b", 0, 0},
    {"the first of a selector",
     "{0,plural,one{a}one{b}other{c}other{d}}",
     "en",
     NONE,
     {I(1)},
     "a",
     0,
     0},
    {"the first \"other\"", "{0,plural,one{a}other{c}other{d}}", "en", NONE, {I(2)}, "c", 0, 0},
    {"\"other\" first", "{0,plural,other{c}one{a}}", "en", NONE, {I(1)}, "a", 0, 0},
    {"a word that is no category", "{0,plural,1{a}ONE{b}other{c}}", "en", NONE, {I(1)}, "c", 0, 0},
    {"offset: none", PARTY, "en", NONE, {I(0), S("Li")}, "nobody", 0, 0},
    {"offset: =N is of the number itself", PARTY, "en", NONE, {I(1), S("Li")}, "Li", 0, 0},
    {"offset: the category is of the rest",
     PARTY,
     "en",
     NONE,
     {I(2), S("Li")},
     "Li and 1 other",
     0,
     0},
    {"offset: #", PARTY, "en", NONE, {I(1235), S("Li")}, "Li and 1,234 others", 0, 0},
    {"offset: from a double", PARTY, "en", NONE, {D(2.5), S("Li")}, "Li and 1.5 others", 0, 0},
    {"offset: {0} is the number itself",
     "{0,plural,offset:2 other{# of {0}}}",
     "en",
     NONE,
     {I(7)},
     "5 of 7",
     0,
     0},
    {"offset: a fraction", "{0,plural,offset:0.5 other{#}}", "en", NONE, {I(7)}, "6.5", 0, 0},
    {"offset: far, where a double has no room",
     "{0,plural,offset:1 other{#}}",
     "en",
     NONE,
     {I(INT64_MIN)},
     "-9,223,372,036,854,776,000",
     0,
     0},
    {"the rules see percents",
     "{0,plural,one{a}other{{0,number,percent}}}",
     "en",
     NONE,
     {D(0.01)},
     "a",
     0,
     0},
    /* ordinals */
    {"1st", NTH, "en", NONE, {I(1)}, "1st", 0, 0},
    {"11th", NTH, "en", NONE, {I(11)}, "11th", 0, 0},
    {"22nd", NTH, "en", NONE, {I(22)}, "22nd", 0, 0},
    {"1,003rd", NTH, "en", NONE, {I(1003)}, "1,003rd", 0, 0},
    {"ordinals have rules of their own", NTH, "fr", NONE, {I(1)}, "1st", 0, 0},
    {"and again", NTH, "fr", NONE, {I(0)}, "0th", 0, 0},
    /* selects */
    {"select", HE, "en", NONE, {S("female")}, "she", 0, 0},
    {"select other", HE, "en", NONE, {S("FEMALE")}, "they", 0, 0},
    {"select a prefix", HE, "en", NONE, {S("mal")}, "they", 0, 0},
    {"select nothing", HE, "en", NONE, {S("")}, "they", 0, 0},
    {"select ill-formed UTF-8", HE, "en", NONE, {S("\xff")}, "they", 0, 0},
    {"select with a NUL", HE, "en", NONE, {S("male\0")}, "they", 0, 0},
    {"select an integer", "{0,select,1234{a}other{b}}", "en", NONE, {I(1234)}, "a", 0, 0},
    {"select an unsigned",
     "{0,select,18446744073709551615{a}other{b}}",
     "ar_EG",
     NONE,
     {U(UINT64_MAX)},
     "a",
     0,
     0},
    {"select a double", "{0,select,3{a}other{b}}", "de", NONE, {D(3.0)}, "a", 0, 0},
    {"select Chinese", "{0,select,男{他}女{她}other{TA}}", "zh_CN", NONE, {S("女")}, "她", 0, 0},
    /* within each other */
    {"plural in select",
     "{1,select,a{" FILES "}other{-}}",
     "en",
     NONE,
     {I(1), S("a")},
     "1 file",
     0,
     0},
    {"text behind each end",
     "<{0,plural,other{[{1,select,other{({0,plural,other{#}})}}]}}>",
     "en",
     NONE,
     {I(1), S("a")},
     "<[(1)]>",
     0,
     0},
    {"# is of the nearest plural",
     "{0,plural,other{#{1,plural,other{#}}#}}",
     "en",
     NONE,
     {I(1), I(2)},
     "121",
     0,
     0},
    {"# in a select is text",
     "{0,plural,other{#{1,select,other{#}}}}",
     "en",
     NONE,
     {I(1), S("")},
     "1#",
     0,
     0},
    /* numbers */
    {"number", "{0,number}", "de", NONE, {D(1234.5678)}, "1.234,568", 0, 0},
    {"integer", "{0,number,integer}", "de", NONE, {I(1234567)}, "1.234.567", 0, 0},
    {"half to even, down", "{0,number,integer}", "en", NONE, {D(2.5)}, "2", 0, 0},
    {"half to even, up", "{0,number,integer}", "en", NONE, {D(3.5)}, "4", 0, 0},
    {"percent", "{0,number,percent}", "en", NONE, {D(0.255)}, "26%", 0, 0},
    {"percent of an integer", "{0,number,percent}", "en", NONE, {I(-12)}, "-1,200%", 0, 0},
    {"percent of an unsigned",
     "{0,number,percent}",
     "en",
     NONE,
     {U(UINT64_MAX)},
     "1,844,674,407,370,955,161,500%",
     0,
     0},
    {"percent in French", "{0,number,percent}", "fr", NONE, {D(0.5)}, "50\xc2\xa0%", 0, 0},
    /* declared types */
    {"an id is never grouped", "{0,number}", "en", AS("id"), {I(12050009)}, "12050009", 0, 1},
    {"nor a percentage", "{0,number,percent}", "en", AS("id"), {I(12)}, "12", 0, 1},
    {"an id in a plural", FILES, "en", AS("id"), {I(1234)}, "1234 files", 0, 1},
    {"an id chooses nothing", FILES, "en", AS("id"), {I(1)}, "1 files", 0, 1},
    {"nor is anything taken from it",
     "{n,plural,offset:1 other{#}}",
     "en",
     AS("id"),
     {I(1235)},
     "1235",
     0,
     1},
    {"a string in a plural", FILES, "en", AS("string"), {S("1")}, "1 files", 0, 1},
    {"a number for a string in a plural", FILES, "en", AS("string"), {D(1.5)}, "1.5 files", 0, 1},
    {"an integer in a plural", FILES, "en", AS("integer"), {I(1234)}, "1,234 files", 0, 0},
    {"a fraction for an integer", FILES, "en", AS("integer"), {D(1.5)}, "1.5 files", 0, 1},
    {"a string for an integer", FILES, "en", AS("integer"), {S("many")}, "many files", 0, 1},
    {"a number as it is declared", FILES, "en", AS("number"), {D(0.5)}, "0.5 files", 0, 0},
    {"a select of a string", HE, "en", AS("string"), {S("male")}, "he", 0, 0},
    {"a select of an integer", "{n,select,7{a}other{b}}", "en", AS("integer"), {I(7)}, "a", 0, 0},
    {"a select of a mismatch", HE, "en", AS("integer"), {S("male")}, "he", 0, 1},
    /* undeclared that do not fit */
    {"a string for a plural", FILES, "en", NONE, {S("x\xff")}, "x\xef\xbf\xbd files", 0, 1},
    {"digits are a string", "{0,plural,=1{a}one{a}other{b#}}", "en", NONE, {S("1")}, "b1", 0, 1},
    {"a string for a number", "{0,number,integer}", "en", NONE, {S("1.5")}, "1.5", 0, 1},
    {"garbage for a plural", FILES, "en", NONE, {BAD}, "{0} files", 0, 1},
    {"garbage for a select", HE, "en", NONE, {BAD}, "they", 0, 1},
    /* missing */
    {"nothing for a plural", FILES, "en", NONE, {{0}}, "{0} files", 1, 0},
    {"null for a plural", FILES, "en", AS("integer"), {NOTHING}, "{n} files", 1, 0},
    {"nothing for a select", HE, "en", NONE, {{0}}, "they", 1, 0},
    {"nothing for a number", "{0,number}", "en", NONE, {{0}}, "{0}", 1, 0},
    {"# counts once, with its plural",
     "{0,plural,other{# # #}}",
     "en",
     NONE,
     {{0}},
     "{0} {0} {0}",
     1,
     0},
    {"only what is chosen counts",
     "{0,plural,one{{7}}other{{8}{9}}}",
     "en",
     NONE,
     {I(1)},
     "{7}",
     1,
     0},
    /* sensitive: no case may tell what it is */
    {"a hidden number",
     "{0,plural,=1{a}one{b}other{# c}}",
     "en",
     HIDDEN("integer"),
     {I(1)},
     "*** c",
     0,
     0},
    {"a hidden string", HE, "en", HIDDEN("string"), {S("male")}, "they", 0, 0},
    {"a hidden percentage", "{n,number,percent}", "en", HIDDEN("number"), {D(0.5)}, "***", 0, 0},
    {"a hidden mismatch", FILES, "en", HIDDEN("integer"), {S("x")}, "*** files", 0, 1},
};

static struct errcat_pattern *open_pattern(const char *text, const char *locale,
                                           const struct declared *declared)
{
  struct errcat_error err = {0};
  struct errcat_arg_info info = {
      .name = declared->name, .type = declared->type, .sensitive = declared->sensitive};
  struct errcat_pattern_options options = {.args = &info, .arg_count = declared->name ? 1 : 0};
  struct errcat_pattern *pattern = errcat_pattern_open(locale, text, strlen(text), &options, &err);
  ck_assert_msg(pattern != NULL, "%.60s: %s", text, err.detail);
  return pattern;
}

START_TEST(test_rows)
{
  const struct row *row = &rows[_i];
  struct errcat_result result;
  char got[512];
  size_t count = 0;
  while (count < MAX_ARGS && row->args[count].kind)
    count++;
  struct errcat_pattern *pattern = open_pattern(row->pattern, row->locale, &row->declared);
  size_t len = errcat_pattern_format(pattern, row->args, count, got, sizeof got, &result);
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s, want %s", row->name, got, row->text);
  ck_assert_uint_eq(len, strlen(row->text));
  ck_assert_msg(result.missing == row->missing && result.mismatched == row->mismatched,
                "%s: %u missing, %u mismatched", row->name, (unsigned)result.missing,
                (unsigned)result.mismatched);
  ck_assert_uint_eq(errcat_pattern_format(pattern, row->args, count, got, sizeof got, NULL), len);
  ck_assert_msg(strcmp(got, row->text) == 0, "%s: got %s without a result", row->name, got);
  errcat_pattern_free(pattern);
}
END_TEST

/* As deep as may be, the cases of each level before and behind the deeper ones. */
START_TEST(test_deepest)
{
  static const struct declared none = {0};
  char text[1024] = "", got[64];
  size_t len = 0;
  for (int i = 0; i < ERRCAT_NESTING_MAX; i++)
    len += (size_t)snprintf(text + len, sizeof text - len,
                            i % 2 ? "{1,select,a{no}x{<" : "{0,plural,one{no}other{#");
  for (int i = ERRCAT_NESTING_MAX - 1; i >= 0; i--)
    len += (size_t)snprintf(text + len, sizeof text - len, i % 2 ? ">}other{no}}" : "#}few{no}}");
  struct errcat_arg args[] = {I(7), S("x")};
  struct errcat_pattern *pattern = open_pattern(text, "en", &none);
  ck_assert_uint_eq(errcat_pattern_format(pattern, args, 2, got, sizeof got, NULL), 16);
  ck_assert_str_eq(got, "7<7<7<7<>7>7>7>7");
  errcat_pattern_free(pattern);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("cases");
  TCase *tcase = tcase_create("cases");
  tcase_add_loop_test(tcase, test_rows, 0, COUNT(rows));
  tcase_add_test(tcase, test_deepest);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
