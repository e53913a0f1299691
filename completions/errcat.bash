# SPDX-License-Identifier: MIT
# Completion of errcat for bash. Commands and options are listed here; codes, domains and
# locales are asked of errcat itself, with the --path and --domain that are on the line.

# _errcat_lines LINES: each line is a reply. Not `< <(...)`, which needs /dev/fd.
_errcat_lines() {
  COMPREPLY=()
  test -z "$1" || mapfile -t COMPREPLY <<<"$1"
}

# _errcat_reply BEGINNING WORDS: those of the words that begin so.
_errcat_reply() {
  _errcat_lines "$(compgen -W "$2" -- "$1")"
}

_errcat_options() { # COMMAND BEGINNING
  local options='--locale= --domain= --path= --json --color --color= --help --version'
  case $1 in
    list) options+=' --codes --domains --locales' ;;
    body)
      options+=' --shape= --shape-file= --lines --remediation --instance= --isolate --log='
      options+=' --time-zone='
      ;;
    embed) options+=' --name= --output= --header=' ;;
    explain) options+=' --time-zone=' ;;
    header) options+=' --output= --prefix=' ;;
    lint)
      options+=' --format= --fail-on= --only= --ignore= --registry= --fix --dry-run --spacing='
      options+=' --apostrophes= --rules'
      ;;
    check-source) options+=' --registry= --no-unused --prefix=' ;;
    negotiate) options+=' --request= --profile= --cookie= --any-script' ;;
    format)
      options+=' --time-zone= --type= --sensitive= --strings --apostrophes= --file= --input='
      options+=' --input-format='
      ;;
  esac
  _errcat_reply "$2" "$options"
  if [[ ${COMPREPLY[0]-} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

# _errcat_zones BEGINNING: the time zones of the system that begin so.
_errcat_zones() {
  _errcat_reply "$1" "UTC $(awk '!/^#/ { print $3 }' /usr/share/zoneinfo/zone.tab 2>/dev/null)"
}

# _errcat_rules BEGINNING: rules of lint and their families, behind those that are named already.
_errcat_rules() {
  local rules last=${1##*,} named=''
  if [[ $1 == *,* ]]; then
    named=${1%,*},
  fi
  rules=$(errcat lint --rules 2>/dev/null | awk '{ print $1; sub(/\..*/, "", $1); print $1 }' | sort -u)
  _errcat_lines "$(compgen -P "$named" -W "$rules" -- "$last")"
}

_errcat() {
  local line=${COMP_LINE:0:COMP_POINT} command='' operands=0 i last word cur prev value
  local -a words scope=()

  # Not COMP_WORDS, which bash splits at = and : too.
  read -ra words <<<"$line"
  if [[ $line == *[[:blank:]] ]]; then
    words+=('')
  fi
  cur=${words[-1]} prev=
  if ((${#words[@]} > 1)); then
    prev=${words[-2]}
  fi

  case $prev in
    -l | --locale) cur=--locale=$cur ;;
    -d | --domain) cur=--domain=$cur ;;
    -p | --path) cur=--path=$cur ;;
    -z | --time-zone) cur=--time-zone=$cur ;;
    -t | --type) cur=--type=$cur ;;
    -a | --apostrophes) cur=--apostrophes=$cur ;;
    -i | --input) cur=--input=$cur ;;
    -o) cur=--output=$cur ;;
    --file | --format | --fail-on | --only | --ignore | --spacing) cur=$prev=$cur ;;
    --sensitive | --input-format | --shape | --shape-file | --instance | --log | --name | \
      --output | --header | --registry | --prefix | --request | --profile | --cookie)
      cur=$prev=$cur
      ;;
    -[fnrs])
      # Of some commands only, or of others in another sense.
      case "$line $prev" in
        *' lint '*-f) cur=--format=$cur ;;
        *-f) cur=--file=$cur ;;
        *' embed '*-n) cur=--name=$cur ;;
        *' lint '*-r) cur=--registry=$cur ;;
        *' check-source '*-r) cur=--registry=$cur ;;
        *' negotiate '*-r) cur=--request=$cur ;;
        *' body '*-s) cur=--shape=$cur ;;
      esac
      ;;
  esac
  last=$((${#words[@]} - 1))
  if [[ $cur != "${words[-1]}" ]]; then
    ((--last)) # an option and its value are one word now
  fi
  for ((i = 1; i < last; i++)); do
    word=${words[i]}
    case $word in
      --path=* | --domain=*) scope+=("$word") ;;
      -p | --path | -d | --domain) scope+=("$word" "${words[++i]}") ;;
      -[lztafio] | --fail-on | --format | --only | --ignore | --spacing | --locale | --time-zone | --type | --sensitive | --apostrophes | --file | \
        --input | --input-format | --name | --output | --header | --registry | --prefix | \
        --shape | --shape-file | --instance | --log | --request | --profile | --cookie) ((++i)) ;;
      -[nrs])
        case $command$word in check-source-r | embed-n | lint-r | negotiate-r | body-s) ((++i)) ;; esac
        ;;
      -*) ;;
      *)
        if [[ -z $command ]]; then
          command=$word
        else
          ((++operands))
        fi
        ;;
    esac
  done

  value=${cur##*[=:]} # what bash will replace
  case $cur in
    --locale=*) _errcat_reply "$value" "$(errcat list --locales "${scope[@]}" 2>/dev/null)" ;;
    --domain=*) _errcat_reply "$value" "$(errcat list --domains "${scope[@]}" 2>/dev/null)" ;;
    --time-zone=*) _errcat_zones "$value" ;;
    --type=*=*) _errcat_reply "$value" 'string id integer number time list' ;;
    --shape=*) _errcat_reply "$value" 'plain problem rpc' ;;
    --log=*) _errcat_reply "$value" 'logfmt json journal' ;;
    --format=*) _errcat_reply "$value" 'text json sarif github' ;;
    --fail-on=*) _errcat_reply "$value" 'error warning advice never' ;;
    --spacing=*) _errcat_reply "$value" 'consistent off required forbidden' ;;
    --only=* | --ignore=*) _errcat_rules "$value" ;;
    --apostrophes=*) _errcat_reply "$value" 'icu jdk' ;;
    --input-format=*) _errcat_reply "$value" 'tsv jsonl' ;;
    --file=* | --input=* | --output=* | --header=* | --registry=* | --shape-file=*)
      compopt -o filenames 2>/dev/null
      _errcat_lines "$(compgen -f -- "$value")"
      ;;
    --type=* | --sensitive=* | --instance=*) ;;
    --path=*)
      compopt -o filenames -o nospace 2>/dev/null
      _errcat_lines "$(compgen -d -- "$value")"
      ;;
    --color=*) _errcat_reply "$value" 'always never auto' ;;
    -*) _errcat_options "$command" "$cur" ;;
    *)
      case $command:$operands in
        :0 | help:0)
          _errcat_reply "$cur" \
            'explain list search format body embed header check-source lint negotiate why help'
          ;;
        header:0 | check-source:* | lint:*)
          compopt -o filenames 2>/dev/null
          _errcat_lines "$(compgen -f -- "$value")"
          ;;
        explain:0 | body:0 | list:0 | why:0)
          _errcat_reply "$cur" "$(errcat list --codes "${scope[@]}" 2>/dev/null)"
          ;;
        embed:*) _errcat_reply "$cur" "$(errcat list --domains "${scope[@]}" 2>/dev/null)" ;;
      esac
      ;;
  esac
}

complete -F _errcat errcat
