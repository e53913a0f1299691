/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "errcat.h"
#include "mo_build.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"

#define M_1 "Name <{name}>, key {key}, {count, plural, =1 {one file} other {# files}}."
#define M_2 "{sex, select, male {He} other {They}}, {size, choice, 0#none|1#some}, {0, number}."
#define M_3 "Names: {names}."
#define M_4 "{0}"

static const struct mo_pair en[] = {
    {.key = "", .text = "Content-Type: text/plain; charset=UTF-8\n"},
    {.key = "@format\0041", .text = "1"},
    {.key = "@source\004en", .text = "en"},
    {.key = "APIGW*/message\004Of the gateway: <{0}>.", .text = "Of the gateway: <{0}>."},
    {.key = "T_1/@arg/0/name\004string", .text = "string"},
    {.key = "T_1/@arg/0/name/sensitive\004personal", .text = "personal"},
    {.key = "T_1/@arg/1/key\004string", .text = "string"},
    {.key = "T_1/@arg/1/key/sensitive\004secret", .text = "secret"},
    {.key = "T_1/@arg/2/count\004integer", .text = "integer"},
    {.key = "T_1/@arg/2/count/sensitive\004personal", .text = "personal"},
    {.key = "T_1/@status\004403", .text = "403"},
    {.key = "T_1/message\004" M_1, .text = M_1},
    {.key = "T_1/remediation\004Ask {name}\t& go.", .text = "Ask {name}\t& go."},
    {.key = "T_2/@arg/0/size\004integer", .text = "integer"},
    {.key = "T_2/@arg/0/size/sensitive\004personal", .text = "personal"},
    {.key = "T_2/@arg/1/sex\004string", .text = "string"},
    {.key = "T_2/@arg/1/sex/sensitive\004personal", .text = "personal"},
    {.key = "T_2/message\004" M_2, .text = M_2},
    {.key = "T_3/@arg/0/names\004list", .text = "list"},
    {.key = "T_3/message\004" M_3, .text = M_3},
    {.key = "T_4/message\004" M_4, .text = M_4},
    {0},
};

static const struct mo_pair zh_CN[] = {
    {.key = "", .text = "Content-Type: text/plain; charset=UTF-8\n"},
    {.key = "T_1/message\004" M_1, .text = "名称 <{name}>,密钥 {key},{count} 个文件。"},
    {.key = "T_1/remediation\004Ask {name}\t& go.", .text = "请询问 {name}。"},
    {.key = "T_3/message\004" M_3, .text = "名称:{names}。"},
    {0},
};

static const char *const codes[] = {"T_1", "T_2", "T_3", "T_4", "APIGW.1", "none"};
static struct errcat_table table = {.count = COUNT(codes), .codes = codes};

static struct mo_built built[2];
static struct errcat_bundle *bundle;
static struct counting counting;

static struct errcat_bundle *open_bundle(void)
{
  static const struct errcat_table *const tables[] = {&table};
  struct errcat_error err = {0};
  const struct errcat_image images[] = {{"test", "en", built[0].bytes, built[0].len},
                                        {"test", "zh_CN", built[1].bytes, built[1].len}};
  table.fingerprint = errcat_table_fingerprint(codes, COUNT(codes));
  struct errcat_options options = {.path = "",
                                   .images = images,
                                   .image_count = 2,
                                   .allocator = &counting.allocator,
                                   .tables = tables,
                                   .table_count = 1};
  struct errcat_bundle *opened = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(opened != NULL, "%s", err.detail);
  return opened;
}

static void setup(void)
{
  built[0] = mo_build(&(struct mo_spec){.pairs = en});
  built[1] = mo_build(&(struct mo_spec){.pairs = zh_CN});
  counting_init(&counting);
  bundle = open_bundle();
}

static void teardown(void)
{
  errcat_bundle_free(bundle);
  ck_assert_uint_eq(counting.live, 0);
  mo_free(&built[0]);
  mo_free(&built[1]);
}

/* ------------------------------------------------------------------- texts */

enum {
  PLAIN = ERRCAT_SINK_PLAIN,
  JSON,
  HTML,
  LOG,
  TERMINAL,
  REMEDIATION = 8, /* added to the sink */
  I = ERRCAT_TEXT_ISOLATE,
  P = ERRCAT_TEXT_PERSONAL
};

#define S(text) \
  { \
    .kind = ERRCAT_ARG_STRING, .len = sizeof(text) - 1, .value.string = (text) \
  }
#define N(number) \
  { \
    .kind = ERRCAT_ARG_INTEGER, .value.integer = (number) \
  }
#define LIST(items) \
  { \
    .kind = ERRCAT_ARG_LIST, .len = COUNT(items), .value.list = (items) \
  }

static const struct errcat_arg names[] = {S("\"Ann\""), S(SHALOM), S("B\xff")};

static const struct {
  const char *locale, *code;
  unsigned how; /* the sink, and REMEDIATION */
  uint32_t flags;
  struct errcat_arg args[3];
  const char *want;
  errcat_status status;
} rows[] = {
    {"en", "T_1", PLAIN, 0, {S("a"), S("k"), N(1)}, "Name <***>, key ***, *** files.", 0},
    {"en", "T_1", PLAIN, P, {S("a"), S("k"), N(1)}, "Name <a>, key ***, one file.", 0},
    {"en", "T_1", PLAIN, P, {S("a"), S("k"), N(5000)}, "Name <a>, key ***, 5,000 files.", 0},
    {"en", "T_1", LOG, P, {S("a\n"), S("k"), N(2)}, "Name <a\\n>, key ***, 2 files.", 0},
    {"zh_CN", "T_1", PLAIN, 0, {S("a"), S("k"), N(1)}, "名称 <***>,密钥 ***,*** 个文件。", 0},
    {"zh_CN", "T_1", JSON, P, {S("\""), S("k"), N(1)}, "名称 \\u003c\\\">,密钥 ***,1 个文件。", 0},
    {"zh_CN", "T_1", HTML, P, {S("'"), S("k"), N(1)}, "名称 &lt;&#39;&gt;,密钥 ***,1 个文件。", 0},
    {"en", "T_2", PLAIN, 0, {N(1), S("male")}, "They, none, ***.", 0},
    {"en", "T_2", PLAIN, P, {N(1), S("male")}, "He, some, 1.", 0},
    {"en", "T_2", JSON, P, {S("<"), S("male")}, "He, none, \\u003c.", ERRCAT_E_ARGUMENT},
    {"en", "T_1", JSON, 0, {S("a"), S("k"), N(1)}, "Name \\u003c***>, key ***, *** files.", 0},
    {"en", "T_1", JSON | REMEDIATION, P, {S("\x1b")}, "Ask \\u001b\\t& go.", 0},
    {"en", "T_1", HTML | REMEDIATION, P, {S("\x1b")}, "Ask \xef\xbf\xbd\t&amp; go.", 0},
    {"en", "T_1", LOG | REMEDIATION, P, {S("C:\\")}, "Ask C:\\\\\\t& go.", 0},
    {"en", "T_1", TERMINAL | REMEDIATION, P, {S("C:\\")}, "Ask C:\\\\t& go.", 0},
    {"en", "T_1", PLAIN | REMEDIATION, P, {{0}}, "Ask {name}\t& go.", ERRCAT_E_ARGUMENT},
    {"en", "T_2", JSON | REMEDIATION, 0, {{0}}, "", 0},
    {"en", "APIGW.1", HTML, 0, {{0}}, "Of the gateway: &lt;APIGW.1&gt;.", ERRCAT_E_FOREIGN_CODE},
    {"en", "none", HTML, 0, {{0}}, "none", ERRCAT_E_UNKNOWN_CODE},
    {"en", "<b> \"\n", HTML, 0, {{0}}, "&lt;b&gt;?&quot;?", ERRCAT_E_UNKNOWN_CODE},
    {"en", "<b> \"\n", JSON, 0, {{0}}, "\\u003cb>?\\\"?", ERRCAT_E_UNKNOWN_CODE},
    {"en", "", JSON, 0, {{0}}, "?", ERRCAT_E_UNKNOWN_CODE},
    {"en", NULL, JSON, 0, {{0}}, "?", ERRCAT_E_UNKNOWN_CODE},
    /* isolated: what needs it, and where it is obeyed */
    {"en", "T_4", PLAIN, 0, {S(SHALOM)}, SHALOM, 0},
    {"en", "T_4", PLAIN, I, {S(SHALOM)}, FSI SHALOM PDI, 0},
    {"en", "T_4", JSON, I, {S(SHALOM)}, FSI SHALOM PDI, 0},
    {"en", "T_4", HTML, I, {S(SHALOM "<")}, FSI SHALOM "&lt;" PDI, 0},
    {"en", "T_4", LOG, I, {S(SHALOM)}, SHALOM, 0},
    {"en", "T_4", TERMINAL, I, {S(SHALOM)}, SHALOM, 0},
    {"en",
     "T_4",
     PLAIN,
     I,
     {S("plain, \xe4\xb8\xad\xef\xbc\x8c")},
     "plain, \xe4\xb8\xad\xef\xbc\x8c",
     0},
    {"en", "T_4", PLAIN, I, {S("a\nb\xc2\x85")}, "a\nb\xc2\x85", 0},
    {"en", "T_4", PLAIN, I, {S("")}, "", 0},
    {"en", "T_4", PLAIN, I, {N(1234)}, "1,234", 0},
    {"en", "T_4", PLAIN, I, {S("\xd9\xa1")}, FSI "\xd9\xa1" PDI, 0},
    {"en", "T_4", PLAIN, I, {S("a\xe2\x80\xae")}, FSI "a\xe2\x80\xae" PDI, 0},
    {"en", "T_4", PLAIN, I, {S("a\xe2\x80\x8e")}, FSI "a\xe2\x80\x8e" PDI, 0},
    {"en", "T_4", PLAIN, I, {S("\xf0\x9e\xa4\x80")}, FSI "\xf0\x9e\xa4\x80" PDI, 0},
    {"en", "T_4", PLAIN, I, {S(PDI "x")}, FSI "\xef\xbf\xbdx" PDI, 0},
    {"en", "T_4", PLAIN, I, {S(FSI "x")}, FSI FSI "x" PDI PDI, 0},
    {"en", "T_4", PLAIN, I, {S(FSI "x" PDI PDI)}, FSI FSI "x" PDI "\xef\xbf\xbd" PDI, 0},
    {"en",
     "T_4",
     PLAIN,
     I,
     {S(FSI "x\ny" PDI)},
     FSI FSI "x" PDI PDI "\n" FSI "y\xef\xbf\xbd" PDI,
     0},
    {"en", "T_4", PLAIN, I, {S(SHALOM "\xff")}, FSI SHALOM "\xef\xbf\xbd" PDI, 0},
    {"en", "T_4", PLAIN, I, {S("\xff" SHALOM)}, FSI "\xef\xbf\xbd" SHALOM PDI, 0},
    {"en", "T_4", PLAIN, I, {LIST(names)}, "\"Ann\", " FSI SHALOM PDI ", and B\xef\xbf\xbd", 0},
    {"zh_CN",
     "T_3",
     JSON,
     I,
     {LIST(names)},
     "名称:\\\"Ann\\\"、" FSI SHALOM PDI "和B\xef\xbf\xbd。",
     0},
    {"en", "APIGW" SHALOM, PLAIN, I, {{0}}, "APIGW????????", ERRCAT_E_UNKNOWN_CODE},
};

enum { SIZE = 256 };

static size_t count_args(size_t row)
{
  size_t count = 0;
  while (count < COUNT(rows[row].args) && rows[row].args[count].kind)
    count++;
  return count;
}

/* The row as a call, by its code, or by its handle when it has one. */
static size_t write_row(size_t row, bool by_handle, char *buffer, size_t size,
                        struct errcat_result *result)
{
  struct errcat_text_options options = {
      .part = rows[row].how & REMEDIATION ? ERRCAT_PART_REMEDIATION : ERRCAT_PART_MESSAGE,
      .sink = (enum errcat_sink)(rows[row].how & 7),
      .flags = rows[row].flags};
  struct errcat_call call = {
      .code = rows[row].code, .args = rows[row].args, .count = count_args(row)};
  for (uint32_t i = 0; by_handle && call.code && i < table.count; i++)
    if (strcmp(codes[i], call.code) == 0)
      call.handle = (struct errcat_handle){&table, i};
  if (call.handle.table)
    call.code = "T_2"; /* which does not count */
  return errcat_text(bundle, rows[row].locale, &call, &options, buffer, size, result);
}

START_TEST(test_rows)
{
  char got[SIZE];
  struct errcat_result result;
  for (int by_handle = 0; by_handle < 2; by_handle++) {
    size_t len = write_row((size_t)_i, by_handle, got, sizeof got, &result);
    ck_assert_msg(strcmp(got, rows[_i].want) == 0, "row %d: got %s, want %s", _i, got,
                  rows[_i].want);
    ck_assert_uint_eq(len, strlen(got));
    ck_assert_msg(result.status == rows[_i].status, "row %d: %s", _i,
                  errcat_status_name(result.status));
    ck_assert_uint_eq(write_row((size_t)_i, by_handle, got, sizeof got, NULL), len);
    ck_assert_str_eq(got, rows[_i].want);
  }
}
END_TEST

/* Of every size: a beginning, or nothing, and not a byte past the end. */
START_TEST(test_sizes)
{
  char got[SIZE + 1];
  struct errcat_result result;
  unsigned sink = rows[_i].how & 7;
  bool whole = sink != PLAIN && sink != TERMINAL;
  size_t want = strlen(rows[_i].want);
  for (size_t size = 0; size <= want + 2; size++) {
    memset(got, '!', sizeof got);
    ck_assert_uint_eq(write_row((size_t)_i, false, size ? got : NULL, size, &result), want);
    ck_assert_int_eq(got[size], '!');
    bool fits = size > want;
    errcat_status status = whole && !fits && !rows[_i].status ? ERRCAT_E_SPACE : rows[_i].status;
    ck_assert_msg(result.status == status, "row %d, size %zu: %s", _i, size,
                  errcat_status_name(result.status));
    if (!size)
      continue;
    const char *end = memchr(got, '\0', size);
    ck_assert_ptr_nonnull(end);
    size_t len = (size_t)(end - got);
    ck_assert(memcmp(got, rows[_i].want, len) == 0);
    ck_assert_uint_eq(ec_utf8_valid(got, len), len);
    if (fits || whole)
      ck_assert_uint_eq(len, fits ? want : 0);
    else if (sink == PLAIN)
      ck_assert_uint_eq(len, ec_utf8_floor(rows[_i].want, size - 1));
    else
      ck_assert_uint_le(size - 1 - len, 11); /* of the longest escape */
  }
}
END_TEST

/* A plain text is a message. */
START_TEST(test_plain)
{
  struct errcat_arg args[] = {S("a"), S("k"), N(1)};
  static const struct errcat_text_options parts[] = {{.part = ERRCAT_PART_MESSAGE},
                                                     {.part = ERRCAT_PART_REMEDIATION}};
  for (uint32_t i = 0; i < table.count; i++) {
    for (int part = 0; part < 2; part++) {
      for (int by_handle = 0; by_handle < 2; by_handle++) {
        char left[SIZE], right[SIZE];
        struct errcat_result one = {0}, other = {0};
        struct errcat_call call = {.code = codes[i], .args = args, .count = 3};
        if (by_handle)
          call = (struct errcat_call){.handle = {&table, i}, .args = args, .count = 3};
        errcat_text(bundle, "zh_CN", &call, part ? &parts[1] : NULL, left, sizeof left, &one);
        (part ? errcat_remediation : errcat_message)(bundle, "zh_CN", codes[i], args, 3, right,
                                                     sizeof right, &other);
        ck_assert_str_eq(left, right);
        ck_assert_str_eq(one.code, other.code);
        ck_assert_str_eq(one.locale, other.locale);
        ck_assert_int_eq(one.status, other.status);
        ck_assert_int_eq(one.http_status, other.http_status);
        ck_assert_int_eq(one.reason, other.reason);
        /* The same by the way that is not plain. */
        struct errcat_text_options json = parts[part];
        json.sink = ERRCAT_SINK_JSON;
        errcat_text(bundle, "zh_CN", &call, &json, left, sizeof left, &other);
        ck_assert_str_eq(one.code, other.code);
        ck_assert_str_eq(one.locale, other.locale);
        ck_assert_int_eq(one.status, other.status);
        ck_assert_int_eq(one.http_status, other.http_status);
        ck_assert_int_eq(one.reason, other.reason);
        ck_assert_uint_eq(one.missing, other.missing);
        ck_assert_uint_eq(one.mismatched, other.mismatched);
      }
    }
  }
}
END_TEST

START_TEST(test_invalid)
{
  const struct errcat_text_options invalid[] = {
      {.part = (enum errcat_part)2}, {.sink = (enum errcat_sink)5}, {.flags = 4},
      {.flags = ~(uint32_t)0},       {.reserved_flags = 1},         {.reserved = {0, 0, 0, 1}},
  };
  struct errcat_call call = {.code = "T_4"};
  for (size_t i = 0; i < COUNT(invalid); i++) {
    char got[] = "!!!!";
    struct errcat_result result = {0};
    ck_assert_uint_eq(errcat_text(bundle, "en", &call, &invalid[i], got, sizeof got, &result), 0);
    ck_assert_str_eq(got, "");
    ck_assert_int_eq(result.status, ERRCAT_E_INVALID);
    ck_assert_uint_eq(errcat_text(bundle, "en", &call, &invalid[i], NULL, 0, NULL), 0);
  }
}
END_TEST

/* ------------------------------------------------------------------- memory */

/* No call, as a constant that is 0 is in C. */
START_TEST(test_no_call)
{
  char text[64];
  struct errcat_result result;
  for (int sink = ERRCAT_SINK_PLAIN; sink <= ERRCAT_SINK_TERMINAL; sink++) {
    const struct errcat_text_options options = {.sink = (enum errcat_sink)sink};
    ck_assert_uint_eq(errcat_text(bundle, "en", NULL, &options, text, sizeof text, &result), 1);
    ck_assert_str_eq(text, "?");
    ck_assert_int_eq(result.status, ERRCAT_E_UNKNOWN_CODE);
    ck_assert_int_eq(result.http_status, 500);
  }
  errcat_body(bundle, "en", NULL, NULL, text, sizeof text, &result);
  ck_assert_str_eq(text, "{\"error_msg\":\"?\",\"error_code\":\"?\"}");
  ck_assert_int_eq(result.status, ERRCAT_E_UNKNOWN_CODE);
  struct errcat_reply reply = {.body = text, .body_size = 8};
  errcat_reply_write(bundle, NULL, NULL, NULL, NULL, &reply);
  ck_assert_int_eq(reply.http_status, 500);
  ck_assert_int_eq(reply.log_status, ERRCAT_E_UNKNOWN_CODE);
}
END_TEST

/* None is taken for strings and whole numbers, escaped or not, once all is compiled. */
START_TEST(test_no_memory_taken)
{
  char got[SIZE];
  for (int round = 0; round < 2; round++) {
    size_t before = counting.calls;
    for (size_t i = 0; i < COUNT(rows); i++) {
      if (rows[i].args[0].kind == ERRCAT_ARG_LIST)
        continue;
      write_row(i, false, got, sizeof got, NULL);
      write_row(i, false, got, 10, NULL); /* what does not fit takes none either */
    }
    if (round)
      ck_assert_uint_eq(counting.calls, before);
  }
}
END_TEST

/* Each allocation of a bundle's first text fails in turn: there is always a text. */
START_TEST(test_out_of_memory)
{
  bool failed = true;
  size_t failures = 0;
  for (size_t i = 1; failed; i++) {
    struct errcat_bundle *shared = bundle;
    counting.fail_at = 0;
    bundle = open_bundle();
    char got[SIZE];
    struct errcat_result result;
    counting.fail_at = counting.calls + i;
    size_t len = write_row((size_t)_i, false, got, sizeof got, &result);
    failed = counting.calls >= counting.fail_at;
    counting.fail_at = 0;
    ck_assert_uint_eq(len, strlen(got));
    if (!failed)
      ck_assert_str_eq(got, rows[_i].want);
    else if (result.status == ERRCAT_E_NOMEM && !(rows[_i].how & REMEDIATION))
      ck_assert_str_eq(got, rows[_i].code);
    failures += failed;
    errcat_bundle_free(bundle);
    bundle = shared;
  }
  if (rows[_i].status == ERRCAT_OK)
    ck_assert_uint_ge(failures, 1);
}
END_TEST

/* -------------------------------------------------------------------- limit */

/* A text that is cut at its limit is escaped as far as it goes. */
START_TEST(test_limit)
{
  static char argument[ERRCAT_OUTPUT_MAX + 100], got[7 * ERRCAT_OUTPUT_MAX];
  memset(argument, '<', sizeof argument);
  struct errcat_arg arg = errcat_arg_string_n(argument, sizeof argument);
  struct errcat_call call = {.code = "T_4", .args = &arg, .count = 1};
  static const struct {
    enum errcat_sink sink;
    size_t each;
  } sinks[] = {{ERRCAT_SINK_JSON, 6}, {ERRCAT_SINK_HTML, 4}, {ERRCAT_SINK_LOG, 1}};
  for (size_t i = 0; i < COUNT(sinks); i++) {
    struct errcat_text_options options = {.sink = sinks[i].sink};
    struct errcat_result result;
    size_t len = errcat_text(bundle, "en", &call, &options, got, sizeof got, &result);
    ck_assert_uint_eq(len, sinks[i].each * ERRCAT_OUTPUT_MAX);
    ck_assert_uint_eq(strlen(got), len);
    ck_assert_int_eq(result.status, ERRCAT_E_LIMIT);
    ck_assert_uint_eq(errcat_text(bundle, "en", &call, &options, got, len, &result), len);
    ck_assert_str_eq(got, "");
    ck_assert_int_eq(result.status, ERRCAT_E_LIMIT);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("text");
  TCase *tcase = tcase_create("text");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_loop_test(tcase, test_rows, 0, COUNT(rows));
  tcase_add_loop_test(tcase, test_sizes, 0, COUNT(rows));
  tcase_add_test(tcase, test_plain);
  tcase_add_test(tcase, test_invalid);
  tcase_add_test(tcase, test_no_call);
  tcase_add_test(tcase, test_no_memory_taken);
  tcase_add_loop_test(tcase, test_out_of_memory, 0, COUNT(rows));
  tcase_add_test(tcase, test_limit);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
