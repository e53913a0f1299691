/* SPDX-License-Identifier: MIT */
#ifndef EC_GIVEN_H
#define EC_GIVEN_H

/* The words behind a code on the command line, as the arguments of that code. Knows what is
 * declared for it, and says what does not fit; refuses to know what is done with them. */

#include "arguments.h"
#include "tool.h"

/* Reads all operands behind the first. The one argument of another system's texts is the code
 * itself. Items of a list are shown as they are typed: nobody knows here what the service takes
 * them for. EC_EXIT_OK, or the status to end with when there is no such time zone. */
int ec_given_read(struct ec_tool *tool, const struct ec_match *match,
                  struct ec_arguments *arguments);

/* Says which of them are not of their type, that there are too many, which are missing, and that a
 * text could not be used: `status` is that of the text which they went into. Without any, none is
 * missing unless `all` are wanted: who only asks what a code means need not know them. */
void ec_given_warn(struct ec_tool *tool, const struct ec_match *match,
                   const struct ec_arguments *arguments, bool all, errcat_status status);

/* A value as it may be shown: hidden where the message hides it. */
const char *ec_given_shown(const struct errcat_arg_info *arg, const char *value);

#endif
