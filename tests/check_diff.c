/* SPDX-License-Identifier: MIT */
#include "diff.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct said {
  char text[4096];
  size_t len;
};

static void take_line(void *context, char mark, const char *bytes, size_t len)
{
  struct said *said = context;
  ck_assert_uint_lt(said->len + len + 2, sizeof said->text);
  if (mark != '@')
    said->text[said->len++] = mark;
  memcpy(said->text + said->len, bytes, len);
  said->len += len;
  said->text[said->len++] = '\n';
}

/* As diff -u has it, but for "1,1", which it writes as "1". */
static const struct {
  const char *name, *before, *after, *want;
} cases[] = {
    {"nothing", "", "", ""},
    {"the same", "a\nb\n", "a\nb\n", ""},
    {"the same without an end", "a\nb", "a\nb", ""},
    {"one line", "a\n", "b\n", "@@ -1,1 +1,1 @@\n-a\n+b\n"},
    {"the first", "a\n2\n3\n4\n5\n6\n", "b\n2\n3\n4\n5\n6\n",
     "@@ -1,4 +1,4 @@\n-a\n+b\n 2\n 3\n 4\n"},
    {"the last", "1\n2\n3\n4\n5\na\n", "1\n2\n3\n4\n5\nb\n",
     "@@ -3,4 +3,4 @@\n 3\n 4\n 5\n-a\n+b\n"},
    {"a run", "1\na\nb\n4\n", "1\nx\ny\n4\n", "@@ -1,4 +1,4 @@\n 1\n-a\n-b\n+x\n+y\n 4\n"},
    {"six lines between are one hunk", "a\n2\n3\n4\n5\n6\n7\nh\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
     "@@ -1,8 +1,8 @@\n-a\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-h\n+y\n"},
    {"seven are two", "a\n2\n3\n4\n5\n6\n7\n8\ni\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
     "@@ -1,4 +1,4 @@\n-a\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-i\n+y\n"},
    {"no end of the line", "1\na", "1\nb",
     "@@ -1,2 +1,2 @@\n 1\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"},
    {"an end of the line more", "a", "a\n",
     "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
    {"carriage returns are of the line", "a\r\n", "b\r\n", "@@ -1,1 +1,1 @@\n-a\r\n+b\r\n"},
    {"a line more", "1\n", "1\n2\n", "@@ -1,1 +1,2 @@\n 1\n+2\n"},
    {"a line less", "1\n2\n", "1\n", "@@ -1,2 +1,1 @@\n 1\n-2\n"},
    {"all of it", "", "1\n", "@@ -0,0 +1,1 @@\n+1\n"},
};

START_TEST(test_diff)
{
  static struct said said;
  const char *name = cases[_i].name;
  const struct ec_diff_text before = {cases[_i].before, strlen(cases[_i].before)};
  const struct ec_diff_text after = {cases[_i].after, strlen(cases[_i].after)};
  const struct ec_diff_sink sink = {take_line, &said};
  said.len = 0;
  const bool differ = ec_diff(&before, &after, &sink);
  said.text[said.len] = '\0';
  ck_assert_msg(strcmp(said.text, cases[_i].want) == 0, "%s:\n%s", name, said.text);
  ck_assert_msg(differ == (said.len > 0), "%s: %d", name, differ);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("diff");
  TCase *test_cases = tcase_create("diff");
  tcase_add_loop_test(test_cases, test_diff, 0, (int)(sizeof cases / sizeof *cases));
  suite_add_tcase(suite, test_cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
