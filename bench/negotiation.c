/* SPDX-License-Identifier: MIT */
#include "negotiation.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uenum.h>
#include <unicode/uloc.h>

#include "errcat.h"

/* One bundle has the two catalogs that the benchmark has, the other one many: the Chinese one again
 * and again, under other names, for only names matter here. ICU is given the names of the same
 * catalogs, in a list that is opened once. The headers that are hostile are of 4 KiB or cut there,
 * but for one of 1 MiB; each is negotiated once before it is timed, which is when ICU is asked
 * about the names in it. */

static const char browser[] = "zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7";
static const char traditional[] = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7";
static const char other[] = "de-DE,de;q=0.9,fr;q=0.8,it;q=0.7";
static const char unknown[] = "zh-CN,zh;q=0.9,en-US;q=0.7,en;q=0.6";
static const double goal_browser_ns = 1000, goal_hostile_ns = 20000, goal_ratio = 50;

enum { LARGE = 1 << 20, FIRST_HOSTILE = 5, BROWSER = 1, NEW = 4, CALLS = 256 };

/* A hostile header is made of `shape` over and over, in which "%" is two letters that change, and
 * ends with `end`. */
static const struct {
  const char *name, *header, *shape, *end;
  size_t size;
} headers[] = {
    {"no header", "", NULL, NULL, 0},
    {"browser's, Chinese", browser, NULL, NULL, 0},
    {"browser's, Traditional", traditional, NULL, NULL, 0},
    {"browser's, others", other, NULL, NULL, 0},
    {"browser's, new", unknown, NULL, NULL, 0},
    {"commas", NULL, ",", "en", ERRCAT_ACCEPT_MAX},
    {"one endless range", NULL, "a", "en", ERRCAT_ACCEPT_MAX},
    {"languages nobody has", NULL, "q%-Latn-XY,", "en", ERRCAT_ACCEPT_MAX},
    {"regions nobody has", NULL, "zh-%;q=0.5,", "en", ERRCAT_ACCEPT_MAX},
    {"long tails", NULL, "zh-%-abcdefgh-abcdefgh-abcdefgh-abcdefgh-x-abcdefgh  ;  q=0.999 ,", "en",
     ERRCAT_ACCEPT_MAX},
    {"long tails, one refused", NULL,
     "en-%-abcdefgh-abcdefgh-abcdefgh-x-abcdefgh-abcdefgh;q=0.9,en-US-x-ab;q=0,", "en",
     ERRCAT_ACCEPT_MAX},
    {"all refused", NULL, "en-%;q=0,en-%;q=0.5,en;q=0,zh;q=0,", "en", ERRCAT_ACCEPT_MAX},
    {"stars", NULL, "*;q=0.5,en;q=0.1,*,", "en", ERRCAT_ACCEPT_MAX},
    {"spaces", NULL, "                             zh-%                       ;          q=0.1,",
     "en", ERRCAT_ACCEPT_MAX},
    {"1 MiB of ranges", NULL, "en-%,", "en", LARGE},
};
enum { HEADERS = sizeof headers / sizeof *headers };

static const char *const names[] = {"zh_CN", "zh_TW", "en_GB", "en_AU", "es",          "es_419",
                                    "fr",    "fr_CA", "de",    "de_AT", "it",          "ja",
                                    "ko",    "ru",    "pt",    "pt_PT", "ar",          "sr",
                                    "uk",    "tr",    "nb",    "ca",    "ca@valencia", "id"};
enum { NAMES = sizeof names / sizeof *names };
static const unsigned shelf_sizes[SHELVES] = {2, NAMES + 1};

struct subject {
  struct errcat_bundle *bundle;
  UEnumeration *available;
  char *bytes; /* of the catalog that stands for others */
};

static char *read_file(const char *path, size_t *len)
{
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    fail(path, "cannot be read");
  long size = ftell(file);
  rewind(file);
  char *bytes = allocate_or_fail((size_t)size, 1);
  if (fread(bytes, 1, (size_t)size, file) != (size_t)size)
    fail(path, "cannot be read");
  fclose(file);
  *len = (size_t)size;
  return bytes;
}

static void open_subject(struct subject *subject, const char *data, unsigned catalogs)
{
  static const char domain[] = "errcat.100";
  static const char *all[NAMES + 1] = {"en"};
  struct errcat_image images[NAMES];
  struct errcat_error err;
  char folder[4096], path[4200];
  size_t len;
  snprintf(folder, sizeof folder, "%s/errcat", data);
  snprintf(path, sizeof path, "%s/zh_CN/LC_MESSAGES/%s.mo", folder, domain);
  subject->bytes = read_file(path, &len);
  for (size_t i = 0; i < NAMES; i++) {
    images[i] = (struct errcat_image){domain, names[i], subject->bytes, len};
    all[i + 1] = names[i];
  }
  struct errcat_options options = {.path = folder, .images = images, .image_count = catalogs - 1};
  subject->bundle = errcat_bundle_open(domain, &options, &err);
  if (!subject->bundle)
    fail("errcat", err.detail);
  UErrorCode error = U_ZERO_ERROR;
  subject->available = uenum_openCharStringsEnumeration(all, (int32_t)catalogs, &error);
  if (U_FAILURE(error))
    fail("ICU", u_errorName(error));
}

static void close_subject(struct subject *subject)
{
  uenum_close(subject->available);
  errcat_bundle_free(subject->bundle);
  free(subject->bytes);
}

/* Allocated; its length goes to *len. */
static char *make_header(size_t which, size_t *len)
{
  size_t size = headers[which].size, at = 0, pairs = 0;
  if (headers[which].header) {
    *len = strlen(headers[which].header);
    char *copy = allocate_or_fail(*len + 1, 1);
    return memcpy(copy, headers[which].header, *len + 1);
  }
  char *header = allocate_or_fail(size + 1, 1);
  for (const char *shape = headers[which].shape; at + 4 < size; shape = headers[which].shape)
    for (; *shape && at + 4 < size; shape++) {
      if (*shape != '%') {
        header[at++] = *shape;
        continue;
      }
      header[at++] = (char)('a' + pairs % 26);
      header[at++] = (char)('a' + pairs++ / 26 % 26);
    }
  at += (size_t)snprintf(header + at, size + 1 - at, "%s", headers[which].end);
  *len = at;
  return header;
}

static void ask_errcat(const struct subject *subject, const char *header, size_t len,
                       struct errcat_language *language)
{
  struct errcat_wishes wishes = {.accept_language = header, .accept_language_len = len};
  errcat_negotiate(subject->bundle, &wishes, language);
}

static void ask_icu(const struct subject *subject, const char *header, char *locale, int32_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  UAcceptResult result;
  uenum_reset(subject->available, &error);
  locale[0] = '\0';
  uloc_acceptLanguageFromHTTP(locale, size, &result, header, subject->available, &error);
  if (U_FAILURE(error))
    fail("ICU", u_errorName(error));
}

/* ns a call, of as many calls as fill a batch. To read the clock takes as long as some calls do. */
static double time_once(const struct subject *subject, const char *header, size_t len, bool icu,
                        double batch_seconds)
{
  char locale[ERRCAT_LOCALE_MAX + 1];
  struct errcat_language language;
  double start = seconds_of_thread(), seconds;
  size_t calls = 0;
  do {
    for (int i = 0; i < CALLS; i++) {
      if (icu)
        ask_icu(subject, header, locale, sizeof locale);
      else
        ask_errcat(subject, header, len, &language);
    }
    calls += CALLS;
    seconds = seconds_of_thread() - start;
  } while (seconds < batch_seconds);
  return seconds * 1e9 / (double)calls;
}

static double time_header(const struct subject *subject, const struct settings *settings,
                          size_t which, bool icu)
{
  static double samples[ROUNDS_MAX];
  size_t len;
  char *header = make_header(which, &len);
  for (unsigned round = 0; round < settings->rounds; round++) {
    progress_show(settings, headers[which].name, round);
    samples[round] = time_once(subject, header, len, icu, settings->batch_seconds / 2);
  }
  free(header);
  return median_of(samples, settings->rounds);
}

/* Both must come to the same language for the headers of which times are compared. */
static void check_same(const struct subject *subject, const char *header)
{
  char theirs[ERRCAT_LOCALE_MAX + 1];
  struct errcat_language own;
  ask_errcat(subject, header, strlen(header), &own);
  ask_icu(subject, header, theirs, sizeof theirs);
  if (strcmp(own.locale, theirs) != 0 || strcmp(theirs, "zh_CN") != 0)
    fail("negotiation", "errcat and ICU choose other languages");
}

/* Makes the bundle remember so many other headers that there is no room for one more. */
static void fill_memory(const struct subject *subject)
{
  char header[32];
  struct errcat_language language;
  for (int i = 0; i < 2000; i++) {
    snprintf(header, sizeof header, "en;q=0.%03d,fr;q=0.%d", i % 1000, i / 1000 + 1);
    ask_errcat(subject, header, strlen(header), &language);
  }
}

static void measure_shelf(struct negotiation *negotiation, const struct settings *settings,
                          size_t shelf)
{
  struct subject subject;
  open_subject(&subject, settings->data, shelf_sizes[shelf]);
  check_same(&subject, browser);
  double worst = 0;
  for (size_t i = 0; i < HEADERS; i++) {
    if (i == NEW)
      fill_memory(&subject);
    double ns = time_header(&subject, settings, i, false);
    negotiation->shelves[shelf].ns[i] = ns;
    if (i >= FIRST_HOSTILE && ns > worst)
      worst = ns;
    if (i > 0 && i < FIRST_HOSTILE)
      negotiation->shelves[shelf].icu_ns[i] = time_header(&subject, settings, i, true);
  }
  negotiation->shelves[shelf].catalogs = shelf_sizes[shelf];
  negotiation->shelves[shelf].worst = worst;
  negotiation->shelves[shelf].ratio =
      negotiation->shelves[shelf].icu_ns[BROWSER] / negotiation->shelves[shelf].ns[BROWSER];
  close_subject(&subject);
}

void negotiation_measure(struct negotiation *negotiation, const struct settings *settings)
{
  negotiation->run = is_wanted(settings, "negotiation");
  for (size_t i = 0; negotiation->run && i < SHELVES; i++)
    measure_shelf(negotiation, settings, i);
  progress_show(settings, NULL, 0);
}

/* --------------------------------------------------------------------- results */

static void print_goal(bool met, double goal, const char *unit)
{
  printf("   goal %s %g%s: %s\n", unit[0] == 'x' ? ">=" : "<=", goal, unit, met ? "met" : "missed");
}

void negotiation_print(const struct negotiation *negotiation)
{
  if (!negotiation->run)
    return;
  printf("\nNegotiation, ns a header\n");
  for (size_t shelf = 0; shelf < SHELVES; shelf++) {
    char title[32];
    snprintf(title, sizeof title, "%u catalogs", negotiation->shelves[shelf].catalogs);
    printf("\n%-*s%15s%15s\n", TABLE_NAME_WIDTH, title, "errcat", "ICU");
    for (size_t i = 0; i < HEADERS; i++) {
      printf("%-*s%15.0f", TABLE_NAME_WIDTH, headers[i].name, negotiation->shelves[shelf].ns[i]);
      if (negotiation->shelves[shelf].icu_ns[i] > 0)
        printf("%15.0f", negotiation->shelves[shelf].icu_ns[i]);
      puts("");
    }
    printf("  browser's header%*.0f ns", 12, negotiation->shelves[shelf].ns[BROWSER]);
    print_goal(negotiation->shelves[shelf].ns[BROWSER] <= goal_browser_ns, goal_browser_ns, " ns");
    printf("  worst of the hostile%*.0f ns", 8, negotiation->shelves[shelf].worst);
    print_goal(negotiation->shelves[shelf].worst <= goal_hostile_ns, goal_hostile_ns, " ns");
    printf("  ICU : errcat%*.0f x ", 16, negotiation->shelves[shelf].ratio);
    print_goal(negotiation->shelves[shelf].ratio >= goal_ratio, goal_ratio, "x");
  }
}

void negotiation_json(const struct negotiation *negotiation, FILE *file)
{
  fputs("  \"negotiation\": [", file);
  for (size_t shelf = 0; shelf < SHELVES; shelf++) {
    fprintf(file, "%s\n    {\"catalogs\": %u, ", shelf ? "," : "",
            negotiation->shelves[shelf].catalogs);
    json_number(file, "hostile_worst_ns", negotiation->shelves[shelf].worst);
    fputs(", ", file);
    json_number(file, "icu_by_errcat", negotiation->shelves[shelf].ratio);
    fputs(", \"headers\": [", file);
    for (size_t i = 0; i < HEADERS; i++) {
      fprintf(file, "%s\n      {\"name\": ", i ? "," : "");
      json_text(file, headers[i].name);
      fputs(", ", file);
      json_number(file, "errcat_ns", negotiation->shelves[shelf].ns[i]);
      fputs(", ", file);
      json_number(file, "icu_ns", negotiation->shelves[shelf].icu_ns[i]);
      fputs("}", file);
    }
    fputs("]}", file);
  }
  fputs("]", file);
}
