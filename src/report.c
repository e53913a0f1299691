/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <errno.h>
#include <string.h>

const char *ec_severity_name(enum ec_severity severity)
{
  static const char *const names[] = {[EC_SEVERITY_ADVICE] = "advice",
                                      [EC_SEVERITY_WARNING] = "warning",
                                      [EC_SEVERITY_ERROR] = "error"};
  return names[severity];
}

void ec_report_write(struct ec_tool *tool, const char *bytes, size_t len)
{
  if (fwrite(bytes, 1, len, tool->out.file) != len && !tool->out.error)
    tool->out.error = errno ? errno : EIO;
}

void ec_report_open(struct ec_report *report, struct ec_tool *tool, size_t files)
{
  static const struct ec_report_kind *const kinds[] = {[EC_REPORT_TEXT] = &ec_report_text,
                                                       [EC_REPORT_JSON] = &ec_report_json,
                                                       [EC_REPORT_SARIF] = &ec_report_sarif,
                                                       [EC_REPORT_GITHUB] = &ec_report_github,
                                                       [EC_REPORT_MDOC] = &ec_report_text};
  *report = (struct ec_report){.tool = tool, .kind = kinds[tool->lint.format], .files = files};
  report->explained = ec_pool_alloc(&tool->pool, ec_rule_count, sizeof *report->explained);
  report->kind->begin(report);
}

static void change_file(struct ec_report *report, const struct ec_lint_file *file)
{
  ec_excerpt_close(&report->excerpt);
  ec_excerpt_open(&report->excerpt, file);
  report->po = file->po;
}

/* What one finding needs goes back to the pool: there may be any number of them. */
void ec_report_add(struct ec_report *report, const struct ec_finding *finding)
{
  struct ec_pool *pool = &report->tool->pool;
  const struct ec_pool_mark mark = ec_pool_mark(pool);
  struct ec_text text;
  if (report->excerpt.file != finding->file)
    change_file(report, finding->file);
  ec_text_own_all(report->tool, finding->rule->name, finding->args, finding->arg_count, &text);
  report->counts[finding->rule->severity]++;
  report->found++;
  report->kind->finding(report, finding, &text);
  ec_pool_release(pool, mark);
}

void ec_report_close(struct ec_report *report)
{
  ec_excerpt_close(&report->excerpt);
  report->kind->end(report);
}

/* --------------------------------------------------------------------- fixes */

static const char *escaped(struct ec_pool *pool, const char *text)
{
  struct ec_string out = {.pool = pool};
  ec_string_escape(&out, text, "\"\\\n\t", "\"\\nt");
  return ec_string_get(&out);
}

bool ec_report_fix(struct ec_report *report, const struct ec_finding *finding,
                   struct ec_report_fix *fix)
{
  struct ec_po *po = &report->po;
  if (!finding->mended || !finding->string)
    return false;
  const size_t begin = ec_po_offset(po, finding->string, finding->mend_begin);
  size_t end = begin;
  if (finding->mend_end > finding->mend_begin)
    end = ec_po_offset(po, finding->string, finding->mend_end);
  /* The next byte is in the next line: it is behind the last one, then. */
  if (memchr(po->bytes + begin, '\n', end - begin))
    end = ec_po_offset(po, finding->string, finding->mend_end - 1) + 1;
  if (memchr(po->bytes + begin, '\n', end - begin))
    return false;
  fix->begin = ec_po_place(po, begin);
  fix->end = ec_po_place(po, end);
  fix->text = escaped(&report->tool->pool, finding->mended);
  return true;
}
