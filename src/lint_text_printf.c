/* SPDX-License-Identifier: MIT */

/* Codes of printf and the like that nothing puts values for: text.printf. A source that has such
 * codes is for a program that knows them; whether the translation has the right ones is for others
 * to say (msgfmt --check). */

#include <string.h>

#include "lint_text_rules.h"

/* A number before it, or a slot, which may be one: "50 % des", "100%ige". */
static bool is_behind_number(const struct ec_sentence *sentence, size_t at)
{
  uint32_t c = ec_text_char_before(sentence, at);
  if (c == ' ')
    c = ec_text_char_before(sentence, at - 1);
  else if (c == 0xA0 || c == 0x202F)
    c = ec_text_char_before(sentence, at - (c == 0xA0 ? 2 : 3));
  return ec_letters_is_digit(c) || c == EC_TEXT_SLOT;
}

/* "%(name)s" and "${name}": the end of the name, or 0. */
static size_t name_end(const struct ec_sentence *sentence, size_t at, char close)
{
  size_t end = at;
  while (end < sentence->len && end - at < 64 &&
         (ec_letters_is_digit((unsigned char)sentence->text[end]) || sentence->text[end] == '_' ||
          sentence->text[end] == '.' ||
          (sentence->text[end] > 0 && ec_letters_is_latin((unsigned char)sentence->text[end]))))
    end++;
  return end > at && end < sentence->len && sentence->text[end] == close ? end + 1 : 0;
}

static size_t skip(const struct ec_sentence *sentence, size_t at, const char *set)
{
  while (at < sentence->len && sentence->text[at] && strchr(set, sentence->text[at]))
    at++;
  return at;
}

/* At most two letters may follow at once ("%dms"): more of them are a word. */
static bool is_word_behind(const struct ec_sentence *sentence, size_t at)
{
  size_t letters = 0;
  while (at + letters < sentence->len && letters < 3 && sentence->text[at + letters] > 0 &&
         ec_letters_is_latin((unsigned char)sentence->text[at + letters]))
    letters++;
  return letters == 3 || (at < sentence->len && (unsigned char)sentence->text[at] >= 0x80 &&
                          ec_letters_is_latin(ec_text_char(sentence, at)));
}

static bool is_hex(const struct ec_sentence *sentence, size_t at)
{
  return skip(sentence, at, "0123456789abcdefABCDEF") >= at + 2;
}

/* The end of a conversion whose "%" is at `at`; 0 when it is none. */
static size_t conversion_end(const struct ec_sentence *sentence, size_t at)
{
  const char *text = sentence->text;
  size_t end = at + 1;
  if (end < sentence->len && text[end] == '(') {
    end = name_end(sentence, end + 1, ')');
    return end && skip(sentence, end, "-+ #0123456789.") < sentence->len &&
                   strchr("sdifgxr", text[skip(sentence, end, "-+ #0123456789.")])
               ? skip(sentence, end, "-+ #0123456789.") + 1
               : 0;
  }
  if (is_hex(sentence, end) || is_behind_number(sentence, at))
    return 0;
  end = skip(sentence, end, "0123456789$*-+#.'I");
  end = skip(sentence, end, "hlLqjzt");
  if (end >= sentence->len || !text[end] || !strchr("diouxXeEfFgGcsp", text[end]) ||
      is_word_behind(sentence, end + 1))
    return 0;
  return end + 1;
}

/* The next code at *at or behind it; its end, or 0. */
static size_t find_code(const struct ec_sentence *sentence, size_t *at)
{
  for (; *at < sentence->len; ++*at) {
    size_t end = 0;
    if (sentence->text[*at] == '%' && *at + 1 < sentence->len && sentence->text[*at + 1] == '%')
      ++*at;
    else if (sentence->text[*at] == '%')
      end = conversion_end(sentence, *at);
    else if (sentence->text[*at] == '$' && *at + 1 < sentence->len &&
             sentence->text[*at + 1] == '{')
      end = name_end(sentence, *at + 2, '}');
    if (end)
      return end;
  }
  return 0;
}

/* "@E", which a program replaces by a text with codes of its own. */
static bool is_abbreviation(const struct ec_sentence *sentence, size_t at)
{
  return sentence->text[at] == '@' && (at == 0 || sentence->text[at - 1] <= ' ') &&
         ec_letters_is_latin((unsigned char)sentence->text[at + 1]) &&
         (at + 2 == sentence->len || !ec_letters_is_latin((unsigned char)sentence->text[at + 2]));
}

/* Whether the source has "%" or "$" and something somewhere, which may be a code of any program. */
static bool has_codes(const struct ec_lint_text *text)
{
  for (size_t i = 0; text && i < text->sentence_count; i++) {
    const struct ec_sentence *sentence = &text->sentences[i];
    for (size_t at = 0; at + 1 < sentence->len; at++) {
      const unsigned char byte = (unsigned char)sentence->text[at];
      const unsigned char next = (unsigned char)sentence->text[at + 1];
      if (is_abbreviation(sentence, at) || (byte == '%' && next > ' ' && next < 0x80) ||
          (byte == '$' &&
           (next == '{' || next == '_' || (next < 0x80 && ec_letters_is_latin(next)))))
        return true;
    }
  }
  return false;
}

/* A flag says what the codes are, so that others judge them. */
static bool has_format(const struct ec_po_entry *entry)
{
  static const char *const own[] = {"java-format", "icu-format"};
  static const char end[] = "-format";
  for (size_t i = 0; entry && i < entry->comment_count; i++) {
    const struct ec_po_comment *comment = &entry->comments[i];
    if (comment->kind != EC_PO_FLAG || !strstr(comment->text, end))
      continue;
    for (const char *at = comment->text; *at; at += strspn(at, ", ")) {
      const size_t len = strcspn(at, ", ");
      bool is_own = strncmp(at, "no-", 3) == 0;
      for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        is_own = is_own || (strlen(own[k]) == len && memcmp(at, own[k], len) == 0);
      if (!is_own && len > strlen(end) && memcmp(at + len - strlen(end), end, strlen(end)) == 0)
        return true;
      at += len;
    }
  }
  return false;
}

void ec_text_printf(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  if (has_codes(unit->source) || has_format(unit->entry))
    return;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    const struct ec_sentence *sentence = &unit->text.sentences[i];
    size_t at = 0;
    for (size_t end = find_code(sentence, &at); end; end = find_code(sentence, &at)) {
      ec_text_find(lint, "text.printf", unit, sentence, at, end);
      at = end;
    }
  }
}
