/* SPDX-License-Identifier: MIT */
/* Patterns and arguments by chance. A message is pieces of text and arguments; those with cases
 * hold messages again, three deep. Most of what is made is well-formed; what is not must be refused
 * by both sides. */
#include "differential.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* xorshift64* */
static uint64_t random_state;

void random_seed(uint64_t seed)
{
  random_state = seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
  random_bits();
}

uint64_t random_bits(void)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return random_state * UINT64_C(2685821657736338717);
}

/* Of any magnitude. */
static uint64_t random_wide(size_t most_bits)
{
  size_t shift = 64 - most_bits + random_below(most_bits);
  return random_bits() >> shift;
}

size_t random_below(size_t limit)
{
  return (size_t)(random_bits() >> 33) % limit;
}

void text_put(struct text *text, const char *string)
{
  size_t len = strlen(string);
  text->full = text->full || len >= sizeof text->bytes - text->len;
  if (text->full)
    return;
  memcpy(text->bytes + text->len, string, len + 1);
  text->len += len;
}

/* ------------------------------------------------------ styles of numbers */

void random_number_pattern(struct text *text)
{
  static const char *const prefixes[] = {
      "",     "",      "",  "+", "-",   "~ ",           "¤",    "¤¤ ", "'#'",
      "x'y'", "o''c ", "(", "%", "*x#", "\xe2\x80\x8f", "* ##", "a'-'"};
  static const char *const integers[] = {
      "0",     "#",    "#0",      "#,##0", "#,##0", "#,##,##0", "00",    "000",
      "#,###", "0000", "#,####0", "0,000", "##,#0", "#,##,###", "#0,00", "@@",
      "@@#",   "@",    "@##",     "#,@@#", "5",     "#05"};
  static const char *const decimals[] = {"",    "",  ".0",   ".00",   ".#",  ".##",
                                         ".0#", ".", ".000", ".00##", ".05", ".####"};
  static const char *const exponents[] = {"", "", "", "", "", "E0", "E00", "E+0", "E+00"};
  static const char *const suffixes[] = {"",    "",    "",     "%",   "‰", " ¤", " ¤¤",
                                         "¤¤¤", " kg", " 'E'", " 件", ")", "-",  "*y"};
  static const char *const negatives[] = {"", "", "", "", ";(#)", ";-0", ";0-", ";neg 0", ";'-'#"};
  const char *integer = PICK(integers);
  text_put(text, PICK(prefixes));
  text_put(text, integer);
  if (*integer != '@')
    text_put(text, PICK(decimals));
  if (!strchr(integer, ',') || random_below(50) == 0)
    text_put(text, PICK(exponents));
  text_put(text, PICK(suffixes));
  text_put(text, PICK(negatives));
}

/* One of each row, mostly: the parts of a row exclude one another. */
static const char *const skeleton_parts[][13] = {
    {"compact-short", "compact-long", "scientific", "engineering", "notation-simple", "K", "KK",
     "E0", "EE+!00", "scientific/*ee", "scientific/sign-always"},
    {"percent", "permille", "currency/EUR", "currency/JPY", "currency/CNY", "currency/KWD", "%",
     "base-unit", "measure-unit/length-meter", "unit/kilometer-per-hour", "unit/liter", "%x100"},
    {".00", ".##", ".0#", ".00*", ".+", "precision-integer", ".", "@@@", "@@#", ".##/@##", ".00/@*",
     "precision-increment/0.05", "precision-currency-cash"},
    {"rounding-mode-half-up", "rounding-mode-floor", "rounding-mode-ceiling", "rounding-mode-down",
     "rounding-mode-up", "rounding-mode-half-even", "rounding-mode-half-down"},
    {"integer-width/+00", "integer-width/*000", "integer-width/##00", "000", "00"},
    {"scale/100", "scale/0.01", "scale/2", "scale/0.5", "scale/1000000"},
    {"group-off", "group-min2", "group-auto", "group-on-aligned", "group-thousands", ",_", ",?",
     ",!"},
    {"latin", "numbering-system/arab", "numbering-system/deva", "numbering-system/latn"},
    {"unit-width-narrow", "unit-width-short", "unit-width-full-name", "unit-width-iso-code",
     "unit-width-hidden"},
    {"sign-auto", "sign-always", "sign-never", "sign-accounting", "sign-accounting-always",
     "sign-except-zero", "sign-accounting-except-zero", "+!", "+_", "()", "()!", "+?"},
    {"decimal-auto", "decimal-always"},
};

static const char *skeleton_part(size_t row)
{
  size_t count = 0;
  while (count < COUNT(skeleton_parts[row]) && skeleton_parts[row][count])
    count++;
  return skeleton_parts[row][random_below(count)];
}

void random_number_skeleton(struct text *text)
{
  size_t parts = 1 + random_below(4), row = random_below(4);
  text_put(text, "::");
  for (size_t i = 0; i < parts && row < COUNT(skeleton_parts); i++) {
    text_put(text, i ? " " : "");
    text_put(text, skeleton_part(row));
    row += random_below(40) ? 1 + random_below(3) : 0;
  }
}

/* -------------------------------------------------------- styles of times */

void random_date_pattern(struct text *text)
{
  static const char *const fields[] = {
      "y",   "yy",  "yyyy", "M",    "MM",     "MMM",   "MMMM",   "MMMMM", "L",    "LLL",   "LLLL",
      "d",   "dd",  "E",    "EEE",  "EEEE",   "EEEEE", "EEEEEE", "c",     "ccc",  "cccc",  "e",
      "ee",  "G",   "a",    "h",    "hh",     "H",     "HH",     "k",     "K",    "m",     "mm",
      "s",   "ss",  "S",    "SSS",  "SSSSSS", "z",     "zzzz",   "Z",     "ZZZZ", "ZZZZZ", "X",
      "XXX", "x",   "xxx",  "O",    "OOOO",   "v",     "vvvv",   "V",     "VV",   "VVV",   "VVVV",
      "D",   "DDD", "F",    "w",    "W",      "Q",     "QQQ",    "QQQQ",  "q",    "u",     "Y",
      "A",   "b",   "B",    "GGGG", "yyyyy",  "r"};
  static const char *const between[] = {"-",         "/",      ".",  ":",  " ", ", ",
                                        "'T'",       " 'at' ", "''", "年", "",  "\xe2\x80\x8f/",
                                        "'o''clock'"};
  for (size_t i = 0, count = 1 + random_below(6); i < count; i++) {
    text_put(text, i ? PICK(between) : "");
    text_put(text, PICK(fields));
  }
}

void random_date_skeleton(struct text *text)
{
  static const char *const fields[][6] = {{"", "", "", "", "G", "GGGG"},
                                          {"y", "yy", "yyyy", "", "", "y"},
                                          {"M", "MM", "MMM", "MMMM", "MMMMM", ""},
                                          {"d", "dd", "", "", "d", ""},
                                          {"E", "EEEE", "", "", "", ""},
                                          {"j", "H", "h", "", "", "jj"},
                                          {"m", "mm", "", "", "", ""},
                                          {"s", "ss", "", "", "", ""},
                                          {"", "", "", "", "", "SSS"},
                                          {"z", "", "", "", "", "v"}};
  size_t start = text->len;
  text_put(text, "::");
  for (size_t i = 0; i < COUNT(fields); i++)
    text_put(text, PICK(fields[i]));
  if (text->len == start + 2)
    text_put(text, "yMMMd");
}

/* ------------------------------------------------------ simple arguments */

static void put_named(struct text *text, const char *start, void (*style)(struct text *text))
{
  text_put(text, start);
  style(text);
  text_put(text, "}");
}

static void put_plain(struct text *text)
{
  static const char *const simple[] = {"{n}",
                                       "{m}",
                                       "{q}",
                                       "{g}",
                                       "{s}",
                                       "{1}",
                                       "{ n , number }",
                                       "{n,number,integer}",
                                       "{m,number, percent }",
                                       "{n,number,percent}",
                                       "{q,NUMBER}",
                                       "{0}",
                                       "{0,number}",
                                       "{0,number,integer}",
                                       "{m,number,\n}"};
  text_put(text, PICK(simple));
}

static void put_number(struct text *text)
{
  static const char *const styled[] = {"{n,number,currency}",
                                       "{q,number,currency}",
                                       "{n,spellout}",
                                       "{m,spellout}",
                                       "{n,ordinal}",
                                       "{n,duration}",
                                       "{q,spellout}",
                                       "{0,ordinal}",
                                       "{n, duration , }",
                                       "{n,spellout,%spellout-numbering}",
                                       "{n,spellout,%spellout-ordinal}",
                                       "{n,spellout, %spellout-cardinal }",
                                       "{m,duration,%in-numerals}",
                                       "{n,ordinal,%no-such}"};
  static const char *const names[] = {"{n,number,", "{m,number,", "{q,number,", "{0, number, "};
  switch (random_below(5)) {
  case 0:
    put_plain(text);
    break;
  case 1:
    text_put(text, PICK(styled));
    break;
  case 2:
    put_named(text, PICK(names), random_number_skeleton);
    break;
  default:
    put_named(text, PICK(names), random_number_pattern);
  }
}

static void put_time(struct text *text)
{
  static const char *const styled[] = {"{t}",
                                       "{2}",
                                       "{t,date}",
                                       "{t,time}",
                                       "{t,date,short}",
                                       "{t,date,medium}",
                                       "{t,date,long}",
                                       "{t,date,full}",
                                       "{t,time,short}",
                                       "{t,time,medium}",
                                       "{t,time,long}",
                                       "{t,time,full}",
                                       "{ t , Date , SHORT }",
                                       "{2,TIME,Full}"};
  static const char *const names[] = {"{t,date,", "{t,time,", "{2, date, "};
  switch (random_below(4)) {
  case 0:
    put_named(text, PICK(names), random_date_skeleton);
    break;
  case 1:
    put_named(text, PICK(names), random_date_pattern);
    break;
  default:
    text_put(text, PICK(styled));
  }
}

/* Where in a pattern something stands. */
struct place {
  enum family family;
  size_t depth;
  bool in_choice; /* the nearest argument with cases is one */
};

static void put_simple(struct text *text, struct place place)
{
  enum family family = place.family;
  if (family == FAMILY_JDK && place.depth) {
    family = FAMILY_PLAIN; /* styles have quotes */
  } else if (family == FAMILY_MIXED || family == FAMILY_JDK || family == FAMILY_SPOILED) {
    static const enum family any[] = {FAMILY_PLAIN, FAMILY_PLAIN, FAMILY_NUMBER, FAMILY_TIME};
    if (random_below(8) == 0) {
      text_put(text, "{l}");
      return;
    }
    family = PICK(any);
  }
  if (family == FAMILY_NUMBER)
    put_number(text);
  else if (family == FAMILY_TIME)
    put_time(text);
  else
    put_plain(text);
}

/* ---------------------------------------------------- arguments with cases */

static void put_message(struct text *text, struct place place);

static void put_cases(struct text *text, const char *const *selectors, size_t count,
                      struct place place)
{
  static const char *const spaces[] = {"", " ", "\n  ", "\xe2\x80\x8e"};
  size_t other = random_below(4);
  place.in_choice = false;
  for (size_t i = 0; i < 4; i++) {
    text_put(text, PICK(spaces));
    text_put(text, i == other ? "other" : selectors[random_below(count)]);
    text_put(text, PICK(spaces));
    text_put(text, "{");
    put_message(text, place);
    text_put(text, "}");
  }
  text_put(text, PICK(spaces));
  text_put(text, "}");
}

static void put_choice(struct text *text, struct place place)
{
  static const char *const limits[] = {"-∞", "-1e3", "-1",   "0",   "1", "1.5",
                                       "2",  "10",   "1000", "1E6", "∞"};
  size_t limit = random_below(4);
  place.in_choice = true;
  text_put(text, "{n,choice,");
  for (size_t i = 0; limit < COUNT(limits); i++, limit += 1 + random_below(4)) {
    text_put(text, i ? "|" : "");
    text_put(text, limits[limit]);
    text_put(text, random_below(3) ? "#" : random_below(2) ? "<" : "≤");
    put_message(text, place);
  }
  text_put(text, "}");
}

static void put_argument(struct text *text, struct place place)
{
  static const char *const plurals[] = {"{n,plural,", "{m,Plural,", "{n,selectordinal,",
                                        "{ 0 , plural , "};
  static const char *const offsets[] = {"",           "",          "offset:1 ",
                                        " offset: 2", "offset:-1", "offset:0.5"};
  static const char *const categories[] = {"zero", "one", "two",  "few",  "many", "other", "=0",
                                           "=1",   "=2",  "=3.0", "=1.5", "=-1",  "=1e6",  "ONE"};
  static const char *const words[] = {"male", "female", "x", "other", "0", "租户"};
  size_t kind = place.depth < 3 ? random_below(9) : 0;
  if (kind < 4) {
    put_simple(text, place);
    return;
  }
  place.depth++;
  if (kind == 8 && place.family != FAMILY_PLAIN) {
    put_choice(text, place);
  } else if (kind < 7) {
    text_put(text, PICK(plurals));
    text_put(text, PICK(offsets));
    put_cases(text, categories, COUNT(categories), place);
  } else {
    text_put(text, "{g,select,");
    put_cases(text, words, COUNT(words), place);
  }
}

static const char *piece(struct place place)
{
  static const char *const icu[] = {
      "a",     " files ", "#",           "# ",      "o''clock",         "-'{'#'}' ",
      "-'#' ", "it's ",   "租户",        "-'{#}' ", "\xf0\x9f\x98\x80", "'{a''b}'",
      " ''' ", "x\ny",    "\xe2\x80\x8f"};
  static const char *const jdk[] = {
      "a",    " files ",          "#",    "# ",   "o''clock", "'quoted' ", "租户",
      "'#' ", "\xf0\x9f\x98\x80", "''''", "it''s"};
  /* ICU reads a case of such a message twice, so that quotes mean something else in it, and writes
   * what stands before a "#" twice: both are in the list of differences. */
  static const char *const jdk_case[] = {"a", " files ", "租户", "\n"};
  if (place.family == FAMILY_JDK)
    return place.depth ? PICK(jdk_case) : PICK(jdk);
  if (random_below(12) == 0)
    return place.in_choice ? "'|'" : "|";
  if (random_below(40) == 0)
    return place.depth ? "'}'" : "}";
  if (random_below(60) == 0)
    return random_below(2) ? "'" : "'#"; /* quotes what comes next, or does not */
  return PICK(icu);
}

static void put_message(struct text *text, struct place place)
{
  for (size_t n = random_below(place.depth ? 3 : 4) + !place.depth; n; n--) {
    if (random_below(2))
      text_put(text, piece(place));
    else
      put_argument(text, place);
  }
}

/* ------------------------------------------------------------ whole patterns */

/* One byte of ASCII more, fewer or other. What is not ASCII stays as it is. */
static void spoil(struct text *text)
{
  static const char bytes[] = "{}'#|,:;=<>0123 \nonaxE-+.%@*\\";
  size_t at = random_below(text->len + 1), how = random_below(3);
  char byte = bytes[random_below(sizeof bytes - 1)];
  while (at < text->len && (unsigned char)text->bytes[at] >= 0x80)
    at++;
  if (how == 0 && at < text->len) {
    text->bytes[at] = byte;
  } else if (how == 1 && at < text->len) {
    memmove(text->bytes + at, text->bytes + at + 1, text->len - at);
    text->len--;
  } else if (text->len + 1 < sizeof text->bytes) {
    memmove(text->bytes + at + 1, text->bytes + at, text->len - at + 1);
    text->bytes[at] = byte;
    text->len++;
  }
}

void random_pattern(struct text *text, enum family family)
{
  do {
    *text = (struct text){.len = 0};
    put_message(text, (struct place){.family = family});
  } while (text->full);
  if (family == FAMILY_SPOILED)
    spoil(text);
}

/* ---------------------------------------------------------------- arguments */

/* None is so large that ICU cannot round it to a multiple. None has a very small fraction: for some
 * of those ICU seeks words for ever, see the list of differences. */
static const double doubles[] = {0.0,           -0.0,     0.5,   1.5,     -1.5,
                                 2.5,           0.1,      1.1,   1.0004,  0.9996,
                                 1.9999,        2.0005,   10.25, 99.9996, 1234.5678,
                                 1e6,           1e15,     1e22,  -0.0001, 0.01,
                                 0.005,         0.125,

                                 123456789.125, 999999.5, 3.0,   -7,      4503599627370497.5};
static const int64_t integers[] = {
    31,   40,   41,   99,    100,      101,     102,       111,       112,
    121,  199,  200,  201,   202,      500,     999,       1000,      1001,
    1002, 1011, 1234, 10000, 100000,   1000000, 1000001,   2000000,   1234567,
    -1,   -2,   -3,   -11,   -1000000, 1 << 30, INT64_MAX, INT64_MIN, INT64_C(9007199254740993)};
static const uint64_t unsigned_integers[] = {1, 7, 1000, UINT64_MAX, (uint64_t)INT64_MAX + 2};
static const char *const decimals[] = {"0",
                                       "-0",
                                       "1",
                                       "1.0",
                                       "1.50",
                                       "0.00",
                                       "-3.14159265358979323846",
                                       "+7",
                                       "1e3",
                                       "12e-3",
                                       "99999999999999999999999999",
                                       "0.1234567890123456789",
                                       "1E+10",
                                       "1000000",
                                       "-1",
                                       "1.10",
                                       "123456789012345678901234567890.5",

                                       "00012.5",
                                       "0.9995"};

static char *digits_of(struct argument_set *set)
{
  ck_assert_uint_lt(set->digits_used, COUNT(set->digits));
  return set->digits[set->digits_used++];
}

static struct errcat_arg random_decimal(struct argument_set *set)
{
  char *digits = digits_of(set);
  if (random_below(2)) {
    snprintf(digits, sizeof set->digits[0], "%s", PICK(decimals));
  } else {
    unsigned long long whole = random_wide(64);
    size_t zeros = random_below(6);
    unsigned fraction = (unsigned)random_below(100000);
    snprintf(digits, sizeof set->digits[0], "%s%llu.%0*u", random_below(3) ? "" : "-", whole,
             (int)(6 - zeros), fraction);
  }
  return errcat_arg_decimal(digits);
}

static struct errcat_arg random_double(void)
{
  static const double scales[] = {1, 10, 100, 1000, 1e4, 1e5, 1e-2};
  if (random_below(2))
    return errcat_arg_double(PICK(doubles));
  int64_t whole = (int64_t)(random_wide(44));
  if (random_below(3) == 0)
    whole = -whole;
  return errcat_arg_double((double)whole / PICK(scales));
}

static struct errcat_arg random_number(struct argument_set *set)
{
  switch (random_below(10)) {
  case 0:
  case 1:
    return random_double();
  case 2:
    return errcat_arg_integer(PICK(integers));
  case 3:
    return errcat_arg_integer((int64_t)(random_wide(64)));
  case 4:
    return errcat_arg_unsigned(random_below(2) ? PICK(unsigned_integers) : random_wide(64));
  case 5:
    return random_decimal(set);
  default:
    return errcat_arg_integer((int64_t)random_below(31));
  }
}

static struct errcat_arg random_any_number(struct argument_set *set)
{
  static const double odd[] = {(double)NAN, (double)INFINITY, -(double)INFINITY, -0.0};
  return random_below(4) ? random_number(set) : errcat_arg_double(PICK(odd));
}

static struct errcat_arg random_string(void)
{
  static const char *const strings[] = {"male",
                                        "female",
                                        "x",
                                        "",
                                        "other",
                                        "0",
                                        "{n}#'",
                                        "租户",
                                        "\xf0\x9f\x98\x80 z",
                                        "a\xff"
                                        "b",
                                        "\xe4\xb8",
                                        "שלום",
                                        "<&\">",
                                        "line\nbreak",
                                        "e\xcc\x81",
                                        "12,345",
                                        "\xe2\x80\xae"
                                        "abc"};
  return errcat_arg_string(PICK(strings));
}

static struct errcat_arg random_time(const char *zone)
{
  static const int64_t times[] = {0,
                                  1,
                                  -1,
                                  1700000000000,
                                  1795514400000,
                                  951782400000,
                                  -12219292800000,
                                  -12219292800001,
                                  -62135596800000,
                                  -62167219200001,
                                  253402300799999,
                                  10000000000000,
                                  -10000000000000,
                                  259200000000000,
                                  -1000000000000000,
                                  1710054000000,
                                  1730610000000,
                                  1743300000000};
  struct errcat_time time = {.zone = zone};
  if (random_below(4) == 0)
    time.ms = PICK(times);
  else
    time.ms = (int64_t)(random_bits() >> 22) - INT64_C(1000000000000); /* 1938 to 2077 */
  return errcat_arg_time(time);
}

static struct errcat_arg random_item(struct argument_set *set, const char *zone)
{
  switch (random_below(6)) {
  case 0:
    return random_any_number(set);
  case 1:
    return random_time(zone);
  default:
    return random_string();
  }
}

void random_arguments(struct argument_set *set, const char *zone)
{
  *set = (struct argument_set){.digits_used = 0};
  size_t items = random_below(SET_ITEMS + 1);
  for (size_t i = 0; i < items; i++)
    set->items[i] = random_item(set, zone);
  /* One after another: in one initializer they could be made in any order. */
  set->args[0] = random_number(set);
  set->args[1] = random_string();
  set->args[2] = random_time(zone);
  set->args[3] = errcat_arg_named("n", random_number(set));
  set->args[4] = errcat_arg_named("m", random_number(set));
  set->args[5] = errcat_arg_named("q", random_any_number(set));
  set->args[6] = errcat_arg_named("g", random_string());
  set->args[7] = errcat_arg_named("s", random_string());
  set->args[8] = errcat_arg_named("t", random_time(zone));
  set->args[9] = errcat_arg_named("l", errcat_arg_list(set->items, items));
}
