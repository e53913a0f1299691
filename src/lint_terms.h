/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_TERMS_H
#define EC_LINT_TERMS_H

/* What the rules that compare the texts of a catalog share. Knows how to find again what was seen
 * before, in a time that does not grow with it; refuses to know what is compared. */

#include "lint_units.h"

struct ec_lint_word {
  const char *text; /* NULL: an empty slot */
  size_t len, value;
  uint32_t hash;
};
struct ec_lint_words {
  struct ec_pool *pool;
  struct ec_lint_word *slots;
  size_t count, size; /* a power of two, or 0 */
};

/* What was put there with the text, or with `value` now, when it is new. The text is not copied. */
size_t *ec_lint_words_add(struct ec_lint_words *words, const char *text, size_t len, size_t value,
                          bool *is_new);

/* ------------------------------------------------------------------ labels */

enum { EC_LINT_LABEL_MAX = 64 }; /* bytes of one */

/* Bytes of a sentence that name the argument behind them. */
struct ec_lint_label {
  const char *text;
  size_t at, len;
  bool has_colon, has_han;
};

/* The label of the slot at `slot`; false when there is none. */
bool ec_lint_label_find(const struct ec_sentence *sentence, size_t slot,
                        struct ec_lint_label *label);
/* Whether a label of a source names the argument, and is not just how the sentence begins:
 * "Unknown option: {0}". */
bool ec_lint_label_names(const struct ec_lint_label *label);
/* "projectid" of projectId, project_id and "project id"; returns its length. */
size_t ec_lint_label_fold(const struct ec_lint_label *label, char folded[EC_LINT_LABEL_MAX]);

/* term.argument-label */
void ec_lint_labels(struct ec_lint *lint, const struct ec_lint_units *units);

#endif
