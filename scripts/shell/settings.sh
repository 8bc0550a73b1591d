# ~/.config/mimamori/update.conf: KEY=value, read here and never run.

known_settings='SERVER SERVER_DIRECTORY RUN_AS LANGUAGE LOG_DIRECTORY SSH_CONFIG RELEASE'
SERVER=
SERVER_DIRECTORY=/opt/mimamori/server
RUN_AS=mimamori
LOG_DIRECTORY=
SSH_CONFIG=
RELEASE=

setting_mistakes=0

# setting_mistake FILE LINE KEY WORD…: says it; the script ends when the whole file has been read.
setting_mistake () {
  local where="$1:$2"
  shift 2
  note setting-mistake "$where" "$(text "$@")"
  setting_mistakes=$((setting_mistakes + 1))
}

# A value as a shell would read it in the simple cases: bare, or whole in quotes, and perhaps a comment. Sets
# `setting_value`; fails where a quote is left open.
unquote_setting () {
  local whole="^([\"'])([^\"']*)([\"'])([[:space:]]+#.*)?\$"
  case $1 in
    [\"\']*)
      [[ $1 =~ $whole ]] && [ "${BASH_REMATCH[1]}" = "${BASH_REMATCH[3]}" ] || return 1
      setting_value=${BASH_REMATCH[2]}
      ;;
    *) setting_value=$(printf '%s' "$1" | LC_ALL=C sed 's/[[:space:]]\{1,\}#.*$//') ;;
  esac
}

# Fails where the value cannot be the setting's; what was expected is text `expected-setting-KEY`.
is_setting_value () {
  local user='^[a-z_][a-z0-9_-]*$' release='^[a-z0-9][a-z0-9-]*$'
  case $1 in
    SERVER) case $2 in '' | -* | *[[:space:]]*) return 1 ;; esac ;;
    SERVER_DIRECTORY | LOG_DIRECTORY | SSH_CONFIG) case $2 in /*) ;; *) return 1 ;; esac ;;
    RUN_AS) [ -z "$2" ] || [[ $2 =~ $user ]] ;;
    LANGUAGE) case $2 in en | ja) ;; *) return 1 ;; esac ;;
    RELEASE) [[ $2 =~ $release ]] ;;
  esac
}

read_setting_line () {
  local file=$1 number=$2 line=$3 key near seen=$4
  local assignment='^(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)[[:space:]]*=[[:space:]]*(.*)$'
  if ! [[ $line =~ $assignment ]]; then setting_mistake "$file" "$number" setting-unreadable; return; fi
  key=${BASH_REMATCH[2]}
  if ! unquote_setting "${BASH_REMATCH[3]}"; then setting_mistake "$file" "$number" setting-open-quote "$key"; return; fi
  case " $known_settings " in
    *" $key "*) ;;
    *)
      # shellcheck disable=SC2086 # a list of words
      near=$(nearest "$key" $known_settings)
      if [ -n "$near" ]; then setting_mistake "$file" "$number" setting-unknown-near "$key" "$near"
      else setting_mistake "$file" "$number" setting-unknown "$key" "$known_settings"; fi
      return
      ;;
  esac
  case $seen in *" $key "*) setting_mistake "$file" "$number" setting-twice "$key"; return ;; esac
  case $setting_value in \~/*) setting_value=$HOME/${setting_value#\~/} ;; esac
  if has_control_character "$setting_value" || ! is_setting_value "$key" "$setting_value"; then
    setting_mistake "$file" "$number" setting-bad-value "$key" "$(text "expected-setting-$key")" "$setting_value"
    return
  fi
  [ "$key" = LANGUAGE ] || printf -v "$key" '%s' "$setting_value"
  setting_key=$key
}

# Reads the file, where there is one, into the variables above; ends the script with every mistake that is in it.
read_settings () {
  local file=$1 line number=0 seen=' '
  [ -e "$file" ] || return 0
  [ -r "$file" ] || stop settings-not-readable "$file"
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    line=${line#"${line%%[!$' \t']*}"}
    line=${line%"${line##*[!$' \t']}"}
    case $line in '' | \#*) continue ;; esac
    setting_key=
    read_setting_line "$file" "$number" "$line" "$seen"
    seen="$seen$setting_key "
  done < "$file"
  [ "$setting_mistakes" -eq 0 ] || exit 2
}
