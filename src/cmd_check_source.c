/* SPDX-License-Identifier: MIT */

/* errcat check-source --registry=FILE... SOURCE...: codes that the sources use and the registries
 * lack, retired ones, and those that no source uses. */

#include <errno.h>
#include <string.h>

#include "help.h"
#include "print.h"
#include "say.h"
#include "source.h"
#include "texts.h"
#include "usage.h"
#include "walk.h"

struct run {
  struct ec_tool *tool;
  struct ec_registry_file *files;
  struct ec_names *names;
  size_t count;
  struct ec_usage usage;
  json_t *findings;
  size_t found;
  int status;
};

/* ------------------------------------------------------------------ findings */

struct finding {
  const char *file;
  struct ec_place place;
  const char *rule;
  const struct errcat_arg *args;
  size_t count;
  bool warning;
};

static void print_plain(struct ec_tool *tool, const struct finding *finding, const char *message)
{
  struct ec_terminal *out = &tool->out;
  const char *severity = ec_text_label(tool, finding->warning ? "label.warning" : "label.error");
  ec_terminal_text(out, finding->file);
  ec_terminal_put(out, ec_pool_printf(&tool->pool, ":%lu:%lu: ", (unsigned long)finding->place.line,
                                      (unsigned long)finding->place.column));
  ec_terminal_styled(out, finding->warning ? EC_STYLE_WARN : EC_STYLE_BAD, severity);
  ec_terminal_space(out, severity);
  ec_terminal_text(out, message);
  ec_terminal_space(out, message);
  ec_terminal_put(out, "[");
  ec_terminal_styled(out, EC_STYLE_DIM, finding->rule);
  ec_terminal_put(out, "]\n");
}

static void add_json(struct run *run, const struct finding *finding, const char *message,
                     const char *code, const char *near)
{
  struct ec_tool *tool = run->tool;
  json_t *object = json_object();
  ec_print_put(tool, object, "file", ec_print_string(tool, finding->file));
  ec_print_put(tool, object, "line", json_integer(finding->place.line));
  ec_print_put(tool, object, "column", json_integer(finding->place.column));
  ec_print_put(tool, object, "severity",
               ec_print_string(tool, finding->warning ? "warning" : "error"));
  ec_print_put(tool, object, "rule", ec_print_string(tool, finding->rule));
  ec_print_put(tool, object, "code", ec_print_string(tool, code));
  ec_print_put(tool, object, "near", ec_print_string(tool, near));
  ec_print_put(tool, object, "message", ec_print_string(tool, message));
  ec_print_append(tool, run->findings, object);
}

static void report(struct run *run, const struct finding *finding, const char *code,
                   const char *near)
{
  const char *message = ec_text_own(run->tool, finding->rule, finding->args, finding->count);
  run->found++;
  if (run->tool->json)
    add_json(run, finding, message, code, near);
  else
    print_plain(run->tool, finding, message);
}

static void report_used(struct run *run, const char *file, const struct ec_usage_finding *found)
{
  struct finding finding = {.file = file, .place = found->place};
  if (found->kind == EC_USAGE_RETIRED) {
    const struct errcat_arg args[] = {errcat_arg_string(found->text),
                                      errcat_arg_string(found->code->file->name),
                                      errcat_arg_integer(found->code->entry->place.line)};
    finding.rule = "source.retired-code";
    finding.args = args;
    finding.count = 3;
    report(run, &finding, found->code->entry->code, NULL);
    return;
  }
  const struct errcat_arg args[] = {errcat_arg_string(found->text),
                                    errcat_arg_string(found->near ? found->near : "")};
  finding.rule = found->near ? "source.unknown-code-near" : "source.unknown-code";
  finding.args = args;
  finding.count = found->near ? 2 : 1;
  report(run, &finding, found->text, found->near);
}

static void report_unused(struct run *run)
{
  for (size_t i = 0; i < run->usage.code_count; i++) {
    const struct ec_usage_code *code = &run->usage.codes[i];
    if (code->used || code->entry->retired)
      continue;
    const struct errcat_arg name = errcat_arg_string(code->entry->code);
    const struct finding finding = {
        code->file->name, code->entry->place, "source.unused-code", &name, 1, true};
    report(run, &finding, code->entry->code, NULL);
  }
}

/* ------------------------------------------------------------------- sources */

/* For people. */
static const char *name_of(struct ec_tool *tool, const char *path)
{
  const char *shown = strcmp(path, "-") == 0 ? "<stdin>" : path;
  return ec_codeset_decode(&tool->codeset, &tool->pool, shown);
}

static void say_unreadable(void *context, const char *path, int error)
{
  struct run *run = context;
  struct ec_tool *tool = run->tool;
  const char *name = name_of(tool, path);
  if (error == EFBIG)
    ec_say(tool, "source.too-large", ERRCAT_ARGS(name, (long)EC_SOURCE_MAX));
  else
    ec_say(tool, "cli.unreadable-file", ERRCAT_ARGS(name, strerror(error)));
  run->status = EC_EXIT_FAILURE;
}

/* What one file needs goes back to the pool: there may be any number of them. */
static void check_file(void *context, const char *path)
{
  struct run *run = context;
  struct ec_tool *tool = run->tool;
  const struct ec_pool_mark mark = ec_pool_mark(&tool->pool);
  const char *name = name_of(tool, path);
  struct ec_string bytes;
  const int error = ec_registry_bytes(&tool->pool, path, EC_SOURCE_MAX, &bytes);
  if (error) {
    say_unreadable(run, path, error);
  } else if (bytes.len && memchr(bytes.bytes, '\0', bytes.len)) {
    ec_say(tool, "source.binary", ERRCAT_ARGS(name));
    run->status = EC_EXIT_FAILURE;
  } else {
    struct ec_usage_finding *findings;
    const size_t count = ec_usage_scan(&run->usage, ec_string_get(&bytes), bytes.len, &findings);
    for (size_t i = 0; i < count; i++)
      report_used(run, name, &findings[i]);
  }
  ec_pool_release(&tool->pool, mark);
}

/* ---------------------------------------------------------------- registries */

static int load(struct run *run)
{
  struct ec_tool *tool = run->tool;
  int status = EC_EXIT_OK;
  run->count = tool->registries.count;
  run->files = ec_pool_alloc(&tool->pool, run->count, sizeof *run->files);
  run->names = ec_pool_alloc(&tool->pool, run->count, sizeof *run->names);
  for (size_t i = 0; i < run->count; i++) {
    const int one = ec_registry_load(tool, tool->registries.words[i], &run->files[i]);
    status = one > status ? one : status;
    if (one == EC_EXIT_OK)
      ec_names_make(&run->names[i], &tool->pool, &run->files[i].registry, tool->prefix);
  }
  return status;
}

static int check_options(struct ec_tool *tool)
{
  if (!tool->registries.count) {
    ec_say(tool, "source.no-registry", ERRCAT_NO_ARGS);
    return EC_EXIT_USAGE;
  }
  if (tool->prefix && (tool->registries.count > 1 || !ec_names_is_prefix(tool->prefix))) {
    ec_say(tool, tool->registries.count > 1 ? "source.one-prefix" : "header.bad-prefix",
           ERRCAT_ARGS(ec_codeset_decode(&tool->codeset, &tool->pool, tool->prefix)));
    return EC_EXIT_USAGE;
  }
  return tool->operand_count ? EC_EXIT_OK : ec_help_operands(tool, true);
}

int ec_cmd_check_source(struct ec_tool *tool)
{
  struct run run = {.tool = tool};
  const struct ec_walk walk = {check_file, say_unreadable, &run, ec_walk_is_source};
  int status = check_options(tool);
  if (status == EC_EXIT_OK)
    status = load(&run);
  if (status != EC_EXIT_OK)
    return status;
  run.findings = tool->json ? json_array() : NULL;
  ec_usage_open(&run.usage, &tool->pool, run.files, run.names, run.count);
  for (size_t i = 0; i < tool->operand_count; i++)
    ec_walk(&tool->pool, tool->typed[i], &walk);
  if (!(tool->chosen & EC_CHOICE_NO_UNUSED))
    report_unused(&run);
  if (tool->json) {
    json_t *root = json_object();
    ec_print_put(tool, root, "findings", run.findings);
    ec_print_json(tool, root);
  }
  return run.status ? run.status : run.found ? EC_EXIT_FINDINGS : EC_EXIT_OK;
}
