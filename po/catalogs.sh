#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes GNU gettext catalogs of an errcat registry, with the stock programs of gettext and
# errcat's rules. errcat-registry(5) describes the registry and what comes of it. Installed, so
# that other projects make theirs with it too.
#
#   catalogs.sh extract REGISTRY.xml OUT.pot
#       the texts, for translators
#   catalogs.sh source REGISTRY.xml OUT.mo
#       the catalog of the source language: the texts and the metadata
#   catalogs.sh translation REGISTRY.xml LANGUAGE IN.po OUT.mo
#       the catalog of a translation
#   catalogs.sh update REGISTRY.xml LINGUAS FOLDER
#       brings FOLDER/LANGUAGE.po up to date for each language that the file LINGUAS names, and
#       makes those that are missing; changes nothing when a translation would be lost, unless
#       DROP_TRANSLATIONS=yes
#   catalogs.sh language REGISTRY.xml
#       prints the source language
#
# Folders are made as needed.
# What comes out depends on what goes in, and on SOURCE_DATE_EPOCH, but not on where and when.
# Environment: XGETTEXT, MSGMERGE, MSGFMT, MSGEN, MSGCAT, MSGINIT, the programs; ITSDIR, the
# folder of the rules, where it is neither that of the sources nor that of the installation;
# MSGID_BUGS_ADDRESS, where translators report faults of the source texts.
# Exit status: 0, or 1 with the reason on stderr, or 2 when called wrongly.
set -eu
LC_ALL=C
export LC_ALL

: "${XGETTEXT:=xgettext}" "${MSGMERGE:=msgmerge}" "${MSGFMT:=msgfmt}"
: "${MSGEN:=msgen}" "${MSGCAT:=msgcat}" "${MSGINIT:=msginit}"
: "${MSGID_BUGS_ADDRESS:=}" "${DROP_TRANSLATIONS:=no}"

unfinished=
work=$(mktemp -d "${TMPDIR:-/tmp}/catalogs.XXXXXX")
trap 'rm -rf "$work" ${unfinished:+"$unfinished"}' EXIT
trap 'exit 1' HUP INT TERM

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# run PROGRAM ARGUMENT...: what it says is heard only when it fails, for several of these
# programs report success on stderr. It stays in the file "said".
run() {
  "$@" >"$work/said" 2>&1 && return
  cat "$work/said" >&2
  exit 1
}

# publish FILE TARGET: TARGET is the old one or the new one, never a part of it.
publish() {
  mkdir -p "$(dirname "$2")"
  unfinished=$2.new$$
  cp "$1" "$unfinished"
  mv -f "$unfinished" "$2"
  unfinished=
}

# is_locale NAME: whether the schema takes it for a source language.
is_locale() {
  test "$1" != POSIX && printf '%s\n' "$1" |
    grep -E -q -x '[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*(@[A-Za-z0-9]{1,8})?'
}

# find_rules: sets ITSDIR, unless the user has: from our place in the sources of errcat, or
# from the one in the data folder.
find_rules() {
  here=$(dirname "$0")
  if test -z "${ITSDIR-}"; then
    ITSDIR=$here/../its
    test -f "$ITSDIR/errcat.its" || ITSDIR=$here/../gettext/its
  fi
  test -f "$ITSDIR/errcat.its" ||
    fail "$ITSDIR/errcat.its: not there: set ITSDIR to the folder of errcat's rules"
}

# check_readable FILE: gettext takes a byte order mark for a syntax error.
check_readable() {
  test -r "$1" || fail "$1: cannot be read"
  case $(od -A n -N 3 -t x1 "$1") in
  *ef*bb*bf*) fail "$1:1: error: begins with a byte order mark: save it as UTF-8 without one" ;;
  esac
}

# ------------------------------------------------------------- reading catalogs

# table CATALOG OUT: a line for each entry that is not obsolete, its fields separated by tabs:
# line numbers of its references, msgctxt, msgid, msgstr, "fuzzy", previous msgctxt. Strings
# are as in the file, without the quotes; a line break is \n. The header has no msgctxt.
table() {
  run "$MSGCAT" --no-wrap --to-code=UTF-8 --output-file="$work/table.po" "$1"
  awk '
    function flush() {
      if ("msgid" in value)
        printf "%s\t%s\t%s\t%s\t%s\t%s\n", lines, value["msgctxt"], value["msgid"],
          value["msgstr"], fuzzy, value["previous msgctxt"]
      split("", value)
      lines = fuzzy = ""
    }
    /^$/ { flush() }
    /^#:/ {
      while (match($0, /:[0-9]+/)) {
        lines = lines (lines == "" ? "" : " ") substr($0, RSTART + 1, RLENGTH - 1)
        $0 = substr($0, RSTART + RLENGTH)
      }
    }
    /^#,.*fuzzy/ { fuzzy = "fuzzy" }
    /^(#\| )?(msg|")/ {
      previous = sub(/^#\| /, "") ? "previous " : ""
      if (match($0, /^[a-z]+/))
        field = previous substr($0, 1, RLENGTH)
      sub(/^[^"]*"/, "")
      value[field] = value[field] substr($0, 1, length($0) - 1)
    }
    END { flush() }' "$work/table.po" >"$2"
}

# table_with_places CATALOG OUT: the same, but the first field is where the entry is in the
# catalog, as file:line. msgcat keeps the entries in their order; should it find another number of
# them than there are lines that begin one, the place is the file.
table_with_places() {
  check_readable "$1"
  table "$1" "$work/entries"
  awk '
    /^[ \t]*msgctxt/ { print NR; context = 1 }
    /^[ \t]*msgid([ \t"]|$)/ { if (!context) print NR; context = 0 }' "$1" >"$work/lines"
  awk -v file="$1" -v lines="$work/lines" -v count="$(wc -l <"$work/entries")" '
    BEGIN {
      while ((getline line < lines) > 0)
        place[++n] = file ":" line
    }
    { sub(/^[^\t]*/, ""); print (n == count + 0 ? place[NR] : file) $0 }' "$work/entries" >"$2"
}

# ------------------------------------------------------------ reading registries

# extract_with RULES REGISTRY OUT: xgettext with one of our sets of rules. What it cannot parse
# it passes over with exit status 0, and says why, but not always where.
extract_with() {
  rm -f "$3"
  run "$XGETTEXT" --its="$ITSDIR/$1" --add-comments --directory="$(dirname "$2")" \
    --output="$3" "$(basename "$2")"
  if test ! -s "$3"; then
    explain_xml "$2" >&2
    exit 1
  fi
}

# explain_xml REGISTRY: the first place where the XML is ill-formed. It need not find every
# fault: libxml2 has found that there is one. A record is a markup, less its "<", and the text
# after it; a comment or CDATA section may be several.
explain_xml() {
  awk -v file="$1" -v said="$(sed 's/^[^:]*: //; s/: *$//; /^$/d; q' "$work/said")" '
    function newlines(text) { return gsub(/\n/, "", text) }
    function fault(line, why) {
      if (!found++)
        printf "%s:%d: error: not well-formed XML: %s\n", file, line, why
    }
    function check_references(text) {
      gsub(/&(#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z_][A-Za-z0-9._-]*);/, "", text)
      if (index(text, "&"))
        fault(line + newlines(substr(text, 1, index(text, "&"))), "a literal & is written &amp;")
    }
    function check_tag(text,    element) {
      match(text, "^/?" name)
      element = substr(text, 1, RLENGTH)
      if (element !~ /^\//) {
        if (text !~ /\/>$/) {
          open[++depth] = element
          line_of[depth] = line
        }
      } else if (!depth || element != "/" open[depth]) {
        fault(line, "<" element "> ends " (depth ? "<" open[depth] "> of line " line_of[depth] \
                                                 : "nothing"))
      } else {
        depth--
      }
    }
    function check_markup() {
      if (/^!--/)
        ending = "-->"
      else if (/^!\[CDATA\[/)
        ending = "]]>"
      else if (/^\?/)
        ending = "?>"
      else if (/^!/)
        ending = ">"
      else if (match($0, tag)) {
        check_tag(substr($0, 1, RLENGTH))
        check_references($0)
      } else
        fault(line, "either an ill-formed tag, or a literal <, which is written &lt;")
    }
    BEGIN {
      RS = "<"
      line = 1
      name = "[^ \t\r\n/>\"\047=]+"
      value = "[ \t\r\n]*=[ \t\r\n]*(\"[^\"]*\"|\047[^\047]*\047)"
      tag = "^/?" name "([ \t\r\n]+" name value ")*[ \t\r\n]*/?>"
    }
    NR > 1 && ending == "" { check_markup() }
    ending != "" && index($0, ending) {
      line += newlines(substr($0, 1, index($0, ending)))
      $0 = substr($0, index($0, ending))
      ending = ""
      check_references($0)
    }
    { line += newlines($0) }
    END {
      if (depth)
        fault(line_of[depth], "<" open[depth] "> is never ended")
      if (!found)
        print said ~ /^cannot read/ ? file ": error: " said \
                                    : file ": error: not an errcat registry"
    }' "$1"
}

# faults FACTS REGISTRY: what errcat-check.its found, and what can only be seen when all codes
# and their wire forms are together, as `file:line: error: text`. An empty output is praise.
faults() {
  awk -F '\t' -v file="$2" '
    function fault(line, why) {
      gsub(/\\"/, "\"", why)
      gsub(/\\\\/, "\\", why)
      if (!told[line, why]++)
        printf "%s:%d: error: %s\n", file, line, why
    }
    function wire_of(code,    prefix, longest) {
      if (code in wire)
        return wire[code]
      for (prefix in wire_prefix)
        if (index(code, prefix) == 1 && length(prefix) > length(longest))
          longest = prefix
      return longest == "" ? code : wire_prefix[longest] substr(code, length(longest) + 1)
    }
    $2 !~ /^@/ && $2 != "" {
      for (n = split($1, place, " "); n; n--)
        fault(place[n], $2)
    }
    $2 ~ /^@(code|name|match)$/ {
      for (n = split($1, place, " "); n > 1; n--)
        fault(place[n], "the " substr($2, 2) " " $3 " is also on line " place[1])
    }
    $2 == "@code" { code[++codes] = $3; line_of[$3] = $1 + 0; owner[$3] = $3 }
    sub(/^@wire\/error\//, "", $2) { wire[$2] = $3 }
    sub(/^@wire\/prefix\//, "", $2) { wire_prefix[$2] = $3 }
    END {
      for (i = 1; i <= codes; i++) {
        form = wire_of(code[i])
        sent = code[i] " is sent as " form
        if (length(form) > 64)
          fault(line_of[code[i]], sent ", which is longer than 64 characters")
        else if (form in owner && owner[form] != code[i])
          fault(line_of[code[i]], sent ", which also stands for " owner[form])
        else
          owner[form] = code[i]
      }
    }' "$1"
}

# read_registry REGISTRY: sets domain, source_language and texts (how many), or fails.
read_registry() {
  test -r "$1" || fail "$1: cannot be read"
  extract_with errcat-check.its "$1" "$work/check.pot"
  table "$work/check.pot" "$work/facts"
  faults "$work/facts" "$1" >"$work/faults"
  source_language=$(awk -F '\t' '$2 == "@source" { print $3 }' "$work/facts")
  test -z "$source_language" || is_locale "$source_language" ||
    awk -F '\t' -v file="$1" '$2 == "@source" {
      print file ":" $1 ": error: the source language " $3 " is not the name of a locale"
    }' "$work/facts" >>"$work/faults"
  awk -v file="$1" '/<!ENTITY/ {
    print file ":" NR ": error: xgettext does not expand the entities that a file declares"
  }' "$1" >>"$work/faults"
  if test -s "$work/faults"; then
    cat "$work/faults" >&2
    exit 1
  fi
  domain=$(awk -F '\t' '$2 ~ /^@texts\// { print $3 }' "$work/facts")
  texts=$(awk -F '\t' 'sub(/^@texts\//, "", $2) { print $2 }' "$work/facts")
  test -n "$texts" ||
    fail "$1: error: not an errcat registry: its root is not" \
      '<errcat xmlns="urn:errcat:registry">'
  test "$texts" -gt 0 || fail "$1: error: no <message> in it"
}

# extract_texts REGISTRY OUT: the texts, after a check that each <message> and <remediation> has
# come out under a context of its own.
extract_texts() {
  extract_with errcat.its "$1" "$2"
  table "$2" "$work/texts"
  found=$(awk -F '\t' '$2 != "" && !seen[$2]++ { n++ } END { print n + 0 }' "$work/texts")
  test "$found" = "$texts" ||
    fail "$1: error: $texts texts, but $XGETTEXT extracted $found contexts with $ITSDIR/errcat.its"
}

# ---------------------------------------------------------------------- headers

# The date that catalogs carry: xgettext's own is the time of day.
creation_date() {
  seconds=${SOURCE_DATE_EPOCH:-0}
  date -u -d "@$seconds" '+%Y-%m-%d %H:%M+0000' 2>/dev/null ||
    date -u -r "$seconds" '+%Y-%m-%d %H:%M+0000' # BSD
}

# set_header CATALOG FLAG REVISED TRANSLATOR TEAM LANGUAGE: puts our header in the place of
# xgettext's, which ends at the first empty line.
set_header() {
  {
    cat <<END
# The texts of $domain.xml.
#
$2
msgid ""
msgstr ""
"Project-Id-Version: $domain\\n"
"Report-Msgid-Bugs-To: $MSGID_BUGS_ADDRESS\\n"
"POT-Creation-Date: $(creation_date)\\n"
"PO-Revision-Date: $3\\n"
"Last-Translator: $4\\n"
"Language-Team: $5\\n"
"Language: $6\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
END
    sed -n '/^$/,$p' "$1"
  } >"$work/headed"
  mv "$work/headed" "$1"
}

set_template_header() {
  set_header "$1" '#, fuzzy' 'YEAR-MO-DA HO:MI+ZONE' 'FULL NAME <EMAIL@ADDRESS>' \
    'LANGUAGE <LL@li.org>' ''
}

set_source_header() {
  set_header "$1" '#' "$(creation_date)" "generated from $domain.xml" none "$source_language"
}

# -------------------------------------------------------------------- compiling

# compile CATALOG OUT: all checks of msgfmt, and the same bytes on every machine.
compile() {
  "$MSGFMT" --check --endianness=little --output-file="$work/out.mo" "$1"
  publish "$work/out.mo" "$2"
}

# check_place REGISTRY LANGUAGE OUT: in a folder of locales a catalog is found by the names of its
# folder and its file. Elsewhere it may be called anything.
check_place() {
  place=$2/LC_MESSAGES/$domain.mo
  case /$3 in
  */"$place") ;;
  */LC_MESSAGES/*.mo)
    fail "$1: error: the source language is $source_language and the domain is $domain," \
      "so that this catalog belongs in $place, not in $3"
    ;;
  esac
}

# check_translation CATALOG LANGUAGE: what msgfmt cannot know.
check_translation() {
  table_with_places "$1" "$work/translation"
  awk -F '\t' -v file="$1" -v language="$2" '
    function fault(place, why) { print place ": error: " why; faults = 1 }
    $2 == "" && $3 == "" {
      found = 1
      sub(/^(.*\\n)?Language: */, "", $4)
      sub(/ *\\n.*$/, "", $4)
      if ($4 != language)
        fault($1, "the header says \"Language: " $4 "\", but the catalog is for " language)
    }
    $2 ~ /^@|\/@/ {
      fault($1, "the context " $2 " is kept for metadata, which no translation may hold")
    }
    END {
      if (!found)
        fault(file ":1", "no header")
      exit faults
    }' "$work/translation" >&2 || exit 1
}

# report_gaps CATALOG REGISTRY: where readers will get the source language, and translations
# that no reader will get. A long list shows no more than its beginning does.
report_gaps() {
  awk -F '\t' -v file="$1" -v registry="$2" '
    function note(place, why) { print place ": note: " why }
    NR == FNR { # the texts; the entries follow
      if ($2 != "") {
        context[++all] = $2
        place[$2] = registry ":" $1 + 0
        source[$2] = $3
        why[$2] = $2 " has no entry in " file
      }
      next
    }
    $2 == "" && $3 == "" { next }
    !($2 in source) {
      if (++unknown <= 10)
        note($1, $2 == "" ? "the entry has no msgctxt" : registry " has no text " $2)
      next
    }
    $4 != "" && $5 == "" && $3 == source[$2] { translated[$2] = 1 }
    {
      place[$2] = $1
      why[$2] = $2 ($3 != source[$2] ? " is not from the present source text" : \
                    $4 == "" ? " is not translated" : " is fuzzy")
    }
    END {
      if (unknown > 10)
        note(file, unknown " entries in all belong to no text")
      for (i = 1; i <= all; i++)
        if (!(context[i] in translated) && ++missing <= 10)
          note(place[context[i]], why[context[i]])
      if (missing)
        note(file, missing " of " all " texts not translated, or not from their present source " \
          "text")
    }' "$work/texts" "$work/translation" >&2
}

# --------------------------------------------------------------------- updating

# read_languages LINGUAS: the languages that it names, without those who come after a "#".
read_languages() {
  check_readable "$1"
  languages=$(sed 's/#.*//' "$1")
  for language in $languages; do
    is_locale "$language" || fail "$1: error: $language is not the name of a language"
    test "$language" != "$source_language" ||
      fail "$1: error: $language is the source language: it has no .po file"
  done
}

# list_losses OLD NEW FILE: the contexts whose translation the merge took away, because too
# little of their source text is left or because msgmerge took it for another one's. A guess
# that msgmerge made from another context earlier is no loss.
list_losses() {
  table "$1" "$work/old"
  table "$2" "$work/new"
  awk -F '\t' -v file="$3" '
    function show(text) {
      gsub(/\\"/, "\"", text)
      gsub(/\\\\/, "\\", text)
      return text
    }
    NR == FNR {
      if ($4 != "" && $2 != "" && ($5 == "" || $6 == "" || $6 == $2)) {
        source[$2] = $3
        translation[$2] = $4
      }
      next
    }
    $2 in translation && $4 != translation[$2] {
      print file ": error: " $2 " would lose its translation"
      print "  old text:    " show(source[$2])
      print "  new text:    " show($3)
      print "  translation: " show(translation[$2])
    }' "$work/old" "$work/new"
}

# merge LANGUAGE FOLDER TEMPLATE: makes the new catalog in the work folder, and adds to the list
# of losses.
merge() {
  if test -f "$2/$1.po"; then
    check_readable "$2/$1.po"
    run "$MSGMERGE" --quiet --previous --output-file="$work/$1.po" "$2/$1.po" "$3"
    list_losses "$2/$1.po" "$work/$1.po" "$2/$1.po" >>"$work/losses"
  else
    run "$MSGINIT" --no-translator --locale="$1" --input="$3" --output-file="$work/$1.po"
  fi
}

refuse_losses() {
  cat "$work/losses" >&2
  fail "
Nothing was changed. For each of these, give the entry in the .po file the new text as its
msgid, translate it anew or mark it \"#, fuzzy\", and run this again. To drop these
translations, run it with DROP_TRANSLATIONS=yes."
}

# --------------------------------------------------------------------- commands

extract() {
  read_registry "$1"
  extract_texts "$1" "$work/texts.pot"
  set_template_header "$work/texts.pot"
  publish "$work/texts.pot" "$2"
}

source_catalog() {
  read_registry "$1"
  check_place "$1" "$source_language" "$2"
  extract_texts "$1" "$work/texts.pot"
  extract_with errcat-metadata.its "$1" "$work/metadata.pot"
  set_source_header "$work/texts.pot"
  set_source_header "$work/metadata.pot"
  run "$MSGCAT" --output-file="$work/both.pot" "$work/texts.pot" "$work/metadata.pot"
  run "$MSGEN" --output-file="$work/source.po" "$work/both.pot"
  compile "$work/source.po" "$2"
}

translation() {
  read_registry "$1"
  check_place "$1" "$2" "$4"
  extract_texts "$1" "$work/texts.pot"
  check_translation "$3" "$2"
  report_gaps "$3" "$1"
  compile "$3" "$4"
}

update() {
  # A date in the .po files would change them with each run.
  unset SOURCE_DATE_EPOCH
  read_registry "$1"
  read_languages "$2"
  extract_texts "$1" "$work/texts.pot"
  set_template_header "$work/texts.pot"
  : >"$work/losses"
  for language in $languages; do
    merge "$language" "$3" "$work/texts.pot"
  done
  test ! -s "$work/losses" || test "$DROP_TRANSLATIONS" = yes || refuse_losses
  for language in $languages; do
    cmp -s "$work/$language.po" "$3/$language.po" || publish "$work/$language.po" "$3/$language.po"
    printf '%s: ' "$3/$language.po"
    "$MSGFMT" --statistics --output-file=/dev/null "$3/$language.po" 2>&1
  done
}

language() {
  read_registry "$1"
  echo "$source_language"
}

find_rules
case "${1-} $#" in
'extract 3') extract "$2" "$3" ;;
'source 3') source_catalog "$2" "$3" ;;
'translation 5') translation "$2" "$3" "$4" "$5" ;;
'update 4') update "$2" "$3" "$4" ;;
'language 2') language "$2" ;;
*)
  sed -n '/^#   catalogs.sh/s/^# *//p' "$0" >&2
  exit 2
  ;;
esac
