/* SPDX-License-Identifier: MIT */

/* Braces and digits of placeholders that were typed in full width. ICU takes ｛0｝ for text, {0｝
 * for an argument of a strange name, and {０} for one that nobody gives. Braces are paired here
 * whatever their width is; a pair counts when what stands behind the first one begins a placeholder
 * of an argument that is known, or when it is around the message of a case of such a one. */

#include <stdlib.h>
#include <string.h>

#include "lint_view.h"

enum {
  DEPTH_MAX = 24,  /* braces in braces; what is deeper is not looked at */
  HEADS_MAX = 256, /* braces behind which names are looked up */
  NUMBER_MAX = 5   /* digits */
};

enum brace { NO_BRACE, OPENS, CLOSES };
enum kind {
  OTHER,   /* nothing that is known */
  SIMPLE,  /* a placeholder */
  CASES,   /* one with cases */
  MESSAGE, /* of a case */
};

struct open {
  enum kind kind;
  size_t at;
  bool is_wide;
  size_t digits, digits_end; /* of a number some digits of which are full-width; else both 0 */
};

struct search {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
  const char *text;
  size_t len, heads, depth;
  struct open open[DEPTH_MAX];
  struct ec_lint_wide *found;
  size_t count, size;
};

/* ------------------------------------------------------------- characters */

/* The last byte of a character of three, of those that begin alike; else 0. */
static unsigned char last_of(const char *text, size_t len, size_t at, unsigned char second)
{
  return len - at >= EC_LINT_WIDE_LEN && (unsigned char)text[at] == 0xEF &&
                 (unsigned char)text[at + 1] == second
             ? (unsigned char)text[at + 2]
             : 0;
}

static enum brace brace_at(const struct search *s, size_t at, size_t *len)
{
  const char c = at < s->len ? s->text[at] : '\0';
  *len = 1;
  if (c == '{' || c == '}')
    return c == '{' ? OPENS : CLOSES;
  *len = EC_LINT_WIDE_LEN;
  const unsigned char last = at < s->len ? last_of(s->text, s->len, at, 0xBD) : 0;
  return last == 0x9B ? OPENS : last == 0x9D ? CLOSES : NO_BRACE;
}

/* '0' to '9' for a digit in full width, else 0. */
static char wide_digit(const char *text, size_t len, size_t at)
{
  const unsigned char last = last_of(text, len, at, 0xBC);
  return last >= 0x90 && last <= 0x99 ? (char)('0' + (last - 0x90)) : '\0';
}

static bool has_any(const struct ec_lint_text *text)
{
  const char *from = text->text, *end = from + text->len;
  while ((from = memchr(from, 0xEF, (size_t)(end - from)))) {
    const size_t at = (size_t)(from - text->text);
    const unsigned char brace = last_of(text->text, text->len, at, 0xBD);
    if (brace == 0x9B || brace == 0x9D || wide_digit(text->text, text->len, at))
      return true;
    from++;
  }
  return false;
}

static void skip_blanks(const struct search *s, size_t *at)
{
  while (*at < s->len && strchr(" \t\n\r", s->text[*at]) && s->text[*at])
    ++*at;
}

/* ------------------------------------------------------------------- heads */

/* A number, some digits of which may be wide, in ASCII. 0 when it is none. */
static size_t read_number(const char *text, size_t len, char *number, bool *is_wide)
{
  size_t digits = 0;
  *is_wide = false;
  for (size_t at = 0; at < len;) {
    const char wide = wide_digit(text, len, at);
    const char digit = wide ? wide : text[at];
    if (digit < '0' || digit > '9' || digits == NUMBER_MAX)
      return 0;
    number[digits++] = digit;
    *is_wide = *is_wide || wide;
    at += wide ? EC_LINT_WIDE_LEN : 1;
  }
  return digits;
}

static bool has_cases(const char *type, size_t len)
{
  return (len == 6 && (memcmp(type, "plural", 6) == 0 || memcmp(type, "select", 6) == 0)) ||
         (len == 13 && memcmp(type, "selectordinal", 13) == 0);
}

static bool is_type(const char *type, size_t len)
{
  static const char *const types[] = {"number",   "date",    "time",    "choice",
                                      "spellout", "ordinal", "duration"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strlen(types[i]) == len && memcmp(types[i], type, len) == 0)
      return true;
  return has_cases(type, len);
}

/* What follows the number or name of an argument. */
static enum kind read_tail(const struct search *s, size_t at)
{
  size_t len, letters = 0;
  skip_blanks(s, &at);
  if (brace_at(s, at, &len) == CLOSES)
    return SIMPLE;
  if (at == s->len || s->text[at] != ',')
    return OTHER;
  at++;
  skip_blanks(s, &at);
  while (at + letters < s->len && s->text[at + letters] >= 'a' && s->text[at + letters] <= 'z')
    letters++;
  if (!is_type(s->text + at, letters))
    return OTHER;
  return has_cases(s->text + at, letters) ? CASES : SIMPLE;
}

/* What the brace before `at` opens. */
static void read_head(struct search *s, size_t at, struct open *open)
{
  char number[NUMBER_MAX];
  bool is_wide;
  skip_blanks(s, &at);
  const size_t len = ec_lint_identifier(s->text, s->len, at);
  if (!len || s->heads++ == HEADS_MAX)
    return;
  const enum kind kind = read_tail(s, at + len);
  const size_t digits = read_number(s->text + at, len, number, &is_wide);
  if (kind == OTHER || !(digits ? ec_lint_name_is_known(s->unit, number, digits)
                                : ec_lint_name_is_known(s->unit, s->text + at, len)))
    return;
  open->kind = kind;
  if (digits && is_wide) {
    open->digits = at;
    open->digits_end = at + len;
  }
}

/* ------------------------------------------------------------------- pairs */

static void add(struct search *s, size_t at, char ascii)
{
  if (s->count == s->size) {
    s->size = s->size ? s->size * 2 : 8;
    struct ec_lint_wide *more = ec_pool_alloc(s->lint->scratch, s->size, sizeof *more);
    if (s->count)
      memcpy(more, s->found, s->count * sizeof *more);
    s->found = more;
  }
  s->found[s->count++] = (struct ec_lint_wide){at, ascii};
}

static void add_pair(struct search *s, const struct open *open, size_t at, bool is_wide)
{
  if (open->kind == OTHER)
    return;
  if (open->is_wide)
    add(s, open->at, '{');
  for (size_t i = open->digits; i < open->digits_end; i++) {
    const char digit = wide_digit(s->text, s->len, i);
    if (digit)
      add(s, i, digit);
  }
  if (is_wide)
    add(s, at, '}');
}

/* False when it is too deep. */
static bool brace(struct search *s, enum brace brace, size_t at, size_t len)
{
  const bool is_wide = len > 1;
  if (brace == CLOSES) {
    if (s->depth)
      add_pair(s, &s->open[--s->depth], at, is_wide);
    return true;
  }
  if (s->depth == DEPTH_MAX)
    return false;
  struct open *open = &s->open[s->depth];
  *open = (struct open){.kind = OTHER, .at = at, .is_wide = is_wide};
  if (s->depth && s->open[s->depth - 1].kind == CASES)
    open->kind = MESSAGE;
  else
    read_head(s, at + len, open);
  s->depth++;
  return true;
}

/* Behind an apostrophe and, when it quotes, what is quoted. */
static size_t pass_apostrophe(const struct search *s, size_t at)
{
  size_t len;
  if (++at < s->len && s->text[at] == '\'')
    return at + 1;
  if (!s->unit->text.jdk && brace_at(s, at, &len) == NO_BRACE)
    return at;
  for (; at < s->len; at++)
    if (s->text[at] == '\'') {
      if (at + 1 == s->len || s->text[at + 1] != '\'')
        return at + 1;
      at++;
    }
  return at;
}

static int compare(const void *a, const void *b)
{
  const size_t x = ((const struct ec_lint_wide *)a)->at, y = ((const struct ec_lint_wide *)b)->at;
  return (x > y) - (x < y);
}

size_t ec_lint_wide_find(struct ec_lint *lint, const struct ec_lint_unit *unit,
                         const struct ec_lint_wide **wide)
{
  struct search search = {
      .lint = lint, .unit = unit, .text = unit->text.text, .len = unit->text.len};
  *wide = NULL;
  if (!has_any(&unit->text))
    return 0;
  for (size_t at = 0, len; at < search.len;) {
    const enum brace found = brace_at(&search, at, &len);
    if (found != NO_BRACE && !brace(&search, found, at, len))
      break;
    if (search.text[at] == '\'')
      at = pass_apostrophe(&search, at);
    else
      at += found == NO_BRACE ? 1 : len;
  }
  if (search.count)
    qsort(search.found, search.count, sizeof *search.found, compare);
  *wide = search.found;
  return search.count;
}
