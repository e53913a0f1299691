/* SPDX-License-Identifier: MIT */

/* The examples of the rules, which errcat explain and errcat-rules(7) show: the wrong text has what
 * the rule finds, and nothing else; the right one has no finding at all. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lint_try.h"
#include "rules.h"

static struct lint_try example_of(const struct ec_rule *rule, const char *text)
{
  return (struct lint_try){.locale = rule->locale,
                           .args = rule->source ? "user:string count:integer when:time" : "",
                           .source = rule->source,
                           .text = text,
                           .remediation = strstr(rule->name, ".remediation-") != NULL};
}

/* A placeholder that is quoted is missing, too. */
static bool may_come_with(const struct ec_rule *rule, const char *found, size_t len)
{
  const char *also =
      strcmp(rule->name, "pattern.quoted-placeholder") == 0 ? "argument.missing" : "";
  return (len == strlen(rule->name) && strncmp(found, rule->name, len) == 0) ||
         (len == strlen(also) && strncmp(found, also, len) == 0);
}

START_TEST(test_example)
{
  const struct ec_rule *rule = &ec_rules[_i];
  if (!rule->wrong)
    return;
  const struct lint_try wrong = example_of(rule, rule->wrong);
  const char *found = lint_try(&wrong);
  ck_assert_msg(strstr(found, rule->name) != NULL, "%s is silent", rule->name);
  for (const char *at = found; *at; at += strspn(at, " ")) {
    ck_assert_msg(may_come_with(rule, at, strcspn(at, "@ ")), "%s: %s", rule->name, found);
    at += strcspn(at, " ");
  }
  const struct lint_try right = example_of(rule, rule->right);
  found = lint_try(&right);
  ck_assert_msg(!*found, "%s: the right text has %s", rule->name, found);
}
END_TEST

/* What can be mended becomes a text without findings, too. */
START_TEST(test_mended)
{
  const struct ec_rule *rule = &ec_rules[_i];
  if (!rule->mends || !rule->wrong)
    return;
  const struct lint_try wrong = example_of(rule, rule->wrong);
  char mended[1024];
  snprintf(mended, sizeof mended, "%s", lint_try_mended(&wrong));
  const struct lint_try again = example_of(rule, mended);
  const char *found = lint_try(&again);
  ck_assert_msg(!*found, "%s: %s has %s", rule->name, mended, found);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("lint_examples");
  TCase *tests = tcase_create("lint_examples");
  tcase_add_loop_test(tests, test_example, 0, (int)ec_rule_count);
  tcase_add_loop_test(tests, test_mended, 0, (int)ec_rule_count);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  lint_try_end();
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
