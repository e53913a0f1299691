/* SPDX-License-Identifier: MIT */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

/* What check_differential is made of: a pattern on both sides, errcat's and ICU's, what came of
 * comparing them, and patterns and arguments by chance. */

#include "errcat.h"
#include "oracle.h"

/* ------------------------------------------------------------- both sides */

struct subject {
  const char *text;
  size_t len;
  const char *locale;
  const char *zone; /* of all times; NULL is UTC */
  bool jdk;
  bool spoiled; /* arguments need not fit */
};

struct pair {
  struct subject subject;
  struct errcat_pattern *ours;
  struct oracle *icus;
};

/* Opens it on both sides. True when both take it; then pair_close() must follow. When they do not
 * agree, that is a difference, unless errcat has a limit, or a style that it does not support. */
bool pair_open(struct pair *pair, const struct subject *subject);
void pair_close(struct pair *pair);

/* Formats with both, and records a difference when the texts are not the same, or when ICU refuses
 * arguments with which errcat has found nothing wrong, unless the pattern is spoiled: some of those
 * are in the list of differences. */
void pair_compare(const struct pair *pair, const struct errcat_arg *args, size_t count);

/* ----------------------------------------------------------------- counts */

/* Shared by all processes that Check makes of the program. */
struct totals {
  size_t patterns;    /* compared, in each locale anew */
  size_t triples;     /* of a pattern, arguments and a locale, with a text on both sides */
  size_t by_chance;   /* those of them that are made by chance */
  size_t unsupported; /* patterns that errcat alone refuses, for a limit or an unsupported style */
  size_t ill_formed;  /* patterns that both refuse */
  size_t unfit;       /* arguments that are missing, or that ICU refuses and errcat counts */
  size_t differences; /* the first few of a process are printed */
  size_t locales;
  char seen[1200][ERRCAT_LOCALE_MAX + 1]; /* names of locales, `locales` of them */
};
extern struct totals *totals;
void totals_open(void);
void totals_print(void);

/* ------------------------------------------------------------ by chance */

/* The same numbers everywhere for the same seed. */
void random_seed(uint64_t seed);
uint64_t random_bits(void);
size_t random_below(size_t limit);
#define PICK(array) ((array)[random_below(sizeof(array) / sizeof(array)[0])])

struct text {
  char bytes[1500];
  size_t len;
  bool full; /* there was no room for a piece: it is of no use */
};
/* Appends, and terminates. */
void text_put(struct text *text, const char *string);

/* What a pattern is made of. */
enum family {
  FAMILY_PLAIN,  /* numbers without patterns, plurals, selects */
  FAMILY_NUMBER, /* patterns, skeletons, words */
  FAMILY_TIME,
  FAMILY_MIXED,   /* all of them, lists and choices */
  FAMILY_JDK,     /* apostrophes as in the JDK */
  FAMILY_SPOILED, /* one byte more, fewer or other */
  FAMILIES
};
void random_pattern(struct text *text, enum family family);

/* A style alone, as it stands behind {n,number, and {t,date, */
void random_number_pattern(struct text *text);
void random_number_skeleton(struct text *text);
void random_date_pattern(struct text *text);
void random_date_skeleton(struct text *text);

/* Arguments for all that random_pattern() makes, and memory for them: at 0 and as "n" and "m" a
 * number, as "q" one that may be NaN, at 1 and as "g" and "s" a string, at 2 and as "t" a time, and
 * as "l" a list. They point into the set, which must stay where it is. */
enum { SET_ARGS = 10, SET_ITEMS = 4 };
struct argument_set {
  struct errcat_arg args[SET_ARGS];
  struct errcat_arg items[SET_ITEMS];
  char digits[SET_ARGS + SET_ITEMS][ERRCAT_DECIMAL_MAX + 1];
  size_t digits_used;
};
void random_arguments(struct argument_set *set, const char *zone);

/* Locales for all that is not plain, and time zones. */
extern const char *const named_locales[];
extern const size_t named_locale_count;
extern const char *const named_zones[];
extern const size_t named_zone_count;

/* --------------------------------------------------------- written by hand */

struct differential_case {
  const char *pattern;
  bool jdk;
};
extern const struct differential_case differential_cases[];
extern const size_t differential_case_count;

/* With arguments by hand too. */
struct differential_exact {
  const char *locale, *pattern;
  struct errcat_arg arg; /* named "n" */
};
extern const struct differential_exact differential_exacts[];
extern const size_t differential_exact_count;

/* What is meant to differ, and why. */
struct difference {
  const char *reason, *pattern;
  struct errcat_arg arg;   /* without a kind: there is none */
  const char *ours, *icus; /* NULL: the pattern or the argument is refused */
  bool jdk;
  const char *locale; /* NULL: en */
};
extern const struct difference differences[];
extern const size_t difference_count;

#endif
