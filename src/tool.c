/* SPDX-License-Identifier: MIT */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

#include "embedded.h"
#include "say.h"
#include "texts.h"

#define OWN_DOMAIN "errcat"
#define NEAR_MAX 5
#define AMBIGUOUS_MAX 10

/* A text without arguments; in English when there is no memory for the catalog's either. */
static const char *text_without_memory(const struct ec_tool *tool, const char *code,
                                       const char *english, char *buffer, size_t size)
{
  struct errcat_result result;
  /* Nothing may be allocated any more, so nothing can be converted either. */
  if (!tool->built_in || !tool->codeset.utf8)
    return english;
  errcat_message(tool->built_in, tool->locales, code, ERRCAT_NO_ARGS, buffer, size, &result);
  return result.status == ERRCAT_OK ? buffer : english;
}

void ec_tool_out_of_memory(void *context)
{
  const struct ec_tool *tool = context;
  char label[64], text[512];
  fprintf(stderr, "errcat: %s %s [cli.no-memory]\n",
          text_without_memory(tool, "label.error", "error:", label, sizeof label),
          text_without_memory(tool, "cli.no-memory", "Out of memory.", text, sizeof text));
  exit(EC_EXIT_FAILURE);
}

void ec_tool_init(struct ec_tool *tool)
{
  *tool = (struct ec_tool){.locales = "", .lint = {.fail_on = EC_SEVERITY_WARNING}};
  ec_pool_init(&tool->pool, ec_tool_out_of_memory, tool);
}

static struct errcat_options options_for(const char *path)
{
  return (struct errcat_options){
      .path = path, .images = ec_embedded, .image_count = ec_embedded_count};
}

void ec_tool_open(struct ec_tool *tool)
{
  const struct errcat_options with_path = options_for(tool->path), images = options_for("");
  errcat_environment_read(&tool->environment);
  tool->locales = tool->locale_option ? tool->locale_option : tool->environment.locales;
  ec_codeset_open(&tool->codeset, tool->environment.codeset);
  ec_terminal_open(&tool->out, stdout, &tool->codeset, &tool->pool);
  ec_terminal_open(&tool->err, stderr, &tool->codeset, &tool->pool);
  ec_terminal_color(&tool->out, tool->color);
  ec_terminal_color(&tool->err, tool->color);
  tool->own = errcat_bundle_open(OWN_DOMAIN, &with_path, NULL);
  tool->built_in = errcat_bundle_open(OWN_DOMAIN, &images, NULL);
}

int ec_tool_close(struct ec_tool *tool, int status)
{
  if (!ec_terminal_flush(&tool->out)) {
    ec_say(tool, "cli.write-failed", ERRCAT_ARGS(strerror(tool->out.error)));
    status = EC_EXIT_FAILURE;
  }
  ec_terminal_flush(&tool->err);
  for (size_t i = 0; i < tool->domain_count; i++)
    if (tool->domains[i].bundle != tool->own)
      errcat_bundle_free(tool->domains[i].bundle);
  errcat_bundle_free(tool->own);
  errcat_bundle_free(tool->built_in);
  ec_clocks_close(&tool->clocks);
  ec_codeset_close(&tool->codeset);
  ec_pool_free(&tool->pool);
  return status;
}

int ec_tool_zone(struct ec_tool *tool, const char **zone)
{
  *zone = tool->time_zone ? tool->time_zone : ec_when_environment(&tool->clocks);
  if (!tool->time_zone || ec_when_known(&tool->clocks, tool->time_zone))
    return EC_EXIT_OK;
  ec_say(tool, "cli.bad-time-zone",
         ERRCAT_ARGS(ec_codeset_decode(&tool->codeset, &tool->pool, tool->time_zone)));
  return EC_EXIT_USAGE;
}

/* ----------------------------------------------------------------- domains */

struct names {
  struct ec_pool *pool;
  const char **names;
  size_t count, size;
};

static void append_name(struct names *list, const char *name)
{
  if (list->count == list->size) {
    list->size = list->size * 2 + 16;
    const char **names = ec_pool_alloc(list->pool, list->size, sizeof *names);
    if (list->count)
      memcpy(names, list->names, list->count * sizeof *names);
    list->names = names;
  }
  list->names[list->count++] = name;
}

/* Unless it is there already; for short lists. */
static bool add_name(void *context, const char *name)
{
  struct names *list = context;
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->names[i], name) == 0)
      return true;
  append_name(list, ec_pool_copy(list->pool, name, strlen(name)));
  return true;
}

static int by_name(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every domain on the path and built in, in the order of their names. */
static struct names domain_names(struct ec_tool *tool)
{
  struct names list = {.pool = &tool->pool};
  if (errcat_domains(tool->path, add_name, &list) != ERRCAT_OK)
    ec_tool_out_of_memory(tool);
  for (size_t i = 0; i < ec_embedded_count; i++)
    add_name(&list, ec_embedded[i].domain);
  if (list.count)
    qsort(list.names, list.count, sizeof *list.names, by_name);
  return list;
}

static const char *file_of(struct ec_tool *tool, const struct errcat_catalog_info *info)
{
  return info->file ? info->file : ec_text_label(tool, "label.built-in");
}

const char *ec_tool_refusal(const struct errcat_catalog_info *info)
{
  const char *detail = info->error->detail;
  const size_t len = info->file ? strlen(info->file) : 0;
  if (len && strncmp(detail, info->file, len) == 0 && strncmp(detail + len, ": ", 2) == 0)
    return detail + len + 2;
  return detail;
}

static void warn_of_refusal(struct ec_tool *tool, const struct errcat_catalog_info *info)
{
  const char *file = file_of(tool, info);
  if (info->error->status == ERRCAT_E_IO)
    ec_say(tool, "catalog.unreadable", ERRCAT_ARGS(file, ec_tool_refusal(info)));
  else
    ec_say(tool, "catalog.refused",
           ERRCAT_ARGS(file, info->error->offset, ec_text_status(tool, info->error->status),
                       ec_tool_refusal(info)));
}

static void warn_of_catalogs(struct ec_tool *tool, const struct ec_domain *domain)
{
  bool source = false;
  for (size_t i = 0; i < errcat_bundle_catalog_count(domain->bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog(domain->bundle, i, &info);
    source = source || (info.source && !info.error);
    if (info.error)
      warn_of_refusal(tool, &info);
  }
  if (!source)
    ec_say(tool, "catalog.no-source", ERRCAT_ARGS(domain->name));
}

static void open_domain(struct ec_tool *tool, const char *name, struct errcat_error *err)
{
  const struct errcat_options options = options_for(tool->path);
  const bool own = tool->own && strcmp(name, OWN_DOMAIN) == 0;
  struct errcat_bundle *bundle = own ? tool->own : errcat_bundle_open(name, &options, err);
  if (!bundle)
    return;
  struct ec_domain *domain = &tool->domains[tool->domain_count++];
  *domain = (struct ec_domain){name, bundle};
  warn_of_catalogs(tool, domain);
}

static int no_domain(struct ec_tool *tool)
{
  const struct names all = domain_names(tool);
  const char *near[NEAR_MAX];
  ec_say(tool, "cli.unknown-domain", ERRCAT_ARGS(tool->domain));
  ec_say_names(tool, "label.did-you-mean", near,
               ec_find_near(&tool->pool, all.names, all.count, tool->domain, near, NEAR_MAX));
  return EC_EXIT_FINDINGS;
}

/* To find out which domains there are every file on the path is looked into: not when the
 * one that is wanted is known. */
int ec_tool_load(struct ec_tool *tool)
{
  struct names names = {.names = &tool->domain, .count = 1};
  if (!tool->domain)
    names = domain_names(tool);
  tool->domains = ec_pool_alloc(&tool->pool, names.count + 1, sizeof *tool->domains);
  for (size_t i = 0; i < names.count; i++) {
    const size_t before = tool->domain_count;
    struct errcat_error err = {.status = ERRCAT_OK};
    open_domain(tool, names.names[i], &err);
    if (tool->domain_count > before)
      continue;
    if (err.status == ERRCAT_E_NOMEM)
      ec_tool_out_of_memory(tool);
    if (tool->domain && (err.status == ERRCAT_E_NOT_FOUND || err.status == ERRCAT_E_INVALID))
      return no_domain(tool);
    ec_say(tool, tool->domain ? "catalog.unusable" : "catalog.left-out",
           ERRCAT_ARGS(names.names[i], ec_text_status(tool, err.status), err.detail));
  }
  return tool->domain_count ? EC_EXIT_OK : EC_EXIT_FAILURE;
}

/* ------------------------------------------------------------------- codes */

static size_t near_codes(struct ec_tool *tool, const char *typed, const char **near, size_t max)
{
  struct names list = {.pool = &tool->pool};
  for (size_t d = 0; d < tool->domain_count; d++) {
    for (size_t i = 0; i < errcat_bundle_code_count(tool->domains[d].bundle); i++) {
      const struct errcat_code_info *info = errcat_bundle_code(tool->domains[d].bundle, i);
      if (!info->foreign && !ec_find_is_text(info))
        append_name(&list, info->code);
    }
  }
  return ec_find_near(&tool->pool, list.names, list.count, typed, near, max);
}

static size_t distinct_codes(struct ec_tool *tool, const struct ec_lookup *lookup,
                             const char ***names)
{
  struct names list = {.pool = &tool->pool};
  for (size_t i = 0; i < lookup->count; i++)
    add_name(&list, lookup->matches[i].code);
  *names = list.names;
  return list.count;
}

int ec_tool_lookup(struct ec_tool *tool, const char *typed, struct ec_lookup *lookup)
{
  *lookup = (struct ec_lookup){.near = ec_pool_alloc(&tool->pool, NEAR_MAX, sizeof(char *))};
  if (!*ec_find_fold(&tool->pool, typed)) {
    ec_say(tool, "cli.not-a-code", ERRCAT_ARGS(typed));
    return EC_EXIT_USAGE;
  }
  lookup->count =
      ec_find_codes(&tool->pool, tool->domains, tool->domain_count, typed, &lookup->matches, NULL);
  if (lookup->count == 0) {
    lookup->near_count = near_codes(tool, typed, lookup->near, NEAR_MAX);
    ec_say(tool, "cli.unknown-code", ERRCAT_ARGS(typed));
    ec_say_names(tool, "label.did-you-mean", lookup->near, lookup->near_count);
    return EC_EXIT_FINDINGS;
  }
  const char **names;
  const size_t count = distinct_codes(tool, lookup, &names);
  if (count == 1)
    return EC_EXIT_OK;
  lookup->near = names;
  lookup->near_count = count < AMBIGUOUS_MAX ? count : AMBIGUOUS_MAX;
  ec_say(tool, "cli.ambiguous-code", ERRCAT_ARGS(typed, count));
  ec_say_names(tool, "label.first-of-them", names, lookup->near_count);
  return EC_EXIT_FINDINGS;
}
