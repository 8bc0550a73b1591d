# ~/.config/mimamori/update.conf: KEY=value, read here and never run.

known_settings='SERVER SERVER_DIRECTORY RUN_AS LANGUAGE LOG_DIRECTORY SSH_CONFIG RELEASE'
SERVER=
SERVER_DIRECTORY=
RUN_AS=mimamori
LOG_DIRECTORY=
SSH_CONFIG=
RELEASE=

# setting_mistake LINE KEY WORD…: says it; the script ends when the whole file has been read.
setting_mistake () {
  local number=$1
  shift
  printf '%s: %s:%s: %s\n' "$script_name" "$settings_file" "$number" "$(text "$@")" >&2
  has_mistakes=yes
}

# A value as a shell would read it in the simple cases: bare, or whole in quotes, and perhaps a comment. Sets
# `setting_value`; fails if a quote is left open.
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

# Fails if the value cannot be the setting's; the expected value is text `expected-KEY`.
is_setting_value () {
  local user='^[a-z_][a-z0-9_-]*$' release='^[a-z0-9][a-z0-9-]*$'
  has_control_character "$2" && return 1
  case $1 in
    # ssh would take a host with a hyphen for an option.
    SERVER) case $2 in '' | -* | *[[:space:]]*) return 1 ;; esac ;;
    SERVER_DIRECTORY | LOG_DIRECTORY | SSH_CONFIG) case $2 in /*) ;; *) return 1 ;; esac ;;
    RUN_AS) [ -z "$2" ] || [[ $2 =~ $user ]] ;;
    LANGUAGE) case $2 in en | ja) ;; *) return 1 ;; esac ;;
    RELEASE) [[ $2 =~ $release ]] ;;
  esac
}

read_setting_line () {
  local number=$1 line=$2 key seen=$3
  local assignment='^(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)[[:space:]]*=[[:space:]]*(.*)$'
  if ! [[ $line =~ $assignment ]]; then setting_mistake "$number" setting-unreadable; return; fi
  key=${BASH_REMATCH[2]}
  if ! unquote_setting "${BASH_REMATCH[3]}"; then setting_mistake "$number" setting-open-quote "$key"; return; fi
  case " $known_settings " in *" $key "*) ;; *) setting_mistake "$number" setting-unknown "$key" "$known_settings"; return ;; esac
  case $seen in *" $key "*) setting_mistake "$number" setting-twice "$key"; return ;; esac
  case $setting_value in \~/*) setting_value=$HOME/${setting_value#\~/} ;; esac
  if ! is_setting_value "$key" "$setting_value"; then
    setting_mistake "$number" bad-value "$key" "$(text "expected-$key")" "$setting_value"
    return
  fi
  [ "$key" = LANGUAGE ] || printf -v "$key" '%s' "$setting_value"
  setting_key=$key
}

# Reads the file, if there is one, into the variables above; fails after it has named every mistake that is in it.
read_settings () {
  local line number=0 seen=' '
  has_mistakes=
  [ -e "$settings_file" ] || return 0
  [ -r "$settings_file" ] || { note settings-not-readable "$settings_file"; return 1; }
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    line=${line#"${line%%[!$' \t']*}"}
    line=${line%"${line##*[!$' \t']}"}
    case $line in '' | \#*) continue ;; esac
    setting_key=
    read_setting_line "$number" "$line" "$seen"
    seen="$seen$setting_key "
  done < "$settings_file"
  [ -z "$has_mistakes" ]
}
