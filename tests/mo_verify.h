/* SPDX-License-Identifier: MIT */
#ifndef MO_VERIFY_H
#define MO_VERIFY_H

/* What must hold of whatever ec_mo_load() hands out, good file or forged, and an allocator
 * that counts, remembers its blocks, and fails when told to. */

#include "mem.h"
#include "mo.h"

struct mo_heap {
  struct errcat_allocator allocator;
  struct mo_block *blocks;
  size_t count, bytes; /* all that was ever allocated */
  size_t fail_at;      /* the allocation that fails, from 1; 0: none */
};

void mo_heap_init(struct mo_heap *heap);

/* NULL, or what is wrong: a string neither in the image nor in the heap, not terminated at its
 * length, not UTF-8; keys not ascending; an entry that is not found again. */
const char *mo_verify(const struct ec_mo *mo, const void *image, size_t len,
                      const struct mo_heap *heap);

/* The most memory that a file of `len` bytes may take, as mo.h says. */
size_t mo_memory_max(size_t len);

#endif
