#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds, tests and installs the programs of examples/ as their users would, each with the build
# system that it is an example of, against errcat as it is installed: in a folder other than it was
# configured for, so that nothing may depend on that.
#
#   tests/examples.sh [autotools | cmake | make | array]...    all of them, or these
#
# Exit status: 0, or 1 when something is wrong, or 77 when a program is not there that one of them
# needs.
set -u

: "${srcdir:=.}" "${builddir:=.}" "${CC:=cc}" "${CXX:=}" "${PKG_CONFIG:=pkg-config}" "${MAKE:=make}"
: "${SANITIZE:=}"
srcdir=$(cd "$srcdir" && pwd) || exit 99
builddir=$(cd "$builddir" && pwd) || exit 99
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
failures=0
skipped=0
fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}
# The options and the jobs of the make that runs this test are not meant for these, nor is the
# language in which it runs.
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR LANGUAGE LC_ALL LC_MESSAGES ERRCAT_PATH ERRCAT
LANG=C
export LANG CC CXX

# run COMMAND...: what it prints is shown only when it fails.
run() {
  "$@" >"$work/log" 2>&1 && return
  cat "$work/log" >&2
  fail "failed in $PWD: $*"
  return 1
}

# needs PROGRAM...: whether these are there.
needs() {
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 && continue
    echo "skipped, for there is no $program" >&2
    skipped=77
    return 1
  done
}

# refuses COMMAND...: it must fail.
refuses() {
  ! "$@" >"$work/log" 2>&1 || fail "did not fail in $PWD: $*"
}

# prints WANT COMMAND...: the whole output, without the carriage returns of HTTP.
prints() {
  want=$1
  shift
  got=$(env -i PATH="$PATH" LD_LIBRARY_PATH="$libdir" "$@" 2>&1 | tr -d '\r')
  test "$got" = "$want" || fail "$* in $PWD printed:
$got
and should have printed:
$want"
}

# holds FOLDER FILE...: these files and no others, in alphabetical order.
holds() {
  folder=$1
  shift
  found=$(cd "$folder" && find . ! -type d | sort | sed 's|^\./||')
  test "$found" = "$(printf '%s\n' "$@")" || fail "$folder holds:
$found"
}

# ----------------------------------------------------------------- installation

dest=$work/dest
# Not while tests/installed.sh installs from the same folder.
command -v flock >/dev/null 2>&1 && exec 9>"$builddir/install.lock" && flock 9
run "$MAKE" -s -C "$builddir" DESTDIR="$dest" install || exit 1
exec 9>&-
# configured VARIABLE: where that is, below the DESTDIR.
configured() {
  value=$($MAKE -s -C "$builddir" --no-print-directory -f - print <<END
include Makefile
print:
	@echo '\$($1)'
END
  )
  echo "$dest$value"
}
libdir=$(configured libdir)
prefix=$(configured prefix)
ACLOCAL_PATH=$(configured aclocaldir)
bindir=$(configured bindir)
PKG_CONFIG_PATH=$(configured pkgconfigdir)${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
CMAKE_PREFIX_PATH=$prefix
LD_LIBRARY_PATH=$libdir
export ACLOCAL_PATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH LD_LIBRARY_PATH

# The pkg-config of somebody whose errcat is there. Without a shared library programs need what the
# static one needs.
static=
grep -q '^build_libtool_libs=yes' "$builddir/libtool" || static=--static
mkdir "$work/bin"
cat >"$work/bin/pkg-config" <<END
#!/bin/sh
exec $(command -v "$PKG_CONFIG") --define-variable=prefix='$prefix' $static "\$@"
END
chmod +x "$work/bin/pkg-config"
PATH=$work/bin:$PATH
CFLAGS="-g -O1 -Wall -Wextra -Wpedantic -Werror $SANITIZE"
CXXFLAGS=$CFLAGS
LDFLAGS=$SANITIZE
export PATH CFLAGS CXXFLAGS LDFLAGS
unset PKG_CONFIG PKG_CONFIG_SYSROOT_DIR

# start EXAMPLE: in a copy of it.
start() {
  cp -R "$srcdir/examples/$1" "$work/$1" && chmod -R u+w "$work/$1" && cd "$work/$1" || exit 1
}

# unchanged EXAMPLE: its translations are up to date, so that update-po changed nothing.
unchanged() {
  diff -r "$srcdir/examples/$1/po" "$work/$1/po" >&2 || fail "update-po changed $1"
}

# ------------------------------------------------------------ autotools, C11

autotools() {
  needs autoreconf automake || return
  start autotools
  run autoreconf -fi && mkdir build && cd build || return
  refuses env PKG_CONFIG_PATH=/nowhere PKG_CONFIG_LIBDIR=/nowhere ../configure
  grep -q 'errcat 0.1 or later was not found' "$work/log" || fail "another reason: $(cat "$work/log")"
  run ../configure --prefix="$work/quota" && run "$MAKE" || return
  printed='Li Na 的文件数超出配额 1,204 个。
请删除不再需要的文件，或者申请更大的配额。'
  prints "$printed" LANG=zh_CN.UTF-8 ERRCAT_PATH=locale ./quota 'Li Na' 1204
  run "$MAKE" install
  holds "$work/quota" bin/quota share/locale/en/LC_MESSAGES/quota.mo \
    share/locale/zh_CN/LC_MESSAGES/quota.mo
  prints "$printed" LANG=zh_CN.UTF-8 "$work/quota/bin/quota" 'Li Na' 1204
  prints 'Li Na has 1 file more than the quota allows.
Delete what is not needed any more, or ask for a larger quota.' "$work/quota/bin/quota" 'Li Na' 1
  run "$MAKE" uninstall
  holds "$work/quota" ''
  run "$MAKE" update-po
  run "$MAKE" lint-errcat
  unchanged autotools
  # Another build at once, as many as there are processors: nothing is compiled before its header.
  run "$MAKE" clean && run "$MAKE" -j8 && run "$MAKE" distcheck
  # Arguments that the registry no longer declares do not compile.
  sed '/name="files"/d; s/{files, plural.*}}/files/' ../quota.xml >quota.new && mv quota.new ../quota.xml
  refuses "$MAKE" all
  grep -q 'quota_exceeded' "$work/log" || fail "another reason: $(cat "$work/log")"
  # Embedded: automake is run again, and nothing but the program is installed.
  cp "$srcdir/examples/autotools/quota.xml" ..
  sed -i.old '/#include "quota.h"/s/$/\n#include "quota_catalogs.h"/
    s/\.localedir = LOCALEDIR/.path = "", .images = quota_catalogs, .image_count = quota_catalogs_count/' ../quota.c
  sed -i.old '/@ERRCAT_RULES@/s/^/nodist_quota_SOURCES = quota_catalogs.c\nERRCAT_EMBED = yes\n/' ../Makefile.am
  run "$MAKE" clean && run "$MAKE" -j8 && run "$MAKE" install || return
  holds "$work/quota" bin/quota
  prints "$printed" LANG=zh_CN.UTF-8 "$work/quota/bin/quota" 'Li Na' 1204
}

# ------------------------------------------------------------ CMake, C++17

cmake_() {
  needs cmake "${CXX:-c++}" || return
  start cmake
  run cmake -S . -B build -DCMAKE_INSTALL_PREFIX="$work/depot" && run cmake --build build || return
  printed='包裹 P-17 应于2026年11月23日送达。
包裹重 31.5 千克，超出重量限制。'
  prints "$printed" build/depot zh_CN
  prints 'The parcel P-17 was due on November 23, 2026.
A parcel of 31.5 kg is too heavy.' build/depot de
  run cmake --install build
  holds "$work/depot" bin/depot
  run cmake --build build --target update-po
  run cmake --build build --target lint-errcat
  unchanged cmake
  # Installed instead of embedded.
  sed -i.old 's/ EMBED)/)/' CMakeLists.txt
  sed -i.old '/catalogs/d; s/options.path = "";/options.localedir = LOCALEDIR;/' depot.cc
  echo "target_compile_definitions(depot PRIVATE LOCALEDIR=\"$work/depot/share/locale\")" >>CMakeLists.txt
  run cmake -S . -B disk -DCMAKE_INSTALL_PREFIX="$work/depot" \
    -Derrcat_USE_STATIC_LIBS="$(grep -q '^build_old_libs=yes' "$builddir/libtool" && echo ON)" &&
    run cmake --build disk -j8 && run cmake --install disk || return
  holds "$work/depot" bin/depot share/locale/en/LC_MESSAGES/depot.mo \
    share/locale/zh_CN/LC_MESSAGES/depot.mo
  prints "$printed" "$work/depot/bin/depot" zh_CN
  # The source language is no translation.
  sed -i.old 's/LINGUAS zh_CN/LINGUAS zh_CN en/' CMakeLists.txt
  refuses cmake -S . -B source
  grep -q 'LINGUAS names en' "$work/log" || fail "another reason: $(cat "$work/log")"
  # A newer errcat, or one that may be another, is not taken for this one.
  sed -i.old 's/errcat 0.1 CONFIG/errcat 9.0 CONFIG/' CMakeLists.txt
  refuses cmake -S . -B newer
  grep -q 'errcat-config.cmake, version' "$work/log" || fail "another reason: $(cat "$work/log")"
}

# ------------------------------------------------------------ make, C11

make_() {
  start make
  run "$MAKE" all || return
  # What README.md shows.
  sed -n "/^\`\`\`shell-session\$/,/^\`\`\`\$/p" "$srcdir/README.md" | sed '/^```/d' >readme
  sed -n 's/^\$ make && //p' readme >readme.sh
  prints "$(sed 1d readme)" sh readme.sh
  prints 'level=error code=SHOP_1001 domain=shop status=409 msg="The article A-4711 is out of stock." arg.article=A-4711
HTTP/1.1 409
Content-Type: application/json
Content-Language: zh-CN
Vary: Accept-Language

{"error_msg":"商品 A-4711 已售罄。","error_code":"SHOP_1001"}' \
    ERRCAT_PATH=locale ./service 'de;q=0.9,zh-Hans;q=0.8,en;q=0.1'
  run "$MAKE" install-errcat prefix="$work/shop"
  holds "$work/shop" share/locale/en/LC_MESSAGES/shop.mo share/locale/zh_CN/LC_MESSAGES/shop.mo
  run "$MAKE" uninstall-errcat prefix="$work/shop"
  holds "$work/shop" ''
  run "$MAKE" update-po
  run "$MAKE" lint-errcat
  unchanged make
  run "$MAKE" clean-errcat
  for file in locale shop.h; do
    test ! -e $file || fail "make clean-errcat left $file behind"
  done
  # The typed call that README.md tells of: its header is made first.
  sed -i.old 's/ERRCAT_CALL("SHOP_1001", ERRCAT_ARGS("A-4711"))/shop_out_of_stock("A-4711")/
    s/#include <stdio.h>/&\n#include "shop.h"/' service.c
  rm -f service && run "$MAKE"
  grep -q shop_out_of_stock service.c || fail "no typed call"
  run "$MAKE" clean-errcat
  refuses "$MAKE" ERRCAT_LINGUAS='en zh_CN' errcat
  grep -q 'ERRCAT_LINGUAS names en' "$work/log" || fail "another reason: $(cat "$work/log")"

  # Embedded, in both languages; several registries; a header of another name.
  mkdir -p po/a.b
  sed 's/domain="shop"/domain="a.b"/' shop.xml >a.b.xml
  cp po/shop/zh_CN.po po/a.b/zh_CN.po
  embed="ERRCAT_EMBED=yes ERRCAT_HEADER=%_errors.h"
  # shellcheck disable=SC2086
  run "$MAKE" -j8 $embed ERRCAT_REGISTRY='shop.xml a.b.xml' errcat shop_catalogs.c a.b_catalogs.c
  cat >embedded.c <<'END'
#include "a.b_catalogs.h"
#include "a.b_errors.h"
#include "shop_catalogs.h"
#include "shop_errors.h"
int main(void) { return shop_catalogs_count == 2 && a_b_catalogs_count == 2 ? 0 : 1; }
END
  for compiler in "$CC -std=c11" ${CXX:+"$CXX -std=c++11 -x c++"}; do
    # shellcheck disable=SC2086,SC2046
    run $compiler $CFLAGS $(pkg-config --cflags errcat) -o embedded embedded.c shop_catalogs.c a.b_catalogs.c \
      && run ./embedded
  done
  # shellcheck disable=SC2086
  test "$("$MAKE" $embed install-errcat prefix="$work/shop")" = '' || fail 'embedded catalogs are installed'

  # What goes wrong says so: a translation that is not there, a registry of another name.
  refuses "$MAKE" ERRCAT_LINGUAS='zh_CN ja' errcat
  grep -q 'po/shop/ja.po is not there: make update-po makes it' "$work/log" || fail "$(cat "$work/log")"
  cp shop.xml errors.xml
  refuses "$MAKE" ERRCAT_REGISTRY=errors.xml ERRCAT_LINGUAS= errcat
  grep -q 'the domain is shop' "$work/log" || fail "$(cat "$work/log")"
  refuses "$MAKE" ERRCAT_SOURCE=en_GB errcat
  grep -q 'the source language is en' "$work/log" || fail "$(cat "$work/log")"
}

# ------------------------------------------------------------ one command, C11

array() {
  start array
  # shellcheck disable=SC2046,SC2086
  run $CC -std=c11 $CFLAGS -o array array.c $(pkg-config --cflags --libs errcat) || return
  ERRCAT_PATH=$(configured localedir)
  prints '该租户 acme-cloud 禁止访问本服务。' ERRCAT_PATH="$ERRCAT_PATH" ./array OptVerse_10000004 acme-cloud
  prints '该租户 {tenant} 禁止访问本服务。
(argument missing or of another type than declared)' \
    ERRCAT_PATH="$ERRCAT_PATH" ./array OptVerse_10000004
}

# Each variable of the makefile is described.
variables=$(grep -o 'ERRCAT_*[A-Z]*' "$srcdir/make/errcat.mk" | sort -u)
for variable in $variables; do
  grep -q -x ".It .*\<$variable\>.*" "$srcdir/man/errcat-build.7" || test "$variable" = ERRCAT_PATH ||
    fail "$variable is not in errcat-build(7)"
done

test $# -gt 0 || set -- autotools cmake make array
for example in "$@"; do
  case $example in
  autotools) autotools ;;
  cmake) cmake_ ;;
  make) make_ ;;
  array) array ;;
  *) fail "there is no example $example" ;;
  esac
done
test -x "$bindir/errcat" || fail "$bindir/errcat is not installed"
test "$failures" -eq 0 || exit 1
test "$skipped" -eq 0 || exit 77
