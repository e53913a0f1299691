/* SPDX-License-Identifier: MIT */

/* What errcat lint reports for programs, read by another one: JSON and SARIF 2.1.0, of which each
 * member that the standard requires has to be there, and what refers to something must find it. */

#include <check.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static json_t *run_lint(const char *options)
{
  char command[4096];
  const char *errcat = getenv("ERRCAT"), *srcdir = getenv("srcdir");
  snprintf(command, sizeof command, "'%s' --path= lint %s '%s/tests/cli/lint-text/po'",
           errcat ? errcat : "./errcat", options, srcdir ? srcdir : ".");
  FILE *pipe = popen(command, "r");
  json_error_t error;
  ck_assert_ptr_nonnull(pipe);
  json_t *root = json_loadf(pipe, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(root, "%s: line %d: %s", command, error.line, error.text);
  ck_assert_int_eq(WEXITSTATUS(pclose(pipe)), 1);
  return root;
}

static json_t *member(json_t *object, const char *name, json_type type)
{
  json_t *found = json_object_get(object, name);
  ck_assert_msg(found != NULL, "there is no %s", name);
  ck_assert_msg(json_typeof(found) == type, "%s is of type %d", name, (int)json_typeof(found));
  return found;
}

static const char *string_of(json_t *object, const char *name)
{
  const char *string = json_string_value(member(object, name, JSON_STRING));
  ck_assert_msg(*string, "%s is empty", name);
  return string;
}

static json_int_t number_of(json_t *object, const char *name)
{
  const json_int_t number = json_integer_value(member(object, name, JSON_INTEGER));
  ck_assert_msg(number >= 1, "%s is %d", name, (int)number);
  return number;
}

static void check_level(const char *level)
{
  ck_assert_msg(strcmp(level, "error") == 0 || strcmp(level, "warning") == 0 ||
                    strcmp(level, "note") == 0,
                "level %s", level);
}

/* A single brace would be a placeholder, for which there is no argument. */
static void check_message(json_t *object, const char *name)
{
  const char *text = string_of(member(object, name, JSON_OBJECT), "text");
  for (const char *at = text; *at; at++) {
    const bool brace = *at == '{' || *at == '}';
    ck_assert_msg(!brace || at[1] == *at, "a placeholder in %s", text);
    at += brace;
  }
}

static void check_rule(json_t *rule, json_t *before)
{
  const char *id = string_of(rule, "id");
  ck_assert_msg(!before || strcmp(string_of(before, "id"), id) < 0, "%s is out of order", id);
  check_message(rule, "shortDescription");
  check_message(rule, "fullDescription");
  check_message(rule, "help");
  check_level(string_of(member(rule, "defaultConfiguration", JSON_OBJECT), "level"));
}

static void check_region(json_t *region)
{
  const json_int_t line = number_of(region, "startLine"), column = number_of(region, "startColumn");
  if (!json_object_get(region, "endLine"))
    return;
  const json_int_t end_line = number_of(region, "endLine"), end = number_of(region, "endColumn");
  ck_assert_msg(end_line > line || (end_line == line && end >= column), "ends before it begins");
}

/* Only what a URI may have, and no scheme but file. */
static void check_uri(const char *uri)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "-._~/%";
  if (strncmp(uri, "file:///", 8) == 0)
    uri += 7;
  ck_assert_msg(uri[strspn(uri, allowed)] == '\0', "URI %s", uri);
}

static void check_fix(json_t *fix)
{
  size_t i, k;
  json_t *change, *replacement;
  json_t *changes = member(fix, "artifactChanges", JSON_ARRAY);
  ck_assert_uint_gt(json_array_size(changes), 0);
  json_array_foreach(changes, i, change)
  {
    check_uri(string_of(member(change, "artifactLocation", JSON_OBJECT), "uri"));
    json_t *replacements = member(change, "replacements", JSON_ARRAY);
    ck_assert_uint_gt(json_array_size(replacements), 0);
    json_array_foreach(replacements, k, replacement)
    {
      check_region(member(replacement, "deletedRegion", JSON_OBJECT));
      member(member(replacement, "insertedContent", JSON_OBJECT), "text", JSON_STRING);
    }
  }
}

static void check_result(json_t *result, json_t *rules)
{
  size_t i;
  json_t *location, *fix;
  json_t *index = member(result, "ruleIndex", JSON_INTEGER);
  json_t *rule = json_array_get(rules, (size_t)json_integer_value(index));
  ck_assert_ptr_nonnull(rule);
  ck_assert_str_eq(string_of(result, "ruleId"), string_of(rule, "id"));
  check_level(string_of(result, "level"));
  check_message(result, "message");
  json_t *locations = member(result, "locations", JSON_ARRAY);
  ck_assert_uint_gt(json_array_size(locations), 0);
  json_array_foreach(locations, i, location)
  {
    json_t *physical = member(location, "physicalLocation", JSON_OBJECT);
    check_uri(string_of(member(physical, "artifactLocation", JSON_OBJECT), "uri"));
    check_region(member(physical, "region", JSON_OBJECT));
  }
  json_array_foreach(json_object_get(result, "fixes"), i, fix) check_fix(fix);
}

static void check_sarif(const char *options, const char *language)
{
  size_t i;
  json_t *item, *root = run_lint(options);
  ck_assert_str_eq(string_of(root, "version"), "2.1.0");
  ck_assert_ptr_nonnull(strstr(string_of(root, "$schema"), "sarif"));
  json_t *runs = member(root, "runs", JSON_ARRAY);
  ck_assert_uint_eq(json_array_size(runs), 1);
  json_t *run = json_array_get(runs, 0);
  json_t *driver = member(member(run, "tool", JSON_OBJECT), "driver", JSON_OBJECT);
  json_t *rules = member(driver, "rules", JSON_ARRAY),
         *results = member(run, "results", JSON_ARRAY);
  ck_assert_str_eq(string_of(driver, "name"), "errcat");
  ck_assert_str_eq(string_of(driver, "language"), language);
  ck_assert_str_eq(string_of(run, "columnKind"), "unicodeCodePoints");
  ck_assert_uint_gt(json_array_size(results), 0);
  json_array_foreach(rules, i, item) check_rule(item, i ? json_array_get(rules, i - 1) : NULL);
  json_array_foreach(results, i, item) check_result(item, rules);
  json_decref(root);
}

START_TEST(test_sarif)
{
  check_sarif("--format=sarif", "en");
  check_sarif("--locale=zh_CN --format=sarif", "zh-CN");
}
END_TEST

START_TEST(test_json)
{
  size_t i, counts[3] = {0};
  json_t *finding, *root = run_lint("--json");
  static const char *const severities[] = {"error", "warning", "advice"};
  json_array_foreach(member(root, "findings", JSON_ARRAY), i, finding)
  {
    const char *severity = string_of(finding, "severity");
    string_of(finding, "file");
    string_of(finding, "rule");
    string_of(finding, "message");
    number_of(finding, "line");
    number_of(finding, "column");
    for (size_t k = 0; k < 3; k++)
      counts[k] += strcmp(severity, severities[k]) == 0;
  }
  json_t *summary = member(root, "summary", JSON_OBJECT);
  for (size_t k = 0; k < 3; k++)
    ck_assert_uint_eq((size_t)json_integer_value(member(summary, severities[k], JSON_INTEGER)),
                      counts[k]);
  ck_assert_uint_eq(counts[0] + counts[1] + counts[2], i);
  json_decref(root);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("report");
  TCase *cases = tcase_create("report");
  tcase_add_test(cases, test_sarif);
  tcase_add_test(cases, test_json);
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
