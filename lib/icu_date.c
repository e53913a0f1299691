/* SPDX-License-Identifier: MIT */
#include "icu.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uenum.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

/* Formatters of times have state, so each belongs to one thread at a time. Each has a calendar of
 * its own too, a copy of the one that the formatter was opened with: udat_format() would copy that
 * calendar for each time, and there is no other way in C to change the zone of a formatter. Within
 * ICU, names of zones are shared by all formatters, under a lock of its own, which only patterns
 * that ask for such names meet.
 *
 * No formatter, calendar or zone here depends on the zone of the process, nor on its locale. */

/* ------------------------------------------------------------------- zones */

enum { ZONE_MAX = EC_ICU_ZONE_MAX, ID_SIZE = ZONE_MAX + 1 };

static bool is_zone_character(char c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (c && strchr("_+:/-", c));
}

/* The name as ICU wants it: "UTC+8" is "GMT+8" there. False for what cannot be a zone. */
static bool zone_id(const char *name, UChar id[ID_SIZE])
{
  char plain[ID_SIZE];
  size_t len = 0;
  for (; name[len]; len++) {
    if (len == ZONE_MAX || !is_zone_character(name[len]))
      return false;
    plain[len] = name[len];
  }
  plain[len] = '\0';
  bool utc = (plain[0] | 0x20) == 'u' && (plain[1] | 0x20) == 't' && (plain[2] | 0x20) == 'c';
  if (utc && (plain[3] == '+' || plain[3] == '-'))
    memcpy(plain, "GMT", 3);
  u_charsToUChars(plain, id, (int32_t)len + 1);
  return len > 0;
}

/* Whether the calendar got the zone that was asked for: ICU takes UTC for one that it does not
 * know, and calls it so. */
static bool has_known_zone(const UCalendar *calendar, UErrorCode *error)
{
  UChar id[128], unknown[16];
  u_charsToUChars(UCAL_UNKNOWN_ZONE_ID, unknown, (int32_t)sizeof UCAL_UNKNOWN_ZONE_ID);
  int32_t len = ucal_getTimeZoneID(calendar, id, 128, error);
  return U_SUCCESS(*error) && len > 0 && len < 128 && u_strcmp(id, unknown) != 0;
}

/* The offset in force from starts[i], in milliseconds since 1970, to the next, starts[0] being
 * FIRST; in most years there are two. To find one of 400 without a search, `slots` has, for each
 * stretch of 99 days, the span in force at its beginning. */
struct ec_icu_zone {
  bool fixed; /* one offset, at all times */
  uint16_t count;
  uint16_t *slots;
  int32_t *offsets;
  int64_t starts[];
};

static const int64_t FIRST = -2208988800000; /* 1900-01-01 */
static const int64_t LAST = 4102444800000;   /* 2100-01-01 */
enum { SLOT_BITS = 33, SLOTS = 735, SPANS_MAX = 1024 };

struct spans {
  uint16_t count;
  int64_t starts[SPANS_MAX];
  int32_t offsets[SPANS_MAX];
};

/* Adds a span unless nothing changes there. */
static bool add_span(struct spans *spans, UCalendar *calendar, int64_t start, UErrorCode *error)
{
  ucal_setMillis(calendar, (UDate)start, error);
  int32_t offset = ucal_get(calendar, UCAL_ZONE_OFFSET, error);
  offset += ucal_get(calendar, UCAL_DST_OFFSET, error);
  if (U_FAILURE(*error) || spans->count == SPANS_MAX)
    return false;
  if (spans->count && spans->offsets[spans->count - 1] == offset)
    return true;
  spans->starts[spans->count] = start;
  spans->offsets[spans->count++] = offset;
  return true;
}

/* All from FIRST to LAST. */
static bool read_spans(struct spans *spans, UCalendar *calendar, UErrorCode *error)
{
  UDate next = (UDate)FIRST;
  spans->count = 0;
  bool ok = add_span(spans, calendar, FIRST, error);
  while (ok && ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &next, error) &&
         next < (UDate)LAST)
    ok = add_span(spans, calendar, (int64_t)next, error);
  return ok && U_SUCCESS(*error);
}

static bool is_fixed(const struct spans *spans, UCalendar *calendar, UErrorCode *error)
{
  UDate when;
  if (spans->count > 1)
    return false;
  ucal_setMillis(calendar, (UDate)FIRST, error);
  return !ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, &when,
                                         error) &&
         !ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &when, error) &&
         U_SUCCESS(*error);
}

/* One block of memory. */
static struct ec_icu_zone *make_zone(const struct spans *spans, bool fixed)
{
  struct ec_icu_zone *zone = malloc(
      sizeof *zone + spans->count * (sizeof(int64_t) + sizeof(int32_t)) + SLOTS * sizeof(uint16_t));
  if (!zone)
    return NULL;
  zone->fixed = fixed;
  zone->count = spans->count;
  zone->offsets = (int32_t *)(zone->starts + spans->count);
  zone->slots = (uint16_t *)(zone->offsets + spans->count);
  memcpy(zone->starts, spans->starts, spans->count * sizeof *zone->starts);
  memcpy(zone->offsets, spans->offsets, spans->count * sizeof *zone->offsets);
  uint16_t span = 0;
  for (int64_t i = 0; i < SLOTS; i++) {
    int64_t begin = FIRST + i * ((int64_t)1 << SLOT_BITS);
    while (span + 1 < zone->count && zone->starts[span + 1] <= begin)
      span++;
    zone->slots[i] = span;
  }
  return zone;
}

struct ec_icu_zone *ec_icu_zone_open(const char *name)
{
  UChar id[ID_SIZE];
  if (!zone_id(name, id))
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  struct ec_icu_zone *zone = NULL;
  struct spans *spans = malloc(sizeof *spans);
  UCalendar *calendar = ucal_open(id, -1, "", UCAL_GREGORIAN, &error);
  if (spans && U_SUCCESS(error) && has_known_zone(calendar, &error) &&
      read_spans(spans, calendar, &error)) {
    bool fixed = is_fixed(spans, calendar, &error);
    if (U_SUCCESS(error))
      zone = make_zone(spans, fixed);
  }
  ucal_close(calendar);
  free(spans);
  return zone;
}

void ec_icu_zone_close(struct ec_icu_zone *zone)
{
  free(zone);
}

bool ec_icu_zone_offset(const struct ec_icu_zone *zone, int64_t ms, int32_t *offset)
{
  if (zone->fixed) {
    *offset = zone->offsets[0];
    return true;
  }
  if (ms < FIRST || ms >= LAST)
    return false;
  uint16_t span = zone->slots[(uint64_t)(ms - FIRST) >> SLOT_BITS];
  while (span + 1 < zone->count && zone->starts[span + 1] <= ms)
    span++;
  *offset = zone->offsets[span];
  return true;
}

bool ec_icu_zone_names(bool (*found)(void *context, const char *name, size_t len), void *context)
{
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration *all = ucal_openTimeZones(&error);
  bool ok = U_SUCCESS(error);
  while (ok) {
    int32_t len = 0;
    const char *name = uenum_next(all, &len, &error);
    if (U_FAILURE(error) || !name)
      break;
    if (strcmp(name, UCAL_UNKNOWN_ZONE_ID) != 0)
      ok = found(context, name, (size_t)len);
  }
  uenum_close(all);
  return ok && U_SUCCESS(error);
}

/* ------------------------------------------------------------------- times */

struct ec_icu_date {
  UDateFormat *format;
  UCalendar *calendar;
  char zone[ID_SIZE]; /* of the calendar; "" is UTC */
};

enum { WIDE_SIZE = EC_ICU_PATTERN_SIZE };

/* UTF-8 to UTF-16, terminated; -1 when it does not fit or is ill-formed. */
static int32_t widen(const char *text, size_t len, UChar wide[WIDE_SIZE])
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t got = -1;
  if (len >= WIDE_SIZE)
    return -1;
  u_strFromUTF8(wide, WIDE_SIZE, &got, text, (int32_t)len, &error);
  return U_SUCCESS(error) && got < WIDE_SIZE ? got : -1;
}

/* UTF-16 to UTF-8 at out[0..size), terminated; false when it does not fit. */
static bool narrow(const UChar *text, int32_t len, char *out, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t got = 0;
  u_strToUTF8(out, (int32_t)size, &got, text, len, &error);
  return U_SUCCESS(error) && (size_t)got < size;
}

bool ec_icu_skeleton_pattern(const char *locale, const char *skeleton, size_t len,
                             char out[EC_ICU_PATTERN_SIZE])
{
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[WIDE_SIZE], pattern[WIDE_SIZE];
  int32_t wide_len = widen(skeleton, len, wide);
  if (wide_len < 0)
    return false;
  UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
  int32_t got = udatpg_getBestPattern(generator, wide, wide_len, pattern, WIDE_SIZE, &error);
  bool ok = U_SUCCESS(error) && got < WIDE_SIZE && narrow(pattern, got, out, EC_ICU_PATTERN_SIZE);
  udatpg_close(generator);
  return ok;
}

static const UChar utc[] = {'U', 'T', 'C', 0};

static UDateFormat *open_style(const char *locale, enum ec_style style, UErrorCode *error)
{
  static const UDateFormatStyle lengths[] = {UDAT_SHORT, UDAT_MEDIUM, UDAT_LONG, UDAT_FULL};
  UDateFormatStyle date = UDAT_NONE, time = UDAT_NONE;
  if (style == EC_STYLE_DATE_TIME)
    date = time = UDAT_SHORT;
  else if (style >= EC_STYLE_DATE_SHORT && style <= EC_STYLE_DATE_FULL)
    date = lengths[style - EC_STYLE_DATE_SHORT];
  else if (style >= EC_STYLE_TIME_SHORT && style <= EC_STYLE_TIME_FULL)
    time = lengths[style - EC_STYLE_TIME_SHORT];
  else /* icu::MessageFormat gives its pattern to a formatter of this style */
    date = UDAT_MEDIUM;
  return udat_open(time, date, locale, utc, -1, NULL, 0, error);
}

static UDateFormat *open_format(const char *locale, enum ec_style style, const char *text,
                                size_t len, UErrorCode *error)
{
  if (style != EC_STYLE_DATE_PATTERN && style != EC_STYLE_DATE_SKELETON)
    return open_style(locale, style, error);
  UChar wide[WIDE_SIZE];
  int32_t wide_len = widen(text, len, wide);
  if (wide_len < 0)
    return NULL;
  if (style == EC_STYLE_DATE_SKELETON)
    return udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, wide, wide_len, error);
  UDateFormat *format = open_style(locale, style, error);
  if (U_SUCCESS(*error))
    udat_applyPattern(format, false, wide, wide_len);
  return format;
}

struct ec_icu_date *ec_icu_date_open(const char *locale, enum ec_style style, const char *text,
                                     size_t len)
{
  struct ec_icu_date *formatter = calloc(1, sizeof *formatter);
  if (!formatter)
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  formatter->format = open_format(locale, style, text, len, &error);
  if (U_SUCCESS(error) && formatter->format)
    formatter->calendar = ucal_clone(udat_getCalendar(formatter->format), &error);
  if (U_SUCCESS(error) && formatter->calendar)
    return formatter;
  ec_icu_date_close(formatter);
  return NULL;
}

void ec_icu_date_close(struct ec_icu_date *formatter)
{
  if (!formatter)
    return;
  ucal_close(formatter->calendar);
  udat_close(formatter->format);
  free(formatter);
}

/* Looking a zone up takes longer than most times take to format, and mostly it stays the same. */
static bool set_zone(struct ec_icu_date *formatter, const char *zone)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar id[ID_SIZE];
  if (strcmp(formatter->zone, zone ? zone : "") == 0)
    return true;
  if (zone && !zone_id(zone, id))
    return false;
  ucal_setTimeZone(formatter->calendar, zone ? id : utc, -1, &error);
  formatter->zone[0] = '\0';
  if (U_SUCCESS(error) && has_known_zone(formatter->calendar, &error)) {
    if (zone)
      memcpy(formatter->zone, zone, strlen(zone) + 1);
    return true;
  }
  error = U_ZERO_ERROR;
  ucal_setTimeZone(formatter->calendar, utc, -1, &error);
  return false;
}

/* Appends UTF-16. */
static bool append(const UChar *text, int32_t len, struct ec_buf *out)
{
  char local[1024];
  UErrorCode error = U_ZERO_ERROR;
  int32_t got = 0;
  size_t size = 3 * (size_t)len + 1;
  char *bytes = size <= sizeof local ? local : malloc(size);
  if (!bytes)
    return false;
  u_strToUTF8(bytes, (int32_t)size, &got, text, len, &error);
  if (U_SUCCESS(error))
    ec_buf_add(out, bytes, (size_t)got);
  if (bytes != local)
    free(bytes);
  return U_SUCCESS(error);
}

/* For texts that are too long for the stack; `len` is the length that ICU needs. */
static bool put_long(struct ec_icu_date *formatter, int32_t len, struct ec_buf *out)
{
  UErrorCode error = U_ZERO_ERROR;
  if (len > ERRCAT_OUTPUT_MAX)
    return false;
  UChar *text = malloc(((size_t)len + 1) * sizeof *text);
  if (!text)
    return false;
  len = udat_formatCalendar(formatter->format, formatter->calendar, text, len + 1, NULL, &error);
  bool ok = U_SUCCESS(error) && append(text, len, out);
  free(text);
  return ok;
}

/* Two of ICU's calendars walk to a year from one to the next, which takes milliseconds. */
static bool is_too_far(const struct ec_icu_date *formatter, int64_t ms)
{
  const int64_t far = INT64_C(86400000) * EC_ICU_FAR_DAYS;
  UErrorCode error = U_ZERO_ERROR;
  if (ms <= far)
    return false;
  const char *type = ucal_getType(formatter->calendar, &error);
  return U_FAILURE(error) || strcmp(type, "islamic-umalqura") == 0 || strcmp(type, "indian") == 0;
}

bool ec_icu_date_put(struct ec_icu_date *formatter, const struct errcat_time *time,
                     struct ec_buf *out)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar text[256];
  if (is_too_far(formatter, time->ms) || !set_zone(formatter, time->zone))
    return false;
  ucal_setMillis(formatter->calendar, (UDate)time->ms, &error);
  int32_t len =
      udat_formatCalendar(formatter->format, formatter->calendar, text, 256, NULL, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR)
    return put_long(formatter, len, out);
  return U_SUCCESS(error) && append(text, len, out);
}

/* ------------------------------------------- what a formatter of times knows */

bool ec_icu_date_pattern(const struct ec_icu_date *formatter, char out[EC_ICU_PATTERN_SIZE])
{
  UErrorCode error = U_ZERO_ERROR;
  UChar pattern[WIDE_SIZE];
  int32_t len = udat_toPattern(formatter->format, false, pattern, WIDE_SIZE, &error);
  return U_SUCCESS(error) && len < WIDE_SIZE && narrow(pattern, len, out, EC_ICU_PATTERN_SIZE);
}

/* Some patterns of CLDR ask for other digits in some of their fields: Roman months, say. */
static bool has_own_digits(const struct ec_icu_date *formatter, const char *letters)
{
  const UNumberFormat *usual = udat_getNumberFormat(formatter->format);
  for (; *letters; letters++) {
    if (udat_getNumberFormatForField(formatter->format, (UChar)*letters) != usual)
      return true;
  }
  return false;
}

static bool is_gregorian(const struct ec_icu_date *formatter)
{
  UErrorCode error = U_ZERO_ERROR;
  const char *type = ucal_getType(formatter->calendar, &error);
  return U_SUCCESS(error) && strcmp(type, "gregorian") == 0;
}

bool ec_icu_date_digits(const struct ec_icu_date *formatter, const char *letters,
                        char digit[10][EC_ICU_DIGIT_SIZE])
{
  UErrorCode error = U_ZERO_ERROR;
  if (!is_gregorian(formatter) || has_own_digits(formatter, letters))
    return false;
  const UNumberFormat *format = udat_getNumberFormat(formatter->format);
  for (int i = 0; i < 10; i++) {
    UChar text[EC_ICU_DIGIT_SIZE];
    int which = i ? UNUM_ONE_DIGIT_SYMBOL + i - 1 : UNUM_ZERO_DIGIT_SYMBOL;
    /* Numerals that are not written with ten digits have no such symbols. */
    int32_t len =
        unum_getSymbol(format, (UNumberFormatSymbol)which, text, EC_ICU_DIGIT_SIZE, &error);
    if (U_FAILURE(error) || len < 1 || len >= EC_ICU_DIGIT_SIZE ||
        !narrow(text, len, digit[i], EC_ICU_DIGIT_SIZE))
      return false;
  }
  return true;
}

static const struct {
  UDateFormatSymbolType type;
  uint8_t first, count; /* ICU's weekdays begin at 1 */
} names_of[EC_ICU_NAMES_COUNT] = {
    [EC_ICU_ERAS] = {UDAT_ERAS, 0, 2},
    [EC_ICU_ERAS_WIDE] = {UDAT_ERA_NAMES, 0, 2},
    [EC_ICU_QUARTERS] = {UDAT_SHORT_QUARTERS, 0, 4},
    [EC_ICU_QUARTERS_WIDE] = {UDAT_QUARTERS, 0, 4},
    [EC_ICU_QUARTERS_ALONE] = {UDAT_STANDALONE_SHORT_QUARTERS, 0, 4},
    [EC_ICU_QUARTERS_ALONE_WIDE] = {UDAT_STANDALONE_QUARTERS, 0, 4},
    [EC_ICU_MONTHS] = {UDAT_SHORT_MONTHS, 0, 12},
    [EC_ICU_MONTHS_WIDE] = {UDAT_MONTHS, 0, 12},
    [EC_ICU_MONTHS_NARROW] = {UDAT_NARROW_MONTHS, 0, 12},
    [EC_ICU_MONTHS_ALONE] = {UDAT_STANDALONE_SHORT_MONTHS, 0, 12},
    [EC_ICU_MONTHS_ALONE_WIDE] = {UDAT_STANDALONE_MONTHS, 0, 12},
    [EC_ICU_MONTHS_ALONE_NARROW] = {UDAT_STANDALONE_NARROW_MONTHS, 0, 12},
    [EC_ICU_WEEKDAYS] = {UDAT_SHORT_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_WIDE] = {UDAT_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_NARROW] = {UDAT_NARROW_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_SHORTER] = {UDAT_SHORTER_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_ALONE] = {UDAT_STANDALONE_SHORT_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_ALONE_WIDE] = {UDAT_STANDALONE_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_ALONE_NARROW] = {UDAT_STANDALONE_NARROW_WEEKDAYS, 1, 7},
    [EC_ICU_WEEKDAYS_ALONE_SHORTER] = {UDAT_STANDALONE_SHORTER_WEEKDAYS, 1, 7},
    [EC_ICU_DAY_PERIODS] = {UDAT_AM_PMS, 0, 2},
};

size_t ec_icu_date_names(const struct ec_icu_date *formatter, enum ec_icu_names names,
                         char out[EC_ICU_NAMES_MAX][EC_ICU_NAME_SIZE])
{
  size_t count = names_of[names].count;
  for (size_t i = 0; i < count; i++) {
    UErrorCode error = U_ZERO_ERROR;
    UChar text[EC_ICU_NAME_SIZE];
    int32_t len =
        udat_getSymbols(formatter->format, names_of[names].type,
                        (int32_t)(names_of[names].first + i), text, EC_ICU_NAME_SIZE, &error);
    if (U_FAILURE(error) || len >= EC_ICU_NAME_SIZE || !narrow(text, len, out[i], EC_ICU_NAME_SIZE))
      return 0;
  }
  return count;
}
