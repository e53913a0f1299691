/* SPDX-License-Identifier: MIT */

/* zh.ellipsis, zh.dash and zh.doubled-colon: marks of Chinese that are two characters wide, and one
 * that is not. */

#include <string.h>

#include "letters.h"
#include "lint_zh.h"

/* ---------------------------------------------------------------- ellipses */

/* "文件...": what may be given several times. So it is in a text that has optional parts in
 * brackets, and is no error message. */
static bool is_usage(struct ec_zh *zh)
{
  if (!zh->unit->text.is_pattern && zh->has_brackets)
    return true;
  return ec_zh_source_has(zh, EC_ZH_TYPED_DOTS);
}

static size_t run_of(const struct ec_zh *zh, size_t first)
{
  size_t i = first;
  while (i <= zh->count && zh->chars[i].character == zh->chars[first].character)
    i++;
  return i - first;
}

static bool is_single_blank(const struct ec_zh *zh, size_t i, size_t beyond)
{
  return zh->chars[i].character == ' ' && ec_zh_is(zh, beyond, EC_ZH_HAN);
}

/* What follows i, but for blanks and tags. */
static size_t beyond_tags(const struct ec_zh *zh, size_t i)
{
  do
    i = ec_zh_right(zh, i);
  while (ec_zh_is(zh, i, EC_ZH_TAG));
  return i;
}

static bool left_end(const struct ec_zh *zh, size_t i)
{
  const size_t left = ec_zh_left(zh, i);
  return left == 0 || ec_zh_is(zh, left, EC_ZH_LINE);
}

/* Characters `first` to `last` are no ellipsis of Chinese, but are meant for one. */
static void judge_ellipsis(struct ec_zh *zh, size_t first, size_t last)
{
  const bool blank_left = first > 1 && is_single_blank(zh, first - 1, first - 2);
  const bool blank_right = last < zh->count && is_single_blank(zh, last + 1, last + 2);
  const bool han_left = blank_left || ec_zh_is(zh, first - 1, EC_ZH_HAN);
  if (!han_left && !ec_zh_is(zh, last + 1, EC_ZH_HAN))
    return;
  if (ec_zh_in(zh, last + 1, "]）)>/】,;”’」") || ec_zh_in(zh, first - 1, "/[<") || is_usage(zh))
    return;
  const size_t right = beyond_tags(zh, last);
  if (ec_zh_is(zh, last + 1, EC_ZH_TAG) && ec_zh_source_has(zh, EC_ZH_TAGGED_DOTS))
    return;
  if (left_end(zh, first) && !zh->unit->code && ec_zh_source_has(zh, EC_ZH_FIRST_DOTS))
    return;
  if ((right > zh->count || ec_zh_is(zh, right, EC_ZH_LINE) || ec_zh_in(zh, last + 1, "(（")) &&
      !ec_zh_in(zh, first, "。") && ec_zh_source_has(zh, EC_ZH_MENU_DOTS))
    return;
  ec_zh_mend(zh, ec_zh_tell(zh, "zh.ellipsis", first, last), first - blank_left, last + blank_right,
             "……");
}

/* ------------------------------------------------------------------ dashes */

/* How many Han characters in a row stand before, or behind, i: up to 5. */
static size_t han_run(const struct ec_zh *zh, size_t i, bool before)
{
  size_t count = 0;
  while (count < 5 && ec_zh_is(zh, before ? i - count - 1 : i + count + 1, EC_ZH_HAN))
    count++;
  return count;
}

/* One dash between short words is a range, 北京—上海, for which it is the right sign. "--" with
 * spaces may be what ends the options of a command. */
static void judge_dash(struct ec_zh *zh, size_t first, size_t last)
{
  const size_t left = ec_zh_left(zh, first), right = ec_zh_right(zh, last);
  const bool blank = left + 1 < first || right > last + 1;
  if (left + 2 < first) /* a column of a table */
    return;
  if (!ec_zh_is(zh, left, EC_ZH_HAN) || !ec_zh_is(zh, right, EC_ZH_HAN))
    return;
  if (first == last && !blank && han_run(zh, first, true) < 5 && han_run(zh, last, false) < 5)
    return;
  ec_zh_tell(zh, "zh.dash", first, last);
}

/* ------------------------------------------------------------------ colons */

/* "::" is a sign of code, or of a markup that the source has, unless Chinese stands before it and
 * something else than a name behind it. */
static bool is_doubled_colon(struct ec_zh *zh, size_t i)
{
  const bool half = zh->chars[i].character == ':' && zh->chars[i + 1].character == ':';
  const bool wide = zh->chars[i].character == 0xFF1A && zh->chars[i + 1].character == 0xFF1A;
  const size_t left = ec_zh_left(zh, i), right = ec_zh_right(zh, i + 1);
  if (wide)
    return false; /* text.doubled-punctuation */
  if (!half)
    return ec_zh_is(zh, left, EC_ZH_HAN) || ec_zh_is(zh, right, EC_ZH_HAN);
  if (!ec_zh_is(zh, left, EC_ZH_HAN) || ec_zh_source_has(zh, EC_ZH_DOUBLED_COLON))
    return false;
  /* 搜索::没有结果, of a source that has none; without a source, 类::方法 may be meant. */
  if (zh->unit->source && ec_zh_is(zh, i - 1, EC_ZH_HAN) && ec_zh_is(zh, i + 2, EC_ZH_HAN))
    return true;
  return right > i + 2 || !(ec_zh_is(zh, right, EC_ZH_HAN) || ec_zh_is(zh, right, EC_ZH_LATIN) ||
                            ec_zh_in(zh, right, ":："));
}

/* -------------------------------------------------------------------- all */

static void judge_run(struct ec_zh *zh, size_t first, size_t len)
{
  const size_t last = first + len - 1;
  switch (zh->chars[first].character) {
  case '.':
  case 0x3002: /* 。 */
    if (len >= 3)
      judge_ellipsis(zh, first, last);
    break;
  case 0x2026: /* … */
    if (len == 1)
      judge_ellipsis(zh, first, last);
    break;
  case '-':
    if (len == 2)
      judge_dash(zh, first, last);
    break;
  case 0x2014: /* — */
  case 0x2015: /* ― */
    if (len == 1)
      judge_dash(zh, first, last);
    break;
  default:
    break;
  }
}

static bool is_colon(const struct ec_zh *zh, size_t i)
{
  return zh->chars[i].character == ':' || zh->chars[i].character == 0xFF1A;
}

void ec_zh_marks(struct ec_zh *zh)
{
  for (size_t i = 1; i <= zh->count;) {
    const size_t len = zh->chars[i].character ? run_of(zh, i) : 1;
    judge_run(zh, i, len);
    const size_t last = i + len - 1;
    if (is_colon(zh, i) && len == 2 && is_doubled_colon(zh, i))
      ec_zh_tell(zh, "zh.doubled-colon", i, last);
    else if (is_colon(zh, last) && is_colon(zh, last + 1) && is_doubled_colon(zh, last))
      ec_zh_tell(zh, "zh.doubled-colon", last, last + 1);
    i += len;
  }
}
