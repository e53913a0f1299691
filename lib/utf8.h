/* SPDX-License-Identifier: MIT */
#ifndef EC_UTF8_H
#define EC_UTF8_H

/* UTF-8 (RFC 3629, Unicode Table 3-7). Knows sequences of bytes; refuses to know
 * characters' properties. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The length of the longest prefix of s[0..len) that is well-formed. */
size_t ec_utf8_valid(const char *s, size_t len);

/* The same, and on the way *nul, the offset of the first NUL in that prefix, or len. */
size_t ec_utf8_scan(const char *s, size_t len, size_t *nul);

/* The length of the ill-formed sequence at s, as Unicode counts "maximal subparts"
 * (one U+FFFD stands for each); s[0..len) is not empty and not well-formed there. */
size_t ec_utf8_bad(const char *s, size_t len);

/* The greatest boundary between characters that is at most `len`: where well-formed
 * text may be cut when only its first `len` bytes are there. */
size_t ec_utf8_floor(const char *s, size_t len);

/* The code point at s, which is well-formed, and its length. */
uint32_t ec_utf8_decode(const char *s, size_t *len);

/* Copies len bytes and says whether all are ASCII. When they are not, what is copied is for
 * nothing: they may have to be changed. */
static inline bool ec_utf8_copy_ascii(char *to, const char *from, size_t len)
{
  const uint64_t high = UINT64_C(0x8080808080808080);
  uint64_t first, last, all = 0;
  uint32_t half[2];
  if (len >= 8) {
    memcpy(&last, from + len - 8, 8);
    for (size_t i = 0; i + 8 < len; i += 8) {
      memcpy(&first, from + i, 8);
      memcpy(to + i, &first, 8);
      all |= first;
    }
    memcpy(to + len - 8, &last, 8);
    all |= last;
  } else if (len >= 4) {
    memcpy(&half[0], from, 4);
    memcpy(&half[1], from + len - 4, 4);
    memcpy(to, &half[0], 4);
    memcpy(to + len - 4, &half[1], 4);
    all = half[0] | half[1];
  } else {
    for (size_t i = 0; i < len; i++) {
      to[i] = from[i];
      all |= (unsigned char)from[i];
    }
  }
  return !(all & high);
}

#endif
