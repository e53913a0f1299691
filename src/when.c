/* SPDX-License-Identifier: MIT */

/* What is read, by RFC 3339 and the forms of ISO 8601 that are found in logs:
 *
 *   word   = date [ ("T" | "t" | " ") clock [ offset ] ]
 *   date   = year "-" month "-" day                     four digits, two, two
 *   clock  = hour ":" minute [ ":" second [ ("." | ",") digits ] ]
 *   offset = "Z" | "z" | ("+" | "-") hour [ [":"] minute ]                      */
#include "when.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS };
#define DAY_MS ((int64_t)24 * HOUR_MS)

/* ------------------------------------------------------------------- zones */

/* "GMT+8" is west of Greenwich for the C library and east of it for ICU, which "Etc/GMT+8" is for
 * neither. */
static bool is_name(const char *zone)
{
  if (!*zone || !strchr(LETTERS, *zone) || zone[strspn(zone, LETTERS DIGITS "/_+-")])
    return false;
  return strchr(zone, '/') || !strpbrk(zone, "+-");
}

const char *ec_when_environment(struct ec_clocks *clocks)
{
  const char *zone = getenv("TZ");
  if (!zone)
    return NULL;
  zone += *zone == ':';
  return is_name(zone) && ec_when_known(clocks, zone) ? zone : NULL;
}

/* "+08:00" or "-00:25:21", as the date pattern "xxxxx" gives it. */
static bool parse_offset(const char *text, int64_t *offset)
{
  const bool west = *text == '-';
  if (!west && *text != '+')
    return false;
  int64_t unit = HOUR_MS, sum = 0;
  while (*text++ && unit >= SECOND_MS) {
    if (strspn(text, DIGITS) != 2)
      return false;
    sum += ((text[0] - '0') * 10 + text[1] - '0') * unit;
    unit /= 60;
    text += 2;
    if (!*text)
      break;
  }
  *offset = west ? -sum : sum;
  return true;
}

/* What the zone's clocks show at that time, less what those of UTC do, in milliseconds. */
static bool offset_at(struct ec_clocks *clocks, const char *zone, int64_t ms, int64_t *offset)
{
  static const char pattern[] = "{0,time,xxxxx}";
  const struct errcat_arg arg = errcat_arg_time((struct errcat_time){ms, zone});
  struct errcat_result result = {.mismatched = 1};
  char text[32] = "";
  if (!clocks->offsets)
    clocks->offsets = errcat_pattern_open("", pattern, sizeof pattern - 1, NULL, NULL);
  if (clocks->offsets)
    errcat_pattern_format(clocks->offsets, &arg, 1, text, sizeof text, &result);
  return result.mismatched == 0 && parse_offset(text, offset);
}

void ec_clocks_close(struct ec_clocks *clocks)
{
  errcat_pattern_free(clocks->offsets);
  clocks->offsets = NULL;
}

bool ec_when_known(struct ec_clocks *clocks, const char *zone)
{
  int64_t offset;
  return offset_at(clocks, zone, 0, &offset);
}

/* The time at which the zone's clocks show `local`. Where they are set back it is the first of
 * the two, and where they skip it, as much later as they do. */
static bool from_local(struct ec_clocks *clocks, const char *zone, int64_t local, int64_t *ms)
{
  int64_t before, after, there;
  if (!zone) {
    *ms = local;
    return true;
  }
  if (!offset_at(clocks, zone, local - DAY_MS, &before) ||
      !offset_at(clocks, zone, local + DAY_MS, &after))
    return false;
  *ms = local - before;
  if (before == after || (offset_at(clocks, zone, *ms, &there) && there == before))
    return true;
  if (offset_at(clocks, zone, local - after, &there) && there == after)
    *ms = local - after;
  return true;
}

/* ----------------------------------------------------------------- reading */

/* Takes `count` digits whose value is from `least` to `most`. */
static bool take_number(const char **at, size_t count, int least, int most, int *value)
{
  int number = 0;
  for (size_t i = 0; i < count; i++) {
    if (!(*at)[i] || !strchr(DIGITS, (*at)[i]))
      return false;
    number = number * 10 + ((*at)[i] - '0');
  }
  if (number < least || number > most)
    return false;
  *at += count;
  *value = number;
  return true;
}

static bool take_byte(const char **at, const char *bytes)
{
  if (!**at || !strchr(bytes, **at))
    return false;
  ++*at;
  return true;
}

/* Days from 1970-01-01 in the Gregorian calendar. A year begins in March here, so that the leap
 * day is its last. */
static int64_t days_since_1970(int year, int month, int day)
{
  const int y = year - (month <= 2), m = (month + 9) % 12;
  return (int64_t)y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

static int days_in(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

static bool take_date(const char **at, int64_t *ms)
{
  int year, month, day;
  if (!take_number(at, 4, 1, 9999, &year) || !take_byte(at, "-") ||
      !take_number(at, 2, 1, 12, &month) || !take_byte(at, "-") ||
      !take_number(at, 2, 1, days_in(year, month), &day))
    return false;
  *ms = days_since_1970(year, month, day) * DAY_MS;
  return true;
}

/* Digits past the third are nothing that is kept. */
static bool take_fraction(const char **at, int64_t *ms)
{
  int unit = 100;
  if (!**at || !strchr(DIGITS, **at))
    return false;
  for (; **at && strchr(DIGITS, **at); ++*at, unit /= 10)
    *ms += (**at - '0') * unit;
  return true;
}

static bool take_clock(const char **at, int64_t *ms)
{
  int hour, minute, second = 0;
  if (!take_number(at, 2, 0, 23, &hour) || !take_byte(at, ":") ||
      !take_number(at, 2, 0, 59, &minute))
    return false;
  /* A leap second has the number 60, and is shown as the second after it. */
  if (take_byte(at, ":") &&
      (!take_number(at, 2, 0, 60, &second) || (take_byte(at, ".,") && !take_fraction(at, ms))))
    return false;
  *ms += (int64_t)hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
  return true;
}

static bool take_offset(const char **at, int64_t *offset)
{
  int hour, minute = 0;
  const bool west = **at == '-';
  *offset = 0;
  if (take_byte(at, "Zz"))
    return true;
  if (!take_byte(at, "+-") || !take_number(at, 2, 0, 23, &hour))
    return false;
  if ((take_byte(at, ":") || **at) && !take_number(at, 2, 0, 59, &minute))
    return false;
  *offset = ((int64_t)hour * HOUR_MS + minute * MINUTE_MS) * (west ? -1 : 1);
  return true;
}

bool ec_when_read(struct ec_clocks *clocks, const char *word, const char *zone, bool exact,
                  struct errcat_time *time)
{
  const char *at = word;
  int64_t ms = 0, offset = 0;
  if (!take_date(&at, &ms) || (*at && (!take_byte(&at, "Tt ") || !take_clock(&at, &ms))))
    return false;
  if (*at) {
    if (!take_offset(&at, &offset) || *at)
      return false;
    ms -= offset;
  } else if (exact || !from_local(clocks, zone, ms, &ms)) {
    return false;
  }
  *time = (struct errcat_time){ms, zone};
  return true;
}
