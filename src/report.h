/* SPDX-License-Identifier: MIT */
#ifndef EC_REPORT_H
#define EC_REPORT_H

/* How findings are shown. Knows the formats, each of which writes one finding after the other, so
 * that what is kept does not grow with them; refuses to know rules and files. */

#include <jansson.h>

#include "excerpt.h"
#include "rules.h"
#include "texts.h"
#include "tool.h"

struct ec_report {
  struct ec_tool *tool;
  const struct ec_report_kind *kind;
  struct ec_excerpt excerpt; /* of the file of the last finding */
  struct ec_po po;           /* of that file, if it is a catalog: places are asked of it */
  bool *explained;           /* rules whose remediation was shown, in the order of ec_rules */
  size_t counts[EC_SEVERITY_ERROR + 1];
  size_t found, files;
};

struct ec_report_kind {
  void (*begin)(struct ec_report *report);
  void (*finding)(struct ec_report *report, const struct ec_finding *finding,
                  const struct ec_text *text);
  void (*end)(struct ec_report *report);
};
extern const struct ec_report_kind ec_report_text, ec_report_json, ec_report_sarif,
    ec_report_github;

/* In the format that was asked for; `files` were judged. */
void ec_report_open(struct ec_report *report, struct ec_tool *tool, size_t files);
void ec_report_add(struct ec_report *report, const struct ec_finding *finding);
void ec_report_close(struct ec_report *report);

/* All rules, in the format that was asked for. Returns EC_EXIT_OK. */
int ec_report_rules(struct ec_tool *tool);
/* As a manual page. */
void ec_report_mdoc(struct ec_tool *tool);

/* What the formats share. */
const char *ec_severity_name(enum ec_severity severity);
json_t *ec_report_rule_example(struct ec_tool *tool, const struct ec_rule *rule);
/* What mends the finding, as bytes of the file: false when nothing does, or when it would be in
 * several lines. `text` is escaped as in a .po file. */
struct ec_report_fix {
  struct ec_place begin, end;
  const char *text;
};
bool ec_report_fix(struct ec_report *report, const struct ec_finding *finding,
                   struct ec_report_fix *fix);
/* Writes bytes as they are, UTF-8 whatever the terminal's codeset. */
void ec_report_write(struct ec_tool *tool, const char *bytes, size_t len);

#endif
