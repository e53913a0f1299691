/* SPDX-License-Identifier: MIT */

/* zh.repeated-particle: a particle that was typed twice. Many pairs of them are right where the
 * first or the second one is a part of a word, 目的的 and 了了解, so each has the characters before
 * and behind it with which it may be. */

#include <string.h>

#include "lint_zh.h"

static const struct {
  const char *particle;
  const char *before, *behind; /* with one of these it is no fault */
} particles[] = {
    {"的", "目标有中端众鹄无", "确士"},
    {"了", "为除明", "解结断如却事不起得然望"},
    {"在", "存现内潜所正实外自健好", "线职场建逃编途校岗地世乎此案华野即任座意理押读后"},
    {"是", "但只还就于总也要可若不或凡国都而", "否非以"},
    {"请", "申邀聘提敬恳吁奏报宴", "求示教假柬客愿问帖安功缨战进辞"},
    {"和", "总求饱温共调缓平附柔中祥暖随缄谐", "平谐解气睦尚声谈好约亲煦"},
    {"与", "参给授赋付赠寄", "会否其此共日众"},
    {"或", "抑间即甚容", "许多缺"},
    {"把", "一两几那火车门话拖", "手握关戏柄守控持玩脉"},
    {"被", "棉毛植", "子褥单套告动迫害捕面服"},
    {"不", "并决绝从毫却而又是也要差对好行动巴",
     "同足符良利可当妥定等对变正安平满便全明一"
     "再必少许得如仅断过会能应在限支是存像想知宜"
     "久惜只适合相兼"},
    {"为", "认因作成称以行设改变视定更名人何", "了何此什准止难人其期主首数时由例限中"},
    {"将", "即必麻主大上中少干", "来要军近领士才"},
    {"该", "应本活", "死"},
};

static bool is_repeated(const struct ec_zh *zh, size_t i)
{
  if (zh->chars[i].character != zh->chars[i - 1].character)
    return false;
  /* Three of them, or a word that doubles it, 是是非非. */
  if (zh->chars[i + 1].character == zh->chars[i].character ||
      (i > 2 && zh->chars[i - 2].character == zh->chars[i].character) ||
      (i + 2 <= zh->count && zh->chars[i + 1].kind == EC_ZH_HAN &&
       zh->chars[i + 1].character == zh->chars[i + 2].character))
    return false;
  for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
    if (ec_zh_in(zh, i, particles[k].particle))
      return !ec_zh_in(zh, i - 2, particles[k].before) && !ec_zh_in(zh, i + 1, particles[k].behind);
  return false;
}

void ec_zh_particles(struct ec_zh *zh)
{
  for (size_t i = 2; i <= zh->count; i++)
    if (ec_zh_is(zh, i, EC_ZH_HAN) && is_repeated(zh, i))
      ec_zh_tell(zh, "zh.repeated-particle", i, i);
}
