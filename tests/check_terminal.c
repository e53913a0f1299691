/* SPDX-License-Identifier: MIT */

/* How text is laid out for people: broken to the width of a terminal, and nothing but text. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static struct ec_pool pool;
static struct ec_codeset codeset;
static struct ec_terminal terminal;
static char shown[4096];

static void no_memory(void *context)
{
  (void)context;
  ck_abort_msg("out of memory");
}

static void setup(void)
{
  ec_pool_init(&pool, no_memory, NULL);
  ec_codeset_open(&codeset, "UTF-8");
  FILE *file = tmpfile();
  ck_assert_ptr_nonnull(file);
  ec_terminal_open(&terminal, file, &codeset, &pool);
}

static void teardown(void)
{
  fclose(terminal.file);
  ec_codeset_close(&codeset);
  ec_pool_free(&pool);
}

/* What has been written since the beginning. */
static const char *read_back(void)
{
  ck_assert(ec_terminal_flush(&terminal));
  rewind(terminal.file);
  shown[fread(shown, 1, sizeof shown - 1, terminal.file)] = '\0';
  return shown;
}

static const struct {
  const char *name;
  int width, column;
  const char *text, *want;
} rows[] = {
    {"not a terminal", 0, 4, "Ask the administrator to allow the tenant to access the service.",
     "Ask the administrator to allow the tenant to access the service.\n"},
    {"it fits", 40, 4, "Ask the administrator.", "Ask the administrator.\n"},
    {"to the last column", 40, 0, "1234567890123456789 12345678901234567890",
     "1234567890123456789 12345678901234567890\n"},
    {"one column too many", 40, 0, "1234567890123456789 123456789012345678901",
     "1234567890123456789\n123456789012345678901\n"},
    {"other lines under the first", 40, 14, "Ask the administrator to allow the tenant.",
     "Ask the administrator to\n              allow the tenant.\n"},
    {"a word that is too long is broken at the edge", 40, 0,
     "see https://example.org/a/very/long/address/that/has/no/blank for more",
     "see\nhttps://example.org/a/very/long/address/\nthat/has/no/blank for more\n"},
    {"Chinese breaks anywhere", 40, 12, "请检查项目是否已开通对象存储服务，以及是否已授权。",
     "请检查项目是否已开通对象存储\n            服务，以及是否已授权。\n"},
    {"no line begins with a comma", 40, 12, "请检查项目是否已开通对象存储，以及是否已授权。",
     "请检查项目是否已开通对象存\n            储，以及是否已授权。\n"},
    {"no line ends with an opening quote", 40, 12, "在页面添加密钥时请检查对象“配置项”中的值。",
     "在页面添加密钥时请检查对象\n            “配置项”中的值。\n"},
};

START_TEST(paragraph)
{
  terminal.width = rows[_i].width;
  ec_terminal_paragraph(&terminal, rows[_i].column, rows[_i].text);
  ck_assert_msg(strcmp(read_back(), rows[_i].want) == 0, "%s:\n%s", rows[_i].name, shown);
}
END_TEST

START_TEST(cells)
{
  ec_terminal_cell(&terminal, EC_STYLE_PLAIN, "状态码", 8);
  ec_terminal_cell(&terminal, EC_STYLE_PLAIN, "Code", 8);
  ec_terminal_put(&terminal, "|\n");
  ck_assert_str_eq(read_back(), "状态码  Code    |\n");
}
END_TEST

START_TEST(no_control_gets_through)
{
  ec_terminal_text(&terminal, "a\033[31mb\x7f\xc2\x9b"
                              "c");
  const char *text = read_back();
  for (const char *at = text; *at; at++)
    ck_assert_msg((unsigned char)*at >= 0x20 && *at != 0x7f, "%s", text);
  ck_assert_ptr_null(strstr(text, "\xc2\x9b"));
}
END_TEST

START_TEST(colors)
{
  ec_terminal_color(&terminal, EC_COLOR_AUTO); /* a file is no terminal */
  ec_terminal_styled(&terminal, EC_STYLE_BOLD, "a");
  ec_terminal_color(&terminal, EC_COLOR_ALWAYS);
  ec_terminal_styled(&terminal, EC_STYLE_BOLD, "b");
  ec_terminal_color(&terminal, EC_COLOR_NEVER);
  ec_terminal_styled(&terminal, EC_STYLE_BOLD, "c");
  const char *text = read_back();
  ck_assert(text[0] == 'a' && text[1] == '\033' && text[strlen(text) - 1] == 'c');
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("terminal");
  TCase *tcase = tcase_create("terminal");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_loop_test(tcase, paragraph, 0, COUNT(rows));
  tcase_add_test(tcase, cells);
  tcase_add_test(tcase, no_control_gets_through);
  tcase_add_test(tcase, colors);
  suite_add_tcase(suite, tcase);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
