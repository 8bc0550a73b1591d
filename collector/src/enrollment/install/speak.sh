# What the installer says, in the language of the person: each function has the English and the Japanese words.

# text ENGLISH JAPANESE: as the person's own language is.
text () {
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    ja*) printf '%s' "$2" ;;
    *) printf '%s' "$1" ;;
  esac
}

tell () { printf '%s\n' "$(text "$1" "$2")"; }

fail () {
  printf 'mimamori: %s\n' "$(text "$1" "$2")" >&2
  exit 1
}
