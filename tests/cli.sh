#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line, from outside. Each folder of tests/cli is a case:
#
#   cmd     shell commands. They run in an empty folder with an empty environment but for
#           PATH (with errcat on it), ERRCAT_PATH (the catalogs of the build, in English and
#           Chinese), srcdir, builddir and MSGFMT
#   out     what they must print on standard output, byte for byte; empty when absent
#   err     the same of standard error
#   status  the exit status; 0 when absent
#
# In `out` and `err` the folder of ERRCAT_PATH is written @catalogs@.
#
#   tests/cli.sh [CASE...]            runs all the cases, or these
#   tests/cli.sh --accept [CASE...]   writes down what comes out as what must; read the diff
#
# Environment: srcdir, builddir. The program is $builddir/tests/errcat.
set -u
LC_ALL=C
export LC_ALL

srcdir=$(cd "${srcdir:-.}" && pwd) || exit 1
builddir=$(cd "${builddir:-.}" && pwd) || exit 1
errcat=$builddir/tests/errcat
cases=$srcdir/tests/cli
accept=no
if test "${1-}" = --accept; then
  accept=yes
  shift
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/errcat-cli.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# A program of that name.
mkdir "$work/bin" || exit 1
printf '#!/bin/sh\nexec "%s" "$@"\n' "$errcat" >"$work/bin/errcat"
chmod +x "$work/bin/errcat"

# Two languages, whichever there are besides, so that a new one changes nothing here.
mkdir "$work/catalogs" || exit 1
cp -R "$builddir/po/locale/en" "$builddir/po/locale/zh_CN" "$work/catalogs" || exit 1

# run CASE: leaves out, err and status in $work/got.
run() {
  rm -rf "$work/got" "$work/cwd"
  # Deep enough that lint meets no registry that lies about in the folder of temporary files.
  mkdir -p "$work/got" "$work/cwd/of/a/case"
  (
    cd "$work/cwd/of/a/case" &&
      exec env -i PATH="$work/bin:$PATH" ERRCAT_PATH="$work/catalogs" \
        srcdir="$srcdir" builddir="$builddir" MSGFMT="${MSGFMT:-msgfmt}" \
        sh "$cases/$1/cmd" >"$work/got/raw-out" 2>"$work/got/raw-err" </dev/null
  )
  echo $? >"$work/got/status"
  for stream in out err; do
    sed "s|$work/catalogs|@catalogs@|g" "$work/got/raw-$stream" >"$work/got/$stream"
  done
}

# expected CASE FILE: the file's content, or what stands for it when it is absent.
expected() {
  if test -f "$cases/$1/$2"; then
    cat "$cases/$1/$2"
  elif test "$2" = status; then
    echo 0
  fi
}

# save CASE FILE: an absent file says the same in fewer words.
save() {
  rm -f "$cases/$1/$2"
  if ! expected "$1" "$2" | cmp -s - "$work/got/$2"; then
    cp "$work/got/$2" "$cases/$1/$2"
  fi
}

# check CASE: says what differs; false if anything does.
check() {
  same=yes
  for file in status out err; do
    expected "$1" "$file" >"$work/want"
    if ! cmp -s "$work/want" "$work/got/$file"; then
      test "$same" = no || echo "FAIL $1"
      same=no
      diff -a -u "$work/want" "$work/got/$file" | sed "1s|.*|--- expected $file|;2s|.*|+++ $file|;s|^|  |"
    fi
  done
  test "$same" = yes
}

# shellcheck disable=SC2046 # names of cases have no blanks
test $# -gt 0 || set -- $(ls "$cases")
passed=0 failed=0
for case in "$@"; do
  if ! test -f "$cases/$case/cmd"; then
    echo "FAIL $case: there is no $cases/$case/cmd"
    failed=$((failed + 1))
    continue
  fi
  run "$case"
  if test "$accept" = yes; then
    for file in out err status; do
      save "$case" "$file"
    done
  fi
  if check "$case"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
test "$failed" -eq 0 && test "$passed" -gt 0
