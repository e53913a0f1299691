/* SPDX-License-Identifier: MIT */
/* Any bytes as a registry, and as a source in C. A registry without faults has only values that its
 * schema allows, and the header that is made of it has the same identifiers and literals whatever
 * its texts are: none of them gets out of its comment. Of a source, each literal, identifier and
 * comment lies within it, in order. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "header.h"
#include "names.h"
#include "registry.h"
#include "source.h"
#include "usage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

/* ------------------------------------------------------------------- sources */

struct seen {
  size_t len, end; /* of the source, and where the last thing in it ended */
  size_t strings, identifiers;
};

static void on_string(void *context, const char *bytes, const uint32_t *offsets, size_t len)
{
  struct seen *seen = context;
  (void)bytes;
  seen->strings++;
  for (size_t i = 0; i < len; i++)
    assert(offsets[i] < seen->len && (i == 0 || offsets[i] > offsets[i - 1]));
}

static void on_identifier(void *context, const char *name, size_t offset)
{
  struct seen *seen = context;
  seen->identifiers++;
  assert(*name && strlen(name) <= EC_SOURCE_IDENTIFIER_MAX);
  assert(offset >= seen->end && offset < seen->len);
  seen->end = offset + 1;
}

static void on_comment(void *context, size_t offset, size_t len)
{
  struct seen *seen = context;
  assert(offset >= seen->end && len >= 2 && len <= seen->len - offset);
  seen->end = offset + len;
}

static struct seen scan(struct ec_pool *pool, const char *text, size_t len)
{
  struct seen seen = {.len = len};
  const struct ec_source_handler handler = {on_string, on_identifier, on_comment, &seen};
  ec_source_scan(pool, text, len, &handler);
  return seen;
}

/* ------------------------------------------------------------------ registries */

static void check_text(const char *text)
{
  assert(text[strspn(text, " \t\r\n")]);
}

static void check_entry(const struct ec_registry_entry *entry)
{
  assert(strlen(entry->code) - 1 < ERRCAT_CODE_MAX && strlen(entry->sent) - 1 < ERRCAT_CODE_MAX);
  assert(!entry->http_status || (entry->http_status >= 100 && entry->http_status <= 599));
  assert(entry->place.line && entry->place.column);
  assert(entry->arg_count <= EC_REGISTRY_ARGS_MAX && entry->note_count <= EC_REGISTRY_NOTES_MAX);
  check_text(entry->message);
  for (size_t i = 0; i < entry->arg_count; i++) {
    check_text(entry->args[i].name);
    check_text(entry->args[i].type);
    check_text(entry->args[i].example);
  }
}

/* The same with other texts. */
static void blank_texts(struct ec_pool *pool, struct ec_registry *registry)
{
  for (size_t i = 0; i < registry->error_count; i++) {
    struct ec_registry_entry *error = &registry->errors[i];
    struct ec_registry_arg *args = ec_pool_alloc(pool, error->arg_count + 1, sizeof *args);
    error->message = "x";
    error->remediation = error->remediation ? "x" : NULL;
    for (size_t n = 0; n < error->note_count; n++)
      error->notes[n] = "x";
    for (size_t a = 0; a < error->arg_count; a++) {
      args[a] = error->args[a];
      args[a].example = "x";
    }
    error->args = args;
  }
}

static struct seen scan_header(struct ec_pool *pool, const struct ec_registry *registry,
                               const struct ec_names *names)
{
  const char *text = ec_header_make(pool, registry, names, "a.xml");
  return scan(pool, text, strlen(text));
}

static void check_header(struct ec_pool *pool, struct ec_registry *registry)
{
  struct ec_names names;
  bool any = false;
  for (size_t i = 0; i < registry->error_count; i++)
    any = any || !registry->errors[i].retired;
  ec_names_make(&names, pool, registry, NULL);
  ec_names_check(&names, pool, registry);
  if (!any || registry->fault_count)
    return;
  const struct seen with = scan_header(pool, registry, &names);
  blank_texts(pool, registry);
  const struct seen without = scan_header(pool, registry, &names);
  assert(with.strings == without.strings && with.identifiers == without.identifiers);
}

static void check_registry(struct ec_pool *pool, const char *text, size_t len)
{
  struct ec_registry registry;
  ec_registry_read(&registry, pool, text, len);
  assert(registry.fault_count <= EC_REGISTRY_FAULTS_MAX);
  assert(registry.fault_count <= registry.faults_found);
  for (size_t i = 0; i < registry.fault_count; i++)
    assert(registry.faults[i].place.line && registry.faults[i].place.column);
  if (registry.fault_count)
    return;
  for (size_t i = 0; i < registry.error_count; i++)
    check_entry(&registry.errors[i]);
  check_header(pool, &registry);
}

/* --------------------------------------------------------------------- usage */

static void check_usage(struct ec_pool *pool, const char *text, size_t len)
{
  static const char codes[] =
      "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='en'>"
      "<error code='A_1' wire='A.1'><message>1</message></error>"
      "<error code='a.b' retired='yes'><message>1</message></error></errcat>";
  struct ec_registry_file file = {"a.xml", "a.xml", {.domain = NULL}};
  struct ec_names names;
  struct ec_usage usage;
  struct ec_usage_finding *findings;
  ec_registry_read(&file.registry, pool, codes, sizeof codes - 1);
  assert(!file.registry.fault_count);
  ec_names_make(&names, pool, &file.registry, NULL);
  ec_usage_open(&usage, pool, &file, &names, 1);
  const size_t count = ec_usage_scan(&usage, text, len, &findings);
  for (size_t i = 0; i < count; i++)
    assert(findings[i].place.line && findings[i].place.column <= len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ec_pool pool;
  ec_pool_init(&pool, out_of_memory, NULL);
  check_registry(&pool, (const char *)data, size);
  scan(&pool, (const char *)data, size);
  check_usage(&pool, (const char *)data, size);
  ec_pool_free(&pool);
  return 0;
}
