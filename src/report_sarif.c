/* SPDX-License-Identifier: MIT */

/* SARIF 2.1.0, OASIS Standard of 27 March 2020. One run; its results are written a line each. */

#include <string.h>

#include "print.h"
#include "report.h"

static void put(struct ec_tool *tool, const char *text)
{
  ec_report_write(tool, text, strlen(text));
}

static const char *level_of(enum ec_severity severity)
{
  return severity == EC_SEVERITY_ADVICE ? "note" : ec_severity_name(severity);
}

static json_t *text_of(struct ec_tool *tool, const char *text)
{
  json_t *object = json_object();
  ec_print_put(tool, object, "text", ec_print_string(tool, text));
  return object;
}

/* In messages braces are placeholders, and written twice when they are meant (3.11.5). */
static json_t *message_of(struct ec_tool *tool, const char *text)
{
  struct ec_string out = {.pool = &tool->pool};
  for (size_t len; *text; text += len) {
    len = strcspn(text, "{}");
    ec_string_add(&out, text, len);
    if (text[len]) {
      const char twice[] = {text[len], text[len]};
      ec_string_add(&out, twice, sizeof twice);
      len++;
    }
  }
  return text_of(tool, ec_string_get(&out));
}

/* --------------------------------------------------------------------- rules */

static json_t *json_rule(struct ec_tool *tool, const struct ec_rule *rule)
{
  struct ec_text text;
  json_t *object = json_object(), *configuration = json_object();
  ec_text_own_all(tool, rule->name, NULL, 0, &text);
  ec_print_put(tool, object, "id", ec_print_string(tool, rule->name));
  ec_print_put(tool, object, "shortDescription", message_of(tool, text.message));
  /* GitHub asks for one. */
  ec_print_put(tool, object, "fullDescription", message_of(tool, text.message));
  ec_print_put(tool, object, "help",
               message_of(tool, *text.remediation ? text.remediation : text.message));
  ec_print_put(tool, configuration, "level", ec_print_string(tool, level_of(rule->severity)));
  ec_print_put(tool, object, "defaultConfiguration", configuration);
  return object;
}

/* Of the texts: two letters, or twice two with a hyphen, are all that SARIF has. */
static const char *language_of(struct ec_tool *tool)
{
  struct ec_text text;
  ec_text_own_all(tool, "label.error", NULL, 0, &text);
  const char *locale = text.result.locale;
  const size_t len = strlen(locale);
  if (len == 2)
    return ec_pool_copy(&tool->pool, locale, 2);
  return len == 5 && locale[2] == '_' ? ec_pool_printf(&tool->pool, "%.2s-%s", locale, locale + 3)
                                      : NULL;
}

static void begin(struct ec_report *report)
{
  struct ec_tool *tool = report->tool;
  const char *language = language_of(tool);
  json_t *driver = json_object(), *rules = json_array(), *component = json_object();
  for (size_t i = 0; i < ec_rule_count; i++)
    ec_print_append(tool, rules, json_rule(tool, &ec_rules[i]));
  ec_print_put(tool, driver, "name", json_string("errcat"));
  ec_print_put(tool, driver, "version", json_string(errcat_version()));
  if (language)
    ec_print_put(tool, driver, "language", ec_print_string(tool, language));
  ec_print_put(tool, driver, "rules", rules);
  ec_print_put(tool, component, "driver", driver);
  put(tool, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
            "\"version\": \"2.1.0\",\n\"runs\": [{\n\"tool\": ");
  ec_print_json_part(tool, component);
  put(tool, ",\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": [");
}

/* ------------------------------------------------------------------- results */

/* A relative reference, or, of an absolute path, a URI. A colon is escaped too: what stands in
 * front of the first one would be a scheme. */
static const char *uri_of(struct ec_tool *tool, const char *path)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  struct ec_string uri = {.pool = &tool->pool};
  if (*path == '/')
    ec_string_adds(&uri, "file://");
  if (strcmp(path, "-") == 0)
    path = "<stdin>";
  while (strncmp(path, "./", 2) == 0)
    path += 2 + strspn(path + 2, "/");
  for (size_t len; *path; path += len) {
    len = strspn(path, plain);
    ec_string_add(&uri, path, len);
    if (path[len])
      ec_string_adds(&uri,
                     ec_pool_printf(&tool->pool, "%%%02X", (unsigned)(unsigned char)path[len++]));
  }
  return ec_string_get(&uri);
}

static json_t *location_of(struct ec_tool *tool, const struct ec_lint_file *file)
{
  json_t *location = json_object();
  ec_print_put(tool, location, "uri", ec_print_string(tool, uri_of(tool, file->path)));
  return location;
}

static json_t *region_of(struct ec_report *report, struct ec_place from, struct ec_place to)
{
  struct ec_tool *tool = report->tool;
  json_t *region = json_object();
  const uint32_t column = ec_excerpt_column(&report->excerpt, &tool->pool, from);
  ec_print_put(tool, region, "startLine", json_integer(from.line ? from.line : 1));
  ec_print_put(tool, region, "startColumn", json_integer(column ? column : 1));
  if (to.line < from.line || (to.line == from.line && to.column < from.column))
    return region;
  ec_print_put(tool, region, "endLine", json_integer(to.line));
  ec_print_put(tool, region, "endColumn",
               json_integer(ec_excerpt_column(&report->excerpt, &tool->pool, to)));
  return region;
}

static json_t *json_fix(struct ec_report *report, const struct ec_finding *finding,
                        const struct ec_report_fix *fix)
{
  struct ec_tool *tool = report->tool;
  json_t *replacement = json_object(), *replacements = json_array();
  json_t *change = json_object(), *changes = json_array(), *object = json_object();
  json_t *fixes = json_array();
  ec_print_put(tool, replacement, "deletedRegion", region_of(report, fix->begin, fix->end));
  ec_print_put(tool, replacement, "insertedContent", text_of(tool, fix->text));
  ec_print_append(tool, replacements, replacement);
  ec_print_put(tool, change, "artifactLocation", location_of(tool, finding->file));
  ec_print_put(tool, change, "replacements", replacements);
  ec_print_append(tool, changes, change);
  ec_print_put(tool, object, "artifactChanges", changes);
  ec_print_append(tool, fixes, object);
  return fixes;
}

static json_t *json_locations(struct ec_report *report, const struct ec_finding *finding)
{
  struct ec_tool *tool = report->tool;
  json_t *physical = json_object(), *location = json_object(), *locations = json_array();
  ec_print_put(tool, physical, "artifactLocation", location_of(tool, finding->file));
  ec_print_put(tool, physical, "region", region_of(report, finding->place, finding->end));
  ec_print_put(tool, location, "physicalLocation", physical);
  ec_print_append(tool, locations, location);
  return locations;
}

static void put_finding(struct ec_report *report, const struct ec_finding *finding,
                        const struct ec_text *text)
{
  struct ec_tool *tool = report->tool;
  struct ec_report_fix fix;
  json_t *result = json_object();
  ec_print_put(tool, result, "ruleId", ec_print_string(tool, finding->rule->name));
  ec_print_put(tool, result, "ruleIndex", json_integer(finding->rule - ec_rules));
  ec_print_put(tool, result, "level", ec_print_string(tool, level_of(finding->rule->severity)));
  ec_print_put(tool, result, "message", message_of(tool, text->message));
  ec_print_put(tool, result, "locations", json_locations(report, finding));
  if (ec_report_fix(report, finding, &fix))
    ec_print_put(tool, result, "fixes", json_fix(report, finding, &fix));
  put(tool, report->found > 1 ? ",\n" : "\n");
  ec_print_json_part(tool, result);
}

static void end(struct ec_report *report)
{
  put(report->tool, "\n]\n}]}\n");
}

const struct ec_report_kind ec_report_sarif = {begin, put_finding, end};
