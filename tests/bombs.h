/* SPDX-License-Identifier: MIT */
#ifndef BOMBS_H
#define BOMBS_H

/* Patterns and arguments made to take a parser or formatter down: deep, long, huge, ill-formed.
 * Small to write down, and without limits slow, hungry or fatal. For tests and benchmarks.
 *
 *     for (size_t i = 0; i < bomb_count(); i++) {
 *       struct bomb *bomb = bomb_make(i);
 *       struct bomb_result result;
 *       bomb_run(bomb, NULL, &result);      // this is what may be timed
 *       bomb_free(bomb);
 *     }                                                                                      */

#include "errcat.h"

size_t bomb_count(void);

/* A bomb, ready to run as often as wanted. It is the caller's to free. */
struct bomb {
  char name[96];
  const char *locale;
  char *pattern;
  size_t len;
  uint32_t flags; /* of enum errcat_pattern_flags */
  const struct errcat_arg *args;
  size_t arg_count;
  char *out; /* ERRCAT_OUTPUT_MAX + 1 bytes for the text */
};
struct bomb *bomb_make(size_t i);
void bomb_free(struct bomb *bomb);

struct bomb_result {
  bool refused; /* as a pattern: err says why and where */
  struct errcat_error err;
  size_t len; /* of the text, in bomb->out */
  struct errcat_result format;
};

/* Opens the pattern, formats it once and frees it. Its own stack is a few hundred bytes.
 * `allocator` may be NULL. */
void bomb_run(const struct bomb *bomb, const struct errcat_allocator *allocator,
              struct bomb_result *result);

/* Formats, in each locale of a bomb, something harmless of every kind, so that what ICU loads once
 * and keeps is there. */
void bomb_warm_up(void);

/* ------------------------------------------------ what bombs.c works through */

/* head, then `times` times `unit`, then middle, then as often `close`, then tail. In `unit` each
 * "\1" is the number of the repetition. */
enum {
  BOMB_FILL = -1, /* for `times`: as often as fits into ERRCAT_PATTERN_MAX bytes */
  BOMB_OVER = -2  /* once more */
};
struct bomb_row {
  const char *name, *locale;                       /* NULL: "en" */
  const char *head, *unit, *middle, *close, *tail; /* NULL: "" */
  int times;
  enum bomb_args {
    BOMB_PLAIN, /* n and 0: 5, s and 1: "x", t and 2: a time, l and 3: a list */
    BOMB_NONE,
    /* another n and 0 */
    BOMB_HUGE,
    BOMB_TINY,
    BOMB_NEGATIVE_HUGE,
    BOMB_NAN,
    BOMB_INFINITY,
    BOMB_INT64_MIN,
    BOMB_UINT64_MAX,
    BOMB_DIGITS,       /* a decimal of 128 digits */
    BOMB_EXPONENT,     /* 9e40 */
    BOMB_SMALL_DIGITS, /* 1e-40 */
    BOMB_NUMBERS,      /* all of those until here are numbers of their own in a cross product */
    BOMB_BAD_EXPONENT = BOMB_NUMBERS, /* a decimal 1e99999999 */
    BOMB_MANY_DIGITS,                 /* a decimal of a million digits */
    BOMB_NOT_DECIMAL,                 /* a decimal of a million letters */
    /* another s and 1 */
    BOMB_LONG_STRING, /* a million bytes */
    BOMB_BAD_STRING,  /* a million bytes FF */
    BOMB_CUT_STRING,  /* a million bytes E4 B8: characters without an end */
    BOMB_NUL_STRING,  /* a million NULs */
    BOMB_BIDI_STRING, /* a million right-to-left overrides */
    /* another l and 3 */
    BOMB_LONG_LIST,    /* a million items */
    BOMB_FULL_LIST,    /* a hundred of a thousand bytes */
    BOMB_HUGE_LIST,    /* a hundred of a million bytes */
    BOMB_NESTED_LIST,  /* a list in a list */
    BOMB_GARBAGE_LIST, /* items of no kind */
    BOMB_NUMBER_LIST,  /* a hundred huge numbers */
    BOMB_TIME_LIST,    /* a hundred times */
    /* another t and 2 */
    BOMB_TIME_MAX,
    BOMB_TIME_MIN,
    BOMB_TIME_BEYOND,
    BOMB_TIME_BEFORE,
    BOMB_ZONE_LONG, /* a million bytes */
    BOMB_ZONE_UNKNOWN,
    BOMB_ZONE_PATH,
    BOMB_ZONE_OFFSET,
    BOMB_ZONE_EMPTY,
    BOMB_ZONE_BYTES,
    BOMB_ZONE_FORMAT,
    BOMB_TIMES, /* past them, and the plain one */
    /* all of them */
    BOMB_GARBAGE = BOMB_TIMES, /* of no kind */
    BOMB_NULL,                 /* strings and lists of a million bytes at NULL */
    BOMB_MANY,                 /* ten thousand, the ones looked for last */
    BOMB_ARGS
  } args;
  uint32_t flags;
};
extern const struct bomb_row bomb_rows[];
extern const size_t bomb_row_count;

/* Placeholders a hundred of which make a pattern, each with each kind of number, or of time. */
struct bomb_style {
  const char *name, *locale, *placeholder;
};
extern const struct bomb_style bomb_number_styles[];
extern const size_t bomb_number_style_count;
extern const struct bomb_style bomb_time_styles[];
extern const size_t bomb_time_style_count;

#endif
