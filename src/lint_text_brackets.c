/* SPDX-License-Identifier: MIT */

/* Brackets: text.brackets, text.mixed-brackets. One pass over a sentence with a stack of those that
 * are open. What looks like a bracket without a partner and is none: labels of lists "a)" and "1)",
 * faces ":-)", intervals "[0, 1)", and a bracket in quotes, of which the text speaks. */

#include <string.h>

#include "lint_text_rules.h"

enum {
  OPEN_MAX = 32,     /* brackets in brackets; of more nothing is told */
  ODD_MAX = 16,      /* of a sentence; more are not told */
  INTERVAL_MAX = 64, /* bytes between the brackets of an interval */
};

static const struct bracket {
  uint32_t open, close, open_wide, close_wide; /* 0: there is no wide form */
} brackets[] = {
    {'(', ')', 0xFF08, 0xFF09}, {'[', ']', 0xFF3B, 0xFF3D}, {0x3008, 0x3009, 0, 0}, /* 〈 〉 */
    {0x300A, 0x300B, 0, 0},                                                         /* 《 》 */
    {0x300C, 0x300D, 0, 0},                                                         /* 「 」 */
    {0x300E, 0x300F, 0, 0},                                                         /* 『 』 */
    {0x3010, 0x3011, 0, 0},                                                         /* 【 】 */
    {0x3014, 0x3015, 0, 0},                                                         /* 〔 〕 */
    {0xFF62, 0xFF63, 0, 0}, /* half-width 「 」 */
};
enum { ROUND, SQUARE, KINDS = sizeof brackets / sizeof *brackets };

struct found {
  size_t at;
  unsigned char len, kind;
  bool closing, wide;
};

struct scan {
  const struct ec_sentence *sentence;
  struct found open[OPEN_MAX], odd[ODD_MAX];
  size_t open_count, odd_count;
  unsigned spoken_of; /* kinds, as bits */
  bool too_deep;
  /* Told of brackets that close with the other width; may be NULL. */
  void (*mixed)(void *context, const struct ec_sentence *sentence, const struct found *open,
                const struct found *close);
  void *context;
};

/* Whether a bracket can begin with the byte. */
static bool may_be_bracket(char byte)
{
  return byte == '(' || byte == ')' || byte == '[' || byte == ']' || byte == '\xE3' ||
         byte == '\xEF';
}

static bool is_bracket(uint32_t c, struct found *found)
{
  if (c > ']' && c < 0x3008)
    return false;
  for (unsigned char i = 0; i < KINDS; i++) {
    const struct bracket *bracket = &brackets[i];
    found->closing = c == bracket->close || (bracket->close_wide && c == bracket->close_wide);
    found->wide = bracket->open_wide && (c == bracket->open_wide || c == bracket->close_wide);
    found->kind = i;
    if (found->closing || c == bracket->open || (bracket->open_wide && c == bracket->open_wide))
      return true;
  }
  return false;
}

/* --------------------------------------------------------------- what is no bracket */

/* A quote, the ones of Chinese and Japanese too. */
static bool is_quote(uint32_t c)
{
  return ec_letters_is_quote(c) || c == '`' || (c >= 0x300C && c <= 0x300F);
}

/* "(" in quotes, as in: a "(" is missing. */
static bool is_spoken_of(const struct ec_sentence *sentence, const struct found *found)
{
  uint32_t c;
  size_t before = found->at, after = found->at + found->len;
  /* French quotes have a space inside. */
  if (before > 0) {
    const size_t len = ec_letters_before(sentence->text, before, &c);
    before -=
        ec_letters_is_blank(c) && ec_text_char_before(sentence, before - len) == 0xAB ? len : 0;
  }
  if (after < sentence->len) {
    const size_t len = ec_letters_at(sentence->text, sentence->len, after, &c);
    after += ec_letters_is_blank(c) && ec_text_char(sentence, after + len) == 0xBB ? len : 0;
  }
  return is_quote(ec_text_char_before(sentence, before)) && is_quote(ec_text_char(sentence, after));
}

/* The "[" of ESC [ 1 m, which a terminal obeys. */
static bool is_escaped(const struct ec_sentence *sentence, const struct found *found)
{
  return found->at > 0 && sentence->text[found->at - 1] == '\x1B';
}

/* ":)", ";-)", ":'(", "^_^)" is not among them. */
static bool is_face(const struct ec_sentence *sentence, const struct found *found)
{
  size_t at = found->at;
  uint32_t c = ec_text_char_before(sentence, at);
  if (c == '-' || c == '\'' || c == 'o' || c == '^')
    at -= 1;
  c = ec_text_char_before(sentence, at);
  if (c != ':' && c != ';' && c != '=' && !(c == '8' && at < found->at))
    return false;
  const uint32_t after = ec_text_char(sentence, found->at + found->len);
  return !ec_letters_is_letter(after) && !ec_letters_is_digit(after) && after != EC_TEXT_SLOT;
}

/* Of a script that has no space before a label in another one. */
static bool is_of_cjk(uint32_t c)
{
  return ec_letters_is_han(c) || ec_letters_is_kana(c) || ec_letters_is_hangul(c);
}

static bool begins_label(const struct ec_sentence *sentence, size_t at)
{
  const uint32_t before = ec_text_char_before(sentence, at);
  if (is_of_cjk(before) && ec_text_char(sentence, at) < 0x80)
    return true;
  return !before || ec_letters_is_blank(before) || ec_letters_is_wide_punctuation(before) ||
         ec_letters_is_opening(before) || before == '>' || before == ',' || before == ';' ||
         before == '/' || ec_letters_is_quote(before);
}

/* The label of a list before a closing bracket: up to three digits, four letters of a Roman number,
 * one other letter, a slot, "*"; with a full stop or without. */
static bool is_label(const struct ec_sentence *sentence, const struct found *found)
{
  size_t at = found->at, letters = 0, digits = 0;
  uint32_t c = ec_text_char_before(sentence, at);
  if (c == '.')
    c = ec_text_char_before(sentence, --at);
  if (c == EC_TEXT_SLOT || c == '*' || c == '#')
    return begins_label(sentence, at - (c == EC_TEXT_SLOT ? EC_SENTENCE_SLOT_LEN : 1));
  while (at > 0 && letters + digits < 5) {
    const size_t len = ec_letters_before(sentence->text, at, &c);
    if (is_of_cjk(c) && letters + digits)
      break;
    if (ec_letters_is_digit(c))
      digits++;
    else if (c < 0x80 && strchr("ivxIVX", (int)c) && c)
      letters++;
    else if (ec_letters_is_letter(c))
      letters += ec_letters_is_mark(c) ? 0 : letters ? 4 : 1;
    else
      break;
    at -= len;
  }
  if ((letters && digits) || !(letters + digits) || letters > 4 || digits > 3)
    return letters == 1 && digits && digits <= 2 && begins_label(sentence, at);
  return begins_label(sentence, at);
}

/* "0, 1" and the like: a comma or a semicolon, and nothing that words are made of but single
 * letters. */
static bool is_interval(const struct ec_sentence *sentence, size_t begin, size_t end)
{
  bool has_comma = false;
  unsigned letters = 0;
  uint32_t c;
  if (end < begin || end - begin > INTERVAL_MAX)
    return false;
  for (size_t at = begin; at < end; at += ec_letters_at(sentence->text, sentence->len, at, &c)) {
    ec_letters_at(sentence->text, sentence->len, at, &c);
    has_comma = has_comma || c == ',' || c == ';' || c == 0xFF0C || (c == '.' && at > begin);
    letters = ec_letters_is_letter(c) ? letters + 1 : 0;
    if (letters > 1 && c != 0x221E)
      return false;
  }
  return has_comma;
}

/* ------------------------------------------------------------------- the pass */

static void add_odd(struct scan *scan, const struct found *found)
{
  if (scan->odd_count < ODD_MAX)
    scan->odd[scan->odd_count++] = *found;
}

static void pop(struct scan *scan, size_t to)
{
  for (size_t i = to + 1; i < scan->open_count; i++)
    if (!is_face(scan->sentence, &scan->open[i]))
      add_odd(scan, &scan->open[i]);
  scan->open_count = to;
}

/* ":-)" and a bracket that closes behind it. */
static bool is_face_in_brackets(const struct ec_sentence *sentence, const struct found *found)
{
  const size_t at = found->at;
  return found->kind == ROUND && at >= 2 && sentence->text[at - 1] == '-' &&
         (sentence->text[at - 2] == ':' || sentence->text[at - 2] == ';') &&
         ec_text_char(sentence, at + found->len) == ')';
}

static void close_bracket(struct scan *scan, const struct found *found)
{
  if (is_face_in_brackets(scan->sentence, found))
    return;
  size_t i = scan->open_count;
  while (i > 0 && scan->open[i - 1].kind != found->kind)
    i--;
  if (i > 0) {
    const struct found open = scan->open[i - 1];
    pop(scan, i - 1);
    if (open.wide != found->wide && scan->mixed)
      scan->mixed(scan->context, scan->sentence, &open, found);
    return;
  }
  if (scan->open_count && found->kind <= SQUARE) {
    const struct found *open = &scan->open[scan->open_count - 1];
    if (open->kind <= SQUARE && is_interval(scan->sentence, open->at + open->len, found->at)) {
      scan->open_count--;
      return;
    }
  }
  if (!is_face(scan->sentence, found) && !(found->kind == ROUND && is_label(scan->sentence, found)))
    add_odd(scan, found);
}

/* "]0, 1[" is an interval in France. */
static void drop_turned_interval(struct scan *scan)
{
  if (scan->odd_count != 2)
    return;
  const struct found *first = &scan->odd[0], *second = &scan->odd[1];
  if (first->kind == SQUARE && second->kind == SQUARE && first->closing && !second->closing &&
      is_interval(scan->sentence, first->at + first->len, second->at))
    scan->odd_count = 0;
}

static void scan_sentence(struct scan *scan)
{
  const struct ec_sentence *sentence = scan->sentence;
  size_t len;
  uint32_t c;
  for (size_t at = 0; at < sentence->len && !scan->too_deep; at += len) {
    struct found found;
    len = 1;
    if (!may_be_bracket(sentence->text[at]))
      continue;
    len = ec_letters_at(sentence->text, sentence->len, at, &c);
    if (!is_bracket(c, &found))
      continue;
    found.at = at;
    found.len = (unsigned char)len;
    if (is_escaped(sentence, &found))
      continue;
    if (is_spoken_of(sentence, &found)) {
      scan->spoken_of |= 1u << found.kind;
      continue;
    }
    if (found.closing)
      close_bracket(scan, &found);
    else if (scan->open_count < OPEN_MAX)
      scan->open[scan->open_count++] = found;
    else
      scan->too_deep = true;
  }
  for (size_t i = 0; i < scan->open_count; i++)
    if (!is_face(sentence, &scan->open[i]))
      add_odd(scan, &scan->open[i]);
  drop_turned_interval(scan);
}

/* The kinds of brackets without partner, or that are spoken of, as bits; all of them when too many
 * are in each other, and when the text is nothing but marks. */
static unsigned odd_kinds(const struct ec_lint_text *text)
{
  unsigned kinds = text && !ec_text_has_letters(text) ? ~0u : 0;
  for (size_t i = 0; text && i < text->sentence_count; i++) {
    struct scan scan = {.sentence = &text->sentences[i]};
    scan_sentence(&scan);
    if (scan.too_deep)
      return ~0u;
    kinds |= scan.spoken_of;
    for (size_t k = 0; k < scan.odd_count; k++)
      kinds |= 1u << scan.odd[k].kind;
  }
  return kinds;
}

/* ------------------------------------------------------------------- telling */

struct telling {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
};

static void tell_mixed(void *context, const struct ec_sentence *sentence, const struct found *open,
                       const struct found *close)
{
  const struct telling *telling = context;
  const struct errcat_arg args[] = {
      errcat_arg_string_n(sentence->text + close->at, close->len),
      errcat_arg_string_n(sentence->text + open->at, open->len),
  };
  ec_lint_find_in(telling->lint, "text.mixed-brackets", telling->unit, sentence, close->at,
                  close->at + close->len, args, 2);
}

/* '[' in a pattern, whose apostrophes are not in the sentence: programs in Java show such a text as
 * it is, when it has no arguments. */
static bool is_quoted(const struct ec_lint_text *text, const struct ec_sentence *sentence,
                      const struct found *found)
{
  const size_t begin = sentence->offsets[found->at], end = begin + found->len;
  return text->is_pattern && begin > 0 && end < text->len && text->text[begin - 1] == '\'' &&
         text->text[end] == '\'';
}

void ec_text_brackets(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  struct telling telling = {lint, unit};
  unsigned source_kinds = 0;
  bool source_known = false;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    struct scan scan = {
        .sentence = &unit->text.sentences[i], .mixed = tell_mixed, .context = &telling};
    scan_sentence(&scan);
    if (scan.too_deep || !scan.odd_count)
      continue;
    if (!source_known)
      source_kinds = odd_kinds(unit->source);
    source_known = true;
    for (size_t k = 0; k < scan.odd_count; k++)
      if (!(source_kinds & 1u << scan.odd[k].kind) &&
          !is_quoted(&unit->text, scan.sentence, &scan.odd[k]))
        ec_text_find(lint, "text.brackets", unit, scan.sentence, scan.odd[k].at,
                     scan.odd[k].at + scan.odd[k].len);
  }
}
