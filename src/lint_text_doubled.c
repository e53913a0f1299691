/* SPDX-License-Identifier: MIT */

/* What is there twice: text.doubled-punctuation, and text.repeated-word, which is for English. */

#include <string.h>
#include <strings.h>

#include "lint_text_rules.h"

/* ------------------------------------------------- text.doubled-punctuation */

/* Marks that are alike; OTHER_MARK is none of them. */
enum mark { OTHER_MARK, COMMA, LIST_COMMA, STOP, SEMICOLON, COLON, MARKS };

static enum mark mark_of(uint32_t c)
{
  if (c == ',' || c == 0xFF0C || c == 0x060C)
    return COMMA;
  if (c == '.' || c == 0x3002 || c == 0xFF0E)
    return STOP;
  if (c == ';' || c == 0xFF1B || c == 0x061B)
    return SEMICOLON;
  if (c == 0x3001)
    return LIST_COMMA;
  return c == 0xFF1A ? COLON : OTHER_MARK;
}

/* Marks in a row: alike, or all of them wide, of which no two ever stand together. */
struct row {
  size_t begin, end, count;
  unsigned marks; /* as bits */
  bool narrow;    /* all of ASCII */
  uint32_t before, first, last;
};

static bool goes_on(const struct row *row, uint32_t c, enum mark mark)
{
  if (mark == OTHER_MARK)
    return false;
  return row->marks == 1u << mark ||
         (ec_letters_is_wide_punctuation(c) && ec_letters_is_wide_punctuation(row->last));
}

/* The row that begins with the mark at row->begin. */
static void read_row(const struct ec_sentence *sentence, struct row *row)
{
  uint32_t c;
  row->end = row->begin + ec_letters_at(sentence->text, sentence->len, row->begin, &c);
  row->first = row->last = c;
  row->marks = 1u << mark_of(c);
  row->narrow = c < 0x80;
  row->count = 1;
  while (row->end < sentence->len) {
    const size_t len = ec_letters_at(sentence->text, sentence->len, row->end, &c);
    if (!goes_on(row, c, mark_of(c)))
      break;
    row->marks |= 1u << mark_of(c);
    row->narrow = row->narrow && c < 0x80;
    row->last = c;
    row->end += len;
    row->count++;
  }
}

static bool ends_word(uint32_t c)
{
  return !c || ec_letters_is_blank(c) || ec_letters_is_closing(c) || ec_letters_is_quote(c) ||
         c == '<';
}

/* Two full stops: not the folder above, no range (a..z), no three of them, and not that of an
 * abbreviation before the one of a Chinese sentence. */
static bool is_doubled_stop(const struct row *row, uint32_t after)
{
  if (row->count != 2)
    return false;
  if (row->narrow)
    return ends_word(after) && (ec_letters_is_letter(row->before) || row->before == EC_TEXT_SLOT ||
                                ec_letters_is_closing(row->before));
  /* 。.dll begins a sentence with the ending of a file's name. */
  if (row->last == '.' && (ec_letters_is_latin(after) || ec_letters_is_digit(after)))
    return false;
  return row->first != '.' || !(ec_letters_is_latin(row->before) ||
                                ec_letters_is_digit(row->before) || row->before == EC_TEXT_SLOT);
}

/* "&name;" before a semicolon of its own. */
static bool ends_entity(const struct ec_sentence *sentence, size_t at)
{
  const size_t end = at;
  while (at > 0 && end - at < 40 &&
         (ec_letters_is_letter((unsigned char)sentence->text[at - 1]) ||
          ec_letters_is_digit((unsigned char)sentence->text[at - 1]) ||
          strchr("-._#", sentence->text[at - 1])))
    at--;
  return at > 0 && at < end && sentence->text[at - 1] == '&';
}

static bool is_doubled(const struct ec_sentence *sentence, const struct row *row)
{
  const uint32_t after = ec_text_char(sentence, row->end);
  if (row->count < 2 || (row->narrow && row->count > 3))
    return false;
  if (row->first == ';' && ends_entity(sentence, row->begin))
    return false;
  if (row->marks == 1u << STOP)
    return is_doubled_stop(row, after);
  /* ",,so''" is how „so“ was typed once. */
  if (row->narrow && row->first == ',')
    return ends_word(after) && ec_letters_is_letter(row->before);
  /* A mark of which the text speaks. */
  return !(ec_letters_is_quote(row->before) && ec_letters_is_quote(after));
}

/* Whether a mark can begin with the byte. */
static bool may_be_mark(char byte)
{
  static const bool may_be[256] = {
      [','] = true, ['.'] = true, [';'] = true, [0xD8] = true, [0xE3] = true, [0xEF] = true};
  return may_be[(unsigned char)byte];
}

/* The next row at `from` or behind it. */
static bool find_doubled(const struct ec_sentence *sentence, size_t from, struct row *row)
{
  for (size_t at = from; at < sentence->len; at++) {
    if (!may_be_mark(sentence->text[at]) || mark_of(ec_text_char(sentence, at)) == OTHER_MARK)
      continue;
    row->begin = at;
    row->before = ec_text_char_before(sentence, at);
    read_row(sentence, row);
    if (is_doubled(sentence, row))
      return true;
    at = row->end - 1;
  }
  return false;
}

/* The marks that the source has in a row, as bits. */
static unsigned marks_of(const struct ec_lint_text *text)
{
  unsigned marks = 0;
  for (size_t i = 0; text && i < text->sentence_count; i++) {
    const struct ec_sentence *sentence = &text->sentences[i];
    struct row row;
    for (size_t at = 0; at < sentence->len; at = row.end) {
      row.begin = at;
      if (!may_be_mark(sentence->text[at]) || mark_of(ec_text_char(sentence, at)) == OTHER_MARK) {
        row.end = at + 1;
        continue;
      }
      read_row(sentence, &row);
      if (row.count == 2 || (row.count > 1 && row.marks != 1u << STOP))
        marks |= row.marks;
    }
  }
  return marks;
}

void ec_text_doubled(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  unsigned source = 0;
  bool source_known = false;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    const struct ec_sentence *sentence = &unit->text.sentences[i];
    struct row row = {0};
    while (find_doubled(sentence, row.end, &row)) {
      if (!source_known)
        source = marks_of(unit->source);
      source_known = true;
      if (!(source & row.marks))
        ec_text_find(lint, "text.doubled-punctuation", unit, sentence, row.begin, row.end);
    }
  }
}

/* ------------------------------------------------------- text.repeated-word */

struct word {
  size_t begin, end;
};

static bool is_letter_at(const struct ec_sentence *sentence, size_t at)
{
  return at < sentence->len && ec_letters_is_latin((unsigned char)sentence->text[at]);
}

/* The next word of letters of ASCII that is not a part of something longer: a name with "_", an
 * option, "can't". */
static bool next_word(const struct ec_sentence *sentence, struct word *word)
{
  static const bool joins[256] = {
      ['-'] = true, ['_'] = true, ['\''] = true, ['/'] = true,  ['.'] = true, ['@'] = true,
      ['$'] = true, ['%'] = true, ['&'] = true,  ['\\'] = true, ['='] = true, [':'] = true,
      ['0'] = true, ['1'] = true, ['2'] = true,  ['3'] = true,  ['4'] = true, ['5'] = true,
      ['6'] = true, ['7'] = true, ['8'] = true,  ['9'] = true};
  for (size_t at = word->end; at < sentence->len; at = word->end) {
    while (at < sentence->len && !is_letter_at(sentence, at))
      at++;
    word->begin = at;
    while (is_letter_at(sentence, at))
      at++;
    word->end = at;
    if (at == word->begin)
      return false;
    const unsigned char before =
        (unsigned char)(word->begin ? sentence->text[word->begin - 1] : ' ');
    const unsigned char after = (unsigned char)(at < sentence->len ? sentence->text[at] : ' ');
    const unsigned char second =
        (unsigned char)(at + 1 < sentence->len ? sentence->text[at + 1] : ' ');
    const bool joined = joins[after] && (!strchr(".:'", after) || second > ' ');
    if (before < 0x80 && after < 0x80 && !joins[before] && !joined)
      return true;
  }
  return false;
}

/* Words that English has twice in a row at times. */
static bool may_repeat(const char *word, size_t len)
{
  static const char list[] =
      " had that very so bye no ha ho he long many more much really blah bla la "
      "far is in on do can will too ";
  for (const char *at = strstr(list, " "); at && at[1]; at = strchr(at + 1, ' '))
    if (strncasecmp(at + 1, word, len) == 0 && at[1 + len] == ' ')
      return true;
  return false;
}

static bool are_repeated(const struct ec_sentence *sentence, const struct word *first,
                         const struct word *second)
{
  const char *text = sentence->text;
  const size_t len = first->end - first->begin;
  if (len < 2 || second->end - second->begin != len ||
      strncasecmp(text + first->begin, text + second->begin, len) != 0)
    return false;
  for (size_t at = first->end; at < second->begin; at++)
    if (text[at] != ' ' && text[at] != '\n')
      return false;
  /* Names that are their own second half. */
  return text[second->begin] >= 'a' && !may_repeat(text + first->begin, len);
}

static bool find_repeated(const struct ec_sentence *sentence, struct word *word)
{
  struct word before = *word;
  while (next_word(sentence, word)) {
    if (before.end && are_repeated(sentence, &before, word))
      return true;
    before = *word;
  }
  return false;
}

static bool has_repeated(const struct ec_lint_text *text)
{
  for (size_t i = 0; text && i < text->sentence_count; i++) {
    struct word word = {0, 0};
    if (find_repeated(&text->sentences[i], &word))
      return true;
  }
  return false;
}

void ec_text_words(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  if (strcmp(unit->text.language, "en") != 0 || !has_repeated(&unit->text) ||
      has_repeated(unit->source))
    return;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    const struct ec_sentence *sentence = &unit->text.sentences[i];
    struct word word = {0, 0};
    while (find_repeated(sentence, &word))
      ec_text_find(lint, "text.repeated-word", unit, sentence, word.begin, word.end);
  }
}
