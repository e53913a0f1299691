/* SPDX-License-Identifier: MIT */
/* Makes the bombs of bombs_table.c, and runs them. */
#include "bombs.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MILLION = 1000000, HUNDRED = 100, MANY = 10000 };

/* Not one of Check's: a benchmark has no tests. */
static void require(bool holds)
{
  if (!holds)
    abort();
}

/* ------------------------------------------------------------- arguments */

enum { NUMBER, STRING, TIME, LIST, KINDS };

/* What an argument set is made of. It lives for the whole program: the same memory serves every
 * bomb of the kind. */
struct set {
  struct errcat_arg args[2 * KINDS]; /* by position, then by name */
};

static struct errcat_arg bad_kind(void)
{
  struct errcat_arg arg = errcat_arg_integer(7);
  arg.kind = (enum errcat_arg_kind)99;
  arg.len = SIZE_MAX;
  return arg;
}

/* A million bytes, `unit` again and again. Not terminated. */
static const char *million(const char *unit, size_t len)
{
  char *bytes = malloc(MILLION);
  require(bytes != NULL);
  for (size_t i = 0; i < MILLION; i++)
    bytes[i] = unit[i % len];
  return bytes;
}

static struct errcat_arg number_of(enum bomb_args kind)
{
  static char digits[ERRCAT_DECIMAL_MAX + 1];
  switch ((int)kind) {
  case BOMB_HUGE:
    return errcat_arg_double(1e308);
  case BOMB_NEGATIVE_HUGE:
    return errcat_arg_double(-DBL_MAX);
  case BOMB_TINY:
    return errcat_arg_double(5e-324);
  case BOMB_NAN:
    return errcat_arg_double((double)NAN);
  case BOMB_INFINITY:
    return errcat_arg_double((double)INFINITY);
  case BOMB_INT64_MIN:
    return errcat_arg_integer(INT64_MIN);
  case BOMB_UINT64_MAX:
    return errcat_arg_unsigned(UINT64_MAX);
  case BOMB_DIGITS:
    memset(digits, '9', ERRCAT_DECIMAL_MAX);
    return errcat_arg_decimal(digits);
  case BOMB_EXPONENT:
    return errcat_arg_decimal("9e40");
  case BOMB_SMALL_DIGITS:
    return errcat_arg_decimal("1e-40");
  case BOMB_BAD_EXPONENT:
    return errcat_arg_decimal("1e99999999");
  case BOMB_MANY_DIGITS:
  case BOMB_NOT_DECIMAL: {
    struct errcat_arg arg =
        errcat_arg_string_n(million(kind == BOMB_MANY_DIGITS ? "7" : "e", 1), MILLION);
    arg.kind = ERRCAT_ARG_DECIMAL;
    return arg;
  }
  case BOMB_GARBAGE:
    return bad_kind();
  default:
    return errcat_arg_integer(5);
  }
}

static struct errcat_arg string_of(enum bomb_args kind)
{
  switch ((int)kind) {
  case BOMB_LONG_STRING:
    return errcat_arg_string_n(million("x", 1), MILLION);
  case BOMB_BAD_STRING:
    return errcat_arg_string_n(million("\xff", 1), MILLION);
  case BOMB_CUT_STRING:
    return errcat_arg_string_n(million("\xe4\xb8", 2), MILLION);
  case BOMB_NUL_STRING:
    return errcat_arg_string_n(million("", 1), MILLION);
  case BOMB_BIDI_STRING:
    return errcat_arg_string_n(million("\xe2\x80\xae", 3), MILLION);
  case BOMB_GARBAGE:
    return bad_kind();
  case BOMB_NULL: {
    struct errcat_arg arg = errcat_arg_string("x");
    arg.len = MILLION;
    arg.value.string = NULL;
    return arg;
  }
  default:
    return errcat_arg_string("x");
  }
}

static const char *zone_of(enum bomb_args kind)
{
  switch ((int)kind) {
  case BOMB_ZONE_LONG: {
    static char zone[MILLION + 1];
    memset(zone, 'A', MILLION);
    return zone;
  }
  case BOMB_ZONE_UNKNOWN:
    return "Mars/Olympus_Mons";
  case BOMB_ZONE_PATH:
    return "../../../../../../etc/passwd";
  case BOMB_ZONE_OFFSET:
    return "GMT+99:99:99";
  case BOMB_ZONE_EMPTY:
    return "";
  case BOMB_ZONE_BYTES:
    return "\xff\xfe/\xe4\xb8";
  case BOMB_ZONE_FORMAT:
    return "%s%n%s%n{0}'";
  default:
    return "Asia/Shanghai";
  }
}

static struct errcat_arg time_of(enum bomb_args kind)
{
  const int64_t limit = INT64_C(100000000) * 86400000;
  struct errcat_time time = {.ms = INT64_C(1795514400000), .zone = zone_of(kind)};
  switch ((int)kind) {
  case BOMB_TIME_MAX:
    time.ms = limit;
    break;
  case BOMB_TIME_MIN:
    time.ms = -limit;
    break;
  case BOMB_TIME_BEYOND:
    time.ms = INT64_MAX;
    break;
  case BOMB_TIME_BEFORE:
    time.ms = INT64_MIN;
    break;
  case BOMB_GARBAGE:
    return bad_kind();
  default:
    break;
  }
  return errcat_arg_time(time);
}

static struct errcat_arg item_of(enum bomb_args kind, size_t i)
{
  static const struct errcat_arg inner[] = {{.kind = ERRCAT_ARG_INTEGER}};
  static const char *giant;
  static char thousand[1000];
  if (!giant)
    giant = million("g", 1);
  memset(thousand, 't', sizeof thousand);
  switch ((int)kind) {
  case BOMB_FULL_LIST:
    return errcat_arg_string_n(thousand, sizeof thousand);
  case BOMB_HUGE_LIST:
    return errcat_arg_string_n(giant, MILLION);
  case BOMB_NESTED_LIST:
    return errcat_arg_list(inner, 1);
  case BOMB_GARBAGE_LIST:
    return bad_kind();
  case BOMB_NUMBER_LIST:
    return errcat_arg_double(1e308);
  case BOMB_TIME_LIST:
    return errcat_arg_time_ms((int64_t)i * 86400000);
  default:
    return errcat_arg_string("item");
  }
}

static struct errcat_arg list_of(enum bomb_args kind)
{
  size_t count = kind == BOMB_LONG_LIST ? MILLION : HUNDRED;
  if (kind == BOMB_GARBAGE)
    return bad_kind();
  if (kind == BOMB_NULL)
    return (struct errcat_arg){.kind = ERRCAT_ARG_LIST, .len = MILLION};
  if (kind < BOMB_LONG_LIST || kind > BOMB_TIME_LIST)
    count = 3;
  struct errcat_arg *items = malloc(count * sizeof *items);
  require(items != NULL);
  for (size_t i = 0; i < count; i++)
    items[i] = item_of(kind, i);
  return errcat_arg_list(items, count);
}

static const char *const names[KINDS] = {"n", "s", "t", "l"};

static const struct set *set_of(enum bomb_args kind)
{
  static struct set sets[BOMB_ARGS];
  struct set *set = &sets[kind];
  if (set->args[0].kind)
    return set;
  set->args[NUMBER] = number_of(kind);
  set->args[STRING] = string_of(kind);
  set->args[TIME] = time_of(kind);
  set->args[LIST] = list_of(kind);
  for (size_t i = 0; i < KINDS; i++)
    set->args[KINDS + i] = errcat_arg_named(names[i], set->args[i]);
  return set;
}

static const struct errcat_arg *many_args(void)
{
  static struct errcat_arg args[MANY];
  const struct set *set = set_of(BOMB_PLAIN);
  for (size_t i = 0; i < MANY; i++)
    args[i] = errcat_arg_named("other", errcat_arg_string("nobody wants it"));
  memcpy(args + MANY - 2 * KINDS, set->args, sizeof set->args);
  return args;
}

static void give_args(struct bomb *bomb, enum bomb_args kind)
{
  if (kind == BOMB_NONE)
    return;
  bomb->args = kind == BOMB_MANY ? many_args() : set_of(kind)->args;
  bomb->arg_count = kind == BOMB_MANY ? MANY : 2 * KINDS;
}

/* --------------------------------------------------------------- patterns */

enum { ROOM = 4 * ERRCAT_PATTERN_MAX };

static void put(struct bomb *bomb, const char *text, size_t number)
{
  char digits[24];
  int len = snprintf(digits, sizeof digits, "%zu", number);
  for (; text && *text; text++) {
    require(bomb->len + sizeof digits < ROOM);
    if (*text == '\1') {
      memcpy(bomb->pattern + bomb->len, digits, (size_t)len);
      bomb->len += (size_t)len;
    } else {
      bomb->pattern[bomb->len++] = *text == '\2' ? '\0' : *text;
    }
  }
}

static size_t length(const char *text)
{
  return text ? strlen(text) : 0;
}

/* Whether one more repetition, of number `i`, still leaves room for the rest. */
static bool has_room(const struct bomb_row *row, const struct bomb *bomb, size_t i)
{
  enum { DIGITS = 5 };
  size_t rest = length(row->middle) + (i + 1) * length(row->close) + length(row->tail);
  bool has_number = row->unit && strchr(row->unit, '\1');
  return bomb->len + length(row->unit) + (has_number ? DIGITS : 0) + rest <= ERRCAT_PATTERN_MAX;
}

static void write_row(struct bomb *bomb, const struct bomb_row *row)
{
  size_t times = 0;
  put(bomb, row->head, 0);
  if (row->times >= 0) {
    for (; times < (size_t)row->times; times++)
      put(bomb, row->unit, times);
  } else {
    for (; has_room(row, bomb, times); times++)
      put(bomb, row->unit, times);
    while (row->times == BOMB_OVER && bomb->len <= ERRCAT_PATTERN_MAX)
      put(bomb, row->unit, times++);
  }
  put(bomb, row->middle, times);
  for (size_t i = 0; row->close && i < times; i++)
    put(bomb, row->close, i);
  put(bomb, row->tail, times);
}

static void write_style(struct bomb *bomb, const struct bomb_style *style, const char *args)
{
  snprintf(bomb->name, sizeof bomb->name, "a hundred times %s of %s", style->name, args);
  bomb->locale = style->locale;
  for (size_t i = 0; i < ERRCAT_PLACEHOLDERS_MAX; i++)
    put(bomb, style->placeholder, i);
}

/* ---------------------------------------------------------- all the bombs */

static const char *const number_names[BOMB_NUMBERS] = {[BOMB_HUGE] = "1e308",
                                                       [BOMB_TINY] = "5e-324",
                                                       [BOMB_NEGATIVE_HUGE] = "the least double",
                                                       [BOMB_NAN] = "NaN",
                                                       [BOMB_INFINITY] = "infinity",
                                                       [BOMB_INT64_MIN] = "the least integer",
                                                       [BOMB_UINT64_MAX] = "the greatest integer",
                                                       [BOMB_DIGITS] = "128 digits",
                                                       [BOMB_EXPONENT] = "9e40",
                                                       [BOMB_SMALL_DIGITS] = "1e-40"};
static const char *const time_names[] = {
    "the last time", "the first time",  "a time past all",      "a time before all",
    "a long zone",   "an unknown zone", "a zone that is a path"};

enum { FIRST_NUMBER = BOMB_HUGE, NUMBER_KINDS = BOMB_NUMBERS - FIRST_NUMBER };

size_t bomb_count(void)
{
  return bomb_row_count + bomb_number_style_count * NUMBER_KINDS +
         bomb_time_style_count * COUNT(time_names);
}

static void fill(struct bomb *bomb, size_t i)
{
  if (i < bomb_row_count) {
    const struct bomb_row *row = &bomb_rows[i];
    snprintf(bomb->name, sizeof bomb->name, "%s", row->name);
    bomb->locale = row->locale ? row->locale : "en";
    bomb->flags = row->flags;
    write_row(bomb, row);
    give_args(bomb, row->args);
    return;
  }
  i -= bomb_row_count;
  if (i < bomb_number_style_count * NUMBER_KINDS) {
    enum bomb_args kind = (enum bomb_args)(FIRST_NUMBER + i % NUMBER_KINDS);
    write_style(bomb, &bomb_number_styles[i / NUMBER_KINDS], number_names[kind]);
    give_args(bomb, kind);
    return;
  }
  i -= bomb_number_style_count * NUMBER_KINDS;
  write_style(bomb, &bomb_time_styles[i / COUNT(time_names)], time_names[i % COUNT(time_names)]);
  give_args(bomb, (enum bomb_args)(BOMB_TIME_MAX + i % COUNT(time_names)));
}

struct bomb *bomb_make(size_t i)
{
  struct bomb *bomb = calloc(1, sizeof *bomb);
  require(bomb != NULL);
  char *pattern = malloc(ROOM);
  bomb->pattern = pattern;
  bomb->out = malloc(ERRCAT_OUTPUT_MAX + 1);
  require(pattern && bomb->out);
  fill(bomb, i);
  /* Of just this size, so that a sanitizer sees each byte read past the end. */
  bomb->pattern = malloc(bomb->len ? bomb->len : 1);
  require(bomb->pattern != NULL);
  memcpy(bomb->pattern, pattern, bomb->len);
  free(pattern);
  return bomb;
}

void bomb_free(struct bomb *bomb)
{
  free(bomb->pattern);
  free(bomb->out);
  free(bomb);
}

void bomb_run(const struct bomb *bomb, const struct errcat_allocator *allocator,
              struct bomb_result *result)
{
  const struct errcat_pattern_options options = {.flags = bomb->flags, .allocator = allocator};
  memset(result, 0, sizeof *result);
  bomb->out[0] = '\0';
  struct errcat_pattern *pattern =
      errcat_pattern_open(bomb->locale, bomb->pattern, bomb->len, &options, &result->err);
  result->refused = !pattern;
  if (pattern)
    result->len = errcat_pattern_format(pattern, bomb->args, bomb->arg_count, bomb->out,
                                        ERRCAT_OUTPUT_MAX + 1, &result->format);
  errcat_pattern_free(pattern);
}

/* ---------------------------------------------------------------- warm up */

static const char *const harmless[] = {
    "{n}{l}{t}{n,plural,one{a}other{#}}{n,selectordinal,one{a}other{#}}{n,number,integer}",
    "{n,number,percent}{n,number,currency}{n,number,0.0}{n,number,::compact-long}",
    "{n,number,::currency/EUR unit-width-full-name}{n,number,::measure-unit/length-meter}",
    "{n,spellout}{n,ordinal}{n,duration}",
    "{t,date,full}{t,time,full}{t,date,::yMMMEdjmsz}{t,date,zzzz VVVV OOOO}",
};

static void warm_up(const char *locale)
{
  static const struct errcat_pattern_options options = {0};
  char out[4096];
  for (size_t i = 0; i < COUNT(harmless); i++) {
    struct errcat_error err;
    struct errcat_pattern *pattern =
        errcat_pattern_open(locale, harmless[i], strlen(harmless[i]), &options, &err);
    if (pattern)
      errcat_pattern_format(pattern, set_of(BOMB_PLAIN)->args, 2 * KINDS, out, sizeof out, NULL);
    errcat_pattern_free(pattern);
  }
}

void bomb_warm_up(void)
{
  warm_up("en");
  for (size_t i = 0; i < bomb_row_count; i++)
    if (bomb_rows[i].locale)
      warm_up(bomb_rows[i].locale);
  for (size_t i = 0; i < bomb_number_style_count; i++)
    warm_up(bomb_number_styles[i].locale);
  for (size_t i = 0; i < bomb_time_style_count; i++)
    warm_up(bomb_time_styles[i].locale);
}
