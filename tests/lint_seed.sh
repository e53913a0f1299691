#!/bin/sh
# SPDX-License-Identifier: MIT
# What errcat lint finds in the published table of error codes, tests/data/optverse-table.txt, as
# it was published: all of its known faults, and no error besides. The table becomes a registry and
# a catalog twice, as tests/data/seed-findings.txt says, which lists what must be found. One line
# for each of the two; exit status 1 when one fails.
set -u
LC_ALL=C
export LC_ALL

: "${srcdir:=.}" "${builddir:=.}"
data=$(cd "$srcdir/tests/data" && pwd) || exit 99
errcat=${ERRCAT:-$(cd "$builddir" && pwd)/errcat}
test -x "$errcat" || {
  echo "$errcat cannot be run" >&2
  exit 1
}

work=$(mktemp -d "${TMPDIR:-/tmp}/check-lint-seed.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0

# A row is a line of which the second cell begins as a code does, as in tests/check_seed.c. Its
# cells: status, code, message in English, message in Chinese, remediation in Chinese.
# rows PROGRAM: runs it for each row, with these in cell[1] to cell[5].
rows() {
  awk '
    function trimmed(s) { gsub(/^[ \t\r]+|[ \t\r]+$/, "", s); return s }
    function xml(s) { gsub(/&/, "\\&amp;", s); gsub(/</, "\\&lt;", s); return s }
    function po(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); return s }
    { sub(/^[ \t]*[|]/, ""); count = split($0, cell, "|")
      for (i = 1; i <= count; i++) cell[i] = trimmed(cell[i]) }
    cell[2] !~ /^(OptVerse|JOB_MANAGER)_/ { next }
    count < 5 { print "a row has " count " cells" >"/dev/stderr"; exit 1 }
    '"$1" "$data/optverse-table.txt"
}

# registry SOURCE MESSAGE REMEDIATION: of the cells with these numbers; without a remediation for
# 0. The arguments are those of the message, all of them strings.
registry() {
  echo '<?xml version="1.0" encoding="UTF-8"?>'
  echo '<errcat xmlns="urn:errcat:registry" format="1" domain="seed" source="'"$1"'"'
  echo '        code-pattern="OptVerse_######## JOB_MANAGER_########">'
  rows '{
    printf "<error code=\"%s\" status=\"%s\">", cell[2], cell[1]
    last = -1
    for (i = 0; i < 16; i++) if (index(cell['"$2"'], "{" i "}")) last = i
    for (i = 0; i <= last; i++)
      if (index(cell['"$2"'], "{" i "}"))
        printf "<arg name=\"value%d\" type=\"string\" example=\"x\"/>", i
      else
        printf "<arg name=\"unused%d\" type=\"string\" example=\"x\"/>", i
    printf "<message>%s</message>", xml(cell['"$2"'])
    if ('"$3"') printf "<remediation>%s</remediation>", xml(cell['"$3"'])
    print "</error>"
  }'
  echo '</errcat>'
}

# catalog LANGUAGE MESSAGE TRANSLATION
catalog() {
  printf 'msgid ""\nmsgstr ""\n"Language: %s\\n"\n' "$1"
  printf '"Content-Type: text/plain; charset=UTF-8\\n"\n'
  rows '{
    printf "\nmsgctxt \"%s/message\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", cell[2],
      po(cell['"$2"']), po(cell['"$3"'])
  }'
}

# findings NAME FOLDER: "NAME error FILE CODE RULE" of each error, "NAME warning COUNT RULE" of each
# rule of warnings.
findings() {
  (cd "$2" && "$errcat" lint --ignore=entry.missing seed.xml "$3") >"$work/out" 2>"$work/err"
  status=$?
  test "$status" -eq 1 || {
    cat "$work/err" >&2
    return 1
  }
  for file in seed.xml "$3"; do
    sed -n "s/^$file:\([0-9]*\):[0-9]*: \([a-z]*\): .*\[\([a-z.-]*\)\]\$/\1 \2 \3/p" "$work/out" |
      awk -v name="$1" -v file="$file" '
        FNR == NR {
          if (match($0, /(OptVerse|JOB_MANAGER)_[0-9]+/)) code = substr($0, RSTART, RLENGTH)
          of[FNR] = code
          next
        }
        $2 == "error" { print name, $2, file, of[$1], $3 }
        $2 == "warning" { count[$3]++ }
        END { for (rule in count) print name, "warning", file, count[rule], rule }' "$2/$file" -
  done | sort
}

check() { # NAME CATALOG
  grep "^$1 " "$data/seed-findings.txt" | sort >"$work/wanted"
  findings "$1" "$work/$1" "$2" >"$work/found"
  if test $? -eq 0 && test -s "$work/wanted" && cmp -s "$work/wanted" "$work/found"; then
    echo "ok   $1"
  else
    echo "FAIL $1"
    diff "$work/wanted" "$work/found" | sed -n 's/^[<>]/     &/p'
    failures=$((failures + 1))
  fi
}

mkdir "$work/english" "$work/chinese" &&
  registry en 3 0 >"$work/english/seed.xml" &&
  catalog zh_CN 3 4 >"$work/english/zh_CN.po" &&
  registry zh_CN 4 5 >"$work/chinese/seed.xml" &&
  catalog en 4 3 >"$work/chinese/en.po" || exit 99

check english zh_CN.po
check chinese en.po
test "$failures" -eq 0
