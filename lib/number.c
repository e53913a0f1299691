/* SPDX-License-Identifier: MIT */
#include "number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct ec_icu_symbols ec_number_bare = {
    .digit = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, .minus = "-"};

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

/* Copies a whole slot, for which EC_NUMBER_SIZE has room: quicker than just its digit. */
static void put_digit(struct text *text, const char digit[8])
{
  memcpy(text->bytes + text->len, digit, 8);
  text->len += digit[1] ? strlen(digit) : 1;
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

static void put_digits(struct text *text, const struct ec_icu_symbols *symbols, uint64_t value)
{
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
      put(text, symbols->group);
      separator = left > symbols->primary ? left - secondary : 0;
    }
    put_digit(text, symbols->digit[digits[left - 1]]);
  }
}

size_t ec_number_integer(const struct ec_icu_symbols *symbols, int64_t value,
                         char out[EC_NUMBER_SIZE])
{
  struct text text = {out, 0};
  if (value < 0)
    put(&text, symbols->minus);
  put_digits(&text, symbols, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
  return text.len;
}

size_t ec_number_unsigned(const struct ec_icu_symbols *symbols, uint64_t value,
                          char out[EC_NUMBER_SIZE])
{
  struct text text = {out, 0};
  put_digits(&text, symbols, value);
  return text.len;
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
