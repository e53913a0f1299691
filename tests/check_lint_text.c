/* SPDX-License-Identifier: MIT */

/* The rules about characters and punctuation: a text, and what they find in it. For most of what is
 * wrong there is a neighbour that looks like it and is right. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "letters.h"
#include "lint_try.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Declared in the registry whose texts these are. */
#define ARGS "user:string count:integer when:time"

/* Without `source` the text is the registry's own. A plain text is that of an entry without
 * context, as of any program. */
#define PATTERN .plain = false
#define PLAIN .plain = true
static const struct row {
  const char *locale, *source, *text, *found, *flag, *severity;
  bool plain, remediation;
} rows[] = {
    /* clang-format off */
    /* text.control */
    {"zh_CN", "The file {0} is missing.", "缺少文件\x07 {0}。", "text.control@12", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件\x1B[1m {0}。", "text.control@12", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0}\x7F fehlt.", "text.control@13", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0}\xC2\x9B fehlt.", "text.control@13", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0}\x0B fehlt\x08.", "text.control@13 text.control@20", PATTERN},
    {"de", "Ring\x07 for {0} now.", "Für {0} jetzt läuten\x07.", "", PATTERN},
    {"de", "Ring\x07 for %s now.\n", "Für %s jetzt\x05 läuten\x07.\n", "text.control@13", PLAIN},
    {"en", "The key \"%s\" is missing.", "The key “\x1B[1m%s\x1B[0m” is missing.", "", PLAIN},
    {"de", "The key \"%s\" is missing.", "Der Schlüssel „\x1B[1m%s\x1B[0m“ fehlt.", "text.control@18 text.control@24", PLAIN},
    {"zh_CN", "{count, plural, one {# file.} other {# files.}}", "{count, plural, other {\x06# 个文件。}}", "text.control@23", PATTERN},

    /* text.undefined */
    {"zh_CN", "The file {0} is missing.", "缺少文\xEF\xBF\xBD {0}。", "text.undefined@9", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xEE\x80\x80。", "text.undefined@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xEF\xA3\xBF。", "text.undefined@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xEF\xB7\x90。", "text.undefined@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xF4\x8F\xBF\xBD。", "text.undefined@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xEF\xBF\xBC。", "text.undefined@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xF0\x9F\xBF\xBE。", "text.undefined@16", PATTERN},
    {"de", "Open the menu \xEF\xA3\xBF of {0}.", "Öffnen Sie das Menü \xEF\xA3\xBF von {0}.", "", PATTERN},
    {"en", NULL, "The file {0} is \xEF\xBF\xBD.", "text.undefined@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}𠮷。", "", PATTERN},
    {"ja", "The file {0} is missing.", "ファイル {0}𩸽がありません。", "", PATTERN},

    /* text.bidi */
    {"zh_CN", "The file {0} is missing.", "缺少文件 \xE2\x80\xAE{0}\xE2\x80\xAC。", "text.bidi@13 text.bidi@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 \xE2\x80\xAA{0}\xE2\x80\xAC。", "text.bidi@13 text.bidi@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 \xE2\x81\xA8{0}\xE2\x81\xA9。", "text.bidi@13 text.bidi@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xE2\x80\x8E。", "text.bidi@16", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0}\xE2\x80\x8F fehlt.", "text.bidi@13", PATTERN},
    {"en", NULL, "The file {0}\xD8\x9C is missing.", "text.bidi@12", PATTERN},
    {"ar", "The file {0} is missing.", "الملف \xE2\x81\xA8{0}\xE2\x81\xA9 مفقود.", "", PATTERN},
    {"he", "The file {0} is missing.", "\xE2\x80\xABהקובץ {0} חסר.", "", PATTERN},
    {"he", "The file {0} is missing.", "הקובץ \xE2\x80\x8E{0} חסר.", "", PATTERN},
    {"ar", "The file {0} is missing.", "الملف \xE2\x80\xAE{0}\xE2\x80\xAD مفقود.", "text.bidi@11 text.bidi@17", PATTERN},
    {"fa", "The file {0} is missing.", "\xE2\x80\x8Fپروندهٔ {0} نیست.", "", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} (שלום\xE2\x80\x8E) fehlt.", "", PATTERN},
    {"de", "The name \xE2\x80\x8E{0} is bad.", "Der Name \xE2\x80\x8E{0} ist schlecht.", "", PATTERN},
    {"en", NULL, "The name \xE2\x81\xA6{0}\xE2\x81\xA9 is bad.", "text.bidi@9 text.bidi@15", PATTERN},
    {"ur", "The file {0} is missing.", "فائل \xE2\x80\x8F{0} نہیں ہے۔", "", PATTERN},

    /* text.invisible */
    {"zh_CN", "The file {0} is missing.", "缺少\xE2\x80\x8B文件 {0}。", "text.invisible@6", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xE2\x80\x8D。", "text.invisible@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "\xEF\xBB\xBF缺少文件 {0}。", "text.invisible@0", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺\xC2\xAD少文件 {0}。", "text.invisible@3", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件\xE3\x85\xA4 {0}。", "text.invisible@12", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 \xE2\x81\xA0{0}。", "text.invisible@13", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 \xE2\x81\xA2{0}。", "text.invisible@13", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}\xF3\xA0\x81\x81。", "text.invisible@16", PATTERN},
    {"de", "The file {0} is missing.", "Die Da\xE2\x80\x8Btei {0} fehlt.", "text.invisible@6", PATTERN},
    {"de", "The file {0} is missing.", "Die Auf\xE2\x80\x8Clage {0} fehlt.", "text.invisible@7", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei \xCD\x8F{0} fehlt.", "text.invisible@10", PATTERN},
    {"de", "The list of printers is long.", "Die Liste der Druck\xC2\xAD" "er ist lang.", "", PATTERN},
    {"de", "The list of printers is long.", "Die Liste der Druck\xC2\xAD er ist lang.", "text.invisible@19", PATTERN},
    {"en", NULL, "The prin\xC2\xADter is gone.", "text.invisible@8", PATTERN},
    {"pt_BR", "The file {0} is missing.", "Falta o \xE2\x80\x8B\xE2\x80\x8B" "arquivo {0}.", "text.invisible@8 text.invisible@11", PATTERN},
    {"fa", "The file {0} is missing.", "پروندهٔ {0} پیدا نمی\xE2\x80\x8Cشود.", "", PATTERN},
    {"hi", "The file {0} is missing.", "क्\xE2\x80\x8Dष फ़ाइल {0} नहीं मिली।", "", PATTERN},
    {"ml", "The file {0} is missing.", "ഫയൽ {0} ഇല്ലെന്\xE2\x80\x8Dന്.", "", PATTERN},
    {"th", "The file {0} is missing.", "ไม่พบ\xE2\x80\x8Bไฟล์ {0}", "", PATTERN},
    {"km", "The file {0} is missing.", "រក\xE2\x80\x8Bមិន\xE2\x80\x8Bឃើញ {0}", "", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} der 👩\xE2\x80\x8D💻 fehlt.", "", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} der 👩🏽\xE2\x80\x8D💻 fehlt.", "", PATTERN},
    {"en", NULL, "The flag 🏳\xEF\xB8\x8F\xE2\x80\x8D🌈 of {0} is up.", "", PATTERN},
    {"en", NULL, "The flag 🏴\xF3\xA0\x81\xA7\xF3\xA0\x81\xA2\xF3\xA0\x81\xB3\xF3\xA0\x81\xA3\xF3\xA0\x81\xB4\xF3\xA0\x81\xBF of {0} is up.", "", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} (नमस्\xE2\x80\x8Dते) fehlt.", "", PATTERN},
    {"zh_CN", "The name a\xE2\x80\x8B" "b is bad.", "名称 a\xE2\x80\x8B" "b 不正确。", "", PATTERN},
    {"ko", "The file {0} is missing.", "파일 {0}\xE2\x80\x8B 없음.", "text.invisible@10", PATTERN},
    {"ja", "The file {0} is missing.", "ファイル{0}が\xEF\xBB\xBFありません。", "text.invisible@18", PATTERN},

    /* text.outer-space */
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}。 ", "text.outer-space@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", " 缺少文件 {0}。", "text.outer-space@0", PATTERN},
    {"de", "The file {0} is missing.", "  Die Datei {0} fehlt.  ", "text.outer-space@0 text.outer-space@22", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} fehlt.\xC2\xA0", "text.outer-space@20", PATTERN},
    {"zh_CN", "The file {0} is missing.", "\xE3\x80\x80缺少文件 {0}。", "text.outer-space@0", PATTERN},
    {"de", "Name: ", "Name: ", "", PLAIN},
    {"de", "Name:", "Name: ", "text.outer-space@5", PLAIN},
    {"de", " and ", "und ", "", PLAIN},
    {"zh_CN", "In ", "在", "", PLAIN},
    {"zh_CN", " (copy)", "（副本） ", "", PLAIN},
    {"de", "Saved %s\n", "%s gesichert\n", "", PLAIN},
    {"de", "Saved %s\n", "%s gesichert \n", "text.outer-space@12", PLAIN},
    {"de", "\nSaved %s", "\n %s gesichert", "text.outer-space@0", PLAIN},
    {"fr", "Name: ", "Nom : ", "", PLAIN},
    {"fr", "Are you sure?", "Êtes-vous sûr ?", "", PLAIN},
    {"de", " ", " ", "", PLAIN},
    {"de", "{count, plural, one {# file.} other {# files.}}", "{count, plural, one { # Datei.} other {# Dateien.}}", "text.outer-space@21", PATTERN},
    {"de", "{0} is missing.", "{0} fehlt.", "", PATTERN},
    {"zu", "nd copy)", " ikopi)", "", PLAIN},
    {"de", "{count, plural, one {# file.} other {# files.}}", "{count, plural, one {# Datei. } other {# Dateien.}}", "text.outer-space@29", PATTERN},

    /* text.double-space */
    {"de", "The file {0} is missing.", "Die Datei  {0} fehlt.", "text.double-space@9", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少  文件 {0}。", "text.double-space@6", PATTERN},
    {"de", "The file {0} is missing.", "Die  Datei {0}   fehlt.", "text.double-space@3 text.double-space@14", PATTERN},
    {"de", "It is gone.  Look for {0}.", "Es ist weg.  Suchen Sie {0}.", "", PATTERN},
    {"de", "It is gone.  Look for {0}.", "Es ist weg. Suchen  Sie {0}.", "", PATTERN},
    {"fr", "Are you sure now?", "Êtes-vous sûr  ?", "text.double-space@15", PLAIN},
    {"fr", "Are you sure now?", "Êtes-vous sûr ?", "", PLAIN},
    {"de", "Usage:\n  -a  all\n", "Aufruf:\n  -a   alles\n", "", PLAIN},
    {"de", "Usage:\n -a all\n", "Aufruf:\n  -a alles\n", "", PLAIN},
    {"de", "Usage:\n -a all\n", "Aufruf:\n -a  alles\n", "text.double-space@11", PLAIN},
    {"en", NULL, "The file\xC2\xA0 {0} is missing.", "", PATTERN},
    {"de", "{count, plural, one {one file} other {# files}} left.", "Noch {count, plural, one {eine  Datei} other {# Dateien}} da.", "text.double-space@30", PATTERN},
    {"sv", "| Status=Not\n|/ Err?=none\n", "| /       Vänt\n|/ Fel?\n", "", PLAIN},
    {"ru", "[ revoked]", "[   отозван  ]", "", PLAIN},

    /* text.line-break */
    {"zh_CN", "It is gone. Look for {0}.", "没有了。\n请查找 {0}。", "text.line-break@12", PATTERN},
    {"zh_CN", "It is gone. Look for {0}.", "没有了。\t请查找 {0}。", "text.line-break@12", PATTERN},
    {"de", "_Import File", "_Datei\timportieren", "text.line-break@6", PLAIN},
    {"de", "Not found", "Nicht\ngefunden", "text.line-break@5", PLAIN},
    {"ja", "Measure Tool: Measure distances", "[定規]\n距離を計測します", "", PLAIN},
    {"de", "Device: %d  Links: %d\n", " Gerät: %d  Verknüpfungen: %d\n", "", PLAIN},
    {"ja", "Total: %lu\n", "    合計: %lu\n", "", PLAIN},
    {"fr", "'", "\xC2\xA0»", "", PLAIN},
    {"ja", "April", " 4月", "", PLAIN},
    {"zh_CN", "Login", "登录    ", "", PLAIN},
    {"fr", "These options are needed.\nSee it.\n", "  Ces options sont requises.\n  Voyez.\n", "", PLAIN},
    {"ja", "Total: %lu\n", " 合計: %lu\n", "text.outer-space@0", PLAIN},
    {"ja", "Channel to _sort", "並べ替える\nチャンネル(_S)", "", PLAIN},
    {"zh_CN", "Purge", "清除。\n", "text.line-break@9", PLAIN},
    {"ru", "   %s  Bad value", "\t%s  Неверно", "", PLAIN},
    {"fr", "--silent <files>  Same, do not ask", "--silent <fich>\tPareil, sans question", "", PLAIN},
    {"de", "using %s to denote standard input does not work in file system mode", "%s für die Standardeingabe zu verwenden geht im\nDateisystemmodus nicht", "", PLAIN},
    {"de", "It is gone. Look for {0} in the folder of the domain that it belongs to.", "Es ist weg. Suchen Sie {0} in dem Ordner der Domäne,\nzu der es gehört.", "text.line-break@53", PATTERN},
    {"de", "One line\nand another", "Eine Zeile\nund noch\neine", "", PLAIN},
    {"de", "-a\tall", "-a\talles", "", PLAIN},
    {"de", "-a all\n-b both\n", "-a\talles\n-b\tbeide\n", "", PLAIN},
    {"zh_CN", "translator-credits", "张三\n李四", "", PLAIN},
    {"zh_CN", "pinentry.qualitybar.tooltip", "上列 输入 文字 的优劣程度。\n请询问管理员。", "", PLAIN},

    /* text.brackets */
    {"zh_CN", "The file {0} is missing (or cannot be read).", "缺少文件 {0}（或者无法读取。", "text.brackets@16", PATTERN},
    {"zh_CN", "The file {0} is missing (or cannot be read).", "缺少文件 {0}（或者无法读取）。", "", PATTERN},
    {"zh_CN", "The file {0} is missing (or cannot be read).", "缺少文件 {0} 或者无法读取）。", "text.brackets@35", PATTERN},
    {"de", "The file {0} is missing (or cannot be read).", "Die Datei {0} fehlt (oder ist nicht lesbar.", "text.brackets@20", PATTERN},
    {"de", "The file {0} is missing (or cannot be read).", "Die Datei {0} fehlt (oder ist nicht lesbar)).", "text.brackets@43", PATTERN},
    {"de", "The file {0} is missing (or cannot be read).", "Die Datei {0} fehlt ((oder ist nicht lesbar).", "text.brackets@20", PATTERN},
    {"ar", "The file {0} is missing (or cannot be read).", "الملف {0} مفقود (أو لا يُقرأ).", "", PATTERN},
    {"ar", "The file {0} is missing (or cannot be read).", "الملف {0} مفقود )أو لا يُقرأ(.", "text.brackets@26 text.brackets@47", PATTERN},
    {"ja", "The file {0} is missing (or cannot be read).", "ファイル{0}がありません（または読めません）。", "", PATTERN},
    {"ja", "The state of {0} is open.", "{0}の状態は「開です。", "text.brackets@15", PATTERN},
    {"zh_CN", "The book {0} is gone.", "《{0} 不见了。", "text.brackets@0", PATTERN},
    {"zh_CN", "The book {0} is gone.", "《{0}》不见了。", "", PATTERN},
    {"zh_CN", "The note {0} is gone.", "【{0} 不见了。", "text.brackets@0", PATTERN},
    {"zh_CN", "The note {0} is gone.", "〔{0}〕不见了【注】。", "", PATTERN},
    {"zh_CN", "The note {0} is gone.", "〈{0}》不见了。", "text.brackets@0 text.brackets@6", PATTERN},
    {"de", "Usage: {0} [FILE]...", "Aufruf: {0} [DATEI...", "text.brackets@12", PATTERN},
    {"de", "Usage: {0} [FILE]...", "Aufruf: {0} [DATEI]...", "", PATTERN},
    {"zh_CN", "a) Look for {0}.", "a) 请查找 {0}。", "", PATTERN},
    {"zh_CN", "Look for {0}.", "1) 请查找 {0}。", "", PATTERN},
    {"zh_CN", "Look for {0}.", "一）请查找 {0}。", "", PATTERN},
    {"en", NULL, "Choose: 1) one, 2) two, iv) four of {0}.", "", PATTERN},
    {"en", NULL, "Choose (a) one or b) two of {0}.", "", PATTERN},
    {"en", NULL, "Choose 12.) this of {0}.", "", PATTERN},
    {"en", NULL, "{0}) Choose this.", "", PATTERN},
    {"en", NULL, "It is {0} files) now.", "text.brackets@15", PATTERN},
    {"ja", "Quit? Y)es or N)o", "終了？ Y)はい またはN)いいえ", "", PLAIN},
    {"en", NULL, "A value in [0, 1) is {0}.", "", PATTERN},
    {"en", NULL, "A value in (0, {0}] is.", "", PATTERN},
    {"en", NULL, "A value in (-∞, {0}] is.", "", PATTERN},
    {"fr", "A value in [0, 1[ is {0}.", "Une valeur dans ]0, 1[ est {0}.", "", PATTERN},
    {"fr", "A value from 0 to 1 is {0}.", "Une valeur dans ]0, 1[ est {0}.", "", PATTERN},
    {"en", NULL, "A value in [one, two) is {0}.", "text.brackets@11 text.brackets@20", PATTERN},
    {"en", NULL, "Well done, {0} :-)", "", PATTERN},
    {"de", "Well done, {0} :-)", "Gut gemacht, {0} ;)", "", PATTERN},
    {"de", "Bad luck, {0} :-(", "Pech, {0} :(", "", PATTERN},
    {"en", NULL, "See {0} (the file: x :) now.", "", PATTERN},
    {"en", NULL, "There is a \"(\" in {0} without a partner.", "", PATTERN},
    {"fr", "syntax error: expecting ')' in %s", "erreur : « ) » attendue dans %s", "", PLAIN},
    {"fr", "syntax error: expecting ')' in %s", "erreur : « ) » attendue dans %s", "", PLAIN},
    {"sr", "syntax error: unexpected ')'", "грешка: неочекивана )", "", PLAIN},
    {"zh_TW", "syntax error: unexpected ')'", "語法錯誤：未預期的「)」", "", PLAIN},
    {"de", "The pattern (.* of {0} is bad.", "Das Muster (.* von {0} ist schlecht.", "", PATTERN},
    {"zh_CN", "`", "『", "", PLAIN},
    {"de", "{count, plural, one {# file (big)} other {# files (big)}}", "{count, plural, one {# Datei (groß)} other {# Dateien (groß}}", "text.brackets@55", PATTERN},
    {"de", "{count, plural, one {# file (big)} other {# files (big)}}", "({count, plural, one {# Datei} other {# Dateien}})", "", PATTERN},
    {"en", NULL, "(((((((((((((((((((((((((((((((((((((((({0}.", "", PATTERN},
    {"fr", "It is a disk of old times", "Un disque (il est daté :-)) ici", "", PLAIN},

    /* text.mixed-brackets */
    {"zh_CN", "The file {0} is missing (or cannot be read).", "缺少文件 {0}（或者无法读取)。", "text.mixed-brackets@37", PATTERN},
    {"zh_CN", "The file {0} is missing (or cannot be read).", "缺少文件 {0}(或者无法读取）。", "text.mixed-brackets@35", PATTERN},
    {"ja", "The file {0} is missing (or cannot be read).", "ファイル{0}がありません（または読めません)。", "text.mixed-brackets@60", PATTERN},
    {"zh_CN", "Use [a] of {0}.", "请使用 {0} 的［a]。", "text.mixed-brackets@21", PATTERN},
    {"zh_CN", "Use [a] of {0}.", "请使用 {0} 的[a］。", "text.mixed-brackets@19", PATTERN},
    {"zh_CN", "Use [a] of {0}.", "请使用 {0} 的［a］。", "", PATTERN},
    {"zh_CN", "The file {0} is missing (or cannot be read).", "缺少文件 {0}（或 (a) 无法读取）。", "", PATTERN},
    {"zh_CN", "The file {0} is missing (or cannot be read).", "（a (b）c)缺少文件 {0}。", "text.mixed-brackets@7 text.mixed-brackets@11", PATTERN},

    /* text.quotes */
    {"zh_CN", "The state of {0} is \"open\".", "{0} 的状态为“打开。", "text.quotes@16", PATTERN},
    {"zh_CN", "The state of {0} is \"open\".", "{0} 的状态为“打开”。", "", PATTERN},
    {"zh_CN", "The state of {0} is \"open\".", "{0} 的状态为“打开“。", "text.quotes@25", PATTERN},
    {"zh_CN", "The state of {0} is \"open\".", "{0} 的状态为”打开”。", "text.quotes@16", PATTERN},
    {"zh_CN", "The state of {0} is \"open\".", "{0} 的状态为\"打开。", "text.quotes@16", PATTERN},
    {"zh_CN", "The state of {0} is \"open\".", "{0} 的状态为打开”。", "text.quotes@22", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist „offen“.", "", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist „offen.", "text.quotes@24", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist »offen«.", "", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist »offen.", "text.quotes@24", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist „offen\".", "", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist ‚offen‘.", "", PATTERN},
    {"de_CH", "The state of {0} is \"open\".", "Der Zustand von {0} ist «offen».", "", PATTERN},
    {"sv", "The state of {0} is \"open\".", "Läget för {0} är ”öppet”.", "", PATTERN},
    {"sv", "The state of {0} is \"open\".", "Läget för {0} är öppet”.", "text.quotes@26", PATTERN},
    {"fi", "The state of {0} is \"open\".", "Kohteen {0} tila on ”auki”.", "", PATTERN},
    {"pl", "The state of {0} is \"open\".", "Stan {0} to „otwarty”.", "", PATTERN},
    {"pl", "The state of {0} is \"open\".", "Stan {0} to „otwarty.", "text.quotes@12", PATTERN},
    {"fr", "The state of {0} is \"open\".", "L’état de {0} est « ouvert ».", "", PATTERN},
    {"fr", "The state of {0} is \"open\".", "L’état de {0} est « ouvert.", "text.quotes@21", PATTERN},
    {"fr", "The state of {0} is \"open\".", "L'état de {0} est \"ouvert\".", "", PATTERN},
    {"da", "The state of {0} is \"open\".", "Tilstanden for {0} er »åben«.", "", PATTERN},
    {"hu", "The state of {0} is \"open\".", "{0} állapota „nyitott”.", "", PATTERN},
    {"bg", "The state of {0} is \"open\".", "Състоянието на {0} е „отворено“.", "", PATTERN},
    {"ru", "The state of {0} is \"open\".", "Состояние {0}: «открыто».", "", PATTERN},
    {"ru", "The state of {0} is \"open\".", "Состояние {0}: «открыто.", "text.quotes@24", PATTERN},
    {"he", "The state of {0} is \"open\".", "המצב של {0} הוא \"פתוח\".", "", PATTERN},
    {"he", "The army of {0} is ready.", "צה\"ל של {0} מוכן.", "", PATTERN},
    {"he", "The report of {0} is ready.", "הדו״ח של {0} מוכן.", "", PATTERN},
    {"es", "The state of {0} is \"open\".", "El estado de {0} es «abierto».", "", PATTERN},
    {"es", "The state of {0} is \"open\".", "El estado de {0} es “abierto“.", "text.quotes@30", PATTERN},
    {"en", NULL, "The disk of 3.5\" of {0} is full.", "", PATTERN},
    {"en", NULL, "The state of {0} is \"open.", "text.quotes@20", PATTERN},
    {"en", NULL, "The state of {0} is “open”.", "", PATTERN},
    {"en", NULL, "The state of {0} is “open“.", "text.quotes@27", PATTERN},
    {"en", NULL, "It doesn't matter what {0} is.", "", PATTERN},
    {"en", NULL, "The mark '\"' of {0} is missing.", "", PATTERN},
    {"da", "%s in", "%s \"", "", PLAIN},
    {"zh_CN", "The marks '*' and ' ' are bad.", "标记 \"*\" 和 \" \" 不正确。", "", PLAIN},
    {"de", "The quote \" in {0} is open.", "Das Zeichen \" in {0} ist offen.", "", PATTERN},
    {"fi", "`", "”", "", PLAIN},
    {"ro", "`", "„", "", PLAIN},
    {"de", "{count, plural, one {\"# file\"} other {\"# files\"}}", "{count, plural, one {„# Datei“} other {„# Dateien}}", "text.quotes@43", PATTERN},
    {"nl", "The state of {0} is \"open\".", "De toestand van {0} is ‘open’.", "", PATTERN},
    {"ja", "The state of {0} is \"open\".", "{0}の状態は\"開\"です。", "", PATTERN},
    {"hr", "It is in double quotes", "To je u navodnicima (\")", "", PLAIN},
    {"lg", "Write --date-format=\"%s \" now", "--date-format=\"Balaza \", kati", "", PLAIN},
    {"fr", "Use double quotes '\"' now", "Utilisez des guillemets (« \" ») ici", "", PLAIN},

    {"zh_CN", "Please run `resize2fs %s", "请运行 \"resize2fs %s", "", PLAIN},
    {"zh_CN", "Please run `resize2fs %s'", "请运行 \"resize2fs %s", "text.quotes@10", PLAIN},
    {"fr", "' to disable it.\n", "» pour le désactiver.\n", "", PLAIN},
    {"pl", "Use Preferences > Tools", "Użyj Ustawienia » Narzędzia", "", PLAIN},
    {"pl", "Use Preferences, Tools", "Użyj Ustawienia » Narzędzia", "text.quotes@17", PLAIN},

    /* text.doubled-punctuation */
    {"zh_CN", "Write &lt;; then end {0}.", "请写 &lt;；然后结束 {0}。", "", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}。。", "text.doubled-punctuation@16", PATTERN},
    {"zh_CN", "Without {0}, it fails.", "没有 {0}，，就会失败。", "text.doubled-punctuation@10", PATTERN},
    {"zh_CN", "Without {0}, it fails.", "没有 {0},，就会失败。", "text.doubled-punctuation@10", PATTERN},
    {"zh_CN", "Without {0}, it fails.", "没有 {0}，就会失败，。", "text.doubled-punctuation@25", PATTERN},
    {"zh_CN", "The names {0} and {1} are bad.", "名称 {0}、、{1} 不正确。", "text.doubled-punctuation@10", PATTERN},
    {"zh_CN", "It failed; look at {0}.", "失败；；请查看 {0}。", "text.doubled-punctuation@6", PATTERN},
    {"zh_CN", "It failed: {0}.", "失败：：{0}。", "text.doubled-punctuation@6", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}。.", "text.doubled-punctuation@16", PATTERN},
    {"zh_CN", "Mandatory.  The .dll file is written.", "必须的。.dll 文件会写入。", "", PLAIN},
    {"zh_CN", "It is of {0} Inc.", "它属于 {0} Inc.。", "", PATTERN},
    {"zh_CN", "Wait for {0}...", "请等待 {0}。。。", "", PATTERN},
    {"zh_CN", "Wait for {0}...", "请等待 {0}……", "", PATTERN},
    {"de", "Wait for {0}...", "Warten auf {0}...", "", PATTERN},
    {"de", "Wait for {0}...", "Warten auf {0}..", "text.doubled-punctuation@14", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} fehlt..", "text.doubled-punctuation@19", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} fehlt....", "", PATTERN},
    {"de", "If {0} is there, go.", "Wenn {0} da ist,, los.", "text.doubled-punctuation@15", PATTERN},
    {"de", "It failed; look at {0}.", "Es schlug fehl;; siehe {0}.", "text.doubled-punctuation@14", PATTERN},
    {"de", "The folder of {0} is above.", "Der Ordner von {0} ist ../x oder .. darüber.", "", PATTERN},
    {"en", NULL, "The folder above {0} is ../lib.", "", PATTERN},
    {"en", NULL, "A number of 1..10 or {0}..{1} is fine.", "", PATTERN},
    {"en", NULL, "The letters a..z of {0} are fine.", "", PATTERN},
    {"de", "The state of {0} is \"open\".", "Der Zustand von {0} ist ,,offen''.", "", PATTERN},
    {"de", "case x) ;; of {0}", "case x) ;; von {0}", "", PATTERN},
    {"it", "The tool &apt-cache; of {0} is here.", "Lo strumento &apt-cache;; è qui: {0}.", "", PATTERN},
    {"ar", "If {0} is there, go.", "إذا كان {0} هنا،، اذهب.", "text.doubled-punctuation@24", PATTERN},
    {"de", "Do not quit {0} now!", "{0} jetzt nicht beenden!!", "", PATTERN},
    {"de", "search;find;", "suchen;;finden;", "text.doubled-punctuation@6", PLAIN},
    {"en", NULL, "Use etc. in {0}.", "", PATTERN},
    {"en", NULL, "It is in {0}, e.g., x.", "", PATTERN},
    {"zh_CN", "The mark 。。 is bad.", "标记“。。”不正确。", "", PLAIN},
    {"ja", "Wait for {0}.", "{0}を待っています。。", "text.doubled-punctuation@24", PATTERN},
    {"en", NULL, "Use std::string of {0}.", "", PATTERN},

    /* text.final-stop */
    {"de", "Whether buttons should use this order", "Sollen Knöpfe diese Reihenfolge verwenden?", "", PLAIN},
    {"fr", "You can find advice on http://a.example/b", "Des conseils sont sur http://a.example/b (en anglais).", "", PLAIN},
    {"zh_CN", "process the first one; it is valid only with %s", "处理第一个。它只能与 %s 一起使用。", "", PLAIN},
    {"zh_CN", "process the first one only with %s", "处理第一个，只能与 %s 一起使用。", "text.final-stop@43", PLAIN},
    {"ja", "-P DIR  save files to PREFIX/..\n", "-P DIR  ファイルを PREFIX/ 以下に保存する\n", "", PLAIN},
    {"zh_CN", "The file {0} is missing.", "文件 {0} 不存在", "text.final-stop@17", PATTERN},
    {"zh_CN", "The file {0} is missing.", "文件 {0} 不存在。", "", PATTERN},
    {"zh_CN", "The file {0} is missing.", "文件 {0} 不存在！", "", PATTERN},
    {"zh_CN", "The file {0} is missing.", "文件 {0} 不存在.", "", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}", "text.final-stop@13", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} fehlt", "text.final-stop@18", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} fehlt!", "", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} fehlt…", "", PATTERN},
    {"de", "The file {0} is missing", "Die Datei {0} fehlt nun.", "text.final-stop@23", PATTERN},
    {"de", "The file {0} is missing", "Die Datei {0} fehlt", "", PATTERN},
    {"zh_CN", "The file {0} is missing", "文件 {0} 不存在。", "text.final-stop@20", PATTERN},
    {"hi", "The file {0} is missing.", "फ़ाइल {0} नहीं मिली।", "", PATTERN},
    {"hi", "The file {0} is missing.", "फ़ाइल {0} नहीं मिली", "text.final-stop@42", PATTERN},
    {"hy", "The file {0} is missing.", "{0} ֆայլը չկա։", "", PATTERN},
    {"hy", "The file {0} is missing.", "{0} ֆայլը չկա:", "", PATTERN},
    {"ur", "The file {0} is missing.", "فائل {0} نہیں ہے۔", "", PATTERN},
    {"am", "The file {0} is missing.", "ፋይል {0} የለም።", "", PATTERN},
    {"am", "The file {0} is missing.", "ፋይል {0} የለም::", "", PATTERN},
    {"my", "The file {0} is missing.", "ဖိုင် {0} မရှိပါ။", "", PATTERN},
    {"th", "The file {0} is missing.", "ไม่พบไฟล์ {0}", "", PATTERN},
    {"lo", "The file {0} is missing.", "ບໍ່ພົບໄຟລ໌ {0}", "", PATTERN},
    {"bo", "The file {0} is missing.", "ཡིག་ཆ་ {0} མེད།", "", PATTERN},
    {"ja", "The file {0} is missing.", "ファイル{0}がありません。", "", PATTERN},
    {"ja", "The file {0} is missing.", "ファイル{0}がありません", "text.final-stop@30", PATTERN},
    {"ko", "The file {0} is missing.", "{0} 파일이 없습니다.", "", PATTERN},
    {"el", "Is the file {0} missing?", "Λείπει το αρχείο {0};", "", PATTERN},
    {"fr", "Is the file {0} missing?", "Le fichier {0} manque-t-il ;", "", PATTERN},
    {"ar", "Is the file {0} missing?", "هل الملف {0} مفقود؟", "", PATTERN},
    {"es", "Is the file {0} missing?", "¿Falta el archivo {0}?", "", PATTERN},
    {"es", "Is the file {0} missing?", "¿Falta el archivo {0}", "text.final-stop@19", PATTERN},
    {"fr", "The file {0} is missing.", "Le fichier {0} manque !", "", PATTERN},
    {"zh_CN", "Open the file {0}...", "打开文件 {0}…", "", PATTERN},
    {"zh_CN", "Open the file {0}...", "打开文件 {0}...(O)", "", PLAIN},
    {"zh_CN", "_Open the big file...", "打开大文件(_O)...", "", PLAIN},
    {"zh_CN", "_Open the big file...", "打开大文件(_O)", "text.final-stop@12", PLAIN},
    {"pa", "Install the PPD file…", "…PPD ਫਾਇਲ ਇੰਸਟਾਲ ਕਰੋ", "", PLAIN},
    {"zh_CN", "Done.", "完成", "", PLAIN},
    {"zh_CN", "Not found.", "未找到", "", PLAIN},
    {"de", "Look at the names, etc.", "Siehe die Namen usw", "", PLAIN},
    {"de", "Use the names, e.g.", "Zum Beispiel diese Namen", "", PLAIN},
    {"de", "Choose from the following:", "Wählen Sie aus:", "", PLAIN},
    {"de", "Choose from the following.", "Wählen Sie aus:", "", PLAIN},
    {"de", "The number of the file", "Die Nr.", "", PLAIN},
    {"de", "The number of files in it", "Die Anzahl der Dateien max.", "", PLAIN},
    {"hu", "west of the Republic of Congo", "ny-i Kongói Közt.", "", PLAIN},
    {"cs", "It is the file number %d", "Je to soubor %d.", "", PLAIN},
    {"de", "It was \"all the way open.\"", "Es war „ganz offen“", "", PLAIN},
    {"de", "It is missing (or gone.)", "Es fehlt (oder ist weg)", "", PLAIN},
    {"de", "It is missing (or gone).", "Es fehlt (oder ist weg)", "text.final-stop@22", PLAIN},
    {"zh_CN", "It is missing (or gone).", "缺少（或丢失）。", "", PLAIN},
    {"zh_CN", "He said that it is open.", "他说：“这是开着的。”", "", PLAIN},
    {"de", "Go on with it?", "Weitermachen? (j/n)", "", PLAIN},
    {"pl", "Is this photo correct (y/N)?", "Czy zdjęcie jest w porządku? (t/N)", "", PLAIN},
    {"zh_CN", "See <https://example.org/a>.", "参见 https://example.org/a", "", PLAIN},
    {"zh_CN", "See the page at https://example.org/a.", "参见网页 https://example.org/a", "", PLAIN},
    {"de", "The file %s is missing.\n", "Die Datei %s fehlt\n", "text.final-stop@17", PLAIN},
    {"de", "It cannot open %s.\n", "Das geht nicht auf: %s\n", "text.final-stop@21", PLAIN},
    {"de", "It cannot open %s.\n", "Das geht nicht auf: %s.\n", "", PLAIN},
    {"de", "<b>The file %s is missing.</b>", "<b>Die Datei %s fehlt.</b>", "", PLAIN},
    {"de", "<b>The file %s is missing.</b>", "<b>Die Datei %s fehlt</b>", "text.final-stop@20", PLAIN},
    {"de", "You gave no ID. (you may use -r)", "Sie gaben keine ID (Sie können -r verwenden).", "", PLAIN},
    {"en", NULL, "The file {0} is missing", "text.final-stop@22", PATTERN},
    {"en", NULL, "The file {0} is missing.", "", PATTERN},
    {"en", NULL, "The file is missing: {0}", "", PATTERN},
    {"en", NULL, "The file is {0}", "text.final-stop@12", PATTERN},
    {"en", NULL, "The file {0} is missing, as in \"x.\"", "", PATTERN},
    {"en", NULL, "The file {0} is missing (or gone)", "text.final-stop@32", PATTERN},
    {"en", NULL, "Name of the file {0}", "", PATTERN, .severity = "text"},
    {"en", NULL, "Look for {0}", "text.final-stop@9", PATTERN, .remediation = true},
    {"en", NULL, "Look for {0}.", "", PATTERN, .remediation = true},
    {"zh_CN", NULL, "缺少文件 {0} 的内容", "text.final-stop@23", PATTERN},
    {"zh_CN", NULL, "缺少文件 {0}。", "", PATTERN},
    {"th", NULL, "ไม่พบไฟล์ {0}", "", PATTERN},
    {"de", "{count, plural, one {# file is there.} other {# files are there.}}", "{count, plural, one {# Datei ist da.} other {# Dateien sind da}}", "text.final-stop@61", PATTERN},
    {"de", "{count, plural, one {# file is there.} other {# files are there}}", "{count, plural, one {# Datei ist da} other {# Dateien sind da.}}", "", PATTERN},
    {"he", "Only for the experts of it.", "למומחים בלבד", "text.final-stop@21", PLAIN},
    {"he", "It cannot read %s now.\n", ".%s תינכת אורקל ןתינ אל\n", "", PLAIN},
    {"si", "The file {0} is missing.", "{0} ගොනුව නැත.", "", PATTERN},
    {"bn", "The file {0} is missing.", "{0} ফাইলটি নেই।", "", PATTERN},
    {"zh_TW", "The file {0} is missing.", "檔案 {0} 不存在", "text.final-stop@17", PATTERN},
    {"zh_CN", "It is used by lines of the shell #!", "由 shell 的行 #! 使用", "", PLAIN},
    {"ja", "Replace the old file\n'%s'?", "ファイルを置換しますか?\n'%s'", "", PLAIN},
    {"ja", "Replace the old file\n'%s'.", "次のファイルを置換\n'%s'", "text.final-stop@31", PLAIN},

    /* text.html */
    {"zh_CN", "The file {0} is missing.", "缺少文件 <b>{0}</b>。", "text.html@13 text.html@19", PATTERN},
    {"zh_CN", "The file <b>{0}</b> is missing.", "缺少文件 <b>{0}</b>。", "", PATTERN},
    {"zh_CN", "<b>Missing:</b> %s", "<big>缺少：</big>%s", "", PLAIN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}<br/>请查找。", "text.html@16", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件&nbsp;{0}。", "text.html@12", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} &lt;x&gt; fehlt.", "text.html@14 text.html@19", PATTERN},
    {"de", "The file {0} is missing.", "Die Datei {0} &#8212; fehlt.", "text.html@14", PATTERN},
    {"en", NULL, "The file <b>{0}</b> is missing.", "text.html@9 text.html@15", PATTERN},
    {"en", NULL, "The file {0} &x; is R&D; fine.", "", PATTERN},
    {"en", NULL, "Run errcat explain <code> for {0}.", "", PATTERN},
    {"en", NULL, "Use <a> and <title> of {0}.", "", PATTERN},
    {"en", NULL, "Use <code>{0}</code> now.", "text.html@4 text.html@13", PATTERN},
    {"en", NULL, "See <a href=\"x\">{0}</a> now.", "text.html@4 text.html@19", PATTERN},
    {"en", NULL, "The element <arg> of {0} is bad.", "", PATTERN},
    {"en", NULL, "The value {0} < 5 and b> 3 is bad.", "", PATTERN},
    {"en", NULL, "It is {0} <BR> now.", "text.html@10", PATTERN},
    {"ru", "Open the <xref linkend=\"x\"/> of it.", "Откройте <link linkend=\"x\">это</link> тут.", "", PLAIN},
    {"de", "Save & quit", "Sichern &amp; beenden", "text.html@8", PLAIN},
    {"de", "Save &amp; quit", "Sichern &amp; beenden", "", PLAIN},
    {"de", "_File", "&Datei", "", PLAIN},
    {"ru", "Mountain Time - Navajo", "Горное время &mdash; Навахо", "text.html@24", PLAIN},
    {"en", NULL, "Write &lt; of {0} for a literal <.", "", PATTERN},
    {"en", NULL, "Write &amp; of {0} for a literal & sign.", "", PATTERN},
    {"en", NULL, "Write &lt; of {0} for a literal & sign.", "text.html@6", PATTERN},

    /* text.printf */
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}：%s。", "text.printf@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}：%1$d。", "text.printf@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}：%-5.2f。", "text.printf@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}：%lu。", "text.printf@19", PATTERN},
    {"zh_CN", "The file {0} is missing.", "缺少文件 {0}：%(name)s。", "text.printf@19", PATTERN},
    {"en", NULL, "The file %{0} of %s is missing.", "text.printf@17", PATTERN},
    {"en", NULL, "The delay of %dms of {0} is over.", "text.printf@13", PATTERN},
    {"de", "{0} is at 50%.", "{0} ist bei 50 % der Zeit.", "", PATTERN},
    {"de", "{0} is at 50%.", "{0} ist 100%ig da.", "", PATTERN},
    {"de", "{1}% of {0} are done.", "{1} % der {0} sind erledigt.", "", PATTERN},
    {"de", "{1}% of {0} are done.", "{1}\xC2\xA0%der {0} sind erledigt.", "", PATTERN},
    {"en", NULL, "The URL a%20b%2Fc of {0} is bad.", "", PATTERN},
    {"en", NULL, "It is 100% sure of {0}.", "", PATTERN},
    {"en", NULL, "It is 100%% sure of {0}.", "", PATTERN},
    {"en", NULL, "The % sign of {0} is bad.", "", PATTERN},
    {"en", NULL, "The price of {0} is ${1}.", "", PATTERN},
    {"nl", "Failed to read %s", "Kan %s niet lezen", "", PLAIN},
    {"nl", "slave link", "slaafkoppeling %s", "text.printf@15", PLAIN},
    {"zh_CN", "Invalid file format", "无效的文件格式 %s", "text.printf@22", PLAIN},
    {"zh_CN", "Invalid file format", "无效的文件格式 %s", "", PLAIN, .flag = "c-format"},
    {"zh_CN", "Invalid file format", "无效的文件格式 %s", "text.printf@22", PLAIN, .flag = "no-c-format"},
    {"de", "%a %b %e", "%a, %d. %b", "", PLAIN},
    {"de", "Run $SHELL now", "Jetzt ${SHELL} ausführen", "", PLAIN},
    {"de", "Run the shell now", "Jetzt ${SHELL} ausführen", "text.printf@6", PLAIN},
    {"en", NULL, "The name $'{'name'}' of {0} is bad.", "text.printf@9", PATTERN},

    /* text.repeated-word */
    {"en", NULL, "The file {0} is in the the folder.", "text.repeated-word@23", PATTERN},
    {"en", NULL, "The file {0} is in the folder.", "", PATTERN},
    {"en", NULL, "The the file {0} is gone.", "text.repeated-word@4", PATTERN},
    {"en", NULL, "It is said that that {0} had had it.", "", PATTERN},
    {"en", NULL, "An unsigned long long of {0} is fine.", "", PATTERN},
    {"en", NULL, "Go to Walla Walla with {0}.", "", PATTERN},
    {"en", NULL, "It is {0} or or-else.", "", PATTERN},
    {"en", NULL, "Turn {0} on. On errors, look.", "", PATTERN},
    {"en", NULL, "The the-file of {0} is bad.", "", PATTERN},
    {"en", NULL, "Use a_the the_b of {0}.", "", PATTERN},
    {"en_GB", "The colour of the the file %s", "The colour of the the file %s", "", PLAIN},
    {"en_GB", "The color of the file %s", "The colour of the the file %s", "text.repeated-word@18", PLAIN},
    {"de", "The women of {0} are gone.", "Die, die die Frauen von {0} sind, sind weg.", "", PATTERN},
    {"en", NULL, "The file {0} is of of x.", "text.repeated-word@19", PATTERN},
    {"en", NULL, "The file {0} {0} x x is bad.", "", PATTERN},
    /* clang-format on */
};

static struct lint_try try_of(const struct row *row)
{
  return (struct lint_try){.locale = row->locale,
                           .args = ARGS,
                           .source = row->source,
                           .text = row->text,
                           .families = "text",
                           .flag = row->flag,
                           .severity = row->severity,
                           .plain = row->plain,
                           .remediation = row->remediation};
}

START_TEST(test_found)
{
  const struct row *row = &rows[_i];
  const struct lint_try what = try_of(row);
  const char *found = lint_try(&what);
  ck_assert_msg(strcmp(found, row->found) == 0, "%s: \"%s\"\n  found    %s\n  expected %s",
                row->locale, row->text, found, row->found);
  lint_try_end();
}
END_TEST

/* ------------------------------------------------------------------ mending */

static const struct {
  const char *locale, *source, *text, *mended;
} mends[] = {
    {"zh_CN", "The file {0} is missing.", "文件 {0} 不存在", "文件 {0} 不存在。"},
    {"zh_CN", "The file {0} is missing.", " 文件 {0} 不存在 ", "文件 {0} 不存在。"},
    {"zh_CN", "The file is missing: {0}.", "缺少文件：{0}", "缺少文件：{0}"},
    {"zh_CN", "Is the file {0} missing?", "文件 {0} 不存在吗", "文件 {0} 不存在吗"},
    {"zh_CN", "The file {0} is missing\xE2\x80\xA6", "文件 {0} 不存在", "文件 {0} 不存在"},
    {"ja", "The file {0} is missing.", "ファイル{0}がありません", "ファイル{0}がありません"},
    {"de", "The file {0} is missing.", "Die   Datei  {0} fehlt.", "Die Datei {0} fehlt."},
    {"de", "The file {0} is missing.", "\xC2\xA0 Die Datei {0} fehlt. ", "Die Datei {0} fehlt."},
    {"de", "The file {0} is missing.", "Die Da\xE2\x80\x8Btei {0} fehlt.", "Die Datei {0} fehlt."},
    {"de", "The file '{'{0}'}' is missing.", "Die '{  '{0}'}' fehlt.", "Die '{ '{0}'}' fehlt."},
    {"zh_CN", "{count, plural, one {# file is there.} other {# files are there.}}",
     "{count, plural, other {有 # 个文件}}", "{count, plural, other {有 # 个文件。}}"},
};

START_TEST(test_mended)
{
  const struct lint_try what = {.locale = mends[_i].locale,
                                .args = ARGS,
                                .source = mends[_i].source,
                                .text = mends[_i].text,
                                .families = "text"};
  const char *mended = lint_try_mended(&what);
  ck_assert_msg(mended && strcmp(mended, mends[_i].mended) == 0,
                "\"%s\"\n  became   %s\n  expected %s", mends[_i].text, mended ? mended : "nothing",
                mends[_i].mended);
  lint_try_end();
}
END_TEST

/* ---------------------------------------------------------------- arguments */

static const struct {
  const char *text, *first, *second;
} args[] = {
    {"缺少文件 \xE2\x80\xAE{0}。", "U+202E", NULL},
    {"缺少文件 {0}（或者无法读取)。", ")", "（"},
    {"缺少文件 {0}。。", "。。", NULL},
    {"文件 {0} 不存在", "missing", "在"},
    {"缺少文件 {0}：%-5.2f。", "%-5.2f", NULL},
    {"缺少文件 {0}<br/>。", "<br/>", NULL},
    {"缺少文件 {0}“。", "“", NULL},
};

START_TEST(test_args)
{
  const struct lint_try what = {.locale = "zh_CN",
                                .args = ARGS,
                                .source = "The file {0} is missing (now).",
                                .text = args[_i].text,
                                .families = "text"};
  ck_assert_str_ne(lint_try(&what), "");
  ck_assert_str_eq(lint_try_arg(0), args[_i].first);
  if (args[_i].second)
    ck_assert_str_eq(lint_try_arg(1), args[_i].second);
  else
    ck_assert_ptr_null(lint_try_arg(1));
  lint_try_end();
}
END_TEST

/* ---------------------------------------------------------------- long texts */

static const char *const parts[] = {
    "(",           "[",  ")",  "\"",       "<a ", "<code>", "&",    "%(",           "${a",
    "..",          ",,", "  ", "\xC2\xAD", "a.",  "%",      "the ", "\xEF\xBC\x88", "\xE3\x80\x82",
    "\xE2\x80\xAE"};

/* What takes the square of the length would not end. Nothing that is found is looked at. */
START_TEST(test_long)
{
  const size_t size = 1000000, len = strlen(parts[_i]);
  char *text = malloc(size + len + 1);
  ck_assert_ptr_nonnull(text);
  size_t at = 0;
  for (; at < size; at += len)
    memcpy(text + at, parts[_i], len);
  text[at] = '\0';
  const struct lint_try what = {
      .locale = "en", .source = "Look for it.", .text = text, .families = "none", .plain = true};
  ck_assert_str_eq(lint_try(&what), "");
  lint_try_end();
  free(text);
}
END_TEST

/* ------------------------------------------------------------------ letters */

static const struct {
  const char *text;
  bool (*is)(uint32_t character);
  bool yes;
} classes[] = {
    {"漢", ec_letters_is_han, true},
    {"𠮷", ec_letters_is_han, true},
    {"〇", ec_letters_is_han, true},
    {"㐀", ec_letters_is_han, true},
    {"豈", ec_letters_is_han, true},
    {"。", ec_letters_is_han, false},
    {"あ", ec_letters_is_han, false},
    {"あ", ec_letters_is_kana, true},
    {"ー", ec_letters_is_kana, true},
    {"・", ec_letters_is_kana, false},
    {"한", ec_letters_is_hangul, true},
    {"é", ec_letters_is_latin, true},
    {"×", ec_letters_is_latin, false},
    {"ａ", ec_letters_is_latin, false},
    {"ａ", ec_letters_is_full_width, true},
    {"ａ", ec_letters_is_letter, true},
    {"я", ec_letters_is_letter, true},
    {"׳", ec_letters_is_letter, false},
    {"ק", ec_letters_is_letter, true},
    {"।", ec_letters_is_letter, false},
    {"¿", ec_letters_is_punctuation, true},
    {"+", ec_letters_is_punctuation, false},
    {"，", ec_letters_is_punctuation, true},
    {"，", ec_letters_is_wide_punctuation, true},
    {"“", ec_letters_is_wide_punctuation, false},
    {"＋", ec_letters_is_punctuation, false},
    {"（", ec_letters_is_opening, true},
    {"）", ec_letters_is_closing, true},
    {"」", ec_letters_is_closing, true},
    {"。", ec_letters_is_stop, true},
    {"؟", ec_letters_is_stop, true},
    {"։", ec_letters_is_stop, true},
    {"，", ec_letters_is_stop, false},
    {"\xC2\xA0", ec_letters_is_blank, true},
    {"\xE2\x80\x8B", ec_letters_is_blank, false},
    {"😀", ec_letters_is_emoji, true},
    {"\xEF\xBF\xBC", ec_letters_is_letter, false},
    {"\xEF\xBF\xBC", ec_letters_is_punctuation, false},
};

START_TEST(test_classes)
{
  uint32_t character, before;
  const size_t len = strlen(classes[_i].text);
  ck_assert_uint_eq(ec_letters_at(classes[_i].text, len, 0, &character), len);
  ck_assert_uint_eq(ec_letters_before(classes[_i].text, len, &before), len);
  ck_assert_uint_eq(character, before);
  ck_assert_msg(classes[_i].is(character) == classes[_i].yes, "%s", classes[_i].text);
}
END_TEST

START_TEST(test_shown)
{
  struct ec_pool pool;
  ec_pool_init(&pool, NULL, NULL);
  ck_assert_str_eq(ec_letters_show(&pool, "a\x07 \xE2\x80\xAE\xC2\xAD\n。\tz"),
                   "a<U+0007> <U+202E><U+00AD>\\n。\\tz");
  ck_assert_str_eq(ec_letters_show(&pool, ""), "");
  ec_pool_free(&pool);
}
END_TEST

START_TEST(test_languages)
{
  ck_assert(ec_letters_right_to_left("ar") && ec_letters_right_to_left("yi"));
  ck_assert(!ec_letters_right_to_left("en") && !ec_letters_right_to_left(""));
  ck_assert(!ec_letters_right_to_left("r") && !ec_letters_right_to_left("ar ar"));
  ck_assert(ec_letters_joins("hi") && ec_letters_joins("fa") && ec_letters_joins(""));
  ck_assert(!ec_letters_joins("zh"));
  ck_assert(ec_letters_has_stops("zh") && !ec_letters_has_stops("th"));
  ck_assert_int_eq(ec_letters_half_width(0xFF0C), ',');
  ck_assert_int_eq(ec_letters_half_width(0x3000), ' ');
  ck_assert_int_eq(ec_letters_half_width(','), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("lint_text");
  TCase *all = tcase_create("all");
  tcase_add_loop_test(all, test_found, 0, COUNT(rows));
  tcase_add_loop_test(all, test_mended, 0, COUNT(mends));
  tcase_add_loop_test(all, test_args, 0, COUNT(args));
  tcase_add_loop_test(all, test_long, 0, COUNT(parts));
  tcase_add_loop_test(all, test_classes, 0, COUNT(classes));
  tcase_add_test(all, test_languages);
  tcase_add_test(all, test_shown);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
