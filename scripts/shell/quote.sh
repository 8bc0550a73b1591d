# Words on their way to another shell.

# Prints the word so that any POSIX shell reads it back as it was. Newlines were refused where the word came in.
quote () {
  local apostrophe=\' escaped=\'\\\'\'
  printf "'%s'" "${1//$apostrophe/$escaped}"
}

# Prints all the words quoted, with a space between two.
quote_all () {
  local word between=
  for word in "$@"; do
    printf '%s' "$between"
    quote "$word"
    between=' '
  done
}

# True where the word holds a newline or another control character, which no host, path or name has. By their numbers: what
# a class such as [:cntrl:] makes of the bytes of Japanese differs between systems.
has_control_character () {
  local LC_ALL=C
  case $1 in
    *[$'\001'-$'\037'$'\177']*) return 0 ;;
  esac
  return 1
}
