/* SPDX-License-Identifier: MIT */
#ifndef EC_REGISTRY_PATTERNS_H
#define EC_REGISTRY_PATTERNS_H

/* Whether the texts of a registry are patterns. Knows that the library refuses a text, and which of
 * its placeholders nobody fills; refuses to know the syntax, and translations. */

#include "registry_say.h"

/* Adds the faults of all texts to those of the registry, which must have been read without any. */
void ec_registry_patterns(struct ec_tool *tool, struct ec_registry *registry);

#endif
