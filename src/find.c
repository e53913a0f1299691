/* SPDX-License-Identifier: MIT */
#include "find.h"

#include <string.h>

/* Of a code as one types it, fewer letters than these mean nothing. */
#define PREFIX_MIN 3
#define DIGITS "0123456789"

static bool letter_or_digit(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char lower(char c)
{
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

const char *ec_find_fold(struct ec_pool *pool, const char *text)
{
  char *folded = ec_pool_alloc(pool, strlen(text) + 1, 1);
  size_t len = 0;
  for (; *text; text++)
    if (letter_or_digit(*text))
      folded[len++] = lower(*text);
  return folded;
}

bool ec_find_is_text(const struct errcat_code_info *info)
{
  return info->severity && strcmp(info->severity, "text") == 0;
}

static bool starts(const char *text, const char *prefix)
{
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* The digits at the end of a code: what people read out to each other. */
static const char *number_of(const char *code)
{
  size_t len = strlen(code);
  while (len && strchr(DIGITS, code[len - 1]))
    len--;
  return code + len;
}

/* "APIGW*": the prefix is without the star. */
static size_t foreign_len(const struct errcat_code_info *info)
{
  const size_t len = strlen(info->code);
  return len && info->code[len - 1] == '*' ? len - 1 : len;
}

/* What was typed, without quotes and brackets around it, when that is a code; else NULL. */
static const char *bare_code(struct ec_pool *pool, const char *typed)
{
  size_t len = strlen(typed);
  while (len && !letter_or_digit(typed[len - 1]))
    len--;
  while (len && !letter_or_digit(*typed)) {
    typed++;
    len--;
  }
  if (len == 0 || len > ERRCAT_CODE_MAX)
    return NULL;
  for (size_t i = 0; i < len; i++)
    if (!letter_or_digit(typed[i]) && !strchr("_.:-", typed[i]))
      return NULL;
  return ec_pool_copy(pool, typed, len);
}

static enum ec_spelling foreign_spelling(struct ec_pool *pool, const char *typed,
                                         const struct errcat_code_info *info)
{
  const size_t len = foreign_len(info);
  const char *code = bare_code(pool, typed);
  if (!code || strlen(code) < len)
    return EC_SPELLING_NONE;
  if (strcmp(code, typed) == 0 && strncmp(code, info->code, len) == 0)
    return EC_SPELLING_EXACT;
  for (size_t i = 0; i < len; i++)
    if (lower(code[i]) != lower(info->code[i]))
      return EC_SPELLING_NONE;
  return EC_SPELLING_FOLDED;
}

enum ec_spelling ec_find_spelling(struct ec_pool *pool, const char *typed,
                                  const struct errcat_code_info *info)
{
  if (info->foreign)
    return foreign_spelling(pool, typed, info);
  if (strcmp(typed, info->code) == 0 || strcmp(typed, info->wire) == 0)
    return EC_SPELLING_EXACT;
  if (ec_find_is_text(info))
    return EC_SPELLING_NONE;
  if (info->name && strcmp(typed, info->name) == 0)
    return EC_SPELLING_NAME;
  const char *folded = ec_find_fold(pool, typed);
  const char *code = ec_find_fold(pool, info->code), *wire = ec_find_fold(pool, info->wire);
  if (!*folded)
    return EC_SPELLING_NONE;
  if (strcmp(folded, code) == 0 || strcmp(folded, wire) == 0 ||
      (info->name && strcmp(folded, ec_find_fold(pool, info->name)) == 0))
    return EC_SPELLING_FOLDED;
  const bool number = folded[strspn(folded, DIGITS)] == '\0';
  if (number && strcmp(folded, number_of(info->code)) == 0)
    return EC_SPELLING_NUMBER;
  if (strlen(folded) >= PREFIX_MIN && (starts(code, folded) || starts(wire, folded) ||
                                       (number && starts(number_of(info->code), folded))))
    return EC_SPELLING_PREFIX;
  return EC_SPELLING_NONE;
}

/* What to ask the bundle for. Another system's code goes to it whole, with its prefix
 * spelled as the registry does. */
static const char *asked_for(struct ec_pool *pool, const char *typed,
                             const struct errcat_code_info *info)
{
  if (!info->foreign)
    return info->code;
  const size_t len = foreign_len(info);
  return ec_pool_printf(pool, "%.*s%s", (int)len, info->code, bare_code(pool, typed) + len);
}

size_t ec_find_codes(struct ec_pool *pool, const struct ec_domain *domains, size_t count,
                     const char *typed, const struct ec_match **matches, enum ec_spelling *spelling)
{
  size_t total = 0, found = 0;
  for (size_t d = 0; d < count; d++)
    total += errcat_bundle_code_count(domains[d].bundle);
  struct ec_match *list = ec_pool_alloc(pool, total + 1, sizeof *list);
  enum ec_spelling best = EC_SPELLING_NONE;
  for (size_t d = 0; d < count; d++) {
    for (size_t i = 0; i < errcat_bundle_code_count(domains[d].bundle); i++) {
      const struct errcat_code_info *info = errcat_bundle_code(domains[d].bundle, i);
      const enum ec_spelling now = ec_find_spelling(pool, typed, info);
      if (now == EC_SPELLING_NONE || now > best)
        continue;
      if (now < best)
        found = 0;
      best = now;
      list[found++] = (struct ec_match){&domains[d], info, asked_for(pool, typed, info)};
    }
  }
  *matches = list;
  if (spelling)
    *spelling = best;
  return found;
}

static unsigned least(unsigned a, unsigned b)
{
  return a < b ? a : b;
}

/* Optimal string alignment by rows: row i holds the distances of a[0..i) to each beginning
 * of b. A swap reaches back two rows, so three are kept. */
unsigned ec_find_distance(const char *a, const char *b, unsigned bound)
{
  const size_t a_len = strlen(a), b_len = strlen(b);
  unsigned rows[3][ERRCAT_CODE_MAX + 1];
  if (a_len > ERRCAT_CODE_MAX || b_len > ERRCAT_CODE_MAX)
    return bound + 1;
  for (unsigned j = 0; j <= b_len; j++)
    rows[0][j] = j;
  for (unsigned i = 1; i <= a_len; i++) {
    unsigned *row = rows[i % 3], *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (unsigned j = 1; j <= b_len; j++) {
      const unsigned change = a[i - 1] != b[j - 1];
      row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = least(row[j], two_above[j - 2] + 1);
    }
  }
  return least(rows[a_len % 3][b_len], bound + 1);
}

/* One slip in three letters, at least one, at most three. */
static unsigned tolerated(const char *folded)
{
  const size_t third = (strlen(folded) + 1) / 3;
  return third < 1 ? 1 : third > 3 ? 3 : (unsigned)third;
}

/* The right number after a wrong or misspelt word is one slip, however long the word. */
static unsigned slips(const char *typed, const char *name, unsigned bound)
{
  const char *number = number_of(typed);
  const unsigned distance = ec_find_distance(typed, name, bound);
  if (strlen(number) > PREFIX_MIN && strcmp(number, number_of(name)) == 0)
    return least(distance, 1);
  return distance;
}

static bool among(const char *const *names, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

size_t ec_find_near(struct ec_pool *pool, const char *const *names, size_t count, const char *typed,
                    const char **near, size_t max)
{
  const char *folded = ec_find_fold(pool, typed);
  const unsigned bound = tolerated(folded);
  unsigned *distances = ec_pool_alloc(pool, count + 1, sizeof *distances);
  for (size_t i = 0; i < count; i++)
    distances[i] = *folded ? slips(folded, ec_find_fold(pool, names[i]), bound) : bound + 1;
  unsigned nearest = bound;
  for (size_t i = 0; i < count; i++)
    nearest = least(nearest, distances[i]);
  size_t found = 0;
  for (size_t i = 0; i < count && found < max; i++)
    if (distances[i] == nearest && !among(near, found, names[i]))
      near[found++] = names[i];
  return found;
}
