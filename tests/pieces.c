/* SPDX-License-Identifier: MIT */
#include "pieces.h"

#include <string.h>

static bool has_cases(const struct errcat_piece *piece)
{
  return piece->type >= ERRCAT_PIECE_PLURAL;
}

static bool is_within(const struct errcat_piece *piece, size_t at, size_t len)
{
  return !len || (at >= piece->begin && at <= piece->end && len <= piece->end - at);
}

static const char *place_fault(const struct pieces *pieces, const struct errcat_piece *piece)
{
  bool may_be_empty = piece->kind == ERRCAT_PIECE_END_CASE ||
                      piece->kind == ERRCAT_PIECE_END_ARGUMENT ||
                      (piece->kind == ERRCAT_PIECE_CASE && piece->type == ERRCAT_PIECE_CHOICE);
  if (piece->end > pieces->len || piece->begin > piece->end)
    return "outside the pattern";
  if (piece->begin < pieces->end)
    return "before the end of the one before";
  if (piece->begin == piece->end && !may_be_empty)
    return "empty";
  if (!is_within(piece, piece->name, piece->name_len) ||
      !is_within(piece, piece->style, piece->style_len))
    return "a name or style outside it";
  return NULL;
}

/* Text, an argument or a "#", which stand in a case or at the top. */
static const char *content_fault(const struct pieces *pieces, const struct errcat_piece *piece)
{
  const char *text = pieces->text + piece->begin;
  size_t depth = pieces->depth, len = piece->end - piece->begin;
  if (depth && !pieces->in_case[depth - 1])
    return "between cases";
  if (piece->depth != depth)
    return "another depth";
  if (piece->kind == ERRCAT_PIECE_TEXT && memchr(text, '{', len))
    return "a brace in text";
  if (piece->kind == ERRCAT_PIECE_ARGUMENT && *text != '{')
    return "an argument without a brace";
  if (piece->kind != ERRCAT_PIECE_HASH)
    return NULL;
  if (len != 1 || *text != '#')
    return "a number sign that is none";
  return !depth || piece->type != pieces->open[depth - 1].type ||
                 piece->argument != pieces->open[depth - 1].argument ||
                 piece->type > ERRCAT_PIECE_SELECTORDINAL || !has_cases(piece)
             ? "a number sign of no plural"
             : NULL;
}

/* The beginning or end of a case, or the end of an argument. */
static const char *case_fault(struct pieces *pieces, const struct errcat_piece *piece)
{
  if (!pieces->depth)
    return "nothing is open";
  const struct errcat_piece *open = &pieces->open[pieces->depth - 1];
  bool *in_case = &pieces->in_case[pieces->depth - 1];
  if (piece->type != open->type || piece->argument != open->argument ||
      piece->depth != open->depth || piece->depth != pieces->depth - 1)
    return "of another argument";
  if (*in_case != (piece->kind == ERRCAT_PIECE_END_CASE))
    return "a case that is not ended, or not begun";
  *in_case = piece->kind == ERRCAT_PIECE_CASE;
  pieces->depth -= piece->kind == ERRCAT_PIECE_END_ARGUMENT;
  return NULL;
}

static const char *order_fault(struct pieces *pieces, const struct errcat_piece *piece)
{
  switch (piece->kind) {
  case ERRCAT_PIECE_TEXT:
  case ERRCAT_PIECE_QUOTED:
  case ERRCAT_PIECE_HASH:
  case ERRCAT_PIECE_ARGUMENT:
    break;
  default:
    return case_fault(pieces, piece);
  }
  const char *fault = content_fault(pieces, piece);
  if (fault || piece->kind != ERRCAT_PIECE_ARGUMENT || !has_cases(piece))
    return fault;
  if (pieces->depth > ERRCAT_NESTING_MAX)
    return "too deep";
  pieces->open[pieces->depth] = *piece;
  pieces->in_case[pieces->depth++] = false;
  return NULL;
}

void pieces_take(void *context, const struct errcat_piece *piece)
{
  struct pieces *pieces = context;
  if (pieces->wrong)
    return;
  pieces->wrong = place_fault(pieces, piece);
  if (!pieces->wrong)
    pieces->wrong = order_fault(pieces, piece);
  pieces->end = piece->end;
  pieces->count++;
}

const char *pieces_wrong(const struct pieces *pieces)
{
  return pieces->wrong ? pieces->wrong : pieces->depth ? "an argument that is not ended" : NULL;
}
