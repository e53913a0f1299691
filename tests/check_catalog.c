/* SPDX-License-Identifier: MIT */
/* Catalogs that are opened at once and compiled later: handles, what threads compile together, what
 * comes of too little memory, and how much a catalog of very many codes takes. Which text is chosen
 * is in check_bundle. */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "counting.h"
#include "mo_large.h"

#define COUNT(table) (int)(sizeof(table) / sizeof(table)[0])
#define HEADER \
  { \
    .key = "", .text = "Content-Type: text/plain; charset=UTF-8\n" \
  }
#define END \
  { \
    .key = NULL \
  }

/* In the order of the file. A text of NULL is the key's msgid. */
static const struct mo_pair en[] = {
    HEADER,
    {.key = "@format\0041"},
    {.key = "@prefix/JOB_/wire\004JOB."},
    {.key = "@source\004en"},
    {.key = "APIGW*/message\004{0} is the gateway's."},
    {.key = "A_1/@arg/0/tenant\004id"},
    {.key = "A_1/@status\004403"},
    {.key = "A_1/message\004Tenant {tenant}."},
    {.key = "A_1/remediation\004Ask {0}."},
    {.key = "A_2/@retired\004yes"},
    {.key = "A_2/message\004Old."},
    {.key = "JOB_1/message\004Job."},
    END,
};
static const struct mo_pair zh_CN[] = {
    HEADER,
    {.key = "A_1/message\004Tenant {tenant}.", .text = "租户 {tenant}。"},
    {.key = "A_1/remediation\004Ask {0}.", .text = "询问 {0}。"},
    {.key = "A_2/message\004Old.", .text = "旧 {"},
    END,
};
/* The same domain later: a code gone, one new, one of another status and text. */
static const struct mo_pair later[] = {
    HEADER,
    {.key = "@format\0041"},
    {.key = "@source\004en"},
    {.key = "A_0/message\004New."},
    {.key = "A_1/@arg/0/tenant\004id"},
    {.key = "A_1/@status\004404"},
    {.key = "A_1/message\004No tenant {tenant}."},
    {.key = "JOB_1/@wire\004JOB.1"},
    {.key = "JOB_1/message\004Other job."},
    END,
};

static struct errcat_image make_image(const char *locale, const struct mo_pair *pairs)
{
  struct mo_pair filled[256] = {0};
  for (size_t i = 0; pairs[i].key; i++) {
    ck_assert_uint_lt(i, 255);
    filled[i] = pairs[i];
    if (!filled[i].text)
      filled[i].text = strchr(filled[i].key, '\004') + 1;
  }
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = filled});
  return (struct errcat_image){"test", locale, built.bytes, built.len};
}

static struct errcat_image images[3]; /* en, zh_CN; later */
static struct errcat_error err;

static void setup(void)
{
  images[0] = make_image("en", en);
  images[1] = make_image("zh_CN", zh_CN);
  images[2] = make_image("en", later);
}

static void teardown(void)
{
  for (int i = 0; i < COUNT(images); i++)
    free((void *)images[i].data);
}

static struct errcat_bundle *open_with(const struct errcat_image *list, size_t count,
                                       const struct errcat_allocator *allocator,
                                       const struct errcat_table *const *tables,
                                       size_t tables_count)
{
  struct errcat_options options = {.path = "",
                                   .images = list,
                                   .image_count = count,
                                   .allocator = allocator,
                                   .tables = tables,
                                   .table_count = tables_count};
  struct errcat_bundle *bundle = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
  return bundle;
}

/* ---------------------------------------------------------------- handles */

static const char *const codes[] = {"X_9", "JOB.1", "A_2", "APIGW.0101", "A_1", "A_0"};
static const char *const codes_elsewhere[] = {"X_9", "JOB.1", "A_2", "APIGW.0101", "A_1", "A_0"};
static const char *const codes_other[] = {"A_1", "A_0"};

static struct errcat_table table_of(const char *const *list, uint32_t count)
{
  return (struct errcat_table){errcat_table_fingerprint(list, count), count, 0, list};
}

START_TEST(fingerprint)
{
  static const char *const empty[] = {""}, *const ab[] = {"a", "b"}, *const ba[] = {"b", "a"},
                           *const joined[] = {"ab"};
  ck_assert_uint_eq(errcat_table_fingerprint(NULL, 0), UINT64_C(0xcbf29ce484222325));
  ck_assert_uint_eq(errcat_table_fingerprint(empty, 1), UINT64_C(0xaf63bd4c8601b7df));
  ck_assert_uint_ne(errcat_table_fingerprint(ab, 2), errcat_table_fingerprint(ba, 2));
  ck_assert_uint_ne(errcat_table_fingerprint(ab, 2), errcat_table_fingerprint(joined, 1));
  ck_assert_uint_eq(errcat_table_fingerprint(codes, 6),
                    errcat_table_fingerprint(codes_elsewhere, 6));
}
END_TEST

/* What a handle gives is what its code gives. */
static void expect_same(const struct errcat_bundle *bundle, struct errcat_handle handle,
                        const char *code, const char *locales)
{
  char buffer[2][128];
  struct errcat_result result[2];
  memset(result, 0, sizeof result);
  size_t len = errcat_message(bundle, locales, code, ERRCAT_ARGS("acme"), buffer[0], 128, result);
  ck_assert_uint_eq(len, errcat_message_of(bundle, locales, handle, ERRCAT_ARGS("acme"), buffer[1],
                                           128, &result[1]));
  ck_assert_str_eq(buffer[0], buffer[1]);
  ck_assert_msg(memcmp(&result[0], &result[1], sizeof result[0]) == 0, "%s, %s", code, locales);
  len = errcat_remediation(bundle, locales, code, ERRCAT_ARGS("acme"), buffer[0], 128, result);
  ck_assert_uint_eq(len, errcat_remediation_of(bundle, locales, handle, ERRCAT_ARGS("acme"),
                                               buffer[1], 128, &result[1]));
  ck_assert_str_eq(buffer[0], buffer[1]);
  ck_assert_msg(memcmp(&result[0], &result[1], sizeof result[0]) == 0, "%s, %s", code, locales);
}

START_TEST(handles)
{
  static const char *const locales[] = {"zh_CN", "en", NULL, "fr:zh_SG", "de"};
  struct errcat_table table = table_of(codes, COUNT(codes));
  struct errcat_table copy = table_of(codes_elsewhere, COUNT(codes));
  struct errcat_table other = table_of(codes_other, COUNT(codes_other));
  const struct errcat_table *const both[] = {&other, &table};
  struct errcat_bundle *bundles[] = {
      open_with(images, 2, NULL, both, 2),      /* bound */
      open_with(images, 2, NULL, NULL, 0),      /* not bound */
      open_with(images + 2, 1, NULL, both, 2),  /* bound, after the catalogs were replaced */
      open_with(images + 1, 1, NULL, both, 2)}; /* bound, without source */
  for (int b = 0; b < COUNT(bundles); b++) {
    for (uint32_t i = 0; i < table.count; i++)
      for (int l = 0; l < COUNT(locales); l++) {
        expect_same(bundles[b], (struct errcat_handle){&table, i}, codes[i], locales[l]);
        expect_same(bundles[b], (struct errcat_handle){&copy, i}, codes[i], locales[l]);
      }
    for (uint32_t i = 0; i < other.count; i++)
      expect_same(bundles[b], (struct errcat_handle){&other, i}, codes_other[i], "en");
    errcat_bundle_free(bundles[b]);
  }
}
END_TEST

/* A bound table is not asked for what it has: the code comes from the bundle's own map. */
START_TEST(bound_at_once)
{
  const char *text = "";
  struct errcat_table table = table_of(codes, COUNT(codes));
  const struct errcat_table *const tables[] = {&table};
  struct errcat_bundle *bundle = open_with(images, 2, NULL, tables, 1);
  const struct ec_code *code = ec_tables_find(bundle, (struct errcat_handle){&table, 4}, &text);
  ck_assert_ptr_nonnull(code);
  ck_assert_ptr_null(text);
  ck_assert(ec_code_is(code, "A_1", 3));
  struct errcat_table copy = table_of(codes_elsewhere, COUNT(codes));
  copy.codes = NULL;
  ck_assert_ptr_eq(ec_tables_find(bundle, (struct errcat_handle){&copy, 4}, &text), code);
  errcat_bundle_free(bundle);
}
END_TEST

START_TEST(handles_of_nothing)
{
  static const char *const holes[] = {NULL};
  struct errcat_table table = table_of(codes, COUNT(codes));
  const struct errcat_table *const tables[] = {&table};
  struct errcat_table no_codes = {.count = 3}, hole = {.count = 1, .codes = holes};
  const struct errcat_handle bad[] = {
      {NULL, 0}, {&table, table.count}, {&table, UINT32_MAX}, {&no_codes, 1}, {&hole, 0}};
  struct errcat_bundle *bundle = open_with(images, 2, NULL, tables, 1);
  for (int i = 0; i < COUNT(bad); i++) {
    char buffer[16];
    struct errcat_result result;
    errcat_message_of(bundle, "en", bad[i], ERRCAT_NO_ARGS, buffer, sizeof buffer, &result);
    ck_assert_str_eq(buffer, "?");
    ck_assert_int_eq(result.status, ERRCAT_E_UNKNOWN_CODE);
    ck_assert_int_eq(result.http_status, 500);
    ck_assert_uint_eq(errcat_remediation_of(bundle, "en", bad[i], ERRCAT_NO_ARGS, NULL, 0, NULL),
                      0);
  }
  errcat_bundle_free(bundle);
}
END_TEST

START_TEST(bad_tables)
{
  static const char *const holes[] = {NULL};
  struct errcat_table good = table_of(codes, COUNT(codes)), wrong = good, unclear = good;
  struct errcat_table hole = {.count = 1, .codes = holes}, none = {.count = 1};
  wrong.fingerprint++;
  unclear.reserved = 1;
  const struct errcat_table *const lists[][2] = {
      {&good, &wrong}, {&good, &unclear}, {&good, &hole}, {&good, &none}, {&good, NULL}};
  struct errcat_options options = {
      .path = "", .images = images, .image_count = 2, .table_count = 1};
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
  options.table_count = 2;
  for (int i = 0; i < COUNT(lists); i++) {
    options.tables = lists[i];
    ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
    ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
    ck_assert_msg(strstr(err.detail, "table 1 ") != NULL, "%s", err.detail);
  }
}
END_TEST

/* ------------------------------------------------------------------ codes */

/* A code of each length by both forms, and not by what differs in its last byte. */
START_TEST(each_length)
{
  enum { MAX = ERRCAT_CODE_MAX };
  static char keys[2 * MAX][2 * MAX + 32];
  struct mo_pair pairs[2 * MAX + 8] = {HEADER, {.key = "@format\0041"}, {.key = "@source\004en"}};
  int count = 3;
  char code[MAX + 1] = "", wire[MAX + 1];
  for (int len = 1; len <= MAX; len++) {
    code[len - 1] = (char)('a' + len % 26);
    snprintf(wire, sizeof wire, "W%s", code + 1);
    snprintf(keys[2 * len - 2], sizeof keys[0], "%s/@wire\004%s", code, wire);
    snprintf(keys[2 * len - 1], sizeof keys[0], "%s/message\004Text %d.", code, len);
    if (len % 3)
      pairs[count++].key = keys[2 * len - 2];
    pairs[count++].key = keys[2 * len - 1];
  }
  struct errcat_image image = make_image("en", pairs);
  struct errcat_bundle *bundle = open_with(&image, 1, NULL, NULL, 0);
  for (int len = 1; len <= MAX; len++) {
    char form[MAX + 2] = "", text[32], want[32];
    snprintf(want, sizeof want, "Text %d.", len);
    memcpy(form, code, (size_t)len);
    errcat_message(bundle, NULL, form, ERRCAT_NO_ARGS, text, sizeof text, NULL);
    ck_assert_str_eq(text, want);
    const struct errcat_code_info *info = errcat_bundle_find(bundle, form);
    ck_assert_str_eq(info->code, form);
    form[0] = 'W';
    ck_assert_int_eq(errcat_bundle_find(bundle, form) == info, len % 3 != 0);
    ck_assert_str_eq(info->wire, len % 3 ? form : info->code);
    form[0] = code[0];
    form[len - 1] = '#';
    ck_assert_ptr_null(errcat_bundle_find(bundle, form));
  }
  errcat_bundle_free(bundle);
  free((void *)image.data);
}
END_TEST

/* More arguments than one word has bits for. */
START_TEST(many_arguments)
{
  enum { ARGS = 70 };
  static char keys[ARGS][48];
  struct mo_pair pairs[ARGS + 8] = {HEADER, {.key = "@format\0041"}, {.key = "@source\004en"}};
  for (int i = 0; i < ARGS; i++) {
    snprintf(keys[i], sizeof keys[i], "A_1/@arg/%05d/n%d\004string", i, i);
    pairs[3 + i].key = keys[i];
  }
  pairs[3 + ARGS].key = "A_1/message\004{n69} and {69}.";
  struct errcat_image image = make_image("en", pairs);
  struct errcat_bundle *bundle = open_with(&image, 1, NULL, NULL, 0);
  const struct errcat_code_info *info = errcat_bundle_find(bundle, "A_1");
  ck_assert_uint_eq(info->arg_count, ARGS);
  ck_assert_str_eq(info->args[ARGS - 1].name, "n69");
  char buffer[32];
  errcat_message(bundle, "en", "A_1", ERRCAT_ARGS(ERRCAT_NAMED("n69", "x")), buffer, sizeof buffer,
                 NULL);
  ck_assert_str_eq(buffer, "x and x.");
  errcat_bundle_free(bundle);
  free((void *)image.data);

  snprintf(keys[ARGS - 1], sizeof keys[0], "A_1/@arg/%05d/zz\004string", ARGS - 2);
  image = make_image("en", pairs);
  struct errcat_options options = {.path = "", .images = &image, .image_count = 1};
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_METADATA);
  ck_assert_ptr_nonnull(strstr(err.detail, "two arguments"));
  free((void *)image.data);
}
END_TEST

/* ---------------------------------------------------------------- memory */

/* An allocator that gives nothing while `empty`. */
struct tap {
  struct counting counting;
  struct errcat_allocator allocator;
  bool empty;
};

static void *tap_allocate(void *context, size_t size)
{
  struct tap *tap = context;
  return tap->empty ? NULL : tap->counting.allocator.allocate(&tap->counting, size);
}

static void tap_release(void *context, void *memory)
{
  struct tap *tap = context;
  tap->counting.allocator.release(&tap->counting, memory);
}

static void tap_init(struct tap *tap)
{
  *tap = (struct tap){.allocator = {tap_allocate, tap_release, tap}};
  counting_init(&tap->counting);
}

static const char *message(const struct errcat_bundle *bundle, const char *locales,
                           const char *code, struct errcat_result *result)
{
  static char buffer[128];
  errcat_message(bundle, locales, code, ERRCAT_ARGS("acme"), buffer, sizeof buffer, result);
  return buffer;
}

/* Nothing is remembered of a failure, and there is always a text. */
START_TEST(no_memory_to_compile)
{
  struct tap tap;
  tap_init(&tap);
  struct errcat_result result;
  struct errcat_bundle *bundle = open_with(images, 2, &tap.allocator, NULL, 0);
  tap.empty = true;
  ck_assert_str_eq(message(bundle, "zh_CN", "A_1", &result), "A_1");
  ck_assert_int_eq(result.status, ERRCAT_E_NOMEM);
  ck_assert_int_eq(result.http_status, 403);
  ck_assert_uint_eq(result.withheld, 2);
  ck_assert_int_eq(result.reason, ERRCAT_REASON_NONE);
  ck_assert_ptr_null(errcat_bundle_find(bundle, "A_1"));
  ck_assert_str_eq(errcat_bundle_code(bundle, 0)->code, "");
  struct errcat_catalog_info info;
  errcat_bundle_catalog_texts(bundle, 1, &info); /* which needs none */
  ck_assert_uint_eq(info.codes, 1);
  ck_assert_uint_eq(info.broken, 1);

  tap.empty = false;
  ck_assert_str_eq(message(bundle, "en", "A_1", &result), "Tenant acme.");
  ck_assert_int_eq(result.status, ERRCAT_OK);
  tap.empty = true; /* English is there already: it stands in */
  ck_assert_str_eq(message(bundle, "zh_CN", "A_1", &result), "Tenant acme.");
  ck_assert_int_eq(result.status, ERRCAT_OK);
  ck_assert_uint_eq(result.withheld, 1);
  tap.empty = false;
  ck_assert_str_eq(message(bundle, "zh_CN", "A_1", &result), "租户 acme。");
  ck_assert_uint_eq(result.withheld, 0);
  ck_assert_str_eq(errcat_bundle_find(bundle, "A_1")->args[0].name, "tenant");
  errcat_bundle_free(bundle);
  ck_assert_uint_eq(tap.counting.live, 0);
}
END_TEST

/* Each allocation that the first use of a bundle needs, failing in turn. */
START_TEST(each_lazy_allocation_fails)
{
  size_t failures = 0;
  for (size_t fail_at = 1;; fail_at++) {
    struct counting counting;
    counting_init(&counting);
    struct errcat_bundle *bundle = open_with(images, 2, &counting.allocator, NULL, 0);
    struct errcat_result result;
    counting.calls = 0;
    counting.fail_at = fail_at;
    ck_assert_int_gt((int)strlen(message(bundle, "zh_SG:zh_CN", "A_1", &result)), 0);
    ck_assert(result.status == ERRCAT_OK || result.status == ERRCAT_E_NOMEM);
    ck_assert_int_gt((int)strlen(message(bundle, "zh_CN", "A_2", &result)), 0);
    errcat_bundle_find(bundle, "JOB.1");
    bool over = counting.calls < fail_at;
    counting.fail_at = 0;
    ck_assert_str_eq(message(bundle, "zh_CN", "A_1", &result), "租户 acme。");
    ck_assert_str_eq(message(bundle, "zh_CN", "A_2", &result), "Old.");
    ck_assert_int_eq(result.status, ERRCAT_E_BROKEN);
    ck_assert_str_eq(errcat_bundle_find(bundle, "JOB.1")->code, "JOB_1");
    errcat_bundle_free(bundle);
    ck_assert_uint_eq(counting.live, 0);
    if (over)
      break;
    failures++;
  }
  ck_assert_uint_ge(failures, 4);
}
END_TEST

/* A pattern that cannot be used is the same before it was needed and after. */
START_TEST(broken_later)
{
  struct errcat_bundle *bundle = open_with(images, 2, NULL, NULL, 0);
  for (int round = 0; round < 2; round++) {
    struct errcat_catalog_info info;
    struct errcat_step steps[4];
    struct errcat_result result;
    errcat_bundle_catalog_texts(bundle, 1, &info);
    ck_assert_uint_eq(info.codes, 1);
    ck_assert_uint_eq(info.broken, 1);
    size_t count = errcat_bundle_trace(bundle, "zh_CN", "A_2", steps, 4);
    ck_assert(count >= 2 && count <= 4);
    ck_assert_int_eq(steps[0].outcome, ERRCAT_OUTCOME_BROKEN);
    ck_assert_int_eq(steps[count - 1].outcome, ERRCAT_OUTCOME_SERVES);
    ck_assert_str_eq(message(bundle, "zh_CN", "A_2", &result), "Old.");
    ck_assert_int_eq(result.status, ERRCAT_E_BROKEN);
    ck_assert_int_eq(result.reason, ERRCAT_REASON_SOURCE);
    ck_assert_uint_eq(result.preference, 1);
    ck_assert_uint_eq(result.withheld, 1);
    ck_assert_str_eq(result.locale, "en");
  }
  errcat_bundle_free(bundle);
}
END_TEST

/* ----------------------------------------------------------------- threads */

enum { THREADS = 4, SHARED = 400 };

struct work {
  const struct errcat_bundle *bundle;
  pthread_barrier_t *start;
  size_t step; /* through the codes: prime to their number */
  size_t wrong;
};

static void *use_first(void *context)
{
  struct work *work = context;
  pthread_barrier_wait(work->start);
  for (size_t i = 0; i < SHARED; i++) {
    char code[MO_LARGE_CODE_SIZE], text[160], want[160];
    size_t number = i * work->step % SHARED;
    mo_large_code(code, number);
    errcat_message(work->bundle, "zh_CN", code, ERRCAT_ARGS("a", "b"), text, sizeof text, NULL);
    snprintf(want, sizeof want, "租户 a 不允许访问服务 b(%zu)。", number);
    work->wrong += strcmp(text, want) != 0;
    errcat_remediation(work->bundle, "en", code, ERRCAT_NO_ARGS, text, sizeof text, NULL);
    work->wrong += strcmp(text, "Contact the administrator.") != 0;
    const struct errcat_code_info *info = errcat_bundle_find(work->bundle, code);
    work->wrong += !info || info->arg_count != 2 || strcmp(info->args[1].name, "service") != 0;
  }
  return NULL;
}

/* Two of them meet at each code, the others come from elsewhere. */
START_TEST(first_use_by_threads)
{
  static const size_t steps[THREADS] = {1, 1, 399, 171};
  struct mo_built built[] = {mo_large_build(MO_LARGE_SOURCE, SHARED, true),
                             mo_large_build(MO_LARGE_TRANSLATED, SHARED, true)};
  struct errcat_image large[] = {{"test", "en", built[0].bytes, built[0].len},
                                 {"test", "zh_CN", built[1].bytes, built[1].len}};
  for (int round = 0; round < 5; round++) {
    struct errcat_bundle *bundle = open_with(large, 2, NULL, NULL, 0);
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, THREADS);
    pthread_t thread[THREADS];
    struct work work[THREADS];
    for (int i = 0; i < THREADS; i++) {
      work[i] = (struct work){bundle, &start, steps[i], 0};
      ck_assert_int_eq(pthread_create(&thread[i], NULL, use_first, &work[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
      ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
      ck_assert_uint_eq(work[i].wrong, 0);
    }
    pthread_barrier_destroy(&start);
    errcat_bundle_free(bundle);
  }
  mo_free(&built[0]);
  mo_free(&built[1]);
}
END_TEST

/* ------------------------------------------------------------- very many */

static const struct {
  const char *name;
  enum mo_large_kind kind;
  bool remediation, translated;
  size_t calls; /* of the allocator, at most */
} sizes[] = {
    {"messages alone", MO_LARGE_MESSAGES, false, false, 24},
    {"all metadata", MO_LARGE_SOURCE, true, false, 24},
    {"two languages", MO_LARGE_SOURCE, true, true, 32},
};

/* What files of such sizes would take: an image is not copied, a file is read whole. */
START_TEST(hundred_thousand)
{
  enum { CODES = 100000 };
  struct mo_built built[2] = {
      mo_large_build(sizes[_i].kind, CODES, sizes[_i].remediation),
      mo_large_build(MO_LARGE_TRANSLATED, sizes[_i].translated ? CODES : 0, sizes[_i].remediation)};
  struct errcat_image large[] = {{"test", "en", built[0].bytes, built[0].len},
                                 {"test", "zh_CN", built[1].bytes, built[1].len}};
  size_t files = built[0].len + (sizes[_i].translated ? built[1].len : 0);
  struct counting counting;
  counting_init(&counting);
  struct errcat_bundle *bundle =
      open_with(large, sizes[_i].translated ? 2 : 1, &counting.allocator, NULL, 0);
  char code[MO_LARGE_CODE_SIZE], text[160];
  mo_large_code(code, CODES - 1);
  errcat_message(bundle, "en", code, ERRCAT_ARGS("a", "b"), text, sizeof text, NULL);
  ck_assert_str_eq(text, "The tenant a is not allowed to access the service b (99999).");
  ck_assert_msg(counting.live_bytes <= files, "%s: %zu bytes beside files of %zu", sizes[_i].name,
                counting.live_bytes, files);
  ck_assert_msg(counting.calls <= sizes[_i].calls, "%s: %zu allocations", sizes[_i].name,
                counting.calls);
  ck_assert_uint_eq(errcat_bundle_code_count(bundle), CODES);

  size_t before = counting.calls;
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < CODES; i += 97) {
      mo_large_code(code, i);
      errcat_message(bundle, "en", code, ERRCAT_ARGS("a", "b"), text, sizeof text, NULL);
      ck_assert_int_eq(atoi(strchr(text, '(') + 1), (int)i);
    }
    ck_assert_int_eq(counting.calls == before, round == 1); /* once warm, none */
    before = counting.calls;
  }
  errcat_bundle_free(bundle);
  mo_free(&built[0]);
  mo_free(&built[1]);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("catalog");
  TCase *small = tcase_create("small");
  tcase_add_checked_fixture(small, setup, teardown);
  tcase_add_test(small, fingerprint);
  tcase_add_test(small, handles);
  tcase_add_test(small, bound_at_once);
  tcase_add_test(small, handles_of_nothing);
  tcase_add_test(small, bad_tables);
  tcase_add_test(small, each_length);
  tcase_add_test(small, many_arguments);
  tcase_add_test(small, no_memory_to_compile);
  tcase_add_test(small, each_lazy_allocation_fails);
  tcase_add_test(small, broken_later);
  suite_add_tcase(suite, small);
  TCase *large = tcase_create("large");
  tcase_add_test(large, first_use_by_threads);
  tcase_add_loop_test(large, hundred_thousand, 0, COUNT(sizes));
  suite_add_tcase(suite, large);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
