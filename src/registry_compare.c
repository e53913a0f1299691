/* SPDX-License-Identifier: MIT */

/* What can only be seen when all codes of a registry are together. Sorted, so that a registry of
 * any length is compared in little time. */

#include <string.h>

#include "registry_reader.h"
#include "sort.h"

#define CODE_MAX ERRCAT_CODE_MAX

/* A form of a code, and whose it is. */
struct form {
  const char *text;
  const struct ec_registry_entry *owner;
  bool sent; /* not its canonical one */
  struct ec_place place;
};

static int by_text(const void *a, const void *b)
{
  const struct form *x = a, *y = b;
  const int order = strcmp(x->text, y->text);
  if (order)
    return order;
  if (x->sent != y->sent)
    return x->sent ? 1 : -1;
  return x->place.line != y->place.line ? (x->place.line < y->place.line ? -1 : 1)
                                        : (x->place.column < y->place.column ? -1 : 1);
}

/* Tells of every text but the first of those that are alike. */
static void tell_twice(struct ec_reader *reader, struct form *forms, size_t count,
                       const char *attribute)
{
  ec_sort(forms, count, sizeof *forms, by_text);
  for (size_t i = 0, first = 0; i < count; i++) {
    if (strcmp(forms[i].text, forms[first].text) != 0)
      first = i;
    else if (i > first)
      ec_reader_fault(reader, forms[i].place, "registry.twice",
                      ERRCAT_ARGS(attribute, forms[i].text, (long)forms[first].place.line));
  }
}

/* The prefix, of those sorted by their texts, with which a code begins: the longest. */
static const struct ec_registry_entry *prefix_of(const struct form *prefixes, size_t count,
                                                 const char *code)
{
  char beginning[CODE_MAX + 1];
  for (size_t len = strlen(code); count && len; len--) {
    memcpy(beginning, code, len);
    beginning[len] = '\0';
    const struct form key = {.text = beginning};
    size_t low = 0, high = count;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      const int order = strcmp(prefixes[middle].text, key.text);
      if (order == 0)
        return prefixes[middle].owner;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  }
  return NULL;
}

static const char *sent_as(struct ec_reader *reader, const struct form *prefixes, size_t count,
                           const struct ec_registry_entry *error)
{
  const struct ec_registry_entry *prefix = prefix_of(prefixes, count, error->code);
  if (error->wire)
    return error->wire;
  if (!prefix)
    return error->code;
  return ec_pool_printf(reader->pool, "%s%s", prefix->wire, error->code + strlen(prefix->code));
}

/* The prefixes that say how codes are sent. */
static size_t sending_prefixes(struct ec_reader *reader, struct form *forms)
{
  const struct ec_registry *registry = reader->registry;
  size_t count = 0;
  for (size_t i = 0; i < registry->prefix_count; i++) {
    const struct ec_registry_entry *prefix = &registry->prefixes[i];
    if (prefix->wire)
      forms[count++] = (struct form){prefix->code, prefix, false, prefix->place};
  }
  ec_sort(forms, count, sizeof *forms, by_text);
  return count;
}

/* No two codes may have a form in common. */
static void compare_forms(struct ec_reader *reader, struct form *forms, size_t count)
{
  ec_sort(forms, count, sizeof *forms, by_text);
  for (size_t i = 0, first = 0; i < count; i++) {
    if (strcmp(forms[i].text, forms[first].text) != 0)
      first = i;
    else if (i > first && forms[i].sent &&
             strcmp(forms[i].owner->code, forms[first].owner->code) != 0)
      ec_reader_fault(reader, forms[i].place, "registry.wire-taken",
                      ERRCAT_ARGS(forms[i].owner->code, forms[i].text, forms[first].owner->code));
  }
}

static void compare_sent(struct ec_reader *reader, struct form *forms)
{
  struct ec_registry *registry = reader->registry;
  struct form *prefixes = ec_pool_alloc(reader->pool, registry->prefix_count + 1, sizeof *prefixes);
  const size_t prefix_count = sending_prefixes(reader, prefixes);
  size_t count = 0;
  for (size_t i = 0; i < registry->error_count; i++) {
    struct ec_registry_entry *error = &registry->errors[i];
    error->sent = sent_as(reader, prefixes, prefix_count, error);
    forms[count++] = (struct form){error->code, error, false, error->place};
    if (strlen(error->sent) > CODE_MAX)
      ec_reader_fault(reader, error->place, "registry.wire-too-long",
                      ERRCAT_ARGS(error->code, error->sent, (int)CODE_MAX));
    else if (strcmp(error->sent, error->code) != 0)
      forms[count++] = (struct form){error->sent, error, true, error->place};
  }
  compare_forms(reader, forms, count);
}

void ec_reader_compare(struct ec_reader *reader)
{
  const struct ec_registry *registry = reader->registry;
  const size_t most = 2 * registry->error_count + registry->prefix_count;
  struct form *forms = ec_pool_alloc(reader->pool, most + 1, sizeof *forms);
  size_t count = 0;
  for (size_t i = 0; i < registry->error_count; i++)
    forms[count++] =
        (struct form){registry->errors[i].code, NULL, false, registry->errors[i].place};
  tell_twice(reader, forms, count, "code");
  count = 0;
  for (size_t i = 0; i < registry->error_count; i++)
    if (registry->errors[i].name)
      forms[count++] =
          (struct form){registry->errors[i].name, NULL, false, registry->errors[i].name_place};
  tell_twice(reader, forms, count, "name");
  count = 0;
  for (size_t i = 0; i < registry->prefix_count; i++)
    forms[count++] =
        (struct form){registry->prefixes[i].code, NULL, false, registry->prefixes[i].place};
  tell_twice(reader, forms, count, "match");
  compare_sent(reader, forms);
}
