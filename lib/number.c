/* SPDX-License-Identifier: MIT */
#include "number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THOUSAND = 1000, BILLION = 1000000000 };

const struct ec_icu_symbols ec_number_bare = {
    .digit = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
    .minus = "-",
    .quick_end = BILLION};

struct text {
  char *bytes;
  size_t len;
};

static void put(struct text *text, const char *symbol)
{
  size_t len = strlen(symbol);
  memcpy(text->bytes + text->len, symbol, len);
  text->len += len;
}

/* ---------------------------------------------------------------- integers */

/* Two ways: almost every locale is served by the first, by groups of three digits. Both write whole
 * words of which only the beginning may count, which is quicker than just the digits;
 * EC_NUMBER_SIZE has room for that. */

/* clang-format off */
#define ROW(a, b, c) {'0' + (a), '0' + (b), '0' + (c), (a) ? 3 : (b) ? 2 : 1}
#define TEN(a, b) \
  ROW(a, b, 0), ROW(a, b, 1), ROW(a, b, 2), ROW(a, b, 3), ROW(a, b, 4), \
  ROW(a, b, 5), ROW(a, b, 6), ROW(a, b, 7), ROW(a, b, 8), ROW(a, b, 9)
#define HUNDRED(a) \
  TEN(a, 0), TEN(a, 1), TEN(a, 2), TEN(a, 3), TEN(a, 4), \
  TEN(a, 5), TEN(a, 6), TEN(a, 7), TEN(a, 8), TEN(a, 9)
const char ec_number_threes[1001][4] = {
  HUNDRED(0), HUNDRED(1), HUNDRED(2), HUNDRED(3), HUNDRED(4),
  HUNDRED(5), HUNDRED(6), HUNDRED(7), HUNDRED(8), HUNDRED(9)
};
/* clang-format on */

/* From BILLION on. */
static size_t put_many_thousands(char *out, const struct ec_icu_symbols *symbols, uint64_t value)
{
  uint16_t groups[7];
  unsigned count = 0;
  for (; value >= THOUSAND; value /= THOUSAND)
    groups[count++] = (uint16_t)(value % THOUSAND);
  char *at = ec_number_first(out, (uint32_t)value);
  while (count--)
    at = ec_number_group(at, ec_number_separator(symbols), groups[count]);
  return (size_t)(at - out);
}

/* How many of `count` digits stand behind the first separator; 0: there is none. */
static unsigned behind_first_separator(const struct ec_icu_symbols *symbols, unsigned count,
                                       unsigned secondary)
{
  unsigned primary = symbols->primary;
  if (!primary || count <= primary)
    return 0;
  return primary + (count - primary - 1) / secondary * secondary;
}

/* Any digits, groups and separator. */
static size_t put_symbols(char *out, const struct ec_icu_symbols *symbols, uint64_t value)
{
  struct text text = {out, 0};
  unsigned char digits[20];
  unsigned count = 0;
  do {
    digits[count++] = (unsigned char)(value % 10);
    value /= 10;
  } while (value);

  unsigned secondary = symbols->secondary ? symbols->secondary : symbols->primary;
  unsigned separator = behind_first_separator(symbols, count, secondary);
  for (unsigned left = count; left; left--) {
    if (left == separator) {
      put(&text, symbols->group);
      separator = left > symbols->primary ? left - secondary : 0;
    }
    const char *digit = symbols->digit[digits[left - 1]];
    memcpy(text.bytes + text.len, digit, 8);
    text.len += digit[1] ? strlen(digit) : 1;
  }
  return text.len;
}

static size_t put_magnitude(char *out, const struct ec_icu_symbols *symbols, uint64_t value)
{
  if (value < symbols->quick_end)
    return (size_t)(ec_number_quickly(symbols, (uint32_t)value, out) - out);
  return symbols->quick_end ? put_many_thousands(out, symbols, value)
                            : put_symbols(out, symbols, value);
}

void ec_number_prepare(struct ec_icu_symbols *symbols)
{
  size_t group_len = symbols->primary ? strlen(symbols->group) : 0;
  bool ascii = true;
  for (int i = 0; i < 10; i++)
    ascii = ascii && symbols->digit[i][0] == '0' + i && !symbols->digit[i][1];
  bool by_three = !symbols->primary ||
                  (symbols->primary == 3 && symbols->secondary % 3 == 0 && symbols->secondary <= 3);
  symbols->quick_end = ascii && by_three && group_len <= 3 ? BILLION : 0;
  symbols->group_len = (uint8_t)group_len;
}

size_t ec_number_integer(const struct ec_icu_symbols *symbols, int64_t value,
                         char out[EC_NUMBER_SIZE])
{
  size_t len = 0;
  uint64_t magnitude = (uint64_t)value;
  if (value < 0) {
    len = strlen(symbols->minus);
    memcpy(out, symbols->minus, sizeof symbols->minus);
    magnitude = 0 - magnitude;
  }
  return len + put_magnitude(out + len, symbols, magnitude);
}

size_t ec_number_unsigned(const struct ec_icu_symbols *symbols, uint64_t value,
                          char out[EC_NUMBER_SIZE])
{
  return put_magnitude(out, symbols, value);
}

/* ----------------------------------------------------------------- doubles */

/* DIGITS with the decimal point behind the first `point` of them. */
struct decimal {
  char digits[24];
  int count, point;
};

/* Of a finite value that is not negative. The process's locale chooses the decimal point of
 * printf and strtod, in any number of bytes; the digits and the exponent around it are
 * ASCII in all of them. */
static struct decimal shortest(double value)
{
  enum { ENOUGH = 17 }; /* digits read back as the same double */
  char text[64];
  for (int count = 1; count <= ENOUGH; count++) {
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    if (strtod(text, NULL) == value)
      break;
  }
  struct decimal decimal = {.count = 0};
  const char *at = text;
  for (; *at != 'e'; at++)
    if (*at >= '0' && *at <= '9')
      decimal.digits[decimal.count++] = *at;
  decimal.point = (int)strtol(at + 1, NULL, 10) + 1;
  return decimal;
}

static void put_zeros(struct text *text, int count)
{
  for (int i = 0; i < count; i++)
    put(text, "0");
}

static void put_decimal(struct text *text, const struct decimal *decimal)
{
  int point = decimal->point;
  bool scientific = point < -5 || point > 21;
  if (scientific)
    point = 1;
  if (point <= 0) {
    put(text, "0.");
    put_zeros(text, -point);
  }
  for (int i = 0; i < decimal->count; i++) {
    if (i && i == point)
      put(text, ".");
    put(text, (char[]){decimal->digits[i], '\0'});
  }
  put_zeros(text, point - decimal->count);
  if (scientific) {
    char exponent[16];
    snprintf(exponent, sizeof exponent, "e%+d", decimal->point - 1);
    put(text, exponent);
  }
}

size_t ec_number_double(double value, char out[EC_NUMBER_SIZE])
{
  struct text text = {out, 0};
  if (isnan(value)) {
    put(&text, "NaN");
    return text.len;
  }
  if (signbit(value))
    put(&text, "-");
  if (isinf(value)) {
    put(&text, "Infinity");
  } else {
    struct decimal decimal = shortest(fabs(value));
    put_decimal(&text, &decimal);
  }
  return text.len;
}

/* ----------------------------------------------------------- exact decimals */

/* Where the parts of a decimal are: whole and fraction are digits alone, and may not both be
 * looked at as one run, for the point is between them. */
struct decimal_parts {
  const char *sign; /* one byte, or none */
  const char *whole, *fraction;
  size_t sign_len, whole_len, fraction_len;
  int exponent;
};

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static size_t skip_digits(const char **at, const char *end)
{
  const char *start = *at;
  while (*at < end && is_digit(**at))
    ++*at;
  return (size_t)(*at - start);
}

static size_t skip_sign(const char **at, const char *end)
{
  bool sign = *at < end && (**at == '+' || **at == '-');
  *at += sign;
  return sign;
}

/* Whatever its length: leading zeros are allowed, as everywhere. */
static bool read_exponent(const char **at, const char *end, int *exponent)
{
  bool minus = *at < end && **at == '-';
  int value = 0;
  skip_sign(at, end);
  const char *digits = *at;
  if (!skip_digits(at, end))
    return false;
  for (; digits < *at; digits++) {
    value = value * 10 + (*digits - '0');
    if (value > ERRCAT_EXPONENT_MAX)
      return false;
  }
  *exponent = minus ? -value : value;
  return true;
}

static bool read_decimal(const char *text, size_t len, struct decimal_parts *parts)
{
  const char *at = text, *end = text + len;
  *parts = (struct decimal_parts){.sign = text};
  if (len > ERRCAT_DECIMAL_MAX)
    return false;
  parts->sign_len = skip_sign(&at, end);
  parts->whole = at;
  parts->whole_len = skip_digits(&at, end);
  parts->fraction = at;
  if (!parts->whole_len)
    return false;
  if (at < end && *at == '.') {
    parts->fraction = ++at;
    parts->fraction_len = skip_digits(&at, end);
    if (!parts->fraction_len)
      return false;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    if (!read_exponent(&at, end, &parts->exponent))
      return false;
  }
  return at == end;
}

bool ec_number_decimal(const char *text, size_t len)
{
  struct decimal_parts parts;
  return read_decimal(text, len, &parts);
}

/* How many zeros the digits end with. */
static size_t zeros_behind(const char *digits, size_t len)
{
  size_t zeros = 0;
  while (zeros < len && digits[len - 1 - zeros] == '0')
    zeros++;
  return zeros;
}

bool ec_number_decimal_integer(const char *text, size_t len)
{
  struct decimal_parts parts;
  if (!read_decimal(text, len, &parts))
    return false;
  size_t zeros = zeros_behind(parts.fraction, parts.fraction_len);
  if (zeros < parts.fraction_len)
    return parts.exponent > 0 && parts.fraction_len - zeros <= (size_t)parts.exponent;
  zeros = zeros_behind(parts.whole, parts.whole_len);
  return zeros == parts.whole_len || parts.exponent >= 0 || (size_t)-parts.exponent <= zeros;
}

/* strtod() reads the decimal point of the process's locale, so it gets none: 1.25e3 is 125e1. */
double ec_number_decimal_double(const char *text, size_t len)
{
  struct decimal_parts parts;
  char plain[ERRCAT_DECIMAL_MAX + 16];
  if (!read_decimal(text, len, &parts))
    return (double)NAN;
  struct text joined = {plain, 0};
  memcpy(plain, parts.sign, parts.sign_len);
  joined.len = parts.sign_len;
  memcpy(plain + joined.len, parts.whole, parts.whole_len);
  joined.len += parts.whole_len;
  memcpy(plain + joined.len, parts.fraction, parts.fraction_len);
  joined.len += parts.fraction_len;
  snprintf(plain + joined.len, sizeof plain - joined.len, "e%d",
           parts.exponent - (int)parts.fraction_len);
  return strtod(plain, NULL);
}
