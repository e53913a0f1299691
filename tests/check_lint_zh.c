/* SPDX-License-Identifier: MIT */

/* The rules of Chinese typography: what they find in a text, and where; and that what they mend is
 * right then. */

#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "../src/lint_zh.h"
#include "lint_try.h"

/* ------------------------------------------------------------- patterns */

/* Translations into zh_CN of error messages, that is, patterns. The source matters only where it is
 * given. */
static const struct {
  const char *text, *found, *source;
} pattern_cases[] = {
    /* commas */
    {"失败,请重试。", "zh.half-width@6", NULL},
    {"失败, 请重试。", "zh.half-width@6", NULL},
    {"失败 , 请重试。", "zh.half-width@7", NULL},
    {"失败，请重试。", "", NULL},
    {"获取项目信息失败,因为{0}。", "zh.half-width@24", NULL},
    {"获取项目信息失败，因为{0}。", "", NULL},
    {"{0},因为超时。", "zh.half-width@3", NULL},
    {"资源{0}, 原因未知。", "zh.half-width@9", NULL},
    {"用户[{0}],服务不可用。", "zh.half-width@11", NULL},
    {"坐标为{0},{1}。", "", NULL},
    {"坐标为{0}, {1}。", "", NULL},
    {"坐标为（{0}, {1}）。", "", NULL},
    {"共1,000个。", "", NULL},
    {"共 12,345 个。", "", NULL},
    {"失败,domainId:{0}，请重试。", "zh.half-width@6", NULL},
    {"失败，domainId:{0},原因：{1}。", "zh.half-width@21", NULL},
    {"失败，domainId:{0}，原因：{1}。", "", NULL},
    {"失败，bucket: {0}, object: {1}。", "", NULL},
    {"获取Token,然后重试。", "zh.half-width@11", NULL},
    {"获取 token, 然后重试。", "zh.half-width@12", NULL},
    {"选择a, b或c。", "", NULL},
    {"选择（甲）, 然后重试。", "zh.half-width@15", NULL},
    {"选择（甲），然后重试。", "", NULL},
    {"甲,（乙）。", "zh.half-width@3", NULL},
    {"失败,“甲”不存在。", "zh.half-width@6", NULL},
    {"失败,[{0}]不存在。", "zh.half-width@6", NULL},
    {"<{0}>, 请重试。", "zh.half-width@5", NULL},
    {"请用,分隔各项。", "", NULL},
    {"以,作为分隔符。", "", NULL},
    {"用逗号,", "zh.half-width@9", NULL},
    {"失败,,请重试。", "", NULL},
    {"失败，,请重试。", "", NULL},
    {"如a,、b。", "", NULL},
    {",请重试", "zh.half-width@0", NULL},
    {"选项1,选项2。", "zh.half-width@7", NULL},
    {"在{0}上,第 {1} 行。", "zh.half-width@9", NULL},
    {"第 {0} 行, 第 {1} 列。", "zh.half-width@11", NULL},
    {"a,b,c", "", NULL},
    {"foo, bar, baz失败。", "", NULL},
    {"地址1.2.3.4,端口80。", "zh.half-width@13", NULL},
    /* semicolons */
    {"失败;请重试。", "zh.half-width@6", NULL},
    {"失败; 请重试。", "zh.half-width@6", NULL},
    {"失败；请重试。", "", NULL},
    {"{0};请重试。", "zh.half-width@3", NULL},
    {"a; b; 失败。", "zh.half-width@4", NULL},
    {"&lt;任务&gt;不存在。", "", NULL},
    {"实体 &{0}; 无效", "", NULL},
    {"-N 类型, --type=类型", "", NULL},
    {"字符&#60;无效。", "", NULL},
    {"请用;分隔。", "", NULL},
    {"foo; 否则失败。", "zh.half-width@3", NULL},
    /* colons */
    {"用户:{0}。", "zh.half-width@6", NULL},
    {"用户: {0}。", "zh.half-width@6", NULL},
    {"用户：{0}。", "", NULL},
    {"用户 : {0}。", "zh.half-width@7", NULL},
    {"用户:", "zh.half-width@6", NULL},
    {"用户: ", "zh.half-width@6", NULL},
    {"错误信息: {0}。", "zh.half-width@12", NULL},
    {"部署名称:[{0}]。", "zh.half-width@12", NULL},
    {"请求参数:\"{0}\"。", "zh.half-width@12", NULL},
    {"项目ID:{0}。", "zh.half-width@8", NULL},
    {"项目ID：{0}。", "", NULL},
    {"domainId:{0}", "", NULL},
    {"failed, domainId:{0}", "", NULL},
    {"失败，domainId:{0}。", "", NULL},
    {"失败，domainId: {0}。", "", NULL},
    {"失败，projectId:[{0}]。", "", NULL},
    {"失败，error code: {0}。", "", NULL},
    {"项目 ID: {0}", "", NULL},
    {"项目 ID: 无", "zh.half-width@9", NULL},
    {"步骤1: 打开文件。", "zh.half-width@7", NULL},
    {"步骤 1: 打开文件。", "zh.half-width@8", NULL},
    {"主机{0}:{1}不可达。", "", NULL},
    {"主机 {0}:{1} 不可达。", "", NULL},
    {"主机{0}: {1}", "zh.half-width@9", NULL},
    {"文件{0}: 不存在", "zh.half-width@9", NULL},
    {"文件 {0}: {1}", "zh.half-width@10", NULL},
    {"文件 {0}:", "zh.half-width@10", NULL},
    {"{0}: 不存在", "", NULL},
    {"{0}:不存在", "zh.half-width@3", NULL},
    {"foo: 不存在", "", NULL},
    {"cvc-elt.1: 找不到元素{0}。", "", NULL},
    {"时间10:30开始。", "", NULL},
    {"时间为 10:30。", "", NULL},
    {"比例为1:2。", "", NULL},
    {"连接localhost:8080失败。", "", NULL},
    {"URL为http://{0}/失败。", "", NULL},
    {"请访问https://example.com/a?b=c。", "", NULL},
    {"用户[{0}]: 失败", "zh.half-width@11", NULL},
    {"[{0}]: 失败", "", NULL},
    {"<{0}>: 失败", "", NULL},
    {"请用:分隔。", "", NULL},
    {"参见[:alpha:]类。", "", NULL},
    {"变量名:=值", "", NULL},
    {"（甲）: 乙", "zh.half-width@9", NULL},
    {"“甲”: 乙", "zh.half-width@9", NULL},
    {"错误:{0}:找不到", "zh.half-width@6 zh.half-width@10", NULL},
    {"值:-1", "zh.half-width@3", NULL},
    {"资源::a", "", NULL},
    {"位置:C盘", "zh.half-width@6", NULL},
    {"名称(_N):", "zh.half-width@10", NULL},
    /* stops */
    {"失败.", "zh.half-width@6", NULL},
    {"失败。", "", NULL},
    {"失败. 请重试.", "zh.half-width@6 zh.half-width@17", NULL},
    {"失败.请重试。", "zh.half-width@6", NULL},
    {"失败.）", "zh.half-width@6", NULL},
    {"（失败.）", "zh.half-width@9", NULL},
    {"文件.txt不存在。", "", NULL},
    {"文件.{0}", "", NULL},
    {"原因：{0}.", "zh.half-width@12", NULL},
    {"{0}. 请重试。", "", NULL},
    {"{0}.", "", NULL},
    {"{0}.{1}", "", NULL},
    {"{0}.txt不存在。", "", NULL},
    {"请安装foo.", "", NULL},
    {"版本1.2.3不可用。", "", NULL},
    {"版本 1.2 不可用。", "", NULL},
    {"1.打开", "", NULL},
    {"1. 打开", "", NULL},
    {"a.打开", "", NULL},
    {"文件“甲”.", "zh.half-width@15", NULL},
    {"文件\"甲a\".", "zh.quotes@6", NULL},
    {"foo 等. bar", "zh.half-width@7", NULL},
    {"在“{0}”.", "zh.half-width@12", NULL},
    {"(失败.)x", "zh.half-width@0 zh.half-width@7 zh.half-width@8", NULL},
    {"版权所有 Free Software Foundation, Inc.", "", NULL},
    {"用.表示当前文件夹。", "", NULL},
    {"参见.gitignore。", "", NULL},
    {"如.profile。", "", NULL},
    /* ? ! */
    {"是否继续?", "zh.half-width@12", NULL},
    {"是否继续？", "", NULL},
    {"是否继续?(y/n)", "zh.half-width@12", NULL},
    {"是否删除 {0}?", "zh.half-width@16", NULL},
    {"是否删除{0}? [y/N]", "zh.half-width@15", NULL},
    {"是否删除“{0}”?", "zh.half-width@21", NULL},
    {"删除foo?", "", NULL},
    {"用?代替。", "", NULL},
    {"*和?可以匹配。", "", NULL},
    {"注意!", "zh.half-width@6", NULL},
    {"注意！", "", NULL},
    {"注意!请重试。", "zh.half-width@6", NULL},
    {"a!=b", "", NULL},
    {"值!=1", "", NULL},
    {"是什么?!", "zh.half-width@9 zh.half-width@10", NULL},
    {"{0}?", "", NULL},
    {"按 ? 键显示帮助。", "", NULL},
    {"访问http://a/?b=中文", "", NULL},
    /* brackets */
    {"服务(已停止)。", "zh.half-width@6 zh.half-width@16", NULL},
    {"服务（已停止）。", "", NULL},
    {"服务 (已停止)。", "zh.half-width@7 zh.half-width@17", NULL},
    {"失败 (没有权限)", "zh.half-width@7 zh.half-width@20", NULL},
    {"(无)", "zh.half-width@0 zh.half-width@4", NULL},
    {"文件(_F)", "", NULL},
    {"文件(&F)", "", NULL},
    {"文件(F)", "", NULL},
    {"文件()", "", NULL},
    {"第{0}行(s)", "", NULL},
    {"云容器(IEF)中。", "zh.half-width@9 zh.half-width@13", NULL},
    {"云容器(IEF)", "zh.half-width@9 zh.half-width@13", NULL},
    {"云容器(IEF)。", "zh.half-width@9 zh.half-width@13", NULL},
    {"云容器 (IEF)。", "", NULL},
    {"容器({0})", "", NULL},
    {"容器({0})不存在。", "zh.half-width@6 zh.half-width@10", NULL},
    {"容器 ({0}) 不存在。", "", NULL},
    {"调用foo(参数)失败。", "", NULL},
    {"调用foo()失败。", "", NULL},
    {"见errcat(7)。", "", NULL},
    {"见errcat(1)手册。", "", NULL},
    {"模式f(x)无效。", "", NULL},
    {"foo (默认)", "zh.half-width@4 zh.half-width@11", NULL},
    {"{0}(已删除)", "zh.half-width@3 zh.half-width@13", NULL},
    {"项目ID(编号)", "zh.half-width@8 zh.half-width@15", NULL},
    {"大小(100)", "", NULL},
    {"大小(MB)", "zh.half-width@6 zh.half-width@9", NULL},
    {"1) 打开", "", NULL},
    {"a) 打开", "", NULL},
    {"(1) 打开", "", NULL},
    {"甲(乙", "", NULL},
    {"甲)乙", "", NULL},
    {"甲(乙）", "", NULL},
    {"开放文档(*.odg)", "", NULL},
    {"颜色(#FF00FF)", "", NULL},
    {"(-m <消息>)", "", NULL},
    {"(甲|乙)", "", NULL},
    {"<模块>(,<模块>)*", "", NULL},
    {"((表达式))", "", NULL},
    {"(甲)(乙)", "zh.half-width@0 zh.half-width@4 zh.half-width@5 zh.half-width@9", NULL},
    {"(甲) (乙)", "zh.half-width@0 zh.half-width@4 zh.half-width@6 zh.half-width@10", NULL},
    {"(甲 (b) 乙)", "zh.half-width@0 zh.half-width@12", NULL},
    {"（甲(b)乙）", "", NULL},
    {"(甲),乙", "zh.half-width@0 zh.half-width@4 zh.half-width@5", NULL},
    {"(甲): 乙", "zh.half-width@0 zh.half-width@4 zh.half-width@5", NULL},
    {"(甲).", "zh.half-width@0 zh.half-width@4 zh.half-width@5", NULL},
    {"甲,(乙)", "zh.half-width@3 zh.half-width@4 zh.half-width@8", NULL},
    /* full width */
    {"ＡＰＩ不存在。", "zh.full-width@0", NULL},
    {"错误１２３。", "zh.full-width@6", NULL},
    {"API不存在。", "", NULL},
    {"百分之５％", "zh.full-width@9", NULL},
    {"5％", "zh.full-width@1", NULL},
    {"＜b＞甲", "zh.full-width@0 zh.full-width@4", NULL},
    {"甲／乙", "", NULL},
    {"甲／b", "zh.full-width@3", NULL},
    {"/home／甲", "zh.full-width@5", NULL},
    {"请访问https://例子.中国/路径?查询=值。", "", NULL},
    {"请访问https://例子.中国/{0}/路径:值,再试。", "zh.half-width@45", NULL},
    {"请访问https://例子.中国/路径 ,然后重试。", "zh.half-width@38", NULL},
    {"（见https://例子.中国/路径）失败,请重试。", "zh.half-width@43", NULL},
    {"请访问https://a.example/b,然后重试。", "zh.half-width@28", NULL},
    {"网址://甲,乙", "zh.half-width@12", NULL},
    {"文件是C:\\shop\\a.txt。", "", NULL},
    {"磁盘C: 已满。", "zh.half-width@7", NULL},
    {"甲/乙", "", NULL},
    {"甲＿乙", "zh.full-width@3", NULL},
    {"卡斯蒂利亚－拉曼恰", "", NULL},
    {"1～5", "", NULL},
    {"1~5", "", NULL},
    {"版本1．2", "zh.full-width@7", NULL},
    {"时间为 9：30", "", NULL},
    {"于10：30开始", "zh.full-width@5", NULL},
    {"在 2026-01-01 10：30 开始", "zh.full-width@17", NULL},
    {"比例1：20", "", NULL},
    {"比例10：30", "", NULL},
    {"参数1：5", "", NULL},
    {"共10，000个", "zh.full-width@5", NULL},
    {"取值1，2，3。", "", NULL},
    {"取值100，200，300。", "", NULL},
    {"共1，000。", "zh.full-width@4", NULL},
    {"http：//a", "zh.full-width@4", NULL},
    {"注意：/usr/bin", "", NULL},
    {"{０}", "", NULL},
    {"{0，number}", "", NULL},
    {"！（），．：；？［］", "", NULL},
    {"ａｂ", "zh.full-width@0", NULL},
    /* spaces */
    {"失败， 请重试。", "zh.space-punctuation@9", NULL},
    {"失败 ，请重试。", "zh.space-punctuation@6", NULL},
    {"失败。 请重试。", "zh.space-punctuation@9", NULL},
    {"用户： {0}", "zh.space-punctuation@9", NULL},
    {"用户 {0} 。", "zh.space-punctuation@10", NULL},
    {"用户 {0} ，租户 {1}。", "zh.space-punctuation@10", NULL},
    {"（ 甲）", "zh.space-punctuation@3", NULL},
    {"（甲 ）", "zh.space-punctuation@6", NULL},
    {"（甲） 乙", "zh.space-punctuation@9", NULL},
    {"甲 （乙）", "zh.space-punctuation@3", NULL},
    {"foo （乙）", "zh.space-punctuation@3", NULL},
    {"用户：  {0}", "", NULL},
    {"用户：", "", NULL},
    {"“甲” 乙", "", NULL},
    {"甲 “乙”", "", NULL},
    {"《甲》 乙", "zh.space-punctuation@9", NULL},
    {"甲、 乙", "zh.space-punctuation@6", NULL},
    {"甲 — 乙失败", "zh.dash@4", NULL},
    {"[甲] 乙", "", NULL},
    /* ideographic */
    {"失败\u3000重试", "zh.ideographic-space@6", NULL},
    {"\u3000失败", "zh.ideographic-space@0", NULL},
    {"失败。\u3000请重试", "zh.ideographic-space@9", NULL},
    {"失败\u3000\u3000重试", "zh.ideographic-space@6", NULL},
    /* quotes */
    {"单击\"重试\"。", "zh.quotes@6", NULL},
    {"单击“重试”。", "", NULL},
    {"单击\"{0}\"。", "", NULL},
    {"单击\"foo\"。", "", NULL},
    {"单击 \"foo\" 按钮", "", NULL},
    {"单击'重试'按钮。", "zh.quotes@6", NULL},
    {"单击‘重试’。", "", NULL},
    {"单击'foo'按钮。", "", NULL},
    {"单击「重试」。", "", NULL},
    {"单击“重试”或「取消」。", "zh.quotes@21", NULL},
    {"单击「重试」或“取消”。", "zh.quotes@21", NULL},
    {"单击「重试『全部』」。", "", NULL},
    {"单击“重试‘全部’”。", "", NULL},
    {"值=\"中文\"", "", NULL},
    {"单击\"重试。", "", NULL},
    {"\"a\"和\"b\"", "", NULL},
    {"\"a\" 和 \"b\"", "", NULL},
    {"\"甲\"和\"乙\"", "zh.quotes@0 zh.quotes@8", NULL},
    {"15\"屏幕和17\"屏幕", "", NULL},
    {"the user''s文件isn''t有效", "", NULL},
    {"''foo''和''bar''", "", NULL},
    {"''甲''和''乙''", "zh.quotes@1 zh.quotes@11", NULL},
    {"\"-l 长度\"无效", "", NULL},
    {"\"<文件>\"无效", "", NULL},
    {"\"甲 {0}\"无效", "", NULL},
    {"\" 甲 \"", "", NULL},
    /* ellipsis */
    {"处理中...", "zh.ellipsis@9", NULL},
    {"处理中……", "", NULL},
    {"处理中…", "zh.ellipsis@9", NULL},
    {"处理中。。。", "zh.ellipsis@9", NULL},
    {"处理中......", "zh.ellipsis@9", NULL},
    {"处理中 ...", "zh.ellipsis@10", NULL},
    {"处理中... 请稍候", "zh.ellipsis@9", NULL},
    {"...等等", "zh.ellipsis@0", NULL},
    {"…以及", "zh.ellipsis@0", NULL},
    {"{0}...", "", NULL},
    {"foo...", "", NULL},
    {"1...10", "", NULL},
    {"第1...10行", "", NULL},
    {"[文件...]", "", NULL},
    {"<文件...>", "", NULL},
    {"单击“另存为...”", "", NULL},
    {"文件.../a", "", NULL},
    {"甲...乙", "zh.ellipsis@3", NULL},
    {"甲，乙...。", "zh.ellipsis@9", NULL},
    {"从…", "zh.ellipsis@3", NULL},
    /* dash */
    {"失败--重试", "zh.dash@6", NULL},
    {"失败 -- 重试", "zh.dash@7", NULL},
    {"失败 — 重试", "zh.dash@7", NULL},
    {"失败——重试", "", NULL},
    {"失败 —— 重试", "", NULL},
    {"北京—上海", "", NULL},
    {"服务器暂时无法访问—请稍后重试", "zh.dash@27", NULL},
    {"失败―请稍后再来重试", "zh.dash@6", NULL},
    {"foo -- bar", "", NULL},
    {"失败 -- foo", "", NULL},
    {"失败    -- 重试", "", NULL},
    {"--选项", "", NULL},
    {"a—b", "", NULL},
    /* colons */
    {"名称::{0}", "zh.doubled-colon@6", NULL},
    {"部署名称::[{0}]。", "zh.doubled-colon@12", NULL},
    {"名称::", "zh.doubled-colon@6", NULL},
    {"名称：:{0}", "zh.doubled-colon@6", NULL},
    {"名称:：{0}", "zh.doubled-colon@6", NULL},
    {"名称：{0}", "", NULL},
    {"std::甲", "", NULL},
    {"类::方法", "", "Class::method"},
    {"类::foo", "", NULL},
    {"名称：：{0}", "", NULL},
    {"foo::{0}", "", NULL},
    /* particles */
    {"用户的的任务。", "zh.repeated-particle@9", NULL},
    {"目的的任务。", "", NULL},
    {"的的确确", "", NULL},
    {"请请重试。", "zh.repeated-particle@3", NULL},
    {"申请请求", "", NULL},
    {"请请求", "", NULL},
    {"在在线", "", NULL},
    {"存在在", "", NULL},
    {"保存在在文件中", "", NULL},
    {"是是否", "", NULL},
    {"这是是错误", "zh.repeated-particle@6", NULL},
    {"了解了了解", "", NULL},
    {"完成了了。", "zh.repeated-particle@9", NULL},
    {"为了了解", "", NULL},
    {"和和", "zh.repeated-particle@3", NULL},
    {"温和和", "", NULL},
    {"甲和和乙", "zh.repeated-particle@6", NULL},
    {"甲与与乙", "zh.repeated-particle@6", NULL},
    {"参与与", "", NULL},
    {"或或", "zh.repeated-particle@3", NULL},
    {"甲或或乙", "zh.repeated-particle@6", NULL},
    {"把把文件", "zh.repeated-particle@3", NULL},
    {"一把把", "", NULL},
    {"被被删除", "zh.repeated-particle@3", NULL},
    {"被被告", "", NULL},
    {"不不删除", "zh.repeated-particle@3", NULL},
    {"并不不同", "", NULL},
    {"为为空", "zh.repeated-particle@3", NULL},
    {"认为为", "", NULL},
    {"因为为", "", NULL},
    {"将将删除", "zh.repeated-particle@3", NULL},
    {"即将将", "", NULL},
    {"将将来", "", NULL},
    {"该该用户", "zh.repeated-particle@3", NULL},
    {"应该该", "", NULL},
    {"的的的", "", NULL},
    {"是是非非", "", NULL},
    {"等等", "", NULL},
    /* traditional */
    {"請重试。", "zh.traditional@0", NULL},
    {"檔案不存在，請重試。", "zh.traditional@0", NULL},
    {"任务失败，後重试。", "zh.traditional@15", NULL},
    {"繁體中文", "", NULL},
    {"正體中文", "", NULL},
    {"皇后", "", NULL},
    {"请重试。", "", NULL},
    {"乾坤", "", NULL},
    /* spacing */
    {"用户{0}和任务{1}不存在。", "", NULL},
    {"用户 {0} 和任务 {1} 不存在。", "", NULL},
    {"用户 {0} 和任务 {1} 不存在{2}", "zh.spacing-placeholder@34", NULL},
    /* A date begins with a digit and ends with Chinese. */
    {"用户 {0} 的包裹于{2, date}送达 {1}。", "", NULL},
    {"该 API 和 SDK 用%.精度f。", "", NULL},
    {"该 API 和 SDK 或%%0A特殊字符。", "", NULL},
    {"该 API 和 SDK 在@d通过检查。", "", NULL},
    {"该 API 和 SDK 用精度f。", "zh.spacing-latin@25", NULL},
    {"该API和SDK不支持 URL。", "zh.spacing-latin@21", NULL},
    {"第1章、2026年1月2日、第 {0} 行 API 的值", "", NULL},
    {"用户[{0}]和 {1} 的任务", "", NULL},
    /* plurals */
    {"{n, plural, =0 {没有文件} other {# 个文件}},请重试。", "zh.half-width@50", NULL},
    {"{n, plural, =0 {没有文件,} other {# 个文件，}}请重试。", "zh.half-width@28", NULL},
    {"{n, plural, other {失败,}}请重试。", "zh.half-width@25", NULL},
    {"{n, plural, other {失败}}, 请重试。", "zh.half-width@27", NULL},
    {"{s, select, a {失败:} other {成功：}}{0}", "zh.half-width@21", NULL},
    {"{s, select, a {甲} other {foo}},乙", "zh.half-width@32", NULL},
    {"{n, plural, other {#}},请重试。", "zh.half-width@22", NULL},
    {"{n, plural, =1 {删除它} other {删除它们}}?", "zh.half-width@48", NULL},
    {"{0, number}个", "", NULL},
    {"'{'甲'}',乙", "zh.half-width@9", NULL},
    {"失败'',请重试。", "zh.half-width@8", NULL},
    /* patterns with faults */
    {"请先创建用户 ｛user｝。", "", NULL},
    {"失败,桶 ｛0} 与 {1} 同名。", "zh.half-width@6", NULL},
    {"请复制{n, plural, 其他 {这些, 对象}}。", "zh.half-width@35", NULL},
    {"请复制{n, plural, 其他 {这些, 对象}}, {。", "", NULL},
    {"失败, 用户{", "zh.half-width@6", NULL},
    {"失败, {0, 甲, 乙", "zh.half-width@6", NULL},
    {"{０},请重试", "zh.half-width@5", NULL},
};

static struct lint_try pattern_case(int i)
{
  return (struct lint_try){.source = pattern_cases[i].source ? pattern_cases[i].source : "x",
                           .text = pattern_cases[i].text,
                           .families = "zh"};
}

START_TEST(test_pattern)
{
  const struct lint_try what = pattern_case(_i);
  ck_assert_msg(strcmp(lint_try(&what), pattern_cases[_i].found) == 0, "%s: %s, not %s",
                pattern_cases[_i].text, lint_try(&what), pattern_cases[_i].found);
}
END_TEST

/* ----------------------------------------------------------- plain texts */

/* Texts of ordinary catalogs. */
static const struct {
  const char *source, *text, *found;
} plain_cases[] = {
    {"default;media;", "默认;媒体;", ""},
    {"Failed; try again", "失败; 请重试", "zh.half-width@6"},
    {"day,days,d", "天,日", ""},
    {"Failed, try again", "失败, 请重试", "zh.half-width@6"},
    {"if COMMANDS; then", "if 命令; then", ""},
    {"schema[:PATH]", "架构[:路径]", ""},
    {"MAJ:MIN device", "主:次 设备", ""},
    {"STRING : REGEX", "字符串 : 正则", ""},
    {"a : b", "甲：乙", ""},
    {"Name: %s", "名称: %s", "zh.half-width@6"},
    {"Name:", "名称:", "zh.half-width@6"},
    {"%s: cannot open", "%s: 无法打开", ""},
    {"%s: cannot open %s", "%s: 无法打开 %s", ""},
    {"cannot open %s: %s", "无法打开 %s: %s", "zh.half-width@15"},
    {"%s, try again", "%s, 请重试", "zh.half-width@2"},
    {"Delete %s?", "删除 %s?", "zh.half-width@9"},
    {"Delete %(name)s?", "删除 %(name)s?", "zh.half-width@15"},
    {"Delete {name}?", "删除 {name}?", "zh.half-width@13"},
    {"Delete ${name}?", "删除 ${name}?", "zh.half-width@14"},
    {"Delete %1?", "删除 %1?", "zh.half-width@9"},
    {"100%: done", "100%: 完成", ""},
    {"Open...", "打开...", ""},
    {"Open…", "打开…", ""},
    {"Open...", "打开。。。", "zh.ellipsis@6"},
    {"Please wait...", "请稍候...", ""},
    {"Please wait...", "请稍候。。。", "zh.ellipsis@9"},
    {"Please wait", "请稍候...", "zh.ellipsis@9"},
    {"Please wait... (%d)", "请稍候...", "zh.ellipsis@9"},
    {"<i>Checking...</i>", "<i>正在检查…</i>", ""},
    {"...killed.", "...已强制结束。", ""},
    {" ...killed.", " ...已强制结束。", ""},
    {"Choose <b>Open...</b>.", "请选择 <b>打开...</b>。", ""},
    {"Choose <b>Open</b>.", "请选择 <b>打开...</b>。", "zh.ellipsis@19"},
    {"killed.", "...已强制结束。", "zh.ellipsis@0"},
    {"cone....(45).....: w", "圆锥....(45)...: w", ""},
    {"Options...", "选项...(&O)", ""},
    {"INPUT ...", "文件 ...", ""},
    {"<a1,a2>...", "<参数1,参数2>...", ""},
    {"Opening...", "正在打开...", ""},
    {"Opening…", "正在打开…\n", ""},
    {"Opening… %s", "正在打开… %s", "zh.ellipsis@12"},
    {"Open it... now", "打开它... 现在", "zh.ellipsis@9"},
    {"usage: foo [OPTION]... FILE...", "用法：foo [选项]... 文件...", ""},
    {"usage: foo FILE...", "用法：foo 文件...", ""},
    {"usage: foo [option] file...", "用法：foo [选项] 文件...", ""},
    {"  or:  foo", "\u3000或：foo", ""},
    {"a or b", "甲\u3000乙", "zh.ideographic-space@3"},
    {"a   b\tc", "甲\u3000乙", ""},
    {"e:\tEdit.\neb:\tBoth.", "e ：编辑。\neb：都要。", ""},
    {"e: Edit.", "e ：编辑。", "zh.space-punctuation@1"},
    {"Go on? (Y/n) ", "继续吗？ (Y/n) ", ""},
    {"Go on? [y/n]", "继续吗？ [y/n]", ""},
    {"foo  - select\n     - (empty)", "foo  - 选择\n     - （空）", ""},
    {"A:, B:, and C: dependencies", "甲PreReq:、以及Obsoletes:依赖。", ""},
    {"Value %(value)r is bad, API", "值 %(value)r 不好，该 API 为 %(b)r。", ""},
    {"%Y-%m-%d, API", "%Y年%-m月%-d日，某 API 和 %s 为 %s", ""},
    {"Cannot :throw it", "不能 :throw 它", ""},
    {"link to %s", "连接－%s", ""},
    {"a-%s", "甲A－%s", "zh.full-width@4"},
    {"[ not readable (%zu bytes) ]", "[ 不可读（%zu 字节） ]", ""},
    {"Go on? (yes)", "继续吗？ (yes)", "zh.space-punctuation@12"},
    {"[{'name': <'Bing'>}]", "[{'name': <'必应'>}]", ""},
    {"Example::", "示例::", ""},
    {"Search: nothing found", "搜索::没有结果", "zh.doubled-colon@6"},
    {"Call Class::method", "调用类::方法", ""},
    {"Example:", "示例::", "zh.doubled-colon@6"},
    {"<b>Note</b>: x", "<b>注意</b>: 甲", "zh.half-width@13"},
    {"<a href=\"x\">y</a>", "<a href=\"x\">甲</a>", ""},
    {"say \"x\"", "说\"甲乙\"", "zh.quotes@3"},
    {"<FILE>, <FILE>", "<文件>, <文件>", ""},
    {"( EXPRESSION )", "( 表达式 )", ""},
    {"(%d bytes)", "(%d 字节)", "zh.half-width@0 zh.half-width@10"},
    {"_File (F)", "文件(_F)", ""},
    {"Open (_O)", "打开(_O)", ""},
    {"translator-credits", "陳大文 <chen@example.com>", ""},
    {"translator-credits", "张三\u3000<zhang@example.com>, 李四.", ""},
    {"Save", "儲存", "zh.traditional@0"},
    {"-a, --all  list", "-a, --all  列出,全部", "zh.half-width@17"},
    {"Columns:    x", "列:    甲", "zh.half-width@3"},
    {"It's \"1", "它是\"1", ""},
    {"%d%% done", "已完成 %d%%", ""},
    {"%1$s: %2$s", "文件 %1$s: %2$s", "zh.half-width@11"},
    {"{0}: {1}", "文件 {0}: {1}", "zh.half-width@10"},
    {"%s...", "正在读取 %s...", ""},
    {"100% of", "100%的甲", ""},
    {"5' tall", "5'高'", ""},
    {"No. 1", "＃1", "zh.full-width@0"},
    {"x", "ＡＰＩ", "zh.full-width@0"},
    {"x", "abc, def.", ""},
    {"Wait.\nDone.", "等待.\n完成.", "zh.half-width@6 zh.half-width@14"},
    {"a, b", "甲\n, 乙", "zh.half-width@4"},
};

static struct lint_try plain_case(int i)
{
  return (struct lint_try){.source = plain_cases[i].source,
                           .text = plain_cases[i].text,
                           .families = "zh",
                           .plain = true};
}

START_TEST(test_plain)
{
  const struct lint_try what = plain_case(_i);
  ck_assert_msg(strcmp(lint_try(&what), plain_cases[_i].found) == 0, "%s: %s, not %s",
                plain_cases[_i].text, lint_try(&what), plain_cases[_i].found);
}
END_TEST

/* --------------------------------------------------------- other locales */

static const struct {
  const char *locale, *text, *found;
} locale_cases[] = {
    {"zh_TW", "请重試。", "zh.traditional@0"},
    {"zh_TW", "請重試。", ""},
    {"zh_HK", "任務失败。", "zh.traditional@9"},
    {"zh_Hant", "这是檔案。", "zh.traditional@0"},
    {"zh_Hant_MO", "這是文件。", ""},
    {"zh_MO", "没有檔案。", "zh.traditional@0"},
    {"zh_SG", "檔案不存在。", "zh.traditional@0"},
    {"zh_Hans", "檔案不存在。", "zh.traditional@0"},
    {"zh_Hans_HK", "檔案不存在。", "zh.traditional@0"},
    /* In which script it is, is not known. */
    {"zh", "檔案不存在，请重试。", ""},
    /* Both scripts have these. */
    {"zh_TW", "皇后在公里外的台北。", ""},
    {"zh_CN", "乾坤、瞭望、狼藉。", ""},
    {"zh_TW", "失敗,請重試。", "zh.half-width@6"},
    /* Not Chinese. */
    {"ja", "失敗,請重試。", ""},
    {"ko", "失敗,請重試。", ""},
    {"en", "失败,请重试...", ""},
    {"de", "失败 （foo）", ""},
};

START_TEST(test_locale)
{
  const struct lint_try what = {.locale = locale_cases[_i].locale,
                                .source = "x",
                                .text = locale_cases[_i].text,
                                .families = "zh"};
  ck_assert_msg(strcmp(lint_try(&what), locale_cases[_i].found) == 0, "%s, %s: %s, not %s",
                locale_cases[_i].locale, locale_cases[_i].text, lint_try(&what),
                locale_cases[_i].found);
}
END_TEST

/* The text of a registry in Chinese. */
START_TEST(test_registry)
{
  const struct lint_try what = {.locale = "zh_CN", .text = "失败,请重试。", .families = "zh"};
  ck_assert_str_eq(lint_try(&what), "zh.half-width@6");
}
END_TEST

/* ------------------------------------------------------------- what is said */

static const struct {
  const char *text, *first, *second, *source;
} said_cases[] = {
    {"失败,请重试。", ",", NULL, NULL},
    {"失败， 请重试。", "，", NULL, NULL},
    {"失败 ，请重试。", "，", NULL, NULL},
    {"請重试。", "請", "请", NULL},
    {"ＡＢＣ不存在。", "ＡＢＣ", NULL, NULL},
    {"处理中...", "...", NULL, NULL},
    {"失败--重试", "--", NULL, NULL},
    {"名称::{0}", "::", NULL, NULL},
    {"请单击\"重试\"。", "\"", NULL, NULL},
    {"用户的的任务。", "的", NULL, NULL},
    {"用户{0}和租户 {1} 的任务 {2}。", "户{0}", NULL, "User {0}, tenant {1}, task {2}."},
    {"该API和SDK不支持 URL。", "持 U", NULL, NULL},
    {"失败　重试", NULL, NULL, NULL},
};

static bool is_same(const char *a, const char *b)
{
  return a && b ? strcmp(a, b) == 0 : a == b;
}

START_TEST(test_said)
{
  const struct lint_try what = {.source = said_cases[_i].source ? said_cases[_i].source : "x",
                                .text = said_cases[_i].text};
  lint_try(&what);
  for (unsigned i = 0; i < 2; i++) {
    const char *wanted = i ? said_cases[_i].second : said_cases[_i].first;
    ck_assert_msg(is_same(lint_try_arg(i), wanted), "%s: not %s", said_cases[_i].text,
                  wanted ? wanted : "(none)");
  }
}
END_TEST

/* ------------------------------------------------------------------ mending */

static bool mends(const char *finding)
{
  static const char *const rules[] = {"zh.half-width",    "zh.full-width",
                                      "zh.ellipsis",      "zh.space-punctuation",
                                      "zh.spacing-latin", "zh.spacing-placeholder"};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (strncmp(finding, rules[i], strlen(rules[i])) == 0)
      return true;
  return false;
}

/* How many findings there are, of those that can be mended and of the others. */
static void count(const char *found, size_t *mended, size_t *others)
{
  *mended = *others = 0;
  for (const char *at = found; *at; at += strcspn(at, " "), at += *at == ' ')
    ++*(mends(at) ? mended : others);
}

/* Nothing is left of what can be mended, and nothing is new. */
static void check_mended(struct lint_try what)
{
  size_t mended, others, mended_again, others_again;
  char *before = strdup(lint_try(&what));
  char *text = strdup(lint_try_mended(&what));
  const char *after;
  count(before, &mended, &others);
  ck_assert_msg(mended > 0 || strcmp(text, what.text) == 0, "%s: becomes %s", what.text, text);
  const char *was = what.text;
  what.text = text;
  after = lint_try(&what);
  count(after, &mended_again, &others_again);
  ck_assert_msg(mended_again == 0 && others_again == others, "%s: %s; then %s: %s", was, before,
                text, after);
  free(before);
  free(text);
}

START_TEST(test_pattern_mended)
{
  check_mended(pattern_case(_i));
}
END_TEST

START_TEST(test_plain_mended)
{
  check_mended(plain_case(_i));
}
END_TEST

static const struct {
  const char *text, *mended;
} mended_cases[] = {
    {"失败, 请重试.", "失败，请重试。"},
    {"失败 , 用户: {0}.", "失败，用户：{0}。"},
    {"服务 (已停止) 不可用", "服务（已停止）不可用"},
    {"(甲) (乙), 丙", "（甲）（乙），丙"},
    {"是否删除 {0} (所有版本)?", "是否删除 {0}（所有版本）？"},
    {"处理中 ... 请稍候!", "处理中……请稍候！"},
    {"ＡＰＩ　（ｖ１） 失败", "API　（v1）失败"},
    {"失败 ， 请重试", "失败，请重试"},
    {"列:    甲", "列：    甲"},
    {"{n, plural, =0 {没有, 请重试} other {# 个: 请重试}}.",
     "{n, plural, =0 {没有，请重试} other {# 个：请重试}}。"},
    {"{n, plural, other {失败, }}请重试", "{n, plural, other {失败，}}请重试"},
    {"失败,''甲''", "失败，''甲''"},
    {"失败,'{'甲'}'", "失败，'{'甲'}'"},
    /* "#" would be a number there. */
    {"{n, plural, other {第＃号}}", "{n, plural, other {第＃号}}"},
};

START_TEST(test_mended)
{
  const struct lint_try what = {.source = "x", .text = mended_cases[_i].text, .families = "zh"};
  ck_assert_str_eq(lint_try_mended(&what), mended_cases[_i].mended);
}
END_TEST

/* ----------------------------------------------------------------- scripts */

static size_t characters(char out[][4], bool (*has)(const char *))
{
  size_t count = 0;
  for (uint32_t c = 0x4E00; c <= 0x9FFF; c++) {
    const char text[] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
                         (char)(0x80 | (c & 0x3F)), '\0'};
    if (has(text))
      memcpy(out[count++], text, sizeof text);
  }
  return count;
}

static bool has_simplified(const char *text)
{
  return ec_zh_simplified(text);
}

static bool has_traditional(const char *text)
{
  return ec_zh_traditional(text);
}

/* A table that is out of order loses pairs. */
START_TEST(test_scripts)
{
  static char list[0x5200][4];
  size_t count = characters(list, has_simplified);
  ck_assert_uint_eq(count, 941);
  for (size_t i = 0; i < count; i++) {
    ck_assert_ptr_null(ec_zh_traditional(list[i]));
    ck_assert_ptr_null(ec_zh_simplified(ec_zh_simplified(list[i])));
  }
  count = characters(list, has_traditional);
  ck_assert_uint_eq(count, 818);
  for (size_t i = 0; i < count; i++) {
    const char *form = ec_zh_traditional(list[i]);
    ck_assert_msg(ec_zh_simplified(form) && memcmp(ec_zh_simplified(form), list[i], 3) == 0, "%s",
                  list[i]);
  }
}
END_TEST

/* -------------------------------------------------------------- long texts */

/* Each of them is a text that a rule could look through again and again. */
static const char *const repeated[] = {
    ",甲",  "(",    "甲(", "(甲)", "甲...", "...甲", "::",  "甲::", "'甲",
    "\"甲", "<a",   "&",   "a:",   "Ａ",    "甲 ",   "　",  "{a",   "%(",
    "甲,a", "甲a ", "請@", "——",   "“「",   "的的",  "1：", "甲(b",
};

START_TEST(test_long)
{
  static char text[30 * 5000 + 1];
  text[0] = '\0';
  const size_t len = strlen(repeated[_i]);
  for (size_t i = 0; i < 5000; i++)
    memcpy(text + i * len, repeated[_i], len + 1);
  const struct lint_try what = {.source = text, .text = text, .plain = true, .families = "zh"};
  const char *found = lint_try(&what);
  size_t mended, others;
  count(found, &mended, &others);
  ck_assert_uint_le(mended + others, 300);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

int main(void)
{
  Suite *suite = suite_create("lint_zh");
  TCase *tests = tcase_create("lint_zh");
  tcase_add_checked_fixture(tests, NULL, lint_try_end);
  tcase_add_loop_test(tests, test_pattern, 0, COUNT(pattern_cases));
  tcase_add_loop_test(tests, test_plain, 0, COUNT(plain_cases));
  tcase_add_loop_test(tests, test_locale, 0, COUNT(locale_cases));
  tcase_add_test(tests, test_registry);
  tcase_add_loop_test(tests, test_said, 0, COUNT(said_cases));
  tcase_add_loop_test(tests, test_pattern_mended, 0, COUNT(pattern_cases));
  tcase_add_loop_test(tests, test_plain_mended, 0, COUNT(plain_cases));
  tcase_add_loop_test(tests, test_mended, 0, COUNT(mended_cases));
  tcase_add_test(tests, test_scripts);
  tcase_add_loop_test(tests, test_long, 0, COUNT(repeated));
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
