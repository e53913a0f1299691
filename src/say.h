/* SPDX-License-Identifier: MIT */
#ifndef EC_SAY_H
#define EC_SAY_H

/* Diagnostics: to standard error, in the reader's language, each with its code in the domain
 * "errcat", so that `errcat explain` explains it:
 *
 *     errcat: error: There is no code OptVers_10000004. [cli.unknown-code]
 *       Run "errcat list" to see every code.
 *       Did you mean:
 *         OptVerse_10000004                                                        */

#include "tool.h"

/* With tool->place that stands in front instead of the name of the tool. */
void ec_say(struct ec_tool *tool, const char *code, const struct errcat_arg *args, size_t count);

/* Ends the line that standard error is in, if it is in one. */
void ec_say_nothing(struct ec_tool *tool);

/* Lines under the diagnostic: a text of the tool, then names, one a line. Nothing when there
 * are no names. */
void ec_say_names(struct ec_tool *tool, const char *text, const char *const *names, size_t count);

/* An indented line as it is, for a pattern and the caret under it. */
void ec_say_line(struct ec_tool *tool, const char *line);

#endif
