/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_RUN_H
#define EC_LINT_RUN_H

/* One run of the rules over files. Knows in which order rules are called, and what exceptions take
 * out; refuses to know the rules themselves, where files come from and where findings go. */

#include "lint.h"

/* `pool` keeps what is found, `scratch` is for texts while they are judged. */
void ec_lint_open(struct ec_lint *lint, struct ec_pool *pool, struct ec_pool *scratch);

/* Called now and then, with how many of how many texts of the file have been judged; may be NULL.
 */
struct ec_lint_progress {
  void (*report)(void *context, const struct ec_lint_file *file, size_t done, size_t all);
  void *context;
};

/* Reads what is in `file->bytes` (`is_registry`, `path`, `name`, `bytes`, `len` are set by the
 * caller): fills the rest but for `registry_file`. */
void ec_lint_read(struct ec_lint *lint, struct ec_lint_file *file);

/* "zh_CN" of ".../zh_CN.po" and of "shop.zh_CN.po"; NULL when that is no locale by its look. */
const char *ec_lint_path_locale(struct ec_pool *pool, const char *path);

/* The one among the files that is the registry of the catalog: that which has the most of its
 * codes; of several the one whose domain the catalog's path names. NULL when none has any. */
const struct ec_lint_file *ec_lint_registry_of(const struct ec_lint_file *catalog,
                                               const struct ec_lint_file *files, size_t count);

/* Whether that registry is the catalog's beyond doubt: it has at least half of its codes, or one
 * and the catalog's path names its domain. */
bool ec_lint_is_registry_of(const struct ec_lint_file *catalog,
                            const struct ec_lint_file *registry);

/* Judges a file that was read, and adds to the findings. */
void ec_lint_judge(struct ec_lint *lint, struct ec_lint_file *file,
                   const struct ec_lint_progress *progress);

/* When all files have been judged: takes out what exceptions cover, of the registries and in the
 * comments of catalogs, tells of exceptions that nothing needed, and sorts the findings by file, in
 * the order of `files`, and place. `selected` says which rules are looked at at all: an exception
 * for others is not unused. */
void ec_lint_finish(struct ec_lint *lint, const struct ec_lint_file *files, size_t count,
                    bool (*selected)(void *context, const struct ec_rule *rule), void *context);

#endif
