/* SPDX-License-Identifier: MIT */
#ifndef EC_PLURAL_H
#define EC_PLURAL_H

/* CLDR plural rules for whole numbers, without ICU (UTS #35, Part 3, "Plural rules syntax"). Knows
 * the syntax of rules and how a whole number answers them; refuses to know locales, and numbers
 * with a fraction, which are ICU's. */

#include "errcat.h"
#include "inline.h"

enum ec_plural_category {
  EC_PLURAL_ZERO,
  EC_PLURAL_ONE,
  EC_PLURAL_TWO,
  EC_PLURAL_FEW,
  EC_PLURAL_MANY,
  EC_PLURAL_OTHER,
  EC_PLURAL_CATEGORIES
};
/* "zero", ... Static. */
const char *ec_plural_name(enum ec_plural_category category);
/* Of text[0..len), byte for byte; EC_PLURAL_CATEGORIES for any other. */
enum ec_plural_category ec_plural_parse(const char *text, size_t len);

enum ec_plural_type { EC_PLURAL_CARDINAL, EC_PLURAL_ORDINAL, EC_PLURAL_TYPES };

/* Compiled rules: a small program, see plural.c. All zero: every number is "other". */
enum { EC_PLURAL_STEPS_MAX = 48, EC_PLURAL_VALUES_MAX = 8 };
struct ec_plural_rules {
  uint8_t count, values;                  /* how many there are */
  uint8_t integer[EC_PLURAL_VALUES_MAX];  /* whether a value is of operand i, not n */
  uint32_t modulus[EC_PLURAL_VALUES_MAX]; /* what it is the rest by; 0: the number itself */
  struct ec_plural_step {
    uint32_t first, span; /* the range first..first + span */
    uint8_t value;        /* which value is looked at */
    uint8_t yes, no;      /* where it goes on when that is in the range, and when not: at another
                             step, or, from EC_PLURAL_FOUND on, with a category */
    uint8_t flags;
  } steps[EC_PLURAL_STEPS_MAX];
  /* What ec_plural_prepare() sees in the rest: */
  struct {
    bool known;
    uint8_t yes, no; /* categories of a number in the range, and of all others */
    uint32_t first, span;
  } alone;
};

/* Adds the rule of a category: "n % 10 = 2..4 and n % 100 != 12..14 @integer ...". Rules are asked
 * in the order in which they are added. False, with *rules as it was, when the text is no rule or
 * needs more steps than there are: then ICU is to be asked instead. */
bool ec_plural_add(struct ec_plural_rules *rules, enum ec_plural_category category,
                   const char *text, size_t len);

/* Where a step leads that has found the category. A step's index never reaches it, nor does the
 * index past the last step, which is "other". */
enum { EC_PLURAL_FOUND = EC_PLURAL_STEPS_MAX + 1 };

/* From here on a double does not hold every integer. */
#define EC_PLURAL_EXACT (UINT64_C(1) << 53)

/* The category of a whole number that is shown without decimals; rules see its magnitude. */
enum ec_plural_category ec_plural_select(const struct ec_plural_rules *rules, uint64_t magnitude);

/* Makes the category quick to find when all rules are added and there is none, or one of one step,
 * as in many languages; without it, it is found all the same. */
void ec_plural_prepare(struct ec_plural_rules *rules);

/* The category of a magnitude below EC_PLURAL_EXACT when it is quick to find; else
 * EC_PLURAL_CATEGORIES. */
static inline enum ec_plural_category ec_plural_select_alone(const struct ec_plural_rules *rules,
                                                             uint64_t magnitude)
{
  if (UNLIKELY(!rules->alone.known))
    return EC_PLURAL_CATEGORIES;
  if (UNLIKELY(magnitude - rules->alone.first <= rules->alone.span)) /* a jump, which is guessed */
    return (enum ec_plural_category)rules->alone.yes;
  return (enum ec_plural_category)rules->alone.no;
}

static inline enum ec_plural_category ec_plural_select_quickly(const struct ec_plural_rules *rules,
                                                               uint64_t magnitude)
{
  enum ec_plural_category category = ec_plural_select_alone(rules, magnitude);
  return category < EC_PLURAL_CATEGORIES ? category : ec_plural_select(rules, magnitude);
}

#endif
