/* SPDX-License-Identifier: MIT */

/* errcat body CODE [ARGUMENT | NAME=VALUE]...: what a service sends, and what it logs. */

#include <errno.h>
#include <string.h>

#include "given.h"
#include "help.h"
#include "input.h"
#include "print.h"
#include "say.h"

/* What is written for one code in one domain. */
struct outcome {
  const struct ec_match *match;
  const char *text;
  size_t len;
  struct errcat_result result;
};

static const char *place_of(struct ec_tool *tool, const char *name, const struct errcat_error *err)
{
  return ec_pool_printf(&tool->pool, "%s:%u:%u", name, (unsigned)err->line, (unsigned)err->column);
}

static int unreadable(struct ec_tool *tool, const struct ec_input *input, enum ec_input_line got)
{
  if (got == EC_INPUT_UNUSABLE) {
    ec_say(tool, "cli.bad-shape-file", ERRCAT_ARGS(input->name, ERRCAT_SHAPE_MAX));
    return EC_EXIT_FINDINGS;
  }
  ec_say(tool, "cli.unreadable-file", ERRCAT_ARGS(input->name, strerror(input->error)));
  return EC_EXIT_FAILURE;
}

/* The shape that --shape-file describes. */
static int read_shape(struct ec_tool *tool, struct errcat_shape **shape)
{
  struct ec_input input;
  struct errcat_error err;
  enum ec_input_line got = EC_INPUT_END;
  if (ec_input_open(&input, &tool->pool, tool->shape_file))
    got = ec_input_whole(&input);
  ec_input_close(&input);
  if (got == EC_INPUT_LINE && strlen(input.bytes) > ERRCAT_SHAPE_MAX)
    got = EC_INPUT_UNUSABLE;
  if (got != EC_INPUT_LINE)
    return unreadable(tool, &input, got);
  *shape = errcat_shape_open(input.bytes, strlen(input.bytes), NULL, &err);
  if (*shape)
    return EC_EXIT_OK;
  if (err.status == ERRCAT_E_NOMEM)
    ec_tool_out_of_memory(tool);
  tool->place = place_of(tool, input.name, &err);
  ec_say(tool, "cli.bad-shape-text", ERRCAT_ARGS(err.detail));
  tool->place = NULL;
  return EC_EXIT_FINDINGS;
}

static uint32_t flags_of(const struct ec_tool *tool)
{
  return (tool->chosen & EC_CHOICE_LINES ? ERRCAT_BODY_LINES : 0u) |
         (tool->chosen & EC_CHOICE_REMEDIATION ? ERRCAT_BODY_REMEDIATION : 0u) |
         (tool->chosen & EC_CHOICE_ISOLATE ? ERRCAT_BODY_ISOLATE : 0u);
}

static size_t write_text(const struct ec_tool *tool, const struct errcat_body_options *options,
                         const struct errcat_bundle *bundle, const struct errcat_call *call,
                         char *text, size_t size, struct errcat_result *result)
{
  if (!tool->log)
    return errcat_body(bundle, tool->locales, call, options, text, size, result);
  const struct errcat_log_options log = {.format = (enum errcat_log_format)(tool->log - 1)};
  return errcat_log(bundle, call, &log, text, size, result);
}

static int make(struct ec_tool *tool, const struct errcat_body_options *options,
                struct outcome *outcome)
{
  const struct ec_match *match = outcome->match;
  const struct errcat_bundle *bundle = match->domain->bundle;
  struct ec_arguments arguments;
  const int status = ec_given_read(tool, match, &arguments);
  if (status != EC_EXIT_OK)
    return status;
  const struct errcat_call call = {.code = match->code,
                                   .args = arguments.args,
                                   .count = match->info->foreign ? 0 : arguments.arg_count};
  outcome->len = write_text(tool, options, bundle, &call, NULL, 0, &outcome->result);
  char *text = ec_pool_alloc(&tool->pool, outcome->len + 1, 1);
  write_text(tool, options, bundle, &call, text, outcome->len + 1, &outcome->result);
  outcome->text = text;
  ec_given_warn(tool, match, &arguments, true, outcome->result.status);
  return EC_EXIT_OK;
}

/* As it goes out: bytes, whatever the terminal's codeset. */
static void put_text(struct ec_tool *tool, const struct outcome *outcome)
{
  FILE *file = tool->out.file;
  if ((fwrite(outcome->text, 1, outcome->len, file) != outcome->len || fputc('\n', file) == EOF) &&
      !tool->out.error)
    tool->out.error = errno;
}

/* With what goes into the head of the reply. */
static json_t *json_outcome(struct ec_tool *tool, const struct errcat_body_options *options,
                            const struct outcome *outcome)
{
  char tag[ERRCAT_LOCALE_MAX + 1];
  json_t *object = json_object();
  errcat_language_tag(outcome->result.locale, tag);
  ec_print_put(tool, object, "domain", ec_print_string(tool, outcome->match->domain->name));
  ec_print_put(tool, object, "code", ec_print_string(tool, outcome->match->code));
  ec_print_put(tool, object, "result",
               ec_print_string(tool, errcat_status_name(outcome->result.status)));
  ec_print_put(tool, object, "status", ec_print_http(outcome->result.http_status));
  if (!tool->log)
    ec_print_put(tool, object, "content_type",
                 ec_print_string(tool, errcat_body_media_type(options)));
  ec_print_put(tool, object, "content_language", ec_print_string(tool, *tag ? tag : NULL));
  ec_print_put(tool, object, tool->log ? "log" : "body", json_stringn(outcome->text, outcome->len));
  return object;
}

static void print_all(struct ec_tool *tool, const struct errcat_body_options *options,
                      const struct outcome *outcomes, size_t count)
{
  if (!tool->json) {
    for (size_t i = 0; i < count; i++)
      put_text(tool, &outcomes[i]);
    return;
  }
  json_t *root = json_object(), *results = json_array();
  for (size_t i = 0; i < count; i++)
    ec_print_append(tool, results, json_outcome(tool, options, &outcomes[i]));
  ec_print_put(tool, root, "query", ec_print_string(tool, tool->operands[0]));
  ec_print_put(tool, root, "results", results);
  ec_print_json(tool, root);
}

static int run_body(struct ec_tool *tool, const struct errcat_body_options *options)
{
  struct ec_lookup lookup;
  int status = ec_tool_load(tool);
  if (status == EC_EXIT_OK)
    status = ec_tool_lookup(tool, tool->operands[0], &lookup);
  if (status != EC_EXIT_OK)
    return status;
  struct outcome *outcomes = ec_pool_alloc(&tool->pool, lookup.count + 1, sizeof *outcomes);
  for (size_t i = 0; i < lookup.count; i++) {
    outcomes[i].match = &lookup.matches[i];
    status = make(tool, options, &outcomes[i]);
    if (status != EC_EXIT_OK)
      return status;
  }
  print_all(tool, options, outcomes, lookup.count);
  return EC_EXIT_OK;
}

int ec_cmd_body(struct ec_tool *tool)
{
  struct errcat_shape *shape = NULL;
  if (tool->operand_count == 0)
    return ec_help_operands(tool, true);
  if (tool->shape_file && tool->shape_given) {
    ec_say(tool, "cli.two-shapes", ERRCAT_NO_ARGS);
    return EC_EXIT_USAGE;
  }
  int status = tool->shape_file ? read_shape(tool, &shape) : EC_EXIT_OK;
  if (status != EC_EXIT_OK)
    return status;
  const struct errcat_body_options options = {
      .shape = shape ? ERRCAT_BODY_OWN : tool->shape,
      .flags = flags_of(tool),
      .instance =
          tool->instance ? ec_codeset_decode(&tool->codeset, &tool->pool, tool->instance) : NULL,
      .own = shape,
  };
  status = run_body(tool, &options);
  errcat_shape_free(shape);
  return status;
}
