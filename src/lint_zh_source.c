/* SPDX-License-Identifier: MIT */

/* What the source of a translation has that its translation keeps, whatever the language: syntax of
 * commands, lists for programs, marks of interfaces. Looked for once for each text. */

#include <string.h>

#include "letters.h"
#include "lint_zh.h"

enum { MENU_MAX = 32 }; /* bytes of a pattern that may be a text of a menu */

static bool is_capital(char c)
{
  return c >= 'A' && c <= 'Z';
}

static bool is_word(char c)
{
  return ec_letters_is_latin((unsigned char)c) || ec_letters_is_digit((unsigned char)c);
}

/* Of a mark that has characters on both sides. In the English of an error message, a mark without a
 * space is no syntax but a slip. */
static unsigned signs_of_mark(const char *at, bool is_pattern)
{
  const bool tight = !is_pattern && is_word(at[-1]) && ec_letters_is_latin((unsigned char)at[1]);
  switch (*at) {
  case ',':
    return tight ? EC_ZH_TIGHT_COMMA : 0;
  case ';':
    return (tight ? EC_ZH_TIGHT_SEMICOLON : 0) | (is_capital(at[-1]) ? EC_ZH_TYPED_SEMICOLON : 0);
  case ':':
    return (tight ? EC_ZH_TIGHT_COLON : 0) |
           (at[-1] == ' ' && at[1] == ' ' ? EC_ZH_OPERATOR_COLON : 0) |
           (at[1] == ':' ? EC_ZH_DOUBLED_COLON : 0);
  default:
    return 0;
  }
}

/* "FILE...", "[OPTION]...": what may be given several times. */
static unsigned signs_of_dots(const struct ec_lint_text *source, size_t i)
{
  const char before = source->text[i > 1 && source->text[i - 1] == ' ' ? i - 2 : i - 1];
  if (source->len - i < 3 || memcmp(source->text + i, "...", 3) != 0)
    return 0;
  return is_capital(before) || before == ']' || before == '>' || before == '}' ? EC_ZH_TYPED_DOTS
                                                                               : 0;
}

/* "Open...", which opens a dialog, and "Opening...", which takes a while: interfaces have one sign
 * for that in all languages. No message with a code is one of them. */
static unsigned signs_of_end(const struct ec_lint_text *source)
{
  size_t len = source->len;
  while (len > 0 && (source->text[len - 1] == ' ' || source->text[len - 1] == '\n'))
    len--;
  if (len > 4 && source->text[len - 1] == '>') /* "</b>" */
    while (len > 0 && source->text[--len] != '<')
      continue;
  if (len <= 3 || (source->is_pattern && len > MENU_MAX))
    return 0;
  const char *end = source->text + len - 3;
  return memcmp(end, "...", 3) == 0 || memcmp(end, "…", 3) == 0 ? EC_ZH_MENU_DOTS : 0;
}

static unsigned signs_of(const struct ec_lint_text *source)
{
  unsigned signs = EC_ZH_LOOKED;
  if (!source || source->len == 0)
    return signs;
  if (source->text[0] == '(' && source->text[1] == ' ')
    signs |= EC_ZH_SPACED_BRACKET;
  const char *first = source->text + strspn(source->text, " \n");
  if (strncmp(first, "...", 3) == 0 || strncmp(first, "…", 3) == 0)
    signs |= EC_ZH_FIRST_DOTS;
  if (strstr(source->text, "...</") || strstr(source->text, "…</"))
    signs |= EC_ZH_TAGGED_DOTS;
  if (strstr(source->text, "...."))
    signs |= EC_ZH_TYPED_DOTS; /* a dotted line */
  for (size_t i = 1; i + 1 < source->len; i++) {
    signs |= signs_of_mark(source->text + i, source->is_pattern);
    if (source->text[i] == '.')
      signs |= signs_of_dots(source, i);
    else if (source->text[i] == '(' && source->text[i + 1] == ' ')
      signs |= EC_ZH_SPACED_BRACKET;
  }
  return signs;
}

bool ec_zh_source_has(struct ec_zh *zh, enum ec_zh_sign sign)
{
  if (!zh->signs)
    zh->signs = signs_of(zh->unit->source) |
                (zh->unit->source && !zh->unit->code ? signs_of_end(zh->unit->source) : 0);
  return zh->signs & sign;
}
