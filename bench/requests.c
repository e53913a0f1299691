/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "messages.h"

/* The requests: the same ones in each run, on each machine, for each peer. */

const struct workload workloads[WORKLOADS] = {
    {"W1", "text without arguments", KIND_TEXT, {READER_ZH_CN, READER_ZH_CN}, false, 100, 3, 7},
    {"W2", "two strings", KIND_STRINGS, {READER_ZH_CN, READER_ZH_CN}, false, 100, 4, 5},
    {"W3", "one grouped integer", KIND_INTEGER, {READER_ZH_CN, READER_ZH_CN}, false, 100, 6, 10},
    {"W4", "plural with #, in English", KIND_PLURAL, {READER_EN, READER_EN}, false, 100, 5, 10},
    {"W5",
     "medium date and grouped integer",
     KIND_DATE,
     {READER_ZH_CN, READER_ZH_CN},
     false,
     100,
     5,
     8},
    {"W6",
     "as W2, the code one of 100,000 at random",
     KIND_STRINGS,
     {READER_ZH_CN, READER_ZH_CN},
     true,
     100000,
     4,
     0},
    {"W2/2",
     "as W2, in Chinese and English in turn",
     KIND_STRINGS,
     {READER_ZH_CN, READER_EN},
     false,
     100,
     0,
     0},
};
const struct workload *const workload_threads = &workloads[1];

enum { DRAWS = 1 << 17 };

/* xorshift64*, high bits. */
static uint32_t draw(uint64_t *seed)
{
  *seed ^= *seed >> 12;
  *seed ^= *seed << 25;
  *seed ^= *seed >> 27;
  return (uint32_t)(*seed * UINT64_C(2685821657736338717) >> 32);
}

static uint32_t draw_below(uint64_t *seed, uint32_t limit)
{
  return (uint32_t)((uint64_t)draw(seed) * limit >> 32);
}

/* Of 1 to 9 digits, each as likely as the others. */
static int64_t draw_number(uint64_t *seed)
{
  uint32_t limit = 1;
  for (uint32_t digits = 1 + draw_below(seed, 9); digits > 0; digits--)
    limit *= 10;
  return limit / 10 + draw_below(seed, limit - limit / 10);
}

static void fill_values(struct values *values, enum kind kind)
{
  static const char *const jobs[] = {"acme-cloud", "nightly",  "route-planning-2026", "j7",
                                     "排产优化",   "a1b2c3d4", "supply chain east",   "mip_0042"};
  static const char *const reasons[] = {"quota used up", "the node does not answer",
                                        "timeout",       "file model.mps not found",
                                        "HTTP 503",      "内存不足",
                                        "killed",        "the licence of the solver has expired"};
  uint64_t seed = 0x5eed0001 + (uint64_t)kind;
  for (size_t i = 0; i < VALUES; i++) {
    values[i] = (struct values){.first = jobs[draw_below(&seed, 8)],
                                .second = reasons[draw_below(&seed, 8)],
                                .number = draw_number(&seed)};
    /* A plural that is often the singular, and days from 2020 to 2030. */
    if (kind == KIND_PLURAL && i % 4 == 0)
      values[i].number = 1;
    values[i].ms = INT64_C(1577836800000) + (int64_t)draw_below(&seed, 4000) * 86400000 +
                   (int64_t)draw_below(&seed, 86400000);
  }
}

static void set_request(struct request *request, unsigned ordinal, enum reader reader)
{
  *request = (struct request){.ordinal = ordinal, .reader = reader};
  snprintf(request->code, sizeof request->code, "BENCH_%08u", (ordinal + 1) % 100000000);
  snprintf(request->key, sizeof request->key, "%s\4message", request->code);
}

struct batch requests_make(const struct workload *workload, struct values *values)
{
  size_t count = workload->random ? DRAWS : 2;
  struct request *requests = allocate_or_fail(count, sizeof *requests);
  uint64_t seed = 0x5eed0000;
  for (size_t i = 0; i < count; i++) {
    unsigned ordinal = (unsigned)workload->kind;
    /* The first ones are those of the other workloads. */
    if (workload->random)
      ordinal = KINDS + draw_below(&seed, workload->codes - KINDS);
    set_request(&requests[i], ordinal, workload->readers[i % 2]);
  }
  fill_values(values, workload->kind);
  return (struct batch){.requests = requests, .values = values, .mask = count - 1};
}

void requests_free(struct batch *batch)
{
  free((void *)(uintptr_t)batch->requests);
  *batch = (struct batch){.mask = 0};
}
