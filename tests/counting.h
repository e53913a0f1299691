/* SPDX-License-Identifier: MIT */
#ifndef COUNTING_H
#define COUNTING_H

/* Memory for tests that counts what is asked of it, errcat's and ICU's, and can run out. */

#include "errcat.h"

/* Of one allocator: counting_init() makes `allocator` lead back here. One thread at a time. */
struct counting {
  struct errcat_allocator allocator;
  size_t calls, bytes; /* so far */
  size_t live;         /* allocations not released */
  size_t live_bytes;   /* in them */
  size_t peak;         /* the most that live_bytes ever was; may be set back */
  size_t fail_at;      /* the call that gets nothing, from 1; 0: none */
};
void counting_init(struct counting *counting);

/* Has ICU take its memory from a counter. No object of ICU's may be open. */
void counting_icu_begin(void);
/* How often ICU asked for memory since the program began to count. */
size_t counting_icu_calls(void);
/* All that was counted; `allocator` and `fail_at` mean nothing in it. */
struct counting *counting_icu(void);

#endif
