/* SPDX-License-Identifier: MIT */
#ifndef EC_FAULT_H
#define EC_FAULT_H

/* What is wrong with a pattern, for people. Knows the sentences fault.... of the domain "errcat"
 * and how what they name is quoted; refuses to know where a fault is, and where it is shown. */

#include "tool.h"

/* What the library says in `fault->detail`, in the reader's language: what was expected in the
 * pattern, and what was found. A piece of a sentence, without a full stop. The detail itself for an
 * error that is no fault of a pattern. */
const char *ec_fault_text(struct ec_tool *tool, const char *pattern,
                          const struct errcat_error *fault);

#endif
