#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs into an empty folder, builds programs as a user of errcat would, runs them, and
# uninstalls again: nothing may stay behind.
set -u

: "${srcdir:=.}" "${builddir:=.}" "${CC:=cc}" "${CXX:=}" "${PKG_CONFIG:=pkg-config}" "${MAKE:=make}"
: "${SANITIZE:=}"
want='该租户 acme-cloud 禁止访问本服务。'
programs=$srcdir/tests/installed
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
dest=$work/dest
failures=0
fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}
# What configure was asked for: --disable-shared, --disable-static, --with-bash-completion-dir.
shared=$(sed -n 's/^build_libtool_libs=//p' "$builddir/libtool")
static=$(sed -n 's/^build_old_libs=//p' "$builddir/libtool")
completions=$(sed -n 's/^bashcompletiondir = //p' "$builddir/Makefile")
# The options and the jobs of the make that runs this test are not meant for these.
unset MAKEFLAGS MFLAGS MAKELEVEL
run_make() {
  $MAKE -s -C "$builddir" DESTDIR="$dest" "$@" >"$work/make.log" 2>&1 || {
    cat "$work/make.log" >&2
    fail "make $* failed"
  }
}

# Not while tests/examples.sh installs from the same folder.
command -v flock >/dev/null 2>&1 && exec 9>"$builddir/install.lock" && flock 9
run_make install
exec 9>&-
pc=$(find "$dest" -name errcat.pc)
test -f "$pc" || { fail "errcat.pc is not installed"; exit 1; }
PKG_CONFIG_PATH=${pc%/*}${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
# The system's own folders stay what they are; ours lie below the DESTDIR.
PKG_CONFIG_SYSROOT_DIR=$dest
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
libdir=$dest$($PKG_CONFIG --variable=libdir errcat | sed "s|^$dest||")
ERRCAT_PATH=$dest$($PKG_CONFIG --variable=localedir errcat | sed "s|^$dest||")

# What must be there, from the programmer's side and from the reader's.
for file in include/errcat.h pkgconfig/errcat.pc bin/errcat share/man/man1/errcat.1 \
  share/man/man3/errcat.3 share/man/man5/errcat-registry.5 share/man/man7/errcat.7 share/man/man7/errcat-build.7 \
  share/man/man7/errcat-rules.7 share/man/zh_CN/man7/errcat-rules.7 \
  share/man/zh_CN/man7/errcat.7 \
  share/locale/zh_CN/LC_MESSAGES/optverse.mo share/locale/en/LC_MESSAGES/optverse.mo \
  share/locale/zh_CN/LC_MESSAGES/errcat.mo share/locale/en/LC_MESSAGES/errcat.mo \
  share/gettext/its/errcat.its share/gettext/its/errcat.loc share/errcat/errcat.rng \
  share/errcat/catalogs.sh share/errcat/errcat.mk share/aclocal/errcat.m4 \
  cmake/errcat/errcat-config.cmake cmake/errcat/errcat-config-version.cmake \
  ${completions:+"${completions##*/}/errcat"}; do
  find "$dest" -type f | grep -q "/$file\$" || fail "$file is not installed"
done

# expect WHAT PROGRAM: it prints the message, in an environment that says nothing of a language.
expect() {
  got=$(env -i ERRCAT_PATH="$ERRCAT_PATH" LD_LIBRARY_PATH="$libdir" "$2" 2>&1)
  test "$got" = "$want" || fail "$1: printed \"$got\""
}

# compile COMPILER PROGRAM PKG-CONFIG-OPTIONS SOURCE... Where there is no shared library, what the
# static one needs is needed always.
compile() {
  compiler=$1 program=$work/$2 options=$3
  test "$shared" = yes || options=--static
  shift 3
  # Word splitting is wanted: these are options.
  # shellcheck disable=SC2046,SC2086
  $compiler -Wall -Wextra -Werror $SANITIZE -o "$program" "$@" \
    $($PKG_CONFIG $options --cflags --libs errcat) || fail "$program does not compile"
}

# The program in the overview of errcat.h is the one that is tested here.
sed -n '/^ \*     #include/,/^ \*     }$/s/^ \*     \{0,1\}//p; /^ \*$/{s/.*//;p;}' \
  "$srcdir/lib/errcat.h" | sed -n '/^#include/,/^}$/p' >"$work/overview.c"
sed 1d "$programs/hello.c" | diff -u - "$work/overview.c" >&2 ||
  fail "tests/installed/hello.c (-) and the overview in errcat.h (+) differ"

compile "$CC" hello '' "$programs/hello.c"
expect 'the library' "$work/hello"
if test "$shared" = yes && ! ldd "$work/hello" | grep -q 'liberrcat\.so'; then
  fail "hello does not use the shared library"
fi
if test -n "$CXX"; then
  compile "$CXX -std=c++11" hello_cc '' "$programs/hello.cc"
  expect 'C++' "$work/hello_cc"
  # A pointer that is no string is no argument: it must not pass for a bool.
  for type in int 'unsigned char' void; do
    printf '#include <errcat.h>\nerrcat_arg f(%s *x) { return ERRCAT_ARG(x); }\n' "$type" >"$work/pointer.cc"
    # shellcheck disable=SC2046
    if $CXX -std=c++11 -fsyntax-only $($PKG_CONFIG --cflags errcat) "$work/pointer.cc" 2>/dev/null; then
      fail "ERRCAT_ARG() takes a pointer to $type for an argument"
    fi
  done
  sed 's/void \*x/char *x/' "$work/pointer.cc" >"$work/string.cc"
  # shellcheck disable=SC2046
  $CXX -std=c++11 -fsyntax-only $($PKG_CONFIG --cflags errcat) "$work/string.cc" ||
    fail 'ERRCAT_ARG() does not take a string'
fi

# Catalogs as C, with every warning, and the same each time.
tool=$(find "$dest" -type f -name errcat -perm -u+x | head -n 1)
for run in first second; do
  "$tool" embed --path="$ERRCAT_PATH" --output="$work/$run.c" --header="$work/catalogs.h" optverse ||
    fail "errcat embed failed"
done
cmp "$work/first.c" "$work/second.c" || fail 'errcat embed does not write the same twice'
strict='-Wpedantic -Wshadow -Wconversion -Wmissing-declarations'
compile "$CC -std=c11 $strict" embedded '' "$programs/embedded.c" "$work/first.c" -I"$work"
ERRCAT_PATH=/nonexistent expect 'embedded catalogs' "$work/embedded"
if test -n "$CXX"; then
  compile "$CXX -std=c++11 $strict" embedded_cc '' -x c++ "$programs/embedded.c" "$work/first.c" \
    -I"$work"
  ERRCAT_PATH=/nonexistent expect 'embedded catalogs in C++' "$work/embedded_cc"
fi

# What pkg-config says of the tools of a build is there.
for variable in makefile aclocaldir cmakedir errcat pkgdatadir itsdir schema; do
  test -e "$dest$($PKG_CONFIG --variable=$variable errcat | sed "s|^$dest||")" ||
    fail "errcat.pc: $variable is not there"
done

# The tool as installed: it finds its own catalogs, and speaks where there are none.
for path in "$ERRCAT_PATH" /nonexistent; do
  text=$(env -i LANG=zh_CN.UTF-8 ERRCAT_PATH="$path" "$(find "$dest" -type f -name errcat -perm -u+x | head -n 1)" \
    explain OptVerse_10000004 acme-cloud 2>&1)
  case $text in
    *"$want"*) ;;
    *) fail "errcat explain with ERRCAT_PATH=$path printed: $text" ;;
  esac
done

# Without the name that the linker looks for first, -lerrcat is the static library.
rm -f "$libdir/liberrcat.so"
if test "$static" = yes; then
  compile "$CC" hello_static --static "$programs/hello.c"
  libdir=/nonexistent expect 'static library' "$work/hello_static"
  ldd "$work/hello_static" | grep -q liberrcat && fail "hello_static uses the shared library"
fi

command -v flock >/dev/null 2>&1 && exec 9>"$builddir/install.lock" && flock 9
run_make uninstall
exec 9>&-
left=$(find "$dest" ! -type d)
test -z "$left" || fail "make uninstall left behind: $left"

test "$failures" -eq 0
