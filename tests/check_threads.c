/* SPDX-License-Identifier: MIT */
/* Patterns of every style, each used by several threads at once from its first text on, while what
 * it needs of a locale is still being made: all write what one thread alone writes. */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { THREADS = 4, ROUNDS = 40, SIZE = 1024 };

static const char *const patterns[] = {
    "{0}|{0,number}|{0,number,integer}|{0,number,percent}|{0,number,currency}",
    "{0,number,#,##0.00;(#)}|{0,number,::compact-long}|{0,number,::currency/EUR .00}",
    "{0,spellout}|{0,ordinal}|{0,duration}",
    "{0,plural,one{#}two{#}few{#}many{#}other{#s}}|{0,selectordinal,one{#}two{#}few{#}other{#th}}",
    "{0,plural,one{a}few{b}many{c}other{{0,number,::.0}}}|{0,choice,0#a|1#b|1<c}",
    "{1}|{1,date,full}|{1,time,full}|{1,date,::yMMMEdjm}|{1,date,G yyyy-MM-dd HH:mm zzzz}",
    "{2}|{3}|{3,select,a{b}other{c}}",
};
static const char *const locales[] = {"en", "zh_CN", "ar_EG", "fa", "th", "pl"};

/* The arguments of a round: each thread goes through them in an order of its own. */
static size_t format(const struct errcat_pattern *pattern, size_t round, char out[SIZE])
{
  static const char *const zones[] = {NULL, "Asia/Shanghai", "America/New_York", "GMT+8"};
  const struct errcat_arg items[] = {errcat_arg_string("甲"), errcat_arg_integer((int64_t)round),
                                     errcat_arg_double(0.5)};
  struct errcat_time time = {.ms = INT64_C(86400000) * 97 * (int64_t)round,
                             .zone = zones[round % COUNT(zones)]};
  const struct errcat_arg args[] = {
      round % 3 ? errcat_arg_integer((int64_t)(round * 37)) : errcat_arg_double((double)round / 4),
      errcat_arg_time(time), errcat_arg_list(items, 1 + round % COUNT(items)),
      errcat_arg_string("a")};
  return errcat_pattern_format(pattern, args, COUNT(args), out, SIZE, NULL);
}

struct job {
  pthread_barrier_t *barrier;
  const struct errcat_pattern *pattern;
  char (*want)[SIZE];
  size_t first, wrong;
};

static void *work(void *context)
{
  struct job *job = context;
  char got[SIZE];
  pthread_barrier_wait(job->barrier);
  for (size_t i = 0; i < ROUNDS; i++) {
    size_t round = (job->first + i) % ROUNDS;
    size_t len = format(job->pattern, round, got);
    job->wrong += len != strlen(job->want[round]) || strcmp(got, job->want[round]) != 0;
  }
  return NULL;
}

static struct errcat_pattern *open_pattern(const char *locale, const char *text)
{
  struct errcat_error err = {0};
  struct errcat_pattern *pattern = errcat_pattern_open(locale, text, strlen(text), NULL, &err);
  ck_assert_msg(pattern != NULL, "%s: %s", text, err.detail);
  return pattern;
}

static void run(const char *locale, const char *text)
{
  static char want[ROUNDS][SIZE];
  pthread_barrier_t barrier;
  pthread_t threads[THREADS];
  struct job jobs[THREADS];
  struct errcat_pattern *alone = open_pattern(locale, text), *shared = open_pattern(locale, text);
  for (size_t i = 0; i < ROUNDS; i++)
    ck_assert_uint_lt(format(alone, i, want[i]), SIZE);
  ck_assert_int_eq(pthread_barrier_init(&barrier, NULL, THREADS), 0);
  for (size_t i = 0; i < THREADS; i++) {
    jobs[i] = (struct job){&barrier, shared, want, i * 11, 0};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert_msg(jobs[i].wrong == 0, "%s, %s: %zu texts differ", locale, text, jobs[i].wrong);
  }
  pthread_barrier_destroy(&barrier);
  errcat_pattern_free(shared);
  errcat_pattern_free(alone);
}

START_TEST(threads)
{
  for (size_t i = 0; i < COUNT(patterns); i++)
    run(locales[_i], patterns[i]);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("threads");
  TCase *tcase = tcase_create("threads");
  tcase_set_timeout(tcase, 300);
  tcase_add_loop_test(tcase, threads, 0, COUNT(locales));
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
