/* SPDX-License-Identifier: MIT */

/* One object, whose findings are written a line each. */

#include <string.h>

#include "print.h"
#include "report.h"

static void put(struct ec_tool *tool, const char *text)
{
  ec_report_write(tool, text, strlen(text));
}

static void begin(struct ec_report *report)
{
  put(report->tool, "{\"findings\": [");
}

static json_t *fix_of(struct ec_report *report, const struct ec_finding *finding)
{
  struct ec_tool *tool = report->tool;
  struct ec_report_fix fix;
  if (!ec_report_fix(report, finding, &fix))
    return json_null();
  json_t *object = json_object();
  ec_print_put(tool, object, "line", json_integer(fix.begin.line));
  ec_print_put(tool, object, "column", json_integer(fix.begin.column));
  ec_print_put(tool, object, "end_line", json_integer(fix.end.line));
  ec_print_put(tool, object, "end_column", json_integer(fix.end.column));
  ec_print_put(tool, object, "text", ec_print_string(tool, fix.text));
  return object;
}

static void put_finding(struct ec_report *report, const struct ec_finding *finding,
                        const struct ec_text *text)
{
  struct ec_tool *tool = report->tool;
  json_t *object = json_object();
  const char *remediation = *text->remediation ? text->remediation : NULL;
  ec_print_put(tool, object, "file", ec_print_string(tool, finding->file->name));
  ec_print_put(tool, object, "line", json_integer(finding->place.line));
  ec_print_put(tool, object, "column", json_integer(finding->place.column));
  ec_print_put(tool, object, "end_line", json_integer(finding->end.line));
  ec_print_put(tool, object, "end_column", json_integer(finding->end.column));
  ec_print_put(tool, object, "severity",
               ec_print_string(tool, ec_severity_name(finding->rule->severity)));
  ec_print_put(tool, object, "rule", ec_print_string(tool, finding->rule->name));
  ec_print_put(tool, object, "code", ec_print_string(tool, finding->code));
  ec_print_put(tool, object, "message", ec_print_string(tool, text->message));
  ec_print_put(tool, object, "remediation", ec_print_string(tool, remediation));
  ec_print_put(tool, object, "fix", fix_of(report, finding));
  put(tool, report->found > 1 ? ",\n  " : "\n  ");
  ec_print_json_part(tool, object);
}

static void end(struct ec_report *report)
{
  struct ec_tool *tool = report->tool;
  json_t *summary = json_object();
  for (size_t i = EC_SEVERITY_ERROR + 1; i-- > 0;)
    ec_print_put(tool, summary, ec_severity_name((enum ec_severity)i),
                 json_integer((json_int_t)report->counts[i]));
  ec_print_put(tool, summary, "files", json_integer((json_int_t)report->files));
  put(tool, report->found ? "\n],\n\"summary\": " : "],\n\"summary\": ");
  ec_print_json_part(tool, summary);
  put(tool, "}\n");
}

const struct ec_report_kind ec_report_json = {begin, put_finding, end};
