/* SPDX-License-Identifier: MIT */
#include "lint_view.h"

#include <string.h>

/* ---------------------------------------------------------------- the view */

static void read_as_ascii(struct ec_lint *lint, struct ec_lint_view *view)
{
  const struct ec_lint_text *text = &view->unit->text;
  char *bytes = ec_pool_alloc(lint->scratch, text->len + 1, 1);
  size_t from = 0, to = 0;
  for (size_t i = 0; i < view->wide_count; i++) {
    const size_t len = view->wide[i].at - from;
    memcpy(bytes + to, text->text + from, len);
    to += len;
    bytes[to++] = view->wide[i].ascii;
    from = view->wide[i].at + EC_LINT_WIDE_LEN;
  }
  memcpy(bytes + to, text->text + from, text->len - from);
  struct ec_lint_text ascii = {
      .text = bytes, .len = to + text->len - from, .is_pattern = true, .jdk = text->jdk};
  ec_lint_text_read(lint, &ascii, view->unit->args, view->unit->arg_count);
  view->text = ascii.text;
  view->len = ascii.len;
  view->pieces = ascii.pieces;
  view->piece_count = ascii.piece_count;
  view->faults = ascii.faults;
  view->fault_count = ascii.fault_count;
  view->sentences = ascii.sentences;
  view->sentence_count = ascii.sentence_count;
}

void ec_lint_view(struct ec_lint *lint, const struct ec_lint_unit *unit, struct ec_lint_view *view)
{
  const struct ec_lint_text *text = &unit->text;
  *view = (struct ec_lint_view){.unit = unit,
                                .text = text->text,
                                .len = text->len,
                                .pieces = text->pieces,
                                .piece_count = text->piece_count,
                                .faults = text->faults,
                                .fault_count = text->fault_count,
                                .sentences = text->sentences,
                                .sentence_count = text->sentence_count};
  view->wide_count = ec_lint_wide_find(lint, unit, &view->wide);
  if (view->wide_count)
    read_as_ascii(lint, view);
}

size_t ec_lint_view_place(const struct ec_lint_view *view, size_t at)
{
  size_t low = 0, high = view->wide_count; /* how many are before it */
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (view->wide[middle].at - middle * (EC_LINT_WIDE_LEN - 1) < at)
      low = middle + 1;
    else
      high = middle;
  }
  return at + low * (EC_LINT_WIDE_LEN - 1);
}

/* ---------------------------------------------------------------- sentences */

/* The pieces of the view, by offsets in the unit's text. */
static const struct errcat_piece *place_pieces(struct ec_lint *lint,
                                               const struct ec_lint_view *view)
{
  struct errcat_piece *pieces = ec_pool_alloc(lint->scratch, view->piece_count, sizeof *pieces);
  for (size_t i = 0; i < view->piece_count; i++) {
    struct errcat_piece *piece = &pieces[i];
    *piece = view->pieces[i];
    const size_t name_end = piece->name + piece->name_len,
                 style_end = piece->style + piece->style_len;
    piece->begin = ec_lint_view_place(view, piece->begin);
    piece->end = ec_lint_view_place(view, piece->end);
    piece->name = ec_lint_view_place(view, piece->name);
    piece->name_len = ec_lint_view_place(view, name_end) - piece->name;
    piece->style = ec_lint_view_place(view, piece->style);
    piece->style_len = ec_lint_view_place(view, style_end) - piece->style;
  }
  return pieces;
}

static struct ec_sentence place_sentence(struct ec_lint *lint, const struct ec_lint_view *view,
                                         const struct ec_sentence *sentence,
                                         const struct errcat_piece *pieces)
{
  struct ec_sentence placed = *sentence;
  uint32_t *offsets = ec_pool_alloc(lint->scratch, sentence->len + 1, sizeof *offsets);
  struct ec_slot *slots = ec_pool_alloc(lint->scratch, sentence->slot_count, sizeof *slots);
  for (size_t i = 0; i <= sentence->len; i++)
    offsets[i] = (uint32_t)ec_lint_view_place(view, sentence->offsets[i]);
  for (size_t i = 0; i < sentence->slot_count; i++)
    slots[i] =
        (struct ec_slot){sentence->slots[i].at, pieces + (sentence->slots[i].piece - view->pieces)};
  placed.offsets = offsets;
  placed.slots = slots;
  return placed;
}

void ec_lint_view_sentences(struct ec_lint *lint, struct ec_lint_unit *unit)
{
  struct ec_lint_view view;
  if (!unit->text.is_pattern)
    return;
  ec_lint_view(lint, unit, &view);
  if (!view.wide_count || view.fault_count)
    return;
  const struct errcat_piece *pieces = place_pieces(lint, &view);
  struct ec_sentence *sentences =
      ec_pool_alloc(lint->scratch, view.sentence_count, sizeof *sentences);
  for (size_t i = 0; i < view.sentence_count; i++)
    sentences[i] = place_sentence(lint, &view, &view.sentences[i], pieces);
  unit->text.sentences = sentences;
  unit->text.sentence_count = view.sentence_count;
}

struct ec_finding *ec_lint_view_find(struct ec_lint *lint, const char *rule,
                                     const struct ec_lint_view *view, size_t begin, size_t end,
                                     const struct errcat_arg *args, size_t count)
{
  return ec_lint_find(lint, rule, view->unit, ec_lint_view_place(view, begin),
                      ec_lint_view_place(view, end), args, count);
}

/* ---------------------------------------------------------------- arguments */

bool ec_lint_name_same(const struct ec_lint_name *a, const struct ec_lint_name *b)
{
  if (a->position != b->position)
    return false;
  return a->position != ERRCAT_PIECE_NAMED ||
         (a->len == b->len && memcmp(a->text, b->text, a->len) == 0);
}

static bool is_number(const char *text, size_t len)
{
  size_t digits = 0;
  while (digits < len && text[digits] >= '0' && text[digits] <= '9')
    digits++;
  return len && digits == len;
}

bool ec_lint_name_is_word(const struct ec_lint_name *name)
{
  return name->len && !is_number(name->text, name->len);
}

static bool in_source(const struct ec_lint_unit *unit, const char *name, size_t len)
{
  const struct ec_lint_text *source = ec_lint_source(unit);
  for (size_t i = 0; source && i < source->piece_count; i++) {
    const struct errcat_piece *piece = &source->pieces[i];
    if (piece->kind == ERRCAT_PIECE_ARGUMENT && piece->name_len == len &&
        memcmp(source->text + piece->name, name, len) == 0)
      return true;
  }
  return false;
}

bool ec_lint_name_is_known(const struct ec_lint_unit *unit, const char *name, size_t len)
{
  enum { DIGITS_MAX = 5 };
  if (is_number(name, len)) {
    size_t number = 0;
    for (size_t i = 0; i < len && len <= DIGITS_MAX; i++)
      number = number * 10 + (size_t)(name[i] - '0');
    if (len <= DIGITS_MAX && number < unit->arg_count)
      return true;
  }
  for (size_t i = 0; i < unit->arg_count; i++)
    if (strlen(unit->args[i].name) == len && memcmp(unit->args[i].name, name, len) == 0)
      return true;
  return len && in_source(unit, name, len);
}

/* As the library reads it, but for rare characters beyond ASCII, which are taken for letters. */
size_t ec_lint_identifier(const char *text, size_t len, size_t at)
{
  const size_t begin = at;
  while (at < len) {
    const unsigned char byte = (unsigned char)text[at];
    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    if (byte < 0x80 && !letter && !(byte >= '0' && byte <= '9') && byte != '_')
      break;
    if (byte == 0xEF && len - at >= 3 && (unsigned char)text[at + 1] == 0xBD &&
        ((unsigned char)text[at + 2] == 0x9B || (unsigned char)text[at + 2] == 0x9D))
      break; /* ｛ ｝ */
    if (byte == 0xEF && len - at >= 3 && memcmp(text + at, "，", 3) == 0)
      break;
    at++;
  }
  return at - begin;
}
