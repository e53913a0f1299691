/* SPDX-License-Identifier: MIT */
#include "run.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const struct entrant entrants[] = {
    {&peer_errcat, ROLE_ERRCAT},    {&peer_errcat_handle, ROLE_HANDLE}, {&peer_gettext, ROLE_PEER},
#ifdef BENCH_FMT
    {&peer_fmt, ROLE_PEER},
#endif
    {&peer_umsg, ROLE_PEER},        {&peer_umsg_cached, ROLE_PEER},
#ifdef BENCH_ICU
    {&peer_icu, ROLE_PEER},
#endif
    {&peer_snprintf, ROLE_CONTROL},
};
const size_t entrant_count = sizeof entrants / sizeof *entrants;

static double read_clock(clockid_t clock)
{
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double seconds_now(void)
{
  return read_clock(CLOCK_MONOTONIC);
}

double seconds_of_thread(void)
{
  return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

static int compare(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

double median_of(double *samples, size_t count)
{
  qsort(samples, count, sizeof *samples, compare);
  return count % 2 ? samples[count / 2] : (samples[count / 2 - 1] + samples[count / 2]) / 2;
}

#ifdef __linux__

/* As they were when the program began: pinning changes what sched_getaffinity() gives. */
static const cpu_set_t *cpus_at_start(void)
{
  static cpu_set_t cpus;
  static bool known;
  if (!known)
    sched_getaffinity(0, sizeof cpus, &cpus);
  known = true;
  return &cpus;
}

unsigned cpu_count(void)
{
  return (unsigned)CPU_COUNT(cpus_at_start());
}

bool pin_to_cpu(unsigned n)
{
  const cpu_set_t *cpus = cpus_at_start();
  for (unsigned cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (!CPU_ISSET(cpu, cpus) || n-- > 0)
      continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0;
  }
  return false;
}

#else

unsigned cpu_count(void)
{
  return 2;
}

bool pin_to_cpu(unsigned n)
{
  (void)n;
  return false;
}

#endif

void progress_show(const struct settings *settings, const char *what, unsigned round)
{
  if (!settings->progress)
    return;
  if (what)
    fprintf(stderr, "\r%s: round %u of %u\033[K", what, round + 1, settings->rounds);
  else
    fputs("\r\033[K", stderr);
  fflush(stderr);
}

bool is_wanted(const struct settings *settings, const char *section)
{
  return !settings->only || strcmp(settings->only, section) == 0;
}

void fail(const char *what, const char *why)
{
  fprintf(stderr, "bench: %s: %s\n", what, why);
  exit(3);
}

void *allocate_or_fail(size_t count, size_t size)
{
  void *memory = calloc(count, size);
  if (!memory)
    fail("memory", "there is not enough");
  return memory;
}

void json_text(FILE *file, const char *text)
{
  putc('"', file);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\')
      fprintf(file, "\\%c", c);
    else if (c < ' ')
      fprintf(file, "\\u%04x", c);
    else
      putc(c, file);
  }
  putc('"', file);
}

void json_number(FILE *file, const char *name, double number)
{
  json_text(file, name);
  if (number > 0)
    fprintf(file, ": %.6g", number);
  else
    fputs(": null", file);
}
