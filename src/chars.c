/* SPDX-License-Identifier: MIT */
#include "chars.h"

#include <string.h>

#include "ranges.h"

#define REPLACEMENT 0xFFFD

/* Unicode 15, EastAsianWidth.txt, W and F; runs with gaps that are unassigned are joined. */
static const struct ec_range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF},
    {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/* Marks of the scripts most seen, and invisible format characters. */
static const struct ec_range zero[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x0610, 0x061A},   {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x2064},
    {0x2066, 0x206F}, {0x20D0, 0x20FF}, {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

/* RFC 3629: the lead byte gives the length; overlong forms, surrogates and what is past
 * U+10FFFF are refused by the value. */
size_t ec_chars_decode(const char *s, size_t len, uint32_t *character)
{
  const unsigned char lead = (unsigned char)s[0];
  const size_t need = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  *character = REPLACEMENT;
  if (need == 0 || need > len || lead > 0xF4)
    return 1;
  uint32_t value = lead & mask[need];
  for (size_t i = 1; i < need; i++) {
    if (((unsigned char)s[i] & 0xC0) != 0x80)
      return 1;
    value = value << 6 | ((unsigned char)s[i] & 0x3F);
  }
  if (value < least[need] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
    return 1;
  *character = value;
  return need;
}

int ec_chars_width(uint32_t character)
{
  if (character < 0x300)
    return 1;
  if (ec_ranges_have(zero, sizeof zero / sizeof *zero, character))
    return 0;
  return ec_ranges_have(wide, sizeof wide / sizeof *wide, character) ? 2 : 1;
}

int ec_chars_text_width(const char *text)
{
  int width = 0;
  for (size_t len = strlen(text); len;) {
    uint32_t character;
    const size_t step = ec_chars_decode(text, len, &character);
    width += ec_chars_width(character);
    text += step;
    len -= step;
  }
  return width;
}

static bool ill_formed(uint32_t character, size_t len)
{
  return character == REPLACEMENT && len == 1;
}

char *ec_chars_repair(struct ec_pool *pool, const char *bytes, size_t len)
{
  struct ec_string out = {.pool = pool};
  size_t good = 0; /* where what is well-formed began */
  ec_string_reserve(&out, len);
  for (size_t at = 0, step; at < len; at += step) {
    uint32_t character = (unsigned char)bytes[at];
    step = character < 0x80 ? 1 : ec_chars_decode(bytes + at, len - at, &character);
    if (!ill_formed(character, step))
      continue;
    ec_string_add(&out, bytes + good, at - good);
    ec_string_adds(&out, "\xEF\xBF\xBD");
    good = at + step;
  }
  ec_string_add(&out, bytes + good, len - good);
  return out.bytes;
}

static bool is_clean(const char *text, size_t len)
{
  for (size_t at = 0, step; at < len; at += step) {
    uint32_t character = (unsigned char)text[at];
    step = character < 0x80 ? 1 : ec_chars_decode(text + at, len - at, &character);
    if (character < 0x20 || (character >= 0x7F && character < 0xA0) || ill_formed(character, step))
      return false;
  }
  return true;
}

char *ec_chars_clean(struct ec_pool *pool, const char *text)
{
  if (is_clean(text, strlen(text)))
    return ec_pool_copy(pool, text, strlen(text)); /* as nearly always */
  const char *at = ec_chars_repair(pool, text, strlen(text));
  struct ec_string out = {.pool = pool};
  ec_string_add(&out, "", 0);
  for (size_t len = strlen(at); len;) {
    uint32_t character;
    const size_t step = ec_chars_decode(at, len, &character);
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
      ec_string_adds(&out, ec_pool_printf(pool, "\\x%02x", (unsigned)character));
    else
      ec_string_add(&out, at, step);
    at += step;
    len -= step;
  }
  return out.bytes;
}

static bool listed(uint32_t character, const char *list)
{
  for (size_t len = strlen(list); len;) {
    uint32_t one;
    const size_t step = ec_chars_decode(list, len, &one);
    if (one == character)
      return true;
    list += step;
    len -= step;
  }
  return false;
}

static bool may_break(uint32_t before, uint32_t after)
{
  if (before == ' ')
    return after != ' ';
  if (ec_chars_width(before) != 2 && ec_chars_width(after) != 2)
    return false;
  return !listed(after, " ，。、；：？！）】》」』”’,.;:?!)]}") &&
         !listed(before, "（【《「『“‘([{");
}

size_t ec_chars_break(const char *text, int width)
{
  const size_t len = strlen(text);
  size_t at = 0, good = 0, fits = 0;
  int columns = 0;
  uint32_t before = 0;
  while (at < len) {
    uint32_t character;
    const size_t step = ec_chars_decode(text + at, len - at, &character);
    if (at && may_break(before, character))
      good = at;
    columns += ec_chars_width(character);
    /* A space may hang over the edge: nobody sees it. */
    if (columns > width && character != ' ')
      return good ? good : fits ? fits : at + step;
    at += step;
    fits = at;
    before = character;
  }
  return len;
}
