/* SPDX-License-Identifier: MIT */

/* The plural categories of languages. Which there are the library says; which are needed for whole
 * numbers is tried out, for a category may be of fractions or of millions alone. */

#include <string.h>

#include "lint_plural.h"

#define NUMBERS 1000 /* are tried, and 0 */

const char *const ec_lint_categories[EC_LINT_CATEGORIES] = {"zero", "one",  "two",
                                                            "few",  "many", "other"};

size_t ec_lint_category(const char *name, size_t len)
{
  size_t i = 0;
  while (i < EC_LINT_CATEGORIES &&
         (strlen(ec_lint_categories[i]) != len || memcmp(ec_lint_categories[i], name, len) != 0))
    i++;
  return i;
}

/* Languages of which it is known that they have no plural; of all others that have none, nothing is
 * known. */
static bool has_no_plural(const char *language)
{
  static const char languages[] =
      " bm bo dz hnj id ig ii in ja jbo jv jw kde kea km ko lkt lo ms my nqo osa sah ses sg su th "
      "to tpi vi wo yo yue zh ";
  const size_t len = strlen(language);
  const char *at = len ? strstr(languages, language) : NULL;
  return at && at[-1] == ' ' && at[len] == ' ';
}

static bool is_known(struct ec_lint *lint, const char *locale)
{
  return errcat_plural_categories(locale, false) != ERRCAT_PLURAL_OTHER ||
         has_no_plural(ec_lint_language(lint->scratch, locale));
}

/* Its text is the index of the category. */
static struct errcat_pattern *open_pattern(struct ec_lint *lint, const char *locale, bool ordinal)
{
  static const char cases[] = "zero {0} one {1} two {2} few {3} many {4} other {5}}";
  struct errcat_error err = {.status = ERRCAT_OK};
  const char *pattern =
      ec_pool_printf(lint->scratch, "{0, %s, %s", ordinal ? "selectordinal" : "plural", cases);
  struct errcat_pattern *opened = errcat_pattern_open(locale, pattern, strlen(pattern), NULL, &err);
  if (err.status == ERRCAT_E_NOMEM)
    lint->pool->out_of_memory(lint->pool->context);
  return opened;
}

static void try_numbers(struct ec_lint_plurals *plurals, const struct errcat_pattern *pattern)
{
  for (uint32_t number = 0; number <= NUMBERS; number++) {
    char digit[8] = "";
    errcat_pattern_format(pattern, ERRCAT_ARGS(number), digit, sizeof digit, NULL);
    const size_t category = (size_t)(digit[0] - '0');
    if (category >= EC_LINT_CATEGORIES)
      continue;
    const uint32_t i = plurals->of[category].count++;
    plurals->needs |= UINT32_C(1) << category;
    if (i < sizeof plurals->of[0].numbers / sizeof plurals->of[0].numbers[0])
      plurals->of[category].numbers[i] = number;
  }
}

const struct ec_lint_plurals *ec_lint_plurals(struct ec_lint *lint, const char *locale,
                                              bool ordinal)
{
  for (const struct ec_lint_plurals *known = lint->plurals; known; known = known->next)
    if (known->ordinal == ordinal && strcmp(known->locale, locale) == 0)
      return known->has ? known : NULL;
  struct ec_lint_plurals *plurals = ec_pool_alloc(lint->pool, 1, sizeof *plurals);
  *plurals = (struct ec_lint_plurals){.locale = ec_pool_copy(lint->pool, locale, strlen(locale)),
                                      .ordinal = ordinal,
                                      .next = lint->plurals};
  lint->plurals = plurals;
  struct errcat_pattern *pattern =
      is_known(lint, locale) ? open_pattern(lint, locale, ordinal) : NULL;
  if (!pattern)
    return NULL;
  plurals->has = errcat_plural_categories(locale, ordinal);
  try_numbers(plurals, pattern);
  errcat_pattern_free(pattern);
  return plurals;
}
