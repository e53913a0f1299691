/* SPDX-License-Identifier: MIT */
#include "date.h"

#include <string.h>

#include "date_native.h"
#include "spare.h"

/* Most styles are written without ICU: their patterns are compiled when they are opened, see
 * date_native.c. What is left to ICU are patterns that cannot be compiled, years before the
 * Gregorian calendar, and zones of which the offset is not known here.
 *
 * ICU's formatters are not thread-safe and take 45 microseconds to open, and 56 KiB. So a formatter
 * belongs to the thread that takes it out of the spares, or opens it when there is none, until it
 * is given back: no thread waits for another, and as many are kept as were in use at once, up to
 * EC_SPARES. */

struct ec_date {
  const struct errcat_allocator *mem;
  struct ec_spare *formatters;           /* struct ec_icu_date */
  const struct ec_date_program *program; /* NULL: everything is ICU's */
  enum ec_style style;
  size_t len;
  const char *text;
  char locale[ERRCAT_LOCALE_MAX + 1];
};

/* ------------------------------------------------------------------ opening */

/* One block of memory. */
struct block {
  struct ec_date date;
  struct ec_spare formatters;
  struct ec_date_program program;
  char bytes[]; /* of the program, then the text */
};

static struct ec_date *make(const struct errcat_allocator *mem,
                            const struct ec_date_program *program, const char *text, size_t len)
{
  size_t used = program ? program->used + (size_t)EC_DATE_SLACK : 0;
  struct block *block = mem->allocate(mem->context, sizeof *block + used + len);
  if (!block)
    return NULL;
  block->date = (struct ec_date){.mem = mem,
                                 .formatters = &block->formatters,
                                 .program = program ? &block->program : NULL,
                                 .len = len,
                                 .text = block->bytes + used};
  ec_spare_init(&block->formatters);
  if (program) {
    block->program = *program;
    block->program.bytes = memcpy(block->bytes, program->bytes, used);
  }
  if (len)
    memcpy(block->bytes + used, text, len);
  return &block->date;
}

/* `formatter` is given to the new object, or closed. */
static struct ec_date *open_with(const struct errcat_allocator *mem, struct ec_icu_date *formatter,
                                 const char *text, size_t len)
{
  char bytes[EC_DATE_BYTES_MAX + EC_DATE_SLACK];
  struct ec_date_program program;
  bool compiled = ec_date_compile(&program, formatter, bytes);
  struct ec_date *date = make(mem, compiled ? &program : NULL, text, len);
  if (!date || compiled || !ec_spare_give(date->formatters, formatter))
    ec_icu_date_close(formatter);
  return date;
}

struct ec_date *ec_date_open(const struct errcat_allocator *mem, const char *locale,
                             enum ec_style style, const char *text, size_t len)
{
  char pattern[EC_ICU_PATTERN_SIZE];
  size_t locale_len = strlen(locale);
  if (!ec_style_is_time(style) || locale_len > ERRCAT_LOCALE_MAX)
    return NULL;
  if (style == EC_STYLE_DATE_SKELETON) {
    if (!ec_icu_skeleton_pattern(locale, text, len, pattern))
      return NULL;
    text = pattern;
    len = strlen(pattern);
  } else if (style != EC_STYLE_DATE_PATTERN) {
    len = 0;
  }
  struct ec_icu_date *formatter = ec_icu_date_open(locale, style, text, len);
  struct ec_date *date = formatter ? open_with(mem, formatter, text, len) : NULL;
  if (date) {
    date->style = style;
    memcpy(date->locale, locale, locale_len + 1);
  }
  return date;
}

void ec_date_close(struct ec_date *date)
{
  if (!date)
    return;
  for (struct ec_icu_date *spare; (spare = ec_spare_take(date->formatters));)
    ec_icu_date_close(spare);
  date->mem->release(date->mem->context, date);
}

/* ------------------------------------------------------------------ writing */

static bool put_by_icu(const struct ec_date *date, const struct errcat_time *time,
                       struct ec_buf *out)
{
  struct ec_icu_date *formatter = ec_spare_take(date->formatters);
  if (!formatter)
    formatter = ec_icu_date_open(date->locale, date->style, date->text, date->len);
  if (!formatter)
    return false;
  bool ok = ec_icu_date_put(formatter, time, out);
  if (!ec_spare_give(date->formatters, formatter))
    ec_icu_date_close(formatter);
  return ok;
}

bool ec_date_put(const struct ec_date *date, struct ec_zones *zones, const struct errcat_time *time,
                 struct ec_buf *out)
{
  const int64_t day = 86400000;
  const int64_t max = EC_TIME_MAX_DAYS * day;
  int32_t offset = 0;
  if (time->ms < -max || time->ms > max)
    return false;
  enum ec_zone_answer answer = ec_zones_offset(zones, time->zone, time->ms, &offset);
  if (answer == EC_ZONE_UNKNOWN)
    return false;
  if (answer == EC_ZONE_ASK_ICU || !date->program || time->ms + offset < EC_DATE_FIRST_DAY * day)
    return put_by_icu(date, time, out);
  ec_date_run(date->program, time->ms + offset, offset, out);
  return true;
}

const struct ec_date_program *ec_date_program(const struct ec_date *date)
{
  return date->program;
}
