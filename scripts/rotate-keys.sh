#!/usr/bin/env bash
# Gives devices new keys, from the administrator's own computer: hands what was typed to the command for devices on the server over
# SSH, which asks on this terminal before it begins, and ends with its exit code.
# Needs ssh and bash 3.2 with BSD tools (macOS) or later; nothing else.
set -uo pipefail
unset CDPATH

script_name=rotate-keys.sh
script_directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 2
checkout=${script_directory%/*}
settings_file=$HOME/.config/mimamori/update.conf
for part in quote nearest language arguments settings server devices; do
  . "$script_directory/shell/$part.sh" || exit 2
done

known_flags='--server --all --site --role --older-than --plan --yes --json --lang --help'

flag_kind () {
  case $1 in
    --all | --plan | --yes | --json | --help) printf nothing ;;
    --server) printf host ;;
    --site) printf site ;;
    --role) printf role ;;
    --older-than) printf count ;;
    --lang) printf language ;;
    *) return 1 ;;
  esac
}

choose_language "$settings_file" "$@"
read_arguments "$@"
if is_given --help; then help_rotate; exit 0; fi
choose_server
collect_runner_arguments rotate-keys
run_verb
