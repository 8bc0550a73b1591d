# The language that the scripts speak: en or ja, and its catalogue of texts.

# Prints ja or en by the locale that the environment names (locale(7)).
locale_language () {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    ja | ja[-_.@]*) printf ja ;;
    *) printf en ;;
  esac
}

# The first of --lang, LANGUAGE in the settings and the locale. Sets `language` and loads its texts.
choose_language () {
  case $wanted_language in en | ja) language=$wanted_language ;; *) language='' ;; esac
  if [ -z "$language" ] && [ -r "$settings_file" ]; then
    language=$(LC_ALL=C sed -nE "s/^[[:space:]]*LANGUAGE[[:space:]]*=[[:space:]]*[\"']?(en|ja)[\"']?[[:space:]]*(#.*)?\$/\\1/p" "$settings_file" | tail -n 1)
  fi
  [ -n "$language" ] || language=$(locale_language)
  . "$script_directory/shell/text/$language.sh"
}

# note KEY WORD…: a text of the catalogue, on standard error, after the script's name.
note () {
  printf '%s: %s\n' "$script_name" "$(text "$@")" >&2
}

# stop KEY WORD…: says it, and ends the script: a mistake in flags, settings or the server's set-up.
stop () {
  note "$@"
  exit 2
}

# begin WORD…: takes the typed words, and shows the help if they ask for it. A script has `show_own_help`.
begin () {
  take_arguments "$@"
  choose_language
  check_arguments
  if is_given --help || is_given -h; then
    show_own_help
    exit 0
  fi
}
