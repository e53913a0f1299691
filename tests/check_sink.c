/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "errcat.h"
#include "evil.h"
#include "sink.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { PLAIN = ERRCAT_SINK_PLAIN, JSON, HTML, LOG, TERMINAL, QUOTED };
_Static_assert((int)QUOTED == EC_SINK_QUOTED && QUOTED + 1 == (int)EC_SINKS, "as in sink.h");

static const char *const sink_names[EC_SINKS] = {"plain", "json",     "html",
                                                 "log",   "terminal", "quoted"};

/* What a test is about, for who reads that it failed. */
static unsigned this_sink;
static const char *this_text = "";

/* ck_assert() for what is asked millions of times: Check makes a note of each of its own. */
#define REQUIRE(condition) \
  do { \
    if (!(condition)) \
      ck_abort_msg("%s of %.60s: not %s", sink_names[this_sink], this_text, #condition); \
  } while (0)

/* ------------------------------------------------------------------ by hand */

#define ROW(sink, text, want) \
  { \
    sink, text, sizeof(text) - 1, want \
  }

static const struct {
  unsigned sink;
  const char *text;
  size_t len;
  const char *want;
} rows[] = {
    ROW(PLAIN, "<\"\\\x1b\n>", "<\"\\\x1b\n>"),
    ROW(PLAIN, "a\xff", "a\xef\xbf\xbd"),
    ROW(JSON, "", ""),
    ROW(JSON, "plain text, of more than eight bytes", "plain text, of more than eight bytes"),
    ROW(JSON, "\"", "\\\""),
    ROW(JSON, "\\", "\\\\"),
    ROW(JSON, "/", "/"),
    ROW(JSON, "\b\f\n\r\t", "\\b\\f\\n\\r\\t"),
    ROW(JSON, "\0\x01\x0b\x1f", "\\u0000\\u0001\\u000b\\u001f"),
    ROW(JSON, "\x7f\xc2\x80\xc2\x9f\xc2\xa0", "\\u007f\\u0080\\u009f\xc2\xa0"),
    ROW(JSON, "\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa",
        "\xe2\x80\xa7\\u2028\\u2029\xe2\x80\xaa"),
    ROW(JSON, "</script>&'|", "\\u003c/script>&'|"),
    ROW(JSON, "\xef\xbf\xbe\xf0\x9f\xbf\xbf", "\xef\xbf\xbe\xf0\x9f\xbf\xbf"),
    ROW(JSON, "\xe2\x81\xa8x\xe2\x81\xa9", "\xe2\x81\xa8x\xe2\x81\xa9"),
    ROW(JSON, "\xe4\xb8\xad\xe2\x80\x9c\xe6\x96\x87\xe2\x80\x9d",
        "\xe4\xb8\xad\xe2\x80\x9c\xe6\x96\x87\xe2\x80\x9d"),
    ROW(JSON, "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
    ROW(JSON, "\xf0\x9f\x98\"", "\xef\xbf\xbd\\\""),
    ROW(JSON, "1234567\"", "1234567\\\""),
    ROW(JSON, "12345678\"", "12345678\\\""),
    ROW(HTML, "<a href=\"x\">'&amp;'</a>",
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;"),
    ROW(HTML, "a\tb\nc\rd#", "a\tb\nc&#13;d#"),
    ROW(HTML, "\0\x0b\x0c\x1b\x7f\xc2\x85",
        "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
    ROW(HTML, "\xef\xb7\x8f\xef\xb7\x90\xef\xb7\xaf\xef\xb7\xb0",
        "\xef\xb7\x8f&#65533;&#65533;\xef\xb7\xb0"),
    ROW(HTML, "\xef\xbf\xbd\xef\xbf\xbe\xf0\x9f\xbf\xbe\xf4\x8f\xbf\xbf",
        "\xef\xbf\xbd&#65533;&#65533;&#65533;"),
    ROW(HTML, "\xef\xbc\x8c\xe2\x80\xa8", "\xef\xbc\x8c\xe2\x80\xa8"),
    ROW(LOG, "a\\b\n\r\t\b\f\x1b\"", "a\\\\b\\n\\r\\t\\b\\f\\u001b\""),
    ROW(LOG, "\xc2\x85\xe2\x80\xa8\xe2\x80\xa9\x7f", "\\u0085\\u2028\\u2029\\u007f"),
    ROW(LOG, "\xd8\x9c\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9",
        "\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069"),
    ROW(LOG, "\xc2\xad\xe1\xa0\x8e\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf\xef\xbf\xb9",
        "\\u00ad\\u180e\\u200b\\u2060\\ufeff\\ufff9"),
    ROW(LOG, "\xe2\x80\x8c\xe2\x80\x8d\xef\xb8\x8f\xf3\xa0\x84\x80",
        "\xe2\x80\x8c\xe2\x80\x8d\xef\xb8\x8f\xf3\xa0\x84\x80"),
    ROW(LOG, "\xf3\xa0\x80\x81\xf3\xa0\x81\xbf", "\\udb40\\udc01\\udb40\\udc7f"),
    ROW(LOG, "\xff", "\xef\xbf\xbd"),
    ROW(QUOTED, "x\" level=info msg=\"\\\n", "x\\\" level=info msg=\\\"\\\\\\n"),
    ROW(TERMINAL, "C:\\new\n\x1b[31m", "C:\\new\\n\\u001b[31m"),
    ROW(TERMINAL, "\xc2\x9b\x9b", "\\u009b\xef\xbf\xbd"),
    ROW(TERMINAL, "\xe2\x80\xae<\"'&>", "\\u202e<\"'&>"),
};

/* Escapes by appending. */
static size_t append(unsigned sink, const char *text, size_t len, char *to, size_t size)
{
  struct ec_buf out;
  ec_buf_init(&out, to, size, SIZE_MAX);
  ec_sink_put(&out, sink, text, len);
  return ec_buf_finish(&out);
}

START_TEST(test_rows)
{
  char got[256];
  size_t want = strlen(rows[_i].want);
  ck_assert_uint_eq(ec_sink_escaped_len(rows[_i].sink, rows[_i].text, rows[_i].len), want);
  ck_assert_uint_eq(append(rows[_i].sink, rows[_i].text, rows[_i].len, got, sizeof got), want);
  ck_assert_msg(memcmp(got, rows[_i].want, want) == 0, "%s: got %s, want %s",
                sink_names[rows[_i].sink], got, rows[_i].want);
}
END_TEST

/* All or nothing, whatever the size, and not a byte past it. */
START_TEST(test_escape_sizes)
{
  char got[256];
  size_t want = strlen(rows[_i].want);
  if (rows[_i].sink == QUOTED)
    return;
  for (size_t size = 0; size <= want + 2; size++) {
    memset(got, '!', sizeof got);
    size_t len = errcat_escape((enum errcat_sink)rows[_i].sink, rows[_i].text, rows[_i].len,
                               size ? got : NULL, size);
    ck_assert_uint_eq(len, want);
    if (size > want)
      ck_assert(memcmp(got, rows[_i].want, want + 1) == 0);
    else if (size)
      ck_assert_str_eq(got, "");
    ck_assert_int_eq(got[size], '!');
  }
}
END_TEST

START_TEST(test_no_such_sink)
{
  char got[] = "!!";
  ck_assert_uint_eq(errcat_escape((enum errcat_sink)QUOTED, "\"", 1, got, sizeof got), 0);
  ck_assert_str_eq(got, "");
  ck_assert_uint_eq(errcat_escape((enum errcat_sink)1000, "\"", 1, NULL, 0), 0);
  ck_assert_uint_eq(errcat_escape(ERRCAT_SINK_JSON, NULL, 0, got, sizeof got), 0);
}
END_TEST

/* --------------------------------------------------------- every character */

static bool is_seen(UChar32 c)
{
  static const UChar32 kept[] = {0x200c, 0x200d}; /* Cf, but letters depend on them */
  for (size_t i = 0; i < COUNT(kept); i++)
    if (c == kept[i])
      return true;
  /* Of those of Cf, numbers and other signs of Arabic, Syriac, Kaithi and Egyptian are seen, and
   * the controls of musical and shorthand notation are of no use to anybody else. */
  bool notation = c == 0x70f || c == 0x890 || c == 0x891 || c == 0x8e2 || c == 0x6dd ||
                  (c >= 0x600 && c <= 0x605) || (c >= 0x110bd && c <= 0x110cd) ||
                  (c >= 0x13430 && c <= 0x1343f) || (c >= 0x1bca0 && c <= 0x1bca3) ||
                  (c >= 0x1d173 && c <= 0x1d17a);
  bool tag = c >= 0xe0000 && c <= 0xe007f; /* some of them are not assigned */
  bool reserved = c == 0x2065;
  return notation || !(u_charType(c) == U_FORMAT_CHAR || tag || reserved);
}

/* Whether it may stay, as ICU's properties have it. */
static bool may_stay(unsigned sink, UChar32 c)
{
  bool control = u_charType(c) == U_CONTROL_CHAR;
  bool separator = u_charType(c) == U_LINE_SEPARATOR || u_charType(c) == U_PARAGRAPH_SEPARATOR;
  switch (sink) {
  case JSON:
    return !control && !separator && !(c < 0x80 && strchr("\"\\<", c));
  case HTML:
    return (!control && !(c < 0x80 && strchr("&<>\"'", c)) && !U_IS_UNICODE_NONCHAR(c)) ||
           c == '\t' || c == '\n';
  case LOG:
    return !control && !separator && c != '\\' && is_seen(c);
  case QUOTED:
    return !control && !separator && c != '\\' && c != '"' && is_seen(c);
  case TERMINAL:
    return !control && !separator && is_seen(c);
  default:
    return true;
  }
}

START_TEST(test_every_character)
{
  unsigned sink = this_sink = (unsigned)_i;
  static char name[16];
  char text[4], got[32];
  this_text = name;
  for (UChar32 c = 0; c <= 0x10ffff; c++) {
    if (c >= 0xd800 && c < 0xe000)
      continue;
    snprintf(name, sizeof name, "U+%04X", (unsigned)c);
    size_t one = evil_encode(text, (uint32_t)c), same = ec_sink_clean(sink, text, one);
    size_t becomes = append(sink, text, one, got, sizeof got);
    REQUIRE((same == one) == may_stay(sink, c));
    REQUIRE(becomes == ec_sink_len(sink, text, one));
    if (same == one)
      REQUIRE(becomes == one && memcmp(got, text, one) == 0);
    else
      REQUIRE(becomes > one && becomes <= 12);
  }
}
END_TEST

/* --------------------------------------------------------------- any string */

enum { SPACE = 400000, GUARD = 64 };
static char left[SPACE], right[SPACE], clean[SPACE];

static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* What is appended at once is what is appended character by character: so that where in a word of
 * eight bytes something stands makes no difference. */
static size_t append_apart(unsigned sink, const char *text, size_t len, char *to)
{
  struct ec_buf out;
  ec_buf_init(&out, to, SPACE, SIZE_MAX);
  for (size_t at = 0, one; at < len; at += one) {
    size_t most = len - at < 4 ? len - at : 4;
    for (one = 1; one <= most && ec_utf8_valid(text + at, one) != one;)
      one++;
    if (one > most)
      one = ec_utf8_bad(text + at, len - at);
    ec_sink_put(&out, sink, text + at, one);
  }
  return ec_buf_finish(&out);
}

/* Escapes text where it lies. */
static void check_in_place(unsigned sink, const char *text, size_t len, const char *want,
                           size_t want_len)
{
  REQUIRE(ec_sink_len(sink, text, len) == want_len);
  char *place = malloc(want_len + GUARD); /* of a size at which a sanitizer sees more */
  ck_assert_ptr_nonnull(place);
  memcpy(place, text, len);
  memset(place + want_len, '!', GUARD);
  ec_sink_expand(sink, place, len, want_len);
  REQUIRE(memcmp(place, want, want_len) == 0);
  for (size_t i = 0; i < GUARD; i++)
    REQUIRE(place[want_len + i] == '!');
  free(place);
}

static void check_string(unsigned sink, const char *what, const char *text, size_t len)
{
  this_sink = sink;
  this_text = what;
  size_t plain_len = append(PLAIN, text, len, clean, SPACE);
  size_t want = append(sink, text, len, left, SPACE);
  REQUIRE(ec_utf8_valid(left, want) == want);
  REQUIRE(ec_sink_escaped_len(sink, text, len) == want);
  REQUIRE(append_apart(sink, text, len, right) == want);
  REQUIRE(memcmp(left, right, want) == 0);
  check_in_place(sink, clean, plain_len, left, want);
  size_t same = ec_sink_clean(sink, clean, plain_len);
  REQUIRE((same == plain_len) == (want == plain_len));
  REQUIRE(memcmp(clean, left, same) == 0);
}

START_TEST(test_evil)
{
  size_t count;
  const struct evil *evil = evil_strings(&count);
  for (size_t i = 0; i < count; i++)
    check_string((unsigned)_i, evil[i].what, evil[i].text, evil[i].len);
}
END_TEST

static size_t random_string(uint32_t *seed, char *text, size_t pieces)
{
  static const char *const some[] = {
      "a",
      "word ",
      "\"",
      "\\",
      "<",
      "&",
      "'",
      ">",
      "\n",
      "\r",
      "\x1b",
      "\x7f",
      "|",
      "#",
      "\xc2\x85",
      "\xc3\xa9",
      "\xe2\x80\xa8",
      "\xe2\x80\x9c",
      "\t",
      "\xff",
      "\xe4\xb8\xad",
      "\xef\xbc\x8c",
      "\xef\xbf\xbf",
      "\xe2\x80\xae",
      " ",
      "\xe4\xb8",
      "\xf0\x9f\x98\x80",
      "\xf3\xa0\x80\xa1",
      "\xf0\x9f\xbf\xbf",
      "\xd8\x9c",
  };
  size_t len = 0;
  for (size_t i = 0; i < pieces; i++) {
    const char *piece = some[next_random(seed) % (next_random(seed) % 2 ? 2 : COUNT(some))];
    memcpy(text + len, piece, strlen(piece));
    len += strlen(piece);
  }
  return len;
}

START_TEST(test_random)
{
  uint32_t seed = 20261125;
  char text[512];
  for (int i = 0; i < 20000; i++) {
    size_t len = random_string(&seed, text, next_random(&seed) % 40);
    text[len] = '\0';
    check_string((unsigned)_i, text, text, len);
  }
}
END_TEST

/* ------------------------------------------------------- while it is written */

/* Adds the text piece by piece to a buffer of `size` bytes, between "<" and ">", which are not
 * escaped. */
static size_t write_part(unsigned sink, const char *text, size_t len, char *to, size_t size)
{
  struct ec_buf out;
  struct ec_sink_part part;
  ec_buf_init(&out, to, size, SIZE_MAX);
  ec_buf_add(&out, "<", 1);
  ec_sink_begin(&part, &out, sink);
  for (size_t at = 0, one; at < len; at += one) {
    one = ec_utf8_floor(text + at, len - at < 5 ? len - at : 5);
    ec_buf_add(&out, text + at, one);
  }
  REQUIRE(!ec_sink_end(&part));
  ec_buf_add(&out, ">", 1);
  return ec_buf_finish(&out);
}

static void check_part(unsigned sink, const char *text, size_t len)
{
  this_sink = sink;
  this_text = text;
  char want[1024], got[1024];
  want[0] = '<';
  size_t want_len = append(sink, text, len, want + 1, sizeof want - 2) + 2;
  want[want_len - 1] = '>';
  want[want_len] = '\0';
  for (size_t size = 0; size <= want_len + 2; size++) {
    memset(got, '!', sizeof got);
    REQUIRE(write_part(sink, text, len, got, size) == want_len);
    REQUIRE(got[size] == '!');
    if (size > want_len)
      REQUIRE(memcmp(got, want, want_len + 1) == 0);
    if (!size || size > want_len)
      continue;
    /* A beginning, of whole characters and whole escapes: what comes of a part of the text. */
    const char *end = memchr(got, '\0', size);
    REQUIRE(end && memcmp(got, want, (size_t)(end - got)) == 0);
    size_t kept = (size_t)(end - got), whole = 1;
    for (size_t at = 0; kept > whole && at < len;) {
      size_t one = 1;
      ec_utf8_decode(text + at, &one);
      whole += ec_sink_len(sink, text + at, one);
      at += one;
    }
    REQUIRE(kept == want_len - 1 || kept < 2 || kept == whole);
  }
}

START_TEST(test_part)
{
  uint32_t seed = 4;
  char text[512];
  for (int i = 0; i < 400; i++) {
    size_t len = random_string(&seed, text, next_random(&seed) % 20);
    size_t plain_len = append(PLAIN, text, len, clean, SPACE);
    check_part((unsigned)_i, clean, plain_len);
  }
}
END_TEST

/* The limit is that of the text before it is escaped, wherever in the whole it stands. */
START_TEST(test_part_limit)
{
  struct ec_buf out;
  struct ec_sink_part part;
  static char text[ERRCAT_OUTPUT_MAX + 10], to[8 * ERRCAT_OUTPUT_MAX];
  memset(text, '\x01', sizeof text);
  for (size_t over = 0; over < 2; over++) {
    ec_buf_init(&out, to, sizeof to, SIZE_MAX);
    ec_buf_add(&out, "<", 1);
    ec_sink_begin(&part, &out, JSON);
    ec_buf_add(&out, text, ERRCAT_OUTPUT_MAX - 1);
    ec_buf_add(&out, text, 1 + over);
    ck_assert_int_eq(ec_sink_end(&part), over != 0);
    ec_buf_add(&out, ">", 1);
    REQUIRE(ec_buf_finish(&out) == 6 * ERRCAT_OUTPUT_MAX + 2);
    ck_assert_int_eq(to[6 * ERRCAT_OUTPUT_MAX + 1], '>');
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("sink");
  TCase *tcase = tcase_create("sink");
  tcase_add_loop_test(tcase, test_rows, 0, COUNT(rows));
  tcase_add_loop_test(tcase, test_escape_sizes, 0, COUNT(rows));
  tcase_add_test(tcase, test_no_such_sink);
  tcase_add_loop_test(tcase, test_every_character, 0, EC_SINKS);
  tcase_add_loop_test(tcase, test_evil, 0, EC_SINKS);
  tcase_add_loop_test(tcase, test_random, 0, EC_SINKS);
  tcase_add_loop_test(tcase, test_part, 0, EC_SINKS);
  tcase_add_test(tcase, test_part_limit);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
