/* SPDX-License-Identifier: MIT */

/* Which rules of the family "text" can have something to say of a text: those for which it has the
 * characters. Most texts have few of them, so that one look at each byte is most of what they
 * cost. */

#include <string.h>

#include "lint_text_rules.h"

enum {
  CONTROL = 1,  /* controls and what cannot be seen */
  SPACE = 2,    /* blanks that may be too many */
  BRACKET = 4,  /* brackets */
  QUOTE = 8,    /* quotes */
  MARK = 16,    /* punctuation that may be doubled */
  MARKUP = 32,  /* < and & */
  PERCENT = 64, /* % and $ */
};

/* Of bytes; of characters beyond ASCII that is the first one. */
static const unsigned char classes[256] = {
    [0x01] = CONTROL,
    [0x02] = CONTROL,
    [0x03] = CONTROL,
    [0x04] = CONTROL,
    [0x05] = CONTROL,
    [0x06] = CONTROL,
    [0x07] = CONTROL,
    [0x08] = CONTROL,
    [0x09] = SPACE,
    [0x0A] = SPACE,
    [0x0B] = CONTROL,
    [0x0C] = CONTROL,
    [0x0D] = CONTROL,
    [0x0E] = CONTROL,
    [0x0F] = CONTROL,
    [0x10] = CONTROL,
    [0x11] = CONTROL,
    [0x12] = CONTROL,
    [0x13] = CONTROL,
    [0x14] = CONTROL,
    [0x15] = CONTROL,
    [0x16] = CONTROL,
    [0x17] = CONTROL,
    [0x18] = CONTROL,
    [0x19] = CONTROL,
    [0x1A] = CONTROL,
    [0x1B] = CONTROL,
    [0x1C] = CONTROL,
    [0x1D] = CONTROL,
    [0x1E] = CONTROL,
    [0x1F] = CONTROL,
    ['"'] = QUOTE,
    ['$'] = PERCENT,
    ['%'] = PERCENT,
    ['&'] = MARKUP,
    ['('] = BRACKET,
    [')'] = BRACKET,
    [','] = MARK,
    ['.'] = MARK,
    [';'] = MARK,
    ['<'] = MARKUP,
    ['['] = BRACKET,
    [']'] = BRACKET,
    [0x7F] = CONTROL,
    [0xC2] = CONTROL | QUOTE, /* C1, NBSP, « */
    [0xCD] = CONTROL,
    [0xD8] = CONTROL | MARK, /* U+061C, ، */
    [0xE1] = CONTROL,
    [0xE2] = CONTROL | QUOTE,
    [0xE3] = CONTROL | BRACKET | QUOTE | MARK,
    [0xEE] = CONTROL,
    [0xEF] = CONTROL | BRACKET | QUOTE | MARK,
    [0xF0] = CONTROL,
    [0xF1] = CONTROL,
    [0xF2] = CONTROL,
    [0xF3] = CONTROL,
    [0xF4] = CONTROL,
};

static unsigned classes_of(const struct ec_lint_text *text)
{
  /* The edges of cases are inside of the text. */
  unsigned found = text->sentence_count > 1 ? SPACE : 0;
  for (size_t i = 0; i < text->len; i++) {
    found |= classes[(unsigned char)text->text[i]];
    if (text->text[i] == ' ' && (i == 0 || i + 1 == text->len || text->text[i - 1] == ' '))
      found |= SPACE;
  }
  return found;
}

bool ec_text_is_special(const struct ec_lint_text *source)
{
  static const char *const ids[] = {
      "translator-credits",  "translator_credits",   "translators-credits",
      "translators_credits", "Your names",           "Your emails",
      "Your email",          "EMAIL OF TRANSLATORS", "NAME OF TRANSLATORS"};
  for (size_t i = 0; source && i < sizeof ids / sizeof *ids; i++)
    if (source->len == strlen(ids[i]) && memcmp(source->text, ids[i], source->len) == 0)
      return true;
  return false;
}

/* An id that the translation stands for, "pinentry.qualitybar.tooltip": nothing can be compared
 * with it. */
static bool is_symbol(const struct ec_lint_text *source, const struct ec_lint_text *text)
{
  bool joined = false;
  size_t blanks = 0;
  for (size_t i = 0; source && i < source->len; i++) {
    if (source->text[i] <= ' ')
      return false;
    joined = joined || (i > 0 && i + 1 < source->len && strchr("._:-", source->text[i]));
  }
  for (size_t i = 0; joined && i < text->len && blanks < 3; i++)
    blanks += text->text[i] == ' ' || text->text[i] == '\n';
  return blanks >= 3;
}

/* Of which the end of a line, or of the file, has cut something off. */
static bool is_cut(const struct ec_lint_text *text)
{
  const struct ec_po *po = &text->file->po;
  for (size_t i = 0; text->string && i < po->fault_count; i++)
    if (strcmp(po->faults[i].code, "po.unterminated") == 0 &&
        po->faults[i].offset >= text->string->begin && po->faults[i].offset < text->string->end)
      return true;
  return false;
}

void ec_lint_characters(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  static const struct {
    unsigned classes;
    void (*judge)(struct ec_lint *lint, const struct ec_lint_unit *unit);
  } rules[] = {
      {CONTROL, ec_text_controls}, {SPACE | CONTROL, ec_text_spaces},
      {BRACKET, ec_text_brackets}, {QUOTE, ec_text_quotes},
      {MARK, ec_text_doubled},     {MARKUP, ec_text_html},
      {PERCENT, ec_text_printf},   {~0u, ec_text_words},
      {~0u, ec_text_stops},
  };
  const unsigned found = classes_of(&unit->text) | 128u;
  if (ec_text_is_special(unit->source))
    return;
  const bool alone = is_symbol(unit->source, &unit->text) || is_cut(&unit->text);
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if ((found & rules[i].classes) && !(alone && rules[i].classes != CONTROL))
      rules[i].judge(lint, unit);
}

/* -------------------------------------------------------------- what they share */

struct ec_finding *ec_text_find(struct ec_lint *lint, const char *rule,
                                const struct ec_lint_unit *unit, const struct ec_sentence *sentence,
                                size_t begin, size_t end)
{
  const struct errcat_arg arg = errcat_arg_string_n(sentence->text + begin, end - begin);
  return ec_lint_find_in(lint, rule, unit, sentence, begin, end, &arg, 1);
}

void ec_text_mend(struct ec_lint *lint, struct ec_finding *finding, const struct ec_lint_unit *unit,
                  const struct ec_sentence *sentence, size_t begin, size_t end, const char *mended)
{
  const struct ec_lint_text *text = &unit->text;
  const size_t first = sentence->offsets[begin], last = first + (end - begin);
  for (size_t i = begin; i < end; i++)
    if (sentence->offsets[i] != first + (i - begin))
      return;
  if (!*mended && text->is_pattern && first > 0 && last < text->len &&
      text->text[first - 1] == '\'' && text->text[last] == '\'')
    return;
  ec_lint_mend(lint, finding, unit, first, last, mended);
}

bool ec_text_has(const char *bytes, size_t len, const char *few, size_t few_len)
{
  while (len >= few_len) {
    const char *found = memchr(bytes, *few, len - few_len + 1);
    if (!found)
      return false;
    if (memcmp(found, few, few_len) == 0)
      return true;
    len -= (size_t)(found - bytes) + 1;
    bytes = found + 1;
  }
  return false;
}

uint32_t ec_text_char(const struct ec_sentence *sentence, size_t at)
{
  uint32_t character = 0;
  if (at < sentence->len)
    ec_letters_at(sentence->text, sentence->len, at, &character);
  return character;
}

uint32_t ec_text_char_before(const struct ec_sentence *sentence, size_t at)
{
  uint32_t character = 0;
  if (at > 0)
    ec_letters_before(sentence->text, at, &character);
  return character;
}

bool ec_text_has_letters(const struct ec_lint_text *text)
{
  uint32_t c;
  for (size_t at = 0; at < text->len; at += ec_letters_at(text->text, text->len, at, &c)) {
    ec_letters_at(text->text, text->len, at, &c);
    if (ec_letters_is_letter(c))
      return true;
  }
  return false;
}
