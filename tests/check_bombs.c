/* SPDX-License-Identifier: MIT */
/* Each bomb is refused, with a reason and a place, or done: with a bounded text, within bounded
 * memory, errcat's and ICU's counted, on a small stack. */
#include "bombs.h"

#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "mo_build.h"
#include "pieces.h"
#include "utf8.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#endif

/* The frames of instrumented code are several times as large. */
#ifdef HAS_SANITIZER
enum { STACK = 1024 * 1024 };
#else
enum { STACK = 64 * 1024 };
#endif

enum { BYTES_MAX = 8 * 1024 * 1024 };

/* ---------------------------------------------------------------- one run */

struct run {
  const struct bomb *bomb;
  struct counting ours;
  struct bomb_result result;
  size_t icus; /* bytes */
  /* Of reading it, before: */
  struct counting reading;
  size_t reading_icus; /* calls */
  errcat_status read;
  struct pieces pieces;
};

static void read_bomb(struct run *run)
{
  const struct errcat_pattern_options options = {.flags = run->bomb->flags,
                                                 .allocator = &run->reading.allocator,
                                                 .piece = pieces_take,
                                                 .context = &run->pieces};
  size_t before = counting_icu_calls();
  run->pieces = (struct pieces){.text = run->bomb->pattern, .len = run->bomb->len};
  run->read = errcat_pattern_read(run->bomb->pattern, run->bomb->len, &options, NULL);
  run->reading_icus = counting_icu_calls() - before;
}

static void *run_bomb(void *context)
{
  struct run *run = context;
  read_bomb(run);
  bomb_run(run->bomb, &run->ours.allocator, &run->result);
  return NULL;
}

static void run_on_small_stack(struct run *run, const struct bomb *bomb)
{
  pthread_t thread;
  pthread_attr_t attributes;
  size_t before = counting_icu()->bytes;
  memset(run, 0, sizeof *run);
  run->bomb = bomb;
  counting_init(&run->ours);
  counting_init(&run->reading);
  ck_assert_int_eq(pthread_attr_init(&attributes), 0);
  ck_assert_int_eq(pthread_attr_setstacksize(&attributes, STACK), 0);
  ck_assert_int_eq(pthread_create(&thread, &attributes, run_bomb, run), 0);
  ck_assert_int_eq(pthread_join(thread, NULL), 0);
  pthread_attr_destroy(&attributes);
  run->icus = counting_icu()->bytes - before;
}

/* ----------------------------------------------------------- what must hold */

static void check_refused(const struct bomb *bomb, const struct errcat_error *err)
{
  ck_assert_msg(err->status == ERRCAT_E_SYNTAX || err->status == ERRCAT_E_UNSUPPORTED ||
                    err->status == ERRCAT_E_LIMIT,
                "%s: %s", bomb->name, errcat_status_text(err->status));
  ck_assert_msg(err->line >= 1 && err->column >= 1 && err->offset <= bomb->len,
                "%s: line %u, column %u, offset %zu", bomb->name, (unsigned)err->line,
                (unsigned)err->column, err->offset);
  ck_assert_msg(err->detail[0] && memchr(err->detail, '\0', sizeof err->detail), "%s", bomb->name);
}

static void check_done(const struct bomb *bomb, const struct bomb_result *result)
{
  ck_assert_msg(result->len <= ERRCAT_OUTPUT_MAX, "%s: %zu bytes", bomb->name, result->len);
  ck_assert_msg(bomb->out[result->len] == '\0', "%s: not terminated", bomb->name);
  ck_assert_msg(ec_utf8_valid(bomb->out, result->len) == result->len, "%s: not UTF-8", bomb->name);
  errcat_status status = result->format.status;
  ck_assert_msg(status == ERRCAT_OK || status == ERRCAT_E_LIMIT || status == ERRCAT_E_ARGUMENT,
                "%s: %s", bomb->name, errcat_status_text(status));
}

/* To read it takes no memory, and tells what opening it does. */
static void check_read(const struct run *run)
{
  const char *name = run->bomb->name;
  const char *wrong = pieces_wrong(&run->pieces);
  ck_assert_msg(run->reading.calls == 0 && run->reading_icus == 0, "%s: reading takes memory",
                name);
  ck_assert_msg(!wrong, "%s: %s, piece %zu", name, wrong, run->pieces.count);
  ck_assert_msg(run->read == run->result.err.status || !run->result.refused, "%s: read as %s", name,
                errcat_status_name(run->read));
  ck_assert_msg((run->read != ERRCAT_OK) == run->result.refused, "%s: read as %s", name,
                errcat_status_name(run->read));
}

struct summary {
  size_t refused, done, cut;
  size_t most_bytes, most_ours, longest;
  char most[96], most_of_ours[96];
};

static void note(struct summary *summary, const struct run *run)
{
  const struct bomb_result *result = &run->result;
  size_t bytes = run->ours.bytes + run->icus;
  *(result->refused ? &summary->refused : &summary->done) += 1;
  summary->cut += !result->refused && result->format.status == ERRCAT_E_LIMIT;
  if (summary->longest < result->len)
    summary->longest = result->len;
  if (summary->most_bytes < bytes) {
    summary->most_bytes = bytes;
    memcpy(summary->most, run->bomb->name, sizeof summary->most);
  }
  if (summary->most_ours < run->ours.bytes) {
    summary->most_ours = run->ours.bytes;
    memcpy(summary->most_of_ours, run->bomb->name, sizeof summary->most_of_ours);
  }
}

/* ERRCAT_TEST_VERBOSE: a line for each. */
static void show(const struct run *run)
{
  const struct bomb_result *result = &run->result;
  printf("%9zu %9zu %6zu  %s: %s\n", run->ours.bytes, run->icus, result->len, run->bomb->name,
         result->refused ? result->err.detail : errcat_status_text(result->format.status));
}

START_TEST(each_bomb)
{
  struct summary summary = {.refused = 0};
  size_t too_much = 0;
  static struct run run;
  counting_icu_begin();
  bomb_warm_up();
  for (size_t i = 0; i < bomb_count(); i++) {
    struct bomb *bomb = bomb_make(i);
    run_on_small_stack(&run, bomb);
    check_read(&run);
    if (run.result.refused)
      check_refused(bomb, &run.result.err);
    else
      check_done(bomb, &run.result);
    ck_assert_msg(run.ours.live == 0, "%s: %zu allocations are left", bomb->name, run.ours.live);
    if (getenv("ERRCAT_TEST_VERBOSE"))
      show(&run);
    if (run.ours.bytes + run.icus > BYTES_MAX) {
      printf("%s: %zu bytes of errcat's, %zu of ICU's\n", bomb->name, run.ours.bytes, run.icus);
      too_much++;
    }
    note(&summary, &run);
    bomb_free(bomb);
  }
  printf("%zu bombs: %zu refused, %zu done, %zu of them cut at the limit; longest text %zu bytes\n"
         "most memory: %zu bytes, %s\nmost of errcat's: %zu bytes, %s\n",
         bomb_count(), summary.refused, summary.done, summary.cut, summary.longest,
         summary.most_bytes, summary.most, summary.most_ours, summary.most_of_ours);
  ck_assert_uint_eq(too_much, 0);
  ck_assert_uint_ge(bomb_count(), 200);
}
END_TEST

/* --------------------------------------------------------- nothing is kept */

static void format_once(const char *pattern)
{
  char out[512];
  struct errcat_error err = {0};
  struct errcat_arg args[] = {errcat_arg_integer(1234567), errcat_arg_time_ms(1795514400000)};
  struct errcat_pattern *open = errcat_pattern_open("en", pattern, strlen(pattern), NULL, &err);
  ck_assert_msg(open != NULL, "%s: %s", pattern, err.detail);
  errcat_pattern_format(open, args, 2, out, sizeof out, NULL);
  errcat_pattern_free(open);
}

/* Styles by the thousand, each its own, one pattern after the other: what is left after the second
 * thousand is what was left after the first. */
START_TEST(styles_by_the_thousand)
{
  static const struct {
    const char *before, *after;
  } forms[] = {{"{0,number,'", "' #,##0.00}"},
               {"{0,number,::compact-short scale/", "}"},
               {"{1,date,'", "' yyyy-MM-dd}"},
               {"{0,plural,=", "{x}other{{0,number,percent}}}"}};
  enum { THOUSAND = 1000, SLACK = 16384 };
  size_t left[3];
  counting_icu_begin();
  for (unsigned n = 0; n < 3 * THOUSAND; n++) {
    char pattern[128];
    snprintf(pattern, sizeof pattern, "%s%u%s", forms[n % 4].before, n, forms[n % 4].after);
    format_once(pattern);
    if (n % THOUSAND == THOUSAND - 1)
      left[n / THOUSAND] = counting_icu()->live_bytes;
  }
  ck_assert_msg(left[2] <= left[0] + SLACK, "%zu, %zu, %zu bytes", left[0], left[1], left[2]);
}
END_TEST

/* ------------------------------------------ a catalog of nothing but styles */

enum { CODES = 2000, KEY_SIZE = 96 };

static struct errcat_image styles_image(void)
{
  static char keys[CODES][KEY_SIZE];
  static struct mo_pair pairs[CODES + 4] = {{"", "Content-Type: text/plain; charset=UTF-8\n", 0, 0},
                                            {"@format\0041", "@format", 0, 0},
                                            {"@source\004en", "@source", 0, 0}};
  static const char *const styles[] = {"0,number,'%s' 0.0", "0,number,::compact-short scale/1%s",
                                       "1,date,'%s' yyyy"};
  for (size_t i = 0; i < CODES; i++) {
    char number[8];
    snprintf(number, sizeof number, "%04zu", i);
    const char *style = styles[i % 3], *place = strstr(style, "%s");
    snprintf(keys[i], KEY_SIZE, "C_%s/message\004{%.*s%s%s}", number, (int)(place - style), style,
             number, place + 2);
    pairs[3 + i] = (struct mo_pair){keys[i], strchr(keys[i], '\004') + 1, 0, 0};
  }
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = pairs});
  return (struct errcat_image){"styles", "en", built.bytes, built.len};
}

static void use_all_codes(const struct errcat_bundle *bundle)
{
  for (size_t i = 0; i < CODES; i++) {
    char code[16], out[128];
    struct errcat_result result;
    snprintf(code, sizeof code, "C_%04zu", i);
    errcat_message(bundle, "en", code, ERRCAT_ARGS(1234567, errcat_arg_time_ms(0)), out, sizeof out,
                   &result);
    ck_assert_msg(result.status == ERRCAT_OK, "%s: %s", code, errcat_status_text(result.status));
  }
}

/* Each code has a style of its own. What a bundle keeps of them has a limit: when all were used, it
 * holds a small part of what they would take. */
START_TEST(catalog_of_styles)
{
  enum { KEPT_MAX = 2 * 1024 * 1024 };
  struct counting counting;
  counting_icu_begin();
  counting_init(&counting);
  format_once("{0,number,0.0}{0,number,::compact-short}{1,date,yyyy}");
  struct errcat_image image = styles_image();
  struct errcat_options options = {
      .path = "", .images = &image, .image_count = 1, .allocator = &counting.allocator};
  struct errcat_error err = {0};
  struct errcat_bundle *bundle = errcat_bundle_open("styles", &options, &err);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
  size_t ours = counting.live_bytes, icus = counting_icu()->live_bytes, first;
  use_all_codes(bundle);
  first = counting.live_bytes + counting_icu()->live_bytes;
  use_all_codes(bundle);
  size_t kept = counting.live_bytes + counting_icu()->live_bytes;
  printf("a bundle of %d styles keeps %zu bytes for them\n", CODES, kept - ours - icus);
  ck_assert_uint_le(kept - ours - icus, KEPT_MAX);
  ck_assert_uint_le(kept, first + 65536);
  errcat_bundle_free(bundle);
  ck_assert_uint_eq(counting.live, 0);
  free((void *)image.data);
}
END_TEST

int main(void)
{
  setvbuf(stdout, NULL, _IOLBF, 0); /* nothing is lost when a test fails */
  Suite *suite = suite_create("bombs");
  TCase *tcase = tcase_create("bombs");
  tcase_set_timeout(tcase, 300);
  tcase_add_test(tcase, each_bomb);
  tcase_add_test(tcase, styles_by_the_thousand);
  tcase_add_test(tcase, catalog_of_styles);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
