/* SPDX-License-Identifier: MIT */

/* What is found and is as it should be: <exception> elements of registries, and comments of entries
 * such as "#. lint: ignore=zh.quotes, text.html". */

#include <stdlib.h>
#include <string.h>

#include "lint_run.h"
#include "rules.h"

struct exception {
  const struct ec_lint_file *file; /* the registry */
  const char *code;                /* "" of one for the whole registry */
  const struct ec_registry_exception *declared;
  bool used;
};

/* Of the comments of an entry of a catalog: its lines, and the rules that are ignored in them, in
 * the order of ec_rules. */
struct comment {
  size_t file;
  uint32_t first, last;
  bool *ignored;
};

struct run {
  struct ec_lint *lint;
  const struct ec_lint_file *files;
  size_t file_count;
  struct exception *exceptions; /* sorted by file, then code */
  size_t exception_count;
  struct comment *comments; /* sorted by file, then lines */
  size_t comment_count, comment_size;
};

/* ---------------------------------------------------- exceptions of registries */

static int compare_exceptions(const void *a, const void *b)
{
  const struct exception *x = a, *y = b;
  if (x->file != y->file)
    return x->file < y->file ? -1 : 1;
  const int order = strcmp(x->code, y->code);
  return order ? order : (x->declared > y->declared) - (x->declared < y->declared);
}

static size_t count_exceptions(const struct ec_registry *registry)
{
  size_t count = registry->exception_count;
  for (size_t i = 0; i < registry->error_count; i++)
    count += registry->errors[i].exception_count;
  for (size_t i = 0; i < registry->prefix_count; i++)
    count += registry->prefixes[i].exception_count;
  return count;
}

static void add_exceptions(struct run *run, const struct ec_lint_file *file, const char *code,
                           const struct ec_registry_exception *declared, size_t count)
{
  for (size_t i = 0; i < count; i++)
    run->exceptions[run->exception_count++] = (struct exception){file, code, &declared[i], false};
}

static void collect_exceptions(struct run *run)
{
  size_t size = 0;
  for (size_t i = 0; i < run->file_count; i++)
    size += run->files[i].is_registry ? count_exceptions(&run->files[i].registry) : 0;
  run->exceptions = ec_pool_alloc(run->lint->pool, size, sizeof *run->exceptions);
  for (size_t i = 0; i < run->file_count; i++) {
    const struct ec_lint_file *file = &run->files[i];
    const struct ec_registry *registry = &file->registry;
    if (!file->is_registry || !size)
      continue;
    add_exceptions(run, file, "", registry->exceptions, registry->exception_count);
    for (size_t k = 0; k < registry->error_count; k++)
      add_exceptions(run, file, registry->errors[k].key, registry->errors[k].exceptions,
                     registry->errors[k].exception_count);
    for (size_t k = 0; k < registry->prefix_count; k++)
      add_exceptions(run, file, registry->prefixes[k].key, registry->prefixes[k].exceptions,
                     registry->prefixes[k].exception_count);
  }
  if (run->exception_count)
    qsort(run->exceptions, run->exception_count, sizeof *run->exceptions, compare_exceptions);
}

/* The first exception of the file and code. */
static size_t find_exceptions(const struct run *run, const struct ec_lint_file *file,
                              const char *code)
{
  const struct exception key = {.file = file, .code = code, .declared = NULL};
  size_t low = 0, high = run->exception_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (compare_exceptions(&key, &run->exceptions[middle]) > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static char folded(char c)
{
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c == '-' ? '_' : c);
}

/* "zh-CN" is zh_CN. */
static bool is_locale(const char *a, const char *b)
{
  while (*a && folded(*a) == folded(*b)) {
    a++;
    b++;
  }
  return !*a && !*b;
}

/* Takes all that cover it, so that each of them counts as used. */
static bool is_excepted(struct run *run, const struct ec_finding *finding, const char *code)
{
  const struct ec_lint_file *registry =
      finding->file->is_registry ? finding->file : finding->file->registry_file;
  bool excepted = false;
  if (!registry)
    return false;
  for (size_t i = find_exceptions(run, registry, code); i < run->exception_count; i++) {
    struct exception *exception = &run->exceptions[i];
    if (exception->file != registry || strcmp(exception->code, code) != 0)
      break;
    const char *locale = exception->declared->locale;
    if ((!locale || is_locale(locale, finding->file->locale)) &&
        ec_rule_matches(finding->rule, exception->declared->rule))
      excepted = exception->used = true;
  }
  return excepted;
}

/* Whether all rules that are selected are about registries alone. */
static bool is_of_registries(const char *selector)
{
  static const char family[] = "registry.", also[] = "registry.remediation-";
  for (size_t i = 0; i < ec_rule_count; i++)
    if (ec_rule_matches(&ec_rules[i], selector) &&
        (strncmp(ec_rules[i].name, family, sizeof family - 1) != 0 ||
         strncmp(ec_rules[i].name, also, sizeof also - 1) == 0))
      return false;
  return true;
}

/* What it is about was looked at: the locale's catalog, or any, of the registry. */
static bool was_judged(const struct run *run, const struct exception *exception)
{
  const char *locale = exception->declared->locale;
  if (!locale && is_of_registries(exception->declared->rule))
    return true;
  for (size_t i = 0; i < run->file_count; i++)
    if (run->files[i].registry_file == exception->file &&
        (!locale || is_locale(locale, run->files[i].locale)))
      return true;
  return false;
}

static bool selects_any(const char *selector,
                        bool (*selected)(void *context, const struct ec_rule *rule), void *context)
{
  for (size_t i = 0; i < ec_rule_count; i++)
    if (ec_rule_matches(&ec_rules[i], selector) && (!selected || selected(context, &ec_rules[i])))
      return true;
  return false;
}

static void tell_unused(struct run *run,
                        bool (*selected)(void *context, const struct ec_rule *rule), void *context)
{
  for (size_t i = 0; i < run->exception_count; i++) {
    const struct exception *exception = &run->exceptions[i];
    if (!exception->used && was_judged(run, exception) &&
        selects_any(exception->declared->rule, selected, context))
      ec_lint_find_at(run->lint, "registry.unused-exception", exception->file,
                      exception->declared->place, *exception->code ? exception->code : NULL,
                      ERRCAT_ARGS(exception->declared->rule));
  }
}

/* -------------------------------------------------------- comments of entries */

#define MARK "lint:"
#define KEY "ignore="

/* What the comment ignores, or NULL. */
static const char *ignored_by(const struct ec_po_comment *comment)
{
  const bool prose = comment->kind == EC_PO_TRANSLATOR || comment->kind == EC_PO_EXTRACTED;
  if (!prose || strncmp(comment->text, MARK, sizeof MARK - 1) != 0)
    return NULL;
  const char *text = comment->text + sizeof MARK - 1;
  text += strspn(text, " \t");
  return strncmp(text, KEY, sizeof KEY - 1) == 0 ? text + sizeof KEY - 1 : NULL;
}

static struct comment *add_comment(struct run *run, size_t file, const struct ec_po_entry *entry)
{
  struct ec_lint_file *owner = (struct ec_lint_file *)&run->files[file];
  if (run->comment_count == run->comment_size) {
    run->comment_size = run->comment_size ? run->comment_size * 2 : 16;
    struct comment *more = ec_pool_alloc(run->lint->pool, run->comment_size, sizeof *more);
    if (run->comment_count)
      memcpy(more, run->comments, run->comment_count * sizeof *more);
    run->comments = more;
  }
  struct comment *comment = &run->comments[run->comment_count++];
  *comment = (struct comment){file, ec_po_place(&owner->po, entry->begin).line,
                              ec_po_place(&owner->po, entry->end).line,
                              ec_pool_alloc(run->lint->pool, ec_rule_count, sizeof(bool))};
  return comment;
}

static void mark_selected(bool *ignored, const char *selector)
{
  for (size_t i = 0; i < ec_rule_count; i++)
    ignored[i] = ignored[i] || ec_rule_matches(&ec_rules[i], selector);
}

/* Names end with a comma or a blank: what follows on is the reason. */
static void mark_listed(bool *ignored, const char *selectors)
{
  char name[64];
  while (*selectors) {
    const size_t len = strcspn(selectors, ", \t");
    if (len && len < sizeof name) {
      memcpy(name, selectors, len);
      name[len] = '\0';
      mark_selected(ignored, name);
    }
    selectors += len;
    const size_t blanks = strspn(selectors, " \t");
    if (selectors[blanks] != ',')
      return;
    selectors += blanks + 1;
    selectors += strspn(selectors, " \t");
  }
}

static void collect_of(struct run *run, size_t file, const struct ec_po_entry *entry)
{
  struct comment *comment = NULL;
  for (size_t i = 0; i < entry->comment_count; i++) {
    const char *selectors = ignored_by(&entry->comments[i]);
    if (!selectors)
      continue;
    if (!comment)
      comment = add_comment(run, file, entry);
    mark_listed(comment->ignored, selectors);
  }
}

static void collect_comments(struct run *run)
{
  for (size_t f = 0; f < run->file_count; f++) {
    const struct ec_po *po = &run->files[f].po;
    for (size_t i = 0; !run->files[f].is_registry && i < po->entry_count; i++)
      collect_of(run, f, &po->entries[i]);
  }
}

static bool is_ignored(const struct run *run, const struct ec_finding *finding)
{
  const size_t file = (size_t)(finding->file - run->files);
  size_t low = 0, high = run->comment_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const struct comment *comment = &run->comments[middle];
    if (comment->file < file || (comment->file == file && comment->last < finding->place.line))
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < run->comment_count; low++) {
    const struct comment *comment = &run->comments[low];
    if (comment->file != file || comment->first > finding->place.line)
      return false;
    if (comment->ignored[finding->rule - ec_rules])
      return true;
  }
  return false;
}

/* -------------------------------------------------------------------- all */

static int compare_findings(const void *a, const void *b)
{
  const struct ec_finding *x = a, *y = b;
  if (x->file != y->file)
    return x->file < y->file ? -1 : 1;
  if (x->place.line != y->place.line)
    return x->place.line < y->place.line ? -1 : 1;
  if (x->place.column != y->place.column)
    return x->place.column < y->place.column ? -1 : 1;
  return (x->rule > y->rule) - (x->rule < y->rule);
}

void ec_lint_finish(struct ec_lint *lint, const struct ec_lint_file *files, size_t count,
                    bool (*selected)(void *context, const struct ec_rule *rule), void *context)
{
  struct run run = {.lint = lint, .files = files, .file_count = count};
  size_t kept = 0;
  collect_exceptions(&run);
  collect_comments(&run);
  for (size_t i = 0; i < lint->finding_count; i++) {
    const struct ec_finding *finding = &lint->findings[i];
    bool excepted = is_excepted(&run, finding, "");
    if (finding->code)
      excepted = is_excepted(&run, finding, finding->code) || excepted;
    if (!excepted && !is_ignored(&run, finding))
      lint->findings[kept++] = *finding;
  }
  lint->finding_count = kept;
  tell_unused(&run, selected, context);
  if (lint->finding_count)
    qsort(lint->findings, lint->finding_count, sizeof *lint->findings, compare_findings);
}
