/* SPDX-License-Identifier: MIT */

/* select.…: the cases of a select are values that the program gives, so a translation has those
 * that the source has. When the source selects by an argument in several places, a case is missing
 * when all of them have it, and unknown when none has. */

#include <string.h>

#include "lint_plural.h"

struct comparing {
  struct ec_lint *lint;
  const struct ec_lint_view *view;
  size_t argument;
  const struct ec_lint_text *source;
  size_t selects;                 /* of the source, by the same argument */
  struct ec_lint_selectors cases; /* of them */
  bool is_gender;                 /* the source's cases are those of a person's gender alone */
};

static bool is_other(const char *selector, size_t len)
{
  return len == 5 && memcmp(selector, "other", 5) == 0;
}

bool ec_lint_is_gender(const char *selector, size_t len)
{
  static const char genders[] =
      " male female masculine feminine neuter neutral unknown mixed other m f n ";
  char word[16] = " ";
  if (len + 3 > sizeof word || memchr(selector, ' ', len) || memchr(selector, '\0', len))
    return false;
  memcpy(word + 1, selector, len);
  memcpy(word + 1 + len, " ", 2);
  return strstr(genders, word) != NULL;
}

/* The next select of the source behind piece `i` by the argument that is judged. */
static size_t next_select(const struct comparing *comparing, size_t i)
{
  const struct ec_lint_text *source = comparing->source;
  const struct ec_lint_name name =
      ec_lint_name_of(comparing->view->text, &comparing->view->pieces[comparing->argument]);
  for (; i < source->piece_count; i++) {
    const struct errcat_piece *piece = &source->pieces[i];
    const struct ec_lint_name other = ec_lint_name_of(source->text, piece);
    if (piece->kind == ERRCAT_PIECE_ARGUMENT && piece->type == ERRCAT_PIECE_SELECT &&
        ec_lint_name_same(&name, &other))
      return i;
  }
  return i;
}

static void read_source(struct comparing *comparing)
{
  const struct ec_lint_text *source = comparing->source;
  size_t cases = 0;
  for (size_t i = next_select(comparing, 0); i < source->piece_count;
       i = next_select(comparing, i + 1))
    cases += ec_lint_case_count(source->pieces, source->piece_count, i);
  ec_lint_selectors_init(comparing->lint, &comparing->cases, cases);
  comparing->is_gender = true;
  for (size_t i = next_select(comparing, 0); i < source->piece_count;
       i = next_select(comparing, i + 1)) {
    comparing->selects++;
    for (size_t k = ec_lint_next_case(source->pieces, source->piece_count, i, i);
         k < source->piece_count;
         k = ec_lint_next_case(source->pieces, source->piece_count, i, k)) {
      const char *selector = source->text + source->pieces[k].name;
      const size_t len = source->pieces[k].name_len;
      ec_lint_selectors_add(&comparing->cases, selector, len);
      comparing->is_gender = comparing->is_gender && ec_lint_is_gender(selector, len);
    }
  }
}

static struct errcat_arg argument_name(const struct comparing *comparing)
{
  const struct ec_lint_name name =
      ec_lint_name_of(comparing->view->text, &comparing->view->pieces[comparing->argument]);
  return ec_lint_name_arg(&name);
}

static void tell_unknown(const struct comparing *comparing, const struct errcat_piece *piece)
{
  const char *selector = comparing->view->text + piece->name;
  ec_lint_view_find(
      comparing->lint, "select.unknown-case", comparing->view, piece->name,
      piece->name + piece->name_len,
      ERRCAT_ARGS(errcat_arg_string_n(selector, piece->name_len), argument_name(comparing)));
}

/* In the order of the source. */
static void tell_missing(const struct comparing *comparing, const struct ec_lint_selectors *own)
{
  enum { NAMES_MAX = 8 };
  struct errcat_arg names[NAMES_MAX];
  size_t count = 0;
  const struct ec_lint_text *source = comparing->source;
  const size_t pieces = source->piece_count, first = next_select(comparing, 0);
  for (size_t i = ec_lint_next_case(source->pieces, pieces, first, first);
       i < pieces && count < NAMES_MAX; i = ec_lint_next_case(source->pieces, pieces, first, i)) {
    const char *selector = source->text + source->pieces[i].name;
    const size_t len = source->pieces[i].name_len;
    if (!is_other(selector, len) && !ec_lint_selectors_get(own, selector, len) &&
        ec_lint_selectors_get(&comparing->cases, selector, len)->count >= comparing->selects)
      names[count++] = errcat_arg_string_n(selector, len);
  }
  const struct errcat_piece *piece = &comparing->view->pieces[comparing->argument];
  if (count)
    ec_lint_view_find(comparing->lint, "select.missing-case", comparing->view, piece->begin,
                      piece->end,
                      ERRCAT_ARGS(errcat_arg_list(names, count), argument_name(comparing)));
}

void ec_lint_select(struct ec_lint *lint, const struct ec_lint_view *view, size_t argument)
{
  struct comparing comparing = {
      .lint = lint, .view = view, .argument = argument, .source = ec_lint_source(view->unit)};
  struct ec_lint_selectors own;
  bool only_other = true;
  if (!comparing.source || next_select(&comparing, 0) == comparing.source->piece_count)
    return;
  read_source(&comparing);
  ec_lint_selectors_init(lint, &own, ec_lint_case_count(view->pieces, view->piece_count, argument));
  for (size_t i = ec_lint_next_case(view->pieces, view->piece_count, argument, argument);
       i < view->piece_count; i = ec_lint_next_case(view->pieces, view->piece_count, argument, i)) {
    const struct errcat_piece *piece = &view->pieces[i];
    const char *selector = view->text + piece->name;
    ec_lint_selectors_add(&own, selector, piece->name_len);
    if (is_other(selector, piece->name_len))
      continue;
    only_other = false;
    if (!ec_lint_selectors_get(&comparing.cases, selector, piece->name_len))
      tell_unknown(&comparing, piece);
  }
  /* A language may do without: "they", or no pronoun at all. */
  if (!(comparing.is_gender && only_other))
    tell_missing(&comparing, &own);
}
