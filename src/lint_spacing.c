/* SPDX-License-Identifier: MIT */

/* zh.spacing-latin and zh.spacing-placeholder: whether there is a space where Chinese and Latin
 * text meet, or Chinese and a placeholder. Both are good style: what is judged is whether a file
 * has one of them everywhere, or that which is asked for. */

#include <string.h>

#include "letters.h"
#include "lint_units.h"
#include "lint_zh.h"

enum where { LATIN, PLACEHOLDER, WHERE_COUNT };

struct spacing {
  struct ec_zh *zh;
  bool wants_tight[WHERE_COUNT], wants_space[WHERE_COUNT]; /* neither: it is only counted */
};

static const char *const rules[] = {"zh.spacing-latin", "zh.spacing-placeholder"};

/* A date is 2026年11月23日, a number in words 三百: Chinese beside Chinese, at one end at least. */
static bool shows_han(const struct ec_zh *zh, size_t i)
{
  const struct ec_sentence *sentence = zh->sentence;
  for (size_t k = 0; k < sentence->slot_count; k++) {
    const enum errcat_piece_type type = sentence->slots[k].piece->type;
    if (sentence->slots[k].at == zh->chars[i].at)
      return type == ERRCAT_PIECE_DATE || type == ERRCAT_PIECE_TIME ||
             type == ERRCAT_PIECE_SPELLOUT || type == ERRCAT_PIECE_ORDINAL ||
             type == ERRCAT_PIECE_DURATION;
  }
  return false;
}

static bool kind_of(const struct ec_zh *zh, size_t i, enum where *where)
{
  *where = ec_zh_is(zh, i, EC_ZH_SLOT) ? PLACEHOLDER : LATIN;
  if (*where == PLACEHOLDER && shows_han(zh, i))
    return false;
  return ec_zh_is(zh, i, EC_ZH_SLOT) || ec_zh_is(zh, i, EC_ZH_LATIN) ||
         ec_zh_is(zh, i, EC_ZH_DIGIT);
}

/* Whether Han meets something else at left and right. */
static bool meets(const struct ec_zh *zh, size_t left, size_t right, enum where *where)
{
  return (ec_zh_is(zh, left, EC_ZH_HAN) && kind_of(zh, right, where)) ||
         (ec_zh_is(zh, right, EC_ZH_HAN) && kind_of(zh, left, where));
}

/* 2026年11月23日 and 第1章, which are set without a space in either style. */
static bool is_unit(const struct ec_zh *zh, size_t left, size_t right)
{
  /* %Y年%-m月%-d日 */
  if (!zh->unit->text.is_pattern &&
      ((ec_zh_is(zh, left, EC_ZH_SLOT) && ec_zh_in(zh, right, "年月日时時分秒点點")) ||
       (ec_zh_is(zh, right, EC_ZH_SLOT) && ec_zh_in(zh, left, "年月日时時分点點"))))
    return true;
  return (ec_zh_is(zh, left, EC_ZH_DIGIT) && ec_zh_in(zh, right, "年月日时分秒号点章节页")) ||
         (ec_zh_is(zh, right, EC_ZH_DIGIT) && ec_zh_in(zh, left, "年月日时分第"));
}

/* %.精度f, and S超级@b, which a program replaces by something: Han in the midst of code. */
static bool is_in_code(const struct ec_zh *zh, size_t left, size_t right)
{
  enum { RUN_MAX = 8 };
  size_t before = left, behind = right, word = left;
  while (left - word < RUN_MAX &&
         (ec_zh_is(zh, word, EC_ZH_LATIN) || ec_zh_is(zh, word, EC_ZH_DIGIT) ||
          (word < left && ec_zh_in(zh, word, "-_"))))
    word--;
  if (word < left && ec_zh_in(zh, word, "%@")) /* %%0A, %-m, @d */
    return true;
  while (left - before < RUN_MAX && ec_zh_is(zh, before, EC_ZH_HAN))
    before--;
  while (behind - right < RUN_MAX && ec_zh_is(zh, behind, EC_ZH_HAN))
    behind++;
  return (before < left && ec_zh_in(zh, before, "%.@$\\")) ||
         (behind > right && ec_zh_in(zh, behind, "@"));
}

/* The place has been counted in another sentence of the text. */
static bool is_seen(struct ec_zh *zh, size_t i)
{
  if (!zh->seen)
    return false;
  unsigned char *seen = &zh->seen[zh->sentence->offsets[zh->chars[i].at]];
  const bool was = *seen;
  *seen = 1;
  return was;
}

static void tight(struct spacing *spacing, size_t i, enum where where)
{
  struct ec_zh *zh = spacing->zh;
  if (is_unit(zh, i - 1, i) || is_in_code(zh, i - 1, i))
    return;
  zh->lint->spaces.tight[where] += !is_seen(zh, i);
  if (!spacing->wants_space[where])
    return;
  struct ec_finding *finding = ec_zh_tell_showing(zh, rules[where], i, i, i - 1, i);
  const size_t behind = zh->chars[i].at;
  const size_t before = ec_sentence_end(zh->sentence, zh->chars[i - 1].at, behind);
  if (before == zh->sentence->offsets[behind])
    ec_lint_mend(zh->lint, finding, zh->unit, before, before, " ");
}

static void spaced(struct spacing *spacing, size_t i, enum where where)
{
  struct ec_zh *zh = spacing->zh;
  zh->lint->spaces.spaced[where] += !is_seen(zh, i);
  if (spacing->wants_tight[where])
    ec_zh_mend(zh, ec_zh_tell_showing(zh, rules[where], i, i, i - 1, i + 1), i, i, "");
}

static void look_at(struct spacing *spacing)
{
  struct ec_zh *zh = spacing->zh;
  enum where where;
  if (ec_zh_is_raw(&zh->unit->text, zh->sentence))
    return;
  for (size_t i = 2; i <= zh->count; i++) {
    if (ec_zh_is(zh, i - 1, (enum ec_zh_kind)zh->chars[i].kind))
      continue;
    if (meets(zh, i - 1, i, &where))
      tight(spacing, i, where);
    else if (zh->chars[i].character == ' ' && meets(zh, i - 1, i + 1, &where))
      spaced(spacing, i, where);
  }
}

void ec_zh_count_spaces(struct ec_zh *zh)
{
  look_at(&(struct spacing){.zh = zh});
}

/* Says which form is told of; nothing when the file has both equally often. */
static bool choose(struct spacing *spacing, const struct ec_lint *lint)
{
  const enum ec_spacing style = lint->spacing;
  bool any = false;
  for (int where = 0; where < WHERE_COUNT; where++) {
    const size_t tight_count = lint->spaces.tight[where];
    const size_t spaced_count = lint->spaces.spaced[where];
    const bool consistent = style == EC_SPACING_CONSISTENT;
    spacing->wants_tight[where] =
        style == EC_SPACING_FORBIDDEN || (consistent && tight_count > spaced_count);
    spacing->wants_space[where] =
        style == EC_SPACING_REQUIRED || (consistent && spaced_count > tight_count);
    any |= (spacing->wants_tight[where] && spaced_count) ||
           (spacing->wants_space[where] && tight_count);
  }
  return any;
}

static void tell_unit(struct spacing *spacing, struct ec_lint_unit *unit)
{
  struct ec_zh *zh = spacing->zh;
  const struct ec_pool_mark mark = ec_pool_mark(zh->lint->scratch);
  ec_lint_unit_read(zh->lint, unit);
  zh->unit = unit;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    ec_zh_read(zh, &unit->text.sentences[i]);
    look_at(spacing);
  }
  ec_pool_release(zh->lint->scratch, mark);
}

void ec_lint_spacing(struct ec_lint *lint, const struct ec_lint_units *units)
{
  struct ec_zh zh = {.lint = lint};
  struct spacing spacing = {.zh = &zh};
  struct ec_lint_unit unit;
  if (lint->spacing == EC_SPACING_OFF || strcmp(units->file->language, "zh") != 0 ||
      !choose(&spacing, lint))
    return;
  for (size_t i = 0; i < units->count; i++) {
    ec_lint_unit_get(units, i, &unit);
    tell_unit(&spacing, &unit);
  }
}
