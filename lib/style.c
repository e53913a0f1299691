/* SPDX-License-Identifier: MIT */
#include "style.h"

#include <string.h>

#include "style_skeleton.h"

/* Patterns of numbers, as icu::DecimalFormat reads them:
 *
 *   pattern    = part [ ";" [ part ] ]              positive and negative numbers
 *   part       = [ pad ] affix [ pad ] integer [ "." fraction ] [ exponent ] [ pad ] affix [ pad ]
 *   pad        = "*" literal                        once in a part
 *   affix      = *literal                           none of # @ ; * . , and digits unquoted
 *   literal    = any character but "'" / "'" *any "'"
 *   integer    = *( "#" / "," ) ( *( digit / "," ) / 1*( "@" / "," ) *( "#" / "," ) )
 *   fraction   = *digit *"#"
 *   exponent   = "E" [ "+" ] *"0"                   not with "," in the integer
 *
 * where no "," is the last of the integer or next but one before the last "," (no group of none is
 * at the end). errcat wants a digit, "#" or "@" in each: a pattern without is a keyword that is
 * misspelt. There are at most DIGITS_MAX of them.
 *
 * Patterns of dates, as icu::SimpleDateFormat reads them: letters stand for parts of a date, the
 * same one up to WIDTH_MAX times in a row; what is in apostrophes, and what is no ASCII letter,
 * stands for itself. ICU stops to write at a letter that stands for nothing, and passes it over in
 * a skeleton; errcat refuses it.
 *
 * Names of sets of rules: "%" and ASCII letters, digits and hyphens. ICU passes over those that
 * the language does not have. */

enum { DIGITS_MAX = 40, WIDTH_MAX = 20 };

struct reader {
  const char *text;
  size_t at, len;
  struct ec_style_fault *fault;
};

static bool refuse(struct reader *r, errcat_status status, const char *want)
{
  *r->fault = ec_style_refusal(r->at, status, want);
  return false;
}

/* The byte at the cursor, or 0 past the end: no pattern has a use for it. */
static char peek(const struct reader *r)
{
  return r->at < r->len ? r->text[r->at] : '\0';
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* ------------------------------------------------------ patterns of numbers */

/* One part of a pattern while it is read. */
struct decimal {
  bool padded;
  size_t digits;             /* of any kind */
  size_t hashes, ats, zeros; /* "#" behind "@", "@", and digits of the integer */
  int groups[3];             /* sizes, from the last; -1: there is none */
};

static bool count_digit(struct reader *r, struct decimal *d)
{
  return ++d->digits <= DIGITS_MAX ||
         refuse(r, ERRCAT_E_LIMIT, WANT("fault.style-digits", "at most 40 digits"));
}

/* A byte of a character of UTF-8 that is not its first. */
static bool is_trail(char c)
{
  return ((unsigned char)c & 0xc0) == 0x80;
}

/* Moves past one character, or a quotation. */
static bool literal(struct reader *r)
{
  if (peek(r) == '\'') {
    const char *from = r->text + r->at + 1;
    const char *close = memchr(from, '\'', r->len - r->at - 1);
    if (!close)
      return refuse(r, ERRCAT_E_SYNTAX,
                    WANT("fault.style-quote", "another apostrophe for this one"));
    r->at = (size_t)(close - r->text);
  }
  do
    r->at++;
  while (is_trail(peek(r)));
  return true;
}

static bool pad(struct reader *r, struct decimal *d)
{
  if (peek(r) != '*')
    return true;
  if (d->padded)
    return refuse(r, ERRCAT_E_SYNTAX,
                  WANT("fault.style-pad-once", "\"*\" and a character to pad with once"));
  d->padded = true;
  r->at++;
  if (r->at == r->len)
    return refuse(r, ERRCAT_E_SYNTAX,
                  WANT("fault.style-pad", "a character to pad with after \"*\""));
  return literal(r);
}

static bool is_special(char c)
{
  return is_digit(c) || (c && strchr("#@;*.,", c));
}

static bool affix(struct reader *r)
{
  while (r->at < r->len && !is_special(peek(r)))
    if (!literal(r))
      return false;
  return true;
}

static const char *integer_fault(const struct decimal *d, char c)
{
  if (c == '#' && d->zeros)
    return WANT("fault.style-hash-after-digit",
                "no \"#\" after a digit and before the decimal point");
  if (c == '@' && d->zeros)
    return WANT("fault.style-at-after-digit", "no \"@\" after a digit");
  if (c == '@' && d->hashes)
    return WANT("fault.style-at-after-hash", "no \"@\" after \"@#\"");
  if (is_digit(c) && d->ats)
    return WANT("fault.style-digit-after-at", "no digit after \"@\"");
  return NULL;
}

static bool integer(struct reader *r, struct decimal *d)
{
  for (;; r->at++) {
    char c = peek(r);
    const char *want = integer_fault(d, c);
    if (want)
      return refuse(r, ERRCAT_E_SYNTAX, want);
    if (c == ',') {
      d->groups[2] = d->groups[1];
      d->groups[1] = d->groups[0];
      d->groups[0] = 0;
    } else if (c == '#' || c == '@' || is_digit(c)) {
      d->groups[0]++;
      d->hashes += c == '#' && d->ats;
      d->ats += c == '@';
      d->zeros += is_digit(c);
      if (!count_digit(r, d))
        return false;
    } else {
      break;
    }
  }
  if ((d->groups[0] == 0 && d->groups[1] != -1) || (d->groups[1] == 0 && d->groups[2] != -1))
    return refuse(r, ERRCAT_E_SYNTAX,
                  WANT("fault.style-group", "a digit or \"#\" in each group that \",\" begins"));
  return true;
}

static bool fraction(struct reader *r, struct decimal *d)
{
  size_t hashes = 0;
  for (r->at++; peek(r) == '#' || is_digit(peek(r)); r->at++) {
    hashes += peek(r) == '#';
    if (hashes && peek(r) != '#')
      return refuse(r, ERRCAT_E_SYNTAX,
                    WANT("fault.style-digit-after-hash",
                         "no digit after \"#\" and behind the decimal point"));
    if (!count_digit(r, d))
      return false;
  }
  return true;
}

static bool exponent(struct reader *r, struct decimal *d)
{
  if (peek(r) != 'E')
    return true;
  if (d->groups[1] != -1)
    return refuse(r, ERRCAT_E_SYNTAX,
                  WANT("fault.style-exponent-in-groups", "no exponent in a pattern with \",\""));
  r->at++;
  r->at += peek(r) == '+';
  for (; peek(r) == '0'; r->at++)
    if (!count_digit(r, d))
      return false;
  return true;
}

/* ICU 71 reads this sign as the decimal point when digits follow; before, it was a fault. */
static bool currency_point(const struct reader *r)
{
  static const char sign[] = "¤";
  size_t len = sizeof sign - 1;
  return r->len - r->at > len && memcmp(r->text + r->at, sign, len) == 0 &&
         (r->text[r->at + len] == '#' || is_digit(r->text[r->at + len]));
}

static bool decimal_part(struct reader *r)
{
  struct decimal d = {.groups = {0, -1, -1}};
  size_t start = r->at;
  if (!pad(r, &d) || !affix(r) || !pad(r, &d) || !integer(r, &d))
    return false;
  if (peek(r) != '.' && currency_point(r))
    return refuse(r, ERRCAT_E_UNSUPPORTED,
                  WANT("fault.style-currency-point", "no currency sign as the decimal point"));
  if (peek(r) == '.' && !fraction(r, &d))
    return false;
  if (!exponent(r, &d) || !pad(r, &d) || !affix(r) || !pad(r, &d))
    return false;
  if (r->at < r->len && peek(r) != ';')
    return refuse(
        r, ERRCAT_E_SYNTAX,
        WANT("fault.style-special", "apostrophes around a special character that is text"));
  if (d.digits)
    return true;
  /* What is wrong is the word, not the white space before it. */
  for (r->at = start; peek(r) == ' ' && r->at + 1 < r->len;)
    r->at++;
  return refuse(
      r, ERRCAT_E_UNSUPPORTED,
      WANT("fault.style-number",
           "a keyword (integer, percent, currency), or a pattern with \"0\" or \"#\" in it"));
}

static bool number_pattern(struct reader *r)
{
  if (!decimal_part(r))
    return false;
  if (r->at == r->len || ++r->at == r->len)
    return true;
  if (!decimal_part(r))
    return false;
  return r->at == r->len ||
         refuse(r, ERRCAT_E_SYNTAX, WANT("fault.style-parts", "at most one \";\""));
}

/* -------------------------------------------------------- patterns of dates */

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Moves past the same letter as often as it stands there. */
static bool field(struct reader *r, const char *letters, const char *want)
{
  char letter = peek(r);
  size_t from = r->at;
  if (!is_letter(letter) || !strchr(letters, letter))
    return refuse(r, ERRCAT_E_UNSUPPORTED, want);
  for (; peek(r) == letter; r->at++)
    if (r->at - from == WIDTH_MAX)
      return refuse(r, ERRCAT_E_LIMIT,
                    WANT("fault.style-letters", "at most 20 of one letter in a row"));
  return true;
}

static bool date_pattern(struct reader *r)
{
  while (r->at < r->len) {
    if (is_letter(peek(r))) {
      if (!field(r, "GyYuUrQqMLlwWdDFgEecabBhHkKmsSAzZOvVXx",
                 WANT("fault.style-date",
                      "a keyword (short, medium, long, full), a letter that stands for a part of a "
                      "date, or apostrophes around text")))
        return false;
    } else if (!literal(r)) {
      return false;
    }
  }
  return true;
}

static bool date_skeleton(struct reader *r)
{
  do {
    if (!field(r, "GyYuUrQqMLlwWdDFgEecabBhHkKjJCmsSAzZOvVXx",
               WANT("fault.style-date-letter", "a letter that stands for a part of a date")))
      return false;
  } while (r->at < r->len);
  return true;
}

static bool rule_set(struct reader *r)
{
  static const char want[] =
      WANT("fault.style-rules", "the name of a set of rules such as %spellout-ordinal");
  while (peek(r) == ' ')
    r->at++;
  if (r->at == r->len)
    return true;
  if (peek(r) != '%')
    return refuse(r, ERRCAT_E_UNSUPPORTED, want);
  size_t from = ++r->at;
  while (is_letter(peek(r)) || is_digit(peek(r)) || peek(r) == '-')
    r->at++;
  bool named = r->at > from;
  while (peek(r) == ' ')
    r->at++;
  return (named && r->at == r->len) || refuse(r, ERRCAT_E_UNSUPPORTED, want);
}

bool ec_style_check(enum ec_style style, const char *text, size_t len, struct ec_style_fault *fault)
{
  struct reader reader = {.text = text, .len = len, .fault = fault};
  if (len > ERRCAT_STYLE_MAX) {
    for (reader.at = ERRCAT_STYLE_MAX; is_trail(peek(&reader));)
      reader.at--;
    return refuse(&reader, ERRCAT_E_LIMIT, WANT("fault.style-bytes", "at most 128 bytes"));
  }
  switch (style) {
  case EC_STYLE_NUMBER_PATTERN:
    return number_pattern(&reader);
  case EC_STYLE_NUMBER_SKELETON:
    return ec_style_skeleton_check(text, len, fault);
  case EC_STYLE_DATE_PATTERN:
    return date_pattern(&reader);
  case EC_STYLE_DATE_SKELETON:
    return date_skeleton(&reader);
  case EC_STYLE_SPELLOUT:
  case EC_STYLE_ORDINAL:
  case EC_STYLE_DURATION:
    return rule_set(&reader);
  default:
    return !len || refuse(&reader, ERRCAT_E_SYNTAX, WANT("fault.style-text", "no text"));
  }
}
