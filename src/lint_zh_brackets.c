/* SPDX-License-Identifier: MIT */

/* zh.half-width of ( and ). They are told of in pairs, by what is between them and beside them:
 * a key to press, as in 打开(_O), a page of a manual, a call and a unit are no Chinese. */

#include <string.h>

#include "lint_zh.h"

static bool is_word(const struct ec_zh *zh, size_t i)
{
  return ec_zh_is(zh, i, EC_ZH_LATIN) || ec_zh_is(zh, i, EC_ZH_DIGIT) ||
         ec_zh_in(zh, i, "_$\\^%&@");
}

/* Nothing, one letter or digit, or a key with its mark: _O, &O. */
static bool is_key(const struct ec_zh *zh, size_t open, size_t close)
{
  const size_t inside = close - open - 1;
  const bool single = !ec_zh_is(zh, open + 1, EC_ZH_HAN) && !ec_zh_is(zh, open + 1, EC_ZH_SLOT);
  return inside == 0 || (inside == 1 && single) || (inside == 2 && ec_zh_in(zh, open + 1, "_&"));
}

/* Whether what stands before the bracket has it at its end: a function and its parameters, a
 * pattern. An abbreviation behind Chinese, as in 项目ID(编号), is none. */
static bool is_called(const struct ec_zh *zh, size_t open)
{
  bool capitals = true;
  size_t i = open - 1;
  for (; is_word(zh, i) || ec_zh_in(zh, i, "-.:"); i--)
    capitals = capitals && zh->chars[i].character >= 'A' && zh->chars[i].character <= 'Z';
  return i < open - 1 && !(capitals && ec_zh_is(zh, i, EC_ZH_HAN));
}

enum { SCAN_MAX = 100 }; /* characters between brackets that are looked at */

/* Options, choices and groups of what is to be typed: (-m <消息>), (,<模块>)*, ((表达式)); patterns
 * of file names, (*.odg); colours, (#FF00FF). */
static bool is_syntax(struct ec_zh *zh, size_t open, size_t close)
{
  if (ec_zh_in(zh, open + 1, "-*./,(|[=:#") || ec_zh_in(zh, open - 1, "([|") ||
      ec_zh_in(zh, close + 1, "*+") ||
      (ec_zh_is(zh, open + 1, EC_ZH_BLANK) && ec_zh_source_has(zh, EC_ZH_SPACED_BRACKET)))
    return true;
  for (size_t i = open + 1; i < close && i < open + SCAN_MAX; i++)
    if (zh->chars[i].character == '|')
      return true;
  return false;
}

static bool has_letters(const struct ec_zh *zh, size_t open, size_t close)
{
  size_t letters = 0;
  for (size_t i = open + 1; i < close; i++) {
    if (ec_zh_is(zh, i, EC_ZH_SLOT) || ec_zh_in(zh, i, "=()|[]<>"))
      return false;
    letters += ec_zh_is(zh, i, EC_ZH_LATIN);
  }
  return letters > 1;
}

static bool is_chinese(struct ec_zh *zh, size_t open, size_t close)
{
  const bool han_before = ec_zh_is(zh, open - 1, EC_ZH_HAN);
  if (is_key(zh, open, close) || is_called(zh, open) || is_syntax(zh, open, close))
    return false;
  if (ec_zh_has_han(zh, open, close))
    return true;
  if (!han_before)
    return false;
  if (ec_zh_is(zh, close + 1, EC_ZH_HAN))
    return true;
  return (ec_zh_is(zh, close + 1, EC_ZH_WIDE) || ec_zh_is(zh, close + 1, EC_ZH_END)) &&
         has_letters(zh, open, close);
}

static void mark_pairs(struct ec_zh *zh)
{
  size_t *open = ec_pool_alloc(zh->lint->scratch, zh->count + 1, sizeof *open);
  size_t depth = 0;
  for (size_t i = 1; i <= zh->count; i++) {
    if (ec_zh_is(zh, i, EC_ZH_LINE))
      depth = 0;
    else if (zh->chars[i].character == '(')
      open[depth++] = i;
    else if (zh->chars[i].character == ')' && depth > 0 && is_chinese(zh, open[--depth], i))
      zh->chars[open[depth]].widens = zh->chars[i].widens = true;
  }
}

void ec_zh_brackets(struct ec_zh *zh)
{
  mark_pairs(zh);
}
