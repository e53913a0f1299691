/* SPDX-License-Identifier: MIT */
#include "threads.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

#include "messages.h"

/* Each round of a peer makes the same number of messages per thread, with one thread and then with
 * two, each on a processor of its own. They begin together; the time is from the first one's
 * beginning to the last one's end. A round in which another process took a processor away, or kept
 * one thread from beginning, is made again, a few times; to wait for a lock is something else, and
 * counts. snprintf, which shares nothing, shows what the machine gives. */

enum { THREADS = 2, PARTS = 3, ATTEMPTS = 32 };

static const double goal = 1.9;

struct start {
  atomic_uint waiting;
  unsigned count;
};

struct worker {
  pthread_t thread;
  const struct peer *peer;
  void *state;
  struct batch batch;
  unsigned cpu;
  struct start *start;
  double begin, end;
  bool disturbed;
};

/* How often the calling thread had to leave its processor to another. */
static long evictions(void)
{
#ifdef RUSAGE_THREAD
  struct rusage usage;
  if (getrusage(RUSAGE_THREAD, &usage) == 0)
    return usage.ru_nivcsw;
#endif
  return 0;
}

static void *work(void *opaque)
{
  struct worker *worker = opaque;
  char out[OUT_SIZE];
  struct batch warm = worker->batch;
  warm.count = warm.count / 16 + 1;
  pin_to_cpu(worker->cpu);
  worker->peer->run[KIND_STRINGS](worker->state, &warm, out);
  atomic_fetch_add(&worker->start->waiting, 1);
  while (atomic_load(&worker->start->waiting) < worker->start->count)
    ;
  long before = evictions();
  worker->begin = seconds_now();
  worker->peer->run[KIND_STRINGS](worker->state, &worker->batch, out);
  worker->end = seconds_now();
  worker->disturbed = evictions() != before;
  return NULL;
}

/* Messages per second of `count` threads. */
static double throughput_once(struct worker *workers, unsigned count, bool *disturbed)
{
  struct start start = {.count = count};
  for (unsigned i = 0; i < count; i++) {
    workers[i].start = &start;
    if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
      fail("threads", "cannot be started");
  }
  double first = 0, last = 0, end = 0, messages = 0;
  *disturbed = false;
  for (unsigned i = 0; i < count; i++) {
    pthread_join(workers[i].thread, NULL);
    first = i == 0 || workers[i].begin < first ? workers[i].begin : first;
    last = workers[i].begin > last ? workers[i].begin : last;
    end = workers[i].end > end ? workers[i].end : end;
    messages += (double)workers[i].batch.count;
    *disturbed = *disturbed || workers[i].disturbed;
  }
  *disturbed = *disturbed || last - first > (end - first) / 50;
  return messages / (end - first);
}

static double throughput(struct threads *threads, struct worker *workers, unsigned count)
{
  bool disturbed = true;
  double best = 0;
  for (unsigned n = 0; n < ATTEMPTS && disturbed; n++) {
    double now = throughput_once(workers, count, &disturbed);
    best = now > best || !disturbed ? now : best;
  }
  threads->rounds++;
  threads->disturbed += disturbed;
  return best;
}

static bool open_workers(struct worker *workers, const struct peer *peer,
                         const struct settings *settings, struct batch batch)
{
  char why[256];
  for (unsigned i = 0; i < THREADS; i++) {
    workers[i] = (struct worker){.peer = peer, .cpu = i};
    workers[i].state = i > 0 && peer->shared
                           ? workers[0].state
                           : peer->open(settings->data, workload_threads->codes, why, sizeof why);
    if (!workers[i].state)
      return false;
    if (i == 0)
      batch.count = batch_size(settings, peer, workers[0].state, KIND_STRINGS, batch) / PARTS + 1;
    workers[i].batch = batch;
  }
  return true;
}

static void close_workers(struct worker *workers, const struct peer *peer)
{
  for (unsigned i = 0; i < THREADS; i++)
    if (workers[i].state && (i == 0 || !peer->shared))
      peer->close(workers[i].state);
}

void threads_measure(struct threads *threads, const struct settings *settings)
{
  static double one[ENTRANTS_MAX][ROUNDS_MAX], two[ENTRANTS_MAX][ROUNDS_MAX];
  static double scaling[ENTRANTS_MAX][ROUNDS_MAX];
  struct worker workers[ENTRANTS_MAX][THREADS] = {0};
  bool there[ENTRANTS_MAX] = {false};
  threads->run = is_wanted(settings, "threads") && cpu_count() >= THREADS;
  if (!threads->run)
    return;
  struct values values[VALUES];
  struct batch batch = requests_make(workload_threads, values);
  for (size_t i = 0; i < entrant_count; i++)
    there[i] = open_workers(workers[i], entrants[i].peer, settings, batch);
  for (unsigned round = 0; round < settings->rounds; round++) {
    progress_show(settings, "threads", round);
    for (size_t i = 0; i < entrant_count; i++) {
      if (!there[i])
        continue;
      one[i][round] = throughput(threads, workers[i], 1);
      two[i][round] = throughput(threads, workers[i], THREADS);
      scaling[i][round] = two[i][round] / one[i][round];
    }
  }
  for (size_t i = 0; i < entrant_count; i++) {
    close_workers(workers[i], entrants[i].peer);
    if (!there[i])
      continue;
    threads->one[i] = median_of(one[i], settings->rounds);
    threads->two[i] = median_of(two[i], settings->rounds);
    threads->scaling[i] = median_of(scaling[i], settings->rounds);
  }
  requests_free(&batch);
  progress_show(settings, NULL, 0);
}

void threads_print(const struct threads *threads)
{
  if (!threads->run)
    return;
  printf("\nW2 with two threads: millions of messages per second\n\n%-*s%14s%14s%14s\n",
         TABLE_NAME_WIDTH, "", "one thread", "two threads", "scaling");
  for (size_t i = 0; i < entrant_count; i++) {
    if (threads->scaling[i] <= 0)
      continue;
    printf("%-*s%14.2f%14.2f%13.2fx", TABLE_NAME_WIDTH, entrants[i].peer->name,
           threads->one[i] / 1e6, threads->two[i] / 1e6, threads->scaling[i]);
    if (entrants[i].role == ROLE_ERRCAT)
      printf("   goal %.1fx%s", goal, threads->scaling[i] < goal ? " <" : "");
    puts("");
  }
  if (threads->disturbed * 4 > threads->rounds)
    puts("other processes got in the way too often: these are not to be relied on");
}

void threads_json(const struct threads *threads, FILE *file)
{
  fprintf(file, "  \"threads\": {\"goal_scaling\": 1.9, \"rounds\": %u, \"disturbed\": %u,\n",
          threads->rounds, threads->disturbed);
  fputs("   \"messages_per_second\": {", file);
  const char *separator = "\n";
  for (size_t i = 0; i < entrant_count; i++) {
    if (threads->scaling[i] <= 0)
      continue;
    fprintf(file, "%s    ", separator);
    json_text(file, entrants[i].peer->name);
    fputs(": {", file);
    json_number(file, "one", threads->one[i]);
    fputs(", ", file);
    json_number(file, "two", threads->two[i]);
    fputs(", ", file);
    json_number(file, "scaling", threads->scaling[i]);
    fputs("}", file);
    separator = ",\n";
  }
  fputs("}}", file);
}
