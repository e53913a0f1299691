/* SPDX-License-Identifier: MIT */
/* One pattern on both sides, and what came of it. */
#include "differential.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <check.h>

struct totals *totals;

void totals_open(void)
{
  void *shared =
      mmap(NULL, sizeof *totals, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) /* before the first test: nothing of Check's can be used */
    abort();
  totals = shared;
}

void totals_print(void)
{
  printf("%zu triples, %zu patterns, %zu locales, %zu differences; %zu patterns unsupported, "
         "%zu ill-formed on both sides, %zu times arguments that do not fit\n",
         totals->triples, totals->patterns, totals->locales, totals->differences,
         totals->unsupported, totals->ill_formed, totals->unfit);
}

static void see_locale(const char *name)
{
  size_t i = 0;
  while (i < totals->locales && strcmp(totals->seen[i], name) != 0)
    i++;
  if (i < totals->locales)
    return;
  ck_assert_uint_lt(i, sizeof totals->seen / sizeof totals->seen[0]);
  snprintf(totals->seen[i], sizeof totals->seen[i], "%s", name);
  totals->locales++;
}

/* --------------------------------------------------------- a difference */

static void show_arg(const struct errcat_arg *arg)
{
  if (arg->name)
    printf(" %s=", arg->name);
  else
    printf(" ");
  switch (arg->kind) {
  case ERRCAT_ARG_STRING:
    printf("\"%.*s\"", (int)arg->len, arg->value.string);
    break;
  case ERRCAT_ARG_INTEGER:
    printf("%" PRId64, arg->value.integer);
    break;
  case ERRCAT_ARG_UNSIGNED:
    printf("%" PRIu64 "u", arg->value.unsigned_integer);
    break;
  case ERRCAT_ARG_DOUBLE:
    printf("%.17g", arg->value.floating);
    break;
  case ERRCAT_ARG_DECIMAL:
    printf("decimal %.*s", (int)arg->len, arg->value.string);
    break;
  case ERRCAT_ARG_TIME:
    printf("%" PRId64 " ms", arg->value.time.ms);
    break;
  case ERRCAT_ARG_LIST:
    printf("[");
    for (size_t i = 0; i < arg->len; i++)
      show_arg(&arg->value.list[i]); /* no list is in a list */
    printf(" ]");
    break;
  }
}

static void show_subject(const struct subject *subject)
{
  printf("%s%s, zone %s: ", subject->locale, subject->jdk ? " (JDK)" : "",
         subject->zone ? subject->zone : "UTC");
  fwrite(subject->text, 1, subject->len, stdout);
  printf("\n");
}

/* ERRCAT_TEST_VERBOSE: all of them, and the patterns that errcat does not support. */
static bool is_verbose(void)
{
  return getenv("ERRCAT_TEST_VERBOSE") != NULL;
}

/* Counts a difference; whether it is to be printed. */
static bool differs(const struct subject *subject)
{
  enum { SHOWN = 30 };
  static size_t shown;
  totals->differences++;
  if (++shown > SHOWN && !is_verbose())
    return false;
  show_subject(subject);
  return true;
}

static void count_unsupported(const struct subject *subject, const struct errcat_error *err)
{
  totals->unsupported++;
  if (!is_verbose())
    return;
  show_subject(subject);
  printf("  not supported: %s\n", err->detail);
}

/* --------------------------------------------------------------- the pair */

bool pair_open(struct pair *pair, const struct subject *subject)
{
  struct errcat_error err = {0};
  struct errcat_pattern_options options = {.flags = subject->jdk ? ERRCAT_PATTERN_JDK : 0};
  *pair = (struct pair){.subject = *subject};
  pair->ours = errcat_pattern_open(subject->locale, subject->text, subject->len, &options, &err);
  pair->icus =
      oracle_open(subject->text, subject->len, subject->locale, subject->jdk, subject->zone);
  if (pair->ours && pair->icus) {
    totals->patterns++;
    see_locale(subject->locale);
    return true;
  }
  bool is_limited = err.status == ERRCAT_E_LIMIT || err.status == ERRCAT_E_UNSUPPORTED;
  if (!pair->ours && !pair->icus && (is_limited || err.status == ERRCAT_E_SYNTAX))
    totals->ill_formed++;
  else if (!pair->ours && is_limited)
    count_unsupported(subject, &err);
  else if (differs(subject))
    printf("  errcat: %s\n  ICU: %s\n", pair->ours ? "takes it" : err.detail,
           pair->icus ? "takes it" : "refuses it");
  pair_close(pair);
  return false;
}

void pair_close(struct pair *pair)
{
  errcat_pattern_free(pair->ours);
  oracle_close(pair->icus);
}

void pair_compare(const struct pair *pair, const struct errcat_arg *args, size_t count)
{
  static char ours[ERRCAT_OUTPUT_MAX + 1], icus[ERRCAT_OUTPUT_MAX + 1];
  static char quick[ERRCAT_OUTPUT_MAX + 1];
  struct errcat_result result;
  size_t len = errcat_pattern_format(pair->ours, args, count, ours, sizeof ours, &result);
  /* Without a result another way is gone, and to the same text always. */
  size_t quick_len = errcat_pattern_format(pair->ours, args, count, quick, sizeof quick, NULL);
  if (quick_len != len || strcmp(quick, ours) != 0) {
    totals->differences++;
    printf("\n  errcat: %s\n  without a result: %s\n", ours, quick);
  }
  size_t icus_len = oracle_format(pair->icus, args, count, icus, sizeof icus);
  bool taken = icus_len != SIZE_MAX;
  bool may_fail = !taken || pair->subject.spoiled;
  if ((may_fail && result.mismatched) || (!taken && pair->subject.spoiled) || result.missing) {
    totals->unfit++;
    return;
  }
  totals->triples++;
  if (taken && len == icus_len && memcmp(ours, icus, len) == 0 && result.status == ERRCAT_OK)
    return;
  if (!differs(&pair->subject))
    return;
  for (size_t i = 0; i < count; i++)
    show_arg(&args[i]);
  printf("\n  errcat: %s (%s)\n  ICU:    %s\n", ours, errcat_status_text(result.status),
         taken ? icus : "refuses the arguments");
}
