/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "errcat.h"
#include "negotiate_walk.h"
#include "shelf.h"

/* Who gets which language: tables of headers in tests/data, and here what comes from elsewhere. */

static const char *reason_mark(const struct errcat_language *language)
{
  static const char *const marks[] = {"-", "=", "^", "~", "s", "r", "x"};
  return language->origin == ERRCAT_ORIGIN_NONE ? "-" : marks[language->reason];
}

static struct errcat_language negotiate(const struct errcat_bundle *bundle, const char *header)
{
  struct errcat_wishes wishes = {.accept_language = header};
  struct errcat_language language;
  errcat_negotiate(bundle, &wishes, &language);
  return language;
}

/* ---------------------------------------------------------- what must be so anyway */

static bool is_listed(const char *list, const char *name)
{
  size_t len = strlen(name);
  for (const char *at = list; *at; at += strcspn(at, ":"), at += *at == ':')
    if (strcspn(at, ":") == len && strncmp(at, name, len) == 0)
      return true;
  return false;
}

/* That the trace tells what happened, and that the list does what it is for. */
static void check_consistent(const struct errcat_bundle *bundle, const struct errcat_wishes *wishes,
                             const struct errcat_language *language)
{
  struct errcat_wish trace[200];
  size_t count = errcat_negotiate_trace(bundle, wishes, trace, 200), first = 0;
  ck_assert_uint_le(count, 5 * 33);
  struct errcat_language again;
  errcat_negotiate(bundle, wishes, &again); /* which may be remembered */
  ck_assert_int_eq(memcmp(&again, language, sizeof again), 0);
  while (first < count && trace[first].outcome != ERRCAT_WISH_SERVES)
    first++;
  ck_assert_int_eq(first < count, language->origin != ERRCAT_ORIGIN_NONE);
  char text[64];
  struct errcat_result result;
  errcat_message(bundle, language->locales, "A_1", ERRCAT_NO_ARGS, text, sizeof text, &result);
  if (first == count) {
    ck_assert_str_eq(language->locales, "");
    ck_assert_int_eq(language->reason, ERRCAT_REASON_SOURCE);
    return;
  }
  ck_assert_str_eq(trace[first].locale, language->locale);
  ck_assert_int_eq(trace[first].origin, language->origin);
  ck_assert_int_eq(trace[first].reason, language->reason);
  ck_assert_uint_eq(trace[first].preference, language->preference);
  ck_assert(is_listed(language->locales, language->locale));
  ck_assert_str_eq(result.locale, language->locale);
  ck_assert(!language->refused);
  for (size_t i = 0; i < count; i++)
    ck_assert(trace[i].outcome == ERRCAT_WISH_SERVES || !trace[i].reason);
}

/* ------------------------------------------------------------------ headers of the table */

static struct shelf shelf;

static FILE *open_data(const char *name)
{
  char path[4096];
  const char *srcdir = getenv("srcdir");
  snprintf(path, sizeof path, "%s/tests/data/%s", srcdir ? srcdir : ".", name);
  FILE *file = fopen(path, "r");
  ck_assert_msg(file != NULL, "%s is not there", path);
  return file;
}

/* The next row, with the shelf that it is for; NULL at the end. */
static char *next_row(FILE *file, char *line, size_t size)
{
  while (fgets(line, (int)size, file)) {
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "catalogs ", 9) == 0) {
      shelf_close(&shelf);
      shelf_open(&shelf, line + 9, NULL);
      ck_assert_msg(shelf.bundle != NULL, "%s", line);
    } else if (line[0] && line[0] != '#') {
      return line;
    }
  }
  shelf_close(&shelf);
  memset(&shelf, 0, sizeof shelf);
  fclose(file);
  return NULL;
}

START_TEST(headers)
{
  char line[1024];
  int rows = 0;
  FILE *file = open_data("negotiation.txt");
  for (; next_row(file, line, sizeof line); rows++) {
    char *want = strstr(line, " => "), got[512];
    ck_assert_msg(want != NULL, "%s", line);
    *want = '\0';
    want += 4;
    struct errcat_language language = negotiate(shelf.bundle, line);
    snprintf(got, sizeof got, "%s %s%s%s%s", language.locale, reason_mark(&language),
             language.refused ? "!" : "", *language.locales ? " " : "", language.locales);
    ck_assert_msg(strcmp(got, want) == 0, "{%s} \"%s\": %s, not %s", shelf.list, line, got, want);
    ck_assert_str_eq(language.vary, "Accept-Language");
    check_consistent(shelf.bundle, &(struct errcat_wishes){.accept_language = line}, &language);
  }
  printf("negotiation: %d headers\n", rows);
  ck_assert_int_ge(rows, 400);
}
END_TEST

static bool same_tag(const char *a, const char *b)
{
  char one[ERRCAT_LOCALE_MAX + 1] = "-", other[ERRCAT_LOCALE_MAX + 1] = "-";
  ck_assert(!strcmp(a, "-") || errcat_language_tag(a, one));
  ck_assert(!strcmp(b, "-") || errcat_language_tag(b, other));
  return strcmp(one, other) == 0;
}

START_TEST(cldr)
{
  static const char whys[] = "RSLUVC";
  int rows = 0, differ[sizeof whys] = {0}, different = 0;
  char line[1024];
  FILE *file = open_data("cldr-matching.txt");
  for (; next_row(file, line, sizeof line); rows++) {
    char theirs[64], own[64], why[2];
    char *choices = strstr(line, " >> ");
    ck_assert_msg(choices != NULL, "%s", line);
    *choices = '\0';
    int parts = sscanf(choices + 4, "%63s => %63s %1s", theirs, own, why);
    ck_assert_msg(parts == 1 || parts == 3, "%s", choices + 4);
    struct errcat_language language = negotiate(shelf.bundle, line);
    const char *got = language.origin ? language.content_language : "-";
    ck_assert_msg(same_tag(got, parts == 1 ? theirs : own), "{%s} \"%s\": %s", shelf.list, line,
                  got);
    if (parts == 1)
      continue;
    ck_assert_msg(!same_tag(theirs, own), "%s", line);
    ck_assert_msg(strchr(whys, why[0]) != NULL, "%s", line);
    differ[strchr(whys, why[0]) - whys]++;
    different++;
  }
  printf("CLDR's matcher: %d rows, %d differ (", rows, different);
  for (size_t i = 0; whys[i]; i++)
    printf("%s%c %d", i ? ", " : "", whys[i], differ[i]);
  printf(")\n");
  ck_assert_int_ge(rows, 350);
}
END_TEST

/* ---------------------------------------------------------------------- other wishes */

#define O(x) ERRCAT_ORIGIN_##x
#define AL "Accept-Language"
#define CK "Cookie"
#define BOTH "Cookie, Accept-Language"
enum { ANY = ERRCAT_WISH_ANY_SCRIPT };

/* Among en, zh_CN, zh_TW, fr and de. */
static const struct {
  const char *request, *profile, *cookie, *header, *environment;
  uint32_t flags;
  const char *want; /* locale, reason, list */
  enum errcat_origin origin;
  uint32_t preference;
  const char *vary;
  uint32_t ignored;
} merges[] = {
    {NULL, NULL, NULL, NULL, NULL, 0, "en - ", O(NONE), 0, AL, 0},
    {NULL, NULL, "", NULL, NULL, 0, "en - ", O(NONE), 0, BOTH, 0},
    {"", "", "", "", "", 0, "en - ", O(NONE), 0, BOTH, 0},
    /* Each alone. */
    {"fr", NULL, NULL, NULL, NULL, 0, "fr = fr", O(REQUEST), 0, "", 0},
    {NULL, "fr", NULL, NULL, NULL, 0, "fr = fr", O(PROFILE), 0, "", 0},
    {NULL, NULL, "fr", NULL, NULL, 0, "fr = fr", O(COOKIE), 0, CK, 0},
    {NULL, NULL, NULL, "fr", NULL, 0, "fr = fr", O(ACCEPT_LANGUAGE), 0, AL, 0},
    {NULL, NULL, NULL, NULL, "fr", 0, "fr = fr", O(ENVIRONMENT), 0, AL, 0},
    /* The order. */
    {"fr", "de", "zh_CN", "zh-TW", "en", 0, "fr = fr:de", O(REQUEST), 0, "", 0},
    {"ja", "de", "zh_CN", "zh-TW", "en", 0, "de = de", O(PROFILE), 0, "", 0},
    {"ja", "ko", "zh_CN", "zh-TW", "en", 0, "zh_CN = zh_CN", O(COOKIE), 0, CK, 0},
    {"ja", "ko", "ru", "zh-TW", "en", 0, "zh_TW = zh_TW", O(ACCEPT_LANGUAGE), 0, BOTH, 0},
    {"ja", "ko", NULL, "zh-TW", "en", 0, "zh_TW = zh_TW", O(ACCEPT_LANGUAGE), 0, AL, 0},
    {"ja", "ko", "ru", "it", "de", 0, "de = de", O(ENVIRONMENT), 0, BOTH, 0},
    {"ja", "ko", "ru", "it", "es", 0, "en - ", O(NONE), 0, BOTH, 0},
    {"ja", "ko", "", "it", "de", 0, "de = de", O(ENVIRONMENT), 0, BOTH, 0},
    /* What Vary does not name is not in the list: only what it names, and what depends on no field
     * of the request. */
    {"fr", NULL, "zh_CN", "zh-TW", "de", 0, "fr = fr:de", O(REQUEST), 0, "", 0},
    {NULL, NULL, "fr", "zh-TW", "de", 0, "fr = fr:de", O(COOKIE), 0, CK, 0},
    {NULL, NULL, NULL, "fr,zh-TW;q=0.5", "de", 0, "fr = fr:zh_TW:de", O(ACCEPT_LANGUAGE), 0, AL, 0},
    /* Entries in either style, and those that are none. */
    {"zh_CN.UTF-8", NULL, NULL, NULL, NULL, 0, "zh_CN = zh_CN", O(REQUEST), 0, "", 0},
    {"zh-Hans-CN", NULL, NULL, NULL, NULL, 0, "zh_CN = zh_CN", O(REQUEST), 0, "", 0},
    {"zh_SG", NULL, NULL, NULL, NULL, 0, "zh_CN ~ zh_CN", O(REQUEST), 0, "", 0},
    {"de_AT@euro", NULL, NULL, NULL, NULL, 0, "de ^ de", O(REQUEST), 0, "", 0},
    {"fr_CA:de_CH", NULL, NULL, NULL, NULL, 0, "fr ^ fr:de", O(REQUEST), 0, "", 0},
    {"ja:de", NULL, NULL, NULL, NULL, 0, "de = de", O(REQUEST), 1, "", 0},
    {"::ja::de::", NULL, NULL, NULL, NULL, 0, "de = de", O(REQUEST), 1, "", 0},
    {"../etc:de", NULL, NULL, NULL, NULL, 0, "de = de", O(REQUEST), 1, "", 1},
    {"zh/CN:!:de", NULL, NULL, NULL, NULL, 0, "de = de", O(REQUEST), 2, "", 2},
    {"zh,de", NULL, NULL, "fr", NULL, 0, "fr = fr", O(ACCEPT_LANGUAGE), 0, AL, 1},
    {"fr;q=0.5", NULL, NULL, "de", NULL, 0, "de = de", O(ACCEPT_LANGUAGE), 0, AL, 1},
    {"*", NULL, NULL, "de", NULL, 0, "de = de", O(ACCEPT_LANGUAGE), 0, AL, 1},
    {"wuu", NULL, NULL, NULL, NULL, 0, "zh_CN r zh_CN", O(REQUEST), 0, "", 0},
    {"yue_HK.UTF-8", NULL, NULL, NULL, NULL, 0, "zh_TW r zh_TW", O(REQUEST), 0, "", 0},
    /* The source language ends the list. */
    {"C", NULL, NULL, NULL, NULL, 0, "en s en", O(REQUEST), 0, "", 0},
    {"POSIX:fr", NULL, NULL, NULL, NULL, 0, "en s en", O(REQUEST), 0, "", 0},
    {"C.UTF-8", NULL, NULL, "fr", NULL, 0, "en s en", O(REQUEST), 0, "", 0},
    {"fr:C:de", NULL, NULL, NULL, NULL, 0, "fr = fr", O(REQUEST), 0, "", 0},
    {"fr:en:de", NULL, NULL, NULL, NULL, 0, "fr = fr", O(REQUEST), 0, "", 0},
    {"en_AU:fr", NULL, NULL, NULL, NULL, 0, "en ^ en", O(REQUEST), 0, "", 0},
    {NULL, NULL, NULL, "fr,en,de", NULL, 0, "fr = fr", O(ACCEPT_LANGUAGE), 0, AL, 0},
    {NULL, NULL, NULL, "fr,*,de", NULL, 0, "fr = fr", O(ACCEPT_LANGUAGE), 0, AL, 0},
    {"fr:fr_CA:de:fr_FR", NULL, NULL, NULL, NULL, 0, "fr = fr:de", O(REQUEST), 0, "", 0},
    /* Refusals: of the header, and of what is behind it. */
    {"fr", NULL, NULL, "fr;q=0", NULL, 0, "fr = fr", O(REQUEST), 0, "", 0},
    {NULL, "fr", NULL, "*;q=0", NULL, 0, "fr = fr", O(PROFILE), 0, "", 0},
    {NULL, NULL, "fr", "fr;q=0", NULL, 0, "fr = fr", O(COOKIE), 0, CK, 0},
    {NULL, NULL, NULL, "fr;q=0", "fr", 0, "en - ", O(NONE), 0, AL, 0},
    {NULL, NULL, NULL, "fr;q=0", "fr:de", 0, "de = de", O(ENVIRONMENT), 1, AL, 0},
    {NULL, NULL, NULL, "*;q=0", "fr", 0, "en -! ", O(NONE), 0, AL, 0},
    {NULL, NULL, NULL, "*;q=0", "C", 0, "en -! ", O(NONE), 0, AL, 0},
    {NULL, NULL, NULL, "en;q=0", "C", 0, "en -! ", O(NONE), 0, AL, 0},
    {NULL, NULL, NULL, "en;q=0,ja", "C:de", 0, "de = de", O(ENVIRONMENT), 1, AL, 0},
    {NULL, NULL, NULL, "ja,de,*;q=0", "fr", 0, "de = de", O(ACCEPT_LANGUAGE), 1, AL, 0},
    {NULL, NULL, NULL, "fr;q=0.1,en;q=0", "de", 0, "fr = fr:de", O(ACCEPT_LANGUAGE), 0, AL, 0},
    {"C", NULL, NULL, "en;q=0", NULL, 0, "en s en", O(REQUEST), 0, "", 0},
    /* A range counts as written, not in its order. */
    {NULL, NULL, NULL, "ja;q=0.9,de;q=0.1,fr;q=0.5", NULL, 0, "fr = fr:de", O(ACCEPT_LANGUAGE), 2,
     AL, 0},
    {NULL, NULL, NULL, "!,zz;x,de", NULL, 0, "de = de", O(ACCEPT_LANGUAGE), 2, AL, 2},
};
enum { MERGES = sizeof merges / sizeof *merges };

START_TEST(merging)
{
  shelf_open(&shelf, "en zh_CN zh_TW fr de", NULL);
  struct errcat_wishes wishes = {.request = merges[_i].request,
                                 .profile = merges[_i].profile,
                                 .cookie = merges[_i].cookie,
                                 .accept_language = merges[_i].header,
                                 .environment = merges[_i].environment,
                                 .flags = merges[_i].flags};
  struct errcat_language language;
  memset(&language, 0x55, sizeof language);
  errcat_negotiate(shelf.bundle, &wishes, &language);
  char got[512];
  snprintf(got, sizeof got, "%s %s%s %s", language.locale, reason_mark(&language),
           language.refused ? "!" : "", language.locales);
  ck_assert_str_eq(got, merges[_i].want);
  ck_assert_int_eq(language.origin, merges[_i].origin);
  ck_assert_uint_eq(language.preference, merges[_i].preference);
  ck_assert_str_eq(language.vary, merges[_i].vary);
  ck_assert_uint_eq(language.ignored, merges[_i].ignored);
  for (size_t i = 0; i < sizeof language.reserved / sizeof *language.reserved; i++)
    ck_assert_uint_eq(language.reserved[i], 0);
  check_consistent(shelf.bundle, &wishes, &language);
  shelf_close(&shelf);
}
END_TEST

/* Only when nothing else serves. Catalogs, wishes, and what comes with the flag. */
static const struct {
  const char *catalogs, *request, *header, *want;
} scripts[] = {
    {"en zh_CN", NULL, "zh-TW", "zh_CN x zh_CN"},
    {"en zh_CN", NULL, "zh-TW,en;q=0.5", "en = en"},
    {"en zh_CN", NULL, "zh-TW,zh;q=0.5", "zh_CN ~ zh_CN"},
    {"en zh_CN fr", NULL, "zh-TW,fr;q=0.5", "fr = fr"},
    {"en zh_CN fr", "zh_HK", "fr", "fr = fr"},
    {"en zh_CN fr", "zh_HK", "ja", "zh_CN x zh_CN"},
    {"en zh_CN", NULL, "ja,zh-Hant", "zh_CN x zh_CN"},
    {"en zh_CN", NULL, "yue", "zh_CN x zh_CN"},
    {"en zh_CN", NULL, "nan-TW", "zh_CN x zh_CN"},
    {"en zh_TW", NULL, "zh-CN", "zh_TW x zh_TW"},
    {"en zh_HK zh_TW", NULL, "zh-CN", "zh_TW x zh_TW"},
    {"en sr", NULL, "sr-Latn", "sr x sr"},
    {"en sr@latin", NULL, "sr", "sr@latin x sr@latin"},
    {"en sr@latin", NULL, "sr-Arab", "sr@latin x sr@latin"},
    {"en zh_CN", NULL, "zh-TW,zh-CN;q=0", "en - "},
    {"en zh_CN", NULL, "zh-TW,*;q=0", "zh_CN x zh_CN"},
    {"en zh_CN", NULL, "fr", "en - "},
    {"en zh_CN", NULL, "zh-TW,*;q=0.1", "en s en"},
    {"en zh_CN sr", NULL, "sr-Latn;q=0.5,zh-TW", "zh_CN x zh_CN:sr"},
};

START_TEST(any_script)
{
  shelf_open(&shelf, scripts[_i].catalogs, NULL);
  struct errcat_wishes wishes = {.request = scripts[_i].request,
                                 .accept_language = scripts[_i].header,
                                 .flags = ERRCAT_WISH_ANY_SCRIPT};
  struct errcat_language language;
  errcat_negotiate(shelf.bundle, &wishes, &language);
  char got[512];
  snprintf(got, sizeof got, "%s %s %s", language.locale, reason_mark(&language), language.locales);
  ck_assert_msg(strcmp(got, scripts[_i].want) == 0, "%s: %s, not %s", scripts[_i].header, got,
                scripts[_i].want);
  ck_assert_str_eq(language.vary, "Accept-Language");
  check_consistent(shelf.bundle, &wishes, &language);
  shelf_close(&shelf);
}
END_TEST

START_TEST(list_is_whole)
{
  static const char names[] = "en aa_DJ ab_GE af_NA ak_GH am_ET an_ES ar_SA as_IN av_RU ay_BO "
                              "az_AZ ba_RU be_BY bg_BG bm_ML bn_BD bo_CN br_FR bs_BA ca_AD ce_RU "
                              "ch_GU co_FR cs_CZ cv_RU cy_GB da_DK de_AT dv_MV dz_BT ee_GH el_GR "
                              "es_AR et_EE eu_ES fa_IR ff_SN fi_FI fj_FJ fo_FO fr_BE fy_NL ga_IE "
                              "gd_GB gl_ES gn_PY gu_IN gv_IM ha_NG he_IL";
  char header[512], *to = header;
  const char *at = names;
  int count = 0;
  for (; *at && count < ERRCAT_RANGES_MAX; count++) {
    size_t len = strcspn(at, " ");
    if (count)
      to += sprintf(to, "%.*s,", (int)len, at);
    at += len + (at[len] == ' ');
  }
  for (char *c = header; *c; c++)
    *c = *c == '_' ? '-' : *c;
  shelf_open(&shelf, names, NULL);
  struct errcat_language language = negotiate(shelf.bundle, header);
  ck_assert_uint_eq(strlen(language.locales), 31 * 6 - 1);

  /* Of longer names not all fit: none is cut, and nothing stands behind the first that does not
   * fit. */
  shelf_close(&shelf);
  char many[2048] = "en";
  header[0] = '\0';
  for (int i = 0; i < 16; i++) {
    sprintf(many + strlen(many), " sl_%c%c_ROZAJ_BISKE", 'A' + i, 'A' + i);
    sprintf(header + strlen(header), "sl-%c%c-rozaj-biske,", 'A' + i, 'A' + i);
  }
  shelf_open(&shelf, many, NULL);
  language = negotiate(shelf.bundle, header);
  ck_assert_uint_eq(strlen(language.locales), 14 * 18 - 1);
  ck_assert_str_eq(language.locale, "sl_AA_ROZAJ_BISKE");
  ck_assert_str_eq(language.content_language, "sl-AA-rozaj-biske");
  shelf_close(&shelf);
}
END_TEST

/* A header is remembered by its very bytes, and with nothing else beside it. */
START_TEST(remembered)
{
  static const char *const few[] = {"fr",
                                    "fr ",
                                    "fr,",
                                    "de",
                                    "fr;q=0",
                                    "en",
                                    "",
                                    "zh-CN,zh;q=0.9",
                                    "zh-CN,zh;q=0.8",
                                    "zh-TW,zh;q=0.9"};
  shelf_open(&shelf, "en zh_CN zh_TW fr de", NULL);
  for (int round = 0; round < 3; round++) {
    for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
      char copy[32];
      snprintf(copy, sizeof copy, "%s", few[i]);
      struct errcat_language language = negotiate(shelf.bundle, copy);
      check_consistent(shelf.bundle, &(struct errcat_wishes){.accept_language = copy}, &language);
      ck_assert_str_eq(language.vary, "Accept-Language");
      struct errcat_wishes wishes = {.accept_language = copy, .cookie = ""};
      errcat_negotiate(shelf.bundle, &wishes, &language);
      ck_assert_str_eq(language.vary, "Cookie, Accept-Language");
      wishes.cookie = "de";
      errcat_negotiate(shelf.bundle, &wishes, &language);
      ck_assert_str_eq(language.locale, "de");
      wishes = (struct errcat_wishes){.accept_language = copy, .environment = "de"};
      errcat_negotiate(shelf.bundle, &wishes, &language);
      ck_assert_str_ne(language.locale, *copy && strcmp(copy, "fr;q=0") != 0 ? "" : "en");
    }
    /* More than can be. */
    for (int i = 0; i < 500; i++) {
      char header[128];
      snprintf(header, sizeof header, "%s;q=0.%03d,%*s", i % 2 ? "fr" : "zh-SG", i + 1, i % 90,
               "de");
      struct errcat_language language = negotiate(shelf.bundle, header);
      ck_assert_str_eq(language.locale, "de");
    }
  }
  shelf_close(&shelf);
}
END_TEST

/* ------------------------------------------------------------------------ tags */

static const struct {
  const char *locale, *tag; /* NULL: it cannot be read */
} tags[] = {
    {"zh_CN", "zh-CN"},
    {"zh_CN.GB18030", "zh-CN"},
    {"zh_Hant_TW", "zh-Hant-TW"},
    {"zh-hans-cn", "zh-Hans-CN"},
    {"sr@latin", "sr-Latn"},
    {"sr_RS@latin", "sr-Latn-RS"},
    {"sr@ijekavianlatin", "sr-Latn-ijekavsk"},
    {"ca_ES@valencia", "ca-ES-valencia"},
    {"ca__VALENCIA", "ca-valencia"},
    {"de_DE@euro", "de-DE"},
    {"de-1996", "de-1996"},
    {"de_1996_1996", "de-1996"},
    {"sl_IT_ROZAJ_BISKE", "sl-IT-rozaj-biske"},
    {"es_419", "es-419"},
    {"en-GB-oed", "en-GB-oxendict"},
    {"i-klingon", "tlh"},
    {"zh-cmn-Hans", "cmn-Hans"},
    {"en-US-u-ca-buddhist", "en-US"},
    {"en-x-ours", "en"},
    {"EN", "en"},
    {"C", NULL},
    {"POSIX", NULL},
    {"", NULL},
    {"../en", NULL},
    {"en/US", NULL},
    {"und", NULL},
    {"x-ours", NULL},
    {"zh_", NULL},
};

START_TEST(tag)
{
  char got[ERRCAT_LOCALE_MAX + 1];
  memset(got, 'x', sizeof got);
  ck_assert_int_eq(errcat_language_tag(tags[_i].locale, got), tags[_i].tag != NULL);
  ck_assert_str_eq(got, tags[_i].tag ? tags[_i].tag : "");
}
END_TEST

/* ----------------------------------------------------------------------- bounds */

/* Catalogs that make most of it: several of a language, of two scripts, with variants. */
static const char shelf_of_many[] =
    "en en_001 en_GB en_AU en_NZ en_CA es es_419 es_MX es_AR pt pt_PT fr fr_CA de de_AT zh_CN "
    "zh_Hans_CN zh_TW zh_HK zh_SG es_840 sr sr@latin ca ca@valencia sl sl_ROZAJ sl_ROZAJ_BISKE ar "
    "ar_EG no nn";

/* Writes up to ERRCAT_RANGES_MAX ranges made of `shape`, in which "%" is two letters. */
static void fill_ranges(char *to, size_t size, const char *shape, const char *end)
{
  size_t at = 0;
  for (int i = 0; i < ERRCAT_RANGES_MAX - 1; i++) {
    for (const char *c = shape; *c && at + 4 < size; c++) {
      if (*c != '%') {
        to[at++] = *c;
        continue;
      }
      to[at++] = (char)('a' + i % 26);
      to[at++] = (char)('a' + i * 7 % 26);
    }
    to[at++] = ',';
  }
  snprintf(to + at, size - at, "%s", end);
}

static const char *const shapes[][2] = {
    {"en-%;q=0", "en"},
    {"en-%", "en;q=0"},
    {"zh-%", "zh-Hant;q=0,zh;q=0"},
    {"en-%-abcde-x-abcdefgh", "*;q=0"},
    {"ca-%-valencia", "*"},
    {"sl-%-rozaj-biske-1994", "sl;q=0"},
    {"%", "*;q=0"},
    {"%a-Latn-%", "*"},
    {"*", "*;q=0"},
    {"*;q=0.5,en-%", "en"},
    {"deu", "de"},
    {"sr-%", "sr-Latn;q=0"},
    {"yue-%", "zh;q=0"},
    {"x-%", ""},
    {"zh-%-abcde", "zh-CN-abcde,zh-Hans"},
    {"zho-%", "cmn-%-abcde,zho-CN,zho-Hans-CN-abcde"},
    {"es-999,spa-%", "es-998"},
    {"en-%-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh", ""},
};

/* What ec_negotiate() promises of the work, with all lists full, twice for the scripts. */
static uint32_t bound(size_t catalogs)
{
  return 2 * (5 * ERRCAT_ACCEPT_MAX) +
         (uint32_t)(ERRCAT_RANGES_MAX * 5) * (uint32_t)(4 * catalogs + 64);
}

START_TEST(work_is_bounded)
{
  static char header[1 << 20];
  const char *shape = shapes[_i][0], *end = shapes[_i][1];
  shelf_open(&shelf, shelf_of_many, NULL);
  memset(header, ',', sizeof header);
  fill_ranges(header, ERRCAT_ACCEPT_MAX, shape, end);
  struct errcat_wishes wishes = {.accept_language = header, .flags = ERRCAT_WISH_ANY_SCRIPT};
  struct errcat_language language, again;
  ck_assert_uint_le(ec_negotiate(shelf.bundle, &wishes, &language), bound(shelf.count));
  check_consistent(shelf.bundle, &wishes, &language);
  /* A header of 1 MiB, of which only ERRCAT_ACCEPT_MAX bytes are read. */
  header[strlen(header)] = ',';
  wishes.accept_language_len = sizeof header;
  ck_assert_uint_le(ec_negotiate(shelf.bundle, &wishes, &again), bound(shelf.count));
  ck_assert_str_eq(again.locale, language.locale);
  shelf_close(&shelf);
}
END_TEST

START_TEST(lists_are_bounded)
{
  static char list[1 << 20];
  static const char *const parts[] = {":", "a", "en_", "zh_XX:", "ca@valencia:", "C.", "fr\xff:"};
  shelf_open(&shelf, shelf_of_many, NULL);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (size_t at = 0; at + 1 < sizeof list; at++)
      list[at] = parts[i][at % strlen(parts[i])];
    struct errcat_wishes wishes = {list, list, list, list, 0, list, ERRCAT_WISH_ANY_SCRIPT, 0, {0}};
    struct errcat_language language;
    ck_assert_uint_le(ec_negotiate(shelf.bundle, &wishes, &language), bound(shelf.count));
    ck_assert_uint_gt(language.ignored, 0);
    check_consistent(shelf.bundle, &wishes, &language);
  }
  /* The 33rd entry is beyond. */
  list[0] = '\0';
  for (int i = 0; i < ERRCAT_PREFERENCES_MAX; i++)
    strcat(list, "ja:");
  strcat(list, "fr");
  struct errcat_wishes wishes = {.request = list};
  struct errcat_wish trace[40];
  ck_assert_uint_eq(errcat_negotiate_trace(shelf.bundle, &wishes, trace, 40), 33);
  ck_assert_int_eq(trace[32].outcome, ERRCAT_WISH_BEYOND);
  ck_assert_int_eq(trace[31].outcome, ERRCAT_WISH_NO_CATALOG);
  ck_assert_uint_eq(errcat_negotiate_trace(shelf.bundle, &wishes, NULL, 0), 33);
  shelf_close(&shelf);
}
END_TEST

/* Neither errcat nor ICU: once a name has been seen, ICU is not asked at all. */
START_TEST(nothing_is_allocated)
{
  struct counting counting;
  counting_init(&counting);
  counting_icu_begin();
  shelf_open(&shelf, shelf_of_many, &counting.allocator);
  ck_assert_ptr_nonnull(shelf.bundle);
  static char header[ERRCAT_ACCEPT_MAX];
  size_t calls = counting.calls;
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    fill_ranges(header, sizeof header, shapes[i][0], shapes[i][1]);
    struct errcat_wishes wishes = {
        "zz:wuu_CN",          "ca_ES@valencia:de_DE.UTF-8", "tlh", header, 0,
        "de_AT:eng_AU.UTF-8", ERRCAT_WISH_ANY_SCRIPT,       0,     {0}};
    struct errcat_language language;
    errcat_negotiate(shelf.bundle, &wishes, &language);
    size_t icu = counting_icu_calls();
    errcat_negotiate(shelf.bundle, &wishes, &language);
    ck_assert_uint_eq(counting_icu_calls(), icu);
  }
  ck_assert_uint_eq(counting.calls, calls);
  shelf_close(&shelf);
  ck_assert_uint_eq(counting.live, 0);
}
END_TEST

/* Every allocation of opening fails in turn, those of the matcher among them. */
START_TEST(memory_runs_out)
{
  for (size_t fail_at = 1;; fail_at++) {
    struct counting counting;
    counting_init(&counting);
    counting.fail_at = fail_at;
    shelf_open(&shelf, shelf_of_many, &counting.allocator);
    bool opened = shelf.bundle != NULL;
    shelf_close(&shelf);
    ck_assert_uint_eq(counting.live, 0);
    if (opened) {
      ck_assert_uint_gt(fail_at, 20);
      ck_assert_uint_lt(counting.calls, fail_at);
      return;
    }
  }
}
END_TEST

static void add_tables(Suite *suite)
{
  TCase *tables = tcase_create("tables");
  tcase_add_test(tables, headers);
  tcase_add_test(tables, cldr);
  tcase_add_loop_test(tables, merging, 0, MERGES);
  tcase_add_loop_test(tables, any_script, 0, sizeof scripts / sizeof *scripts);
  tcase_add_loop_test(tables, tag, 0, sizeof tags / sizeof *tags);
  tcase_add_test(tables, list_is_whole);
  tcase_add_test(tables, remembered);
  suite_add_tcase(suite, tables);
}

int main(void)
{
  Suite *suite = suite_create("negotiate");
  add_tables(suite);
  TCase *bounds = tcase_create("bounds");
  tcase_add_loop_test(bounds, work_is_bounded, 0, sizeof shapes / sizeof *shapes);
  tcase_add_test(bounds, lists_are_bounded);
  tcase_add_test(bounds, nothing_is_allocated);
  tcase_add_test(bounds, memory_runs_out);
  suite_add_tcase(suite, bounds);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
