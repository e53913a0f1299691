#!/bin/sh
# SPDX-License-Identifier: MIT
# build.sh PODIR OUTDIR STAMP
#
# Builds OUTDIR/LOCALE/LC_MESSAGES/DOMAIN.mo of every registry PODIR/DOMAIN.xml: the source
# language, and each language of PODIR/LINGUAS with a PODIR/DOMAIN/LANG.po. Looks at
# what is there now, so that a new language or domain needs no change to any makefile.
# Does nothing when STAMP, the list of files that the last build was made from, still names
# the same files and none of them is newer.
set -eu
LC_ALL=C
export LC_ALL

po=$1 out=$2 stamp=$3
top=$po/..

inputs=$(ls "$po"/LINGUAS "$po"/*.xml "$po"/*/*.po "$po"/*.sh "$top"/its/*)
# Word splitting is wanted: none of the names has a blank but for the folder's, of which
# configure allows none.
# shellcheck disable=SC2086
if test -f "$stamp" && test "$inputs" = "$(cat "$stamp")" &&
  test -z "$(find $inputs -newer "$stamp")"; then
  exit 0
fi

compile() { # LOCALE DOMAIN SUBCOMMAND ARGUMENT...
  mo=$out/$1/LC_MESSAGES/$2.mo
  echo "  CATALOG  $mo"
  shift 2
  sh "$po/catalogs.sh" "$@" "$mo"
}

rm -rf "$out" "$stamp"
languages=$(sed 's/#.*//' "$po/LINGUAS" | tr '\n' ' ')
# Written before anything is read: what changes meanwhile is newer than the stamp.
echo "$inputs" >"$stamp.new"
for registry in "$po"/*.xml; do
  domain=$(basename "$registry" .xml)
  source=$(sh "$po/catalogs.sh" language "$registry")
  compile "$source" "$domain" source "$registry"
  for language in $languages; do
    translation=$po/$domain/$language.po
    if test -f "$translation"; then
      compile "$language" "$domain" translation "$registry" "$language" "$translation"
    else
      echo "$po/LINGUAS: note: $language has no $translation: make update-po makes it" >&2
    fi
  done
  for translation in "$po/$domain"/*.po; do
    language=$(basename "$translation" .po)
    case " $languages " in
    *" $language "*) ;;
    *) test ! -f "$translation" ||
      echo "$translation: note: not built, for $language is not in $po/LINGUAS" >&2 ;;
    esac
  done
done
mv "$stamp.new" "$stamp"
