# The installer's messages, in the language of the person: each function has the English and the Japanese text.

# text ENGLISH JAPANESE: prints the one in the person's language.
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
