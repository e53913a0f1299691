#!/bin/sh
# SPDX-License-Identifier: MIT
# The files of tests/lint against errcat lint. The first comment of each says what must be found,
# all of it and nothing else, in lines such as "expect: 12:9 error argument.missing". A catalog is
# one of shop.xml unless it says otherwise: the words of a line "options: registry=small.xml x.po" are
# the options instead, and files that are looked at with it. One line for each file; exit status 1
# when one fails.
#   tests/lint.sh [FILE...]    only these files of the folder
# shellcheck disable=SC2046 # options are words
set -u
LC_ALL=C
export LC_ALL

: "${srcdir:=.}" "${builddir:=.}"
folder=$(cd "$srcdir/tests/lint" && pwd) || exit 99
errcat=${ERRCAT:-$(cd "$builddir" && pwd)/errcat}

test -x "$errcat" || {
  echo "$errcat cannot be run" >&2
  exit 1
}

work=$(mktemp -d "${TMPDIR:-/tmp}/check-lint.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0
: >"$work/all"
cd "$folder" || exit 99

# head_of FILE: its first comment, without what marks it.
head_of() {
  tr -d '\r' <"$1" | awk '
    NR == 1 { sub(/^[^ -~]+/, "") } # a byte order mark
    /^<[?]xml/ { next }
    sub(/^# */, "") { print; next }
    sub(/^<!-- */, "") { within = 1 }
    !within { exit }
    { last = sub(/ *-->.*/, ""); sub(/^ */, ""); print }
    last { exit }'
}

options_of() { # FILE
  if grep -q '^options:' "$work/head"; then
    sed -n 's/^options: *//p' "$work/head"
  else
    case $1 in
    *.xml) ;;
    *) echo registry=shop.xml ignore=entry.missing ;;
    esac
  fi
}

# lint FILE: "LINE:COLUMN SEVERITY RULE" of each finding, to the file found. It is alone in its
# folder, or the registries beside it would be taken for those of its codes.
lint() {
  rm -rf "$work/alone"
  mkdir "$work/alone"
  cp "$1" "$work/alone"
  set -- "$1" $(options_of "$1")
  file=$1
  shift
  for word; do # each once, to the end of the list
    shift
    case $word in
    registry=*) set -- "$@" "--registry=$folder/${word#*=}" ;;
    *=*) set -- "$@" "--$word" ;;
    *) set -- "$@" "$word" && cp "$word" "$work/alone" ;;
    esac
  done
  (cd "$work/alone" && "$errcat" lint --fail-on=advice "$@" "$file") >"$work/out" 2>"$work/err"
  status=$?
  sed -n "s/^$file:\([0-9]*:[0-9]*\): \([a-z]*\): .*\[\([a-z.-]*\)\]\$/\1 \2 \3/p" "$work/out" |
    sort >"$work/found"
  wanted=0
  test ! -s "$work/found" || wanted=1
  test "$status" -eq "$wanted" || {
    echo "exit status $status, not $wanted"
    cat "$work/err"
    return 1
  }
}

check() { # FILE
  head_of "$1" >"$work/head"
  sed -n 's/^expect: //p' "$work/head" | sort >"$work/expected"
  cat "$work/expected" >>"$work/all"
  lint "$1" >"$work/said" && cmp -s "$work/expected" "$work/found"
}

all=no
test $# -gt 0 || {
  all=yes
  set -- *.xml *.po
}
for file; do
  if check "$file"; then
    echo "ok   $file"
  else
    echo "FAIL $file"
    sed 's/^/     | /' "$work/said"
    diff "$work/expected" "$work/found" | sed -n 's/^[<>]/     &/p'
    failures=$((failures + 1))
  fi
done

# Every rule must have its files: two places at least, and one for the faults of a registry that
# the reader finds, after which it finds no others.
if test $all = yes; then
  "$errcat" lint --rules >"$work/rules" || exit 1
  test -s "$work/rules" || failures=$((failures + 1))
  while read -r rule rest; do
    places=$(grep -c " $rule\$" "$work/all")
    least=2
    if grep -q -x "$rule" <<READER
registry.bad-code
registry.bad-code-pattern
registry.bad-domain
registry.bad-format
registry.bad-locale
registry.bad-name
registry.bad-rule
registry.bad-source
registry.bad-status
registry.bad-value
registry.doctype
registry.element-in-text
registry.empty
registry.empty-attribute
registry.empty-text
registry.missing-attribute
registry.no-message
registry.not-a-registry
registry.not-xml
registry.prefix-both
registry.prefix-neither
registry.second-text
registry.stray-text
registry.too-many-arguments
registry.too-many-exceptions
registry.too-many-notes
registry.twice
registry.unknown-attribute
registry.unknown-element
registry.wire-taken
registry.wire-too-long
READER
    then
      least=1
    fi
    test "$places" -ge "$least" || {
      echo "FAIL $rule is expected in $places places, fewer than $least"
      failures=$((failures + 1))
    }
  done <"$work/rules"
fi

test "$failures" -eq 0
