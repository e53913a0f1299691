/* SPDX-License-Identifier: MIT */

/* errcat: what an error code means and what to do about it. */

#include <string.h>

#include "help.h"
#include "options.h"

static const struct ec_option list_options[] = {
    {"codes", NULL, 0, EC_CHOICE_CODES, "help.option-codes"},
    {"domains", NULL, 0, EC_CHOICE_DOMAINS, "help.option-domains"},
    {"locales", NULL, 0, EC_CHOICE_LOCALES, "help.option-locales"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option explain_options[] = {
    {"time-zone", "ZONE", 'z', 0, "help.option-time-zone"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option body_options[] = {
    {"shape", "SHAPE", 's', 0, "help.option-shape"},
    {"shape-file", "FILE", 0, 0, "help.option-shape-file"},
    {"lines", NULL, 0, EC_CHOICE_LINES, "help.option-lines"},
    {"remediation", NULL, 'r', EC_CHOICE_REMEDIATION, "help.option-remediation"},
    {"instance", "URI", 0, 0, "help.option-instance"},
    {"isolate", NULL, 0, EC_CHOICE_ISOLATE, "help.option-isolate"},
    {"log", "FORMAT", 0, 0, "help.option-log"},
    {"time-zone", "ZONE", 'z', 0, "help.option-time-zone"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option format_options[] = {
    {"time-zone", "ZONE", 'z', 0, "help.option-time-zone"},
    {"type", "NAME=TYPE", 't', 0, "help.option-type"},
    {"sensitive", "NAME", 0, 0, "help.option-sensitive"},
    {"strings", NULL, 's', EC_CHOICE_STRINGS, "help.option-strings"},
    {"apostrophes", "RULE", 'a', 0, "help.option-apostrophes"},
    {"file", "FILE", 'f', 0, "help.option-file"},
    {"input", "FILE", 'i', 0, "help.option-input"},
    {"input-format", "FORMAT", 0, 0, "help.option-input-format"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option embed_options[] = {
    {"name", "NAME", 'n', 0, "help.option-name"},
    {"output", "FILE", 'o', 0, "help.option-output"},
    {"header", "FILE", 0, 0, "help.option-header"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option header_options[] = {
    {"output", "FILE", 'o', 0, "help.option-output"},
    {"prefix", "NAME", 0, 0, "help.option-prefix"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option check_source_options[] = {
    {"registry", "FILE", 'r', 0, "help.option-registry"},
    {"no-unused", NULL, 0, EC_CHOICE_NO_UNUSED, "help.option-no-unused"},
    {"prefix", "NAME", 0, 0, "help.option-prefix"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option lint_options[] = {
    {"format", "FORMAT", 'f', 0, "help.option-report"},
    {"fail-on", "SEVERITY", 0, 0, "help.option-fail-on"},
    {"only", "RULES", 0, 0, "help.option-only"},
    {"ignore", "RULES", 0, 0, "help.option-ignore"},
    {"registry", "FILE", 'r', 0, "help.option-registry"},
    {"fix", NULL, 0, EC_CHOICE_FIX, "help.option-fix"},
    {"dry-run", NULL, 'n', EC_CHOICE_DRY_RUN, "help.option-dry-run"},
    {"spacing", "STYLE", 0, 0, "help.option-spacing"},
    {"apostrophes", "RULE", 'a', 0, "help.option-apostrophes"},
    {"rules", NULL, 0, EC_CHOICE_RULES, "help.option-rules"},
    {NULL, NULL, 0, 0, NULL},
};

static const struct ec_option negotiate_options[] = {
    {"request", "LIST", 'r', 0, "help.option-request"},
    {"profile", "LIST", 0, 0, "help.option-profile"},
    {"cookie", "LIST", 0, 0, "help.option-cookie"},
    {"any-script", NULL, 0, EC_CHOICE_ANY_SCRIPT, "help.option-any-script"},
    {NULL, NULL, 0, 0, NULL},
};

const struct ec_command ec_commands[] = {
    {"explain", "CODE [ARGUMENT | NAME=VALUE]...", "help.explain", "help.explain-details",
     explain_options, ec_cmd_explain},
    {"list", "[PREFIX]", "help.list", "help.list-details", list_options, ec_cmd_list},
    {"search", "TEXT...", "help.search", "help.search-details", NULL, ec_cmd_search},
    {"format", "PATTERN [ARGUMENT | NAME=VALUE]...", "help.format", "help.format-details",
     format_options, ec_cmd_format},
    {"body", "CODE [ARGUMENT | NAME=VALUE]...", "help.body", "help.body-details", body_options,
     ec_cmd_body},
    {"embed", "DOMAIN... | LOCALE=FILE.mo...", "help.embed", "help.embed-details", embed_options,
     ec_cmd_embed},
    {"header", "REGISTRY", "help.header", "help.header-details", header_options, ec_cmd_header},
    {"check-source", "--registry=FILE... SOURCE...", "help.check-source",
     "help.check-source-details", check_source_options, ec_cmd_check_source},
    {"lint", "[FILE.po | FILE.xml | FOLDER]...", "help.lint", "help.lint-details", lint_options,
     ec_cmd_lint},
    {"negotiate", "[HEADER]...", "help.negotiate", "help.negotiate-details", negotiate_options,
     ec_cmd_negotiate},
    {"why", "[CODE]", "help.why", "help.why-details", NULL, ec_cmd_why},
    {"help", "[COMMAND]", "help.help", NULL, NULL, ec_cmd_help},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

/* Operands come in the terminal's codeset. Paths do not: they are bytes. */
static void decode_operands(struct ec_tool *tool)
{
  const char **operands = ec_pool_alloc(&tool->pool, tool->operand_count + 1, sizeof *operands);
  for (size_t i = 0; i < tool->operand_count; i++)
    operands[i] = ec_codeset_decode(&tool->codeset, &tool->pool, tool->operands[i]);
  tool->typed = tool->operands;
  tool->operands = operands;
}

static bool is_locale(const char *name)
{
  struct errcat_error err = {.status = ERRCAT_OK};
  errcat_pattern_free(errcat_pattern_open(name, "", 0, NULL, &err));
  return err.status != ERRCAT_E_INVALID;
}

/* Whether the library can read every entry of --locale. It passes over those that it cannot,
 * which is right for an environment but hides a slip of the hand. */
static bool locales_readable(struct ec_tool *tool)
{
  for (const char *at = tool->locale_option; at && *at;) {
    const size_t len = strcspn(at, ":");
    if (!is_locale(ec_pool_copy(&tool->pool, at, len)))
      return false;
    at += len + (at[len] == ':');
  }
  return true;
}

static int run(struct ec_tool *tool, const struct ec_fault *fault)
{
  decode_operands(tool);
  if (fault->code)
    return ec_options_report(tool, fault);
  if (!locales_readable(tool)) {
    tool->locales = tool->environment.locales;
    return ec_options_report(
        tool, &(struct ec_fault){.code = "cli.bad-locale", .word = tool->locale_option});
  }
  if (tool->version)
    return ec_help_version(tool);
  if (tool->help)
    return ec_help_print(tool, tool->command);
  if (!tool->command)
    return ec_options_report(tool, &(struct ec_fault){.code = "cli.no-command"});
  return tool->command->run(tool);
}

int main(int argc, char **argv)
{
  struct ec_tool tool;
  struct ec_fault fault;
  ec_tool_init(&tool);
  ec_options_read(&tool, argc, argv, &fault);
  ec_tool_open(&tool);
  return ec_tool_close(&tool, run(&tool, &fault));
}
