/* SPDX-License-Identifier: MIT */
/* Plural rules: their syntax, how whole numbers answer them, and that they answer as ICU does, in
 * every locale. */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "icu.h"
#include "plural.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ------------------------------------------------------------------- names */

START_TEST(test_names)
{
  static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};
  static const char *const others[] = {"", "on", "ones", "One", "=1", "none", "othe"};
  for (int i = 0; i < EC_PLURAL_CATEGORIES; i++) {
    ck_assert_str_eq(ec_plural_name((enum ec_plural_category)i), names[i]);
    ck_assert_int_eq(ec_plural_parse(names[i], strlen(names[i])), i);
    ck_assert_int_eq(ec_plural_parse(names[i], strlen(names[i]) - 1), EC_PLURAL_CATEGORIES);
  }
  for (size_t i = 0; i < COUNT(others); i++)
    ck_assert_int_eq(ec_plural_parse(others[i], strlen(others[i])), EC_PLURAL_CATEGORIES);
  ck_assert_int_eq(ec_plural_parse("one\0", 4), EC_PLURAL_CATEGORIES);
}
END_TEST

/* ------------------------------------------------------------------ syntax */

enum { SEEN_TO = 30 };
#define NONE "-"

/* Which of the numbers 0..SEEN_TO a rule is true of: "1-3,7". */
static const struct rule_case {
  const char *rule, *numbers;
} rules[] = {
    {"n = 1", "1"},
    {"i = 1", "1"},
    {"i = 1 and v = 0", "1"},
    {"n = 1 ", "1"},
    {"  n=1  ", "1"},
    {"n\t=\t1", "1"},
    {"n = 001", "1"},
    {"n = 1 @integer 1 @decimal 1.0, 1.00, ~", "1"},
    {"n = 1 @", "1"},
    {"n = 1@integer", "1"},
    {"n = 0,1", "0-1"},
    {"n = 0..1", "0-1"},
    {"n = 1,3..5,7", "1,3-5,7"},
    {"n = 1 , 3 .. 5 , 7", "1,3-5,7"},
    {"n = 3..3", "3"},
    {"n != 1", "0,2-30"},
    {"n != 1,3..5", "0,2,6-30"},
    {"n != 0..30", NONE},
    {"n % 10 = 1", "1,11,21"},
    {"n%10=1", "1,11,21"},
    {"i % 10 = 1 and i % 100 != 11", "1,21"},
    {"n % 10 = 2..4 and n % 100 != 12..14", "2-4,22-24"},
    {"n % 10 = 3..4,9 and n % 100 != 10..19", "3-4,9,23-24,29"},
    {"n % 7 = 0", "0,7,14,21,28"},
    {"n % 1 = 0", "0-30"},
    {"n % 4294967295 = 5", "5"},
    {"n = 4294967295", NONE},
    {"n != 4294967295", "0-30"},
    {"n = 1 or n = 3", "1,3"},
    {"n = 1 or n = 3 and n != 3 or n = 5", "1,5"},
    {"n != 1 and n != 2 and n != 3", "0,4-30"},
    {"n != 2 and n % 10 = 2,4", "4,12,14,22,24"},
    {"n = 5 and n != 5", NONE},
    {"n = 1 or i != 0 and i % 10 = 0 or n = 3..4", "1,3-4,10,20,30"},
    /* of a whole number all else is 0 */
    {"v = 0", "0-30"},
    {"v != 0", NONE},
    {"v = 1", NONE},
    {"f = 0..3", "0-30"},
    {"t != 0 and i = 0,1", NONE},
    {"n = 1 or t != 0 and i = 0,1", "1"},
    {"t != 0 and i = 0,1 or n = 1", "1"},
    {"v = 0 and i % 10 = 1 or f % 10 = 1", "1,11,21"},
    {"v = 0 and i % 10 != 4,6,9 or v != 0 and f % 10 != 4,6,9",
     "0-3,5,7-8,10-13,15,17-18,20-23,25,27-28,30"},
    {"w = 0 and n = 2", "2"},
    {"e = 0 and i != 0 and i % 10 = 0 and v = 0 or e != 0..5", "10,20,30"},
    {"c = 0 and n = 2 or c != 0..5 and n = 3", "2"},
    {"n = 2 or v = 0", "0-30"},
    {"v = 0 or n = 2", "0-30"},
    {"f % 100 = 7", NONE},
    /* no rules */
    {"", NULL},
    {" ", NULL},
    {"@integer 1", NULL},
    {"n", NULL},
    {"n =", NULL},
    {"n = ", NULL},
    {"n = x", NULL},
    {"n = -1", NULL},
    {"n = 1.5", NULL},
    {"n = 1..", NULL},
    {"n = ..1", NULL},
    {"n = 1...2", NULL},
    {"n = 2..1", NULL},
    {"n = 1,", NULL},
    {"n = ,1", NULL},
    {"n = 1 2", NULL},
    {"n = 1 n = 2", NULL},
    {"n = 1 and", NULL},
    {"n = 1 or", NULL},
    {"n = 1 or or n = 2", NULL},
    {"and n = 1", NULL},
    {"n = 1 xor n = 2", NULL},
    {"n = 1 android", NULL},
    {"n = 1 andn = 2", NULL},
    {"n == 1", NULL},
    {"n ! = 1", NULL},
    {"n ! 1", NULL},
    {"n < 1", NULL},
    {"n is 1", NULL},
    {"n in 1..2", NULL},
    {"n not in 1..2", NULL},
    {"n within 1..2", NULL},
    {"n mod 10 = 1", NULL},
    {"n % = 1", NULL},
    {"n % 0 = 1", NULL},
    {"v % 0 = 1", NULL},
    {"n % 10 % 5 = 1", NULL},
    {"n % 10", NULL},
    {"n = 4294967296", NULL},
    {"n % 4294967296 = 1", NULL},
    {"n = 99999999999999999999999999", NULL},
    {"x = 1", NULL},
    {"N = 1", NULL},
    {"nn = 1", NULL},
    {"1 = n", NULL},
    {"(n = 1)", NULL},
    {"n = 1;", NULL},
    {"n = 1; n = 2", NULL},
    {"one: n = 1", NULL},
    {"n = 1 \xe2\x80\xa6", NULL},
    {"n\xc2\xa0= 1", NULL},
};

/* "1-3,7" of what the rules call "few". */
static void list_numbers(const struct ec_plural_rules *compiled, char *out, size_t size)
{
  size_t len = 0;
  out[0] = '\0';
  for (uint64_t n = 0; n <= SEEN_TO; n++) {
    uint64_t first = n;
    while (n <= SEEN_TO && ec_plural_select(compiled, n) == EC_PLURAL_FEW)
      n++;
    if (n == first)
      continue;
    len += (size_t)snprintf(out + len, size - len, "%s%" PRIu64, len ? "," : "", first);
    if (n - 1 > first)
      len += (size_t)snprintf(out + len, size - len, "-%" PRIu64, n - 1);
  }
  if (!len)
    snprintf(out, size, NONE);
}

/* Whether categories are quick to find; then they must be the same. */
static bool same_quickly(const struct ec_plural_rules *compiled)
{
  for (uint64_t n = 0; n <= SEEN_TO; n++) {
    enum ec_plural_category quick = ec_plural_select_alone(compiled, n);
    if (quick == EC_PLURAL_CATEGORIES)
      return false;
    ck_assert_int_eq(quick, ec_plural_select(compiled, n));
  }
  return true;
}

START_TEST(test_rules)
{
  const struct rule_case *row = &rules[_i];
  struct ec_plural_rules compiled = {0};
  char got[128];
  bool ok = ec_plural_add(&compiled, EC_PLURAL_FEW, row->rule, strlen(row->rule));
  ck_assert_msg(ok == (row->numbers != NULL), "\"%s\": %d", row->rule, ok);
  list_numbers(&compiled, got, sizeof got);
  const char *want = row->numbers ? row->numbers : NONE;
  ck_assert_msg(strcmp(got, want) == 0, "\"%s\": got %s, want %s", row->rule, got, want);
  ec_plural_prepare(&compiled);
  ck_assert_uint_eq(same_quickly(&compiled),
                    compiled.count == 0 || (compiled.count == 1 && !compiled.modulus[0]));
}
END_TEST

/* Every beginning of a rule is one, or leaves the rules as they were; and no byte past its end is
 * read, which a sanitizer sees. */
START_TEST(test_beginnings)
{
  static const char text[] = "n % 10 = 2..4,9 and n % 100 != 12..14 or v != 0 and f = 1 @integer 2";
  static const char sooner[] = "n = 30";
  for (size_t len = 0; len < sizeof text; len++) {
    struct ec_plural_rules compiled = {0};
    char copy[sizeof text], got[128];
    memcpy(copy + sizeof copy - len, text, len);
    ck_assert(ec_plural_add(&compiled, EC_PLURAL_FEW, sooner, strlen(sooner)));
    bool ok = ec_plural_add(&compiled, EC_PLURAL_FEW, copy + sizeof copy - len, len);
    list_numbers(&compiled, got, sizeof got);
    ck_assert_msg(ok || strcmp(got, "30") == 0, "%zu bytes: %s", len, got);
    ck_assert_int_eq(ec_plural_select(&compiled, 30), EC_PLURAL_FEW);
  }
}
END_TEST

/* The first rule that holds is the one. */
START_TEST(test_order)
{
  struct ec_plural_rules compiled = {0};
  ck_assert_int_eq(ec_plural_select(&compiled, 0), EC_PLURAL_OTHER);
  ck_assert_int_eq(ec_plural_select(&compiled, UINT64_MAX), EC_PLURAL_OTHER);
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_MANY, "n % 10 = 0", 10));
  ck_assert(!ec_plural_add(&compiled, EC_PLURAL_ZERO, "n = 0 nor", 9));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_ZERO, "n = 0", 5));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_TWO, "v != 0", 6));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_ONE, "n = 1..10", 9));
  ck_assert_int_eq(ec_plural_select(&compiled, 0), EC_PLURAL_MANY);
  ck_assert_int_eq(ec_plural_select(&compiled, 10), EC_PLURAL_MANY);
  ck_assert_int_eq(ec_plural_select(&compiled, 9), EC_PLURAL_ONE);
  ck_assert_int_eq(ec_plural_select(&compiled, 11), EC_PLURAL_OTHER);
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_OTHER, "n = 11", 6));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_FEW, "v = 0", 5));
  ck_assert_int_eq(ec_plural_select(&compiled, 11), EC_PLURAL_OTHER);
  ck_assert_int_eq(ec_plural_select(&compiled, 12), EC_PLURAL_FEW);
}
END_TEST

/* What has no room is refused and leaves the rules as they were. */
START_TEST(test_room)
{
  struct ec_plural_rules compiled = {0};
  char text[1024];
  size_t len = (size_t)snprintf(text, sizeof text, "n = 1");
  for (int i = 2; i <= EC_PLURAL_STEPS_MAX; i++)
    len += (size_t)snprintf(text + len, sizeof text - len, ",%d", 2 * i);
  size_t more = (size_t)snprintf(text + len, sizeof text - len, ",3");
  ck_assert(!ec_plural_add(&compiled, EC_PLURAL_ONE, text, len + more));
  ck_assert_uint_eq(compiled.count, 0);
  ck_assert_uint_eq(compiled.values, 0);
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_ONE, text, len));
  ck_assert(!ec_plural_add(&compiled, EC_PLURAL_TWO, "n = 3", 5));
  ck_assert(!ec_plural_add(&compiled, EC_PLURAL_TWO, "v = 0", 5));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_TWO, "v != 0", 6));
  ck_assert_int_eq(ec_plural_select(&compiled, 2 * EC_PLURAL_STEPS_MAX), EC_PLURAL_ONE);
  ck_assert_int_eq(ec_plural_select(&compiled, 3), EC_PLURAL_OTHER);

  memset(&compiled, 0, sizeof compiled);
  for (int i = 1; i <= EC_PLURAL_VALUES_MAX; i++) {
    len = (size_t)snprintf(text, sizeof text, "n %% %d = 1", 100 * i);
    ck_assert(ec_plural_add(&compiled, EC_PLURAL_ONE, text, len));
  }
  ck_assert(!ec_plural_add(&compiled, EC_PLURAL_TWO, "n = 1000 or n = 5", 17));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_TWO, "n % 200 = 2", 11));
  ck_assert_int_eq(ec_plural_select(&compiled, 1000), EC_PLURAL_OTHER);
  ck_assert_int_eq(ec_plural_select(&compiled, 1002), EC_PLURAL_TWO);
  ck_assert_int_eq(ec_plural_select(&compiled, 701), EC_PLURAL_ONE);
}
END_TEST

/* Where ICU has no more digits, neither have the rules. */
START_TEST(test_large)
{
  struct ec_plural_rules compiled = {0};
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_ONE, "n % 10 = 1", 10));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_ZERO, "i = 0", 5));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_TWO, "n % 10 = 2", 10));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_FEW, "i % 10 = 4", 10));
  ck_assert(ec_plural_add(&compiled, EC_PLURAL_MANY, "n % 1000000 = 551616", 20));
  ck_assert_int_eq(ec_plural_select(&compiled, 9007199254740991), EC_PLURAL_ONE);
  ck_assert_int_eq(ec_plural_select(&compiled, 9007199254740992), EC_PLURAL_TWO);
  ck_assert_int_eq(ec_plural_select(&compiled, 9007199254740993), EC_PLURAL_TWO);
  ck_assert_int_eq(ec_plural_select(&compiled, 9007199254740995), EC_PLURAL_OTHER);
  ck_assert_int_eq(ec_plural_select(&compiled, 1000000000000000000), EC_PLURAL_ZERO);
  ck_assert_int_eq(ec_plural_select(&compiled, 1000000000000000004), EC_PLURAL_FEW);
  ck_assert_int_eq(ec_plural_select(&compiled, UINT64_MAX), EC_PLURAL_MANY);
}
END_TEST

/* ----------------------------------------------------------- every locale */

static bool add(void *context, enum ec_plural_category category, const char *text, size_t len)
{
  return ec_plural_add(context, category, text, len);
}

static uint64_t next_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> (*state >> 58);
}

enum { SMALL = 1100, LARGE = 200 };

/* All up to SMALL, then around the powers of ten and of two, then at random. */
static uint64_t number_at(int i, uint64_t *state)
{
  static const uint64_t ends[] = {
      9007199254740991,     9007199254740992,      9007199254740993,      9223372036854775807,
      9223372036854775808u, 10000000000000000021u, 18446744073709551614u, UINT64_MAX};
  if (i <= SMALL)
    return (uint64_t)i;
  i -= SMALL + 1;
  uint64_t power = 1000;
  for (int n = 0; n < i / 4 && power < 10000000000000000000u; n++)
    power *= 10;
  if (i < 68)
    return power * (i % 2 ? 1 : (power < 1000000000000000000 ? 2 : 1)) + (uint64_t)(i % 4) - 1;
  i -= 68;
  return i < (int)COUNT(ends) ? ends[i] : next_random(state);
}

/* How many numbers in each category. */
static void compare_with_icu(const char *locale, enum ec_plural_type type,
                             const struct ec_plural_rules *compiled,
                             size_t seen[EC_PLURAL_CATEGORIES])
{
  struct ec_icu_number *formatter = ec_icu_number_open(locale, EC_STYLE_INTEGER, NULL, 0);
  ck_assert_ptr_nonnull(formatter);
  uint64_t state = 7;
  for (int i = 0; i <= SMALL + LARGE; i++) {
    uint64_t number = number_at(i, &state);
    struct errcat_arg arg = errcat_arg_unsigned(number);
    enum ec_plural_category want = ec_icu_number_plural(formatter, type, &arg);
    enum ec_plural_category got = ec_plural_select(compiled, number);
    ck_assert_msg(got == want, "%s, type %d: %" PRIu64 " is %s, want %s", locale, (int)type, number,
                  ec_plural_name(got), ec_plural_name(want));
    seen[got]++;
  }
  ec_icu_number_close(formatter);
}

START_TEST(test_locales)
{
  enum ec_plural_type type = (enum ec_plural_type)_i;
  size_t seen[EC_PLURAL_CATEGORIES] = {0};
  const char *locale;
  int32_t i = 0, compiled_count = 0;
  unsigned most_steps = 0, quick_count = 0;
  for (; (locale = ec_icu_locale(i)); i++) {
    struct ec_plural_rules compiled = {0};
    if (!ec_icu_plural_rules(locale, type, add, &compiled))
      continue;
    compiled_count++;
    most_steps = compiled.count > most_steps ? compiled.count : most_steps;
    ec_plural_prepare(&compiled);
    quick_count += same_quickly(&compiled);
    compare_with_icu(locale, type, &compiled, seen);
  }
  ck_assert_int_gt(i, 500);
  ck_assert_int_eq(compiled_count, i);
  ck_assert_uint_gt(most_steps, 5);
  ck_assert_uint_gt(quick_count, 100);
  for (int category = 0; category < EC_PLURAL_CATEGORIES; category++)
    ck_assert_msg(seen[category] > 0, "no number is %s",
                  ec_plural_name((enum ec_plural_category)category));
}
END_TEST

/* Names that are not in ICU's list, which find their rules all the same. */
START_TEST(test_names_of_locales)
{
  static const struct {
    const char *locale, *same;
  } rows[] = {
      {"", "zh"},
      {"und", "zh"},
      {"xx", "zh"},
      {"xx_YY", "zh"},
      {"en_ZZ", "en"},
      {"en_US_POSIX", "en"},
      {"ru_XX@numbers=arab", "ru"},
      {"no_NO", "nb"},
      {"no_NO_NY", "no"},
      {"sr_Latn_ZZ", "sr"},
      {"pt_PT", "pt_PT"},
      {"iw", "he"},
      {"sh", "sh"},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    for (int type = 0; type < EC_PLURAL_TYPES; type++) {
      struct ec_plural_rules got = {0}, want = {0};
      size_t seen[EC_PLURAL_CATEGORIES] = {0};
      ck_assert(ec_icu_plural_rules(rows[i].locale, (enum ec_plural_type)type, add, &got));
      ck_assert(ec_icu_plural_rules(rows[i].same, (enum ec_plural_type)type, add, &want));
      ck_assert_msg(memcmp(&got, &want, sizeof got) == 0, "%s", rows[i].locale);
      compare_with_icu(rows[i].locale, (enum ec_plural_type)type, &got, seen);
    }
}
END_TEST

static bool refuse(void *context, enum ec_plural_category category, const char *text, size_t len)
{
  int *calls = context;
  ck_assert_int_lt(category, EC_PLURAL_OTHER);
  ck_assert_ptr_null(memchr(text, '@', len));
  return --*calls > 0;
}

START_TEST(test_stop)
{
  int calls = 2;
  ck_assert(!ec_icu_plural_rules("ar", EC_PLURAL_CARDINAL, refuse, &calls));
  ck_assert_int_eq(calls, 0);
  calls = 100;
  ck_assert(ec_icu_plural_rules("ar", EC_PLURAL_CARDINAL, refuse, &calls));
  ck_assert_int_eq(calls, 95);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("plural");
  TCase *tcase = tcase_create("plural");
  tcase_set_timeout(tcase, 120);
  tcase_add_test(tcase, test_names);
  tcase_add_loop_test(tcase, test_rules, 0, COUNT(rules));
  tcase_add_test(tcase, test_beginnings);
  tcase_add_test(tcase, test_order);
  tcase_add_test(tcase, test_room);
  tcase_add_test(tcase, test_large);
  tcase_add_loop_test(tcase, test_locales, 0, EC_PLURAL_TYPES);
  tcase_add_test(tcase, test_names_of_locales);
  tcase_add_test(tcase, test_stop);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
