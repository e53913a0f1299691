/* SPDX-License-Identifier: MIT */

/* zh.quotes: Chinese is quoted with “ ” and ‘ ’, or 「 」 and 『 』, of which a text takes one
 * kind. Straight quotes are told of where Chinese is between them: what is Latin in them, or a
 * placeholder, may be a literal string. */

#include <string.h>

#include "lint_zh.h"

static bool is_blank_or_end(const struct ec_zh *zh, size_t i)
{
  return ec_zh_is(zh, i, EC_ZH_BLANK) || ec_zh_is(zh, i, EC_ZH_LINE) || ec_zh_is(zh, i, EC_ZH_END);
}

/* What is between two quotes that belong together. Blanks inside say that they do not; after "=" it
 * is a value of code, and so it is when there are signs of code or a placeholder in it: "-l 长度".
 */
static bool is_quoted_chinese(const struct ec_zh *zh, size_t open, size_t close)
{
  for (size_t i = open + 1; i < close; i++)
    if (ec_zh_is(zh, i, EC_ZH_SLOT) || ec_zh_is(zh, i, EC_ZH_TAG) ||
        ec_zh_in(zh, i, "-=$%/\\|<>{}[]:;_.+*&"))
      return false;
  return ec_zh_has_han(zh, open, close) && !is_blank_or_end(zh, open + 1) &&
         !is_blank_or_end(zh, close - 1) && !ec_zh_in(zh, open - 1, "=\\<[{");
}

/* With an odd one, or with an inch mark, it is not known what is between quotes. */
static bool is_even(const struct ec_zh *zh)
{
  size_t count = 0;
  for (size_t i = 1; i <= zh->count; i++) {
    if (zh->chars[i].character != '"')
      continue;
    if (count % 2 == 0 && ec_zh_is(zh, i - 1, EC_ZH_DIGIT))
      return false;
    count++;
  }
  return count % 2 == 0;
}

static void judge_double(struct ec_zh *zh)
{
  size_t open = 0;
  if (!is_even(zh))
    return;
  for (size_t i = 1; i <= zh->count; i++) {
    if (zh->chars[i].character != '"')
      continue;
    if (open && is_quoted_chinese(zh, open, i))
      ec_zh_tell(zh, "zh.quotes", open, open);
    open = open ? 0 : i;
  }
}

static bool is_word(const struct ec_zh *zh, size_t i)
{
  return ec_zh_is(zh, i, EC_ZH_LATIN) || ec_zh_is(zh, i, EC_ZH_DIGIT);
}

/* An apostrophe within a word is none. */
static void judge_single(struct ec_zh *zh)
{
  size_t open = 0;
  for (size_t i = 1; i <= zh->count; i++) {
    if (ec_zh_is(zh, i, EC_ZH_LINE))
      open = 0;
    if (zh->chars[i].character != '\'' || (is_word(zh, i - 1) && is_word(zh, i + 1)))
      continue;
    if (open && is_quoted_chinese(zh, open, i) && !is_word(zh, i + 1)) {
      ec_zh_tell(zh, "zh.quotes", open, open);
      open = 0;
    } else {
      open = open || is_word(zh, i - 1) ? 0 : i;
    }
  }
}

/* Told at the first one of the kind that comes second. */
static void judge_kinds(struct ec_zh *zh)
{
  bool curved = false, corners = false;
  for (size_t i = 1; i <= zh->count; i++) {
    if (!ec_zh_is(zh, i, EC_ZH_OTHER) && !ec_zh_is(zh, i, EC_ZH_WIDE))
      continue;
    const bool is_curved = ec_zh_in(zh, i, "“‘"), is_corner = ec_zh_in(zh, i, "「『");
    if ((is_curved && corners) || (is_corner && curved)) {
      ec_zh_tell(zh, "zh.quotes", i, i);
      return;
    }
    curved |= is_curved;
    corners |= is_corner;
  }
}

void ec_zh_quotes(struct ec_zh *zh)
{
  judge_double(zh);
  judge_single(zh);
  judge_kinds(zh);
}
