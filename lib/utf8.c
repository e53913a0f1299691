/* SPDX-License-Identifier: MIT */
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

/* Unicode 15, Table 3-7: what the lead byte allows for the second byte. Later bytes
 * are always 80..BF. `length` 0 marks a byte that never leads. */
struct lead {
  unsigned length, low, high;
};

static struct lead lead_of(unsigned char byte)
{
  if (byte < 0x80)
    return (struct lead){1, 0, 0};
  if (byte < 0xc2 || byte > 0xf4)
    return (struct lead){0, 0, 0};
  if (byte < 0xe0)
    return (struct lead){2, 0x80, 0xbf};
  if (byte < 0xf0)
    return (struct lead){3, byte == 0xe0 ? 0xa0 : 0x80, byte == 0xed ? 0x9f : 0xbf};
  return (struct lead){4, byte == 0xf0 ? 0x90 : 0x80, byte == 0xf4 ? 0x8f : 0xbf};
}

/* How many bytes at s agree with the table; `*want` is how many it asks for (0: none lead). */
static size_t agree(const unsigned char *s, size_t len, size_t *want)
{
  struct lead lead = lead_of(s[0]);
  *want = lead.length;
  if (!lead.length)
    return 0;
  size_t i = 1;
  while (i < lead.length && i < len && s[i] >= (i == 1 ? lead.low : 0x80) &&
         s[i] <= (i == 1 ? lead.high : 0xbf))
    i++;
  return i;
}

/* The length of the well-formed character at s, or 0. */
static size_t character(const unsigned char *s, size_t len)
{
  if (s[0] < 0x80)
    return 1;
  /* The same table for four bytes at once, with NUL for those that are not there: which bits are
   * fixed, and those of the first two bytes by which what is overlong, a surrogate or past U+10FFFF
   * shows. */
  uint32_t word = (uint32_t)s[0] << 24;
  if (len >= 4)
    word |= (uint32_t)s[1] << 16 | (uint32_t)s[2] << 8 | s[3];
  else
    word |= (len > 1 ? (uint32_t)s[1] << 16 : 0) | (len > 2 ? (uint32_t)s[2] << 8 : 0);
  if ((word & 0xf0c0c000) == 0xe0808000) {
    uint32_t bits = word & 0x0f200000;
    return bits && bits != 0x0d200000 ? 3 : 0;
  }
  if ((word & 0xe0c00000) == 0xc0800000)
    return word & 0x1e000000 ? 2 : 0;
  if ((word & 0xf8c0c0c0) != 0xf0808080)
    return 0;
  uint32_t bits = word & 0x07300000;
  return bits && bits <= 0x04000000 ? 4 : 0;
}

/* Whether the eight bytes at s are ASCII, and none of them NUL: of bytes below 80, subtracting one
 * from each sets the highest bit of a NUL and of no byte before it. */
static bool eight_plain(const unsigned char *s)
{
  uint64_t bytes;
  memcpy(&bytes, s, sizeof bytes);
  return !((bytes | (bytes - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080));
}

size_t ec_utf8_scan(const char *s, size_t len, size_t *nul)
{
  const unsigned char *bytes = (const unsigned char *)s;
  size_t at = 0;
  *nul = len;
  while (at < len) {
    while (len - at >= 8 && eight_plain(bytes + at))
      at += 8;
    /* The last word may begin among bytes that were seen before. */
    if (len >= 8 && len - at < 8 && eight_plain(bytes + len - 8))
      return len;
    /* What is not plain is seldom alone. */
    for (size_t stop = at + 8; at < len && at < stop;) {
      if (!bytes[at] && *nul == len)
        *nul = at;
      size_t length = character(bytes + at, len - at);
      if (!length)
        return at;
      stop = length > 1 ? at + 8 : stop;
      at += length;
    }
  }
  return at;
}

size_t ec_utf8_valid(const char *s, size_t len)
{
  size_t nul;
  return ec_utf8_scan(s, len, &nul);
}

size_t ec_utf8_bad(const char *s, size_t len)
{
  size_t want, got = agree((const unsigned char *)s, len, &want);
  return got ? got : 1;
}

size_t ec_utf8_floor(const char *s, size_t len)
{
  size_t at = len;
  for (unsigned back = 0; at && back < 3 && ((unsigned char)s[at - 1] & 0xc0) == 0x80; back++)
    at--;
  if (!at)
    return len; /* no lead byte at all: not a cut character */
  size_t want = lead_of((unsigned char)s[at - 1]).length;
  return want > len - (at - 1) ? at - 1 : len;
}

uint32_t ec_utf8_decode(const char *s, size_t *len)
{
  const unsigned char *bytes = (const unsigned char *)s;
  size_t length = lead_of(bytes[0]).length;
  uint32_t c = length == 1 ? bytes[0] : bytes[0] & (0x7fU >> length);
  for (size_t i = 1; i < length; i++)
    c = c << 6 | (bytes[i] & 0x3f);
  *len = length ? length : 1;
  return c;
}
