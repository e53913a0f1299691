/* SPDX-License-Identifier: MIT */

/* Addresses within a sentence, https://例子.中国/路径?查询=值: what is in one is code, whatever its
 * script is. */

#include "lint_zh.h"

/* "://" behind a letter, whose ":" is at i. */
static bool begins(const struct ec_zh *zh, size_t i)
{
  return i + 2 <= zh->count && zh->chars[i].character == ':' && ec_zh_is(zh, i - 1, EC_ZH_LATIN) &&
         zh->chars[i + 1].character == '/' && zh->chars[i + 2].character == '/';
}

static bool ends(const struct ec_zh *zh, size_t i)
{
  switch ((enum ec_zh_kind)zh->chars[i].kind) {
  case EC_ZH_END:
  case EC_ZH_LINE:
  case EC_ZH_BLANK:
  case EC_ZH_WIDE:
  case EC_ZH_TAG:
    return true;
  case EC_ZH_OTHER:
    /* A comma beside Han is of the sentence, which has no space before an address goes on. */
    return ec_zh_in(zh, i, "()<>[]{}\"'`“”‘’«»|\\") ||
           (ec_zh_in(zh, i, ",;") &&
            (ec_zh_is(zh, i - 1, EC_ZH_HAN) || ec_zh_is(zh, i + 1, EC_ZH_HAN)));
  default:
    return false;
  }
}

/* What ends a sentence is no part of the address before it. */
static size_t without_stop(const struct ec_zh *zh, size_t first, size_t end)
{
  while (end > first && ec_zh_in(zh, end - 1, ".,:;?!"))
    end--;
  return end;
}

void ec_zh_mark_addresses(struct ec_zh *zh)
{
  for (size_t i = 1; i <= zh->count; i++) {
    if (!begins(zh, i))
      continue;
    size_t end = i + 3;
    while (!ends(zh, end))
      end++;
    for (end = without_stop(zh, i + 3, end); i < end; i++)
      if (!ec_zh_is(zh, i, EC_ZH_SLOT))
        zh->chars[i].kind = EC_ZH_LATIN;
  }
}
