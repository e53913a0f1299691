/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "locale.h"

/* ------------------------------------------------------------------- parsing */

/* `name`: canonical. `likely`: language, script and region with likely
 * subtags; NULL: not looked at. */
static const struct {
  const char *text, *name, *likely;
} names[] = {
    /* POSIX */
    {"zh_CN", "zh_CN", "zh_Hans_CN"},
    {"zh", "zh", "zh_Hans_CN"},
    {"zh_CN.UTF-8", "zh_CN", "zh_Hans_CN"},
    {"zh_CN.GB18030", "zh_CN", "zh_Hans_CN"},
    {"zh_SG.utf8", "zh_SG", "zh_Hans_SG"},
    {"fr.abcdefghijklmnopqrstuvwxyz0123456789ABCD", "fr", "fr_Latn_FR"},
    {"de_DE@euro", "de_DE_EURO", "de_Latn_DE"},
    {"de_DE.ISO-8859-15@euro", "de_DE_EURO", "de_Latn_DE"},
    {"sr_RS", "sr_RS", "sr_Cyrl_RS"},
    {"sr_RS.UTF-8@latin", "sr_Latn_RS", "sr_Latn_RS"},
    {"sr@latin", "sr_Latn", "sr_Latn_RS"},
    {"sr_ME", "sr_ME", "sr_Latn_ME"},
    {"sr@ijekavian", "sr__IJEKAVSK", "sr_Cyrl_RS"},
    {"sr@ijekavianlatin", "sr_Latn__IJEKAVSK", "sr_Latn_RS"},
    {"ca_ES@valencia", "ca_ES_VALENCIA", "ca_Latn_ES"},
    {"ca@valencia", "ca__VALENCIA", "ca_Latn_ES"},
    {"tt_RU@iqtelif", "tt_Latn_RU", "tt_Latn_RU"},
    {"be_BY@latin", "be_Latn_BY", "be_Latn_BY"},
    {"uz_UZ.UTF-8@cyrillic", "uz_Cyrl_UZ", "uz_Cyrl_UZ"},
    {"ks_IN@devanagari", "ks_Deva_IN", "ks_Deva_IN"},
    {"en@quot", "en__QUOT", "en_Latn_US"},
    {"en-GB@oed", "en_GB_OED", "en_Latn_GB"},
    {"en@shaw", "en_Shaw", "en_Shaw_GB"},
    {"de@x", "de", "de_Latn_DE"},
    {"zh_CN@collation=pinyin;currency=CNY", "zh_CN", "zh_Hans_CN"},
    {"de@a-modifier-that-is-too-long-for-a-varian", "de", NULL},
    /* case */
    {"ZH_cn.utf-8", "zh_CN", "zh_Hans_CN"},
    {"zH_hANT_tw", "zh_Hant_TW", "zh_Hant_TW"},
    /* BCP 47 */
    {"zh-CN", "zh_CN", "zh_Hans_CN"},
    {"zh-Hans-CN", "zh_Hans_CN", "zh_Hans_CN"},
    {"zh-hant-tw", "zh_Hant_TW", "zh_Hant_TW"},
    {"es-419", "es_419", "es_Latn_419"},
    {"en-Latn-GB-oxendict", "en_Latn_GB_OXENDICT", "en_Latn_GB"},
    {"de-1996", "de__1996", "de_Latn_DE"},
    {"sl-rozaj-biske", "sl__ROZAJ_BISKE", "sl_Latn_SI"},
    {"sl-rozaj-biske-1994-nedis-solba", "sl__ROZAJ_BISKE_1994_NEDIS", NULL},
    {"zh-CN-u-nu-hanidec", "zh_CN", "zh_Hans_CN"},
    {"zh-x-ours-a-b", "zh", "zh_Hans_CN"},
    {"zh-yue-HK", "yue_HK", "yue_Hant_HK"},
    {"zh-cmn-Hans-CN", "cmn_Hans_CN", "zh_Hans_CN"},
    {"cmn-TW", "cmn_TW", "zh_Hant_TW"},
    {"qaa", "qaa", "qaa__"},
    {"i-klingon", "tlh", NULL},
    {"I-LUX", "lb", "lb_Latn_LU"},
    {"zh-min-nan", "nan", NULL},
    {"en-GB-oed", "en_GB_OXENDICT", "en_Latn_GB"},
    {"no-bok", "nb", NULL},
    /* ICU */
    {"zh_Hans_CN", "zh_Hans_CN", "zh_Hans_CN"},
    {"en_US_POSIX", "en_US_POSIX", "en_Latn_US"},
    {"ca__VALENCIA", "ca__VALENCIA", "ca_Latn_ES"},
    {"sr_Latn__IJEKAVSK", "sr_Latn__IJEKAVSK", "sr_Latn_RS"},
    {"de_DE_EURO", "de_DE_EURO", "de_Latn_DE"},
    {"zh-Hans_CN", "zh_Hans_CN", "zh_Hans_CN"},
    /* two codes of one language */
    {"iw_IL", "iw_IL", "he_Hebr_IL"},
    {"in", "in", "id_Latn_ID"},
    {"tl_PH", "tl_PH", "fil_Latn_PH"},
    {"sh_BA", "sh_BA", "sr_Latn_BA"},
    {"mo", "mo", "ro_Latn_RO"},
    {"no", "no", "nb_Latn_NO"},
};
enum { NAMES = sizeof names / sizeof *names };

/* clang-format off */
static const char *const not_names[] = {
    "zh-min-nan-TW", "", "C", "POSIX", "C.UTF-8", "und", "und-CN", "zh-und-CN", "root", "x-ours",
    "i-default", "german", "_CN", "zh_", "zh-", "zh__", "zh__CN", "zh--CN", "zh_C", "zh_CHN", "zh_CN_",
    "zh_CN_TW", "zh-CN-Hans", "zh-CN-u", "zh-CN-x", "zh-CN-x-toolongsubtag", "zh.",
    "zh_CN.@latin", "zh_CN@", "zh_CN@a@b", "sr_Cyrl_RS@latin", ".UTF-8", "@latin", ".", "..",
    "../zh_CN", "zh_CN/..", "zh_CN.UTF-8/../../etc", "zh_CN./", "zh_CN...", "zh_CN.a..b",
    "zh_CN.-", "zh_CN@../x", "zh_CN.UTF-8:fr", "zh CN", " zh", "zh_CN\n", "zh_CN\x7f", "zh%2fCN",
    "zh\\CN", "\xe4\xb8\xad\xe6\x96\x87", "zh_\xc3\x87N", "z", "z1", "12",
    "zh_CN.abcdefghijklmnopqrstuvwxyz0123456789ABCDE",
    "de@a-modifier-that-is-too-long-for-a-variant",
};
/* clang-format on */
enum { NOT_NAMES = sizeof not_names / sizeof *not_names };

START_TEST(parse)
{
  const char *text = names[_i].text, *want = names[_i].name;
  struct ec_locale locale;
  ck_assert_msg(ec_locale_parse(&locale, text, strlen(text)), "%s: refused", text);
  ck_assert_msg(strcmp(locale.name, want) == 0, "%s is %s", text, locale.name);
  if (names[_i].likely) {
    char likely[64];
    snprintf(likely, sizeof likely, "%s_%s_%s", locale.likely_language, locale.likely_script,
             locale.likely_region);
    ck_assert_msg(strcmp(likely, names[_i].likely) == 0, "%s is likely %s", text, likely);
  }
}
END_TEST

START_TEST(parse_refused)
{
  struct ec_locale locale, before;
  memset(&locale, 0x5a, sizeof locale);
  before = locale;
  ck_assert_msg(!ec_locale_parse(&locale, not_names[_i], strlen(not_names[_i])), "\"%s\": accepted",
                not_names[_i]);
  ck_assert_msg(memcmp(&locale, &before, sizeof locale) == 0, "\"%s\": written to", not_names[_i]);
}
END_TEST

/* A canonical name reads as itself. */
START_TEST(parse_again)
{
  const char *text = names[_i].name;
  struct ec_locale locale;
  ck_assert_msg(ec_locale_parse(&locale, text, strlen(text)), "%s: refused", text);
  ck_assert_msg(strcmp(locale.name, text) == 0, "%s became %s", text, locale.name);
}
END_TEST

START_TEST(parse_subtags)
{
  struct ec_locale l;
  ck_assert(ec_locale_parse(&l, "SL-latn-it-Nedis-ROZAJ.utf8", 27));
  ck_assert_str_eq(l.language, "sl");
  ck_assert_str_eq(l.script, "Latn");
  ck_assert_str_eq(l.region, "IT");
  ck_assert_str_eq(l.variant, "nedis_rozaj");
}
END_TEST

/* Only text[0..len) is read, and a NUL in it is a byte like any other. */
START_TEST(parse_length)
{
  struct ec_locale l;
  ck_assert(ec_locale_parse(&l, "zh_CN_junk", 5));
  ck_assert_str_eq(l.name, "zh_CN");
  ck_assert(!ec_locale_parse(&l, "zh\0CN", 5));
  ck_assert(!ec_locale_parse(&l, "zh_CN\0", 6));
  ck_assert(!ec_locale_parse(&l, "zh_CN.UTF-8\0", 12));
  char longest[ERRCAT_LOCALE_MAX + 1];
  memset(longest, 'a', sizeof longest);
  memcpy(longest, "zh-x", 4);
  for (size_t i = 4; i < ERRCAT_LOCALE_MAX; i += 6)
    longest[i] = '-';
  ck_assert(ec_locale_parse(&l, longest, ERRCAT_LOCALE_MAX - 1));
  ck_assert(ec_locale_parse(&l, longest, ERRCAT_LOCALE_MAX - 4));
  ck_assert(!ec_locale_parse(&l, longest, ERRCAT_LOCALE_MAX + 1));
}
END_TEST

/* Every locale of ICU is a name, and by it ICU means what we do. */
START_TEST(parse_icu)
{
  size_t count = 0;
  const char *name;
  for (int32_t i = 0; (name = ec_icu_locale(i)) != NULL; i++, count++) {
    struct ec_locale locale;
    ck_assert_msg(ec_locale_parse(&locale, name, strlen(name)), "%s: refused", name);
    ck_assert_msg(strcmp(locale.name, name) == 0, "%s became %s", name, locale.name);
  }
  ck_assert_uint_gt(count, 500);
}
END_TEST

static const struct {
  const char *text;
  bool plain, with_codeset;
} c_names[] = {
    {"C", true, true},           {"POSIX", true, true},         {"C.UTF-8", false, true},
    {"C.utf8", false, true},     {"C.", false, false},          {"C./", false, false},
    {"c", false, false},         {"POSIX.UTF-8", false, false}, {"posix", false, false},
    {"", false, false},          {"CC", false, false},          {"C@euro", false, false},
    {"C.UTF-8@x", false, false}, {"zh_CN", false, false},       {"C.ISO-8859-1", false, true},
};

START_TEST(is_c)
{
  const char *text = c_names[_i].text;
  ck_assert_msg(ec_locale_is_c(text, strlen(text), false) == c_names[_i].plain, "%s", text);
  ck_assert_msg(ec_locale_is_c(text, strlen(text), true) == c_names[_i].with_codeset, "%s", text);
}
END_TEST

static const struct {
  const char *text, *codeset;
} codesets[] = {
    {"zh_CN.GB18030", "GB18030"},
    {"sr_RS.UTF-8@latin", "UTF-8"},
    {"C.UTF-8", "UTF-8"},
    {"x/y.ISO_8859-1", "ISO_8859-1"},
    {"zh_CN", NULL},
    {"", NULL},
    {"zh_CN.", NULL},
    {"zh_CN@x.y", NULL},
    {"zh_CN.a/b", NULL},
    {"zh_CN.a..b", NULL},
    {"zh_CN.UTF-8//TRANSLIT", NULL},
    {"zh_CN.\xe4", NULL},
    {"zh_CN..", NULL},
    {"zh_CN.UTF-8:fr", NULL},
};

START_TEST(codeset)
{
  const char *text = codesets[_i].text, *want = codesets[_i].codeset, *got = NULL;
  size_t len = 0;
  bool ok = ec_locale_codeset(text, strlen(text), &got, &len);
  ck_assert_msg(ok == (want != NULL), "\"%s\"", text);
  if (want)
    ck_assert_msg(strlen(want) == len && memcmp(got, want, len) == 0, "\"%s\": %.*s", text,
                  (int)len, got);
}
END_TEST

static const struct {
  const char *list, *entries; /* entries: separated by spaces */
} lists[] = {
    {"", ""},
    {":", ""},
    {":::", ""},
    {"zh", "zh"},
    {"zh:en", "zh en"},
    {":zh::en:", "zh en"},
    {"zh_CN.UTF-8:x/y", "zh_CN.UTF-8 x/y"},
};

START_TEST(preference)
{
  char got[64] = "";
  const char *rest = lists[_i].list, *entry;
  size_t len;
  while (ec_preference_next(&rest, &entry, &len)) {
    if (got[0])
      strcat(got, " ");
    strncat(got, entry, len);
  }
  ck_assert_msg(strcmp(got, lists[_i].entries) == 0, "\"%s\" gave \"%s\"", lists[_i].list, got);
  ck_assert(!ec_preference_next(&rest, &entry, &len));
}
END_TEST

/* ---------------------------------------------------------------- candidates */

/* `catalogs` in the order of their index. `want`, each with what it is: "=" exact, "^" parent,
 * "~" likely; in brackets: looked for, but there is no catalog of it. */
static const struct {
  const char *wanted, *catalogs, *want;
} choices[] = {
    /* Simplified Chinese, by whatever name */
    {"zh_CN", "en zh_CN", "=zh_CN ^[zh]"},
    {"zh-CN", "en zh_CN", "=zh_CN ^[zh]"},
    {"zh_CN.GB18030", "en zh_CN", "=zh_CN ^[zh]"},
    {"zh_Hans_CN", "en zh_CN", "=zh_CN ^[zh_Hans] ^[zh]"},
    {"zh_Hans_CN", "zh_CN zh_Hans_CN", "=zh_Hans_CN =zh_CN ^[zh_Hans] ^[zh]"},
    {"zh_CN", "zh_Hans_CN", "=zh_Hans_CN ^[zh]"},
    {"zh_CN", "zh_Hans_CN zh_CN", "=zh_CN =zh_Hans_CN ^[zh]"},
    {"zh_SG", "en zh_CN", "=[zh_SG] ^[zh] ~zh_CN"},
    {"zh_MY", "en zh_CN", "=[zh_MY] ^[zh] ~zh_CN"},
    {"zh", "en zh_CN", "=[zh] ~zh_CN"},
    {"zh-Hans", "en zh_CN", "=[zh_Hans] ^[zh] ~zh_CN"},
    {"zh", "zh_Hans", "=zh_Hans"},
    {"zh_Hans", "zh", "=[zh_Hans] ^zh"},
    {"zh_SG", "zh_Hans", "=[zh_SG] ^zh_Hans"},
    {"zh_SG", "zh zh_CN zh_SG zh_Hans", "=zh_SG ^zh ^zh_Hans ~zh_CN"},
    {"zh_SG", "zh_MY zh_CN zh_Hans_AU", "=[zh_SG] ^[zh] ~zh_CN ~zh_Hans_AU ~zh_MY"},
    {"zh_SG", "zh_TW zh_HK zh_Hant", "=[zh_SG] ^[zh]"},
    {"zh_CN", "zh_TW zh_Hant", "=[zh_CN] ^[zh]"},
    {"zh_Hans_HK", "zh_HK zh_CN", "=[zh_Hans_HK] ^[zh_Hans] ^[zh] ~zh_CN"},
    {"cmn-CN", "zh_CN", "=zh_CN ^[zh]"},
    {"cmn-MO", "zh_TW zh_HK", "=[cmn_MO] ^zh_HK ^[zh_Hant] ~zh_TW"},
    {"eng-AU", "en en_001", "=[eng_AU] ^en_001 ^en"},
    {"nor", "nb", "=nb ^[no]"},
    {"tgl_PH", "fil", "=[tgl_PH] ^fil"},
    {"zh-cmn-Hans", "zh_CN", "=[cmn_Hans] ^[zh] ~zh_CN"},
    {"zh_CN_EXTRA", "zh_CN", "=[zh_CN_EXTRA] ^zh_CN ^[zh]"},
    /* Traditional Chinese never gets Simplified */
    {"zh_TW", "zh_CN zh zh_Hans zh_SG", "=[zh_TW] ^[zh_Hant]"},
    {"zh_HK", "zh_CN zh zh_Hans", "=[zh_HK] ^[zh_Hant]"},
    {"zh_MO", "zh_CN zh zh_Hans", "=[zh_MO] ^[zh_Hant_HK] ^[zh_Hant]"},
    {"zh-Hant", "zh_CN zh zh_Hans", "=[zh_Hant]"},
    {"zh_Hant_CN", "zh_CN zh zh_Hans_CN", "=[zh_Hant_CN] ^[zh_Hant]"},
    {"zh_TW", "zh_Hant zh", "=[zh_TW] ^zh_Hant"},
    {"zh_TW", "zh_Hant_TW", "=zh_Hant_TW ^[zh_Hant]"},
    {"zh_Hant_TW", "zh_TW", "=zh_TW ^[zh_Hant]"},
    {"zh_HK", "zh_TW zh_CN", "=[zh_HK] ^[zh_Hant] ~zh_TW"},
    {"zh_MO", "zh_TW zh_HK", "=[zh_MO] ^zh_HK ^[zh_Hant] ~zh_TW"},
    {"zh_MO", "zh_Hant zh_Hant_HK", "=[zh_MO] ^zh_Hant_HK ^zh_Hant"},
    {"zh-Hant", "zh_HK zh_TW", "=[zh_Hant] ~zh_TW ~zh_HK"},
    {"zh_US@hant", "zh_CN zh_TW", "=[zh_Hant_US] ^[zh_Hant] ~zh_TW"},
    /* English */
    {"en_US", "en", "=[en_US] ^en"},
    {"en_GB", "en", "=[en_GB] ^[en_001] ^en"},
    {"en_AU", "en en_001 en_GB", "=[en_AU] ^en_001 ^en ~en_GB"},
    {"en_GB", "en_US en_AU", "=[en_GB] ^[en_001] ^[en] ~en_US ~en_AU"},
    {"en", "en_US", "=[en] ~en_US"},
    {"en", "en_Shaw en@quot", "=[en] ~en__QUOT"},
    {"en@quot", "en", "=[en__QUOT] ^en"},
    {"en_GB", "zh_CN fr", "=[en_GB] ^[en_001] ^[en]"},
    /* Portuguese, Spanish, French, German */
    {"pt_BR", "pt_PT pt", "=[pt_BR] ^pt ~pt_PT"},
    {"pt_PT", "pt_BR pt", "=[pt_PT] ^pt ~pt_BR"},
    {"pt_AO", "pt pt_PT", "=[pt_AO] ^pt_PT ^pt"},
    {"pt", "pt_PT pt_BR", "=[pt] ~pt_BR ~pt_PT"},
    {"es_AR", "es", "=[es_AR] ^[es_419] ^es"},
    {"es_AR", "es es_419", "=[es_AR] ^es_419 ^es"},
    {"es_ES", "es_419 es_MX es", "=[es_ES] ^es ~es_419 ~es_MX"},
    {"fr_CA", "fr", "=[fr_CA] ^fr"},
    {"de_DE@euro", "de", "=[de_DE_EURO] ^[de_DE] ^de"},
    {"de_DE@euro", "de de_DE@euro de_DE", "=de_DE_EURO ^de_DE ^de"},
    {"de-1901", "de de_AT", "=[de__1901] ^de ~de_AT"},
    {"de", "de_DE_EURO de_CH de_AT", "=[de] ~de_DE_EURO ~de_AT ~de_CH"},
    {"ca@valencia", "ca", "=[ca__VALENCIA] ^ca"},
    {"ca_ES@valencia", "ca ca@valencia", "=[ca_ES_VALENCIA] ^[ca_ES] ^ca ~ca__VALENCIA"},
    {"ca", "ca@valencia", "=[ca] ~ca__VALENCIA"},
    /* two scripts */
    {"sr_RS", "sr", "=[sr_RS] ^sr"},
    {"sr_RS", "sr@latin", "=[sr_RS] ^[sr]"},
    {"sr_RS@latin", "sr sr_RS", "=[sr_Latn_RS] ^[sr_Latn]"},
    {"sr_RS@latin", "sr sr@latin", "=[sr_Latn_RS] ^sr_Latn"},
    {"sr_ME", "sr sr@latin", "=[sr_ME] ^sr_Latn"},
    {"sr_BA", "sr sr@latin", "=[sr_BA] ^sr"},
    {"sr_Latn", "sr_RS@latin sr_ME sr", "=[sr_Latn] ~sr_Latn_RS ~sr_ME"},
    {"sh_BA", "sr sr@latin", "=[sh_BA] ^sr_Latn"},
    {"uz@cyrillic", "uz uz_UZ", "=[uz_Cyrl]"},
    {"be_BY@latin", "be", "=[be_Latn_BY] ^[be_Latn]"},
    {"tt_RU@iqtelif", "tt tt@iqtelif", "=[tt_Latn_RU] ^tt_Latn"},
    {"pa_PK", "pa pa_Arab", "=[pa_PK] ^pa_Arab"},
    {"ja_JP", "zh_CN zh_TW en", "=[ja_JP] ^[ja]"},
    /* languages with two codes, and Norwegian */
    {"iw_IL", "he", "=[iw_IL] ^he"},
    {"he_IL", "iw", "=[he_IL] ^iw"},
    {"in_ID", "id", "=[in_ID] ^id"},
    {"tl_PH", "fil", "=[tl_PH] ^fil"},
    {"mo", "ro_MD ro", "=ro ~ro_MD"},
    {"nb", "no", "=[nb] ^no"},
    {"nb_NO", "nb no", "=[nb_NO] ^nb ^no"},
    {"no_NO", "nb nn", "=[no_NO] ^nb ^[no]"},
    {"nn_NO", "nb no", "=[nn_NO] ^[nn] ^no ^nb"},
    {"nn", "en", "=[nn] ^[no]"},
    /* nothing there, the same name twice, unknown languages */
    {"fr_FR", "", "=[fr_FR] ^[fr]"},
    {"sr@latin", "sr@latin sr_Latn sr-Latn", "=sr_Latn =sr_Latn =sr_Latn"},
    {"qaa_XX", "qaa qab", "=[qaa_XX] ^qaa"},
    {"qaa", "qaa_Latn", "=[qaa]"},
};

enum { CATALOGS_MAX = 8, CANDIDATES_MAX = 24 };

struct shelf {
  struct ec_locale locales[CATALOGS_MAX];
  const struct ec_locale *list[CATALOGS_MAX];
  size_t count;
};

static void shelf_fill(struct shelf *shelf, const char *names_)
{
  shelf->count = 0;
  while (*names_) {
    size_t len = strcspn(names_, " ");
    ck_assert_uint_lt(shelf->count, CATALOGS_MAX);
    ck_assert(ec_locale_parse(&shelf->locales[shelf->count], names_, len));
    shelf->list[shelf->count] = &shelf->locales[shelf->count];
    shelf->count++;
    names_ += len + (names_[len] == ' ');
  }
}

static void describe(const struct ec_candidate *candidates, size_t count, char *out, size_t size)
{
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    const struct ec_candidate *c = &candidates[i];
    char mark = c->reason == ERRCAT_REASON_EXACT    ? '='
                : c->reason == ERRCAT_REASON_PARENT ? '^'
                : c->reason == ERRCAT_REASON_LIKELY ? '~'
                                                    : '?';
    bool none = c->catalog == SIZE_MAX;
    int n = snprintf(out + used, size - used, "%s%c%s%s%s", i ? " " : "", mark, none ? "[" : "",
                     c->locale, none ? "]" : "");
    ck_assert(n > 0 && (size_t)n < size - used);
    used += (size_t)n;
  }
}

START_TEST(candidates)
{
  const char *wanted = choices[_i].wanted;
  struct shelf shelf;
  shelf_fill(&shelf, choices[_i].catalogs);
  struct ec_locale locale;
  ck_assert(ec_locale_parse(&locale, wanted, strlen(wanted)));
  struct ec_candidate out[CANDIDATES_MAX];
  size_t count = ec_locale_candidates(&locale, shelf.list, shelf.count, out, CANDIDATES_MAX);
  ck_assert_uint_le(count, CANDIDATES_MAX);
  char got[1024];
  describe(out, count, got, sizeof got);
  ck_assert_msg(strcmp(got, choices[_i].want) == 0, "%s among {%s}: %s, not %s", wanted,
                choices[_i].catalogs, got, choices[_i].want);
}
END_TEST

/* The count does not depend on the room, and no more is written than there is room for. */
START_TEST(candidates_room)
{
  struct shelf shelf;
  shelf_fill(&shelf, "zh_MY zh_CN zh_Hans_AU zh");
  struct ec_locale locale;
  ck_assert(ec_locale_parse(&locale, "zh_SG", 5));
  struct ec_candidate whole[8], part[8];
  ck_assert_uint_eq(ec_locale_candidates(&locale, shelf.list, shelf.count, NULL, 0), 5);
  ck_assert_uint_eq(ec_locale_candidates(&locale, shelf.list, shelf.count, whole, 8), 5);
  for (size_t max = 0; max < 5; max++) {
    memset(part, 0x5a, sizeof part);
    ck_assert_uint_eq(ec_locale_candidates(&locale, shelf.list, shelf.count, part, max), 5);
    for (size_t i = 0; i < max; i++)
      ck_assert(part[i].catalog == whole[i].catalog && part[i].reason == whole[i].reason &&
                strcmp(part[i].locale, whole[i].locale) == 0);
    const unsigned char *behind = (const unsigned char *)&part[max];
    for (size_t i = 0; i < sizeof *part; i++)
      ck_assert_uint_eq(behind[i], 0x5a);
  }
}
END_TEST

/* What holds for any reader and any catalogs: the exact name first, no catalog twice, none of
 * another script, reasons in their order, and every catalog that is of the same language and
 * script is there. */
static void check_candidates(const struct ec_locale *wanted, const struct shelf *shelf)
{
  struct ec_candidate out[CANDIDATES_MAX];
  size_t count = ec_locale_candidates(wanted, shelf->list, shelf->count, out, CANDIDATES_MAX);
  ck_assert_msg(count >= 1 && count <= shelf->count + 12, "%s: %zu", wanted->name, count);
  ck_assert_msg(out[0].reason == ERRCAT_REASON_EXACT, "%s", wanted->name);
  unsigned seen = 0;
  for (size_t i = 0; i < count; i++) {
    ck_assert_msg(i == 0 || out[i].reason >= out[i - 1].reason, "%s", wanted->name);
    if (out[i].catalog == SIZE_MAX) {
      for (size_t j = 0; j < i; j++)
        ck_assert_msg(strcmp(out[i].locale, out[j].locale) != 0, "%s: %s twice", wanted->name,
                      out[i].locale);
      continue;
    }
    ck_assert_uint_lt(out[i].catalog, shelf->count);
    const struct ec_locale *catalog = shelf->list[out[i].catalog];
    ck_assert_msg(!(seen & 1u << out[i].catalog), "%s: %s twice", wanted->name, catalog->name);
    seen |= 1u << out[i].catalog;
    ck_assert_str_eq(catalog->name, out[i].locale);
    ck_assert_msg(strcmp(catalog->likely_script, wanted->likely_script) == 0, "%s got %s",
                  wanted->name, catalog->name);
  }
  for (size_t c = 0; c < shelf->count; c++)
    if (strcmp(shelf->list[c]->likely_script, wanted->likely_script) == 0 &&
        strcmp(shelf->list[c]->likely_language, wanted->likely_language) == 0)
      ck_assert_msg(seen & 1u << c, "%s is not told of %s", wanted->name, shelf->list[c]->name);
}

START_TEST(candidates_icu)
{
  struct shelf shelf;
  shelf_fill(&shelf, "en zh_CN zh_TW sr@latin sr pt_PT no es_419");
  const char *name;
  for (int32_t i = 0; (name = ec_icu_locale(i)) != NULL; i++) {
    struct ec_locale wanted;
    ck_assert(ec_locale_parse(&wanted, name, strlen(name)));
    check_candidates(&wanted, &shelf);
  }
}
END_TEST

/* ----------------------------------------------------------------- mutations */

static uint32_t next_random(uint64_t *state)
{
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*state >> 33);
}

/* A name of either table. */
static const char *any_name(uint64_t *random)
{
  uint32_t i = next_random(random) % (NAMES + NOT_NAMES);
  return i < NAMES ? names[i].text : not_names[i - NAMES];
}

/* Changes, drops, doubles and splices bytes of the tables' names. */
static size_t mutate(char *out, size_t size, uint64_t *random)
{
  static const char bytes[] = "_-.@:/\\ \n\x7f\xe4\xff=09azAZxuCN";
  const char *from = any_name(random);
  size_t len = strlen(from);
  memcpy(out, from, len);
  for (uint32_t edits = next_random(random) % 4; edits > 0; edits--) {
    size_t at = len ? next_random(random) % len : 0;
    const char *other = any_name(random);
    size_t tail = strlen(other);
    switch (next_random(random) % 4) {
    case 0:
      if (len)
        out[at] = bytes[next_random(random) % sizeof bytes];
      break;
    case 1:
      if (len)
        memmove(out + at, out + at + 1, --len - at);
      break;
    case 2:
      if (len < size) {
        memmove(out + at + 1, out + at, len++ - at);
        out[at] = bytes[next_random(random) % sizeof bytes];
      }
      break;
    default:
      len = at;
      if (len + tail <= size) {
        memcpy(out + len, other, tail);
        len += tail;
      }
    }
  }
  return len;
}

static bool is_safe(const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (text[i] <= ' ' || text[i] > '~' || strchr("/\\:", text[i]) ||
        (text[i] == '.' && (i == 0 || i + 1 == len || text[i + 1] == '.')))
      return false;
  return len > 0 && len <= ERRCAT_LOCALE_MAX;
}

START_TEST(mutations)
{
  struct shelf shelf;
  shelf_fill(&shelf, "en zh_CN zh_TW sr@latin sr ca@valencia de_DE@euro he");
  uint64_t random = 20240607;
  size_t accepted = 0, refused = 0;
  for (int i = 0; i < 20000; i++) {
    char text[256];
    size_t len = mutate(text, sizeof text, &random);
    /* In memory of its very size, so that a sanitizer sees a byte too far. */
    char *exact = malloc(len ? len : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, len);
    struct ec_locale locale, again;
    bool ok = ec_locale_parse(&locale, exact, len);
    *(ok ? &accepted : &refused) += 1;
    if (ok) {
      ck_assert_msg(is_safe(exact, len), "%.*s: accepted", (int)len, exact);
      ck_assert_msg(ec_locale_parse(&again, locale.name, strlen(locale.name)) &&
                        strcmp(again.name, locale.name) == 0,
                    "%.*s became %s, which is no name", (int)len, exact, locale.name);
      check_candidates(&locale, &shelf);
    }
    free(exact);
  }
  ck_assert_uint_gt(accepted, 2000);
  ck_assert_uint_gt(refused, 2000);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("locale");
  TCase *parsing = tcase_create("parsing");
  tcase_add_loop_test(parsing, parse, 0, NAMES);
  tcase_add_loop_test(parsing, parse_refused, 0, NOT_NAMES);
  tcase_add_loop_test(parsing, parse_again, 0, NAMES);
  tcase_add_test(parsing, parse_subtags);
  tcase_add_test(parsing, parse_length);
  tcase_add_test(parsing, parse_icu);
  tcase_add_loop_test(parsing, is_c, 0, sizeof c_names / sizeof *c_names);
  tcase_add_loop_test(parsing, codeset, 0, sizeof codesets / sizeof *codesets);
  tcase_add_loop_test(parsing, preference, 0, sizeof lists / sizeof *lists);
  suite_add_tcase(suite, parsing);
  TCase *choosing = tcase_create("choosing");
  tcase_set_timeout(choosing, 60);
  tcase_add_loop_test(choosing, candidates, 0, sizeof choices / sizeof *choices);
  tcase_add_test(choosing, candidates_room);
  tcase_add_test(choosing, candidates_icu);
  tcase_add_test(choosing, mutations);
  suite_add_tcase(suite, choosing);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
