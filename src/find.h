/* SPDX-License-Identifier: MIT */
#ifndef EC_FIND_H
#define EC_FIND_H

/* Which code somebody means who typed something. Knows how people misspell codes; refuses to
 * know catalogs on disk and how anything is shown. The library compares codes byte for byte;
 * all guessing is here. */

#include "errcat.h"
#include "pool.h"

/* A domain that is looked through. */
struct ec_domain {
  const char *name;
  struct errcat_bundle *bundle;
};

/* How closely what was typed is a code, the best first. */
enum ec_spelling {
  EC_SPELLING_EXACT,  /* the canonical or the wire form, byte for byte, or another system's */
  EC_SPELLING_NAME,   /* the registry's name for it */
  EC_SPELLING_FOLDED, /* one of these but for case, separators and quotes around it */
  EC_SPELLING_NUMBER, /* all the digits at its end */
  EC_SPELLING_PREFIX, /* the beginning of it, or of its number */
  EC_SPELLING_NONE
};

/* Letters and digits of `text` in lower case. "[JOB_MANAGER.12020001]," and
 * "job-manager_12020001" become the same. */
const char *ec_find_fold(struct ec_pool *pool, const char *text);

enum ec_spelling ec_find_spelling(struct ec_pool *pool, const char *typed,
                                  const struct errcat_code_info *info);

/* A code that was meant. */
struct ec_match {
  const struct ec_domain *domain;
  const struct errcat_code_info *info;
  const char *code; /* to ask the bundle for: of another system's code the whole of it */
};

/* All that `typed` can mean at the closest spelling that any code has, in the order of the
 * domains; *spelling (may be NULL) says which that is. Returns how many. */
size_t ec_find_codes(struct ec_pool *pool, const struct ec_domain *domains, size_t count,
                     const char *typed, const struct ec_match **matches,
                     enum ec_spelling *spelling);

/* How many letters must be put in, left out, changed or swapped with their neighbour to make
 * one text of the other; `bound` + 1 when it is more than `bound`. Texts of more than
 * ERRCAT_CODE_MAX bytes are never near. */
unsigned ec_find_distance(const char *a, const char *b, unsigned bound);

/* At most `max` of the names that are near to `typed`: those that are equally near and nearest
 * of all, none twice. For codes, commands, options and domains alike. Returns how many. */
size_t ec_find_near(struct ec_pool *pool, const char *const *names, size_t count, const char *typed,
                    const char **near, size_t max);

/* Interface texts live in the catalogs too but are nothing to look for. */
bool ec_find_is_text(const struct errcat_code_info *info);

#endif
