/* SPDX-License-Identifier: MIT */
#ifndef EC_STYLE_H
#define EC_STYLE_H

/* The ways in which a placeholder can show a value: {0, number, percent}, {0, date, ::yMMMd}. Knows
 * their names and what a skeleton or pattern may say; refuses to know locales and values. */

#include "errcat.h"

/* In groups: numbers up to EC_STYLE_DURATION, then times, then lists. Those marked (text) are not
 * complete without a text: the pattern, the skeleton without its "::", the name of a rule set. */
enum ec_style {
  EC_STYLE_DECIMAL, /* {0}, {0, number} and "#" */
  EC_STYLE_INTEGER, /* {0, number, integer}, and so on */
  EC_STYLE_PERCENT,
  EC_STYLE_CURRENCY,
  EC_STYLE_NUMBER_PATTERN,  /* (text) {0, number, #,##0.00}: as DecimalFormat */
  EC_STYLE_NUMBER_SKELETON, /* (text) {0, number, ::scale/100} */
  EC_STYLE_SPELLOUT,        /* (text, mostly "") {0, spellout} or {0, spellout, %rule-set} */
  EC_STYLE_ORDINAL,
  EC_STYLE_DURATION,

  EC_STYLE_DATE_TIME, /* a time in {0}: date and time, both short */
  EC_STYLE_DATE_SHORT,
  EC_STYLE_DATE_MEDIUM, /* {0, date} too */
  EC_STYLE_DATE_LONG,
  EC_STYLE_DATE_FULL,
  EC_STYLE_TIME_SHORT,
  EC_STYLE_TIME_MEDIUM, /* {0, time} too */
  EC_STYLE_TIME_LONG,
  EC_STYLE_TIME_FULL,
  EC_STYLE_DATE_PATTERN,  /* (text) {0, date, yyyy-MM-dd}, {0, time, HH:mm}: as SimpleDateFormat */
  EC_STYLE_DATE_SKELETON, /* (text) {0, date, ::yMMMd} */

  EC_STYLE_LIST, /* a list in {0} */
  EC_STYLE_COUNT
};

static inline bool ec_style_is_number(enum ec_style style)
{
  return style <= EC_STYLE_DURATION;
}

static inline bool ec_style_is_time(enum ec_style style)
{
  return style >= EC_STYLE_DATE_TIME && style <= EC_STYLE_DATE_SKELETON;
}

/* Whether text[0..len), UTF-8, may be the text of a style of the kind (text). A skeleton is without
 * the white space around it; ICU shows what is around a pattern. When not, *at is the offset of
 * the fault, *status ERRCAT_E_SYNTAX, E_UNSUPPORTED or E_LIMIT, and *expected says in words what
 * was expected there ("a letter that stands for a part of a date"). What is
 * accepted ICU accepts too, in every locale, within bounded time and memory: so stems of
 * skeletons are those of a list, and widths and counts have limits, which style.c gives. */
struct ec_style_fault {
  size_t at;
  errcat_status status;
  const char *expected;
  const char *code; /* "fault.style-...": of the sentence that says so, see struct errcat_error */
};
bool ec_style_check(enum ec_style style, const char *text, size_t len,
                    struct ec_style_fault *fault);

#endif
