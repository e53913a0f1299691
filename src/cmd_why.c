/* SPDX-License-Identifier: MIT */

/* errcat why [CODE]: why texts come in the language in which they come, from the variables to
 * the catalog, in sentences. */

#include <stdlib.h>
#include <string.h>

#include "help.h"
#include "print.h"
#include "say.h"
#include "texts.h"

static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES",
                                        "LC_CTYPE", "LANG",   "ERRCAT_PATH"};

#define VARIABLE_COUNT (sizeof variables / sizeof *variables)

static bool is(const char *a, const char *b)
{
  return strcmp(a, b) == 0;
}

/* -------------------------------------------------------------- variables */

/* Whether the list of LANGUAGE has an entry that stands for the source language. */
static bool ends_with_c(const char *list)
{
  for (size_t len; *list; list += len + (list[len] == ':')) {
    len = strcspn(list, ":");
    if ((len == 1 && *list == 'C') || (len == 5 && strncmp(list, "POSIX", len) == 0))
      return true;
  }
  return false;
}

/* The variable that the preference list is from. */
static const char *effect_on_language(const struct ec_tool *tool, const char *name, bool codeset)
{
  const struct errcat_environment *environment = &tool->environment;
  const bool list = is(name, "LANGUAGE");
  if (list && ends_with_c(getenv(name)))
    return "language-ended";
  if (*environment->locales)
    return codeset ? "language-and-codeset" : "language";
  if (list || environment->ignored)
    return codeset ? "no-locale-and-codeset" : "no-locale";
  return codeset ? "source-and-codeset" : "source";
}

/* What a variable did; the suffix of its sentence. */
static const char *effect_on_texts(const struct ec_tool *tool, const char *name)
{
  const struct errcat_environment *environment = &tool->environment;
  const bool codeset = is(environment->codeset_from, name);
  if (is(environment->locales_from, name))
    return effect_on_language(tool, name, codeset);
  if (is(environment->category_from, name))
    return codeset ? "category-and-codeset" : "category";
  if (codeset)
    return "codeset";
  if (is(name, "LANGUAGE"))
    return "without-category";
  return "ignored";
}

static const char *effect(const struct ec_tool *tool, const char *name)
{
  const char *value = getenv(name);
  if (!value)
    return "unset";
  if (!*value)
    return "empty";
  if (is(name, "ERRCAT_PATH"))
    return tool->path ? "path-ignored" : "path";
  return effect_on_texts(tool, name);
}

static void put_item(struct ec_tool *tool, const char *text)
{
  ec_terminal_put(&tool->out, "  - ");
  ec_terminal_paragraph(&tool->out, 4, text);
}

static void put_heading(struct ec_tool *tool, bool first, const char *text)
{
  ec_terminal_put(&tool->out, first ? "" : "\n");
  ec_terminal_styled(&tool->out, EC_STYLE_BOLD, text);
  ec_terminal_put(&tool->out, "\n");
}

static void put_variables(struct ec_tool *tool)
{
  put_heading(tool, true, ec_text_label(tool, "why.variables"));
  for (size_t i = 0; i < VARIABLE_COUNT; i++) {
    const char *value = getenv(variables[i]);
    const char *code = ec_pool_printf(&tool->pool, "why.variable-%s", effect(tool, variables[i]));
    put_item(tool, ec_text_own(tool, code, ERRCAT_ARGS(variables[i], value ? value : "")));
  }
  if (tool->locale_option)
    put_item(tool, ec_text_own(tool, "why.option-locale", ERRCAT_ARGS(tool->locale_option)));
  if (tool->path)
    put_item(tool, ec_text_own(tool, "why.option-path", ERRCAT_ARGS(tool->path)));
  if (tool->environment.ignored && !tool->locale_option)
    put_item(tool,
             ec_text_own(tool, "why.entries-ignored", ERRCAT_ARGS(tool->environment.ignored)));
}

/* ------------------------------------------------- what is asked for, codeset */

static void put_wishes(struct ec_tool *tool)
{
  const char *from = tool->environment.codeset_from;
  put_heading(tool, false, ec_text_label(tool, "why.wishes"));
  put_item(tool, *tool->locales ? ec_text_own(tool, "why.locales", ERRCAT_ARGS(tool->locales))
                                : ec_text_label(tool, "why.no-locales"));
  if (!tool->codeset.known)
    put_item(tool, ec_text_own(tool, "why.codeset-unknown", ERRCAT_ARGS(tool->codeset.name, from)));
  else if (*from)
    put_item(tool, ec_text_own(tool, "why.codeset", ERRCAT_ARGS(tool->codeset.name, from)));
  else
    put_item(tool, ec_text_label(tool, "why.codeset-default"));
}

/* ------------------------------------------------------------------ domains */

/* A domain and the text in it that is asked about. */
struct subject {
  const struct ec_domain *domain;
  const char *code; /* NULL: any */
  const struct errcat_step *steps;
  size_t step_count;
  const struct errcat_step *winner; /* NULL: nothing serves */
};

static bool step_held(struct ec_tool *tool, const struct subject *subject,
                      const struct errcat_step *step)
{
  return ec_text_held(tool, subject->domain->bundle, step->locale, subject->code);
}

/* As ec_text_get() decides, but for --json, which has no terminal. */
static void find_winner(struct ec_tool *tool, struct subject *subject)
{
  subject->steps =
      ec_text_trace(tool, subject->domain->bundle, subject->code, &subject->step_count);
  for (size_t i = 0; i < subject->step_count; i++) {
    if (subject->steps[i].outcome != ERRCAT_OUTCOME_SERVES)
      continue;
    subject->winner = &subject->steps[i];
    if (step_held(tool, subject, subject->winner))
      return;
  }
}

static const char *outcome_name(const struct subject *subject, const struct errcat_step *step)
{
  static const char *const names[] = {
      [ERRCAT_OUTCOME_SERVES] = "serves",        [ERRCAT_OUTCOME_NO_CATALOG] = "no-catalog",
      [ERRCAT_OUTCOME_REFUSED] = "refused",      [ERRCAT_OUTCOME_UNTRANSLATED] = "untranslated",
      [ERRCAT_OUTCOME_STALE] = "stale",          [ERRCAT_OUTCOME_BROKEN] = "broken",
      [ERRCAT_OUTCOME_INCOMPLETE] = "incomplete"};
  if (step->outcome != ERRCAT_OUTCOME_SERVES || step == subject->winner)
    return names[step->outcome];
  return step < subject->winner ? "not-in-codeset" : "later";
}

static const char *reason_name(enum errcat_reason reason)
{
  static const char *const names[] = {[ERRCAT_REASON_NONE] = "none",
                                      [ERRCAT_REASON_EXACT] = "exact",
                                      [ERRCAT_REASON_PARENT] = "parent",
                                      [ERRCAT_REASON_LIKELY] = "likely",
                                      [ERRCAT_REASON_SOURCE] = "source"};
  return names[reason];
}

/* The entry of the preference list that a step is for, without its codeset; "" for the source
 * language. */
static const char *preference_of(struct ec_tool *tool, const struct errcat_step *step)
{
  const char *at = tool->locales;
  for (uint32_t n = 0; step->reason != ERRCAT_REASON_SOURCE; n++) {
    at += strspn(at, ":");
    const size_t len = strcspn(at, ":");
    if (n == step->preference || !len) {
      const size_t name = strcspn(at, ".@:"), modifier = strcspn(at, "@:");
      return ec_pool_printf(&tool->pool, "%.*s%.*s", (int)name, at, (int)(len - modifier),
                            at + modifier);
    }
    at += len;
  }
  return "";
}

static void put_step(struct ec_tool *tool, const struct subject *subject, size_t i)
{
  const struct errcat_step *step = &subject->steps[i];
  const char *outcome = outcome_name(subject, step);
  const char *code = ec_pool_printf(&tool->pool, "why.outcome-%s", outcome);
  const char *why = ec_pool_printf(&tool->pool, "why.reason-%s", reason_name(step->reason));
  const char *sentence =
      ec_text_own(tool, code, ERRCAT_ARGS(step->locale, ec_codeset_used(&tool->codeset)));
  const char *number = ec_pool_printf(&tool->pool, "  %zu. ", i + 1);
  ec_terminal_put(&tool->out, number);
  ec_terminal_paragraph(
      &tool->out, (int)strlen(number),
      ec_text_own(tool, why, ERRCAT_ARGS(step->locale, preference_of(tool, step), sentence)));
}

static bool is_candidate(const struct subject *subject, const char *locale)
{
  for (size_t i = 0; i < subject->step_count; i++)
    if (is(subject->steps[i].locale, locale))
      return true;
  return false;
}

static bool same_language(const char *a, const char *b)
{
  const size_t len = strcspn(a, "_-.@:");
  return len == strcspn(b, "_-.@:") && strncmp(a, b, len) == 0;
}

/* A catalog in a language that was asked for that is no candidate all the same is in another
 * script: what a reader of Traditional Chinese wonders about. */
static void put_other_scripts(struct ec_tool *tool, const struct subject *subject)
{
  for (size_t i = 0; i < errcat_bundle_catalog_count(subject->domain->bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog(subject->domain->bundle, i, &info);
    if (info.error || is_candidate(subject, info.locale))
      continue;
    for (size_t s = 0; s < subject->step_count; s++) {
      const struct errcat_step *step = &subject->steps[s];
      const char *wanted = preference_of(tool, step);
      if (!same_language(wanted, info.locale))
        continue;
      put_item(tool, ec_text_own(tool, "why.other-script", ERRCAT_ARGS(info.locale, wanted)));
      break;
    }
  }
}

static void put_folders(struct ec_tool *tool, const struct errcat_bundle *bundle)
{
  for (size_t i = 0; i < errcat_bundle_folder_count(bundle); i++) {
    bool readable = false;
    const char *folder = errcat_bundle_folder(bundle, i, &readable);
    put_item(tool, ec_text_own(tool, readable ? "why.folder" : "why.folder-unreadable",
                               ERRCAT_ARGS(folder)));
  }
  if (errcat_bundle_folder_count(bundle) == 0)
    put_item(tool, ec_text_label(tool, "why.no-folder"));
}

static void put_catalog(struct ec_tool *tool, const struct errcat_catalog_info *info)
{
  const char *file = info->file ? info->file : ec_text_label(tool, "label.built-in");
  const size_t withheld = info->stale + info->broken + info->incomplete;
  if (info->error && info->error->status == ERRCAT_E_IO) {
    put_item(tool, ec_text_own(tool, "why.catalog-unreadable",
                               ERRCAT_ARGS(info->locale, file, ec_tool_refusal(info))));
    return;
  }
  if (info->error) {
    put_item(tool, ec_text_own(tool, "why.catalog-refused",
                               ERRCAT_ARGS(info->locale, file, info->error->offset,
                                           ec_text_status(tool, info->error->status),
                                           ec_tool_refusal(info))));
    return;
  }
  put_item(tool, ec_text_own(tool, info->source ? "why.catalog-source" : "why.catalog",
                             ERRCAT_ARGS(info->locale, file, info->codes)));
  if (withheld)
    put_item(tool, ec_text_own(tool, "why.catalog-withheld",
                               ERRCAT_ARGS(info->locale, withheld, info->stale, info->broken,
                                           info->incomplete)));
  if (info->unknown)
    put_item(tool,
             ec_text_own(tool, "why.catalog-unknown", ERRCAT_ARGS(info->locale, info->unknown)));
  if (info->metadata && !info->source)
    put_item(tool,
             ec_text_own(tool, "why.catalog-metadata", ERRCAT_ARGS(info->locale, info->metadata)));
}

static void put_subject(struct ec_tool *tool, const struct subject *subject)
{
  const struct errcat_bundle *bundle = subject->domain->bundle;
  put_heading(tool, false,
              subject->code ? ec_text_own(tool, "why.domain-and-code",
                                          ERRCAT_ARGS(subject->domain->name, subject->code))
                            : ec_text_own(tool, "why.domain", ERRCAT_ARGS(subject->domain->name)));
  put_folders(tool, bundle);
  for (size_t i = 0; i < errcat_bundle_catalog_count(bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog_texts(bundle, i, &info);
    put_catalog(tool, &info);
  }
  for (size_t i = 0; i < subject->step_count; i++)
    put_step(tool, subject, i);
  put_other_scripts(tool, subject);
  ec_terminal_pad(&tool->out, 2);
  ec_terminal_styled_paragraph(
      &tool->out, EC_STYLE_BOLD, 2,
      subject->winner
          ? ec_text_own(tool, "why.winner",
                        ERRCAT_ARGS(subject->winner->locale, ec_codeset_used(&tool->codeset)))
          : ec_text_label(tool, "why.no-winner"));
}

/* --------------------------------------------------------------------- JSON */

static json_t *json_variables(struct ec_tool *tool)
{
  json_t *array = json_array();
  for (size_t i = 0; i < VARIABLE_COUNT; i++) {
    json_t *object = json_object();
    ec_print_put(tool, object, "name", ec_print_string(tool, variables[i]));
    ec_print_put(tool, object, "value", ec_print_string(tool, getenv(variables[i])));
    ec_print_put(tool, object, "effect", ec_print_string(tool, effect(tool, variables[i])));
    ec_print_append(tool, array, object);
  }
  return array;
}

static json_t *json_folders(struct ec_tool *tool, const struct errcat_bundle *bundle)
{
  json_t *array = json_array();
  for (size_t i = 0; i < errcat_bundle_folder_count(bundle); i++) {
    bool readable = false;
    json_t *object = json_object();
    ec_print_put(tool, object, "path",
                 ec_print_string(tool, errcat_bundle_folder(bundle, i, &readable)));
    ec_print_put(tool, object, "readable", json_boolean(readable));
    ec_print_append(tool, array, object);
  }
  return array;
}

static json_t *json_catalog(struct ec_tool *tool, const struct errcat_catalog_info *info)
{
  const struct {
    const char *key;
    size_t value;
  } counts[] = {{"codes", info->codes},     {"stale", info->stale},
                {"broken", info->broken},   {"incomplete", info->incomplete},
                {"unknown", info->unknown}, {"metadata", info->metadata}};
  json_t *object = json_object(), *error = info->error ? json_object() : json_null();
  if (info->error) {
    ec_print_put(tool, error, "status",
                 ec_print_string(tool, errcat_status_name(info->error->status)));
    ec_print_put(tool, error, "offset", json_integer((json_int_t)info->error->offset));
    ec_print_put(tool, error, "detail", ec_print_string(tool, info->error->detail));
  }
  ec_print_put(tool, object, "locale", ec_print_string(tool, info->locale));
  ec_print_put(tool, object, "file", ec_print_string(tool, info->file));
  ec_print_put(tool, object, "source", json_boolean(info->source));
  ec_print_put(tool, object, "error", error);
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    ec_print_put(tool, object, counts[i].key, json_integer((json_int_t)counts[i].value));
  return object;
}

static json_t *json_catalogs(struct ec_tool *tool, const struct errcat_bundle *bundle)
{
  json_t *array = json_array();
  for (size_t i = 0; i < errcat_bundle_catalog_count(bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog_texts(bundle, i, &info);
    ec_print_append(tool, array, json_catalog(tool, &info));
  }
  return array;
}

static json_t *json_steps(struct ec_tool *tool, const struct subject *subject)
{
  json_t *array = json_array();
  for (size_t i = 0; i < subject->step_count; i++) {
    const struct errcat_step *step = &subject->steps[i];
    json_t *object = json_object();
    ec_print_put(tool, object, "locale", ec_print_string(tool, step->locale));
    ec_print_put(tool, object, "asked_for", ec_print_string(tool, preference_of(tool, step)));
    ec_print_put(tool, object, "reason", ec_print_string(tool, reason_name(step->reason)));
    ec_print_put(tool, object, "outcome", ec_print_string(tool, outcome_name(subject, step)));
    ec_print_append(tool, array, object);
  }
  return array;
}

static json_t *json_subject(struct ec_tool *tool, const struct subject *subject)
{
  json_t *object = json_object();
  const struct errcat_bundle *bundle = subject->domain->bundle;
  ec_print_put(tool, object, "domain", ec_print_string(tool, subject->domain->name));
  ec_print_put(tool, object, "code", ec_print_string(tool, subject->code));
  ec_print_put(tool, object, "folders", json_folders(tool, bundle));
  ec_print_put(tool, object, "catalogs", json_catalogs(tool, bundle));
  ec_print_put(tool, object, "steps", json_steps(tool, subject));
  ec_print_put(tool, object, "locale",
               ec_print_string(tool, subject->winner ? subject->winner->locale : NULL));
  return object;
}

static void print_json(struct ec_tool *tool, const struct subject *subjects, size_t count)
{
  json_t *root = json_object(), *codeset = json_object(), *domains = json_array();
  ec_print_put(tool, codeset, "name", ec_print_string(tool, tool->codeset.name));
  ec_print_put(tool, codeset, "from", ec_print_string(tool, tool->environment.codeset_from));
  ec_print_put(tool, codeset, "used", ec_print_string(tool, ec_codeset_used(&tool->codeset)));
  for (size_t i = 0; i < count; i++)
    ec_print_append(tool, domains, json_subject(tool, &subjects[i]));
  ec_print_put(tool, root, "variables", json_variables(tool));
  ec_print_put(tool, root, "locales", ec_print_string(tool, tool->locales));
  ec_print_put(tool, root, "codeset", codeset);
  ec_print_put(tool, root, "domains", domains);
  ec_print_json(tool, root);
}

/* ------------------------------------------------------------------ command */

/* The domains that have the code, or all of them. */
static int find_subjects(struct ec_tool *tool, struct subject **subjects, size_t *count)
{
  struct ec_lookup lookup = {.count = 0};
  if (tool->operand_count) {
    const int status = ec_tool_lookup(tool, tool->operands[0], &lookup);
    if (status != EC_EXIT_OK)
      return status;
  }
  *count = tool->operand_count ? lookup.count : tool->domain_count;
  *subjects = ec_pool_alloc(&tool->pool, *count + 1, sizeof **subjects);
  for (size_t i = 0; i < *count; i++) {
    struct subject *subject = &(*subjects)[i];
    subject->domain = tool->operand_count ? lookup.matches[i].domain : &tool->domains[i];
    subject->code = tool->operand_count ? lookup.matches[i].code : NULL;
    find_winner(tool, subject);
  }
  return EC_EXIT_OK;
}

int ec_cmd_why(struct ec_tool *tool)
{
  struct subject *subjects;
  size_t count;
  if (tool->operand_count > 1)
    return ec_help_operands(tool, false);
  int status = ec_tool_load(tool);
  if (status == EC_EXIT_OK)
    status = find_subjects(tool, &subjects, &count);
  if (status != EC_EXIT_OK)
    return status;
  if (tool->json) {
    print_json(tool, subjects, count);
    return EC_EXIT_OK;
  }
  put_variables(tool);
  put_wishes(tool);
  for (size_t i = 0; i < count; i++)
    put_subject(tool, &subjects[i]);
  return EC_EXIT_OK;
}
