/* SPDX-License-Identifier: MIT */
#ifndef EC_ANSWERS_H
#define EC_ANSWERS_H

/* Headers and what came of them, remembered byte for byte: the readers of a service send few
 * different ones, again and again. Knows bytes; refuses to know what they mean.
 *
 *   slots   [ ]  [*]  [*]  [ ]  ...     a free slot is taken by compare-and-swap, then filled, then
 *                                       said to be ready; it stays as it is from then on
 *
 * The memory is there from the beginning, and nothing in it makes room for anything else: who sends
 * many different headers, as only an attacker does, takes from the others no more than this
 * short-cut. */

#include "errcat.h"
#include "mem.h"

enum { EC_ANSWERS = 64, EC_ANSWER_MAX = 112 /* bytes of a header that is remembered */ };

struct ec_answers;

/* NULL when out of memory. Freed with the arena. */
struct ec_answers *ec_answers_open(struct ec_arena *arena);

/* False: it is not known. */
bool ec_answers_find(const struct ec_answers *answers, const char *text, size_t len,
                     struct errcat_language *language);
/* Remembers it if it can. */
void ec_answers_keep(struct ec_answers *answers, const char *text, size_t len,
                     const struct errcat_language *language);

#endif
