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

static void keep_text(struct ec_elements *elements, const char *text, struct ec_registry_runs runs)
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
    *(is_message ? &entry->message_runs : &entry->remediation_runs) = runs;
  }
}

static void end_text(struct ec_elements *elements)
{
  struct ec_registry_runs runs;
  const char *text = ec_reader_text_get(&elements->text, &runs);
  if (*elements->text_tag == 'n')
    text = folded(elements->reader->pool, text);
  if (!text[strspn(text, BLANKS)])
    ec_reader_fault(elements->reader, elements->text_place, "registry.empty-text",
                    ERRCAT_ARGS(elements->entry_name, elements->text_tag));
  if (strcmp(elements->text_tag, "message") == 0)
    elements->messages++;
  keep_text(elements, text, runs);
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
  registry->code_pattern =
      kept(elements, ec_reader_value(attributes, count, element, "code-pattern", NULL));
}

static void begin_entry(struct ec_elements *elements, const char *tag,
                        const struct ec_reader_attribute *attributes, size_t count)
{
  struct ec_registry_entry *entry = &elements->entry;
  elements->is_prefix = strcmp(tag, "prefix") == 0;
  const enum ec_reader_element element = elements->is_prefix ? EC_ELEMENT_PREFIX : EC_ELEMENT_ERROR;
  *entry = (struct ec_registry_entry){.place = elements->place, .severity = "error"};
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
    entry->severity = severity ? severity : entry->severity;
    entry->retired = ec_reader_value(attributes, count, element, "retired", NULL) != NULL;
    for (; status && *status; status++)
      entry->http_status = entry->http_status * 10 + (*status - '0');
  }
  elements->entry_tag = elements->is_prefix ? "prefix" : "error";
  elements->entry_name = entry->code ? entry->code : *tag == 'p' ? "<prefix>" : "<error>";
  elements->args_found = elements->notes_found = 0;
  elements->exceptions = NULL;
  elements->exceptions_size = elements->exceptions_found = 0;
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
  struct ec_registry_arg *arg = &elements->args[entry->arg_count];
  arg->name = kept(elements, ec_reader_value(attributes, count, element, "name", &arg->place));
  arg->type = kept(elements, ec_reader_value(attributes, count, element, "type", NULL));
  arg->example = ec_reader_value(attributes, count, element, "example", NULL);
  arg->example = arg->example ? folded(elements->reader->pool, arg->example) : NULL;
  arg->sensitive = kept(elements, ec_reader_value(attributes, count, element, "sensitive", NULL));
  if (!arg->name)
    return;
  for (size_t i = 0; i < entry->arg_count; i++)
    if (strcmp(elements->args[i].name, arg->name) == 0)
      ec_reader_fault(elements->reader, arg->place, "registry.twice",
                      ERRCAT_ARGS("name", arg->name, (long)elements->args[i].place.line));
  entry->arg_count++;
}

static bool exceptions_left(struct ec_elements *elements, size_t found)
{
  const bool whole = elements->at == EC_IN_ERRCAT;
  if (found == EC_REGISTRY_EXCEPTIONS_MAX)
    ec_reader_fault(
        elements->reader, elements->place, "registry.too-many-exceptions",
        ERRCAT_ARGS(whole ? "<errcat>" : elements->entry_name, (int)EC_REGISTRY_EXCEPTIONS_MAX));
  return found < EC_REGISTRY_EXCEPTIONS_MAX;
}

/* Of the registry, or of an entry in it. */
static void begin_exception(struct ec_elements *elements,
                            const struct ec_reader_attribute *attributes, size_t count)
{
  struct ec_registry *registry = elements->reader->registry;
  struct ec_pool *pool = elements->reader->pool;
  const enum ec_reader_element element = EC_ELEMENT_EXCEPTION;
  struct ec_registry_exception exception = {.place = elements->place};
  exception.rule =
      kept(elements, ec_reader_value(attributes, count, element, "rule", &exception.place));
  exception.locale = kept(elements, ec_reader_value(attributes, count, element, "locale", NULL));
  const char *reason = ec_reader_value(attributes, count, element, "reason", NULL);
  elements->around = elements->at;
  const bool whole = elements->at == EC_IN_ERRCAT;
  size_t *all = whole ? &elements->reader->exceptions_found : &elements->exceptions_found;
  if (!exceptions_left(elements, (*all)++) || !exception.rule || !reason)
    return;
  exception.reason = folded(pool, reason);
  struct ec_registry_exception **array =
      whole ? &elements->reader->exceptions : &elements->exceptions;
  size_t *found = whole ? &registry->exception_count : &elements->entry.exception_count;
  *array = ec_pool_grow(pool, *array, *found,
                        whole ? &elements->reader->exceptions_size : &elements->exceptions_size,
                        sizeof **array);
  (*array)[(*found)++] = exception;
  *(whole ? &registry->exceptions : &elements->entry.exceptions) = *array;
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
  } else if ((elements->at == EC_IN_ERRCAT || elements->at == EC_IN_ENTRY) &&
             strcmp(tag, "exception") == 0) {
    begin_exception(elements, attributes, count);
    element = EC_ELEMENT_EXCEPTION;
    elements->at = EC_IN_EXCEPTION;
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
    const char *parent = elements->at == EC_IN_ERRCAT      ? "errcat"
                         : elements->at == EC_IN_ENTRY     ? elements->entry_tag
                         : elements->at == EC_IN_EXCEPTION ? "exception"
                                                           : "arg";
    ec_reader_fault(elements->reader, place, "registry.unknown-element", ERRCAT_ARGS(parent, tag));
  }
}

static void keep_args(struct ec_elements *elements)
{
  struct ec_registry_entry *entry = &elements->entry;
  const size_t count = entry->arg_count;
  struct ec_registry_arg *args =
      count ? ec_pool_take(elements->reader->pool, count, sizeof *args) : NULL;
  if (count)
    memcpy(args, elements->args, count * sizeof *args);
  entry->args = args;
}

static void end_entry(struct ec_elements *elements)
{
  struct ec_registry *registry = elements->reader->registry;
  struct ec_registry_entry *entry = &elements->entry;
  const struct errcat_arg name = errcat_arg_string(elements->entry_name);
  const bool has_children = entry->message || entry->remediation || elements->args_found ||
                            elements->notes_found || entry->exception_count;
  elements->at = EC_IN_ERRCAT;
  if (elements->is_prefix && entry->wire && has_children)
    ec_reader_fault(elements->reader, entry->place, "registry.prefix-both", &name, 1);
  else if (elements->is_prefix && !entry->wire && !entry->message)
    ec_reader_fault(elements->reader, entry->place, "registry.prefix-neither", &name, 1);
  else if (!elements->is_prefix && !entry->message)
    ec_reader_fault(elements->reader, entry->place, "registry.no-message", &name, 1);
  if (!entry->code)
    return;
  keep_args(elements);
  entry->key = elements->is_prefix ? ec_pool_printf(elements->reader->pool, "%s*", entry->code)
                                   : entry->code;
  struct ec_registry_entry **array = elements->is_prefix ? &registry->prefixes : &registry->errors;
  size_t *count = elements->is_prefix ? &registry->prefix_count : &registry->error_count;
  size_t *size =
      elements->is_prefix ? &elements->reader->prefixes_size : &elements->reader->errors_size;
  *array = ec_pool_grow(elements->reader->pool, *array, *count, size, sizeof **array);
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
  case EC_IN_EXCEPTION:
    elements->at = elements->around;
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
  const bool outside = elements->at == EC_IN_ERRCAT ||
                       (elements->at == EC_IN_EXCEPTION && elements->around == EC_IN_ERRCAT);
  if (elements->stray)
    return;
  elements->stray = true;
  ec_reader_fault(elements->reader, place, "registry.stray-text",
                  ERRCAT_ARGS(outside ? "<errcat>" : elements->entry_name));
}
