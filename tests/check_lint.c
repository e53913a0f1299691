/* SPDX-License-Identifier: MIT */

/* What the rules of lint are given: the sentences of a pattern, and where each byte of them is
 * from. And what they share: the list of rules, exceptions, and which registry a catalog is of. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "lint_run.h"
#include "rules.h"

static struct ec_pool pool, scratch;
static struct ec_lint lint;

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

static void setup(void)
{
  ec_pool_init(&pool, out_of_memory, NULL);
  ec_pool_init(&scratch, out_of_memory, NULL);
  ec_lint_open(&lint, &pool, &scratch);
}

static void teardown(void)
{
  ec_pool_free(&pool);
  ec_pool_free(&scratch);
}

/* --------------------------------------------------------------- sentences */

/* A slot is shown as "@". */
static const char *sentences(const char *pattern, bool is_pattern)
{
  struct ec_string out = {.pool = &pool};
  struct ec_lint_text text = {.text = pattern, .len = strlen(pattern), .is_pattern = is_pattern};
  ec_lint_text_read(&lint, &text, NULL, 0);
  for (size_t i = 0; i < text.sentence_count; i++) {
    const struct ec_sentence *sentence = &text.sentences[i];
    size_t slot = 0;
    ec_string_adds(&out, i ? " / " : "");
    for (size_t at = 0; at < sentence->len; at++) {
      ck_assert_uint_lt(sentence->offsets[at], text.len);
      if (slot < sentence->slot_count && sentence->slots[slot].at == at) {
        ck_assert(memcmp(sentence->text + at, EC_SENTENCE_SLOT, EC_SENTENCE_SLOT_LEN) == 0);
        ck_assert_uint_eq(sentence->offsets[at], sentence->slots[slot].piece->begin);
        ec_string_adds(&out, "@");
        at += EC_SENTENCE_SLOT_LEN - 1;
        slot++;
        continue;
      }
      ck_assert_int_eq(sentence->text[at], pattern[sentence->offsets[at]]);
      ck_assert_uint_eq(ec_sentence_end(sentence, at, at + 1), sentence->offsets[at] + 1u);
      ec_string_add(&out, &sentence->text[at], 1);
    }
    ck_assert_uint_eq(slot, sentence->slot_count);
    ck_assert_uint_eq(sentence->offsets[sentence->len], text.len);
  }
  return ec_string_get(&out);
}

static const struct {
  const char *pattern, *sentences;
} sentence_cases[] = {
    {"", ""},
    {"plain", "plain"},
    {"It''s {0}.", "It's @."},
    {"'{'{0}'}'", "{@}"},
    {"{0}{1,number} {2}", "@@ @"},
    {"{n,plural,one{# file}other{# files}}", "@ files / @ file"},
    {"a {n,plural,=0{no}one{a {0}}other{#}} z", "a @ z / a no z / a a @ z"},
    {"{n,plural,other{#}one{1}} and {m,plural,one{2}other{many}}",
     "@ and many / 1 and many / @ and 2"},
    {"{s,select,a{x{n,plural,one{1}other{n}}}b{y}other{z}}!", "z! / xn! / x1! / y!"},
    {"{s,select,other{x{n,plural,one{1}other{n}}}b{y}}!", "xn! / x1! / y!"},
    {"{0,choice,0#none|1#one|1<many}.", "many. / none. / one."},
    /* With faults it is the text as it stands. */
    {"{0", "{0"},
    {"{n,plural,one{#}}", "@"},
};

START_TEST(test_sentences)
{
  ck_assert_str_eq(sentences(sentence_cases[_i].pattern, true), sentence_cases[_i].sentences);
}
END_TEST

START_TEST(test_plain_sentence)
{
  ck_assert_str_eq(sentences("It''s {0}.", false), "It''s {0}.");
}
END_TEST

/* However many cases there are. */
START_TEST(test_many_cases)
{
  char pattern[8192];
  size_t len = (size_t)snprintf(pattern, sizeof pattern, "{s,select,");
  for (int i = 0; i < 500; i++)
    len += (size_t)snprintf(pattern + len, sizeof pattern - len, "c%d{%d}", i, i);
  snprintf(pattern + len, sizeof pattern - len, "other{x}}");
  struct ec_lint_text text = {.text = pattern, .len = strlen(pattern), .is_pattern = true};
  ec_lint_text_read(&lint, &text, NULL, 0);
  ck_assert_uint_eq(text.fault_count, 0);
  ck_assert_uint_eq(text.sentence_count, EC_SENTENCES_MAX);
}
END_TEST

START_TEST(test_slot_end)
{
  struct ec_lint_text text = {.text = "a {0,number} b", .len = 14, .is_pattern = true};
  ec_lint_text_read(&lint, &text, NULL, 0);
  const struct ec_sentence *sentence = &text.sentences[0];
  ck_assert_uint_eq(ec_sentence_end(sentence, 2, 5), 12);
  ck_assert_uint_eq(ec_sentence_end(sentence, 0, 5), 12);
  ck_assert_uint_eq(ec_sentence_end(sentence, 0, 2), 2);
  ck_assert_uint_eq(ec_sentence_end(sentence, 0, 6), 13);
  ck_assert_uint_eq(ec_sentence_end(sentence, 5, 5), 12);
}
END_TEST

/* -------------------------------------------------------------------- rules */

START_TEST(test_rules)
{
  for (size_t i = 0; i < ec_rule_count; i++) {
    if (i)
      ck_assert_int_lt(strcmp(ec_rules[i - 1].name, ec_rules[i].name), 0);
    ck_assert_ptr_eq(ec_rule_find(ec_rules[i].name), &ec_rules[i]);
    ck_assert(ec_rule_selects(ec_rules[i].name));
  }
  ck_assert_ptr_null(ec_rule_find("zh"));
  ck_assert_ptr_null(ec_rule_find("zh.nothing"));
}
END_TEST

START_TEST(test_selectors)
{
  const struct ec_rule *rule = ec_rule_find("text.html");
  ck_assert(ec_rule_matches(rule, "text.html") && ec_rule_matches(rule, "text"));
  ck_assert(ec_rule_matches(rule, "text.*") && ec_rule_matches(rule, "all"));
  ck_assert(!ec_rule_matches(rule, "tex") && !ec_rule_matches(rule, "text."));
  ck_assert(!ec_rule_matches(rule, "text.htm") && !ec_rule_matches(rule, ""));
  ck_assert(!ec_rule_matches(rule, "texts") && !ec_rule_matches(rule, "text.h*"));
  ck_assert(!ec_rule_selects("nothing") && !ec_rule_selects("*"));
}
END_TEST

/* -------------------------------------------------------------------- files */

static const char registry_text[] =
    "<errcat xmlns='urn:errcat:registry' format='1' domain='shop' source='en'>"
    "<exception rule='entry.fuzzy' locale='de-AT' reason='they come later'/>"
    "<exception rule='zh' reason='never needed'/>"
    "<error code='A1'><message>One thing.</message></error>"
    "<error code='A2'><exception rule='entry.untranslated' reason='of no use'/>"
    "<message>Another thing.</message></error>"
    "</errcat>";

static const char catalog_text[] = "msgid \"\"\n"
                                   "msgstr \"Language: %s\\n\"\n"
                                   "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                                   "\n"
                                   "#, fuzzy\n"
                                   "msgctxt \"A1/message\"\n"
                                   "msgid \"One thing.\"\n"
                                   "msgstr \"x.\"\n"
                                   "\n"
                                   "msgctxt \"A2/message\"\n"
                                   "msgid \"Another thing.\"\n"
                                   "msgstr \"\"\n"
                                   "\n"
                                   "#. lint: ignore=entry.unknown-code, text not ours\n"
                                   "msgctxt \"A3/message\"\n"
                                   "msgid \"A third thing\"\n"
                                   "msgstr \"x.\"\n";

static struct ec_lint_file files[2];

/* Findings of a catalog of the registry in that language: "RULE:LINE ...". */
static const char *findings(const char *language)
{
  struct ec_string out = {.pool = &pool};
  files[0] = (struct ec_lint_file){.path = "shop.xml",
                                   .name = "shop.xml",
                                   .bytes = registry_text,
                                   .len = sizeof registry_text - 1,
                                   .is_registry = true};
  const char *catalog = ec_pool_printf(&pool, catalog_text, language);
  files[1] = (struct ec_lint_file){
      .path = "x.po", .name = "x.po", .bytes = catalog, .len = strlen(catalog)};
  for (int i = 0; i < 2; i++)
    ec_lint_read(&lint, &files[i]);
  files[1].registry_file = ec_lint_registry_of(&files[1], files, 2);
  ck_assert_ptr_eq(files[1].registry_file, &files[0]);
  for (int i = 0; i < 2; i++)
    ec_lint_judge(&lint, &files[i], NULL);
  ec_lint_finish(&lint, files, 2, NULL, NULL);
  for (size_t i = 0; i < lint.finding_count; i++)
    if (strncmp(lint.findings[i].rule->name, "entry.", 6) == 0 ||
        strstr(lint.findings[i].rule->name, "exception"))
      ec_string_adds(&out, ec_pool_printf(&pool, "%s%s:%u", out.len ? " " : "",
                                          lint.findings[i].rule->name,
                                          (unsigned)lint.findings[i].place.line));
  return ec_string_get(&out);
}

START_TEST(test_exceptions)
{
  ck_assert_str_eq(findings("de_AT"), "registry.unused-exception:1");
}
END_TEST

START_TEST(test_exceptions_hyphen)
{
  ck_assert_str_eq(findings("de-AT"), "registry.unused-exception:1");
}
END_TEST

/* An exception for another locale covers nothing, and is not unused. */
START_TEST(test_other_language)
{
  ck_assert_str_eq(findings("de"), "registry.unused-exception:1 entry.fuzzy:6");
}
END_TEST

START_TEST(test_path_locale)
{
  static const struct {
    const char *path, *locale;
  } cases[] = {{"zh_CN.po", "zh_CN"},
               {"po/shop/de.po", "de"},
               {"shop.pt-BR.po", "pt-BR"},
               {"x/sr@latin.po", "sr@latin"},
               {"shop.po", NULL},
               {"a.b/messages.po", NULL},
               {"-", NULL},
               {"", NULL},
               {"evil.zh_Hant_TW.po", "zh_Hant_TW"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *locale = ec_lint_path_locale(&pool, cases[i].path);
    ck_assert_pstr_eq(locale, cases[i].locale);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("lint");
  TCase *tests = tcase_create("lint");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_loop_test(tests, test_sentences, 0, sizeof sentence_cases / sizeof *sentence_cases);
  tcase_add_test(tests, test_plain_sentence);
  tcase_add_test(tests, test_many_cases);
  tcase_add_test(tests, test_slot_end);
  tcase_add_test(tests, test_rules);
  tcase_add_test(tests, test_selectors);
  tcase_add_test(tests, test_exceptions);
  tcase_add_test(tests, test_exceptions_hyphen);
  tcase_add_test(tests, test_other_language);
  tcase_add_test(tests, test_path_locale);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
