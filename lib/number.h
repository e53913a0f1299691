/* SPDX-License-Identifier: MIT */
#ifndef EC_NUMBER_H
#define EC_NUMBER_H

/* Plain numbers without ICU. Knows how digits are grouped, and how a number is written in a string
 * of digits; refuses to know locales. */

#include <string.h>

#include "errcat.h"

/* How a locale writes plain integers: enough to do it without ICU. All UTF-8, each with its NUL. */
struct ec_icu_symbols {
  char digit[10][8];
  char group[8];
  char minus[16];
  uint8_t primary;   /* digits in the last group; 0: none are grouped */
  uint8_t secondary; /* digits in the other groups; 0: as many as in the last */
  /* What ec_number_prepare() sees in the rest: */
  uint8_t group_len;
  uint32_t quick_end; /* below this ec_number_quickly() writes integers; 0: none. It takes ASCII
                       * digits, in groups of three or none, and a separator of at most 3 bytes */
};

/* Makes integers quick to write, where the symbols allow it; without it they are written all the
 * same. */
void ec_number_prepare(struct ec_icu_symbols *symbols);

/* Bytes that any number below can take: 20 digits, 19 separators and a minus sign, each as
 * long as struct ec_icu_symbols lets it be, and the last digit's slot to its end. */
enum { EC_NUMBER_SIZE = 20 * 7 + 19 * 7 + 15 + 1 };

/* Bare ASCII digits, nothing grouped. */
extern const struct ec_icu_symbols ec_number_bare;

/* UTF-8 at `out`, not terminated; returns its length. What ICU writes for `{0}` in the
 * locale that the symbols are of. What is behind the length may be overwritten too. */
size_t ec_number_integer(const struct ec_icu_symbols *symbols, int64_t value,
                         char out[EC_NUMBER_SIZE]);
size_t ec_number_unsigned(const struct ec_icu_symbols *symbols, uint64_t value,
                          char out[EC_NUMBER_SIZE]);

/* The digits of 0 to 999, with zeros before them, and how many there are without these. The last
 * row is no number: so much may be copied behind the last one. */
extern const char ec_number_threes[1001][4];

/* Without the zeros before it. Returns where it ends. */
static inline char *ec_number_first(char *out, uint32_t value)
{
  const char *digits = ec_number_threes[value];
  unsigned len = (unsigned char)digits[3];
  memcpy(out, digits + 3 - len, 4);
  return out + len;
}

/* What is between groups, of which `len` bytes count. */
struct ec_number_separator {
  uint32_t bytes;
  unsigned len;
};

static inline struct ec_number_separator ec_number_separator(const struct ec_icu_symbols *symbols)
{
  struct ec_number_separator separator = {.len = symbols->group_len};
  memcpy(&separator.bytes, symbols->group, sizeof separator.bytes);
  return separator;
}

/* A separator and three more digits. */
static inline char *ec_number_group(char *out, struct ec_number_separator separator, uint32_t value)
{
  memcpy(out, &separator.bytes, 4);
  memcpy(out + separator.len, ec_number_threes[value], 4);
  return out + separator.len + 3;
}

/* ec_number_integer() for what is below symbols->quick_end, which nearly all integers are. Returns
 * where it ends; up to EC_NUMBER_QUICK bytes are written. */
enum { EC_NUMBER_QUICK = 3 * 3 + 2 * 3 + 1 };
static inline char *ec_number_quickly(const struct ec_icu_symbols *symbols, uint32_t value,
                                      char *out)
{
  struct ec_number_separator separator = ec_number_separator(symbols);
  uint32_t thousands = value / 1000, millions = thousands / 1000;
  out = ec_number_first(out, millions ? millions : thousands ? thousands : value);
  if (millions)
    out = ec_number_group(out, separator, thousands % 1000);
  if (thousands)
    out = ec_number_group(out, separator, value % 1000);
  return out;
}

/* The fewest ASCII digits that read back as `value`, the same in every locale of the
 * process: 0.1, -3, 1e+21 (an exponent below 1e-6 and from 1e21), NaN, Infinity. */
size_t ec_number_double(double value, char out[EC_NUMBER_SIZE]);

/* Whether text[0..len) is what ERRCAT_ARG_DECIMAL takes: [+-]digits[.digits][e[+-]digits], "e" or
 * "E", of at most ERRCAT_DECIMAL_MAX bytes, with an exponent within ERRCAT_EXPONENT_MAX. */
bool ec_number_decimal(const char *text, size_t len);
/* Of a text that ec_number_decimal() accepts; false, and NaN, for any other. Whether its value is
 * whole: 1.50e1 is. */
bool ec_number_decimal_integer(const char *text, size_t len);
/* The double that is nearest to it. */
double ec_number_decimal_double(const char *text, size_t len);

#endif
