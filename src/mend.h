/* SPDX-License-Identifier: MIT */
#ifndef EC_MEND_H
#define EC_MEND_H

/* What --fix does to catalogs. Knows which changes can be made together, and which a file's charset
 * allows; refuses to know why they are right, and does not write files. */

#include "catalogs.h"

/* Makes the changes of the findings that `selected` (of ec_rules) has, in memory: the files have
 * other bytes then, and have to be read again. Files with faults of syntax are left alone. Returns
 * whether anything has changed. */
bool ec_mend(struct ec_catalogs *catalogs, const struct ec_lint *lint, const bool *selected);

#endif
