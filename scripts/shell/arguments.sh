# The arguments that were typed, and arguments on their way to another shell.

# take_arguments WORD…: sets `words`, all but the flags of every script: `server` and `wanted_language` are their values.
take_arguments () {
  words=()
  server='' wanted_language=''
  has_server='' has_language='' given_twice=''
  while [ $# -gt 0 ]; do
    case $1 in
      --server | --server=*) [ -z "$has_server" ] || given_twice=--server ;;
      --lang | --lang=*) [ -z "$has_language" ] || given_twice=--lang ;;
    esac
    case $1 in
      --server) has_server=yes server=${2-}; [ $# -lt 2 ] || shift ;;
      --server=*) has_server=yes server=${1#*=} ;;
      --lang) has_language=yes wanted_language=${2-}; [ $# -lt 2 ] || shift ;;
      --lang=*) has_language=yes wanted_language=${1#*=} ;;
      *) words[${#words[@]}]=$1 ;;
    esac
    shift
  done
}

# Ends the script if a word, or the value of a flag of every script, cannot be one.
check_arguments () {
  local word
  [ -z "$given_twice" ] || stop flag-twice "$given_twice"
  case $has_language:$wanted_language in : | yes:en | yes:ja) ;; *) stop bad-value --lang "$(text expected-LANGUAGE)" "$wanted_language" ;; esac
  for word in "$server" ${words[@]+"${words[@]}"}; do
    has_control_character "$word" && stop control-character
  done
  if [ -n "$has_server" ] && ! is_setting_value SERVER "$server"; then stop bad-value --server "$(text expected-SERVER)" "$server"; fi
  return 0
}

# Whether the flag was typed, with or without a value.
is_given () {
  local word
  for word in ${words[@]+"${words[@]}"}; do
    case $word in "$1" | "$1"=*) return 0 ;; esac
  done
  return 1
}

# Prints the value that was typed with the flag, or nothing.
value_of () {
  local word is_next=''
  for word in ${words[@]+"${words[@]}"}; do
    if [ -n "$is_next" ]; then printf '%s' "$word"; return; fi
    case $word in
      "$1") is_next=yes ;;
      "$1"=*) printf '%s' "${word#*=}"; return ;;
    esac
  done
}

# True if the word has a newline or another control character, which no host, path or name has. By their numbers: the
# match of a class such as [:cntrl:] on the bytes of Japanese differs between systems.
has_control_character () {
  local LC_ALL=C
  case $1 in
    *[$'\001'-$'\037'$'\177']*) return 0 ;;
  esac
  return 1
}

# Prints the words so that any POSIX shell reads them back as they were, with a space between two.
quote_all () {
  local word between='' apostrophe=\' escaped=\'\\\'\'
  for word in "$@"; do
    printf "%s'%s'" "$between" "${word//$apostrophe/$escaped}"
    between=' '
  done
}
