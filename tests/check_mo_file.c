/* SPDX-License-Identifier: MIT */
/* .mo files on disk: what may be one, what msgfmt writes, and what happens without memory. */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mo_build.h"
#include "mo_loaded.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --------------------------------------------------------------------- files */

static char folder[200];

static void make_folder(void)
{
  const char *tmp = getenv("TMPDIR");
  int len = snprintf(folder, sizeof folder, "%s/check_mo.XXXXXX", tmp && *tmp ? tmp : "/tmp");
  ck_assert_int_lt(len, (int)sizeof folder);
  ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
  char command[256];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
}

/* Static: good until the next call. */
static const char *in_folder(const char *name)
{
  static char path[300];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void write_file(const char *path, const void *bytes, size_t len)
{
  FILE *file = fopen(path, "wb");
  ck_assert_msg(file != NULL, "%s", path);
  ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
  ck_assert_int_eq(fclose(file), 0);
}

static const struct mo_pair few[] = {{"", "Content-Type: text/plain; charset=UTF-8\n", 0, 0},
                                     {"@format\4"
                                      "1",
                                      "1", 0, 0},
                                     {"A/message\4Hi", "Hallo", 0, 0},
                                     {"one\0many", "eins\0viele", 8, 10},
                                     {NULL, NULL, 0, 0}};

START_TEST(file_kinds)
{
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = few});
  struct mo_loaded loaded;
  write_file(in_folder("good"), built.bytes, built.len);
  mo_load_path(&loaded, in_folder("good"));
  ck_assert_msg(!loaded.status, "%s", loaded.err.detail);
  ck_assert_uint_eq(loaded.mo.count, 4);
  mo_expect_text("file", &loaded, "one", "eins");
  ck_assert_uint_le(loaded.heap.bytes, mo_memory_max(built.len));
  mo_unload(&loaded);

  write_file(in_folder("empty"), "", 0);
  ck_assert_int_eq(mkfifo(in_folder("fifo"), 0600), 0);
  ck_assert_int_eq(mkdir(in_folder("directory"), 0700), 0);
  ck_assert_int_eq(symlink("nowhere", in_folder("dangling")), 0);
  ck_assert_int_eq(symlink("loop", in_folder("loop")), 0);
  ck_assert_int_eq(symlink("good", in_folder("link")), 0);
  write_file(in_folder("huge"), "", 0);
  ck_assert_int_eq(truncate(in_folder("huge"), (off_t)ERRCAT_CATALOG_MAX + 1), 0);
  char long_name[4000];
  memset(long_name, 'x', sizeof long_name);
  long_name[sizeof long_name - 1] = '\0';
  const struct {
    const char *name;
    errcat_status want;
    size_t offset;
  } cases[] = {
      {"link", ERRCAT_OK, 0},
      {"missing", ERRCAT_E_NOT_FOUND, 0},
      {"good/below", ERRCAT_E_NOT_FOUND, 0},
      {"dangling", ERRCAT_E_NOT_FOUND, 0},
      {"loop", ERRCAT_E_IO, 0},
      {"fifo", ERRCAT_E_IO, 0},
      {"directory", ERRCAT_E_IO, 0},
      {"empty", ERRCAT_E_TRUNCATED, 0},
      {"huge", ERRCAT_E_TOO_LARGE, ERRCAT_CATALOG_MAX},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    mo_load_path(&loaded, in_folder(cases[i].name));
    ck_assert_msg(loaded.status == cases[i].want, "%s: %s, %s", cases[i].name,
                  errcat_status_name(loaded.status), loaded.err.detail);
    ck_assert_msg(!loaded.status || (loaded.err.status == loaded.status && *loaded.err.detail &&
                                     loaded.err.offset == cases[i].offset),
                  "%s: %s", cases[i].name, loaded.err.detail);
    ck_assert_uint_lt(loaded.heap.bytes, 100000);
    mo_unload(&loaded);
  }
  mo_load_path(&loaded, "/dev/null");
  ck_assert_int_eq(loaded.status, ERRCAT_E_IO);
  mo_unload(&loaded);
  mo_load_path(&loaded, long_name);
  ck_assert_int_eq(loaded.status, ERRCAT_E_IO);
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

/* The kernel says that these have 0 bytes, and then gives some: as a file that grows. */
START_TEST(file_that_grows)
{
  struct stat st;
  const char *path = "/proc/self/status";
  if (stat(path, &st) || !S_ISREG(st.st_mode) || st.st_size)
    return;
  struct mo_loaded loaded;
  mo_load_path(&loaded, path);
  ck_assert_int_eq(loaded.status, ERRCAT_E_IO);
  ck_assert_msg(strstr(loaded.err.detail, "written to while it was read") != NULL, "%s",
                loaded.err.detail);
  mo_unload(&loaded);
}
END_TEST

START_TEST(largest_file)
{
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = few});
  write_file(in_folder("large"), built.bytes, built.len);
  ck_assert_int_eq(truncate(in_folder("large"), ERRCAT_CATALOG_MAX), 0);
  struct mo_loaded loaded;
  mo_load_path(&loaded, in_folder("large"));
  ck_assert_msg(!loaded.status, "%s", loaded.err.detail);
  ck_assert_uint_lt(loaded.heap.bytes, (size_t)ERRCAT_CATALOG_MAX + EC_MEM_HUGE + 100000);
  mo_unload(&loaded);
  mo_free(&built);
}
END_TEST

START_TEST(probe)
{
  static const struct {
    const char *key;
    bool want;
  } cases[] = {
      {"", true},
      {"@format\4", true},
      {"@format\4"
       "1",
       true},
      {"@format\4"
       "2",
       false},
      {"A/", true},
      {"A/message\4Hi!", false},
      {"one", true},
      {"ones", false},
      {"many", false},
      {"zzz", false},
      {"!", false},
  };
  for (int form = 0; form < 4; form++) {
    struct mo_built built = mo_build(&(struct mo_spec){
        .big_endian = form % 2, .hash = form / 2, .minor = (uint16_t)(form / 2), .pairs = few});
    write_file(in_folder("probe"), built.bytes, built.len);
    for (size_t i = 0; i < COUNT(cases); i++)
      ck_assert_msg(ec_mo_probe(in_folder("probe"), cases[i].key, strlen(cases[i].key)) ==
                        cases[i].want,
                    "form %d, %s", form, cases[i].key);
    char long_key[EC_MO_PROBE_MAX + 1];
    memset(long_key, '@', sizeof long_key);
    ck_assert(!ec_mo_probe(in_folder("probe"), long_key, sizeof long_key - 1));
    ck_assert(!ec_mo_probe(in_folder("probe"), long_key, sizeof long_key));
    mo_free(&built);
  }
  write_file(in_folder("text"), "This is no catalog but some text or other.\n", 43);
  ck_assert_int_eq(mkfifo(in_folder("fifo"), 0600), 0);
  static const char *const refused[] = {"missing", "text", "fifo", "."};
  for (size_t i = 0; i < COUNT(refused); i++)
    ck_assert_msg(!ec_mo_probe(in_folder(refused[i]), "", 0), "%s", refused[i]);
}
END_TEST

/* -------------------------------------------------------------------- msgfmt */

static const char source_po[] =
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=%s\\n\"\n"
    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
    "msgctxt \"OptVerse_10000004/message\"\n"
    "msgid \"The tenant {0} is not allowed to access the service.\"\n"
    "msgstr \"该租户 {0} 禁止访问本服务。\"\n\n"
    "msgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"文件\"\nmsgstr[1] \"多个文件\"\n\n"
    "#, c-format\nmsgid \"size %%<PRIu64> of %%<PRIuMAX>\"\n"
    "msgstr \"大小 %%<PRIu64>,共 %%<PRIuMAX>\"\n\n"
    "msgid \"空\"\nmsgstr \"empty\"\n\n"
    "msgid \"左右\"\nmsgstr \"left and right\"\n\n"
    "#, fuzzy\nmsgid \"guess\"\nmsgstr \"猜\"\n\n"
    "msgid \"untranslated\"\nmsgstr \"\"\n";

static const struct {
  const char *charset, *options;
} compilations[] = {
    {"UTF-8", ""},
    {"UTF-8", "--no-hash"},
    {"UTF-8", "--endianness=big"},
    {"UTF-8", "--endianness=big --no-hash"},
    {"UTF-8", "--alignment=8 --endianness=big"},
    {"GBK", ""},
    {"GBK", "--endianness=big --no-hash"},
    {"GB18030", ""},
    {"GB18030", "--endianness=big"},
    {"GB2312", ""},
};

static void compile_and_load(struct mo_loaded *loaded, const char *po, const char *charset,
                             const char *options)
{
  const char *msgfmt = getenv("MSGFMT");
  write_file(in_folder("utf8.po"), po, strlen(po));
  char command[1000];
  snprintf(command, sizeof command,
           "cd '%s' && iconv -f UTF-8 -t %s utf8.po >c.po && "
           "{ %s %s --check-format -o c.mo c.po 2>msgfmt.err || { cat msgfmt.err >&2; false; }; }",
           folder, charset, msgfmt && *msgfmt ? msgfmt : "msgfmt", options);
  ck_assert_msg(system(command) == 0, "%s", command);
  mo_load_path(loaded, in_folder("c.mo"));
}

START_TEST(what_msgfmt_writes)
{
  const char *charset = compilations[_i].charset, *options = compilations[_i].options;
  char po[sizeof source_po + 40], name[100];
  snprintf(name, sizeof name, "msgfmt %s of %s", options, charset);
  /* source_po is a format with the charset as its only argument. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  snprintf(po, sizeof po, source_po, charset);
#pragma GCC diagnostic pop
  struct mo_loaded loaded;
  compile_and_load(&loaded, po, charset, options);
  ck_assert_msg(!loaded.status, "%s: %s", name, loaded.err.detail);
  ck_assert_msg(loaded.mo.count == 6, "%s: %zu", name, loaded.mo.count);
  ck_assert_str_eq(loaded.mo.charset, charset);
  mo_expect_text(name, &loaded,
                 "OptVerse_10000004/message\4The tenant {0} is not allowed to access the service.",
                 "该租户 {0} 禁止访问本服务。");
  mo_expect_text(name, &loaded, "file", "文件");
  mo_expect_text(name, &loaded, "size %" PRIu64 " of %" PRIuMAX, "大小 %" PRIu64 ",共 %" PRIuMAX);
  mo_expect_text(name, &loaded, "空", "empty");
  mo_expect_text(name, &loaded, "左右", "left and right");
  mo_unload(&loaded);
}
END_TEST

START_TEST(what_msgfmt_writes_in_big5)
{
  static const char po[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=BIG5\\n\"\n\n"
                           "msgid \"a\"\nmsgstr \"許功蓋\"\n\nmsgid \"乙一\"\nmsgstr \"z\"\n";
  static const char *const options[] = {"", "--endianness=big"};
  for (size_t i = 0; i < COUNT(options); i++) {
    struct mo_loaded loaded;
    compile_and_load(&loaded, po, "BIG5", options[i]);
    ck_assert_msg(!loaded.status, "%s", loaded.err.detail);
    ck_assert_uint_eq(loaded.mo.count, 3);
    mo_expect_text("BIG5", &loaded, "a", "許功蓋");
    mo_expect_text("BIG5", &loaded, "乙一", "z");
    mo_unload(&loaded);
  }
}
END_TEST

/* ------------------------------------------------------------- out of memory */

/* As a file, in GBK, with system-dependent strings, and in an order to be mended: all tables and
 * buffers of the reader, each too large to be served from an open chunk. */
START_TEST(out_of_memory)
{
  enum { ENTRIES = 4500 };
  static struct mo_pair pairs[ENTRIES + 2];
  static char keys[ENTRIES][4], filler[20000];
  memset(filler, 'x', sizeof filler - 1);
  pairs[0] = (struct mo_pair){"", "Content-Type: text/plain; charset=GBK\n", 0, 0};
  for (unsigned i = 0; i < ENTRIES; i++) {
    keys[i][0] = (char)(0xb0 + i / 94);
    keys[i][1] = (char)(0xa1 + i % 94);
    pairs[i + 1] = (struct mo_pair){keys[i], "text", 0, 0};
  }
  const struct mo_pair sysdep[] = {
      {"%<PRIu64>", "\xd6\xd0 %<PRIu64>", 0, 0}, {filler, filler, 0, 0}, {NULL, NULL, 0, 0}};
  struct mo_built built =
      mo_build(&(struct mo_spec){.hash = true, .minor = 1, .pairs = pairs, .sysdep = sysdep});
  write_file(in_folder("c.mo"), built.bytes, built.len);
  size_t failures = 0;
  for (size_t fail_at = 1;; fail_at++) {
    struct mo_loaded loaded = {.status = ERRCAT_OK};
    mo_heap_init(&loaded.heap);
    loaded.heap.fail_at = fail_at;
    ec_arena_init(&loaded.arena, &loaded.heap.allocator);
    struct ec_mo untouched = {.count = 77};
    loaded.mo = untouched;
    loaded.status = ec_mo_load_file(&loaded.mo, in_folder("c.mo"), &loaded.arena, &loaded.err);
    bool done = loaded.heap.count < fail_at;
    if (done)
      ck_assert_msg(!loaded.status && loaded.mo.count == ENTRIES + 3, "%s", loaded.err.detail);
    else {
      failures++;
      ck_assert_msg(loaded.status == ERRCAT_E_NOMEM && loaded.err.status == ERRCAT_E_NOMEM &&
                        *loaded.err.detail && loaded.mo.count == 77,
                    "allocation %zu: %s", fail_at, errcat_status_name(loaded.status));
    }
    mo_unload(&loaded);
    if (done)
      break;
  }
  ck_assert_uint_ge(failures, 8);
  mo_free(&built);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("mo_file");
  TCase *files = tcase_create("from files");
  tcase_set_timeout(files, 60);
  tcase_add_checked_fixture(files, make_folder, remove_folder);
  tcase_add_test(files, file_kinds);
  tcase_add_test(files, file_that_grows);
  tcase_add_test(files, largest_file);
  tcase_add_test(files, probe);
  tcase_add_loop_test(files, what_msgfmt_writes, 0, COUNT(compilations));
  tcase_add_test(files, what_msgfmt_writes_in_big5);
  tcase_add_test(files, out_of_memory);
  suite_add_tcase(suite, files);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
