#!/bin/sh
# SPDX-License-Identifier: MIT
# What README.md shows is what happens: each command of its transcripts is run and its
# output compared, and its sources are those that tests/examples.sh builds.
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

# same LANGUAGE FILE: the block is the file, less the line with its licence.
same() {
  block "$1" >"$work/block"
  sed '1{/SPDX/d;}' "$srcdir/$2" | diff -u - "$work/block" >&2 || {
    echo "$2 (-) and what README.md shows of it (+) differ" >&2
    failures=1
  }
}
same c examples/make/service.c
same xml examples/make/shop.xml
same make examples/make/Makefile

# within LANGUAGE FILE: every line of the block is one of the file.
within() {
  block "$1" >"$work/block"
  if ! test -s "$work/block" || grep -v -x -F -f "$srcdir/$2" "$work/block" >&2; then
    echo "$2 does not have these lines, which README.md shows of it" >&2
    failures=1
  fi
}
within automake examples/autotools/Makefile.am
within cmake examples/cmake/CMakeLists.txt

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
