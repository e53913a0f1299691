/* SPDX-License-Identifier: MIT */
#include "lint.h"

#include <string.h>

#include "rules.h"

/* So many findings of one text are enough, whatever is in it. */
#define UNIT_MAX 100

/* ----------------------------------------------------------------- findings */

static struct ec_finding *add(struct ec_lint *lint)
{
  lint->findings = ec_pool_grow(lint->pool, lint->findings, lint->finding_count,
                                &lint->finding_size, sizeof *lint->findings);
  return &lint->findings[lint->finding_count++];
}

static void keep_string(struct ec_lint *lint, struct errcat_arg *arg)
{
  if (arg->kind == ERRCAT_ARG_STRING && arg->value.string)
    arg->value.string = ec_pool_copy(lint->pool, arg->value.string, arg->len);
}

/* A list of strings. */
static void keep_list(struct ec_lint *lint, struct errcat_arg *list)
{
  struct errcat_arg *items = ec_pool_alloc(lint->pool, list->len, sizeof *items);
  for (size_t i = 0; i < list->len; i++) {
    items[i] = list->value.list[i];
    keep_string(lint, &items[i]);
  }
  list->value.list = items;
}

/* Strings are copied: what they are from may be of one text only. */
static void keep_args(struct ec_lint *lint, struct ec_finding *finding,
                      const struct errcat_arg *args, size_t count)
{
  finding->arg_count = count < EC_FINDING_ARGS_MAX ? count : EC_FINDING_ARGS_MAX;
  for (size_t i = 0; i < finding->arg_count; i++) {
    finding->args[i] = args[i];
    keep_string(lint, &finding->args[i]);
    if (args[i].kind == ERRCAT_ARG_LIST)
      keep_list(lint, &finding->args[i]);
  }
}

struct ec_finding *ec_lint_find_at(struct ec_lint *lint, const char *rule,
                                   const struct ec_lint_file *file, struct ec_place place,
                                   const char *code, const struct errcat_arg *args, size_t count)
{
  struct ec_finding *finding = add(lint);
  *finding =
      (struct ec_finding){.file = file,
                          .place = place,
                          .end = place,
                          .rule = ec_rule_find(rule),
                          .code = code ? ec_pool_copy(lint->pool, code, strlen(code)) : NULL};
  keep_args(lint, finding, args, count);
  return finding;
}

static struct ec_place place_of(const struct ec_lint_text *text, size_t at)
{
  struct ec_lint_file *file = text->file;
  if (text->string)
    return ec_po_place(&file->po, ec_po_offset(&file->po, text->string, at));
  return ec_registry_place(&file->registry, text->runs, at, text->tag);
}

static bool is_same_arg(const struct errcat_arg *a, const struct errcat_arg *b)
{
  if (a->kind != b->kind || a->len != b->len)
    return false;
  if (a->kind != ERRCAT_ARG_STRING || !a->value.string || !b->value.string)
    return true;
  return memcmp(a->value.string, b->value.string, a->len) == 0;
}

/* Of one place a rule may tell several things: that two arguments are missing. */
static bool is_known(const struct ec_lint *lint, const struct ec_rule *rule, struct ec_place place,
                     const struct errcat_arg *args, size_t count)
{
  for (size_t i = lint->unit_first; i < lint->finding_count; i++) {
    const struct ec_finding *finding = &lint->findings[i];
    bool same = finding->rule == rule && finding->place.line == place.line &&
                finding->place.column == place.column && finding->arg_count == count;
    for (size_t k = 0; same && k < count; k++)
      same = is_same_arg(&finding->args[k], &args[k]);
    if (same)
      return true;
  }
  return false;
}

struct ec_finding *ec_lint_find(struct ec_lint *lint, const char *rule,
                                const struct ec_lint_unit *unit, size_t begin, size_t end,
                                const struct errcat_arg *args, size_t count)
{
  if (lint->finding_count - lint->unit_first >= UNIT_MAX)
    return NULL;
  const struct ec_place place = place_of(&unit->text, begin);
  if (is_known(lint, ec_rule_find(rule), place, args, count))
    return NULL;
  struct ec_finding *finding =
      ec_lint_find_at(lint, rule, unit->text.file, place, unit->code, args, count);
  if (end > begin)
    finding->end = place_of(&unit->text, end);
  return finding;
}

struct ec_finding *ec_lint_find_in(struct ec_lint *lint, const char *rule,
                                   const struct ec_lint_unit *unit,
                                   const struct ec_sentence *sentence, size_t begin, size_t end,
                                   const struct errcat_arg *args, size_t count)
{
  return ec_lint_find(lint, rule, unit, sentence->offsets[begin],
                      ec_sentence_end(sentence, begin, end), args, count);
}

void ec_lint_mend(struct ec_lint *lint, struct ec_finding *finding, const struct ec_lint_unit *unit,
                  size_t begin, size_t end, const char *mended)
{
  if (!finding || !unit->text.string)
    return;
  finding->string = unit->text.string;
  finding->mend_begin = begin;
  finding->mend_end = end;
  finding->mended = ec_pool_copy(lint->pool, mended, strlen(mended));
}

/* -------------------------------------------------------------------- codes */

const char *ec_lint_code(struct ec_pool *pool, const struct ec_po_string *context,
                         bool *is_remediation)
{
  const char *slash = context->text ? strchr(context->text, '/') : NULL;
  if (!slash || slash == context->text)
    return NULL;
  *is_remediation = strcmp(slash, "/remediation") == 0;
  if (!*is_remediation && strcmp(slash, "/message") != 0)
    return NULL;
  return ec_pool_copy(pool, context->text, (size_t)(slash - context->text));
}

const struct ec_lint_code *ec_lint_declared_code(const struct ec_lint_file *file, const char *code)
{
  size_t low = 0, high = file ? file->code_count : 0;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(code, file->sorted[middle]->code);
    if (!order)
      return file->sorted[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const struct ec_registry_entry *ec_lint_declared(const struct ec_lint_file *file, const char *code)
{
  const struct ec_lint_code *declared = ec_lint_declared_code(file, code);
  return declared ? declared->entry : NULL;
}
