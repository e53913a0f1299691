/* SPDX-License-Identifier: MIT */

/* As gcc reports:
 *
 *     po/shop/zh_CN.po:12:29: warning: … [zh.half-width]
 *       msgstr "订单 {0} 已取消."
 *                              ^
 *       What to do, once for each rule.
 *
 * and at the end, to standard error, how many there were. */

#include "report.h"
#include "say.h"

#define INDENT 2
#define WIDTH 100 /* of a line of a file, when the terminal says nothing else */

static const char *label_of(enum ec_severity severity)
{
  static const char *const labels[] = {[EC_SEVERITY_ADVICE] = "label.advice",
                                       [EC_SEVERITY_WARNING] = "label.warning",
                                       [EC_SEVERITY_ERROR] = "label.error"};
  return labels[severity];
}

static enum ec_style style_of(enum ec_severity severity)
{
  return severity == EC_SEVERITY_ERROR     ? EC_STYLE_BAD
         : severity == EC_SEVERITY_WARNING ? EC_STYLE_WARN
                                           : EC_STYLE_BOLD;
}

static void begin(struct ec_report *report)
{
  (void)report;
}

static void put_head(struct ec_tool *tool, const struct ec_finding *finding, const char *message)
{
  struct ec_terminal *out = &tool->out;
  const enum ec_severity severity = finding->rule->severity;
  const char *label = ec_text_label(tool, label_of(severity));
  ec_terminal_text(out, finding->file->name);
  ec_terminal_put(out, ec_pool_printf(&tool->pool, ":%lu:%lu: ", (unsigned long)finding->place.line,
                                      (unsigned long)finding->place.column));
  ec_terminal_styled(out, style_of(severity), label);
  ec_terminal_space(out, label);
  ec_terminal_text(out, message);
  ec_terminal_space(out, message);
  ec_terminal_put(out, "[");
  ec_terminal_styled(out, EC_STYLE_DIM, finding->rule->name);
  ec_terminal_put(out, "]\n");
}

static void put_lines(struct ec_report *report, const struct ec_finding *finding)
{
  struct ec_tool *tool = report->tool;
  struct ec_terminal *out = &tool->out;
  struct ec_excerpt_lines lines;
  const char *more = ec_codeset_holds(&tool->codeset, "…") ? "…" : "...";
  const int width = out->width ? out->width - INDENT - 4 : WIDTH;
  /* What is nowhere in the file, such as an entry that is missing. */
  if (finding->place.line == 1 && finding->end.line == 1 && finding->end.column == 1)
    return;
  if (!ec_excerpt_lines(&report->excerpt, &tool->pool, finding->place, finding->end, width, more,
                        &lines))
    return;
  ec_terminal_pad(out, INDENT);
  ec_terminal_put(out, lines.text);
  ec_terminal_put(out, "\n");
  ec_terminal_pad(out, INDENT);
  ec_terminal_style(out, style_of(finding->rule->severity));
  ec_terminal_put(out, lines.marks);
  if (out->color)
    ec_terminal_style(out, EC_STYLE_PLAIN);
  ec_terminal_put(out, "\n");
}

static void put_finding(struct ec_report *report, const struct ec_finding *finding,
                        const struct ec_text *text)
{
  bool *explained = &report->explained[finding->rule - ec_rules];
  put_head(report->tool, finding, text->message);
  put_lines(report, finding);
  if (*text->remediation && !*explained) {
    ec_terminal_pad(&report->tool->out, INDENT);
    ec_terminal_paragraph(&report->tool->out, INDENT, text->remediation);
  }
  *explained = true;
}

static void end(struct ec_report *report)
{
  struct ec_tool *tool = report->tool;
  const struct errcat_arg args[] = {
      errcat_arg_integer((int64_t)report->counts[EC_SEVERITY_ERROR]),
      errcat_arg_integer((int64_t)report->counts[EC_SEVERITY_WARNING]),
      errcat_arg_integer((int64_t)report->counts[EC_SEVERITY_ADVICE]),
      errcat_arg_integer((int64_t)report->files),
  };
  ec_terminal_flush(&tool->out);
  ec_say_nothing(tool);
  /* What could not be read has been told. */
  if (!report->files)
    return;
  ec_terminal_paragraph(&tool->err, 0, ec_text_own(tool, "label.lint-summary", args, 4));
}

const struct ec_report_kind ec_report_text = {begin, put_finding, end};
