/* SPDX-License-Identifier: MIT */
#ifndef EC_HELP_H
#define EC_HELP_H

/* --help, --version and `errcat help`. Knows the layout; all that it says is in the tables of
 * commands and options, and in the catalogs. */

#include "tool.h"

/* Of one command, or of the tool when it is NULL. Returns EC_EXIT_OK. */
int ec_help_print(struct ec_tool *tool, const struct ec_command *command);
int ec_help_version(struct ec_tool *tool);

/* An operand is missing, or one too many: says so. Returns EC_EXIT_USAGE. */
int ec_help_operands(struct ec_tool *tool, bool missing);

#endif
