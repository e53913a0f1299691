/* SPDX-License-Identifier: MIT */

/* term.…: texts that say the same in different ways, or different things in the same way. */

#include "lint_terms.h"

#include <string.h>

#include "lint_catalog.h"

/* ------------------------------------------------------------------- words */

/* The slot of a text, or the empty one where it belongs. */
static struct ec_lint_word *find(const struct ec_lint_words *words, const char *text, size_t len,
                                 uint32_t hash)
{
  size_t at = hash & (words->size - 1);
  while (words->slots[at].text && (words->slots[at].hash != hash || words->slots[at].len != len ||
                                   memcmp(words->slots[at].text, text, len) != 0))
    at = (at + 1) & (words->size - 1);
  return &words->slots[at];
}

static void grow(struct ec_lint_words *words)
{
  const struct ec_lint_words old = *words;
  words->size = old.size ? old.size * 2 : 64;
  words->slots = ec_pool_alloc(words->pool, words->size, sizeof *words->slots);
  for (size_t i = 0; i < old.size; i++)
    if (old.slots[i].text)
      *find(words, old.slots[i].text, old.slots[i].len, old.slots[i].hash) = old.slots[i];
}

size_t *ec_lint_words_add(struct ec_lint_words *words, const char *text, size_t len, size_t value,
                          bool *is_new)
{
  if (words->count >= words->size / 2)
    grow(words);
  const uint32_t hash = (uint32_t)ec_lint_hash(0, text, len);
  struct ec_lint_word *word = find(words, text, len, hash);
  *is_new = !word->text;
  if (*is_new) {
    *word = (struct ec_lint_word){text, len, value, hash};
    words->count++;
  }
  return &word->value;
}

/* -------------------------------------------------------------------- texts */

static bool is_same(const struct ec_lint_text *a, const struct ec_lint_text *b)
{
  return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Labels of an interface are short, and often the same in another language. */
static bool is_label(const struct ec_lint_unit *unit)
{
  return unit->declared && unit->declared->severity &&
         strcmp(unit->declared->severity, "text") == 0;
}

/* The next character that counts when texts are compared: letters, in lower case, digits, braces,
 * and whatever is not ASCII. 0 at the end. */
static unsigned char next(const struct ec_lint_text *text, size_t *at)
{
  while (*at < text->len) {
    const unsigned char c = (unsigned char)text->text[(*at)++];
    if (c >= 'A' && c <= 'Z')
      return (unsigned char)(c | 0x20);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80 || c == '{' || c == '}')
      return c;
  }
  return 0;
}

/* Whether they say the same, but for punctuation and capitals. */
static bool says_the_same(const struct ec_lint_text *a, const struct ec_lint_text *b)
{
  size_t at_a = 0, at_b = 0;
  for (;;) {
    const unsigned char c = next(a, &at_a);
    if (c != next(b, &at_b))
      return false;
    if (!c)
      return true;
  }
}

/* Two codes, and one sentence for both: the reader cannot tell them apart. */
static void check_same(struct ec_lint *lint, const struct ec_lint_units *units)
{
  struct ec_lint_words seen = {.pool = lint->scratch};
  struct ec_lint_unit unit, first;
  bool is_new;
  for (size_t i = 0; i < units->count; i++) {
    ec_lint_unit_get(units, i, &unit);
    if (!unit.code || unit.is_remediation || is_label(&unit))
      continue;
    const size_t before = *ec_lint_words_add(&seen, unit.text.text, unit.text.len, i, &is_new);
    if (is_new)
      continue;
    ec_lint_unit_get(units, before, &first);
    if (strcmp(unit.code, first.code) != 0 && !says_the_same(unit.source, first.source))
      ec_lint_find(lint, "term.same-translation", &unit, 0, unit.text.len, ERRCAT_ARGS(first.code));
  }
}

static bool is_word(const struct ec_lint_text *text)
{
  return !memchr(text->text, ' ', text->len);
}

/* The same text under several codes. A single word may mean something else there, and a context
 * that is no code is there to tell such texts apart. */
static void check_inconsistent(struct ec_lint *lint, const struct ec_lint_units *units)
{
  struct ec_lint_words seen = {.pool = lint->scratch};
  struct ec_lint_unit unit, first;
  bool is_new;
  for (size_t i = 0; i < units->count; i++) {
    ec_lint_unit_get(units, i, &unit);
    if (!unit.code || is_word(unit.source))
      continue;
    const size_t before =
        *ec_lint_words_add(&seen, unit.source->text, unit.source->len, i, &is_new);
    if (is_new)
      continue;
    ec_lint_unit_get(units, before, &first);
    if (is_same(&unit.text, &first.text))
      continue;
    struct ec_po *po = &units->file->po;
    const struct ec_place place = ec_po_place(po, ec_po_offset(po, first.text.string, 0));
    ec_lint_find(lint, "term.inconsistent", &unit, 0, unit.text.len, ERRCAT_ARGS(place.line));
  }
}

void ec_lint_terms(struct ec_lint *lint, const struct ec_lint_units *units)
{
  if (units->file->is_registry)
    return;
  const struct ec_pool_mark mark = ec_pool_mark(lint->scratch);
  check_same(lint, units);
  ec_pool_release(lint->scratch, mark);
  check_inconsistent(lint, units);
  ec_pool_release(lint->scratch, mark);
  ec_lint_labels(lint, units);
}
