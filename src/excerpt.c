/* SPDX-License-Identifier: MIT */
#include "excerpt.h"

#include <stdio.h>
#include <string.h>

#include "chars.h"
#include "letters.h"

/* Bytes that are looked at before and behind the place, so that a line of megabytes with a finding
 * in every word costs no more than any other. */
enum { BEFORE = 1200, BEHIND = 1200, CONVERTED_MAX = 8192 };

/* Bytes after which the way back is remembered once more. */
enum { REMEMBERED = 16384 };

static struct ec_excerpt_cursor beginning(const struct ec_lint_file *file)
{
  const bool marked = file->len >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0;
  return (struct ec_excerpt_cursor){.line = 1, .start = marked ? 3 : 0};
}

void ec_excerpt_open(struct ec_excerpt *excerpt, const struct ec_lint_file *file)
{
  const unsigned char *bytes = (const unsigned char *)file->bytes;
  const char *charset = file->is_registry || !file->po.charset ? "UTF-8" : file->po.charset;
  *excerpt = (struct ec_excerpt){.file = file, .now = beginning(file)};
  excerpt->behind[0] = excerpt->behind[1] = excerpt->now;
  excerpt->opaque = file->is_registry && file->len >= 2 &&
                    ((bytes[0] == 0xFE && bytes[1] == 0xFF) ||
                     (bytes[0] == 0xFF && bytes[1] == 0xFE) || !bytes[0] || !bytes[1]);
  ec_codeset_open(&excerpt->codeset, charset);
}

void ec_excerpt_close(struct ec_excerpt *excerpt)
{
  if (excerpt->file)
    ec_codeset_close(&excerpt->codeset);
  excerpt->file = NULL;
}

static bool is_past(const struct ec_excerpt_cursor *cursor, uint32_t line, size_t byte)
{
  return cursor->line > line || (cursor->line == line && cursor->at > byte);
}

static void go_back(struct ec_excerpt *excerpt, uint32_t line, size_t byte)
{
  struct ec_excerpt_cursor *now = &excerpt->now;
  for (size_t i = 0; i < 2 && is_past(now, line, byte); i++)
    *now = excerpt->behind[i];
  if (now->line == line && now->at > byte)
    now->at = now->characters = 0;
  else if (now->line > line)
    *now = beginning(excerpt->file);
}

static void remember(struct ec_excerpt *excerpt)
{
  struct ec_excerpt_cursor *behind = excerpt->behind;
  const size_t at = excerpt->now.start + excerpt->now.at;
  if (at < behind[0].start + behind[0].at + REMEMBERED)
    return;
  behind[1] = behind[0];
  behind[0] = excerpt->now;
}

/* Goes to the line, and not past the byte of it. False when the file has no such line. */
static bool go_to(struct ec_excerpt *excerpt, uint32_t line, size_t byte)
{
  const struct ec_lint_file *file = excerpt->file;
  struct ec_excerpt_cursor *now = &excerpt->now;
  go_back(excerpt, line, byte);
  while (now->line < line) {
    const char *rest = file->bytes + now->start;
    const char *end = now->start < file->len ? memchr(rest, '\n', file->len - now->start) : NULL;
    if (!end)
      return false;
    now->start += (size_t)(end - rest) + 1;
    now->line++;
    now->at = now->characters = 0;
  }
  return true;
}

/* Bytes of the file in UTF-8; without NUL bytes when they had to be converted. */
static struct ec_string decoded(const struct ec_excerpt *excerpt, struct ec_pool *pool, size_t from,
                                size_t to)
{
  struct ec_string out = {.pool = pool};
  if (excerpt->codeset.utf8) {
    ec_string_add(&out, excerpt->file->bytes + from, to - from);
    return out;
  }
  char *copy = ec_pool_copy(pool, excerpt->file->bytes + from, to - from);
  for (size_t i = 0; i < to - from; i++)
    copy[i] = copy[i] ? copy[i] : '\x01';
  ec_string_adds(&out, ec_codeset_decode(&excerpt->codeset, pool, copy));
  return out;
}

static uint32_t count_characters(const char *text, size_t len)
{
  uint32_t count = 0, character;
  for (size_t at = 0; at < len; count++)
    at += ec_chars_decode(text + at, len - at, &character);
  return count;
}

uint32_t ec_excerpt_column(struct ec_excerpt *excerpt, struct ec_pool *pool, struct ec_place place)
{
  struct ec_excerpt_cursor *now = &excerpt->now;
  const size_t byte = place.column ? place.column - 1 : 0;
  if (excerpt->opaque || !go_to(excerpt, place.line, byte) ||
      byte > excerpt->file->len - now->start)
    return place.column;
  const struct ec_pool_mark mark = ec_pool_mark(pool);
  const struct ec_string text = decoded(excerpt, pool, now->start + now->at, now->start + byte);
  now->characters += count_characters(text.bytes, text.len);
  now->at = byte;
  ec_pool_release(pool, mark);
  remember(excerpt);
  return now->characters + 1;
}

/* --------------------------------------------------------------------- cells */

/* A line, or a part of it, in UTF-8. */
struct part {
  struct ec_string text;
  size_t begin, end; /* what is to be marked */
  bool cut_left, cut_right;
};

static bool continues(const char *bytes, size_t at, size_t len)
{
  return at < len && ((unsigned char)bytes[at] & 0xC0) == 0x80;
}

static size_t line_end(const struct ec_lint_file *file, size_t from, size_t max)
{
  const size_t left = file->len - from, len = left < max ? left : max;
  const char *end = memchr(file->bytes + from, '\n', len);
  size_t at = end ? (size_t)(end - file->bytes) : from + len;
  if (at > from && file->bytes[at - 1] == '\r' && (end || at == file->len))
    at--;
  return at;
}

static bool is_line_end(const struct ec_lint_file *file, size_t at)
{
  return at == file->len || file->bytes[at] == '\n' || file->bytes[at] == '\r';
}

/* `begin` and `end` are offsets of the file, in one line. */
static bool take_part(const struct ec_excerpt *excerpt, struct ec_pool *pool, size_t begin,
                      size_t end, struct part *part)
{
  const struct ec_lint_file *file = excerpt->file;
  size_t from = excerpt->now.start, to = line_end(file, begin, BEHIND);
  if (excerpt->codeset.utf8) {
    if (begin - from > BEFORE)
      from = begin - BEFORE;
    while (from > excerpt->now.start && continues(file->bytes, from, begin))
      from++;
    while (to > begin && continues(file->bytes, to, file->len))
      to--;
  } else if (begin - from > CONVERTED_MAX || !is_line_end(file, to)) {
    return false; /* there is no telling where a character begins */
  }
  end = end < to ? end : to;
  part->cut_left = from > excerpt->now.start;
  part->cut_right = !is_line_end(file, to);
  part->text = decoded(excerpt, pool, from, begin);
  part->begin = part->text.len;
  const struct ec_string marked = decoded(excerpt, pool, begin, end);
  const struct ec_string rest = decoded(excerpt, pool, end, to);
  ec_string_add(&part->text, ec_string_get(&marked), marked.len);
  part->end = part->text.len;
  ec_string_add(&part->text, ec_string_get(&rest), rest.len);
  return true;
}

/* What is shown in the place of one character. */
struct cell {
  size_t at;
  char shown[16];
  int width;
  bool tab;
};

/* There are languages that need joiners, which are told of where they are at fault. */
static bool is_hidden(uint32_t character, bool marked)
{
  return ec_letters_is_unseen(character) &&
         (marked || (character != 0x200C && character != 0x200D));
}

static size_t make_cell(struct cell *cell, const char *text, size_t len, int column, bool marked)
{
  uint32_t character;
  const size_t step = ec_chars_decode(text, len, &character);
  *cell = (struct cell){.width = ec_chars_width(character)};
  if (character == '\t') {
    cell->tab = true;
    cell->width = 8 - column % 8;
    strcpy(cell->shown, "\t");
  } else if (character < 0x20 || (character >= 0x7F && character < 0xA0)) {
    snprintf(cell->shown, sizeof cell->shown, "\\x%02x", (unsigned)character);
    cell->width = 4;
  } else if (is_hidden(character, marked)) {
    snprintf(cell->shown, sizeof cell->shown, "<U+%04X>", (unsigned)character);
    cell->width = (int)strlen(cell->shown);
  } else if (character == 0xFFFD && step == 1) {
    strcpy(cell->shown, "\xEF\xBF\xBD");
  } else {
    memcpy(cell->shown, text, step);
  }
  return step;
}

static struct cell *make_cells(const struct part *part, struct ec_pool *pool, size_t *count)
{
  struct cell *cells = ec_pool_alloc(pool, part->text.len + 1, sizeof *cells);
  int column = 0;
  *count = 0;
  for (size_t at = 0; at < part->text.len;) {
    struct cell *cell = &cells[(*count)++];
    const bool marked = at >= part->begin && (at == part->begin || at < part->end);
    const size_t step = make_cell(cell, part->text.bytes + at, part->text.len - at, column, marked);
    cell->at = at;
    column += cell->width;
    at += step;
  }
  cells[*count] = (struct cell){.at = part->text.len, .width = 1};
  return cells;
}

/* The cells from `first` on, two thirds of the width in front of the marked one, and up to what
 * fits behind it. */
static void choose(const struct part *part, const struct cell *cells, size_t count, int width,
                   size_t *first, size_t *last)
{
  size_t marked = 0;
  int total = 0, columns = 0;
  for (size_t i = 0; i < count; i++)
    total += cells[i].width;
  while (marked < count && cells[marked].at < part->begin)
    marked++;
  *first = 0;
  *last = count;
  if (total <= width)
    return;
  for (size_t i = 0; i < marked; i++)
    columns += cells[i].width;
  while (columns > width * 2 / 3)
    columns -= cells[(*first)++].width;
  *last = marked;
  while (*last < count && columns + cells[*last].width <= width)
    columns += cells[(*last)++].width;
}

static void add_times(struct ec_string *string, char byte, int times)
{
  for (; times > 0; times--)
    ec_string_add(string, &byte, 1);
}

static void mark(struct ec_string *marks, const struct part *part, const struct cell *cell)
{
  if (cell->tab && cell->at < part->begin)
    ec_string_adds(marks, "\t");
  else if (cell->at < part->begin)
    add_times(marks, ' ', cell->width);
  else if (cell->at == part->begin)
    ec_string_adds(marks, "^");
  if (cell->at >= part->begin && cell->at < part->end)
    add_times(marks, '~', cell->tab ? 0 : cell->width - (cell->at == part->begin));
}

bool ec_excerpt_lines(struct ec_excerpt *excerpt, struct ec_pool *pool, struct ec_place place,
                      struct ec_place end, int width, const char *more,
                      struct ec_excerpt_lines *lines)
{
  struct ec_string text = {.pool = pool}, marks = {.pool = pool};
  struct part part;
  size_t count, first, last;
  if (excerpt->opaque || !place.column || !go_to(excerpt, place.line, SIZE_MAX) ||
      place.column - 1 > excerpt->file->len - excerpt->now.start)
    return false;
  const size_t begin = excerpt->now.start + place.column - 1;
  const size_t until = end.line == place.line && end.column > place.column
                           ? excerpt->now.start + end.column - 1
                       : end.line > place.line ? SIZE_MAX
                                               : begin;
  if (!take_part(excerpt, pool, begin, until, &part) || !part.text.len)
    return false;
  const struct cell *cells = make_cells(&part, pool, &count);
  choose(&part, cells, count, width, &first, &last);
  if (first || part.cut_left) {
    ec_string_adds(&text, more);
    add_times(&marks, ' ', ec_chars_text_width(more));
  }
  for (size_t i = first; i < last; i++) {
    ec_string_adds(&text, cells[i].shown);
    mark(&marks, &part, &cells[i]);
  }
  if (part.begin >= (last < count ? cells[last].at : part.text.len))
    ec_string_adds(&marks, "^");
  if (last < count || part.cut_right)
    ec_string_adds(&text, more);
  *lines = (struct ec_excerpt_lines){ec_string_get(&text), ec_string_get(&marks)};
  return true;
}
