/* SPDX-License-Identifier: MIT */

/* Log records: goldens in each format; what is written is read back by small parsers that know
 * nothing of how it was written; every size of buffer; whatever can go wrong. */

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "errcat.h"
#include "evil.h"
#include "outgoing.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct errcat_bundle *bundle, *no_source;

enum { SIZE = 65536 };
static char buffer[4 * SIZE];
static struct errcat_result result;

#define LOGFMT ERRCAT_LOG_LOGFMT
#define JSON ERRCAT_LOG_JSON
#define JOURNAL ERRCAT_LOG_JOURNAL
#define N ERRCAT_NAMED

/* ------------------------------------------------------------------ parsers */

/* What a record has been taken apart to. */
struct field {
  char name[256], value[SIZE];
  size_t len;
};
static struct field fields[64];
static size_t field_count;

static const struct field *field(const char *name)
{
  for (size_t i = 0; i < field_count; i++)
    if (strcmp(fields[i].name, name) == 0)
      return &fields[i];
  return NULL;
}

static void put_char(struct field *to, char c)
{
  ck_assert_uint_lt(to->len, sizeof to->value - 1);
  to->value[to->len++] = c;
  to->value[to->len] = '\0';
}

static void put_utf8(struct field *to, unsigned c)
{
  if (c < 0x80) {
    put_char(to, (char)c);
  } else if (c < 0x800) {
    put_char(to, (char)(0xc0 | c >> 6));
    put_char(to, (char)(0x80 | (c & 63)));
  } else if (c < 0x10000) {
    put_char(to, (char)(0xe0 | c >> 12));
    put_char(to, (char)(0x80 | (c >> 6 & 63)));
    put_char(to, (char)(0x80 | (c & 63)));
  } else {
    put_char(to, (char)(0xf0 | c >> 18));
    put_char(to, (char)(0x80 | (c >> 12 & 63)));
    put_char(to, (char)(0x80 | (c >> 6 & 63)));
    put_char(to, (char)(0x80 | (c & 63)));
  }
}

static unsigned read_unit(const char *at)
{
  unsigned unit;
  ck_assert_int_eq(sscanf(at, "%4x", &unit), 1);
  return unit;
}

/* Behind a backslash; returns what follows. */
static const char *read_escape(struct field *to, const char *at)
{
  const char *letters = "nrtbf", *meant = "\n\r\t\b\f", *found = strchr(letters, *at);
  if (*at == '"' || *at == '\\') {
    put_char(to, *at);
    return at + 1;
  }
  if (*at != 'u') {
    ck_assert_msg(found && *at, "\\%c", *at);
    put_char(to, meant[found - letters]);
    return at + 1;
  }
  unsigned unit = read_unit(at + 1);
  at += 5;
  if (unit >= 0xd800 && unit < 0xdc00) {
    ck_assert(at[0] == '\\' && at[1] == 'u');
    unit = 0x10000 + ((unit - 0xd800) << 10) + (read_unit(at + 2) - 0xdc00);
    at += 6;
  }
  put_utf8(to, unit);
  return at;
}

/* name=value name="value", one space between them. */
static void parse_logfmt(const char *at)
{
  for (field_count = 0;; at++) {
    ck_assert_uint_lt(field_count, COUNT(fields));
    struct field *to = &fields[field_count++];
    size_t len = strcspn(at, "= \"\n");
    *to = (struct field){.len = 0};
    ck_assert_msg(len && at[len] == '=', "%s", at);
    memcpy(to->name, at, len);
    at += len + 1;
    if (*at == '"') {
      for (at++; *at != '"';) {
        ck_assert_msg((unsigned char)*at >= ' ', "a control character");
        if (*at == '\\') {
          at = read_escape(to, at + 1);
        } else {
          put_char(to, *at++);
        }
      }
      at++;
    } else {
      for (; *at && *at != ' '; at++) {
        ck_assert_msg(*at > ' ' && *at < 0x7f && !strchr("\"=\\", *at), "%s", at);
        put_char(to, *at);
      }
    }
    if (!*at)
      return;
    ck_assert_int_eq(*at, ' ');
  }
}

/* The journal's native protocol. */
static void parse_journal(const char *at, size_t len)
{
  const char *end = at + len;
  for (field_count = 0; at < end; field_count++) {
    ck_assert_uint_lt(field_count, COUNT(fields));
    struct field *to = &fields[field_count];
    size_t name = 0;
    *to = (struct field){.len = 0};
    while (at + name < end && at[name] != '=' && at[name] != '\n')
      name++;
    ck_assert(name >= 1 && name <= 64 && at + name < end);
    ck_assert(*at >= 'A' && *at <= 'Z');
    ck_assert_uint_ge(strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"), name);
    memcpy(to->name, at, name);
    at += name;
    size_t size = 0;
    if (*at++ == '=') {
      size = (size_t)((const char *)memchr(at, '\n', (size_t)(end - at)) - at);
      for (size_t i = 0; i < size; i++)
        ck_assert((unsigned char)at[i] >= ' ' || at[i] == '\t');
    } else {
      for (int i = 7; i >= 0; i--)
        size = size << 8 | (unsigned char)at[i];
      at += 8;
    }
    ck_assert_uint_lt(size, (size_t)(end - at));
    for (size_t i = 0; i < size; i++)
      put_char(to, at[i]);
    ck_assert_uint_eq(ec_utf8_valid(at, size), size);
    ck_assert_int_eq(at[size], '\n');
    at += size + 1;
  }
}

static void parse(enum errcat_log_format format, size_t len)
{
  json_error_t error;
  if (format != JOURNAL) /* whose lengths are not text */
    ck_assert_uint_eq(ec_utf8_valid(buffer, len), len);
  if (format == LOGFMT)
    parse_logfmt(buffer);
  if (format == JOURNAL)
    parse_journal(buffer, len);
  if (format != JOURNAL)
    for (size_t i = 0; i < len; i++)
      ck_assert_msg((unsigned char)buffer[i] >= ' ' && buffer[i] != 0x7f, "a control character");
  if (format == JSON) {
    json_t *object = json_loadb(buffer, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    ck_assert_msg(object != NULL, "%s: %s", error.text, buffer);
    json_decref(object);
  }
}

static size_t log_of(const struct errcat_bundle *from, const struct errcat_call *call,
                     enum errcat_log_format format)
{
  memset(&result, 0xee, sizeof result);
  size_t len =
      errcat_log(from, call, &(struct errcat_log_options){.format = format}, buffer, SIZE, &result);
  ck_assert_uint_lt(len, SIZE);
  ck_assert_int_eq(buffer[len], '\0');
  parse(format, len);
  return len;
}

/* ------------------------------------------------------------------ goldens */

START_TEST(golden)
{
  const struct {
    const char *code;
    struct errcat_arg args[3];
    size_t count;
    errcat_status status;
    const char *want[3]; /* by format */
  } rows[] = {
      {"A_1",
       {ERRCAT_ARG("acme"), ERRCAT_ARG(12345)},
       2,
       ERRCAT_OK,
       {"level=error code=A_1 domain=test status=403 msg=\"Tenant acme sent 12,345.\" "
        "arg.tenant=acme arg.count=12345",
        "{\"level\":\"error\",\"code\":\"A_1\",\"domain\":\"test\",\"status\":403,"
        "\"message\":\"Tenant acme sent 12,345.\",\"args\":{\"tenant\":\"acme\",\"count\":12345}}",
        "MESSAGE=Tenant acme sent 12,345.\nMESSAGE_ID=id\n"
        "PRIORITY=3\nERRCAT_DOMAIN=test\nERRCAT_CODE=A_1\nERRCAT_STATUS=403\n"
        "ERRCAT_ARG_TENANT=acme\nERRCAT_ARG_COUNT=12345\n"}},
      {"A_2",
       {ERRCAT_ARG(0.5)},
       1,
       ERRCAT_OK,
       {"level=warn code=A_2 domain=test msg=\"Only in English.\" arg.0=0.5",
        "{\"level\":\"warn\",\"code\":\"A_2\",\"domain\":\"test\",\"message\":\"Only in English.\","
        "\"args\":{\"0\":0.5}}",
        "MESSAGE=Only in English.\nMESSAGE_ID=id\nPRIORITY=4\nERRCAT_DOMAIN=test\n"
        "ERRCAT_CODE=A_2\nERRCAT_ARG_0=0.5\n"}},
      /* What is personal is shown, what is secret is not. */
      {"A_4",
       {ERRCAT_ARG("Li Hua"), ERRCAT_ARG("KEY-1"), ERRCAT_ARG("KEY-2")},
       3,
       ERRCAT_E_ARGUMENT,
       {"level=info code=A_4 domain=test status=401 msg=\"Li Hua has *** of ***.\" "
        "arg.who=\"Li Hua\" arg.key=*** arg.keys=***",
        "{\"level\":\"info\",\"code\":\"A_4\",\"domain\":\"test\",\"status\":401,\"message\":"
        "\"Li Hua has *** of ***.\",\"args\":{\"who\":\"Li "
        "Hua\",\"key\":\"***\",\"keys\":\"***\"}}",
        "MESSAGE=Li Hua has *** of ***.\nMESSAGE_ID=id\nPRIORITY=6\nERRCAT_DOMAIN=test\n"
        "ERRCAT_CODE=A_4\nERRCAT_STATUS=401\nERRCAT_ARG_WHO=Li Hua\nERRCAT_ARG_KEY=***\n"
        "ERRCAT_ARG_KEYS=***\n"}},
      {"JOB_MANAGER.12050009",
       {ERRCAT_ARG(1)},
       0,
       ERRCAT_OK,
       {"level=error code=JOB_MANAGER_12050009 domain=test msg=\"xxx\"",
        "{\"level\":\"error\",\"code\":\"JOB_MANAGER_12050009\",\"domain\":\"test\","
        "\"message\":\"xxx\"}",
        "MESSAGE=xxx\nMESSAGE_ID=id\nPRIORITY=3\nERRCAT_DOMAIN=test\n"
        "ERRCAT_CODE=JOB_MANAGER_12050009\n"}},
      {"A_6",
       {ERRCAT_ARG(1)},
       0,
       ERRCAT_E_BROKEN,
       {"level=error code=A_6 domain=test status=500 msg=\"A_6\"",
        "{\"level\":\"error\",\"code\":\"A_6\",\"domain\":\"test\",\"status\":500,"
        "\"message\":\"A_6\"}",
        "MESSAGE=A_6\nMESSAGE_ID=id\nPRIORITY=3\nERRCAT_DOMAIN=test\nERRCAT_CODE=A_6\n"
        "ERRCAT_STATUS=500\n"}},
      /* Nobody knows whether it is secret. */
      {"APIGW.0101",
       {ERRCAT_ARG("KEY-1"), N("who", "LiHua")},
       2,
       ERRCAT_E_FOREIGN_CODE,
       {"level=error code=APIGW.0101 domain=test status=500 msg=\"APIGW.0101 is the gateway's.\" "
        "arg.0=*** arg.who=***",
        "{\"level\":\"error\",\"code\":\"APIGW.0101\",\"domain\":\"test\",\"status\":500,"
        "\"message\":\"APIGW.0101 is the gateway's.\",\"args\":{\"0\":\"***\",\"who\":\"***\"}}",
        "MESSAGE=APIGW.0101 is the gateway's.\nMESSAGE_ID=id\nPRIORITY=3\nERRCAT_DOMAIN=test\n"
        "ERRCAT_CODE=APIGW.0101\nERRCAT_STATUS=500\nERRCAT_ARG_0=***\nERRCAT_ARG_WHO=***\n"}},
      {"no\n\"code",
       {ERRCAT_ARG("KEY-1")},
       1,
       ERRCAT_E_UNKNOWN_CODE,
       {"level=error code=\"no?\\\"code\" domain=test status=500 msg=\"no?\\\"code\" arg.0=***",
        "{\"level\":\"error\",\"code\":\"no?\\\"code\",\"domain\":\"test\",\"status\":500,"
        "\"message\":\"no?\\\"code\",\"args\":{\"0\":\"***\"}}",
        "MESSAGE=no?\"code\nMESSAGE_ID=id\nPRIORITY=3\nERRCAT_DOMAIN=test\n"
        "ERRCAT_CODE=no?\"code\nERRCAT_STATUS=500\nERRCAT_ARG_0=***\n"}},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    for (int format = LOGFMT; format <= JOURNAL; format++) {
      const struct errcat_call call = {
          .code = rows[i].code, .args = rows[i].args, .count = rows[i].count};
      log_of(bundle, &call, (enum errcat_log_format)format);
      if (format == JOURNAL) { /* which has a test of its own */
        char *id = strstr(buffer, "MESSAGE_ID=") + 11;
        memmove(id + 2, id + 32, strlen(id + 32) + 1);
        memcpy(id, "id", 2);
      }
      const char *want = rows[i].want[format];
      ck_assert_msg(strcmp(buffer, want) == 0, "%s\ninstead of %s", buffer, want);
      ck_assert_msg(result.status == rows[i].status, "%s: %s", rows[i].code,
                    errcat_status_name(result.status));
    }
}
END_TEST

START_TEST(without_source)
{
  log_of(no_source, ERRCAT_CALL("A_4", ERRCAT_ARGS("LiHua", "KEY-1")), LOGFMT);
  ck_assert_int_eq(result.status, ERRCAT_E_NO_SOURCE);
  ck_assert_str_eq(field("status")->value, "500");
  ck_assert_str_eq(field("arg.0")->value, "***");
  ck_assert_str_eq(field("arg.1")->value, "***");
  log_of(no_source, ERRCAT_CALL("A_4", ERRCAT_ARGS(N("key", "KEY-1"), N("who", "LiHua"))), LOGFMT);
  ck_assert_str_eq(field("msg")->value, "***：***，{keys}。");
}
END_TEST

/* ------------------------------------------------------------------- values */

static const struct {
  const char *text;
  size_t len;
} texts[] = {
#define TEXT(literal) \
  { \
    literal, sizeof literal - 1 \
  }
    TEXT("plain"),
    TEXT(""),
    TEXT("two words"),
    TEXT("a=b"),
    TEXT("say \"it\" \\ now"),
    TEXT("line\nline\r\n\ttab"),
    TEXT("\0\x01\x1b[31m\x7f\xc2\x85"),
    TEXT("\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xae\xf0\x9f\x98\x80 \xf3\xa0\x80\x81"),
    TEXT("中文，租户"),
    TEXT("\xff\xe4\xbd"),
    TEXT("x\" code=forged msg=\""),
    TEXT("x\nMESSAGE=forged\nERRCAT_CODE\n\x06\0\0\0\0\0\0\0forged\n"),
    TEXT("'-_.:/+@,*()[]{}"),
    TEXT("\\u0041\\n"),
};

/* The text with U+FFFD for what is ill-formed, as it has to come back. */
static size_t repaired(const char *text, size_t len, char *to)
{
  size_t used = 0;
  while (len) {
    size_t valid = ec_utf8_valid(text, len);
    memcpy(to + used, text, valid);
    used += valid;
    if (valid == len)
      break;
    memcpy(to + used, "\xef\xbf\xbd", 3);
    used += 3;
    size_t bad = ec_utf8_bad(text + valid, len - valid);
    text += valid + bad;
    len -= valid + bad;
  }
  to[used] = '\0';
  return used;
}

static void ck_same(const struct field *found, const char *want, size_t len)
{
  ck_assert_ptr_nonnull(found);
  ck_assert_uint_eq(found->len, len);
  ck_assert_mem_eq(found->value, want, len);
}

/* The text comes back as an argument, as a caller's field and in the message, whole and nothing
 * else. */
static void read_back_as(enum errcat_arg_kind kind, const char *text, size_t text_len)
{
  static char want[SIZE], message[SIZE];
  struct errcat_arg arg = errcat_arg_string_n(text, text_len);
  arg.kind = kind;
  const struct errcat_call call = {.code = "A_1", .args = &arg, .count = 1};
  const struct errcat_arg own[] = {N("note", arg)};
  size_t len = repaired(text, text_len, want);
  errcat_message(bundle, NULL, "A_1", &arg, 1, message, sizeof message, NULL);
  size_t message_len = strlen("Tenant  sent {count}.") + len;
  for (int format = LOGFMT; format <= JOURNAL; format++) {
    const struct errcat_log_options options = {
        .format = (enum errcat_log_format)format, .fields = own, .field_count = 1};
    size_t written = errcat_log(bundle, &call, &options, buffer, sizeof buffer, &result);
    parse((enum errcat_log_format)format, written);
    if (format == LOGFMT) {
      ck_assert_uint_eq(field_count, 7);
      ck_same(field("msg"), message, message_len);
      ck_same(field("arg.tenant"), want, len);
      ck_same(field("note"), want, len);
      ck_assert_str_eq(field("code")->value, "A_1");
    } else if (format == JOURNAL) {
      ck_assert_uint_eq(field_count, 8);
      ck_same(field("ERRCAT_ARG_TENANT"), want, len);
      ck_same(field("NOTE"), want, len);
      ck_assert_str_eq(field("ERRCAT_CODE")->value, "A_1");
      for (size_t i = 0; i < field("MESSAGE")->len; i++)
        ck_assert((unsigned char)field("MESSAGE")->value[i] >= ' ');
    } else {
      json_t *object = json_loadb(buffer, written, JSON_ALLOW_NUL, NULL);
      const json_t *tenant = json_object_get(json_object_get(object, "args"), "tenant");
      ck_assert_uint_eq(json_string_length(tenant), len);
      ck_assert_mem_eq(json_string_value(tenant), want, len);
      ck_assert_uint_eq(json_string_length(json_object_get(object, "note")), len);
      ck_assert_uint_eq(json_string_length(json_object_get(object, "message")), message_len);
      ck_assert_mem_eq(json_string_value(json_object_get(object, "message")), message, message_len);
      json_decref(object);
    }
  }
}

/* A decimal is what its maker says it is: it may be any text. */
static void read_back(const char *text, size_t text_len)
{
  read_back_as(ERRCAT_ARG_STRING, text, text_len);
  read_back_as(ERRCAT_ARG_DECIMAL, text, text_len);
}

START_TEST(some_texts)
{
  read_back(texts[_i].text, texts[_i].len);
}
END_TEST

START_TEST(evil_texts)
{
  size_t count;
  const struct evil *evil = evil_strings(&count);
  ck_assert_uint_ge(count, 300);
  for (size_t i = 0; i < count; i++)
    read_back_as(ERRCAT_ARG_STRING, evil[i].text, evil[i].len);
}
END_TEST

/* Values of all kinds as text. */
START_TEST(values)
{
  const struct errcat_arg items[] = {ERRCAT_ARG("a b"), ERRCAT_ARG(1), errcat_arg_list(NULL, 0),
                                     ERRCAT_ARG("x\ny")};
  const struct {
    struct errcat_arg arg;
    const char *logfmt;
  } rows[] = {
      {ERRCAT_ARG(INT64_MIN), "-9223372036854775808"},
      {ERRCAT_ARG(UINT64_MAX), "18446744073709551615"},
      {ERRCAT_ARG(1e300), "1e+300"},
      {ERRCAT_ARG(0.0 / 0.0), "NaN"},
      {errcat_arg_decimal("1.20"), "1.20"},
      {errcat_arg_time_ms(1500), "1970-01-01T00:00:01.500Z"},
      {errcat_arg_list(items, 4), "\"a b, 1, , x\\ny\""},
      {errcat_arg_list(items, 0), "\"\""},
      {errcat_arg_string(""), "\"\""},
      {errcat_arg_string("***"), "***"},
      {errcat_arg_string("\t"), "\"\\t\""},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char want[128];
    const struct errcat_call call = {.code = "A_2", .args = &rows[i].arg, .count = 1};
    log_of(bundle, &call, LOGFMT);
    snprintf(want, sizeof want, "arg.0=%s", rows[i].logfmt);
    ck_assert_str_eq(strstr(buffer, "arg."), want);
    log_of(bundle, &call, JOURNAL);
    ck_assert_ptr_nonnull(field("ERRCAT_ARG_0"));
  }
  log_of(bundle, ERRCAT_CALL("A_2", ERRCAT_ARGS(errcat_arg_list(items, 4))), JOURNAL);
  ck_assert_str_eq(field("ERRCAT_ARG_0")->value, "a b, 1, , x\ny");
  const struct errcat_arg forged[] = {errcat_arg_decimal("1\nCODE=2")};
  log_of(bundle, ERRCAT_CALL("A_2", ERRCAT_ARGS(errcat_arg_list(forged, 1))), JOURNAL);
  ck_assert_str_eq(field("ERRCAT_ARG_0")->value, "1\nCODE=2");
}
END_TEST

/* ------------------------------------------------------------------- fields */

#define LONG "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"

START_TEST(callers_fields)
{
  const struct errcat_arg given[] = {
      N("request_id", "r 1"),
      N("_trace.id", 5),
      N("level", "debug"),
      N("code", "forged"),
      N("msg", "forged"),
      N("message", "x"),
      N("args", "x"),
      N("status", 200),
      N("arg.tenant", "x"),
      N("domain", "x"),
      N("", 1),
      N("9lives", 1),
      N("a b", 1),
      N("a=b", 1),
      N("a\nb", 1),
      N("\xc3\xa4", 1),
      N(LONG, 1),
      N(LONG "n", 1),
      N("request_id", "2nd"),
      ERRCAT_ARG("no name"),
      N("gone", errcat_arg_string(NULL)),
      N("__", 7),
      N("priority", 1),
      N("errcat_code", 2),
      N("Message_Id", 3),
  };
  struct errcat_log_options options = {.fields = given, .field_count = COUNT(given)};
  size_t len = errcat_log(bundle, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), &options, buffer, SIZE, NULL);
  parse(LOGFMT, len);
  ck_assert_str_eq(buffer, "level=warn code=A_2 domain=test msg=\"Only in English.\" "
                           "request_id=\"r 1\" _trace.id=5 " LONG
                           "=1 __=7 priority=1 errcat_code=2 Message_Id=3");
  options.format = JSON;
  len = errcat_log(bundle, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), &options, buffer, SIZE, NULL);
  parse(JSON, len);
  ck_assert_ptr_nonnull(strstr(buffer, "\"message\":\"Only in English.\",\"request_id\":\"r 1\","
                                       "\"_trace.id\":5,\"" LONG "\":1,\"__\":7,\"priority\":1,"));
  /* The journal has names of its own that a caller must not give. */
  options.format = JOURNAL;
  len = errcat_log(bundle, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), &options, buffer, SIZE, NULL);
  parse(JOURNAL, len);
  ck_assert_uint_eq(field_count, 8);
  ck_assert_str_eq(field("REQUEST_ID")->value, "r 1");
  ck_assert_str_eq(field("TRACE_ID")->value, "5");
  ck_assert_str_eq(field("PRIORITY")->value, "4");
}
END_TEST

/* What is no name of an argument is made one. */
START_TEST(names)
{
  const struct errcat_arg args[] = {N("a b=\"\n", 1), N("", 2), N("\xc3\xa4", 3), N(LONG LONG, 4)};
  const struct errcat_call call = {.code = "A_2", .args = args, .count = COUNT(args)};
  log_of(bundle, &call, LOGFMT);
  ck_assert_ptr_nonnull(strstr(buffer, " arg.a_b___=1 arg._=2 arg.__=3 arg." LONG "=4"));
  log_of(bundle, &call, JOURNAL);
  ck_assert_ptr_nonnull(field("ERRCAT_ARG_A_B___"));
  log_of(bundle, &call, JSON);
  ck_assert_ptr_nonnull(strstr(buffer, "\"a b=\\\"\\n\":1,\"\":2,\"\xc3\xa4\":3"));
}
END_TEST

/* ---------------------------------------------------------------- the rest */

/* For ever: whoever looks for a record in an old journal finds it by these. They were worked out
 * with whole numbers of any size, not with this library. */
static const struct {
  const char *domain, *code, *id;
} ids[] = {
    {"optverse", "OptVerse_10000004", "bc844be49ce78d0b81f9e3bd02abee78"},
    {"optverse", "JOB_MANAGER_12050009", "80c128baf958811caa8996e0c6335d7b"},
    {"errcat", "cli.unknown-code", "2ccea9a8c8e08d1f85be8590f7fa7285"},
    {"", "", "c6e583a6ec058e379b4565ef40f30af0"},
};

START_TEST(message_id)
{
  char id[33];
  errcat_message_id(ids[_i].domain, ids[_i].code, id);
  ck_assert_str_eq(id, ids[_i].id);
  ck_assert_int_eq(id[12], '8');
  ck_assert(strchr("89ab", id[16]) != NULL);
}
END_TEST

/* Domain and code are told apart. */
START_TEST(message_ids_differ)
{
  char one[33], other[33];
  errcat_message_id("ab", "c", one);
  errcat_message_id("a", "bc", other);
  ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(bad_options)
{
  const struct errcat_log_options options[] = {
      {.format = (enum errcat_log_format)3},
      {.format = (enum errcat_log_format) - 1},
      {.reserved_flags = 1},
      {.reserved = {[3] = 1}},
  };
  for (size_t i = 0; i < COUNT(options); i++) {
    memset(buffer, 'x', 16);
    ck_assert_uint_eq(
        errcat_log(bundle, ERRCAT_CALL("A_1", ERRCAT_NO_ARGS), &options[i], buffer, SIZE, &result),
        0);
    ck_assert_str_eq(buffer, "");
    ck_assert_int_eq(result.status, ERRCAT_E_INVALID);
  }
}
END_TEST

START_TEST(sizes)
{
  const struct errcat_arg own[] = {N("note", "a\nb"), N("n", 1)};
  const struct errcat_call *calls[] = {
      ERRCAT_CALL("A_1", ERRCAT_ARGS("a\"\x01\n<\xf0\x9f\x98\x80\xe4\xbd", 1234567, "x")),
      ERRCAT_CALL("A_4", ERRCAT_ARGS("中文\"", 1, 2)),
      ERRCAT_CALL("no code", ERRCAT_ARGS("x")),
  };
  for (size_t i = 0; i < COUNT(calls); i++)
    for (int format = LOGFMT; format <= JOURNAL; format++) {
      const struct errcat_log_options options = {
          .format = (enum errcat_log_format)format, .fields = own, .field_count = 2};
      size_t len = errcat_log(bundle, calls[i], &options, buffer, SIZE, &result);
      errcat_status status = result.status;
      ck_assert_uint_eq(errcat_log(bundle, calls[i], &options, NULL, 0, NULL), len);
      for (size_t size = 0; size <= len + 1; size++) {
        char *at = outgoing_buffer(size);
        ck_assert_uint_eq(errcat_log(bundle, calls[i], &options, at, size, &result), len);
        ck_assert_msg(outgoing_kept(size), "written outside of %zu bytes", size);
        ck_assert_int_eq(result.status,
                         status == ERRCAT_OK && size <= len ? ERRCAT_E_SPACE : status);
        if (size)
          ck_assert_mem_eq(at, size > len ? buffer : "", size > len ? len + 1 : 1);
      }
    }
}
END_TEST

START_TEST(no_allocation)
{
  struct counting counting;
  counting_init(&counting);
  struct errcat_bundle *counted = outgoing_open(&counting.allocator, true);
  for (int round = 0; round < 2; round++) {
    size_t before = counting.calls;
    for (int format = LOGFMT; format <= JOURNAL; format++)
      errcat_log(counted, ERRCAT_CALL("A_4", ERRCAT_ARGS("acme", 5)),
                 &(struct errcat_log_options){.format = (enum errcat_log_format)format}, buffer,
                 SIZE, &result);
    ck_assert(round == 0 || counting.calls == before);
  }
  errcat_bundle_free(counted);
}
END_TEST

/* Without the memory to know what is secret, nothing is shown. */
START_TEST(each_allocation_fails)
{
  for (size_t fail_at = 1;; fail_at++) {
    struct counting counting;
    counting_init(&counting);
    counting.fail_at = fail_at;
    struct errcat_bundle *small = outgoing_open(&counting.allocator, true);
    if (small) {
      log_of(small, ERRCAT_CALL("A_4", ERRCAT_ARGS("LiHua", "KEY-1")), LOGFMT);
      ck_assert(result.status == ERRCAT_E_ARGUMENT || result.status == ERRCAT_E_NOMEM);
      ck_assert_ptr_null(strstr(buffer, "KEY-1"));
    }
    bool done = counting.calls < fail_at;
    errcat_bundle_free(small);
    ck_assert_uint_eq(counting.live, 0);
    if (done)
      return;
  }
}
END_TEST

/* ------------------------------------------------------------------ replies */

START_TEST(both_at_once)
{
  static char body[1024], log[1024];
  struct errcat_language language = {.locales = "zh_CN:en", .vary = "Accept-Language"};
  struct errcat_reply reply = {
      .body = body, .body_size = sizeof body, .log = log, .log_size = sizeof log};
  const struct errcat_call *call = ERRCAT_CALL("A_1", ERRCAT_ARGS("acme", 5));
  errcat_reply_write(bundle, &language, call,
                     &(struct errcat_body_options){.shape = ERRCAT_BODY_PROBLEM},
                     &(struct errcat_log_options){.format = JSON}, &reply);
  ck_assert_ptr_nonnull(strstr(body, "\"detail\":\"租户 acme 发送了 5。\""));
  ck_assert_ptr_nonnull(strstr(log, "\"message\":\"Tenant acme sent 5.\""));
  ck_assert_uint_eq(reply.body_len, strlen(body));
  ck_assert_uint_eq(reply.log_len, strlen(log));
  ck_assert_int_eq(reply.http_status, 403);
  ck_assert_str_eq(reply.content_type, "application/problem+json");
  ck_assert_str_eq(reply.content_language, "zh-CN");
  ck_assert_str_eq(reply.vary, "Accept-Language");
  ck_assert_int_eq(reply.result.status, ERRCAT_OK);
  ck_assert_str_eq(reply.result.code, "A_1");

  /* The language of the text that there is, not that of the wish. */
  errcat_reply_write(bundle, &language, ERRCAT_CALL("A_5", ERRCAT_NO_ARGS), NULL, NULL, &reply);
  ck_assert_str_eq(body, "{\"error_msg\":\"Broken elsewhere.\",\"error_code\":\"A_5\"}");
  ck_assert_str_eq(log, "level=error code=A_5 domain=test status=500 msg=\"Broken elsewhere.\"");
  ck_assert_str_eq(reply.content_language, "en");
  ck_assert_int_eq(reply.result.status, ERRCAT_E_BROKEN);
  ck_assert_str_eq(reply.content_type, "application/json");

  errcat_reply_write(bundle, NULL, ERRCAT_CALL("?", ERRCAT_NO_ARGS), NULL, NULL, &reply);
  ck_assert_int_eq(reply.http_status, 500);
  ck_assert_str_eq(reply.content_language, "");
  ck_assert_str_eq(reply.vary, "");
  ck_assert_int_eq(reply.result.status, ERRCAT_E_UNKNOWN_CODE);
  ck_assert_int_eq(reply.log_status, ERRCAT_E_UNKNOWN_CODE);

  /* There is always something to answer with. */
  errcat_reply_write(bundle, NULL, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), NULL, NULL, &reply);
  ck_assert_int_eq(reply.http_status, 500);
  ck_assert_int_eq(reply.result.http_status, 0);
  ck_assert_int_eq(reply.result.status, ERRCAT_OK);
  ck_assert_int_eq(reply.log_status, ERRCAT_OK);
  errcat_reply_write(bundle, NULL, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), NULL,
                     &(struct errcat_log_options){.reserved_flags = 1}, &reply);
  ck_assert_int_eq(reply.result.status, ERRCAT_OK);
  ck_assert_int_eq(reply.log_status, ERRCAT_E_INVALID);
  ck_assert_str_eq(log, "");
}
END_TEST

/* A long argument, or field, takes neither the answer from the reader nor the error from the log.
 */
START_TEST(reply_with_too_much)
{
  static char body[256], log[256], much[1000];
  memset(much, 'x', sizeof much - 1);
  const struct errcat_arg own[] = {N("path", much)};
  const struct errcat_body_options problem = {.shape = ERRCAT_BODY_PLAIN};
  for (int format = LOGFMT; format <= JOURNAL; format++) {
    const struct errcat_log_options options = {
        .format = (enum errcat_log_format)format, .fields = own, .field_count = 1};
    struct errcat_reply reply = {
        .body = body, .body_size = sizeof body, .log = log, .log_size = sizeof log};
    errcat_reply_write(bundle, NULL, ERRCAT_CALL("A_1", ERRCAT_ARGS(much, 5)), &problem, &options,
                       &reply);
    ck_assert_str_eq(body, "{\"error_msg\":\"Tenant {tenant} sent {count}.\","
                           "\"error_code\":\"A_1\"}");
    ck_assert_ptr_nonnull(strstr(log, "A_1"));
    ck_assert_ptr_nonnull(strstr(log, "Tenant {tenant} sent {count}."));
    ck_assert_ptr_null(strstr(log, "xxx"));
    memcpy(buffer, log, sizeof log);
    parse((enum errcat_log_format)format, reply.log_len);
    ck_assert_uint_eq(reply.body_len, strlen(body));
    ck_assert_uint_gt(reply.body_full, 1000);
    ck_assert_uint_gt(reply.log_full, 2000);
    ck_assert_int_eq(reply.result.status, ERRCAT_E_SPACE);
    ck_assert_int_eq(reply.log_status, ERRCAT_E_SPACE);
    ck_assert_uint_eq(reply.result.missing, 0);
    ck_assert_int_eq(reply.http_status, 403);
  }
}
END_TEST

START_TEST(reply_without_room)
{
  char body[8] = "x", log[8] = "x";
  struct errcat_reply reply = {
      .body = body, .body_size = sizeof body, .log = log, .log_size = sizeof log};
  errcat_reply_write(bundle, NULL, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), NULL, NULL, &reply);
  ck_assert_str_eq(body, "");
  ck_assert_str_eq(log, "");
  ck_assert_uint_eq(reply.body_len, 0);
  ck_assert_uint_eq(reply.log_len, 0);
  ck_assert_uint_eq(reply.body_full, 51);
  ck_assert_uint_eq(reply.log_full, 54);
  ck_assert_int_eq(reply.result.status, ERRCAT_E_SPACE);
  ck_assert_int_eq(reply.log_status, ERRCAT_E_SPACE);
  struct errcat_reply nothing = {.body = NULL};
  errcat_reply_write(bundle, NULL, ERRCAT_CALL("A_2", ERRCAT_NO_ARGS), NULL, NULL, &nothing);
  ck_assert_uint_eq(nothing.body_len, 0);
  ck_assert_uint_eq(nothing.log_len, 0);
  ck_assert_uint_eq(nothing.body_full, 51);
  ck_assert_uint_eq(nothing.log_full, 54);
}
END_TEST

int main(void)
{
  bundle = outgoing_open(NULL, true);
  no_source = outgoing_open(NULL, false);
  Suite *suite = suite_create("log");
  TCase *records = tcase_create("records");
  tcase_set_timeout(records, 60); /* sanitizers take their time */
  tcase_add_test(records, golden);
  tcase_add_test(records, without_source);
  tcase_add_loop_test(records, some_texts, 0, COUNT(texts));
  tcase_add_test(records, evil_texts);
  tcase_add_test(records, values);
  tcase_add_test(records, callers_fields);
  tcase_add_test(records, names);
  tcase_add_loop_test(records, message_id, 0, COUNT(ids));
  tcase_add_test(records, message_ids_differ);
  suite_add_tcase(suite, records);

  TCase *failures = tcase_create("failures");
  tcase_add_test(failures, bad_options);
  tcase_add_test(failures, sizes);
  tcase_add_test(failures, no_allocation);
  tcase_add_test(failures, each_allocation_fails);
  suite_add_tcase(suite, failures);

  TCase *replies = tcase_create("replies");
  tcase_add_test(replies, both_at_once);
  tcase_add_test(replies, reply_without_room);
  tcase_add_test(replies, reply_with_too_much);
  suite_add_tcase(suite, replies);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  errcat_bundle_free(bundle);
  errcat_bundle_free(no_source);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
