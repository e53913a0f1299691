/* SPDX-License-Identifier: MIT */
#ifndef EC_OPTIONS_H
#define EC_OPTIONS_H

/* The command line. Knows options and commands and what is wrong with them; refuses to know
 * languages: a fault is kept until the tool can say it in the reader's. */

#include "tool.h"

struct ec_option {
  const char *name;
  const char *value;   /* as the help shows it, "[=WHEN]" when it may be left out; or NULL */
  char letter;         /* or 0 */
  unsigned choice;     /* of enum ec_choice; 0: an option of every command */
  const char *summary; /* code of a text */
};

/* Those of every command, up to one without a name. */
extern const struct ec_option ec_options[];

/* What is wrong, or code == NULL. */
struct ec_fault {
  const char *code;
  const char *word;        /* the argument of the diagnostic */
  const char *const *near; /* names to choose the suggestions from */
  size_t near_count;
  bool all; /* every one of them is a suggestion */
};

/* Fills what was asked for into *tool. Operands are as typed, not yet in UTF-8. */
void ec_options_read(struct ec_tool *tool, int argc, char **argv, struct ec_fault *fault);

/* The command of that name, or NULL: then the fault says so. */
const struct ec_command *ec_options_command(struct ec_tool *tool, const char *name,
                                            struct ec_fault *fault);

/* Says what is wrong. Returns EC_EXIT_USAGE. */
int ec_options_report(struct ec_tool *tool, const struct ec_fault *fault);

#endif
