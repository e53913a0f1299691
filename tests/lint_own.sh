#!/bin/sh
# SPDX-License-Identifier: MIT
# The registries and catalogs of errcat itself, and those of the examples, have no findings, not
# even advice; and the page of the rules, in both languages, is well made.
#
# Environment: srcdir, builddir, ERRCAT.
set -u
srcdir=${srcdir:-.}
builddir=${builddir:-.}
ERRCAT=${ERRCAT:-$builddir/errcat}
failures=0

fail() {
  echo "$*" >&2
  failures=$((failures + 1))
}

"$ERRCAT" lint --fail-on=advice "$srcdir/po" || fail 'po/ has findings'
"$ERRCAT" lint --fail-on=advice "$srcdir/examples" || fail 'examples/ has findings'

# Each rule has a message and a remediation of its own, in both languages.
for locale in en zh_CN; do
  LC_ALL=C.UTF-8 "$ERRCAT" --locale=$locale lint --rules --json >rules.$$.json || fail 'no rules'
  # shellcheck disable=SC2013 # names of rules have no blanks
  for rule in $(sed -n 's/^ *"rule": "\(.*\)",$/\1/p' rules.$$.json); do
    ! grep -q "\"message\": \"$rule\"" rules.$$.json || fail "$rule has no message"
  done
  test "$(grep -c '"remediation": null' rules.$$.json)" = 0 || fail "rules without remediation"
done
rm -f rules.$$.json

for page in man/errcat-rules.7 man/zh_CN/errcat-rules.7; do
  "${MAKE:-make}" -s -C "$builddir" "$page" || fail "$page cannot be made"
  ! grep -n 'manual\.' "$builddir/$page" || fail "$page names texts instead of having them"
  if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$builddir/$page" || fail "$page is ill-formed"
  fi
done
test "$failures" -eq 0
