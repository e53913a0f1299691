/* SPDX-License-Identifier: MIT */

/* errcat format PATTERN [ARGUMENT | NAME=VALUE]...: any pattern with any arguments, to try
 * the engine. */

#include <string.h>

#include "arguments.h"
#include "chars.h"
#include "help.h"
#include "print.h"
#include "say.h"
#include "texts.h"

/* A caret under a longer line would be nowhere near what it points at. */
#define SHOWN_MAX 400

struct formatted {
  char locale[ERRCAT_LOCALE_MAX + 1];
  const char *pattern;
  const char *text; /* NULL: none */
  errcat_status status;
  struct errcat_error err;
};

/* The first entry of the preference list: there is no catalog to choose by. */
static void first_locale(struct ec_tool *tool, struct formatted *formatted)
{
  const char *list = tool->locales + strspn(tool->locales, ":");
  const size_t len = strcspn(list, ":");
  if (len <= ERRCAT_LOCALE_MAX)
    memcpy(formatted->locale, list, len);
}

static void format(struct ec_tool *tool, const struct ec_arguments *arguments,
                   struct formatted *formatted)
{
  const size_t pattern_len = strlen(formatted->pattern);
  size_t len = 0;
  char *text = ec_pool_alloc(&tool->pool, ERRCAT_OUTPUT_MAX + 1, 1);
  formatted->status = errcat_pattern_format(formatted->locale, formatted->pattern, pattern_len,
                                            arguments->args, arguments->arg_count, text,
                                            ERRCAT_OUTPUT_MAX + 1, &len, &formatted->err);
  /* A pattern beyond a limit has no text; a text beyond the limit was cut. */
  if (formatted->status == ERRCAT_OK || formatted->status == ERRCAT_E_ARGUMENT ||
      (formatted->status == ERRCAT_E_LIMIT && len))
    formatted->text = text;
}

/* The line of the pattern that the error is in, and a caret under its column. Columns of the
 * library are bytes, those of the terminal are not. */
static void show_place(struct ec_tool *tool, const struct formatted *formatted)
{
  const char *line = formatted->pattern;
  if (!formatted->err.line)
    return;
  for (uint32_t n = 1; n < formatted->err.line && strchr(line, '\n'); n++)
    line = strchr(line, '\n') + 1;
  const size_t len = strcspn(line, "\n");
  if (len > SHOWN_MAX)
    return;
  const size_t before = formatted->err.column ? formatted->err.column - 1 : 0;
  const char *left = ec_pool_copy(&tool->pool, line, before < len ? before : len);
  const int width = ec_chars_text_width(ec_chars_clean(&tool->pool, left));
  ec_say_line(tool, ec_pool_copy(&tool->pool, line, len));
  ec_say_line(tool, ec_pool_printf(&tool->pool, "%*s^", width, ""));
}

static int report(struct ec_tool *tool, const struct formatted *formatted)
{
  const struct errcat_error *err = &formatted->err;
  if (formatted->status == ERRCAT_E_LIMIT && formatted->text) {
    ec_say(tool, "cli.text-cut", ERRCAT_ARGS(ERRCAT_OUTPUT_MAX));
    return EC_EXIT_FINDINGS;
  }
  switch (formatted->status) {
  case ERRCAT_OK:
    return EC_EXIT_OK;
  case ERRCAT_E_ARGUMENT:
    ec_say(tool, "cli.missing-argument", ERRCAT_NO_ARGS);
    return EC_EXIT_FINDINGS;
  case ERRCAT_E_NOMEM:
    ec_tool_out_of_memory(tool);
    break;
  case ERRCAT_E_INVALID:
    ec_say(tool, "cli.bad-locale", ERRCAT_ARGS(formatted->locale));
    return EC_EXIT_USAGE;
  case ERRCAT_E_UNSUPPORTED:
    ec_say(tool, "cli.unsupported-pattern", ERRCAT_ARGS(err->line, err->column, err->detail));
    show_place(tool, formatted);
    break;
  default:
    ec_say(
        tool, "cli.bad-pattern",
        ERRCAT_ARGS(err->line, err->column, ec_text_status(tool, formatted->status), err->detail));
    show_place(tool, formatted);
  }
  return EC_EXIT_FINDINGS;
}

static json_t *json_error(struct ec_tool *tool, const struct formatted *formatted)
{
  json_t *object = json_object();
  ec_print_put(tool, object, "line", json_integer(formatted->err.line));
  ec_print_put(tool, object, "column", json_integer(formatted->err.column));
  ec_print_put(tool, object, "offset", json_integer((json_int_t)formatted->err.offset));
  ec_print_put(tool, object, "detail", ec_print_string(tool, formatted->err.detail));
  return object;
}

static void print_json(struct ec_tool *tool, const struct formatted *formatted)
{
  json_t *root = json_object();
  ec_print_put(tool, root, "pattern", ec_print_string(tool, formatted->pattern));
  ec_print_put(tool, root, "locale", ec_print_string(tool, formatted->locale));
  ec_print_put(tool, root, "status", ec_print_string(tool, errcat_status_name(formatted->status)));
  ec_print_put(tool, root, "text", ec_print_string(tool, formatted->text));
  ec_print_put(tool, root, "error", formatted->text ? json_null() : json_error(tool, formatted));
  ec_print_json(tool, root);
}

int ec_cmd_format(struct ec_tool *tool)
{
  struct formatted formatted = {.status = ERRCAT_OK};
  struct ec_arguments arguments;
  if (tool->operand_count == 0)
    return ec_help_operands(tool, true);
  formatted.pattern = tool->operands[0];
  first_locale(tool, &formatted);
  ec_arguments_guess(&arguments, &tool->pool, formatted.pattern, tool->chosen & EC_CHOICE_STRINGS,
                     tool->operands + 1, tool->operand_count - 1);
  format(tool, &arguments, &formatted);
  if (tool->json) {
    print_json(tool, &formatted);
  } else if (formatted.text) {
    ec_terminal_text(&tool->out, formatted.text);
    ec_terminal_put(&tool->out, "\n");
  }
  return report(tool, &formatted);
}
