/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_CATALOG_H
#define EC_LINT_CATALOG_H

/* What the rules about a whole catalog share: its entries with their codes, and those that are
 * alike side by side. Knows which entries count; refuses to know what is wrong with them. */

#include "lint.h"

/* An entry that counts: it is neither the header nor obsolete. */
struct ec_lint_item {
  const struct ec_po_entry *entry;
  const char *code; /* of its context, when that is of the form CODE/message or CODE/remediation */
  bool is_remediation;
  uint64_t context_hash, id_hash;
  const struct ec_lint_item *same;  /* the first with the same context and id, when it is another */
  const struct ec_lint_item *other; /* the first with the same context, when it has another id */
  const struct ec_lint_item *message; /* of a remediation: that of the same code, or NULL */
};

struct ec_lint_items {
  struct ec_lint_item *items; /* in the order of the file */
  size_t count;
  size_t coded; /* how many have a code */
};

/* Takes its memory from lint->scratch. */
void ec_lint_items_read(struct ec_lint *lint, const struct ec_lint_file *file,
                        struct ec_lint_items *items);

/* A hash of bytes; `begin` is that of what comes before them, or 0. */
uint64_t ec_lint_hash(uint64_t begin, const char *bytes, size_t len);

/* Tells of the bytes `begin` to `end` of a string of the catalog. */
void ec_lint_tell(struct ec_lint *lint, const char *rule, struct ec_lint_file *file,
                  const struct ec_po_string *string, size_t begin, size_t end, const char *code,
                  const struct errcat_arg *args, size_t count);

/* The rules entry.… */
void ec_lint_entries(struct ec_lint *lint, struct ec_lint_file *file,
                     const struct ec_lint_items *items);
/* entry.copied */
bool ec_lint_is_copied(const struct ec_lint_file *file, const struct ec_lint_item *item);

#endif
