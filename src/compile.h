/* SPDX-License-Identifier: MIT */
#ifndef EC_COMPILE_H
#define EC_COMPILE_H

/* Patterns that are in no catalog, compiled. Knows which were compiled before, what the command
 * line declares of their arguments, and all that is wrong with one; refuses to know arguments and
 * how a fault is told. */

#include "errcat.h"
#include "pool.h"

struct ec_compiled {
  const struct errcat_pattern *pattern; /* NULL: none, see the faults */
  /* What is declared of its arguments: those by number, as far as the pattern goes, then those by
   * name. A type may be NULL. */
  const struct errcat_arg_info *declared;
  size_t declared_count;
  struct errcat_error faults[ERRCAT_FAULTS_MAX];
  size_t fault_count;
};

enum { EC_COMPILER_SLOTS = 1024 };
struct ec_compiler {
  struct ec_pool *pool;
  bool jdk; /* apostrophes */
  const struct errcat_arg_info *types;
  size_t type_count;
  struct ec_compiler_slot *slots;
};

/* `types` and the pool must outlive the compiler. */
void ec_compiler_open(struct ec_compiler *compiler, struct ec_pool *pool, bool jdk,
                      const struct errcat_arg_info *types, size_t type_count);
void ec_compiler_close(struct ec_compiler *compiler);

/* Compiles a pattern, or finds it among those that were compiled before, of which the last of each
 * EC_COMPILER_SLOTS is kept. What *compiled leads to lives until the next call. */
void ec_compiler_get(struct ec_compiler *compiler, const char *locale, const char *pattern,
                     struct ec_compiled *compiled);

#endif
