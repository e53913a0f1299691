/* SPDX-License-Identifier: MIT */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

/* What the benchmark asks of each way to make a message, and how a way, a peer, answers. All
 * peers get the same requests in the same order: a reader's locale, an error code, plain C values;
 * and must write the same UTF-8 text into a buffer. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum kind { KIND_TEXT, KIND_STRINGS, KIND_INTEGER, KIND_PLURAL, KIND_DATE, KINDS };

enum reader { READER_ZH_CN, READER_EN, READERS };

/* The codes of a kind are 1 to KINDS, in every catalog; the codes after them are KIND_STRINGS. */
struct request {
  char code[16]; /* "BENCH_00000002" */
  char key[24];  /* "BENCH_00000002\4message": what gettext finds it by */
  uint32_t ordinal;
  uint32_t reader;
};

struct values {
  const char *first, *second; /* KIND_STRINGS */
  int64_t number;             /* KIND_INTEGER, KIND_PLURAL, KIND_DATE */
  int64_t ms;                 /* KIND_DATE: since 1970, in UTC */
};

enum { OUT_SIZE = 512, VALUES = 64 };

/* Messages to make: requests[(first + i) & mask] with values[(first + i) % VALUES]. */
struct batch {
  const struct request *requests;
  const struct values *values;
  size_t mask, first, count;
};

struct peer {
  const char *name;
  const char *about;
  /* The state of one thread, which uses the catalogs of `codes` codes below the folder `data`.
   * NULL: `why` says why not. */
  void *(*open)(const char *data, unsigned codes, char *why, size_t size);
  void (*close)(void *state);
  bool shared; /* all threads use one state */
  /* Makes all messages of a batch, one after the other into the same `out` of OUT_SIZE bytes, and
   * returns the sum of their lengths. NULL: the peer cannot do this. */
  size_t (*run[KINDS])(void *state, const struct batch *batch, char *out);
};

extern const struct peer peer_errcat, peer_errcat_handle;
extern const struct peer peer_gettext, peer_snprintf;
extern const struct peer peer_umsg, peer_umsg_cached;
extern const struct peer peer_icu; /* with a C++ compiler */
extern const struct peer peer_fmt; /* and with {fmt} */

/* RUN(name) makes run_name(), for struct peer, of the function name() for one message. The loop is
 * compiled into each, so that none pays for a call through a pointer per message. */
#define RUN(name) \
  static size_t run_##name(void *state, const struct batch *batch, char *out) \
  { \
    size_t total = 0; \
    for (size_t i = batch->first; i < batch->first + batch->count; i++) \
      total += name(state, &batch->requests[i & batch->mask], &batch->values[i % VALUES], out); \
    return total; \
  }

#ifdef __cplusplus
}
#endif

#endif
