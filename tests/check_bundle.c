/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codes_find.h"
#include "counting.h"
#include "errcat.h"
#include "mem.h"
#include "mo_build.h"
#include "routes.h"
#include "utf8.h"

/* Catalogs are written here as tables and become .mo images in memory. A text of NULL is the key's
 * msgid, as msgen makes it. */

#define HEADER \
  { \
    .key = "", .text = "Content-Type: text/plain; charset=UTF-8\n" \
  }

static const struct mo_pair en[] = {
    HEADER,
    {.key = "@format\0041"},
    {.key = "@source\004en"},
    {.key = "@prefix/JOB_/wire\004JOB."},
    {.key = "A_1/@status\004403"},
    {.key = "A_1/@name\004tenant_denied"},
    {.key = "A_1/@arg/0/tenant\004id"},
    {.key = "A_1/@arg/0/tenant/example\004acme"},
    {.key = "A_1/@arg/1/count\004integer"},
    {.key = "A_1/message\004Tenant {tenant} sent {1}."},
    {.key = "A_1/remediation\004Ask."},
    {.key = "A_2/@retired\004yes"},
    {.key = "A_2/message\004Only in English."},
    {.key = "A_3/message\004New text."},
    {.key = "A_3/remediation\004Do this."},
    {.key = "A_4/message\004Fine."},
    {.key = "A_4/remediation\004Do that."},
    {.key = "A_5/message\004Broken elsewhere."},
    {.key = "A_6/message\004{0, never}"},
    {.key = "A_7/@arg/0/who\004string"},
    {.key = "A_7/@arg/0/who/sensitive\004secret"},
    {.key = "A_7/@severity\004warning"},
    {.key = "A_7/message\004Hello {0}."},
    {.key = "A_8/message\004Lost.", .text = ""},
    {.key = "APIGW*/@arg/0/code\004id"},
    {.key = "APIGW*/message\004{code} is the gateway's."},
    {.key = "APIGW*/remediation\004See the gateway."},
    {.key = "APIGWX*/message\004Further away."},
    {.key = "JOB_1/message\004Job."},
    {.key = "@prefix/JOB_X_/wire\004J-X."},
    {.key = "JOB_X_1/message\004Other job."},
};

static const struct mo_pair zh_CN[] = {
    HEADER,
    {.key = "@format\0041"},
    {.key = "A_1/@status\004200"},
    {.key = "A_1/message\004Tenant {tenant} sent {1}.", .text = "租户 {tenant} 发送了 {1}。"},
    {.key = "A_1/remediation\004Ask.", .text = "请询问。"},
    {.key = "A_3/message\004Old text.", .text = "旧文本。"},
    {.key = "A_3/remediation\004Do this.", .text = "请这样做。"},
    {.key = "A_4/message\004Fine.", .text = "正常。"},
    {.key = "A_5/message\004Broken elsewhere.", .text = "坏了 {"},
    {.key = "APIGW*/message\004{code} is the gateway's.", .text = "{code} 属于网关。"},
    {.key = "APIGW*/remediation\004See the gateway.", .text = "请参见网关。"},
    {.key = "Z_9/message\004Nobody's.", .text = "无主。"},
};

static const struct mo_pair fr[] = {
    HEADER,
    {.key = "A_1/message\004Tenant {tenant} sent {1}.", .text = "{tenant} a envoyé {1}."},
    {.key = "A_1/remediation\004Ask.", .text = "Demandez."},
};

static size_t key_id(const char *key)
{
  const char *id = strchr(key, 4);
  return id ? (size_t)(id + 1 - key) : 0;
}

static int by_key(const void *a, const void *b)
{
  return strcmp(((const struct mo_pair *)a)->key, ((const struct mo_pair *)b)->key);
}

/* The caller frees image.data. */
static struct errcat_image image(const char *locale, const struct mo_pair *entries, size_t count)
{
  struct mo_pair sorted[64] = {0};
  ck_assert_uint_lt(count, 64);
  memcpy(sorted, entries, count * sizeof *entries);
  qsort(sorted, count, sizeof *sorted, by_key);
  for (size_t i = 0; i < count; i++)
    if (!sorted[i].text)
      sorted[i].text = sorted[i].key + key_id(sorted[i].key);
  struct mo_built built = mo_build(&(struct mo_spec){.pairs = sorted});
  return (struct errcat_image){"test", locale, built.bytes, built.len};
}

#define IMAGE(locale, entries) image(locale, entries, sizeof(entries) / sizeof(entries)[0])

static struct errcat_image images[4];
static struct errcat_bundle *bundle;
static struct errcat_error err;

static struct errcat_bundle *open_images(size_t first, size_t count)
{
  struct errcat_options options = {.path = "", .images = images + first, .image_count = count};
  return errcat_bundle_open("test", &options, &err);
}

static void setup(void)
{
  memset(&err, 0, sizeof err);
  images[0] = IMAGE("en", en);
  images[1] = IMAGE("zh_CN", zh_CN);
  images[2] = IMAGE("fr", fr);
  bundle = open_images(0, 3);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
}

static void teardown(void)
{
  errcat_bundle_free(bundle);
  for (int i = 0; i < 3; i++)
    free((void *)images[i].data);
}

/* ------------------------------------------------------------------- texts */

#define OK ERRCAT_OK
#define R(x) ERRCAT_REASON_##x

static const struct {
  const char *locales, *code, *message, *remediation, *locale;
  errcat_status status;
  int http;
  enum errcat_reason reason;
  uint32_t preference, withheld;
} texts[] = {
    {"zh_CN", "A_1", "租户 acme 发送了 1,234。", "请询问。", "zh_CN", OK, 403, R(EXACT), 0, 0},
    {"en", "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(EXACT), 0, 0},
    {"fr", "A_1", "acme a envoyé 1\u202f234.", "Demandez.", "fr", OK, 403, R(EXACT), 0, 0},
    {NULL, "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(SOURCE), 0, 0},
    {"", "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(SOURCE), 0, 0},
    {"zh-Hans-CN", "A_1", "租户 acme 发送了 1,234。", "请询问。", "zh_CN", OK, 403, R(EXACT), 0, 0},
    {"zh_SG.UTF-8", "A_1", "租户 acme 发送了 1,234。", "请询问。", "zh_CN", OK, 403, R(LIKELY), 0,
     0},
    {"fr_CA", "A_1", "acme a envoyé 1\u202f234.", "Demandez.", "fr", OK, 403, R(PARENT), 0, 0},
    {"en_GB", "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(PARENT), 0, 0},
    {"zh_TW", "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(SOURCE), 1, 0},
    {"zh_TW:zh_CN", "A_1", "租户 acme 发送了 1,234。", "请询问。", "zh_CN", OK, 403, R(EXACT), 1,
     0},
    {"de:fr:zh_CN", "A_1", "acme a envoyé 1\u202f234.", "Demandez.", "fr", OK, 403, R(EXACT), 1, 0},
    {"en:fr", "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(EXACT), 0, 0},
    {"de:C:fr", "A_1", "Tenant acme sent 1,234.", "Ask.", "en", OK, 403, R(SOURCE), 1, 0},
    {"../../etc:fr", "A_1", "acme a envoyé 1\u202f234.", "Demandez.", "fr", OK, 403, R(EXACT), 1,
     0},
    {"zh_CN", "A_2", "Only in English.", "", "en", OK, 0, R(SOURCE), 1, 0},
    {"zh_CN", "A_3", "New text.", "Do this.", "en", OK, 0, R(SOURCE), 1, 1},
    {"zh_CN", "A_4", "Fine.", "Do that.", "en", OK, 0, R(SOURCE), 1, 1},
    {"zh_CN", "A_5", "Broken elsewhere.", "", "en", ERRCAT_E_BROKEN, 0, R(SOURCE), 1, 1},
    {"zh_CN", "A_6", "A_6", "", "", ERRCAT_E_BROKEN, 0, R(NONE), 0, 1},
    {"zh_CN", "A_7", "Hello ***.", "", "en", OK, 0, R(SOURCE), 1, 0},
    {"en", "JOB_1", "Job.", "", "en", OK, 0, R(EXACT), 0, 0},
    {"en", "JOB.1", "Job.", "", "en", OK, 0, R(EXACT), 0, 0},
    {"zh_CN", "APIGW.0101", "APIGW.0101 属于网关。", "请参见网关。", "zh_CN", ERRCAT_E_FOREIGN_CODE,
     500, R(EXACT), 0, 0},
    {"fr", "APIGW", "APIGW is the gateway's.", "See the gateway.", "en", ERRCAT_E_FOREIGN_CODE, 500,
     R(SOURCE), 1, 0},
    {"en", "J-X.1", "Other job.", "", "en", OK, 0, R(EXACT), 0, 0},
    {"en", "APIGWX.1", "Further away.", "", "en", ERRCAT_E_FOREIGN_CODE, 500, R(EXACT), 0, 0},
    {"en", "A_8", "A_8", "", "", ERRCAT_E_BROKEN, 0, R(NONE), 0, 0},
    {"zh_CN", "Z_9", "Z_9", "", "", ERRCAT_E_UNKNOWN_CODE, 500, R(NONE), 0, 0},
    {"zh_CN", "a_1", "a_1", "", "", ERRCAT_E_UNKNOWN_CODE, 500, R(NONE), 0, 0},
    {"en", "", "?", "", "", ERRCAT_E_UNKNOWN_CODE, 500, R(NONE), 0, 0},
    {"en", NULL, "?", "", "", ERRCAT_E_UNKNOWN_CODE, 500, R(NONE), 0, 0},
    {"en", "no\033 code", "no??code", "", "", ERRCAT_E_UNKNOWN_CODE, 500, R(NONE), 0, 0},
    {"en", "APIGW/../x", "APIGW/../x", "", "", ERRCAT_E_UNKNOWN_CODE, 500, R(NONE), 0, 0},
};

START_TEST(text)
{
  char buffer[256];
  struct errcat_result result;
  size_t len = errcat_message(bundle, texts[_i].locales, texts[_i].code, ERRCAT_ARGS("acme", 1234),
                              buffer, sizeof buffer, &result);
  ck_assert_msg(strcmp(buffer, texts[_i].message) == 0, "%s, %s: \"%s\"", texts[_i].locales,
                texts[_i].code, buffer);
  ck_assert_uint_eq(len, strlen(buffer));
  ck_assert_msg(result.status == texts[_i].status, "%s, %s: %s", texts[_i].locales, texts[_i].code,
                errcat_status_name(result.status));
  ck_assert_int_eq(result.http_status, texts[_i].http);
  ck_assert_str_eq(result.locale, texts[_i].locale);
  ck_assert_int_eq(result.reason, texts[_i].reason);
  ck_assert_msg(result.withheld == texts[_i].withheld, "%s, %s: withheld %u", texts[_i].locales,
                texts[_i].code, result.withheld);
  if (result.reason != ERRCAT_REASON_NONE)
    ck_assert_uint_eq(result.preference, texts[_i].preference);

  struct errcat_result again;
  errcat_remediation(bundle, texts[_i].locales, texts[_i].code, ERRCAT_NO_ARGS, buffer,
                     sizeof buffer, &again);
  ck_assert_str_eq(buffer, texts[_i].remediation);
  ck_assert_str_eq(again.locale, texts[_i].locale);
}
END_TEST

/* What the trace calls the first step that serves is where the message comes from. */
START_TEST(trace_agrees)
{
  struct errcat_step steps[32];
  const char *code = texts[_i].code;
  size_t count = code ? errcat_bundle_trace(bundle, texts[_i].locales, code, steps, 32) : 0;
  ck_assert_uint_le(count, 32);
  const char *locale = "";
  for (size_t i = count; i-- > 0;)
    if (steps[i].outcome == ERRCAT_OUTCOME_SERVES)
      locale = steps[i].locale;
  ck_assert_str_eq(locale, texts[_i].locale);
}
END_TEST

START_TEST(trace_tells_outcomes)
{
  struct errcat_step steps[8];
  size_t count = errcat_bundle_trace(bundle, "zh_TW:zh_SG", "A_3", steps, 8);
  ck_assert_uint_ge(count, 4);
  ck_assert_str_eq(steps[0].locale, "zh_TW");
  ck_assert_int_eq(steps[0].outcome, ERRCAT_OUTCOME_NO_CATALOG);
  const struct errcat_step *last = &steps[count - 1], *stale = &steps[count - 2];
  ck_assert_str_eq(stale->locale, "zh_CN");
  ck_assert_int_eq(stale->outcome, ERRCAT_OUTCOME_STALE);
  ck_assert_uint_eq(stale->preference, 1);
  ck_assert_str_eq(last->locale, "en");
  ck_assert_int_eq(last->outcome, ERRCAT_OUTCOME_SERVES);
  ck_assert_uint_eq(errcat_bundle_trace(bundle, "zh_TW:zh_SG", "A_3", NULL, 0), count);
  errcat_bundle_trace(bundle, "zh_CN", "A_4", steps, 8);
  ck_assert_int_eq(steps[0].outcome, ERRCAT_OUTCOME_INCOMPLETE);
  errcat_bundle_trace(bundle, "zh_CN", "A_5", steps, 8);
  ck_assert_int_eq(steps[0].outcome, ERRCAT_OUTCOME_BROKEN);
  errcat_bundle_trace(bundle, "fr", "A_5", steps, 8);
  ck_assert_int_eq(steps[0].outcome, ERRCAT_OUTCOME_UNTRANSLATED);
  errcat_bundle_trace(bundle, "fr", NULL, steps, 8);
  ck_assert_int_eq(steps[0].outcome, ERRCAT_OUTCOME_SERVES);
}
END_TEST

START_TEST(arguments)
{
  char buffer[128];
  struct errcat_result result;
  errcat_message(bundle, "en", "A_1", ERRCAT_ARGS(ERRCAT_NAMED("count", 7), "acme"), buffer,
                 sizeof buffer, &result);
  ck_assert_int_eq(result.status, ERRCAT_E_ARGUMENT); /* "acme" stands at position 1 */
  errcat_message(bundle, "en", "A_1",
                 ERRCAT_ARGS(ERRCAT_NAMED("count", 7), ERRCAT_NAMED("tenant", "acme")), buffer,
                 sizeof buffer, &result);
  ck_assert_str_eq(buffer, "Tenant acme sent 7.");
  ck_assert_int_eq(result.status, ERRCAT_OK);
  errcat_message(bundle, "en", "A_1", ERRCAT_ARGS(12050009), buffer, sizeof buffer, &result);
  ck_assert_str_eq(buffer, "Tenant 12050009 sent {count}.");
  ck_assert_uint_eq(result.missing, 1);
  ck_assert_int_eq(result.status, ERRCAT_E_ARGUMENT);
  errcat_message(bundle, "en", "A_1", ERRCAT_ARGS("a", "many"), buffer, sizeof buffer, &result);
  ck_assert_str_eq(buffer, "Tenant a sent many.");
  ck_assert_uint_eq(result.mismatched, 1);
  errcat_message(bundle, "en", "A_1", NULL, 5, buffer, sizeof buffer, &result);
  ck_assert_uint_eq(result.missing, 2);
}
END_TEST

START_TEST(length_convention)
{
  char buffer[16];
  memset(buffer, 'x', sizeof buffer);
  size_t whole = errcat_message(bundle, "zh_CN", "A_1", ERRCAT_ARGS("acme", 1), NULL, 0, NULL);
  ck_assert_uint_eq(whole, strlen("租户 acme 发送了 1。"));
  for (size_t size = 1; size < sizeof buffer; size++) {
    size_t len = errcat_message(bundle, "zh_CN", "A_1", ERRCAT_ARGS("acme", 1), buffer, size, NULL);
    ck_assert_uint_eq(len, whole);
    ck_assert_uint_lt(strlen(buffer), size);
    ck_assert_int_eq(buffer[size], 'x');
    ck_assert(strncmp(buffer, "租户 acme 发送了 1。", strlen(buffer)) == 0);
    ck_assert_uint_eq(ec_utf8_valid(buffer, strlen(buffer)), strlen(buffer));
  }
}
END_TEST

START_TEST(output_limit)
{
  char *big = malloc(100001);
  memset(big, 'a', 100000);
  big[100000] = '\0';
  struct errcat_result result;
  size_t len = errcat_message(bundle, "en", "A_1", ERRCAT_ARGS(big, 1), NULL, 0, &result);
  ck_assert_uint_eq(len, ERRCAT_OUTPUT_MAX);
  ck_assert_int_eq(result.status, ERRCAT_E_LIMIT);
  free(big);
}
END_TEST

/* ----------------------------------------------------------- what it holds */

START_TEST(metadata)
{
  ck_assert_uint_eq(errcat_bundle_code_count(bundle), 12);
  for (size_t i = 1; i < errcat_bundle_code_count(bundle); i++)
    ck_assert_int_lt(
        strcmp(errcat_bundle_code(bundle, i - 1)->code, errcat_bundle_code(bundle, i)->code), 0);
  const struct errcat_code_info *info = errcat_bundle_find(bundle, "A_1");
  ck_assert_str_eq(info->name, "tenant_denied");
  ck_assert_int_eq(info->http_status, 403); /* not the 200 that zh_CN has */
  ck_assert_uint_eq(info->arg_count, 2);
  ck_assert_str_eq(info->args[0].name, "tenant");
  ck_assert_str_eq(info->args[0].type, "id");
  ck_assert_str_eq(info->args[0].example, "acme");
  ck_assert_str_eq(info->args[1].name, "count");
  ck_assert_ptr_null(info->args[1].example);
  ck_assert(info->has_remediation && !info->retired && !info->foreign);
  ck_assert(errcat_bundle_find(bundle, "A_2")->retired);
  ck_assert_str_eq(errcat_bundle_find(bundle, "A_7")->severity, "warning");
  ck_assert_str_eq(errcat_bundle_find(bundle, "A_7")->args[0].sensitive, "secret");
  ck_assert_str_eq(errcat_bundle_find(bundle, "JOB.1")->code, "JOB_1");
  ck_assert_str_eq(errcat_bundle_find(bundle, "JOB_1")->wire, "JOB.1");
  ck_assert(errcat_bundle_find(bundle, "APIGW.1")->foreign);
  ck_assert_ptr_null(errcat_bundle_find(bundle, "A_"));
}
END_TEST

START_TEST(catalogs)
{
  struct errcat_catalog_info info;
  ck_assert_uint_eq(errcat_bundle_catalog_count(bundle), 3);
  errcat_bundle_catalog_texts(bundle, 0, &info);
  ck_assert_str_eq(info.locale, "en");
  ck_assert(info.source && !info.file && !info.error);
  ck_assert_uint_eq(info.codes, 8);
  ck_assert_uint_eq(info.broken, 1);
  errcat_bundle_catalog_texts(bundle, 2, &info);
  ck_assert_str_eq(info.locale, "zh_CN");
  ck_assert_uint_eq(info.codes, 1);
  ck_assert_uint_eq(info.stale, 1);
  ck_assert_uint_eq(info.broken, 1);
  ck_assert_uint_eq(info.incomplete, 1);
  ck_assert_uint_eq(info.unknown, 1);
  ck_assert_uint_eq(info.metadata, 2);
}
END_TEST

START_TEST(without_source)
{
  struct errcat_bundle *alone = open_images(1, 1);
  ck_assert_ptr_nonnull(alone);
  char buffer[128];
  struct errcat_result result;
  errcat_message(alone, "zh_CN", "A_1", ERRCAT_ARGS(ERRCAT_NAMED("tenant", "x"), 5), buffer,
                 sizeof buffer, &result);
  ck_assert_str_eq(buffer, "租户 *** 发送了 ***。"); /* they may be sensitive */
  ck_assert_int_eq(result.status, ERRCAT_E_NO_SOURCE);
  ck_assert_int_eq(result.http_status, 500);
  errcat_message(alone, "de", "A_1", ERRCAT_NO_ARGS, buffer, sizeof buffer, &result);
  ck_assert_str_eq(buffer, "租户 {tenant} 发送了 {1}。");
  ck_assert_int_eq(result.status, ERRCAT_E_NO_SOURCE);
  ck_assert_int_eq(result.reason, ERRCAT_REASON_SOURCE);
  errcat_bundle_free(alone);
}
END_TEST

/* Each row is one more entry in a source catalog that makes it unusable. */
static const struct {
  const char *key, *replaces;
  errcat_status status;
  const char *detail;
} bad_metadata[] = {
    {"@format\0042", "@format\0041", ERRCAT_E_FORMAT, "format 2"},
    {"@format\004x", "@format\0041", ERRCAT_E_METADATA, "@format"},
    {"@format\0040", "@format\0041", ERRCAT_E_METADATA, "@format"},
    {"B_1/@status\004900", NULL, ERRCAT_E_METADATA, "B_1/@status is \"900\""},
    {"B_1/@status\0044o3", NULL, ERRCAT_E_METADATA, "HTTP status"},
    {"B_1/@status\004000403", NULL, ERRCAT_E_METADATA, "HTTP status"},
    {"B_1/@arg/1/x\004id", NULL, ERRCAT_E_METADATA, "numbered"},
    {"B_1/@arg/99999999/x\004id", NULL, ERRCAT_E_METADATA, "numbered"},
    {"B_1/@arg/-1/x\004id", NULL, ERRCAT_E_METADATA, "numbered"},
    {"B_1/@arg/0/x\004colour", NULL, ERRCAT_E_METADATA, "type"},
    {"B_1/@arg/0/x/sensitive\004no", "A_1/@arg/0/tenant\004id", ERRCAT_E_METADATA, "number"},
    {"A_7/@arg/0/who/sensitive\004maybe", "A_7/@arg/0/who/sensitive\004secret", ERRCAT_E_METADATA,
     "personal"},
    {"A_7/@arg/0/other/sensitive\004secret", NULL, ERRCAT_E_METADATA, "number and name"},
    {"A_7/@arg/0/wh/sensitive\004secret", NULL, ERRCAT_E_METADATA, "number and name"},
    {"A_7/@arg/0/whose/example\004x", NULL, ERRCAT_E_METADATA, "number and name"},
    {"A_1/@arg/1/tenant/sensitive\004secret", NULL, ERRCAT_E_METADATA, "number and name"},
    {"A_1/@arg/0/count/example\0044", NULL, ERRCAT_E_METADATA, "number and name"},
    {"B_1/@wire\004a b", NULL, ERRCAT_E_METADATA, "not a code"},
    {"B_1/@wire\004A_1", NULL, ERRCAT_E_METADATA, "also stands for"},
    {"@prefix/A_/wire\004A b", NULL, ERRCAT_E_METADATA, "not a code"},
};

START_TEST(bad_source)
{
  struct mo_pair entries[sizeof en / sizeof en[0] + 2];
  size_t count = sizeof en / sizeof en[0];
  memcpy(entries, en, sizeof en);
  entries[count++] = (struct mo_pair){.key = "B_1/message\004B."};
  size_t at = count;
  for (size_t i = 0; i < count; i++)
    if (bad_metadata[_i].replaces && strcmp(entries[i].key, bad_metadata[_i].replaces) == 0)
      at = i;
  entries[at] = (struct mo_pair){.key = bad_metadata[_i].key};
  count += at == count;
  struct errcat_image bad = image("en", entries, count);
  struct errcat_options options = {.path = "", .images = &bad, .image_count = 1};
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_msg(err.status == bad_metadata[_i].status, "%s: %s (%s)", bad_metadata[_i].key,
                errcat_status_name(err.status), err.detail);
  ck_assert_msg(strstr(err.detail, bad_metadata[_i].detail) != NULL, "%s: %s", bad_metadata[_i].key,
                err.detail);
  free((void *)bad.data);
}
END_TEST

START_TEST(bad_options)
{
  static const char *const domains[] = {"", "../x", "a/b", ".x", "a b", "\xc3\xa9"};
  struct errcat_options options = {.path = ""};
  for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++) {
    ck_assert_ptr_null(errcat_bundle_open(domains[i], &options, &err));
    ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
  }
  ck_assert_ptr_null(errcat_bundle_open(NULL, &options, NULL));
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_NOT_FOUND);
  static const struct errcat_allocator nothing;
  const struct errcat_options unknown[] = {
      {.path = "", .flags = 128},          {.path = "", .reserved_flags = 1},
      {.path = "", .reserved = {0, 0, 1}}, {.path = "", .image_count = 1},
      {.path = "", .allocator = &nothing},
  };
  for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
    ck_assert_ptr_null(errcat_bundle_open("test", &unknown[i], &err));
    ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
  }
  ck_assert_ptr_null(errcat_bundle_open("a\nb\033[31m\xff\xc2\x9b", &options, &err));
  ck_assert_str_eq(err.detail, "\"a?b?[31m???\" is not a domain name");
  struct errcat_image nameless = {"test", "no/where", "", 0};
  options = (struct errcat_options){.path = "", .images = &nameless, .image_count = 1};
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
}
END_TEST

START_TEST(too_many_catalogs)
{
  char names[ERRCAT_LOCALES_MAX + 1][8];
  struct errcat_image many[ERRCAT_LOCALES_MAX + 1];
  for (int i = 0; i <= ERRCAT_LOCALES_MAX; i++) {
    snprintf(names[i], sizeof names[i], "fr_%03d", i % 1000);
    many[i] = images[2];
    many[i].locale = names[i];
  }
  struct errcat_options options = {.path = "", .images = many, .image_count = ERRCAT_LOCALES_MAX};
  struct errcat_bundle *full = errcat_bundle_open("test", &options, &err);
  ck_assert_ptr_nonnull(full);
  /* More candidates than fit on a stack: all of them are there. */
  ck_assert_uint_ge(errcat_bundle_trace(full, "fr", NULL, NULL, 0), ERRCAT_LOCALES_MAX);
  for (int i = 0; i < ERRCAT_LOCALES_MAX; i++) {
    struct errcat_result result;
    errcat_message(full, names[i], "A_1", ERRCAT_ARGS("a", 1), NULL, 0, &result);
    ck_assert_str_eq(result.locale, names[i]);
    ck_assert_int_eq(result.reason, ERRCAT_REASON_EXACT);
  }
  errcat_bundle_free(full);
  options.image_count++;
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_LIMIT);
}
END_TEST

/* What is remembered of locales' names is right, also when no more can be. */
START_TEST(many_names)
{
  char buffer[64], name[16];
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 1000; i++) {
      snprintf(name, sizeof name, "%s_%03d", i % 2 ? "fr" : "de", i);
      errcat_message(bundle, name, "A_1", ERRCAT_ARGS("a", 1), buffer, sizeof buffer, NULL);
      ck_assert_str_eq(buffer, i % 2 ? "a a envoyé 1." : "Tenant a sent 1.");
    }
    errcat_message(bundle, "zh_SG", "A_1", ERRCAT_ARGS("a", 1), buffer, sizeof buffer, NULL);
    ck_assert_str_eq(buffer, "租户 a 发送了 1。");
  }
}
END_TEST

/* ------------------------------------------------------------------- files */

static char folder[64];

static void write_catalog(const char *sub, const char *locale, const char *domain, const void *data,
                          size_t len)
{
  char path[256];
  const char *parts[] = {sub, locale, "LC_MESSAGES"};
  int at = snprintf(path, sizeof path, "%s", folder);
  for (int i = 0; i < 3; i++) {
    at += snprintf(path + at, sizeof path - (size_t)at, "/%s", parts[i]);
    ck_assert(mkdir(path, 0777) == 0 || errno == EEXIST);
  }
  snprintf(path + at, sizeof path - (size_t)at, "/%s.mo", domain);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(data, 1, len, file), len);
  ck_assert_int_eq(fclose(file), 0);
}

/* A catalog that is a link to `target`. */
static void link_catalog(const char *sub, const char *locale, const char *target)
{
  char path[256];
  const char *parts[] = {locale, "LC_MESSAGES"};
  int at = snprintf(path, sizeof path, "%s/%s", folder, sub);
  for (int i = 0; i < 2; i++) {
    at += snprintf(path + at, sizeof path - (size_t)at, "/%s", parts[i]);
    ck_assert_int_eq(mkdir(path, 0777), 0);
  }
  snprintf(path + at, sizeof path - (size_t)at, "/test.mo");
  ck_assert_int_eq(symlink(target, path), 0);
}

static void setup_files(void)
{
  setup();
  strcpy(folder, "check_bundle.XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  write_catalog("one", "en", "test", images[0].data, images[0].len / 2);
  write_catalog("two", "en", "test", images[0].data, images[0].len);
  write_catalog("two", "zh_CN", "test", images[1].data, images[1].len);
  write_catalog("two", "zh_CN", "other", images[1].data, images[1].len);
  write_catalog("two", "en", "plain", images[2].data, images[2].len);
  write_catalog("two", "en", "second", images[0].data, images[0].len);
  write_catalog("two", "not a locale", "test", images[1].data, images[1].len);
  write_catalog("bad", "en", "test", "rubbish", 7);
  write_catalog("spelled", "zh-CN", "test", images[1].data, images[1].len);
  write_catalog("spelled", "fr", "test", images[2].data, images[2].len);
  link_catalog("spelled", "de", "nowhere");
}

static void teardown_files(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
  teardown();
}

static const char *path_of(const char *a, const char *b)
{
  static char path[256];
  snprintf(path, sizeof path, "%s/%s:%s/%s:", folder, a, folder, b);
  return path;
}

START_TEST(refused_file_gives_way)
{
  struct errcat_options options = {.path = path_of("one", "two")};
  struct errcat_bundle *files = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(files != NULL, "%s", err.detail);
  struct errcat_catalog_info info;
  ck_assert_uint_eq(errcat_bundle_catalog_count(files), 3);
  errcat_bundle_catalog(files, 0, &info);
  ck_assert(info.source && strstr(info.file, "/two/en/") != NULL);
  errcat_bundle_catalog(files, 1, &info);
  ck_assert(info.error && strstr(info.error->detail, "one/en/LC_MESSAGES/test.mo: ") != NULL);
  bool readable;
  ck_assert_uint_eq(errcat_bundle_folder_count(files), 2);
  ck_assert(strstr(errcat_bundle_folder(files, 1, &readable), "/two") && readable);
  errcat_bundle_free(files);
  options.flags = ERRCAT_OPEN_STRICT;
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_ptr_nonnull(strstr(err.detail, "one/en/LC_MESSAGES/test.mo: "));
}
END_TEST

START_TEST(image_stands_in)
{
  char buffer[64];
  struct errcat_result result;
  struct errcat_options options = {
      .path = path_of("bad", "nowhere"), .images = images, .image_count = 2};
  struct errcat_bundle *files = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(files != NULL, "%s", err.detail);
  errcat_message(files, "en", "A_1", ERRCAT_ARGS("a", 1), buffer, sizeof buffer, &result);
  ck_assert_str_eq(buffer, "Tenant a sent 1.");
  ck_assert_int_eq(result.http_status, 403);
  bool readable = true;
  errcat_bundle_folder(files, 1, &readable);
  ck_assert(!readable);
  errcat_bundle_free(files);
  options.image_count = 0;
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_MAGIC);
}
END_TEST

/* One locale however it is spelled: the first folder wins, and no image is needed. */
START_TEST(spellings)
{
  struct errcat_catalog_info info;
  struct errcat_result result;
  char buffer[64];
  struct errcat_options options = {
      .path = path_of("spelled", "two"), .images = images + 1, .image_count = 1};
  struct errcat_bundle *files = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(files != NULL, "%s", err.detail);
  ck_assert_uint_eq(errcat_bundle_catalog_count(files), 4);
  errcat_message(files, "zh_CN.UTF-8", "A_1", ERRCAT_ARGS("a", 1), buffer, sizeof buffer, &result);
  ck_assert_str_eq(result.locale, "zh-CN");
  ck_assert_int_eq(result.reason, ERRCAT_REASON_EXACT);
  errcat_bundle_catalog(files, 1, &info); /* the dangling link is told, not passed over */
  ck_assert_str_eq(info.locale, "de");
  ck_assert(info.error && strstr(info.error->detail, "/de/LC_MESSAGES/test.mo: ") != NULL);
  errcat_bundle_free(files);
}
END_TEST

START_TEST(environment_path)
{
  char buffer[64];
  ck_assert_int_eq(setenv("ERRCAT_PATH", path_of("two", "bad"), 1), 0);
  struct errcat_bundle *files = errcat_bundle_open("test", NULL, &err);
  unsetenv("ERRCAT_PATH");
  ck_assert_msg(files != NULL, "%s", err.detail);
  errcat_message(files, "zh_CN", "A_1", ERRCAT_ARGS("a", 1), buffer, sizeof buffer, NULL);
  ck_assert_str_eq(buffer, "租户 a 发送了 1。");
  errcat_bundle_free(files);
}
END_TEST

/* A program's own folder stands behind ERRCAT_PATH, and in the place of the library's. */
START_TEST(own_localedir)
{
  char localedir[256];
  struct errcat_options options = {.localedir = localedir};
  snprintf(localedir, sizeof localedir, "%s", path_of("two", "nowhere"));
  unsetenv("ERRCAT_PATH");
  struct errcat_bundle *files = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(files != NULL, "%s", err.detail);
  ck_assert_uint_eq(errcat_bundle_folder_count(files), 2);
  ck_assert_ptr_nonnull(strstr(localedir, errcat_bundle_folder(files, 0, NULL)));
  errcat_bundle_free(files);

  ck_assert_int_eq(setenv("ERRCAT_PATH", "/nowhere/at/all", 1), 0);
  files = errcat_bundle_open("test", &options, &err);
  unsetenv("ERRCAT_PATH");
  ck_assert_msg(files != NULL, "%s", err.detail);
  ck_assert_uint_eq(errcat_bundle_folder_count(files), 3);
  ck_assert_str_eq(errcat_bundle_folder(files, 0, NULL), "/nowhere/at/all");
  errcat_bundle_free(files);

  options.path = "/nowhere/at/all"; /* says it all */
  ck_assert_ptr_null(errcat_bundle_open("test", &options, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_NOT_FOUND);
}
END_TEST

static bool add_name(void *context, const char *name)
{
  strcat(strcat(context, name), " ");
  return strcmp(name, "second") != 0;
}

START_TEST(domains)
{
  char names[256] = "";
  ck_assert_int_eq(errcat_domains(path_of("two", "bad"), add_name, names), ERRCAT_OK);
  ck_assert_str_eq(names, "other second "); /* "other" has the mark too; "test" came too late */
}
END_TEST

/* ---------------------------------------------------------- memory, threads */

START_TEST(each_allocation_fails)
{
  struct counting counting;
  counting_init(&counting);
  struct errcat_options options = {.path = path_of("one", "two"),
                                   .images = images,
                                   .image_count = 3,
                                   .allocator = &counting.allocator};
  size_t failures = 0;
  for (counting.fail_at = 1;; counting.fail_at++) {
    counting.calls = 0;
    struct errcat_bundle *tried = errcat_bundle_open("test", &options, &err);
    if (tried) {
      errcat_bundle_free(tried);
      ck_assert_uint_eq(counting.live, 0);
      break;
    }
    failures++;
    ck_assert_int_eq(err.status, ERRCAT_E_NOMEM);
    ck_assert_uint_eq(counting.live, 0);
  }
  ck_assert_uint_gt(failures, 3);
}
END_TEST

/* Neither ours nor ICU's, once each locale's name was seen. */
START_TEST(formatting_allocates_nothing)
{
  counting_icu_begin();
  setup();
  struct counting counting;
  counting_init(&counting);
  struct errcat_options options = {
      .path = "", .images = images, .image_count = 3, .allocator = &counting.allocator};
  struct errcat_bundle *counted = errcat_bundle_open("test", &options, &err);
  ck_assert_ptr_nonnull(counted);
  size_t ours[3], icus[3];
  for (int round = 0; round < 3; round++) {
    char buffer[64];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
      errcat_message(counted, texts[i].locales, texts[i].code, ERRCAT_ARGS("a", 1234), buffer,
                     sizeof buffer, NULL);
    ours[round] = counting.calls;
    icus[round] = counting_icu_calls();
  }
  ck_assert_uint_gt(icus[0], 0);
  ck_assert_uint_eq(ours[2], ours[0]);
  ck_assert_uint_eq(icus[2], icus[0]);
  errcat_bundle_free(counted);
  teardown();
}
END_TEST

static void *format_often(void *context)
{
  size_t *wrong = context;
  char buffer[128];
  for (int round = 0; round < 200; round++)
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
      errcat_message(bundle, texts[i].locales, texts[i].code, ERRCAT_ARGS("acme", 1234), buffer,
                     sizeof buffer, NULL);
      *wrong += strcmp(buffer, texts[i].message) != 0;
    }
  return NULL;
}

START_TEST(threads)
{
  pthread_t thread[4];
  size_t wrong[4] = {0};
  for (int i = 0; i < 4; i++)
    ck_assert_int_eq(pthread_create(&thread[i], NULL, format_often, &wrong[i]), 0);
  for (int i = 0; i < 4; i++) {
    ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
    ck_assert_uint_eq(wrong[i], 0);
  }
}
END_TEST

/* What is formatted with a pattern of its own is in check_format; here, that it is refused with the
 * place of its fault. */
static void expect_refusal(const char *locale, const char *pattern, errcat_status status,
                           uint32_t line, uint32_t column)
{
  ck_assert_ptr_null(errcat_pattern_open(locale, pattern, strlen(pattern), NULL, &err));
  ck_assert_int_eq(err.status, status);
  ck_assert_uint_eq(err.line, line);
  ck_assert_uint_eq(err.column, column);
}

START_TEST(one_pattern)
{
  char buffer[64];
  struct errcat_result result;
  struct errcat_pattern *pattern = errcat_pattern_open("de", "{0} und {n}", 11, NULL, &err);
  ck_assert_ptr_nonnull(pattern);
  size_t len = errcat_pattern_format(pattern, ERRCAT_ARGS(1234567, ERRCAT_NAMED("n", 0.5)), buffer,
                                     sizeof buffer, &result);
  ck_assert_str_eq(buffer, "1.234.567 und 0,5");
  ck_assert_uint_eq(len, strlen(buffer));
  ck_assert_int_eq(result.status, ERRCAT_OK);
  errcat_pattern_format(pattern, ERRCAT_ARGS("a"), buffer, sizeof buffer, &result);
  ck_assert_str_eq(buffer, "a und {n}");
  ck_assert_int_eq(result.status, ERRCAT_E_ARGUMENT);
  errcat_pattern_free(pattern);
  expect_refusal(NULL, "{0", ERRCAT_E_SYNTAX, 1, 1);
  expect_refusal("en", "a\nb\xff", ERRCAT_E_SYNTAX, 2, 2);
  ck_assert_uint_eq(err.offset, 3);
  expect_refusal("en/..", "x", ERRCAT_E_INVALID, 0, 0);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof(table)[0])

/* Names of catalogs that are alike at their ends, and in number more than are compared one by one.
 */
static const char *const alike[] = {"bbbb",  "bbbbc",   "abbbb",    "abbbba",           "en_nz",
                                    "zh_CN", "en_n_nx", "en_nz_nz", "en_nz_nx",         "ab",
                                    "abb",   "aab",     "a",        "en_nz_nz_en_nz_nz"};

START_TEST(names_are_told_apart)
{
  struct ec_locale locale;
  const struct ec_locale *locales[COUNT(alike)];
  ck_assert(ec_locale_parse(&locale, "en", 2));
  for (size_t i = 0; i < COUNT(alike); i++)
    locales[i] = &locale;
  for (size_t count = 0; count <= COUNT(alike); count++) {
    struct ec_routes *routes = ec_routes_open(&ec_mem_default, locales, alike, count);
    ck_assert_ptr_nonnull(routes);
    for (size_t i = 0; i < COUNT(alike); i++) {
      size_t want = i < count ? i : SIZE_MAX, len = strlen(alike[i]);
      ck_assert_msg(ec_routes_exact(routes, alike[i], len) == want, "%s of %zu", alike[i], count);
      size_t listed = ec_routes_listed(routes, alike[i]);
      ck_assert_msg(listed == EC_ROUTES_LISTED || listed == want, "%s of %zu", alike[i], count);
    }
    ck_assert_uint_eq(ec_routes_exact(routes, "", 0), SIZE_MAX);
    ec_routes_close(routes);
  }
}
END_TEST

/* Codes of all lengths in one table: the quick way finds most of those that it is for, and none but
 * what the other one finds. */
START_TEST(codes_are_found_quickly)
{
  enum { CODES = 3000, LONGEST = 40 };
  static char forms[CODES][LONGEST + 1];
  struct ec_codes codes = {0};
  struct ec_arena arena;
  size_t quick = 0, place;
  ec_arena_init(&arena, &ec_mem_default);
  ec_arena_init(&codes.passing, &ec_mem_default);
  codes.sorted = ec_arena_alloc(&codes.passing, CODES, sizeof *codes.sorted);
  ck_assert_ptr_nonnull(codes.sorted);
  for (unsigned i = 0; i < CODES; i++) {
    int len = snprintf(forms[i], sizeof forms[i], "%0*u", (int)(i % LONGEST + 1), i);
    codes.sorted[i] = (struct ec_code){.code = forms[i], .code_len = (unsigned)len & 0x7f};
  }
  ck_assert_int_eq(ec_codes_index(&codes, CODES, &arena, NULL), ERRCAT_OK);
  for (size_t i = 0; i < CODES; i++) {
    size_t len = strlen(forms[i]);
    const struct ec_code *code = ec_codes_find(&codes, forms[i], len);
    ck_assert_msg(code && code->code == forms[i], "%s is not found", forms[i]);
    if (ec_codes_find_quickly(&codes, forms[i], &place)) {
      ck_assert_msg(&codes.list[place] == code, "%s is another one", forms[i]);
      quick++;
    }
    for (size_t at = 0; at < len; at++) {
      char digit = forms[i][at];
      forms[i][at] = 'x';
      ck_assert_msg(!ec_codes_find_quickly(&codes, forms[i], &place), "%s is found", forms[i]);
      forms[i][at] = digit;
    }
  }
  ck_assert_uint_gt(quick, CODES / LONGEST * 18);
  ec_codes_close(&codes);
  ec_arena_free(&arena);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("bundle");
  TCase *memory = tcase_create("images");
  tcase_add_checked_fixture(memory, setup, teardown);
  tcase_add_loop_test(memory, text, 0, COUNT(texts));
  tcase_add_loop_test(memory, trace_agrees, 0, COUNT(texts));
  tcase_add_test(memory, trace_tells_outcomes);
  tcase_add_test(memory, arguments);
  tcase_add_test(memory, length_convention);
  tcase_add_test(memory, output_limit);
  tcase_add_test(memory, metadata);
  tcase_add_test(memory, catalogs);
  tcase_add_test(memory, without_source);
  tcase_add_loop_test(memory, bad_source, 0, COUNT(bad_metadata));
  tcase_add_test(memory, bad_options);
  tcase_add_test(memory, too_many_catalogs);
  tcase_add_test(memory, many_names);
  tcase_add_test(memory, names_are_told_apart);
  tcase_add_test(memory, codes_are_found_quickly);

  tcase_add_test(memory, threads);
  tcase_add_test(memory, one_pattern);
  suite_add_tcase(suite, memory);
  TCase *files = tcase_create("files");
  tcase_add_checked_fixture(files, setup_files, teardown_files);
  tcase_add_test(files, refused_file_gives_way);
  tcase_add_test(files, image_stands_in);
  tcase_add_test(files, spellings);
  tcase_add_test(files, environment_path);
  tcase_add_test(files, own_localedir);
  tcase_add_test(files, domains);
  tcase_add_test(files, each_allocation_fails);
  suite_add_tcase(suite, files);

  TCase *counts = tcase_create("allocations");
  tcase_add_test(counts, formatting_allocates_nothing);
  suite_add_tcase(suite, counts);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
