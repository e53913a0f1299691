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

# The same of the tool. Registries, catalogs and the rules of lint know no command line, no terminal and
# no language that somebody reads: they can be used, and tested, without the tool.
src_layers='
pool place diff sort ranges when embedded
chars letters find match input walk seen source publish embed
codeset arguments
terminal records compile
po registry rules
names lint
tool excerpt
texts header
say print fault
options given registry_say
help registry_patterns usage report catalogs
mend
cmd
main
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

# find_module LAYERS FILE: into $module, the module that a file is of: lint_zh_width.c is of lint_zh when
# that stands in the table, else of lint; nothing when that does not stand there either.
find_module() {
  # shellcheck disable=SC2086 # words, whatever blanks are between them
  set -- "$2" $1
  module=${1##*/}
  module=${module%%.*}
  shift
  while :; do
    case " $* " in *" $module "*) return ;; esac
    case $module in
      *_*) module=${module%_*} ;;
      *) module='' && return ;;
    esac
  done
}

# check_layers LAYERS FOLDER
check_layers() {
  for file in "$2"/*.[ch]; do
    test "$file" = lib/errcat.h && continue
    find_module "$1" "$file"
    own=$module
    test -n "$own" || { fail "$file: in no layer: add it to the table in tests/layers.sh"; continue; }
    own_rank=$(rank "$1" "$own")
    for header in $(includes "$file"); do
      case $header in config.h | errcat.h) continue ;; esac
      test -f "$2/$header" || { fail "$file: includes $header, which is not in $2/"; continue; }
      find_module "$1" "$header"
      test "$module" = "$own" && continue
      # It takes the parts of the tool together, and says what fails then.
      case $file:$header in src/tool.c:say.h | src/tool.c:texts.h) continue ;; esac
      other_rank=$(rank "$1" "$module")
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
check_layers "$src_layers" src

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

test "$failures" -eq 0
