/* SPDX-License-Identifier: MIT */
/* UTF-8 against Unicode's Table 3-7, output buffers against a plain string, statuses and
 * errors against their list. */
#include "utf8.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "status.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* -------------------------------------------------------------- reference */

/* The Unicode Standard 15.0, Table 3-7, as printed: a row is a form, a pair of bytes is a
 * range. */
static const struct {
  size_t len;
  unsigned char range[4][2];
} table_3_7[] = {
    {1, {{0x00, 0x7f}}},
    {2, {{0xc2, 0xdf}, {0x80, 0xbf}}},
    {3, {{0xe0, 0xe0}, {0xa0, 0xbf}, {0x80, 0xbf}}},
    {3, {{0xe1, 0xec}, {0x80, 0xbf}, {0x80, 0xbf}}},
    {3, {{0xed, 0xed}, {0x80, 0x9f}, {0x80, 0xbf}}},
    {3, {{0xee, 0xef}, {0x80, 0xbf}, {0x80, 0xbf}}},
    {4, {{0xf0, 0xf0}, {0x90, 0xbf}, {0x80, 0xbf}, {0x80, 0xbf}}},
    {4, {{0xf1, 0xf3}, {0x80, 0xbf}, {0x80, 0xbf}, {0x80, 0xbf}}},
    {4, {{0xf4, 0xf4}, {0x80, 0x8f}, {0x80, 0xbf}, {0x80, 0xbf}}},
};

/* The length of the character at s, or 0; *part is then the length of the maximal subpart:
 * the longest start of a row that the bytes have, or one byte. */
static size_t character(const unsigned char *s, size_t len, size_t *part)
{
  *part = 1;
  for (size_t row = 0; row < COUNT(table_3_7); row++) {
    size_t i = 0;
    while (i < table_3_7[row].len && i < len && s[i] >= table_3_7[row].range[i][0] &&
           s[i] <= table_3_7[row].range[i][1])
      i++;
    if (i == table_3_7[row].len)
      return i;
    if (i > *part)
      *part = i;
  }
  return 0;
}

static size_t encode(uint32_t c, char *out)
{
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char mark[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (size_t i = len - 1; i; i--, c >>= 6)
    out[i] = (char)(0x80 | (c & 0x3f));
  out[0] = (char)(mark[len] | c);
  return len;
}

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static size_t random_below(size_t limit)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return (size_t)((random_state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

/* ------------------------------------------------------------------- utf8 */

/* The bytes behind the first character or fault of `bytes` do not matter here: they are
 * checked as a start of their own elsewhere. Memory of the exact length, so that a sanitizer
 * sees a byte too many. */
static bool agrees(const unsigned char *bytes, size_t len)
{
  size_t part, want = character(bytes, len, &part);
  const char *s = (const char *)bytes;
  size_t valid = ec_utf8_valid(s, len);
  return want ? valid >= want : valid == 0 && ec_utf8_bad(s, len) == part;
}

/* All sequences of one, two and three bytes. */
START_TEST(test_short_sequences)
{
  size_t well_formed = 0;
  for (unsigned a = 0; a < 256; a++) {
    unsigned char *one = malloc(1), *two = malloc(2), *three = malloc(3);
    one[0] = two[0] = three[0] = (unsigned char)a;
    size_t bad = !agrees(one, 1);
    well_formed += ec_utf8_valid((const char *)one, 1) == 1;
    for (unsigned b = 0; b < 256; b++) {
      two[1] = three[1] = (unsigned char)b;
      bad += !agrees(two, 2);
      well_formed += ec_utf8_valid((const char *)two, 2) == 2;
      for (unsigned c = 0; c < 256; c++) {
        three[2] = (unsigned char)c;
        bad += !agrees(three, 3);
        well_formed += ec_utf8_valid((const char *)three, 3) == 3;
      }
    }
    ck_assert_msg(!bad, "%zu sequences that begin with %02x", bad, a);
    free(one);
    free(two);
    free(three);
  }
  /* 128 of ASCII, 1920 of two bytes, 61440 of three; and all that they can be joined to. */
  size_t two = 128 * 128 + 1920, three = 128 * 128 * 128 + 2 * 128 * 1920 + 61440;
  ck_assert_uint_eq(well_formed, 128 + two + three);
}
END_TEST

/* All sequences of four bytes of which the last two are at the edges of the ranges. */
START_TEST(test_long_sequences)
{
  static const unsigned char edges[] = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0,
                                        0xbf, 0xc0, 0xc2, 0xe0, 0xf0, 0xf4, 0xff};
  for (unsigned a = 0; a < 256; a++) {
    for (unsigned b = 0; b < 256; b++) {
      for (size_t i = 0; i < COUNT(edges) * COUNT(edges); i++) {
        const unsigned char bytes[] = {(unsigned char)a, (unsigned char)b, edges[i / COUNT(edges)],
                                       edges[i % COUNT(edges)]};
        if (!agrees(bytes, 4)) /* a macro of Check's costs more than the check */
          ck_abort_msg("%02x %02x %02x %02x", a, b, bytes[2], bytes[3]);
      }
    }
  }
}
END_TEST

START_TEST(test_every_character)
{
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    char bytes[5];
    size_t len = encode(c, bytes), got = 99;
    bytes[len] = '\x80'; /* never to be taken along */
    bool surrogate = c >= 0xd800 && c <= 0xdfff;
    if (ec_utf8_valid(bytes, len + 1) != (surrogate ? 0 : len))
      ck_abort_msg("U+%04X", (unsigned)c);
    if (!surrogate && (ec_utf8_decode(bytes, &got) != c || got != len))
      ck_abort_msg("U+%04X: %zu bytes", (unsigned)c, got);
    for (size_t cut = 0; cut <= len && !surrogate; cut++)
      if (ec_utf8_floor(bytes, cut) != (cut == len ? len : 0))
        ck_abort_msg("U+%04X cut at %zu", (unsigned)c, cut);
  }
  char beyond[4];
  ck_assert_uint_eq(ec_utf8_valid(beyond, encode(0x110000, beyond)), 0);
}
END_TEST

static const struct {
  const char *name, *bytes;
  size_t len, valid, bad;
} sequences[] = {
    {"empty", "", 0, 0, 0},
    {"ASCII", "abc", 3, 3, 0},
    {"NUL", "a\0b", 3, 3, 0},
    {"Chinese", "租户", 6, 6, 0},
    {"then a stray byte", "租\x80", 4, 3, 1},
    {"then a lead byte at the end", "租\xe7", 4, 3, 1},
    {"then a character cut after two", "租\xe7\xa7", 5, 3, 2},
    {"overlong NUL", "\xc0\x80", 2, 0, 1},
    {"overlong of three", "\xe0\x80\x80", 3, 0, 1},
    {"surrogate", "\xed\xa0\x80", 3, 0, 1},
    {"last before the surrogates", "\xed\x9f\xbf", 3, 3, 0},
    {"beyond U+10FFFF", "\xf4\x90\x80\x80", 4, 0, 1},
    {"five bytes", "\xf8\x88\x80\x80\x80", 5, 0, 1},
    {"byte order mark", "\xef\xbb\xbf", 3, 3, 0},
    {"noncharacter", "\xef\xbf\xbf", 3, 3, 0},
    {"cut after three", "\xf0\x9f\x98", 3, 0, 3},
    {"cut by ASCII",
     "\xf0\x9f\x98"
     "A",
     4, 0, 3},
    {"cut by a lead byte", "\xf0\x9f\xe7\xa7\x9f", 5, 0, 2},
};

START_TEST(test_sequences)
{
  size_t len = sequences[_i].len, valid = ec_utf8_valid(sequences[_i].bytes, len);
  ck_assert_msg(valid == sequences[_i].valid, "%s: %zu", sequences[_i].name, valid);
  if (valid < len) {
    size_t bad = ec_utf8_bad(sequences[_i].bytes + valid, len - valid);
    ck_assert_msg(bad == sequences[_i].bad, "%s: %zu", sequences[_i].name, bad);
  }
}
END_TEST

/* Random bytes, taken apart to the end, as the reference takes them apart. */
START_TEST(test_random_bytes)
{
  random_state = 5;
  for (int n = 0; n < 20000; n++) {
    static const unsigned char leads[] = {0x41, 0x00, 0x80, 0xbf, 0xc2, 0xe0, 0xe7,
                                          0xed, 0xf0, 0xf3, 0xf4, 0x9f, 0xa0};
    unsigned char bytes[24];
    size_t len = random_below(sizeof bytes + 1), at = 0, part;
    for (size_t i = 0; i < len; i++)
      bytes[i] = leads[random_below(COUNT(leads))];
    while (at < len) {
      size_t want = 0, step;
      while ((step = character(bytes + at + want, len - at - want, &part)) && at + want < len)
        want += step;
      ck_assert_uint_eq(ec_utf8_valid((const char *)bytes + at, len - at), want);
      const unsigned char *end = memchr(bytes + at, 0, want);
      size_t nul;
      ck_assert_uint_eq(ec_utf8_scan((const char *)bytes + at, len - at, &nul), want);
      ck_assert_uint_eq(nul, end ? (size_t)(end - bytes) - at : len - at);
      at += want;
      if (at < len) {
        ck_assert_uint_eq(ec_utf8_bad((const char *)bytes + at, len - at), part);
        at += part;
      }
    }
  }
}
END_TEST

/* A NUL at each place of ASCII of each length is found, and only the first. */
START_TEST(test_nul_in_ascii)
{
  char bytes[40];
  for (size_t len = 0; len <= sizeof bytes; len++)
    for (size_t at = 0; at <= len; at++) {
      size_t nul;
      memset(bytes, 0x01, sizeof bytes);
      memset(bytes + at, 0, len - at);
      ck_assert_uint_eq(ec_utf8_scan(bytes, len, &nul), len);
      ck_assert_msg(nul == at, "%zu bytes: %zu instead of %zu", len, nul, at);
    }
}
END_TEST

/* ASCII is read several bytes at a time: a fault must be found wherever it stands in them. */
START_TEST(test_fault_in_ascii)
{
  for (size_t len = 0; len <= 40; len++) {
    char *text = malloc(len ? len : 1);
    memset(text, 'x', len);
    ck_assert_uint_eq(ec_utf8_valid(text, len), len);
    for (size_t at = 0; at < len; at++) {
      text[at] = '\x80';
      ck_assert_uint_eq(ec_utf8_valid(text, len), at);
      text[at] = 'x';
    }
    free(text);
  }
}
END_TEST

/* Whatever the bytes are, a floor is within them, and of well-formed text it is the
 * greatest boundary. */
START_TEST(test_floor)
{
  random_state = 6;
  for (int n = 0; n < 20000; n++) {
    static const uint32_t samples[] = {'a',    0x7f,   0x80,    0x7ff,   0x800,
                                       0x79df, 0xffff, 0x10000, 0x1f600, 0x10ffff};
    char text[64];
    size_t len = 0, boundary = 0, next = 0;
    for (size_t i = random_below(8); i; i--)
      len += encode(samples[random_below(COUNT(samples))], text + len);
    for (size_t cut = 0; cut <= len; cut++) {
      if (cut == next) {
        boundary = next;
        if (next < len) {
          size_t step;
          ec_utf8_decode(text + next, &step);
          next += step;
        }
      }
      ck_assert_uint_eq(ec_utf8_floor(text, cut), boundary);
    }
    for (size_t i = 0; i < len; i++)
      text[i] = (char)(text[i] ^ (random_below(4) ? 0 : 0xc0));
    for (size_t cut = 0; cut <= len; cut++) {
      size_t floor = ec_utf8_floor(text, cut);
      ck_assert_uint_le(floor, cut);
      ck_assert_uint_le(cut - floor, 3);
    }
  }
}
END_TEST

/* -------------------------------------------------------------------- buf */

/* Pieces go into a buffer of every small size under every small limit; the reference keeps
 * the whole text. */
START_TEST(test_buffer)
{
  static const char *const pieces[] = {"", "a", "bcd", "é", "租户", "\xf0\x9f\x98\x80", "...."};
  random_state = 8;
  for (int n = 0; n < 20000; n++) {
    char text[256] = "";
    size_t len = 0, size = random_below(24), limit = random_below(5) ? random_below(24) : SIZE_MAX;
    char *memory = malloc(size + 1);
    memory[size] = '\x55';
    bool cut = false;
    struct ec_buf buf;
    ec_buf_init(&buf, size ? memory : NULL, size, limit);
    for (size_t i = random_below(8); i; i--) {
      const char *piece = pieces[random_below(COUNT(pieces))];
      if (random_below(2))
        ec_buf_adds(&buf, piece);
      else
        ec_buf_add(&buf, piece, strlen(piece));
      if (cut)
        continue;
      memcpy(text + len, piece, strlen(piece));
      len += strlen(piece);
      cut = len > limit;
      if (cut)
        len = ec_utf8_floor(text, limit);
    }
    ck_assert_int_eq(buf.cut, cut);
    ck_assert_uint_eq(ec_buf_finish(&buf), len);
    ck_assert_int_eq(memory[size], '\x55');
    if (size) {
      size_t written = len < size ? len : ec_utf8_floor(text, size - 1);
      ck_assert_mem_eq(memory, text, written);
      ck_assert_int_eq(memory[written], '\0');
    }
    free(memory);
  }
}
END_TEST

START_TEST(test_buffer_without_memory)
{
  struct ec_buf buf;
  ec_buf_init(&buf, NULL, 100, SIZE_MAX); /* a size without memory is none */
  ec_buf_adds(&buf, "text");
  ck_assert_uint_eq(ec_buf_finish(&buf), 4);
}
END_TEST

/* After the limit cut the text nothing follows, not even what would still fit. */
START_TEST(test_buffer_after_the_limit)
{
  char memory[16];
  struct ec_buf buf;
  ec_buf_init(&buf, memory, sizeof memory, 4);
  ec_buf_adds(&buf, "ab");
  ec_buf_adds(&buf, "租");
  ec_buf_adds(&buf, "c");
  ck_assert_uint_eq(ec_buf_finish(&buf), 2);
  ck_assert_str_eq(memory, "ab");
  ck_assert(buf.cut);
}
END_TEST

/* ----------------------------------------------------------------- status */

static const struct {
  errcat_status status;
  const char *name, *text;
} statuses[] = {
#define ROW(name, value, text) {ERRCAT_##name, "ERRCAT_" #name, text},
    ERRCAT_STATUS_MAP(ROW)
#undef ROW
};

START_TEST(test_statuses)
{
  for (size_t i = 0; i < COUNT(statuses); i++) {
    ck_assert_int_eq(statuses[i].status, -(int)i); /* numbers are for ever: no gap, none twice */
    ck_assert_str_eq(errcat_status_name(statuses[i].status), statuses[i].name);
    ck_assert_str_eq(errcat_status_text(statuses[i].status), statuses[i].text);
  }
  static const int strangers[] = {1, -(int)COUNT(statuses), INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < COUNT(strangers); i++) {
    ck_assert_str_eq(errcat_status_name((errcat_status)strangers[i]), "ERRCAT_E_?");
    ck_assert_str_eq(errcat_status_text((errcat_status)strangers[i]), "unknown status");
  }
}
END_TEST

START_TEST(test_fail)
{
  struct errcat_error err;
  memset(&err, 0x55, sizeof err);
  ck_assert_int_eq(ec_fail(&err, ERRCAT_E_BOUNDS, 17, "entry %d of %s", 3, "x.mo"),
                   ERRCAT_E_BOUNDS);
  ck_assert_int_eq(err.status, ERRCAT_E_BOUNDS);
  ck_assert_uint_eq(err.offset, 17);
  ck_assert(err.line == 0 && err.column == 0);
  ck_assert_str_eq(err.detail, "entry 3 of x.mo");
  ck_assert(!err.code && !err.subject && !err.subject_len && !err.found && !err.found_len);
  ck_assert(!err.number);
  ck_assert_int_eq(ec_fail(NULL, ERRCAT_E_NOMEM, 0, "%s", "nobody listens"), ERRCAT_E_NOMEM);

  ec_error_prefix(&err, "po/zh_CN");
  ck_assert_str_eq(err.detail, "po/zh_CN: entry 3 of x.mo");
  ck_assert_int_eq(err.status, ERRCAT_E_BOUNDS);
  ck_assert_uint_eq(err.offset, 17);
  ec_error_prefix(NULL, "nobody");
}
END_TEST

/* A detail that is too long is cut at a character, wherever the cut falls in it. */
START_TEST(test_long_details)
{
  char text[400];
  struct errcat_error err;
  for (size_t start = 0; start < 4; start++) {
    size_t len = start, room = sizeof err.detail - 1;
    memset(text, 'x', len);
    for (; len < 300; len += 4)
      memcpy(text + len, "\xf0\x9f\x98\x80", 4);
    text[len] = '\0';
    size_t want = start + (room - start) / 4 * 4;
    ec_fail(&err, ERRCAT_E_IO, 0, "%s", text);
    ck_assert_uint_eq(strlen(err.detail), want);
    ck_assert_mem_eq(err.detail, text, want);

    ec_error_prefix(&err, "..");
    ck_assert_uint_eq(strlen(err.detail), start + 4 + (room - start - 4) / 4 * 4);
    ck_assert_mem_eq(err.detail, "..: ", 4);

    /* A long name loses its middle, and the reason behind it is still there. */
    ec_fail(&err, ERRCAT_E_IO, 0, "permission denied");
    ec_error_prefix(&err, text);
    size_t kept = strlen(err.detail) - strlen("...: permission denied");
    ck_assert_uint_le(kept, 40 + 60);
    ck_assert_uint_ge(kept, 40 + 60 - 6);
    ck_assert_uint_eq(ec_utf8_valid(err.detail, strlen(err.detail)), strlen(err.detail));
    ck_assert_ptr_null(strchr(err.detail, '?'));
    ck_assert_mem_eq(err.detail, text, start + (40 - start) / 4 * 4);
    ck_assert_ptr_nonnull(strstr(err.detail, "\xf0\x9f\x98\x80: permission denied"));
  }
}
END_TEST

/* A detail is a line for a log, whatever the names in it. */
START_TEST(test_clean_details)
{
  struct errcat_error err;
  ec_fail(&err, ERRCAT_E_IO, 0, "%s", "a\nb\t\033[1m\x7f\xc2\x85\xff\xe4\xb8 \xe4\xb8\xad");
  ck_assert_str_eq(err.detail, "a?b??[1m?????? \xe4\xb8\xad");
  ec_error_prefix(&err, "x\ny");
  ck_assert_str_eq(err.detail, "x?y: a?b??[1m?????? \xe4\xb8\xad");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("utf8");
  TCase *tcase = tcase_create("utf8");
  tcase_set_timeout(tcase, 300);
  tcase_add_test(tcase, test_short_sequences);
  tcase_add_test(tcase, test_long_sequences);
  tcase_add_test(tcase, test_every_character);
  tcase_add_loop_test(tcase, test_sequences, 0, COUNT(sequences));
  tcase_add_test(tcase, test_random_bytes);
  tcase_add_test(tcase, test_nul_in_ascii);
  tcase_add_test(tcase, test_fault_in_ascii);
  tcase_add_test(tcase, test_floor);
  suite_add_tcase(suite, tcase);

  tcase = tcase_create("buf");
  tcase_add_test(tcase, test_buffer);
  tcase_add_test(tcase, test_buffer_without_memory);
  tcase_add_test(tcase, test_buffer_after_the_limit);
  suite_add_tcase(suite, tcase);

  tcase = tcase_create("status");
  tcase_add_test(tcase, test_statuses);
  tcase_add_test(tcase, test_fail);
  tcase_add_test(tcase, test_long_details);
  tcase_add_test(tcase, test_clean_details);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
