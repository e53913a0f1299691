/* SPDX-License-Identifier: MIT */
#include "matcher_tables.h"

/* The codes of UN M.49 that CLDR names, besides those of countries. */
static const uint16_t areas[] = {1,   2,   3,   5,   9,   11,  13,  14,  15, 17, 18,
                                 19,  21,  29,  30,  34,  35,  39,  53,  54, 57, 61,
                                 142, 143, 145, 150, 151, 154, 155, 202, 419};
static unsigned letter(char c)
{
  return (unsigned)((unsigned char)c | 0x20u) - 'a';
}

static bool is_letter(char c)
{
  return letter(c) < 26;
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

uint16_t ec_matcher_language_number(const char *text, size_t len)
{
  if (len < 2 || len > 3 || !is_letter(text[0]) || !is_letter(text[1]))
    return 0;
  unsigned number = letter(text[0]) * 26 + letter(text[1]);
  if (len == 2)
    return (uint16_t)(1 + number);
  return is_letter(text[2]) ? (uint16_t)(1 + LETTERS + number * 26 + letter(text[2])) : 0;
}

void ec_matcher_language_name(uint16_t number, char code[EC_LANGUAGE_SIZE])
{
  unsigned left = number - 1u, len = 2;
  if (left >= LETTERS) {
    left -= LETTERS;
    len = 3;
  }
  code[len] = '\0';
  while (len--) {
    code[len] = (char)('a' + left % 26);
    left /= 26;
  }
}

uint32_t ec_matcher_script_number(const char *text, size_t len)
{
  if (len != 4)
    return 0;
  uint32_t number = 0;
  for (size_t i = 0; i < 4; i++) {
    if (!is_letter(text[i]))
      return 0;
    number = number << 8 | (unsigned char)(text[i] | 0x20);
  }
  return number;
}

void ec_matcher_script_name(uint32_t number, char script[EC_SCRIPT_SIZE])
{
  for (size_t i = 0; i < 4; i++)
    script[i] = (char)(number >> (24 - 8 * i));
  script[0] = (char)(script[0] - 'a' + 'A');
  script[4] = '\0';
}

uint16_t ec_matcher_region_number(const char *text, size_t len)
{
  if (len == 2 && is_letter(text[0]) && is_letter(text[1]))
    return (uint16_t)(1 + letter(text[0]) * 26 + letter(text[1]));
  if (len == 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]))
    return (uint16_t)(DIGITS + (text[0] - '0') * 100 + (text[1] - '0') * 10 + text[2] - '0');
  return 0;
}

void ec_matcher_region_name(uint16_t number, char region[EC_REGION_SIZE])
{
  if (number >= DIGITS) {
    unsigned digits = number - (unsigned)DIGITS;
    region[0] = (char)('0' + digits / 100);
    region[1] = (char)('0' + digits / 10 % 10);
    region[2] = (char)('0' + digits % 10);
    region[3] = '\0';
    return;
  }
  region[0] = (char)('A' + (number - 1) / 26);
  region[1] = (char)('A' + (number - 1) % 26);
  region[2] = '\0';
}

size_t ec_matcher_cell(uint16_t region)
{
  if (region < DIGITS)
    return region;
  size_t from = 0, to = AREAS;
  while (from < to) {
    size_t middle = (from + to) / 2;
    if (areas[middle] == region - DIGITS)
      return FIRST_AREA + middle;
    if (areas[middle] < region - DIGITS)
      from = middle + 1;
    else
      to = middle;
  }
  return FIRST_AREA + AREAS;
}
