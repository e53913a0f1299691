/* SPDX-License-Identifier: MIT */

/* The rules about patterns, arguments, plurals and selections, and those about the words of a
 * catalog: what they find, and what they must leave alone. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "lint_run.h"
#include "lint_view.h"
#include "rules.h"

static struct ec_pool pool, scratch;
static struct ec_lint lint;

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

static void setup(void)
{
  ec_pool_init(&pool, out_of_memory, NULL);
  ec_pool_init(&scratch, out_of_memory, NULL);
  ec_lint_open(&lint, &pool, &scratch);
}

static void teardown(void)
{
  ec_pool_free(&pool);
  ec_pool_free(&scratch);
}

/* --------------------------------------------------------- one text, by itself */

/* "user:string count:integer" */
static size_t declare(const char *args, struct errcat_arg_info *infos)
{
  size_t count = 0;
  while (*args) {
    const size_t name = strcspn(args, ":"), type = strcspn(args + name + 1, " ");
    infos[count++] = (struct errcat_arg_info){.name = ec_pool_copy(&pool, args, name),
                                              .type = ec_pool_copy(&pool, args + name + 1, type)};
    args += name + 1 + type;
    args += *args == ' ';
  }
  return count;
}

/* A registry that is one text: each byte has its own column. */
struct place_of_text {
  struct ec_lint_file file;
  struct ec_registry_run run;
  struct ec_registry_runs runs;
  uint32_t line;
};

static void place(struct place_of_text *placed, struct ec_lint_text *text)
{
  *placed = (struct place_of_text){.file = {.is_registry = true},
                                   .run = {.at = 0, .len = (uint32_t)text->len, .offset = 0}};
  placed->runs = (struct ec_registry_runs){&placed->run, 1};
  placed->file.registry.lines = &placed->line;
  placed->file.registry.line_count = 1;
  text->file = &placed->file;
  text->runs = &placed->runs;
}

static void put_arg(struct ec_string *out, const struct errcat_arg *arg)
{
  if (arg->kind == ERRCAT_ARG_STRING) {
    ec_string_add(out, arg->value.string, arg->len);
  } else if (arg->kind == ERRCAT_ARG_LIST) {
    for (size_t i = 0; i < arg->len; i++) {
      ec_string_adds(out, i ? "+" : "");
      put_arg(out, &arg->value.list[i]);
    }
  } else {
    ec_string_adds(out, ec_pool_printf(&pool, "%ld", (long)arg->value.integer));
  }
}

static int by_place(const void *a, const void *b)
{
  const struct ec_finding *x = *(const struct ec_finding *const *)a,
                          *y = *(const struct ec_finding *const *)b;
  if (x->place.column != y->place.column)
    return x->place.column < y->place.column ? -1 : 1;
  return strcmp(x->rule->name, y->rule->name);
}

/* "argument.missing@0(user) …", by place; of faults of the syntax without what they say. */
static const char *findings(void)
{
  struct ec_string out = {.pool = &pool};
  const struct ec_finding **sorted = ec_pool_alloc(&pool, lint.finding_count, sizeof *sorted);
  for (size_t i = 0; i < lint.finding_count; i++)
    sorted[i] = &lint.findings[i];
  qsort(sorted, lint.finding_count, sizeof *sorted, by_place);
  for (size_t i = 0; i < lint.finding_count; i++) {
    const struct ec_finding *finding = sorted[i];
    const bool is_fault = finding->arg_count == 1 &&
                          strncmp(finding->rule->name, "pattern.", 8) == 0 &&
                          strncmp(finding->rule->name, "pattern.quoted", 14) != 0;
    if (!finding->rule)
      abort();
    ec_string_adds(&out, i ? " " : "");
    ec_string_adds(&out, ec_pool_printf(&pool, "%s@%u", finding->rule->name,
                                        (unsigned)finding->place.column - 1));
    for (size_t k = 0; k < finding->arg_count && !is_fault; k++) {
      ec_string_adds(&out, k ? "," : "(");
      put_arg(&out, &finding->args[k]);
    }
    if (finding->arg_count && !is_fault)
      ec_string_adds(&out, ")");
  }
  return ec_string_get(&out);
}

struct row {
  const char *locale;
  const char *args;   /* NULL: there is no registry */
  const char *source; /* NULL: it is the registry's text */
  const char *text;
  const char *want;
};

static const char *judge(const struct row *row, bool jdk)
{
  static const struct ec_registry_entry declared;
  struct errcat_arg_info infos[EC_REGISTRY_ARGS_MAX];
  struct place_of_text placed;
  struct ec_lint_text source = {.text = row->source,
                                .len = row->source ? strlen(row->source) : 0,
                                .locale = "en",
                                .language = "en",
                                .is_pattern = true,
                                .jdk = jdk};
  struct ec_lint_unit unit = {.code = "E1",
                              .declared = row->args ? &declared : NULL,
                              .text = {.text = row->text,
                                       .len = strlen(row->text),
                                       .locale = row->locale,
                                       .language = ec_lint_language(&pool, row->locale),
                                       .is_pattern = true,
                                       .jdk = jdk},
                              .source = row->source ? &source : NULL,
                              .args = infos};
  if (row->args)
    unit.arg_count = declare(row->args, infos);
  place(&placed, &unit.text);
  ec_lint_text_read(&lint, &unit.text, unit.args, unit.arg_count);
  if (row->source)
    ec_lint_text_read(&lint, &source, unit.args, unit.arg_count);
  ec_lint_view_sentences(&lint, &unit);
  lint.finding_count = lint.unit_first = 0;
  ec_lint_pattern(&lint, &unit);
  ec_lint_argument(&lint, &unit);
  ec_lint_plural(&lint, &unit);
  return findings();
}

/* What is declared in most rows. */
#define ARGS "user:string count:integer when:time"

static const struct row rows[] = {
    /* missing */
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户不存在。", "argument.missing@0(0)"},
    {"zh_CN", ARGS, "The user {user} is unknown.", "用户 {0} 不存在。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {user} 不存在。", ""},
    {"zh_CN", ARGS, "{0} has {1} files.", "{1} 个文件属于 {0}。", ""},
    {"zh_CN", ARGS, "{0} has {1} files.", "文件属于 {0}。", "argument.missing@0(1)"},
    {"zh_CN", ARGS, "{0} has {1} files.", "没有文件。", "argument.missing@0(0+1)"},
    {"zh_CN", NULL, "{0} has {1} files.", "{1} 个文件属于 {0}。", ""},
    {"zh_CN", NULL, "{0} has {1} files.", "{0} 有文件。", "argument.missing@0(1)"},
    {"zh_CN", NULL, "{user} has {n} files.", "{user} 有 {n} 个文件。", ""},
    {"zh_CN", NULL, "{user} has {n} files.", "有 {n} 个文件。", "argument.missing@0(user)"},
    {"zh_CN", NULL, "{user} has {n} files.", "{0} 有 {n} 个文件。", "argument.renamed@0(0,user)"},
    {"zh_CN", ARGS, "{user} said {when}.", "{user} 说。", "argument.missing@0(when)"},
    {"zh_CN", ARGS, "Nothing is here.", "什么也没有。", ""},
    /* plural may go when the number is never shown */
    {"zh_CN", ARGS, "{1, plural, one {The file was} other {The files were}} deleted.",
     "文件已删除。", ""},
    {"zh_CN", ARGS, "{1, plural, =1 {The file was} other {The files were}} deleted.",
     "文件已删除。", ""},
    {"zh_CN", ARGS, "{1, plural, =0 {Nothing was} other {Files were}} deleted.", "文件已删除。",
     "argument.missing@0(1)"},
    {"zh_CN", ARGS, "{1, plural, one {# file was} other {# files were}} deleted.", "文件已删除。",
     "argument.missing@0(1)"},
    {"zh_CN", ARGS, "{1, plural, one {One file was} other {# files were}} deleted.",
     "已删除 {1} 个文件。", ""},
    {"zh_CN", ARGS, "{1, plural, one {One file was} other {# files were}} deleted.",
     "已删除 {1, number} 个文件。", ""},
    {"zh_CN", ARGS, "{1, plural, one {One file was} other {{1} files were}} deleted.",
     "已删除 {count} 个文件。", ""},
    {"zh_CN", ARGS, "{1, plural, one {One file was} other {# files were}} deleted.",
     "已删除 {1, plural, other {# 个文件}}。", ""},
    {"zh_CN", NULL, "{g, select, male {He} female {She} other {They}} left.", "对方已离开。", ""},
    {"zh_CN", NULL, "{kind, select, file {The file} other {The item}} is gone.", "项目不存在。",
     "argument.missing@0(kind)"},
    {"zh_CN", NULL, "{n, choice, 0#no files|1#one file|1<many files}", "文件",
     "argument.missing@0(n)"},
    {"zh_CN", NULL, "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} try",
     "第 {n} 次尝试", ""},
    {"zh_CN", NULL, "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} try", "尝试",
     "argument.missing@0(n)"},
    {"ru", NULL, "{n} files",
     "{n, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}", ""},
    {"ru", NULL, "{n} files", "{n, plural, one {файл} few {файла} many {файлов} other {файла}}",
     ""},
    /* undeclared, extra */
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在（{3}）。",
     "argument.undeclared@23(3)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在（{name}）。",
     "argument.undeclared@23(name)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {name} 不存在（{name}）。",
     "argument.renamed@7(name,0)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {7} 不存在。",
     "argument.missing@0(0) argument.undeclared@7(7)"},
    {"zh_CN", ARGS, "The user {user} is unknown.", "用户 {7} 不存在。",
     "argument.renamed@7(7,user)"},
    {"zh_CN", ARGS, "{0} {1}", "{名} {数}",
     "argument.missing@0(0+1) argument.undeclared@0(名) argument.undeclared@6(数)"},
    {"zh_CN", NULL, "Don't set {0} in '{1}' files.", "请勿在 {1} 文件中设置 {0}。", ""},
    {"zh_CN", NULL, "Write '{0}' for {1}.", "{1} 写为 {2}。", "argument.undeclared@11(2)"},
    {"zh_CN", ARGS, "Nothing is here.", "{0}：什么也没有。", "argument.extra@0(0)"},
    {"zh_CN", ARGS, "Nothing is here.", "{5}：什么也没有。", "argument.undeclared@0(5)"},
    {"zh_CN", "", "Nothing is here.", "{0}：什么也没有。", "argument.undeclared@0(0)"},
    {"zh_CN", "", "Nothing is here.", "什么也没有。", ""},
    {"zh_CN", NULL, "Nothing is here.", "{0}：什么也没有。", "argument.undeclared@0(0)"},
    {"zh_CN", NULL, "User {0}.", "用户 {0}（{1}）。", "argument.undeclared@13(1)"},
    {"zh_CN", NULL, "User {0}.", "用户 {1}。", "argument.missing@0(0) argument.undeclared@7(1)"},
    {"zh_CN", NULL, "User {user}.", "用户 {username}。", "argument.renamed@7(username,user)"},
    {"zh_CN", NULL, "User {user}.", "用户 {用户}。", "argument.renamed@7(用户,user)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在（{1}）。", "argument.extra@23(1)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {1} 不存在。",
     "argument.missing@0(0) argument.extra@7(1)"},
    {"zh_CN", ARGS, "The user {user} is unknown.", "用户 {count} 不存在。",
     "argument.missing@0(user) argument.extra@7(count)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在（{1}，{1}）。",
     "argument.extra@23(1)"},
    {"zh_CN", ARGS, "The user {foo} is unknown.", "用户 {foo} 不存在。",
     "argument.undeclared@7(foo)"},
    {"zh_CN", ARGS, "A {0} B", "甲 {0} 乙 {1, plural, other {#}}", "argument.extra@12(1)"},
    /* the registry's own texts */
    {"en", ARGS, NULL, "The user {0} has {1, number} files since {2, date}.", ""},
    {"en", ARGS, NULL, "The user {name} is unknown.", "argument.undeclared@9(name)"},
    {"en", ARGS, NULL, "The user {3} is unknown.", "argument.undeclared@9(3)"},
    {"en", "", NULL, "The user {0} is unknown.", "argument.undeclared@9(0)"},
    {"en", ARGS, NULL, "The user {0, number} is unknown.", "argument.type@9(0,string,number)"},
    {"en", ARGS, NULL, "{count, plural, one {# file} other {# files}}", ""},
    {"en", ARGS, NULL, "{count, plural, other {# files}}",
     "plural.missing-category@0(one,count,en)"},
    /* repeated */
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在，{0}。",
     "argument.repeated@23(0)"},
    {"zh_CN", ARGS, "{0} and {0}", "{0} 和 {0}", ""},
    {"zh_CN", ARGS, "{0} and {0}", "{0}、{0} 和 {0}", "argument.repeated@14(0)"},
    {"zh_CN", ARGS, "{0} and {0}", "{0}", ""},
    {"zh_CN", ARGS, "{1, plural, one {{0} has one file} other {{0} has # files}}",
     "{0} 有 {1} 个文件", ""},
    {"zh_CN", ARGS, "{0} has {1} files.", "{1, plural, other {{0} 有 # 个文件}}。", ""},
    {"ru", ARGS, "{0} has {1} files.",
     "{1, plural, one {{0}: # файл} few {{0}: # файла} many {{0}: # файлов} other {{0}: # файла}}",
     ""},
    {"ru", ARGS, "{0} has {1} files.",
     "{0}: {1, plural, one {# файл} few {{0}: # файла} many {# файлов} other {# файла}}",
     "argument.repeated@39(0)"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1} 个文件，共 {1} 个",
     "argument.repeated@20(1)"},
    {"zh_CN", ARGS, "{1, plural, one {a file} other {files}}", "{1} 个文件", ""},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, other {# 个文件，共 # 个}}", "argument.repeated@37(1)"},
    {"zh_CN", NULL, "{k, select, a {x {n}} other {y {n}}}",
     "{k, select, a {甲 {n}} other {乙 {n} {n}}}", "argument.repeated@39(n)"},
    {"zh_CN", NULL, "{k, select, a {x {n}} other {y {n}}}", "{k, select, a {甲} other {乙}} {n}",
     ""},
    {"zh_CN", NULL, "{n, plural, one {# of {m}} other {# of {m}}}", "{m} 中的 {n} 个", ""},
    /* kind */
    {"zh_CN", ARGS, "Since {2, date}.", "自 {2, date} 起。", ""},
    {"zh_CN", ARGS, "Since {2, date}.", "自 {2, date, long} 起。", ""},
    {"zh_CN", ARGS, "Since {2, date}.", "自 {2, time} 起。", ""},
    {"zh_CN", ARGS, "Since {2, date}.", "自 {2} 起。", "argument.kind@4(2)"},
    {"zh_CN", ARGS, "Since {2}.", "自 {2} 起。", ""},
    {"zh_CN", ARGS, "Since {2}.", "自 {2, date} 起。", "argument.kind@4(2)"},
    {"zh_CN", ARGS, "Since {2, date} {2, time}.", "自 {2, date, full} 起。", ""},
    {"zh_CN", ARGS, "Since {2, date}, {2}.", "自 {2} 起，{2, time}。", ""},
    {"zh_CN", NULL, "{n, number} files", "{n} 个文件", ""},
    {"zh_CN", NULL, "{n} files", "{n, number, integer} 个文件", ""},
    {"zh_CN", NULL, "{n, number} files", "{n, date} 个文件", "argument.kind@0(n)"},
    {"zh_CN", NULL, "{n, plural, one {# file} other {# files}}", "{n, time}", "argument.kind@0(n)"},
    {"zh_CN", NULL, "{n, date}", "{n, plural, other {#}}", "argument.kind@0(n)"},
    {"zh_CN", NULL, "{n, select, a {x {n}} other {y {n}}}",
     "{n, select, a {甲 {n}} other {乙 {n}}}", ""},
    {"zh_CN", NULL, "{n, spellout}", "{n}", ""},
    {"zh_CN", NULL, "{n, duration}", "{n, date}", "argument.kind@0(n)"},
    /* type */
    {"zh_CN", ARGS, "User {0}", "用户 {0}", ""},
    {"zh_CN", ARGS, "User {0}", "用户 {0, number}", "argument.type@7(0,string,number)"},
    {"zh_CN", ARGS, "User {0}", "用户 {0, date}", "argument.type@7(0,string,date)"},
    {"zh_CN", ARGS, "User {0}", "用户 {user, plural, other {#}}",
     "argument.type@7(user,string,plural)"},
    {"zh_CN", ARGS, "User {0}", "用户 {0, select, root {管理员} other {{0}}}", ""},
    {"zh_CN", ARGS, "{1} files", "{1, number, percent}", ""},
    {"zh_CN", ARGS, "{1} files", "{1, spellout}", ""},
    {"zh_CN", ARGS, "{1} files", "{1, date}", "argument.type@0(1,integer,date)"},
    {"zh_CN", ARGS, "{1} files", "{1, select, 0 {没有文件} other {{1} 个文件}}", ""},
    {"zh_CN", ARGS, "{1} files", "{1, choice, 0#没有文件|1#{1} 个文件}", ""},
    {"zh_CN", ARGS, "since {2}", "{2, number}", "argument.type@0(2,time,number)"},
    {"zh_CN", ARGS, "since {2}", "{2, plural, other {#}}", "argument.type@0(2,time,plural)"},
    {"zh_CN", ARGS, "{2, date}", "{2, date, ::yMMMd}", ""},
    {"zh_CN", "project:id", "Project {0}", "项目 {0}", ""},
    {"zh_CN", "project:id", "Project {0}", "项目 {0, number}", "argument.type@7(0,id,number)"},
    {"zh_CN", "project:id", "Project {0}", "项目 {project, selectordinal, other {#}}",
     "argument.type@7(project,id,selectordinal)"},
    {"zh_CN", "project:id", "Project {0}", "项目 {0, select, 1 {一} other {{0}}}", ""},
    {"zh_CN", "names:list", "Files: {0}", "文件：{0}", ""},
    {"zh_CN", "names:list", "Files: {0}", "文件：{0, select, other {}}",
     "argument.type@9(0,list,select)"},
    {"zh_CN", "names:list", "Files: {0}", "文件：{0, number}", "argument.type@9(0,list,number)"},
    {"zh_CN", "size:number", "{0} MB", "{0, number, ::.00} MB", ""},
    {"zh_CN", "size:number", "{0} MB", "{0, time} MB", "argument.type@0(0,number,time)"},
    {"zh_CN", "size:number", "{0} MB", "{0, duration} MB", ""},
    /* categories */
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# 个文件} other {# 个文件}}", "plural.unused-category@12(one,zh_CN)"},
    {"zh_TW", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# 個檔案} few {# 個檔案} other {# 個檔案}}",
     "plural.unused-category@12(one,zh_TW) plural.unused-category@30(few,zh_TW)"},
    {"ja", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, other {# 個}}", ""},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, =0 {没有文件} =1 {一个文件} other {# 个文件}}", ""},
    {"ru", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# файл} other {# файлов}}", "plural.missing-category@0(few+many,1,ru)"},
    {"ru", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, other {# файлов}}",
     "plural.missing-category@0(one+few+many,1,ru)"},
    {"ru", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, =1 {файл} few {# файла} many {# файлов} other {# файла}}",
     "plural.missing-category@0(one,1,ru)"},
    {"pl", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, =1 {plik} few {# pliki} many {# plików} other {# pliku}}", ""},
    {"en", ARGS, NULL, "{1, plural, =1 {a file} other {# files}}", ""},
    {"en", ARGS, NULL, "{1, plural, =0 {no files} other {# files}}",
     "plural.missing-category@0(one,1,en)"},
    {"en", ARGS, NULL,
     "{1, plural, offset:1 =1 {you} =2 {you and one more} other {you and # more}}", ""},
    {"en", ARGS, NULL, "{1, plural, offset:1 =0 {nobody} =1 {you} other {you and # more}}",
     "plural.missing-category@0(one,1,en)"},
    {"en", ARGS, NULL,
     "{1, plural, offset:1 =0 {nobody} =1 {you} one {you and # more} other {you and # more}}", ""},
    {"en", ARGS, NULL, "{1, plural, one {a} few {b} other {c}}",
     "plural.unused-category@20(few,en)"},
    {"fr", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# fichier} other {# fichiers}}", ""},
    {"fr", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# fichier} many {# de fichiers} other {# fichiers}}", ""},
    {"fr", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, =0 {aucun fichier} =1 {un fichier} other {# fichiers}}", ""},
    {"fr", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, =1 {un fichier} other {# fichiers}}", "plural.missing-category@0(one,1,fr)"},
    {"ar", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, zero {} one {} two {} few {#} many {#} other {#}}", ""},
    {"ar", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, =0 {} =1 {} =2 {} few {#} many {#} other {#}}", ""},
    {"ar", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, one {} other {#}}",
     "plural.missing-category@0(zero+two+few+many,1,ar)"},
    {"de", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# Datei} other {# Dateien}}", ""},
    {"en", ARGS, NULL, "{1, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", ""},
    {"en", ARGS, NULL, "{1, selectordinal, one {#st} other {#th}}",
     "plural.missing-category@0(two+few,1,en)"},
    {"zh_CN", ARGS, "{1, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}",
     "{1, selectordinal, other {第 # 次}}", ""},
    {"zh_CN", ARGS, "{1, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}",
     "{1, selectordinal, one {第一次} other {第 # 次}}", "plural.unused-category@19(one,zh_CN)"},
    {"xx", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, one {# a} other {# b}}",
     ""},
    {"", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, one {# a} other {# b}}",
     ""},
    {"", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, 其 {# a} other {# b}}",
     "plural.translated-keyword@12(其,1)"},
    {"en", ARGS, NULL, "{0, select, a {{1, plural, other {#}}} other {}}",
     "plural.missing-category@15(one,1,en)"},
    {"en", ARGS, NULL, "{1, plural, zero {a} one {b} other {c}}",
     "plural.unused-category@12(zero,en)"},
    /* translated keywords */
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, 其他 {# 个文件}}",
     "plural.translated-keyword@12(其他,1)"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{count, plural, 其他{# 个文件}}",
     "plural.translated-keyword@16(其他,count)"},
    {"de", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, eins {# Datei} andere {# Dateien}}",
     "plural.translated-keyword@12(eins,1) plural.translated-keyword@27(andere,1)"},
    {"de", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, one {# Datei} andere {# Dateien} other {# Dateien}}",
     "plural.translated-keyword@26(andere,1)"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, 复数, other {# 个文件}}",
     "pattern.syntax@4"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, 其他 {# 个文件}} {0",
     "plural.translated-keyword@12(其他,1) pattern.syntax@34"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, 1 {一} other {#}}",
     "plural.translated-keyword@12(1,1)"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, Other {#}}",
     "plural.translated-keyword@12(Other,1)"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, one {#}}",
     "pattern.syntax@19"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, =1 {#}}",
     "pattern.syntax@18"},
    {"zh_CN", NULL, "{k, select, file {a} other {b}}", "{k, select, file {甲} 其他 {乙}}",
     "pattern.syntax@35"},
    {"zh_CN", NULL, "{k, select, file {a} other {b}}", "{k, select, 文件 {甲} other {乙}}",
     "select.missing-case@0(file,k) select.unknown-case@12(文件,k)"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, 一 {#} 其他 {#}}",
     "plural.translated-keyword@12(一,1) plural.translated-keyword@20(其他,1)"},
    {"en", ARGS, NULL, "{1, plural, one {a {0} other {b}}", "pattern.syntax@0"},
    /* repeated cases */
    {"en", ARGS, NULL, "{1, plural, one {a} one {b} other {c}}", "plural.repeated-case@20(one,1)"},
    {"en", ARGS, NULL, "{1, plural, =1 {a} =1 {b} other {c}}", "plural.repeated-case@19(=1,1)"},
    {"en", ARGS, NULL, "{1, plural, one {a} other {b} other {c}}",
     "plural.repeated-case@30(other,1)"},
    {"en", ARGS, NULL, "{1, selectordinal, one {a} two {b} few {c} few {d} other {c}}",
     "plural.repeated-case@43(few,1)"},
    {"en", ARGS, NULL, "{0, select, a {a} a {b} other {c}}", "plural.repeated-case@18(a,0)"},
    {"en", ARGS, NULL, "{0, select, a {a} A {b} other {c}}", ""},
    {"en", ARGS, NULL,
     "{0, select, a {{1, plural, one {a} other {b}}} other {{1, plural, one {a} other {b}}}}", ""},
    /* select */
    {"zh_CN", NULL, "{k, select, file {a} folder {b} other {c}}",
     "{k, select, folder {乙} file {甲} other {丙}}", ""},
    {"zh_CN", NULL, "{k, select, file {a} folder {b} other {c}}",
     "{k, select, file {甲} other {丙}}", "select.missing-case@0(folder,k)"},
    {"zh_CN", NULL, "{k, select, file {a} folder {b} other {c}}", "{k, select, other {丙}}",
     "select.missing-case@0(file+folder,k)"},
    {"zh_CN", NULL, "{k, select, file {a} other {c}}",
     "{k, select, file {甲} folder {乙} other {丙}}", "select.unknown-case@23(folder,k)"},
    {"zh_CN", NULL, "{k, select, file {a} other {c}}", "{k, select, files {甲} other {丙}}",
     "select.missing-case@0(file,k) select.unknown-case@12(files,k)"},
    {"zh_CN", NULL, "{k, select, file {a {k}} other {c {k}}}", "{k}", ""},
    {"zh_CN", NULL, "{g, select, male {he} female {she} other {they}}", "{g, select, other {对方}}",
     ""},
    {"zh_CN", NULL, "{g, select, male {he} female {she} other {they}}",
     "{g, select, male {他} other {对方}}", "select.missing-case@0(female,g)"},
    {"zh_CN", NULL, "{g, select, male {he} female {she} other {they}}",
     "{g, select, 男 {他} 女 {她} other {对方}}",
     "select.missing-case@0(male+female,g) select.unknown-case@12(男,g) "
     "select.unknown-case@22(女,g)"},
    {"zh_CN", NULL, "{k, select, a {1} other {2}} {k, select, b {3} other {4}}",
     "{k, select, a {1} other {2}} {k, select, b {3} other {4}}", ""},
    {"zh_CN", NULL, "{k, select, a {1} b {5} other {2}} {k, select, b {3} other {4}}",
     "{k, select, a {1} other {2}}", "select.missing-case@0(b,k)"},
    {"zh_CN", ARGS, "{user, select, root {a} other {b}}", "{0, select, root {甲} other {乙}}", ""},
    {"zh_CN", ARGS, "{user, select, root {a} other {b}}", "{0, select, 管理员 {甲} other {乙}}",
     "select.missing-case@0(root,0) select.unknown-case@12(管理员,0)"},
    {"zh_CN", NULL,
     "{n, plural, one {{k, select, a {1} other {2}}} other {{k, select, a {1} other {2}}}}",
     "{k, select, a {1} other {2}}", ""},
    /* full-width */
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户｛0｝不存在。",
     "pattern.full-width-brace@6(｛,{) pattern.full-width-brace@10(｝,})"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户{0｝不存在。",
     "pattern.full-width-brace@8(｝,})"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户｛0}不存在。",
     "pattern.full-width-brace@6(｛,{)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 ｛ user ｝ 不存在。",
     "pattern.full-width-brace@7(｛,{) pattern.full-width-brace@16(｝,})"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在｛注｝。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在｛｝。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在｛9｝。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在{9｝。", "pattern.syntax@25"},
    {"zh_CN", ARGS, "Since {2, date}.", "自｛2, date｝起。",
     "pattern.full-width-brace@3(｛,{) pattern.full-width-brace@13(｝,})"},
    {"zh_CN", ARGS, "{0} has {1} files.", "｛0｝有｛1｝个文件。",
     "pattern.full-width-brace@0(｛,{) pattern.full-width-brace@4(｝,}) "
     "pattern.full-width-brace@10(｛,{) pattern.full-width-brace@14(｝,})"},
    {"zh_CN", ARGS, "{0} has {1} files.", "｛0｝有文件。",
     "argument.missing@0(1) pattern.full-width-brace@0(｛,{) pattern.full-width-brace@4(｝,})"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, other ｛# 个文件｝}",
     "pattern.full-width-brace@18(｛,{) pattern.full-width-brace@32(｝,})"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "{1, plural, other {# 个文件}｝",
     "pattern.full-width-brace@31(｝,})"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "｛1, plural, other {# 个文件}｝",
     "pattern.full-width-brace@0(｛,{) pattern.full-width-brace@33(｝,})"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {０} 不存在。",
     "pattern.full-width-digit@8(０,0)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 第０个。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户｛０｝不存在。",
     "pattern.full-width-brace@6(｛,{) pattern.full-width-digit@9(０,0) "
     "pattern.full-width-brace@12(｝,})"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {０} 不存在（{９}）。",
     "pattern.full-width-digit@8(０,0) argument.undeclared@25(９)"},
    {"zh_CN", NULL, "User {10}.", "用户 {１０}。", "pattern.full-width-digit@8(１０,10)"},
    {"zh_CN", NULL, "User {10}.", "用户 {1０}。", "pattern.full-width-digit@9(０,0)"},
    {"zh_CN", NULL, "User {10}.", "用户 {１0}。", "pattern.full-width-digit@8(１0,10)"},
    {"zh_CN", NULL, "User {name}.", "用户｛name｝。",
     "pattern.full-width-brace@6(｛,{) pattern.full-width-brace@13(｝,})"},
    {"zh_CN", NULL, "User {name}.", "用户｛姓名｝。", "argument.missing@0(name)"},
    {"zh_CN", NULL, "Set '{'a'}' of {0}.", "设置 {0} 的｛a｝。", ""},
    {"zh_CN", ARGS, "Since {2, date}.", "自 {２, date} 起。", "pattern.full-width-digit@5(２,2)"},
    {"en", ARGS, NULL, "The user ｛0｝ is unknown.",
     "pattern.full-width-brace@9(｛,{) pattern.full-width-brace@13(｝,})"},
    /* faults */
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0 不存在。", "pattern.syntax@10"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0, 不存在。", "pattern.syntax@11"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {} 不存在。", "pattern.syntax@8"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 0} 不存在。", "argument.missing@0(0)"},
    {"zh_CN", ARGS, "Since {2, date}.", "自 {2, 日期} 起。", "pattern.syntax@8"},
    {"zh_CN", ARGS, "Since {2, date}.", "自 {2，date} 起。", "argument.renamed@4(2，date,2)"},
    {"zh_CN", ARGS, "{1} files", "{1, number, '#'x} 个", "pattern.unsupported@12"},
    {"zh_CN", ARGS, "{1} files", "{1, number, ::currency/XYZW} 个", "pattern.unsupported@26"},
    {"zh_CN", ARGS, "{1} files", "{0}{99999}", "pattern.syntax@4"},
    {"zh_CN", NULL, "{a}",
     "{a, select, other {{a, select, other {{a, select, other {{a, select, other {{a, select, "
     "other {{a, select, other {{a, select, other {{a, select, other {{a, select, other "
     "{{a}}}}}}}}}}}}}}}}}}}",
     "pattern.limit@152"},
    {"zh_CN", NULL, "{a}",
     "{a, select, other {{a, select, other {{a, select, other {{a, select, other {{a, select, "
     "other {{a, select, other {{a, select, other {{a, select, other {{a}}}}}}}}}}}}}}}}}",
     ""},
    {"zh_CN", "size:number", "{0} MB",
     "{0, number, "
     "#############################################################################################"
     "#####################################} MB",
     "pattern.limit@11"},
    /* quotations */
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 '{0}' 不存在。",
     "argument.missing@0(0) pattern.quoted-placeholder@7(0)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 '{user}' 不存在。",
     "argument.missing@0(0) pattern.quoted-placeholder@7(user)"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 ''{0}'' 不存在。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不是 '{'name'}'。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不是 '{name}'。", ""},
    {"zh_CN", ARGS, "Write '{0}' for {0}.", "写 '{0}' 表示 {0}。", ""},
    {"zh_CN", ARGS, "Write '{0}' for {0}.", "写 '{'0'}' 表示 {0}。", ""},
    {"zh_CN", ARGS, "Write '{0}' for {1}.", "写 '{1}' 表示 {1}。",
     "pattern.quoted-placeholder@4(1)"},
    {"zh_CN", ARGS, "Write '{0}' for {0}.", "写 {0} 表示 '{0}'。", ""},
    {"zh_CN", ARGS, "Write '{'0'}' for {0}.", "写 '{0}' 表示 {0}。", ""},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}", "'{1, plural, other {# 个文件}}'",
     "argument.missing@0(1) pattern.quoted-placeholder@0(1)"},
    {"fr", ARGS, "The user {0} is unknown.", "L'utilisateur {0} est inconnu.", ""},
    {"fr", ARGS, "The user {0} is unknown.", "L''utilisateur {0} n'existe pas.",
     "pattern.mixed-apostrophes@20"},
    {"fr", ARGS, "The user {0} is unknown.", "L''utilisateur {0} n''existe pas.", ""},
    {"fr", ARGS, "The user {0} is unknown.", "L'utilisateur '{0}' est inconnu.",
     "argument.missing@0(0) pattern.quoted-placeholder@14(0)"},
    {"fr", ARGS, "The user {0} is unknown.", "L''utilisateur ''{0}'' est inconnu.", ""},
    {"fr", ARGS, "It''s {0}, isn't it?", "C''est {0}, n'est-ce pas ?", ""},
    {"fr", ARGS, "User {0}", "L'utilisateur {0} '{' l''un '}'", "pattern.mixed-apostrophes@1"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 '{0} 不存在。",
     "argument.missing@0(0) pattern.open-quote@7"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在 '{。", "pattern.open-quote@21"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在 '{''。", "pattern.open-quote@21"},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在 '{'。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在 '。", ""},
    {"zh_CN", ARGS, "The user {0} is unknown.", "用户 {0} 不存在'", ""},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, other {'# 个 # 文件}}", "pattern.syntax@18"},
    {"zh_CN", ARGS, "{1, plural, one {# file} other {# files}}",
     "{1, plural, other {'#' 号 # 文件}}", ""},
    {"en", ARGS, NULL, "The user '{0}' is unknown.", "pattern.quoted-placeholder@9(0)"},
    {"en", ARGS, NULL, "Write '{'user'}', not '{'0'}'.", ""},
    {"en", ARGS, NULL, "Don't use {0}.", ""},
};

START_TEST(test_row)
{
  const struct row *row = &rows[_i];
  const char *found = judge(row, false);
  if (strcmp(found, row->want) != 0)
    ck_abort_msg("\"%s\", \"%s\": found %s, wanted %s", row->source ? row->source : "-", row->text,
                 found, row->want);
}
END_TEST

/* Whatever is in it, a text has the arguments and the cases of itself. */
START_TEST(test_itself)
{
  const struct row *row = &rows[_i];
  const struct row itself = {"", row->args, row->text, row->text, ""};
  const char *found = judge(&itself, false);
  if (strstr(found, "pattern.full-width"))
    return; /* of the source nothing is read as ASCII */
  if (strstr(found, "select.") || strstr(found, ".missing") || strstr(found, ".renamed") ||
      strstr(found, ".extra") || strstr(found, ".repeated@") || strstr(found, ".kind") ||
      strstr(found, ".quoted") || strstr(found, ".mixed"))
    ck_abort_msg("\"%s\": found %s", row->text, found);
}
END_TEST

/* Apostrophes as the JDK reads them. */
static const struct row jdk_rows[] = {
    {"fr", NULL, "User {0}", "L''utilisateur {0}", ""},
    {"fr", NULL, "User {0}", "L'utilisateur {0}", "argument.missing@0(0) pattern.open-quote@1"},
    {"fr", NULL, "User {0}", "L'utilisateur' {0}", ""},
    {"zh_CN", NULL, "Don't set {0} in {1} files.", "请勿在 {1} 文件中设置 {0}。", ""},
    {"fr", NULL, "byte arrays as {1,3,4}", "des tableaux d'octets comme {1,3,4}", ""},
    {"zh_CN", NULL, "'{@value} not allowed", "不允许 '{@value}", ""},
    {"fr", NULL, "User {0}", "L'utilisateur {0} d'ici",
     "argument.missing@0(0) pattern.quoted-placeholder@1(0)"},
    {"fr", NULL, "Isn''t it {0}?", "N''est-ce pas {0} ?", ""},
    {"fr", NULL, "No user", "Pas d'utilisateur", ""},
    {"fr", NULL, "No user", "Pas d''utilisateur, n'est-ce pas", ""},
    {"zh_CN", NULL, "User ''{0}''", "用户“{0}”", ""},
    {"zh_CN", NULL, "User '{0}' {0}", "用户 '{0}' {0}", ""},
    {"zh_CN", NULL, "User {0}", "用户 '｛0｝' {0}", ""},
};

START_TEST(test_jdk)
{
  ck_assert_str_eq(judge(&jdk_rows[_i], true), jdk_rows[_i].want);
}
END_TEST

/* --------------------------------------------------------------------- faults */

static const char *say(void *context, const char *pattern, const struct errcat_error *fault)
{
  return ec_pool_printf(context, "%s at %zu: %s", pattern, fault->offset,
                        errcat_status_name(fault->status));
}

/* What is said of a fault is its detail, unless somebody says it in another way. */
START_TEST(test_said)
{
  const struct row row = {"zh_CN", ARGS, "{0}", "｛0｝{", ""};
  judge(&row, false);
  const struct ec_finding *last = &lint.findings[lint.finding_count - 1];
  ck_assert_str_eq(last->rule->name, "pattern.syntax");
  ck_assert_uint_eq(last->place.column, 8);
  ck_assert_str_eq(last->args[0].value.string,
                   "expected the number or name of an argument for this "
                   "\"{\", found the end of the pattern");
  lint.fault_text = say;
  lint.fault_context = &pool;
  judge(&row, false);
  last = &lint.findings[lint.finding_count - 1];
  ck_assert_str_eq(last->args[0].value.string, "{0}{ at 3: ERRCAT_E_SYNTAX");
}
END_TEST

/* ------------------------------------------------------------------ in full width */

/* Each sentence, with "@" for a slot and the offset where it comes from behind it. */
static const char *sentences(const char *source, const char *text)
{
  struct ec_string out = {.pool = &pool};
  struct ec_lint_unit unit = {
      .text = {.text = text, .len = strlen(text), .is_pattern = true},
      .original = {.text = source, .len = strlen(source), .is_pattern = true}};
  unit.source = &unit.original;
  ec_lint_text_read(&lint, &unit.text, NULL, 0);
  ec_lint_text_read(&lint, &unit.original, NULL, 0);
  ec_lint_view_sentences(&lint, &unit);
  for (size_t i = 0; i < unit.text.sentence_count; i++) {
    const struct ec_sentence *sentence = &unit.text.sentences[i];
    ec_string_adds(&out, i ? " / " : "");
    for (size_t at = 0, slot = 0; at < sentence->len; at++) {
      if (slot < sentence->slot_count && sentence->slots[slot].at == at) {
        const struct errcat_piece *piece = sentence->slots[slot++].piece;
        ck_assert_uint_eq(sentence->offsets[at], piece->begin);
        ec_string_adds(&out, ec_pool_printf(&pool, "@%zu-%zu", piece->begin,
                                            ec_sentence_end(sentence, at, at + 3)));
        at += EC_SENTENCE_SLOT_LEN - 1;
        continue;
      }
      ck_assert_int_eq(sentence->text[at], text[sentence->offsets[at]]);
      ec_string_add(&out, &sentence->text[at], 1);
    }
    ck_assert_uint_eq(sentence->offsets[sentence->len], unit.text.len);
  }
  return ec_string_get(&out);
}

static const struct {
  const char *source, *text, *want;
} wide_sentences[] = {
    {"{0}", "用户｛0｝。", "用户@6-13。"},
    {"{0}", "用户｛９｝。", "用户｛９｝。"},
    {"{0}", "用户{0｝，｛０}。", "用户@6-11，@14-21。"},
    {"{0} {1}", "｛0｝{1}｛1｝", "@0-7@7-10@10-17"},
    {"{n, plural, one {a} other {#}}", "｛n, plural, =1｛甲｝other{#｝｝乙", "@31-32乙 / 甲乙"},
    {"{0}", "｛0｝{", "｛0｝{"},
};

START_TEST(test_wide_sentences)
{
  ck_assert_str_eq(sentences(wide_sentences[_i].source, wide_sentences[_i].text),
                   wide_sentences[_i].want);
}
END_TEST

/* ---------------------------------------------------------------------- a whole catalog */

struct entry {
  const char *code, *source, *text;
};

static struct ec_lint_file catalog, registry;

static void add_string(struct ec_string *out, const char *keyword, const char *text)
{
  ec_string_adds(out, ec_pool_printf(&pool, "%s \"%s\"\n", keyword, text));
}

static void read_catalog(const struct entry *entries, const char *locale)
{
  struct ec_string po = {.pool = &pool};
  ec_string_adds(&po, ec_pool_printf(&pool,
                                     "msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n"
                                     "\"Content-Type: text/plain; charset=UTF-8\\n\"\n",
                                     locale));
  for (const struct entry *entry = entries; entry->code; entry++) {
    add_string(&po, "msgctxt", entry->code);
    add_string(&po, "msgid", entry->source);
    add_string(&po, "msgstr", entry->text);
  }
  catalog = (struct ec_lint_file){.path = ec_pool_printf(&pool, "%s.po", locale),
                                  .name = "c.po",
                                  .bytes = ec_string_get(&po),
                                  .len = po.len};
  ec_lint_read(&lint, &catalog);
}

/* "B:term.same-translation@0(A) …": of the family, with the column behind the quote. */
static const char *judge_catalog(const struct entry *entries, const char *locale)
{
  struct ec_string out = {.pool = &pool};
  read_catalog(entries, locale);
  ec_lint_judge(&lint, &catalog, NULL);
  for (size_t i = 0; i < lint.finding_count; i++) {
    const struct ec_finding *finding = &lint.findings[i];
    if (strncmp(finding->rule->name, "term.", 5) != 0)
      continue;
    ec_string_adds(&out, ec_pool_printf(&pool, "%s%s:%s@%u(", out.len ? " " : "", finding->code,
                                        finding->rule->name + 5,
                                        (unsigned)(finding->place.column - sizeof "msgstr \"")));
    for (size_t k = 0; k < finding->arg_count; k++) {
      ec_string_adds(&out, k ? "," : "");
      put_arg(&out, &finding->args[k]);
    }
    ec_string_adds(&out, ")");
  }
  return ec_string_get(&out);
}

#define M "/message"

static const struct {
  const char *name, *locale;
  struct entry entries[12];
  const char *want;
} catalogs[] = {
    {"the same label, twice",
     "zh_CN",
     {{"A" M, "Failed to create it, projectId: {0}.", "创建失败，用户：{0}。"},
      {"B" M, "It is gone, project_id:{0}.", "已不存在，项目ID：{0}。"},
      {"C" M, "No access to it, project id: {0}.", "无权访问，项目 ID：{0}。"}},
     "A:argument-label@15(用户,projectId,项目ID)"},
    {"nothing but the same words",
     "zh_CN",
     {{"A" M, "It failed, projectId: {0}.", "失败，项目：{0}。"},
      {"B" M, "It is gone, project_id:{0}.", "已不存在，用户项目id: {0}。"},
      {"C" M, "No access where projectId[{0}].", "在项目[{0}]下无权访问。"},
      {"D" M, "It is gone, projectId [{0}].", "已不存在，projectId [{0}]。"}},
     ""},
    {"Chinese has no blanks between words",
     "zh_CN",
     {{"A" M, "The CPU of app[{0}] is too slow.", "CPU 低于应用[{0}]的要求。"},
      {"B" M, "The memory of app[{0}] is too small.", "内存低于应用[{0}]的要求。"},
      {"C" M, "There is no app[{0}].", "没有应用[{0}]。"},
      {"D" M, "Type appType[{0}] and appType[{1}].", "应用类型[{0}]和应用类型[{1}]。"}},
     ""},
    {"another word before a bracket",
     "zh_CN",
     {{"A" M, "There is no appName[{0}].", "没有应用名【{0}】。"},
      {"B" M, "The appName [{0}] is gone.", "应用名[{0}]不存在。"},
      {"C" M, "No access to appName[{0}].", "程序［{0}］不可访问。"}},
     "C:argument-label@0(程序,appName,应用名)"},
    {"a verb before a bracket at the beginning",
     "zh_CN",
     {{"A" M, "Initializing protocolHandler [{0}]", "初始化协议处理器[{0}]"},
      {"B" M, "Stopping protocolHandler [{0}]", "停止协议处理器[{0}]"},
      {"C" M, "Starting protocolHandler [{0}]", "开始协议处理句柄[{0}]"}},
     ""},
    {"a noun before a bracket is a part of what stands before it",
     "zh_CN",
     {{"A" M, "The host name [{0}] is unknown.", "主机[{0}]不存在。"},
      {"B" M, "The file name [{0}] is unknown.", "文件[{0}]不存在。"},
      {"C" M, "The URL [{0}] is unknown.", "网址[{0}]不存在。"},
      {"D" M, "The old URL [{0}] is unknown.", "旧链接[{0}]不存在。"}},
     ""},
    {"a character more or less is no other word",
     "zh_CN",
     {{"A" M, "It was changed, old: {0}, new: {1}.", "已更改，旧：{0}，新的：{1}。"},
      {"B" M, "It was not changed, old: {0}, new: {1}.", "未更改，旧值：{0}，新值：{1}。"},
      {"C" M, "It is known, level: {0}.", "已知，级别为：{0}。"},
      {"D" M, "It is unknown, level: {0}.", "未知，级别：{0}。"}},
     ""},
    {"in a phrase of Latin letters the last word is any of them",
     "fr",
     {{"A" M, "The appName[{0}] is unknown.", "Le nom [{0}] est inconnu."},
      {"B" M, "The appName[{0}] is gone.", "L''application inconnue [{0}]."}},
     ""},
    {"as often as each other: the first is right",
     "zh_CN",
     {{"A" M, "It failed, bucket: {0}.", "失败，桶：{0}。"},
      {"B" M, "It is gone, bucket: {0}.", "没有了，存储区：{0}。"}},
     "B:argument-label@12(存储区,bucket,桶)"},
    {"how a sentence begins is no label",
     "zh_CN",
     {{"A" M, "Unknown option: {0}", "未知选项：{0}"},
      {"B" M, "Unknown option: {0}.", "无法识别：{0}。"},
      {"C" M, "Error: {0}", "错误：{0}"},
      {"D" M, "Error: {0}.", "出错了：{0}。"},
      {"E" M, "The status is [{0}].", "状态为[{0}]。"},
      {"F" M, "The type is [{0}].", "类型[{0}]。"}},
     ""},
    {"other arguments, the other order",
     "zh_CN",
     {{"A" M, "It failed, bucket: {0}, object: {1}.", "失败，对象：{1}，桶：{0}。"},
      {"B" M, "It is gone, bucket: {1}, object: {0}.", "没有了，桶：{1}，对象：{0}。"},
      {"C" M, "Not found, bucket: {0}, object: {1}.", "失败，对象：{0}，桶：{1}。"}},
     "C:argument-label@9(对象,bucket,桶) C:argument-label@24(桶,object,对象)"},
    {"words of Latin letters have endings",
     "de",
     {{"A" M, "It failed, project: {0}.", "Fehler, Projekt: {0}."},
      {"B" M, "It is gone, project: {0}.", "Weg, Projekts: {0}."},
      {"C" M, "It is old, project: {0}.", "Alt, Vorhaben: {0}."}},
     "C:argument-label@5(Vorhaben,project,Projekt)"},
    {"in one case of a plural, and in a remediation",
     "zh_CN",
     {{"A" M, "It failed, user: {0}, {1, plural, one {# try} other {# tries}}.",
       "失败，用户：{0}，{1, plural, other {# 次}}。"},
      {"A/remediation", "Ask for it, user: {0}.", "请申请，租户：{0}。"}},
     "A:argument-label@12(租户,user,用户)"},
    {"faults, and texts without slots",
     "zh_CN",
     {{"A" M, "It failed, user: {0}.", "失败，用户：{0。"},
      {"B" M, "It was lost, user: {0}.", "失败，租户：{0}。"},
      {"C" M, "It failed, user: nobody.", "失败，用户：没有人。"}},
     ""},
    {"two sentences, one translation",
     "zh_CN",
     {{"A" M, "The task is not found.", "任务不存在。"},
      {"B" M, "The task was deleted.", "任务不存在。"},
      {"C" M, "The job is not found.", "作业不存在。"}},
     "B:same-translation@0(A)"},
    {"the same but for punctuation",
     "zh_CN",
     {{"A" M, "Get product error: {0}.", "获取产品失败：{0}。"},
      {"B" M, "Get product error: {0}", "获取产品失败：{0}。"},
      {"C" M, "get product error, {0}.", "获取产品失败：{0}。"}},
     ""},
    {"the same but for the argument",
     "zh_CN",
     {{"A" M, "Error in {0}.", "错误。"}, {"B" M, "Error in {1}.", "错误。"}},
     "B:same-translation@0(A)"},
    {"remediations may be the same",
     "zh_CN",
     {{"A/remediation", "Contact the administrator.", "请联系管理员。"},
      {"B/remediation", "Ask the administrator.", "请联系管理员。"}},
     ""},
    {"one sentence, two translations",
     "zh_CN",
     {{"A/remediation", "Contact the administrator.", "请联系管理员。"},
      {"B/remediation", "Contact the administrator.", "请与管理员联系。"},
      {"C/remediation", "Contact the administrator.", "请联系管理员。"}},
     "B:inconsistent@0(7)"},
    {"a word may mean several things",
     "zh_CN",
     {{"A" M, "Open", "打开"}, {"B" M, "Open", "开放"}, {"C" M, "open", "未关闭"}},
     ""},
    {"contexts that are no codes tell texts apart",
     "zh_CN",
     {{"menu", "Open the file", "打开文件"}, {"title", "Open the file", "开放的文件"}},
     ""},
};

START_TEST(test_catalog)
{
  const char *found = judge_catalog(catalogs[_i].entries, catalogs[_i].locale);
  if (strcmp(found, catalogs[_i].want) != 0)
    ck_abort_msg("%s: found %s, wanted %s", catalogs[_i].name, found, catalogs[_i].want);
}
END_TEST

/* Labels of an interface may be the same, and single words may be translated in several ways. */
START_TEST(test_labels_of_an_interface)
{
  static const char xml[] =
      "<errcat xmlns='urn:errcat:registry' format='1' domain='shop' source='en'>"
      "<error code='A' severity='text'><message>Delete</message></error>"
      "<error code='B' severity='text'><message>Remove</message></error>"
      "<error code='C'><message>It is deleted.</message></error>"
      "<error code='D'><message>It was removed.</message></error></errcat>";
  static const struct entry entries[] = {{"A" M, "Delete", "删除"},
                                         {"B" M, "Remove", "删除"},
                                         {"C" M, "It is deleted.", "已删除。"},
                                         {"D" M, "It was removed.", "已删除。"},
                                         {NULL, NULL, NULL}};
  registry = (struct ec_lint_file){.path = "shop.xml",
                                   .name = "shop.xml",
                                   .bytes = xml,
                                   .len = sizeof xml - 1,
                                   .is_registry = true};
  ec_lint_read(&lint, &registry);
  ck_assert_uint_eq(registry.registry.faults_found, 0);
  read_catalog(entries, "zh_CN");
  catalog.registry_file = &registry;
  ec_lint_judge(&lint, &catalog, NULL);
  size_t count = 0;
  for (size_t i = 0; i < lint.finding_count; i++) {
    if (strncmp(lint.findings[i].rule->name, "term.", 5) != 0)
      continue;
    count++;
    ck_assert_str_eq(lint.findings[i].rule->name, "term.same-translation");
    ck_assert_str_eq(lint.findings[i].code, "D");
  }
  ck_assert_uint_eq(count, 1);
}
END_TEST

/* ------------------------------------------------------------------------- mending */

static const struct {
  const char *source, *text, *mended;
} mends[] = {
    {"User {0}", "用户｛0｝", "用户{0}"},
    {"User {0}", "用户｛０}", "用户{0}"},
    {"User {10}", "用户 {１０}", "用户 {10}"},
    {"User {10}", "用户 {1０}", "用户 {10}"},
    {"User {0}", "用户 {0} ｛注｝", "用户 {0} ｛注｝"},
    {"{n, plural, one {#} other {#}}", "{n, plural, other｛# 个｝｝", "{n, plural, other{# 个}}"},
};

START_TEST(test_mend)
{
  const struct entry entries[] = {{"A" M, mends[_i].source, mends[_i].text}, {NULL, NULL, NULL}};
  struct ec_string out = {.pool = &pool};
  size_t from = 0;
  read_catalog(entries, "zh_CN");
  ec_lint_judge(&lint, &catalog, NULL);
  for (size_t i = 0; i < lint.finding_count; i++) {
    const struct ec_finding *finding = &lint.findings[i];
    if (!finding->mended || strncmp(finding->rule->name, "pattern.", 8) != 0)
      continue;
    ck_assert(finding->rule->mends && finding->mend_begin >= from);
    ec_string_add(&out, mends[_i].text + from, finding->mend_begin - from);
    ec_string_adds(&out, finding->mended);
    from = finding->mend_end;
  }
  ec_string_adds(&out, mends[_i].text + from);
  ck_assert_str_eq(ec_string_get(&out), mends[_i].mended);
}
END_TEST

/* ------------------------------------------------------------------------ examples */

/* What each rule of these families says about its own example. */
static const char *example(const struct ec_rule *rule, const char *text)
{
  const struct row row = {rule->locale, ARGS, rule->source, text, ""};
  return judge(&row, false);
}

static bool is_ours(const struct ec_rule *rule)
{
  static const char *const families[] = {"argument.", "pattern.", "plural.", "select."};
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strncmp(rule->name, families[i], strlen(families[i])) == 0)
      return true;
  return false;
}

START_TEST(test_examples)
{
  size_t count = 0;
  for (size_t i = 0; i < ec_rule_count; i++) {
    const struct ec_rule *rule = &ec_rules[i];
    if (!is_ours(rule) || !rule->wrong)
      continue;
    count++;
    const char *found = example(rule, rule->wrong);
    if (!strstr(found, ec_pool_printf(&pool, "%s@", rule->name)))
      ck_abort_msg("%s: found %s", rule->name, found);
    ck_assert_str_eq(example(rule, rule->right), "");
  }
  ck_assert_uint_ge(count, 20);
}
END_TEST

/* ------------------------------------------------------------------------- hostile */

static char *repeat(const char *part, size_t count)
{
  struct ec_string out = {.pool = &pool};
  for (size_t i = 0; i < count; i++)
    ec_string_adds(&out, part);
  return (char *)ec_string_get(&out);
}

/* Long texts of everything that nests, repeats or never ends. */
START_TEST(test_long)
{
  static const char *const parts[] = {
      "{",  "}",    "'",    "''",    "｛",        "｝",           "｛0｝",
      "'{", "{0｝", "｛0}", "{０}",  "'{0}'",     "{n,plural,",   "{n,plural,a{}",
      "#",  "a{}",  "，",   "：",    "其他{",     "｛n,plural,",  "{n,select,a{}other{}}",
      "|",  "=1{}", "0#",   "[{0}]", "用户：{0}", "{n,choice,0#", "{n,plural,other{#}}"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (size_t count = 1; count < 20000 / strlen(parts[i]); count = count * 3 + 1) {
      const struct row row = {"zh_CN", ARGS, "{0} {n, select, a {} other {}}",
                              repeat(parts[i], count), ""};
      judge(&row, false);
      ck_assert_uint_le(lint.finding_count, 110);
      judge(&row, true);
    }
  }
}
END_TEST

/* Cases are looked up, not compared with each other. */
START_TEST(test_many_cases)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, "{k, select, ");
  for (unsigned i = 0; i < 1500; i++)
    ec_string_adds(&text, ec_pool_printf(&pool, "c%u{}", i));
  ec_string_adds(&text, "c7{} other{}}");
  const char *want = ec_pool_printf(&pool, "plural.repeated-case@%zu(c7,k)", text.len - 13);
  const struct row row = {"zh_CN", NULL, ec_string_get(&text), ec_string_get(&text), ""};
  ck_assert_str_eq(judge(&row, false), want);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
  Suite *suite = suite_create("lint_rules");
  TCase *tests = tcase_create("rules");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_set_timeout(tests, 120);
  tcase_add_loop_test(tests, test_row, 0, COUNT(rows));
  tcase_add_loop_test(tests, test_itself, 0, COUNT(rows));
  tcase_add_loop_test(tests, test_jdk, 0, COUNT(jdk_rows));
  tcase_add_test(tests, test_said);
  tcase_add_loop_test(tests, test_wide_sentences, 0, COUNT(wide_sentences));
  tcase_add_loop_test(tests, test_catalog, 0, COUNT(catalogs));
  tcase_add_test(tests, test_labels_of_an_interface);
  tcase_add_loop_test(tests, test_mend, 0, COUNT(mends));
  tcase_add_test(tests, test_examples);
  tcase_add_test(tests, test_long);
  tcase_add_test(tests, test_many_cases);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
