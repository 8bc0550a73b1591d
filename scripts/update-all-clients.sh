#!/usr/bin/env bash
# Updates every client, from the administrator's own computer: hands the flags to the update runner on the server over
# SSH, shows what it prints as it comes, keeps that in logs/, and ends with the runner's exit code.
# Needs ssh and bash 3.2 with BSD tools (macOS) or later; nothing else.
set -uo pipefail
unset CDPATH

script_name=update-all-clients.sh
script_directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 2
checkout=${script_directory%/*}
runner_path=ansible/runner/bin/mimamori-runner.js
settings_file=$HOME/.config/mimamori/update.conf
for part in quote nearest language arguments settings server run-log; do
  . "$script_directory/shell/$part.sh" || exit 2
done

known_flags='--server --limit --revision --canary --wave --max-failures --only-failed --catch-up --plan --check --yes --json --attach --status --cancel --lang --help'

flag_kind () {
  case $1 in
    --plan | --check | --catch-up | --yes | --json | --help) printf nothing ;;
    --server) printf host ;;
    --limit) printf devices ;;
    --revision) printf revision ;;
    --canary | --max-failures) printf count ;;
    --wave) printf percent ;;
    --only-failed | --attach | --cancel) printf run ;;
    --status) printf optional-run ;;
    --lang) printf language ;;
    *) return 1 ;;
  esac
}

# Fills runner_arguments: what was given, without what is only ours, and the language.
collect_runner_arguments () {
  local index flag
  runner_arguments=()
  for ((index = 0; index < ${#given_flags[@]}; index++)); do
    flag=${given_flags[index]}
    case $flag in --server | --lang) continue ;; esac
    runner_arguments[${#runner_arguments[@]}]=$flag
    [ -z "${given_values[index]}" ] || runner_arguments[${#runner_arguments[@]}]=${given_values[index]}
  done
  runner_arguments[${#runner_arguments[@]}]=--lang
  runner_arguments[${#runner_arguments[@]}]=$language
}

# Prints the command that attaches to a run, as it would be typed here.
attach_command () {
  printf '%s' "./scripts/$script_name"
  [ -z "$server" ] || printf ' --server %s' "$server"
  printf ' --attach %s' "$1"
}

# finish STATUS: says what the runner could not say itself, and ends with a true exit code.
finish () {
  local status=$1 run=$2
  # ssh without a terminal dies of a Ctrl-C; with one, and here, the runner itself says how to look on again.
  if [ -n "$interrupted" ] && [ "$status" -ne 130 ] && [ -n "$run" ]; then
    say detached "$run" "$(attach_command "$run")"
    exit 130
  fi
  case $status in
    0 | 2 | 75) exit "$status" ;;
    1 | 3) [ -z "$run" ] || exit "$status" ;;
    130) [ -z "$run" ] || exit 130 ;;
  esac
  if [ -n "$run" ]; then
    say lost-sight "$run" "$(attach_command "$run")"
    exit 1
  fi
  if [ -n "$server" ] && [ "$status" -eq 255 ]; then stop not-reached "$server"; fi
  if [ -n "$server" ]; then stop not-started-there "$server" "$SERVER_DIRECTORY" "${RUN_AS:-$(text same-account)}"; fi
  stop not-started-here "$status"
}

choose_language "$settings_file" "$@"
read_arguments "$@"
if is_given --help; then text help; exit 0; fi
[ ${#operands[@]} -eq 0 ] || stop unexpected-word "${operands[0]}"
read_settings "$settings_file"
server=$(value_of --server)
[ -n "$server" ] || server=$SERVER
if [ -n "$server" ]; then
  check_host "$server"
  if [ -t 0 ] && [ -t 1 ] && ! is_given --json; then prepare_ssh terminal; else prepare_ssh pipe; fi
elif ! [ -x "$checkout/node_modules/.bin/node" ]; then
  stop no-server "$settings_file" "$checkout"
fi
collect_runner_arguments
prepare_log "${LOG_DIRECTORY:-$checkout/logs}"
trap 'rm -f "$log_directory/update-starting-$$.log"' EXIT

# Ctrl-C ends the looking on, not the run.
interrupted=
trap 'interrupted=yes' INT
logged run_runner "${runner_arguments[@]}"
status=$?
run=$(value_of --attach)
[ -n "$run" ] || run=$(run_in_log "$(value_of --only-failed)")
if [ -n "$run" ] && [ "$status" -ne 2 ] && [ "$status" -ne 75 ] && ! is_given --plan && ! is_given --status && ! is_given --cancel; then
  keep_log "$run"
fi
finish "$status" "$run"
