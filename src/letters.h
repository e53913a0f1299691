/* SPDX-License-Identifier: MIT */
#ifndef EC_LETTERS_H
#define EC_LETTERS_H

/* Classes of characters, and what languages do with them, as far as the rules of lint need it.
 * Knows scripts by the blocks of Unicode, what is punctuation and of which kind; refuses to know
 * texts, rules, and how wide a character is shown (see chars.h). Where a table of Unicode would be
 * needed to tell one rare character from another, it takes the block as a whole. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pool.h"

/* The character at `at` < len of a well-formed text, and the bytes that it takes. */
size_t ec_letters_beyond_ascii(const char *text, size_t len, size_t at, uint32_t *character);
static inline size_t ec_letters_at(const char *text, size_t len, size_t at, uint32_t *character)
{
  *character = (unsigned char)text[at];
  return *character < 0x80 ? 1 : ec_letters_beyond_ascii(text, len, at, character);
}
/* The same of the character that ends before `at` > 0. */
size_t ec_letters_before(const char *text, size_t at, uint32_t *character);

/* ------------------------------------------------------------------ scripts */

/* Ideographs of Chinese: all blocks of them, the extensions A to H, compatibility ideographs, and
 * 〇 and 々. */
bool ec_letters_is_han(uint32_t character);
bool ec_letters_is_kana(uint32_t character);   /* Hiragana and Katakana, half-width ones too */
bool ec_letters_is_hangul(uint32_t character); /* syllables and jamo */
/* Letters, accented ones too; not full-width. */
bool ec_letters_is_latin_beyond_ascii(uint32_t character);
static inline bool ec_letters_is_latin(uint32_t character)
{
  return character < 0x80 ? (character | 0x20) >= 'a' && (character | 0x20) <= 'z'
                          : ec_letters_is_latin_beyond_ascii(character);
}
static inline bool ec_letters_is_digit(uint32_t character) /* 0 to 9 */
{
  return character >= '0' && character <= '9';
}
/* Of any script: what words are made of. No digits; marks that are put on letters are. */
bool ec_letters_is_letter(uint32_t character);
/* Marks that combine with the character before them, variation selectors too. */
bool ec_letters_is_mark(uint32_t character);
/* Pictures: emoji, and the symbols that have a form as one. */
bool ec_letters_is_emoji(uint32_t character);

/* Controls but tab and line feed, what changes the direction of a text, joiners, spaces of no width
 * and the like: what is there and is not seen. */
bool ec_letters_is_unseen(uint32_t character);
/* The text with <U+202E> and so on instead of them, with \n and \t, and with U+2423, OPEN BOX,
 * instead of blanks at its ends and behind other blanks, for people. */
const char *ec_letters_show(struct ec_pool *pool, const char *text);

/* -------------------------------------------------------------- punctuation */

/* Spaces of any width, tab, line breaks. No character of width zero. */
bool ec_letters_is_blank(uint32_t character);
/* Of ASCII, of Latin typography, of CJK and full-width; of other scripts what ends a sentence or a
 * part of one. No symbols (+ < = > | ~ $ ^ and the like are none), no slot. */
bool ec_letters_is_punctuation(uint32_t character);
/* CJK punctuation, which brings its own space: 、。〈《「『【〔〖〘〚 and so on, full-width
 * ，．：；？！（）［］｛｝ and so on. Not “ ” ‘ ’ … — which are of the same code in every language.
 */
bool ec_letters_is_wide_punctuation(uint32_t character);
/* ！ to ～: the full-width forms of ASCII. */
bool ec_letters_is_full_width(uint32_t character);
/* What it is in ASCII, 0 for what is none of them. */
char ec_letters_half_width(uint32_t character);
/* Brackets, and quotes with a direction: « “ ‘ are opening and » ” ’ closing here, though there
 * are languages that turn them round. */
bool ec_letters_is_opening(uint32_t character);
bool ec_letters_is_closing(uint32_t character);
/* Quotes, with a direction and without: " ' “ ” „ ‟ ‘ ’ ‚ ‛ « » ‹ ›. */
bool ec_letters_is_quote(uint32_t character);
/* What ends a sentence, in any script: . ! ? … 。 ！ ？ ． ｡ । ॥ ։ ؟ ۔ ። ፧ ។ ။ ; (of Greek) and so
 * on. */
bool ec_letters_is_stop(uint32_t character);

/* ---------------------------------------------------------------- languages */

/* By the code of a language, in lower case. */
bool ec_letters_right_to_left(const char *language);
/* Whether ZERO WIDTH JOINER and NON-JOINER are a part of its spelling; true for "". */
bool ec_letters_joins(const char *language);
/* Whether its sentences end with what ec_letters_is_stop() knows. Thai and Lao ones, for example,
 * end with a space. */
bool ec_letters_has_stops(const char *language);

#endif
