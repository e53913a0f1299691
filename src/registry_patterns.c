/* SPDX-License-Identifier: MIT */
#include "registry_patterns.h"

#include <string.h>

#include "fault.h"
#include "registry.h"

/* Bytes of a text that a fault shows. */
#define TEXT_MAX 160

struct check {
  struct ec_tool *tool;
  struct ec_registry *registry;
  const struct ec_registry_entry *entry;
  struct errcat_arg_info declared[EC_REGISTRY_ARGS_MAX];
  const char *element, *text;
  struct ec_place place;
};

static void add_fault(void *context, const struct errcat_error *fault)
{
  const struct check *check = context;
  ec_registry_fault(check->registry, &check->tool->pool, check->place, "registry.bad-pattern",
                    ERRCAT_ARGS(check->element, check->entry->code, fault->column,
                                ec_fault_text(check->tool, check->text, fault)));
}

/* A placeholder for what is not declared gets no argument from anybody. Formatted with the
 * examples, it shows its name in braces. */
static void check_placeholders(const struct check *check, const struct errcat_pattern *pattern)
{
  struct errcat_arg args[EC_REGISTRY_ARGS_MAX];
  struct errcat_result result;
  char text[TEXT_MAX];
  for (size_t i = 0; i < check->entry->arg_count; i++)
    args[i] = errcat_arg_string(check->entry->args[i].example);
  errcat_pattern_format(pattern, args, check->entry->arg_count, text, sizeof text, &result);
  if (result.missing)
    ec_registry_fault(check->registry, &check->tool->pool, check->place, "registry.undeclared",
                      ERRCAT_ARGS(check->element, check->entry->code, text));
}

static void check_text(struct check *check, const char *text)
{
  const struct errcat_pattern_options options = {.args = check->declared,
                                                 .arg_count = check->entry->arg_count,
                                                 .fault = add_fault,
                                                 .context = check};
  struct errcat_error err = {.status = ERRCAT_OK};
  check->text = text;
  struct errcat_pattern *pattern =
      errcat_pattern_open(check->registry->source, text, strlen(text), &options, &err);
  if (err.status == ERRCAT_E_NOMEM)
    ec_tool_out_of_memory(check->tool);
  if (pattern)
    check_placeholders(check, pattern);
  errcat_pattern_free(pattern);
}

static void check_entry(struct check *check, const struct ec_registry_entry *entry)
{
  check->entry = entry;
  for (size_t i = 0; i < entry->arg_count; i++)
    check->declared[i] =
        (struct errcat_arg_info){.name = entry->args[i].name, .type = entry->args[i].type};
  if (entry->message) {
    check->element = "message";
    check->place = entry->message_place;
    check_text(check, entry->message);
  }
  if (entry->remediation) {
    check->element = "remediation";
    check->place = entry->remediation_place;
    check_text(check, entry->remediation);
  }
}

void ec_registry_patterns(struct ec_tool *tool, struct ec_registry *registry)
{
  struct check check = {.tool = tool, .registry = registry};
  for (size_t i = 0; i < registry->error_count; i++)
    check_entry(&check, &registry->errors[i]);
  for (size_t i = 0; i < registry->prefix_count; i++)
    check_entry(&check, &registry->prefixes[i]);
  ec_registry_sort(registry);
}
