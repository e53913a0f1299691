#!/bin/sh
# SPDX-License-Identifier: MIT
# catalogs.sh FOLDER
#
# Makes what the benchmark reads: in FOLDER/locale the locales zh_CN.UTF-8 and en_US.UTF-8, of which
# the machine may have none, and in FOLDER/SYNTAX/LANGUAGE/LC_MESSAGES/SYNTAX.CODES.mo the same
# messages for each peer in the syntax that it needs, in catalogs of 100, 10,000 and 100,000 codes;
# in FOLDER/one errcat's English ones alone; in FOLDER/lint a registry of 50,000 codes and its
# translation, 100,000 entries, as people write them.
# Does nothing when FOLDER was made by this version of this file.
# Environment: MSGFMT, LOCALEDEF, the programs.
set -eu
LC_ALL=C
export LC_ALL

: "${MSGFMT:=msgfmt}" "${LOCALEDEF:=localedef}"
folder=$1
stamp=$folder/stamp

if cmp -s "$0" "$stamp"; then
  exit 0
fi
rm -rf "$folder"
mkdir -p "$folder/locale"

# make_locale LANGUAGE: with 1 localedef only warns. Where it cannot make one, the machine's own
# will do, if it has any: the benchmark says when there is none.
make_locale() {
  "$LOCALEDEF" --no-archive -i "$1" -f UTF-8 "$folder/locale/$1.UTF-8" >"$folder/said" 2>&1 ||
    test -f "$folder/locale/$1.UTF-8/LC_CTYPE" || rm -rf "$folder/locale"
}

# generate SYNTAX LANGUAGE CODES: prints a .po file.
#
# A peer's entry has the code as its context and "message" as its msgid, so that a program can
# ask for any code. The codes 1 to 5 are those of W1 to W5; all others take two strings, as W2.
generate() {
  awk -v syntax="$1" -v language="$2" -v codes="$3" '
    function entry(context, id, text) {
      printf "\nmsgctxt \"%s\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", context, id, text
    }
    function plural_entry(context, one, other) {
      printf "\nmsgctxt \"%s\"\nmsgid \"message\"\nmsgid_plural \"message\"\n", context
      printf "msgstr[0] \"%s\"\n", language == "en" ? one : other
      if (language == "en")
        printf "msgstr[1] \"%s\"\n", other
    }
    # The texts, with <1> and <2> for strings, <n> for a grouped integer, <d> for a date; the
    # number of the code makes each of the others a text of its own.
    function template(i, language) {
      if (i == 1)
        return language == "en" ? "The service is being upgraded. Try again later." \
          : "服务正在升级，请稍后重试。"
      if (i == 2)
        return language == "en" ? "Job <1> cannot be started: <2>." \
          : "作业<1>无法启动：<2>。"
      if (i == 3)
        return language == "en" ? "The model has <n> variables, more than are allowed." \
          : "模型有<n>个变量，超过了允许的数量。"
      if (i == 5)
        return language == "en" ? "Until <d> at most <n> jobs can be created." \
          : "在<d>之前最多可以创建<n>个作业。"
      return language == "en" ? "Step " i " of job <1> cannot be started: <2>." \
        : "作业<1>的第" i "步无法启动：<2>。"
    }
    # Of one code, the sixth, whose whole bodies are compared.
    function remediation(language) {
      if (language == "en")
        return "Check that the job {0} asks for no more memory than the project may use, and " \
          "start it again. If it fails again, contact the administrator and provide the error code."
      return "请检查作业{0}所需的内存是否超过项目的可用内存，然后重新启动。" \
        "如果仍然失败，请联系管理员，并提供错误码。"
    }
    function plural(n, language, category) {
      if (language != "en")
        return n "个文件无法读取。"
      return category == "one" ? n " file cannot be read." : n " files cannot be read."
    }
    function put(text, place, what, at) {
      at = index(text, place)
      return at ? substr(text, 1, at - 1) what substr(text, at + length(place)) : text
    }
    function printf_text(text, dated) {
      text = put(put(text, "<1>", "%1$s"), "<2>", "%2$s")
      return put(put(text, "<d>", "%1$s"), "<n>", dated ? "%2$\047lld" : "%\047lld")
    }
    function fmt_text(text, language) {
      text = put(put(text, "<1>", "{0}"), "<2>", "{1}")
      text = put(text, "<d>", language == "en" ? "{4:%b} {3}, {1}" : "{1}年{2}月{3}日")
      return put(text, "<n>", "{0:L}")
    }
    function icu_text(text, dated) {
      text = put(put(text, "<1>", "{0}"), "<2>", "{1}")
      return put(put(text, "<d>", "{0,date,medium}"), "<n>", dated ? "{1,number}" : "{0,number}")
    }
    function icu_message(i, language) {
      if (i != 4)
        return icu_text(template(i, language), i == 5)
      if (language != "en")
        return "{0,plural,other{" plural("#", language) "}}"
      return "{0,plural,one{" plural("#", language, "one") "}other{" \
        plural("#", language, "other") "}}"
    }
    # What a registry has for such a code.
    function metadata(code, i) {
      entry(code "/@status", "400", "400")
      if (i == 1)
        return
      if (i == 3 || i == 4)
        entry(code "/@arg/0/count", "integer", "integer")
      else if (i == 5) {
        entry(code "/@arg/0/end", "time", "time")
        entry(code "/@arg/1/count", "integer", "integer")
      } else {
        entry(code "/@arg/0/job", "string", "string")
        entry(code "/@arg/1/reason", "string", "string")
      }
    }
    function print_code(i, code) {
      code = sprintf("BENCH_%08d", i)
      if (syntax == "errcat") {
        if (language == "en")
          metadata(code, i)
        entry(code "/message", icu_message(i, "en"), icu_message(i, language))
        if (i == 6)
          entry(code "/remediation", remediation("en"), remediation(language))
      } else if (syntax == "icu")
        entry(code, "message", icu_message(i, language))
      else if (i == 4 && syntax == "printf")
        plural_entry(code, plural("%\047lld", language, "one"),
          plural("%\047lld", language, "other"))
      else if (i == 4)
        plural_entry(code, plural("{0:L}", language, "one"), plural("{0:L}", language, "other"))
      else if (syntax == "printf")
        entry(code, "message", printf_text(template(i, language), i == 5))
      else
        entry(code, "message", fmt_text(template(i, language), language))
    }
    BEGIN {
      printf "msgid \"\"\nmsgstr \"\"\n\"MIME-Version: 1.0\\n\"\n"
      printf "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      printf "\"Content-Transfer-Encoding: 8bit\\n\"\n"
      printf "\"Language: %s\\n\"\n", language
      printf "\"Plural-Forms: %s\\n\"\n",
        language == "en" ? "nplurals=2; plural=(n != 1);" : "nplurals=1; plural=0;"
      if (syntax == "errcat" && language == "en") {
        entry("@domain", "errcat." codes, "errcat." codes)
        entry("@format", "1", "1")
        entry("@source", "en", "en")
        entry("@type-base", "https://errors.example.com/", "https://errors.example.com/")
      }
      if (syntax == "printf")
        entry("date", "medium", language == "en" ? "%b %-d, %Y" : "%Y年%-m月%-d日")
      for (i = 1; i <= codes; i++)
        print_code(i)
    }'
}

make_locale zh_CN
make_locale en_US
# catalog SYNTAX LANGUAGE CODES
catalog() {
  mkdir -p "$folder/$1/$2/LC_MESSAGES"
  generate "$1" "$2" "$3" >"$folder/catalog.po"
  "$MSGFMT" -o "$folder/$1/$2/LC_MESSAGES/$1.$3.mo" "$folder/catalog.po"
}

# Only those that are read: of 100,000 codes the peers are asked in Chinese alone.
for syntax in errcat printf icu fmt; do
  catalog $syntax en 100
  catalog $syntax zh_CN 100
  catalog $syntax zh_CN 100000
done
catalog printf zh_CN 10000
catalog errcat en 10000
catalog errcat zh_CN 10000
catalog errcat en 100000
# registry and translation CODES: what errcat lint and msgfmt read. Each code is one of five kinds.
registry() {
  awk -v codes="$1" 'BEGIN {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    print "<errcat xmlns=\"urn:errcat:registry\" format=\"1\" domain=\"bench\" source=\"en\">"
    for (i = 1; i <= codes; i++) {
      printf "  <error code=\"BENCH_%08d\" status=\"400\">\n", i
      if (i % 5 == 1)
        print "    <arg name=\"count\" type=\"integer\" example=\"3\"/>\n    <message>" \
          "{count, plural, one {# file of step " i " cannot be read.} " \
          "other {# files of step " i " cannot be read.}}</message>"
      else if (i % 5 == 2)
        print "    <arg name=\"end\" type=\"time\" example=\"2026-11-23T10:00:00Z\"/>\n    <message>" \
          "Step " i " is locked until {end, date, medium}.</message>"
      else
        print "    <arg name=\"job\" type=\"string\" example=\"j-1\"/>\n" \
          "    <arg name=\"reason\" type=\"string\" example=\"busy\"/>\n    <message>" \
          "Step " i " of job {0} cannot be started: {1}.</message>"
      print "    <remediation>Check what step " i " needs, and start it again. If it fails again, " \
        "contact the administrator and provide the error code.</remediation>\n  </error>"
    }
    print "</errcat>"
  }'
}
translation() {
  awk -v codes="$1" '
    function entry(context, id, text) {
      printf "\nmsgctxt \"%s\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", context, id, text
    }
    BEGIN {
      printf "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: bench\\n\"\n"
      printf "\"PO-Revision-Date: 2026-11-25 12:00+0800\\n\"\n"
      printf "\"Last-Translator: nobody\\n\"\n\"Language-Team: Chinese\\n\"\n"
      printf "\"Language: zh_CN\\n\"\n\"MIME-Version: 1.0\\n\"\n"
      printf "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      printf "\"Content-Transfer-Encoding: 8bit\\n\"\n"
      for (i = 1; i <= codes; i++) {
        code = sprintf("BENCH_%08d", i)
        if (i % 5 == 1)
          entry(code "/message", "{count, plural, one {# file of step " i " cannot be read.} " \
            "other {# files of step " i " cannot be read.}}",
            "{count, plural, other {步骤" i "的 # 个文件无法读取。}}")
        else if (i % 5 == 2)
          entry(code "/message", "Step " i " is locked until {end, date, medium}.",
            "步骤" i "在 {end, date, medium} 之前被锁定。")
        else
          entry(code "/message", "Step " i " of job {0} cannot be started: {1}.",
            "作业 {0} 的步骤" i "无法启动：{1}。")
        entry(code "/remediation", "Check what step " i " needs, and start it again. If it fails " \
          "again, contact the administrator and provide the error code.",
          "请检查步骤" i "所需的条件，然后重新启动。如果仍然失败，请联系管理员，并提供错误码。")
      }
    }'
}
mkdir "$folder/lint"
registry 50000 >"$folder/lint/bench.xml"
translation 50000 >"$folder/lint/zh_CN.po"
# The source language alone.
mkdir "$folder/one"
ln -s ../errcat/en "$folder/one/en"
rm -f "$folder/catalog.po" "$folder/said"
cp "$0" "$stamp.new"
mv "$stamp.new" "$stamp"
