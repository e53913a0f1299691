/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bodies.h"
#include "bomb_times.h"
#include "errcat.h"
#include "lint.h"
#include "messages.h"
#include "negotiation.h"
#include "opening.h"
#include "threads.h"

/* errcat beside the ways that C programs have without it. See usage() below. */

static const char usage[] =
    "usage: bench [OPTION]...\n"
    "Times error messages made by errcat and by other ways, in one process.\n"
    "\n"
    "  --data FOLDER   what bench/catalogs.sh made (bench/data)\n"
    "  --rounds N      rounds that medians are taken of (21)\n"
    "  --quick         5 short rounds\n"
    "  --only NAME     one part only: W1 to W6, W2/2, bodies, negotiation, threads,\n"
    "                  opening, bombs, lint\n"
    "  --json FILE     write the results there, too\n"
    "  --help          this text\n"
    "\n"
    "Exit status: 0, 1 when the texts differ, 2 for a wrong call, 3 when it cannot be done.\n";

struct results {
  bool same_texts;
  struct messages messages;
  struct bodies bodies;
  struct threads threads;
  struct opening opening;
  struct bomb_times bombs;
  struct negotiation negotiation;
  struct lint_times lint;
};

static _Noreturn void wrong_call(const char *what, const char *value)
{
  fprintf(stderr, "bench: %s: %s\n%s", what, value, usage);
  exit(2);
}

static unsigned parse_rounds(const char *text)
{
  char *end;
  errno = 0;
  long rounds = strtol(text, &end, 10);
  if (errno || *end || end == text || rounds < 1 || rounds > ROUNDS_MAX)
    wrong_call("not a number of rounds", text);
  return (unsigned)rounds;
}

static void check_section(const char *name)
{
  static const char *const others[] = {"bodies",  "negotiation", "threads",
                                       "opening", "bombs",       "lint"};
  bool known = false;
  for (size_t i = 0; i < WORKLOADS; i++)
    known = known || strcmp(name, workloads[i].name) == 0;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    known = known || strcmp(name, others[i]) == 0;
  if (!known)
    wrong_call("no such part", name);
}

static struct settings parse(int argc, char **argv, const char **json)
{
  static const struct option options[] = {
      {"data", required_argument, NULL, 'd'},
      {"rounds", required_argument, NULL, 'r'},
      {"quick", no_argument, NULL, 'q'},
      {"only", required_argument, NULL, 'o'},
      {"json", required_argument, NULL, 'j'},
      {"help", no_argument, NULL, 'h'},
      {NULL, 0, NULL, 0},
  };
  struct settings settings = {.data = "bench/data", .rounds = 21, .batch_seconds = 6e-3};
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
    switch (option) {
    case 'd':
      settings.data = optarg;
      break;
    case 'r':
      settings.rounds = parse_rounds(optarg);
      break;
    case 'q':
      settings.rounds = 5;
      settings.batch_seconds = 2e-3;
      break;
    case 'o':
      check_section(optarg);
      settings.only = optarg;
      break;
    case 'j':
      *json = optarg;
      break;
    case 'h':
      fputs(usage, stdout);
      exit(0);
    default:
      fputs(usage, stderr);
      exit(2);
    }
  if (optind < argc)
    wrong_call("unexpected", argv[optind]);
  settings.progress = isatty(STDERR_FILENO);
  return settings;
}

/* What the C library and ICU take from the environment, so that it is the same for everyone. */
static void settle_environment(const struct settings *settings)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/locale", settings->data);
  if (access(path, R_OK) == 0)
    setenv("LOCPATH", path, 1);
  unsetenv("LANGUAGE");
  setenv("TZ", "UTC", 1);
  if (access(settings->data, R_OK) != 0)
    fail(settings->data, "is not there; make bench makes it, with bench/catalogs.sh");
}

/* The processor's name where the system tells it. */
static void read_cpu(char *name, size_t size)
{
  static const char key[] = "model name";
  char line[256];
  snprintf(name, size, "unknown");
  FILE *file = fopen("/proc/cpuinfo", "r");
  while (file && fgets(line, sizeof line, file)) {
    char *value = strstr(line, ": ");
    if (strncmp(line, key, sizeof key - 1) != 0 || !value)
      continue;
    snprintf(name, size, "%.*s", (int)strcspn(value + 2, "\n"), value + 2);
    break;
  }
  if (file)
    fclose(file);
}

static bool write_results(FILE *file, const struct results *results,
                          const struct settings *settings)
{
  char cpu[128];
  read_cpu(cpu, sizeof cpu);
  fputs("{\n  \"errcat\": ", file);
  json_text(file, errcat_version());
  fputs(", \"cpu\": ", file);
  json_text(file, cpu);
  fprintf(file, ", \"cpus\": %u, \"rounds\": %u, \"same_texts\": %s,\n", cpu_count(),
          settings->rounds, results->same_texts ? "true" : "false");
  messages_json(&results->messages, file);
  if (results->bodies.run) {
    fputs(",\n", file);
    bodies_json(&results->bodies, file);
  }
  if (results->threads.run) {
    fputs(",\n", file);
    threads_json(&results->threads, file);
  }
  if (results->opening.run) {
    fputs(",\n", file);
    opening_json(&results->opening, file);
  }
  if (results->bombs.run) {
    fputs(",\n", file);
    bomb_times_json(&results->bombs, file);
  }
  if (results->negotiation.run) {
    fputs(",\n", file);
    negotiation_json(&results->negotiation, file);
  }
  if (results->lint.run) {
    fputs(",\n", file);
    lint_json(&results->lint, file);
  }
  fputs("\n}\n", file);
  return !ferror(file);
}

/* The file is the old one or the whole new one. */
static void write_json(const char *path, const struct results *results,
                       const struct settings *settings)
{
  char unfinished[4096];
  if (snprintf(unfinished, sizeof unfinished, "%s.new%ld", path, (long)getpid()) >=
      (int)sizeof unfinished)
    fail(path, "too long a name");
  FILE *file = fopen(unfinished, "w");
  if (!file)
    fail(unfinished, strerror(errno));
  bool written = write_results(file, results, settings);
  if (fclose(file) != 0 || !written || rename(unfinished, path) != 0) {
    int error = errno;
    remove(unfinished);
    fail(path, strerror(error));
  }
}

int main(int argc, char **argv)
{
  static struct results results;
  const char *json = NULL;
  struct settings settings = parse(argc, argv, &json);
  settle_environment(&settings);
  /* Both are told by the first call what the process may use. */
  unsigned cpus = cpu_count();
  if (!pin_to_cpu(cpus - 1))
    fputs("bench: cannot keep to one processor: times will vary more\n", stderr);
  lint_measure(&results.lint, &settings);
  results.same_texts = messages_measure(&results.messages, &settings);
  results.same_texts = bodies_measure(&results.bodies, &settings) && results.same_texts;
  opening_measure(&results.opening, &settings);
  bomb_times_measure(&results.bombs, &settings);
  negotiation_measure(&results.negotiation, &settings);
  threads_measure(&results.threads, &settings);
  messages_print(&results.messages, &settings);
  bodies_print(&results.bodies, &settings);
  threads_print(&results.threads);
  opening_print(&results.opening);
  bomb_times_print(&results.bombs);
  negotiation_print(&results.negotiation);
  lint_print(&results.lint);
  if (json)
    write_json(json, &results, &settings);
  if (!results.same_texts)
    fputs("bench: texts differ\n", stderr);
  return results.same_texts ? 0 : 1;
}
