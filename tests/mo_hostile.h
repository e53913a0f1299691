/* SPDX-License-Identifier: MIT */
#ifndef MO_HOSTILE_H
#define MO_HOSTILE_H

/* Bad .mo files made by hand: one row of a table each, with what must be found in it, where. */

#include "errcat.h"
#include "mo_build.h"

struct mo_hostile {
  const char *name;
  struct mo_built built; /* the caller's to free */
  errcat_status want;    /* OK: odd, but to be read */
  size_t offset;         /* unless want is OK */
};

size_t mo_hostile_count(void);
struct mo_hostile mo_hostile_make(size_t i);

/* Those that say more than fits in them; mo_hostile_make() has them too. */
size_t mo_bomb_count(void);
struct mo_hostile mo_bomb_make(size_t i);

/* Good files, one of each form, to be spoiled by chance. */
enum { MO_HOSTILE_BASES = 6 };
struct mo_built mo_hostile_base(size_t i);

#endif
