/* SPDX-License-Identifier: MIT */
#ifndef BENCH_MESSAGES_H
#define BENCH_MESSAGES_H

/* The workloads W1 to W6: the time of one message. */

#include "run.h"

/* A workload with its requests and values: what each peer gets alike. */
struct workload {
  const char *name, *about;
  enum kind kind;
  enum reader readers[2]; /* of the requests in turn */
  bool random;            /* the codes, instead of always the same one */
  unsigned codes;         /* in the catalog */
  double goal;            /* times as fast as the best peer, by code; 0: none */
  double goal_handle;
};

enum { WORKLOADS = 7 };
extern const struct workload workloads[WORKLOADS];
/* The workload that is run by two threads. */
extern const struct workload *const workload_threads;

/* From malloc(). `values` has room for VALUES. */
struct batch requests_make(const struct workload *workload, struct values *values);
void requests_free(struct batch *batch);

/* Messages of one batch, so that it takes about settings->batch_seconds. */
size_t batch_size(const struct settings *settings, const struct peer *peer, void *state,
                  enum kind kind, struct batch batch);

struct messages {
  bool run[WORKLOADS];
  /* ns of one message; 0: cannot do it. */
  double median[WORKLOADS][ENTRANTS_MAX], fastest[WORKLOADS][ENTRANTS_MAX];
  bool differs[WORKLOADS][ENTRANTS_MAX]; /* its text is not that of the others */
  char why_not[ENTRANTS_MAX][256];       /* "", or why it could not be opened */
};

/* False: texts differ. They are shown on stderr. */
bool messages_measure(struct messages *messages, const struct settings *settings);
void messages_print(const struct messages *messages, const struct settings *settings);
/* A member of a JSON object. */
void messages_json(const struct messages *messages, FILE *file);

#endif
