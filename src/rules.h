/* SPDX-License-Identifier: MIT */
#ifndef EC_RULES_H
#define EC_RULES_H

/* The rules of lint: their names, how bad what they find is, and an example of each. Knows all
 * rules by name; refuses to know how they judge, and what. What a rule says is the entry of the
 * same code in the domain errcat. */

#include <stdbool.h>
#include <stddef.h>

enum ec_severity { EC_SEVERITY_ADVICE, EC_SEVERITY_WARNING, EC_SEVERITY_ERROR };

struct ec_rule {
  const char *name; /* "zh.half-width"; the family is what stands before the full stop */
  enum ec_severity severity;
  bool mends; /* --fix can mend what it finds */
  /* An example, which the tests try: a text of the registry with its arguments, and a translation
   * that is wrong, and one that is right. Of rules about texts of the registry, `source` is NULL,
   * and `wrong` and `right` are texts of the registry. All of them NULL: there is no example in one
   * text. */
  const char *locale, *source, *wrong, *right;
};

/* All rules, sorted by name. */
extern const struct ec_rule ec_rules[];
extern const size_t ec_rule_count;

/* The rule of that name, or NULL. */
const struct ec_rule *ec_rule_find(const char *name);

/* Whether `selector` is the rule's name, its family ("zh" or "zh.*"), or "all". */
bool ec_rule_matches(const struct ec_rule *rule, const char *selector);
/* Whether it matches any rule. */
bool ec_rule_selects(const char *selector);

#endif
