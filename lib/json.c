/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <math.h>
#include <string.h>

#include "inline.h"
#include "number.h"

/* ------------------------------------------------------------------ strings */

/* Most strings are short and ASCII, and no character of them is escaped. That is seen while they
 * are copied, eight bytes at once: one below a space, above a tilde, or one of "\<, has its highest
 * bit set in what this returns. Where it is, something beside it may be, too. */
INLINE uint64_t suspects(uint64_t bytes)
{
  const uint64_t ones = UINT64_C(0x0101010101010101);
  return bytes | (bytes - ones * ' ') | ((bytes ^ ones * '"') - ones) |
         ((bytes ^ ones * '\\') - ones) | ((bytes ^ ones * '<') - ones) |
         ((bytes ^ ones * 0x7f) - ones);
}

/* Copies len bytes, and says whether that is all there is to do; if not, they are for nothing. */
INLINE bool copy_simple(char *to, const char *from, size_t len)
{
  uint64_t bytes = UINT64_C(0x2020202020202020), found = 0;
  uint32_t half[2];
  if (len >= 8) {
    for (size_t at = 0; at < len - 8; at += 8) {
      memcpy(&bytes, from + at, 8);
      memcpy(to + at, &bytes, 8);
      found |= suspects(bytes);
    }
    memcpy(&bytes, from + len - 8, 8);
    memcpy(to + len - 8, &bytes, 8);
  } else if (len >= 4) {
    memcpy(&half[0], from, 4);
    memcpy(&half[1], from + len - 4, 4);
    memcpy(to, &half[0], 4);
    memcpy(to + len - 4, &half[1], 4);
    bytes = half[0] | (uint64_t)half[1] << 32;
  } else {
    for (size_t i = 0; i < len; i++) {
      to[i] = from[i];
      bytes = bytes << 8 | (unsigned char)from[i];
    }
  }
  return !((found | suspects(bytes)) & UINT64_C(0x8080808080808080));
}

void ec_json_string(struct ec_json *json, const char *bytes, size_t len)
{
  struct ec_buf *out = json->out;
  EC_JSON_PUT(json, "\"");
  if (len <= out->room && copy_simple(out->at, bytes, len)) {
    out->at += len;
    out->room -= len;
  } else {
    ec_sink_put(out, json->sink, bytes, len);
  }
  EC_JSON_PUT(json, "\"");
}

/* -------------------------------------------------------- names and numbers */

void ec_json_key_line(struct ec_json *json, const char *key, size_t len)
{
  ec_json_next(json);
  ec_buf_add(json->out, key + 1, len - 1);
  EC_JSON_PUT(json, " ");
}

void ec_json_name(struct ec_json *json, const char *name, size_t len)
{
  ec_json_next(json);
  ec_json_string(json, name, len);
  if (json->lines)
    EC_JSON_PUT(json, ": ");
  else
    EC_JSON_PUT(json, ":");
}

static void put_number(struct ec_json *json, const char *digits, size_t len, bool quoted)
{
  if (quoted)
    ec_json_clean(json, digits, len);
  else
    ec_buf_add(json->out, digits, len);
}

static const int64_t exact = (INT64_C(1) << 53) - 1;

void ec_json_integer(struct ec_json *json, int64_t value, bool quoted)
{
  char digits[EC_NUMBER_SIZE];
  size_t len = ec_number_integer(&ec_number_bare, value, digits);
  put_number(json, digits, len, quoted || value > exact || value < -exact);
}

void ec_json_unsigned(struct ec_json *json, uint64_t value, bool quoted)
{
  char digits[EC_NUMBER_SIZE];
  size_t len = ec_number_unsigned(&ec_number_bare, value, digits);
  put_number(json, digits, len, quoted || value > (uint64_t)exact);
}

void ec_json_double(struct ec_json *json, double value, bool quoted)
{
  char digits[EC_NUMBER_SIZE];
  size_t len = ec_number_double(value, digits);
  quoted = quoted || !isfinite(value);
  put_number(json, digits, len, quoted);
  if (!quoted && fabs(value) > (double)exact && !memchr(digits, '.', len) &&
      !memchr(digits, 'e', len))
    EC_JSON_PUT(json, ".0");
}
