#!/usr/bin/env bash
# Adds a device, or a list of them, from the administrator's own computer: hands what was typed to the enroller on the server
# over SSH, which asks on this terminal what it has to ask, and ends with its exit code.
# Needs ssh and bash 3.2 with BSD tools (macOS) or later; nothing else.
set -uo pipefail
unset CDPATH

script_name=enroll-device.sh
script_directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 2
checkout=${script_directory%/*}
settings_file=$HOME/.config/mimamori/update.conf
for part in quote nearest language arguments settings server devices; do
  . "$script_directory/shell/$part.sh" || exit 2
done

known_flags='--server --user --site --role --list --all --replace --copy --from-here --plan --yes --json --lang --help'

flag_kind () {
  case $1 in
    --all | --replace | --copy | --from-here | --plan | --yes | --json | --help) printf nothing ;;
    --server) printf host ;;
    --user) printf account ;;
    --site) printf site ;;
    --role) printf role ;;
    --list) printf file ;;
    --lang) printf language ;;
    *) return 1 ;;
  esac
}

# True for the headings of a list, by the first of them.
is_heading () {
  case $(lower_case "${1%%,*}") in name | id | device | 名前 | 端末 | 端末名 | ホスト名) return 0 ;; esac
  return 1
}

# Adds the devices of a list, NAME,ADDRESS,SITE,ROLE,ACCOUNT a line, each with the number of its line. What is wrong in a line the enroller says, of all at once.
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
    has_control_character "$line" && stop control-character "$file"
    add_argument "--device=$number:$line"
  done < "$file"
}

# Adds what a flag of this script stands for.
add_flag () {
  case $1 in
    --from-here) ;;
    --list) add_list "$2" ;;
    *) return 1 ;;
  esac
}

# Lets the server in from this computer, whose own key or password the device takes. Where the host key is new, ssh asks here.
let_server_in () {
  local user command
  user=$(value_of --user)
  if [ ${#operands[@]} -ne 2 ] || [ -z "$user" ]; then stop from-here-needs; fi
  prepare_ssh pipe
  command=$(run_runner ${runner_arguments[@]+"${runner_arguments[@]}"} --login-command) || { status=$?; finish; }
  ssh_command=(ssh -o ConnectTimeout=15)
  if [ -t 0 ]; then add_to_ssh -t; else add_to_ssh -T -n -o BatchMode=yes; fi
  [ -z "$SSH_CONFIG" ] || add_to_ssh -F "$SSH_CONFIG"
  ${ssh_command[@]+"${ssh_command[@]}"} "$user@${operands[1]}" -- "$command" || stop not-let-in "${operands[1]}" "$user"
}

choose_language "$settings_file" "$@"
read_arguments "$@"
if is_given --help; then help_enroll; exit 0; fi
[ ${#operands[@]} -le 2 ] || stop too-many-devices "${operands[2]}"
if is_given --from-here && { is_given --list || is_given --all; }; then stop from-here-one; fi
choose_server
collect_runner_arguments enroll
status=0
if is_given --from-here && ! is_given --plan; then let_server_in; fi
run_verb
