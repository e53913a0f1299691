/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "errcat.h"
#include "peer.h"

/* errcat, by code and by handle. Threads share one bundle, as they do in a service. */

enum { CODES = KINDS };

static const char *const codes_known[CODES] = {"BENCH_00000001", "BENCH_00000002", "BENCH_00000003",
                                               "BENCH_00000004", "BENCH_00000005"};
static const char *const locales[READERS] = {"zh_CN", "en"};

struct state {
  struct errcat_bundle *bundle;
  struct errcat_table table;
};

static void close_state(void *state)
{
  errcat_bundle_free(((struct state *)state)->bundle);
  free(state);
}

static void *open_state(const char *data, unsigned codes, char *why, size_t size)
{
  struct state *state = malloc(sizeof *state);
  if (!state) {
    snprintf(why, size, "out of memory");
    return NULL;
  }
  state->table = (struct errcat_table){.fingerprint = errcat_table_fingerprint(codes_known, CODES),
                                       .count = CODES,
                                       .codes = codes_known};
  const struct errcat_table *tables[] = {&state->table};
  char path[4096], domain[32];
  snprintf(path, sizeof path, "%s/errcat", data);
  snprintf(domain, sizeof domain, "errcat.%u", codes);
  struct errcat_options options = {
      .path = path, .flags = ERRCAT_OPEN_STRICT, .tables = tables, .table_count = 1};
  struct errcat_error err;
  state->bundle = errcat_bundle_open(domain, &options, &err);
  if (state->bundle)
    return state;
  snprintf(why, size, "%s", err.detail);
  free(state);
  return NULL;
}

/* What a program writes: one call, with the values as they are. */

#define MESSAGE(...) \
  errcat_message(((const struct state *)state)->bundle, locales[request->reader], request->code, \
                 __VA_ARGS__, out, OUT_SIZE, NULL)

static size_t text(void *state, const struct request *request, const struct values *values,
                   char *out)
{
  (void)values;
  return MESSAGE(ERRCAT_NO_ARGS);
}

static size_t strings(void *state, const struct request *request, const struct values *values,
                      char *out)
{
  return MESSAGE(ERRCAT_ARGS(values->first, values->second));
}

static size_t number(void *state, const struct request *request, const struct values *values,
                     char *out)
{
  return MESSAGE(ERRCAT_ARGS(values->number));
}

static size_t date(void *state, const struct request *request, const struct values *values,
                   char *out)
{
  return MESSAGE(ERRCAT_ARGS(errcat_arg_time_ms(values->ms), values->number));
}

RUN(text)
RUN(strings)
RUN(number)
RUN(date)

const struct peer peer_errcat = {
    .name = "errcat",
    .about = "errcat_message() with the locale and the code as strings",
    .open = open_state,
    .close = close_state,
    .shared = true,
    .run = {run_text, run_strings, run_number, run_number, run_date},
};

#define MESSAGE_OF(...) \
  errcat_message_of( \
      ((const struct state *)state)->bundle, locales[request->reader], \
      (struct errcat_handle){&((const struct state *)state)->table, request->ordinal}, \
      __VA_ARGS__, out, OUT_SIZE, NULL)

static size_t text_of(void *state, const struct request *request, const struct values *values,
                      char *out)
{
  (void)values;
  return MESSAGE_OF(ERRCAT_NO_ARGS);
}

static size_t strings_of(void *state, const struct request *request, const struct values *values,
                         char *out)
{
  return MESSAGE_OF(ERRCAT_ARGS(values->first, values->second));
}

static size_t number_of(void *state, const struct request *request, const struct values *values,
                        char *out)
{
  return MESSAGE_OF(ERRCAT_ARGS(values->number));
}

static size_t date_of(void *state, const struct request *request, const struct values *values,
                      char *out)
{
  return MESSAGE_OF(ERRCAT_ARGS(errcat_arg_time_ms(values->ms), values->number));
}

RUN(text_of)
RUN(strings_of)
RUN(number_of)
RUN(date_of)

const struct peer peer_errcat_handle = {
    .name = "errcat, by handle",
    .about = "errcat_message_of() with a code that was resolved before",
    .open = open_state,
    .close = close_state,
    .shared = true,
    .run = {run_text_of, run_strings_of, run_number_of, run_number_of, run_date_of},
};
