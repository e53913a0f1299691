/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include <string.h>

/* The examples are wrong on purpose, but for the last column. */
const struct ec_rule ec_rules[] = {
    {"argument.extra", EC_SEVERITY_WARNING, false, "zh_CN", "The user {0} is unknown.",
     "用户 {0} 不存在（{1}）。", "用户 {0} 不存在。"},
    {"argument.kind", EC_SEVERITY_WARNING, false, "zh_CN", "The file expires on {2, date}.",
     "文件将于 {2} 过期。", "文件将于 {2, date, long} 过期。"},
    {"argument.missing", EC_SEVERITY_ERROR, false, "zh_CN", "The user {0} has {1} files.",
     "用户 {0} 有文件。", "用户 {0} 有 {1} 个文件。"},
    {"argument.renamed", EC_SEVERITY_ERROR, false, "zh_CN", "The user {user} is unknown.",
     "用户 {用户名} 不存在。", "用户 {user} 不存在。"},
    {"argument.repeated", EC_SEVERITY_WARNING, false, "zh_CN", "The user {0} is unknown.",
     "用户 {0} 不存在，请创建用户 {0}。", "用户 {0} 不存在。"},
    {"argument.type", EC_SEVERITY_ERROR, false, "zh_CN", "The user {0} is unknown.",
     "用户 {0, number} 不存在。", "用户 {0} 不存在。"},
    {"argument.undeclared", EC_SEVERITY_ERROR, false, "zh_CN", "The user {0} is unknown.",
     "用户 {0} 不存在（{5}）。", "用户 {0} 不存在。"},
    {"entry.copied", EC_SEVERITY_WARNING, false, "zh_CN", "The user {user} is not known.",
     "The user {user} is not known.", "用户 {user} 不存在。"},
    {"entry.foreign-context", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"entry.fuzzy", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"entry.metadata", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"entry.missing", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"entry.plural", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"entry.stale", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"entry.two-sources", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"entry.unknown-code", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"entry.untranslated", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"pattern.full-width-brace", EC_SEVERITY_ERROR, true, "zh_CN", "The user {0} is unknown.",
     "用户｛0｝不存在。", "用户{0}不存在。"},
    {"pattern.full-width-digit", EC_SEVERITY_ERROR, true, "zh_CN", "The user {0} is unknown.",
     "用户 {０} 不存在。", "用户 {0} 不存在。"},
    {"pattern.limit", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"pattern.mixed-apostrophes", EC_SEVERITY_ADVICE, false, "fr", "The user {0} is unknown.",
     "L''utilisateur {0} n'existe pas.", "L''utilisateur {0} n''existe pas."},
    {"pattern.open-quote", EC_SEVERITY_WARNING, false, "zh_CN", "Put {0} between '{' and '}'.",
     "请将 {0} 放在 '{ 和 } 之间。", "请将 {0} 放在 '{' 和 '}' 之间。"},
    {"pattern.quoted-placeholder", EC_SEVERITY_WARNING, false, "zh_CN",
     "The user ''{0}'' is unknown.", "用户 '{0}' 不存在。", "用户“{0}”不存在。"},
    {"pattern.syntax", EC_SEVERITY_ERROR, false, "zh_CN", "The user {0} is unknown.",
     "用户 {0 不存在。", "用户 {0} 不存在。"},
    {"pattern.unsupported", EC_SEVERITY_ERROR, false, "zh_CN",
     "The price is {1, number, ::currency/CNY}.", "价格为 {1, number, ::currency/YUAN}。",
     "价格为 {1, number, ::currency/CNY}。"},
    {"plural.missing-category", EC_SEVERITY_WARNING, false, "ru",
     "Files: {1, plural, one {# file} other {# files}}.",
     "Удалено: {1, plural, one {# файл} other {# файлов}}.",
     "Удалено: {1, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}."},
    {"plural.repeated-case", EC_SEVERITY_ERROR, false, "zh_CN",
     "{1, plural, one {One file} other {# files}} deleted.",
     "已删除{1, plural, =1 {一个} =1 {1 个} other { # 个}}文件。",
     "已删除{1, plural, =1 {一个} other { # 个}}文件。"},
    {"plural.translated-keyword", EC_SEVERITY_ERROR, false, "zh_CN",
     "{1, plural, one {# file} other {# files}} deleted.", "已删除 {1, plural, 其他 {# 个文件}}。",
     "已删除 {1, plural, other {# 个文件}}。"},
    {"plural.unused-category", EC_SEVERITY_WARNING, false, "zh_CN",
     "{1, plural, one {# file} other {# files}} deleted.",
     "已删除 {1, plural, one {# 个文件} other {# 个文件}}。",
     "已删除 {1, plural, other {# 个文件}}。"},
    {"po.bad-bytes", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.bad-escape", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.bom", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.charset", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.keyword", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.language", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"po.no-header", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"po.no-string", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.no-translation", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.nul", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.order", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.stray", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.twice", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"po.unterminated", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-code", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-code-pattern", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-domain", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-format", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-locale", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-name", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-rule", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-source", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-status", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.bad-value", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.code-pattern", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.doctype", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.element-in-text", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.empty", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.empty-attribute", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.empty-text", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.example", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"registry.missing-attribute", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.no-message", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.no-remediation", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"registry.not-a-registry", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.not-xml", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.prefix-both", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.prefix-neither", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.remediation-contact", EC_SEVERITY_ADVICE, false, "en", NULL,
     "Contact the administrator.",
     "Ask the administrator to give you access to the project, and provide the project ID."},
    {"registry.remediation-repeats", EC_SEVERITY_ADVICE, false, NULL, NULL, NULL, NULL},
    {"registry.same-text", EC_SEVERITY_ADVICE, false, NULL, NULL, NULL, NULL},
    {"registry.second-text", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.stray-text", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.too-many-arguments", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.too-many-exceptions", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.too-many-notes", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.twice", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.unknown-attribute", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.unknown-element", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.unknown-rule", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.unused-argument", EC_SEVERITY_ADVICE, false, NULL, NULL, NULL, NULL},
    {"registry.unused-exception", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"registry.wire-taken", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"registry.wire-too-long", EC_SEVERITY_ERROR, false, NULL, NULL, NULL, NULL},
    {"select.missing-case", EC_SEVERITY_WARNING, false, "zh_CN",
     "{0, select, root {The administrator} other {The user}} is unknown.",
     "{0, select, other {用户}}不存在。", "{0, select, root {管理员} other {用户}}不存在。"},
    {"select.unknown-case", EC_SEVERITY_WARNING, false, "zh_CN",
     "{0, select, root {The administrator} other {The user}} is unknown.",
     "{0, select, root {管理员} 访客 {访客} other {用户}}不存在。",
     "{0, select, root {管理员} other {用户}}不存在。"},
    {"term.argument-label", EC_SEVERITY_WARNING, false, NULL, NULL, NULL, NULL},
    {"term.inconsistent", EC_SEVERITY_ADVICE, false, NULL, NULL, NULL, NULL},
    {"term.same-translation", EC_SEVERITY_ADVICE, false, NULL, NULL, NULL, NULL},
    {"text.bidi", EC_SEVERITY_ERROR, false, "zh_CN", "The file {0} is missing.",
     "缺少文件 \xE2\x80\xAE"
     "{0}\xE2\x80\xAC"
     "。",
     "缺少文件 {0}。"},
    {"text.brackets", EC_SEVERITY_WARNING, false, "zh_CN",
     "The file {0} is missing (or cannot be read).", "缺少文件 {0}（或者无法读取。",
     "缺少文件 {0}（或者无法读取）。"},
    {"text.control", EC_SEVERITY_ERROR, false, "zh_CN", "The file {0} is missing.",
     "缺少文件\a {0}。", "缺少文件 {0}。"},
    {"text.double-space", EC_SEVERITY_WARNING, true, "de", "The file {0} is missing.",
     "Die Datei  {0} fehlt.", "Die Datei {0} fehlt."},
    {"text.doubled-punctuation", EC_SEVERITY_WARNING, false, "zh_CN", "The file {0} is missing.",
     "缺少文件 {0}。。", "缺少文件 {0}。"},
    {"text.final-stop", EC_SEVERITY_WARNING, true, "zh_CN", "The file {0} is missing.",
     "文件 {0} 不存在", "文件 {0} 不存在。"},
    {"text.html", EC_SEVERITY_WARNING, false, "zh_CN", "The file {0} is missing.",
     "缺少文件 <b>{0}</b>。", "缺少文件 {0}。"},
    {"text.invisible", EC_SEVERITY_WARNING, true, "zh_CN", "The file {0} is missing.",
     "缺少\xE2\x80\x8B"
     "文件 {0}。",
     "缺少文件 {0}。"},
    {"text.line-break", EC_SEVERITY_WARNING, false, "zh_CN",
     "The file {0} is missing. Look for it.", "缺少文件 {0}。\n请查找。", "缺少文件 {0}。请查找。"},
    {"text.mixed-brackets", EC_SEVERITY_WARNING, false, "zh_CN",
     "The file {0} is missing (or cannot be read).", "缺少文件 {0}（或者无法读取)。",
     "缺少文件 {0}（或者无法读取）。"},
    {"text.outer-space", EC_SEVERITY_WARNING, true, "zh_CN", "The file {0} is missing.",
     "缺少文件 {0}。 ", "缺少文件 {0}。"},
    {"text.printf", EC_SEVERITY_WARNING, false, "zh_CN", "The file {0} is missing.",
     "缺少文件 {0}：%s。", "缺少文件 {0}。"},
    {"text.quotes", EC_SEVERITY_WARNING, false, "zh_CN", "The state of {0} is \"open\".",
     "{0} 的状态为“打开。", "{0} 的状态为“打开”。"},
    {"text.repeated-word", EC_SEVERITY_WARNING, false, "en_GB",
     "The color of the file {0} is missing.", "The colour of the the file {0} is missing.",
     "The colour of the file {0} is missing."},
    {"text.undefined", EC_SEVERITY_ERROR, false, "zh_CN", "The file {0} is missing.",
     "缺少文\xEF\xBF\xBD"
     " {0}。",
     "缺少文件 {0}。"},
    {"zh.dash", EC_SEVERITY_ADVICE, false, "zh_CN", "The task failed: the server is busy.",
     "任务失败--服务器忙。", "任务失败——服务器忙。"},
    {"zh.doubled-colon", EC_SEVERITY_WARNING, false, "zh_CN", "User: {0}.", "用户::{0}。",
     "用户：{0}。"},
    {"zh.ellipsis", EC_SEVERITY_WARNING, true, "zh_CN", "Connecting to the server…",
     "正在连接服务器...", "正在连接服务器……"},
    {"zh.full-width", EC_SEVERITY_WARNING, true, "zh_CN", "The API does not exist.",
     "ＡＰＩ不存在。", "API不存在。"},
    {"zh.half-width", EC_SEVERITY_WARNING, true, "zh_CN", "The task failed: user {0}.",
     "任务失败, 用户 {0}。", "任务失败，用户 {0}。"},
    {"zh.ideographic-space", EC_SEVERITY_WARNING, false, "zh_CN", "The task failed. Try again.",
     "任务失败。\u3000请重试。", "任务失败。请重试。"},
    {"zh.quotes", EC_SEVERITY_WARNING, false, "zh_CN", "Click “Retry”.", "请单击\"重试\"。",
     "请单击“重试”。"},
    {"zh.repeated-particle", EC_SEVERITY_WARNING, false, "zh_CN",
     "The user''s task does not exist.", "用户的的任务不存在。", "用户的任务不存在。"},
    {"zh.space-punctuation", EC_SEVERITY_WARNING, true, "zh_CN",
     "The task failed; please try again.", "任务失败， 请重试。", "任务失败，请重试。"},
    {"zh.spacing-latin", EC_SEVERITY_ADVICE, true, "zh_CN",
     "The API and the SDK do not take a URL.", "该API和SDK不支持 URL。", "该API和SDK不支持URL。"},
    {"zh.spacing-placeholder", EC_SEVERITY_ADVICE, true, "zh_CN", "User {0} has {1} tasks.",
     "用户 {0} 有 {1}个任务。", "用户 {0} 有 {1} 个任务。"},
    {"zh.traditional", EC_SEVERITY_WARNING, false, "zh_CN", "Please try again.", "請重试。",
     "请重试。"},
};
const size_t ec_rule_count = sizeof ec_rules / sizeof *ec_rules;

const struct ec_rule *ec_rule_find(const char *name)
{
  size_t low = 0, high = ec_rule_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(name, ec_rules[middle].name);
    if (!order)
      return &ec_rules[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

bool ec_rule_matches(const struct ec_rule *rule, const char *selector)
{
  const size_t family = strcspn(rule->name, ".");
  if (strcmp(selector, rule->name) == 0 || strcmp(selector, "all") == 0)
    return true;
  return strncmp(selector, rule->name, family) == 0 &&
         (!selector[family] || strcmp(selector + family, ".*") == 0);
}

bool ec_rule_selects(const char *selector)
{
  for (size_t i = 0; i < ec_rule_count; i++)
    if (ec_rule_matches(&ec_rules[i], selector))
      return true;
  return false;
}
