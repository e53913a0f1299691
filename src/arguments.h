/* SPDX-License-Identifier: MIT */
#ifndef EC_ARGUMENTS_H
#define EC_ARGUMENTS_H

/* Words of the command line become arguments of a message. Knows NAME=VALUE and which words
 * are numbers; refuses to know catalogs and how anything is shown. */

#include "errcat.h"
#include "pool.h"

/* What one word was taken for. */
struct ec_argument {
  const struct errcat_arg_info *declared; /* NULL: there is no such argument */
  const char *name;                       /* when given by name, else NULL */
  const char *value;                      /* as typed */
  bool mistyped;                          /* declared as a number, but read as none */
};

struct ec_arguments {
  struct errcat_arg *args; /* for the library: those by position first, none too many */
  size_t arg_count;
  struct ec_argument *words; /* every word, as typed */
  size_t count;
};

/* Reads the words by the types that `declared` gives them. `a=b` is by name only when `a` is a
 * declared name; else the whole word is the next argument by position, which is what
 * "because x=1" should be. */
void ec_arguments_read(struct ec_arguments *arguments, struct ec_pool *pool,
                       const struct errcat_arg_info *declared, size_t declared_count,
                       const char *const *words, size_t count);

/* The same for a pattern without declarations: a placeholder's name in the pattern makes
 * NAME=VALUE, and a word that is a number as a program would print it is one, unless
 * `strings`. 007 and 1e5 stay text. */
void ec_arguments_guess(struct ec_arguments *arguments, struct ec_pool *pool, const char *pattern,
                        bool strings, const char *const *words, size_t count);

/* The word that was given for a declared argument, or NULL. */
const char *ec_arguments_value(const struct ec_arguments *arguments,
                               const struct errcat_arg_info *declared);

#endif
