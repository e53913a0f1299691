/* SPDX-License-Identifier: MIT */
#ifndef EC_NAMES_H
#define EC_NAMES_H

/* What things are called in C and C++ that are made of a registry. Knows how a code becomes an
 * identifier, and which identifiers cannot be had; refuses to know what is declared with them.
 *
 *   code                      name            function                      constant
 *   OptVerse_10000004         tenant_denied   optverse_tenant_denied        OPTVERSE_TENANT_DENIED
 *   OptVerse_10000004                         optverse_10000004             OPTVERSE_10000004
 *   JOB_MANAGER_12050009                      optverse_job_manager_12050009 OPTVERSE_JOB_MANAGER_1…
 *
 * The domain stands in front, but not twice: a code without a name that begins with the domain and
 * one of _ . : - has it already. Bytes other than letters and digits are _; functions are in lower
 * case, constants in upper case. */

#include "registry.h"

struct ec_name {
  const char *function, *constant;
};

struct ec_names {
  const char *lower, *upper; /* what stands in front: "optverse", "OPTVERSE" */
  struct ec_name *of;        /* of each error of the registry */
};

/* Names of what is made for one code, or once, besides its function and its constant. */
#define EC_NAMES_IN "_in"
#define EC_NAMES_SPACE "_space"
#define EC_NAMES_CODE "_CODE"
#define EC_NAMES_STATUS "_STATUS"
#define EC_NAMES_TABLE "_table"
#define EC_NAMES_TABLE_CODES "_table_codes_"

/* `prefix` stands in front, or, when it is NULL, the domain of the registry. */
void ec_names_make(struct ec_names *names, struct ec_pool *pool, const struct ec_registry *registry,
                   const char *prefix);

/* Adds to the faults of the registry what cannot be a name in C and C++, and what two codes would
 * be called alike. */
void ec_names_check(const struct ec_names *names, struct ec_pool *pool,
                    struct ec_registry *registry);

/* Whether it can be what stands in front. */
bool ec_names_is_prefix(const char *prefix);

/* Whether C, C++ or errcat.h keeps this identifier for something else. */
bool ec_names_taken(const char *identifier);

/* The identifiers of errcat.h, sorted; made when errcat is built. */
extern const char *const ec_names_of_errcat[];
extern const size_t ec_names_of_errcat_count;

#endif
