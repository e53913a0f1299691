/* SPDX-License-Identifier: MIT */
/* Isolated arguments, judged by ICU's own implementation of the bidi algorithm. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "evil.h"
#include "format.h"
#include "icu.h"
#include "utf8.h"
#include "value_isolate.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define SALAM "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"

enum { SPACE = 1 << 18, FSI = 0x2068, PDI = 0x2069, LRI = 0x2066 };

/* ck_assert_msg() for what is asked millions of times: Check makes a note of each of its own. */
#define REQUIRE(condition, ...) \
  do { \
    if (!(condition)) \
      ck_abort_msg(__VA_ARGS__); \
  } while (0)

static UCharDirection direction(uint32_t c)
{
  return u_charDirection((UChar32)c);
}

static bool opens(uint32_t c)
{
  return c >= LRI && c <= FSI;
}

/* ---------------------------------------------------------- which characters */

START_TEST(test_every_character)
{
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    UCharDirection class = direction(c);
    bool bidi = class == U_RIGHT_TO_LEFT || class == U_RIGHT_TO_LEFT_ARABIC ||
                class == U_ARABIC_NUMBER || u_hasBinaryProperty((UChar32)c, UCHAR_BIDI_CONTROL);
    REQUIRE(ec_icu_is_bidi(c) == bidi, "U+%04X", (unsigned)c);
    char text[4];
    size_t len = evil_encode(text, c);
    struct ec_buf out;
    ec_buf_init(&out, NULL, 0, 100);
    if (c < 0xd800 || c >= 0xe000)
      REQUIRE(ec_isolate_needs(&out, text, len) == bidi, "U+%04X", (unsigned)c);
  }
}
END_TEST

/* ---------------------------------------------------- what comes of a string */

struct wide {
  UChar text[SPACE];
  int32_t len;
};

static void widen(struct wide *wide, const char *text, size_t len)
{
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8WithSub(wide->text, SPACE, &wide->len, text, (int32_t)len, 0xfffd, NULL, &error);
  ck_assert(U_SUCCESS(error));
}

static uint32_t next(const struct wide *wide, int32_t *at)
{
  UChar32 c = wide->text[(*at)++];
  if (c >= 0xd800 && c < 0xdc00)
    c = 0x10000 + ((c - 0xd800) << 10) + (wide->text[(*at)++] - 0xdc00);
  return (uint32_t)c;
}

/* Every paragraph of it is from FSI to the PDI that matches it. */
static void check_balance(const char *what, const struct wide *wide)
{
  int depth = 0;
  for (int32_t at = 0; at < wide->len;) {
    bool first = at == 0 || direction(wide->text[at - 1]) == U_BLOCK_SEPARATOR;
    uint32_t c = next(wide, &at);
    bool last = at == wide->len || direction(wide->text[at]) == U_BLOCK_SEPARATOR;
    if (first)
      REQUIRE(c == FSI && !last, "%s: does not begin with FSI", what);
    if (direction(c) == U_BLOCK_SEPARATOR) {
      REQUIRE(depth == 0, "%s: a paragraph in an isolate", what);
      continue;
    }
    depth += opens(c) ? 1 : c == PDI ? -1 : 0;
    REQUIRE(last ? depth == 0 : depth > 0, "%s: depth %d at %d", what, depth, (int)at);
  }
  REQUIRE(depth == 0, "%s: %d left open", what, depth);
}

/* Nothing is lost: it is the string, with isolates added, and U+FFFD for some PDI. */
static void check_kept(const char *what, const struct wide *from, const struct wide *to)
{
  int32_t i = 0;
  for (int32_t at = 0; at < to->len;) {
    int32_t after = i;
    uint32_t got = next(to, &at), want = i < from->len ? next(from, &after) : 0;
    bool same = i < from->len && (got == want || (got == 0xfffd && want == PDI));
    REQUIRE(same || got == FSI || got == PDI, "%s: U+%04X", what, (unsigned)got);
    /* One that is the string's own, or one that was added: where both may be, either is right. */
    if (same)
      i = after;
  }
  REQUIRE(i == from->len, "%s: %d units of %d", what, (int)i, (int)from->len);
}

/* ------------------------------------------------------- what is around it */

/* The levels of what is before and behind a string on a line. */
static void level(const struct wide *before, const struct wide *string, const struct wide *behind,
                  UBiDiLevel direction_of_line, UBiDiLevel *to)
{
  static UChar line[SPACE];
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = before->len + string->len + behind->len;
  ck_assert_int_lt(len, SPACE);
  u_memcpy(line, before->text, before->len);
  u_memcpy(line + before->len, string->text, string->len);
  u_memcpy(line + before->len + string->len, behind->text, behind->len);
  UBiDi *bidi = ubidi_openSized(len, 0, &error);
  ubidi_setPara(bidi, line, len, direction_of_line, NULL, &error);
  const UBiDiLevel *got = ubidi_getLevels(bidi, &error);
  ck_assert(U_SUCCESS(error));
  memcpy(to, got, (size_t)before->len);
  memcpy(to + before->len, got + before->len + string->len, (size_t)behind->len);
  ubidi_close(bidi);
}

static const struct {
  const char *before, *behind;
  UBiDiLevel direction;
  bool columns; /* also when the string has separators */
} around[] = {
    {"The tenant ", " is not allowed, 123.", 0, true},
    {"abc (1) ", " (2) def", 0, true},
    {"a " SHALOM " (", ") " SHALOM " 12 b", 0, false},
    {SALAM " 12 ", " 34 " SALAM, 0, false},
    {SHALOM " abc 1 ", " 2 def " SHALOM, 1, false},
    {"1-", "-2", 0, false},
    {"1-", "-2", 1, false},
    {"\xe2\x80\xab" SHALOM " ", " abc\xe2\x80\xac def", 0, false},
    {"\xe2\x81\xa7" SHALOM " (", ") abc\xe2\x81\xa9 def 1", 0, false},
};

/* Paragraphs and columns (TAB) stand in the order of the line, by rule L1, isolated or not: what is
 * before one and behind it is apart, and for this no way is known but to leave them out. */
static bool has_separators(const struct wide *wide)
{
  for (int32_t at = 0; at < wide->len;) {
    UCharDirection class = direction(next(wide, &at));
    if (class == U_BLOCK_SEPARATOR || class == U_SEGMENT_SEPARATOR)
      return true;
  }
  return false;
}

/* All around it stands as around a word that is isolated. */
static void check_around(const char *what, const struct wide *string, bool isolated)
{
  static struct wide before, behind, word;
  static UBiDiLevel want[200], got[200];
  widen(&word, "\xe2\x81\xa8x\xe2\x81\xa9", 7);
  bool columns = has_separators(string);
  for (size_t i = 0; i < COUNT(around); i++) {
    if ((columns && !around[i].columns) || (!isolated && i >= 2))
      continue;
    widen(&before, around[i].before, strlen(around[i].before));
    widen(&behind, around[i].behind, strlen(around[i].behind));
    level(&before, &word, &behind, around[i].direction, want);
    level(&before, string, &behind, around[i].direction, got);
    REQUIRE(memcmp(want, got, (size_t)(before.len + behind.len)) == 0,
            "%s: reorders what is around it, line %zu", what, i);
  }
}

/* ----------------------------------------------------------------- strings */

static size_t isolated_count, left_count;

static void check_string(const char *what, const char *text, size_t len)
{
  static struct wide from, to;
  static char bytes[SPACE];
  struct ec_buf out;
  ec_buf_init(&out, bytes, sizeof bytes, ERRCAT_OUTPUT_MAX);
  widen(&from, text, len);
  if (!ec_isolate_needs(&out, text, len)) {
    check_around(what, &from, false); /* needs none, indeed */
    left_count++;
    return;
  }
  isolated_count++;
  ec_isolate_put(&out, text, len);
  size_t got = ec_buf_finish(&out);
  ck_assert_uint_eq(ec_utf8_valid(bytes, got), got);
  widen(&to, bytes, got);
  check_balance(what, &to);
  check_around(what, &to, true);
  if (!out.cut)
    check_kept(what, &from, &to);
}

START_TEST(test_evil)
{
  size_t count;
  const struct evil *evil = evil_strings(&count);
  for (size_t i = 0; i < count; i++)
    check_string(evil[i].what, evil[i].text, evil[i].len);
  ck_assert_uint_ge(isolated_count, 50);
  printf("evil: %zu isolated, %zu left as they are\n", isolated_count, left_count);
  fflush(stdout);
}
END_TEST

static uint32_t next_random(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static size_t random_string(uint32_t *seed, char *text, size_t pieces)
{
  static const char *const some[] = {
      "abc ",
      "12",
      SHALOM,
      SALAM,
      "\xd9\xa1\xd9\xa2",
      "\xe2\x80\xaa",
      "\xe2\x80\xab",
      "\xe2\x80\xac",
      "\xe2\x80\xad",
      "\xe2\x80\xae",
      "\xe2\x81\xa6",
      "\xe2\x81\xa7",
      "\xe2\x81\xa8",
      "\xe2\x81\xa9",
      "\xe2\x81\xa9",
      "\xe2\x80\x8e",
      "\xe2\x80\x8f",
      "\xd8\x9c",
      "(",
      ")",
      " ",
      "-",
      "\t",
      "\xff",
      "\xe2\x80\xa8",
      "\xe4\xb8\xad",
      "\n",
      "\xe2\x80\xa9",
      "\xc2\x85",
      "\x1c",
  };
  size_t len = 0, choice = next_random(seed) % 2 ? COUNT(some) : COUNT(some) - 4;
  for (size_t i = 0; i < pieces; i++) {
    const char *piece = some[next_random(seed) % choice];
    memcpy(text + len, piece, strlen(piece));
    len += strlen(piece);
  }
  return len;
}

START_TEST(test_random)
{
  uint32_t seed = 1125;
  char text[600], name[40];
  for (int i = 0; i < 10000; i++) {
    size_t len = random_string(&seed, text, 1 + next_random(&seed) % 30);
    snprintf(name, sizeof name, "random string %d", i);
    check_string(name, text, len);
  }
  ck_assert_uint_ge(isolated_count, 7000);
}
END_TEST

/* ------------------------------------------------------------------ limits */

/* Wherever the limit is, what comes out is closed, no longer, and as much as can be. */
START_TEST(test_limits)
{
  static struct wide wide;
  uint32_t seed = 7;
  char text[600], bytes[2000], name[40];
  for (int i = 0; i < 200; i++) {
    struct ec_buf out;
    size_t len = random_string(&seed, text, 1 + next_random(&seed) % 20), whole = 0;
    for (size_t limit = 1500; limit-- > 0;) {
      ec_buf_init(&out, bytes, sizeof bytes, limit);
      ec_isolate_put(&out, text, len);
      size_t got = ec_buf_finish(&out);
      whole = limit == 1499 ? got : whole;
      snprintf(name, sizeof name, "string %d, limit %zu", i, limit);
      REQUIRE(out.cut == (limit < whole) && got <= limit, "%s: %zu", name, got);
      REQUIRE(out.cut ? got + 9 > limit : got == whole, "%s: no more than %zu", name, got);
      widen(&wide, bytes, got);
      check_balance(name, &wide);
    }
  }
}
END_TEST

/* Whatever the size of the buffer is, the length is that of all. */
START_TEST(test_sizes)
{
  uint32_t seed = 8;
  char text[600], want[2000], got[2000];
  for (int i = 0; i < 200; i++) {
    struct ec_buf out;
    size_t len = random_string(&seed, text, 1 + next_random(&seed) % 20);
    ec_buf_init(&out, want, sizeof want, sizeof want);
    ec_isolate_put(&out, text, len);
    size_t whole = ec_buf_finish(&out);
    for (size_t size = 0; size <= whole + 1; size++) {
      memset(got, '!', sizeof got);
      ec_buf_init(&out, got, size, sizeof got);
      ec_isolate_put(&out, text, len);
      REQUIRE(ec_buf_finish(&out) == whole, "%d: size %zu", i, size);
      REQUIRE(got[size] == '!', "%d: size %zu", i, size);
      if (size)
        REQUIRE(memcmp(got, want, strlen(got)) == 0, "%d: size %zu", i, size);
    }
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("isolate");
  TCase *tcase = tcase_create("isolate");
  tcase_add_test(tcase, test_every_character);
  tcase_add_test(tcase, test_evil);
  tcase_add_test(tcase, test_random);
  tcase_add_test(tcase, test_limits);
  tcase_add_test(tcase, test_sizes);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
