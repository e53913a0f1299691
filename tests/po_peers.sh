#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares what the .po reader makes of the .po files that Debian ships with what GNU gettext makes
# of them. For people: make check does not run it, as it fetches some 100 MB from a Debian mirror,
# into a temporary folder that it removes.
#
#   tests/po_peers.sh [PACKAGE...]      source packages; without any, those listed below
#
# builddir   where tests/po_dump is, which make check builds
# MIRROR, SUITE   where the packages are from; KEEP=FOLDER keeps what differs
#
# Of each file: does msgfmt take it, if and only if the reader finds no fault? Are the entries those
# of msgcat's output, which awk reads, and the texts those that msgunfmt finds in msgfmt's .mo?
set -u
: "${srcdir:=.}" "${builddir:=.}" "${MIRROR:=http://deb.debian.org/debian}" "${SUITE:=bookworm}"
dump=$builddir/tests/po_dump
export LC_ALL=C
unset LANGUAGE

# Many languages, old charsets, every form of obsolete and previous entries, and plurals.
packages='a2ps adduser anacron apt aptitude bash bison clisp coreutils cpio debconf dia diffutils
  dpkg e2fsprogs enscript fetchmail findutils freeciv gawk gettext gnupg1 gnupg2 grep gsasl hello
  icewm indent iso-codes kbd libidn lynx m4 make-dfsg man-db mc mutt nano newt popt psmisc recode
  screem sed shadow sharutils sysstat tar texinfo tin util-linux vim wdiff wget wmaker xchat
  xfsprogs xkeyboard-config xterm'
test $# -eq 0 || packages=$*

test -x "$dump" || { echo "$0: no $dump: run make check in the build folder" >&2; exit 2; }
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$folder/po" "$folder/differs"

fetch() {
  if command -v curl >/dev/null; then curl -fsSL -o "$2" "$1"; else wget -q -O "$2" "$1"; fi
}

# ----------------------------------------------------------------- the packages

fetch "$MIRROR/dists/$SUITE/main/source/Sources.xz" "$folder/Sources.xz" || exit 2
packages=$(echo "$packages" | tr -s ' \n' '  ')
xz -dc "$folder/Sources.xz" | awk -v wanted=" $packages " '
  /^Package: / { package = $2; files = 0 }
  /^Checksums-Sha256:/ { files = 1; count = 0; next }
  /^[^ ]/ { files = 0 }
  files && $3 ~ /\.tar\.[a-z0-9]*$/ && $2 < 40000000 { sum[++count] = $1; name[count] = $3 }
  /^Directory: / && index(wanted, " " package " ") {
    for (i = 1; i <= count; i++)
      print package, sum[i], $2 "/" name[i]
  }
' >"$folder/list"

while read -r package sum path; do
  if ! fetch "$MIRROR/$path" "$folder/tar" || ! echo "$sum  $folder/tar" | sha256sum -c --status; then
    echo "$path: could not be fetched" >&2
    continue
  fi
  mkdir -p "$folder/po/$package"
  tar -xf "$folder/tar" -C "$folder/po/$package" --wildcards '*.po' '*.pot' 2>/dev/null
  rm -f "$folder/tar"
done <"$folder/list"
find "$folder/po" -type f \( -name '*.po' -o -name '*.pot' \) -size +0 | sort >"$folder/files"

# -------------------------------------------------------------- what they have

# The output of msgcat and msgunfmt, which is simpler than what they read, as po_dump writes it.
cat >"$folder/read.awk" <<'AWK'
function octal(s, escaped,   out, c, i) {
  if (s !~ /[\\"\001-\037\177]/)
    return s
  while (match(s, /[\\"\001-\037\177]/)) {
    out = out substr(s, 1, RSTART - 1)
    c = substr(s, RSTART, 1)
    i = 1
    if (escaped && c == "\\") {
      c = named[substr(s, RSTART + 1, 1)]
      i = 2
    }
    out = out sprintf("\\%03o", code[c])
    s = substr(s, RSTART + i)
  }
  return out s
}
function end() {
  if (part != "")
    add()
  if (main != "") {
    line = (obsolete ? "obsolete" : "entry") (domain != "" ? " domain " domain : "") main
    if (!text) {
      line = line was (fuzzy ? " fuzzy" : "")
      for (i = 1; i <= formats; i++)
        if (index(flags, ", " format[i] ","))
          line = line " " format[i]
      line = line translator extracted
    }
    print line
  }
  main = was = translator = extracted = flags = part = ""
  obsolete = fuzzy = 0
}
function add() {
  if (part == "domain")
    domain = value == "messages" ? "" : value
  else if (previous)
    was = was " was " part " \"" octal(value, 1) "\""
  else
    main = main " " part " \"" octal(value, 1) "\""
  part = ""
}
function comment(s) {
  sub(/^[ \t\r\f\v]+/, "", s)
  sub(/[ \t\r\f\v]+$/, "", s)
  return "\"" octal(s, 0) "\""
}
BEGIN {
  for (i = 1; i < 128; i++)
    code[sprintf("%c", i)] = i
  named["n"] = "\n"; named["t"] = "\t"; named["r"] = "\r"; named["a"] = "\a"; named["b"] = "\b"
  named["f"] = "\f"; named["v"] = "\v"; named["\\"] = "\\"; named["\""] = "\""
  formats = split("c-format no-c-format java-format python-format qt-format kde-format " \
                  "sh-format perl-format no-wrap", format, " ")
}
/^$/ { end(); next }
/^#,/ {
  flags = substr($0, 2) ","
  fuzzy = index(flags, ", fuzzy,")
  next
}
/^#:/ { next }
/^#\./ { extracted = extracted " #. " comment(substr($0, 3)); next }
/^#( |$)/ { translator = translator " # " comment(substr($0, 2)); next }
{
  is_previous = sub(/^#~?\| /, "")
  if (sub(/^#~ /, ""))
    obsolete = 1
  begin = index($0, "\"")
  if (begin > 1) {
    if (part != "")
      add()
    part = substr($0, 1, begin - 2)
    sub(/\[.*/, "", part)
    value = ""
    previous = is_previous
  }
  value = value substr($0, begin + 1, length($0) - begin - 1)
}
END { end() }
AWK

# The charset is another one after conversion, msgfmt leaves one field out, and msgcat the obsolete
# entries that are not translated.
canonical() {
  sed '/^obsolete.* msgstr ""/d
    s/^\(entry[^"]*msgid "" msgstr ".*\)POT-Creation-Date:[^\\"]*\\012/\1/
    s/^\(entry[^"]*msgid "" msgstr ".*[Cc]harset=\)[^\\"]*/\1/' | sort
}

differ() { # WHAT FILE
  differences=$((differences + 1))
  printf '%s: %s\n' "${2#"$folder/po/"}" "$1"
  test -z "${KEEP-}" || { mkdir -p "$KEEP" && cp "$2" "$KEEP/$differences-$(basename "$2")"; }
  test ! -s "$folder/diff" || head -n 6 "$folder/diff" | cut -c 1-300 | sed 's/^/    /'
  : >"$folder/diff"
}

# Faults of ours that msgfmt lets pass, and why; and those of its own that others find here.
#   po.charset    it warns
#   po.bad-bytes  in a comment, or of an escape, it does not look
#   po.nul        it cuts the text there
#   duplicate     lint tells it as po.twice
judge() { # FILE: sets verdict
  verdict=same
  if test "$ours" -eq 0 && test "$theirs" -ne 0; then
    if grep -av 'duplicate message\|first definition\|fatal error\|warning: ' "$folder/msgfmt.err" \
      | grep -aq ': '; then
      verdict=differs
    else
      verdict=duplicate
    fi
  elif test "$ours" -ne 0 && test "$theirs" -eq 0; then
    verdict=$(sed 's/^[^ ]* \([^ ]*\).*/\1/' "$folder/ours.err" | sort -u | tr '\n' ' ')
    case $verdict in
      'po.charset ' | 'po.nul ' | 'po.bad-bytes ') ;;
      *) verdict=differs ;;
    esac
  fi
}

compare_msgcat() { # FILE
  msgcat --force-po --no-wrap --to-code=UTF-8 "$1" >"$folder/msgcat.po" 2>/dev/null || return 0
  catted=$((catted + 1))
  canonical <"$folder/ours" >"$folder/a"
  awk -f "$folder/read.awk" "$folder/msgcat.po" | canonical >"$folder/b"
  diff "$folder/a" "$folder/b" >"$folder/diff" || differ 'msgcat has other entries' "$1"
  # And what is written so is read as the same.
  "$dump" "$folder/msgcat.po" 2>/dev/null | canonical >"$folder/c"
  diff "$folder/b" "$folder/c" >"$folder/diff" || differ "msgcat's output is read otherwise" "$1"
}

compare_msgfmt() { # FILE
  test -s "$folder/mo" || return 0 # nothing is translated
  msgunfmt --force-po --no-wrap "$folder/mo" 2>/dev/null >"$folder/mo.po" || return 0
  msgconv --force-po --no-wrap --to-code=UTF-8 "$folder/mo.po" >"$folder/mo8.po" 2>/dev/null || return 0
  formatted=$((formatted + 1))
  "$dump" --text "$1" 2>/dev/null | sed 's/^entry domain [^ ]*/entry/' | canonical >"$folder/a"
  awk -v text=1 -f "$folder/read.awk" "$folder/mo8.po" | canonical >"$folder/b"
  diff "$folder/a" "$folder/b" >"$folder/diff" || differ "msgfmt's .mo has other texts" "$1"
}

# Debian has few files in old charsets by now, so msgconv makes more of them, which must be read as
# the original is. It does not know, as it does not when it reads, that a comment before the header
# may end with a character whose second byte is a backslash: those it does not take back.
compare_recoded() { # FILE
  case ${1##*/} in
    *zh_CN*) charsets='GB2312 GBK GB18030' ;;
    *zh_TW*) charsets='BIG5 BIG5-HKSCS CP950' ;;
    *ja.po) charsets='SHIFT_JIS EUC-JP' ;;
    *ko.po) charsets='EUC-KR CP949 JOHAB' ;;
    *ru.po | *uk.po) charsets='KOI8-U CP1251 ISO-8859-5' ;;
    *) return ;;
  esac
  msgcat --force-po --no-wrap --to-code=UTF-8 "$1" 2>/dev/null | "$dump" - | canonical >"$folder/a"
  for charset in $charsets; do
    msgconv --to-code="$charset" -o "$folder/recoded.po" "$1" 2>/dev/null || continue
    msgcat --to-code=UTF-8 -o "$folder/c" "$folder/recoded.po" 2>/dev/null || continue
    recoded=$((recoded + 1))
    "$dump" "$folder/recoded.po" 2>&1 | canonical >"$folder/b"
    diff "$folder/a" "$folder/b" >"$folder/diff" || differ "in $charset it is read otherwise" "$1"
  done
}

files=0 differences=0 catted=0 formatted=0 recoded=0
: >"$folder/diff"
while IFS= read -r file; do
  files=$((files + 1))
  "$dump" "$file" >"$folder/ours" 2>"$folder/ours.err"
  ours=$?
  rm -f "$folder/mo"
  msgfmt -o "$folder/mo" "$file" 2>"$folder/msgfmt.err"
  theirs=$?
  cat "$folder/ours" >>"$folder/all"
  sed -n 's/^entry.* msgid "" msgstr ".*charset=\([^\\"]*\).*/\1/p' "$folder/ours" | head -n 1 \
    | tr '[:lower:]' '[:upper:]' >>"$folder/charsets"
  case $file in
    *.po) basename "$file" .po | sed 's/[.@].*//; s/.*-\([a-z][a-z]*\)$/\1/' >>"$folder/languages" ;;
  esac
  judge "$file"
  echo "$verdict" >>"$folder/verdicts"
  if test "$verdict" = differs; then
    cat "$folder/ours.err" "$folder/msgfmt.err" >"$folder/diff"
    differ "the reader says $ours, msgfmt $theirs" "$file"
  fi
  if test "$ours" -eq 0; then
    compare_msgcat "$file"
    test "$theirs" -ne 0 || compare_msgfmt "$file"
    compare_recoded "$file"
  fi
done <"$folder/files"

echo "$files files, $(wc -l <"$folder/all") entries, of which $(grep -ac '^obsolete' "$folder/all") are obsolete," \
  "$(grep -ac ' msgid_plural ' "$folder/all") have plurals, $(grep -ac ' msgctxt ' "$folder/all") contexts and" \
  "$(grep -ac ' was ' "$folder/all") previous texts"
echo "$(sort -u "$folder/languages" | wc -l) languages; charsets:"
sort "$folder/charsets" | uniq -c | sort -rn | sed 's/^/  /'
echo 'taken or refused by both, or else:'
sort "$folder/verdicts" | uniq -c | sort -rn | sed 's/^/  /'
echo "$catted compared with msgcat, $formatted with msgfmt, $recoded recoded:" \
  "$differences differences"
test "$files" -ge 300 || test $# -gt 0 || { echo 'fewer than 300 files' >&2; exit 1; }
test "$differences" -eq 0
