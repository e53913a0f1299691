/* SPDX-License-Identifier: MIT */
#ifndef EC_DATE_NATIVE_H
#define EC_DATE_NATIVE_H

/* What date.c writes without ICU. Knows the Gregorian calendar and CLDR's date patterns; refuses to
 * know zones, styles and years in which there was another calendar. */

#include "buf.h"
#include "icu.h"

/* A field, and the literal text behind it. */
struct ec_date_step {
  uint8_t kind, field, width, slot;
  uint16_t at;
  uint8_t literal_len;
  char literal[8]; /* all of it is copied */
};

/* Names are copied EC_DATE_SLACK bytes at a time, which is quicker than to look how many there are
 * of a few: so many are behind `bytes`, and behind what is written. */
enum {
  EC_DATE_STEPS_MAX = 64,
  EC_DATE_BYTES_MAX = 4096,
  EC_DATE_WRITTEN_MAX = 512,
  EC_DATE_SLACK = 32
};

struct ec_date_program {
  uint16_t count;
  uint16_t used;   /* of bytes */
  uint32_t wanted; /* bits of enum field */
  size_t written;  /* at most */
  size_t room;     /* for it, and for what may be written behind it */
  bool quick;      /* there are none but quick kinds of steps */
  bool ascii;
  uint8_t digit_len;
  char digit[10][EC_ICU_DIGIT_SIZE];
  char *bytes; /* EC_DATE_BYTES_MAX while it is compiled, then `used`; and EC_DATE_SLACK more */
  struct ec_date_step steps[EC_DATE_STEPS_MAX];
};

/* False when it takes ICU to do what the formatter does. `bytes` are the program's until it is
 * copied. */
bool ec_date_compile(struct ec_date_program *program, const struct ec_icu_date *formatter,
                     char bytes[EC_DATE_BYTES_MAX + EC_DATE_SLACK]);

/* Appends what the formatter would for a time of which the clock shows that `ms` milliseconds have
 * passed since 1970 began there, at an offset from UTC; from EC_DATE_FIRST_DAY on. */
enum { EC_DATE_FIRST_DAY = -141349 }; /* 1583-01-01; the calendar is of 1582-10-15 */
void ec_date_run(const struct ec_date_program *program, int64_t ms, int32_t offset,
                 struct ec_buf *out);
#endif
