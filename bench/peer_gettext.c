/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gettext.h"

/* gettext and snprintf, with numbered conversions, for translations change the order. The format
 * of a date is a text to translate, too. And snprintf alone, with the format at hand. */

/* The formats are translations: the compiler cannot check them. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void *open_state(const char *data, unsigned codes, char *why, size_t size)
{
  struct texts *texts = malloc(sizeof *texts);
  if (texts && texts_open(texts, data, "printf", codes, why, size))
    return texts;
  if (!texts)
    snprintf(why, size, "out of memory");
  free(texts);
  return NULL;
}

static void close_state(void *state)
{
  texts_close(state);
  free(state);
}

static size_t text(void *state, const struct request *request, const struct values *values,
                   char *out)
{
  (void)values;
  const char *found = text_of(state, request);
  size_t len = strlen(found);
  if (len < OUT_SIZE)
    memcpy(out, found, len + 1);
  return len;
}

static size_t strings(void *state, const struct request *request, const struct values *values,
                      char *out)
{
  return (size_t)snprintf(out, OUT_SIZE, text_of(state, request), values->first, values->second);
}

static size_t integer(void *state, const struct request *request, const struct values *values,
                      char *out)
{
  return (size_t)snprintf(out, OUT_SIZE, text_of(state, request), (long long)values->number);
}

static size_t plural(void *state, const struct request *request, const struct values *values,
                     char *out)
{
  return (size_t)snprintf(out, OUT_SIZE, plural_of(state, request, values->number),
                          (long long)values->number);
}

static size_t date(void *state, const struct request *request, const struct values *values,
                   char *out)
{
  const char *message = text_of(state, request);
  const char *format = dgettext(((struct texts *)state)->domain, "date\4medium");
  time_t seconds = (time_t)(values->ms / 1000);
  struct tm tm;
  char day[64];
  strftime(day, sizeof day, format, gmtime_r(&seconds, &tm));
  return (size_t)snprintf(out, OUT_SIZE, message, day, (long long)values->number);
}

RUN(text)
RUN(strings)
RUN(integer)
RUN(plural)
RUN(date)

const struct peer peer_gettext = {
    .name = "gettext + snprintf",
    .about = "uselocale, dgettext or dngettext, snprintf, strftime",
    .open = open_state,
    .close = close_state,
    .run = {run_text, run_strings, run_integer, run_plural, run_date},
};

static void *open_alone(const char *data, unsigned codes, char *why, size_t size)
{
  struct texts texts;
  if (!texts_open(&texts, data, "printf", codes, why, size))
    return NULL;
  struct request request = {.key = "BENCH_00000002\4message"};
  char *format = strdup(text_of(&texts, &request));
  texts_close(&texts);
  if (!format)
    snprintf(why, size, "out of memory");
  return format;
}

static size_t alone(void *state, const struct request *request, const struct values *values,
                    char *out)
{
  (void)request;
  return (size_t)snprintf(out, OUT_SIZE, state, values->first, values->second);
}

RUN(alone)

const struct peer peer_snprintf = {
    .name = "snprintf alone",
    .about = "snprintf of two strings, in one language, without any look-up",
    .open = open_alone,
    .close = free,
    .run = {[KIND_STRINGS] = run_alone},
};
