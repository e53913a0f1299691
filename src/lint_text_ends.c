/* SPDX-License-Identifier: MIT */

/* How a sentence ends. From its end backwards: blanks, tags and the key of a menu item "(_O)" are
 * passed over, then quotes and brackets, and what is left is a stop or is none. A "." can be the
 * one of an abbreviation or of a number; where that is possible, it says nothing. */

#include <stdlib.h>
#include <string.h>

#include "lint_text_rules.h"

enum {
  TAG_MAX = 32,       /* bytes of a tag at the end */
  BRACKETS_MAX = 160, /* bytes between brackets at the end */
  WORD_MAX = 40,      /* bytes of the word before a full stop that are looked at */
};

static bool is_one_of(const char *const *list, size_t count, const char *what)
{
  for (size_t i = 0; i < count; i++)
    if (*list[i] == *what && strcmp(list[i], what) == 0)
      return true;
  return false;
}

/* ------------------------------------------------------------ what is passed over */

static size_t skip_blanks(const struct ec_sentence *sentence, size_t end)
{
  uint32_t c;
  while (end > 0) {
    const size_t len = ec_letters_before(sentence->text, end, &c);
    if (!ec_letters_is_blank(c) && c != 0x200E && c != 0x200F)
      break;
    end -= len;
  }
  return end;
}

/* Before "</b>" or "<br/>", else `end`. */
static size_t skip_tag(const struct ec_sentence *sentence, size_t end)
{
  if (!end || sentence->text[end - 1] != '>')
    return end;
  for (size_t at = end - 1; at > 0 && end - at < TAG_MAX; at--) {
    const char next = sentence->text[at];
    if (sentence->text[at - 1] == '<')
      return next == '/' || ec_letters_is_latin((unsigned char)next) ? at - 1 : end;
  }
  return end;
}

/* Before "(_O)", "(&O)" or "(O)", which East Asian menus have for a key that is in no word. */
static size_t skip_key(const struct ec_sentence *sentence, size_t end)
{
  const char *text = sentence->text;
  if (end < 4 || text[end - 1] != ')' || (unsigned char)text[end - 2] >= 0x80 ||
      !(ec_letters_is_latin((unsigned char)text[end - 2]) ||
        ec_letters_is_digit((unsigned char)text[end - 2])))
    return end;
  if (text[end - 3] == '(')
    return end - 3;
  return text[end - 4] == '(' && strchr("_&~", text[end - 3]) ? end - 4 : end;
}

static size_t skip_around(const struct ec_sentence *sentence, size_t end)
{
  for (size_t last = end + 1; last != end;) {
    last = end;
    end = skip_blanks(sentence, end);
    end = skip_tag(sentence, end);
    end = skip_key(sentence, end);
  }
  return end;
}

static size_t skip_closing(const struct ec_sentence *sentence, size_t end)
{
  uint32_t c;
  while (end > 0) {
    const size_t len = ec_letters_before(sentence->text, end, &c);
    if (!ec_letters_is_closing(c) && !ec_letters_is_quote(c) && c != 0xFF02 && c != '`' &&
        c != '*' && !ec_letters_is_blank(c))
      break;
    end -= len;
  }
  return end;
}

/* ---------------------------------------------------------- full stops of words */

static int compare_words(const void *a, const void *b)
{
  return strcmp(a, *(const char *const *)b);
}

/* In lower case; those of languages whose catalogs are full of them. */
static bool is_abbreviation(const char *word)
{
  /* Sorted by their bytes. */
  static const char *const list[] = {
      "abb", "al",   "allg", "anz", "apod", "approx", "aprox", "art", "atd", "aug",  "avg",
      "bzw", "ca",   "cf",   "co",  "corp", "dec",    "dept",  "dgl", "ed",  "eds",  "ej",
      "est", "etc",  "evtl", "ex",  "excl", "exkl",   "feb",   "ff",  "fig", "ggf",  "godz",
      "hrs", "inc",  "incl", "inf", "inkl", "itd",    "itp",   "jan", "jr",  "kl",   "km",
      "ltd", "max",  "mfl",  "mgl", "min",  "mins",   "misc",  "mm",  "mr",  "mrs",  "msg",
      "máx", "mín",  "např", "no",  "nos",  "nov",    "np",    "nr",  "núm", "oct",  "osv",
      "pp",  "prev", "prof", "pág", "resp", "sec",    "secs",  "sek", "sep", "sept", "sr",
      "st",  "std",  "stk",  "str", "tel",  "tj",     "tzn",   "tzv", "usw", "ver",  "vgl",
      "vol", "vs",   "zzgl", "др",  "мин",  "млн",    "напр",  "пр",  "руб", "сек",  "см",
      "стр", "тыс",  "час",
  };
  return bsearch(word, list, sizeof list / sizeof *list, sizeof *list, compare_words);
}

/* A conversion of printf ends there: "%s", "%-5.2f", "%1$lu". */
static bool ends_conversion(const char *word, size_t len)
{
  size_t at = len;
  while (at > 0 && word[at - 1] != '%' && len - at < 10)
    at--;
  return at > 0 && at < len && word[at - 1] == '%';
}

/* Segments between full stops of no more than three letters each: "e.g", "z.B", "т.д". */
static bool is_dotted(const char *word, size_t len)
{
  size_t letters = 0, dots = 0;
  for (size_t i = 0; i < len; i++) {
    if (word[i] == '.')
      dots++, letters = 0;
    else if (((unsigned char)word[i] & 0xC0) != 0x80 && ++letters > 3)
      return false;
  }
  return dots > 0;
}

/* Of a language in which "5." is the fifth. */
static bool has_dotted_ordinals(const char *language)
{
  static const char *const none[] = {"",   "en", "zh", "ja", "ko", "fr", "es", "pt", "it", "nl",
                                     "ru", "uk", "be", "el", "ar", "he", "fa", "ur", "hi"};
  return !is_one_of(none, sizeof none / sizeof *none, language);
}

/* Whether the "." at `at` ends a sentence, as far as the word before it can tell. */
static bool ends_sentence(const struct ec_sentence *sentence, size_t at, const char *language)
{
  char word[WORD_MAX + 1];
  size_t begin = at, letters = 0, len;
  uint32_t c = 0;
  while (begin > 0 && at - begin < WORD_MAX - 4) {
    len = ec_letters_before(sentence->text, begin, &c);
    if (ec_letters_is_blank(c) || ec_letters_is_opening(c) || c == '/')
      break;
    if (!letters++ && (ec_letters_is_han(c) || ec_letters_is_kana(c) || c == EC_TEXT_SLOT))
      return true;
    begin -= len;
  }
  len = at - begin;
  if (!len)
    return false;
  for (size_t i = 0; i < len; i++) {
    const char byte = sentence->text[begin + i];
    word[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
  }
  word[len] = '\0';
  if (ends_conversion(word, len))
    return true;
  if (ec_letters_is_digit((unsigned char)word[len - 1]))
    return !has_dotted_ordinals(language);
  return letters > 1 && !is_dotted(word, len) && !is_abbreviation(word);
}

/* --------------------------------------------------------------------- the end */

/* Marks that are a stop in one language only. */
static bool is_stop_of(uint32_t c, const char *language)
{
  static const char *const colons[] = {"am", "hy", "hye", "ti"};
  if (c == ';')
    return strcmp(language, "el") == 0;
  return c == ':' && is_one_of(colons, sizeof colons / sizeof *colons, language);
}

/* More than one full stop in a row there. */
static bool are_dots(const struct ec_sentence *sentence, size_t end, uint32_t c)
{
  return ec_text_char_before(sentence, end) == c &&
         ec_text_char_before(sentence, end - (c < 0x80 ? 1 : 3)) == c;
}

/* "PREFIX/..", and "." and ".." alone */
static bool is_folder_above(const struct ec_sentence *sentence, size_t end)
{
  uint32_t before = '.';
  while (before == '.' && end > 0)
    end -= ec_letters_before(sentence->text, end, &before);
  return before == '/';
}

/* "#!", "$?": before a mark of a sentence there is something else. */
static bool is_part_of_code(uint32_t before)
{
  return before && before < 0x80 && strchr("#$&*+-/<=\\^_|~@", (int)before);
}

static enum ec_text_end end_at(const struct ec_sentence *sentence, size_t end, const char *language)
{
  uint32_t c;
  const size_t len = ec_letters_before(sentence->text, end, &c);
  if (c == '.' && is_folder_above(sentence, end))
    return EC_TEXT_END_OTHER;
  if (c == 0x2026 || c == 0x22EF || ((c == '.' || c == 0x3002) && are_dots(sentence, end, c)))
    return EC_TEXT_END_DOTS;
  if (c == '.' && !ends_sentence(sentence, end - len, language))
    return EC_TEXT_END_OTHER;
  if ((c == '!' || c == '?') && is_part_of_code(ec_text_char_before(sentence, end - len)))
    return EC_TEXT_END_OTHER;
  if (ec_letters_is_stop(c) || is_stop_of(c, language))
    return EC_TEXT_END_STOP;
  if (ec_letters_is_letter(c) || ec_letters_is_digit(c) || c == EC_TEXT_SLOT || c == ',' ||
      c == 0xFF0C || c == 0x3001 || c == 0x060C)
    return EC_TEXT_END_NONE;
  return EC_TEXT_END_OTHER;
}

/* "Go on? (y/n)": a stop before the brackets or quotes at the end. */
static bool has_stop_before_brackets(const struct ec_sentence *sentence, size_t end,
                                     const char *language)
{
  uint32_t c;
  size_t at = end;
  while (at > 0 && end - at < BRACKETS_MAX) {
    at -= ec_letters_before(sentence->text, at, &c);
    if (!ec_letters_is_opening(c) && !ec_letters_is_quote(c))
      continue;
    at = skip_blanks(sentence, at);
    at = skip_closing(sentence, at);
    return at > 0 && end_at(sentence, at, language) != EC_TEXT_END_NONE;
  }
  return false;
}

enum ec_text_end ec_text_end_of(const struct ec_sentence *sentence, const char *language,
                                size_t *at, size_t *end)
{
  uint32_t c;
  *end = skip_around(sentence, sentence->len);
  *at = *end;
  if (!*end)
    return EC_TEXT_END_OTHER;
  *at -= ec_letters_before(sentence->text, *end, &c);
  const size_t inner = skip_closing(sentence, *end);
  if (!inner)
    return EC_TEXT_END_OTHER;
  const enum ec_text_end kind = end_at(sentence, inner, language);
  if (inner < *end && kind == EC_TEXT_END_NONE &&
      has_stop_before_brackets(sentence, inner, language))
    return EC_TEXT_END_OTHER;
  return inner == *end || kind == EC_TEXT_END_NONE ? kind : EC_TEXT_END_OTHER;
}

bool ec_text_is_long(const struct ec_sentence *sentence)
{
  size_t words = 0, ideographs = 0, len;
  bool in_word = false;
  uint32_t c;
  for (size_t at = 0; at < sentence->len && words < 3 && ideographs < 6; at += len) {
    len = ec_letters_at(sentence->text, sentence->len, at, &c);
    const bool is_part = ec_letters_is_letter(c) || ec_letters_is_digit(c) || c == EC_TEXT_SLOT;
    ideographs += ec_letters_is_han(c) || ec_letters_is_kana(c);
    words += is_part && !in_word;
    in_word = is_part || (in_word && !ec_letters_is_blank(c));
  }
  return words >= 3 || ideographs >= 6;
}
