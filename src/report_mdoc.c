/* SPDX-License-Identifier: MIT */

/* The manual page errcat-rules(7), which is made when errcat is built: a section for each family of
 * rules, so that it cannot be about other rules than there are. */

#include <string.h>

#include "letters.h"
#include "report.h"

static void put(struct ec_tool *tool, const char *text)
{
  ec_report_write(tool, text, strlen(text));
}

/* What begins a line as a request, and a backslash anywhere, would be obeyed. */
static void begin_line(struct ec_tool *tool, const char *text)
{
  if (*text == '.' || *text == ' ')
    put(tool, "\\&");
}

/* Sentences begin new lines, as mandoc wants them to. */
static void put_text(struct ec_tool *tool, const char *text)
{
  static const char special[] = "\\\n'`-^~";
  static const char *const escapes[] = {"\\e", "\\en", "\\(aq", "\\(ga", "\\-", "\\(ha", "\\(ti"};
  begin_line(tool, text);
  for (; *text; text++) {
    const char *plain = strchr(special, *text);
    if (plain) {
      put(tool, escapes[plain - special]);
    } else if (strchr(".!?", *text) && text[1] == ' ') {
      ec_report_write(tool, text++, 1);
      put(tool, "\n");
      begin_line(tool, text + 1);
    } else {
      ec_report_write(tool, text, 1);
    }
  }
  put(tool, "\n");
}

static void put_label(struct ec_tool *tool, const char *code)
{
  put_text(tool, ec_text_label(tool, code));
}

static size_t family_len(const struct ec_rule *rule)
{
  return strcspn(rule->name, ".");
}

static bool begins_family(size_t i)
{
  const size_t len = family_len(&ec_rules[i]);
  return !i || family_len(&ec_rules[i - 1]) != len ||
         strncmp(ec_rules[i].name, ec_rules[i - 1].name, len) != 0;
}

/* What the rules of a family are about. */
static const char *about_family(const char *family)
{
  static const struct {
    const char *family, *code;
  } texts[] = {{"argument", "manual.rules-argument"},
               {"entry", "manual.rules-entry"},
               {"pattern", "manual.rules-pattern"},
               {"plural", "manual.rules-plural"},
               {"po", "manual.rules-po"},
               {"registry", "manual.rules-registry"},
               {"select", "manual.rules-select"},
               {"term", "manual.rules-term"},
               {"text", "manual.rules-text"},
               {"zh", "manual.rules-zh"}};
  size_t i = 0;
  while (i + 1 < sizeof texts / sizeof *texts && strcmp(texts[i].family, family) != 0)
    i++;
  return texts[i].code;
}

static void put_family(struct ec_tool *tool, const struct ec_rule *rule)
{
  const char *family = ec_pool_copy(&tool->pool, rule->name, family_len(rule));
  put(tool, ec_pool_printf(&tool->pool, ".Ss %s\n", family));
  put_label(tool, about_family(family));
}

static void put_example(struct ec_tool *tool, const char *label, const char *text)
{
  if (!text)
    return;
  put(tool, ".It ");
  put_label(tool, label);
  put_text(tool, ec_letters_show(&tool->pool, text));
}

static void put_rule(struct ec_tool *tool, const struct ec_rule *rule)
{
  static const char *const severities[] = {[EC_SEVERITY_ADVICE] = "manual.severity-advice",
                                           [EC_SEVERITY_WARNING] = "manual.severity-warning",
                                           [EC_SEVERITY_ERROR] = "manual.severity-error"};
  struct ec_text text;
  ec_text_own_all(tool, rule->name, NULL, 0, &text);
  put(tool, ec_pool_printf(&tool->pool, ".It Li %s\n", rule->name));
  put_label(tool, severities[rule->severity]);
  if (rule->mends)
    put_label(tool, "manual.rule-mends");
  put(tool, ".Pp\n");
  put_text(tool, text.message);
  if (*text.remediation)
    put_text(tool, text.remediation);
  if (!rule->wrong)
    return;
  put(tool, ".Bl -tag -width Ds\n");
  put_example(tool, "label.example-source", rule->source);
  put_example(tool, "label.example-wrong", rule->wrong);
  put_example(tool, "label.example-right", rule->right);
  put(tool, ".El\n");
}

void ec_report_mdoc(struct ec_tool *tool)
{
  put(tool, ".\\\" SPDX-License-Identifier: MIT\n.Dd November 25, 2026\n.Dt ERRCAT-RULES 7\n"
            ".Os\n.Sh NAME\n.Nm errcat-rules\n.Nd ");
  put_label(tool, "manual.rules");
  put(tool, ".Sh ");
  put_label(tool, "manual.description");
  put_label(tool, "manual.rules-about");
  for (size_t i = 0; i < ec_rule_count; i++) {
    if (begins_family(i)) {
      put(tool, i ? ".El\n" : "");
      put_family(tool, &ec_rules[i]);
      put(tool, ".Bl -tag -width Ds\n");
    }
    put_rule(tool, &ec_rules[i]);
  }
  put(tool, ".El\n.Sh ");
  put_label(tool, "manual.see-also");
  put(tool, ".Xr errcat 1 ,\n.Xr errcat-registry 5 ,\n.Xr errcat 7\n");
}
