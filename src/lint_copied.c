/* SPDX-License-Identifier: MIT */

/* entry.copied: a translation that is the source text itself. */

#include <string.h>

#include "lint_catalog.h"

static bool is_blank(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\n';
}

static bool is_small(char byte)
{
  return byte >= 'a' && byte <= 'z';
}

static bool is_letter(char byte)
{
  return is_small(byte) || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* What the words of a text are like. Those inside a placeholder, a tag and a printf conversion are
 * not of the text, those in the cases of a plural are: what is in an even number of braces. */
struct words {
  size_t count; /* of two letters or more */
  size_t parts; /* what blanks stand between */
  bool is_name; /* a digit, or what joins names, is in them; or no small letter is */
};

static const char *conversion_end(const char *at, const char *end)
{
  while (at < end && *at && strchr("-+ #0123456789.*'$hlLqjzt", *at))
    at++;
  return at < end ? at + 1 : at;
}

static struct words words_of(const struct ec_po_string *string)
{
  struct words words = {0, 0, false};
  const char *end = string->text + string->len;
  size_t depth = 0;
  bool small = false, joined = false, blank = true;
  for (const char *at = string->text; at < end;) {
    const char *begin = at;
    if (is_letter(*at) && depth % 2 == 0) {
      for (; at < end && is_letter(*at); at++)
        small |= is_small(*at) || (unsigned char)*at >= 0x80;
      words.count += at - begin > 1;
    } else if (*at == '%') {
      at = conversion_end(at + 1, end);
    } else if (*at == '<' && at + 1 < end && (is_letter(at[1]) || at[1] == '/')) {
      const char *close = memchr(at, '>', (size_t)(end - at));
      at = close ? close + 1 : at + 1;
    } else {
      depth += *at == '{';
      depth -= *at == '}' && depth;
      joined |= depth % 2 == 0 && strchr("0123456789_-/", *at) && *at;
      joined |= *at == '.' && at + 1 < end && !is_blank(at[1]);
      at++;
    }
    words.parts += blank && !is_blank(*begin);
    blank = is_blank(*begin);
  }
  words.is_name = joined || !small;
  return words;
}

/* ---------------------------------------------------- catalogs at large: is it prose? */

/* What stands between blanks, without the punctuation around it. */
struct prose {
  size_t plain;   /* words of letters alone */
  size_t small;   /* which have no capital */
  size_t grammar; /* which are words like "the" */
  size_t code;    /* what is no word: a name, an option, a number, a tag */
};

static bool is_grammar(const char *word, size_t len)
{
  static const char list[] =
      " a an and are at be been by can cannot could do does for from had has have if in into is it "
      "its may must no not of on or should so that the their then there this to was were when "
      "which while will with would you your ";
  char key[12];
  if (len + 3 > sizeof key)
    return false;
  key[0] = ' ';
  for (size_t i = 0; i < len; i++)
    key[1 + i] = (char)(word[i] | 0x20);
  memcpy(key + 1 + len, " ", 2);
  return strstr(list, key) != NULL;
}

/* A token; placeholders of printf and of braces are neither words nor code. */
static void count_token(struct prose *prose, const char *text, size_t len)
{
  static const char around[] = "\"'`.,:;!?()";
  while (len && *text && strchr(around, *text))
    text++, len--;
  while (len && text[len - 1] && strchr(around, text[len - 1]))
    len--;
  if (!len || *text == '%' || *text == '{' || text[len] == ':')
    return;
  size_t letters = 0, capitals = 0;
  while (letters < len && (is_small(text[letters] | 0x20) || text[letters] == '\''))
    capitals += text[letters++] < 'a' && text[letters - 1] != '\'';
  if (letters < len || capitals > 1 || (capitals && !(*text < 'a'))) {
    prose->code++;
    return;
  }
  prose->plain++;
  prose->small += capitals == 0;
  prose->grammar += is_grammar(text, len);
}

static struct prose prose_of(const struct ec_po_string *string)
{
  struct prose prose = {0};
  const char *end = string->text + string->len;
  for (const char *at = string->text; at < end;) {
    const char *begin = at;
    while (at < end && !is_blank(*at))
      at++;
    count_token(&prose, begin, (size_t)(at - begin));
    at += at < end;
  }
  return prose;
}

/* Catalogs are full of what has to stay: commands, syntax, names of people and places. What is left
 * is a sentence, or some words of which none is a name. */
static bool is_prose(const struct ec_po_string *string, bool is_far)
{
  const struct prose prose = prose_of(string);
  if (prose.grammar && prose.plain >= 3 && prose.small >= 2)
    return prose.code * 2 <= prose.plain;
  return !prose.code && prose.plain >= (is_far ? 3 : 4) && prose.small * 2 > prose.plain &&
         !memchr(string->text, '\n', string->len - 1);
}

/* Languages of other scripts than Latin, in which a Latin word that stays is less often meant. */
static bool is_far(const char *language)
{
  static const char far[] =
      " am ar as be bg bn bo dz el fa gu he hi hy ja ka kk km kn ko ky lo mk ml "
      "mn mr my ne or pa ps ru sa sd si ta te tg th ti ug uk ur yi zh ";
  char key[16];
  const size_t len = strlen(language);
  if (len > sizeof key - 3)
    return false;
  key[0] = ' ';
  memcpy(key + 1, language, len);
  memcpy(key + 1 + len, " ", 2);
  return strstr(far, key) != NULL;
}

/* Without a registry the source is taken for English, as nearly all of gettext's is. */
static bool is_foreign(const struct ec_lint_file *file)
{
  const struct ec_lint_file *registry = file->registry_file;
  const char *source = registry && *registry->language ? registry->language : "en";
  return *file->language && strcmp(file->language, source) != 0;
}

bool ec_lint_is_copied(const struct ec_lint_file *file, const struct ec_lint_item *item)
{
  const struct ec_po_entry *entry = item->entry;
  if (!entry->translation_count || !is_foreign(file))
    return false;
  const struct ec_po_string *text = &entry->translations[0];
  if (!text->len || text->len != entry->id.len || memcmp(text->text, entry->id.text, text->len))
    return false;
  const struct words words = words_of(text);
  if (!words.count || (words.parts == 1 && words.is_name))
    return false;
  return item->code || is_prose(text, is_far(file->language));
}
