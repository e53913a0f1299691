/* SPDX-License-Identifier: MIT */
#ifndef MO_LOADED_H
#define MO_LOADED_H

/* A catalog loaded for a test, with what it stands on, and questions to it. */

#include "mo_build.h"
#include "mo_verify.h"

struct mo_loaded {
  struct mo_heap heap;
  struct ec_arena arena;
  struct ec_mo mo;
  struct errcat_error err;
  errcat_status status;
};

/* Fills *loaded; what is loaded must be sound and within the promised memory. */
void mo_load_image(struct mo_loaded *loaded, const struct mo_built *built);
void mo_load_path(struct mo_loaded *loaded, const char *path);
/* Fails the test when memory was lost. */
void mo_unload(struct mo_loaded *loaded);

/* Fails the test, naming `name`, unless the catalog has this text for the key. */
void mo_expect_text(const char *name, const struct mo_loaded *loaded, const char *key,
                    const char *text);

#endif
