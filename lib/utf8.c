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

static bool eight_ascii(const unsigned char *s)
{
  uint64_t bytes;
  memcpy(&bytes, s, sizeof bytes);
  return !(bytes & UINT64_C(0x8080808080808080));
}

size_t ec_utf8_valid(const char *s, size_t len)
{
  const unsigned char *bytes = (const unsigned char *)s;
  size_t at = 0;
  while (at < len) {
    size_t want;
    if (bytes[at] < 0x80) {
      at += len - at >= 8 && eight_ascii(bytes + at) ? 8 : 1;
      continue;
    }
    if (agree(bytes + at, len - at, &want) < want || !want)
      break;
    at += want;
  }
  return at;
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
