/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_TEXT_RULES_H
#define EC_LINT_TEXT_RULES_H

/* The rules of the family "text", by topic: what is wrong with characters and punctuation in any
 * language. Knows sentences, and that what the source has alike is not the translation's fault;
 * refuses to know what a placeholder stands for, and the typography of one language (zh.…).
 * What cannot be judged safely is passed over. */

#include "letters.h"
#include "lint.h"

/* Each judges one text. ec_lint_characters() calls those for which the text has the characters. */
void ec_text_controls(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_spaces(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_brackets(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_quotes(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_doubled(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_words(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_stops(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_html(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_text_printf(struct ec_lint *lint, const struct ec_lint_unit *unit);

/* -------------------------------------------------------------- what they share */

/* Tells of bytes of a sentence, which are the argument of the rule's message. */
struct ec_finding *ec_text_find(struct ec_lint *lint, const char *rule,
                                const struct ec_lint_unit *unit, const struct ec_sentence *sentence,
                                size_t begin, size_t end);

/* What mends the finding: bytes of the sentence become `mended`. Nothing when they do not stand
 * together in the text, or when an apostrophe would come beside another. */
void ec_text_mend(struct ec_lint *lint, struct ec_finding *finding, const struct ec_lint_unit *unit,
                  const struct ec_sentence *sentence, size_t begin, size_t end, const char *mended);

/* Messages that are no texts: names of translators, and what a program reads. */
bool ec_text_is_special(const struct ec_lint_text *source);

/* Whether the bytes have these few in them. */
bool ec_text_has(const char *bytes, size_t len, const char *few, size_t few_len);

/* The character at `at` of a sentence, and before it; 0 at its ends. */
uint32_t ec_text_char(const struct ec_sentence *sentence, size_t at);
uint32_t ec_text_char_before(const struct ec_sentence *sentence, size_t at);

/* Whether it has letters; a text that has none is for a program, or speaks of its characters. */
bool ec_text_has_letters(const struct ec_lint_text *text);

/* The slot as a character. */
enum { EC_TEXT_SLOT = 0xFFFC };

/* ---------------------------------------------------------------- how a text ends */

enum ec_text_end {
  EC_TEXT_END_NONE, /* a letter, a digit, a slot, a comma */
  EC_TEXT_END_STOP, /* . ! ? 。 and so on */
  EC_TEXT_END_DOTS, /* … or ... */
  EC_TEXT_END_OTHER /* a colon, a dash, a symbol; a stop inside of brackets or quotes, or of an
                       abbreviation or a number: what says nothing */
};

/* How the sentence ends, apart from blanks and markup behind. *at is where its last character
 * begins, *end where it ends. */
enum ec_text_end ec_text_end_of(const struct ec_sentence *sentence, const char *language,
                                size_t *at, size_t *end);

/* Whether it is three words or more, or so much of a language that is written without spaces. */
bool ec_text_is_long(const struct ec_sentence *sentence);

#endif
