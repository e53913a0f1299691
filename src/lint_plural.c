/* SPDX-License-Identifier: MIT */

/* plural.…: the cases of plurals and ordinals, and cases that come twice. */

#include <stdlib.h>
#include <string.h>

#include "lint_plural.h"

static bool is_plural(const struct errcat_piece *piece)
{
  return piece->type == ERRCAT_PIECE_PLURAL || piece->type == ERRCAT_PIECE_SELECTORDINAL;
}

/* Whether a plural's case has a selector that can never be one: not "=1", and no category. */
static bool is_no_keyword(const char *text, const struct errcat_piece *piece)
{
  return piece->name_len && text[piece->name] != '=' &&
         ec_lint_category(text + piece->name, piece->name_len) == EC_LINT_CATEGORIES;
}

static bool is_other(const char *text, const struct errcat_piece *piece)
{
  return piece->name_len == 5 && memcmp(text + piece->name, "other", 5) == 0;
}

/* ------------------------------------------------------- faults that are told so */

void ec_lint_plural_excuse(const struct ec_lint_view *view, bool excused[ERRCAT_FAULTS_MAX])
{
  struct {
    bool has_other, has_no_keyword;
  } open[ERRCAT_NESTING_MAX + 1] = {{false, false}};
  const size_t faults =
      view->fault_count < ERRCAT_FAULTS_MAX ? view->fault_count : ERRCAT_FAULTS_MAX;
  size_t fault = 0;
  memset(excused, 0, ERRCAT_FAULTS_MAX * sizeof *excused);
  for (size_t i = 0; fault < faults && i < view->piece_count; i++) {
    const struct errcat_piece *piece = &view->pieces[i];
    const size_t depth = piece->depth < ERRCAT_NESTING_MAX ? piece->depth : ERRCAT_NESTING_MAX;
    if (piece->kind == ERRCAT_PIECE_ARGUMENT && ec_lint_has_cases(piece->type)) {
      open[depth].has_other = open[depth].has_no_keyword = false;
    } else if (piece->kind == ERRCAT_PIECE_CASE) {
      open[depth].has_other |= is_other(view->text, piece);
      open[depth].has_no_keyword |= is_plural(piece) && is_no_keyword(view->text, piece);
    } else if (piece->kind == ERRCAT_PIECE_END_ARGUMENT) {
      while (fault < faults && view->faults[fault].offset < piece->begin)
        fault++;
      if (fault < faults && view->faults[fault].offset == piece->begin && piece->end > piece->begin)
        excused[fault] = open[depth].has_no_keyword && !open[depth].has_other;
    }
  }
}

/* -------------------------------------------------------------------- one argument */

struct judging {
  struct ec_lint *lint;
  const struct ec_lint_view *view;
  size_t argument;                       /* its piece */
  const struct ec_lint_plurals *plurals; /* or NULL */
  uint32_t has;                          /* categories, as bits */
  bool has_no_keyword;
  long long offset; /* of the plural; -1 when it is none that numbers are compared with */
};

static const struct errcat_piece *piece_of(const struct judging *judging, size_t i)
{
  return &judging->view->pieces[i];
}

static size_t next_case(const struct judging *judging, size_t i)
{
  return ec_lint_next_case(judging->view->pieces, judging->view->piece_count, judging->argument, i);
}

static void tell_case(const struct judging *judging, const char *rule, size_t i,
                      struct errcat_arg more)
{
  const struct errcat_piece *piece = piece_of(judging, i);
  const struct errcat_arg selector =
      errcat_arg_string_n(judging->view->text + piece->name, piece->name_len);
  ec_lint_view_find(judging->lint, rule, judging->view, piece->name, piece->name + piece->name_len,
                    ERRCAT_ARGS(selector, more));
}

/* What tells the reader of which argument it is. */
static struct errcat_arg argument_name(const struct judging *judging)
{
  const struct ec_lint_name name =
      ec_lint_name_of(judging->view->text, piece_of(judging, judging->argument));
  return ec_lint_name_arg(&name);
}

/* The number N that is in text[at..end), or -1. */
static long long whole_number(const char *text, size_t at, size_t end)
{
  enum { DIGITS_MAX = 9 };
  long long number = 0;
  if (at == end || end - at > DIGITS_MAX)
    return -1;
  for (; at < end; at++) {
    if (text[at] < '0' || text[at] > '9')
      return -1;
    number = number * 10 + (text[at] - '0');
  }
  return number;
}

/* It stands before the first case. */
static long long read_offset(const struct judging *judging)
{
  static const char word[] = "offset:";
  const struct errcat_piece *piece = piece_of(judging, judging->argument);
  const char *text = judging->view->text;
  size_t at = piece->name + piece->name_len;
  while (at + sizeof word - 1 <= piece->end && memcmp(text + at, word, sizeof word - 1) != 0)
    at++;
  if (at + sizeof word - 1 > piece->end)
    return 0;
  at += sizeof word - 1;
  while (at < piece->end && strchr(" \t\n\r", text[at]))
    at++;
  size_t end = at;
  while (end < piece->end && !strchr(" \t\n\r", text[end]))
    end++;
  return whole_number(text, at, end);
}

static void check_selector(struct judging *judging, size_t i)
{
  const struct errcat_piece *piece = piece_of(judging, i);
  const char *text = judging->view->text + piece->name;
  const size_t category = ec_lint_category(text, piece->name_len);
  if (is_no_keyword(judging->view->text, piece)) {
    judging->has_no_keyword = true;
    tell_case(judging, "plural.translated-keyword", i, argument_name(judging));
  }
  if (category == EC_LINT_CATEGORIES)
    return;
  judging->has |= UINT32_C(1) << category;
  if (judging->plurals && !(judging->plurals->has >> category & 1))
    tell_case(judging, "plural.unused-category", i,
              errcat_arg_string(judging->view->unit->text.locale));
}

/* ----------------------------------------------------------- missing categories */

/* Whether a case is for this very number. */
static bool has_number(const struct judging *judging, long long number)
{
  const char *text = judging->view->text;
  for (size_t i = next_case(judging, judging->argument); i < judging->view->piece_count;
       i = next_case(judging, i)) {
    const struct errcat_piece *piece = piece_of(judging, i);
    if (piece->name_len > 1 && text[piece->name] == '=' &&
        whole_number(text, piece->name + 1, piece->name + piece->name_len) == number)
      return true;
  }
  return false;
}

/* Whether all numbers of the category, which are few, have cases of their own. */
static bool is_enumerated(const struct judging *judging, size_t category)
{
  const uint32_t count = judging->plurals->of[category].count;
  if (judging->offset < 0 ||
      count > sizeof judging->plurals->of[0].numbers / sizeof judging->plurals->of[0].numbers[0])
    return false;
  for (uint32_t i = 0; i < count; i++)
    if (!has_number(judging, judging->plurals->of[category].numbers[i] + judging->offset))
      return false;
  return true;
}

static void check_missing(struct judging *judging)
{
  struct errcat_arg names[EC_LINT_CATEGORIES];
  size_t count = 0;
  if (!judging->plurals || judging->has_no_keyword)
    return;
  judging->offset = read_offset(judging);
  for (size_t i = 0; i < EC_LINT_CATEGORIES; i++)
    if ((judging->plurals->needs & ~judging->has) >> i & 1 && !is_enumerated(judging, i))
      names[count++] = errcat_arg_string(ec_lint_categories[i]);
  const struct errcat_piece *piece = piece_of(judging, judging->argument);
  if (count)
    ec_lint_view_find(judging->lint, "plural.missing-category", judging->view, piece->begin,
                      piece->end,
                      ERRCAT_ARGS(errcat_arg_list(names, count), argument_name(judging),
                                  judging->view->unit->text.locale));
}

/* -------------------------------------------------------------------- all of them */

static void check_repeated(const struct judging *judging)
{
  struct ec_lint_selectors set;
  const struct ec_lint_view *view = judging->view;
  ec_lint_selectors_init(judging->lint, &set,
                         ec_lint_case_count(view->pieces, view->piece_count, judging->argument));
  for (size_t i = next_case(judging, judging->argument); i < view->piece_count;
       i = next_case(judging, i)) {
    const struct errcat_piece *piece = piece_of(judging, i);
    if (piece->name_len &&
        ec_lint_selectors_add(&set, view->text + piece->name, piece->name_len)->count > 1)
      tell_case(judging, "plural.repeated-case", i, argument_name(judging));
  }
}

static void check_plural(struct ec_lint *lint, const struct ec_lint_view *view, size_t argument)
{
  const char *locale = view->unit->text.locale;
  struct judging judging = {.lint = lint, .view = view, .argument = argument};
  if (*locale)
    judging.plurals =
        ec_lint_plurals(lint, locale, view->pieces[argument].type == ERRCAT_PIECE_SELECTORDINAL);
  check_repeated(&judging);
  for (size_t i = next_case(&judging, argument); i < view->piece_count; i = next_case(&judging, i))
    check_selector(&judging, i);
  check_missing(&judging);
}

/* In a text that is broken elsewhere, too, only what is sure: a plural that ends where it should
 * but for its "other". */
static void check_broken(struct ec_lint *lint, const struct ec_lint_view *view,
                         const bool excused[ERRCAT_FAULTS_MAX])
{
  for (size_t i = 0; i < view->piece_count; i++) {
    if (view->pieces[i].kind != ERRCAT_PIECE_ARGUMENT || !is_plural(&view->pieces[i]))
      continue;
    const struct judging judging = {.lint = lint, .view = view, .argument = i};
    size_t end = i;
    while (++end < view->piece_count && (view->pieces[end].depth != view->pieces[i].depth ||
                                         view->pieces[end].kind != ERRCAT_PIECE_END_ARGUMENT))
      ;
    bool is_excused = false;
    for (size_t k = 0; k < view->fault_count && k < ERRCAT_FAULTS_MAX; k++)
      is_excused = is_excused || (excused[k] && end < view->piece_count &&
                                  view->faults[k].offset == view->pieces[end].begin);
    for (size_t k = next_case(&judging, i); is_excused && k < view->piece_count;
         k = next_case(&judging, k))
      if (is_no_keyword(view->text, &view->pieces[k]))
        tell_case(&judging, "plural.translated-keyword", k, argument_name(&judging));
  }
}

static void check_cases(struct ec_lint *lint, const struct ec_lint_view *view)
{
  enum { SELECTS_MAX = 16 }; /* of one text that are compared with the source's */
  size_t selects = 0;
  for (size_t i = 0; i < view->piece_count; i++) {
    const struct errcat_piece *piece = &view->pieces[i];
    if (piece->kind != ERRCAT_PIECE_ARGUMENT)
      continue;
    if (is_plural(piece)) {
      check_plural(lint, view, i);
    } else if (piece->type == ERRCAT_PIECE_SELECT) {
      const struct judging judging = {.lint = lint, .view = view, .argument = i};
      check_repeated(&judging);
      if (!view->fault_count && selects++ < SELECTS_MAX)
        ec_lint_select(lint, view, i);
    }
  }
}

void ec_lint_plural(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  struct ec_lint_view view;
  bool excused[ERRCAT_FAULTS_MAX];
  bool has_cases = false;
  if (!unit->text.is_pattern)
    return;
  ec_lint_view(lint, unit, &view);
  for (size_t i = 0; i < view.piece_count; i++)
    has_cases = has_cases || view.pieces[i].kind == ERRCAT_PIECE_CASE;
  if (!has_cases)
    return;
  ec_lint_plural_excuse(&view, excused);
  if (ec_lint_is_broken(&view, excused))
    check_broken(lint, &view, excused);
  else
    check_cases(lint, &view);
}
