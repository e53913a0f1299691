#!/bin/sh
# SPDX-License-Identifier: MIT
# From a registry to catalogs: the rules for xgettext, po/catalogs.sh, po/build.sh, po/embed.sh
# and the schema. One line for each case; exit status 1 when one fails.
# shellcheck disable=SC2317 # check() reaches every function
set -u
LC_ALL=C
export LC_ALL

: "${srcdir:=.}" "${CC:=cc}" "${XGETTEXT:=xgettext}" "${MSGCAT:=msgcat}" "${MSGEN:=msgen}"
: "${MSGFMT:=msgfmt}" "${MSGUNFMT:=msgunfmt}"
top=$(cd "$srcdir" && pwd)
data=$top/tests/po
catalogs=$top/po/catalogs.sh
export XGETTEXT MSGCAT MSGEN MSGFMT
unset SOURCE_DATE_EPOCH ITSDIR DROP_TRANSLATIONS MSGID_BUGS_ADDRESS

work=$(mktemp -d "${TMPDIR:-/tmp}/check-po.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0

# check NAME FUNCTION [ARGUMENT...]: runs it in an empty folder of its own, which it may fill.
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
    sed 's/^/     | /' "$work/log"
    failures=$((failures + 1))
  fi
}

# refused COMMAND...: it must fail with exit status 1; what it says goes to the file "said".
refused() {
  status=0
  "$@" >said 2>&1 || status=$?
  cat said
  test "$status" -eq 1 || {
    echo "exit status $status, not 1: $*"
    return 1
  }
}

# has FILE TEXT: a line of the file has the text.
has() {
  grep -F -q -e "$2" "$1" || {
    echo "no \"$2\" in $1:"
    cat "$1"
    return 1
  }
}

has_not() {
  ! grep -F -e "$2" "$1" || {
    echo "found in $1"
    return 1
  }
}

# A line of its own that began with "!" would not stop a case.
differ() {
  if cmp -s "$1" "$2"; then
    echo "$1 is the same as $2"
    return 1
  fi
}

# entry FILE CONTEXT: the entry of a catalog, unwrapped, whose context it is.
entry() {
  "$MSGCAT" --no-wrap "$1" |
    awk -v context="msgctxt \"$2\"" 'BEGIN { RS = ""; FS = "\n" }
      { for (i = 1; i <= NF; i++) if ($i == context) print }'
}

# ------------------------------------------------------------------ extraction

texts_as_expected() {
  sh "$catalogs" extract "$data/shop.xml" shop.pot
  diff -u "$data/shop.pot.want" shop.pot
}

metadata_as_expected() {
  sh "$catalogs" source "$data/shop.xml" shop.mo
  "$MSGUNFMT" --no-wrap shop.mo | sed '1,/^$/d' >shop.po
  diff -u "$data/shop.en.po.want" shop.po
}

# Each reference must lead to the line with the tag that the context names.
lines_are_right() {
  sh "$catalogs" extract "$data/shop.xml" shop.pot
  "$MSGCAT" --no-wrap shop.pot | awk '
    /^#: / { sub(/.*:/, ""); line = $0 }
    /^msgctxt/ { sub(/.*\//, ""); sub(/"$/, ""); print line, $0; n++ }
    END { exit n != 13 }' >references
  while read -r line tag; do
    sed -n "${line}p" "$data/shop.xml" >found
    has found "<$tag>"
  done <references
}

comments_of() { # NUMBER-OF-ARGUMENTS
  {
    echo '<errcat xmlns="urn:errcat:registry" format="1" domain="shop" source="en">'
    echo '<error code="A"><message>One.</message>'
    i=0
    while test "$i" -lt "$1"; do
      echo "<arg name='a$i' type='id' example='e$i'/>"
      echo "#. {$i}: a$i (id), for example e$i" >>want
      i=$((i + 1))
    done
    echo '<note>The last.</note></error></errcat>'
    echo '#. The last.' >>want
  } >shop.xml
  sh "$catalogs" extract shop.xml shop.pot
  grep '^#\.' shop.pot >found
  diff -u want found
}

# Any project's xgettext finds the rules where they are installed, by the root of the file,
# and can read other sources in the same run.
stock_xgettext() { # VARIABLE FOLDER
  mkdir -p "$2/its"
  cp "$top"/its/*.its "$top"/its/*.loc "$2/its"
  cp "$data/shop.xml" .
  echo 'int main(void) { return !gettext("From C."); }' >main.c
  printf 'shop.xml\nmain.c\n' >POTFILES
  env "$1=$(pwd)/${2%/gettext}" "$XGETTEXT" --from-code=UTF-8 --add-comments \
    --files-from=POTFILES --output=shop.pot
  has shop.pot 'msgid "From C."'
  sed '1,/^$/d' "$data/shop.pot.want" >want
  echo >>want
  sed '1,/^$/d; /main.c/,$d' shop.pot >found
  diff -u want found
}

# The commands of errcat-registry(5) for the source catalog, on a file that is all ASCII too:
# xgettext writes charset=CHARSET for that.
stock_source_catalog() { # REGISTRY
  GETTEXTDATADIRS=$(pwd)
  export GETTEXTDATADIRS
  ln -s "$top/its" its
  "$XGETTEXT" --add-comments --output=texts.pot "$1"
  "$XGETTEXT" --its=its/errcat-metadata.its --output=metadata.pot "$1"
  "$MSGCAT" --use-first --to-code=UTF-8 texts.pot metadata.pot | "$MSGEN" --lang=en - |
    "$MSGFMT" --output-file=stock.mo -
  sh "$catalogs" source "$1" ours.mo
  for file in stock ours; do
    "$MSGUNFMT" "$file.mo" >"$file.po"
    has "$file.po" 'charset=UTF-8'
    sed '1,/^$/d' "$file.po" >"$file"
  done
  test -s ours
  diff -u ours stock
}

stock_ascii_catalog() {
  echo '<errcat xmlns="urn:errcat:registry" format="1" domain="shop" source="en">
    <error code="A"><message>One.</message></error></errcat>' >ascii.xml
  stock_source_catalog ascii.xml
}

# The literal blocks of errcat-registry(5) as the files block1, block2 and so on.
blocks_of_the_manual() {
  awk '/^\.Ed/ { inside = 0 } inside { print >("block" n) }
    /^\.Bd -literal/ { inside = 1; n++ }' "$top/man/errcat-registry.5"
}

# The example, and what the manual says comes of it.
example_of_the_manual() {
  blocks_of_the_manual
  mv block1 shop.xml
  sh "$catalogs" extract shop.xml shop.pot
  "$MSGCAT" --no-wrap block2 >want
  entry shop.pot SHOP_2/message >found
  diff -u want found
}

# as_installed: errcat's files below share, and a pkg-config that knows where.
as_installed() {
  mkdir -p share/errcat share/gettext bin
  cp "$catalogs" share/errcat
  cp -R "$top/its" share/gettext
  cat >bin/pkg-config <<END
case "\$*" in
*=pkgdatadir*) echo '$(pwd)/share/errcat' ;;
*=itsdir*) echo '$(pwd)/share/gettext/its' ;;
*) exit 1 ;;
esac
END
  chmod +x bin/pkg-config
  PATH=$(pwd)/bin:$PATH
  XDG_DATA_DIRS=$(pwd)/share
  export PATH XDG_DATA_DIRS
}

# commands_of_the_manual TEXT: runs the block that has this text.
commands_of_the_manual() {
  grep -F -l -e "$1" block* >found
  test "$(wc -l <found)" -eq 1
  sh -e "$(cat found)"
}

# translate CATALOG: does a translator's work on one entry.
translate() {
  awk '/^msgid "Split the order/ { split_order = 1 }
    split_order && /^msgstr ""/ { $0 = "msgstr \"请拆分订单后重试。\""; split_order = 0 }
    { print }' "$1" >translated.po
  differ "$1" translated.po
  mv translated.po "$1"
}

# The way that the manual recommends: everything from where errcat is installed.
installed_catalogs() {
  as_installed
  blocks_of_the_manual
  mv block1 shop.xml
  echo zh_CN >LINGUAS
  commands_of_the_manual catalogs.sh 2>said
  has said 'po/zh_CN.po: note: 4 of 4 texts not translated'
  translate po/zh_CN.po
  commands_of_the_manual catalogs.sh
  "$MSGUNFMT" zh_CN/LC_MESSAGES/shop.mo >shop.po
  has shop.po '请拆分订单后重试。'
  "$MSGUNFMT" en/LC_MESSAGES/shop.mo >shop.po
  has shop.po 'msgctxt "@format"'
  has_not shop.po '请'
}

installed_checks() {
  as_installed
  refused sh share/errcat/catalogs.sh source "$data/bad/code-twice.xml" shop.mo
  has said 'code-twice.xml:9: error: the code A is also on line 6'
  refused sh share/errcat/catalogs.sh source "$data/bad/wire-clash.xml" shop.mo
}

rules_missing() {
  mkdir -p share/errcat
  cp "$catalogs" share/errcat
  refused sh share/errcat/catalogs.sh source "$data/shop.xml" shop.mo
  has said 'share/errcat/../gettext/its/errcat.its: not there: set ITSDIR'
  ITSDIR=$top/its sh share/errcat/catalogs.sh source "$data/shop.xml" shop.mo
  ITSDIR=nowhere refused sh "$catalogs" source "$data/shop.xml" shop.mo
  has said 'nowhere/errcat.its: not there'
}

# The commands without catalogs.sh, for a registry that is all ASCII and a translation that is not.
stock_commands() {
  as_installed
  blocks_of_the_manual
  mv block1 shop.xml
  commands_of_the_manual '>shop.pot'
  has shop.pot 'SHOP_2/message'
  sed '/^msgfmt/d' "$(grep -l '^msginit' block*)" >begin
  sh -e begin
  translate zh_CN.po
  grep '^msgfmt' block* | grep zh_CN | sed 's/^block[0-9]*://' >compile
  test -s compile
  sh -e compile
  "$MSGUNFMT" zh_CN/LC_MESSAGES/shop.mo >shop.po
  has shop.po '请拆分订单后重试。'
  commands_of_the_manual metadata.pot
  sh "$catalogs" source shop.xml ours.mo
  for file in ours.mo en/LC_MESSAGES/shop.mo; do
    "$MSGUNFMT" "$file" | sed '1,/^$/d' >>"$(basename "$file" .mo)".texts
  done
  diff -u ours.texts shop.texts
}

# An xgettext that takes the registry for C, as one without our rules does, and rules that
# pass over texts.
other_language() {
  cat >xgettext <<END
#!/bin/sh
for option; do
  shift
  case \$option in
  --its=*) ;;
  *) set -- "\$@" "\$option" ;;
  esac
done
exec "$(command -v "$XGETTEXT")" "\$@"
END
  chmod +x xgettext
  XGETTEXT=./xgettext refused sh "$catalogs" extract "$data/shop.xml" shop.pot
  has said 'shop.xml: error: '
  test ! -e shop.pot
}

texts_passed_over() {
  mkdir its
  cp "$top"/its/errcat-*.its its
  sed 's/ | \/\/e:remediation" translate="yes"/" translate="yes"/' "$top/its/errcat.its" \
    >its/errcat.its
  ITSDIR=its refused sh "$catalogs" extract "$data/shop.xml" shop.pot
  has said 'shop.xml: error: 13 texts, but '
  test ! -e shop.pot
}

# bad_registry FILE: its first comments say which faults must be found, and where. A fault
# without a line ends where the words of other programs begin.
bad_registry() {
  sed -n "s|^<!-- expect *\([0-9]*\)\(:.*\) -->|$1:\1\2|p" "$1" | sed 's/xml::/xml:/' | sort >want
  refused sh "$catalogs" extract "$1" shop.pot
  sort said >found
  paste -d '\n' want found |
    awk 'NR % 2 { want = $0; next }
      want == "" || index($0, want) != 1 { print "want " want "\nhave " $0; bad = 1 }
      END { exit bad || NR == 0 }'
  refused sh "$catalogs" source "$1" shop.mo
  test "$(echo *)" = 'found said want'
}

not_there() {
  refused sh "$catalogs" extract nowhere.xml shop.pot
  has said 'nowhere.xml: cannot be read'
}

called_wrongly() { # COMMAND...
  status=0
  "$@" 2>said || status=$?
  test "$status" -eq 2
  has said "${2##*/}"
}

# ---------------------------------------------------------------- compilation

translation_compiled() {
  sh "$catalogs" translation "$data/shop.xml" zh_CN "$data/zh_CN.po" shop.mo 2>said
  cat said
  test ! -s said
  "$MSGUNFMT" --no-wrap shop.mo >shop.po
  has shop.po '商品已售完。'
  has shop.po 'Language: zh_CN\n'
  has_not shop.po '/@'
  test "$(grep -c '^msgctxt' shop.po)" = 13
}

# bad_translation SED-SCRIPT TEXT...: a fault put into a good one must be found.
bad_translation() {
  sed "$1" "$data/zh_CN.po" >zh_CN.po
  differ "$data/zh_CN.po" zh_CN.po
  shift
  refused sh "$catalogs" translation "$data/shop.xml" zh_CN zh_CN.po shop.mo
  for text; do
    has said "$text"
  done
  test ! -e shop.mo
}

# Marks the entry whose msgid is "Update the client." as fuzzy.
fuzzy='s/^msgctxt "SHOP_3.rem/#, fuzzy\
&/'

gaps_reported() {
  sed 's/Out of stock/Sold out/' "$data/shop.xml" >shop.xml
  sed "$fuzzy" "$data/zh_CN.po" >zh_CN.po
  sh "$catalogs" translation shop.xml zh_CN zh_CN.po shop.mo 2>said
  line=$(grep -n 'SHOP_1/message' zh_CN.po)
  has said "zh_CN.po:${line%%:*}: note: SHOP_1/message is not from the present source text"
  line=$(grep -n 'SHOP_3/remediation' zh_CN.po)
  has said "zh_CN.po:${line%%:*}: note: SHOP_3/remediation is fuzzy"
  has said 'zh_CN.po: note: 2 of 13 texts'
  test "$(wc -l <said)" -eq 3
  "$MSGUNFMT" shop.mo >shop.po
  has_not shop.po '请升级客户端'
}

# Both ends of a misspelt context: the translation that nobody gets, and the text without one.
unknown_context() {
  sed 's|"SHOP_1/message|"SHOP_1/mesage|; /^msgctxt "title.short/d' "$data/zh_CN.po" >zh_CN.po
  sh "$catalogs" translation "$data/shop.xml" zh_CN zh_CN.po shop.mo 2>said
  line=$(grep -n 'SHOP_1/mesage' zh_CN.po)
  has said "zh_CN.po:${line%%:*}: note: $data/shop.xml has no text SHOP_1/mesage"
  line=$(grep -n -F '<message>Out of stock' "$data/shop.xml")
  has said "$data/shop.xml:${line%%:*}: note: SHOP_1/message has no entry in zh_CN.po"
  line=$(grep -n 'msgid "Shop"' zh_CN.po | sed 1d)
  has said "zh_CN.po:${line%%:*}: note: the entry has no msgctxt"
  has said 'zh_CN.po: note: 2 of 13 texts'
}

long_list_cut() {
  sed 's|^\(msgctxt ".*/\)message|\1mesage|; s|^\("L2.*/\)|\1x|; s|^\(msgctxt.*/\)rem|\1ren|' \
    "$data/zh_CN.po" >zh_CN.po
  sh "$catalogs" translation "$data/shop.xml" zh_CN zh_CN.po shop.mo 2>said
  cat said
  test "$(grep -c 'has no text' said)" -eq 10
  test "$(grep -c 'has no entry' said)" -eq 10
  has said 'zh_CN.po: note: 13 entries in all belong to no text'
  has said 'zh_CN.po: note: 13 of 13 texts'
}

# msgcat and msgfmt say no more than "syntax error".
byte_order_mark() {
  printf '\357\273\277' | cat - "$data/zh_CN.po" >zh_CN.po
  refused sh "$catalogs" translation "$data/shop.xml" zh_CN zh_CN.po shop.mo
  has said 'zh_CN.po:1: error: begins with a byte order mark'
  echo zh_CN >LINGUAS
  refused sh "$catalogs" update "$data/shop.xml" LINGUAS .
  has said './zh_CN.po:1: error: begins with a byte order mark'
  printf '\357\273\277zh_CN\n' >LINGUAS
  refused sh "$catalogs" update "$data/shop.xml" LINGUAS .
  has said 'LINGUAS:1: error: begins with a byte order mark'
}

# A registry may have one: it is XML.
byte_order_mark_of_registry() {
  printf '\357\273\277' | cat - "$data/shop.xml" >shop.xml
  sh "$catalogs" extract shop.xml shop.pot
  diff -u "$data/shop.pot.want" shop.pot
}

# ------------------------------------------------------------------- the build

# project: the sources of a project with one domain, for build.sh.
project() {
  mkdir -p po/shop
  ln -s "$top/its" its
  cp "$catalogs" "$top/po/build.sh" po
  cat "$data/shop.xml" >po/shop.xml
  cat "$data/zh_CN.po" >po/shop/zh_CN.po
  echo zh_CN >po/LINGUAS
}

build() {
  sh po/build.sh po locale stamp 2>said
  cat said
}

built_without_notes() {
  project
  build
  test ! -s said
  test "$(echo locale/*/*/*)" = 'locale/en/LC_MESSAGES/shop.mo locale/zh_CN/LC_MESSAGES/shop.mo'
}

# What XML allows, and a comment that looks like the root.
source_language_of_xml() {
  project
  sed "s/source=\"en\"/source = 'en_GB'/; s/<errcat/<!-- <errcat x='' source=\"fr\"> -->&/" \
    "$data/shop.xml" >po/shop.xml
  test "$(sh "$catalogs" language po/shop.xml)" = en_GB
  build
  test "$(echo locale/*/*/*)" = \
    'locale/en_GB/LC_MESSAGES/shop.mo locale/zh_CN/LC_MESSAGES/shop.mo'
}

languages_not_built() {
  project
  sed 's/zh_CN/de/' po/shop/zh_CN.po >po/shop/de.po
  echo fr >>po/LINGUAS
  build
  has said 'po/shop/de.po: note: not built, for de is not in po/LINGUAS'
  has said 'po/LINGUAS: note: fr has no po/shop/fr.po'
  test "$(wc -l <said)" -eq 2
  test ! -e locale/de
}

# Two builds in folders with other names, of files with other dates, in other time zones
# (xgettext writes the local time) and other languages.
build_in() { # FOLDER TIME-ZONE DATE LOCALE
  mkdir -p "$1/po" "$1/its" "$1/tests/po"
  cp "$top"/po/*.sh "$1/po"
  cp "$top"/its/* "$1/its"
  cp "$data/shop.xml" "$data/zh_CN.po" "$1/tests/po"
  touch -t "$3" "$1"/*/* "$1"/tests/po/*
  (
    cd "$1"
    TZ=$2 LC_ALL=$4 LANGUAGE=$4
    export TZ LC_ALL LANGUAGE
    sh po/catalogs.sh extract tests/po/shop.xml shop.pot
    sh po/catalogs.sh source tests/po/shop.xml shop.mo
    sh po/catalogs.sh translation tests/po/shop.xml zh_CN tests/po/zh_CN.po shop.zh_CN.mo
    sh po/embed.sh shop en shop.mo shop zh_CN shop.zh_CN.mo >embedded.c
  )
}

reproducible() {
  build_in one UTC0 200001010000 C
  build_in 'another place' CST-8 203001010000 zh_CN.UTF-8
  for file in shop.pot shop.mo shop.zh_CN.mo embedded.c; do
    test -s "one/$file"
    cmp "one/$file" "another place/$file"
  done
}

dated() {
  SOURCE_DATE_EPOCH=86400 sh "$catalogs" extract "$data/shop.xml" shop.pot
  has shop.pot '"POT-Creation-Date: 1970-01-02 00:00+0000\n"'
}

# The old catalog stays when the new one cannot be made.
old_file_kept() {
  echo old >shop.mo
  refused sh "$catalogs" source "$data/bad/message.xml" shop.mo
  test "$(cat shop.mo)" = old
}

# -------------------------------------------------------------------- updating

# start [SED-SCRIPT]: a registry with all its translations, then changed by the script.
start() {
  cat "$data/zh_CN.po" >zh_CN.po # not cp: the sources may be read-only
  echo 'zh_CN' >LINGUAS
  sed "${1-}" "$data/shop.xml" >shop.xml
}

update() {
  sh "$catalogs" update shop.xml LINGUAS .
}

update_refused() { # TEXT...
  cp zh_CN.po before.po
  refused update
  cmp before.po zh_CN.po
  for text; do
    has said "$text"
  done
}

nothing_to_update() {
  start
  update
  cmp "$data/zh_CN.po" zh_CN.po
  SOURCE_DATE_EPOCH=86400 TZ=CST-8 update
  cmp "$data/zh_CN.po" zh_CN.po
}

second_update_changes_nothing() {
  start 's/is gone/has gone/; s/"SHOP_1"/"SHOP_0"/; /<message>One line/d'
  update
  cp zh_CN.po first.po
  differ "$data/zh_CN.po" zh_CN.po
  update
  cmp first.po zh_CN.po
}

small_edit_is_fuzzy() {
  start 's/is gone/has gone/'
  update
  entry zh_CN.po SHOP_3/message >found
  has found '#, fuzzy'
  has found '#| msgid "The basket {basket} is gone."'
  has found 'msgid "The basket {basket} has gone."'
  has found 'msgstr "购物车 {basket} 已失效。"'
}

rewrite='s/Update the client/Install "version 5" from our site/'

rewrite_is_refused() {
  start "$rewrite"
  update_refused './zh_CN.po: error: SHOP_3/remediation would lose its translation' \
    'old text:    Update the client.' 'new text:    Install "version 5" from our site.' \
    'translation: 请升级客户端。' 'DROP_TRANSLATIONS=yes'
}

# msgmerge takes the translation to a new code whose text is like the old one.
guess_is_refused() {
  start "s/Out of stock/Nobody has any of these left/
    s|<error code=\"title\"|<error code=\"NEW\"><message>Out of stock!</message></error>&|"
  update_refused 'SHOP_1/message would lose its translation' 'old text:    Out of stock.'
}

# msgmerge gives a translated code the translation of another one.
replacement_is_refused() {
  start 's/Out of stock/The code {code} is one of our gateway/'
  update_refused 'SHOP_1/message would lose its translation' 'translation: 商品已售完。'
}

every_language_or_none() {
  start "$rewrite; s/is gone/has gone/"
  echo 'zh_TW fr # comment: de' >>LINGUAS
  sed 's/zh_CN/zh_TW/; s/^msgstr "请升级.*/msgstr ""/' zh_CN.po >zh_TW.po
  cp zh_TW.po before_TW.po
  update_refused './zh_CN.po: error: SHOP_3/remediation'
  has_not said zh_TW
  cmp before_TW.po zh_TW.po
  test ! -e fr.po
}

dropped_on_request() {
  start "$rewrite"
  DROP_TRANSLATIONS=yes update
  entry zh_CN.po SHOP_3/remediation >found
  has found 'msgid "Install \"version 5\" from our site."'
  has found 'msgstr ""'
}

# What the refusal tells people to do.
advice_followed() {
  start "$rewrite"
  sed "$fuzzy"'
    s/Update the client/Install \\"version 5\\" from our site/' "$data/zh_CN.po" >zh_CN.po
  update
  entry zh_CN.po SHOP_3/remediation >found
  has found '#, fuzzy'
  has found 'msgstr "请升级客户端。"'
}

removed_code_is_no_loss() {
  start '/code="title"/,/<\/error>/d'
  update
  has zh_CN.po '#~ msgctxt "title/message"'
}

# A guess from another code, which nobody has looked at, is no translation to be lost.
lost_guess_is_no_loss() {
  start 's|<error code="title"|<error code="NEW"><message>Out of stock!</message></error>&|'
  update
  entry zh_CN.po NEW/message >found
  has found '#, fuzzy'
  sed 's/Out of stock!/We are closed until Monday/' shop.xml >new.xml
  mv new.xml shop.xml
  update
  entry zh_CN.po NEW/message >found
  has found 'msgstr ""'
}

language_added() {
  start
  printf '# Brazil\npt_BR' >>LINGUAS
  update
  has pt_BR.po '"Language: pt_BR\n"'
  has pt_BR.po '"Content-Type: text/plain; charset=UTF-8\n"'
  test "$(grep -c '^msgctxt' pt_BR.po)" = 13
  cp pt_BR.po first.po
  update
  cmp first.po pt_BR.po
  sed '/^msgid "Out of stock/{n;s/""/"Esgotado."/;}' first.po >pt_BR.po
  sh "$catalogs" translation shop.xml pt_BR pt_BR.po shop.mo
  "$MSGUNFMT" shop.mo >shop.po
  has shop.po 'Esgotado.'
}

bad_languages() {
  start
  echo en >LINGUAS
  update_refused 'LINGUAS: error: en is the source language'
  echo C >LINGUAS
  update_refused 'LINGUAS: error: C is not the name of a language'
  echo ../zh_CN >LINGUAS
  update_refused 'LINGUAS: error: ../zh_CN is not the name of a language'
}

# ------------------------------------------------------------------- embedding

embedded() {
  sh "$catalogs" source "$data/shop.xml" en.mo
  sh "$catalogs" translation "$data/shop.xml" zh_CN "$data/zh_CN.po" zh_CN.mo
  dd if=/dev/zero of=zeros.mo bs=1001 count=1
  sh "$top/po/embed.sh" shop en en.mo shop zh_CN zh_CN.mo zeros und zeros.mo >embedded.c
  # shellcheck disable=SC2086 # CC may be a compiler with options
  $CC -iquote "$top/src" -iquote "$top/lib" embedded.c "$data/unembed.c" -o unembed
  ./unembed
  cmp en.mo shop.en
  cmp zh_CN.mo shop.zh_CN
  cmp zeros.mo zeros.und
}

embedding_refused() {
  : >empty.mo
  refused sh "$top/po/embed.sh" shop en empty.mo
  has said 'empty.mo: empty'
  refused sh "$top/po/embed.sh" shop en nowhere.mo
  has said 'nowhere.mo: cannot be read'
  refused sh "$top/po/embed.sh" 'shop", 0}' en empty.mo
  has said 'not a domain and a locale'
}

# ---------------------------------------------------------------------- schema

# valid REGISTRY: whether the schema accepts it.
valid() {
  if command -v xmllint >/dev/null; then
    xmllint --noout --relaxng "$top/its/errcat.rng" "$1" 2>&1
  elif command -v jing >/dev/null; then
    jing "$top/its/errcat.rng" "$1"
  else
    echo 'neither xmllint (Debian package libxml2-utils) nor jing was found'
    exit 1
  fi
}

accepted() { # REGISTRY
  valid "$1"
}

not_accepted() { # SED-SCRIPT
  sed "$1" "$data/shop.xml" >shop.xml
  differ "$data/shop.xml" shop.xml
  if valid shop.xml; then
    echo accepted
    return 1
  fi
}

# ------------------------------------------------- the registries of this project

up_to_date() { # DOMAIN
  cp "$top/po/$1"/*.po .
  sh "$catalogs" update "$top/po/$1.xml" "$top/po/LINGUAS" .
  for file in *.po; do
    diff -u "$top/po/$1/$file" "$file"
  done
}

# ------------------------------------------------------------------- the cases

check 'texts as expected' texts_as_expected
check 'metadata as expected' metadata_as_expected
check 'line numbers' lines_are_right
for count in 0 1 9 10 16; do
  check "comment with $count arguments" comments_of $count
done
check 'stock xgettext, GETTEXTDATADIRS' stock_xgettext GETTEXTDATADIRS rules
check 'stock xgettext, XDG_DATA_DIRS' stock_xgettext XDG_DATA_DIRS share/gettext
check 'source catalog without catalogs.sh' stock_source_catalog "$data/shop.xml"
check 'source catalog without catalogs.sh, ASCII' stock_ascii_catalog
check 'example of the manual' example_of_the_manual
check 'installed catalogs.sh, as in the manual' installed_catalogs
check 'installed catalogs.sh checks the registry' installed_checks
check 'rules that are not there' rules_missing
check 'commands of the manual without catalogs.sh' stock_commands
check 'registry with a byte order mark' byte_order_mark_of_registry
check 'xgettext that reads another language' other_language
check 'rules that pass over texts' texts_passed_over
for registry in "$data"/bad/*.xml; do
  check "bad registry $(basename "$registry" .xml)" bad_registry "$registry"
done
check 'registry that is not there' not_there
check 'catalogs.sh called wrongly' called_wrongly sh "$catalogs" extract one
check 'embed.sh called wrongly' called_wrongly sh "$top/po/embed.sh" one en

check 'translation' translation_compiled
check 'translation of another language' bad_translation 's/Language: zh_CN/Language: zh_TW/' \
  'zh_CN.po:4: error: the header says "Language: zh_TW"'
check 'translation without header' bad_translation '1,/^$/d; s/[^ -~]//g' \
  'zh_CN.po:1: error: no header'
check 'translation without charset' bad_translation '/Content-Type/d' 'zh_CN.po'
check 'translation with metadata' bad_translation 's|"SHOP_1/message|"SHOP_1/@status|' \
  'zh_CN.po:33: error: the context SHOP_1/@status is kept for metadata'
check 'translation with a syntax error' bad_translation 's/^msgstr "商店"/msgstr "商店/' \
  'zh_CN.po:'
check 'translation with an entry twice' bad_translation 's/"title.short/"title/' 'zh_CN.po:'
check 'gaps are reported' gaps_reported
check 'unknown context is reported' unknown_context
check 'long list of notes is cut' long_list_cut
check 'translation with a byte order mark' byte_order_mark
check 'build' built_without_notes
check 'source language, however the XML is written' source_language_of_xml
check 'languages that are not built are reported' languages_not_built
check 'reproducible' reproducible
check 'date of SOURCE_DATE_EPOCH' dated
check 'old catalog kept on failure' old_file_kept

check 'nothing to update' nothing_to_update
check 'second update changes nothing' second_update_changes_nothing
check 'small edit becomes fuzzy' small_edit_is_fuzzy
check 'rewritten text is refused' rewrite_is_refused
check 'guess onto another code is refused' guess_is_refused
check 'replacement by a guess is refused' replacement_is_refused
check 'every language or none' every_language_or_none
check 'translation dropped on request' dropped_on_request
check 'advice of the refusal followed' advice_followed
check 'removed code is no loss' removed_code_is_no_loss
check 'lost guess is no loss' lost_guess_is_no_loss
check 'language added' language_added
check 'bad LINGUAS' bad_languages

check 'embedded bytes' embedded
check 'embedding refused' embedding_refused

check 'schema accepts every feature' accepted "$data/shop.xml"
while IFS='|' read -r name script; do
  case $name in '#'*) continue ;; esac
  check "schema refuses $name" not_accepted "$script"
done <"$data/schema.cases"

for registry in "$top"/po/*.xml; do
  domain=$(basename "$registry" .xml)
  check "schema accepts po/$domain.xml" accepted "$registry"
  check "po/$domain/*.po are up to date (make update-po)" up_to_date "$domain"
done

exit $((failures > 0))
