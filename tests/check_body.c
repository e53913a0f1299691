/* SPDX-License-Identifier: MIT */

/* Bodies of replies: goldens for codes of the OptVerse table and for made-up ones, each parsed by
 * jansson, too; every size of buffer; whatever can go wrong. */

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "errcat.h"
#include "evil.h"
#include "http.h"
#include "outgoing.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct errcat_bundle *optverse, *bundle, *no_source;

enum { SIZE = 65536 };
static char buffer[8 * SIZE];
static struct errcat_result result;

#define OK ERRCAT_OK
#define PLAIN ERRCAT_BODY_PLAIN
#define PROBLEM ERRCAT_BODY_PROBLEM
#define RPC ERRCAT_BODY_RPC
#define OWN ERRCAT_BODY_OWN
#define LINES ERRCAT_BODY_LINES
#define REMEDIATION ERRCAT_BODY_REMEDIATION

/* The object that jansson reads, which the caller releases. */
static json_t *parse(const char *text, size_t len)
{
  json_error_t error;
  json_t *value = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
  ck_assert_msg(value != NULL, "%s, at %d: %s", error.text, error.position, text);
  ck_assert_uint_eq(ec_utf8_valid(text, len), len);
  return value;
}

/* Writes the body and has it parsed. */
static size_t body_of(const struct errcat_bundle *from, const char *locales,
                      const struct errcat_call *call, const struct errcat_body_options *options)
{
  memset(&result, 0xee, sizeof result);
  size_t len = errcat_body(from, locales, call, options, buffer, SIZE, &result);
  ck_assert_uint_lt(len, SIZE);
  ck_assert_uint_eq(len, strlen(buffer));
  json_decref(parse(buffer, len));
  return len;
}

/* With a shape that is `text`. */
static size_t shaped(const struct errcat_bundle *from, const char *locales,
                     const struct errcat_call *call, const char *text, const char *instance)
{
  struct errcat_error err;
  struct errcat_shape *shape = errcat_shape_open(text, strlen(text), NULL, &err);
  ck_assert_msg(shape != NULL, "%s: %s", text, err.detail);
  size_t len = body_of(from, locales, call,
                       &(struct errcat_body_options){
                           .shape = OWN, .flags = LINES, .instance = instance, .own = shape});
  errcat_shape_free(shape);
  return len;
}

/* ------------------------------------------------------------------ goldens */

#define DENIED_EN "The tenant acme-cloud is not allowed to access the service."
#define DENIED_ZH "该租户 acme-cloud 禁止访问本服务。"
#define DENIED_HELP_EN \
  "Ask the administrator to allow the tenant acme-cloud to access the service, and provide the " \
  "error code."
#define DENIED_HELP_ZH "请联系管理员为租户 acme-cloud 开通本服务的访问权限，并提供错误码。"
#define ERROR_INFO \
  "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"TENANT_DENIED\"," \
  "\"domain\":\"optverse\",\"metadata\":{\"errorCode\":\"OptVerse_10000004\"," \
  "\"tenant\":\"acme-cloud\"}}"

static const struct {
  enum errcat_body_shape shape;
  uint32_t flags;
  const char *locales, *want;
} goldens[] = {
    {PLAIN, 0, NULL, "{\"error_msg\":\"" DENIED_EN "\",\"error_code\":\"OptVerse_10000004\"}"},
    {PLAIN, 0, "zh_CN", "{\"error_msg\":\"" DENIED_ZH "\",\"error_code\":\"OptVerse_10000004\"}"},
    {PLAIN, REMEDIATION, "en",
     "{\"error_msg\":\"" DENIED_EN "\",\"error_code\":\"OptVerse_10000004\",\"remediation\":"
     "\"" DENIED_HELP_EN "\"}"},
    {PLAIN, LINES | REMEDIATION, "zh_CN",
     "{\n\"error_msg\": \"" DENIED_ZH "\",\n\"error_code\": \"OptVerse_10000004\",\n"
     "\"remediation\": \"" DENIED_HELP_ZH "\"\n}"},
    {PROBLEM, 0, "en",
     "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,\"detail\":\"" DENIED_EN
     "\",\"code\":\"OptVerse_10000004\",\"remediation\":\"" DENIED_HELP_EN
     "\",\"args\":{\"tenant\":\"acme-cloud\"}}"},
    {PROBLEM, 0, "zh-Hans",
     "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,\"detail\":\"" DENIED_ZH
     "\",\"code\":\"OptVerse_10000004\",\"remediation\":\"" DENIED_HELP_ZH
     "\",\"args\":{\"tenant\":\"acme-cloud\"}}"},
    {PROBLEM, LINES, "zh_CN",
     "{\n\"type\": \"about:blank\",\n\"title\": \"Forbidden\",\n\"status\": 403,\n\"detail\": "
     "\"" DENIED_ZH "\",\n\"code\": \"OptVerse_10000004\",\n\"remediation\": \"" DENIED_HELP_ZH
     "\",\n\"args\": {\n\"tenant\": \"acme-cloud\"\n}\n}"},
    {RPC, 0, "en",
     "{\"error\":{\"code\":403,\"message\":\"" DENIED_EN
     "\",\"status\":\"PERMISSION_DENIED\",\"details\":[" ERROR_INFO
     ",{\"@type\":\"type.googleapis.com/google.rpc.LocalizedMessage\",\"locale\":\"en\","
     "\"message\":\"" DENIED_EN "\"}]}}"},
    {RPC, 0, "zh_CN",
     "{\"error\":{\"code\":403,\"message\":\"" DENIED_EN
     "\",\"status\":\"PERMISSION_DENIED\",\"details\":[" ERROR_INFO
     ",{\"@type\":\"type.googleapis.com/google.rpc.LocalizedMessage\",\"locale\":\"zh-CN\","
     "\"message\":\"" DENIED_ZH "\"}]}}"},
    {RPC, REMEDIATION, "zh_CN",
     "{\"error\":{\"code\":403,\"message\":\"" DENIED_EN
     "\",\"status\":\"PERMISSION_DENIED\",\"details\":[" ERROR_INFO
     ",{\"@type\":\"type.googleapis.com/google.rpc.LocalizedMessage\",\"locale\":\"zh-CN\","
     "\"message\":\"" DENIED_ZH "\\n" DENIED_HELP_ZH "\"}]}}"},
};

START_TEST(golden)
{
  const struct errcat_body_options options = {.shape = goldens[_i].shape,
                                              .flags = goldens[_i].flags};
  body_of(optverse, goldens[_i].locales,
          ERRCAT_CALL("OptVerse_10000004", ERRCAT_ARGS("acme-cloud")), &options);
  ck_assert_str_eq(buffer, goldens[_i].want);
  ck_assert_int_eq(result.status, OK);
  ck_assert_int_eq(result.http_status, 403);
  ck_assert_str_eq(result.code, "OptVerse_10000004");
}
END_TEST

/* Both texts of the object are those that errcat_message() and errcat_remediation() give, for every
 * code, in both languages. */
START_TEST(every_code)
{
  static const char *const locales[] = {"en", "zh_CN"};
  static char message[SIZE], remediation[SIZE];
  for (size_t i = 0; i < errcat_bundle_code_count(optverse); i++) {
    const struct errcat_code_info *info = errcat_bundle_code(optverse, i);
    struct errcat_arg args[16];
    size_t count = info->arg_count < 16 ? info->arg_count : 16;
    for (size_t j = 0; j < count; j++)
      args[j] = errcat_arg_string(info->args[j].example ? info->args[j].example : "x");
    const struct errcat_call call = {.code = info->wire, .args = args, .count = count};
    for (size_t j = 0; !info->foreign && j < 2; j++) {
      errcat_message(optverse, locales[j], info->code, args, count, message, SIZE, NULL);
      errcat_remediation(optverse, locales[j], info->code, args, count, remediation, SIZE, NULL);
      body_of(optverse, locales[j], &call, &(struct errcat_body_options){.shape = PROBLEM});
      json_t *object = parse(buffer, strlen(buffer));
      ck_assert_str_eq(json_string_value(json_object_get(object, "detail")), message);
      ck_assert_str_eq(json_string_value(json_object_get(object, "remediation")), remediation);
      ck_assert_str_eq(json_string_value(json_object_get(object, "code")), info->wire);
      ck_assert_int_eq(json_integer_value(json_object_get(object, "status")), info->http_status);
      ck_assert_uint_eq(json_object_size(json_object_get(object, "args")), count);
      json_decref(object);
    }
  }
}
END_TEST

/* What the published table shows as the format of a body, between the lines "{" and "}". */
static const char *sample(void)
{
  static char text[SIZE];
  char path[1024];
  const char *srcdir = getenv("srcdir");
  snprintf(path, sizeof path, "%s/tests/data/optverse-table.txt", srcdir ? srcdir : ".");
  FILE *file = fopen(path, "rb");
  ck_assert_msg(file != NULL, "%s", path);
  size_t len = fread(text, 1, SIZE - 1, file);
  fclose(file);
  text[len] = '\0';
  char *begin = strstr(text, "\n{\n"), *end = begin ? strstr(begin, "\n}") : NULL;
  ck_assert_ptr_nonnull(end);
  end[2] = '\0';
  return begin + 1;
}

START_TEST(sample_of_the_table)
{
  const struct errcat_body_options options = {.flags = LINES};
  body_of(bundle, NULL, ERRCAT_CALL("JOB_MANAGER_12050009", ERRCAT_NO_ARGS), &options);
  ck_assert_str_eq(buffer, sample());
  body_of(bundle, NULL, ERRCAT_CALL("JOB_MANAGER.12050009", ERRCAT_NO_ARGS), NULL);
  ck_assert_str_eq(buffer, "{\"error_msg\":\"xxx\",\"error_code\":\"JOB_MANAGER.12050009\"}");
}
END_TEST

START_TEST(handles)
{
  static const char *const codes[] = {"OptVerse_10000004", "JOB_MANAGER.12050009", "No_such",
                                      "APIGW.0101"};
  const struct errcat_table table = {
      .fingerprint = errcat_table_fingerprint(codes, 4), .count = 4, .codes = codes};
  static char by_code[SIZE];
  for (uint32_t i = 0; i < 4; i++)
    for (int shape = PLAIN; shape <= RPC; shape++) {
      const struct errcat_body_options options = {.shape = (enum errcat_body_shape)shape};
      const struct errcat_call call = {.handle = {&table, i}, .code = "A_1"};
      body_of(optverse, "zh_CN", ERRCAT_CALL(codes[i], ERRCAT_NO_ARGS), &options);
      memcpy(by_code, buffer, SIZE);
      body_of(optverse, "zh_CN", &call, &options);
      ck_assert_str_eq(buffer, by_code);
    }
  body_of(optverse, NULL, &(struct errcat_call){.handle = {&table, 4}}, NULL);
  ck_assert_str_eq(buffer, "{\"error_msg\":\"?\",\"error_code\":\"?\"}");
  ck_assert_int_eq(result.status, ERRCAT_E_UNKNOWN_CODE);
}
END_TEST

/* ---------------------------------------------------------------- arguments */

static const struct errcat_arg no_list[] = {{.kind = ERRCAT_ARG_LIST}};

#define ID(x) ERRCAT_NAMED("id", x)
#define WHOLE(x) ERRCAT_NAMED("whole", x)
#define WHEN(x) ERRCAT_NAMED("when", x)
#define ONE(x) ((const struct errcat_arg[]){ERRCAT_ARG(x)}), 1

START_TEST(values)
{
  const struct errcat_arg mixed[] = {
      ERRCAT_ARG("a\"\xff"),    ERRCAT_ARG(1), ERRCAT_ARG(0.5),
      errcat_arg_time_ms(1500), no_list[0],    errcat_arg_string(NULL)};
  const struct {
    struct errcat_arg arg;
    const char *want;
  } rows[] = {
      {ERRCAT_ARG("text"), "{\"s\":\"text\"}"},
      {ERRCAT_ARG("\"\\/<\x01\x7f\xe2\x80\xa8"),
       "{\"s\":\"\\\"\\\\/\\u003c\\u0001\\u007f\\u2028\"}"},
      {ERRCAT_ARG("\xff"
                  "a\xe4\xbd"),
       "{\"s\":\"\xef\xbf\xbd"
       "a\xef\xbf\xbd\"}"},
      {errcat_arg_string_n("a\0b", 3), "{\"s\":\"a\\u0000b\"}"},
      {ERRCAT_ARG(-7), "{\"s\":-7}"},
      {ERRCAT_ARG(true), "{\"s\":1}"},
      {WHOLE(INT64_C(9007199254740991)), "{\"whole\":9007199254740991}"},
      {WHOLE(INT64_C(9007199254740992)), "{\"whole\":\"9007199254740992\"}"},
      {WHOLE(INT64_C(-9007199254740991)), "{\"whole\":-9007199254740991}"},
      {WHOLE(INT64_MIN), "{\"whole\":\"-9223372036854775808\"}"},
      {WHOLE(UINT64_C(9007199254740991)), "{\"whole\":9007199254740991}"},
      {WHOLE(UINT64_MAX), "{\"whole\":\"18446744073709551615\"}"},
      {WHOLE(0.1), "{\"whole\":0.1}"},
      {WHOLE(-0.0), "{\"whole\":-0}"},
      {WHOLE(9007199254740991.0), "{\"whole\":9007199254740991}"},
      {WHOLE(9007199254740992.0), "{\"whole\":9007199254740992.0}"},
      {WHOLE(-1e20), "{\"whole\":-100000000000000000000.0}"},
      {WHOLE(1e21), "{\"whole\":1e+21}"},
      {ID(1e20), "{\"id\":\"100000000000000000000\"}"},
      {WHOLE(1e300), "{\"whole\":1e+300}"},
      {WHOLE(0.0 / 0.0), "{\"whole\":\"NaN\"}"},
      {WHOLE(-1 / 0.0), "{\"whole\":\"-Infinity\"}"},
      {WHOLE(errcat_arg_decimal("1234567890.10")), "{\"whole\":\"1234567890.10\"}"},
      {WHOLE(errcat_arg_decimal("1.2.3\"")), "{\"whole\":\"1.2.3\\\"\"}"},
      {ID(12050009), "{\"id\":\"12050009\"}"},
      {ID(12050009u), "{\"id\":\"12050009\"}"},
      {ID(1.5), "{\"id\":\"1.5\"}"},
      {ID("0123"), "{\"id\":\"0123\"}"},
      {WHEN(errcat_arg_time_ms(1764064800123)), "{\"when\":\"2025-11-25T10:00:00.123Z\"}"},
      {WHEN(((struct errcat_time){0, "Asia/Shanghai"})), "{\"when\":\"1970-01-01T00:00:00Z\"}"},
      {WHEN(1000), "{\"when\":\"1970-01-01T00:00:01Z\"}"},
      {WHEN(UINT64_C(1000)), "{\"when\":\"1970-01-01T00:00:01Z\"}"},
      {WHEN(-0.5), "{\"when\":\"1969-12-31T23:59:59.999Z\"}"},
      {WHEN(1e300), "{\"when\":1e+300}"},
      {WHEN(0.0 / 0.0), "{\"when\":\"NaN\"}"},
      {WHEN(UINT64_MAX), "{\"when\":\"18446744073709551615\"}"},
      {WHEN(INT64_MAX), "{\"when\":\"9223372036854775807\"}"},
      {WHEN("soon"), "{\"when\":\"soon\"}"},
      {ERRCAT_NAMED("items", errcat_arg_list(mixed, 6)),
       "{\"items\":[\"a\\\"\xef\xbf\xbd\",1,0.5,\"1970-01-01T00:00:01.500Z\",null,null]}"},
      {ERRCAT_NAMED("items", errcat_arg_list(mixed, 0)), "{\"items\":[]}"},
      {errcat_arg_string(NULL), "null"},
      {errcat_arg_list(NULL, 3), "null"},
      {{.kind = (enum errcat_arg_kind)77}, "null"},
      {{.kind = (enum errcat_arg_kind)0}, "null"},
      {ERRCAT_NAMED("", 1), "{\"\":1}"},
      {ERRCAT_NAMED("no\n\"name\xff", 1), "{\"no\\n\\\"name\xef\xbf\xbd\":1}"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    const struct errcat_call call = {.code = "A_3", .args = &rows[i].arg, .count = 1};
    errcat_body(bundle, "zh_CN", &call, NULL, buffer, SIZE, NULL);
    struct errcat_error err;
    struct errcat_shape *shape = errcat_shape_open("$args", 5, NULL, &err);
    errcat_body(bundle, "zh_CN", &call, &(struct errcat_body_options){.shape = OWN, .own = shape},
                buffer, SIZE, NULL);
    errcat_shape_free(shape);
    ck_assert_msg(strcmp(buffer, rows[i].want) == 0, "%zu: %s instead of %s", i, buffer,
                  rows[i].want);
    json_t *value = json_loads(buffer, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    ck_assert_msg(value != NULL, "%s", buffer);
    json_decref(value);
  }
}
END_TEST

START_TEST(long_list)
{
  struct errcat_arg items[ERRCAT_ITEMS_MAX + 5];
  for (size_t i = 0; i < COUNT(items); i++)
    items[i] = errcat_arg_integer(1);
  shaped(
      bundle, NULL,
      ERRCAT_CALL("A_3", ERRCAT_ARGS(ERRCAT_NAMED("items", errcat_arg_list(items, COUNT(items))))),
      "$args", NULL);
  json_t *object = parse(buffer, strlen(buffer));
  ck_assert_uint_eq(json_array_size(json_object_get(object, "items")), ERRCAT_ITEMS_MAX);
  json_decref(object);
}
END_TEST

#define N ERRCAT_NAMED

/* Which of several arguments counts, and what it is called. */
START_TEST(names)
{
  const struct {
    struct errcat_arg args[5];
    size_t count;
    const char *want;
  } rows[] = {
      {{ERRCAT_ARG("t"), ERRCAT_ARG(2)}, 2, "{\"tenant\":\"t\",\"count\":2}"},
      {{N("count", 2), N("tenant", "t")}, 2, "{\"tenant\":\"t\",\"count\":2}"},
      {{ERRCAT_ARG("t"), N("tenant", "u")}, 2, "{\"tenant\":\"u\"}"},
      {{N("tenant", "t"), N("tenant", "u")}, 2, "{\"tenant\":\"t\"}"},
      {{N("count", 2), ERRCAT_ARG(3)}, 2, "{\"count\":2}"},
      {{ERRCAT_ARG("t"), ERRCAT_ARG(2), ERRCAT_ARG(3), ERRCAT_ARG("x")},
       4,
       "{\"tenant\":\"t\",\"count\":2,\"2\":3,\"3\":\"x\"}"},
      {{ERRCAT_ARG("t"), ERRCAT_ARG(2), ERRCAT_ARG(3), N("2", "x")},
       4,
       "{\"tenant\":\"t\",\"count\":2,\"2\":\"x\"}"},
      {{N("other", 1), N("other", 2), N("Other", 3)}, 3, "{\"other\":1,\"Other\":3}"},
      {{N("tenant", errcat_arg_string(NULL)), N("tenant", "u")}, 2, "null"},
      {{ERRCAT_ARG("t")}, 0, "null"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    const struct errcat_call call = {.code = "A_1", .args = rows[i].args, .count = rows[i].count};
    shaped(bundle, NULL, &call, "$args", NULL);
    ck_assert_msg(strcmp(buffer, rows[i].want) == 0, "%zu: %s instead of %s", i, buffer,
                  rows[i].want);
  }
  body_of(bundle, NULL, &(struct errcat_call){.code = "A_1", .count = 7}, NULL);
  ck_assert_int_eq(result.status, ERRCAT_E_ARGUMENT);
}
END_TEST

/* Nothing sensitive, in no shape and no member. */
START_TEST(sensitive)
{
  const struct errcat_arg keys[] = {ERRCAT_ARG("KEY-1")};
  for (int shape = PLAIN; shape <= RPC; shape++)
    for (int named = 0; named < 2; named++) {
      const struct errcat_body_options options = {.shape = (enum errcat_body_shape)shape};
      const struct errcat_arg args[] = {ERRCAT_ARG("LiHua"), ERRCAT_ARG("KEY-0"),
                                        errcat_arg_list(keys, 1)};
      const struct errcat_arg by_name[] = {N("keys", args[2]), N("who", "LiHua"),
                                           N("key", "KEY-0")};
      body_of(bundle, "zh_CN",
              &(struct errcat_call){.code = "A_4", .args = named ? by_name : args, .count = 3},
              &options);
      ck_assert_ptr_null(strstr(buffer, "LiHua"));
      ck_assert_ptr_null(strstr(buffer, "KEY-"));
      ck_assert_ptr_nonnull(strstr(buffer, "***：***，***。"));
      if (shape == PROBLEM)
        ck_assert_ptr_nonnull(strstr(buffer, "{\"who\":\"***\",\"key\":\"***\",\"keys\":\"***\"}"));
      if (shape == RPC)
        ck_assert_ptr_nonnull(strstr(buffer, "\"who\":\"***\",\"key\":\"***\",\"keys\":\"***\"}"));
    }
}
END_TEST

/* What is sensitive, under a wrong name or at a wrong place; nor is the prefix entry of another
 * system a code, in the text of which arguments would be shown. */
START_TEST(misplaced)
{
  const struct {
    const char *code;
    struct errcat_arg args[4];
    size_t count;
  } rows[] = {
      {"A_4", {N("Key", "KEY-1")}, 1},
      {"A_4", {N("1", "KEY-1")}, 1},
      {"A_4", {ERRCAT_ARG("x"), ERRCAT_ARG("x"), ERRCAT_ARG("x"), ERRCAT_ARG("KEY-1")}, 4},
      {"APIGW*", {ERRCAT_ARG("KEY-1")}, 1},
      {"APIGW*", {N("code", "KEY-1")}, 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    for (int shape = PLAIN; shape <= RPC; shape++) {
      const struct errcat_body_options options = {.shape = (enum errcat_body_shape)shape};
      const struct errcat_call call = {
          .code = rows[i].code, .args = rows[i].args, .count = rows[i].count};
      body_of(bundle, "zh_CN", &call, &options);
      ck_assert_msg(!strstr(buffer, "KEY-"), "%zu: %s", i, buffer);
    }
  ck_assert_int_eq(result.status, ERRCAT_E_UNKNOWN_CODE);
}
END_TEST

/* A string of an object that is found by the names of its members: `path` ends with NULL. */
static void ck_string(const json_t *value, const char *const *path, const char *want, size_t len)
{
  for (; *path; path++)
    value = json_object_get(value, *path);
  ck_assert(json_is_string(value));
  ck_assert_uint_eq(json_string_length(value), len);
  ck_assert_mem_eq(json_string_value(value), want, len);
}

#define PATH(...) ((const char *const[]){__VA_ARGS__, NULL})

/* As an argument, an argument's name, and an instance. The text in the body is that which
 * errcat_message() gives, and the argument is as it was given, with U+FFFD for what is ill-formed,
 * which errcat_message() is asked for, too. */
static void evil_one(const struct evil *string, const char *locale)
{
  static char message[SIZE], repaired[SIZE], name[SIZE];
  struct errcat_arg args[] = {errcat_arg_string_n(string->text, string->len), ERRCAT_ARG(5),
                              N(name, "x")};
  const struct errcat_call call = {.code = "A_1", .args = args, .count = 3};
  memcpy(name, string->text, string->len);
  name[string->len] = '\0';
  size_t len = errcat_message(bundle, locale, "A_1", args, 3, message, SIZE, NULL);
  size_t plain = errcat_escape(ERRCAT_SINK_PLAIN, string->text, string->len, repaired, SIZE);
  for (int shape = PLAIN; shape <= RPC; shape++) {
    const struct errcat_body_options options = {.shape = (enum errcat_body_shape)shape,
                                                .instance = name};
    size_t written = errcat_body(bundle, locale, &call, &options, buffer, sizeof buffer, &result);
    ck_assert_uint_lt(written, sizeof buffer);
    ck_assert_int_eq(result.status, OK);
    ck_assert_uint_eq(ec_utf8_valid(buffer, written), written);
    ck_assert_ptr_null(memchr(buffer, '\n', written));
    json_t *object = json_loadb(buffer, written, JSON_ALLOW_NUL, NULL);
    ck_assert_msg(object != NULL, "%s: %s", string->what, buffer);
    if (shape == PLAIN)
      ck_string(object, PATH("error_msg"), message, len);
    if (shape == PROBLEM) {
      ck_string(object, PATH("detail"), message, len);
      ck_string(object, PATH("args", "tenant"), repaired, plain);
      for (const char *at = json_string_value(json_object_get(object, "instance")); *at; at++)
        ck_assert(*at > ' ' && *at < 0x7f && !strchr("\"<>\\^`{|}", *at));
    }
    if (shape == RPC) {
      const json_t *details = json_object_get(json_object_get(object, "error"), "details");
      ck_string(json_array_get(details, 0), PATH("metadata", "tenant"), repaired, plain);
      ck_string(json_array_get(details, 1), PATH("message"), message, len);
    }
    json_decref(object);
  }
}

START_TEST(evil)
{
  size_t count;
  const struct evil *all = evil_strings(&count);
  ck_assert_uint_ge(count, 300);
  for (size_t i = 0; i < count; i++) {
    evil_one(&all[i], "en");
    evil_one(&all[i], "zh_CN");
  }
}
END_TEST

/* ---------------------------------------------------------------- statuses */

static const struct {
  const char *code, *locales;
  size_t args;
  bool no_source;
  errcat_status status;
  int http;
  const char *want;
} statuses[] = {
    {"A_1", "zh_CN", 2, false, OK, 403,
     "[\"A_1\",\"租户 acme 发送了 5。\",\"请询问“acme”。\",403,{\"tenant\":\"acme\",\"count\":5},"
     "\"tenant_denied\",\"error\",\"https://err.example/%C3%A4%20b?a=1&code=A_1\",\"Forbidden\","
     "\"zh-CN\",\"/r/1\",\"test\"]"},
    {"A_2", "zh_CN", 0, false, OK, 0,
     "[\"A_2\",\"Only in English.\",null,null,null,null,\"warning\","
     "\"https://err.example/%C3%A4%20b?a=1&code=A_2\",null,\"en\",\"/r/1\",\"test\"]"},
    {"JOB_MANAGER_12050009", NULL, 0, false, OK, 0,
     "[\"JOB_MANAGER.12050009\",\"xxx\",null,null,null,null,\"error\","
     "\"https://err.example/%C3%A4%20b?a=1&code=JOB_MANAGER.12050009\",null,\"en\",\"/r/1\","
     "\"test\"]"},
    {"A_1", "de", 2, false, OK, 403,
     "[\"A_1\",\"Tenant acme sent 5.\",\"Ask \\u003c\\\"someone\\\"> about acme.\",403,"
     "{\"tenant\":\"acme\",\"count\":5},\"tenant_denied\",\"error\","
     "\"https://err.example/%C3%A4%20b?a=1&code=A_1\",\"Forbidden\",\"en\",\"/r/1\",\"test\"]"},
    {"A_1", "zh_CN", 1, false, ERRCAT_E_ARGUMENT, 403,
     "[\"A_1\",\"租户 acme 发送了 {count}。\",\"请询问“acme”。\",403,{\"tenant\":\"acme\"},"
     "\"tenant_denied\",\"error\",\"https://err.example/%C3%A4%20b?a=1&code=A_1\",\"Forbidden\","
     "\"zh-CN\",\"/r/1\",\"test\"]"},
    {"A_5", "zh_CN", 0, false, ERRCAT_E_BROKEN, 500,
     "[\"A_5\",\"Broken elsewhere.\",null,500,null,null,\"error\","
     "\"https://err.example/%C3%A4%20b?a=1&code=A_5\",\"Internal Server Error\",\"en\",\"/r/1\","
     "\"test\"]"},
    {"A_6", "zh_CN", 0, false, ERRCAT_E_BROKEN, 500,
     "[\"A_6\",\"A_6\",null,500,null,null,\"error\","
     "\"https://err.example/%C3%A4%20b?a=1&code=A_6\",\"Internal Server Error\",null,\"/r/1\","
     "\"test\"]"},
    {"APIGW.0101", "zh_CN", 2, false, ERRCAT_E_FOREIGN_CODE, 500,
     "[\"APIGW.0101\",\"APIGW.0101 "
     "属于网关。\",\"APIGW.0101：请参见网关。\",500,null,null,\"error\","
     "\"about:blank\",\"Internal Server Error\",\"zh-CN\",\"/r/1\",\"test\"]"},
    {"No_such", "zh_CN", 2, false, ERRCAT_E_UNKNOWN_CODE, 500,
     "[\"No_such\",\"No_such\",null,500,null,null,\"error\",\"about:blank\","
     "\"Internal Server Error\",null,\"/r/1\",\"test\"]"},
    {"<no>\x1b \"code\xff", "en", 0, false, ERRCAT_E_UNKNOWN_CODE, 500,
     "[\"\\u003cno>??\\\"code?\",\"\\u003cno>??\\\"code?\",null,500,null,null,\"error\","
     "\"about:blank\",\"Internal Server Error\",null,\"/r/1\",\"test\"]"},
    {NULL, "en", 0, false, ERRCAT_E_UNKNOWN_CODE, 500,
     "[\"?\",\"?\",null,500,null,null,\"error\",\"about:blank\",\"Internal Server Error\",null,"
     "\"/r/1\",\"test\"]"},
    /* Nobody knows then what is sensitive. */
    {"A_1", "en", 2, true, ERRCAT_E_NO_SOURCE, 500,
     "[\"A_1\",\"租户 {tenant} 发送了 ***。\",\"请询问“{tenant}”。\",500,null,null,\"error\","
     "\"about:blank\",\"Internal Server Error\",\"zh-CN\",\"/r/1\",\"test\"]"},
};

START_TEST(status)
{
  static const char all[] = "[$code,$message,$remediation,$status,$args,$name,$severity,$type,"
                            "$title,$locale,$instance,$domain]";
  const struct errcat_arg args[] = {ERRCAT_ARG("acme"), ERRCAT_ARG(5)};
  const struct errcat_call call = {
      .code = statuses[_i].code, .args = args, .count = statuses[_i].args};
  const struct errcat_bundle *from = statuses[_i].no_source ? no_source : bundle;
  shaped(from, statuses[_i].locales, &call, all, "/r/1");
  ck_assert_str_eq(buffer, statuses[_i].want);
  ck_assert_msg(result.status == statuses[_i].status, "%s", errcat_status_name(result.status));
  ck_assert_int_eq(result.http_status, statuses[_i].http);
  for (int shape = PLAIN; shape <= RPC; shape++) {
    body_of(from, statuses[_i].locales, &call,
            &(struct errcat_body_options){.shape = (enum errcat_body_shape)shape,
                                          .flags = REMEDIATION});
    ck_assert_msg(result.status == statuses[_i].status, "%s", errcat_status_name(result.status));
    ck_assert_int_eq(result.http_status, statuses[_i].http);
  }
}
END_TEST

START_TEST(mistyped)
{
  body_of(bundle, "en", ERRCAT_CALL("A_1", ERRCAT_ARGS("acme", "many")), NULL);
  ck_assert_str_eq(buffer, "{\"error_msg\":\"Tenant acme sent many.\",\"error_code\":\"A_1\"}");
  ck_assert_int_eq(result.status, ERRCAT_E_ARGUMENT);
  ck_assert_uint_eq(result.mismatched, 1);
}
END_TEST

START_TEST(cut)
{
  static char many[2 * ERRCAT_OUTPUT_MAX], large[8 * ERRCAT_OUTPUT_MAX];
  memset(many, '"', sizeof many);
  const struct errcat_arg args[] = {errcat_arg_string_n(many, sizeof many)};
  size_t len =
      errcat_body(bundle, NULL, &(struct errcat_call){.code = "A_1", .args = args, .count = 1},
                  NULL, large, sizeof large, &result);
  ck_assert_int_eq(result.status, ERRCAT_E_LIMIT);
  json_t *object = parse(large, len);
  ck_assert_uint_eq(json_string_length(json_object_get(object, "error_msg")), ERRCAT_OUTPUT_MAX);
  json_decref(object);
}
END_TEST

START_TEST(bad_options)
{
  const struct errcat_body_options options[] = {
      {.shape = OWN},
      {.shape = (enum errcat_body_shape)4},
      {.shape = (enum errcat_body_shape) - 1},
      {.flags = 8},
      {.reserved = {[3] = 1}},
  };
  for (size_t i = 0; i < COUNT(options); i++) {
    memset(buffer, 'x', 16);
    ck_assert_uint_eq(errcat_body(bundle, NULL, ERRCAT_CALL("A_1", ERRCAT_NO_ARGS), &options[i],
                                  buffer, SIZE, &result),
                      0);
    ck_assert_str_eq(buffer, "");
    ck_assert_int_eq(result.status, ERRCAT_E_INVALID);
    ck_assert_uint_eq(
        errcat_body(bundle, NULL, ERRCAT_CALL("A_1", ERRCAT_NO_ARGS), &options[i], NULL, 0, NULL),
        0);
  }
}
END_TEST

/* ---------------------------------------------------------------- buffers */

/* All or nothing, and the same length, whatever the size. */
static void every_size(const char *locales, const struct errcat_call *call,
                       const struct errcat_body_options *options)
{
  size_t len = errcat_body(bundle, locales, call, options, buffer, SIZE, &result);
  errcat_status whole = result.status;
  ck_assert_uint_eq(errcat_body(bundle, locales, call, options, NULL, 0, &result), len);
  for (size_t size = 0; size <= len + 1; size++) {
    char *at = outgoing_buffer(size);
    ck_assert_uint_eq(errcat_body(bundle, locales, call, options, at, size, &result), len);
    ck_assert_msg(outgoing_kept(size), "written outside of %zu bytes", size);
    ck_assert_int_eq(result.status, whole == OK && size <= len ? ERRCAT_E_SPACE : whole);
    if (size)
      ck_assert_str_eq(at, size > len ? buffer : "");
  }
}

START_TEST(sizes)
{
  const struct errcat_call *calls[] = {
      ERRCAT_CALL("A_1", ERRCAT_ARGS("a\"\x01<\xf0\x9f\x98\x80\xe4\xbd", 1234567, "x")),
      ERRCAT_CALL("A_3", ERRCAT_ARGS("中文\"", 1, 2, 0.5, errcat_arg_time_ms(0))),
      ERRCAT_CALL("A_6", ERRCAT_NO_ARGS),
      ERRCAT_CALL("APIGW.\x01", ERRCAT_NO_ARGS),
  };
  struct errcat_shape *shape = errcat_shape_open("[$args, $message, $remediation]", 31, NULL, NULL);
  for (size_t i = 0; i < COUNT(calls); i++)
    for (int which = PLAIN; which <= OWN; which++)
      for (uint32_t flags = 0; flags < 8; flags++) {
        const struct errcat_body_options options = {.shape = (enum errcat_body_shape)which,
                                                    .flags = flags,
                                                    .instance = "/\xe4\xbd\xa0 x",
                                                    .own = shape};
        every_size(i % 2 ? "en" : "zh_CN", calls[i], &options);
      }
  errcat_shape_free(shape);
}
END_TEST

/* ------------------------------------------------------------------- memory */

/* A bundle is opened and everything asked of it, with each allocation failing in turn: there is
 * valid JSON each time, or no bundle, and nothing is lost. */
START_TEST(each_allocation_fails)
{
  for (size_t fail_at = 1;; fail_at++) {
    struct counting counting;
    counting_init(&counting);
    counting.fail_at = fail_at;
    struct errcat_bundle *small = outgoing_open(&counting.allocator, true);
    struct errcat_shape *shape = errcat_shape_open("$args", 5, &counting.allocator, NULL);
    for (int shown = PLAIN; small && shown <= RPC; shown++) {
      const struct errcat_body_options options = {.shape = (enum errcat_body_shape)shown};
      body_of(small, shown == PLAIN ? "zh_SG" : "zh_CN", ERRCAT_CALL("A_1", ERRCAT_ARGS("acme", 5)),
              &options);
      ck_assert(result.status == OK || result.status == ERRCAT_E_NOMEM);
      ck_assert_ptr_nonnull(strstr(buffer, "A_1"));
    }
    bool done = counting.calls < fail_at;
    errcat_shape_free(shape);
    errcat_bundle_free(small);
    ck_assert_uint_eq(counting.live, 0);
    if (done) {
      ck_assert_uint_gt(fail_at, 10);
      return;
    }
  }
}
END_TEST

/* Once a code was asked for, in a locale, bodies need none, not even too short ones. */
START_TEST(no_allocation)
{
  struct counting counting;
  counting_init(&counting);
  struct errcat_bundle *counted = outgoing_open(&counting.allocator, true);
  for (int round = 0; round < 2; round++) {
    size_t before = counting.calls;
    for (int shown = PLAIN; shown <= RPC; shown++)
      for (size_t size = 0; size < 400; size += 57) {
        const struct errcat_body_options options = {.shape = (enum errcat_body_shape)shown,
                                                    .flags = REMEDIATION};
        errcat_body(counted, "zh_CN", ERRCAT_CALL("A_1", ERRCAT_ARGS("acme", 5)), &options, buffer,
                    size, &result);
      }
    ck_assert_msg(round == 0 || counting.calls == before, "%zu allocations",
                  counting.calls - before);
  }
  errcat_bundle_free(counted);
}
END_TEST

/* ------------------------------------------------------------------- shapes */

#define LEVELS_32 \
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[" \
  "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"

static const char *const good_shapes[] = {
    "$code",
    " \t\r\n$code\n",
    "{}",
    "[]",
    "[ ]",
    "null",
    "true",
    "[false,null,true]",
    "-0.5e+10",
    "[0,1,-1,1E5,1e-5,1.25]",
    "\"\"",
    "\"$code \\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e4 \\ud83d\\ude00 中\"",
    "{\"a\":{\"b\":[{\"c\":$message},[]]},\"d\":$status}",
    "{\"a\" : 1 , \"b\" : [ 1 , 2 ] }",
    LEVELS_32,
};

/* What is not a value comes out as it went in. */
START_TEST(good_shape)
{
  const char *text = good_shapes[_i];
  shaped(bundle, "en", ERRCAT_CALL("JOB_MANAGER_12050009", ERRCAT_NO_ARGS), text, NULL);
  if (!strstr(text, ":$") && !strstr(text, "\n$") && *text != '$')
    ck_assert_str_eq(buffer, text);
}
END_TEST

static const struct {
  const char *text;
  errcat_status status;
  uint32_t line, column;
  size_t offset;
  const char *detail;
} bad_shapes[] = {
    {"", ERRCAT_E_SYNTAX, 1, 1, 0, "expected a value, found the end"},
    {" \n ", ERRCAT_E_SYNTAX, 2, 2, 3, "expected a value, found the end"},
    {"{", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the name of a member, a string, or '}', found the end"},
    {"{\"a\"}", ERRCAT_E_SYNTAX, 1, 5, 4, "expected ':', found '}'"},
    {"{\"a\":}", ERRCAT_E_SYNTAX, 1, 6, 5, "expected a value, found '}'"},
    {"{\"a\":1,}", ERRCAT_E_SYNTAX, 1, 8, 7, "expected the name of a member, a string, found '}'"},
    {"{\"a\":1 \"b\"}", ERRCAT_E_SYNTAX, 1, 8, 7, "expected ',' or '}', found '\"'"},
    {"{$code:1}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the name of a member, a string, or '}', found '$'"},
    {"{a:1}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the name of a member, a string, or '}', found 'a'"},
    {"[1 2]", ERRCAT_E_SYNTAX, 1, 4, 3, "expected ',' or ']', found '2'"},
    {"[1,]", ERRCAT_E_SYNTAX, 1, 4, 3, "expected a value, found ']'"},
    {"[,1]", ERRCAT_E_SYNTAX, 1, 2, 1, "expected a value, found ','"},
    {"[1}", ERRCAT_E_SYNTAX, 1, 3, 2, "expected ',' or ']', found '}'"},
    {"{\n \"a\": tru\n}", ERRCAT_E_SYNTAX, 2, 7, 8, "expected a value, found 't'"},
    {"truex", ERRCAT_E_SYNTAX, 1, 1, 0, "expected a value, found 't'"},
    {"1 1", ERRCAT_E_SYNTAX, 1, 3, 2, "expected the end, found '1'"},
    {"$code$code", ERRCAT_E_SYNTAX, 1, 6, 5, "expected the end, found '$'"},
    {"01", ERRCAT_E_SYNTAX, 1, 2, 1, "expected the end, found '1'"},
    {"-", ERRCAT_E_SYNTAX, 1, 2, 1, "expected a digit, found the end"},
    {"1.", ERRCAT_E_SYNTAX, 1, 3, 2, "expected a digit, found the end"},
    {"1e", ERRCAT_E_SYNTAX, 1, 3, 2, "expected a digit, found the end"},
    {"+1", ERRCAT_E_SYNTAX, 1, 1, 0, "expected a value, found '+'"},
    {"NaN", ERRCAT_E_SYNTAX, 1, 1, 0, "expected a value, found 'N'"},
    {"\"a", ERRCAT_E_SYNTAX, 1, 3, 2, "expected the end of the string, '\"', found the end"},
    {"\"a\nb\"", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected a character or an escape, which a control character is not, found byte 0x0a"},
    {"\"\\x\"", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected one of \" \\ / b f n r t u behind the backslash, found 'x'"},
    {"\"\\u12g4\"", ERRCAT_E_SYNTAX, 1, 6, 5, "expected a hexadecimal digit, found 'g'"},
    {"\"\\ud800\"", ERRCAT_E_SYNTAX, 1, 2, 1, "half of a surrogate pair"},
    {"\"\\ud800\\u0041\"", ERRCAT_E_SYNTAX, 1, 2, 1, "half of a surrogate pair"},
    {"\"\\udc00\"", ERRCAT_E_SYNTAX, 1, 2, 1, "half of a surrogate pair"},
    {"\"\xff\"", ERRCAT_E_SYNTAX, 1, 2, 1, "expected UTF-8, found byte 0xff"},
    {"\xef\xbb\xbf{}", ERRCAT_E_SYNTAX, 1, 1, 0, "expected a value, found byte 0xef"},
    {"[$cod]", ERRCAT_E_SYNTAX, 1, 2, 1, NULL},
    {"[$codes]", ERRCAT_E_SYNTAX, 1, 2, 1, NULL},
    {"$", ERRCAT_E_SYNTAX, 1, 1, 0, NULL},
    {"[" LEVELS_32 "]", ERRCAT_E_LIMIT, 1, 33, 32,
     "more than 32 objects and arrays within one another"},
};

START_TEST(bad_shape)
{
  struct errcat_error err = {.status = OK};
  ck_assert_ptr_null(
      errcat_shape_open(bad_shapes[_i].text, strlen(bad_shapes[_i].text), NULL, &err));
  ck_assert_int_eq(err.status, bad_shapes[_i].status);
  if (bad_shapes[_i].detail)
    ck_assert_str_eq(err.detail, bad_shapes[_i].detail);
  else
    ck_assert_msg(strncmp(err.detail, "expected one of $code $message ", 31) == 0, "%s",
                  err.detail);
  ck_assert_uint_eq(err.line, bad_shapes[_i].line);
  ck_assert_uint_eq(err.column, bad_shapes[_i].column);
  ck_assert_uint_eq(err.offset, bad_shapes[_i].offset);
  ck_assert_ptr_null(
      errcat_shape_open(bad_shapes[_i].text, strlen(bad_shapes[_i].text), NULL, NULL));
}
END_TEST

/* Each beginning of a shape that is one is none, or a shorter one; nothing is read past its end. */
START_TEST(cut_shape)
{
  static const char text[] = "{\"a\":[$code,{\"b\":\"\\ud83d\\ude00\"},-1.5e+3,true],\"c\":$args}";
  for (size_t len = 0; len < sizeof text - 1; len++) {
    char *copy = malloc(len + 1); /* exactly so long, for the sanitizers */
    char *exact = realloc(copy, len ? len : 1);
    memcpy(exact, text, len);
    struct errcat_error err;
    ck_assert_ptr_null(errcat_shape_open(exact, len, NULL, &err));
    ck_assert_uint_le(err.offset, len);
    free(exact);
  }
}
END_TEST

START_TEST(shape_limits)
{
  static char text[ERRCAT_SHAPE_MAX + 1];
  struct errcat_error err;
  memset(text, ' ', sizeof text);
  memcpy(text, "$code", 5);
  struct errcat_shape *shape = errcat_shape_open(text, ERRCAT_SHAPE_MAX, NULL, &err);
  ck_assert_ptr_nonnull(shape);
  errcat_shape_free(shape);
  ck_assert_ptr_null(errcat_shape_open(text, ERRCAT_SHAPE_MAX + 1, NULL, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_LIMIT);
  ck_assert_ptr_null(errcat_shape_open("\0", 1, NULL, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_SYNTAX);
  struct counting counting;
  counting_init(&counting);
  counting.fail_at = 1;
  ck_assert_ptr_null(errcat_shape_open("$code", 5, &counting.allocator, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_NOMEM);
  ck_assert_ptr_null(errcat_shape_open("$code", 5, &(struct errcat_allocator){0}, &err));
  ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
  errcat_shape_free(NULL);
}
END_TEST

/* Many values, in the order that a random shape has them, against jansson. */
START_TEST(many_values)
{
  static char text[ERRCAT_SHAPE_MAX];
  size_t len = 1, count = 0;
  text[0] = '[';
  for (; len < ERRCAT_SHAPE_MAX - 32; count++)
    len += (size_t)sprintf(text + len, "%s%s", count ? "," : "", count % 3 ? "$status" : "$code");
  text[len++] = ']';
  text[len] = '\0';
  shaped(bundle, NULL, ERRCAT_CALL("A_1", ERRCAT_NO_ARGS), text, NULL);
  json_t *array = parse(buffer, strlen(buffer));
  ck_assert_uint_eq(json_array_size(array), count);
  for (size_t i = 0; i < count; i++)
    ck_assert(i % 3 ? json_integer_value(json_array_get(array, i)) == 403
                    : strcmp(json_string_value(json_array_get(array, i)), "A_1") == 0);
  json_decref(array);
}
END_TEST

/* ------------------------------------------------------------- HTTP and RPC */

static const struct {
  int status;
  const char *phrase, *code;
} https[] = {
    {200, "OK", "OK"},
    {204, "No Content", "OK"},
    {302, "Found", "UNKNOWN"},
    {400, "Bad Request", "INVALID_ARGUMENT"},
    {401, "Unauthorized", "UNAUTHENTICATED"},
    {403, "Forbidden", "PERMISSION_DENIED"},
    {404, "Not Found", "NOT_FOUND"},
    {409, "Conflict", "ABORTED"},
    {412, "Precondition Failed", "FAILED_PRECONDITION"},
    {413, "Content Too Large", "FAILED_PRECONDITION"},
    {416, "Range Not Satisfiable", "OUT_OF_RANGE"},
    {418, NULL, "FAILED_PRECONDITION"},
    {422, "Unprocessable Content", "FAILED_PRECONDITION"},
    {429, "Too Many Requests", "RESOURCE_EXHAUSTED"},
    {499, NULL, "CANCELLED"},
    {500, "Internal Server Error", "INTERNAL"},
    {501, "Not Implemented", "UNIMPLEMENTED"},
    {502, "Bad Gateway", "INTERNAL"},
    {503, "Service Unavailable", "UNAVAILABLE"},
    {504, "Gateway Timeout", "DEADLINE_EXCEEDED"},
    {599, NULL, "INTERNAL"},
    {0, NULL, "UNKNOWN"},
    {-1, NULL, "UNKNOWN"},
    {100, "Continue", "UNKNOWN"},
};

START_TEST(http)
{
  size_t len = 0;
  const char *phrase = ec_http_phrase(https[_i].status, &len);
  ck_assert_pstr_eq(phrase, https[_i].phrase);
  if (phrase)
    ck_assert_uint_eq(len, strlen(phrase));
  ck_assert_str_eq(ec_http_rpc_code(https[_i].status), https[_i].code);
}
END_TEST

#define INFO(reason, code, metadata) \
  "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" reason \
  "\",\"domain\":\"d.example\",\"metadata\":{\"errorCode\":\"" code "\"" metadata "}}"
#define LONG "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"

START_TEST(rpc)
{
  const struct {
    const char *code;
    struct errcat_arg args[3];
    size_t count;
    const char *want;
  } rows[] = {
      {"A_1",
       {ERRCAT_ARG(7), ERRCAT_ARG(8.5)},
       2,
       INFO("TENANT_DENIED", "A_1", ",\"tenant\":\"7\",\"count\":\"8.5\"")},
      {"A_2", {ERRCAT_ARG("x")}, 1, INFO("A_2", "A_2", ",\"arg_0\":\"x\"")},
      {"A_2", {N("n", 1), N("arg_n", 2)}, 2, INFO("A_2", "A_2", ",\"arg_n\":\"1\"")},
      {"A_2",
       {N("\xc3\xa4", 1), N("Tenant", 2), N("a b", 3)},
       3,
       INFO("A_2", "A_2", ",\"arg___\":\"1\",\"arg_Tenant\":\"2\",\"arg_a_b\":\"3\"")},
      {"A_2", {ERRCAT_ARG("x"), N("arg_0", 2)}, 2, INFO("A_2", "A_2", ",\"arg_0\":\"x\"")},
      {"A_2", {N("errorCode", 1)}, 1, INFO("A_2", "A_2", ",\"arg_errorCode\":\"1\"")},
      {"A_2", {N(LONG, 1)}, 1, INFO("A_2", "A_2", ",\"" LONG "\":\"1\"")},
      {"A_2",
       {N(LONG "n", 1)},
       1,
       INFO("A_2", "A_2",
            ",\"arg_nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\":\"1\"")},
      {"1001", {ERRCAT_ARG(1)}, 0, INFO("ERROR_1001", "1001", "")},
      {"JOB_MANAGER_12050009",
       {ERRCAT_ARG(1)},
       0,
       INFO("JOB_MANAGER_12050009", "JOB_MANAGER.12050009", "")},
      {"APIGW.0101", {ERRCAT_ARG("secret")}, 1, INFO("APIGW_0101", "APIGW.0101", "")},
      {"?", {ERRCAT_ARG("secret")}, 1, INFO("ERROR", "?", "")},
      {"x.", {ERRCAT_ARG("secret")}, 1, INFO("ERROR_X", "x.", "")},
      {"e-" LONG,
       {ERRCAT_ARG(1)},
       0,
       INFO("E_NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN",
            "e-nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", "")},
  };
  const struct errcat_body_options options = {.shape = RPC, .domain = "d.example"};
  for (size_t i = 0; i < COUNT(rows); i++) {
    body_of(
        bundle, "zh_CN",
        &(struct errcat_call){.code = rows[i].code, .args = rows[i].args, .count = rows[i].count},
        &options);
    ck_assert_msg(strstr(buffer, rows[i].want) != NULL, "%zu: %s\nhas not %s", i, buffer,
                  rows[i].want);
  }
}
END_TEST

/* The last of many keys is as quick to judge as the first: should each be compared with all others
 * once more, this would not end. */
START_TEST(rpc_many_names)
{
  enum { MANY = 2000 };
  static char words[MANY][16];
  static struct errcat_arg args[MANY + 1];
  for (size_t i = 0; i < MANY; i++) {
    snprintf(words[i], sizeof words[i], "Name_%zu", i);
    args[i] = errcat_arg_named(words[i], errcat_arg_integer(1));
  }
  args[MANY] = N("arg_Name_1999", 2);
  body_of(bundle, NULL, &(struct errcat_call){.code = "A_2", .args = args, .count = MANY + 1},
          &(struct errcat_body_options){.shape = RPC});
  ck_assert_ptr_nonnull(strstr(buffer, ",\"arg_Name_0\":\"1\",\"arg_Name_1\":\"1\","));
  ck_assert_ptr_nonnull(strstr(buffer, ",\"arg_Name_1999\":\"1\"}}"));
}
END_TEST

/* A status must have a code, though the registry declares none. */
START_TEST(rpc_without_status)
{
  body_of(bundle, "en", ERRCAT_CALL("A_2", ERRCAT_NO_ARGS),
          &(struct errcat_body_options){.shape = RPC});
  ck_assert_ptr_nonnull(strstr(
      buffer, "{\"error\":{\"code\":500,\"message\":\"Only in English.\",\"status\":\"UNKNOWN\","));
  ck_assert_int_eq(result.http_status, 0);
}
END_TEST

static const struct {
  const char *instance, *want;
} instances[] = {
    {"/a/b?c=d&e#f", "/a/b?c=d&e#f"},
    {"https://[::1]:80/~x;y=(z)!*',@$+", "https://[::1]:80/~x;y=(z)!*',@$+"},
    {"a b\n\x7f\"<>\\^`{|}", "a%20b%0A%7F%22%3C%3E%5C%5E%60%7B%7C%7D"},
    {"%41%zz%4", "%41%25zz%254"},
    {"\xe4\xbd\xa0\xff", "%E4%BD%A0%FF"},
    {"", ""},
};

START_TEST(instance)
{
  char want[256];
  body_of(bundle, NULL, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS),
          &(struct errcat_body_options){.shape = PROBLEM, .instance = instances[_i].instance});
  snprintf(want, sizeof want, "\"instance\":\"%s\",\"code\"", instances[_i].want);
  ck_assert_msg(strstr(buffer, want) != NULL, "%s has not %s", buffer, want);
}
END_TEST

START_TEST(problem_without_status)
{
  body_of(bundle, NULL, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS),
          &(struct errcat_body_options){.shape = PROBLEM});
  ck_assert_str_eq(buffer, "{\"type\":\"https://err.example/%C3%A4%20b?a=1&code=A_2\","
                           "\"detail\":\"Only in English.\",\"code\":\"A_2\"}");
  body_of(bundle, NULL, ERRCAT_CALL("A_3", ERRCAT_NO_ARGS),
          &(struct errcat_body_options){.shape = PROBLEM});
  ck_assert_ptr_nonnull(strstr(buffer, "code=A_3\",\"status\":499,\"detail\""));
}
END_TEST

START_TEST(types)
{
  const char *problem = "application/problem+json", *json = "application/json";
  ck_assert_str_eq(errcat_body_media_type(NULL), json);
  ck_assert_str_eq(errcat_body_media_type(&(struct errcat_body_options){.shape = PLAIN}), json);
  ck_assert_str_eq(errcat_body_media_type(&(struct errcat_body_options){.shape = PROBLEM}),
                   problem);
  ck_assert_str_eq(errcat_body_media_type(&(struct errcat_body_options){.shape = RPC}), json);
  ck_assert_str_eq(errcat_body_media_type(&(struct errcat_body_options){.shape = OWN}), json);
}
END_TEST

/* From FSI to PDI around a Hebrew word, in texts alone: `args` has what was given. */
START_TEST(isolated)
{
  const struct errcat_body_options options = {.shape = PROBLEM, .flags = ERRCAT_BODY_ISOLATE};
  body_of(bundle, "en", ERRCAT_CALL("A_1", ERRCAT_ARGS("אב", 5)), &options);
  ck_assert_ptr_nonnull(strstr(buffer, "Tenant \u2068אב\u2069 sent 5."));
  ck_assert_ptr_nonnull(strstr(buffer, "{\"tenant\":\"אב\",\"count\":5}"));
  body_of(bundle, "en", ERRCAT_CALL("A_1", ERRCAT_ARGS("אב", 5)), NULL);
  ck_assert_ptr_null(strstr(buffer, "\u2068"));
}
END_TEST

int main(void)
{
  char path[1024];
  const char *builddir = getenv("builddir");
  snprintf(path, sizeof path, "%s/po/locale", builddir ? builddir : ".");
  struct errcat_error err;
  optverse = errcat_bundle_open("optverse", &(struct errcat_options){.path = path}, &err);
  if (!optverse) {
    fprintf(stderr, "%s: %s\n", path, err.detail);
    return EXIT_FAILURE;
  }
  bundle = outgoing_open(NULL, true);
  no_source = outgoing_open(NULL, false);

  Suite *suite = suite_create("body");
  TCase *shapes = tcase_create("shapes");
  tcase_add_loop_test(shapes, golden, 0, COUNT(goldens));
  tcase_add_test(shapes, every_code);
  tcase_add_test(shapes, sample_of_the_table);
  tcase_add_test(shapes, handles);
  tcase_add_loop_test(shapes, http, 0, COUNT(https));
  tcase_add_test(shapes, rpc);
  tcase_add_test(shapes, rpc_many_names);
  tcase_add_test(shapes, rpc_without_status);
  tcase_add_loop_test(shapes, instance, 0, COUNT(instances));
  tcase_add_test(shapes, problem_without_status);
  tcase_add_test(shapes, types);
  tcase_add_test(shapes, isolated);
  suite_add_tcase(suite, shapes);

  TCase *arguments = tcase_create("arguments");
  tcase_add_test(arguments, values);
  tcase_add_test(arguments, long_list);
  tcase_add_test(arguments, names);
  tcase_add_test(arguments, sensitive);
  tcase_add_test(arguments, misplaced);
  tcase_add_test(arguments, evil);
  suite_add_tcase(suite, arguments);

  TCase *failures = tcase_create("failures");
  tcase_add_loop_test(failures, status, 0, COUNT(statuses));
  tcase_add_test(failures, mistyped);
  tcase_add_test(failures, cut);
  tcase_add_test(failures, bad_options);
  tcase_add_test(failures, sizes);
  tcase_add_test(failures, each_allocation_fails);
  tcase_add_test(failures, no_allocation);
  suite_add_tcase(suite, failures);

  TCase *own = tcase_create("own");
  tcase_add_loop_test(own, good_shape, 0, COUNT(good_shapes));
  tcase_add_loop_test(own, bad_shape, 0, COUNT(bad_shapes));
  tcase_add_test(own, cut_shape);
  tcase_add_test(own, shape_limits);
  tcase_add_test(own, many_values);
  suite_add_tcase(suite, own);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  errcat_bundle_free(optverse);
  errcat_bundle_free(bundle);
  errcat_bundle_free(no_source);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
