/* SPDX-License-Identifier: MIT */

/* Which code is meant by what somebody typed, and what the words behind it are. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "find.h"
#include "when.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct ec_pool pool;
static struct ec_clocks clocks;

static void no_memory(void *context)
{
  (void)context;
  ck_abort_msg("out of memory");
}

static void setup(void)
{
  ec_pool_init(&pool, no_memory, NULL);
}

static void teardown(void)
{
  ec_pool_free(&pool);
  ec_clocks_close(&clocks);
}

/* ---------------------------------------------------------------- spelling */

static const struct errcat_code_info job = {
    .code = "JOB_MANAGER_12020001", .wire = "JOB_MANAGER.12020001", .name = "task_not_found"};
static const struct errcat_code_info plain = {.code = "cli.no-match", .wire = "cli.no-match"};
static const struct errcat_code_info text = {
    .code = "label.code", .wire = "label.code", .severity = "text"};
static const struct errcat_code_info foreign = {
    .code = "APIGW*", .wire = "APIGW*", .foreign = true};

#define DIGITS_59 "01234567890123456789012345678901234567890123456789012345678"

static const struct {
  const char *typed;
  const struct errcat_code_info *info;
  enum ec_spelling want;
} spellings[] = {
    {"JOB_MANAGER_12020001", &job, EC_SPELLING_EXACT},
    {"JOB_MANAGER.12020001", &job, EC_SPELLING_EXACT},
    {"task_not_found", &job, EC_SPELLING_NAME},
    {"Task-Not-Found", &job, EC_SPELLING_FOLDED},
    {"job_manager_12020001", &job, EC_SPELLING_FOLDED},
    {"job-manager.12020001", &job, EC_SPELLING_FOLDED},
    {"JobManager12020001", &job, EC_SPELLING_FOLDED},
    {"[JOB_MANAGER.12020001]:", &job, EC_SPELLING_FOLDED},
    {"\"JOB_MANAGER.12020001\",", &job, EC_SPELLING_FOLDED},
    {"12020001", &job, EC_SPELLING_NUMBER},
    {"1202-0001", &job, EC_SPELLING_NUMBER},
    {"2020001", &job, EC_SPELLING_NONE},
    {"1202", &job, EC_SPELLING_PREFIX},
    {"12", &job, EC_SPELLING_NONE},
    {"JOB", &job, EC_SPELLING_PREFIX},
    {"JO", &job, EC_SPELLING_NONE},
    {"JOB_MANAGER_120200011", &job, EC_SPELLING_NONE},
    {"", &job, EC_SPELLING_NONE},
    {"___", &job, EC_SPELLING_NONE},
    {"cli.no-match", &plain, EC_SPELLING_EXACT},
    {"CLI.NO-MATCH", &plain, EC_SPELLING_FOLDED},
    {"cli.no", &plain, EC_SPELLING_PREFIX},
    /* An interface text is found by those who know what it is called, and by nobody else. */
    {"label.code", &text, EC_SPELLING_EXACT},
    {"Label.Code", &text, EC_SPELLING_NONE},
    {"label", &text, EC_SPELLING_NONE},
    {"APIGW.0101", &foreign, EC_SPELLING_EXACT},
    {"APIGW", &foreign, EC_SPELLING_EXACT},
    {"apigw.0101", &foreign, EC_SPELLING_FOLDED},
    {"APIG", &foreign, EC_SPELLING_NONE},
    {"XAPIGW.0101", &foreign, EC_SPELLING_NONE},
    /* Another system's code has to be one as a whole. */
    {"\"APIGW.0101\",", &foreign, EC_SPELLING_FOLDED},
    {"APIGW.0101 x", &foreign, EC_SPELLING_NONE},
    {"APIGW/0101", &foreign, EC_SPELLING_NONE},
    {"APIGW\xEF\xBC\x8E.0101", &foreign, EC_SPELLING_NONE},
    {"APIGW" DIGITS_59, &foreign, EC_SPELLING_EXACT},
    {"APIGW0" DIGITS_59, &foreign, EC_SPELLING_NONE},
    {"", &foreign, EC_SPELLING_NONE},
    {"...", &foreign, EC_SPELLING_NONE},
};

START_TEST(spelling)
{
  const enum ec_spelling got = ec_find_spelling(&pool, spellings[_i].typed, spellings[_i].info);
  ck_assert_msg(got == spellings[_i].want, "\"%s\" for %s: got %d, want %d", spellings[_i].typed,
                spellings[_i].info->code, (int)got, (int)spellings[_i].want);
}
END_TEST

/* ---------------------------------------------------------------- distance */

#define LONG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" /* 64 */

static const struct {
  const char *a, *b;
  unsigned bound, want;
} distances[] = {
    {"", "", 3, 0},
    {"", "abc", 3, 3},
    {"", "abcd", 3, 4},
    {"explain", "explain", 3, 0},
    {"explan", "explain", 3, 1},
    {"explaain", "explain", 3, 1},
    {"explein", "explain", 3, 1},
    {"exlpain", "explain", 3, 1},
    {"xelpain", "explain", 3, 2},
    {"ca", "abc", 3, 3},
    {"kitten", "sitting", 3, 3},
    {"kitten", "sitting", 2, 3},
    {"kitten", "sitting", 1, 2},
    {"abc", "xyz", 9, 3},
    {LONG, LONG, 3, 0},
    {LONG, LONG "a", 3, 4}, /* longer than any code */
};

START_TEST(distance)
{
  const unsigned there = ec_find_distance(distances[_i].a, distances[_i].b, distances[_i].bound);
  const unsigned back = ec_find_distance(distances[_i].b, distances[_i].a, distances[_i].bound);
  ck_assert_msg(there == distances[_i].want, "\"%s\" to \"%s\": got %u, want %u", distances[_i].a,
                distances[_i].b, there, distances[_i].want);
  ck_assert_msg(back == there, "\"%s\" to \"%s\": %u there, %u back", distances[_i].a,
                distances[_i].b, there, back);
}
END_TEST

/* -------------------------------------------------------------- near misses */

static const char *const names[] = {
    "OptVerse_10000004",
    "OptVerse_10000005",
    "OptVerse_12040012",
    "JOB_MANAGER_12020001",
    "explain",
    "OptVerse_1212080002",
    "list",
    "OptVerse_12040012",
};

static const struct {
  const char *typed;
  size_t max;
  const char *want; /* joined with a space */
} nears[] = {
    {"OptVers_10000004", 5, "OptVerse_10000004"},
    {"OptVerse_1000000", 5, "OptVerse_10000004 OptVerse_10000005"},
    {"OptVerse_1000000", 1, "OptVerse_10000004"},
    {"optverse-10000040", 5, "OptVerse_10000004"},
    {"OptVerse_12040013", 5, "OptVerse_12040012"}, /* not twice */
    {"JOB_MANAGER_10000005", 5, "OptVerse_10000005"},
    {"Foo_12020001", 5, "JOB_MANAGER_12020001"},
    {"explan", 3, "explain"},
    {"expln", 3, "explain"},
    {"lsit", 3, "list"},
    {"lis", 3, "list"},
    {"xy", 3, ""},
    {"", 3, ""},
    {"??", 3, ""},
    {LONG LONG, 3, ""},
};

START_TEST(near_misses)
{
  const char *near[5];
  char got[256] = "";
  const size_t count =
      ec_find_near(&pool, names, COUNT(names), nears[_i].typed, near, nears[_i].max);
  ck_assert_msg(count <= nears[_i].max, "\"%s\": %zu", nears[_i].typed, count);
  for (size_t i = 0; i < count; i++)
    snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? " " : "", near[i]);
  ck_assert_msg(strcmp(got, nears[_i].want) == 0, "\"%s\": got \"%s\", want \"%s\"",
                nears[_i].typed, got, nears[_i].want);
}
END_TEST

/* ------------------------------------------------- the codes that are shipped */

static struct errcat_bundle *open_optverse(void)
{
  char path[4096];
  const char *builddir = getenv("builddir");
  struct errcat_error err = {.detail = ""};
  snprintf(path, sizeof path, "%s/po/locale", builddir ? builddir : ".");
  struct errcat_bundle *bundle =
      errcat_bundle_open("optverse", &(struct errcat_options){.path = path}, &err);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
  return bundle;
}

static void expect_only(const struct ec_domain *domain, const struct errcat_code_info *info,
                        const char *typed)
{
  const struct ec_match *matches;
  const size_t count = ec_find_codes(&pool, domain, 1, typed, &matches, NULL);
  ck_assert_msg(count == 1, "\"%s\" for %s: %zu matches", typed, info->code, count);
  ck_assert_str_eq(matches[0].code, info->code);
}

static const char *with_each(const char *code, char from, char to)
{
  char *copy = ec_pool_copy(&pool, code, strlen(code));
  for (char *c = copy; *c; c++)
    *c = *c == from ? to : *c;
  return copy;
}

/* Each of these ways to type a code means that code and no other, for each of the codes. */
START_TEST(every_code)
{
  struct errcat_bundle *bundle = open_optverse();
  const struct ec_domain domain = {"optverse", bundle};
  size_t seen = 0;
  for (size_t i = 0; i < errcat_bundle_code_count(bundle); i++) {
    const struct errcat_code_info *info = errcat_bundle_code(bundle, i);
    if (info->foreign)
      continue;
    seen++;
    expect_only(&domain, info, info->code);
    expect_only(&domain, info, info->wire);
    expect_only(&domain, info, info->name);
    expect_only(&domain, info, ec_find_fold(&pool, info->code));
    expect_only(&domain, info, with_each(info->code, '_', '.'));
    expect_only(&domain, info, with_each(info->code, '_', '-'));
    expect_only(&domain, info, strrchr(info->code, '_') + 1);
    expect_only(&domain, info, ec_pool_printf(&pool, "[%s],", info->wire));
  }
  ck_assert_uint_eq(seen, 72);
  errcat_bundle_free(bundle);
}
END_TEST

START_TEST(foreign_code_keeps_its_number)
{
  struct errcat_bundle *bundle = open_optverse();
  const struct ec_domain domain = {"optverse", bundle};
  const struct ec_match *matches;
  enum ec_spelling how;
  ck_assert_uint_eq(ec_find_codes(&pool, &domain, 1, "apiGw.0101", &matches, &how), 1);
  ck_assert_str_eq(matches[0].code, "APIGW.0101");
  ck_assert_int_eq((int)how, EC_SPELLING_FOLDED);
  ck_assert_uint_eq(ec_find_codes(&pool, &domain, 1, "[ApiGw.0101]:", &matches, NULL), 1);
  ck_assert_str_eq(matches[0].code, "APIGW.0101");
  ck_assert_uint_eq(ec_find_codes(&pool, &domain, 1, "APIGW.0101 x", &matches, NULL), 0);
  errcat_bundle_free(bundle);
}
END_TEST

/* ---------------------------------------------------------------- arguments */

static const struct errcat_arg_info declared[] = {
    {.name = "user", .type = "id"},      {.name = "count", .type = "integer"},
    {.name = "share", .type = "number"}, {.name = "reason", .type = "string"},
    {.name = "when", .type = "time"},    {.name = "names", .type = "list"},
};

/* "NAME:KIND:VALUE". */
static const char *describe_value(const struct errcat_arg *arg)
{
  const char *name = arg->name ? arg->name : "";
  switch (arg->kind) {
  case ERRCAT_ARG_STRING:
    return ec_pool_printf(&pool, "%s:s:%s", name, arg->value.string);
  case ERRCAT_ARG_INTEGER:
    return ec_pool_printf(&pool, "%s:i:%lld", name, (long long)arg->value.integer);
  case ERRCAT_ARG_UNSIGNED:
    return ec_pool_printf(&pool, "%s:u:%llu", name,
                          (unsigned long long)arg->value.unsigned_integer);
  case ERRCAT_ARG_DOUBLE:
    return ec_pool_printf(&pool, "%s:d:%g", name, arg->value.floating);
  case ERRCAT_ARG_DECIMAL:
    return ec_pool_printf(&pool, "%s:exact:%s", name, arg->value.string);
  case ERRCAT_ARG_TIME:
    return ec_pool_printf(&pool, "%s:t:%lld%s%s", name, (long long)arg->value.time.ms,
                          arg->value.time.zone ? "@" : "",
                          arg->value.time.zone ? arg->value.time.zone : "");
  default:
    return ec_pool_printf(&pool, "%s:list:%zu", name, arg->len);
  }
}

/* Each argument that the library gets, joined with a space; items of a list come behind it. */
static const char *describe(const struct errcat_arg *args, size_t count)
{
  struct ec_string out = {.pool = &pool};
  ec_string_adds(&out, "");
  for (size_t i = 0; i < count; i++) {
    ec_string_adds(&out, i ? " " : "");
    ec_string_adds(&out, describe_value(&args[i]));
    for (size_t j = 0; args[i].kind == ERRCAT_ARG_LIST && j < args[i].len; j++) {
      ec_string_adds(&out, " ");
      ec_string_adds(&out, describe_value(&args[i].value.list[j]));
    }
  }
  return out.bytes;
}

static size_t split(const char *line, const char **words, size_t max)
{
  size_t count = 0;
  char *copy = ec_pool_copy(&pool, line, strlen(line));
  for (char *word = strtok(copy, " "); word && count < max; word = strtok(NULL, " "))
    words[count++] = word;
  return count;
}

static const struct {
  const char *words, *want;
  size_t mistyped, left_over;
} typed_arguments[] = {
    {"", "", 0, 0},
    {"u1", "user:s:u1", 0, 0},
    {"12 34 5.5 6", "user:s:12 count:i:34 share:d:5.5 reason:s:6", 0, 0},
    {"count=7 u1", "count:i:7 user:s:u1", 0, 0},
    {"reason=a=b", "reason:s:a=b", 0, 0},
    {"colour=red", "user:s:colour=red", 0, 0},
    {"user=", "user:s:", 0, 0},
    {"u -3", "user:s:u count:i:-3", 0, 0},
    {"u 1,000", "user:s:u count:s:1,000", 1, 0},
    {"u 0x10", "user:s:u count:s:0x10", 1, 0},
    {"u -", "user:s:u count:s:-", 1, 0},
    {"u +5", "user:s:u count:s:+5", 1, 0},
    {"u 1.0", "user:s:u count:s:1.0", 1, 0},
    {"u 007", "user:s:u count:i:7", 0, 0},
    {"u 9223372036854775807", "user:s:u count:i:9223372036854775807", 0, 0},
    {"u 9223372036854775808", "user:s:u count:u:9223372036854775808", 0, 0},
    {"u -9223372036854775808", "user:s:u count:i:-9223372036854775808", 0, 0},
    {"u -9223372036854775809", "user:s:u count:exact:-9223372036854775809", 0, 0},
    {"u 18446744073709551616", "user:s:u count:exact:18446744073709551616", 0, 0},
    {"share=1e3", "share:d:1000", 0, 0},
    {"share=-2.5E-1", "share:d:-0.25", 0, 0},
    {"share=12", "share:i:12", 0, 0},
    {"share=18446744073709551615", "share:u:18446744073709551615", 0, 0},
    {"share=18446744073709551616", "share:exact:18446744073709551616", 0, 0},
    {"share=-9223372036854775809", "share:exact:-9223372036854775809", 0, 0},
    {"share=-12345678901234.5", "share:d:-1.23457e+13", 0, 0},
    {"share=000000012345678901234.5", "share:d:1.23457e+13", 0, 0},
    {"share=-1234567890123456.5", "share:exact:-1234567890123456.5", 0, 0},
    {"share=0.00000000000000012345", "share:d:1.2345e-16", 0, 0},
    {"share=0.1234567890123456", "share:exact:0.1234567890123456", 0, 0},
    {"share=0.1234567890123456e40", "share:exact:0.1234567890123456e40", 0, 0},
    {"share=0.1234567890123456e41", "share:s:0.1234567890123456e41", 1, 0},
    {"share=1e99999999999999999999", "share:s:1e99999999999999999999", 1, 0},
    {"share=" DIGITS_59 DIGITS_59 "01234567.5", "share:exact:" DIGITS_59 DIGITS_59 "01234567.5", 0,
     0},
    {"share=" DIGITS_59 DIGITS_59 "012345678.5", "share:s:" DIGITS_59 DIGITS_59 "012345678.5", 1,
     0},
    {"share=1e999", "share:s:1e999", 1, 0},
    {"share=.5", "share:s:.5", 1, 0},
    {"share=5.", "share:s:5.", 1, 0},
    {"share=1e", "share:s:1e", 1, 0},
    {"share=nan", "share:s:nan", 1, 0},
    {"share=inf", "share:s:inf", 1, 0},
    {"share=0x1p4", "share:s:0x1p4", 1, 0},
    {"u 1 2 r 1970-01-02 a,b extra",
     "user:s:u count:i:1 share:i:2 reason:s:r when:t:86400000 names:list:2 :s:a :s:b", 0, 1},
    {"when=1970-01-01T08:00:01+08:00", "when:t:1000", 0, 0},
    {"when=1970-01-01T00:00:01", "when:t:1000", 0, 0},
    {"when=1764151200000", "when:i:1764151200000", 0, 0},
    {"when=1.5", "when:s:1.5", 1, 0},
    {"when=yesterday", "when:s:yesterday", 1, 0},
    {"names=", "names:list:0", 0, 0},
    {"names=,", "names:list:2 :s: :s:", 0, 0},
    {"names=7,007,x", "names:list:3 :s:7 :s:007 :s:x", 0, 0},
    {"names=a\\,b,c\\\\,d\\e", "names:list:3 :s:a,b :s:c\\ :s:d\\e", 0, 0},
};

static const struct ec_reading reading = {
    .declared = declared, .declared_count = COUNT(declared), .clocks = &clocks, .strings = true};

START_TEST(by_declared_type)
{
  const char *words[8];
  struct ec_arguments arguments;
  const size_t count = split(typed_arguments[_i].words, words, COUNT(words));
  ec_arguments_read(&arguments, &pool, &reading, words, count);
  const char *got = describe(arguments.args, arguments.arg_count);
  size_t mistyped = 0, left_over = 0;
  for (size_t i = 0; i < arguments.count; i++) {
    mistyped += arguments.words[i].mistyped;
    left_over += arguments.words[i].declared == NULL;
  }
  ck_assert_msg(strcmp(got, typed_arguments[_i].want) == 0, "\"%s\": got \"%s\", want \"%s\"",
                typed_arguments[_i].words, got, typed_arguments[_i].want);
  ck_assert_msg(mistyped == typed_arguments[_i].mistyped, "\"%s\": %zu mistyped",
                typed_arguments[_i].words, mistyped);
  ck_assert_msg(left_over == typed_arguments[_i].left_over, "\"%s\": %zu left over",
                typed_arguments[_i].words, left_over);
}
END_TEST

START_TEST(nothing_declared)
{
  static const char *const words[] = {"a=1", "2"};
  struct ec_arguments arguments;
  ec_arguments_read(&arguments, &pool, &(struct ec_reading){.clocks = &clocks, .strings = true},
                    words, COUNT(words));
  ck_assert_str_eq(describe(arguments.args, arguments.arg_count), ":s:a=1 :s:2");
}
END_TEST

START_TEST(value_of_argument)
{
  static const char *const words[] = {"count=7", "u1"};
  struct ec_arguments arguments;
  ec_arguments_read(&arguments, &pool, &reading, words, COUNT(words));
  ck_assert_str_eq(ec_arguments_value(&arguments, &declared[0]), "u1");
  ck_assert_str_eq(ec_arguments_value(&arguments, &declared[1]), "7");
  ck_assert_ptr_null(ec_arguments_value(&arguments, &declared[2]));
}
END_TEST

static const struct {
  const char *pattern, *words;
  bool strings;
  const char *want;
} guessed_arguments[] = {
    {"{0}", "abc", false, ":s:abc"},
    {"{0} {1}", "1 2.5", false, ":i:1 :d:2.5"},
    {"{0}", "007", false, ":s:007"},
    {"{0}", "0", false, ":i:0"},
    {"{0}", "-0.5", false, ":d:-0.5"},
    {"{0}", "1e5", false, ":s:1e5"},
    {"{0}", "12", true, ":s:12"},
    {"{a}", "a=1", false, "a:i:1"},
    {"{ a }", "a=1", false, "a:i:1"},
    {"{a, number}", "a=1", false, "a:i:1"},
    {"{ab}", "a=1", false, ":s:a=1"},
    {"{0} {a}", "a=x y", false, ":s:y a:s:x"},
    {"a", "a=1", false, ":s:a=1"},
    {"{", "=", false, ":s:="},
    {"{a", "a=1", false, "a:i:1"},
    {"{0}", "18446744073709551616", false, ":exact:18446744073709551616"},
    {"{0}", "1234567890123456.5", false, ":exact:1234567890123456.5"},
    {"{0} {1} {2}", "1970-01-01T00:00:01Z 1970-01-01 1970-01-01T00:00", false,
     ":t:1000 :s:1970-01-01 :s:1970-01-01T00:00"},
    {"{0}", "1970-01-01T00:00:01Z", true, ":s:1970-01-01T00:00:01Z"},
    {"{0} {1}", "1=a b", false, ":s:b 1:s:a"},
};

START_TEST(by_guess)
{
  const char *words[8];
  struct ec_arguments arguments;
  const size_t count = split(guessed_arguments[_i].words, words, COUNT(words));
  const struct ec_reading undeclared = {.clocks = &clocks,
                                        .strings = guessed_arguments[_i].strings};
  ec_arguments_guess(&arguments, &pool, guessed_arguments[_i].pattern, &undeclared, words, count);
  const char *got = describe(arguments.args, arguments.arg_count);
  ck_assert_msg(strcmp(got, guessed_arguments[_i].want) == 0,
                "\"%s\" \"%s\": got \"%s\", want \"%s\"", guessed_arguments[_i].pattern,
                guessed_arguments[_i].words, got, guessed_arguments[_i].want);
}
END_TEST

/* Of arguments that are declared in part: {0}, {1} and {id}. */
static const struct errcat_arg_info some_declared[] = {
    {.name = "0"}, {.name = "1", .type = "string"}, {.name = "id", .type = "id"}};
static const struct {
  const char *words, *want;
} some_types[] = {
    {"5 5 5 5", ":i:5 :s:5 :s:5 :i:5"},
    {"id=5 5", ":i:5 id:s:5"},
    {"1=5 5", ":i:5 1:s:5"},
    {"other=5", ":s:other=5"},
};

START_TEST(by_types_and_guess)
{
  const char *words[8];
  struct ec_arguments arguments;
  const size_t count = split(some_types[_i].words, words, COUNT(words));
  const struct ec_reading some = {
      .declared = some_declared, .declared_count = COUNT(some_declared), .clocks = &clocks};
  ec_arguments_guess(&arguments, &pool, "{0} {1}", &some, words, count);
  const char *got = describe(arguments.args, arguments.arg_count);
  ck_assert_msg(strcmp(got, some_types[_i].want) == 0, "\"%s\": got \"%s\", want \"%s\"",
                some_types[_i].words, got, some_types[_i].want);
}
END_TEST

static const struct {
  const char *pattern;
  size_t want;
} numbered[] = {
    {"", 0},       {"{}", 0},   {"{a}", 0},         {"{0}", 1},     {"{ 9 , number}", 10},
    {"{1}{0}", 2}, {"{0a}", 0}, {"{32767}", 32768}, {"{32768}", 0}, {"{99999999999999999999}", 0},
};

START_TEST(numbered_arguments)
{
  const size_t got = ec_arguments_numbered(numbered[_i].pattern);
  ck_assert_msg(got == numbered[_i].want, "\"%s\": got %zu", numbered[_i].pattern, got);
}
END_TEST

/* ------------------------------------------------------------------- times */

#define NO_TIME INT64_MIN

static const struct {
  const char *word, *zone;
  bool exact;
  int64_t want;
} times[] = {
    {"1970-01-01T00:00:00Z", NULL, true, 0},
    {"1970-01-01t00:00:00z", NULL, true, 0},
    {"1970-01-01 00:00:00Z", NULL, true, 0},
    {"2026-11-23T10:00:00Z", NULL, true, 1795428000000},
    {"2026-11-23T18:00:00+08:00", NULL, true, 1795428000000},
    {"2026-11-23T18:00:00+0800", NULL, true, 1795428000000},
    {"2026-11-23T18:00:00+08", NULL, true, 1795428000000},
    {"2026-11-23T04:30:00-05:30", NULL, true, 1795428000000},
    {"2026-11-23T10:00Z", NULL, true, 1795428000000},
    {"2026-11-23T10:00:00.5Z", NULL, true, 1795428000500},
    {"2026-11-23T10:00:00,123987Z", NULL, true, 1795428000123},
    {"2026-11-23T09:59:60Z", NULL, true, 1795428000000},
    {"0001-01-01T00:00:00Z", NULL, true, -62135596800000},
    {"9999-12-31T23:59:59.999Z", NULL, true, 253402300799999},
    {"2024-02-29", NULL, false, 1709164800000},
    {"2000-02-29", NULL, false, 951782400000},
    {"2026-11-23T10:00:00", NULL, false, 1795428000000},
    {"2026-11-23", NULL, false, 1795392000000},
    {"2026-11-23T10:00:00", NULL, true, NO_TIME},
    {"2026-11-23", NULL, true, NO_TIME},
    {"", NULL, false, NO_TIME},
    {"2026-11-2", NULL, false, NO_TIME},
    {"2026-11-23T", NULL, false, NO_TIME},
    {"2026-11-23T10", NULL, false, NO_TIME},
    {"2026-11-23T10:00:", NULL, false, NO_TIME},
    {"2026-11-23T10:00:00.", NULL, false, NO_TIME},
    {"2026-11-23T10:00:00Zx", NULL, false, NO_TIME},
    {"2026-11-23T10:00:00+", NULL, false, NO_TIME},
    {"2026-11-23T10:00:00+08:", NULL, false, NO_TIME},
    {"2026-11-23T10:00:00+24:00", NULL, false, NO_TIME},
    {"2026-11-23T24:00:00Z", NULL, false, NO_TIME},
    {"2026-11-23T10:60:00Z", NULL, false, NO_TIME},
    {"2026-11-23T10:00:61Z", NULL, false, NO_TIME},
    {"2023-02-29", NULL, false, NO_TIME},
    {"1900-02-29", NULL, false, NO_TIME},
    {"2026-00-01", NULL, false, NO_TIME},
    {"2026-13-01", NULL, false, NO_TIME},
    {"2026-04-31", NULL, false, NO_TIME},
    {"0000-01-01", NULL, false, NO_TIME},
    {"26-11-23", NULL, false, NO_TIME},
    /* An offset says more than the zone does. */
    {"2026-11-23T10:00:00Z", "Asia/Shanghai", true, 1795428000000},
    {"2026-11-23T18:00:00", "Asia/Shanghai", false, 1795428000000},
    {"2026-11-23T04:30:00", "GMT-5:30", false, 1795428000000},
    {"1900-01-01T08:05:43", "Asia/Shanghai", false, -2208988800000},
    /* In New York it is 2:30 never on one day, and 1:30 twice on another. */
    {"2026-03-08T01:59:59", "America/New_York", false, 1772953199000},
    {"2026-03-08T02:30:00", "America/New_York", false, 1772955000000},
    {"2026-03-08T03:00:00", "America/New_York", false, 1772953200000},
    {"2026-11-01T01:30:00", "America/New_York", false, 1793511000000},
    {"2026-11-01T02:00:00", "America/New_York", false, 1793516400000},
    {"2026-11-23T18:00:00", "Asia/Peking", false, NO_TIME},
};

START_TEST(time_of_word)
{
  struct errcat_time time = {NO_TIME, NULL};
  const bool read = ec_when_read(&clocks, times[_i].word, times[_i].zone, times[_i].exact, &time);
  ck_assert_msg(read == (times[_i].want != NO_TIME) && time.ms == times[_i].want,
                "\"%s\" in %s: got %d, %lld", times[_i].word,
                times[_i].zone ? times[_i].zone : "UTC", read, (long long)time.ms);
}
END_TEST

static const struct {
  const char *variable, *want; /* NULL: none */
} zones[] = {
    {NULL, NULL},
    {"", NULL},
    {":", NULL},
    {"Asia/Shanghai", "Asia/Shanghai"},
    {":Asia/Shanghai", "Asia/Shanghai"},
    {"America/Port-au-Prince", "America/Port-au-Prince"},
    {"Etc/GMT+8", "Etc/GMT+8"},
    {"EST5EDT", "EST5EDT"},
    {"UTC", "UTC"},
    {"GMT+8", NULL},
    {"CST-8", NULL},
    {"CET-1CEST,M3.5.0,M10.5.0/3", NULL},
    {":/etc/localtime", NULL},
    {"Asia/Peking", NULL},
};

START_TEST(zone_of_environment)
{
  if (zones[_i].variable)
    setenv("TZ", zones[_i].variable, 1);
  else
    unsetenv("TZ");
  const char *got = ec_when_environment(&clocks);
  ck_assert_msg((got == NULL) == (zones[_i].want == NULL) &&
                    (!got || strcmp(got, zones[_i].want) == 0),
                "TZ=%s: got %s", zones[_i].variable, got ? got : "none");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("find");
  TCase *find = tcase_create("find"), *arguments = tcase_create("arguments");
  TCase *times_case = tcase_create("times");
  tcase_add_checked_fixture(find, setup, teardown);
  tcase_add_loop_test(find, spelling, 0, (int)COUNT(spellings));
  tcase_add_loop_test(find, distance, 0, (int)COUNT(distances));
  tcase_add_loop_test(find, near_misses, 0, (int)COUNT(nears));
  tcase_add_test(find, every_code);
  tcase_add_test(find, foreign_code_keeps_its_number);
  tcase_add_checked_fixture(arguments, setup, teardown);
  tcase_add_loop_test(arguments, by_declared_type, 0, (int)COUNT(typed_arguments));
  tcase_add_test(arguments, nothing_declared);
  tcase_add_test(arguments, value_of_argument);
  tcase_add_loop_test(arguments, by_guess, 0, (int)COUNT(guessed_arguments));
  tcase_add_loop_test(arguments, by_types_and_guess, 0, (int)COUNT(some_types));
  tcase_add_loop_test(arguments, numbered_arguments, 0, (int)COUNT(numbered));
  tcase_add_checked_fixture(times_case, setup, teardown);
  tcase_add_loop_test(times_case, time_of_word, 0, (int)COUNT(times));
  tcase_add_loop_test(times_case, zone_of_environment, 0, (int)COUNT(zones));
  suite_add_tcase(suite, find);
  suite_add_tcase(suite, arguments);
  suite_add_tcase(suite, times_case);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
