/* SPDX-License-Identifier: MIT */

/* zh.full-width: full-width letters, digits and symbols, which Latin text and code do not take, and
 * full-width punctuation within numbers and addresses. */

#include <string.h>

#include "letters.h"
#include "lint_zh.h"

enum { RUN_MAX = 200 }; /* characters of a run that are mended */

/* A full-width form of what is no punctuation of Chinese. A range has ～; quotes are no concern of
 * this rule. */
static bool is_code(uint32_t character)
{
  return ec_letters_is_full_width(character) && !ec_letters_is_wide_punctuation(character) &&
         character != 0xFF5E;
}

/* 连接－%s: it stands for a dash, and not in code. */
static bool is_dash(const struct ec_zh *zh, size_t i)
{
  const size_t left = ec_zh_left(zh, i), right = ec_zh_right(zh, i);
  return zh->chars[i].character == 0xFF0D && !zh->unit->text.is_pattern &&
         (ec_zh_is(zh, left, EC_ZH_HAN) || ec_zh_is(zh, right, EC_ZH_HAN)) &&
         !ec_zh_is(zh, left, EC_ZH_LATIN) && !ec_zh_is(zh, left, EC_ZH_DIGIT) &&
         !ec_zh_is(zh, right, EC_ZH_LATIN) && !ec_zh_is(zh, right, EC_ZH_DIGIT);
}

/* Between Han they are a hyphen of a name, 卡斯蒂利亚－拉曼恰, and a sign for "or", 打开／关闭. */
static bool is_hyphen(const struct ec_zh *zh, size_t i)
{
  return (zh->chars[i].character == 0xFF0D || zh->chars[i].character == 0xFF0F) &&
         ec_zh_is(zh, i - 1, EC_ZH_HAN) && ec_zh_is(zh, i + 1, EC_ZH_HAN);
}

/* {０}: pattern.full-width-digit tells of it. */
static bool is_argument(const struct ec_zh *zh, size_t first, size_t last)
{
  return zh->unit->text.is_pattern && ec_zh_in(zh, first - 1, "{｛") &&
         ec_zh_in(zh, last + 1, "}｝,，");
}

/* "#" and "|" would be syntax in some cases of a pattern. */
static bool is_safe(const struct ec_zh *zh, size_t i)
{
  return !zh->unit->text.is_pattern || !ec_zh_in(zh, i, "＃｜");
}

static void judge_run(struct ec_zh *zh, size_t first, size_t last)
{
  char mended[RUN_MAX + 1];
  bool safe = last - first < RUN_MAX;
  if (is_argument(zh, first, last) ||
      (first == last && (is_hyphen(zh, first) || is_dash(zh, first))))
    return;
  struct ec_finding *finding = ec_zh_tell(zh, "zh.full-width", first, last);
  for (size_t i = first; safe && i <= last; i++) {
    safe = is_safe(zh, i);
    mended[i - first] = ec_letters_half_width(zh->chars[i].character);
    mended[i - first + 1] = '\0';
  }
  if (safe)
    ec_zh_mend(zh, finding, first, last, mended);
}

/* How many digits stand from i on, up to `most`. */
static size_t digits(const struct ec_zh *zh, size_t i, size_t most)
{
  size_t count = 0;
  while (count < most && ec_zh_is(zh, i + count, EC_ZH_DIGIT))
    count++;
  return count;
}

static size_t digits_before(const struct ec_zh *zh, size_t i, size_t most)
{
  size_t count = 0;
  while (count < most && ec_zh_is(zh, i - 1 - count, EC_ZH_DIGIT))
    count++;
  return count;
}

/* 10：30. Not 比例10：30, which is a ratio, and not 参数1：20. */
static bool is_time(const struct ec_zh *zh, size_t i)
{
  const size_t hours = digits_before(zh, i, 3);
  if (hours == 0 || hours > 2 || digits(zh, i + 1, 3) != 2)
    return false;
  const uint32_t first = zh->chars[i - hours].character;
  if (hours == 2 && (first > '2' || (first == '2' && zh->chars[i - 1].character > '3')))
    return false;
  const size_t before = i - hours - 1;
  return zh->chars[i + 1].character < '6' &&
         (ec_zh_is(zh, before, EC_ZH_END) || ec_zh_in(zh, before, "于在至到从午日晨晚") ||
          (ec_zh_is(zh, before, EC_ZH_BLANK) && ec_zh_is(zh, before - 1, EC_ZH_DIGIT)));
}

/* ：，． where only their half-width forms belong. */
static bool is_in_code(const struct ec_zh *zh, size_t i)
{
  switch (zh->chars[i].character) {
  case 0xFF0E: /* ． */
    return digits_before(zh, i, 1) && digits(zh, i + 1, 1);
  case 0xFF0C: /* ， in 10，000; 100，200 is a list */
    return digits_before(zh, i, 4) && digits_before(zh, i, 4) < 4 && digits(zh, i + 1, 4) == 3 &&
           zh->chars[i + 1].character == '0' && zh->chars[i + 2].character == '0' &&
           zh->chars[i + 3].character == '0';
  case 0xFF1A: /* ： */
    return is_time(zh, i) || (ec_zh_is(zh, i - 1, EC_ZH_LATIN) && ec_zh_in(zh, i + 1, "/／") &&
                              ec_zh_in(zh, i + 2, "/／"));
  default:
    return false;
  }
}

void ec_zh_full_width(struct ec_zh *zh)
{
  for (size_t i = 1; i <= zh->count; i++) {
    const size_t first = i;
    const char half[] = {ec_letters_half_width(zh->chars[i].character), '\0'};
    while (i <= zh->count && is_code(zh->chars[i].character))
      i++;
    if (i > first)
      judge_run(zh, first, --i);
    else if (*half && is_in_code(zh, i))
      ec_zh_mend(zh, ec_zh_tell(zh, "zh.full-width", i, i), i, i, half);
  }
}
