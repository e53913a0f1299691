/* SPDX-License-Identifier: MIT */
/* Bad .mo files, made by hand and by chance: each is refused with the offset and the reason, or
 * loads and is sound. What the C library's own gettext does with those made by hand is printed
 * beside it. */
#include "mo.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mo_build.h"
#include "mo_hostile.h"
#include "mo_verify.h"

/* ------------------------------------------------------------------ the reader */

/* Loads, checks all that holds of any file whatever, and returns the status. */
static errcat_status load(const char *name, const struct mo_built *built, struct errcat_error *err)
{
  struct mo_heap heap;
  struct ec_arena arena;
  struct ec_mo mo = {.count = 77};
  mo_heap_init(&heap);
  ec_arena_init(&arena, &heap.allocator);
  memset(err, 0, sizeof *err);
  errcat_status status = ec_mo_load(&mo, built->bytes, built->len, &arena, err);
  ck_assert_msg(heap.bytes <= mo_memory_max(built->len), "%s: %zu bytes for a file of %zu", name,
                heap.bytes, built->len);
  if (status) {
    ck_assert_msg(err->status == status, "%s: %d in the error, %d returned", name, (int)err->status,
                  (int)status);
    ck_assert_msg(err->offset <= built->len, "%s: offset %zu", name, err->offset);
    ck_assert_msg(*err->detail, "%s: no detail", name);
    ck_assert_msg(mo.count == 77, "%s: output touched", name);
    ck_assert_msg(ec_mo_load(&mo, built->bytes, built->len, &arena, NULL) == status,
                  "%s: another status without error", name);
  } else {
    const char *fault = mo_verify(&mo, built->bytes, built->len, &heap);
    ck_assert_msg(!fault, "%s: %s", name, fault);
  }
  ec_arena_free(&arena);
  ck_assert_ptr_null(heap.blocks);
  return status;
}

START_TEST(made_by_hand)
{
  struct mo_hostile file = mo_hostile_make((size_t)_i);
  struct errcat_error err;
  errcat_status status = load(file.name, &file.built, &err);
  ck_assert_msg(status == file.want, "%s: %s at %zu (%s), not %s", file.name,
                errcat_status_name(status), err.offset, err.detail, errcat_status_name(file.want));
  ck_assert_msg(!status || err.offset == file.offset, "%s: at %zu, not %zu: %s", file.name,
                err.offset, file.offset, err.detail);
  mo_free(&file.built);
}
END_TEST

/* ------------------------------------------------------------------ by chance */

static uint64_t random_state = 20241124;

static uint32_t random_below(uint32_t limit)
{
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (uint32_t)(random_state >> 32) % limit;
}

static struct {
  unsigned loaded, refused;
} tally;

static void reset_tally(void)
{
  tally.loaded = tally.refused = 0;
}

static void try_one(const char *name, size_t base, const struct mo_built *built)
{
  char full[100];
  struct errcat_error err;
  snprintf(full, sizeof full, "%s, base %zu", name, base);
  if (load(full, built, &err))
    tally.refused++;
  else
    tally.loaded++;
}

START_TEST(cut_at_each_length)
{
  struct mo_built whole = mo_hostile_base((size_t)_i);
  for (size_t len = 0; len < whole.len; len++) {
    char name[40];
    snprintf(name, sizeof name, "cut at %zu", len);
    struct mo_built part = mo_copy(&whole);
    mo_resize(&part, len);
    try_one(name, (size_t)_i, &part);
    mo_free(&part);
  }
  /* All are needed, to the last NUL. */
  ck_assert_uint_eq(tally.loaded, 0);
  mo_free(&whole);
}
END_TEST

/* Each word before the strings, whatever it is, gets each value at an edge. */
START_TEST(words_at_edges)
{
  struct mo_built whole = mo_hostile_base((size_t)_i);
  uint32_t len = (uint32_t)whole.len;
  const uint32_t values[] = {0,          1,          2,          3,          4,          7,
                             8,          28,         47,         48,         len / 2,    len - 8,
                             len - 1,    len,        len + 1,    0xffff,     0x10000,    0x1fffffff,
                             0x20000000, 0x3fffffff, 0x40000000, 0x7fffffff, 0x80000000, 0xaaaaaaaa,
                             0xfffffff0, 0xfffffff8, 0xfffffffe, 0xffffffff};
  for (size_t at = 0; at + 4 <= whole.at[MO_STRINGS] && at + 4 <= whole.len; at += 4)
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
      char name[60];
      snprintf(name, sizeof name, "word at %zu becomes %lx", at, (unsigned long)values[i]);
      struct mo_built copy = mo_copy(&whole);
      mo_put(&copy, at, values[i]);
      try_one(name, (size_t)_i, &copy);
      mo_free(&copy);
    }
  ck_assert_uint_gt(tally.loaded, 0);
  ck_assert_uint_gt(tally.refused, tally.loaded);
  mo_free(&whole);
}
END_TEST

static void spoil(struct mo_built *built)
{
  for (uint32_t n = 1 + random_below(4); n; n--) {
    uint32_t at = random_below((uint32_t)built->len);
    switch (random_below(4)) {
    case 0:
      built->bytes[at] = (unsigned char)random_below(256);
      break;
    case 1:
      built->bytes[at] ^= (unsigned char)(1U << random_below(8));
      break;
    case 2: /* small numbers make offsets that are nearly right */
      at = at / 4 * 4;
      if (at + 4 <= built->len)
        mo_put(built, at, random_below((uint32_t)built->len + 8));
      break;
    default:
      memmove(built->bytes + at, built->bytes + random_below(at + 1),
              random_below((uint32_t)built->len - at + 1));
      break;
    }
  }
  if (!random_below(8))
    mo_resize(built, 1 + random_below((uint32_t)built->len + 64));
}

/* ERRCAT_SEED in the environment is another seed. */
START_TEST(mutations)
{
  const char *seed = getenv("ERRCAT_SEED");
  if (seed && *seed)
    random_state = strtoull(seed, NULL, 0) | 1;
  random_state += (uint64_t)_i << 40;
  if (seed && *seed)
    printf("check_mo_hostile: base %d, seed %s\n", _i, seed);
  struct mo_built whole = mo_hostile_base((size_t)_i);
  for (unsigned n = 0; n < 2000; n++) {
    char name[40];
    snprintf(name, sizeof name, "mutation %u", n);
    struct mo_built copy = mo_copy(&whole);
    spoil(&copy);
    try_one(name, (size_t)_i, &copy);
    mo_free(&copy);
  }
  ck_assert_uint_gt(tally.loaded, 20);
  ck_assert_uint_gt(tally.refused, 20);
  mo_free(&whole);
}
END_TEST

/* ----------------------------------------- the C library's gettext beside it */

static char folder[200];

static void make_folder(void)
{
  const char *tmp = getenv("TMPDIR");
  char path[300];
  int len =
      snprintf(folder, sizeof folder, "%s/check_mo_hostile.XXXXXX", tmp && *tmp ? tmp : "/tmp");
  ck_assert_int_lt(len, (int)sizeof folder);
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/xx", folder);
  ck_assert_int_eq(mkdir(path, 0700), 0);
  strcat(path, "/LC_MESSAGES");
  ck_assert_int_eq(mkdir(path, 0700), 0);
}

static void remove_folder(void)
{
  char command[256];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
}

static char *const msgids[] = {"apple", "pear", "zoo", "missing", "k", NULL};
static const char untranslated[] = "apple\npear\nzoo\nmissing\nk\none\nmany\nmany\n";
static const char translated[] = "pomme\npoire\nparc\nmissing\nk\nun\nplusieurs\nplusieurs\n";

static void exec_victim(int out)
{
  char program[400];
  const char *builddir = getenv("builddir");
  snprintf(program, sizeof program, "%s/tests/gettext_victim", builddir ? builddir : ".");
  char *argv[sizeof msgids / sizeof *msgids + 2] = {program, folder};
  memcpy(argv + 2, msgids, sizeof msgids);
  /* A sanitizer's own handler would hide the signal. */
  setenv("ASAN_OPTIONS", "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:detect_leaks=0", 1);
  if (dup2(out, STDOUT_FILENO) < 0)
    _exit(3);
  close(out);
  alarm(2);
  execv(program, argv);
  _exit(3);
}

/* Runs the victim on what is in the folder; returns its wait status. */
static int run_victim(char *output, size_t size)
{
  int ends[2], status = 0;
  ck_assert_int_eq(pipe(ends), 0);
  fflush(stdout);
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (!pid)
    exec_victim(ends[1]);
  close(ends[1]);
  size_t len = 0;
  for (ssize_t got = 1; got > 0 && len<size - 1; len += got> 0 ? (size_t)got : 0)
    got = read(ends[0], output + len, size - 1 - len);
  output[len] = '\0';
  close(ends[0]);
  ck_assert_int_eq(waitpid(pid, &status, 0), pid);
  return status;
}

static const char *outcome_of(int status, const char *output, const char *want)
{
  static char text[40];
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return "hung";
  if (WIFSIGNALED(status)) {
    snprintf(text, sizeof text, "crashed, signal %d", WTERMSIG(status));
    return text;
  }
  if (WEXITSTATUS(status) == 3)
    return "did not run";
  if (WEXITSTATUS(status))
    return "stopped by a sanitizer";
  if (!strcmp(output, untranslated))
    return "no translation";
  return !strcmp(output, want) ? "ok" : "other text";
}

static const char *ask_gettext(const struct mo_built *built, const char *want)
{
  char path[300], output[4096];
  snprintf(path, sizeof path, "%s/xx/LC_MESSAGES/victim.mo", folder);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(built->bytes, 1, built->len, file), built->len);
  ck_assert_int_eq(fclose(file), 0);
  int status = run_victim(output, sizeof output);
  /* Probing must end too, whatever it finds. */
  (void)ec_mo_probe(path, "pear", 4);
  return outcome_of(status, output, want);
}

/* A table for the reader of the log. Only that the peer works on a good file is asserted. */
START_TEST(beside_gettext)
{
  struct mo_built good = mo_hostile_base(0);
  ck_assert_str_eq(ask_gettext(&good, translated), "ok");
  mo_free(&good);
  printf("%-52s %-22s %s\n", "file", "errcat", "gettext of the C library");
  for (size_t i = 0; i < mo_hostile_count(); i++) {
    struct mo_hostile file = mo_hostile_make(i);
    struct errcat_error err;
    errcat_status status = load(file.name, &file.built, &err);
    printf("%-52s %-22s %s\n", file.name, status ? errcat_status_name(status) + 7 : "loads",
           ask_gettext(&file.built, translated));
    mo_free(&file.built);
  }
  fflush(stdout);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("mo_hostile");
  TCase *hand = tcase_create("by hand");
  tcase_set_timeout(hand, 60);
  tcase_add_loop_test(hand, made_by_hand, 0, (int)mo_hostile_count());
  suite_add_tcase(suite, hand);

  TCase *chance = tcase_create("by chance");
  tcase_set_timeout(chance, 300);
  tcase_add_checked_fixture(chance, reset_tally, NULL);
  tcase_add_loop_test(chance, cut_at_each_length, 0, MO_HOSTILE_BASES);
  tcase_add_loop_test(chance, words_at_edges, 0, MO_HOSTILE_BASES);
  tcase_add_loop_test(chance, mutations, 0, MO_HOSTILE_BASES);
  suite_add_tcase(suite, chance);

  TCase *peer = tcase_create("beside gettext");
  tcase_set_timeout(peer, 600);
  tcase_add_checked_fixture(peer, make_folder, remove_folder);
  tcase_add_test(peer, beside_gettext);
  suite_add_tcase(suite, peer);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
