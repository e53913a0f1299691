/* SPDX-License-Identifier: MIT */
#ifndef EC_CHARS_H
#define EC_CHARS_H

/* Characters as a terminal sees them. Knows UTF-8, how many columns a character takes, which
 * ones a terminal would obey instead of showing, and where a line may be broken; refuses to
 * know codesets and files. */

#include <stddef.h>
#include <stdint.h>

#include "pool.h"

/* The character at s[0..len), len > 0, and how many bytes it takes. U+FFFD and 1 for a
 * byte that begins no well-formed sequence. */
size_t ec_chars_decode(const char *s, size_t len, uint32_t *character);

/* Columns: 0 for combining marks, 2 for East Asian wide and fullwidth ones, else 1. There is
 * no locale to ask wcwidth() with. */
int ec_chars_width(uint32_t character);
int ec_chars_text_width(const char *text);

/* The text in well-formed UTF-8: U+FFFD for each byte that is not. */
char *ec_chars_repair(struct ec_pool *pool, const char *bytes, size_t len);

/* The text with nothing in it that a terminal would obey: C0 controls (line feed and tab
 * among them), DEL and C1 controls become \xNN, and ill-formed bytes U+FFFD. */
char *ec_chars_clean(struct ec_pool *pool, const char *text);

/* The bytes of the longest beginning of `text` that fits into `width` columns and ends where
 * a line may be broken; the whole text when it fits, and at least one character. Breaks after
 * a space and beside wide characters, never before closing punctuation. */
size_t ec_chars_break(const char *text, int width);

#endif
