/* SPDX-License-Identifier: MIT */
#include "usage.h"

#include <stdlib.h>
#include <string.h>

#include "find.h"

#define SEPARATORS "_.:-"

struct ec_usage_word {
  const char *text;
  size_t code;
};

/* How much of a code stands in front of the digits at its end: 0 when there are no digits, or
 * nothing else. */
static size_t stem_length(const char *code)
{
  size_t len = strlen(code);
  const size_t whole = len;
  while (len && code[len - 1] >= '0' && code[len - 1] <= '9')
    len--;
  return len == whole ? 0 : len;
}

/* Up to the first separator, of a code that has no digits at its end. */
static size_t beginning_length(const char *code)
{
  const size_t len = strcspn(code, SEPARATORS);
  return code[len] && !stem_length(code) ? len + 1 : 0;
}

static int by_word(const void *a, const void *b)
{
  return strcmp(((const struct ec_usage_word *)a)->text, ((const struct ec_usage_word *)b)->text);
}

static int by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_word(struct ec_usage_word *words, size_t *count, const char *text, size_t code)
{
  words[(*count)++] = (struct ec_usage_word){text, code};
}

static void add_beginnings(struct ec_usage *usage, const char *form)
{
  const size_t stem = stem_length(form), beginning = beginning_length(form);
  if (stem)
    usage->stems[usage->stem_count++] = ec_pool_copy(usage->pool, form, stem);
  if (beginning)
    usage->beginnings[usage->beginning_count++] = ec_pool_copy(usage->pool, form, beginning);
}

static void add_names(struct ec_usage *usage, const struct ec_name *name, size_t code)
{
  static const char *const functions[] = {"", EC_NAMES_IN, EC_NAMES_SPACE};
  static const char *const constants[] = {"", EC_NAMES_CODE, EC_NAMES_STATUS};
  for (size_t i = 0; i < 3; i++) {
    add_word(usage->names, &usage->name_count,
             ec_pool_printf(usage->pool, "%s%s", name->function, functions[i]), code);
    add_word(usage->names, &usage->name_count,
             ec_pool_printf(usage->pool, "%s%s", name->constant, constants[i]), code);
  }
}

static void add_codes(struct ec_usage *usage, const struct ec_registry_file *file,
                      const struct ec_names *names)
{
  for (size_t i = 0; i < file->registry.error_count; i++) {
    const struct ec_registry_entry *entry = &file->registry.errors[i];
    const size_t code = usage->code_count++;
    usage->codes[code] = (struct ec_usage_code){entry, file, false};
    usage->all[code] = entry->code;
    add_word(usage->forms, &usage->form_count, entry->code, code);
    add_beginnings(usage, entry->code);
    if (strcmp(entry->code, entry->sent) != 0) {
      add_word(usage->forms, &usage->form_count, entry->sent, code);
      add_beginnings(usage, entry->sent);
    }
    add_names(usage, &names->of[i], code);
  }
}

static size_t sort_texts(const char **texts, size_t count)
{
  size_t kept = 0;
  if (count)
    qsort(texts, count, sizeof *texts, by_text);
  for (size_t i = 0; i < count; i++)
    if (!kept || strcmp(texts[kept - 1], texts[i]) != 0)
      texts[kept++] = texts[i];
  return kept;
}

void ec_usage_open(struct ec_usage *usage, struct ec_pool *pool,
                   const struct ec_registry_file *files, const struct ec_names *names, size_t count)
{
  size_t total = 0;
  for (size_t i = 0; i < count; i++)
    total += files[i].registry.error_count;
  *usage = (struct ec_usage){
      .pool = pool,
      .codes = ec_pool_alloc(pool, total + 1, sizeof *usage->codes),
      .forms = ec_pool_alloc(pool, 2 * total + 1, sizeof *usage->forms),
      .names = ec_pool_alloc(pool, 6 * total + 1, sizeof *usage->names),
      .stems = ec_pool_alloc(pool, 2 * total + 1, sizeof *usage->stems),
      .all = ec_pool_alloc(pool, total + 1, sizeof *usage->all),
      .beginnings = ec_pool_alloc(pool, 2 * total + 1, sizeof *usage->beginnings),
  };
  for (size_t i = 0; i < count; i++)
    add_codes(usage, &files[i], &names[i]);
  qsort(usage->forms, usage->form_count, sizeof *usage->forms, by_word);
  qsort(usage->names, usage->name_count, sizeof *usage->names, by_word);
  usage->stem_count = sort_texts(usage->stems, usage->stem_count);
  usage->beginning_count = sort_texts(usage->beginnings, usage->beginning_count);
}

/* ----------------------------------------------------------------- look-ups */

static struct ec_usage_code *find(struct ec_usage *usage, const struct ec_usage_word *words,
                                  size_t count, const char *text)
{
  const struct ec_usage_word key = {text, 0};
  const struct ec_usage_word *word = bsearch(&key, words, count, sizeof *words, by_word);
  return word ? &usage->codes[word->code] : NULL;
}

struct ec_usage_code *ec_usage_form(struct ec_usage *usage, const char *form)
{
  return find(usage, usage->forms, usage->form_count, form);
}

struct ec_usage_code *ec_usage_name(struct ec_usage *usage, const char *name)
{
  return find(usage, usage->names, usage->name_count, name);
}

static bool is_there(const char *const *texts, size_t count, const char *form, size_t len)
{
  char beginning[ERRCAT_CODE_MAX + 1];
  const char *key = beginning;
  if (!len || len > ERRCAT_CODE_MAX)
    return false;
  memcpy(beginning, form, len);
  beginning[len] = '\0';
  return bsearch(&key, texts, count, sizeof *texts, by_text) != NULL;
}

bool ec_usage_is_numbered(const struct ec_usage *usage, const char *form)
{
  return is_there(usage->stems, usage->stem_count, form, stem_length(form));
}

bool ec_usage_is_stem(const struct ec_usage *usage, const char *form)
{
  return is_there(usage->stems, usage->stem_count, form, strlen(form));
}

bool ec_usage_is_named(const struct ec_usage *usage, const char *form)
{
  const size_t len = beginning_length(form);
  return len && form[len] && is_there(usage->beginnings, usage->beginning_count, form, len);
}

bool ec_usage_use_all(struct ec_usage *usage, const char *beginning)
{
  const size_t len = strlen(beginning);
  size_t low = 0, high = usage->form_count;
  if (!len || !strchr(SEPARATORS, beginning[len - 1]))
    return false;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (strcmp(usage->forms[middle].text, beginning) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; high < usage->form_count && strncmp(usage->forms[high].text, beginning, len) == 0; high++)
    usage->codes[usage->forms[high].code].used = true;
  return high > low;
}

const char *ec_usage_near(const struct ec_usage *usage, const char *form)
{
  const char *near[1];
  return ec_find_near(usage->pool, usage->all, usage->code_count, form, near, 1) ? near[0] : NULL;
}
