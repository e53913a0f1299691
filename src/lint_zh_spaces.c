/* SPDX-License-Identifier: MIT */

/* zh.space-punctuation and zh.ideographic-space: full-width punctuation brings its own space. */

#include <string.h>

#include "lint_zh.h"

#define IDEOGRAPHIC_SPACE 0x3000

/* "e ：" in a list of keys, each on a line, whose marks stand below each other. */
static bool is_padded_key(const struct ec_zh *zh, size_t i)
{
  size_t begin = i;
  if (!ec_zh_in(zh, i + 1, "：") || !memchr(zh->sentence->text, '\n', zh->sentence->len))
    return false;
  while (ec_zh_is(zh, begin - 1, EC_ZH_LATIN) || ec_zh_is(zh, begin - 1, EC_ZH_DIGIT))
    begin--;
  return begin < i && (ec_zh_is(zh, begin - 1, EC_ZH_LINE) || ec_zh_is(zh, begin - 1, EC_ZH_END));
}

/* 继续吗？ (Y/n) and [y/n], which are not of the sentence. */
static bool is_before_answers(const struct ec_zh *zh, size_t i)
{
  return !zh->unit->text.is_pattern && ec_zh_in(zh, i + 1, "([") &&
         ec_zh_is(zh, i + 2, EC_ZH_LATIN) && ec_zh_in(zh, i + 3, "/)]");
}

/* Of a single space at full-width punctuation. Several align columns, and what is at an end of the
 * text, or of a line, is for other rules. */
static bool is_at_punctuation(const struct ec_zh *zh, size_t i)
{
  const size_t left = i - 1, right = i + 1;
  if (zh->chars[i].character != ' ' && zh->chars[i].character != 0xA0)
    return false;
  if (ec_zh_is(zh, left, EC_ZH_BLANK) || ec_zh_is(zh, right, EC_ZH_BLANK) ||
      ec_zh_is(zh, left, EC_ZH_LINE) || ec_zh_is(zh, right, EC_ZH_LINE) ||
      ec_zh_is(zh, left, EC_ZH_END) || ec_zh_is(zh, right, EC_ZH_END))
    return false;
  return (ec_zh_is(zh, left, EC_ZH_WIDE) || ec_zh_is(zh, right, EC_ZH_WIDE)) &&
         !ec_zh_in(zh, left, "-*|#[{") && !ec_zh_in(zh, right, "]}") && !is_padded_key(zh, i) &&
         !is_before_answers(zh, i);
}

/* What aligns columns under those of the source. */
static bool has_columns(const struct ec_lint_text *source)
{
  return source && (strstr(source->text, "  ") || memchr(source->text, '\t', source->len));
}

/* The first of a run. At the beginning of a line of a plain text it is an indentation. */
static bool is_ideographic(const struct ec_zh *zh, size_t i)
{
  if (zh->chars[i].character != IDEOGRAPHIC_SPACE ||
      zh->chars[i - 1].character == IDEOGRAPHIC_SPACE)
    return false;
  return zh->unit->text.is_pattern ||
         !(ec_zh_is(zh, i - 1, EC_ZH_LINE) || ec_zh_is(zh, i - 1, EC_ZH_END) ||
           has_columns(zh->unit->source));
}

static void mend(struct ec_zh *zh, size_t i)
{
  const size_t mark = ec_zh_is(zh, i - 1, EC_ZH_WIDE) ? i - 1 : i + 1;
  ec_zh_mend(zh, ec_zh_tell_showing(zh, "zh.space-punctuation", i, i, mark, mark), i, i, "");
}

void ec_zh_spaces(struct ec_zh *zh)
{
  for (size_t i = 1; i <= zh->count; i++) {
    if (!ec_zh_is(zh, i, EC_ZH_BLANK))
      continue;
    if (is_at_punctuation(zh, i))
      mend(zh, i);
    else if (is_ideographic(zh, i))
      ec_zh_tell_showing(zh, "zh.ideographic-space", i, i, 0, 0);
  }
}
