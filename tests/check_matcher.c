/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "counting.h"
#include "errcat.h"
#include "icu.h"
#include "locale.h"
#include "shelf.h"

/* The matcher against what it remembers: errcat_bundle_trace(), which asks ICU each time; and whole
 * negotiations against a slow one, written with strings. */

static const char *const shelves[] = {
    "en zh_CN",
    "en zh_CN zh_TW",
    "zh_TW zh_Hant_HK zh_Hans en",
    "en en_GB en_001 en_AU en_150 es es_419 es_MX pt pt_PT fr fr_CA de de_AT nb nn",
    "en zh_CN zh_Hans_CN zh_Hans zh_Hant_TW zh_TW no nb sr sr@latin sr_ME",
    "fr ca ca@valencia ca_ES_VALENCIA sl sl_ROZAJ sl_ROZAJ_BISKE sl_IT_ROZAJ sh_BA",
    "en_US iw in ji fil he uz_Cyrl uz az_Arab pa_PK mo ro_MD cmn_TW",
    "en ht hi_Latn fr_HT no hr bs sr es_840 es_999 yue arz ar_EG",
    /* Too many ways to write Serbian for each to have cells. */
    ("en sr sr_Cyrl sh_ROZAJ sr_Qaaa_BISKE sr_Qaab_NEDIS sr_Hans_FOOBAR sr_Hant_1996 "
     "sr_Latn_VALENCIA sr_Arab_ROZAJ_BISKE sr_Grek_FOO12"),
};
enum { SHELVES = sizeof shelves / sizeof *shelves };

static struct shelf shelf;
static int compared, related;

/* The first catalog by the trace for `name` alone; "" when only the source is left. */
static enum errcat_reason traced(const char *name, const char **locale, struct errcat_step *steps)
{
  size_t count = errcat_bundle_trace(shelf.bundle, name, NULL, steps, 600);
  for (size_t i = 0; i < count && i < 600; i++) {
    if (steps[i].reason == ERRCAT_REASON_SOURCE)
      break;
    if (steps[i].outcome == ERRCAT_OUTCOME_SERVES) {
      *locale = steps[i].locale;
      return steps[i].reason;
    }
  }
  *locale = "";
  return ERRCAT_REASON_NONE;
}

/* A code that CLDR knows under another name is remembered as that; among twins only (see
 * struct ec_tongue) is it looked up by its own. */
static void compare(const char *name)
{
  static struct errcat_step steps[600];
  const char *locale;
  enum errcat_reason reason = traced(name, &locale, steps);
  struct errcat_wishes wishes = {.request = name};
  for (int again = 0; again < 2; again++) {
    struct errcat_language language;
    errcat_negotiate(shelf.bundle, &wishes, &language);
    compared++;
    if (language.reason == ERRCAT_REASON_RELATED && !*locale) {
      related++;
      continue;
    }
    const char *got = language.origin ? language.locale : "";
    enum errcat_reason got_reason = language.origin ? language.reason : ERRCAT_REASON_NONE;
    ck_assert_msg(strcmp(got, locale) == 0 && got_reason == reason,
                  "{%s} %s: \"%s\" for %d, not \"%s\" for %d", shelf.list, name, got, got_reason,
                  locale, reason);
  }
}

static void open_shelf(int i)
{
  shelf_open(&shelf, shelves[i], NULL);
  ck_assert_ptr_nonnull(shelf.bundle);
  compared = related = 0;
}

static void close_shelf(void)
{
  printf("{%s}: %d compared, %d of a related language\n", shelf.list, compared, related);
  shelf_close(&shelf);
}

START_TEST(icu_locales)
{
  open_shelf(_i);
  const char *name;
  for (int32_t i = 0; (name = ec_icu_locale(i)) != NULL; i++) {
    compare(name);
    char tag[ERRCAT_LOCALE_MAX + 1];
    if (errcat_language_tag(name, tag))
      compare(tag);
  }
  close_shelf();
}
END_TEST

/* Every code of two and three letters, which is how aliases come to light. */
START_TEST(all_languages)
{
  open_shelf(_i);
  for (int i = 0; i < 26 * 26 * 27; i++) {
    char name[] = {(char)('a' + i / 27 / 26), (char)('a' + i / 27 % 26),
                   (char)(i % 27 ? 'a' + i % 27 - 1 : '\0'), '\0'};
    compare(name);
  }
  close_shelf();
}
END_TEST

START_TEST(all_regions)
{
  static const char *const languages[] = {"zh", "zh-Hant", "en",  "es",      "pt", "sr", "uz", "no",
                                          "nn", "iw",      "zho", "hi-Latn", "ca", "fr", "mo"};
  open_shelf(_i);
  for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
    char name[64];
    for (int i = 0; i < 26 * 26; i++) {
      snprintf(name, sizeof name, "%s-%c%c", languages[l], 'A' + i / 26, 'A' + i % 26);
      compare(name);
    }
    for (int i = 0; i < 1000; i += i < 40 || (i > 410 && i < 430) ? 1 : 29) {
      snprintf(name, sizeof name, "%s-%03d", languages[l], i);
      compare(name);
    }
  }
  close_shelf();
}
END_TEST

static uint64_t state;

static unsigned below(unsigned limit)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned)(state >> 33) % limit;
}

#define PICK(list) list[below(sizeof list / sizeof *list)]

/* A name of the parts among which choosing is hardest. */
static void make_name(char *to, size_t size, bool tag)
{
  static const char *const languages[] = {"en", "zh", "cmn", "zh-yue", "yue", "sr", "sh",  "no",
                                          "nb", "nn", "ca",  "sl",     "es",  "pt", "eng", "he",
                                          "iw", "fr", "hi",  "ht",     "uz",  "qq", "fil", "arz"};
  static const char *const scripts[] = {"", "", "", "Hans", "Hant", "Latn", "Cyrl", "Qaaa"};
  static const char *const regions[] = {"",   "",   "CN", "TW", "HK",  "SG",  "AU",  "MX",
                                        "ES", "IT", "ME", "BA", "419", "001", "999", "QQ"};
  static const char *const variants[] = {"",
                                         "",
                                         "",
                                         "",
                                         "valencia",
                                         "rozaj",
                                         "biske",
                                         "foobar",
                                         "1996",
                                         "rozaj-biske",
                                         "nedis-rozaj",
                                         "rozaj-foo12"};
  static const char *const tails[] = {"", "", "", "", "-u-nu-latn", "-x-a", "-a-bb-c-dd", "-x"};
  static const char *const modifiers[] = {"", "", "", ".UTF-8", "@latin", "@euro", ".GBK@valencia"};
  const char *script = PICK(scripts), *region = PICK(regions), *variant = PICK(variants);
  const char *separator = tag || below(2) ? "-" : "_";
  snprintf(to, size, "%s%s%s%s%s%s%s%s", PICK(languages), *script ? separator : "", script,
           *region ? separator : "", region, *variant ? "-" : "", variant,
           tag ? PICK(tails) : PICK(modifiers));
}

START_TEST(random_names)
{
  open_shelf(_i);
  state = 88172645463325252u + (unsigned)_i;
  for (int i = 0; i < 5000; i++) {
    char name[128];
    make_name(name, sizeof name, below(2));
    compare(name);
  }
  close_shelf();
}
END_TEST

/* ------------------------------------------------------------- a slow negotiation */

struct range {
  char text[128];
  int quality;
  bool any;
  struct ec_locale locale;
  bool named, tail;
};

static struct range ranges[40];
static int range_count;
static struct ec_locale catalogs[64];
static const char *names[64];
static size_t catalog_count;

static void list_catalogs(void)
{
  catalog_count = 0;
  for (size_t i = 0; i < errcat_bundle_catalog_count(shelf.bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog(shelf.bundle, i, &info);
    names[catalog_count] = info.locale;
    ck_assert(ec_locale_parse(&catalogs[catalog_count++], info.locale, strlen(info.locale)));
  }
}

/* language-Script-region-variants, the script as it goes without saying for language and region. */
static void full_tag(const struct ec_locale *locale, char out[128])
{
  snprintf(out, 128, "%s-%s%s%s%s%s-", locale->likely_language, locale->likely_script,
           *locale->region ? "-" : "", locale->region, *locale->variant ? "-" : "",
           locale->variant);
}

/* How many subtags of the range a catalog has, which must be all of them; 0: not all. */
static int names_catalog(const struct range *range, size_t catalog)
{
  char full[128], wanted[128];
  const struct ec_locale *l = &range->locale;
  if (range->tail || !range->named)
    return 0;
  full_tag(&catalogs[catalog], full);
  bool script = *l->script || *l->region || *l->variant || strcmp(l->language, "sh") == 0;
  if (script)
    full_tag(l, wanted);
  else
    snprintf(wanted, sizeof wanted, "%s", l->likely_language);
  size_t len = strlen(wanted);
  if (wanted[len - 1] == '-')
    len--;
  for (size_t i = 0; i < sizeof full && full[i]; i++)
    full[i] = full[i] == '_' ? '-' : full[i];
  for (size_t i = 0; i < len; i++)
    wanted[i] = wanted[i] == '_' ? '-' : wanted[i];
  if (strncmp(full, wanted, len) != 0 || full[len] != '-')
    return 0;
  return *l->variant ? 3 + (int)strlen(l->variant) : *l->region ? 3 : script ? 2 : 1;
}

static int quality_of(size_t catalog)
{
  int closest = 0, quality = -1;
  for (int i = 0; i < range_count; i++) {
    int close = ranges[i].any ? 0 : names_catalog(&ranges[i], catalog);
    if (close > closest || (close && close == closest && ranges[i].quality > quality))
      quality = ranges[i].quality;
    closest = close > closest ? close : closest;
  }
  return quality;
}

static bool is_better(size_t a, size_t b)
{
  const struct ec_locale *x = &catalogs[a], *y = &catalogs[b];
  struct ec_locale likely = *x;
  likely.likely_region[0] = '\0';
  ec_icu_likely(likely.likely_language, likely.likely_script, likely.likely_region);
  bool away_x = strcmp(x->likely_region, likely.likely_region) != 0;
  bool away_y = strcmp(y->likely_region, likely.likely_region) != 0;
  if (away_x != away_y)
    return away_y;
  if (!*x->variant != !*y->variant)
    return !*x->variant;
  return strcmp(x->name, y->name) < 0;
}

/* The best of the language and script that is not refused. */
static size_t next_alike(size_t of)
{
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < catalog_count; i++) {
    if (strcmp(catalogs[i].likely_language, catalogs[of].likely_language) != 0 ||
        strcmp(catalogs[i].likely_script, catalogs[of].likely_script) != 0 || quality_of(i) == 0)
      continue;
    if (best == SIZE_MAX || is_better(i, best))
      best = i;
  }
  return best;
}

static size_t slow_any(int quality)
{
  for (size_t i = 0; i < catalog_count; i++)
    if (quality_of(i) == -1 || quality_of(i) >= quality)
      return i;
  return SIZE_MAX;
}

static size_t slow_range(const struct range *range)
{
  static struct errcat_step steps[600];
  const char *locale;
  if (range->any)
    return slow_any(range->quality);
  traced(range->text, &locale, steps);
  for (size_t i = 0; *locale && i < catalog_count; i++)
    if (strcmp(names[i], locale) == 0)
      return quality_of(i) == 0 ? next_alike(i) : i;
  return SIZE_MAX;
}

/* SIZE_MAX: nothing serves. */
static size_t slow(void)
{
  for (int quality = 1000; quality > 0; quality--)
    for (int i = 0; i < range_count; i++) {
      size_t found = ranges[i].quality == quality ? slow_range(&ranges[i]) : SIZE_MAX;
      if (found != SIZE_MAX)
        return found;
    }
  return SIZE_MAX;
}

static void make_range(struct range *range)
{
  static const int qualities[] = {0, 0, 0, 100, 250, 500, 500, 900, 1000, 1000};
  memset(range, 0, sizeof *range);
  range->quality = PICK(qualities);
  range->any = below(12) == 0;
  if (range->any) {
    strcpy(range->text, "*");
    return;
  }
  do
    make_name(range->text, sizeof range->text, true);
  while (strncmp(range->text, "yue", 3) == 0 || strncmp(range->text, "zh-yue", 6) == 0 ||
         strncmp(range->text, "arz", 3) == 0); /* related languages have tables of their own */
  range->named = ec_locale_parse(&range->locale, range->text, strlen(range->text));
  range->tail =
      strstr(range->text, "-u-") || strstr(range->text, "-x") || strstr(range->text, "-a-");
}

START_TEST(random_headers)
{
  open_shelf(_i);
  list_catalogs();
  state = 2463534242u + (unsigned)_i;
  int served = 0, refused = 0;
  for (int n = 0; n < 1500; n++) {
    char header[4096] = "";
    range_count = 1 + (int)below(8);
    for (int i = 0; i < range_count; i++) {
      make_range(&ranges[i]);
      sprintf(header + strlen(header), "%s%.127s;q=%d.%03d", i ? "," : "", ranges[i].text,
              ranges[i].quality / 1000, ranges[i].quality % 1000);
    }
    struct errcat_wishes wishes = {.accept_language = header};
    struct errcat_language language;
    for (int again = 0; again < 2; again++)
      errcat_negotiate(shelf.bundle, &wishes, &language);
    size_t want = slow();
    const char *got = language.origin ? language.locale : "";
    ck_assert_msg(strcmp(got, want == SIZE_MAX ? "" : names[want]) == 0,
                  "{%s} %s: \"%s\", not \"%s\"", shelf.list, header, got,
                  want == SIZE_MAX ? "" : names[want]);
    served += want != SIZE_MAX;
    refused += language.refused;
  }
  ck_assert_int_gt(served, 500);
  ck_assert_int_gt(refused, 5);
  shelf_close(&shelf);
}
END_TEST

/* Scripts and variants that are never seen together do not take memory as if they were. */
START_TEST(crowded)
{
  static char list[8000];
  struct counting counting;
  counting_init(&counting);
  size_t len = (size_t)snprintf(list, sizeof list, "en");
  for (int i = 0; i < 400; i++)
    len += (size_t)snprintf(list + len, sizeof list - len, " sr_Q%c%ca_%04dfoo", 'a' + i / 26,
                            'a' + i % 26, 1000 + i);
  shelf_open(&shelf, list, &counting.allocator);
  ck_assert_ptr_nonnull(shelf.bundle);
  ck_assert_uint_eq(shelf.count, 401);
  ck_assert_uint_lt(counting.peak, 8 * 1024 * 1024);
  compare("sr-Qaba-1001foo");
  compare("sr-Qaba-RS-1001foo-x");
  compare("sr-Qaba-1002foo");
  compare("srp-Qaba");
  shelf_close(&shelf);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("matcher");
  TCase *names_case = tcase_create("names");
  tcase_set_timeout(names_case, 300);
  tcase_add_loop_test(names_case, icu_locales, 0, SHELVES);
  /* It takes long, and is much the same for all. */
  tcase_add_loop_test(names_case, all_languages, 3, 4);
  tcase_add_loop_test(names_case, all_languages, 7, 8);
  tcase_add_loop_test(names_case, all_regions, 0, SHELVES);
  tcase_add_loop_test(names_case, random_names, 0, SHELVES);
  tcase_add_loop_test(names_case, random_headers, 0, SHELVES);
  tcase_add_test(names_case, crowded);
  suite_add_tcase(suite, names_case);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
