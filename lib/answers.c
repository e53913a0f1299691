/* SPDX-License-Identifier: MIT */
#include "answers.h"

#include <stdatomic.h>
#include <string.h>

enum state { FREE, TAKEN, READY };

struct slot {
  _Atomic uint32_t state;
  uint32_t len;
  char text[EC_ANSWER_MAX];
  struct errcat_language language;
};

struct ec_answers {
  struct slot slots[EC_ANSWERS];
};

/* How many slots from its own an answer may be in. */
enum { PROBES = 4 };

struct ec_answers *ec_answers_open(struct ec_arena *arena)
{
  struct ec_answers *answers = ec_arena_alloc(arena, 1, sizeof *answers);
  for (size_t i = 0; answers && i < EC_ANSWERS; i++)
    atomic_init(&answers->slots[i].state, FREE);
  return answers;
}

/* Eight bytes at a time, the last of them twice. */
static size_t hash_of(const char *text, size_t len)
{
  uint64_t hash = len, part = 0;
  if (len < 8) {
    memcpy(&part, text, len);
    hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
  } else {
    for (size_t i = 0; i + 8 < len; i += 8) {
      memcpy(&part, text + i, 8);
      hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
    memcpy(&part, text + len - 8, 8);
    hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
  }
  return (size_t)(hash >> 40);
}

bool ec_answers_find(const struct ec_answers *answers, const char *text, size_t len,
                     struct errcat_language *language)
{
  if (len > EC_ANSWER_MAX)
    return false;
  size_t hash = hash_of(text, len);
  for (size_t i = 0; i < PROBES; i++) {
    const struct slot *slot = &answers->slots[(hash + i) % EC_ANSWERS];
    uint32_t state = atomic_load_explicit(&slot->state, memory_order_acquire);
    if (state == FREE)
      return false;
    if (state != READY || slot->len != len || memcmp(slot->text, text, len) != 0)
      continue;
    *language = slot->language;
    return true;
  }
  return false;
}

void ec_answers_keep(struct ec_answers *answers, const char *text, size_t len,
                     const struct errcat_language *language)
{
  if (len > EC_ANSWER_MAX)
    return;
  size_t hash = hash_of(text, len);
  for (size_t i = 0; i < PROBES; i++) {
    struct slot *slot = &answers->slots[(hash + i) % EC_ANSWERS];
    uint32_t state = FREE;
    if (!atomic_compare_exchange_strong_explicit(&slot->state, &state, TAKEN, memory_order_relaxed,
                                                 memory_order_relaxed))
      continue;
    slot->len = (uint32_t)len;
    memcpy(slot->text, text, len);
    slot->language = *language;
    atomic_store_explicit(&slot->state, READY, memory_order_release);
    return;
  }
}
