/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_PLURAL_H
#define EC_LINT_PLURAL_H

/* What the rules about cases share: the categories that a language needs, and sets of selectors.
 * Knows what the library says of languages; refuses to know texts. */

#include "lint_view.h"

enum { EC_LINT_CATEGORIES = 6 };
extern const char *const ec_lint_categories[EC_LINT_CATEGORIES]; /* in the order of their bits */

/* The index of a category by its name, or EC_LINT_CATEGORIES. */
size_t ec_lint_category(const char *name, size_t len);

/* The categories of a locale, of cardinal or of ordinal numbers. */
struct ec_lint_plurals {
  const char *locale;
  bool ordinal;
  uint32_t has, needs; /* bits of enum errcat_plural_categories; of whole numbers up to 1000 */
  /* The numbers of each that is needed, when they are so few. */
  struct {
    uint32_t count;
    uint32_t numbers[4];
  } of[EC_LINT_CATEGORIES];
  const struct ec_lint_plurals *next;
};

/* NULL when nobody can say. Kept for the whole run. */
const struct ec_lint_plurals *ec_lint_plurals(struct ec_lint *lint, const char *locale,
                                              bool ordinal);

/* Which of the faults of the text (at most ERRCAT_FAULTS_MAX) say that a plural lacks the case
 * "other", where it has a case whose name is no category: that is told instead, as
 * plural.translated-keyword. */
void ec_lint_plural_excuse(const struct ec_lint_view *view, bool excused[ERRCAT_FAULTS_MAX]);

/* Whether there is any other fault. */
static inline bool ec_lint_is_broken(const struct ec_lint_view *view,
                                     const bool excused[ERRCAT_FAULTS_MAX])
{
  for (size_t i = 0; i < view->fault_count && i < ERRCAT_FAULTS_MAX; i++)
    if (!excused[i])
      return true;
  return false;
}

/* -------------------------------------------------------- sets of selectors */

struct ec_lint_selector {
  const char *text; /* NULL: an empty slot */
  size_t len, count;
};
struct ec_lint_selectors {
  struct ec_lint_selector few[32], *slots;
  size_t size; /* a power of two */
};

/* An empty set for at most `most` selectors. */
void ec_lint_selectors_init(struct ec_lint *lint, struct ec_lint_selectors *set, size_t most);
/* Adds the selector, or finds it: its `count` is how often it was added. */
struct ec_lint_selector *ec_lint_selectors_add(struct ec_lint_selectors *set, const char *text,
                                               size_t len);
/* NULL when it is not there. */
const struct ec_lint_selector *ec_lint_selectors_get(const struct ec_lint_selectors *set,
                                                     const char *text, size_t len);

/* ------------------------------------------------------------------- cases */

/* The index of the next case behind piece `i` of the argument at `argument`, which is at the depth
 * of it; the piece count when there is none. */
size_t ec_lint_next_case(const struct errcat_piece *pieces, size_t count, size_t argument,
                         size_t i);
/* How many cases the argument has. */
size_t ec_lint_case_count(const struct errcat_piece *pieces, size_t count, size_t argument);

/* Whether a case is of a person's or a noun's gender, which languages may do without. */
bool ec_lint_is_gender(const char *selector, size_t len);

/* select.…: compares a select of the view with those of the source. */
void ec_lint_select(struct ec_lint *lint, const struct ec_lint_view *view, size_t argument);

#endif
