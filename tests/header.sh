#!/bin/sh
# SPDX-License-Identifier: MIT
# The headers that errcat header writes, as a compiler sees them: in each language, without a
# warning; what the calls print; and the calls that must not compile. One line for each case; exit
# status 1 when one fails.
# shellcheck disable=SC2086,SC2317 # compilers may have options; check() reaches every function
set -u
LC_ALL=C
export LC_ALL

: "${srcdir:=.}" "${builddir:=.}" "${CC:=cc}" "${CXX:=}" "${SANITIZE:=}"
top=$(cd "$srcdir" && pwd)
build=$(cd "$builddir" && pwd)
errcat=$build/tests/errcat
data=$top/tests/typed

work=$(mktemp -d "${TMPDIR:-/tmp}/check-header.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0

# check NAME FUNCTION [ARGUMENT...]: runs it in an empty folder of its own.
check() {
  name=$1
  shift
  rm -rf "$work/case"
  mkdir "$work/case"
  (
    set -e
    cd "$work/case"
    "$@"
  ) >"$work/log" 2>&1
  if test $? -eq 0; then
    echo "ok   $name"
  else
    echo "FAIL $name"
    sed 's/^/     | /' "$work/log" | head -n 60
    failures=$((failures + 1))
  fi
}

# Each compiler once: the one of the build, and the others that there are.
compilers_of() { # COMPILER...
  seen=
  for compiler; do
    command -v ${compiler%% *} >/dev/null 2>&1 || continue
    case " $seen " in *" $compiler "*) continue ;; esac
    seen="$seen $compiler"
    echo "$compiler"
  done
}
c_compilers=$(compilers_of "$CC" gcc clang)
cxx_compilers=
test -z "$CXX" || cxx_compilers=$(compilers_of "$CXX" g++ clang++)

# The headers that are compiled.
headers=$work/headers
mkdir "$headers"
"$errcat" header --output "$headers/typed.h" "$data/typed.xml" || exit 1
"$errcat" header --output "$headers/optverse.h" "$top/po/optverse.xml" || exit 1
# The domain errcat has names that errcat.h has, too.
"$errcat" header --prefix ec --output "$headers/ec.h" "$top/po/errcat.xml" || exit 1

# Not -I lib: lib/locale.h must not hide <locale.h>.
cp "$top/lib/errcat.h" "$headers" || exit 1
includes="-I$headers"
warnings='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcomment -Wtrigraphs -Werror'

# ------------------------------------------------------------------- languages

# syntax LANGUAGE COMPILER STANDARD FILE
syntax() {
  $2 -x "$1" -std="$3" $warnings $includes -fsyntax-only "$4"
}

every_header() { # LANGUAGE COMPILER STANDARD
  for header in typed optverse ec; do
    printf '#include "%s.h"\n' $header >>all.c
  done
  cat all.c all.c >twice.c
  echo 'int main(void) { return 0; }' >>twice.c
  syntax "$1" "$2" "$3" twice.c
  syntax "$1" "$2" "$3" "$data/program.c"
}

# Nothing in a comment is read as anything else.
comments_are_comments() { # LANGUAGE COMPILER STANDARD
  $2 -x "$1" -std="$3" $warnings $includes -E "$headers/typed.h" >expanded
  grep -q typed_evil_in expanded
  if grep injected expanded; then
    return 1
  fi
  grep -q '中文' "$headers/typed.h"
  # No control character, and none that turns the direction of text.
  if tr -d '\n' <"$headers/typed.h" | grep -q '[[:cntrl:]]'; then
    return 1
  fi
  if od -A n -t x1 -v "$headers/typed.h" | tr -d ' \n' | grep -E 'e280a[89abcde]|e281a[6789]|c29b|c285'; then
    return 1
  fi
}

# ---------------------------------------------------------------------- running

catalogs=$work/locale
mkdir -p "$catalogs/en/LC_MESSAGES"
sh "$top/po/catalogs.sh" source "$data/typed.xml" "$catalogs/en/LC_MESSAGES/typed.mo" || exit 1

# Two files with the same header, linked to one program.
runs() { # LANGUAGE COMPILER STANDARD [WANTED-LINES-OF-C++]
  $2 -x "$1" -std="$3" $warnings $SANITIZE $includes -c -o program.o "$data/program.c"
  $2 -x "$1" -std="$3" $warnings $SANITIZE $includes -c -o other.o "$data/other.c"
  "$build/libtool" --quiet --tag=CC --mode=link $2 $SANITIZE -static -o program program.o other.o \
    "$build/liberrcat.la"
  ERRCAT_PATH=$catalogs ./program >out
  if test "$1" = c; then
    grep -v '^C++ ' "$data/program.want" >want
  else
    sed 's/^C++ //' "$data/program.want" >want
  fi
  diff -u want out
}

# -------------------------------------------------------------- what is refused

# beginning_of EXPRESSION
beginning_of() {
  case $1 in *standard_string*) echo '#define WITH_STRING' ;; esac
  echo '#include "refused.h"'
}

# function_of NUMBER EXPRESSION: it is in line NUMBER of the file "case".
function_of() {
  printf 'void f%d(void);\nvoid f%d(void)\n{\n#line %d "case"\n  (void)(%s);\n}\n' $1 $1 $1 "$2"
}

# cases_of LANGUAGE: those lines of refused.cases.
cases_of() {
  grep -E "^(both|$(echo "$1" | sed 's/+/[+]/g'))\\|" "$data/refused.cases"
}

# refused NUMBER BAD COMMAND...: that line is what the compiler names.
refused() {
  number=$1 bad=$2
  shift 2
  {
    beginning_of "$bad"
    function_of "$number" "$bad"
  } >bad.c
  if "$@" bad.c >said 2>&1; then
    echo "compiled: $bad"
    return 1
  fi
  # gcc may name the line of the macro first.
  if ! grep -q 'error: ' said || ! grep -q "case:$number:" said; then
    echo "refused for another reason: $bad"
    cat said
    return 1
  fi
}

# refused_all LANGUAGE COMPILER STANDARD: first all of them as they should be. -w, for no warning
# may be needed.
refused_all() {
  options="-x $1 -std=$3 -w -I$data $includes -fsyntax-only"
  cases_of "$1" >cases
  beginning_of standard_string >good.c
  number=1000
  while IFS='|' read -r language good bad; do
    test -n "$language" && test "$good" != "$bad"
    function_of $number "$good" >>good.c
    number=$((number + 1))
  done <cases
  $2 $options good.c
  number=1000
  while IFS='|' read -r language good bad; do
    refused $number "$bad" $2 $options
    number=$((number + 1))
  done <cases
  test $number -ge 1040
  echo $((number - 1000)) >"$work/count"
}

# ------------------------------------------------------------------------ files

# make need not build what has not changed.
left_alone() {
  "$errcat" header --output shop.h "$data/typed.xml"
  cmp shop.h "$headers/typed.h"
  "$errcat" header "$data/typed.xml" | cmp - shop.h
  "$errcat" header - <"$data/typed.xml" | sed '2s/header:/header from typed.xml:/' | cmp - shop.h
  touch -t 200001010000 shop.h
  "$errcat" header --output shop.h "$data/typed.xml"
  test -z "$(find shop.h -newermt 2001-01-01)"
  sed 's/Nothing\./Something./' "$data/typed.xml" >typed.xml
  "$errcat" header --output shop.h typed.xml
  grep -q 'Something\.' shop.h
  test -n "$(find shop.h -newermt 2001-01-01)"
  test "$(echo *)" = 'shop.h typed.xml'
}

# It is for a compiler, not for the terminal.
same_in_every_codeset() {
  for language in C zh_CN.UTF-8 zh_CN.GB18030 en_US.ISO-8859-1; do
    LC_ALL='' LANG=$language "$errcat" header "$data/typed.xml" | cmp - "$headers/typed.h"
  done
}

# The old header stays when the new one cannot be made.
old_file_kept() {
  echo old >shop.h
  if "$errcat" header --output shop.h "$top/tests/po/bad/arg.xml"; then
    return 1
  fi
  test "$(cat shop.h)" = old
}

# Every code of a registry has a name, and each name is of one code.
every_code_has_a_name() {
  sed 's/<!--.*-->//' "$top/po/optverse.xml" | grep -c '<error ' >want
  grep -c '^#define OPTVERSE_[A-Z0-9_]*_CODE ' "$headers/optverse.h" >have
  cmp want have
  grep '^static inline const' "$headers/optverse.h" | sort | uniq -d >twice
  test ! -s twice
}

# ------------------------------------------------------- what is no registry

# The lines of faults that po/catalogs.sh finds with xgettext are among those that errcat finds.
same_faults() { # REGISTRY
  sed -n 's/^<!-- expect *\([0-9][0-9]*\):.*/\1/p' "$1" | sort -u >want
  status=0
  "$errcat" header "$1" >out 2>said || status=$?
  test $status -eq 1
  test ! -s out
  sed -n 's/^[^ ]*\.xml:\([0-9]*\):[0-9]*: error: .*/\1/p' said | sort -u >found
  # libxml2 names the beginning of what is not ended.
  test "${1##*/}" = xml-unended.xml || comm -23 want found >missing
  test ! -s missing || {
    cat missing said
    return 1
  }
}

# What the schema refuses is refused.
refused_as_by_schema() { # SED-SCRIPT
  sed "$1" "$top/tests/po/shop.xml" >shop.xml
  status=0
  "$errcat" header shop.xml 2>said || status=$?
  cat said
  test $status -eq 1
}

every_feature() {
  "$errcat" header "$top/tests/po/shop.xml" >shop.h
  grep -q '^#define SHOP_ORDER_DENIED_STATUS 403$' shop.h
}

check 'registry with every feature' every_feature
for registry in "$top"/tests/po/bad/*.xml; do
  check "bad registry $(basename "$registry" .xml)" same_faults "$registry"
done
while IFS='|' read -r name script; do
  case $name in '#'*) continue ;; esac
  check "registry with $name" refused_as_by_schema "$script"
done <"$top/tests/po/schema.cases"

check 'file that has not changed is left alone' left_alone
check 'same bytes in every codeset' same_in_every_codeset
check 'old header kept on failure' old_file_kept
check 'every code has a name' every_code_has_a_name

echo "$c_compilers" >"$work/c"
while read -r compiler; do
  for standard in c11 gnu11 c17 gnu17; do
    check "$compiler -std=$standard: no warning" every_header c "$compiler" $standard
  done
  check "$compiler -std=c11: comments" comments_are_comments c "$compiler" c11
  check "$compiler -std=c11: texts" runs c "$compiler" c11
  check "$compiler -std=c11: what is refused" refused_all c "$compiler" c11
  echo "     $(cat "$work/count") calls refused"
done <"$work/c"

echo "$cxx_compilers" >"$work/cxx"
while read -r compiler; do
  test -n "$compiler" || continue
  for standard in c++11 gnu++11 c++17 c++20; do
    check "$compiler -std=$standard: no warning" every_header c++ "$compiler" $standard
  done
  check "$compiler -std=c++11: comments" comments_are_comments c++ "$compiler" c++11
  check "$compiler -std=c++11: texts" runs c++ "$compiler" c++11
  check "$compiler -std=c++17: texts" runs c++ "$compiler" c++17
  check "$compiler -std=c++11: what is refused" refused_all c++ "$compiler" c++11
  echo "     $(cat "$work/count") calls refused"
done <"$work/cxx"

exit $((failures > 0))
