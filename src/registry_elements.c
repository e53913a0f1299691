/* SPDX-License-Identifier: MIT */
#include "registry_elements.h"

#include <string.h>

#define BLANKS " \t\r\n"

/* -------------------------------------------------------------------- texts */

/* White space as normalize-space() of XPath folds it. */
static const char *folded(struct ec_pool *pool, const char *text)
{
  char *copy = ec_pool_alloc(pool, strlen(text) + 1, 1);
  size_t len = 0;
  while (*text) {
    const size_t blanks = strspn(text, BLANKS);
    text += blanks;
    if (blanks && len && *text)
      copy[len++] = ' ';
    while (*text && !strchr(BLANKS, *text))
      copy[len++] = *text++;
  }
  return copy;
}

static void keep_text(struct ec_elements *elements, const char *text)
{
  struct ec_registry_entry *entry = &elements->entry;
  const bool is_message = strcmp(elements->text_tag, "message") == 0;
  const char **place = is_message                                       ? &entry->message
                       : strcmp(elements->text_tag, "remediation") == 0 ? &entry->remediation
                                                                        : NULL;
  if (!place) {
    if (elements->notes_found++ < EC_REGISTRY_NOTES_MAX)
      entry->notes[entry->note_count++] = text;
  } else if (*place) {
    ec_reader_fault(elements->reader, elements->text_place, "registry.second-text",
                    ERRCAT_ARGS(elements->entry_name, elements->text_tag));
  } else {
    *place = text;
    *(is_message ? &entry->message_place : &entry->remediation_place) = elements->text_place;
  }
}

static void end_text(struct ec_elements *elements)
{
  const char *text = ec_reader_text_get(&elements->text);
  if (*elements->text_tag == 'n')
    text = folded(elements->reader->pool, text);
  if (!text[strspn(text, BLANKS)])
    ec_reader_fault(elements->reader, elements->text_place, "registry.empty-text",
                    ERRCAT_ARGS(elements->entry_name, elements->text_tag));
  if (strcmp(elements->text_tag, "message") == 0)
    elements->messages++;
  keep_text(elements, text);
  elements->at = EC_IN_ENTRY;
}

/* ----------------------------------------------------------------- elements */

static const char *kept(struct ec_elements *elements, const char *value)
{
  return value ? ec_pool_copy(elements->reader->pool, value, strlen(value)) : NULL;
}

static void begin_errcat(struct ec_elements *elements, const struct ec_reader_attribute *attributes,
                         size_t count)
{
  struct ec_registry *registry = elements->reader->registry;
  const enum ec_reader_element element = EC_ELEMENT_ERRCAT;
  registry->domain_place = elements->root_place = elements->place;
  registry->domain = kept(
      elements, ec_reader_value(attributes, count, element, "domain", &registry->domain_place));
  registry->source = kept(elements, ec_reader_value(attributes, count, element, "source", NULL));
  registry->type_base =
      kept(elements, ec_reader_value(attributes, count, element, "type-base", NULL));
}

static void begin_entry(struct ec_elements *elements, const char *tag,
                        const struct ec_reader_attribute *attributes, size_t count)
{
  struct ec_registry_entry *entry = &elements->entry;
  elements->is_prefix = strcmp(tag, "prefix") == 0;
  const enum ec_reader_element element = elements->is_prefix ? EC_ELEMENT_PREFIX : EC_ELEMENT_ERROR;
  *entry = (struct ec_registry_entry){.place = elements->place};
  entry->code =
      kept(elements, ec_reader_value(attributes, count, element,
                                     elements->is_prefix ? "match" : "code", &entry->place));
  entry->name_place = entry->place;
  entry->wire = kept(elements, ec_reader_value(attributes, count, element, "wire", NULL));
  if (!elements->is_prefix) {
    const char *status = ec_reader_value(attributes, count, element, "status", NULL);
    const char *severity =
        kept(elements, ec_reader_value(attributes, count, element, "severity", NULL));
    entry->name =
        kept(elements, ec_reader_value(attributes, count, element, "name", &entry->name_place));
    entry->severity = severity ? severity : "error";
    entry->retired = ec_reader_value(attributes, count, element, "retired", NULL) != NULL;
    for (; status && *status; status++)
      entry->http_status = entry->http_status * 10 + (*status - '0');
  }
  elements->entry_tag = elements->is_prefix ? "prefix" : "error";
  elements->entry_name = entry->code ? entry->code : *tag == 'p' ? "<prefix>" : "<error>";
  elements->args = NULL;
  elements->args_found = elements->notes_found = 0;
  elements->stray = false;
}

static void begin_arg(struct ec_elements *elements, const struct ec_reader_attribute *attributes,
                      size_t count)
{
  struct ec_registry_entry *entry = &elements->entry;
  const enum ec_reader_element element = EC_ELEMENT_ARG;
  if (elements->args_found++ >= EC_REGISTRY_ARGS_MAX) {
    if (elements->args_found == EC_REGISTRY_ARGS_MAX + 1)
      ec_reader_fault(elements->reader, elements->place, "registry.too-many-arguments",
                      ERRCAT_ARGS(elements->entry_name, (int)EC_REGISTRY_ARGS_MAX));
    return;
  }
  if (!elements->args)
    elements->args =
        ec_pool_alloc(elements->reader->pool, EC_REGISTRY_ARGS_MAX, sizeof *elements->args);
  struct ec_registry_arg *arg = &elements->args[entry->arg_count];
  arg->name = kept(elements, ec_reader_value(attributes, count, element, "name", &arg->place));
  arg->type = kept(elements, ec_reader_value(attributes, count, element, "type", NULL));
  arg->example = ec_reader_value(attributes, count, element, "example", NULL);
  arg->example = arg->example ? folded(elements->reader->pool, arg->example) : NULL;
  arg->sensitive = kept(elements, ec_reader_value(attributes, count, element, "sensitive", NULL));
  if (!arg->name)
    return;
  entry->args = elements->args;
  for (size_t i = 0; i < entry->arg_count; i++)
    if (strcmp(entry->args[i].name, arg->name) == 0)
      ec_reader_fault(elements->reader, arg->place, "registry.twice",
                      ERRCAT_ARGS("name", arg->name, (long)entry->args[i].place.line));
  entry->arg_count++;
}

static void begin_text(struct ec_elements *elements, const char *tag)
{
  elements->text_tag = strcmp(tag, "message") == 0       ? "message"
                       : strcmp(tag, "remediation") == 0 ? "remediation"
                                                         : "note";
  elements->text_place = elements->place;
  ec_reader_text_begin(&elements->text, elements->reader->pool);
  if (*tag == 'n' && elements->notes_found == EC_REGISTRY_NOTES_MAX)
    ec_reader_fault(elements->reader, elements->text_place, "registry.too-many-notes",
                    ERRCAT_ARGS(elements->entry_name, (int)EC_REGISTRY_NOTES_MAX));
}

static bool is_text(const char *tag)
{
  return strcmp(tag, "message") == 0 || strcmp(tag, "remediation") == 0 || strcmp(tag, "note") == 0;
}

static bool is_entry(const char *tag)
{
  return strcmp(tag, "error") == 0 || strcmp(tag, "prefix") == 0;
}

/* Where we are, what may begin there, where we are then. */
bool ec_elements_begin(struct ec_elements *elements, const char *tag,
                       const struct ec_reader_attribute *attributes, size_t count)
{
  enum ec_reader_element element;
  if (elements->at == EC_AT_START && strcmp(tag, "errcat") == 0) {
    begin_errcat(elements, attributes, count);
    element = EC_ELEMENT_ERRCAT;
    elements->at = EC_IN_ERRCAT;
  } else if (elements->at == EC_IN_ERRCAT && is_entry(tag)) {
    begin_entry(elements, tag, attributes, count);
    element = elements->is_prefix ? EC_ELEMENT_PREFIX : EC_ELEMENT_ERROR;
    elements->at = EC_IN_ENTRY;
  } else if (elements->at == EC_IN_ENTRY && strcmp(tag, "arg") == 0) {
    begin_arg(elements, attributes, count);
    element = EC_ELEMENT_ARG;
    elements->at = EC_IN_ARG;
  } else if (elements->at == EC_IN_ENTRY && is_text(tag)) {
    begin_text(elements, tag);
    element = EC_ELEMENT_TEXT;
    elements->at = EC_IN_TEXT;
  } else {
    return false;
  }
  ec_reader_attributes(elements->reader, element, tag, elements->place, attributes, count);
  return true;
}

void ec_elements_refuse(struct ec_elements *elements, const char *tag)
{
  const struct ec_place place = elements->place;
  if (elements->at == EC_AT_START) {
    ec_reader_fault(elements->reader, place, "registry.not-a-registry", ERRCAT_ARGS(tag));
  } else if (elements->at == EC_IN_TEXT) {
    ec_reader_fault(elements->reader, place, "registry.element-in-text",
                    ERRCAT_ARGS(elements->entry_name, tag));
  } else {
    const char *parent = elements->at == EC_IN_ERRCAT  ? "errcat"
                         : elements->at == EC_IN_ENTRY ? elements->entry_tag
                                                       : "arg";
    ec_reader_fault(elements->reader, place, "registry.unknown-element", ERRCAT_ARGS(parent, tag));
  }
}

static void end_entry(struct ec_elements *elements)
{
  struct ec_registry *registry = elements->reader->registry;
  struct ec_registry_entry *entry = &elements->entry;
  const struct errcat_arg name = errcat_arg_string(elements->entry_name);
  const bool has_children =
      entry->message || entry->remediation || elements->args_found || elements->notes_found;
  elements->at = EC_IN_ERRCAT;
  if (elements->is_prefix && entry->wire && has_children)
    ec_reader_fault(elements->reader, entry->place, "registry.prefix-both", &name, 1);
  else if (elements->is_prefix && !entry->wire && !entry->message)
    ec_reader_fault(elements->reader, entry->place, "registry.prefix-neither", &name, 1);
  else if (!elements->is_prefix && !entry->message)
    ec_reader_fault(elements->reader, entry->place, "registry.no-message", &name, 1);
  if (!entry->code)
    return;
  struct ec_registry_entry **array = elements->is_prefix ? &registry->prefixes : &registry->errors;
  size_t *count = elements->is_prefix ? &registry->prefix_count : &registry->error_count;
  size_t *size =
      elements->is_prefix ? &elements->reader->prefixes_size : &elements->reader->errors_size;
  *array = ec_reader_room(elements->reader->pool, *array, *count, size, sizeof **array);
  (*array)[(*count)++] = *entry;
}

void ec_elements_end(struct ec_elements *elements)
{
  switch (elements->at) {
  case EC_IN_TEXT:
    end_text(elements);
    break;
  case EC_IN_ARG:
    elements->at = EC_IN_ENTRY;
    break;
  case EC_IN_ENTRY:
    end_entry(elements);
    break;
  default:
    elements->at = EC_AT_START;
    break;
  }
}

void ec_elements_stray(struct ec_elements *elements, struct ec_place place)
{
  if (elements->stray)
    return;
  elements->stray = true;
  ec_reader_fault(elements->reader, place, "registry.stray-text",
                  ERRCAT_ARGS(elements->at == EC_IN_ERRCAT ? "<errcat>" : elements->entry_name));
}
