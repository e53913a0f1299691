/* SPDX-License-Identifier: MIT */
#include "help.h"

#include <string.h>

#include "chars.h"
#include "options.h"
#include "say.h"
#include "texts.h"

/* Where the summaries of commands and options begin. */
#define COLUMN 24

static void heading(struct ec_tool *tool, const char *code)
{
  ec_terminal_put(&tool->out, "\n");
  ec_terminal_styled(&tool->out, EC_STYLE_BOLD, ec_text_label(tool, code));
  ec_terminal_put(&tool->out, "\n");
}

/* "  TERM        summary"; a term that is too long has a line for itself. */
static void entry(struct ec_tool *tool, const char *term, const char *summary)
{
  const int room = COLUMN - 2 - 2;
  const bool fits = ec_chars_text_width(term) <= room;
  ec_terminal_pad(&tool->out, 2);
  ec_terminal_cell(&tool->out, EC_STYLE_PLAIN, term, fits ? room + 2 : 0);
  if (!fits) {
    ec_terminal_put(&tool->out, "\n");
    ec_terminal_pad(&tool->out, COLUMN);
  }
  ec_terminal_paragraph(&tool->out, COLUMN, ec_text_label(tool, summary));
}

static const char *option_term(struct ec_tool *tool, const struct ec_option *option)
{
  const char *value = option->value ? option->value : "";
  const char *letter =
      option->letter ? ec_pool_printf(&tool->pool, "-%c, ", option->letter) : "    ";
  return ec_pool_printf(&tool->pool, "%s--%s%s%s", letter, option->name,
                        *value && *value != '[' ? "=" : "", value);
}

static void options(struct ec_tool *tool, const struct ec_option *option)
{
  for (; option && option->name; option++)
    entry(tool, option_term(tool, option), option->summary);
}

static void usage(struct ec_tool *tool, const struct ec_command *command)
{
  const char *label = ec_text_label(tool, "help.usage");
  ec_terminal_styled(&tool->out, EC_STYLE_BOLD, label);
  ec_terminal_space(&tool->out, label);
  ec_terminal_put(&tool->out, command ? ec_pool_printf(&tool->pool, "errcat %s [OPTION]... %s\n",
                                                       command->name, command->arguments)
                                      : "errcat COMMAND [OPTION]... [OPERAND]...\n");
}

static void about_command(struct ec_tool *tool, const struct ec_command *command)
{
  ec_terminal_paragraph(&tool->out, 0, ec_text_label(tool, command->summary));
  if (command->details) {
    ec_terminal_put(&tool->out, "\n");
    ec_terminal_paragraph(&tool->out, 0, ec_text_label(tool, command->details));
  }
}

static void about_tool(struct ec_tool *tool)
{
  ec_terminal_paragraph(&tool->out, 0, ec_text_label(tool, "help.errcat"));
  heading(tool, "help.commands");
  for (const struct ec_command *command = ec_commands; command->name; command++)
    entry(tool, command->name, command->summary);
}

int ec_help_print(struct ec_tool *tool, const struct ec_command *command)
{
  usage(tool, command);
  if (command)
    about_command(tool, command);
  else
    about_tool(tool);
  heading(tool, "help.options");
  if (command)
    options(tool, command->options);
  options(tool, ec_options);
  ec_terminal_put(&tool->out, "\n");
  ec_terminal_paragraph(&tool->out, 0, ec_text_label(tool, "help.more"));
  return EC_EXIT_OK;
}

int ec_help_version(struct ec_tool *tool)
{
  ec_terminal_put(&tool->out, ec_pool_printf(&tool->pool, "errcat %s\n", errcat_version()));
  return EC_EXIT_OK;
}

int ec_help_operands(struct ec_tool *tool, bool missing)
{
  const struct ec_command *command = tool->command;
  const char *usage_line =
      ec_pool_printf(&tool->pool, "errcat %s %s", command->name, command->arguments);
  ec_say(tool, missing ? "cli.missing-operand" : "cli.unwanted-operand",
         ERRCAT_ARGS(command->name, usage_line));
  return EC_EXIT_USAGE;
}

int ec_cmd_help(struct ec_tool *tool)
{
  if (tool->operand_count > 1)
    return ec_help_operands(tool, false);
  if (tool->operand_count == 0)
    return ec_help_print(tool, NULL);
  struct ec_fault fault = {.code = NULL};
  const struct ec_command *command = ec_options_command(tool, tool->operands[0], &fault);
  return command ? ec_help_print(tool, command) : ec_options_report(tool, &fault);
}
