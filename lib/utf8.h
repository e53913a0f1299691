/* SPDX-License-Identifier: MIT */
#ifndef EC_UTF8_H
#define EC_UTF8_H

/* UTF-8 (RFC 3629, Unicode Table 3-7). Knows sequences of bytes; refuses to know
 * characters' properties. */

#include <stddef.h>
#include <stdint.h>

/* The length of the longest prefix of s[0..len) that is well-formed. */
size_t ec_utf8_valid(const char *s, size_t len);

/* The length of the ill-formed sequence at s, as Unicode counts "maximal subparts"
 * (one U+FFFD stands for each); s[0..len) is not empty and not well-formed there. */
size_t ec_utf8_bad(const char *s, size_t len);

/* The greatest boundary between characters that is at most `len`: where well-formed
 * text may be cut when only its first `len` bytes are there. */
size_t ec_utf8_floor(const char *s, size_t len);

/* The code point at s, which is well-formed, and its length. */
uint32_t ec_utf8_decode(const char *s, size_t *len);

#endif
