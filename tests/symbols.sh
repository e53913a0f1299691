#!/bin/sh
# SPDX-License-Identifier: MIT
# The shared library exports what errcat.h declares with ERRCAT_API and nothing else, it
# keeps no data that can be written, and errcat.h is C11 and C++11 by itself.
set -u
LC_ALL=C
export LC_ALL

: "${srcdir:=.}" "${builddir:=.}" "${CC:=cc}" "${NM:=nm}" "${CXX:=}" "${SANITIZE:=}"
header=$srcdir/lib/errcat.h
library=$builddir/.libs/liberrcat.so
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}

# The preprocessor leaves the attribute where ERRCAT_API stood; the name is what stands
# before the first parenthesis after it.
$CC -E -P "$header" | tr '\n' ' ' | tr ';' '\n' |
  sed -n 's/.*visibility("default")))\([^(]*\)(.*/\1/p' | sed 's/.*[^A-Za-z0-9_]\([A-Za-z0-9_]\)/\1/; s/ *$//' |
  sort >"$work/declared"
if ! grep -qx errcat_bundle_open "$work/declared"; then
  fail "errcat_bundle_open is not among the functions found in errcat.h"
fi
test "$(grep -c '^ERRCAT_API' "$header")" -eq "$(wc -l <"$work/declared")" ||
  fail "errcat.h says ERRCAT_API in another number of places than there are functions"

if test -f "$library"; then
  $NM -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' |
    sort >"$work/exported"
  diff -u "$work/declared" "$work/exported" >&2 ||
    fail "errcat.h (-) and the exported symbols (+) differ"

  # Data of a sanitizer's own is no concern of ours.
  if test -z "$SANITIZE"; then
    objdump -t "$library" |
      awk 'NF > 2 && $(NF - 2) ~ /^\.t?(data|bss)$/ && $NF !~ /^(\.t?data|\.t?bss|completed\.[0-9]+|_.*)$/ { print $NF }' \
        >"$work/writable"
    test ! -s "$work/writable" || fail "state that can be written: $(cat "$work/writable")"
  fi
elif ! grep -q '^build_libtool_libs=no' "$builddir/libtool"; then
  fail "$library has not been built"
fi

compiles_alone() { # COMPILER LANGUAGE STANDARD
  # shellcheck disable=SC2086
  printf '#include "errcat.h"\n' | $1 -x "$2" -std="$3" -Wall -Wextra -Wpedantic -Wconversion \
    -Wshadow -Werror -I"$srcdir/lib" -fsyntax-only - ||
    fail "errcat.h does not compile alone with $1 -std=$3"
}
compiles_alone "$CC" c c11
compiles_alone "$CC" c c17
if test -n "$CXX"; then
  compiles_alone "$CXX" c++ c++11
  compiles_alone "$CXX" c++ c++17
fi

test "$failures" -eq 0
