/* SPDX-License-Identifier: MIT */

/* The rules themselves: a line each, as JSON, or as the manual page errcat-rules(7). */

#include <string.h>

#include "chars.h"
#include "print.h"
#include "report.h"

json_t *ec_report_rule_example(struct ec_tool *tool, const struct ec_rule *rule)
{
  if (!rule->wrong)
    return json_null();
  json_t *example = json_object();
  ec_print_put(tool, example, "locale", ec_print_string(tool, rule->locale));
  ec_print_put(tool, example, "source", ec_print_string(tool, rule->source));
  ec_print_put(tool, example, "wrong", ec_print_string(tool, rule->wrong));
  ec_print_put(tool, example, "right", ec_print_string(tool, rule->right));
  return example;
}

static json_t *json_rule(struct ec_tool *tool, const struct ec_rule *rule)
{
  struct ec_text text;
  json_t *object = json_object();
  ec_text_own_all(tool, rule->name, NULL, 0, &text);
  ec_print_put(tool, object, "rule", ec_print_string(tool, rule->name));
  ec_print_put(tool, object, "severity", ec_print_string(tool, ec_severity_name(rule->severity)));
  ec_print_put(tool, object, "fix", json_boolean(rule->mends));
  ec_print_put(tool, object, "message", ec_print_string(tool, text.message));
  ec_print_put(tool, object, "remediation",
               ec_print_string(tool, *text.remediation ? text.remediation : NULL));
  ec_print_put(tool, object, "example", ec_report_rule_example(tool, rule));
  return object;
}

static int print_json(struct ec_tool *tool)
{
  json_t *root = json_object(), *rules = json_array();
  for (size_t i = 0; i < ec_rule_count; i++)
    ec_print_append(tool, rules, json_rule(tool, &ec_rules[i]));
  ec_print_put(tool, root, "rules", rules);
  return ec_print_json(tool, root);
}

/* "zh.half-width  warning  --fix  MESSAGE" */
static int print_text(struct ec_tool *tool)
{
  struct ec_terminal *out = &tool->out;
  int width = 0;
  for (size_t i = 0; i < ec_rule_count; i++) {
    const int name = (int)strlen(ec_rules[i].name);
    width = name > width ? name : width;
  }
  for (size_t i = 0; i < ec_rule_count; i++) {
    const struct ec_rule *rule = &ec_rules[i];
    const enum ec_style style = rule->severity == EC_SEVERITY_ERROR     ? EC_STYLE_BAD
                                : rule->severity == EC_SEVERITY_WARNING ? EC_STYLE_WARN
                                                                        : EC_STYLE_PLAIN;
    ec_terminal_cell(out, EC_STYLE_BOLD, rule->name, width + 2);
    ec_terminal_cell(out, style, ec_severity_name(rule->severity), (int)sizeof "warning" + 1);
    ec_terminal_cell(out, EC_STYLE_PLAIN, rule->mends ? "--fix" : "", (int)sizeof "--fix" + 1);
    ec_terminal_paragraph(out, width + 2 + (int)(sizeof "warning" + sizeof "--fix") + 2,
                          ec_text_own(tool, rule->name, NULL, 0));
  }
  return EC_EXIT_OK;
}

int ec_report_rules(struct ec_tool *tool)
{
  if (tool->lint.format == EC_REPORT_TEXT || tool->lint.format == EC_REPORT_GITHUB)
    return print_text(tool);
  if (tool->lint.format == EC_REPORT_MDOC) {
    ec_report_mdoc(tool);
    return EC_EXIT_OK;
  }
  return print_json(tool);
}
