/* SPDX-License-Identifier: MIT */
/* All that a service asks of one bundle, by several threads at once, from its first request on,
 * while patterns are compiled and locales are learnt: each thread gets what one thread alone gets.
 * Built with --enable-sanitizers=thread, a race ends it. */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { THREADS = 4, REQUESTS = 240, SIZE = 8192 };

static const char *const headers[] = {
    "zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7",
    "en-GB,en;q=0.5",
    "zh-TW, zh-CN;q=0",
    "*",
    "de, yue;q=0.3",
    "zh-SG;q=0.2, fr;q=0.9, en-AU;q=0.1",
};

static const char *const codes[] = {"OptVerse_10000004", "OptVerse_10000007",
                                    "JOB_MANAGER.12050009", "APIGW.0101", "No_such_code"};
static const char *const table_codes[] = {"OptVerse_10000004", "OptVerse_10000007"};

/* One answer of a service, as text: everything that came out, one after the other. */
struct answer {
  char bytes[SIZE];
  size_t len;
};

static void add(struct answer *answer, const char *bytes, size_t len)
{
  ck_assert_uint_lt(answer->len + len, SIZE);
  memcpy(answer->bytes + answer->len, bytes, len);
  answer->len += len;
}

static void add_text(struct answer *answer, const char *text)
{
  add(answer, text, strlen(text));
  add(answer, "\n", 1);
}

static void add_texts(struct answer *answer, const struct errcat_bundle *bundle,
                      const struct errcat_language *language, const struct errcat_call *call)
{
  char text[1024];
  for (int sink = ERRCAT_SINK_PLAIN; sink <= ERRCAT_SINK_TERMINAL; sink++) {
    const struct errcat_text_options options = {
        .part = sink % 2 ? ERRCAT_PART_MESSAGE : ERRCAT_PART_REMEDIATION,
        .sink = (enum errcat_sink)sink,
        .flags = sink % 3 ? ERRCAT_TEXT_ISOLATE : ERRCAT_TEXT_PERSONAL,
    };
    errcat_text(bundle, language->locales, call, &options, text, sizeof text, NULL);
    add_text(answer, text);
  }
}

static void add_reply(struct answer *answer, const struct errcat_bundle *bundle,
                      const struct errcat_language *language, const struct errcat_call *call,
                      size_t request)
{
  char body[2048], log[2048];
  const struct errcat_body_options body_options = {
      .shape = (enum errcat_body_shape)(request % ERRCAT_BODY_OWN),
      .flags = request % 2 ? ERRCAT_BODY_REMEDIATION : ERRCAT_BODY_LINES,
      .instance = "/v1/jobs/7",
  };
  const struct errcat_log_options log_options = {
      .format = (enum errcat_log_format)(request / 3 % (ERRCAT_LOG_JOURNAL + 1)),
  };
  struct errcat_reply reply = {
      .body = body, .body_size = sizeof body, .log = log, .log_size = sizeof log};
  errcat_reply_write(bundle, language, call, &body_options, &log_options, &reply);
  ck_assert_uint_eq(reply.body_len, reply.body_full);
  ck_assert_uint_eq(reply.log_len, reply.log_full);
  add_text(answer, body);
  add(answer, log, reply.log_len);
  add_text(answer, reply.content_language);
  add_text(answer, reply.vary);
}

/* The answer to a request, which its number says all about. */
static void serve(const struct errcat_bundle *bundle, const struct errcat_table *table,
                  size_t request, struct answer *answer)
{
  const struct errcat_wishes wishes = {
      .accept_language = headers[request % COUNT(headers)],
      .cookie = request % 7 ? NULL : "zh_CN",
  };
  struct errcat_language language;
  answer->len = 0;
  errcat_negotiate(bundle, &wishes, &language);
  add_text(answer, language.locales);
  const struct errcat_arg args[] = {request % 5 ? errcat_arg_string("\u202eacme \u05d0<script>\n")
                                                : errcat_arg_string("acme-cloud"),
                                    errcat_arg_integer((int64_t)request * 4099)};
  struct errcat_call call = {.code = codes[request % COUNT(codes)], .args = args, .count = 2};
  if (request % 2)
    call.handle = (struct errcat_handle){table, (uint32_t)(request % COUNT(table_codes))};
  add_texts(answer, bundle, &language, &call);
  add_reply(answer, bundle, &language, &call, request);
}

static struct errcat_bundle *open_bundle(const struct errcat_table *const *table)
{
  char path[4096];
  const char *builddir = getenv("builddir");
  snprintf(path, sizeof path, "%s/po/locale", builddir ? builddir : ".");
  const struct errcat_options options = {.path = path, .tables = table, .table_count = 1};
  struct errcat_error err = {0};
  struct errcat_bundle *bundle = errcat_bundle_open("optverse", &options, &err);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
  return bundle;
}

struct job {
  pthread_barrier_t *barrier;
  const struct errcat_bundle *bundle;
  const struct errcat_table *table;
  const struct answer *want;
  size_t first, wrong;
};

/* Each thread begins elsewhere, so that all meet what is new at different times. */
static void *work(void *context)
{
  struct job *job = context;
  struct answer *got = malloc(sizeof *got);
  job->wrong += !got;
  pthread_barrier_wait(job->barrier);
  for (size_t i = 0; i < REQUESTS && got; i++) {
    const size_t request = (job->first + i) % REQUESTS;
    serve(job->bundle, job->table, request, got);
    job->wrong += got->len != job->want[request].len ||
                  memcmp(got->bytes, job->want[request].bytes, got->len) != 0;
  }
  free(got);
  return NULL;
}

START_TEST(one_bundle)
{
  const struct errcat_table table = {.fingerprint =
                                         errcat_table_fingerprint(table_codes, COUNT(table_codes)),
                                     .count = COUNT(table_codes),
                                     .codes = table_codes};
  const struct errcat_table *const tables[] = {&table};
  struct errcat_bundle *alone = open_bundle(tables), *shared = open_bundle(tables);
  struct answer *want = calloc(REQUESTS, sizeof *want);
  pthread_barrier_t barrier;
  pthread_t threads[THREADS];
  struct job jobs[THREADS];
  ck_assert_ptr_nonnull(want);
  for (size_t i = 0; i < REQUESTS; i++)
    serve(alone, &table, i, &want[i]);
  ck_assert_int_eq(pthread_barrier_init(&barrier, NULL, THREADS), 0);
  for (size_t i = 0; i < THREADS; i++) {
    jobs[i] = (struct job){&barrier, shared, &table, want, i * 61, 0};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert_msg(jobs[i].wrong == 0, "%zu answers differ", jobs[i].wrong);
  }
  pthread_barrier_destroy(&barrier);
  free(want);
  errcat_bundle_free(shared);
  errcat_bundle_free(alone);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("services");
  TCase *tcase = tcase_create("services");
  tcase_set_timeout(tcase, 300);
  tcase_add_loop_test(tcase, one_bundle, 0, 5);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
