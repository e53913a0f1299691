/* SPDX-License-Identifier: MIT */

/* pattern.…: what is no pattern, and what is one, but hardly the one that was meant. */

#include <string.h>

#include "lint_plural.h"
#include "lint_view.h"

/* ------------------------------------------------------------------- faults */

static const char *rule_of(const struct errcat_error *fault)
{
  switch (fault->status) {
  case ERRCAT_E_UNSUPPORTED:
    return "pattern.unsupported";
  case ERRCAT_E_LIMIT:
    return "pattern.limit";
  default:
    return "pattern.syntax";
  }
}

static void tell_fault(struct ec_lint *lint, const struct ec_lint_view *view,
                       const struct errcat_error *fault)
{
  const struct ec_lint_text text = {.text = view->text};
  ec_lint_view_find(lint, rule_of(fault), view, fault->offset, fault->offset,
                    ERRCAT_ARGS(ec_lint_fault_arg(lint, &text, fault)));
}

static void check_faults(struct ec_lint *lint, const struct ec_lint_view *view)
{
  const struct ec_lint_unit *unit = view->unit;
  bool excused[ERRCAT_FAULTS_MAX];
  if (!unit->declared && unit->source && unit->source->fault_count)
    return; /* nobody says that it is a pattern, and the source is none */
  ec_lint_plural_excuse(view, excused);
  for (size_t i = 0; i < view->fault_count && i < ERRCAT_FAULTS_MAX; i++)
    if (!excused[i])
      tell_fault(lint, view, &view->faults[i]);
}

/* --------------------------------------------------------------- full width */

/* One finding for a number, which may have several digits. Returns how many were of it. */
static size_t tell_digits(struct ec_lint *lint, const struct ec_lint_view *view, size_t first)
{
  const struct ec_lint_text *text = &view->unit->text;
  const size_t at = view->wide[first].at;
  char number[8];
  size_t count = 0, digits = 0, end = at;
  while (digits + 1 < sizeof number) {
    const struct ec_lint_wide *wide =
        first + count < view->wide_count ? &view->wide[first + count] : NULL;
    if (wide && wide->at == end && wide->ascii != '{' && wide->ascii != '}') {
      number[digits++] = wide->ascii;
      end += EC_LINT_WIDE_LEN;
      count++;
    } else if (end < text->len && text->text[end] >= '0' && text->text[end] <= '9') {
      number[digits++] = text->text[end++];
    } else {
      break;
    }
  }
  number[digits] = '\0';
  struct ec_finding *finding =
      ec_lint_find(lint, "pattern.full-width-digit", view->unit, at, end,
                   ERRCAT_ARGS(errcat_arg_string_n(text->text + at, end - at), number));
  ec_lint_mend(lint, finding, view->unit, at, end, number);
  return count;
}

static void check_width(struct ec_lint *lint, const struct ec_lint_view *view)
{
  for (size_t i = 0; i < view->wide_count;) {
    const struct ec_lint_wide *wide = &view->wide[i];
    if (wide->ascii != '{' && wide->ascii != '}') {
      i += tell_digits(lint, view, i);
      continue;
    }
    const size_t end = wide->at + EC_LINT_WIDE_LEN;
    const char ascii[] = {wide->ascii, '\0'};
    struct ec_finding *finding = ec_lint_find(
        lint, "pattern.full-width-brace", view->unit, wide->at, end,
        ERRCAT_ARGS(errcat_arg_string_n(view->unit->text.text + wide->at, EC_LINT_WIDE_LEN),
                    errcat_arg_string(ascii)));
    ec_lint_mend(lint, finding, view->unit, wide->at, end, ascii);
    i++;
  }
}

/* --------------------------------------------------------------- quotations */

/* Whether the piece goes on with a quotation: behind two apostrophes, which are one. */
static bool goes_on(const char *text, const struct errcat_piece *pieces, size_t i)
{
  return i > 0 && pieces[i - 1].kind == ERRCAT_PIECE_QUOTED &&
         pieces[i - 1].end + 1 == pieces[i].begin && text[pieces[i].begin] == '\'';
}

/* The next in text[*at..end) that looks like a placeholder, from its "{" to its name's end; moves
 * behind it. */
static bool next_placeholder(const char *text, size_t *at, size_t end, size_t *name, size_t *len)
{
  while (*at < end) {
    const char *brace = memchr(text + *at, '{', end - *at);
    if (!brace)
      return false;
    *name = (size_t)(brace - text) + 1;
    while (*name < end && text[*name] == ' ')
      ++*name;
    *len = ec_lint_identifier(text, end, *name);
    size_t behind = *name + *len;
    *at = behind;
    while (behind < end && text[behind] == ' ')
      behind++;
    if (*len && behind < end && (text[behind] == '}' || text[behind] == ','))
      return true;
  }
  return false;
}

/* Whether the source shows the same, however it quotes that: its sentences have no placeholders. */
static bool source_shows(const struct ec_lint_text *source, const char *name, size_t len)
{
  for (size_t i = 0; source && i < source->sentence_count; i++) {
    const struct ec_sentence *sentence = &source->sentences[i];
    size_t at = 0, found, found_len;
    while (next_placeholder(sentence->text, &at, sentence->len, &found, &found_len))
      if (found_len == len && memcmp(sentence->text + found, name, len) == 0)
        return true;
  }
  return false;
}

/* What is quoted is shown with its braces. */
static bool quotes_placeholder(const struct ec_lint_view *view, const struct errcat_piece *piece,
                               size_t *tries, size_t *name, size_t *len)
{
  enum { TRIES_MAX = 8 };
  size_t at = piece->begin;
  while (next_placeholder(view->text, &at, piece->end, name, len) && (*tries)++ < TRIES_MAX)
    if (ec_lint_name_is_known(view->unit, view->text + *name, *len) &&
        !source_shows(ec_lint_source(view->unit), view->text + *name, *len))
      return true;
  return false;
}

/* `stays_open`: the apostrophe of a quotation without end, which is told as such. */
static void check_quotations(struct ec_lint *lint, const struct ec_lint_view *view,
                             size_t stays_open)
{
  size_t open = 0, tries = 0, name, len;
  if (view->unit->source && !ec_lint_source(view->unit))
    return;
  for (size_t i = 0; i < view->piece_count; i++) {
    const struct errcat_piece *piece = &view->pieces[i];
    if (piece->kind != ERRCAT_PIECE_QUOTED)
      continue;
    if (!goes_on(view->text, view->pieces, i))
      open = piece->begin - 1;
    if (open == stays_open)
      return;
    if (quotes_placeholder(view, piece, &tries, &name, &len))
      ec_lint_view_find(lint, "pattern.quoted-placeholder", view, open, piece->end + 1,
                        ERRCAT_ARGS(errcat_arg_string_n(view->text + name, len)));
  }
}

/* Whether the source has a quotation without end itself, or is no pattern. */
static bool source_stays_open(const struct ec_lint_unit *unit)
{
  const struct ec_lint_text *source = ec_lint_source(unit);
  if (unit->source && !source)
    return true;
  const struct errcat_piece *last =
      source && source->piece_count ? &source->pieces[source->piece_count - 1] : NULL;
  return last && last->kind == ERRCAT_PIECE_QUOTED && last->end == source->len;
}

/* Returns the apostrophe of a quotation up to the end of the pattern, which nothing closes; the
 * text's length when there is none. */
static size_t check_end(struct ec_lint *lint, const struct ec_lint_view *view)
{
  size_t i = view->piece_count;
  if (!i || view->pieces[i - 1].kind != ERRCAT_PIECE_QUOTED || view->pieces[i - 1].end != view->len)
    return view->len;
  i--;
  while (goes_on(view->text, view->pieces, i))
    i--;
  const size_t open = view->pieces[i].begin - 1;
  if (!source_stays_open(view->unit))
    ec_lint_view_find(lint, "pattern.open-quote", view, open, view->len,
                      ERRCAT_ARGS(errcat_arg_string_n(view->text + open, view->len - open)));
  return open;
}

/* -------------------------------------------------------------- apostrophes */

/* Where the first apostrophe is that is shown though it stands alone; `len` when none is. *doubled:
 * whether one is shown that is written as two. */
static size_t lone_apostrophe(const char *text, size_t len, const struct errcat_piece *pieces,
                              size_t count, bool *doubled)
{
  size_t lone = len;
  *doubled = false;
  for (size_t i = 0; i < count; i++) {
    if (pieces[i].kind != ERRCAT_PIECE_TEXT && pieces[i].kind != ERRCAT_PIECE_QUOTED)
      continue;
    size_t at = pieces[i].begin;
    if (text[at] == '\'' && at > 0 && text[at - 1] == '\'') {
      *doubled = true;
      at++;
    }
    const char *found = lone == len ? memchr(text + at, '\'', pieces[i].end - at) : NULL;
    if (found)
      lone = (size_t)(found - text);
  }
  return lone;
}

static void check_apostrophes(struct ec_lint *lint, const struct ec_lint_view *view)
{
  const struct ec_lint_text *source = ec_lint_source(view->unit);
  bool doubled;
  const size_t lone =
      lone_apostrophe(view->text, view->len, view->pieces, view->piece_count, &doubled);
  if (!doubled || lone == view->len)
    return;
  if (source &&
      lone_apostrophe(source->text, source->len, source->pieces, source->piece_count, &doubled) <
          source->len &&
      doubled)
    return;
  ec_lint_view_find(lint, "pattern.mixed-apostrophes", view, lone, lone + 1, NULL, 0);
}

/* Java programs give no pattern to MessageFormat when there are no arguments: an apostrophe of such
 * a text is one, whatever a pattern would make of it. */
static bool may_be_plain(const struct ec_lint_view *view)
{
  const struct ec_lint_text *source = view->unit->source;
  return view->unit->text.jdk && source && !memchr(source->text, '{', source->len) &&
         !memchr(view->text, '{', view->len);
}

void ec_lint_pattern(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  struct ec_lint_view view;
  if (!unit->text.is_pattern)
    return;
  ec_lint_view(lint, unit, &view);
  check_width(lint, &view);
  if (view.fault_count) {
    check_faults(lint, &view);
    return;
  }
  if (!memchr(view.text, '\'', view.len) || may_be_plain(&view))
    return;
  check_quotations(lint, &view, check_end(lint, &view));
  check_apostrophes(lint, &view);
}
