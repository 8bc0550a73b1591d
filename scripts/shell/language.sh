# The language that the scripts speak: en or ja, and its catalogue of texts.

# Prints ja or en by the locale that the environment names (locale(7)).
locale_language () {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    ja | ja[-_.@]*) printf ja ;;
    *) printf en ;;
  esac
}

# Prints the language that --lang asks for among the arguments, if it is one that there is.
asked_language () {
  local previous='' argument
  for argument in "$@"; do
    case $previous:$argument in
      --lang:en | *:--lang=en) printf en; return ;;
      --lang:ja | *:--lang=ja) printf ja; return ;;
    esac
    previous=$argument
  done
}

# choose_language SETTINGS_FILE ARGUMENT…: the first of --lang, LANGUAGE in the settings and the locale. Sets `language`
# and loads its texts.
choose_language () {
  local settings_file=$1
  shift
  language=$(asked_language "$@")
  if [ -z "$language" ] && [ -r "$settings_file" ]; then
    language=$(LC_ALL=C sed -nE "s/^[[:space:]]*LANGUAGE[[:space:]]*=[[:space:]]*[\"']?(en|ja)[\"']?[[:space:]]*(#.*)?\$/\\1/p" "$settings_file" | tail -n 1)
  fi
  [ -n "$language" ] || language=$(locale_language)
  . "$script_directory/shell/text/$language.sh"
  . "$script_directory/shell/text/help-$language.sh"
}

# note KEY WORD…: a sentence of the catalogue, on standard error, after the script's name.
note () {
  printf '%s: %s\n' "$script_name" "$(text "$@")" >&2
}

# stop KEY WORD…: says it, and ends the script: a mistake in flags, settings or the server's set-up.
stop () {
  note "$@"
  exit 2
}
