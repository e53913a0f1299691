/* SPDX-License-Identifier: MIT */
#include "lint_units.h"

#include <string.h>

#include "lint_view.h"

/* ------------------------------------------------------------- which there are */

static void find_in_registry(struct ec_lint_units *units)
{
  const struct ec_lint_file *file = units->file;
  units->refs = ec_pool_alloc(units->lint->pool, 2 * file->code_count, sizeof *units->refs);
  for (size_t i = 0; i < file->code_count; i++) {
    const struct ec_lint_code *code = &file->codes[i];
    const struct ec_registry_entry *entry = code->entry;
    if (entry->message && !entry->retired)
      units->refs[units->count++] =
          (struct ec_lint_unit_ref){entry, entry->key, code, 0, .is_remediation = false};
    if (entry->remediation && !entry->retired)
      units->refs[units->count++] =
          (struct ec_lint_unit_ref){entry, entry->key, code, 0, .is_remediation = true};
  }
}

static bool is_judged(const struct ec_lint_file *file, const struct ec_po_entry *entry)
{
  return !entry->obsolete && !entry->fuzzy && entry != file->po.header && entry->id.text;
}

/* A line of the file, or its rest: from there to its line feed. */
struct line {
  size_t from, end;
};

static size_t line_end(const struct ec_po *po, size_t at, struct line *line)
{
  if (at < line->from || at > line->end) {
    const char *feed = memchr(po->bytes + at, '\n', po->len - at);
    *line = (struct line){at, feed ? (size_t)(feed - po->bytes) : po->len};
  }
  return line->end;
}

/* Whether there is a fault in it: then it is not what somebody wrote. When more quotes follow on
 * its last line, one that is not escaped ends it too early, and it goes on to the end of that. */
static bool is_broken(const struct ec_po *po, const struct ec_po_string *string, struct line *line)
{
  size_t low = 0, high = po->fault_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (po->faults[middle].offset < string->begin)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == po->fault_count)
    return false;
  const size_t at = po->faults[low].offset, end = string->end;
  if (at < end)
    return true;
  return at < line_end(po, end, line) && memchr(po->bytes + end, '"', line->end - end);
}

/* The code in the registry, which is nearly always the one that was found last, or the next. */
static const struct ec_lint_code *declared_near(const struct ec_lint_file *registry,
                                                const struct ec_lint_code *last, const char *code)
{
  const struct ec_lint_code *end = last ? registry->codes + registry->code_count : NULL;
  for (size_t i = 0; last && i < 2 && last < end; i++, last++)
    if (strcmp(last->code, code) == 0)
      return last;
  return ec_lint_declared_code(registry, code);
}

static void find_in_catalog(struct ec_lint_units *units)
{
  const struct ec_po *po = &units->file->po;
  const struct ec_lint_code *last = NULL;
  struct line line = {1, 0};
  size_t size = 0;
  for (size_t i = 0; i < po->entry_count; i++)
    size += po->entries[i].translation_count;
  units->refs = ec_pool_alloc(units->lint->pool, size, sizeof *units->refs);
  for (size_t i = 0; i < po->entry_count; i++) {
    const struct ec_po_entry *entry = &po->entries[i];
    if (!is_judged(units->file, entry))
      continue;
    struct ec_lint_unit_ref ref = {.entry = entry};
    const struct ec_pool_mark mark = ec_pool_mark(units->lint->pool);
    ref.code = ec_lint_code(units->lint->pool, &entry->context, &ref.is_remediation);
    ref.declared = ref.code ? declared_near(units->file->registry_file, last, ref.code) : NULL;
    if (ref.declared) {
      last = ref.declared;
      ref.code = last->code;
      ec_pool_release(units->lint->pool, mark);
    }
    for (; ref.translation < entry->translation_count; ref.translation++)
      if (entry->translations[ref.translation].len &&
          !is_broken(po, &entry->translations[ref.translation], &line))
        units->refs[units->count++] = ref;
  }
}

void ec_lint_units_find(struct ec_lint *lint, struct ec_lint_file *file,
                        struct ec_lint_units *units)
{
  *units = (struct ec_lint_units){.lint = lint, .file = file};
  if (file->is_registry)
    find_in_registry(units);
  else
    find_in_catalog(units);
}

/* ------------------------------------------------------------------ making one */

static void get_of_registry(const struct ec_lint_units *units, const struct ec_lint_unit_ref *ref,
                            struct ec_lint_unit *unit)
{
  const struct ec_registry_entry *entry = ref->entry;
  const bool is_remediation = ref->is_remediation;
  const char *text = is_remediation ? entry->remediation : entry->message;
  *unit = (struct ec_lint_unit){
      .registry = &units->file->registry,
      .text = {.text = text,
               .len = strlen(text),
               .locale = units->file->locale,
               .language = units->file->language,
               .file = units->file,
               .runs = is_remediation ? &entry->remediation_runs : &entry->message_runs,
               .tag = is_remediation ? entry->remediation_place : entry->message_place,
               .is_pattern = true,
               .jdk = units->lint->jdk}};
}

/* Of several translations the first is of the singular, unless there is no other. */
static const struct ec_po_string *original_of(const struct ec_po_entry *entry, size_t i)
{
  const bool plural = entry->id_plural.text && (i > 0 || entry->translation_count == 1);
  return plural ? &entry->id_plural : &entry->id;
}

static void get_of_catalog(const struct ec_lint_units *units, const struct ec_lint_unit_ref *ref,
                           struct ec_lint_unit *unit)
{
  struct ec_lint *lint = units->lint;
  const struct ec_lint_file *file = units->file, *registry = file->registry_file;
  const struct ec_po_entry *entry = ref->entry;
  const struct ec_po_string *string = &entry->translations[ref->translation];
  const struct ec_po_string *original = original_of(entry, ref->translation);
  const bool java = ec_po_flag(entry, "java-format");
  *unit = (struct ec_lint_unit){.entry = entry};
  unit->registry = registry ? &registry->registry : NULL;
  unit->text = (struct ec_lint_text){.text = string->text,
                                     .len = string->len,
                                     .locale = file->locale,
                                     .language = file->language,
                                     .file = units->file,
                                     .string = string,
                                     .is_pattern = ref->code || java,
                                     .jdk = lint->jdk || java};
  unit->original = unit->text;
  unit->original.text = original->text;
  unit->original.len = original->len;
  unit->original.string = original;
  unit->original.locale = registry ? registry->locale : "";
  unit->original.language = registry ? registry->language : "";
  unit->source = &unit->original;
}

void ec_lint_unit_get(const struct ec_lint_units *units, size_t i, struct ec_lint_unit *unit)
{
  const struct ec_lint_unit_ref *ref = &units->refs[i];
  units->lint->unit_first = units->lint->finding_count;
  if (units->file->is_registry)
    get_of_registry(units, ref, unit);
  else
    get_of_catalog(units, ref, unit);
  unit->code = ref->code;
  unit->is_remediation = ref->is_remediation;
  if (!ref->declared)
    return;
  unit->declared = ref->declared->entry;
  unit->args = ref->declared->args;
  unit->arg_count = ref->declared->entry->arg_count;
}

void ec_lint_unit_read(struct ec_lint *lint, struct ec_lint_unit *unit)
{
  ec_lint_text_read(lint, &unit->text, unit->args, unit->arg_count);
  if (unit->source)
    ec_lint_text_read(lint, &unit->original, unit->args, unit->arg_count);
  ec_lint_view_sentences(lint, unit);
}
