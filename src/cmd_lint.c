/* SPDX-License-Identifier: MIT */

/* errcat lint [FILE.po | FILE.xml | FOLDER]...: what is wrong with registries and catalogs. */

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "catalogs.h"
#include "chars.h"
#include "diff.h"
#include "fault.h"
#include "mend.h"
#include "publish.h"
#include "registry_say.h"
#include "report.h"
#include "say.h"

/* What one mend makes of a text may be what another rule finds. It comes to rest in two rounds, or
 * rules are at odds with each other. */
#define ROUNDS_MAX 4

struct run {
  struct ec_tool *tool;
  struct ec_catalogs catalogs;
  struct ec_lint lint;
  struct ec_pool kept, scratch;
  bool *selected;       /* the rules that are looked at, in the order of ec_rules */
  size_t failures;      /* findings that the exit status tells of */
  time_t next_progress; /* in which second; 0: not known yet, -1: never */
  int progress_width;   /* columns of what is shown of it */
};

/* --------------------------------------------------------------------- rules */

static int say_unknown(struct ec_tool *tool, const char *name)
{
  const char *near[3];
  const char **names = ec_pool_alloc(&tool->pool, 2 * ec_rule_count, sizeof *names);
  for (size_t i = 0; i < ec_rule_count; i++) {
    names[2 * i] = ec_rules[i].name;
    names[2 * i + 1] = ec_pool_copy(&tool->pool, ec_rules[i].name, strcspn(ec_rules[i].name, "."));
  }
  const size_t count = ec_find_near(&tool->pool, names, 2 * ec_rule_count, name, near, 3);
  ec_say(tool, "lint.unknown-rule", ERRCAT_ARGS(name));
  ec_say_names(tool, "label.did-you-mean", near, count);
  return EC_EXIT_USAGE;
}

/* Marks the rules that the lists of the option name. */
static int mark_rules(struct ec_tool *tool, const char *option, const struct ec_words *lists,
                      bool *marked)
{
  int status = EC_EXIT_OK;
  for (size_t i = 0; i < lists->count; i++) {
    const char *list = ec_codeset_decode(&tool->codeset, &tool->pool, lists->words[i]);
    if (!list[strspn(list, ", ")]) {
      ec_say(tool, "cli.missing-value", ERRCAT_ARGS(option));
      status = EC_EXIT_USAGE;
    }
    while (*list) {
      const size_t len = strcspn(list, ", ");
      const char *name = ec_pool_copy(&tool->pool, list, len);
      if (len && !ec_rule_selects(name))
        status = say_unknown(tool, name);
      for (size_t k = 0; len && k < ec_rule_count; k++)
        marked[k] = marked[k] || ec_rule_matches(&ec_rules[k], name);
      list += len + (list[len] != '\0');
    }
  }
  return status;
}

static int select_rules(struct run *run)
{
  struct ec_tool *tool = run->tool;
  bool *ignored = ec_pool_alloc(&tool->pool, ec_rule_count, sizeof *ignored);
  run->selected = ec_pool_alloc(&tool->pool, ec_rule_count, sizeof *run->selected);
  const int only = mark_rules(tool, "--only", &tool->lint.only, run->selected);
  const int ignore = mark_rules(tool, "--ignore", &tool->lint.ignore, ignored);
  for (size_t i = 0; i < ec_rule_count; i++)
    run->selected[i] = (run->selected[i] || !tool->lint.only.count) && !ignored[i];
  return only ? only : ignore;
}

static bool is_selected(void *context, const struct ec_rule *rule)
{
  const struct run *run = context;
  return run->selected[rule - ec_rules];
}

/* ------------------------------------------------------------------ progress */

static void erase_progress(struct run *run)
{
  struct ec_terminal *err = &run->tool->err;
  if (!run->progress_width)
    return;
  ec_terminal_put(err, "\r");
  ec_terminal_pad(err, run->progress_width);
  ec_terminal_put(err, "\r");
  ec_terminal_flush(err);
  run->progress_width = 0;
}

/* How far it is, on a terminal, once a second. */
static void show_progress(void *context, const struct ec_lint_file *file, size_t done, size_t all)
{
  struct run *run = context;
  struct ec_tool *tool = run->tool;
  struct timespec now;
  if (run->next_progress < 0 || clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
      now.tv_sec < run->next_progress)
    return;
  if (run->next_progress) {
    const struct ec_pool_mark mark = ec_pool_mark(&tool->pool);
    const char *text = ec_text_own(tool, "label.lint-progress", ERRCAT_ARGS(file->name, done, all));
    erase_progress(run);
    ec_terminal_text(&tool->err, text);
    ec_terminal_flush(&tool->err);
    run->progress_width = ec_chars_text_width(text);
    ec_pool_release(&tool->pool, mark);
  }
  run->next_progress = now.tv_sec + (run->next_progress ? 1 : 2);
}

/* -------------------------------------------------------------------- judging */

static const char *fault_text(void *context, const char *pattern, const struct errcat_error *fault)
{
  return ec_fault_text(context, pattern, fault);
}

static void judge(struct run *run)
{
  struct ec_lint *lint = &run->lint;
  struct ec_catalogs *catalogs = &run->catalogs;
  const struct ec_lint_progress progress = {show_progress, run};
  ec_pool_free(&run->kept);
  ec_pool_free(&run->scratch);
  ec_lint_open(lint, &run->kept, &run->scratch);
  lint->spacing = run->tool->lint.spacing;
  lint->jdk = run->tool->jdk;
  lint->fault_text = fault_text;
  lint->fault_context = run->tool;
  ec_catalogs_read(catalogs, lint);
  for (size_t i = 0; i < catalogs->count; i++)
    if (catalogs->facts[i].judged)
      ec_lint_judge(lint, &catalogs->files[i], &progress);
  ec_lint_finish(lint, catalogs->files, catalogs->count, is_selected, run);
  erase_progress(run);
}

static bool is_shown(const struct run *run, const struct ec_finding *finding)
{
  return run->selected[finding->rule - ec_rules] &&
         run->catalogs.facts[finding->file - run->catalogs.files].judged;
}

static void count_failures(struct run *run)
{
  run->failures = 0;
  for (size_t i = 0; i < run->lint.finding_count && !run->tool->lint.never; i++)
    run->failures += is_shown(run, &run->lint.findings[i]) &&
                     run->lint.findings[i].rule->severity >= run->tool->lint.fail_on;
}

static void report(struct run *run)
{
  struct ec_report report;
  size_t files = 0;
  for (size_t i = 0; i < run->catalogs.count; i++)
    files += run->catalogs.facts[i].judged;
  ec_report_open(&report, run->tool, files);
  for (size_t i = 0; i < run->lint.finding_count; i++)
    if (is_shown(run, &run->lint.findings[i]))
      ec_report_add(&report, &run->lint.findings[i]);
  ec_report_close(&report);
}

/* -------------------------------------------------------------------- mending */

static void put_line(void *context, char mark, const char *bytes, size_t len)
{
  struct ec_tool *tool = context;
  if (mark != '@')
    ec_report_write(tool, &mark, 1);
  ec_report_write(tool, bytes, len);
  ec_report_write(tool, "\n", 1);
}

/* For a terminal: nothing that it would obey, and coloured. */
static void show_line(void *context, char mark, const char *bytes, size_t len)
{
  struct ec_tool *tool = context;
  const struct ec_pool_mark pool_mark = ec_pool_mark(&tool->pool);
  const char *line = ec_pool_copy(&tool->pool, bytes, len);
  const enum ec_style style = mark == '-'   ? EC_STYLE_BAD
                              : mark == '+' ? EC_STYLE_BOLD
                              : mark == '@' ? EC_STYLE_DIM
                                            : EC_STYLE_PLAIN;
  if (mark != '@')
    line = ec_pool_printf(&tool->pool, "%c%s", mark, line);
  ec_terminal_styled(&tool->out, style, line);
  ec_terminal_put(&tool->out, "\n");
  ec_pool_release(&tool->pool, pool_mark);
}

/* As patch needs it; what would make two lines of it is shown as a diagnostic shows it, and no file
 * is of that name. */
static const char *name_for_patch(struct ec_tool *tool, const struct ec_lint_file *file)
{
  if (strcmp(file->path, "-") == 0)
    return "stdin.po";
  for (const char *at = file->path; *at; at++)
    if ((unsigned char)*at < ' ' || *at == '\x7F')
      return ec_chars_clean(&tool->pool, file->path);
  return file->path;
}

static void print_diff(struct run *run, const struct ec_lint_file *file,
                       const struct ec_catalogs_file *facts)
{
  struct ec_tool *tool = run->tool;
  const struct ec_diff_text before = {facts->original, facts->original_len};
  const struct ec_diff_text after = {file->bytes, file->len};
  const bool shown = tool->out.color || isatty(fileno(tool->out.file));
  const struct ec_diff_sink sink = {shown ? show_line : put_line, tool};
  const char *name = name_for_patch(tool, file);
  for (int i = 0; i < 2; i++) {
    const char *line = ec_pool_printf(&tool->pool, "%s %s", i ? "+++" : "---", name);
    sink.line(tool, '@', line, strlen(line));
  }
  ec_diff(&before, &after, &sink);
}

/* What somebody else has written meanwhile must not be lost. */
static bool has_changed(struct ec_tool *tool, const struct ec_lint_file *file,
                        const struct ec_catalogs_file *facts)
{
  const struct ec_pool_mark mark = ec_pool_mark(&tool->pool);
  struct ec_string now;
  const bool changed = ec_registry_bytes(&tool->pool, file->path, EC_PO_MAX, &now) != 0 ||
                       now.len != facts->original_len ||
                       memcmp(ec_string_get(&now), facts->original, facts->original_len) != 0;
  ec_pool_release(&tool->pool, mark);
  return changed;
}

static int write_back(struct run *run, const struct ec_lint_file *file,
                      const struct ec_catalogs_file *facts)
{
  struct ec_tool *tool = run->tool;
  struct stat info;
  int error = 0;
  if (stat(file->path, &info) == 0 && !S_ISREG(info.st_mode))
    ec_say(tool, "lint.fix-special", ERRCAT_ARGS(file->name));
  else if (has_changed(tool, file, facts))
    ec_say(tool, "lint.changed", ERRCAT_ARGS(file->name));
  else if ((error = ec_publish(&tool->pool, file->path, file->bytes, file->len)) != 0)
    ec_say(tool, "cli.unwritable-file", ERRCAT_ARGS(file->name, strerror(error)));
  else
    return EC_EXIT_OK;
  return EC_EXIT_FAILURE;
}

static void say_mended(struct ec_tool *tool, const struct ec_lint_file *file, size_t count)
{
  const char *code =
      tool->chosen & EC_CHOICE_DRY_RUN ? "label.lint-would-mend" : "label.lint-mended";
  ec_terminal_flush(&tool->out);
  ec_say_nothing(tool);
  ec_terminal_paragraph(&tool->err, 0, ec_text_own(tool, code, ERRCAT_ARGS(file->name, count)));
}

/* Writes what has changed, or shows it. A file that could not be written is as it was. */
static int finish_mending(struct run *run)
{
  struct ec_tool *tool = run->tool;
  int status = EC_EXIT_OK;
  for (size_t i = 0; i < run->catalogs.count; i++) {
    const struct ec_lint_file *file = &run->catalogs.files[i];
    const struct ec_catalogs_file *facts = &run->catalogs.facts[i];
    int one = EC_EXIT_OK;
    if (facts->unwritable)
      ec_say(tool, "lint.charset", ERRCAT_ARGS(file->name, file->po.charset, facts->unwritable));
    if (!facts->mended)
      continue;
    if (tool->chosen & EC_CHOICE_DRY_RUN)
      print_diff(run, file, facts);
    else
      one = write_back(run, file, facts);
    if (one == EC_EXIT_OK) {
      say_mended(tool, file, facts->mended);
      continue;
    }
    status = one;
    run->catalogs.files[i].bytes = facts->original;
    run->catalogs.files[i].len = facts->original_len;
  }
  return status;
}

static int mend(struct run *run)
{
  const bool dry = run->tool->chosen & EC_CHOICE_DRY_RUN;
  for (int i = 0; i < ROUNDS_MAX && ec_mend(&run->catalogs, &run->lint, run->selected); i++)
    judge(run);
  const int status = finish_mending(run);
  if (status != EC_EXIT_OK)
    judge(run);
  /* What would be mended is still wrong. */
  if (!dry)
    count_failures(run);
  return status;
}

/* ---------------------------------------------------------------- the command */

static int check_options(struct ec_tool *tool)
{
  const bool fix = tool->chosen & EC_CHOICE_FIX, dry = tool->chosen & EC_CHOICE_DRY_RUN;
  if (dry && !fix) {
    ec_say(tool, "lint.dry-run-alone", ERRCAT_NO_ARGS);
    return EC_EXIT_USAGE;
  }
  for (size_t i = 0; i < tool->operand_count; i++)
    if (fix && !dry && strcmp(tool->typed[i], "-") == 0) {
      ec_say(tool, "lint.fix-stdin", ERRCAT_NO_ARGS);
      return EC_EXIT_USAGE;
    }
  if (tool->json && !tool->lint.format_given)
    tool->lint.format = EC_REPORT_JSON;
  /* For programs, which read UTF-8 whatever the terminal's codeset. */
  tool->json = tool->lint.format != EC_REPORT_TEXT;
  return EC_EXIT_OK;
}

static int judge_all(struct run *run)
{
  struct ec_tool *tool = run->tool;
  const bool fix = tool->chosen & EC_CHOICE_FIX, dry = tool->chosen & EC_CHOICE_DRY_RUN;
  int status = ec_catalogs_load(&run->catalogs, tool);
  run->next_progress = isatty(STDERR_FILENO) ? 0 : -1;
  judge(run);
  ec_catalogs_warn(&run->catalogs);
  count_failures(run);
  if (fix) {
    const int mended = mend(run);
    status = mended ? mended : status;
  }
  if (!dry)
    report(run);
  return status ? status : run->failures ? EC_EXIT_FINDINGS : EC_EXIT_OK;
}

int ec_cmd_lint(struct ec_tool *tool)
{
  struct run run = {.tool = tool};
  int status = check_options(tool);
  if (status == EC_EXIT_OK)
    status = select_rules(&run);
  if (status != EC_EXIT_OK)
    return status;
  if (tool->chosen & EC_CHOICE_RULES)
    return ec_report_rules(tool);
  ec_pool_init(&run.kept, ec_tool_out_of_memory, tool);
  ec_pool_init(&run.scratch, ec_tool_out_of_memory, tool);
  status = judge_all(&run);
  ec_pool_free(&run.kept);
  ec_pool_free(&run.scratch);
  return status;
}
