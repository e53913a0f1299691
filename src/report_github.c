/* SPDX-License-Identifier: MIT */

/* Workflow commands of GitHub Actions, which become annotations of the lines: a line each. */

#include <stdio.h>
#include <string.h>

#include "chars.h"
#include "report.h"

/* What ends a value, and is escaped for that reason. In what follows the second :: the last two
 * stand for themselves. */
#define IN_DATA "%\r\n"
#define IN_PROPERTY "%\r\n:,"

static void put_escaped(struct ec_report *report, const char *text, const char *special)
{
  struct ec_tool *tool = report->tool;
  for (size_t len; *text; text += len) {
    len = strcspn(text, special);
    ec_report_write(tool, text, len);
    if (text[len]) {
      char escape[4];
      snprintf(escape, sizeof escape, "%%%02X", (unsigned)(unsigned char)text[len++]);
      ec_report_write(tool, escape, 3);
    }
  }
}

static void put(struct ec_report *report, const char *text)
{
  ec_report_write(report->tool, text, strlen(text));
}

static void put_property(struct ec_report *report, const char *name, const char *value)
{
  put(report, name);
  put_escaped(report, ec_chars_clean(&report->tool->pool, value), IN_PROPERTY);
}

static void put_number(struct ec_report *report, const char *name, uint32_t value)
{
  put(report, ec_pool_printf(&report->tool->pool, "%s%lu", name, (unsigned long)value));
}

/* Paths are compared with those of the repository, which have no "./". */
static const char *path_of(const struct ec_lint_file *file)
{
  const char *path = file->name;
  while (strncmp(path, "./", 2) == 0)
    path += 2 + strspn(path + 2, "/");
  return path;
}

static void begin(struct ec_report *report)
{
  (void)report;
}

static void put_finding(struct ec_report *report, const struct ec_finding *finding,
                        const struct ec_text *text)
{
  static const char *const commands[] = {[EC_SEVERITY_ADVICE] = "::notice",
                                         [EC_SEVERITY_WARNING] = "::warning",
                                         [EC_SEVERITY_ERROR] = "::error"};
  struct ec_pool *pool = &report->tool->pool;
  put(report, commands[finding->rule->severity]);
  put_property(report, " file=", path_of(finding->file));
  put_number(report, ",line=", finding->place.line);
  put_number(report, ",col=", ec_excerpt_column(&report->excerpt, pool, finding->place));
  if (finding->end.line)
    put_number(report, ",endLine=", finding->end.line);
  if (finding->end.line == finding->place.line && finding->end.column)
    put_number(report, ",endColumn=", ec_excerpt_column(&report->excerpt, pool, finding->end));
  put_property(report, ",title=", finding->rule->name);
  put(report, "::");
  put_escaped(report, ec_chars_clean(pool, text->message), IN_DATA);
  if (*text->remediation) {
    put(report, "%0A");
    put_escaped(report, ec_chars_clean(pool, text->remediation), IN_DATA);
  }
  put(report, "\n");
}

static void end(struct ec_report *report)
{
  (void)report;
}

const struct ec_report_kind ec_report_github = {begin, put_finding, end};
