/* SPDX-License-Identifier: MIT */

/* The rules of Chinese typography, sentence by sentence. */

#include <string.h>

#include "lint_text_rules.h"
#include "lint_zh.h"

static void judge_sentence(struct ec_zh *zh, const struct ec_sentence *sentence)
{
  ec_zh_read(zh, sentence);
  ec_zh_full_width(zh);
  ec_zh_spaces(zh);
  ec_zh_count_spaces(zh);
  if (!ec_zh_has_han(zh, 0, zh->count + 1))
    return;
  ec_zh_brackets(zh);
  ec_zh_half_width(zh);
  ec_zh_quotes(zh);
  ec_zh_marks(zh);
  ec_zh_particles(zh);
}

void ec_lint_chinese(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  if (strcmp(unit->text.language, "zh") != 0 || ec_text_is_special(unit->source))
    return;
  struct ec_zh zh = {.lint = lint, .unit = unit};
  if (unit->text.sentence_count > 1)
    zh.seen = ec_pool_alloc(lint->scratch, unit->text.len + 1, 1);
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    const struct ec_pool_mark mark = ec_pool_mark(lint->scratch);
    judge_sentence(&zh, &unit->text.sentences[i]);
    ec_pool_release(lint->scratch, mark);
  }
  ec_zh_script(lint, unit);
}
