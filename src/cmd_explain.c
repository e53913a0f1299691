/* SPDX-License-Identifier: MIT */

/* errcat explain CODE [ARGUMENT | NAME=VALUE]...: what a code means and what to do. The message
 * stands alone on the first line: it is what one came for, and scripts find it there. */

#include <string.h>

#include "arguments.h"
#include "chars.h"
#include "given.h"
#include "help.h"
#include "letters.h"
#include "print.h"
#include "report.h"
#include "say.h"
#include "texts.h"

static const char *const label_codes[] = {
    "label.remediation", "label.code", "label.name", "label.wire", "label.status", "label.severity",
    "label.arguments", "label.owner", "label.domain",
    /* Of a rule of lint: */
    "label.example-source", "label.example-wrong", "label.example-right"};
enum { EXAMPLE_LABELS = 3 };

/* Everything about one code in one domain. */
struct explanation {
  const struct ec_match *match;
  struct ec_arguments arguments;
  struct ec_text text;
};

/* -------------------------------------------------------------------- text */

static void put_row(struct ec_tool *tool, const struct ec_labels *labels, const char *label,
                    enum ec_style style, const char *text)
{
  if (!text || !*text)
    return;
  ec_print_label(tool, labels, label);
  ec_terminal_styled_paragraph(&tool->out, style, ec_print_column(labels), text);
}

/* The value given for an argument; NULL: none. */
static const char *shown_value(const struct explanation *explanation,
                               const struct errcat_arg_info *arg)
{
  return ec_given_shown(arg, ec_arguments_value(&explanation->arguments, arg));
}

static const char *argument_note(struct ec_tool *tool, const struct errcat_arg_info *arg,
                                 const char *value)
{
  if (value)
    return ec_pool_printf(&tool->pool, "= %s", value);
  return arg->example ? ec_text_own(tool, "label.example", ERRCAT_ARGS(arg->example)) : "";
}

/* "NAME  TYPE  = VALUE" or "NAME  TYPE  for example EXAMPLE". */
static void put_arguments(struct ec_tool *tool, const struct ec_labels *labels,
                          const struct explanation *explanation)
{
  const struct errcat_code_info *info = explanation->match->info;
  int name_width = 0, type_width = 0;
  for (size_t i = 0; i < info->arg_count && !info->foreign; i++) {
    const int name = ec_chars_text_width(info->args[i].name);
    const int type = ec_chars_text_width(info->args[i].type);
    name_width = name > name_width ? name : name_width;
    type_width = type > type_width ? type : type_width;
  }
  for (size_t i = 0; i < info->arg_count && !info->foreign; i++) {
    const struct errcat_arg_info *arg = &info->args[i];
    const char *note = argument_note(tool, arg, shown_value(explanation, arg));
    if (arg->sensitive)
      note = ec_text_own(tool,
                         strcmp(arg->sensitive, "secret") == 0 ? "label.secret" : "label.personal",
                         ERRCAT_ARGS(note));
    ec_print_label(tool, labels, i ? NULL : "label.arguments");
    ec_terminal_cell(&tool->out, EC_STYLE_PLAIN, arg->name, name_width + 2);
    ec_terminal_cell(&tool->out, EC_STYLE_DIM, arg->type, type_width + 2);
    ec_terminal_paragraph(&tool->out, ec_print_column(labels) + name_width + type_width + 4, note);
  }
}

static const char *status_text(struct ec_tool *tool, const struct explanation *explanation)
{
  const int status = explanation->match->info->http_status;
  return status ? ec_pool_printf(&tool->pool, "%d", status) : NULL;
}

/* "error" goes without saying. */
static const char *severity_text(const struct errcat_code_info *info)
{
  return info->severity && strcmp(info->severity, "error") != 0 ? info->severity : NULL;
}

/* The rule of lint that has an example, or NULL. */
static const struct ec_rule *rule_of(const struct explanation *explanation)
{
  const struct ec_rule *rule = strcmp(explanation->match->domain->name, "errcat") == 0
                                   ? ec_rule_find(explanation->match->info->code)
                                   : NULL;
  return rule && rule->wrong ? rule : NULL;
}

static void put_example(struct ec_tool *tool, const struct ec_labels *labels,
                        const struct ec_rule *rule)
{
  if (!rule)
    return;
  put_row(tool, labels, "label.example-source", EC_STYLE_PLAIN, rule->source);
  put_row(tool, labels, "label.example-wrong", EC_STYLE_BAD,
          ec_letters_show(&tool->pool, rule->wrong));
  put_row(tool, labels, "label.example-right", EC_STYLE_PLAIN, rule->right);
}

static void put_text(struct ec_tool *tool, const struct explanation *explanation)
{
  const struct errcat_code_info *info = explanation->match->info;
  const struct ec_rule *rule = rule_of(explanation);
  struct ec_labels labels = {
      label_codes, sizeof label_codes / sizeof *label_codes - (rule ? 0 : EXAMPLE_LABELS), 0};
  ec_print_labels(tool, &labels);
  ec_terminal_styled_paragraph(&tool->out, EC_STYLE_BOLD, 0, explanation->text.message);
  ec_terminal_put(&tool->out, "\n");
  put_row(tool, &labels, "label.remediation", EC_STYLE_PLAIN, explanation->text.remediation);
  put_example(tool, &labels, rule);
  put_row(tool, &labels, "label.code", EC_STYLE_PLAIN,
          info->retired
              ? ec_text_own(tool, "label.retired-code", ERRCAT_ARGS(explanation->match->code))
              : explanation->match->code);
  put_row(tool, &labels, "label.name", EC_STYLE_PLAIN, info->name);
  if (!info->foreign && strcmp(info->wire, info->code) != 0)
    put_row(tool, &labels, "label.wire", EC_STYLE_PLAIN, info->wire);
  put_row(tool, &labels, "label.status", ec_print_http_style(info->http_status),
          status_text(tool, explanation));
  put_row(tool, &labels, "label.severity", EC_STYLE_PLAIN, severity_text(info));
  put_arguments(tool, &labels, explanation);
  if (info->foreign)
    put_row(tool, &labels, "label.owner", EC_STYLE_PLAIN,
            ec_text_own(tool, "label.foreign", ERRCAT_ARGS(info->code)));
  put_row(tool, &labels, "label.domain", EC_STYLE_PLAIN, explanation->match->domain->name);
}

/* -------------------------------------------------------------------- JSON */

static json_t *json_arguments(struct ec_tool *tool, const struct explanation *explanation)
{
  const struct errcat_code_info *info = explanation->match->info;
  json_t *array = json_array();
  for (size_t i = 0; i < info->arg_count; i++) {
    const struct errcat_arg_info *arg = &info->args[i];
    json_t *object = json_object();
    ec_print_put(tool, object, "name", ec_print_string(tool, arg->name));
    ec_print_put(tool, object, "type", ec_print_string(tool, arg->type));
    ec_print_put(tool, object, "example", ec_print_string(tool, arg->example));
    ec_print_put(tool, object, "sensitive", ec_print_string(tool, arg->sensitive));
    ec_print_put(tool, object, "value", ec_print_string(tool, shown_value(explanation, arg)));
    ec_print_append(tool, array, object);
  }
  return array;
}

static json_t *json_explanation(struct ec_tool *tool, const struct explanation *explanation)
{
  const struct errcat_code_info *info = explanation->match->info;
  json_t *object = json_object();
  ec_print_put(tool, object, "domain", ec_print_string(tool, explanation->match->domain->name));
  ec_print_put(tool, object, "code", ec_print_string(tool, explanation->match->code));
  ec_print_put(tool, object, "wire",
               ec_print_string(tool, info->foreign ? explanation->match->code : info->wire));
  ec_print_put(tool, object, "name", ec_print_string(tool, info->name));
  ec_print_put(tool, object, "status", ec_print_http(info->http_status));
  ec_print_put(tool, object, "severity",
               ec_print_string(tool, info->severity ? info->severity : "error"));
  ec_print_put(tool, object, "retired", json_boolean(info->retired));
  ec_print_put(tool, object, "foreign", json_boolean(info->foreign));
  ec_print_put(tool, object, "locale", ec_print_string(tool, explanation->text.result.locale));
  ec_print_put(tool, object, "message", ec_print_string(tool, explanation->text.message));
  ec_print_put(tool, object, "remediation",
               info->has_remediation ? ec_print_string(tool, explanation->text.remediation)
                                     : json_null());
  ec_print_put(tool, object, "arguments", json_arguments(tool, explanation));
  if (rule_of(explanation))
    ec_print_put(tool, object, "example", ec_report_rule_example(tool, rule_of(explanation)));
  return object;
}

static int print_json(struct ec_tool *tool, const struct explanation *explanations, size_t count,
                      const struct ec_lookup *lookup)
{
  json_t *root = json_object(), *results = json_array();
  for (size_t i = 0; i < count; i++)
    ec_print_append(tool, results, json_explanation(tool, &explanations[i]));
  ec_print_put(tool, root, "query", ec_print_string(tool, tool->operands[0]));
  ec_print_put(tool, root, "results", results);
  ec_print_put(tool, root, "suggestions", ec_print_strings(tool, lookup->near, lookup->near_count));
  return ec_print_json(tool, root);
}

int ec_cmd_explain(struct ec_tool *tool)
{
  struct ec_lookup lookup;
  if (tool->operand_count == 0)
    return ec_help_operands(tool, true);
  int status = ec_tool_load(tool);
  if (status != EC_EXIT_OK)
    return status;
  status = ec_tool_lookup(tool, tool->operands[0], &lookup);
  const size_t count = status == EC_EXIT_OK ? lookup.count : 0;
  struct explanation *explanations = ec_pool_alloc(&tool->pool, count + 1, sizeof *explanations);
  for (size_t i = 0; i < count; i++) {
    struct explanation *one = &explanations[i];
    one->match = &lookup.matches[i];
    const int read = ec_given_read(tool, one->match, &one->arguments);
    if (read != EC_EXIT_OK)
      return read;
    ec_text_get(tool, one->match->domain->bundle, one->match->code, one->arguments.args,
                one->arguments.arg_count, &one->text);
    ec_given_warn(tool, one->match, &one->arguments, false, one->text.result.status);
    if (one->text.cut) {
      ec_say(tool, "cli.text-cut", ERRCAT_ARGS(ERRCAT_OUTPUT_MAX));
      status = EC_EXIT_FINDINGS;
    }
  }
  if (tool->json)
    print_json(tool, explanations, count, &lookup);
  for (size_t i = 0; i < count && !tool->json; i++) {
    ec_terminal_put(&tool->out, i ? "\n" : "");
    put_text(tool, &explanations[i]);
  }
  return status;
}
