/* SPDX-License-Identifier: MIT */
#include "bodies.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"

/* The body is that of a code with two arguments and a remediation, as problem+json. jansson dumps
 * an object that has all of it already, formatted and in the reader's language, so that it has
 * nothing to do but to write; what a program does that has only the texts is the row below. */

static const char *const locales[READERS] = {"zh_CN", "en"};
static const char *const reader_names[READERS] = {"zh_CN", "en"};
static const char code[] = "BENCH_00000006";
static const char first[] = "job-20261123-0042", second[] = "the solver ran out of memory";
static const double goal = 5;

enum { SIZE = 4096 };

struct state {
  struct errcat_bundle *bundle;
  struct errcat_table table;
  json_t *built[READERS];
  char *texts[READERS][2];
  char out[SIZE];
};

/* --------------------------------------------------------------------- rows */

typedef size_t row_run(struct state *state, enum reader reader);

static size_t body_of(struct state *state, enum reader reader, enum errcat_body_shape shape,
                      bool by_handle)
{
  const struct errcat_arg args[] = {ERRCAT_ARG(&first[0]), ERRCAT_ARG(&second[0])};
  const struct errcat_body_options options = {.shape = shape};
  const struct errcat_call call = {
      .handle = {by_handle ? &state->table : NULL, 0}, .code = code, .args = args, .count = 2};
  struct errcat_result result;
  return errcat_body(state->bundle, locales[reader], &call, &options, state->out, SIZE, &result);
}

static size_t problem_by_handle(struct state *state, enum reader reader)
{
  return body_of(state, reader, ERRCAT_BODY_PROBLEM, true);
}

static size_t problem_by_code(struct state *state, enum reader reader)
{
  return body_of(state, reader, ERRCAT_BODY_PROBLEM, false);
}

static size_t plain_by_handle(struct state *state, enum reader reader)
{
  return body_of(state, reader, ERRCAT_BODY_PLAIN, true);
}

static size_t rpc_by_handle(struct state *state, enum reader reader)
{
  return body_of(state, reader, ERRCAT_BODY_RPC, true);
}

static size_t log_of(struct state *state, enum errcat_log_format format)
{
  const struct errcat_arg args[] = {ERRCAT_ARG(&first[0]), ERRCAT_ARG(&second[0])};
  const struct errcat_log_options options = {.format = format};
  const struct errcat_call call = {
      .handle = {&state->table, 0}, .code = code, .args = args, .count = 2};
  return errcat_log(state->bundle, &call, &options, state->out, SIZE, NULL);
}

static size_t logfmt_by_handle(struct state *state, enum reader reader)
{
  (void)reader;
  return log_of(state, ERRCAT_LOG_LOGFMT);
}

static size_t json_log_by_handle(struct state *state, enum reader reader)
{
  (void)reader;
  return log_of(state, ERRCAT_LOG_JSON);
}

static size_t dump(struct state *state, enum reader reader)
{
  return json_dumpb(state->built[reader], state->out, SIZE, JSON_COMPACT);
}

static json_t *build(const char *const texts[2])
{
  return json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:{s:s, s:s}}", "type",
                   "https://errors.example.com/BENCH_00000006", "title", "Bad Request", "status",
                   400, "detail", texts[0], "code", code, "remediation", texts[1], "args", "job",
                   first, "reason", second);
}

static size_t build_and_dump(struct state *state, enum reader reader)
{
  json_t *object = build((const char *const *)state->texts[reader]);
  size_t len = json_dumpb(object, state->out, SIZE, JSON_COMPACT);
  json_decref(object);
  return len;
}

enum { ROW_HANDLE, ROW_DUMP = 2 };

static const struct {
  const char *name, *about;
  row_run *run;
  bool source; /* in the source language, whoever reads */
} rows[BODY_ROWS] = {
    [ROW_HANDLE] = {"problem, by handle", "errcat_body(): problem+json of a handle",
                    problem_by_handle, false},
    {"problem, by code", "the same of a code and a locale as strings", problem_by_code, false},
    [ROW_DUMP] = {"jansson, dump", "json_dumpb() of an object that has it all", dump, false},
    {"jansson, build and dump", "json_pack() of it first", build_and_dump, false},
    {"plain, by handle", "errcat_body(): message and code alone", plain_by_handle, false},
    {"rpc, by handle", "errcat_body(): google.rpc.Status", rpc_by_handle, false},
    {"logfmt, by handle", "errcat_log(): one line", logfmt_by_handle, true},
    {"JSON log, by handle", "errcat_log(): one object", json_log_by_handle, true},
};

/* ------------------------------------------------------------------ running */

static char *text_of(const struct state *state, enum reader reader, bool remediation)
{
  char *text = allocate_or_fail(SIZE, 1);
  (remediation ? errcat_remediation : errcat_message)(
      state->bundle, locales[reader], code, ERRCAT_ARGS(&first[0], &second[0]), text, SIZE, NULL);
  return text;
}

static void open_state(struct state *state, const struct settings *settings)
{
  static const char *const codes[] = {code};
  state->table = (struct errcat_table){
      .fingerprint = errcat_table_fingerprint(codes, 1), .count = 1, .codes = codes};
  const struct errcat_table *tables[] = {&state->table};
  char path[4096];
  snprintf(path, sizeof path, "%s/errcat", settings->data);
  struct errcat_options options = {
      .path = path, .flags = ERRCAT_OPEN_STRICT, .tables = tables, .table_count = 1};
  struct errcat_error err;
  state->bundle = errcat_bundle_open("errcat.100", &options, &err);
  if (!state->bundle)
    fail("errcat", err.detail);
  for (enum reader reader = 0; reader < READERS; reader++) {
    for (int i = 0; i < 2; i++)
      state->texts[reader][i] = text_of(state, reader, i == 1);
    state->built[reader] = build((const char *const *)state->texts[reader]);
    if (!state->built[reader])
      fail("jansson", "it cannot build the object");
  }
}

static void close_state(struct state *state)
{
  for (enum reader reader = 0; reader < READERS; reader++) {
    json_decref(state->built[reader]);
    free(state->texts[reader][0]);
    free(state->texts[reader][1]);
  }
  errcat_bundle_free(state->bundle);
}

/* The members in the same order, too. */
static bool is_same(struct state *state, enum reader reader)
{
  json_error_t error;
  size_t len = rows[ROW_HANDLE].run(state, reader);
  json_t *read = json_loadb(state->out, len, JSON_REJECT_DUPLICATES, &error);
  bool same = read && json_equal(read, state->built[reader]);
  if (!same)
    fprintf(stderr, "bodies: %s: %s\n", reader_names[reader], state->out);
  json_decref(read);
  return same;
}

static double time_row(struct state *state, size_t row, enum reader reader, size_t count)
{
  row_run *run = rows[row].run;
  double start = seconds_of_thread();
  for (size_t i = 0; i < count; i++)
    run(state, reader);
  return seconds_of_thread() - start;
}

static size_t count_of(struct state *state, size_t row, enum reader reader, double seconds)
{
  for (size_t count = 64;; count *= 2) {
    double taken = time_row(state, row, reader, count);
    if (taken > seconds / 4)
      return (size_t)((double)count * seconds / taken) + 1;
  }
}

/* In each round each row makes one batch, another row first than in the round before. */
static void measure_reader(struct bodies *bodies, struct state *state,
                           const struct settings *settings, enum reader reader)
{
  static double samples[BODY_ROWS][ROUNDS_MAX];
  size_t counts[BODY_ROWS];
  for (size_t row = 0; row < BODY_ROWS; row++) {
    counts[row] = count_of(state, row, reader, settings->batch_seconds);
    bodies->lens[row][reader] = rows[row].run(state, reader);
  }
  for (unsigned round = 0; round < settings->rounds; round++) {
    progress_show(settings, "bodies", round);
    for (size_t n = 0; n < BODY_ROWS; n++) {
      size_t row = (n + round) % BODY_ROWS;
      samples[row][round] = time_row(state, row, reader, counts[row]) * 1e9 / (double)counts[row];
    }
  }
  for (size_t row = 0; row < BODY_ROWS; row++) {
    bodies->median[row][reader] = median_of(samples[row], settings->rounds);
    bodies->fastest[row][reader] = samples[row][0];
  }
}

bool bodies_measure(struct bodies *bodies, const struct settings *settings)
{
  static struct state state;
  bodies->run = is_wanted(settings, "bodies");
  bodies->same = true;
  if (!bodies->run)
    return true;
  open_state(&state, settings);
  for (enum reader reader = 0; reader < READERS; reader++) {
    bodies->same = is_same(&state, reader) && bodies->same;
    measure_reader(bodies, &state, settings, reader);
  }
  close_state(&state);
  progress_show(settings, NULL, 0);
  return bodies->same;
}

/* ------------------------------------------------------------------ results */

static double ratio_of(const struct bodies *bodies, enum reader reader)
{
  return bodies->median[ROW_DUMP][reader] / bodies->median[ROW_HANDLE][reader];
}

void bodies_print(const struct bodies *bodies, const struct settings *settings)
{
  if (!bodies->run)
    return;
  printf("\nBodies and log records: ns of processor time, median of %u rounds; bytes\n\n%-*s",
         settings->rounds, TABLE_NAME_WIDTH, "");
  for (enum reader reader = 0; reader < READERS; reader++)
    printf("%9s %7s", reader_names[reader], "bytes");
  puts("");
  for (size_t row = 0; row < BODY_ROWS; row++) {
    printf("%-*s", TABLE_NAME_WIDTH, rows[row].name);
    for (enum reader reader = 0; reader < READERS; reader++)
      printf("%9.0f %7zu", bodies->median[row][reader], bodies->lens[row][reader]);
    puts("");
  }
  printf("\n%-*s", TABLE_NAME_WIDTH, "dump : by handle");
  for (enum reader reader = 0; reader < READERS; reader++)
    printf("%8.1fx%8s", ratio_of(bodies, reader), "");
  printf("  goal %.0fx%s\n\n", goal,
         ratio_of(bodies, READER_EN) < goal || ratio_of(bodies, READER_ZH_CN) < goal ? " <" : "");
  for (size_t row = 0; row < BODY_ROWS; row++)
    printf("%-*s%s%s\n", TABLE_NAME_WIDTH, rows[row].name, rows[row].about,
           rows[row].source ? ", in the source language" : "");
}

void bodies_json(const struct bodies *bodies, FILE *file)
{
  fprintf(file, "  \"bodies\": {\"same\": %s", bodies->same ? "true" : "false");
  for (enum reader reader = 0; reader < READERS; reader++) {
    fputs(",\n    ", file);
    json_text(file, reader_names[reader]);
    fputs(": {", file);
    for (size_t row = 0; row < BODY_ROWS; row++) {
      json_text(file, rows[row].name);
      fputs(": {", file);
      json_number(file, "median", bodies->median[row][reader]);
      fputs(", ", file);
      json_number(file, "fastest", bodies->fastest[row][reader]);
      fprintf(file, ", \"bytes\": %zu},\n      ", bodies->lens[row][reader]);
    }
    json_number(file, "ratio", ratio_of(bodies, reader));
    fputs(", ", file);
    json_number(file, "goal", goal);
    fputs("}", file);
  }
  fputs("}", file);
}
