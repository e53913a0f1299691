/* SPDX-License-Identifier: MIT */
#include "date_native.h"

#include <stdio.h>
#include <string.h>

#include "date.h"
#include "inline.h"
#include "number.h"

/* A pattern (UTS #35, "Date Field Symbol Table") becomes a short program, together with the names
 * that it uses:
 *
 *   "MMM d, y"    [NAME month " "] [NUMBER day ", "] [NUMBER year ""]
 *
 *   pattern = { literal | "'" quoted "'" | "''" | field }
 *   field   = letter { the same letter }
 *
 * It can be made when each field is in the table below, in a width given there, and when all
 * numbers are written with the same ten digits, and in the Gregorian calendar. Running it needs
 * neither ICU nor memory: the time is split into the fields that there are, and these are written
 * one after the other.
 *
 * Most programs have fields of few kinds, and most times are of this century or the one before.
 * ec_date_quickly() runs these, without a call, and is what a message waits for. */

enum { SECOND_MS = 1000, MINUTE_MS = 60000, HOUR_MS = 3600000, DAY_MS = 86400000 };

enum { WIDTH_MAX = 10 }; /* of numbers */

enum field {
  YEAR,
  MONTH, /* names go by these from 1 on */
  DAY,
  QUARTER,
  WEEKDAY, /* from Sunday */
  YEAR_DAY,
  WEEKDAY_OF_MONTH, /* the second Sunday, say */
  ERA,
  DAY_PERIOD,
  HOUR_0_23,
  HOUR_1_24,
  HOUR_0_11,
  HOUR_1_12,
  MINUTE,
  SECOND,
  MILLISECOND,
  OFFSET, /* from UTC, in milliseconds */
  FIELDS
};

enum kind {
  /* The quick ones; their digits are ASCII. */
  SMALL,    /* one digit or two, of a field that is below 100 */
  TWO,      /* always two of them */
  FOUR,     /* at least `width` digits, at most four, of a year: four, of a usual one */
  LAST_TWO, /* of a year */
  NAME,     /* slots of `slot` bytes from `at` on: length, then the name */
  NOTHING,
  /* The others. */
  LONG_NAME, /* a NAME that may be of more than EC_DATE_SLACK bytes */
  NUMBER,    /* at least `width` digits */
  LAST_TWO_NUMBER,
  FRACTION, /* of a second, `width` digits */
  ZONE      /* the offset as ISO 8601 has it; `width` is of the flags below */
};

enum { WITH_COLON = 1, WITH_Z = 2, WITH_SECONDS = 4, SHORT = 8 };

/* --------------------------------------------------------------- compiling */

#define NO EC_ICU_NAMES_COUNT
#define NUMBERS \
  { \
    NO, NO, NO, NO, NO, NO \
  }
#define NAMES(name) \
  { \
    NO, NO, EC_ICU_##name, EC_ICU_##name##_WIDE, EC_ICU_##name##_NARROW, NO \
  }

static const struct letter {
  char letter;
  uint8_t field;
  uint8_t numbers;  /* up to this width it is a number */
  uint8_t names[6]; /* enum ec_icu_names of each width; NO: ICU's */
} letters[] = {
    {'G', ERA, 0, {EC_ICU_ERAS, EC_ICU_ERAS, EC_ICU_ERAS, EC_ICU_ERAS_WIDE, NO, NO}},
    {'y', YEAR, WIDTH_MAX, NUMBERS},
    {'u', YEAR, WIDTH_MAX, NUMBERS},
    {'Q', QUARTER, 2, {NO, NO, EC_ICU_QUARTERS, EC_ICU_QUARTERS_WIDE, NO, NO}},
    {'q', QUARTER, 2, {NO, NO, EC_ICU_QUARTERS_ALONE, EC_ICU_QUARTERS_ALONE_WIDE, NO, NO}},
    {'M', MONTH, 2, NAMES(MONTHS)},
    {'L', MONTH, 2, NAMES(MONTHS_ALONE)},
    {'d', DAY, WIDTH_MAX, NUMBERS},
    {'D', YEAR_DAY, WIDTH_MAX, NUMBERS},
    {'F', WEEKDAY_OF_MONTH, WIDTH_MAX, NUMBERS},
    {'E',
     WEEKDAY,
     0,
     {EC_ICU_WEEKDAYS, EC_ICU_WEEKDAYS, EC_ICU_WEEKDAYS, EC_ICU_WEEKDAYS_WIDE,
      EC_ICU_WEEKDAYS_NARROW, EC_ICU_WEEKDAYS_SHORTER}},
    {'e',
     WEEKDAY,
     0,
     {NO, NO, EC_ICU_WEEKDAYS, EC_ICU_WEEKDAYS_WIDE, EC_ICU_WEEKDAYS_NARROW,
      EC_ICU_WEEKDAYS_SHORTER}},
    {'c',
     WEEKDAY,
     0,
     {NO, NO, EC_ICU_WEEKDAYS_ALONE, EC_ICU_WEEKDAYS_ALONE_WIDE, EC_ICU_WEEKDAYS_ALONE_NARROW,
      EC_ICU_WEEKDAYS_ALONE_SHORTER}},
    {'a',
     DAY_PERIOD,
     0,
     {EC_ICU_DAY_PERIODS, EC_ICU_DAY_PERIODS, EC_ICU_DAY_PERIODS, EC_ICU_DAY_PERIODS, NO, NO}},
    {'H', HOUR_0_23, WIDTH_MAX, NUMBERS},
    {'k', HOUR_1_24, WIDTH_MAX, NUMBERS},
    {'K', HOUR_0_11, WIDTH_MAX, NUMBERS},
    {'h', HOUR_1_12, WIDTH_MAX, NUMBERS},
    {'m', MINUTE, WIDTH_MAX, NUMBERS},
    {'s', SECOND, WIDTH_MAX, NUMBERS},
    {'S', MILLISECOND, WIDTH_MAX, NUMBERS},
};

/* How widths 1 to 5 of the letters X, x and Z write an offset. */
static const uint8_t iso_basic[5] = {SHORT, 0, WITH_COLON, WITH_SECONDS, WITH_COLON | WITH_SECONDS};

static bool add_step(struct ec_date_program *program, struct ec_date_step step, size_t written)
{
  program->written += written;
  if (program->count == EC_DATE_STEPS_MAX || program->written > EC_DATE_WRITTEN_MAX)
    return false;
  program->steps[program->count++] = step;
  program->wanted |= 1u << step.field;
  program->quick = program->quick && step.kind <= NOTHING;
  return true;
}

static bool add_literal(struct ec_date_program *program, char c)
{
  struct ec_date_step *last = program->count ? &program->steps[program->count - 1] : NULL;
  if (!last || last->literal_len == sizeof last->literal) {
    if (!add_step(program, (struct ec_date_step){.kind = NOTHING}, 0))
      return false;
    last = &program->steps[program->count - 1];
  }
  last->literal[last->literal_len++] = c;
  return ++program->written <= EC_DATE_WRITTEN_MAX;
}

/* The names of a set, in slots as long as the longest needs. */
static bool add_names(struct ec_date_program *program, const struct ec_icu_date *formatter,
                      uint8_t field, enum ec_icu_names set)
{
  char names[EC_ICU_NAMES_MAX][EC_ICU_NAME_SIZE];
  size_t count = ec_icu_date_names(formatter, set, names);
  size_t slot = 0;
  for (size_t i = 0; i < count; i++) {
    size_t len = strlen(names[i]);
    slot = len + 1 > slot ? len + 1 : slot;
  }
  if (count == 0 || count * slot > (size_t)EC_DATE_BYTES_MAX - program->used)
    return false;
  struct ec_date_step step = {.kind = slot - 1 <= EC_DATE_SLACK ? NAME : LONG_NAME,
                              .field = field,
                              .at = program->used,
                              .slot = (uint8_t)slot};
  for (size_t i = 0; i < count; i++) {
    char *at = program->bytes + program->used;
    size_t len = strlen(names[i]);
    memset(at, 0, slot);
    at[0] = (char)len;
    memcpy(at + 1, names[i], len);
    program->used = (uint16_t)(program->used + slot);
  }
  return add_step(program, step, slot - 1);
}

static bool add_zone(struct ec_date_program *program, char letter, size_t width)
{
  uint8_t flags;
  if (width > 5 || (letter == 'Z' && width == 4))
    return false;
  if (letter == 'Z')
    flags = width < 4 ? WITH_SECONDS : WITH_COLON | WITH_SECONDS | WITH_Z;
  else
    flags = (uint8_t)(iso_basic[width - 1] | (letter == 'X' ? WITH_Z : 0));
  return add_step(program, (struct ec_date_step){.kind = ZONE, .field = OFFSET, .width = flags},
                  sizeof "+00:00:00");
}

static bool add_number(struct ec_date_program *program, const struct letter *letter, size_t width)
{
  struct ec_date_step step = {.kind = NUMBER, .field = letter->field, .width = (uint8_t)width};
  if (letter->letter == 'S')
    step.kind = FRACTION;
  else if (letter->letter == 'y' && width == 2)
    step.kind = program->ascii ? LAST_TWO : LAST_TWO_NUMBER;
  else if (program->ascii && letter->field == YEAR)
    step.kind = width <= 4 ? FOUR : NUMBER;
  else if (program->ascii && width <= 2 && letter->field != YEAR_DAY)
    step.kind = width == 1 ? SMALL : TWO;
  return add_step(program, step, WIDTH_MAX * program->digit_len);
}

static const struct letter *find_letter(char c)
{
  for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
    if (letters[i].letter == c)
      return &letters[i];
  }
  return NULL;
}

/* False when the field is one for ICU. */
static bool add_field(struct ec_date_program *program, const struct ec_icu_date *formatter, char c,
                      size_t width)
{
  const struct letter *letter = find_letter(c);
  if (c == 'X' || c == 'x' || c == 'Z')
    return add_zone(program, c, width);
  if (!letter)
    return false;
  if (width <= letter->numbers)
    return add_number(program, letter, width);
  if (width > sizeof letter->names || letter->names[width - 1] == NO)
    return false;
  return add_names(program, formatter, letter->field, (enum ec_icu_names)letter->names[width - 1]);
}

static bool is_letter(char c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool add_pattern(struct ec_date_program *program, const struct ec_icu_date *formatter,
                        const char *pattern)
{
  bool ok = true, quoted = false;
  for (const char *at = pattern; *at && ok;) {
    size_t width = 1;
    if (at[0] == '\'' && at[1] == '\'') {
      ok = add_literal(program, '\'');
      width = 2;
    } else if (at[0] == '\'') {
      quoted = !quoted;
    } else if (quoted || !is_letter(at[0])) {
      ok = add_literal(program, at[0]);
    } else {
      while (at[width] == at[0])
        width++;
      ok = add_field(program, formatter, at[0], width);
    }
    at += width;
  }
  return ok;
}

/* False when the formatter's numbers are not written with ten digits of one length. */
static bool read_digits(struct ec_date_program *program, const struct ec_icu_date *formatter)
{
  char numbers[sizeof letters / sizeof letters[0] + 1];
  size_t count = 0;
  for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
    if (letters[i].numbers)
      numbers[count++] = letters[i].letter;
  }
  numbers[count] = '\0';
  if (!ec_icu_date_digits(formatter, numbers, program->digit))
    return false;
  program->digit_len = (uint8_t)strlen(program->digit[0]);
  program->ascii = program->digit[0][0] == '0';
  for (int i = 1; i < 10; i++) {
    if (strlen(program->digit[i]) != program->digit_len)
      return false;
  }
  return true;
}

bool ec_date_compile(struct ec_date_program *program, const struct ec_icu_date *formatter,
                     char bytes[EC_DATE_BYTES_MAX + EC_DATE_SLACK])
{
  char pattern[EC_ICU_PATTERN_SIZE];
  *program = (struct ec_date_program){.bytes = bytes, .quick = true};
  memset(bytes, 0, EC_DATE_BYTES_MAX + EC_DATE_SLACK);
  bool ok = ec_icu_date_pattern(formatter, pattern) && read_digits(program, formatter) &&
            add_pattern(program, formatter, pattern);
  program->room = program->written + EC_DATE_SLACK;
  return ok;
}

/* ------------------------------------------------------------- the calendar */

/* A year of these begins in March, so that the leap day is its last, and day 0 is 1 March of the
 * year 0. In quarters of a day, a century has 146,097 and a year in it 1,461: dividing by these
 * puts the leap days where they belong. From 1900 to 2100 no century lacks its leap day, and one of
 * the divisions, of which each waits for the one before, is saved. From March on, each five months
 * have 153 days, nearly 5 * 65536 / 2141: so a month is the upper half of a number that grows by
 * 2141 a day, and a day of it the lower half, by 2141 (C. Neri and L. Schneider, "Euclidean affine
 * functions and their application to calendar algorithms"). */
enum {
  CENTURY_QUARTERS = 146097,
  YEAR_QUARTERS = 1461,
  DAY_STEP = 2141,
  FIRST_MARCH = 197913,
  CYCLE_DAYS = 146097,
  MARCH_1900 = 693960,
  MARCH_1970 = 719468,
  MARCH_2100 = 767009
};

/* Most dates need none of these. */
static const uint32_t clock_fields = 1u << DAY_PERIOD | 1u << HOUR_0_23 | 1u << HOUR_1_24 |
                                     1u << HOUR_0_11 | 1u << HOUR_1_12 | 1u << MINUTE |
                                     1u << SECOND | 1u << MILLISECOND;
static const uint32_t rare_fields =
    1u << ERA | 1u << QUARTER | 1u << WEEKDAY | 1u << YEAR_DAY | 1u << WEEKDAY_OF_MONTH;

/* Of a day that is so many quarters of a day behind 1 March of the year. */
INLINE void split_quarters(uint32_t year, uint32_t quarters, int32_t value[FIELDS])
{
  uint32_t year_day = quarters % YEAR_QUARTERS / 4;
  uint32_t month_day = DAY_STEP * year_day + FIRST_MARCH;
  uint32_t month = month_day >> 16; /* 13 and 14 are January and February of the next year */
  bool past = month > 12;
  value[YEAR] = (int32_t)(year + quarters / YEAR_QUARTERS + past);
  value[MONTH] = (int32_t)(past ? month - 12 : month);
  value[DAY] = (int32_t)((month_day & 0xffff) / DAY_STEP + 1);
}

/* YEAR, MONTH and DAY of any day. */
static void split_day(uint32_t day, int32_t value[FIELDS])
{
  uint32_t quarters = 4 * day + 3;
  split_quarters(quarters / CENTURY_QUARTERS * 100, quarters % CENTURY_QUARTERS | 3, value);
}

/* The others, behind these. */
INLINE void split_rare(uint32_t day, int32_t value[FIELDS])
{
  static const uint16_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  uint32_t year = (uint32_t)value[YEAR], month = (uint32_t)value[MONTH];
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  value[YEAR_DAY] = before[month - 1] + value[DAY] + (leap && month > 2);
  value[WEEKDAY] = (int32_t)((day + 3) % 7 + 1);
  value[WEEKDAY_OF_MONTH] = (value[DAY] + 6) / 7;
  value[QUARTER] = (value[MONTH] + 2) / 3;
  value[ERA] = 2; /* that of the years from 1 on */
}

INLINE void split_clock(uint32_t ms, int32_t value[FIELDS])
{
  uint32_t hour = ms / HOUR_MS;
  value[DAY_PERIOD] = hour < 12 ? 1 : 2;
  value[HOUR_0_23] = (int32_t)hour;
  value[HOUR_1_24] = hour ? (int32_t)hour : 24;
  value[HOUR_0_11] = (int32_t)(hour % 12);
  value[HOUR_1_12] = hour % 12 ? (int32_t)(hour % 12) : 12;
  value[MINUTE] = (int32_t)(ms / MINUTE_MS % 60);
  value[SECOND] = (int32_t)(ms / SECOND_MS % 60);
  value[MILLISECOND] = (int32_t)(ms % SECOND_MS);
}

/* ------------------------------------------------------------------ running */

static char *put_digit(const struct ec_date_program *program, char *at, uint32_t digit)
{
  if (program->ascii) {
    *at = (char)('0' + digit);
    return at + 1;
  }
  memcpy(at, program->digit[digit], program->digit_len);
  return at + program->digit_len;
}

static char *put_digits(const struct ec_date_program *program, char *at, uint32_t value,
                        uint32_t width)
{
  uint8_t digits[WIDTH_MAX];
  uint32_t first = WIDTH_MAX;
  while (value || WIDTH_MAX - first < width) {
    digits[--first] = (uint8_t)(value % 10);
    value /= 10;
  }
  while (first < WIDTH_MAX)
    at = put_digit(program, at, digits[first++]);
  return at;
}

INLINE char *put_two(char *at, uint32_t value)
{
  memcpy(at, ec_number_threes[value] + 1, 2);
  return at + 2;
}

static char *put_number(const struct ec_date_program *program, char *at, uint32_t value,
                        uint32_t width)
{
  return program->ascii && value < 100 && width == 2 ? put_two(at, value)
                                                     : put_digits(program, at, value, width);
}

/* The first digits of the milliseconds, then zeros. */
static char *put_fraction(const struct ec_date_program *program, char *at, uint32_t ms,
                          uint32_t width)
{
  static const uint32_t unit[] = {1000, 100, 10, 1};
  uint32_t digits = width < 3 ? width : 3;
  at = put_number(program, at, ms / unit[digits], digits);
  for (; digits < width; digits++)
    at = put_digit(program, at, 0);
  return at;
}

/* Always with ASCII digits. An offset is "-" only if a digit other than 0 follows. */
static char *put_offset(char *at, int32_t offset, unsigned flags)
{
  uint32_t size = (uint32_t)(offset < 0 ? -offset : offset) / SECOND_MS;
  uint32_t seconds = flags & WITH_SECONDS ? size % 60 : 0;
  uint32_t minutes = size / 60;
  if (minutes == 0 && seconds == 0 && flags & WITH_Z) {
    *at = 'Z';
    return at + 1;
  }
  *at = offset < 0 && (minutes || seconds) ? '-' : '+';
  at = put_two(at + 1, minutes / 60);
  if (minutes % 60 || seconds || !(flags & SHORT)) {
    if (flags & WITH_COLON)
      *at++ = ':';
    at = put_two(at, minutes % 60);
  }
  if (seconds) {
    if (flags & WITH_COLON)
      *at++ = ':';
    at = put_two(at, seconds);
  }
  return at;
}

INLINE const char *name_of(const struct ec_date_program *program, const struct ec_date_step *step,
                           int32_t field)
{
  return program->bytes + step->at + ((uint32_t)field - 1) * step->slot;
}

static char *put_long_name(char *at, const char *name)
{
  size_t len = (unsigned char)name[0];
  memcpy(at, name + 1, len);
  return at + len;
}

/* A field of a quick kind, of a year with four digits. */
INLINE char *put_quickly(const struct ec_date_program *program, const struct ec_date_step *step,
                         uint32_t field, char *at)
{
  if (step->kind == SMALL)
    return ec_number_first(at, field);
  if (step->kind == TWO)
    return put_two(at, field);
  if (step->kind == FOUR)
    return put_two(put_two(at, field / 100), field % 100);
  if (step->kind == LAST_TWO)
    return put_two(at, field % 100);
  if (step->kind == NOTHING)
    return at;
  const char *name = name_of(program, step, (int32_t)field);
  memcpy(at, name + 1, EC_DATE_SLACK);
  return at + (unsigned char)name[0];
}

/* A field of any kind, of any year. */
static char *put_field(const struct ec_date_program *program, const struct ec_date_step *step,
                       int32_t field, char *at)
{
  switch ((enum kind)step->kind) {
  case FOUR:
  case NUMBER:
    return put_number(program, at, (uint32_t)field, step->width);
  case LAST_TWO_NUMBER:
    return put_number(program, at, (uint32_t)field % 100, 2);
  case LONG_NAME:
    return put_long_name(at, name_of(program, step, field));
  case FRACTION:
    return put_fraction(program, at, (uint32_t)field, step->width);
  case ZONE:
    return put_offset(at, field, step->width);
  default:
    return put_quickly(program, step, (uint32_t)field, at);
  }
}

INLINE char *put_literal(const struct ec_date_step *step, char *at)
{
  memcpy(at, step->literal, sizeof step->literal);
  return at + step->literal_len;
}

/* Not negative from EC_DATE_FIRST_DAY on, which is behind March of the year 0. */
INLINE uint64_t since_march_0(int64_t ms)
{
  return (uint64_t)ms + (uint64_t)MARCH_1970 * DAY_MS;
}

/* Writes at most program->written bytes, and EC_DATE_SLACK more that mean nothing. */
static char *run(const struct ec_date_program *program, int64_t ms, int32_t offset, char *at)
{
  int32_t value[FIELDS];
  uint64_t day = since_march_0(ms) / DAY_MS;
  split_day((uint32_t)day, value);
  split_rare((uint32_t)day, value);
  split_clock((uint32_t)(since_march_0(ms) - day * DAY_MS), value);
  value[OFFSET] = offset;
  for (size_t i = 0; i < program->count; i++) {
    const struct ec_date_step *step = &program->steps[i];
    at = put_literal(step, put_field(program, step, value[step->field], at));
  }
  return at;
}

char *ec_date_quickly(const struct ec_date_program *program, int64_t ms, char *to, size_t room)
{
  int32_t value[FIELDS];
  uint64_t day = since_march_0(ms) / DAY_MS; /* not small when it is negative */
  if (UNLIKELY(room < program->room || !program->quick ||
               day - MARCH_1900 >= MARCH_2100 - MARCH_1900))
    return NULL;
  split_quarters(1900, 4 * (uint32_t)(day - MARCH_1900) + 3, value);
  if (program->wanted & rare_fields)
    split_rare((uint32_t)day, value);
  if (program->wanted & clock_fields)
    split_clock((uint32_t)(since_march_0(ms) - day * DAY_MS), value);
  const struct ec_date_step *step = program->steps, *end = step + program->count;
  for (; step < end; step++)
    to = put_literal(step, put_quickly(program, step, (uint32_t)value[step->field], to));
  return to;
}

void ec_date_run(const struct ec_date_program *program, int64_t ms, int32_t offset,
                 struct ec_buf *out)
{
  char text[EC_DATE_WRITTEN_MAX + EC_DATE_SLACK];
  /* Mostly there is room for whatever comes, and no need to copy it. */
  if (out->room < program->room) {
    ec_buf_add(out, text, (size_t)(run(program, ms, offset, text) - text));
    return;
  }
  char *end = ec_date_quickly(program, ms, out->at, out->room);
  if (!end)
    end = run(program, ms, offset, out->at);
  out->room -= (size_t)(end - out->at);
  out->at = end;
}

/* Days since 1970, and milliseconds since the last of them began. */
static int64_t days_of(int64_t ms, uint32_t *rest)
{
  bool before = ms % DAY_MS < 0;
  *rest = (uint32_t)(ms % DAY_MS + (before ? DAY_MS : 0));
  return ms / DAY_MS - before;
}

size_t ec_date_iso(int64_t ms, char out[EC_DATE_ISO_SIZE])
{
  int32_t value[FIELDS];
  uint32_t rest;
  int64_t days = days_of(ms, &rest) + MARCH_1970;
  int64_t cycles = days / CYCLE_DAYS - (days % CYCLE_DAYS < 0);
  split_day((uint32_t)(days - cycles * CYCLE_DAYS), value);
  split_clock(rest, value);

  /* ISO 8601 has four digits of a year, or more of them after a sign, as many as agreed on. */
  long long year = cycles * 400 + value[YEAR];
  int len = year >= 0 && year <= 9999 ? snprintf(out, EC_DATE_ISO_SIZE, "%04lld", year)
                                      : snprintf(out, EC_DATE_ISO_SIZE, "%+07lld", year);
  len += snprintf(out + len, EC_DATE_ISO_SIZE - (size_t)len, "-%02d-%02dT%02d:%02d:%02d",
                  (int)value[MONTH], (int)value[DAY], (int)value[HOUR_0_23], (int)value[MINUTE],
                  (int)value[SECOND]);
  if (value[MILLISECOND])
    len += snprintf(out + len, EC_DATE_ISO_SIZE - (size_t)len, ".%03d", (int)value[MILLISECOND]);
  len += snprintf(out + len, EC_DATE_ISO_SIZE - (size_t)len, "Z");
  return (size_t)len;
}
