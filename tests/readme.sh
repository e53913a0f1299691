#!/bin/sh
# SPDX-License-Identifier: MIT
# What README.md shows is what happens: each command of its transcripts is run and its
# output compared, and its C program is the one that tests/installed.sh builds.
set -u

: "${srcdir:=.}"
builddir=$(cd "${builddir:-.}" && pwd) || exit 99
: "${ERRCAT:=$builddir/errcat}"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
failures=0

# The blocks of README.md that are fenced with ```LANGUAGE.
block() {
  sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$srcdir/README.md" | sed '/^```/d'
}

block c >"$work/program"
sed 1d "$srcdir/tests/installed/hello.c" | diff -u - "$work/program" >&2 || {
  echo "tests/installed/hello.c (-) and the program in README.md (+) differ" >&2
  failures=1
}

block console >"$work/want"
grep '^\$ ' "$work/want" | sed 's/^\$ //' >"$work/commands"
test -s "$work/commands" || { echo "README.md shows no command" >&2; exit 1; }
mkdir "$work/bin" && ln -s "$ERRCAT" "$work/bin/errcat"
cd "$builddir" || exit 99
while read -r command; do
  printf '$ %s\n' "$command"
  env -i PATH="$work/bin:$PATH" ERRCAT_PATH=po/locale sh -c "$command" 2>&1
done <"$work/commands" >"$work/got"
# Empty lines stand between the commands here, and within what they print.
sed '/^$/d' "$work/want" >"$work/want.lines"
sed '/^$/d' "$work/got" >"$work/got.lines"
diff -u "$work/want.lines" "$work/got.lines" >&2 || {
  echo "README.md (-) shows other output than the commands give (+)" >&2
  failures=1
}
test "$failures" -eq 0
