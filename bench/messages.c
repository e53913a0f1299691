/* SPDX-License-Identifier: MIT */
#include "messages.h"

#include <string.h>

/* Of each workload: open all peers, compare their texts, then measure them in rounds. In each
 * round each peer makes one batch; a round begins with another peer than the one before, so that
 * none profits from its place. What counts is the median of a peer's rounds. */

enum { COMPARED = 512, DIFFERENCES_SHOWN = 3, BATCH_RANDOM = 1 << 14 };

struct run {
  const struct settings *settings;
  const struct workload *workload;
  struct batch batch;
  void *states[ENTRANTS_MAX]; /* NULL: takes no part */
  size_t counts[ENTRANTS_MAX];
  double (*samples)[ROUNDS_MAX]; /* of each entrant */
};

static void open_all(struct run *run, struct messages *messages)
{
  for (size_t i = 0; i < entrant_count; i++) {
    const struct peer *peer = entrants[i].peer;
    run->states[i] = NULL;
    if (!peer->run[run->workload->kind] || messages->why_not[i][0])
      continue;
    /* There are no handles for codes drawn at random, and nothing random about one format. */
    if (run->workload->random && entrants[i].role != ROLE_ERRCAT && entrants[i].role != ROLE_PEER)
      continue;
    if (entrants[i].role == ROLE_CONTROL && run->workload->readers[0] != run->workload->readers[1])
      continue;
    run->states[i] = peer->open(run->settings->data, run->workload->codes, messages->why_not[i],
                                sizeof messages->why_not[i]);
    if (run->states[i])
      messages->why_not[i][0] = '\0';
    else if (entrants[i].role == ROLE_ERRCAT)
      fail(peer->name, messages->why_not[i]);
  }
}

static void close_all(struct run *run)
{
  for (size_t i = 0; i < entrant_count; i++)
    if (run->states[i])
      entrants[i].peer->close(run->states[i]);
}

static void make_one(const struct run *run, size_t entrant, size_t n, char *out)
{
  struct batch one = run->batch;
  one.first = n;
  one.count = 1;
  out[0] = '\0';
  entrants[entrant].peer->run[run->workload->kind](run->states[entrant], &one, out);
}

/* Whether an entrant's texts are those of the first peer, who is not errcat. */
static bool is_same(const struct run *run, size_t entrant, size_t reference)
{
  size_t differences = 0;
  for (size_t n = 0; n < COMPARED; n++) {
    char want[OUT_SIZE], got[OUT_SIZE];
    make_one(run, reference, n, want);
    make_one(run, entrant, n, got);
    if (strcmp(want, got) == 0)
      continue;
    if (differences++ < DIFFERENCES_SHOWN)
      fprintf(stderr, "bench: %s: texts differ:\n  %-*s %s\n  %-*s %s\n", run->workload->name,
              TABLE_NAME_WIDTH, entrants[reference].peer->name, want, TABLE_NAME_WIDTH,
              entrants[entrant].peer->name, got);
  }
  return differences == 0;
}

static _Noreturn void fail_without_peers(const struct messages *messages)
{
  size_t i = 0;
  while (i + 1 < entrant_count && !messages->why_not[i][0])
    i++;
  fail(entrants[i].peer->name, messages->why_not[i]);
}

static bool compare_all(const struct run *run, const struct messages *messages, bool *differs)
{
  size_t reference = 0;
  while (reference < entrant_count &&
         !(entrants[reference].role == ROLE_PEER && run->states[reference]))
    reference++;
  if (reference == entrant_count)
    fail_without_peers(messages);
  bool same = true;
  for (size_t i = 0; i < entrant_count; i++) {
    differs[i] = run->states[i] && !is_same(run, i, reference);
    same = same && !differs[i];
  }
  return same;
}

static double time_batch(const struct peer *peer, void *state, enum kind kind,
                         const struct batch *batch)
{
  char out[OUT_SIZE];
  double start = seconds_of_thread();
  peer->run[kind](state, batch, out);
  return seconds_of_thread() - start;
}

size_t batch_size(const struct settings *settings, const struct peer *peer, void *state,
                  enum kind kind, struct batch batch)
{
  for (batch.count = 64;; batch.count *= 2) {
    double seconds = time_batch(peer, state, kind, &batch);
    if (seconds > settings->batch_seconds / 4)
      return (size_t)((double)batch.count * settings->batch_seconds / seconds) + 1;
  }
}

/* All draws once, so that what a peer keeps of a code is there; then the same ones for all. */
static size_t warm_up(const struct run *run, size_t i)
{
  const struct peer *peer = entrants[i].peer;
  if (!run->workload->random)
    return batch_size(run->settings, peer, run->states[i], run->workload->kind, run->batch);
  struct batch whole = run->batch;
  whole.count = whole.mask + 1;
  time_batch(peer, run->states[i], run->workload->kind, &whole);
  return BATCH_RANDOM;
}

static void measure_round(struct run *run, unsigned round)
{
  for (size_t n = 0; n < entrant_count; n++) {
    size_t i = (n + round) % entrant_count;
    if (!run->states[i])
      continue;
    struct batch batch = run->batch;
    batch.count = run->counts[i];
    batch.first = round * batch.count;
    double seconds = time_batch(entrants[i].peer, run->states[i], run->workload->kind, &batch);
    run->samples[i][round] = seconds * 1e9 / (double)batch.count;
  }
}

static bool measure_workload(struct run *run, struct messages *messages, size_t w)
{
  struct values values[VALUES];
  run->workload = &workloads[w];
  run->batch = requests_make(run->workload, values);
  progress_show(run->settings, run->workload->name, 0);
  open_all(run, messages);
  bool same = compare_all(run, messages, messages->differs[w]);
  for (size_t i = 0; i < entrant_count; i++)
    if (run->states[i])
      run->counts[i] = warm_up(run, i);
  for (unsigned round = 0; round < run->settings->rounds; round++) {
    progress_show(run->settings, run->workload->name, round);
    measure_round(run, round);
  }
  for (size_t i = 0; i < entrant_count; i++)
    if (run->states[i]) {
      messages->median[w][i] = median_of(run->samples[i], run->settings->rounds);
      messages->fastest[w][i] = run->samples[i][0];
    }
  close_all(run);
  requests_free(&run->batch);
  return same;
}

bool messages_measure(struct messages *messages, const struct settings *settings)
{
  static double samples[ENTRANTS_MAX][ROUNDS_MAX];
  struct run run = {.settings = settings, .samples = samples};
  bool same = true;
  for (size_t w = 0; w < WORKLOADS; w++) {
    messages->run[w] = is_wanted(settings, workloads[w].name);
    if (messages->run[w] && !measure_workload(&run, messages, w))
      same = false;
  }
  progress_show(settings, NULL, 0);
  return same;
}

/* The index of the best peer of a workload, or entrant_count. One with another text is none. */
static size_t best_of(const struct messages *messages, size_t w)
{
  size_t best = entrant_count;
  for (size_t i = 0; i < entrant_count; i++) {
    double ns = messages->median[w][i];
    if (entrants[i].role != ROLE_PEER || ns <= 0 || messages->differs[w][i])
      continue;
    if (best == entrant_count || ns < messages->median[w][best])
      best = i;
  }
  return best;
}

/* How many times as fast as the best peer; 0: cannot be said. */
static double ratio_of(const struct messages *messages, size_t w, enum role role)
{
  size_t best = best_of(messages, w);
  for (size_t i = 0; i < entrant_count && best < entrant_count; i++)
    if (entrants[i].role == role && messages->median[w][i] > 0)
      return messages->median[w][best] / messages->median[w][i];
  return 0;
}

static double goal_of(const struct workload *workload, enum role role)
{
  return role == ROLE_ERRCAT ? workload->goal : workload->goal_handle;
}

static void print_row(const struct messages *messages, size_t i)
{
  printf("%-*s", TABLE_NAME_WIDTH, entrants[i].peer->name);
  for (size_t w = 0; w < WORKLOADS; w++) {
    if (!messages->run[w])
      continue;
    double ns = messages->median[w][i];
    if (ns <= 0)
      printf("%9s ", "-");
    else
      printf("%9.*f%c", ns < 100 ? 1 : 0, ns, messages->differs[w][i] ? '!' : ' ');
  }
  puts("");
}

static void print_ratios(const struct messages *messages, enum role role, const char *title)
{
  printf("%-*s", TABLE_NAME_WIDTH, title);
  for (size_t w = 0; w < WORKLOADS; w++) {
    if (!messages->run[w])
      continue;
    double ratio = ratio_of(messages, w, role);
    if (ratio > 0)
      printf("%8.1fx ", ratio);
    else
      printf("%9s ", "-");
  }
  printf("\n%-*s", TABLE_NAME_WIDTH, "  goal");
  for (size_t w = 0; w < WORKLOADS; w++) {
    double goal = goal_of(&workloads[w], role);
    if (messages->run[w] && goal > 0)
      printf("%8.0fx%c", goal, ratio_of(messages, w, role) < goal ? '<' : ' ');
    else if (messages->run[w])
      printf("%9s ", "");
  }
  puts("");
}

static void print_legend(const struct messages *messages)
{
  puts("");
  for (size_t w = 0; w < WORKLOADS; w++)
    if (messages->run[w])
      printf("%-5s %s\n", workloads[w].name, workloads[w].about);
  for (size_t i = 0; i < entrant_count; i++)
    if (messages->why_not[i][0])
      printf("%s is left out: %s\n", entrants[i].peer->name, messages->why_not[i]);
  puts("-: cannot do it, or is not asked to; !: makes another text; <: the goal is missed");
}

void messages_print(const struct messages *messages, const struct settings *settings)
{
  bool any = false;
  for (size_t w = 0; w < WORKLOADS; w++)
    any = any || messages->run[w];
  if (!any)
    return;
  printf("\nns of processor time per message: median of %u rounds\n\n%-*s", settings->rounds,
         TABLE_NAME_WIDTH, "");
  for (size_t w = 0; w < WORKLOADS; w++)
    if (messages->run[w])
      printf("%9s ", workloads[w].name);
  puts("");
  for (size_t i = 0; i < entrant_count; i++)
    print_row(messages, i);
  puts("");
  print_ratios(messages, ROLE_ERRCAT, "best peer : errcat");
  print_ratios(messages, ROLE_HANDLE, "best peer : by handle");
  print_legend(messages);
}

static void json_workload(const struct messages *messages, FILE *file, size_t w)
{
  fputs("    {\"name\": ", file);
  json_text(file, workloads[w].name);
  fputs(", \"about\": ", file);
  json_text(file, workloads[w].about);
  fputs(",\n     \"ns\": {", file);
  const char *separator = "";
  for (size_t i = 0; i < entrant_count; i++) {
    if (messages->median[w][i] <= 0)
      continue;
    fprintf(file, "%s\n       ", separator);
    json_text(file, entrants[i].peer->name);
    fputs(": {", file);
    json_number(file, "median", messages->median[w][i]);
    fputs(", ", file);
    json_number(file, "fastest", messages->fastest[w][i]);
    fprintf(file, ", \"same_text\": %s}", messages->differs[w][i] ? "false" : "true");
    separator = ",";
  }
  fputs("},\n     \"best_peer\": ", file);
  size_t best = best_of(messages, w);
  json_text(file, best < entrant_count ? entrants[best].peer->name : "");
  static const struct {
    enum role role;
    const char *ratio, *goal;
  } ways[] = {{ROLE_ERRCAT, "ratio", "goal"}, {ROLE_HANDLE, "ratio_handle", "goal_handle"}};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    fputs(", ", file);
    json_number(file, ways[i].ratio, ratio_of(messages, w, ways[i].role));
    fputs(", ", file);
    json_number(file, ways[i].goal, goal_of(&workloads[w], ways[i].role));
  }
  fputs("}", file);
}

void messages_json(const struct messages *messages, FILE *file)
{
  fputs("  \"messages\": [", file);
  const char *separator = "\n";
  for (size_t w = 0; w < WORKLOADS; w++) {
    if (!messages->run[w])
      continue;
    fputs(separator, file);
    json_workload(messages, file, w);
    separator = ",\n";
  }
  fputs("]", file);
}
