# SPDX-License-Identifier: MIT
# serial 1

# ERRCAT_CHECK([MINIMUM-VERSION], [ACTION-IF-FOUND], [ACTION-IF-NOT-FOUND])
#
# Looks for errcat with pkg-config. Without ACTION-IF-NOT-FOUND configure stops when it is not there.
# Sets and substitutes
#
#   ERRCAT_CFLAGS, ERRCAT_LIBS   for the compiler and the linker
#   ERRCAT                       the tool, which builds headers and embedded catalogs
#   ERRCAT_RULES                 the rules that make what a registry gives. In Makefile.am:
#
#       ERRCAT_REGISTRY = shop.xml
#       ERRCAT_LINGUAS = zh_CN
#       @ERRCAT_RULES@
#
# They need GNU make. errcat-build(7) describes them.
AC_DEFUN([ERRCAT_CHECK], [
  AC_REQUIRE([PKG_PROG_PKG_CONFIG])
  AC_ARG_VAR([ERRCAT], [path of the program errcat])
  PKG_CHECK_MODULES([ERRCAT], [errcat]m4_ifval([$1], [ >= $1]), [errcat_found=yes],
    [m4_default([$3], [AC_MSG_ERROR([errcat]m4_ifval([$1], [ $1 or later])[ was not found. Install it, or say in PKG_CONFIG_PATH where it is:
$ERRCAT_PKG_ERRORS])])
    errcat_found=no])
  ERRCAT_RULES=
  AS_IF([test $errcat_found = yes], [
    # Of a system that is cross-compiled for, nothing can be run.
    AS_IF([test -z "$ERRCAT" && test "x$cross_compiling" != xyes],
      [PKG_CHECK_VAR([ERRCAT], [errcat], [errcat])])
    AS_IF([test -z "$ERRCAT"], [AC_PATH_PROG([ERRCAT], [errcat], [errcat])])
    PKG_CHECK_VAR([ERRCAT_MAKEFILE], [errcat], [makefile])
    # Of what is in the included file automake sees nothing, so that its own targets are tied to
    # them here. What is compiled may include the headers; `| `, because the dependencies that the
    # compiler finds say later which of it does.
    ERRCAT_RULES="include $ERRCAT_MAKEFILE
all-am: errcat
install-data-am: install-errcat
uninstall-am: uninstall-errcat
clean-am: clean-errcat
EXTRA_DIST += \$(errcat_dist)
\$(foreach errcat_objects,\$(filter %_OBJECTS,\$(.VARIABLES)),\$(\$(errcat_objects))): | \$(errcat_headers)"
    $2
  ])
  AC_SUBST([ERRCAT_RULES])
  m4_ifdef([AM_SUBST_NOTMAKE], [AM_SUBST_NOTMAKE([ERRCAT_RULES])])
])
