/* SPDX-License-Identifier: MIT */
#include "lint_zh.h"

#include <string.h>

#include "letters.h"

enum { TAG_MAX = 256, NAME_MAX_LEN = 64 }; /* what is longer is none */
enum { SHOWN_MAX = 200 };                  /* bytes of the text that a finding shows */

/* ---------------------------------------------------------- slots of plain texts */

static size_t span(const char *text, size_t len, size_t at, const char *set)
{
  size_t end = at;
  while (end < len && text[end] && strchr(set, text[end]))
    end++;
  return end - at;
}

static bool is_word(char c)
{
  return ec_letters_is_latin((unsigned char)c) || ec_letters_is_digit((unsigned char)c) || c == '_';
}

/* The length of "{name}" or "(name)" at `at`, 0 when it is none. */
static size_t name_between(const char *text, size_t len, size_t at, char open, char close)
{
  size_t end = at + 1;
  if (at >= len || text[at] != open)
    return 0;
  while (end < len && end - at < NAME_MAX_LEN && text[end] != close &&
         (is_word(text[end]) || strchr(".:,!- $", text[end])))
    end++;
  return end < len && text[end] == close && end > at + 1 ? end + 1 - at : 0;
}

/* The length of a conversion of printf, of Qt's "%1" and their like at `at`, which is a "%". */
static size_t conversion(const char *text, size_t len, size_t at)
{
  size_t end = at + 1, digits;
  const size_t braces = name_between(text, len, end, '{', '}');
  if (braces)
    return 1 + braces;
  const size_t name = name_between(text, len, end, '(', ')');
  end += name;
  end += end < len && text[end] == 'L' && end + 1 < len &&
         ec_letters_is_digit((unsigned char)text[end + 1]);
  digits = span(text, len, end, "0123456789");
  if (digits && end + digits < len && text[end + digits] == '$')
    end += digits + 1;
  const size_t qt = digits && digits < 3 && text[end] != '0' ? end + digits - at : 0;
  end += span(text, len, end, "-+#0'I");
  end += span(text, len, end, "0123456789*$");
  if (end < len && text[end] == '.')
    end += 1 + span(text, len, end + 1, "0123456789*$");
  end += span(text, len, end, "hlLqjzt");
  if (end < len && text[end] &&
      (strchr("diouxXeEfFgGaAcsSpn", text[end]) || (name && text[end] == 'r')))
    return end + 1 - at;
  return qt;
}

/* The length of what plain texts have for placeholders. */
static size_t plain_slot(const char *text, size_t len, size_t at)
{
  size_t name;
  switch (text[at]) {
  case '%':
    return conversion(text, len, at);
  case '{':
    return name_between(text, len, at, '{', '}');
  case '$':
    name = name_between(text, len, at + 1, '{', '}');
    return name ? 1 + name : 0;
  default:
    return 0;
  }
}

/* Half-width or full-width: 1 for one that opens, -1 for one that closes. */
static int brace(uint32_t character)
{
  return character == '{' || character == 0xFF5B   ? 1
         : character == '}' || character == 0xFF5D ? -1
                                                   : 0;
}

/* The length of what is between braces, of a pattern with faults: what of it is syntax, and what is
 * text, is not known. All that follows, when they are not closed. */
static size_t braces(const char *text, size_t len, size_t at)
{
  size_t end = at;
  int depth = 0;
  do {
    uint32_t character;
    end += ec_letters_at(text, len, end, &character);
    depth += brace(character);
  } while (depth > 0 && end < len);
  return end - at;
}

/* The length of a tag of HTML or XML, which is in ASCII: <文件名> stands for a file's name, and
 * there may be a slot in other angle brackets. */
static size_t tag(const char *text, size_t len, size_t at)
{
  size_t end = at + 1;
  if (end < len && text[end] == '/')
    end++;
  if (end >= len || !ec_letters_is_latin((unsigned char)text[end]))
    return 0;
  while (end < len && end - at < TAG_MAX && text[end] != '>' && text[end] != '<' &&
         (unsigned char)text[end] < 0x80)
    end++;
  return end < len && text[end] == '>' ? end + 1 - at : 0;
}

/* ------------------------------------------------------------------ reading */

/* Full-width braces are no punctuation here: what they should be is for pattern.full-width-brace.
 */
static enum ec_zh_kind kind_of(uint32_t character)
{
  if (ec_letters_is_han(character))
    return EC_ZH_HAN;
  if (character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029)
    return EC_ZH_LINE;
  if (ec_letters_is_latin(character))
    return EC_ZH_LATIN;
  if (ec_letters_is_digit(character))
    return EC_ZH_DIGIT;
  if (ec_letters_is_blank(character))
    return EC_ZH_BLANK;
  if (character != 0x30FB && character != 0x3003 && !brace(character) &&
      ec_letters_is_wide_punctuation(character))
    return EC_ZH_WIDE;
  return EC_ZH_OTHER;
}

bool ec_zh_is_raw(const struct ec_lint_text *text, const struct ec_sentence *sentence)
{
  return text->is_pattern && text->fault_count > 0 && sentence->text == text->text;
}

/* The length of a slot at `at`; 0: it is none. `*slot` counts those of the sentence. */
static size_t slot_len(const struct ec_lint_text *text, const struct ec_sentence *sentence,
                       size_t at, size_t *slot)
{
  uint32_t character;
  if (*slot < sentence->slot_count && sentence->slots[*slot].at == at) {
    ++*slot;
    return EC_SENTENCE_SLOT_LEN;
  }
  if (!text->is_pattern)
    return plain_slot(sentence->text, sentence->len, at);
  if (!ec_zh_is_raw(text, sentence))
    return 0;
  ec_letters_at(sentence->text, sentence->len, at, &character);
  return brace(character) > 0 ? braces(sentence->text, sentence->len, at) : 0;
}

/* One character, slot or tag at `at`; returns its end. */
static size_t read_one(const struct ec_lint_text *text, const struct ec_sentence *sentence,
                       size_t at, size_t *slot, struct ec_zh_char *one)
{
  size_t len = slot_len(text, sentence, at, slot);
  one->kind = EC_ZH_SLOT;
  if (!len && sentence->text[at] == '<') {
    len = tag(sentence->text, sentence->len, at);
    one->kind = EC_ZH_TAG;
  }
  if (len)
    return at + len;
  len = ec_letters_at(sentence->text, sentence->len, at, &one->character);
  one->kind = (uint8_t)kind_of(one->character);
  return at + len;
}

void ec_zh_read(struct ec_zh *zh, const struct ec_sentence *sentence)
{
  size_t at = 0, slot = 0, count = 0;
  uint32_t han = 0;
  zh->sentence = sentence;
  zh->chars = ec_pool_take(zh->lint->scratch, sentence->len + 2, sizeof *zh->chars);
  zh->chars[0] = (struct ec_zh_char){.kind = EC_ZH_END};
  while (at < sentence->len) {
    struct ec_zh_char *one = &zh->chars[++count];
    *one = (struct ec_zh_char){.at = (uint32_t)at, .han = han};
    at = read_one(&zh->unit->text, sentence, at, &slot, one);
    one->end = (uint32_t)at;
    han += one->kind == EC_ZH_HAN;
  }
  zh->chars[count + 1] =
      (struct ec_zh_char){.at = (uint32_t)at, .end = (uint32_t)at, .han = han, .kind = EC_ZH_END};
  zh->count = count;
  zh->has_brackets = memchr(sentence->text, '[', sentence->len) != NULL;
  zh->mended = 0;
  if (memchr(sentence->text, '/', sentence->len))
    ec_zh_mark_addresses(zh);
}

/* ---------------------------------------------------------------- neighbours */

size_t ec_zh_left(const struct ec_zh *zh, size_t i)
{
  do
    i--;
  while (zh->chars[i].kind == EC_ZH_BLANK);
  return i;
}

size_t ec_zh_right(const struct ec_zh *zh, size_t i)
{
  do
    i++;
  while (zh->chars[i].kind == EC_ZH_BLANK);
  return i;
}

bool ec_zh_in(const struct ec_zh *zh, size_t i, const char *set)
{
  const uint32_t character = zh->chars[i].character;
  uint32_t member;
  if (character < 0x80)
    return character && strchr(set, (int)character);
  const size_t len = strlen(set);
  for (size_t at = 0; at < len;) {
    at += ec_letters_at(set, len, at, &member);
    if (member == character)
      return true;
  }
  return false;
}

bool ec_zh_has_han(const struct ec_zh *zh, size_t begin, size_t end)
{
  return zh->chars[end].han > zh->chars[begin].han;
}

/* ------------------------------------------------------------------ findings */

struct ec_finding *ec_zh_tell_showing(struct ec_zh *zh, const char *rule, size_t first, size_t last,
                                      size_t from, size_t to)
{
  const struct ec_sentence *sentence = zh->sentence;
  const size_t begin = sentence->offsets[zh->chars[from].at];
  const size_t end = ec_sentence_end(sentence, zh->chars[from].at, zh->chars[to].end);
  struct errcat_arg arg = errcat_arg_string_n(zh->unit->text.text + begin, end - begin);
  if (end <= begin || end - begin > SHOWN_MAX)
    arg = errcat_arg_string_n(sentence->text + zh->chars[from].at,
                              zh->chars[to].end - zh->chars[from].at);
  return ec_lint_find_in(zh->lint, rule, zh->unit, sentence, zh->chars[first].at,
                         zh->chars[last].end, &arg, from ? 1 : 0);
}

struct ec_finding *ec_zh_tell(struct ec_zh *zh, const char *rule, size_t first, size_t last)
{
  return ec_zh_tell_showing(zh, rule, first, last, first, last);
}

void ec_zh_mend(struct ec_zh *zh, struct ec_finding *finding, size_t first, size_t last,
                const char *mended)
{
  const uint32_t *offsets = zh->sentence->offsets;
  const size_t begin = zh->chars[first].at, end = zh->chars[last].end;
  if (!finding)
    return;
  for (size_t at = begin + 1; at < end; at++)
    if (offsets[at] != offsets[at - 1] + 1)
      return;
  ec_lint_mend(zh->lint, finding, zh->unit, offsets[begin], (size_t)offsets[end - 1] + 1, mended);
  if (zh->mended < last + 1)
    zh->mended = last + 1;
}

/* Whether the blank beside a mark that becomes full-width goes with it. One that stands at a
 * full-width mark is told of by zh.space-punctuation itself; several are there to align columns. */
static bool blank_goes(const struct ec_zh *zh, size_t i, size_t beyond)
{
  return ec_zh_is(zh, i, EC_ZH_BLANK) && i >= zh->mended && zh->chars[i].character == ' ' &&
         !ec_zh_is(zh, beyond, EC_ZH_BLANK) && !ec_zh_is(zh, beyond, EC_ZH_WIDE) &&
         !ec_zh_is(zh, beyond, EC_ZH_END) && !ec_zh_is(zh, beyond, EC_ZH_LINE);
}

void ec_zh_widen(struct ec_zh *zh, struct ec_finding *finding, size_t i, const char *mended)
{
  size_t first = i, last = i;
  if (i > 1 && blank_goes(zh, i - 1, i - 2))
    first--;
  if (i < zh->count && blank_goes(zh, i + 1, i + 2))
    last++;
  ec_zh_mend(zh, finding, first, last, mended);
}
