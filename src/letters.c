/* SPDX-License-Identifier: MIT */
#include "letters.h"

#include <string.h>

#include "ranges.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --------------------------------------------------------------- characters */

size_t ec_letters_beyond_ascii(const char *text, size_t len, size_t at, uint32_t *character)
{
  const unsigned char *s = (const unsigned char *)text + at;
  const size_t left = len - at;
  if (*s < 0xE0 && left >= 2) {
    *character = (uint32_t)(*s & 0x1F) << 6 | (s[1] & 0x3F);
    return 2;
  }
  if (*s < 0xF0 && left >= 3) {
    *character = (uint32_t)(*s & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    return 3;
  }
  if (left >= 4) {
    *character = (uint32_t)(*s & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
                 (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    return 4;
  }
  *character = 0xFFFD;
  return 1;
}

size_t ec_letters_before(const char *text, size_t at, uint32_t *character)
{
  size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && ((unsigned char)text[begin] & 0xC0) == 0x80)
    begin--;
  ec_letters_at(text, at, begin, character);
  return at - begin;
}

static bool in_list(const uint32_t *list, size_t count, uint32_t character)
{
  size_t low = 0;
  while (low < count) {
    const size_t middle = low + (count - low) / 2;
    if (character > list[middle])
      low = middle + 1;
    else if (character == list[middle])
      return true;
    else
      count = middle;
  }
  return false;
}

/* ------------------------------------------------------------------ scripts */

bool ec_letters_is_han(uint32_t character)
{
  static const struct ec_range han[] = {
      {0x2E80, 0x2FD5},   /* radicals */
      {0x3005, 0x3005},   /* 々 */
      {0x3007, 0x3007},   /* 〇 */
      {0x3021, 0x3029},   /* numerals of Suzhou */
      {0x3038, 0x303B},   /* more numerals */
      {0x3400, 0x4DBF},   /* extension A */
      {0x4E00, 0x9FFF},   /* the common ones */
      {0xF900, 0xFAFF},   /* compatibility */
      {0x20000, 0x2FA1F}, /* extensions B to F and I, compatibility */
      {0x30000, 0x323AF}, /* extensions G and H */
  };
  if (character >= 0x4E00 && character <= 0x9FFF)
    return true; /* as nearly always */
  return character >= 0x2E80 && ec_ranges_have(han, COUNT(han), character);
}

bool ec_letters_is_kana(uint32_t character)
{
  return (character >= 0x3041 && character <= 0x30FF && character != 0x30FB) ||
         (character >= 0x31F0 && character <= 0x31FF) ||
         (character >= 0xFF66 && character <= 0xFF9F) ||
         (character >= 0x1AFF0 && character <= 0x1B16F);
}

bool ec_letters_is_hangul(uint32_t character)
{
  return (character >= 0x1100 && character <= 0x11FF) ||
         (character >= 0x3131 && character <= 0x318E) ||
         (character >= 0xA960 && character <= 0xA97F) ||
         (character >= 0xAC00 && character <= 0xD7FF) ||
         (character >= 0xFFA1 && character <= 0xFFDC);
}

bool ec_letters_is_latin_beyond_ascii(uint32_t character)
{
  return character == 0xAA || character == 0xBA ||
         (character >= 0xC0 && character <= 0x24F && character != 0xD7 && character != 0xF7) ||
         (character >= 0x250 && character <= 0x2AF) ||
         (character >= 0x1E00 && character <= 0x1EFF) ||
         (character >= 0x2C60 && character <= 0x2C7F) ||
         (character >= 0xA722 && character <= 0xA7FF);
}

bool ec_letters_is_mark(uint32_t character)
{
  static const struct ec_range marks[] = {
      {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
      {0x05C4, 0x05C5},   {0x05C7, 0x05C7},   {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
      {0x06D6, 0x06DC},   {0x06DF, 0x06E4},   {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0711, 0x0711},
      {0x0730, 0x074A},   {0x0900, 0x0903},   {0x093A, 0x093C}, {0x093E, 0x094F}, {0x0951, 0x0957},
      {0x0962, 0x0963},   {0x0981, 0x0983},   {0x09BC, 0x09BC}, {0x09BE, 0x09CD}, {0x09D7, 0x09D7},
      {0x0A01, 0x0A03},   {0x0A3C, 0x0A51},   {0x0A70, 0x0A71}, {0x0A81, 0x0A83}, {0x0ABC, 0x0ABC},
      {0x0ABE, 0x0ACD},   {0x0B01, 0x0B03},   {0x0B3C, 0x0B3C}, {0x0B3E, 0x0B57}, {0x0B82, 0x0B82},
      {0x0BBE, 0x0BCD},   {0x0BD7, 0x0BD7},   {0x0C00, 0x0C04}, {0x0C3C, 0x0C3C}, {0x0C3E, 0x0C56},
      {0x0C81, 0x0C83},   {0x0CBC, 0x0CBC},   {0x0CBE, 0x0CD6}, {0x0D00, 0x0D03}, {0x0D3B, 0x0D3C},
      {0x0D3E, 0x0D4D},   {0x0D57, 0x0D57},   {0x0D81, 0x0D83}, {0x0DCA, 0x0DDF}, {0x0E31, 0x0E31},
      {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},   {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC}, {0x0EC8, 0x0ECE},
      {0x0F18, 0x0F19},   {0x0F35, 0x0F39},   {0x0F71, 0x0F84}, {0x0F8D, 0x0FBC}, {0x102B, 0x103E},
      {0x1056, 0x1059},   {0x17B6, 0x17D3},   {0x180B, 0x180D}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
      {0x20D0, 0x20FF},   {0x302A, 0x302D},   {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
      {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
  };
  return character >= 0x300 && ec_ranges_have(marks, COUNT(marks), character);
}

/* Between the letters of the blocks from 0x0250 to 0x1FFF and beyond: what is none. */
static bool is_letter_beyond_latin(uint32_t character)
{
  static const struct ec_range others[] = {
      {0x02B9, 0x02BA}, {0x02C2, 0x02DF}, {0x02E5, 0x02FF}, {0x0375, 0x0375}, {0x037E, 0x037E},
      {0x0384, 0x0385}, {0x0387, 0x0387}, {0x0482, 0x0482}, {0x055A, 0x055F}, {0x0589, 0x058F},
      {0x05BE, 0x05BE}, {0x05C0, 0x05C0}, {0x05C3, 0x05C3}, {0x05C6, 0x05C6}, {0x05F3, 0x05F4},
      {0x0600, 0x060F}, {0x061B, 0x061F}, {0x0660, 0x066D}, {0x06D4, 0x06D4}, {0x06DD, 0x06DE},
      {0x06E9, 0x06E9}, {0x06F0, 0x06F9}, {0x06FD, 0x06FE}, {0x0700, 0x070F}, {0x07C0, 0x07C9},
      {0x07F6, 0x07F9}, {0x0964, 0x0970}, {0x09E6, 0x09EF}, {0x09F2, 0x09FB}, {0x0A66, 0x0A6F},
      {0x0AE6, 0x0AF1}, {0x0B66, 0x0B70}, {0x0BE6, 0x0BFA}, {0x0C66, 0x0C7F}, {0x0CE6, 0x0CEF},
      {0x0D66, 0x0D79}, {0x0DE6, 0x0DEF}, {0x0DF4, 0x0DF4}, {0x0E3F, 0x0E3F}, {0x0E4F, 0x0E5B},
      {0x0ED0, 0x0ED9}, {0x0F01, 0x0F17}, {0x0F1A, 0x0F34}, {0x0F3A, 0x0F3D}, {0x0F85, 0x0F85},
      {0x0FBE, 0x0FDA}, {0x1040, 0x104F}, {0x1090, 0x109F}, {0x10FB, 0x10FB}, {0x1360, 0x137C},
      {0x1400, 0x1400}, {0x166D, 0x166E}, {0x1680, 0x1680}, {0x169B, 0x169C}, {0x16EB, 0x16F0},
      {0x1735, 0x1736}, {0x17D4, 0x17DB}, {0x17E0, 0x17F9}, {0x1800, 0x1819}, {0x1944, 0x194F},
      {0x19D0, 0x19FF}, {0x1AA0, 0x1AAD}, {0x1B50, 0x1B7E}, {0x1C3B, 0x1C49}, {0x1C50, 0x1C59},
      {0x1C7E, 0x1C7F}, {0x1FBD, 0x1FBD}, {0x1FBF, 0x1FC1}, {0x1FCD, 0x1FCF}, {0x1FDD, 0x1FDF},
      {0x1FED, 0x1FEF}, {0x1FFD, 0x1FFE},
  };
  if (character < 0x2000)
    return !ec_ranges_have(others, COUNT(others), character);
  return (character >= 0x2C00 && character <= 0x2DFF) ||
         (character >= 0xA000 && character <= 0xABFF && character != 0xA4FF) ||
         (character >= 0xFB00 && character <= 0xFDFB && character != 0xFD3E &&
          character != 0xFD3F) ||
         (character >= 0xFE70 && character <= 0xFEFC) ||
         (character >= 0xFF21 && character <= 0xFF3A) ||
         (character >= 0xFF41 && character <= 0xFF5A) ||
         (character >= 0x10000 && character <= 0x1CFFF) ||
         (character >= 0x1E000 && character <= 0x1EFFF);
}

bool ec_letters_is_letter(uint32_t character)
{
  if (character < 0x250)
    return ec_letters_is_latin(character) || character == 0xB5;
  return is_letter_beyond_latin(character) || ec_letters_is_mark(character) ||
         ec_letters_is_han(character) || ec_letters_is_kana(character) ||
         ec_letters_is_hangul(character);
}

bool ec_letters_is_emoji(uint32_t character)
{
  static const struct ec_range emoji[] = {
      {0x00A9, 0x00A9}, {0x00AE, 0x00AE}, {0x203C, 0x203C},   {0x2049, 0x2049},   {0x2122, 0x2122},
      {0x2139, 0x2139}, {0x2190, 0x21FF}, {0x2300, 0x23FF},   {0x24C2, 0x24C2},   {0x25A0, 0x27BF},
      {0x2934, 0x2935}, {0x2B00, 0x2BFF}, {0x3030, 0x3030},   {0x303D, 0x303D},   {0x3297, 0x3297},
      {0x3299, 0x3299}, {0xFE0E, 0xFE0F}, {0x1F000, 0x1FAFF}, {0xE0020, 0xE007F},
  };
  return ec_ranges_have(emoji, COUNT(emoji), character);
}

bool ec_letters_is_unseen(uint32_t character)
{
  static const struct ec_range unseen[] = {
      {0x0001, 0x0008}, {0x000B, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD},
      {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
      {0x180E, 0x180E}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069},
      {0x3164, 0x3164}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE007F},
  };
  return ec_ranges_have(unseen, COUNT(unseen), character);
}

/* At the beginning, at the end, or behind another one. */
static bool is_lost_blank(const char *text, size_t at)
{
  return text[at] == ' ' && (at == 0 || text[at - 1] == ' ' || !text[at + 1]);
}

const char *ec_letters_show(struct ec_pool *pool, const char *text)
{
  struct ec_string shown = {.pool = pool};
  const size_t len = strlen(text);
  size_t step;
  uint32_t c;
  for (size_t at = 0; at < len; at += step) {
    step = ec_letters_at(text, len, at, &c);
    if (c == '\n' || c == '\t')
      ec_string_adds(&shown, c == '\n' ? "\\n" : "\\t");
    else if (is_lost_blank(text, at))
      ec_string_adds(&shown, "\xE2\x90\xA3");
    else if (ec_letters_is_unseen(c))
      ec_string_adds(&shown, ec_pool_printf(pool, "<U+%04X>", (unsigned)c));
    else
      ec_string_add(&shown, text + at, step);
  }
  return ec_string_get(&shown);
}

/* -------------------------------------------------------------- punctuation */

bool ec_letters_is_blank(uint32_t character)
{
  if (character < 0x80)
    return character == ' ' || (character >= '\t' && character <= '\r');
  return character == 0x85 || character == 0xA0 || character == 0x1680 ||
         (character >= 0x2000 && character <= 0x200A) || character == 0x2028 ||
         character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000;
}

bool ec_letters_is_full_width(uint32_t character)
{
  return character >= 0xFF01 && character <= 0xFF5E;
}

char ec_letters_half_width(uint32_t character)
{
  if (character == 0x3000)
    return ' ';
  return ec_letters_is_full_width(character) ? (char)(character - 0xFF01 + '!') : '\0';
}

bool ec_letters_is_wide_punctuation(uint32_t character)
{
  static const struct ec_range wide[] = {
      {0x3001, 0x3003}, {0x3008, 0x3011}, {0x3014, 0x301F}, {0x30FB, 0x30FB}, {0xFE10, 0xFE19},
      {0xFE30, 0xFE44}, {0xFF01, 0xFF02}, {0xFF07, 0xFF09}, {0xFF0C, 0xFF0C}, {0xFF0E, 0xFF0E},
      {0xFF1A, 0xFF1B}, {0xFF1F, 0xFF1F}, {0xFF3B, 0xFF3B}, {0xFF3D, 0xFF3D}, {0xFF5B, 0xFF5B},
      {0xFF5D, 0xFF5D}, {0xFF5F, 0xFF60},
  };
  return character >= 0x3001 && ec_ranges_have(wide, COUNT(wide), character);
}

bool ec_letters_is_quote(uint32_t character)
{
  return character == '"' || character == '\'' || character == 0xAB || character == 0xBB ||
         (character >= 0x2018 && character <= 0x201F) || character == 0x2039 || character == 0x203A;
}

bool ec_letters_is_opening(uint32_t character)
{
  static const uint32_t opening[] = {
      '(',    '[',    '{',    0xAB,   0x0F3A, 0x0F3C, 0x2018, 0x201A, 0x201B, 0x201C, 0x201E,
      0x201F, 0x2039, 0x2045, 0x207D, 0x27E6, 0x27E8, 0x27EA, 0x2985, 0x3008, 0x300A, 0x300C,
      0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFD3F, 0xFE35, 0xFE37, 0xFE39,
      0xFE3B, 0xFE3D, 0xFE3F, 0xFE41, 0xFE43, 0xFF08, 0xFF3B, 0xFF5B, 0xFF5F, 0xFF62,
  };
  return in_list(opening, COUNT(opening), character);
}

bool ec_letters_is_closing(uint32_t character)
{
  static const uint32_t closing[] = {
      ')',    ']',    '}',    0xBB,   0x0F3B, 0x0F3D, 0x2019, 0x201D, 0x203A, 0x2046,
      0x207E, 0x27E7, 0x27E9, 0x27EB, 0x2986, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011,
      0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F, 0xFD3E, 0xFE36, 0xFE38, 0xFE3A,
      0xFE3C, 0xFE3E, 0xFE40, 0xFE42, 0xFE44, 0xFF09, 0xFF3D, 0xFF5D, 0xFF60, 0xFF63,
  };
  return in_list(closing, COUNT(closing), character);
}

bool ec_letters_is_stop(uint32_t character)
{
  static const uint32_t stops[] = {
      '!',    '.',    '?',    0x037E, /* Greek question mark */
      0x055C, 0x055E, 0x0589,         /* Armenian */
      0x05C3,                         /* Hebrew */
      0x061D, 0x061E, 0x061F, 0x06D4, /* Arabic */
      0x0700, 0x0701, 0x0702,         /* Syriac */
      0x07F9,                         /* N'Ko */
      0x0964, 0x0965,                 /* Devanagari and its neighbours */
      0x0DF4,                         /* Sinhala */
      0x0E2F, 0x0E5A, 0x0E5B,         /* Thai */
      0x0F0B, 0x0F0D, 0x0F0E, 0x0F14, /* Tibetan, with its mark between syllables */
      0x104A, 0x104B,                 /* Burmese */
      0x1362, 0x1367, 0x1368,         /* Ethiopic */
      0x166E,                         /* Canadian syllabics */
      0x17D4, 0x17D5,                 /* Khmer */
      0x1803, 0x1809,                 /* Mongolian */
      0x1C3B, 0x1C3C, 0x1C7E, 0x1C7F, /* Lepcha, Ol Chiki */
      0x2026, 0x203C, 0x203D, 0x2047, 0x2048, 0x2049, 0x22EF, /* ⋯ */
      0x2CF9, 0x2E2E, 0x2E3C, 0x3002, 0xA4FF, 0xA60E, 0xA6F3, 0xA9C9, 0xABEB, 0xFE12,
      0xFE15, 0xFE16, 0xFE19, 0xFE52, 0xFE56, 0xFE57, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61,
  };
  return in_list(stops, COUNT(stops), character);
}

bool ec_letters_is_punctuation(uint32_t character)
{
  static const struct ec_range others[] = {
      {0x00A1, 0x00A1}, {0x00A7, 0x00A7}, {0x00AB, 0x00AB}, {0x00B6, 0x00B7}, {0x00BB, 0x00BB},
      {0x00BF, 0x00BF}, {0x0387, 0x0387}, {0x055A, 0x055F}, {0x0589, 0x058A}, {0x05BE, 0x05BE},
      {0x05F3, 0x05F4}, {0x060C, 0x060D}, {0x061B, 0x061B}, {0x066A, 0x066D}, {0x1361, 0x1368},
      {0x17D4, 0x17D6}, {0x2010, 0x2027}, {0x2030, 0x2043}, {0x2045, 0x2051}, {0x2053, 0x205E},
      {0x2E00, 0x2E5D}, {0x301C, 0x301F}, {0x3030, 0x3030}, {0xFD3E, 0xFD3F}, {0xFE45, 0xFE4F},
      {0xFE50, 0xFE61}, {0xFF03, 0xFF03}, {0xFF05, 0xFF0A}, {0xFF0D, 0xFF0F}, {0xFF20, 0xFF20},
      {0xFF3C, 0xFF3C}, {0xFF3F, 0xFF3F}, {0xFF61, 0xFF65},
  };
  if (character < 0x80)
    return character != 0 && strchr("!\"#%&'()*,-./:;?@[\\]_{}", (int)character);
  return ec_ranges_have(others, COUNT(others), character) || ec_letters_is_stop(character) ||
         ec_letters_is_wide_punctuation(character) || ec_letters_is_opening(character) ||
         ec_letters_is_closing(character);
}

/* ---------------------------------------------------------------- languages */

/* `list` has a space before and behind each. */
static bool is_listed(const char *list, const char *language)
{
  const size_t len = strlen(language);
  if (len < 2 || len > 3)
    return false;
  for (const char *at = strstr(list, language); at; at = strstr(at + 1, language))
    if (at[-1] == ' ' && at[len] == ' ')
      return true;
  return false;
}

bool ec_letters_right_to_left(const char *language)
{
  return is_listed(
      " ar arc arz ary azb bal bqi ckb dv fa glk ha he iw ji khw ks ku lki lrc mzn nqo "
      "pnb prs ps sd sdh skr syr ug ur yi ",
      language);
}

bool ec_letters_joins(const char *language)
{
  return !*language || ec_letters_right_to_left(language) ||
         is_listed(
             " as awb awa bgc bho bn bo brx doi dz gom gu hi hne kn km kok ks lo mag mai ml mn "
             "mni mr my ne new or pa pi raj rki sa sat sd shn si ta tcy te th ",
             language);
}

bool ec_letters_has_stops(const char *language)
{
  return !is_listed(" bo dz km lo my nod shn th ", language);
}
