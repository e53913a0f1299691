/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_UNITS_H
#define EC_LINT_UNITS_H

/* The texts of a file that are judged. Knows what an entry of a registry or a catalog has to be
 * judged, and what it belongs to; refuses to know rules. A unit is made when it is looked at: of
 * 100,000 texts no more is in memory than where they are. */

#include "lint.h"

struct ec_lint_units {
  struct ec_lint *lint;
  struct ec_lint_file *file;
  struct ec_lint_unit_ref {
    const void *entry; /* of the registry or the catalog */
    const char *code;  /* NULL: there is none */
    const struct ec_lint_code *declared;
    uint32_t translation; /* of a catalog's entry */
    bool is_remediation;
  } * refs;
  size_t count;
};

/* All units of the file, in their order; a registry with faults has none. Takes its memory from
 * lint->pool. */
void ec_lint_units_find(struct ec_lint *lint, struct ec_lint_file *file,
                        struct ec_lint_units *units);

/* Makes unit `i`: its texts are yet to be read. What is found from now on is of this unit. It must
 * not be copied: its source is in it. */
void ec_lint_unit_get(const struct ec_lint_units *units, size_t i, struct ec_lint_unit *unit);

/* Reads its texts, into lint->scratch. */
void ec_lint_unit_read(struct ec_lint *lint, struct ec_lint_unit *unit);

#endif
