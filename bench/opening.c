/* SPDX-License-Identifier: MIT */
#include "opening.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "errcat.h"
#include "gettext.h"

/* errcat opens the source catalog, with the metadata, alone and together with the Chinese one; it
 * reads them whole and checks them. gettext maps the Chinese one alone, of which it checks nothing:
 * what it holds is the file, which the processes of a machine share. Times are of the processor,
 * the files being in the system's cache. The goals are for one catalog of the most codes. */

static const unsigned codes[SIZES] = {100, 10000, 100000};
static const char code[] = "BENCH_00000002";
static const double goal_ms = 40, goal_ratio = 2;

/* Folders below the data, and the languages in them. */
static const struct {
  const char *name, *folder, *languages[2];
} opened[OPENED] = {
    [OPENED_ONE] = {"errcat, en alone", "one", {"en", NULL}},
    [OPENED_PAIR] = {"errcat, en and zh_CN", "errcat", {"en", "zh_CN"}},
};

/* An allocator that knows how much it has given. Each piece has its size in front. */
struct counter {
  size_t held, peak;
};

union piece {
  size_t size;
  max_align_t alignment;
};

static void *count_allocate(void *context, size_t size)
{
  struct counter *counter = context;
  union piece *piece = size < SIZE_MAX - sizeof *piece ? malloc(sizeof *piece + size) : NULL;
  if (!piece)
    return NULL;
  piece->size = size;
  counter->held += size;
  if (counter->held > counter->peak)
    counter->peak = counter->held;
  return piece + 1;
}

static void count_release(void *context, void *memory)
{
  union piece *piece = (union piece *)memory - 1;
  ((struct counter *)context)->held -= piece->size;
  free(piece);
}

static double bytes_of_file(const char *data, const char *syntax, const char *language,
                            unsigned count)
{
  char path[4096];
  struct stat found;
  snprintf(path, sizeof path, "%s/%s/%s/LC_MESSAGES/%s.%u.mo", data, syntax, language, syntax,
           count);
  if (stat(path, &found) != 0)
    fail(path, "is not there");
  return (double)found.st_size;
}

/* ms to open the catalogs and make one message. */
static double open_errcat(const char *data, enum opened which, unsigned count,
                          const struct errcat_allocator *allocator, struct errcat_bundle **bundle)
{
  char path[4096], domain[32], out[OUT_SIZE];
  snprintf(path, sizeof path, "%s/%s", data, opened[which].folder);
  snprintf(domain, sizeof domain, "errcat.%u", count);
  struct errcat_options options = {
      .path = path, .flags = ERRCAT_OPEN_STRICT, .allocator = allocator};
  struct errcat_error err;
  double start = seconds_of_thread();
  *bundle = errcat_bundle_open(domain, &options, &err);
  if (!*bundle)
    fail("errcat", err.detail);
  errcat_message(*bundle, "zh_CN", code, ERRCAT_ARGS("a", "b"), out, sizeof out, NULL);
  return (seconds_of_thread() - start) * 1e3;
}

/* gettext keeps for good what it has opened, but knows a folder by its name only: each time it
 * gets another name of the same one. */
static double open_gettext(const char *data, unsigned count, unsigned round)
{
  static locale_t locale;
  if (!locale)
    locale = newlocale(LC_ALL_MASK, "zh_CN.UTF-8", (locale_t)0);
  if (!locale)
    return 0;
  char domain[32], out[OUT_SIZE];
  size_t size = strlen(data) + sizeof "/printf" + 2 * (size_t)(round + 1);
  char *folder = allocate_or_fail(size, 1);
  snprintf(folder, size, "%s/printf", data);
  for (unsigned i = 0; i <= round; i++)
    memcpy(folder + strlen(folder), "/.", sizeof "/.");
  snprintf(domain, sizeof domain, "printf.%u", count);
  uselocale(locale);
  double start = seconds_of_thread();
  bindtextdomain(domain, folder);
  const char *text = dgettext(domain, "BENCH_00000002\4message");
  /* Not a literal: it is the translation. */
  snprintf(out, sizeof out, "%s", text);
  double ms = (seconds_of_thread() - start) * 1e3;
  uselocale(LC_GLOBAL_LOCALE);
  free(folder);
  return strchr(out, '\4') ? 0 : ms;
}

/* Counting costs time: once, apart. */
static void measure_memory(struct opening *opening, const char *data, size_t size,
                           enum opened which)
{
  struct counter counter = {0, 0};
  struct errcat_allocator allocator = {count_allocate, count_release, &counter};
  struct errcat_bundle *bundle;
  open_errcat(data, which, codes[size], &allocator, &bundle);
  opening->sizes[size].errcat[which].held = (double)counter.held;
  opening->sizes[size].errcat[which].peak = (double)counter.peak;
  errcat_bundle_free(bundle);
  for (size_t i = 0; i < 2 && opened[which].languages[i]; i++)
    opening->sizes[size].errcat[which].files +=
        bytes_of_file(data, "errcat", opened[which].languages[i], codes[size]);
}

static void measure_size(struct opening *opening, const struct settings *settings, size_t size)
{
  static double times[ROUNDS_MAX];
  const char *data = settings->data;
  opening->sizes[size].codes = codes[size];
  for (enum opened which = 0; which < OPENED; which++) {
    for (unsigned round = 0; round < settings->rounds; round++) {
      progress_show(settings, "opening", round);
      struct errcat_bundle *bundle;
      times[round] = open_errcat(data, which, codes[size], NULL, &bundle);
      errcat_bundle_free(bundle);
    }
    opening->sizes[size].errcat[which].ms = median_of(times, settings->rounds);
    measure_memory(opening, data, size, which);
  }
  for (unsigned round = 0; round < settings->rounds; round++)
    times[round] = open_gettext(data, codes[size], round);
  opening->sizes[size].gettext_ms = median_of(times, settings->rounds);
  opening->sizes[size].gettext_file = bytes_of_file(data, "printf", "zh_CN", codes[size]);
}

void opening_measure(struct opening *opening, const struct settings *settings)
{
  opening->run = is_wanted(settings, "opening");
  for (size_t i = 0; opening->run && i < SIZES; i++)
    measure_size(opening, settings, i);
  progress_show(settings, NULL, 0);
}

/* A row of the table: its name, then a figure for each number of codes. */
static void print_row(const char *name, const double figures[SIZES], int digits, const char *unit)
{
  printf("\n%-*s", TABLE_NAME_WIDTH, name);
  for (size_t i = 0; i < SIZES; i++)
    printf("%*.*f%s", 15 - (int)strlen(unit), digits, figures[i], unit);
}

static void print_goal(double figure, double goal, const char *unit)
{
  printf("   goal %.0f%s%s", goal, unit, figure > goal ? " <" : "");
}

static void print_errcat(const struct opening *opening, enum opened which)
{
  double ms[SIZES], held[SIZES], peak[SIZES], files[SIZES], ratio[SIZES];
  for (size_t i = 0; i < SIZES; i++) {
    ms[i] = opening->sizes[i].errcat[which].ms;
    held[i] = opening->sizes[i].errcat[which].held / 1024;
    peak[i] = opening->sizes[i].errcat[which].peak / 1024;
    files[i] = opening->sizes[i].errcat[which].files / 1024;
    ratio[i] = held[i] / files[i];
  }
  print_row(opened[which].name, ms, 3, " ms");
  if (which == OPENED_ONE)
    print_goal(ms[SIZES - 1], goal_ms, " ms");
  print_row("  holds", held, 0, " KiB");
  print_row("  at most", peak, 0, " KiB");
  print_row("  its .mo files", files, 0, " KiB");
  print_row("  held : files", ratio, 2, "x");
  if (which == OPENED_ONE)
    print_goal(ratio[SIZES - 1], goal_ratio, "x");
}

void opening_print(const struct opening *opening)
{
  if (!opening->run)
    return;
  double ms[SIZES], file[SIZES];
  printf("\nOpening, up to the first message\n\n%-*s", TABLE_NAME_WIDTH, "codes");
  for (size_t i = 0; i < SIZES; i++) {
    printf("%15u", opening->sizes[i].codes);
    ms[i] = opening->sizes[i].gettext_ms;
    file[i] = opening->sizes[i].gettext_file / 1024;
  }
  for (enum opened which = 0; which < OPENED; which++)
    print_errcat(opening, which);
  print_row("gettext, zh_CN", ms, 3, " ms");
  print_row("  its .mo file, mapped", file, 0, " KiB");
  puts("");
}

/* Members of an object. */
static void json_errcat(const struct opening *opening, size_t size, enum opened which, FILE *file)
{
  static const char *const names[OPENED][4] = {
      {"errcat_one_ms", "errcat_one_bytes", "errcat_one_peak_bytes", "errcat_one_file_bytes"},
      {"errcat_ms", "errcat_bytes", "errcat_peak_bytes", "errcat_file_bytes"}};
  const double values[] = {
      opening->sizes[size].errcat[which].ms, opening->sizes[size].errcat[which].held,
      opening->sizes[size].errcat[which].peak, opening->sizes[size].errcat[which].files};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    fputs(", ", file);
    json_number(file, names[which][i], values[i]);
  }
}

void opening_json(const struct opening *opening, FILE *file)
{
  fputs("  \"opening\": [", file);
  for (size_t i = 0; i < SIZES; i++) {
    fprintf(file, "%s\n    {\"codes\": %u", i ? "," : "", opening->sizes[i].codes);
    for (enum opened which = 0; which < OPENED; which++)
      json_errcat(opening, i, which, file);
    fputs(", ", file);
    json_number(file, "gettext_ms", opening->sizes[i].gettext_ms);
    fputs(", ", file);
    json_number(file, "gettext_file_bytes", opening->sizes[i].gettext_file);
    fputs("}", file);
  }
  fputs("]", file);
}
