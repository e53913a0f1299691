/* SPDX-License-Identifier: MIT */
#include "bomb_times.h"

#include <string.h>

#include "../tests/bombs.h"

/* The time of a bomb is the shortest of a few: that the processor's caches are full of something
 * else, or that ICU reads its data for the first time, is no bomb's doing. */

enum { TRIES = 3 };

static const double limit_ms = 10;

static double time_bomb(const struct bomb *bomb)
{
  double shortest = 0;
  for (unsigned n = 0; n < TRIES; n++) {
    struct bomb_result result;
    double start = seconds_of_thread();
    bomb_run(bomb, NULL, &result);
    double ms = (seconds_of_thread() - start) * 1e3;
    shortest = n == 0 || ms < shortest ? ms : shortest;
  }
  return shortest;
}

/* Keeps the slowest in their order. */
static void insert(struct bomb_times *times, const char *name, double ms)
{
  size_t at = BOMBS_SHOWN;
  while (at > 0 && times->slowest[at - 1].ms < ms)
    at--;
  if (at == BOMBS_SHOWN)
    return;
  memmove(&times->slowest[at + 1], &times->slowest[at],
          (BOMBS_SHOWN - 1 - at) * sizeof *times->slowest);
  times->slowest[at].ms = ms;
  snprintf(times->slowest[at].name, BOMB_NAME_SIZE, "%s", name);
}

void bomb_times_measure(struct bomb_times *times, const struct settings *settings)
{
  times->run = is_wanted(settings, "bombs");
  if (!times->run)
    return;
  bomb_warm_up();
  times->count = bomb_count();
  for (size_t i = 0; i < times->count; i++) {
    struct bomb *bomb = bomb_make(i);
    double ms = time_bomb(bomb);
    times->total_ms += ms;
    times->late += ms > limit_ms;
    insert(times, bomb->name, ms);
    bomb_free(bomb);
  }
}

void bomb_times_print(const struct bomb_times *times)
{
  if (!times->run)
    return;
  printf("\nPattern bombs: %zu, together %.0f ms; above %.0f ms: %zu. The slowest:\n\n",
         times->count, times->total_ms, limit_ms, times->late);
  for (size_t i = 0; i < BOMBS_SHOWN && times->slowest[i].ms > 0; i++)
    printf("%9.3f ms  %s\n", times->slowest[i].ms, times->slowest[i].name);
}

void bomb_times_json(const struct bomb_times *times, FILE *file)
{
  fprintf(file, "  \"bombs\": {\"count\": %zu, \"above_10_ms\": %zu, ", times->count, times->late);
  json_number(file, "total_ms", times->total_ms);
  fputs(", \"slowest\": [", file);
  for (size_t i = 0; i < BOMBS_SHOWN && times->slowest[i].ms > 0; i++) {
    fprintf(file, "%s\n    {\"name\": ", i ? "," : "");
    json_text(file, times->slowest[i].name);
    fputs(", ", file);
    json_number(file, "ms", times->slowest[i].ms);
    fputs("}", file);
  }
  fputs("]}", file);
}
