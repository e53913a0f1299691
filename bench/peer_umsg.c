/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/umsg.h>
#include <unicode/ustring.h>

#include "gettext.h"

/* gettext and ICU's MessageFormat as C has it: u_formatMessage(), which reads the pattern each
 * time, and a UMessageFormat that is opened once for each text that gettext gives, and kept. */

enum { WIDE = OUT_SIZE };

/* An open hash table. gettext gives the same pointer for the same code and locale. */
struct slot {
  const char *text;
  UMessageFormat *format;
};

struct state {
  struct texts texts;
  struct slot *slots;
  size_t mask;
};

static const char *const locales[READERS] = {"zh_CN", "en"};

static void close_state(void *opaque)
{
  struct state *state = opaque;
  for (size_t i = 0; i <= state->mask; i++)
    umsg_close(state->slots[i].format);
  texts_close(&state->texts);
  free(state->slots);
  free(state);
}

static void *open_state(const char *data, unsigned codes, char *why, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  ucal_setDefaultTimeZone(u"UTC", &error);
  struct state *state = malloc(sizeof *state);
  size_t slots = 1024;
  while (slots < 4 * (size_t)codes)
    slots *= 2;
  struct slot *list = calloc(slots, sizeof *list);
  snprintf(why, size, "out of memory");
  if (state && list && texts_open(&state->texts, data, "icu", codes, why, size)) {
    state->slots = list;
    state->mask = slots - 1;
    return state;
  }
  free(list);
  free(state);
  return NULL;
}

/* Writes the text as UTF-8. What does not fit is an error that the comparison of texts shows. */
static size_t narrow(const UChar *wide, int32_t len, UErrorCode error, char *out)
{
  int32_t written = 0;
  if (U_SUCCESS(error))
    u_strToUTF8(out, OUT_SIZE, &written, wide, len, &error);
  if (U_SUCCESS(error))
    return (size_t)written;
  return (size_t)snprintf(out, OUT_SIZE, "%s", u_errorName(error));
}

static const UChar *widen(const char *text, UChar *wide)
{
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(wide, WIDE, NULL, text, -1, &error);
  return U_SUCCESS(error) ? wide : u"";
}

static const UMessageFormat *format_of(struct state *state, const struct request *request)
{
  const char *text = text_of(&state->texts, request);
  size_t i = (size_t)((uintptr_t)text * UINT64_C(0x9e3779b97f4a7c15) >> 40) & state->mask;
  while (state->slots[i].text != text && state->slots[i].text)
    i = (i + 1) & state->mask;
  if (!state->slots[i].text) {
    UErrorCode error = U_ZERO_ERROR;
    UChar pattern[WIDE];
    state->slots[i] = (struct slot){
        text, umsg_open(widen(text, pattern), -1, locales[request->reader], NULL, &error)};
  }
  return state->slots[i].format;
}

/* A function for each kind of message and each of the two ways, for the arguments are variadic. */
#define EACH_WAY(name, prepare, ...) \
  static size_t name(void *state, const struct request *request, const struct values *values, \
                     char *out) \
  { \
    (void)values; \
    prepare; \
    UErrorCode error = U_ZERO_ERROR; \
    UChar pattern[WIDE], wide[WIDE]; \
    widen(text_of(&((struct state *)state)->texts, request), pattern); \
    int32_t len = u_formatMessage(locales[request->reader], pattern, u_strlen(pattern), wide, \
                                  WIDE, &error __VA_ARGS__); \
    return narrow(wide, len, error, out); \
  } \
  static size_t cached_##name(void *state, const struct request *request, \
                              const struct values *values, char *out) \
  { \
    (void)values; \
    prepare; \
    UErrorCode error = U_ZERO_ERROR; \
    UChar wide[WIDE]; \
    int32_t len = umsg_format(format_of(state, request), wide, WIDE, &error __VA_ARGS__); \
    return narrow(wide, len, error, out); \
  } \
  RUN(name) \
  RUN(cached_##name)

EACH_WAY(text, )
EACH_WAY(strings, UChar first[WIDE];
         UChar second[WIDE], , widen(values->first, first), widen(values->second, second))
EACH_WAY(number, , , (double)values->number)
EACH_WAY(date, , , (double)values->ms, (double)values->number)

const struct peer peer_umsg = {
    .name = "gettext + u_formatMessage",
    .about = "uselocale, dgettext, u_formatMessage, from and to UTF-8",
    .open = open_state,
    .close = close_state,
    .run = {run_text, run_strings, run_number, run_number, run_date},
};

const struct peer peer_umsg_cached = {
    .name = "gettext + cached umsg",
    .about = "uselocale, dgettext, umsg_format of what was opened once, from and to UTF-8",
    .open = open_state,
    .close = close_state,
    .run = {run_cached_text, run_cached_strings, run_cached_number, run_cached_number,
            run_cached_date},
};
