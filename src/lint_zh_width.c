/* SPDX-License-Identifier: MIT */

/* zh.half-width: half-width punctuation in Chinese. Each mark is judged by what stands beside it; a
 * placeholder is no more Chinese than what is on its other side. Silent is what may be code, or a
 * format that programs share in all languages: host:port, key: value, program: message, 12.5. */

#include <string.h>

#include "lint_zh.h"

/* What stands beside a mark. */
enum side {
  SIDE_NONE, /* the end of the line */
  SIDE_HAN,
  SIDE_WIDE, /* a full-width bracket, or one that is told of, with its back to the mark */
  SIDE_SLOT,
  SIDE_WORD, /* Latin letters and digits */
  SIDE_OTHER
};

struct mark {
  size_t i;
  enum side left, right;           /* beyond blanks */
  enum side left_next, right_next; /* at once; SIDE_OTHER for a blank */
  bool blank_right;
  bool han_in_phrase;   /* between the last comma, stop or colon, and the mark */
  bool han_in_sentence; /* since the last stop */
};

#define CLOSING "）］｝」』】〕》〉〗〙"
#define OPENING "（［｛「『【〔《〈〖〘"

static enum side side_of(const struct ec_zh *zh, size_t i, bool left)
{
  const struct ec_zh_char *one = &zh->chars[i];
  if (one->widens && (one->character == '(' || one->character == ')'))
    return (one->character == ')') == left ? SIDE_WIDE : SIDE_OTHER;
  switch ((enum ec_zh_kind)one->kind) {
  case EC_ZH_END:
  case EC_ZH_LINE:
    return SIDE_NONE;
  case EC_ZH_HAN:
    return SIDE_HAN;
  case EC_ZH_SLOT:
    return SIDE_SLOT;
  case EC_ZH_LATIN:
  case EC_ZH_DIGIT:
    return SIDE_WORD;
  case EC_ZH_WIDE:
    return ec_zh_in(zh, i, left ? CLOSING : OPENING) ? SIDE_WIDE : SIDE_OTHER;
  default:
    return SIDE_OTHER;
  }
}

static bool is_chinese(enum side side)
{
  return side == SIDE_HAN || side == SIDE_WIDE;
}

/* The mark is what the sentence is about: 用,分隔. */
static bool is_named(const struct ec_zh *zh, size_t i)
{
  return ec_zh_in(zh, ec_zh_left(zh, i), "用以按将把由和或与及含是为、") &&
         (ec_zh_in(zh, ec_zh_right(zh, i), "分隔作代替来表开结连号键字符后前和或等的可、") ||
          ec_zh_is(zh, i + 1, EC_ZH_END));
}

/* Whether the word that ends before the mark has Chinese right before it: 项目ID, 步骤1. */
static bool is_tail(const struct ec_zh *zh, size_t i, bool over_blank)
{
  do
    i--;
  while (ec_zh_is(zh, i, EC_ZH_LATIN) || ec_zh_is(zh, i, EC_ZH_DIGIT) || ec_zh_in(zh, i, "_-"));
  if (over_blank && ec_zh_is(zh, i, EC_ZH_BLANK))
    i--;
  return ec_zh_is(zh, i, EC_ZH_HAN);
}

/* PreReq:、Provides:、以及Obsoletes:依赖关系: the colons are of the names. */
static bool names_have_colons(const struct ec_zh *zh, size_t i)
{
  enum { NEAR = 40 };
  for (size_t at = i - 1; at > 1 && i - at < NEAR; at--)
    if (zh->chars[at - 1].character == ':' && ec_zh_in(zh, at, "、，,"))
      return true;
  return false;
}

/* &lt; and &#60;, and an entity that is named by a value */
static bool is_entity(const struct ec_zh *zh, size_t i)
{
  size_t len = 0;
  do
    i--;
  while (len++ < 10 && (ec_zh_is(zh, i, EC_ZH_LATIN) || ec_zh_is(zh, i, EC_ZH_DIGIT) ||
                        ec_zh_is(zh, i, EC_ZH_SLOT) || ec_zh_in(zh, i, "#")));
  return ec_zh_in(zh, i, "&");
}

/* Syntax that translations keep: a mark between words without a space, as in lists of keywords,
 * "default;media;", behind a bracket that opens, 模式[,模式], and what is to be typed. */
static bool is_syntax(struct ec_zh *zh, const struct mark *mark)
{
  const uint32_t character = zh->chars[mark->i].character;
  if (ec_zh_in(zh, mark->i - 1, "([{<"))
    return true;
  if (character == ';' && ec_zh_source_has(zh, EC_ZH_TYPED_SEMICOLON))
    return true;
  return !mark->blank_right && (character != ':' || mark->right_next != SIDE_NONE) &&
         ec_zh_source_has(zh, character == ','   ? EC_ZH_TIGHT_COMMA
                              : character == ';' ? EC_ZH_TIGHT_SEMICOLON
                                                 : EC_ZH_TIGHT_COLON);
}

static bool judge_comma(struct ec_zh *zh, const struct mark *mark)
{
  if (ec_zh_in(zh, mark->i - 1, ",;，；、。") || ec_zh_in(zh, mark->i + 1, ",;，；、。"))
    return false;
  /* -N 类型, --type=类型 */
  if (zh->chars[mark->i].character == ',' && mark->blank_right &&
      ec_zh_in(zh, ec_zh_right(zh, mark->i), "-"))
    return false;
  if (is_named(zh, mark->i) || (zh->chars[mark->i].character == ';' && is_entity(zh, mark->i)))
    return false;
  return (is_chinese(mark->left) || is_chinese(mark->right)) && !is_syntax(zh, mark);
}

/* After a placeholder, or after what is neither: "]", ">", a quote. */
static bool judge_colon_after_slot(const struct ec_zh *zh, const struct mark *mark)
{
  if (!mark->han_in_phrase)
    return mark->left == SIDE_SLOT && mark->right_next == SIDE_HAN;
  if (is_chinese(mark->right) || mark->right == SIDE_NONE)
    return true;
  return mark->blank_right && mark->left == SIDE_SLOT &&
         ec_zh_is(zh, ec_zh_left(zh, ec_zh_left(zh, mark->i)), EC_ZH_HAN);
}

/* C:\shop */
static bool is_drive(const struct ec_zh *zh, size_t i)
{
  return ec_zh_in(zh, i + 1, "\\") && ec_zh_is(zh, i - 1, EC_ZH_LATIN) &&
         !ec_zh_is(zh, i - 2, EC_ZH_LATIN);
}

static bool judge_colon(struct ec_zh *zh, const struct mark *mark)
{
  /* 使用了 :scriptversion is a command. */
  if (ec_zh_is(zh, mark->i - 1, EC_ZH_BLANK) && ec_zh_is(zh, mark->i + 1, EC_ZH_LATIN))
    return false;
  if (ec_zh_in(zh, mark->i - 1, ":：") || ec_zh_in(zh, mark->i + 1, ":：=)/") ||
      is_named(zh, mark->i) || is_syntax(zh, mark) || is_drive(zh, mark->i) ||
      (mark->blank_right && ec_zh_is(zh, mark->i - 1, EC_ZH_BLANK) &&
       ec_zh_source_has(zh, EC_ZH_OPERATOR_COLON)))
    return false;
  switch (mark->left) {
  case SIDE_HAN:
  case SIDE_WIDE:
    return true;
  case SIDE_WORD:
    if (names_have_colons(zh, mark->i) || ec_zh_in(zh, mark->i + 1, "、，,"))
      return false;
    if (is_chinese(mark->right))
      return is_tail(zh, mark->i, true);
    return (mark->right != SIDE_WORD || mark->blank_right) && is_tail(zh, mark->i, false);
  case SIDE_SLOT:
  case SIDE_OTHER:
    return judge_colon_after_slot(zh, mark);
  default:
    return false;
  }
}

static bool ends_here(const struct ec_zh *zh, const struct mark *mark)
{
  return mark->right_next == SIDE_NONE || mark->right_next == SIDE_WIDE ||
         (mark->blank_right && mark->right != SIDE_SLOT) || ec_zh_in(zh, mark->i + 1, "”’\"'）)");
}

static bool judge_stop(const struct ec_zh *zh, const struct mark *mark)
{
  if (ec_zh_in(zh, mark->i - 1, ".。…") || ec_zh_in(zh, mark->i + 1, ".。…") ||
      is_named(zh, mark->i))
    return false;
  if (is_chinese(mark->left_next))
    return ends_here(zh, mark) || mark->right_next == SIDE_HAN;
  return (mark->left_next == SIDE_SLOT || ec_zh_in(zh, mark->i - 1, "”’")) &&
         mark->han_in_sentence &&
         (mark->right_next == SIDE_NONE || (mark->blank_right && is_chinese(mark->right)));
}

/* ? and !. */
static bool judge_cry(const struct ec_zh *zh, const struct mark *mark)
{
  if (is_named(zh, mark->i) || ec_zh_in(zh, mark->i + 1, "=") || mark->right_next == SIDE_WORD)
    return false;
  if (ec_zh_in(zh, mark->i - 1, "?!？！"))
    return zh->chars[mark->i - 1].widens || !ec_zh_in(zh, mark->i - 1, "?!");
  if (is_chinese(mark->left_next))
    return true;
  return (mark->left_next == SIDE_SLOT || ec_zh_in(zh, mark->i - 1, "”’")) &&
         mark->han_in_sentence && (ends_here(zh, mark) || ec_zh_in(zh, mark->i + 1, "(["));
}

static bool judge(struct ec_zh *zh, const struct mark *mark)
{
  switch (zh->chars[mark->i].character) {
  case ',':
  case ';':
    return judge_comma(zh, mark);
  case ':':
    return judge_colon(zh, mark);
  case '.':
    return judge_stop(zh, mark);
  case '?':
  case '!':
    return judge_cry(zh, mark);
  default:
    return zh->chars[mark->i].widens;
  }
}

static const char *full_width(uint32_t character)
{
  static const struct {
    char half;
    const char *full;
  } forms[] = {{',', "，"}, {'.', "。"}, {':', "："}, {';', "；"},
               {'?', "？"}, {'!', "！"}, {'(', "（"}, {')', "）"}};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (character == (unsigned char)forms[i].half)
      return forms[i].full;
  return NULL;
}

static void judge_at(struct ec_zh *zh, size_t i, size_t phrase, size_t sentence)
{
  const size_t left = ec_zh_left(zh, i), right = ec_zh_right(zh, i);
  const struct mark mark = {.i = i,
                            .left = side_of(zh, left, true),
                            .right = side_of(zh, right, false),
                            .left_next = side_of(zh, i - 1, true),
                            .right_next = side_of(zh, i + 1, false),
                            .blank_right = right > i + 1,
                            .han_in_phrase = ec_zh_has_han(zh, phrase, i),
                            .han_in_sentence = ec_zh_has_han(zh, sentence, i)};
  if (!judge(zh, &mark))
    return;
  zh->chars[i].widens = true;
  ec_zh_widen(zh, ec_zh_tell(zh, "zh.half-width", i, i), i, full_width(zh->chars[i].character));
}

void ec_zh_half_width(struct ec_zh *zh)
{
  size_t phrase = 0, sentence = 0; /* where they began */
  zh->mended = 0;
  for (size_t i = 1; i <= zh->count; i++) {
    const bool mark = ec_zh_is(zh, i, EC_ZH_OTHER) || ec_zh_is(zh, i, EC_ZH_WIDE);
    if (mark && full_width(zh->chars[i].character))
      judge_at(zh, i, phrase, sentence);
    if (!mark && !ec_zh_is(zh, i, EC_ZH_LINE))
      continue;
    if (ec_zh_is(zh, i, EC_ZH_LINE) || ec_zh_in(zh, i, "。！？!?"))
      phrase = sentence = i;
    else if (ec_zh_in(zh, i, ",;:，；：、"))
      phrase = i;
  }
}
