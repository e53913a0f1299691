/* SPDX-License-Identifier: MIT */
/* The same text as icu::MessageFormat, wherever both take pattern and arguments; and the list
 * of all that is meant to differ, with its reason. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "oracle.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const locales[] = {
    "",   "af", "ar",    "ar_EG", "bn",    "br",         "ca",    "cs",    "cy", "da", "de",
    "dz", "en", "en_IN", "es",    "et",    "fa",         "fil",   "fr",    "ga", "gd", "gu",
    "gv", "he", "hi",    "hr",    "hu",    "is",         "it",    "ja",    "kk", "ko", "kw",
    "lt", "lv", "mk",    "mr",    "mt",    "my",         "ne",    "nl",    "pl", "pt", "pt_PT",
    "ro", "ru", "sk",    "sl",    "sr",    "sv",         "sw",    "ta",    "th", "tr", "uk",
    "uz", "vi", "zh_CN", "zh_TW", "sat",   "ff_Adlm",    "de_CH", "de_AT", "ks", "or", "kab",
    "se", "sc", "so",    "no",    "zz_ZZ", "zh_Hant_HK", "es_MX"};

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

enum { SMALL = 31, VALUES = SMALL + COUNT(doubles) + COUNT(integers) + COUNT(unsigned_integers) };

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
  return errcat_arg_unsigned(unsigned_integers[i - COUNT(integers)]);
}

/* A pattern in one locale, on both sides. */
struct pair {
  const char *text, *locale;
  struct ec_arena arena;
  struct ec_pattern pattern;
  const struct ec_icu_numbers *numbers;
  struct oracle *oracle;
};

static void pair_open(struct pair *pair, const char *text, const char *locale,
                      const struct ec_icu_numbers *numbers)
{
  struct errcat_error err = {0};
  *pair = (struct pair){.text = text, .locale = locale, .numbers = numbers};
  ec_arena_init(&pair->arena, &ec_mem_default);
  errcat_status status = ec_pattern_compile(&pair->pattern, text, strlen(text), &pair->arena, &err);
  ck_assert_msg(!status, "%s: %s", text, err.detail);
  pair->oracle = oracle_open(text, strlen(text), locale);
  ck_assert_msg(pair->oracle != NULL, "%s: ICU refuses it", text);
}

static void pair_close(struct pair *pair)
{
  oracle_close(pair->oracle);
  ec_arena_free(&pair->arena);
}

static void ours(const struct pair *pair, const struct errcat_arg *args, size_t count, char *out,
                 size_t size, struct ec_format_counts *counts)
{
  struct ec_buf buf;
  struct ec_format_input input = {.args = args, .arg_count = count, .numbers = pair->numbers};
  ec_buf_init(&buf, out, size, ERRCAT_OUTPUT_MAX);
  ec_format(&buf, &pair->pattern, &input, counts);
  ck_assert_uint_lt(ec_buf_finish(&buf), size);
}

static void same(const struct pair *pair, const struct errcat_arg *args, size_t count)
{
  static char got[ERRCAT_OUTPUT_MAX], want[ERRCAT_OUTPUT_MAX];
  struct ec_format_counts counts = {0, 0};
  ours(pair, args, count, got, sizeof got, &counts);
  ck_assert_msg(oracle_format(pair->oracle, args, count, want, sizeof want),
                "%s, %s: ICU refuses the arguments", pair->locale, pair->text);
  ck_assert_msg(strcmp(got, want) == 0, "%s, %s, %g: got %s, ICU says %s", pair->locale, pair->text,
                args[0].kind == ERRCAT_ARG_DOUBLE ? args[0].value.floating
                                                  : (double)args[0].value.integer,
                got, want);
  ck_assert(!counts.missing && !counts.mismatched);
}

/* --------------------------------------------------- every locale of ICU's */

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
  const char *locale;
  size_t triples = 0;
  for (int32_t i = 0; (locale = ec_icu_locale(i)) != NULL; i++) {
    struct ec_icu_numbers *numbers = ec_icu_numbers_open(locale);
    ck_assert_ptr_nonnull(numbers);
    struct pair pair;
    pair_open(&pair, plain[_i], locale, numbers);
    for (size_t v = 0; v < VALUES; v++, triples++) {
      struct errcat_arg arg = errcat_arg_named("n", value(v));
      same(&pair, &arg, 1);
    }
    pair_close(&pair);
    ec_icu_numbers_close(numbers);
  }
  ck_assert_uint_gt(triples, 700 * VALUES);
}
END_TEST

/* -------------------------------------------------------- random patterns */

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static size_t random_below(size_t limit)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return (size_t)((random_state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

#define PICK(array) ((array)[random_below(COUNT(array))])

struct text {
  char bytes[ERRCAT_PATTERN_MAX];
  size_t len;
};

static void put(struct text *text, const char *string)
{
  size_t len = strlen(string);
  ck_assert_uint_lt(len, sizeof text->bytes - text->len);
  memcpy(text->bytes + text->len, string, len + 1);
  text->len += len;
}

static void put_message(struct text *text, size_t depth);

static void put_cases(struct text *text, const char *const *selectors, size_t count, size_t depth)
{
  static const char *const spaces[] = {"", " ", "\n  ", "\xe2\x80\x8e"};
  size_t other = random_below(4);
  for (size_t i = 0; i < 4; i++) {
    put(text, PICK(spaces));
    put(text, i == other ? "other" : selectors[random_below(count)]);
    put(text, PICK(spaces));
    put(text, "{");
    put_message(text, depth + 1);
    put(text, "}");
  }
  put(text, PICK(spaces));
  put(text, "}");
}

static void put_argument(struct text *text, size_t depth)
{
  static const char *const simple[] = {"{n}",
                                       "{m}",
                                       "{g}",
                                       "{ n , number }",
                                       "{n,number,integer}",
                                       "{m,number, percent }",
                                       "{n,number,percent}",
                                       "{0}",
                                       "{0,number}"};
  static const char *const plurals[] = {"{n,plural,", "{m,Plural,", "{n,selectordinal,",
                                        "{ 0 , plural , "};
  static const char *const offsets[] = {"",           "",          "offset:1 ",
                                        " offset: 2", "offset:-1", "offset:0.5"};
  static const char *const categories[] = {"zero", "one", "two",  "few",  "many", "other", "=0",
                                           "=1",   "=2",  "=3.0", "=1.5", "=-1",  "=1e6",  "ONE"};
  static const char *const words[] = {"male", "female", "x", "other", "0"};
  size_t kind = depth < 3 ? random_below(4) : 0;
  if (kind < 2) {
    put(text, PICK(simple));
  } else if (kind == 2) {
    put(text, PICK(plurals));
    put(text, PICK(offsets));
    put_cases(text, categories, COUNT(categories), depth);
  } else {
    put(text, "{g,select,");
    put_cases(text, words, COUNT(words), depth);
  }
}

static void put_message(struct text *text, size_t depth)
{
  static const char *const pieces[] = {"a",        " files ",   "#",       "# ",
                                       "o''clock", "-'{'#'}' ", "-'#' ",   "it's ",
                                       "租户",     "|",         "-'{#}' ", "\xf0\x9f\x98\x80"};
  for (size_t n = random_below(depth ? 3 : 4) + !depth; n; n--) {
    if (random_below(2))
      put(text, PICK(pieces));
    else
      put_argument(text, depth);
  }
}

static size_t compare(const char *text, const char *locale, const struct ec_icu_numbers *numbers)
{
  enum { ROUNDS = 12 };
  static const char *const strings[] = {"male", "female", "x", "", "other", "0", "{n}#'"};
  struct pair pair;
  pair_open(&pair, text, locale, numbers);
  for (size_t i = 0; i < ROUNDS; i++) {
    struct errcat_arg args[] = {
        errcat_arg_named("n", value(i < ROUNDS / 2 ? random_below(SMALL) : random_below(VALUES))),
        errcat_arg_named("m", value(random_below(VALUES))),
        errcat_arg_named("g", errcat_arg_string(PICK(strings))),
        errcat_arg_named("0", value(random_below(VALUES)))};
    same(&pair, args, COUNT(args));
  }
  pair_close(&pair);
  return ROUNDS;
}

START_TEST(random_patterns)
{
  enum { PATTERNS = 60 };
  size_t triples = 0;
  struct ec_icu_numbers *numbers = ec_icu_numbers_open(locales[_i]);
  ck_assert_ptr_nonnull(numbers);
  random_state = 20261124 + (uint64_t)_i;
  for (size_t i = 0; i < PATTERNS; i++) {
    struct text text = {.len = 0};
    put_message(&text, 0);
    triples += compare(text.bytes, locales[_i], numbers);
  }
  ck_assert_uint_eq(triples, 60 * 12);
  ec_icu_numbers_close(numbers);
}
END_TEST

/* ------------------------------------------------------ what is to differ */

#define NAMED(key, ...) \
  { \
    .name = (key), __VA_ARGS__ \
  }
#define STRING(text) .kind = ERRCAT_ARG_STRING, .len = sizeof(text) - 1, .value.string = (text)
#define DOUBLE(number) .kind = ERRCAT_ARG_DOUBLE, .value.floating = (number)
#define INTEGER(number) .kind = ERRCAT_ARG_INTEGER, .value.integer = (number)

/* Formatting never fails to give text: where ICU refuses an argument, errcat shows it. Its
 * limits (length, placeholders, nesting, numbers of selectors) are in check_pattern. */
static const struct difference {
  const char *reason, *pattern;
  struct errcat_arg arg;
  const char *ours, *icus; /* NULL: refused */
} differences[] = {
    {"a string for a plural: its case \"other\"", "{n,plural,one{a}other{# b}}",
     NAMED("n", STRING("x")), "x b", NULL},
    {"digits in a string are a string", "{n,plural,=1{a}one{a}other{# b}}", NAMED("n", STRING("1")),
     "1 b", NULL},
    {"a string for an ordinal", "{n,selectordinal,one{a}other{#th}}", NAMED("n", STRING("x")),
     "xth", NULL},
    {"a string for a number: as it is", "{n,number}", NAMED("n", STRING("x")), "x", NULL},
    {"a string for a whole number", "{n,number,integer}", NAMED("n", STRING("1.5")), "1.5", NULL},
    {"a string for a percentage", "{n,number,percent}", NAMED("n", STRING("x")), "x", NULL},
    {"a number for a select: its bare digits", "{n,select,1000{a}other{b}}",
     NAMED("n", INTEGER(1000)), "a", NULL},
    {"a fraction for a select", "{n,select,1{a}other{b}}", NAMED("n", DOUBLE(1.5)), "b", NULL},
    {"not a number, of which ICU fails to find that it is equal to itself",
     "{n,plural,one{a}other{# b}}", NAMED("n", DOUBLE((double)NAN)), "NaN b", NULL},
    {"no argument for a plural: the rest of the sentence is kept", "{n,plural,other{# files}}",
     NAMED("x", INTEGER(1)), "{n} files", "{n}"},
    {"no argument for a select", "{n,select,a{he}other{they}}", NAMED("x", INTEGER(1)), "they",
     "{n}"},
};

START_TEST(listed_difference)
{
  const struct difference *row = &differences[_i];
  struct ec_icu_numbers *numbers = ec_icu_numbers_open("en");
  struct ec_format_counts counts = {0, 0};
  struct pair pair;
  char got[256], icus[256];
  pair_open(&pair, row->pattern, "en", numbers);
  ours(&pair, &row->arg, 1, got, sizeof got, &counts);
  ck_assert_msg(strcmp(got, row->ours) == 0, "%s: got %s", row->reason, got);
  bool accepted = oracle_format(pair.oracle, &row->arg, 1, icus, sizeof icus);
  ck_assert_msg(accepted == (row->icus != NULL) && (!accepted || strcmp(icus, row->icus) == 0),
                "%s: ICU says %s", row->reason, accepted ? icus : "nothing");
  pair_close(&pair);
  ec_icu_numbers_close(numbers);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("differential");
  TCase *tcase = tcase_create("differential");
  tcase_set_timeout(tcase, 300);
  tcase_add_loop_test(tcase, every_locale, 0, COUNT(plain));
  tcase_add_loop_test(tcase, random_patterns, 0, COUNT(locales));
  tcase_add_loop_test(tcase, listed_difference, 0, COUNT(differences));
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
