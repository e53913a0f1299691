#!/bin/sh
# SPDX-License-Identifier: MIT
# What errcat(7) shows is what happens, in English and in Chinese: each command of its examples is
# run and its output compared. Every section on the syntax must have an example in both languages.
#
#   tests/syntax.sh             compares
#   tests/syntax.sh --accept    writes down what comes out as what must; read the diff
#
# Environment: srcdir, builddir, ERRCAT.
set -u
LC_ALL=C
export LC_ALL

: "${srcdir:=.}"
builddir=$(cd "${builddir:-.}" && pwd) || exit 99
: "${ERRCAT:=$builddir/errcat}"
work=$(mktemp -d "${TMPDIR:-/tmp}/errcat-syntax.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0

mkdir "$work/bin" && ln -s "$ERRCAT" "$work/bin/errcat" || exit 99

# run COMMAND: as one would type it in the language $lang. The page is not its standard input.
run() {
  env -i PATH="$work/bin:$PATH" ERRCAT_PATH="$builddir/po/locale" LANG="$lang" \
    sh -c "$1" 2>&1 </dev/null
}

# What mdoc(7) makes of a line, and the line that it makes so.
unescape() {
  sed 's/\\&//g; s/\\e/\\/g'
}
escape() {
  sed "s/\\\\/\\\\e/g; s/^[.']/\\\\\\&&/"
}

# render PAGE: the page with what its commands print behind each of them. In a literal block there
# are only commands, which begin with "$ ", and what they print.
render() {
  inside=no
  while IFS= read -r line; do
    case $line in
      '.Bd -literal'*) inside=yes; printf '%s\n' "$line"; continue ;;
      .Ed) inside=no ;;
    esac
    case $inside$line in
      'yes$ '*)
        printf '%s\n' "$line"
        run "$(printf '%s\n' "${line#??}" | unescape)" | escape
        ;;
      yes*) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$1"
}

# gaps PAGE SECTION PATTERN: the subsections of the section, but the first, that do not have both a
# command with the pattern, which is what the page's other language looks like, and one without.
gaps() {
  awk -v section=".Sh $2" -v other="$3" '
    function flush() {
      if (title != "" && !(own && foreign))
        print title ": no example in both languages"
      own = foreign = 0
      title = ""
    }
    /^\.S[hs]/ { flush() }
    /^\.Sh/ { inside = $0 == section; found = found || inside }
    /^\.Ss/ && inside { title = $0; sections++ }
    /^\$ / { if ($0 ~ other) foreign++; else own++ }
    END { flush(); if (!sections) print "no section \"" section "\"" }' "$1"
}

# check PAGE LANG SECTION PATTERN
check() {
  page=$srcdir/man/$1 lang=$2
  commands=$(grep -c '^\$ errcat format' "$page")
  test "$commands" -ge 30 || { echo "$page: only $commands examples: is this test blind?" >&2; failures=1; }
  gaps "$page" "$3" "$4" >"$work/gaps"
  if test -s "$work/gaps"; then
    sed "s|^|$page: |" "$work/gaps" >&2
    failures=1
  fi
  render "$page" >"$work/page"
  if test "$accept" = yes; then
    cmp -s "$page" "$work/page" || cp "$work/page" "$page"
  elif ! diff -u "$page" "$work/page" >&2; then
    echo "$page (-) shows other output than the commands give (+)" >&2
    failures=1
  fi
}

accept=no
test "${1-}" != --accept || accept=yes
check errcat.7 en_US.UTF-8 SYNTAX 'zh_CN'
check zh_CN/errcat.7 zh_CN.UTF-8 语法 ' -l en'
test "$failures" -eq 0
