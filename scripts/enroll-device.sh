#!/usr/bin/env bash
# Adds a device, or a list of them, from the administrator's own computer: passes the arguments to the enroller on the server
# over SSH, which asks its questions on this terminal, and ends with its exit code.
. "$(dirname "${BASH_SOURCE[0]}")/shell/begin.sh" || exit 2
. "$script_directory/shell/devices.sh" || exit 2
verb=enroll
own_help=help-enroll

add_argument () { arguments[${#arguments[@]}]=$1; }

# True for the headings of a list, by the first of them. The bash of macOS has no ${word,,}.
is_heading () {
  case $(printf '%s' "${1%%,*}" | LC_ALL=C tr '[:upper:]' '[:lower:]') in
    name | id | device | 名前 | 端末 | 端末名 | ホスト名) return 0 ;;
  esac
  return 1
}

# Adds the devices of a list, NAME,ADDRESS,SITE,ROLE,ACCOUNT a line, each with the number of its line. The enroller names the mistakes of all
# lines at once.
add_list () {
  local file=$1 line number=0 first=yes
  [ -r "$file" ] || stop list-not-readable "$file"
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    # A spreadsheet marks its UTF-8 so.
    line=${line#$'\xef\xbb\xbf'}
    # A spreadsheet fills the columns of an empty line, too.
    case ${line//,/} in '' | \#*) continue ;; esac
    if [ "$first" = yes ]; then
      first=no
      is_heading "$line" && continue
    fi
    has_control_character "$line" && stop control-character
    add_argument "--device=$number:$line"
  done < "$file"
}

# Fills `arguments` with the typed ones, a list as its devices, and `operands` with the words that are neither flags nor values of one.
collect_arguments () {
  local word before=''
  arguments=()
  operands=()
  for word in ${words[@]+"${words[@]}"}; do
    if [ "$before" = --list ]; then
      add_list "$word"
      before=
      continue
    fi
    case $word in
      --from-here | --list) ;;
      --list=*) add_list "${word#*=}" ;;
      *) add_argument "$word" ;;
    esac
    case $before:$word in
      --user:* | --site:* | --role:* | *:-*) ;;
      *) operands[${#operands[@]}]=$word ;;
    esac
    before=$word
  done
  [ "$before" != --list ] || stop list-not-readable ''
}

# Lets the server in from this computer, by a key or password that the device accepts. If the host key is new, ssh asks here.
let_server_in () {
  local user command
  user=$(value_of --user)
  if [ ${#operands[@]} -ne 2 ] || [ -z "$user" ]; then stop from-here-needs; fi
  prepare_ssh pipe
  command=$(run_runner "$verb" ${arguments[@]+"${arguments[@]}"} --login-command) || finish "$?"
  ssh_command=(ssh -o ConnectTimeout=15)
  if [ -t 0 ]; then add_to_ssh -t; else add_to_ssh -T -n -o BatchMode=yes; fi
  [ -z "$SSH_CONFIG" ] || add_to_ssh -F "$SSH_CONFIG"
  ${ssh_command[@]+"${ssh_command[@]}"} "$user@${operands[1]}" -- "$command" || stop not-let-in "${operands[1]}" "$user"
}

begin "$@"
if is_given --from-here && { is_given --list || is_given --all; }; then stop from-here-one; fi
choose_server
collect_arguments
if is_given --from-here && ! is_given --plan; then let_server_in; fi
run_verb ${arguments[@]+"${arguments[@]}"}
