/* SPDX-License-Identifier: MIT */

/* The cases of an argument, and sets of their selectors. */

#include <string.h>

#include "lint_plural.h"

size_t ec_lint_next_case(const struct errcat_piece *pieces, size_t count, size_t argument, size_t i)
{
  const uint32_t depth = pieces[argument].depth;
  for (i++; i < count; i++) {
    if (pieces[i].depth != depth)
      continue;
    if (pieces[i].kind == ERRCAT_PIECE_CASE)
      return i;
    if (pieces[i].kind == ERRCAT_PIECE_END_ARGUMENT)
      break;
  }
  return count;
}

size_t ec_lint_case_count(const struct errcat_piece *pieces, size_t count, size_t argument)
{
  size_t cases = 0;
  for (size_t i = ec_lint_next_case(pieces, count, argument, argument); i < count;
       i = ec_lint_next_case(pieces, count, argument, i))
    cases++;
  return cases;
}

void ec_lint_selectors_init(struct ec_lint *lint, struct ec_lint_selectors *set, size_t most)
{
  set->size = sizeof set->few / sizeof *set->few;
  set->slots = set->few;
  memset(set->few, 0, sizeof set->few);
  while (set->size / 2 < most)
    set->size *= 2;
  if (set->size > sizeof set->few / sizeof *set->few)
    set->slots = ec_pool_alloc(lint->scratch, set->size, sizeof *set->slots);
}

/* The slot where the selector is, or where it belongs. One is empty at least: they are half empty.
 */
static size_t find(const struct ec_lint_selectors *set, const char *text, size_t len)
{
  uint32_t hash = 2166136261U;
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)text[i]) * 16777619U;
  size_t at = (hash ^ hash >> 15) & (set->size - 1);
  while (set->slots[at].text &&
         (set->slots[at].len != len || memcmp(set->slots[at].text, text, len) != 0))
    at = (at + 1) & (set->size - 1);
  return at;
}

struct ec_lint_selector *ec_lint_selectors_add(struct ec_lint_selectors *set, const char *text,
                                               size_t len)
{
  struct ec_lint_selector *slot = &set->slots[find(set, text, len)];
  slot->text = text;
  slot->len = len;
  slot->count++;
  return slot;
}

const struct ec_lint_selector *ec_lint_selectors_get(const struct ec_lint_selectors *set,
                                                     const char *text, size_t len)
{
  const struct ec_lint_selector *slot = &set->slots[find(set, text, len)];
  return slot->text ? slot : NULL;
}
