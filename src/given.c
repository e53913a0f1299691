/* SPDX-License-Identifier: MIT */
#include "given.h"

#include <string.h>

#include "say.h"

static bool has_time(const struct errcat_code_info *info)
{
  for (size_t i = 0; i < info->arg_count; i++)
    if (strcmp(info->args[i].type, "time") == 0)
      return true;
  return false;
}

int ec_given_read(struct ec_tool *tool, const struct ec_match *match,
                  struct ec_arguments *arguments)
{
  const struct errcat_code_info *info = match->info;
  struct ec_reading reading = {.declared = info->args,
                               .declared_count = info->arg_count,
                               .clocks = &tool->clocks,
                               .strings = true};
  const char *const *words = info->foreign ? &match->code : tool->operands + 1;
  const size_t count = info->foreign ? info->arg_count > 0 : tool->operand_count - 1;
  const int status = has_time(info) || tool->time_zone ? ec_tool_zone(tool, &reading.zone) : 0;
  ec_arguments_read(arguments, &tool->pool, &reading, words, count);
  return status;
}

/* How many of the words have found their argument. */
static size_t taken(const struct ec_match *match, const struct ec_arguments *arguments)
{
  size_t count = 0;
  for (size_t i = 0; i < arguments->count; i++)
    count += arguments->words[i].declared != NULL;
  return match->info->foreign ? 0 : count;
}

const char *ec_given_shown(const struct errcat_arg_info *arg, const char *value)
{
  return value && arg->sensitive ? "***" : value;
}

static void warn_of_missing(struct ec_tool *tool, const struct ec_match *match,
                            const struct ec_arguments *arguments)
{
  const struct errcat_code_info *info = match->info;
  struct errcat_arg *names = ec_pool_alloc(&tool->pool, info->arg_count + 1, sizeof *names);
  size_t count = 0;
  for (size_t i = 0; i < info->arg_count && !info->foreign; i++)
    if (!ec_arguments_value(arguments, &info->args[i]))
      names[count++] = errcat_arg_string(info->args[i].name);
  if (count)
    ec_say(tool, "cli.too-few-arguments", ERRCAT_ARGS(match->code, errcat_arg_list(names, count)));
}

void ec_given_warn(struct ec_tool *tool, const struct ec_match *match,
                   const struct ec_arguments *arguments, bool all, errcat_status status)
{
  const struct errcat_code_info *info = match->info;
  for (size_t i = 0; i < arguments->count; i++) {
    const struct ec_argument *word = &arguments->words[i];
    if (word->mistyped)
      ec_say(tool, "cli.argument-type",
             ERRCAT_ARGS(word->declared->name, word->declared->type,
                         ec_given_shown(word->declared, word->value)));
  }
  /* Without a source catalog it is not known how many there should be. */
  if (status != ERRCAT_E_NO_SOURCE && tool->operand_count - 1 > taken(match, arguments))
    ec_say(tool, "cli.too-many-arguments",
           ERRCAT_ARGS(match->code, info->foreign ? 0 : info->arg_count, tool->operand_count - 1));
  if (all || tool->operand_count > 1)
    warn_of_missing(tool, match, arguments);
  if (status == ERRCAT_E_BROKEN)
    ec_say(tool, "cli.broken-text", ERRCAT_ARGS(match->code));
}
