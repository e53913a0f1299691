/* SPDX-License-Identifier: MIT */
/* Times as text: the same as from ICU's own formatters, in every locale, in zones of every kind.
 * (That icu::MessageFormat asks these formatters is check_differential's.) */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include "counting.h"
#include "date.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define DAY ((int64_t)86400000)

enum { TEXT_SIZE = 4096 };

static uint64_t random_state = 20261125;

static uint64_t random_bits(void)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return random_state * UINT64_C(2685821657736338717);
}

static int64_t random_between(int64_t first, int64_t last)
{
  return first + (int64_t)(random_bits() % (uint64_t)(last - first + 1));
}

/* ------------------------------------------------------------- what ICU writes */

static void widen(const char *text, UChar *wide, int32_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(wide, size, NULL, text, -1, &error);
  ck_assert(U_SUCCESS(error));
}

/* The pattern that icu::DateFormat takes for a skeleton. */
static void best_pattern(const char *locale, const char *skeleton, UChar *pattern, int32_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[256];
  widen(skeleton, wide, 256);
  UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
  udatpg_getBestPattern(generator, wide, -1, pattern, size, &error);
  ck_assert(U_SUCCESS(error));
  udatpg_close(generator);
}

/* Opened with its zone, unlike errcat's, and by itself for each. */
static UDateFormat *icu_open(const char *locale, enum ec_style style, const char *text,
                             const char *zone)
{
  static const UDateFormatStyle of[][2] = {
      {UDAT_SHORT, UDAT_SHORT}, {UDAT_NONE, UDAT_SHORT},     {UDAT_NONE, UDAT_MEDIUM},
      {UDAT_NONE, UDAT_LONG},   {UDAT_NONE, UDAT_FULL},      {UDAT_SHORT, UDAT_NONE},
      {UDAT_MEDIUM, UDAT_NONE}, {UDAT_LONG, UDAT_NONE},      {UDAT_FULL, UDAT_NONE},
      {UDAT_NONE, UDAT_MEDIUM}, {UDAT_PATTERN, UDAT_PATTERN}};
  UErrorCode error = U_ZERO_ERROR;
  UChar id[80], pattern[1024] = {0};
  const UDateFormatStyle *lengths = of[style - EC_STYLE_DATE_TIME];
  widen(zone ? zone : "UTC", id, 80);
  if (style == EC_STYLE_DATE_SKELETON)
    best_pattern(locale, text, pattern, 1024);
  else if (style == EC_STYLE_DATE_PATTERN)
    widen(text, pattern, 1024);
  UDateFormat *format = udat_open(lengths[0], lengths[1], locale, id, -1, pattern, -1, &error);
  ck_assert_msg(U_SUCCESS(error), "%s: %s", locale, u_errorName(error));
  if (style == EC_STYLE_DATE_PATTERN)
    udat_applyPattern(format, false, pattern, -1);
  return format;
}

static bool icu_put(const UDateFormat *format, int64_t ms, char out[TEXT_SIZE])
{
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[TEXT_SIZE / 4];
  int32_t len = udat_format(format, (UDate)ms, wide, TEXT_SIZE / 4, NULL, &error);
  u_strToUTF8(out, TEXT_SIZE, NULL, wide, len, &error);
  return U_SUCCESS(error);
}

/* -------------------------------------------------------- what errcat writes */

static struct ec_zones *zones;

static void set_up(void)
{
  zones = ec_zones_open(&ec_mem_default);
  ck_assert_ptr_nonnull(zones);
}

static void tear_down(void)
{
  ec_zones_close(zones);
}

static struct ec_date *open_date(const char *locale, enum ec_style style, const char *text)
{
  struct ec_date *date = ec_date_open(&ec_mem_default, locale, style, text, strlen(text));
  ck_assert_msg(date != NULL, "%s %d %s: not opened", locale, (int)style, text);
  return date;
}

static bool put(const struct ec_date *date, int64_t ms, const char *zone, char out[TEXT_SIZE])
{
  struct ec_buf buf;
  struct errcat_time time = {ms, zone};
  ec_buf_init(&buf, out, TEXT_SIZE, TEXT_SIZE);
  bool ok = ec_date_put(date, zones, &time, &buf);
  size_t len = ec_buf_finish(&buf);
  ck_assert_uint_eq(len, strlen(out));
  ck_assert(ok || len == 0);
  return ok;
}

/* Of times so far ahead that ICU would walk for milliseconds, ICU is not asked. */
static bool is_too_far(const UDateFormat *format, int64_t ms)
{
  UErrorCode error = U_ZERO_ERROR;
  const char *calendar = ucal_getType(udat_getCalendar(format), &error);
  ck_assert(U_SUCCESS(error));
  return ms > INT64_C(86400000) * EC_ICU_FAR_DAYS &&
         (strcmp(calendar, "islamic-umalqura") == 0 || strcmp(calendar, "indian") == 0);
}

/* Returns how many times were compared. */
static size_t compare(const char *locale, enum ec_style style, const char *text, const char *zone,
                      const int64_t *times, size_t count)
{
  UDateFormat *format = icu_open(locale, style, text, zone);
  struct ec_date *date = open_date(locale, style, text);
  for (size_t i = 0; i < count; i++) {
    char want[TEXT_SIZE], got[TEXT_SIZE];
    bool icu = icu_put(format, times[i], want) && !is_too_far(format, times[i]);
    ck_assert_msg(put(date, times[i], zone, got) == icu, "%s %d \"%s\" %s %lld: ICU %d", locale,
                  (int)style, text, zone, (long long)times[i], icu);
    ck_assert_msg(!icu || strcmp(got, want) == 0, "%s %d \"%s\" %s %lld: \"%s\", ICU has \"%s\"",
                  locale, (int)style, text, zone, (long long)times[i], got, want);
  }
  ec_date_close(date);
  udat_close(format);
  return count;
}

/* With daylight saving that there was for some years, of half an hour, across midnight and across
 * the end of the year; with a day left out; without any; and with an offset of no whole hours. */
static const char *const zone_names[] = {
    NULL,
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Etc/GMT+12",
    "Africa/Casablanca",
    "Europe/London",
    "GMT+08:00",
    "GMT-3:30",
    "America/St_Johns",
};

static const int64_t times[] = {
    0,
    -1,
    999,
    1000000000000,
    1795428000123,                      /* 2026-11-23T10:00:00.123Z */
    1795428000123 - 10 * 3600000 - 124, /* the last millisecond of a day */
    551635200000,                       /* 1987-06-26: daylight saving in China */
    577382399999,
    577382400000,      /* 1988-04-17: it begins */
    1325239200000 - 1, /* 2011-12-30 is left out in Apia */
    1325239200000,
    -2208988800000, /* 1900 */
    -2208988800001,
    4102444800000, /* 2100 */
    4102444799999,
    -141349 * DAY, /* 1583 */
    -141349 * DAY - 1,
    -141427 * DAY, /* the first day of the Gregorian calendar */
    -141427 * DAY - 1,
    -719528 * DAY,               /* the year 0 */
    -62135596800000 - 400 * DAY, /* before Christ */
    253402300800000,             /* the year 10000 */
    EC_TIME_MAX_DAYS *DAY,
    -EC_TIME_MAX_DAYS *DAY,
};

static size_t compare_all(const char *locale, size_t zone)
{
  size_t count = 0;
  for (int style = EC_STYLE_DATE_TIME; style < EC_STYLE_DATE_PATTERN; style++, zone++)
    count += compare(locale, (enum ec_style)style, "", zone_names[zone % COUNT(zone_names)], times,
                     COUNT(times));
  return count;
}

START_TEST(test_locales)
{
  size_t count = 0;
  const char *locale;
  for (int32_t i = _i; (locale = ec_icu_locale(i)); i += 4)
    count += compare_all(locale, (size_t)i);
  ck_assert_uint_gt(count, 20000);
}
END_TEST

/* Other calendars and numerals, by keyword. */
static const char *const keyword_locales[] = {
    "",
    "en@calendar=japanese",
    "ja@calendar=japanese",
    "zh@calendar=chinese",
    "th@calendar=gregorian",
    "fa@calendar=gregorian",
    "he@calendar=hebrew",
    "ar_SA@calendar=islamic-umalqura",
    "en@calendar=iso8601",
    "en@numbers=roman",
    "en@numbers=hebr",
    "zh@numbers=hanidec",
    "zh@numbers=hans",
    "ar@numbers=latn",
    "th@numbers=thai",
    "en@numbers=mathbold",
    "nowhere_XX",
};

START_TEST(test_keyword_locales)
{
  compare_all(keyword_locales[_i], (size_t)_i);
}
END_TEST

/* Digits of their own, right to left, other calendars, long names, and the rest of the world. */
static const char *const locales[] = {
    "en",  "zh_CN", "zh_TW", "ar_EG", "ar_SA", "ar_AE", "fa",      "ur_IN",  "ckb", "th",
    "hi",  "mr_IN", "ne_NP", "bn",    "my",    "ta",    "ml",      "as",     "dz",  "ff_Adlm",
    "sat", "mni",   "de",    "de_AT", "fr",    "fr_CA", "es",      "pt",     "pl",  "ru",
    "uk",  "cs",    "he",    "ja",    "ko",    "tr",    "vi",      "el",     "fi",  "hu",
    "ka",  "haw",   "ks",    "am",    "cy",    "ga",    "sr_Latn", "uz_Arab"};

static const int64_t few_times[] = {1795428000123, 551635259999, -5000000000001, 98 * DAY + 1,
                                    -200000 * DAY};

/* Every letter, in each width up to one that is too much. */
START_TEST(test_letters)
{
  static const char letters[] = "GyYuUrQqMLlwWdDFgEecabBhHkKjJCmsSAzZOvVXxnNfiIoPpRtT";
  size_t count = 0;
  for (size_t letter = 0; letter < sizeof letters - 1; letter++) {
    for (size_t width = 1; width <= 7; width++) {
      char pattern[32] = "'[' ] ";
      memset(pattern + 6, letters[letter], width);
      size_t zone = (letter + width + (size_t)_i) % COUNT(zone_names);
      count += compare(locales[_i], EC_STYLE_DATE_PATTERN, pattern, zone_names[zone], few_times,
                       COUNT(few_times));
    }
  }
  ck_assert_uint_eq(count, (sizeof letters - 1) * 7 * COUNT(few_times));
}
END_TEST

static const char *const patterns[] = {
    "",
    "''",
    "'",
    "yy''yy",
    "'y'y'y'y",
    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    "EEEE, d. MMMM y 'um' H 'Uhr'",
    "h 'o''clock' a, zzzz",
    "y年M月d日 EEEE HH:mm:ss",
    "SSSSSSSSSS ssssssssss yyyyyyyyyy",
    "SSSSSSSSSSS",
    "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
    "uu yy uuuu yyy",
    "kk K hh HH D DDD F Q QQ q",
    "'unterminated y",
    "yMdyMdyMdyMdyMdyMdyMdyMdyMdyMdyMd", /* more steps than a program has */
    "MMMMEEEEMMMMEEEEMMMMEEEEMMMMEEEEMMMMEEEEMMMMEEEEMMMMEEEEMMMMEEEE",
    "'a literal of more than 255 bytes ....................................................'"
    "'......................................................................................'"
    "'......................................................................................'"
    "'......................................................................................' y",
};

START_TEST(test_patterns)
{
  for (size_t i = 0; i < COUNT(patterns); i++)
    compare(locales[_i], EC_STYLE_DATE_PATTERN, patterns[i],
            zone_names[(i + (size_t)_i) % COUNT(zone_names)], few_times, COUNT(few_times));
}
END_TEST

static const char *const skeletons[] = {
    "yMMMd", "yMMMMEEEEd", "jmm", "Hm", "hm",   "yMd",      "MMMd",       "yQQQ",        "yMMMdjmm",
    "EEEE",  "GyMMMd",     "Ed",  "yw", "d",    "MMMMW",    "yMMMMdjmsz", "ms",          "Bhm",
    "jjmm",  "Jmm",        "Cm",  "v",  "zzzz", "yyyyMMdd", "LLLL",       "yMMMdHmsSSS", "ccc"};

START_TEST(test_skeletons)
{
  for (size_t i = 0; i < COUNT(skeletons); i++)
    compare(locales[_i], EC_STYLE_DATE_SKELETON, skeletons[i],
            zone_names[(i + (size_t)_i) % COUNT(zone_names)], few_times, COUNT(few_times));
}
END_TEST

/* What the above would not notice, if ICU were to be asked and to be wrong. */
static const struct row {
  const char *locale;
  enum ec_style style;
  const char *text;
  int64_t ms;
  const char *zone, *want; /* NULL: refused */
} rows[] = {
    {"en", EC_STYLE_DATE_MEDIUM, "", 1795428000000, NULL, "Nov 23, 2026"},
    {"en", EC_STYLE_DATE_FULL, "", 1795428000000, NULL, "Monday, November 23, 2026"},
    {"zh_CN", EC_STYLE_DATE_MEDIUM, "", 1795428000000, NULL, "2026年11月23日"},
    {"zh_CN", EC_STYLE_DATE_FULL, "", 1795428000000, NULL, "2026年11月23日星期一"},
    {"zh_CN", EC_STYLE_DATE_MEDIUM, "", 1795449600000, "Asia/Shanghai", "2026年11月24日"},
    {"de", EC_STYLE_TIME_MEDIUM, "", 1795428000000, "Europe/Berlin", "11:00:00"},
    {"th", EC_STYLE_DATE_MEDIUM, "", 1795428000000, NULL, "23 พ.ย. 2569"},
    {"", EC_STYLE_DATE_PATTERN, "y-MM-dd HH:mm", 551635200000, "Asia/Shanghai", "1987-06-26 01:00"},
    {"", EC_STYLE_DATE_PATTERN, "H:mm XXX", 1795428000000, "UTC+8", "18:00 +08:00"},
    {"", EC_STYLE_DATE_PATTERN, "H:mm zzzz", 1795428000000, "utc+08:30", "18:30 GMT+08:30"},
    {"", EC_STYLE_DATE_PATTERN, "u-M-d", -719528 * DAY, NULL, "0-1-3"}, /* Julian */
    {"", EC_STYLE_DATE_PATTERN, "y", EC_TIME_MAX_DAYS *DAY, NULL, "275760"},
    {"", EC_STYLE_DATE_PATTERN, "y", EC_TIME_MAX_DAYS *DAY + 1, NULL, NULL},
    {"", EC_STYLE_DATE_PATTERN, "y", -EC_TIME_MAX_DAYS *DAY - 1, NULL, NULL},
    {"", EC_STYLE_DATE_PATTERN, "y", INT64_MAX, NULL, NULL},
    {"", EC_STYLE_DATE_PATTERN, "y", INT64_MIN, NULL, NULL},
    {"", EC_STYLE_DATE_PATTERN, "y", INT64_MAX, "Asia/Shanghai", NULL},
    {"", EC_STYLE_DATE_PATTERN, "y", 0, "Nowhere/Land", NULL},
    {"", EC_STYLE_DATE_PATTERN, "zzzz", 0, "Nowhere/Land", NULL},
};

START_TEST(test_rows)
{
  const struct row *row = &rows[_i];
  char got[TEXT_SIZE];
  struct ec_date *date = open_date(row->locale, row->style, row->text);
  bool ok = put(date, row->ms, row->zone, got);
  ck_assert_msg(ok == (row->want != NULL), "%s %s: %d", row->locale, row->text, ok);
  ck_assert_msg(!ok || strcmp(got, row->want) == 0, "\"%s\", not \"%s\"", got, row->want);
  ec_date_close(date);
}
END_TEST

/* -------------------------------------------------------------------- calendar */

/* Each day from 1583 on, counted here one by one. */
START_TEST(test_days)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  struct ec_date *date = open_date("en", EC_STYLE_DATE_PATTERN, "y-M-d D EEEE q");
  static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                         "Friday", "Saturday", "Sunday"};
  int year = 1583, month = 1, day = 1, year_day = 1, weekday = 5;
  for (int64_t i = -141349; year < 2801; i++) {
    char want[64], got[TEXT_SIZE];
    snprintf(want, sizeof want, "%d-%d-%d %d %s %d", year, month, day, year_day, weekdays[weekday],
             (month - 1) / 3 + 1);
    ck_assert(put(date, i * DAY + random_between(0, DAY - 1), NULL, got));
    ck_assert_str_eq(got, want);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    weekday = (weekday + 1) % 7;
    year_day++;
    if (++day > days[month - 1] + (month == 2 && leap)) {
      day = 1;
      if (++month > 12) {
        month = year_day = 1;
        year++;
      }
    }
  }
  ec_date_close(date);
}
END_TEST

START_TEST(test_random_times)
{
  static const char pattern[] =
      "G y yy u Q MM LLL d D F EEE a h H k K m ss S SS SSSS X Z ZZZZZ xxxxx";
  int64_t random[1000];
  for (size_t i = 0; i < COUNT(random); i++)
    random[i] = random_between(-141350 * DAY, 157000 * DAY);
  for (size_t i = 0; i < COUNT(zone_names); i++)
    compare(_i % 2 ? "ar_EG" : "en", EC_STYLE_DATE_PATTERN, pattern, zone_names[i], random,
            COUNT(random));
}
END_TEST

static const struct {
  int64_t ms;
  const char *want;
} isos[] = {
    {0, "1970-01-01T00:00:00Z"},
    {-1, "1969-12-31T23:59:59.999Z"},
    {1795428000000, "2026-11-23T10:00:00Z"},
    {1795428000007, "2026-11-23T10:00:00.007Z"},
    {951782400000, "2000-02-29T00:00:00Z"},
    {-141427 * DAY, "1582-10-15T00:00:00Z"},
    {-141428 * DAY, "1582-10-14T00:00:00Z"}, /* no Julian calendar here */
    {-719528 * DAY, "0000-01-01T00:00:00Z"},
    {-719528 * DAY - 1, "-000001-12-31T23:59:59.999Z"},
    {253402300799999, "9999-12-31T23:59:59.999Z"},
    {253402300800000, "+010000-01-01T00:00:00Z"},
    {EC_TIME_MAX_DAYS * DAY, "+275760-09-13T00:00:00Z"},
    {-EC_TIME_MAX_DAYS * DAY, "-271821-04-20T00:00:00Z"},
    {INT64_MAX, "+292278994-08-17T07:12:55.807Z"},
    {INT64_MIN, "-292275055-05-16T16:47:04.192Z"},
};

START_TEST(test_iso)
{
  char got[EC_DATE_ISO_SIZE];
  memset(got, 'x', sizeof got);
  size_t len = ec_date_iso(isos[_i].ms, got);
  ck_assert_str_eq(got, isos[_i].want);
  ck_assert_uint_eq(len, strlen(got));
}
END_TEST

/* ----------------------------------------------------------------------- zones */

static int32_t icu_offset(UCalendar *calendar, int64_t ms)
{
  UErrorCode error = U_ZERO_ERROR;
  ucal_setMillis(calendar, (UDate)ms, &error);
  int32_t offset = ucal_get(calendar, UCAL_ZONE_OFFSET, &error);
  offset += ucal_get(calendar, UCAL_DST_OFFSET, &error);
  ck_assert(U_SUCCESS(error));
  return offset;
}

static void check_offset(const char *name, const struct ec_icu_zone *zone, UCalendar *calendar,
                         int64_t ms)
{
  int32_t got = 0;
  bool kept = ms >= -2208988800000 && ms < 4102444800000;
  bool known = ec_icu_zone_offset(zone, ms, &got);
  ck_assert_msg(known || !kept, "%s %lld: not known", name, (long long)ms);
  if (known)
    ck_assert_msg(got == icu_offset(calendar, ms), "%s %lld: %d", name, (long long)ms, (int)got);
}

static size_t check_zone(const char *name)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar id[80];
  widen(name, id, 80);
  UCalendar *calendar = ucal_open(id, -1, "en", UCAL_GREGORIAN, &error);
  struct ec_icu_zone *zone = ec_icu_zone_open(name);
  ck_assert_msg(zone != NULL && U_SUCCESS(error), "%s", name);
  size_t count = 0;
  UDate next = -1e13;
  ucal_setMillis(calendar, next, &error);
  while (next < 4.2e12 &&
         ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &next, &error)) {
    for (int64_t i = -1; i <= 1; i++)
      check_offset(name, zone, calendar, (int64_t)next + i);
    ucal_setMillis(calendar, next, &error);
    count++;
  }
  for (int i = 0; i < 100; i++)
    check_offset(name, zone, calendar, random_between(-2208988800000, 4102444799999));
  for (int i = 0; i < 10; i++)
    check_offset(name, zone, calendar,
                 random_between(-EC_TIME_MAX_DAYS * DAY, EC_TIME_MAX_DAYS * DAY));
  check_offset(name, zone, calendar, -2208988800001);
  check_offset(name, zone, calendar, -2208988800000);
  check_offset(name, zone, calendar, 4102444799999);
  check_offset(name, zone, calendar, 4102444800000);
  ec_icu_zone_close(zone);
  ucal_close(calendar);
  return count;
}

/* All that ICU has, those that are other names for one included. */
START_TEST(test_zones)
{
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration *all = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, NULL, NULL, &error);
  ck_assert(U_SUCCESS(error));
  size_t count = 0, transitions = 0;
  for (const char *name; (name = uenum_next(all, NULL, &error)); count++) {
    bool wanted = strcmp(name, "Etc/Unknown") != 0;
    if (count % 4 == (size_t)_i && wanted)
      transitions += check_zone(name);
    ck_assert_msg(ec_zones_known(zones, name) == wanted, "%s", name);
  }
  uenum_close(all);
  ck_assert_uint_gt(count, 500);
  ck_assert_uint_gt(transitions, 5000);
}
END_TEST

static const struct {
  const char *name;
  bool known;
} names[] = {
    {NULL, true},
    {"UTC", true},
    {"Etc/UTC", true},
    {"GMT", true},
    {"Asia/Shanghai", true},
    {"Etc/GMT+12", true},
    {"EST5EDT", true},
    {"GMT+8", true},
    {"GMT-23:59:59", true},
    {"UTC-3:30", true},
    {"utc+0530", true},
    {"", false},
    {" ", false},
    {"asia/shanghai", false},
    {"Asia/Shanghai ", false},
    {"Asia/Shangha", false},
    {"Asia/Shanghai1", false},
    {"Asia\\Shanghai", false},
    {"Asia/\xe4\xb8\x8a\xe6\xb5\xb7", false},
    {"\xff", false},
    {"Etc/Unknown", false},
    {"Nowhere", false},
    {"+08:00", false},
    {"GMT+", false},
    {"GMT+24", false},
    {"GMT+8:60", false},
    {"GMT+8:", false},
    {"GMT+8:0", false},
    {"GMT+8:000", false},
    {"GMT+08:00:", false},
    {"GMT+08:00:60", false},
    {"GMT+0123456", false},
    {"GMT+4294967304", false},
    {"GMT++8", false},
    {"GMT+8 ", false},
    {"UTC8", false},
    {"UT+8", false},
    {"../../etc/passwd", false},
    {"1234567890123456789012345678901234567890123456789012345678901234", false},
    {"12345678901234567890123456789012345678901234567890123456789012345", false},
};

/* So does ICU see them. */
START_TEST(test_names)
{
  const char *name = names[_i].name;
  char got[TEXT_SIZE];
  struct ec_date *native = open_date("en", EC_STYLE_DATE_PATTERN, "y");
  struct ec_date *by_icu = open_date("en", EC_STYLE_DATE_PATTERN, "y z");
  for (int again = 0; again < 2; again++) {
    ck_assert_msg(ec_zones_known(zones, name) == names[_i].known, "%s", name);
    ck_assert_msg(put(native, 0, name, got) == names[_i].known, "%s", name);
    ck_assert_msg(put(by_icu, 0, name, got) == names[_i].known, "%s", name);
  }
  if (name) {
    struct ec_icu_zone *zone = ec_icu_zone_open(name);
    ck_assert_msg((zone != NULL) == names[_i].known, "%s", name);
    ec_icu_zone_close(zone);
  }
  ec_date_close(native);
  ec_date_close(by_icu);
}
END_TEST

/* ICU's offset for "GMT+..."; false when it knows none. */
static bool icu_custom(const char *name, int32_t *offset)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar id[80], got[80], unknown[16];
  widen(name, id, 80);
  widen("Etc/Unknown", unknown, 16);
  UCalendar *calendar = ucal_open(id, -1, "en", UCAL_GREGORIAN, &error);
  ucal_getTimeZoneID(calendar, got, 80, &error);
  ck_assert(U_SUCCESS(error));
  *offset = icu_offset(calendar, 0);
  ucal_close(calendar);
  return u_strcmp(got, unknown) != 0;
}

START_TEST(test_custom_zones)
{
  size_t known = 0;
  for (int i = 0; i < 30000; i++) {
    static const char characters[] = "0123456789012345:::+";
    char name[32] = "GMT+";
    name[3] = random_bits() % 2 ? '+' : '-';
    int64_t len = random_between(1, 8);
    for (int64_t k = 0; k < len; k++)
      name[4 + k] = characters[random_between(0, sizeof characters - 2)];
    int32_t want, got;
    bool icu = icu_custom(name, &want);
    enum ec_zone_answer answer = ec_zones_offset(zones, name, 0, &got);
    ck_assert_msg(answer == (icu ? EC_ZONE_OFFSET : EC_ZONE_UNKNOWN), "%s: ICU %d", name, icu);
    ck_assert_msg(!icu || want == got, "%s: %d, not %d", name, (int)got, (int)want);
    known += icu;
  }
  ck_assert_uint_gt(known, 3000);
}
END_TEST

/* More zones than are kept. */
START_TEST(test_many_zones)
{
  static const int64_t when[] = {1795428000123};
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration *all = ucal_openTimeZones(&error);
  size_t kept = 0, asked = 0;
  for (const char *name; (name = uenum_next(all, NULL, &error)) && kept + asked < 200;) {
    int32_t offset;
    compare("en", EC_STYLE_DATE_PATTERN, "y-MM-dd HH:mm xxx", name, when, 1);
    if (ec_zones_offset(zones, name, when[0], &offset) == EC_ZONE_OFFSET)
      kept++;
    else
      asked++;
  }
  uenum_close(all);
  ck_assert_uint_eq(kept, EC_ZONES_MAX);
  ck_assert_uint_eq(asked, 200 - EC_ZONES_MAX);
}
END_TEST

/* ---------------------------------------------------------------------- limits */

START_TEST(test_refused)
{
  char text[2048];
  memset(text, 'y', sizeof text);
  const struct errcat_allocator *mem = &ec_mem_default;
  ck_assert_ptr_null(ec_date_open(mem, "en", EC_STYLE_DATE_PATTERN, text, sizeof text));
  ck_assert_ptr_null(ec_date_open(mem, "en", EC_STYLE_DATE_SKELETON, text, sizeof text));
  ck_assert_ptr_null(ec_date_open(mem, "en", EC_STYLE_DATE_PATTERN, "\xff", 1));
  ck_assert_ptr_null(ec_date_open(mem, "en", EC_STYLE_DATE_SKELETON, "\xff", 1));
  ck_assert_ptr_null(ec_date_open(mem, "en", EC_STYLE_DECIMAL, "", 0));
  text[ERRCAT_LOCALE_MAX + 1] = '\0';
  ck_assert_ptr_null(ec_date_open(mem, text, EC_STYLE_DATE_FULL, "", 0));
}
END_TEST

/* The same length whatever fits, and nothing past it. */
START_TEST(test_small_buffers)
{
  struct ec_date *date =
      open_date("zh_CN", EC_STYLE_DATE_PATTERN, _i ? "y年M月d日 zzzz" : "y年M月d日 EEEE");
  char whole[TEXT_SIZE];
  ck_assert(put(date, 1795428000000, "Asia/Shanghai", whole));
  size_t len = strlen(whole);
  for (size_t size = 0; size <= len + 40; size++) {
    char out[128];
    struct ec_buf buf;
    struct errcat_time time = {1795428000000, "Asia/Shanghai"};
    memset(out, 'x', sizeof out);
    ec_buf_init(&buf, size ? out : NULL, size, TEXT_SIZE);
    ck_assert(ec_date_put(date, zones, &time, &buf));
    ck_assert_uint_eq(ec_buf_finish(&buf), len);
    ck_assert(!size || strncmp(out, whole, strlen(out)) == 0);
    ck_assert(size <= len || strcmp(out, whole) == 0);
    for (size_t i = size; i < sizeof out; i++)
      ck_assert_int_eq(out[i], 'x');
  }
  ec_date_close(date);
}
END_TEST

/* A long text of ICU's, for which the stack has no room. */
START_TEST(test_long)
{
  char pattern[126];
  for (size_t i = 0; i < sizeof pattern - 1; i++)
    pattern[i] = "zzzz "[i % 5];
  pattern[sizeof pattern - 1] = '\0';
  compare("en", EC_STYLE_DATE_PATTERN, pattern, "Asia/Shanghai", few_times, COUNT(few_times));
}
END_TEST

/* ---------------------------------------------------------------------- memory */

static const struct {
  const char *locale;
  enum ec_style style;
  const char *text, *zone;
} uses[] = {
    {"en", EC_STYLE_DATE_MEDIUM, "", "Asia/Shanghai"},
    {"zh_CN", EC_STYLE_DATE_SKELETON, "yMMMd", NULL},
    {"en", EC_STYLE_TIME_FULL, "", "Europe/Berlin"},
    {"th", EC_STYLE_DATE_FULL, "", "UTC+8"},
    {"en", EC_STYLE_DATE_PATTERN, "y-MM-dd", "Nowhere/Land"},
};

/* With the fail_at-th allocation failing: all as without, or refused. Returns how many there were.
 */
static size_t use(size_t i, size_t fail_at, char out[TEXT_SIZE])
{
  struct counting counting;
  counting_init(&counting);
  counting.fail_at = fail_at;
  out[0] = '\0';
  struct ec_zones *own = ec_zones_open(&counting.allocator);
  struct ec_date *date = ec_date_open(&counting.allocator, uses[i].locale, uses[i].style,
                                      uses[i].text, strlen(uses[i].text));
  if (own && date) {
    struct ec_buf buf;
    struct errcat_time time = {1795428000000, uses[i].zone};
    ec_buf_init(&buf, out, TEXT_SIZE, TEXT_SIZE);
    ec_date_put(date, own, &time, &buf);
    ec_date_put(date, own, &time, &buf);
    ec_buf_finish(&buf);
  } else {
    ck_assert_uint_ne(fail_at, 0);
  }
  ec_date_close(date);
  ec_zones_close(own);
  ck_assert_uint_eq(counting.live, 0);
  return counting.calls;
}

START_TEST(test_no_memory)
{
  char want[TEXT_SIZE], got[TEXT_SIZE];
  size_t count = use((size_t)_i, 0, want);
  ck_assert_uint_ge(count, 2);
  for (size_t fail_at = 1; fail_at <= count; fail_at++) {
    use((size_t)_i, fail_at, got);
    ck_assert_msg(fail_at <= 2 ? !got[0] : strcmp(got, want) == 0, "%zu: %s", fail_at, got);
  }
}
END_TEST

static const struct {
  const char *locale;
  enum ec_style style;
  const char *text;
  bool native;
} written[] = {
    {"en", EC_STYLE_DATE_TIME, "", true},
    {"en", EC_STYLE_DATE_SHORT, "", true},
    {"en", EC_STYLE_DATE_MEDIUM, "", true},
    {"en", EC_STYLE_DATE_LONG, "", true},
    {"en", EC_STYLE_DATE_FULL, "", true},
    {"en", EC_STYLE_TIME_SHORT, "", true},
    {"en", EC_STYLE_TIME_MEDIUM, "", true},
    {"zh_CN", EC_STYLE_DATE_TIME, "", true},
    {"zh_CN", EC_STYLE_DATE_MEDIUM, "", true},
    {"zh_CN", EC_STYLE_DATE_FULL, "", true},
    {"zh_CN", EC_STYLE_DATE_SKELETON, "yMMMEd", true},
    {"ar_EG", EC_STYLE_DATE_FULL, "", true},
    {"ar_EG", EC_STYLE_DATE_PATTERN, "G EEEE, y MMM d HH:mm:ss.SSSXXX", true},
    {"en", EC_STYLE_TIME_FULL, "", false}, /* names of zones */
    {"th", EC_STYLE_DATE_MEDIUM, "", false},
};

/* Once warm, neither errcat nor ICU needs memory where the text is written without ICU; that it is
 * counted is shown by what is not. */
START_TEST(test_allocations)
{
  static const char *const asked[] = {NULL, "Asia/Shanghai", "America/New_York", "UTC+8",
                                      "Nowhere/Land"};
  struct counting counting;
  counting_icu_begin();
  counting_init(&counting);
  struct ec_zones *own = ec_zones_open(&counting.allocator);
  struct ec_date *date = ec_date_open(&counting.allocator, written[_i].locale, written[_i].style,
                                      written[_i].text, strlen(written[_i].text));
  size_t icu = 0, ours = 0;
  for (size_t i = 0; i < 10 * COUNT(asked); i++) {
    char out[128];
    struct ec_buf buf;
    struct errcat_time time = {1795428000000 + (int64_t)i * 12345678, asked[i % COUNT(asked)]};
    ec_buf_init(&buf, out, sizeof out, TEXT_SIZE);
    ck_assert(ec_date_put(date, own, &time, &buf) == (i % COUNT(asked) < 4));
    if (i < COUNT(asked)) {
      icu = counting_icu_calls();
      ours = counting.calls;
    }
  }
  ck_assert_uint_eq(counting.calls, ours);
  ck_assert_msg((counting_icu_calls() == icu) == written[_i].native, "%s %d %s", written[_i].locale,
                (int)written[_i].style, written[_i].text);
  ec_date_close(date);
  ec_zones_close(own);
  ck_assert_uint_eq(counting.live, 0);
}
END_TEST

/* --------------------------------------------------------------------- threads */

/* Sanitizers need more stack than errcat may have. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
enum { STACK_SIZE = 1024 * 1024 };
#else
enum { STACK_SIZE = 64 * 1024 };
#endif

enum { THREADS = 4, DATES = 4, SHARED_ZONES = 3, ROUNDS = 3000 };

static const char *const shared_zones[SHARED_ZONES] = {"Asia/Shanghai", "Europe/Berlin",
                                                       "America/New_York"};

struct shared {
  struct ec_date *dates[DATES];
  struct ec_zones *zones;
  char texts[DATES][SHARED_ZONES][128];
};

struct worker {
  const struct shared *shared;
  size_t first, wrong;
};

static void put_shared(const struct shared *shared, size_t date, size_t zone, char out[128])
{
  struct ec_buf buf;
  struct errcat_time time = {1795428000000, shared_zones[zone]};
  ec_buf_init(&buf, out, 128, TEXT_SIZE);
  ec_date_put(shared->dates[date], shared->zones, &time, &buf);
  ec_buf_finish(&buf);
}

/* Opening is within the small stack too. */
static void *work(void *context)
{
  struct worker *worker = context;
  const struct shared *shared = worker->shared;
  for (size_t i = worker->first; i < worker->first + ROUNDS; i++) {
    char out[128];
    size_t date = i % DATES, zone = i % SHARED_ZONES;
    put_shared(shared, date, zone, out);
    worker->wrong += strcmp(out, shared->texts[date][zone]) != 0;
  }
  struct ec_date *own =
      ec_date_open(&ec_mem_default, "ml", EC_STYLE_DATE_SKELETON, "yMMMMEEEEdjmsz", 14);
  worker->wrong += own == NULL;
  ec_date_close(own);
  return NULL;
}

static void open_shared(struct shared *shared)
{
  shared->dates[0] = open_date("en", EC_STYLE_DATE_FULL, "");
  shared->dates[1] = open_date("en", EC_STYLE_TIME_FULL, "");
  shared->dates[2] = open_date("th", EC_STYLE_DATE_TIME, "");
  shared->dates[3] = open_date("ar_EG", EC_STYLE_DATE_PATTERN, "y-MM-dd HH:mm:ss VVVV");
  shared->zones = ec_zones_open(&ec_mem_default);
}

static void close_shared(struct shared *shared)
{
  for (size_t i = 0; i < DATES; i++)
    ec_date_close(shared->dates[i]);
  ec_zones_close(shared->zones);
}

START_TEST(test_threads)
{
  struct shared shared;
  open_shared(&shared);
  for (size_t i = 0; i < DATES; i++)
    for (size_t k = 0; k < SHARED_ZONES; k++) {
      put_shared(&shared, i, k, shared.texts[i][k]);
      ck_assert_str_ne(shared.texts[i][k], "");
    }
  /* Again with nothing warm. */
  close_shared(&shared);
  open_shared(&shared);
  pthread_t threads[THREADS];
  struct worker workers[THREADS];
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ck_assert_int_eq(pthread_attr_setstacksize(&attributes, STACK_SIZE), 0);
  for (size_t i = 0; i < THREADS; i++) {
    workers[i] = (struct worker){&shared, i, 0};
    ck_assert_int_eq(pthread_create(&threads[i], &attributes, work, &workers[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert_uint_eq(workers[i].wrong, 0);
  }
  pthread_attr_destroy(&attributes);
  close_shared(&shared);
}
END_TEST

static TCase *add_case(Suite *suite, const char *name)
{
  TCase *tcase = tcase_create(name);
  tcase_set_timeout(tcase, 300); /* sanitizers take their time */
  tcase_add_checked_fixture(tcase, set_up, tear_down);
  suite_add_tcase(suite, tcase);
  return tcase;
}

int main(void)
{
  Suite *suite = suite_create("date");
  TCase *texts = add_case(suite, "texts");
  tcase_add_loop_test(texts, test_locales, 0, 4);
  tcase_add_loop_test(texts, test_keyword_locales, 0, COUNT(keyword_locales));
  tcase_add_loop_test(texts, test_letters, 0, COUNT(locales));
  tcase_add_loop_test(texts, test_patterns, 0, COUNT(locales));
  tcase_add_loop_test(texts, test_skeletons, 0, COUNT(locales));
  tcase_add_loop_test(texts, test_rows, 0, COUNT(rows));

  TCase *calendar = add_case(suite, "calendar");
  tcase_add_test(calendar, test_days);
  tcase_add_loop_test(calendar, test_random_times, 0, 2);
  tcase_add_loop_test(calendar, test_iso, 0, COUNT(isos));

  TCase *in_zones = add_case(suite, "zones");
  tcase_add_loop_test(in_zones, test_zones, 0, 4);
  tcase_add_loop_test(in_zones, test_names, 0, COUNT(names));
  tcase_add_test(in_zones, test_custom_zones);
  tcase_add_test(in_zones, test_many_zones);

  TCase *limits = add_case(suite, "limits");
  tcase_add_test(limits, test_refused);
  tcase_add_loop_test(limits, test_small_buffers, 0, 2);
  tcase_add_test(limits, test_long);
  tcase_add_loop_test(limits, test_no_memory, 0, COUNT(uses));

  tcase_add_test(add_case(suite, "threads"), test_threads);

  /* No object of ICU's may be open when its memory begins to be counted. */
  TCase *counted = tcase_create("counted");
  tcase_add_loop_test(counted, test_allocations, 0, COUNT(written));
  suite_add_tcase(suite, counted);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
