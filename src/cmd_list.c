/* SPDX-License-Identifier: MIT */

/* errcat list [PREFIX]: the codes of every domain; or, one a line and for programs, the codes,
 * the domains or the locales. */

#include <string.h>

#include "help.h"
#include "print.h"
#include "say.h"
#include "texts.h"

struct listing {
  struct ec_match *matches;
  struct ec_row *rows;
  struct ec_text *texts;
  size_t count;
};

static bool begins(const char *text, const char *prefix)
{
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool wanted(struct ec_tool *tool, const struct errcat_code_info *info, const char *prefix)
{
  if (ec_find_is_text(info))
    return false;
  const char *folded = ec_find_fold(&tool->pool, prefix);
  return begins(ec_find_fold(&tool->pool, info->code), folded) ||
         begins(ec_find_fold(&tool->pool, info->wire), folded);
}

static void collect(struct ec_tool *tool, const char *prefix, struct listing *listing)
{
  size_t total = 0;
  for (size_t d = 0; d < tool->domain_count; d++)
    total += errcat_bundle_code_count(tool->domains[d].bundle);
  listing->matches = ec_pool_alloc(&tool->pool, total + 1, sizeof *listing->matches);
  listing->rows = ec_pool_alloc(&tool->pool, total + 1, sizeof *listing->rows);
  listing->texts = ec_pool_alloc(&tool->pool, total + 1, sizeof *listing->texts);
  for (size_t d = 0; d < tool->domain_count; d++) {
    const struct ec_domain *domain = &tool->domains[d];
    for (size_t i = 0; i < errcat_bundle_code_count(domain->bundle); i++) {
      const struct errcat_code_info *info = errcat_bundle_code(domain->bundle, i);
      if (!wanted(tool, info, prefix))
        continue;
      struct ec_match *match = &listing->matches[listing->count];
      struct ec_text *text = &listing->texts[listing->count];
      *match = (struct ec_match){domain, info, info->code};
      ec_text_get(tool, domain->bundle, info->code, ERRCAT_NO_ARGS, text);
      listing->rows[listing->count++] = (struct ec_row){.match = match, .message = text->message};
    }
  }
}

static json_t *json_code(struct ec_tool *tool, const struct errcat_code_info *info,
                         const struct ec_text *text)
{
  json_t *object = json_object();
  ec_print_put(tool, object, "code", ec_print_string(tool, info->code));
  ec_print_put(tool, object, "wire", ec_print_string(tool, info->wire));
  ec_print_put(tool, object, "name", ec_print_string(tool, info->name));
  ec_print_put(tool, object, "status", ec_print_http(info->http_status));
  ec_print_put(tool, object, "severity",
               ec_print_string(tool, info->severity ? info->severity : "error"));
  ec_print_put(tool, object, "retired", json_boolean(info->retired));
  ec_print_put(tool, object, "foreign", json_boolean(info->foreign));
  ec_print_put(tool, object, "locale", ec_print_string(tool, text->result.locale));
  ec_print_put(tool, object, "message", ec_print_string(tool, text->message));
  return object;
}

static int print_json(struct ec_tool *tool, const struct listing *listing)
{
  json_t *root = json_object(), *domains = json_array(), *codes = NULL;
  for (size_t i = 0; i < listing->count; i++) {
    const struct ec_domain *domain = listing->matches[i].domain;
    if (i == 0 || domain != listing->matches[i - 1].domain) {
      json_t *object = json_object();
      codes = json_array();
      ec_print_put(tool, object, "domain", ec_print_string(tool, domain->name));
      ec_print_put(tool, object, "codes", codes);
      ec_print_append(tool, domains, object);
    }
    ec_print_append(tool, codes, json_code(tool, listing->matches[i].info, &listing->texts[i]));
  }
  ec_print_put(tool, root, "domains", domains);
  return ec_print_json(tool, root);
}

/* ----------------------------------------------------------- plain, one a line */

static void put_line(struct ec_tool *tool, const char *text)
{
  ec_terminal_text(&tool->out, text);
  ec_terminal_put(&tool->out, "\n");
}

static void print_codes(struct ec_tool *tool, const struct listing *listing)
{
  for (size_t i = 0; i < listing->count; i++)
    if (!listing->matches[i].info->foreign)
      put_line(tool, listing->matches[i].code);
}

static void print_domains(struct ec_tool *tool)
{
  for (size_t d = 0; d < tool->domain_count; d++)
    put_line(tool, tool->domains[d].name);
}

static bool seen(const char *const *names, size_t count, const char *name)
{
  while (count)
    if (strcmp(names[--count], name) == 0)
      return true;
  return false;
}

static void print_locales(struct ec_tool *tool)
{
  size_t total = 0, count = 0;
  for (size_t d = 0; d < tool->domain_count; d++)
    total += errcat_bundle_catalog_count(tool->domains[d].bundle);
  const char **names = ec_pool_alloc(&tool->pool, total + 1, sizeof *names);
  for (size_t d = 0; d < tool->domain_count; d++) {
    for (size_t i = 0; i < errcat_bundle_catalog_count(tool->domains[d].bundle); i++) {
      struct errcat_catalog_info info;
      errcat_bundle_catalog(tool->domains[d].bundle, i, &info);
      if (info.error || seen(names, count, info.locale))
        continue;
      names[count++] = info.locale;
      put_line(tool, info.locale);
    }
  }
}

int ec_cmd_list(struct ec_tool *tool)
{
  struct listing listing = {.count = 0};
  if (tool->operand_count > 1)
    return ec_help_operands(tool, false);
  const char *prefix = tool->operand_count ? tool->operands[0] : "";
  /* Every code begins with nothing, but who typed something means some of them. */
  if (*prefix && !*ec_find_fold(&tool->pool, prefix)) {
    ec_say(tool, "cli.not-a-code", ERRCAT_ARGS(prefix));
    return EC_EXIT_USAGE;
  }
  const int status = ec_tool_load(tool);
  if (status != EC_EXIT_OK)
    return status;
  if (tool->chosen & EC_CHOICE_DOMAINS)
    print_domains(tool);
  if (tool->chosen & EC_CHOICE_LOCALES)
    print_locales(tool);
  if (tool->chosen & (EC_CHOICE_DOMAINS | EC_CHOICE_LOCALES))
    return EC_EXIT_OK;
  collect(tool, prefix, &listing);
  if (tool->chosen & EC_CHOICE_CODES)
    print_codes(tool, &listing);
  else if (tool->json)
    print_json(tool, &listing);
  else
    ec_print_rows(tool, listing.rows, listing.count);
  if (listing.count || !*prefix)
    return EC_EXIT_OK;
  ec_say(tool, "cli.no-such-prefix", ERRCAT_ARGS(prefix));
  return EC_EXIT_FINDINGS;
}
