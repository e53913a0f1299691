/* SPDX-License-Identifier: MIT */
/* The same text as icu::MessageFormat, wherever both take pattern and arguments: every locale of
 * ICU's for numbers and plurals, patterns written by hand for each feature, and patterns by chance;
 * and the list of all that is meant to differ, with its reason.
 *
 * What is by chance is the same in each run, unless ERRCAT_TEST_SEED says otherwise: a number, or
 * "random" for one of its own, which is printed and can be given to see the same again. */
#include <check.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "differential.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static uint64_t seed = 20261124;

static void read_seed(void)
{
  const char *wanted = getenv("ERRCAT_TEST_SEED");
  if (wanted && strcmp(wanted, "random") == 0) {
    uint32_t fresh;
    if (getrandom(&fresh, sizeof fresh, 0) != sizeof fresh)
      abort();
    seed = fresh;
  } else if (wanted && *wanted) {
    seed = strtoull(wanted, NULL, 10);
  }
  printf("ERRCAT_TEST_SEED=%" PRIu64 "\n", seed);
}

/* --------------------------------------------------- every locale of ICU's */

static const double doubles[] = {0.0,
                                 -0.0,
                                 0.5,
                                 1.5,
                                 -1.5,
                                 2.5,
                                 0.1,
                                 1.1,
                                 1.0004,
                                 0.9996,
                                 1.9999,
                                 2.0005,
                                 10.25,
                                 99.9996,
                                 1234.5678,
                                 1e6,
                                 1e15,
                                 1e22,
                                 -0.0001,
                                 0.01,
                                 0.005,
                                 (double)INFINITY,
                                 -(double)INFINITY};
static const int64_t integers[] = {
    31,   40,   41,   99,    100,      101,     102,       111,       112,
    121,  199,  200,  201,   202,      500,     999,       1000,      1001,
    1002, 1011, 1234, 10000, 100000,   1000000, 1000001,   2000000,   1234567,
    -1,   -2,   -3,   -11,   -1000000, 1 << 30, INT64_MAX, INT64_MIN, INT64_C(9007199254740993)};
static const uint64_t unsigned_integers[] = {1, 7, 1000, UINT64_MAX, (uint64_t)INT64_MAX + 2};
static const char *const decimals[] = {
    "1", "1.0", "0.0", "2.50", "1e6", "-1", "1000000", "12345678901234567890.12", "5e-40"};

enum {
  SMALL = 31,
  VALUES = SMALL + COUNT(doubles) + COUNT(integers) + COUNT(unsigned_integers) + COUNT(decimals)
};

static struct errcat_arg value(size_t i)
{
  if (i < SMALL)
    return errcat_arg_integer((int64_t)i);
  i -= SMALL;
  if (i < COUNT(doubles))
    return errcat_arg_double(doubles[i]);
  i -= COUNT(doubles);
  if (i < COUNT(integers))
    return errcat_arg_integer(integers[i]);
  i -= COUNT(integers);
  if (i < COUNT(unsigned_integers))
    return errcat_arg_unsigned(unsigned_integers[i]);
  return errcat_arg_decimal(decimals[i - COUNT(unsigned_integers)]);
}

#define CATEGORIES "zero{Z#}one{O#}two{T#}few{F#}many{M#}other{X#}}"

static const char *const plain[] = {
    "{n,plural," CATEGORIES "{n,selectordinal," CATEGORIES,
    "{n,plural,offset:1 =0{nobody}=1{you}" CATEGORIES,
    "{n}|{n,number}|{n,number,integer}|{n,number,percent}",
    "{n,plural,one{O}two{T}few{F}many{M}other{{n,number,percent}}}"
    "{n,selectordinal,one{O}two{T}few{F}many{M}other{{n,number,integer}}}",
};

START_TEST(every_locale)
{
  size_t before = totals->differences;
  for (int32_t i = 0; i < uloc_countAvailable(); i++) {
    struct pair pair;
    struct subject subject = {
        .text = plain[_i], .len = strlen(plain[_i]), .locale = uloc_getAvailable(i)};
    ck_assert_msg(pair_open(&pair, &subject), "%s: %s", subject.locale, subject.text);
    for (size_t v = 0; v < VALUES; v++) {
      struct errcat_arg arg = errcat_arg_named("n", value(v));
      pair_compare(&pair, &arg, 1);
    }
    pair_close(&pair);
  }
  ck_assert_int_gt(uloc_countAvailable(), 700);
  ck_assert_uint_eq(totals->differences, before);
}
END_TEST

/* ----------------------------------------------------- every zone of ICU's */

/* The clock of a zone just before, at and just after `ms`. */
static void compare_around(const struct pair *pair, double ms)
{
  for (int64_t off = -1; off <= 1; off++) {
    struct errcat_time time = {.ms = (int64_t)ms + off, .zone = pair->subject.zone};
    struct errcat_arg arg = errcat_arg_named("t", errcat_arg_time(time));
    pair_compare(pair, &arg, 1);
  }
}

/* Some of the times at which the zone changes its offset, and times far from all of them. */
static void compare_zone(const struct pair *pair, const UChar *zone, size_t step)
{
  static const double far[] = {-1e14, -6e13, -3e12, 0, 4.2e12, 1e13, 1e15};
  UErrorCode error = U_ZERO_ERROR;
  UDate at = -3e12; /* in 1874 */
  UCalendar *calendar = ucal_open(zone, -1, "en", UCAL_GREGORIAN, &error);
  for (size_t i = 0; i < 400; i++) {
    ucal_setMillis(calendar, at, &error);
    if (!ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &at, &error))
      break;
    if (i % 5 == step % 5)
      compare_around(pair, at);
  }
  ck_assert(U_SUCCESS(error));
  ucal_close(calendar);
  for (size_t i = 0; i < COUNT(far); i++)
    compare_around(pair, far[i]);
}

START_TEST(every_zone)
{
  static const char pattern[] = "{t,date,G y-MM-dd HH:mm:ss.SSS}|{t,time,ZZZZ}|{t,date,full}";
  size_t before = totals->differences, zones = 0;
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration *names = ucal_openTimeZones(&error);
  const UChar *wide;
  char name[128];
  int32_t len;
  for (; (wide = uenum_unext(names, &len, &error)) != NULL; zones++) {
    struct pair pair;
    u_UCharsToChars(wide, name, len + 1);
    struct subject subject = {
        .text = pattern, .len = sizeof pattern - 1, .locale = "en", .zone = name};
    ck_assert(pair_open(&pair, &subject));
    compare_zone(&pair, wide, zones);
    pair_close(&pair);
  }
  uenum_close(names);
  ck_assert_uint_gt(zones, 500);
  ck_assert_uint_eq(totals->differences, before);
}
END_TEST

/* ------------------------------------------------- with arguments by chance */

static size_t compare_some(const struct subject *subject, size_t rounds)
{
  struct pair pair;
  struct argument_set set;
  if (!pair_open(&pair, subject))
    return 0;
  for (size_t i = 0; i < rounds; i++) {
    random_arguments(&set, subject->zone);
    pair_compare(&pair, set.args, SET_ARGS);
  }
  pair_close(&pair);
  return rounds;
}

/* Each case in some of the locales, another choice for the next one, so that all see all
 * features. */
START_TEST(written_by_hand)
{
  enum { STEP = 5, ROUNDS = 6 };
  size_t before = totals->differences;
  random_seed(seed);
  for (size_t c = 0; c < differential_case_count; c++) {
    const struct differential_case *row = &differential_cases[c];
    for (size_t i = c % STEP; i < named_locale_count; i += STEP) {
      struct subject subject = {.text = row->pattern,
                                .len = strlen(row->pattern),
                                .locale = named_locales[i],
                                .zone = named_zones[random_below(named_zone_count)],
                                .jdk = row->jdk};
      ck_assert_msg(compare_some(&subject, ROUNDS) == ROUNDS, "%s: %s", subject.locale,
                    row->pattern);
    }
  }
  ck_assert_uint_eq(totals->differences, before);
}
END_TEST

START_TEST(exactly)
{
  size_t before = totals->differences;
  for (size_t i = 0; i < differential_exact_count; i++) {
    const struct differential_exact *row = &differential_exacts[i];
    struct pair pair;
    struct subject subject = {
        .text = row->pattern, .len = strlen(row->pattern), .locale = row->locale};
    ck_assert_msg(pair_open(&pair, &subject), "%s", row->pattern);
    pair_compare(&pair, &row->arg, 1);
    pair_close(&pair);
  }
  ck_assert_uint_eq(totals->differences, before);
}
END_TEST

/* How much of each family: patterns, in how many locales each, with how many arguments. */
static const struct amount {
  enum family family;
  size_t patterns, locales, rounds;
} amounts[] = {
    {FAMILY_PLAIN, 3000, 3, 12}, {FAMILY_NUMBER, 2000, 3, 12}, {FAMILY_TIME, 800, 3, 12},
    {FAMILY_MIXED, 1500, 2, 12}, {FAMILY_JDK, 600, 2, 8},      {FAMILY_SPOILED, 4000, 1, 3},
};

static const char *random_locale(enum family family)
{
  if (family == FAMILY_PLAIN)
    return uloc_getAvailable((int32_t)random_below((size_t)uloc_countAvailable()));
  return named_locales[random_below(named_locale_count)];
}

/* Spoiled patterns may take a number for a time: errcat shows those in UTC. */
static const char *random_zone(enum family family)
{
  return family == FAMILY_SPOILED ? NULL : named_zones[random_below(named_zone_count)];
}

START_TEST(by_chance)
{
  const struct amount *amount = &amounts[_i];
  size_t before = totals->differences, triples = totals->triples, refused = totals->unsupported;
  static struct text text;
  random_seed(seed + (uint64_t)_i);
  for (size_t i = 0; i < amount->patterns; i++) {
    random_pattern(&text, amount->family);
    for (size_t n = 0; n < amount->locales; n++) {
      struct subject subject = {.text = text.bytes,
                                .len = text.len,
                                .locale = random_locale(amount->family),
                                .zone = random_zone(amount->family),
                                .jdk = amount->family == FAMILY_JDK,
                                .spoiled = amount->family == FAMILY_SPOILED};
      compare_some(&subject, amount->rounds);
    }
  }
  totals->by_chance += totals->triples - triples;
  ck_assert_uint_eq(totals->differences, before);
  /* A fault is often one of a style, and of those errcat takes fewer. */
  size_t few = amount->family == FAMILY_SPOILED ? 10 : 2;
  refused = totals->unsupported - refused;
  ck_assert_msg(refused * 100 <= few * amount->patterns * amount->locales, "%zu are not supported",
                refused);
}
END_TEST

/* ------------------------------------------------------ what is to differ */

static const char *locale_of(const struct difference *row)
{
  return row->locale ? row->locale : "en";
}

static void check_ours(const struct difference *row)
{
  struct errcat_pattern_options options = {.flags = row->jdk ? ERRCAT_PATTERN_JDK : 0};
  struct errcat_error err = {0};
  char got[256];
  struct errcat_pattern *pattern =
      errcat_pattern_open(locale_of(row), row->pattern, strlen(row->pattern), &options, &err);
  ck_assert_msg((pattern != NULL) == (row->ours != NULL), "%s: %s", row->reason, err.detail);
  if (!pattern)
    return;
  errcat_pattern_format(pattern, &row->arg, row->arg.kind ? 1 : 0, got, sizeof got, NULL);
  ck_assert_msg(strcmp(got, row->ours) == 0, "%s: got %s", row->reason, got);
  errcat_pattern_free(pattern);
}

static void check_icus(const struct difference *row)
{
  char got[256];
  struct oracle *oracle =
      oracle_open(row->pattern, strlen(row->pattern), locale_of(row), row->jdk, NULL);
  bool taken = oracle &&
               oracle_format(oracle, &row->arg, row->arg.kind ? 1 : 0, got, sizeof got) != SIZE_MAX;
  ck_assert_msg(taken == (row->icus != NULL) && (!taken || strcmp(got, row->icus) == 0),
                "%s: ICU says %s", row->reason, taken ? got : "nothing");
  oracle_close(oracle);
}

START_TEST(listed_difference)
{
  check_ours(&differences[_i]);
  check_icus(&differences[_i]);
}
END_TEST

static void summarize(void)
{
  totals_print();
  printf("%zu patterns by hand, %zu named locales, %zu listed differences\n",
         differential_case_count + differential_exact_count, named_locale_count, difference_count);
}

START_TEST(enough_by_chance)
{
  ck_assert_uint_ge(totals->by_chance, 200000);
  ck_assert_uint_ge(named_locale_count, 40);
}
END_TEST

int main(void)
{
  setvbuf(stdout, NULL, _IOLBF, 0); /* nothing is lost when a test fails */
  totals_open();
  read_seed();
  Suite *suite = suite_create("differential");
  TCase *tcase = tcase_create("differential");
  tcase_set_timeout(tcase, 600);
  tcase_add_loop_test(tcase, every_locale, 0, COUNT(plain));
  tcase_add_test(tcase, every_zone);
  tcase_add_test(tcase, written_by_hand);
  tcase_add_test(tcase, exactly);
  tcase_add_loop_test(tcase, by_chance, 0, COUNT(amounts));
  tcase_add_loop_test(tcase, listed_difference, 0, (int)difference_count);
  tcase_add_test(tcase, enough_by_chance);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  summarize();
  return failed ? 1 : 0;
}
