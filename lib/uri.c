/* SPDX-License-Identifier: MIT */
#include "uri.h"

#include <string.h>

static bool is_hex(char byte)
{
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
         (byte >= 'A' && byte <= 'F');
}

/* Whether text[0] may stay. */
static bool is_allowed(const char *text, size_t len)
{
  if (*text == '%')
    return len > 2 && is_hex(text[1]) && is_hex(text[2]);
  return *text > ' ' && *text < 0x7f && !strchr("\"<>\\^`{|}", *text);
}

void ec_uri_put(struct ec_buf *out, const char *text, size_t len)
{
  static const char digits[] = "0123456789ABCDEF";
  for (size_t at = 0; at < len;) {
    size_t same = at;
    while (same < len && is_allowed(text + same, len - same))
      same++;
    ec_buf_add(out, text + at, same - at);
    at = same;
    if (at < len) {
      unsigned char byte = (unsigned char)text[at++];
      char encoded[3] = {'%', digits[byte >> 4], digits[byte & 15]};
      ec_buf_add(out, encoded, sizeof encoded);
    }
  }
}
