/* SPDX-License-Identifier: MIT */

/* argument.…: what placeholders name and how they show it, against what is declared and what the
 * source has. Their order is the translator's affair. */

#include "lint_argument.h"

#include <string.h>

#include "lint_plural.h"

struct judging {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
  const struct ec_lint_view *view;
  const struct ec_lint_uses *own;
  const struct ec_lint_uses *source; /* NULL: there is none, or it is not known */
};

static void tell(const struct judging *judging, const char *rule, const struct errcat_piece *piece,
                 const struct errcat_arg *args, size_t count)
{
  ec_lint_view_find(judging->lint, rule, judging->view, piece->begin, piece->end, args, count);
}

/* --------------------------------------------------------- there and not there */

static bool is_declared(const struct ec_lint_unit *unit, const struct ec_lint_name *name)
{
  return name->position != ERRCAT_PIECE_NAMED && name->position < unit->arg_count;
}

/* Whether an apostrophe of the source, "Don't use {0}", has swallowed the placeholder: the argument
 * is there then. */
static bool is_swallowed(const struct judging *judging, const struct ec_lint_name *name)
{
  const struct ec_lint_text *source = ec_lint_source(judging->unit);
  for (size_t i = 0; source && i < source->piece_count; i++) {
    const struct errcat_piece *piece = &source->pieces[i];
    if (piece->kind != ERRCAT_PIECE_QUOTED)
      continue;
    for (size_t at = piece->begin; at + name->len + 1 < piece->end; at++)
      if (source->text[at] == '{' && memcmp(source->text + at + 1, name->text, name->len) == 0 &&
          (source->text[at + 1 + name->len] == '}' || source->text[at + 1 + name->len] == ','))
        return true;
  }
  return false;
}

static bool is_undeclared(const struct judging *judging, const struct ec_lint_use *use)
{
  if (judging->unit->declared)
    return !is_declared(judging->unit, &use->name);
  return judging->source && !ec_lint_uses_find(judging->source, &use->name) &&
         !is_swallowed(judging, &use->name);
}

/* The only argument of the source that the translation lacks; NULL unless it is one. */
static const struct ec_lint_use *only_missing(const struct judging *judging)
{
  const struct ec_lint_use *missing = NULL;
  for (size_t i = 0; judging->source && i < judging->source->count; i++) {
    const struct ec_lint_use *use = &judging->source->of[i];
    if (ec_lint_uses_find(judging->own, &use->name))
      continue;
    if (missing)
      return NULL;
    missing = use;
  }
  return missing;
}

static const struct ec_lint_use *only_undeclared(const struct judging *judging)
{
  const struct ec_lint_use *undeclared = NULL;
  for (size_t i = 0; i < judging->own->count; i++) {
    if (!is_undeclared(judging, &judging->own->of[i]))
      continue;
    if (undeclared)
      return NULL;
    undeclared = &judging->own->of[i];
  }
  return undeclared;
}

/* One that is missing and one that nobody knows are most likely the same, under another name. */
static bool check_renamed(const struct judging *judging)
{
  const struct ec_lint_use *missing = only_missing(judging);
  const struct ec_lint_use *found = missing ? only_undeclared(judging) : NULL;
  if (!found || !(ec_lint_name_is_word(&found->name) || ec_lint_name_is_word(&missing->name)))
    return false;
  tell(judging, "argument.renamed", found->first,
       ERRCAT_ARGS(ec_lint_name_arg(&found->name), ec_lint_name_arg(&missing->name)));
  return true;
}

/* All of them in one finding, for they have one place. */
static void check_missing(const struct judging *judging)
{
  enum { NAMES_MAX = 16 };
  struct errcat_arg names[NAMES_MAX];
  size_t count = 0;
  for (size_t i = 0; judging->source && i < judging->source->count && count < NAMES_MAX; i++) {
    const struct ec_lint_use *use = &judging->source->of[i];
    if (use->how & EC_LINT_TELLS && !ec_lint_uses_find(judging->own, &use->name))
      names[count++] = ec_lint_name_arg(&use->name);
  }
  if (count)
    ec_lint_find(judging->lint, "argument.missing", judging->unit, 0, judging->unit->text.len,
                 ERRCAT_ARGS(errcat_arg_list(names, count)));
}

static void check_undeclared(const struct judging *judging)
{
  for (size_t i = 0; i < judging->own->count; i++)
    if (is_undeclared(judging, &judging->own->of[i]))
      tell(judging, "argument.undeclared", judging->own->of[i].first,
           ERRCAT_ARGS(ec_lint_name_arg(&judging->own->of[i].name)));
}

static void check_extra(const struct judging *judging)
{
  for (size_t i = 0; judging->source && i < judging->own->count; i++) {
    const struct ec_lint_use *use = &judging->own->of[i];
    if (is_declared(judging->unit, &use->name) && !ec_lint_uses_find(judging->source, &use->name))
      tell(judging, "argument.extra", use->first, ERRCAT_ARGS(ec_lint_name_arg(&use->name)));
  }
}

static void check_repeated(const struct judging *judging)
{
  for (size_t i = 0; judging->source && i < judging->own->count; i++) {
    const struct ec_lint_use *use = &judging->own->of[i];
    if (use->beyond)
      tell(judging, "argument.repeated", use->beyond, ERRCAT_ARGS(ec_lint_name_arg(&use->name)));
  }
}

/* ----------------------------------------------------------- how they are shown */

static bool check_type(const struct judging *judging, const struct errcat_piece *piece)
{
  const struct ec_lint_name name = ec_lint_name_of(judging->view->text, piece);
  if (!is_declared(judging->unit, &name))
    return true;
  const char *declared = judging->unit->args[name.position].type;
  if (ec_lint_type_fits(declared, piece->type))
    return true;
  tell(judging, "argument.type", piece,
       ERRCAT_ARGS(ec_lint_name_arg(&name), declared, ec_lint_type_name(piece->type)));
  return false;
}

/* A date where the source has none, or the other way round. */
static void check_kind(const struct judging *judging, const struct errcat_piece *piece)
{
  const struct ec_lint_name name = ec_lint_name_of(judging->view->text, piece);
  const struct ec_lint_use *use =
      judging->source ? ec_lint_uses_find(judging->source, &name) : NULL;
  const bool is_date = piece->type == ERRCAT_PIECE_DATE || piece->type == ERRCAT_PIECE_TIME;
  if (!use || piece->type == ERRCAT_PIECE_SELECT)
    return;
  const unsigned other = is_date ? EC_LINT_PLAIN : EC_LINT_DATES;
  const unsigned same = is_date ? EC_LINT_DATES : EC_LINT_PLAIN;
  if (use->how & other && !(use->how & same))
    tell(judging, "argument.kind", piece, ERRCAT_ARGS(ec_lint_name_arg(&name)));
}

static void check_shown(const struct judging *judging)
{
  for (size_t i = 0; i < judging->view->piece_count; i++) {
    const struct errcat_piece *piece = &judging->view->pieces[i];
    if (piece->kind == ERRCAT_PIECE_ARGUMENT && check_type(judging, piece))
      check_kind(judging, piece);
  }
}

static bool has_arguments(const struct errcat_piece *pieces, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (pieces[i].kind == ERRCAT_PIECE_ARGUMENT)
      return true;
  return false;
}

void ec_lint_argument(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  const struct ec_lint_text *source = ec_lint_source(unit);
  struct ec_lint_view view;
  struct ec_lint_uses own, of_source;
  if (!unit->text.is_pattern)
    return;
  ec_lint_view(lint, unit, &view);
  if (view.fault_count || (!has_arguments(view.pieces, view.piece_count) &&
                           (!source || !has_arguments(source->pieces, source->piece_count))))
    return;
  if (source)
    ec_lint_uses_read(&of_source, source->text, source->pieces, source->piece_count, NULL);
  ec_lint_uses_read(&own, view.text, view.pieces, view.piece_count, source ? &of_source : NULL);
  const struct judging judging = {lint, unit, &view, &own, source ? &of_source : NULL};
  if (!check_renamed(&judging)) {
    check_missing(&judging);
    check_undeclared(&judging);
  }
  check_extra(&judging);
  check_repeated(&judging);
  check_shown(&judging);
}
