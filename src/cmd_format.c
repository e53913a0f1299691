/* SPDX-License-Identifier: MIT */

/* errcat format PATTERN [ARGUMENT | NAME=VALUE]...: any pattern with any arguments, to try
 * the engine; with --input one for each line of a file. */

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "arguments.h"
#include "chars.h"
#include "compile.h"
#include "fault.h"
#include "help.h"
#include "input.h"
#include "print.h"
#include "records.h"
#include "say.h"
#include "texts.h"

/* A caret under a longer line would be nowhere near what it points at. */
#define SHOWN_MAX 400

/* What became of a record. */
struct outcome {
  const char *text; /* NULL: none */
  errcat_status status;
  uint32_t missing, mismatched;
  struct ec_record_fault fault; /* of the record, but for its pattern */
};

/* One call of the command. */
struct run {
  struct ec_tool *tool;
  struct ec_compiler compiler;
  struct ec_compiled compiled; /* the pattern of the last record */
  struct ec_arguments arguments;
  struct outcome outcome;
  char *text;  /* ERRCAT_OUTPUT_MAX + 1 bytes */
  size_t line; /* of the input; 0: there is none */
};

/* ------------------------------------------------------------------- types */

static bool is_type(const char *type)
{
  static const char *const types[] = {"string", "id", "integer", "number", "time", "list"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strcmp(type, types[i]) == 0)
      return true;
  return false;
}

/* The declaration of that name, or a new one. */
static struct errcat_arg_info *declaration(struct errcat_arg_info *types, size_t *count,
                                           const char *name)
{
  for (size_t i = 0; i < *count; i++)
    if (strcmp(types[i].name, name) == 0)
      return &types[i];
  types[*count].name = name;
  return &types[(*count)++];
}

/* Makes declarations of --type and --sensitive. NULL after a complaint. */
static const struct errcat_arg_info *declare(struct ec_tool *tool, size_t *count)
{
  struct errcat_arg_info *types =
      ec_pool_alloc(&tool->pool, tool->types.count + tool->sensitive.count + 1, sizeof *types);
  *count = 0;
  for (size_t i = 0; i < tool->types.count; i++) {
    const char *word = ec_codeset_decode(&tool->codeset, &tool->pool, tool->types.words[i]);
    const char *equals = strchr(word, '=');
    if (!equals || equals == word || !is_type(equals + 1)) {
      ec_say(tool, "cli.bad-type", ERRCAT_ARGS(word));
      return NULL;
    }
    const char *name = ec_pool_copy(&tool->pool, word, (size_t)(equals - word));
    declaration(types, count, name)->type = equals + 1;
  }
  for (size_t i = 0; i < tool->sensitive.count; i++) {
    const char *name = ec_codeset_decode(&tool->codeset, &tool->pool, tool->sensitive.words[i]);
    declaration(types, count, name)->sensitive = "secret";
  }
  return types;
}

/* -------------------------------------------------------------- formatting */

/* The first entry of the preference list: there is no catalog to choose by. Where none is asked
 * for, as in the locale C, it is that of errcat's source texts, as with all other commands. */
static const char *first_locale(struct ec_tool *tool, const char *locales)
{
  locales += strspn(locales, ":");
  const size_t len = strcspn(locales, ":.");
  const bool none =
      len == 0 || (len == 1 && *locales == 'C') || (len == 5 && memcmp(locales, "POSIX", len) == 0);
  return none ? "en" : ec_pool_copy(&tool->pool, locales, strcspn(locales, ":"));
}

/* Reads the arguments of a record, now that its pattern is known. */
static bool read_arguments(struct run *run, const struct ec_record *record)
{
  struct ec_tool *tool = run->tool;
  const struct ec_reading reading = {.declared = run->compiled.declared,
                                     .declared_count = run->compiled.declared_count,
                                     .clocks = &tool->clocks,
                                     .zone = record->zone,
                                     .strings = tool->chosen & EC_CHOICE_STRINGS};
  if (record->args)
    return ec_record_arguments(record, &tool->pool, &reading, &run->arguments, &run->outcome.fault);
  ec_arguments_guess(&run->arguments, &tool->pool, record->pattern, &reading, record->words,
                     record->word_count);
  return true;
}

static void format_text(struct run *run)
{
  struct errcat_result result;
  errcat_pattern_format(run->compiled.pattern, run->arguments.args, run->arguments.arg_count,
                        run->text, ERRCAT_OUTPUT_MAX + 1, &result);
  run->outcome.text = run->text;
  run->outcome.status = result.status;
  run->outcome.missing = result.missing;
  run->outcome.mismatched = result.mismatched;
}

static void fail(struct run *run, const char *code, const char *word)
{
  run->outcome.status = ERRCAT_E_INVALID;
  run->outcome.fault = (struct ec_record_fault){code, word};
}

/* What becomes of the record: its text, the faults of its pattern, or its own. */
static void format_record(struct run *run, const struct ec_record *record)
{
  struct ec_tool *tool = run->tool;
  if (run->outcome.fault.code) {
    run->outcome.status = ERRCAT_E_INVALID;
    return;
  }
  if (!record->pattern) {
    fail(run, "cli.no-pattern", "");
    return;
  }
  ec_compiler_get(&run->compiler, first_locale(tool, record->locale), record->pattern,
                  &run->compiled);
  if (run->compiled.pattern) {
    if (read_arguments(run, record))
      format_text(run);
    else
      run->outcome.status = ERRCAT_E_INVALID;
    return;
  }
  run->outcome.status = run->compiled.faults[0].status;
  if (run->outcome.status == ERRCAT_E_INVALID) {
    run->compiled.fault_count = 0;
    fail(run, "cli.bad-locale", record->locale);
  }
}

/* --------------------------------------------------------------- reporting */

/* The line of the pattern that the fault is in, and a caret under its column. Columns of the
 * library are bytes, those of the terminal are not. */
static void show_place(struct ec_tool *tool, const char *pattern, const struct errcat_error *fault)
{
  const char *line = pattern;
  if (!fault->line)
    return;
  for (uint32_t n = 1; n < fault->line && strchr(line, '\n'); n++)
    line = strchr(line, '\n') + 1;
  const size_t len = strcspn(line, "\n");
  if (len > SHOWN_MAX)
    return;
  const size_t before = fault->column ? fault->column - 1 : 0;
  const char *left = ec_pool_copy(&tool->pool, line, before < len ? before : len);
  const int width = ec_chars_text_width(ec_chars_clean(&tool->pool, left));
  ec_say_line(tool, ec_pool_copy(&tool->pool, line, len));
  ec_say_line(tool, ec_pool_printf(&tool->pool, "%*s^", width, ""));
}

static const char *fault_code(const struct errcat_error *fault)
{
  return fault->status == ERRCAT_E_UNSUPPORTED ? "cli.unsupported-pattern"
         : fault->status == ERRCAT_E_LIMIT     ? "cli.large-pattern"
                                               : "cli.bad-pattern";
}

static void report_pattern(struct run *run, const char *pattern)
{
  struct ec_tool *tool = run->tool;
  for (size_t i = 0; i < run->compiled.fault_count; i++) {
    const struct errcat_error *fault = &run->compiled.faults[i];
    if (fault->status == ERRCAT_E_NOMEM)
      ec_tool_out_of_memory(tool);
    ec_say(tool, fault_code(fault),
           ERRCAT_ARGS(fault->line, fault->column, ec_fault_text(tool, pattern, fault)));
    show_place(tool, pattern, fault);
  }
}

/* Words that are not of their declared type say more than that some placeholder found so. */
static bool report_words(struct run *run)
{
  bool said = false;
  for (size_t i = 0; i < run->arguments.count; i++) {
    const struct ec_argument *word = &run->arguments.words[i];
    if (!word->mistyped)
      continue;
    ec_say(run->tool, "cli.argument-type",
           ERRCAT_ARGS(word->declared->name, word->declared->type,
                       word->declared->sensitive ? "***" : word->value));
    said = true;
  }
  return said;
}

static int report(struct run *run, const struct ec_record *record)
{
  const struct outcome *outcome = &run->outcome;
  struct ec_tool *tool = run->tool;
  const bool mistyped = outcome->text && report_words(run);
  if (outcome->fault.code)
    ec_say(tool, outcome->fault.code, ERRCAT_ARGS(outcome->fault.word));
  else if (!outcome->text)
    report_pattern(run, record->pattern);
  if (outcome->status == ERRCAT_E_LIMIT && outcome->text)
    ec_say(tool, "cli.text-cut", ERRCAT_ARGS(ERRCAT_OUTPUT_MAX));
  if (outcome->missing)
    ec_say(tool, "cli.missing-argument", ERRCAT_NO_ARGS);
  if (outcome->mismatched && !mistyped)
    ec_say(tool, "cli.mismatched-argument", ERRCAT_NO_ARGS);
  return outcome->status == ERRCAT_OK && !mistyped ? EC_EXIT_OK : EC_EXIT_FINDINGS;
}

/* -------------------------------------------------------------------- JSON */

static json_t *json_fault(struct ec_tool *tool, const struct errcat_error *fault)
{
  json_t *object = json_object();
  ec_print_put(tool, object, "code", ec_print_string(tool, fault_code(fault)));
  ec_print_put(tool, object, "line", json_integer(fault->line));
  ec_print_put(tool, object, "column", json_integer(fault->column));
  ec_print_put(tool, object, "offset", json_integer((json_int_t)fault->offset));
  ec_print_put(tool, object, "detail", ec_print_string(tool, fault->detail));
  return object;
}

/* A fault of a record is nowhere in a pattern. */
static json_t *json_record_fault(struct ec_tool *tool, const struct ec_record_fault *fault)
{
  json_t *object = json_object();
  ec_print_put(tool, object, "code", ec_print_string(tool, fault->code));
  ec_print_put(tool, object, "line", json_null());
  ec_print_put(tool, object, "column", json_null());
  ec_print_put(tool, object, "offset", json_null());
  ec_print_put(tool, object, "detail", ec_print_string(tool, fault->word));
  return object;
}

static void print_json(struct run *run, const struct ec_record *record)
{
  struct ec_tool *tool = run->tool;
  const struct outcome *outcome = &run->outcome;
  json_t *root = json_object(), *faults = json_array();
  if (outcome->fault.code)
    ec_print_append(tool, faults, json_record_fault(tool, &outcome->fault));
  for (size_t i = 0; !outcome->text && i < run->compiled.fault_count; i++)
    ec_print_append(tool, faults, json_fault(tool, &run->compiled.faults[i]));
  if (run->line)
    ec_print_put(tool, root, "line", json_integer((json_int_t)run->line));
  ec_print_put(tool, root, "pattern", ec_print_string(tool, record->pattern));
  ec_print_put(tool, root, "locale", ec_print_string(tool, first_locale(tool, record->locale)));
  ec_print_put(tool, root, "time_zone", ec_print_string(tool, record->zone ? record->zone : "UTC"));
  ec_print_put(tool, root, "status", ec_print_string(tool, errcat_status_name(outcome->status)));
  ec_print_put(tool, root, "text", ec_print_string(tool, outcome->text));
  ec_print_put(tool, root, "missing", json_integer(outcome->missing));
  ec_print_put(tool, root, "mismatched", json_integer(outcome->mismatched));
  ec_print_put(tool, root, "error",
               json_array_size(faults) ? json_incref(json_array_get(faults, 0)) : json_null());
  ec_print_put(tool, root, "faults", faults);
  if (run->line)
    ec_print_json_line(tool, root);
  else
    ec_print_json(tool, root);
}

/* ----------------------------------------------------------------- records */

/* The text as it is, with its line breaks and tabs. */
static void put_lines(struct ec_tool *tool, const char *text)
{
  for (size_t len; *text; text += len) {
    len = strcspn(text, "\n\t");
    ec_terminal_text(&tool->out, ec_pool_copy(&tool->pool, text, len));
    if (text[len])
      ec_terminal_put(&tool->out, text[len++] == '\n' ? "\n" : "\t");
  }
  ec_terminal_put(&tool->out, "\n");
}

/* A record without a text has an empty line, so that the lines of input and output are as many. */
static int finish_record(struct run *run, const struct ec_record *record, bool json)
{
  struct ec_tool *tool = run->tool;
  const char *text = run->outcome.text ? run->outcome.text : "";
  if (json) {
    print_json(run, record);
  } else if (run->line) {
    ec_terminal_text(&tool->out, ec_record_escape(&tool->pool, text));
    ec_terminal_put(&tool->out, "\n");
  } else if (run->outcome.text) {
    put_lines(tool, text);
  }
  return report(run, record);
}

static void start_record(struct run *run)
{
  run->outcome = (struct outcome){.status = ERRCAT_OK};
  run->compiled.fault_count = 0;
  run->arguments = (struct ec_arguments){.count = 0};
}

/* Which form the records have: what the option says, or the name of the file. */
static bool is_jsonl(const struct ec_tool *tool)
{
  const size_t len = strlen(tool->input);
  static const char ending[] = ".jsonl";
  const size_t ending_len = sizeof ending - 1;
  if (tool->input_format != EC_INPUT_BY_NAME)
    return tool->input_format == EC_INPUT_JSONL;
  return len > ending_len && strcmp(tool->input + len - ending_len, ending) == 0;
}

static int run_line(struct run *run, const struct ec_record *defaults, const char *line)
{
  struct ec_tool *tool = run->tool;
  struct ec_record record = *defaults;
  const bool jsonl = is_jsonl(tool);
  start_record(run);
  if (!line)
    fail(run, "cli.bad-line", "");
  else if (jsonl)
    ec_record_json(&record, &tool->pool, line, &run->outcome.fault);
  else
    ec_record_fields(&record, &tool->pool, ec_codeset_decode(&tool->codeset, &tool->pool, line));
  format_record(run, &record);
  const int status = finish_record(run, &record, jsonl || tool->json);
  ec_record_release(&record);
  return status;
}

/* How far it is, on a terminal that shows nothing else, once a second. *next is the second in which
 * it is shown again; 0: not known yet, -1: never. */
static void show_progress(struct run *run, time_t *next)
{
  struct timespec now;
  struct ec_terminal *err = &run->tool->err;
  if (*next < 0 || run->line % 256 != 0 || clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
      now.tv_sec < *next)
    return;
  if (*next) {
    ec_terminal_put(err, "\r");
    ec_terminal_text(err, ec_text_own(run->tool, "label.progress", ERRCAT_ARGS(run->line)));
    ec_terminal_flush(err);
    run->tool->open_line = true;
  }
  *next = now.tv_sec + (*next ? 1 : 2);
}

static int run_lines(struct run *run, const struct ec_record *defaults, struct ec_input *input)
{
  struct ec_tool *tool = run->tool;
  time_t next = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) ? 0 : -1;
  int status = EC_EXIT_OK;
  enum ec_input_line got;
  while ((got = ec_input_next(input)) != EC_INPUT_END) {
    const struct ec_pool_mark mark = ec_pool_mark(&tool->pool);
    run->line = input->line;
    tool->place = ec_pool_printf(&tool->pool, "%s:%zu", input->name, input->line);
    if (run_line(run, defaults, got == EC_INPUT_LINE ? input->bytes : NULL) != EC_EXIT_OK)
      status = EC_EXIT_FINDINGS;
    show_progress(run, &next);
    tool->place = NULL;
    ec_pool_release(&tool->pool, mark);
  }
  ec_say_nothing(tool);
  return status;
}

/* ------------------------------------------------------------- the command */

static int unreadable(struct ec_tool *tool, const struct ec_input *input)
{
  ec_say(tool, "cli.unreadable-file", ERRCAT_ARGS(input->name, strerror(input->error)));
  return EC_EXIT_FAILURE;
}

static int run_input(struct run *run, const struct ec_record *defaults)
{
  struct ec_tool *tool = run->tool;
  struct ec_input input;
  if (!ec_input_open(&input, &tool->pool, tool->input))
    return unreadable(tool, &input);
  int status = run_lines(run, defaults, &input);
  ec_input_close(&input);
  if (input.error)
    status = unreadable(tool, &input);
  return status;
}

/* The pattern that --file has. */
static int read_pattern(struct ec_tool *tool, const char **pattern)
{
  struct ec_input input;
  enum ec_input_line got = EC_INPUT_END;
  if (ec_input_open(&input, &tool->pool, tool->file))
    got = ec_input_whole(&input);
  ec_input_close(&input);
  if (got == EC_INPUT_END)
    return unreadable(tool, &input);
  if (got == EC_INPUT_UNUSABLE) {
    ec_say(tool, "cli.bad-file", ERRCAT_ARGS(input.name, (int)EC_INPUT_MAX));
    return EC_EXIT_FINDINGS;
  }
  /* What is not UTF-8 is a fault that has a place, and is not to be mended in silence. */
  *pattern = tool->codeset.utf8 ? input.bytes
                                : ec_codeset_decode(&tool->codeset, &tool->pool, input.bytes);
  return EC_EXIT_OK;
}

/* Takes pattern and words from the command line, which may be anything that makes sense. */
static int read_operands(struct ec_tool *tool, struct ec_record *record)
{
  const size_t first = tool->file ? 0 : 1;
  if (tool->input && tool->operand_count > first)
    return ec_help_operands(tool, false);
  if (!tool->input && tool->operand_count < first)
    return ec_help_operands(tool, true);
  if (tool->input_format != EC_INPUT_BY_NAME && !tool->input) {
    ec_say(tool, "cli.no-input", ERRCAT_NO_ARGS);
    return EC_EXIT_USAGE;
  }
  if (tool->file && tool->input && strcmp(tool->file, "-") == 0 && strcmp(tool->input, "-") == 0) {
    ec_say(tool, "cli.one-stdin", ERRCAT_NO_ARGS);
    return EC_EXIT_USAGE;
  }
  if (!tool->input) {
    record->words = tool->operands + first;
    record->word_count = tool->operand_count - first;
  }
  if (tool->file)
    return read_pattern(tool, &record->pattern);
  record->pattern = tool->operand_count ? tool->operands[0] : NULL;
  return EC_EXIT_OK;
}

static int run_format(struct run *run)
{
  struct ec_tool *tool = run->tool;
  struct ec_record record = {.locale = tool->locales, .clocks = &tool->clocks};
  int status = ec_tool_zone(tool, &record.zone);
  if (status == EC_EXIT_OK)
    status = read_operands(tool, &record);
  if (status != EC_EXIT_OK)
    return status;
  if (tool->input)
    return run_input(run, &record);
  start_record(run);
  format_record(run, &record);
  return finish_record(run, &record, tool->json);
}

int ec_cmd_format(struct ec_tool *tool)
{
  struct run run = {.tool = tool};
  size_t type_count;
  const struct errcat_arg_info *types = declare(tool, &type_count);
  if (!types)
    return EC_EXIT_USAGE;
  ec_compiler_open(&run.compiler, &tool->pool, tool->jdk, types, type_count);
  run.text = ec_pool_alloc(&tool->pool, ERRCAT_OUTPUT_MAX + 1, 1);
  tool->brief = true;
  const int status = run_format(&run);
  ec_compiler_close(&run.compiler);
  return status;
}
