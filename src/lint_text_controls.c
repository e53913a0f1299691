/* SPDX-License-Identifier: MIT */

/* Characters that nobody sees, but that do something: text.control, text.undefined, text.bidi,
 * text.invisible. They are looked for in the whole text, not in its sentences: in a name or a style
 * they do as much harm. */

#include <stdio.h>
#include <string.h>

#include "lint_text_rules.h"

/* So many of them are compared with the source; beyond it nothing is told, as each comparison
 * looks through all of the source. */
#define COMPARED_MAX 256

struct looking {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
  size_t at, len; /* of the character */
  uint32_t character, before, after;
  bool in_flag; /* behind a black flag and tags, as in the flag of Scotland */
  int has_rtl;  /* whether the text has letters that are written from right to left; -1: not
                   known yet */
  size_t compared;
};

/* ------------------------------------------------------------------ classes */

static bool is_control(uint32_t c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != 0) || (c >= 0x7F && c <= 0x9F);
}

/* U+FFFC too, and the marks of interlinear annotation: they stand for what is not in a text. */
static bool is_undefined(uint32_t c)
{
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFDD0 && c <= 0xFDEF) ||
         (c >= 0xFFF9 && c <= 0xFFFD) || (c & 0xFFFE) == 0xFFFE || c >= 0xF0000;
}

static bool is_embedding(uint32_t c)
{
  return c >= 0x202A && c <= 0x202E;
}

static bool is_override(uint32_t c)
{
  return c == 0x202D || c == 0x202E;
}

static bool is_direction(uint32_t c)
{
  return is_embedding(c) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0x061C;
}

static bool is_tag(uint32_t c)
{
  return c >= 0xE0000 && c <= 0xE007F;
}

static bool is_joiner(uint32_t c)
{
  return c == 0x200C || c == 0x200D;
}

static bool is_invisible(uint32_t c)
{
  return c == 0x00AD || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
         c == 0x180E || c == 0x200B || is_joiner(c) || (c >= 0x2060 && c <= 0x2064) ||
         c == 0x3164 || c == 0xFEFF || c == 0xFFA0 || is_tag(c);
}

static bool is_right_to_left(uint32_t c)
{
  return (c >= 0x0590 && c <= 0x08FF && c != 0x061C) || (c >= 0xFB1D && c <= 0xFDCF) ||
         (c >= 0xFDF0 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) ||
         (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

/* Letters of scripts whose spelling needs joiners. */
static bool is_of_joining_script(uint32_t c)
{
  return is_right_to_left(c) || (c >= 0x0900 && c <= 0x0DFF) || (c >= 0x0F00 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x18AF) || (c >= 0xA840 && c <= 0xA8FF);
}

/* ---------------------------------------------------------- what is as it should be */

static bool has_right_to_left(struct looking *looking)
{
  const struct ec_lint_text *text = &looking->unit->text;
  uint32_t c;
  if (looking->has_rtl >= 0)
    return looking->has_rtl;
  looking->has_rtl = 0;
  for (size_t at = 0; at < text->len && !looking->has_rtl;
       at += ec_letters_at(text->text, text->len, at, &c)) {
    ec_letters_at(text->text, text->len, at, &c);
    looking->has_rtl = is_right_to_left(c);
  }
  return looking->has_rtl;
}

/* The reader of catalogs puts U+FFFD for bytes that it has told of itself. */
static bool is_told_of(const struct looking *looking)
{
  const struct ec_lint_text *text = &looking->unit->text;
  if (looking->character != 0xFFFD || !text->string)
    return false;
  const size_t at = ec_po_offset(&text->file->po, text->string, looking->at);
  return at + 3 > text->file->len || (memcmp(text->file->bytes + at, "\xEF\xBF\xBD", 3) != 0 &&
                                      memcmp(text->file->bytes + at, "\x84\x31\xA4", 3) != 0);
}

/* Overrides are never right. Embeddings were how Hebrew, Arabic and Persian texts said that they
 * begin with a placeholder or hold an address, before there were isolates, and are still. */
static bool may_direct(struct looking *looking)
{
  const char *language = looking->unit->text.language;
  if (is_override(looking->character))
    return false;
  if (is_embedding(looking->character))
    return ec_letters_right_to_left(language);
  return !*language || ec_letters_right_to_left(language) || has_right_to_left(looking);
}

/* ESC [ 1 m: English made of English, with bold quotes. */
static bool is_bold_english(const struct looking *looking)
{
  return looking->character == 0x1B && looking->after == '[' && looking->unit->source &&
         strcmp(looking->unit->text.language, "en") == 0;
}

/* Where a long word may be divided. It is of no use where words are short or have no letters, and
 * elsewhere than between letters. */
static bool may_be_divided(const struct looking *looking)
{
  static const char *const never[] = {"en", "ja", "ko", "zh"};
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    if (strcmp(looking->unit->text.language, never[i]) == 0)
      return false;
  return ec_letters_is_letter(looking->before) && ec_letters_is_letter(looking->after);
}

/* A space of no width is where a line may end, in languages that have no other. */
static bool breaks_lines(const char *language)
{
  return !ec_letters_has_stops(language) || strcmp(language, "ja") == 0;
}

static bool may_be_invisible(const struct looking *looking)
{
  const char *language = looking->unit->text.language;
  const uint32_t c = looking->character;
  if (is_joiner(c))
    return ec_letters_joins(language) || ec_letters_is_emoji(looking->before) ||
           is_of_joining_script(looking->before) || is_of_joining_script(looking->after);
  if (is_tag(c))
    return looking->in_flag;
  if (c == 0x00AD)
    return may_be_divided(looking);
  if (c == 0x200B || c == 0x2060)
    return breaks_lines(language);
  if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0)
    return strcmp(language, "ko") == 0 && ec_letters_is_hangul(looking->after);
  return c == 0x180E && strcmp(language, "mn") == 0;
}

static bool source_has_it(struct looking *looking)
{
  const struct ec_lint_text *source = looking->unit->source, *text = &looking->unit->text;
  if (!source)
    return false;
  if (looking->compared++ >= COMPARED_MAX)
    return true;
  return ec_text_has(source->text, source->len, text->text + looking->at, looking->len);
}

/* ------------------------------------------------------------------- telling */

static struct ec_finding *tell(struct looking *looking, const char *rule)
{
  char name[16];
  if (source_has_it(looking))
    return NULL;
  snprintf(name, sizeof name, "U+%04X", (unsigned)looking->character);
  return ec_lint_find(looking->lint, rule, looking->unit, looking->at, looking->at + looking->len,
                      ERRCAT_ARGS(name));
}

static void judge(struct looking *looking)
{
  const uint32_t c = looking->character;
  struct ec_finding *finding;
  if (is_control(c)) {
    if (!is_bold_english(looking))
      tell(looking, "text.control");
  } else if (is_direction(c)) {
    if (!may_direct(looking))
      tell(looking, "text.bidi");
  } else if (is_invisible(c)) {
    /* Without it letters of some scripts would be joined. */
    if (!may_be_invisible(looking) && (finding = tell(looking, "text.invisible")) &&
        !is_of_joining_script(looking->before))
      ec_lint_mend(looking->lint, finding, looking->unit, looking->at, looking->at + looking->len,
                   "");
  } else if (is_undefined(c) && !is_told_of(looking)) {
    tell(looking, "text.undefined");
  }
}

/* Whether what begins there may be one of them: most texts of Chinese have nothing but ideographs
 * and full-width punctuation beyond ASCII. */
static bool may_be_unseen(const char *text)
{
  const unsigned char first = (unsigned char)text[0];
  if (first < 0xC2)
    return first < 0x20 || first == 0x7F;
  if (first == 0xE3)
    return text[1] == '\x85';
  if (first == 0xEF)
    return text[1] != '\xBC' && text[1] != '\xBD';
  return first == 0xC2 || first == 0xCD || first == 0xD8 || first == 0xE1 || first == 0xE2 ||
         first >= 0xEE;
}

void ec_text_controls(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  const struct ec_lint_text *text = &unit->text;
  struct looking looking = {.lint = lint, .unit = unit, .has_rtl = -1};
  for (; looking.at < text->len; looking.at += looking.len) {
    looking.len = 1;
    if (!may_be_unseen(text->text + looking.at)) {
      looking.in_flag = false;
      continue;
    }
    looking.before = 0;
    if (looking.at)
      ec_letters_before(text->text, looking.at, &looking.before);
    looking.len = ec_letters_at(text->text, text->len, looking.at, &looking.character);
    looking.after = 0;
    if (looking.at + looking.len < text->len)
      ec_letters_at(text->text, text->len, looking.at + looking.len, &looking.after);
    judge(&looking);
    looking.in_flag =
        looking.character == 0x1F3F4 || (looking.in_flag && is_tag(looking.character));
  }
}
