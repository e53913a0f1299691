/* SPDX-License-Identifier: MIT */
#include "plural.h"

#include <string.h>

/* Rules as UTS #35, Part 3 has them:
 *
 *     rule     = chain *("or" chain) samples
 *     chain    = relation *("and" relation)
 *     relation = operand ["%" value] ("=" / "!=") range *("," range)
 *     operand  = "n" / "i" / "v" / "w" / "f" / "t" / "c" / "e"
 *     range    = value [".." value]
 *     samples  = nothing, or "@" and whatever follows it
 *
 * A whole number without decimals has n = i and 0 for all else. So a relation of any other operand
 * is known beforehand: one that holds is left out, one that does not takes its chain with it. What
 * is left becomes one step for each range, and each step says which comes next:
 *
 *     few:  n % 10 = 2..4,9 and n % 100 != 12..14
 *                            in range     not in range
 *     0  n % 10   2..4       2            1
 *     1  n % 10   9          2            3
 *     2  n % 100  12..14     3            few
 *     3  (the first step of the next chain or rule; past the last of all: other)
 *
 * The values that steps look at, n % 10 and n % 100 here, are few, so all of them are worked out
 * before the first step: the divisions, which take longest, do not wait for one another.
 *
 * ICU computes in doubles, and takes of `i` the last 18 digits. That makes a difference beyond 2^53
 * alone, where this does the same, for the text must be the one that ICU gives. */

enum ec_step_flag {
  STEP_NOT = 1, /* of a relation with "!=" */
  STEP_MORE = 2 /* the next step is of the same relation */
};

static const char *const names[EC_PLURAL_CATEGORIES] = {"zero", "one",  "two",
                                                        "few",  "many", "other"};

const char *ec_plural_name(enum ec_plural_category category)
{
  return names[category];
}

enum ec_plural_category ec_plural_parse(const char *text, size_t len)
{
  int i = 0;
  while (i < EC_PLURAL_CATEGORIES && (strlen(names[i]) != len || memcmp(names[i], text, len) != 0))
    i++;
  return (enum ec_plural_category)i;
}

/* ---------------------------------------------------------------- compiling */

struct rule {
  const char *at, *end;
  struct ec_plural_rules *rules; /* what is compiled; steps are added behind its own */
  /* Of the relation that is read: */
  bool integer;               /* it is of operand i, not n */
  bool constant;              /* or of another one, and sees 0 whatever the number */
  bool matched;               /* and 0 is in one of its ranges */
  struct ec_plural_step step; /* what its steps have in common */
};

static void skip_space(struct rule *rule)
{
  while (rule->at < rule->end && (*rule->at == ' ' || *rule->at == '\t'))
    rule->at++;
}

static bool is_letter(char c)
{
  return c >= 'a' && c <= 'z';
}

/* Reads a sign or a word, and the white space behind it. A word ends where its letters do. */
static bool take(struct rule *rule, const char *token)
{
  size_t len = strlen(token), left = (size_t)(rule->end - rule->at);
  if (left < len || memcmp(rule->at, token, len) != 0)
    return false;
  if (is_letter(token[0]) && left > len && is_letter(rule->at[len]))
    return false;
  rule->at += len;
  skip_space(rule);
  return true;
}

static bool take_value(struct rule *rule, uint32_t *value)
{
  const char *start = rule->at;
  uint64_t sum = 0;
  for (; rule->at < rule->end && *rule->at >= '0' && *rule->at <= '9'; rule->at++) {
    sum = sum * 10 + (uint64_t)(*rule->at - '0');
    if (sum > UINT32_MAX)
      return false;
  }
  *value = (uint32_t)sum;
  bool any = rule->at > start;
  skip_space(rule);
  return any;
}

static bool take_operand(struct rule *rule)
{
  static const char *const zeros[] = {"v", "w", "f", "t", "c", "e"};
  rule->constant = false;
  rule->integer = take(rule, "i");
  if (rule->integer || take(rule, "n"))
    return true;
  rule->constant = true;
  for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
    if (take(rule, zeros[i]))
      return true;
  return false;
}

/* Has the relation's steps look at the operand's rest, of a modulus that is not 0, or at itself. */
static bool choose_value(struct rule *rule, uint32_t modulus)
{
  struct ec_plural_rules *rules = rule->rules;
  uint8_t i = 0;
  while (i < rules->values && (rules->modulus[i] != modulus || rules->integer[i] != rule->integer))
    i++;
  if (i == EC_PLURAL_VALUES_MAX)
    return false;
  if (i == rules->values) {
    rules->modulus[i] = modulus;
    rules->integer[i] = rule->integer;
    rules->values++;
  }
  rule->step.value = i;
  return true;
}

static bool add_step(struct rule *rule)
{
  struct ec_plural_rules *rules = rule->rules;
  if (rules->count == EC_PLURAL_STEPS_MAX)
    return false;
  rules->steps[rules->count++] = rule->step;
  return true;
}

static bool take_range(struct rule *rule)
{
  uint32_t first, last;
  if (!take_value(rule, &first))
    return false;
  last = first;
  if (take(rule, "..") && (!take_value(rule, &last) || last < first))
    return false;
  rule->step.first = first;
  rule->step.span = last - first;
  if (first == 0)
    rule->matched = true;
  return rule->constant || add_step(rule);
}

/* *holds: whether it can be true; of a constant one, whether it is. */
static bool take_relation(struct rule *rule, bool *holds)
{
  uint32_t modulus = 0;
  if (!take_operand(rule))
    return false;
  if (take(rule, "%") && (!take_value(rule, &modulus) || !modulus))
    return false;
  if (!rule->constant && !choose_value(rule, modulus))
    return false;
  bool not = take(rule, "!=");
  if (!not &&!take(rule, "="))
    return false;
  rule->step.flags = not ? STEP_MORE | STEP_NOT : STEP_MORE;
  rule->matched = false;
  do {
    if (!take_range(rule))
      return false;
  } while (take(rule, ","));
  if (!rule->constant)
    rule->rules->steps[rule->rules->count - 1].flags &= (uint8_t)~STEP_MORE;
  *holds = !rule->constant || rule->matched != not ;
  return true;
}

/* Says of the steps from `start` on, which are one chain, where each leads. */
static void link_chain(struct ec_plural_rules *rules, uint32_t start, uint8_t found)
{
  uint8_t holds = found, fails = (uint8_t)rules->count;
  for (uint32_t i = rules->count; i-- > start;) {
    struct ec_plural_step *step = &rules->steps[i];
    bool more = step->flags & STEP_MORE;
    if (!more && i + 1 < rules->count)
      holds = (uint8_t)(i + 1);
    if (step->flags & STEP_NOT) {
      step->yes = fails;
      step->no = more ? (uint8_t)(i + 1) : holds;
    } else {
      step->yes = holds;
      step->no = more ? (uint8_t)(i + 1) : fails;
    }
  }
}

static bool take_chain(struct rule *rule, enum ec_plural_category category)
{
  uint8_t start = rule->rules->count;
  bool all = true, holds;
  do {
    if (!take_relation(rule, &holds))
      return false;
    all = all && holds;
  } while (take(rule, "and"));
  if (!all) {
    rule->rules->count = start;
    return true;
  }
  if (rule->rules->count == start) {
    /* Nothing is left to ask: a step that is true of every number. */
    rule->integer = true;
    rule->step = (struct ec_plural_step){0};
    if (!choose_value(rule, 1) || !add_step(rule))
      return false;
  }
  link_chain(rule->rules, start, (uint8_t)(EC_PLURAL_FOUND + category));
  return true;
}

bool ec_plural_add(struct ec_plural_rules *rules, enum ec_plural_category category,
                   const char *text, size_t len)
{
  struct rule rule = {.at = text, .end = text + len, .rules = rules};
  uint8_t count = rules->count, values = rules->values;
  skip_space(&rule);
  bool ok;
  do
    ok = take_chain(&rule, category);
  while (ok && take(&rule, "or"));
  if (!ok || (rule.at < rule.end && *rule.at != '@')) {
    rules->count = count;
    rules->values = values;
    return false;
  }
  return true;
}

/* ---------------------------------------------------------------- selecting */

/* Rules divide by powers of ten, mostly these. A compiler makes multiplications of divisions by
 * what it knows. */
static uint64_t rest(uint64_t value, uint32_t modulus)
{
  if (!modulus)
    return value;
  if (modulus == 10)
    return value % 10;
  if (modulus == 100)
    return value % 100;
  if (modulus == 1000000)
    return value % 1000000;
  return value % modulus;
}

/* Of the double that is nearest to the value. Beyond 2^53 that is even, and may be 2^64, but its
 * half has room. */
static uint64_t rest_of_double(uint64_t value, uint32_t modulus)
{
  if (!modulus)
    return UINT64_MAX; /* in no range */
  uint64_t half = (uint64_t)((double)value / 2);
  return half % modulus * 2 % modulus;
}

static const uint64_t exact_max = EC_PLURAL_EXACT;

static void read_large(const struct ec_plural_rules *rules, uint64_t magnitude, uint64_t *values)
{
  const uint64_t integer_end = 1000000000000000000; /* of ICU's `i` */
  for (unsigned i = 0; i < rules->values; i++) {
    uint64_t seen = rules->integer[i] ? magnitude % integer_end : magnitude;
    uint32_t modulus = rules->modulus[i];
    values[i] = seen <= exact_max ? rest(seen, modulus) : rest_of_double(seen, modulus);
  }
}

/* Where there is no step. */
static enum ec_plural_category category_at(unsigned at)
{
  return at < EC_PLURAL_FOUND ? EC_PLURAL_OTHER : (enum ec_plural_category)(at - EC_PLURAL_FOUND);
}

enum ec_plural_category ec_plural_select(const struct ec_plural_rules *rules, uint64_t magnitude)
{
  uint64_t values[EC_PLURAL_VALUES_MAX];
  if (magnitude > exact_max)
    read_large(rules, magnitude, values);
  else
    for (unsigned i = 0; i < rules->values; i++)
      values[i] = rest(magnitude, rules->modulus[i]);

  unsigned at = 0;
  while (at < rules->count) {
    const struct ec_plural_step *step = &rules->steps[at];
    at = values[step->value] - step->first <= step->span ? step->yes : step->no;
  }
  return category_at(at);
}

void ec_plural_prepare(struct ec_plural_rules *rules)
{
  const struct ec_plural_step *step = rules->steps;
  bool any = rules->count > 0;
  rules->alone.known = !any || (rules->count == 1 && !rules->modulus[step->value]);
  rules->alone.first = step->first;
  rules->alone.span = step->span;
  rules->alone.yes = (uint8_t)(any ? category_at(step->yes) : EC_PLURAL_OTHER);
  rules->alone.no = (uint8_t)(any ? category_at(step->no) : EC_PLURAL_OTHER);
}
