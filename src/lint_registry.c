/* SPDX-License-Identifier: MIT */

/* Rules about what a registry declares, beyond what its reader finds. Those about one text alone
 * are called with the other rules of texts. */

#include "lint.h"

#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "lint_catalog.h"
#include "lint_remediation.h"
#include "rules.h"

struct judge {
  struct ec_lint *lint;
  struct ec_lint_file *file;
  const struct ec_registry *registry;
  struct ec_clocks clocks;
  const struct ec_registry_entry *entry;
  const char *code; /* its key */
  bool used[EC_REGISTRY_ARGS_MAX];
};

static bool is_label(const struct ec_registry_entry *entry)
{
  return entry->severity && strcmp(entry->severity, "text") == 0;
}

static void tell(struct judge *judge, const char *rule, struct ec_place place,
                 const struct errcat_arg *args, size_t count)
{
  ec_lint_find_at(judge->lint, rule, judge->file, place, judge->code, args, count);
}

/* --------------------------------------------------------------- exceptions */

static void judge_exceptions(struct judge *judge, const struct ec_registry_exception *exceptions,
                             size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!ec_rule_selects(exceptions[i].rule))
      tell(judge, "registry.unknown-rule", exceptions[i].place, ERRCAT_ARGS(exceptions[i].rule));
}

/* ---------------------------------------------------------------- arguments */

static void use(void *context, const struct errcat_piece *piece)
{
  struct judge *judge = context;
  if (piece->kind == ERRCAT_PIECE_ARGUMENT && piece->argument < EC_REGISTRY_ARGS_MAX)
    judge->used[piece->argument] = true;
}

/* Marks the arguments that a text has. False when it is no pattern: then it has who knows which. */
static bool read_uses(struct judge *judge, const char *text)
{
  struct errcat_arg_info declared[EC_REGISTRY_ARGS_MAX];
  const struct ec_registry_entry *entry = judge->entry;
  const struct errcat_pattern_options options = {.flags = judge->lint->jdk ? ERRCAT_PATTERN_JDK : 0,
                                                 .args = declared,
                                                 .arg_count = entry->arg_count,
                                                 .piece = use,
                                                 .context = judge};
  for (size_t i = 0; i < entry->arg_count; i++)
    declared[i] =
        (struct errcat_arg_info){.name = entry->args[i].name, .type = entry->args[i].type};
  return !text || ec_lint_is_bare(text, strlen(text)) ||
         errcat_pattern_read(text, strlen(text), &options, NULL) == ERRCAT_OK;
}

static bool are_used(const struct judge *judge, size_t from)
{
  for (size_t i = from; i < judge->entry->arg_count; i++)
    if (!judge->used[i])
      return false;
  return true;
}

/* The first one of a prefix is what was asked for, whether the texts show it or not. */
static void judge_uses(struct judge *judge, bool is_prefix)
{
  const struct ec_registry_entry *entry = judge->entry;
  memset(judge->used, 0, sizeof judge->used);
  if (entry->arg_count <= is_prefix || !read_uses(judge, entry->message) ||
      are_used(judge, is_prefix) || !read_uses(judge, entry->remediation))
    return;
  for (size_t i = is_prefix; i < entry->arg_count; i++)
    if (!judge->used[i])
      tell(judge, "registry.unused-argument", entry->args[i].place,
           ERRCAT_ARGS(entry->args[i].name, judge->code));
}

static void judge_examples(struct judge *judge)
{
  const struct ec_reading reading = {.clocks = &judge->clocks};
  const struct ec_pool_mark mark = ec_pool_mark(judge->lint->scratch);
  for (size_t i = 0; i < judge->entry->arg_count; i++) {
    const struct ec_registry_arg *arg = &judge->entry->args[i];
    bool mistyped = false;
    ec_arguments_typed(judge->lint->scratch, &reading, arg->type, arg->example, &mistyped);
    if (mistyped)
      tell(judge, "registry.example", arg->place, ERRCAT_ARGS(arg->name, arg->type, arg->example));
  }
  ec_pool_release(judge->lint->scratch, mark);
}

/* ------------------------------------------------------------------ entries */

static void judge_code(struct judge *judge)
{
  const struct ec_registry_entry *entry = judge->entry;
  const bool needs_help =
      strcmp(entry->severity, "error") == 0 || strcmp(entry->severity, "warning") == 0;
  if (!ec_registry_code_fits(judge->registry->code_pattern, entry->code))
    tell(judge, "registry.code-pattern", entry->place,
         ERRCAT_ARGS(entry->code, judge->registry->code_pattern));
  if (needs_help && !entry->remediation)
    tell(judge, "registry.no-remediation", entry->place, ERRCAT_ARGS(entry->code));
}

static void judge_remediation(struct judge *judge)
{
  const struct ec_registry_entry *entry = judge->entry;
  if (!entry->message || !entry->remediation || is_label(entry))
    return;
  const size_t message = strlen(entry->message), remediation = strlen(entry->remediation);
  if (ec_remediation_judge(entry->message, message, entry->remediation, remediation,
                           judge->file->language) == EC_REMEDIATION_REPEATS)
    tell(judge, "registry.remediation-repeats",
         ec_registry_place(judge->registry, &entry->remediation_runs, 0, entry->remediation_place),
         ERRCAT_ARGS(judge->code));
}

void ec_lint_remediation(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  const bool is_label =
      unit->declared && unit->declared->severity && strcmp(unit->declared->severity, "text") == 0;
  if (unit->is_remediation && !is_label &&
      ec_remediation_judge(NULL, 0, unit->text.text, unit->text.len, unit->text.language) ==
          EC_REMEDIATION_CONTACT)
    ec_lint_find(lint, "registry.remediation-contact", unit, 0, unit->text.len,
                 ERRCAT_ARGS(unit->code));
}

static void judge_entry(struct judge *judge, const struct ec_registry_entry *entry, bool is_prefix)
{
  judge->entry = entry;
  judge->code = entry->key;
  judge_exceptions(judge, entry->exceptions, entry->exception_count);
  if (entry->retired)
    return;
  if (!is_prefix)
    judge_code(judge);
  judge_uses(judge, is_prefix);
  judge_examples(judge);
  judge_remediation(judge);
}

/* --------------------------------------------------------------- same texts */

/* Those that are alike are found by sorting by hashes. */
struct message {
  uint64_t hash;
  const struct ec_registry_entry *entry;
};

static int compare_messages(const void *a, const void *b)
{
  const struct message *x = a, *y = b;
  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  const int order = strcmp(x->entry->message, y->entry->message);
  return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static bool is_same_message(const struct message *x, const struct message *y)
{
  return x->hash == y->hash && strcmp(x->entry->message, y->entry->message) == 0;
}

/* Labels are often alike, and each has a place of its own. */
static void judge_messages(struct judge *judge)
{
  const struct ec_registry *registry = judge->registry;
  struct message *sorted =
      ec_pool_take(judge->lint->scratch, registry->error_count + 1, sizeof *sorted);
  size_t count = 0;
  for (size_t i = 0; i < registry->error_count; i++) {
    const struct ec_registry_entry *entry = &registry->errors[i];
    if (entry->message && !entry->retired && !is_label(entry))
      sorted[count++] =
          (struct message){ec_lint_hash(0, entry->message, strlen(entry->message)), entry};
  }
  if (count)
    qsort(sorted, count, sizeof *sorted, compare_messages);
  for (size_t i = 1, first = 0; i < count; i++) {
    const struct ec_registry_entry *entry = sorted[i].entry;
    if (!is_same_message(&sorted[first], &sorted[i])) {
      first = i;
      continue;
    }
    judge->code = entry->code;
    tell(judge, "registry.same-text",
         ec_registry_place(registry, &entry->message_runs, 0, entry->message_place),
         ERRCAT_ARGS(sorted[first].entry->code));
  }
}

/* -------------------------------------------------------------------- whole */

static void tell_faults(struct judge *judge)
{
  const struct ec_registry *registry = judge->registry;
  for (size_t i = 0; i < registry->fault_count; i++) {
    const struct ec_registry_fault *fault = &registry->faults[i];
    tell(judge, fault->code, fault->place, fault->args, fault->arg_count);
  }
}

void ec_lint_registry(struct ec_lint *lint, struct ec_lint_file *file)
{
  const struct ec_registry *registry = &file->registry;
  const struct ec_pool_mark mark = ec_pool_mark(lint->scratch);
  struct judge judge = {.lint = lint, .file = file, .registry = registry};
  if (registry->faults_found) {
    tell_faults(&judge);
    return;
  }
  judge_exceptions(&judge, registry->exceptions, registry->exception_count);
  for (size_t i = 0; i < registry->error_count; i++)
    judge_entry(&judge, &registry->errors[i], false);
  for (size_t i = 0; i < registry->prefix_count; i++)
    if (registry->prefixes[i].message)
      judge_entry(&judge, &registry->prefixes[i], true);
  judge_messages(&judge);
  ec_clocks_close(&judge.clocks);
  ec_pool_release(lint->scratch, mark);
}
