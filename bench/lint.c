/* SPDX-License-Identifier: MIT */
#include "lint.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

/* A program takes long enough not to need many rounds. */
enum { LINT_ROUNDS = 5 };

/* The goal of errcat lint, and of what it takes beside msgfmt. */
static const double goal_ms = 2000;

static const char *program_of(const char *variable, const char *otherwise)
{
  const char *value = getenv(variable);
  return value && *value ? value : otherwise;
}

static double ms_of(struct timeval time)
{
  return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* Runs a program, whose output nobody reads, and which must have nothing to complain of. */
static double run_program(char *const *words, double *bytes)
{
  posix_spawn_file_actions_t actions;
  struct rusage usage;
  pid_t child;
  int status;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  const int error = posix_spawnp(&child, words[0], &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error)
    fail(words[0], strerror(error));
  if (wait4(child, &status, 0, &usage) != child)
    fail(words[0], strerror(errno));
  if (status != 0)
    fail(words[0], "finds something wrong with the catalog of the benchmark");
  *bytes = (double)usage.ru_maxrss * 1024;
  return ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
}

void lint_measure(struct lint_times *times, const struct settings *settings)
{
  char catalog[4096], registry[4096];
  times->run = is_wanted(settings, "lint");
  if (!times->run)
    return;
  snprintf(catalog, sizeof catalog, "%s/lint/zh_CN.po", settings->data);
  snprintf(registry, sizeof registry, "--registry=%s/lint/bench.xml", settings->data);
  char *const commands[LINT_PROGRAMS][6] = {
      [LINT_ERRCAT] = {(char *)program_of("ERRCAT", "errcat"), "lint", registry, catalog, NULL},
      [LINT_MSGFMT] = {(char *)program_of("MSGFMT", "msgfmt"), "--check", "-o", "/dev/null",
                       catalog, NULL},
  };
  const unsigned rounds = settings->rounds < LINT_ROUNDS ? settings->rounds : LINT_ROUNDS;
  double samples[LINT_PROGRAMS][LINT_ROUNDS];
  for (unsigned round = 0; round < rounds; round++)
    for (size_t i = 0; i < LINT_PROGRAMS; i++) {
      progress_show(settings, "lint", round);
      samples[i][round] = run_program(commands[i], &times->programs[i].bytes);
    }
  for (size_t i = 0; i < LINT_PROGRAMS; i++)
    times->programs[i].ms = median_of(samples[i], rounds);
  progress_show(settings, NULL, 0);
}

void lint_print(const struct lint_times *times)
{
  static const char *const names[] = {
      [LINT_ERRCAT] = "errcat lint", [LINT_MSGFMT] = "msgfmt --check"};
  if (!times->run)
    return;
  printf("\n%-*s%15s%15s\n", TABLE_NAME_WIDTH, "a .po of 100,000 entries", "processor", "memory");
  for (size_t i = 0; i < LINT_PROGRAMS; i++)
    printf("%-*s%12.0f ms%11.1f MiB%s\n", TABLE_NAME_WIDTH, names[i], times->programs[i].ms,
           times->programs[i].bytes / 1048576,
           i != LINT_ERRCAT                  ? ""
           : times->programs[i].ms > goal_ms ? "   goal 2000 ms <"
                                             : "   goal 2000 ms");
  printf("%-*s%15.2f%15.2f\n", TABLE_NAME_WIDTH, "ratio",
         times->programs[LINT_ERRCAT].ms / times->programs[LINT_MSGFMT].ms,
         times->programs[LINT_ERRCAT].bytes / times->programs[LINT_MSGFMT].bytes);
}

void lint_json(const struct lint_times *times, FILE *file)
{
  static const char *const names[] = {[LINT_ERRCAT] = "errcat", [LINT_MSGFMT] = "msgfmt"};
  fputs("  \"lint\": {\"entries\": 100000", file);
  for (size_t i = 0; i < LINT_PROGRAMS; i++) {
    fprintf(file, ", \"%s\": {", names[i]);
    json_number(file, "ms", times->programs[i].ms);
    fputs(", ", file);
    json_number(file, "peak_bytes", times->programs[i].bytes);
    fputs("}", file);
  }
  fputs("}", file);
}
