/* SPDX-License-Identifier: MIT */
#ifndef EC_ARGUMENTS_H
#define EC_ARGUMENTS_H

/* Words of the command line become arguments of a message. Knows NAME=VALUE and which words
 * are numbers, times and lists; refuses to know catalogs and how anything is shown. */

#include "errcat.h"
#include "pool.h"
#include "when.h"

/* What one word was taken for. */
struct ec_argument {
  const struct errcat_arg_info *declared; /* NULL: there is no such argument */
  const char *name;                       /* when given by name, else NULL */
  const char *value;                      /* as typed */
  bool mistyped;                          /* declared as a number or time, but read as none */
};

struct ec_arguments {
  struct errcat_arg *args; /* for the library: those by position first, none too many */
  size_t arg_count;
  struct ec_argument *words; /* every word, as typed */
  size_t count;
};

/* How words are read. */
struct ec_reading {
  const struct errcat_arg_info *declared;
  size_t declared_count;
  struct ec_clocks *clocks;
  const char *zone; /* in which times are shown, and read when they do not say; NULL: UTC */
  bool strings;     /* without a declared type a word is text, whatever it looks like */
};

/* The value of a declared type that a word stands for; text, with *mistyped set, when it stands
 * for none. `zone` and the word are borrowed. */
struct errcat_arg ec_arguments_typed(struct ec_pool *pool, const struct ec_reading *reading,
                                     const char *type, const char *word, bool *mistyped);

/* Reads the words of a code, whose arguments are all declared, in this order. `a=b` is by name
 * only when `a` is a declared name; else the whole word is the next argument by position, which
 * is what "because x=1" should be. */
void ec_arguments_read(struct ec_arguments *arguments, struct ec_pool *pool,
                       const struct ec_reading *reading, const char *const *words, size_t count);

/* The same for a pattern, of whose arguments some, or none, are declared; a declaration may lack a
 * type. The name of a placeholder or declaration makes NAME=VALUE. A word without a type that is a
 * number as a program would print it is one, and so is a time with its offset from UTC, unless
 * `strings`. 007 and 1e5 stay text. */
void ec_arguments_guess(struct ec_arguments *arguments, struct ec_pool *pool, const char *pattern,
                        const struct ec_reading *reading, const char *const *words, size_t count);

/* The declaration of a name, of which `len` bytes count, or NULL. */
const struct errcat_arg_info *ec_arguments_declared(const struct ec_reading *reading,
                                                    const char *name, size_t len);

/* How many numbered arguments the pattern can have: one more than the largest number in it, at
 * most 32768, as the largest that there can be is 32767. */
size_t ec_arguments_numbered(const char *pattern);

/* The word that was given for a declared argument, or NULL. */
const char *ec_arguments_value(const struct ec_arguments *arguments,
                               const struct errcat_arg_info *declared);

#endif
