/* SPDX-License-Identifier: MIT */

/* Blanks: text.outer-space, text.double-space, text.line-break. Translators keep those of the
 * source, as what is around a text may need them; and where the source has blanks of its own, as
 * in tables, theirs may differ. */

#include <string.h>

#include "lint_text_rules.h"

enum {
  WRAPPED_MIN = 12, /* bytes of a line that is long enough to be broken */
  LAYOUT_MIN = 3    /* spaces in a row that put things below each other */
};

/* One look at a text. What the source has is found out once, and only when it matters: -1 is not
 * yet. */
struct looking {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
  const struct ec_sentence *sentence;
  int source_outer, source_double, source_line_feed, source_tab;
};

static bool known(int *fact, bool (*find)(const struct ec_lint_text *text),
                  const struct ec_lint_text *source)
{
  if (*fact < 0)
    *fact = source && find(source);
  return *fact;
}

/* ------------------------------------------------------------- blanks outside */

/* How many bytes of blanks it begins with, or ends with. */
static size_t blanks_before(const struct ec_sentence *sentence)
{
  uint32_t c;
  size_t at = 0;
  while (at < sentence->len) {
    const size_t len = ec_letters_at(sentence->text, sentence->len, at, &c);
    if (!ec_letters_is_blank(c))
      break;
    at += len;
  }
  return at;
}

static size_t blanks_behind(const struct ec_sentence *sentence)
{
  uint32_t c;
  size_t at = sentence->len;
  while (at > 0) {
    const size_t len = ec_letters_before(sentence->text, at, &c);
    if (!ec_letters_is_blank(c))
      break;
    at -= len;
  }
  return sentence->len - at;
}

static bool has_other_than_line_feeds(const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (text[i] != '\n')
      return true;
  return false;
}

/* "nd copy)", which something is put before. */
static bool is_fragment(const struct ec_sentence *sentence)
{
  return !memchr(sentence->text, '(', sentence->len) != !memchr(sentence->text, ')', sentence->len);
}

/* Whether a sentence of the text has blanks outside, line feeds aside: the translation may want
 * them anywhere, as word order differs. So may that of a fragment. */
static bool has_outer_space(const struct ec_lint_text *text)
{
  for (size_t i = 0; i < text->sentence_count; i++) {
    const struct ec_sentence *sentence = &text->sentences[i];
    const size_t behind = blanks_behind(sentence);
    if (has_other_than_line_feeds(sentence->text, blanks_before(sentence)) ||
        has_other_than_line_feeds(sentence->text + sentence->len - behind, behind) ||
        is_fragment(sentence))
      return true;
  }
  return false;
}

static void tell_outer_space(struct looking *looking, size_t begin, size_t end)
{
  const struct ec_sentence *sentence = looking->sentence;
  struct ec_finding *finding = ec_lint_find_in(looking->lint, "text.outer-space", looking->unit,
                                               sentence, begin, end, NULL, 0);
  /* A line feed may be one that the source has. */
  if (finding && !memchr(sentence->text + begin, '\n', end - begin))
    ec_text_mend(looking->lint, finding, looking->unit, sentence, begin, end, "");
}

/* -------------------------------------------------------- text.double-space */

/* A table, in a plain text of several lines. */
static bool is_layout(const struct looking *looking, size_t spaces)
{
  return spaces >= LAYOUT_MIN && !looking->unit->text.is_pattern &&
         memchr(looking->sentence->text, '\n', looking->sentence->len);
}

/* The first run of two spaces or more at `from` or behind it that is inside of a line; false when
 * there is none. */
static bool find_double_space(const struct looking *looking, size_t from, size_t *begin,
                              size_t *end)
{
  const struct ec_sentence *sentence = looking->sentence;
  const size_t last = sentence->len - blanks_behind(sentence);
  for (size_t at = from; at + 1 < last; at++) {
    if (sentence->text[at] != ' ' || sentence->text[at + 1] != ' ')
      continue;
    *begin = at;
    while (at < last && sentence->text[at] == ' ')
      at++;
    *end = at;
    if (is_layout(looking, *end - *begin))
      continue;
    const bool inside = *begin > 0 && sentence->text[*begin - 1] != '\n' &&
                        sentence->text[*begin - 1] != '\t' && sentence->text[at] != '\n' &&
                        sentence->text[*begin - 1] != '[' && sentence->text[at] != ']';
    if (inside)
      return true;
  }
  return false;
}

/* Whether it has two blanks in a row anywhere. */
static bool has_double_space(const struct ec_lint_text *text)
{
  for (size_t i = 0; i < text->sentence_count; i++) {
    const struct ec_sentence *sentence = &text->sentences[i];
    if (sentence->len > 1 && ec_text_has(sentence->text, sentence->len, "  ", 2))
      return true;
  }
  return false;
}

static void judge_double_space(struct looking *looking)
{
  const struct ec_sentence *sentence = looking->sentence;
  size_t begin = 0, end = blanks_before(sentence);
  if (!find_double_space(looking, end, &begin, &end) ||
      known(&looking->source_double, has_double_space, looking->unit->source))
    return;
  do {
    struct ec_finding *finding = ec_lint_find_in(looking->lint, "text.double-space", looking->unit,
                                                 sentence, begin, end, NULL, 0);
    if (finding)
      ec_text_mend(looking->lint, finding, looking->unit, sentence, begin + 1, end, "");
  } while (find_double_space(looking, end, &begin, &end));
}

/* --------------------------------------------------------- text.outer-space */

/* Names of columns, and what stands below others, begin where it looks right. */
static bool has_columns(struct looking *looking)
{
  const struct ec_lint_text *source = looking->unit->source;
  return source && !looking->unit->text.is_pattern &&
         (known(&looking->source_double, has_double_space, source) ||
          memchr(source->text, '\t', source->len));
}

/* Whether the blanks outside put the text where it looks right: several of them, one before a
 * number
 * (" 4月" below "10月"), lines that are all indented. */
static bool is_placed(struct looking *looking, size_t blanks, bool before)
{
  const struct ec_sentence *sentence = looking->sentence;
  if (looking->unit->text.is_pattern || !looking->unit->source)
    return false;
  /* What has no letters is a quote, as " »", or another mark. */
  return blanks >= LAYOUT_MIN || has_columns(looking) ||
         !ec_text_has_letters(looking->unit->source) ||
         (before && (ec_letters_is_digit((unsigned char)sentence->text[blanks]) ||
                     ec_text_has(sentence->text + blanks, sentence->len - blanks, "\n ", 2)));
}

static void judge_outer_space(struct looking *looking)
{
  const struct ec_sentence *sentence = looking->sentence;
  const size_t before = blanks_before(sentence), behind = blanks_behind(sentence);
  if ((before == 0 && behind == 0) || before == sentence->len ||
      known(&looking->source_outer, has_outer_space, looking->unit->source))
    return;
  if (has_other_than_line_feeds(sentence->text, before) && !is_placed(looking, before, true))
    tell_outer_space(looking, 0, before);
  if (has_other_than_line_feeds(sentence->text + sentence->len - behind, behind) &&
      !is_placed(looking, behind, false))
    tell_outer_space(looking, sentence->len - behind, sentence->len);
}

/* ---------------------------------------------------------- text.line-break */

static bool has_byte(const struct ec_lint_text *text, char byte)
{
  for (size_t i = 0; i < text->sentence_count; i++)
    if (memchr(text->sentences[i].text, byte, text->sentences[i].len))
      return true;
  return false;
}

static bool has_line_feed(const struct ec_lint_text *text)
{
  return has_byte(text, '\n');
}

/* A tab, or spaces that put what is behind them where a tab would. */
static bool has_tab(const struct ec_lint_text *text)
{
  return has_byte(text, '\t') || has_double_space(text);
}

/* A tab is told of where the text is one line: what has several may be a table. Translators of
 * programs for terminals break lines that would be too long. */
static bool is_wrapped(const struct looking *looking, size_t at)
{
  const uint32_t before = ec_text_char_before(looking->sentence, at);
  if (!looking->unit->source || looking->unit->text.is_pattern)
    return false;
  /* A heading, or a sentence, that has got a line of its own. */
  if (at + 1 < looking->sentence->len &&
      (ec_letters_is_closing(before) || ec_letters_is_stop(before) || before == ':' ||
       before == 0xFF1A))
    return true;
  return at >= WRAPPED_MIN && at + 1 < looking->sentence->len;
}

static void judge_line_break(struct looking *looking)
{
  const struct ec_sentence *sentence = looking->sentence;
  const struct {
    char byte;
    int *fact;
    bool (*find)(const struct ec_lint_text *text);
  } breaks[] = {{'\n', &looking->source_line_feed, has_line_feed},
                {'\t', &looking->source_tab, has_tab}};
  for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
    const char *found = memchr(sentence->text, breaks[i].byte, sentence->len);
    if (!found || known(breaks[i].fact, breaks[i].find, looking->unit->source))
      continue;
    const size_t at = (size_t)(found - sentence->text);
    if (*found == '\n' ? is_wrapped(looking, at)
                       : known(&looking->source_line_feed, has_line_feed, looking->unit->source))
      continue;
    ec_lint_find_in(looking->lint, "text.line-break", looking->unit, sentence, at, at + 1, NULL, 0);
  }
}

void ec_text_spaces(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  struct looking looking = {lint, unit, NULL, -1, -1, -1, -1};
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    looking.sentence = &unit->text.sentences[i];
    judge_outer_space(&looking);
    judge_double_space(&looking);
    judge_line_break(&looking);
  }
}
