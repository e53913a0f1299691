/* SPDX-License-Identifier: MIT */

/* Quotes without partner: text.quotes. Languages open and close with the same marks in different
 * ways („a“, „a”, ”a”, »a«, « a »), and translators mix „ and ", so that quotes are counted, not
 * matched: of either family there must be an even number. Only where a language always opens with
 * “ and closes with ” their order is looked at, too. Apostrophes are not looked at at all. */

#include <string.h>

#include "lint_text_rules.h"

enum { COMMAS, ANGLES, FAMILIES };

struct counts {
  size_t count[FAMILIES];
  size_t last[FAMILIES], last_len[FAMILIES]; /* the last one of each */
  bool inch;                                 /* one of them may be a sign of the inch */
  size_t turned; /* the first “ or ” out of order; the length: none */
};

/* FAMILIES for what is no quote. */
static int family_of(uint32_t c)
{
  if (c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xFF02 || (c >= 0x301D && c <= 0x301F))
    return COMMAS;
  return c == 0xAB || c == 0xBB ? ANGLES : FAMILIES;
}

/* A sign of the inch perhaps: behind a digit, or without a word on either side. */
static bool may_be_inch(uint32_t c, uint32_t before, uint32_t after)
{
  return ec_letters_is_digit(before) || (c == '"' && (!before || before == ' ' || before == ',') &&
                                         (!after || after == ' ' || after == ','));
}

/* The character beside a quote, beyond the space inside of French quotes. */
static uint32_t beyond_space(const struct ec_sentence *sentence, size_t at, bool before)
{
  uint32_t c = before ? ec_text_char_before(sentence, at) : ec_text_char(sentence, at);
  const size_t len = c == 0x202F ? 3 : c == 0xA0 ? 2 : 1;
  if (!ec_letters_is_blank(c) || (before && at < len))
    return c;
  const uint32_t next =
      before ? ec_text_char_before(sentence, at - len) : ec_text_char(sentence, at + len);
  return next == (before ? 0xAB : 0xBB) ? next : c;
}

/* A quote of which the text speaks: '"', `"`, (") and « " ». */
static bool is_spoken_of(uint32_t before, uint32_t after)
{
  return ((before == '\'' || before == 0x2018 || before == '`') &&
          (after == '\'' || after == 0x2019 || after == '`')) ||
         (before == 0xAB && after == 0xBB) || (before == '(' && after == ')') ||
         (before == 0xFF08 && after == 0xFF09);
}

static bool always_turns(const char *language)
{
  static const char *const languages[] = {"en", "es", "id", "it", "ko", "ms",
                                          "pt", "th", "tr", "vi", "zh"};
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    if (strcmp(language, languages[i]) == 0)
      return true;
  return false;
}

/* Of “ and ”, in turns: what comes next must be the other one. */
static void turn(struct counts *counts, const struct ec_sentence *sentence, uint32_t c, size_t at,
                 bool *is_open)
{
  if (c != 0x201C && c != 0x201D)
    return;
  if (*is_open == (c == 0x201C) && counts->turned == sentence->len)
    counts->turned = at;
  *is_open = c == 0x201C;
}

static struct counts count_quotes(const struct ec_sentence *sentence)
{
  struct counts counts = {.turned = sentence->len};
  uint32_t before = 0, c;
  size_t len;
  bool is_open = false;
  for (size_t at = 0; at < sentence->len; before = c, at += len) {
    len = ec_letters_at(sentence->text, sentence->len, at, &c);
    const int family = family_of(c);
    const uint32_t after = family == FAMILIES ? 0 : ec_text_char(sentence, at + len);
    if (family == FAMILIES ||
        is_spoken_of(beyond_space(sentence, at, true), beyond_space(sentence, at + len, false)))
      continue;
    counts.count[family]++;
    counts.last[family] = at;
    counts.last_len[family] = len;
    counts.inch = counts.inch || (family == COMMAS && may_be_inch(c, before, after));
    turn(&counts, sentence, c, at, &is_open);
  }
  return counts;
}

/* A piece of a text that a program puts together: "run `resize2fs %s" and "' to stop." */
static bool is_piece(const struct ec_lint_text *text)
{
  const char *opening = text->len ? strchr(text->text, '`') : NULL;
  return (opening && !strpbrk(opening + 1, "'`")) ||
         (text->len > 1 && text->text[0] == '\'' && text->text[1] == ' ');
}

/* "Preferences > Tools", where » is an arrow. */
static bool is_arrow(const struct ec_lint_text *source, const struct ec_sentence *sentence,
                     size_t at)
{
  return source && strstr(source->text, " > ") && ec_text_char(sentence, at) == 0xBB &&
         ec_text_char_before(sentence, at) == ' ' && ec_text_char(sentence, at + 2) == ' ';
}

/* The families that the source has an odd number of, as bits; both when it is nothing but marks. */
static unsigned odd_families(const struct ec_lint_text *text)
{
  unsigned odd = text && (!ec_text_has_letters(text) || is_piece(text)) ? ~0u : 0;
  for (size_t i = 0; text && i < text->sentence_count; i++) {
    const struct counts counts = count_quotes(&text->sentences[i]);
    odd |= (unsigned)(counts.count[COMMAS] % 2) | (unsigned)(counts.count[ANGLES] % 2) << ANGLES;
    if (counts.turned < text->sentences[i].len)
      odd |= 1u << COMMAS;
  }
  return odd;
}

/* Hebrew writes acronyms with " between letters. */
static bool has_gershayim(const char *language)
{
  return strcmp(language, "he") == 0 || strcmp(language, "iw") == 0 || strcmp(language, "yi") == 0;
}

/* The family with an odd number, or FAMILIES. */
static int odd_family(const struct ec_lint_unit *unit, const struct counts *counts)
{
  if (counts->count[COMMAS] % 2 && !counts->inch && !has_gershayim(unit->text.language))
    return COMMAS;
  return counts->count[ANGLES] % 2 ? ANGLES : FAMILIES;
}

void ec_text_quotes(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  unsigned source = 0;
  bool source_known = false;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    const struct ec_sentence *sentence = &unit->text.sentences[i];
    const struct counts counts = count_quotes(sentence);
    const int odd = odd_family(unit, &counts);
    const bool turned = odd == FAMILIES && counts.turned < sentence->len && !counts.inch &&
                        always_turns(unit->text.language);
    if (odd == FAMILIES && !turned)
      continue;
    if (!source_known)
      source = odd_families(unit->source);
    source_known = true;
    if (source & (1u << (turned ? COMMAS : odd)))
      continue;
    const size_t at = turned ? counts.turned : counts.last[odd];
    if (is_arrow(unit->source, sentence, at))
      continue;
    ec_text_find(lint, "text.quotes", unit, sentence, at,
                 at + (turned ? strlen("\xE2\x80\x9C") : counts.last_len[odd]));
  }
}
