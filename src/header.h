/* SPDX-License-Identifier: MIT */
#ifndef EC_HEADER_H
#define EC_HEADER_H

/* The header for C and C++ that is made of a registry: constants, the table of its codes, and a
 * typed call for each. Knows what is declared and in which words; refuses to know files and
 * faults. */

#include "names.h"

/* Of a registry without faults, in which at least one code is not retired. `file` is its name for
 * the comment at the top. The text is the same for the same registry, wherever it is made. */
const char *ec_header_make(struct ec_pool *pool, const struct ec_registry *registry,
                           const struct ec_names *names, const char *file);

/* Lines of a comment, each behind "BEGINNING ", no wider than 100 columns where words allow it.
 * What would end the comment, begin another, or be read as anything but text by a compiler or an
 * editor, comes out as something harmless that reads alike. */
void ec_header_comment(struct ec_string *out, const char *beginning, const char *text);

#endif
