#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads the #include lines of lib/ and src/: nothing includes upwards or sideways, ICU is
# in one module, and the library does not touch the locale of its process.
set -u
LC_ALL=C
export LC_ALL
cd "${srcdir:-.}" || exit 99

# A line is a layer, lowest first. A module may include what stands on earlier lines; those of
# one line are unaware of each other. mo_sysdep.c is of the module mo, icu_date.c of icu. errcat.h is for all.
lib_layers='
inline
utf8 plural spare number http
mem buf style
status icu sink
mo pattern locale date accept json uri
formats
value
format
folders codes environment routes matcher answers
catalog
bundle
message errcat domains negotiate
shape text facts
body log
reply
'

failures=0
fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}

# rank LAYERS MODULE: the number of its layer, from 1; nothing for an unknown module.
rank() {
  echo "$1" | awk -v module="$2" 'NF { layer++; for (i = 1; i <= NF; i++) if ($i == module) print layer }'
}

# includes FILE: the names in its #include "..." lines.
includes() {
  sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$1"
}

module() {
  basename "$1" | sed 's/[_.].*//'
}

# check_layers LAYERS FOLDER
check_layers() {
  for file in "$2"/*.[ch]; do
    own=$(module "$file")
    test "$file" = lib/errcat.h && continue
    own_rank=$(rank "$1" "$own")
    test -n "$own_rank" || { fail "$file: in no layer: add it to the table in tests/layers.sh"; continue; }
    for header in $(includes "$file"); do
      other=$(module "$header")
      case $header in config.h | errcat.h | "${own}"[._]*) continue ;; esac
      test -f "$2/$header" || { fail "$file: includes $header, which is not in $2/"; continue; }
      other_rank=$(rank "$1" "$other")
      test "${other_rank:-99}" -lt "$own_rank" ||
        fail "$file: layer $own_rank includes $header of layer ${other_rank:-?}"
    done
  done
}

# nowhere WHAT PATTERN FILE...: none of the files has the pattern outside comments.
nowhere() {
  what=$1 pattern=$2
  shift 2
  for file in "$@"; do
    found=$(sed 's|//.*||; s|/\*.*\*/||g; /\/\*/,/\*\//d' "$file" | grep -E "$pattern" | head -n 1)
    test -z "$found" || fail "$file: $what: $found"
  done
}

check_layers "$lib_layers" lib

for file in lib/*.[ch] src/*.[ch]; do
  case $file in lib/icu.c | lib/icu_*.c) continue ;; esac
  nowhere 'only lib/icu*.c includes ICU' '#[[:space:]]*include[[:space:]]*[<"]unicode/' "$file"
done
grep -q '#include <unicode/' lib/icu.c || fail 'lib/icu.c does not include ICU: is this test blind?'
nowhere 'the library does not touch the locale of the process' \
  '\<(setlocale|uselocale|newlocale|localeconv|textdomain|bindtextdomain|d?c?n?gettext)[[:space:]]*\(|<(locale|libintl)\.h>' \
  lib/*.[ch]
headers=$(sed -n 's/^#include *//p' lib/errcat.h | tr '\n' ' ')
test "$headers" = '<stdbool.h> <stddef.h> <stdint.h> ' || fail "lib/errcat.h: includes $headers"

# The tool is the first user of the library: it has what any user has.
for file in src/*.[ch]; do
  for header in $(includes "$file"); do
    test "$header" = config.h || test "$header" = errcat.h || test -f "src/$header" ||
      fail "$file: includes $header: the tool uses errcat.h alone of the library"
  done
done

test "$failures" -eq 0
