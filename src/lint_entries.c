/* SPDX-License-Identifier: MIT */

/* Rules about the entries of a catalog, most of them by what the registry declares. */

#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "lint_catalog.h"
#include "lint_remediation.h"

/* Unknown codes for which near ones are looked for, and codes that are compared for that in all:
 * each takes about as long as a text is judged. */
enum { NEAR_MAX = 100, COMPARED_MAX = 50000 };
/* Bytes of a text that names an entry. */
enum { NAME_MAX_LEN = 60 };

/* A code of the registry. */
struct code {
  uint64_t hash;
  const char *code; /* its key */
  const struct ec_registry_entry *entry;
  bool found[2]; /* the catalog has an entry for its message, its remediation */
};

struct entries {
  struct ec_lint *lint;
  struct ec_lint_file *file;
  const struct ec_registry *registry; /* NULL: none is known */
  struct code *codes;                 /* in the order of the registry */
  struct code **sorted;
  const char **names;
  size_t code_count, unknown;
  size_t found;     /* where the code is that was found last */
  const char *last; /* code that was unknown, and what was near */
  const char *last_near;
};

/* -------------------------------------------------------------------- codes */

static int compare_codes(const void *a, const void *b)
{
  const struct code *x = *(const struct code *const *)a, *y = *(const struct code *const *)b;
  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  return strcmp(x->code, y->code);
}

static void add_code(struct entries *entries, const struct ec_registry_entry *entry)
{
  const size_t i = entries->code_count++;
  entries->codes[i] = (struct code){
      .hash = ec_lint_hash(0, entry->key, strlen(entry->key)), .code = entry->key, .entry = entry};
  entries->sorted[i] = &entries->codes[i];
  entries->names[i] = entry->key;
}

static void read_codes(struct entries *entries, const struct ec_registry *registry)
{
  struct ec_pool *pool = entries->lint->scratch;
  const size_t most = registry->error_count + registry->prefix_count + 1;
  entries->registry = registry;
  entries->codes = ec_pool_alloc(pool, most, sizeof *entries->codes);
  entries->sorted = ec_pool_alloc(pool, most, sizeof *entries->sorted);
  entries->names = ec_pool_alloc(pool, most, sizeof *entries->names);
  for (size_t i = 0; i < registry->error_count; i++)
    add_code(entries, &registry->errors[i]);
  for (size_t i = 0; i < registry->prefix_count; i++)
    if (registry->prefixes[i].message)
      add_code(entries, &registry->prefixes[i]);
  if (entries->code_count)
    qsort(entries->sorted, entries->code_count, sizeof *entries->sorted, compare_codes);
}

/* Nearly always the code that was found last, or the next. */
static struct code *find_code(struct entries *entries, const char *code)
{
  for (size_t i = entries->found; i < entries->found + 2 && i < entries->code_count; i++)
    if (strcmp(entries->codes[i].code, code) == 0) {
      entries->found = i;
      return &entries->codes[i];
    }
  const struct code key = {.hash = ec_lint_hash(0, code, strlen(code)), .code = code};
  const struct code *key_at = &key;
  size_t low = 0, high = entries->code_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = compare_codes(&key_at, &entries->sorted[middle]);
    if (!order) {
      entries->found = (size_t)(entries->sorted[middle] - entries->codes);
      return entries->sorted[middle];
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

/* The code that was meant; "none" when none, or more than one, is near. */
static const char *near_to(struct entries *entries, const char *code)
{
  const char *near[2];
  if (entries->last && strcmp(entries->last, code) == 0)
    return entries->last_near;
  entries->last = code;
  entries->last_near = "none";
  if (entries->unknown >= NEAR_MAX || (entries->unknown + 1) * entries->code_count > COMPARED_MAX)
    return entries->last_near;
  entries->unknown++;
  const struct ec_pool_mark mark = ec_pool_mark(entries->lint->scratch);
  if (ec_find_near(entries->lint->scratch, entries->names, entries->code_count, code, near, 2) == 1)
    entries->last_near = near[0];
  ec_pool_release(entries->lint->scratch, mark);
  return entries->last_near;
}

/* ----------------------------------------------------------------- contexts */

/* What an entry is called: its context, or the beginning of its text. */
static const char *name_of(struct ec_lint *lint, const struct ec_po_entry *entry)
{
  size_t len = entry->id.len;
  if (entry->context.text)
    return entry->context.text;
  if (len <= NAME_MAX_LEN)
    return entry->id.text;
  for (len = NAME_MAX_LEN; len && ((unsigned char)entry->id.text[len] & 0xC0) == 0x80;)
    len--;
  return ec_pool_printf(lint->scratch, "%.*s…", (int)len, entry->id.text);
}

/* Whether it is "CODE/@status" or the like, as errcat-registry(5) has them, and not just a context
 * with such characters, of which other catalogs have many. */
static bool is_metadata(const struct ec_po_string *context)
{
  static const char *const names[] = {"status", "name", "severity", "wire", "retired"};
  const char *slash = context->text ? strchr(context->text, '/') : NULL;
  if (!slash || slash == context->text || slash[1] != '@')
    return false;
  if (strncmp(slash + 2, "arg/", 4) == 0)
    return true;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(slash + 2, names[i]) == 0)
      return true;
  return false;
}

/* Whether the program's own texts may be in the catalog, too: this one comes from a file that is no
 * registry. */
static bool is_from_program(const struct ec_po_entry *entry)
{
  for (size_t i = 0; i < entry->comment_count; i++) {
    const struct ec_po_comment *comment = &entry->comments[i];
    if (comment->kind != EC_PO_REFERENCE)
      continue;
    const char *colon = strrchr(comment->text, ':');
    const size_t len = colon ? (size_t)(colon - comment->text) : strlen(comment->text);
    if (len < 4 || memcmp(comment->text + len - 4, ".xml", 4) != 0)
      return true;
  }
  return false;
}

static void judge_context(struct entries *entries, const struct ec_lint_items *items,
                          const struct ec_lint_item *item)
{
  struct ec_lint_file *file = entries->file;
  const struct ec_po_entry *entry = item->entry;
  const struct ec_po_string *context = &entry->context;
  if (is_metadata(context)) {
    if (!file->is_template)
      ec_lint_tell(entries->lint, "entry.metadata", file, context, 0, context->len, NULL,
                   ERRCAT_ARGS(context->text));
    return;
  }
  /* Where most entries have no code, it is a program's catalog with the registry in it. */
  if (!entries->registry || items->coded * 2 < items->count || is_from_program(entry))
    return;
  if (context->text)
    ec_lint_tell(entries->lint, "entry.foreign-context", file, context, 0, context->len, NULL,
                 ERRCAT_ARGS(name_of(entries->lint, entry)));
  else
    ec_lint_find_at(entries->lint, "entry.foreign-context", file,
                    ec_po_place(&file->po, entry->keyword), NULL,
                    ERRCAT_ARGS(name_of(entries->lint, entry)));
}

/* ------------------------------------------------------------------- sources */

static void judge_code(struct entries *entries, const struct ec_lint_item *item, struct code *code)
{
  struct ec_lint *lint = entries->lint;
  const struct ec_po_entry *entry = item->entry;
  if (!code) {
    ec_lint_tell(lint, "entry.unknown-code", entries->file, &entry->context, 0, strlen(item->code),
                 item->code, ERRCAT_ARGS(item->code, near_to(entries, item->code)));
    return;
  }
  code->found[item->is_remediation] = true;
  const char *text = item->is_remediation ? code->entry->remediation : code->entry->message;
  /* Another source text than the one before it is told of already. */
  if (item->other && !item->same)
    return;
  if (!text || strlen(text) != entry->id.len || memcmp(text, entry->id.text, entry->id.len) != 0)
    ec_lint_tell(lint, "entry.stale", entries->file, &entry->id, 0, entry->id.len, item->code,
                 ERRCAT_ARGS(entry->context.text));
}

static void judge_source(struct entries *entries, const struct ec_lint_item *item)
{
  struct ec_lint *lint = entries->lint;
  struct ec_lint_file *file = entries->file;
  const struct ec_po_entry *entry = item->entry;
  if (item->other && !item->same)
    ec_lint_tell(lint, "entry.two-sources", file, &entry->id, 0, entry->id.len, item->code,
                 ERRCAT_ARGS(entry->context.text,
                             (long)ec_po_place(&file->po, item->other->entry->keyword).line));
  if (entry->id_plural.text)
    ec_lint_tell(lint, "entry.plural", file, &entry->id_plural, 0, entry->id_plural.len, item->code,
                 ERRCAT_ARGS(entry->context.text));
}

/* ------------------------------------------------------------- translations */

static const struct ec_po_string *first_empty(const struct ec_po_entry *entry)
{
  for (size_t i = 0; i < entry->translation_count; i++)
    if (!entry->translations[i].len)
      return &entry->translations[i];
  return NULL;
}

static void judge_repeated(struct entries *entries, const struct ec_lint_item *item)
{
  const struct ec_po_entry *message = item->message ? item->message->entry : NULL;
  const struct ec_po_entry *entry = item->entry;
  if (!message || message->fuzzy || !message->translation_count || !entry->translation_count)
    return;
  const struct ec_po_string *said = &message->translations[0], *text = &entry->translations[0];
  if (said->len && text->len &&
      ec_remediation_judge(said->text, said->len, text->text, text->len, entries->file->language) ==
          EC_REMEDIATION_REPEATS)
    ec_lint_tell(entries->lint, "registry.remediation-repeats", entries->file, text, 0, text->len,
                 item->code, ERRCAT_ARGS(item->code));
}

static void judge_translation(struct entries *entries, const struct ec_lint_item *item,
                              const struct ec_registry_entry *declared)
{
  struct ec_lint *lint = entries->lint;
  struct ec_lint_file *file = entries->file;
  const struct ec_po_entry *entry = item->entry;
  const char *name = name_of(lint, entry);
  if (declared && declared->retired)
    return;
  if (entry->fuzzy) {
    ec_lint_find_at(lint, "entry.fuzzy", file, ec_po_place(&file->po, entry->keyword), item->code,
                    ERRCAT_ARGS(name));
    return;
  }
  const struct ec_po_string *empty = first_empty(entry);
  if (empty)
    ec_lint_tell(lint, "entry.untranslated", file, empty, 0, 0, item->code, ERRCAT_ARGS(name));
  else if (ec_lint_is_copied(file, item))
    ec_lint_tell(lint, "entry.copied", file, &entry->translations[0], 0, entry->translations[0].len,
                 item->code, ERRCAT_ARGS(name));
  if (item->code && item->is_remediation &&
      !(declared && declared->severity && strcmp(declared->severity, "text") == 0))
    judge_repeated(entries, item);
}

/* ----------------------------------------------------------------- all of it */

static void judge_missing(struct entries *entries)
{
  for (size_t i = 0; i < entries->code_count; i++) {
    const struct code *code = &entries->codes[i];
    for (int part = 0; part < 2 && !code->entry->retired; part++)
      if (!code->found[part] && (part ? code->entry->remediation : code->entry->message))
        ec_lint_find_at(entries->lint, "entry.missing", entries->file, (struct ec_place){1, 1},
                        code->code,
                        ERRCAT_ARGS(ec_pool_printf(entries->lint->scratch, "%s/%s", code->code,
                                                   part ? "remediation" : "message")));
  }
}

static void judge_item(struct entries *entries, const struct ec_lint_items *items,
                       const struct ec_lint_item *item)
{
  const struct ec_po_entry *entry = item->entry;
  if (!entry->context.text && !entry->id.len)
    return; /* the header */
  struct code *code = NULL;
  if (item->code && entries->registry) {
    code = find_code(entries, item->code);
    judge_code(entries, item, code);
  }
  if (item->code)
    judge_source(entries, item);
  else
    judge_context(entries, items, item);
  if (!entries->file->is_template && !(!item->code && is_metadata(&entry->context)))
    judge_translation(entries, item, code ? code->entry : NULL);
}

void ec_lint_entries(struct ec_lint *lint, struct ec_lint_file *file,
                     const struct ec_lint_items *items)
{
  struct entries entries = {.lint = lint, .file = file};
  if (file->registry_file)
    read_codes(&entries, &file->registry_file->registry);
  for (size_t i = 0; i < items->count; i++)
    judge_item(&entries, items, &items->items[i]);
  if (entries.registry && !file->is_template)
    judge_missing(&entries);
}
