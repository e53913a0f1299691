/* SPDX-License-Identifier: MIT */
/* Good .mo images: each form that the format has and each kind of charset. Files, and what
 * msgfmt writes, are in check_mo_file, bad images in check_mo_hostile. */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mo_build.h"
#include "mo_loaded.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* -------------------------------------------------------- forms of the file */

static const struct {
  const char *charset, *chinese; /* the bytes of "中文" */
} encodings[] = {
    {"UTF-8", "\xe4\xb8\xad\xe6\x96\x87"},
    {"GBK", "\xd6\xd0\xce\xc4"},
    {"GB18030", "\xd6\xd0\xce\xc4"},
    {"Big5", "\xa4\xa4\xa4\xe5"},
};
static const struct {
  uint16_t major, minor;
} revisions[] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 2}, {1, 0xffff}};

START_TEST(combinations)
{
  size_t n = (size_t)_i;
  bool big_endian = n % 2, hash = n / 2 % 2;
  size_t encoding = n / 4 % COUNT(encodings), revision = n / 4 / COUNT(encodings);
  char name[80], header[80];
  snprintf(header, sizeof header, "Content-Type: text/plain; charset=%s\n",
           encodings[encoding].charset);
  snprintf(name, sizeof name, "revision %u.%u, %s, %s, %s", (unsigned)revisions[revision].major,
           (unsigned)revisions[revision].minor, big_endian ? "big" : "little",
           hash ? "hash" : "no hash", encodings[encoding].charset);

  const struct mo_pair pairs[] = {
      {"", header, 0, 0},  {"A/message\4Hello", encodings[encoding].chinese, 0, 0},
      {"empty", "", 0, 0}, {"file\0files", "1 file\0n files", 10, 14},
      {NULL, NULL, 0, 0},
  };
  const struct mo_pair sysdep[] = {{"b %<PRIu64>", "B %<PRIu64>.", 0, 0}, {NULL, NULL, 0, 0}};
  struct mo_spec spec = {big_endian,
                         hash,
                         revisions[revision].major,
                         revisions[revision].minor,
                         pairs,
                         revisions[revision].minor ? sysdep : NULL};
  struct mo_built built = mo_build(&spec);
  struct mo_loaded loaded;
  mo_load_image(&loaded, &built);
  ck_assert_msg(!loaded.status, "%s: %s", name, loaded.err.detail);
  ck_assert_msg(loaded.mo.count == (spec.minor ? 5 : 4), "%s: %zu", name, loaded.mo.count);
  ck_assert_msg(!strcmp(loaded.mo.charset, encodings[encoding].charset), "%s", name);
  ck_assert_msg(!strcmp(loaded.mo.header, header), "%s", name);
  mo_expect_text(name, &loaded, "A/message\4Hello", "中文");
  mo_expect_text(name, &loaded, "empty", "");
  mo_expect_text(name, &loaded, "file", "1 file");
  if (spec.minor)
    mo_expect_text(name, &loaded, "b %" PRIu64, "B %" PRIu64 ".");
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

START_TEST(nothing_in_it)
{
  static const struct mo_pair none[] = {{NULL, NULL, 0, 0}};
  static const struct mo_pair header[] = {{"", "Language: xx\n", 0, 0}, {NULL, NULL, 0, 0}};
  static const struct mo_pair no_header[] = {{"a", "A", 0, 0}, {NULL, NULL, 0, 0}};
  const struct {
    const char *name;
    const struct mo_pair *pairs;
    size_t count;
    const char *header;
  } cases[] = {
      {"no entry", none, 0, ""},
      {"only the header", header, 1, "Language: xx\n"},
      {"no header", no_header, 1, ""},
  };
  for (size_t i = 0; i < COUNT(cases) * 2; i++) {
    struct mo_spec spec = {.hash = i % 2, .pairs = cases[i / 2].pairs};
    struct mo_built built = mo_build(&spec);
    struct mo_loaded loaded;
    mo_load_image(&loaded, &built);
    ck_assert_msg(!loaded.status, "%s: %s", cases[i / 2].name, loaded.err.detail);
    ck_assert_uint_eq(loaded.mo.count, cases[i / 2].count);
    ck_assert_str_eq(loaded.mo.header, cases[i / 2].header);
    ck_assert_str_eq(loaded.mo.charset, "");
    mo_unload(&loaded);
    mo_free(&built);
  }
}
END_TEST

/* The length is looked at before any byte. */
START_TEST(too_large)
{
  struct mo_built built = {.bytes = (unsigned char[1]){0}, .len = (size_t)ERRCAT_CATALOG_MAX + 1};
  struct mo_loaded loaded;
  mo_load_image(&loaded, &built);
  ck_assert_int_eq(loaded.status, ERRCAT_E_TOO_LARGE);
  ck_assert_uint_eq(loaded.err.offset, ERRCAT_CATALOG_MAX);
  ck_assert(*loaded.err.detail);
  mo_unload(&loaded);
}
END_TEST

START_TEST(lower_bound)
{
  static const struct mo_pair pairs[] = {
      {"aa", "", 0, 0},       {"ab", "", 0, 0},   {"abc", "", 0, 0},
      {"\xc3\xa9", "", 0, 0}, {NULL, NULL, 0, 0},
  };
  static const struct {
    const char *key;
    size_t len, want;
  } cases[] = {
      {"", 0, 0},     {"a", 1, 0},    {"aa", 2, 0},       {"aab", 3, 1},      {"ab", 2, 1},
      {"ab", 1, 0},   {"abb", 3, 2},  {"abc", 3, 2},      {"abcd", 4, 3},     {"b", 1, 3},
      {"\x7f", 1, 3}, {"\xc3", 1, 3}, {"\xc3\xa9", 2, 3}, {"\xc3\xaa", 2, 4}, {"\xff", 1, 4},
  };
  struct mo_built built = mo_build(&(struct mo_spec){.pairs = pairs});
  struct mo_loaded loaded;
  mo_load_image(&loaded, &built);
  ck_assert_int_eq(loaded.status, ERRCAT_OK);
  for (size_t i = 0; i < COUNT(cases); i++) {
    size_t at = ec_mo_lower_bound(&loaded.mo, cases[i].key, cases[i].len);
    ck_assert_msg(at == cases[i].want, "%s: %zu, not %zu", cases[i].key, at, cases[i].want);
  }
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

/* ------------------------------------------------------------------ charsets */

/* What the header says, the charset that is read from it, and what it makes of the bytes. */
static const struct {
  const char *header, *charset, *bytes, *text;
} charsets[] = {
    {"Content-Type: text/plain; charset=UTF-8\n", "UTF-8", "\xc3\xa9", "é"},
    {"Language: xx\nContent-Type: text/plain; charset=utf-8\n", "utf-8", "\xc3\xa9", "é"},
    {"Content-Type: text/plain; charset=utf8", "utf8", "\xc3\xa9", "é"},
    {"CONTENT-TYPE: TEXT/PLAIN; CHARSET=ISO-8859-1\n", "ISO-8859-1", "\xe9", "é"},
    {"content-type:text/plain;charset=iso-8859-1\n", "iso-8859-1", "\xe9", "é"},
    {" Content-Type :\ttext/plain ;\t charset \t= iso-8859-1 \n", "iso-8859-1", "\xe9", "é"},
    {"Content-Type: text/plain; format=flowed; charset=\"iso-8859-1\"; x=y\n", "iso-8859-1", "\xe9",
     "é"},
    {"Content-Type: text/plain; charset=iso-8859-1;x\r\n", "iso-8859-1", "\xe9", "é"},
    {"Content-Type: text/plain; charset=CHARSET\n", "", "\xc3\xa9", "é"},
    {"Content-Type: text/plain; charset=\n", "", "\xc3\xa9", "é"},
    {"Content-Type: text/plain\ncharset=iso-8859-1\n", "", "\xc3\xa9", "é"},
    {"X-Content-Type: text/plain; charset=iso-8859-1\n", "", "\xc3\xa9", "é"},
    {"Content-Type: text/plain; xcharset=iso-8859-1\n", "", "\xc3\xa9", "é"},
    {"", "", "\xc3\xa9", "é"},
    {"Content-Type: a; charset=US-ASCII\n", "US-ASCII", "plain", "plain"},
    {"Content-Type: a; charset=ANSI_X3.4-1968\n", "ANSI_X3.4-1968", "plain", "plain"},
    {"Content-Type: a; charset=GB2312\n", "GB2312", "\xd6\xd0\xce\xc4", "中文"},
    {"Content-Type: a; charset=EUC-CN\n", "EUC-CN", "\xd6\xd0\xce\xc4", "中文"},
    {"Content-Type: a; charset=gbk\n", "gbk", "\xe9\x46", "镕"},
    {"Content-Type: a; charset=GB18030\n", "GB18030", "\x95\x32\x82\x36", "𠀀"},
    {"Content-Type: a; charset=BIG5\n", "BIG5", "\xa4\xa4\xa4\xe5", "中文"},
    {"Content-Type: a; charset=BIG5-HKSCS\n", "BIG5-HKSCS", "\xa4\xa4\xa4\xe5", "中文"},
    {"Content-Type: a; charset=EUC-TW\n", "EUC-TW", "\xc4\xe3\xc5\xc6", "中文"},
    {"Content-Type: a; charset=Shift_JIS\n", "Shift_JIS", "\x92\x86\x95\xb6", "中文"},
    {"Content-Type: a; charset=EUC-JP\n", "EUC-JP", "\xc3\xe6\xca\xb8", "中文"},
    {"Content-Type: a; charset=EUC-KR\n", "EUC-KR", "\xf1\xe9\xd9\xfe", "中文"},
    {"Content-Type: a; charset=ISO-8859-7\n", "ISO-8859-7", "\xe1", "α"},
    {"Content-Type: a; charset=ISO_8859-1:1987\n", "ISO_8859-1:1987", "\xe9", "é"},
    {"Content-Type: a; charset=ISO-8859-15\n", "ISO-8859-15", "\xa4", "€"},
    {"Content-Type: a; charset=KOI8-R\n", "KOI8-R", "\xd1", "я"},
    {"Content-Type: a; charset=CP1251\n", "CP1251", "\xff", "я"},
    {"Content-Type: a; charset=IBM866\n", "IBM866", "\xef", "я"},
};

START_TEST(header_charset)
{
  const struct mo_pair pairs[] = {
      {"", charsets[_i].header, 0, 0}, {"key", charsets[_i].bytes, 0, 0}, {NULL, NULL, 0, 0}};
  struct mo_built built = mo_build(&(struct mo_spec){.pairs = pairs});
  struct mo_loaded loaded;
  mo_load_image(&loaded, &built);
  ck_assert_msg(!loaded.status, "%s: %s", charsets[_i].header, loaded.err.detail);
  ck_assert_msg(!strcmp(loaded.mo.charset, charsets[_i].charset), "%s: \"%s\", not \"%s\"",
                charsets[_i].header, loaded.mo.charset, charsets[_i].charset);
  mo_expect_text(charsets[_i].header, &loaded, "key", charsets[_i].text);
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

/* In GBK 阿 is before 一, in Unicode after it. */
START_TEST(order_after_conversion)
{
  static const struct mo_pair pairs[] = {
      {"", "Content-Type: text/plain; charset=GBK\n", 0, 0},
      {"\xb0\xa2", "first", 0, 0},
      {"\xd2\xbb", "second", 0, 0},
      {"\xd2\xbb\xb0\xa2", "third", 0, 0},
      {NULL, NULL, 0, 0},
  };
  struct mo_built built = mo_build(&(struct mo_spec){.pairs = pairs});
  struct mo_loaded loaded;
  mo_load_image(&loaded, &built);
  ck_assert_msg(!loaded.status, "%s", loaded.err.detail);
  ck_assert_uint_eq(loaded.mo.count, 4);
  ck_assert_str_eq(loaded.mo.entries[1].key, "一");
  ck_assert_str_eq(loaded.mo.entries[2].key, "一阿");
  ck_assert_str_eq(loaded.mo.entries[3].key, "阿");
  ck_assert_str_eq(loaded.mo.entries[1].text, "second");
  ck_assert_str_eq(loaded.mo.entries[2].text, "third");
  ck_assert_str_eq(loaded.mo.entries[3].text, "first");
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

/* Hangul and then hanja by their reading, as KS C 5601 has them; in Unicode hanja come first, by
 * radical. */
START_TEST(order_of_many)
{
  enum { ROWS = 36, CELLS = 94, HANGUL_ROWS = 25 };
  static struct mo_pair pairs[ROWS * CELLS + 2];
  static char keys[ROWS * CELLS + 1][4];
  size_t count = 0;
  pairs[count++] = (struct mo_pair){"", "Content-Type: text/plain; charset=EUC-KR\n", 0, 0};
  for (unsigned row = 0; row < ROWS; row++)
    for (unsigned cell = 0; cell < CELLS; cell++) {
      char *key = keys[count];
      key[0] = (char)(row < HANGUL_ROWS ? 0xb0 + row : 0xca + row - HANGUL_ROWS);
      key[1] = (char)(0xa1 + cell);
      pairs[count++] = (struct mo_pair){key, key, 0, 0};
    }
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = pairs});
  struct mo_loaded loaded;
  mo_load_image(&loaded, &built);
  ck_assert_msg(!loaded.status, "%s", loaded.err.detail);
  ck_assert_uint_eq(loaded.mo.count, count);
  ck_assert_int_lt(strcmp(loaded.mo.entries[1].key, "가"), 0);
  for (size_t i = 1; i < count; i++)
    ck_assert_str_eq(loaded.mo.entries[i].key, loaded.mo.entries[i].text);
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

/* ------------------------------------------------- system-dependent strings */

static const struct {
  const char *string, *want; /* NULL: dropped */
} expansions[] = {
    {"%<PRId8>", "%" PRId8},
    {"%<PRIi16>", "%" PRIi16},
    {"%<PRIo32>", "%" PRIo32},
    {"%<PRIu64>", "%" PRIu64},
    {"%<PRIxLEAST8>", "%" PRIxLEAST8},
    {"%<PRIXLEAST64>", "%" PRIXLEAST64},
    {"%<PRIdFAST16>", "%" PRIdFAST16},
    {"%<PRIuFAST64>", "%" PRIuFAST64},
    {"%<PRIxMAX>", "%" PRIxMAX},
    {"%<PRIXPTR>", "%" PRIXPTR},
    {"%<PRIu64> of %<PRIuMAX>: %<PRIu64>.", "%" PRIu64 " of %" PRIuMAX ": %" PRIu64 "."},
    {"<PRIu32>", PRIu32},
    {"<PRIu32><PRIu32>", PRIu32 PRIu32},
    {"no segment at all", "no segment at all"},
#ifdef __GLIBC__
    {"%<I>d", "%Id"},
#else
    {"%<I>d", "%d"},
#endif
    {"%<PRIu128>", NULL},
    {"%<PRIu6>", NULL},
    {"%<PRIu64x>", NULL},
    {"%<>", NULL},
    {"%<SCNu64>", NULL},
    {"%<PRIuLEAST64AndSomeMoreThanAnyNameHas>", NULL},
};

START_TEST(expansion)
{
  const char *string = expansions[_i].string, *want = expansions[_i].want;
  const struct mo_pair pairs[] = {{"", "", 0, 0}, {"z", "last", 0, 0}, {NULL, NULL, 0, 0}};
  const struct mo_pair as_key[] = {{string, "translation", 0, 0}, {NULL, NULL, 0, 0}};
  const struct mo_pair as_text[] = {{"key", string, 0, 0}, {NULL, NULL, 0, 0}};
  for (int side = 0; side < 2; side++) {
    struct mo_built built = mo_build(&(struct mo_spec){
        .hash = true, .minor = 1, .pairs = pairs, .sysdep = side ? as_text : as_key});
    struct mo_loaded loaded;
    mo_load_image(&loaded, &built);
    ck_assert_msg(!loaded.status, "%s: %s", string, loaded.err.detail);
    ck_assert_msg(loaded.mo.count == (want ? 3 : 2), "%s: %zu", string, loaded.mo.count);
    if (want && side)
      mo_expect_text(string, &loaded, "key", want);
    else if (want)
      mo_expect_text(string, &loaded, want, "translation");
    mo_expect_text(string, &loaded, "z", "last");
    mo_unload(&loaded);
    mo_free(&built);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("mo");
  TCase *memory = tcase_create("from memory");
  tcase_add_loop_test(memory, combinations, 0, (int)(4 * COUNT(encodings) * COUNT(revisions)));
  tcase_add_test(memory, nothing_in_it);
  tcase_add_test(memory, too_large);
  tcase_add_test(memory, lower_bound);
  tcase_add_loop_test(memory, header_charset, 0, COUNT(charsets));
  tcase_add_test(memory, order_after_conversion);
  tcase_add_test(memory, order_of_many);
  tcase_add_loop_test(memory, expansion, 0, COUNT(expansions));
  suite_add_tcase(suite, memory);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
