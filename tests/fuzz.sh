#!/bin/sh
# SPDX-License-Identifier: MIT
# Replays the corpus of each fuzz target: fuzz/corpus/NAME is for fuzz/fuzz_NAME.c.
set -u
: "${srcdir:=.}" "${builddir:=.}"

failures=0
for target in "$srcdir"/fuzz/fuzz_*.c; do
  name=$(basename "$target" .c)
  name=${name#fuzz_}
  echo "$name:"
  "$builddir/fuzz/replay_$name" "$srcdir/fuzz/corpus/$name"/* || failures=$((failures + 1))
done
test "$failures" -eq 0
