/* SPDX-License-Identifier: MIT */

/* Labels: what stands before a placeholder and names what is in it, "projectId: {0}" or
 * "user [{0}]". What cannot be told from the sentence around it is none. */

#include <string.h>

#include "letters.h"
#include "lint_terms.h"

enum { HAN_MAX = 8 }; /* characters of a label: a longer one is a sentence */

static bool is_run(uint32_t c)
{
  return ec_letters_is_han(c) || ec_letters_is_latin(c) || ec_letters_is_digit(c) || c == '_' ||
         c == '-';
}

/* Where the last blank before `at` begins, in a row of them. */
static size_t before_blanks(const char *text, size_t at)
{
  while (at > 0 && text[at - 1] == ' ')
    at--;
  return at;
}

/* Moves before a character that is one of these two, and blanks before it. */
static bool pass(const char *text, size_t *at, uint32_t half, uint32_t full)
{
  uint32_t c;
  if (*at == 0)
    return false;
  const size_t len = ec_letters_before(text, *at, &c);
  if (c != half && c != full)
    return false;
  *at = before_blanks(text, *at - len);
  return true;
}

/* "ID", which may stand apart from the Han before it. */
static bool is_id(const char *text, size_t begin, size_t end)
{
  return end - begin == 2 && (text[begin] | 0x20) == 'i' && (text[begin + 1] | 0x20) == 'd';
}

/* Whether the blank before `begin` is one inside a label that goes up to `end`. */
static bool goes_on(const char *text, size_t begin, size_t end)
{
  uint32_t before, behind;
  const size_t word = before_blanks(text, begin);
  if (word == 0 || begin - word > 1)
    return false;
  ec_letters_before(text, word, &before);
  ec_letters_at(text, end, begin, &behind);
  if (ec_letters_is_han(before))
    return is_id(text, begin, end);
  return is_run(before) && !ec_letters_is_han(behind);
}

/* Where the word, or the words of Latin letters, begin that end at `end`. False when something is
 * before them of which nobody knows whether it belongs to them. */
static bool find_begin(const char *text, size_t end, size_t *begin)
{
  uint32_t c = 0;
  size_t at = end;
  while (at > 0) {
    if (end - at > EC_LINT_LABEL_MAX) {
      *begin = at; /* too long, unless it is cut to a word */
      return true;
    }
    const size_t len = ec_letters_before(text, at, &c);
    const bool blank = c == ' ' && at < end && goes_on(text, at, end);
    if (!blank && !is_run(c))
      break;
    at -= len;
  }
  *begin = at;
  return at == 0 || !ec_letters_is_letter(c);
}

/* Only the last word counts in front of a bracket. */
static size_t last_word(const char *text, size_t begin, size_t end)
{
  for (size_t at = end; at > begin; at--)
    if (text[at - 1] == ' ')
      return at;
  return begin;
}

bool ec_lint_label_find(const struct ec_sentence *sentence, size_t slot,
                        struct ec_lint_label *label)
{
  const char *text = sentence->text;
  size_t at = before_blanks(text, slot), han = 0, begin;
  uint32_t c;
  const bool bracket = pass(text, &at, '[', 0xFF3B) || pass(text, &at, 0x3010, 0x3010);
  *label = (struct ec_lint_label){.text = text};
  while (pass(text, &at, ':', 0xFF1A))
    label->has_colon = true;
  if ((!bracket && !label->has_colon) || !find_begin(text, at, &begin))
    return false;
  if (!label->has_colon)
    begin = last_word(text, begin, at);
  if (begin == at || at - begin > EC_LINT_LABEL_MAX)
    return false;
  for (size_t i = begin; i < at; i += ec_letters_at(text, sentence->len, i, &c)) {
    ec_letters_at(text, sentence->len, i, &c);
    han += ec_letters_is_han(c);
  }
  label->has_han = han > 0;
  label->at = begin;
  label->len = at - begin;
  return han <= HAN_MAX;
}

/* ---------------------------------------------------------- labels of a source */

/* A name as programs have them: sub_job_id, projectId, v2. Not URL. */
static bool is_identifier(const struct ec_lint_label *label)
{
  bool lower = false;
  for (size_t i = 0; i < label->len; i++) {
    const char c = label->text[label->at + i];
    if (c == ' ')
      return false;
    if (c == '_' || (c >= '0' && c <= '9') || (lower && c >= 'A' && c <= 'Z'))
      return true;
    lower = c >= 'a' && c <= 'z';
  }
  return false;
}

static size_t count_blanks(const struct ec_lint_label *label)
{
  size_t blanks = 0;
  for (size_t i = 0; i < label->len; i++)
    blanks += label->text[label->at + i] == ' ';
  return blanks;
}

bool ec_lint_label_names(const struct ec_lint_label *label)
{
  if (label->has_han)
    return label->has_colon;
  if (is_identifier(label))
    return true;
  return label->has_colon && label->at > 0 && count_blanks(label) < 2;
}

size_t ec_lint_label_fold(const struct ec_lint_label *label, char folded[EC_LINT_LABEL_MAX])
{
  size_t len = 0;
  for (size_t i = 0; i < label->len; i++) {
    const char c = label->text[label->at + i];
    if (c != '_' && c != '-' && c != ' ')
      folded[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  return len;
}
