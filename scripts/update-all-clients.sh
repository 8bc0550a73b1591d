#!/usr/bin/env bash
# Updates every client, or restarts or reboots it, from the administrator's own computer: hands the flags to the update runner on the server over
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

known_flags='--server --what --limit --revision --canary --wave --max-failures --soak --at --window --only-failed --resume --catch-up --force --plan --check --yes --json --attach --status --cancel --queue --drop --pin --unpin --lang --help'

flag_kind () {
  case $1 in
    --plan | --check | --catch-up | --queue | --yes | --json | --help) printf nothing ;;
    --server) printf host ;;
    --what) printf action ;;
    --limit) printf devices ;;
    --drop | --pin | --unpin) printf device ;;
    --revision) printf revision ;;
    --canary | --max-failures) printf count ;;
    --wave) printf percent ;;
    --soak) printf minutes ;;
    --at) printf time ;;
    --window) printf hours ;;
    --only-failed | --resume | --attach | --cancel) printf run ;;
    --status) printf optional-run ;;
    --force) printf optional-revision ;;
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

# command_with FLAG [RUN]: prints a command as it would be typed here.
command_with () {
  printf '%s' "./scripts/$script_name"
  [ -z "$server" ] || printf ' --server %s' "$server"
  printf ' %s' "$@"
}

# Whether this is about the queue and pins: it begins no run.
asks_about_queue () { is_given --queue || is_given --drop || is_given --pin || is_given --unpin; }

# Prints the device that is to be pinned, unpinned or dropped.
changed_device () { printf '%s' "$(value_of --drop)$(value_of --pin)$(value_of --unpin)"; }

# Prints the run that was in the question, to be repeated or continued.
earlier_run () { printf '%s' "$(value_of --only-failed)$(value_of --resume)"; }

# Sets named_run, the first that the log names, and begun_run. The plan names its run once; only a run that has begun is
# named again.
find_runs () {
  begun_run=$(value_of --attach)
  named_run=${begun_run:-$(runs_in_log "$(earlier_run)" | head -n 1)}
  if is_given --plan || is_given --status || is_given --cancel || asks_about_queue; then return; fi
  [ -n "$begun_run" ] || begun_run=$(runs_in_log "$(earlier_run)" | awk 'seen[$0]++ == 1' | head -n 1)
}

# Whether it was the runner that spoke: a forced command or a strange shell may end with 0 as well. It names a run, or
# says that nobody waits to be caught up (any more) or is left to repeat, or, asked how a run stands, that there has been none. What is asked
# about the queue names none either; what changes it names the device.
runner_spoke () {
  if [ -n "$(changed_device)" ]; then
    LC_ALL=C grep -Fq -e "$(changed_device)" "$log_file"
    return
  fi
  if is_given --status || asks_about_queue; then return; fi
  [ -z "$(runs_in_log "$(earlier_run)")" ] || return 0
  if [ -n "$(earlier_run)" ]; then
    LC_ALL=C grep -Fq -e "$(text runner-none-failed "$(earlier_run)")" -e "$(text runner-all-updated "$(earlier_run)")" -e "$(text runner-nothing-to-resume "$(earlier_run)")" "$log_file"
    return
  fi
  is_given --catch-up && LC_ALL=C grep -Fq -e "$(text runner-queue-empty)" -e "$(text runner-queue-pinned)" -e "$(text runner-queue-gone)" -e "$(text runner-queue-agent-gone)" "$log_file"
}

# Gives the log the name of the run that was begun, once; what began no run leaves none. Where there is no room for it,
# it stays as it is: it is the only copy.
keep_run_log () {
  local run=''
  [ "$log_file" = "$starting_log" ] && [ -z "$is_only_copy" ] || return 0
  find_runs
  case $status in 2 | 75) ;; *) run=$begun_run ;; esac
  if [ -z "$run" ]; then
    rm -f "$starting_log"
    log_file=
  elif ! keep_log "$run"; then
    is_only_copy=yes
    note not-kept "$log_file"
  # For a person only: a program knows where it put LOG_DIRECTORY.
  elif [ -t 2 ]; then note kept "$log_file"; fi
}

# finish STATUS: says what the runner could not say itself, and ends with a true exit code.
finish () {
  local status=$1
  case $status in
    0 | 2 | 3 | 75 | 130) exit "$status" ;;
    # Whatever else may have ended with 1, such as sudo: it named no run.
    1) [ -z "$named_run" ] || exit 1 ;;
  esac
  # ssh died of a Ctrl-C, or sent it to the far side before the runner was there; otherwise, the runner itself says how to look on again.
  if [ -n "$interrupted" ] && [ -n "$begun_run" ]; then
    note detached "$begun_run" "$(command_with --attach "$begun_run")"
    exit 130
  elif [ -n "$interrupted" ] && [ -z "$named_run" ]; then exit 130; fi
  if [ -n "$begun_run" ]; then
    note lost-sight "$begun_run" "$(command_with --attach "$begun_run")"
    exit 1
  fi
  [ -n "$server" ] || stop not-started-here "$status"
  [ "$status" -eq 255 ] || stop not-started-there "$server" "$SERVER_DIRECTORY" "${RUN_AS:-$(text same-account)}"
  [ -n "$named_run" ] || stop not-reached "$server"
  note lost-early "$named_run" "$(command_with --status "$named_run")"
  exit 1
}

choose_language "$settings_file" "$@"
read_arguments "$@"
if is_given --help; then help_update; exit 0; fi
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
starting_log=$log_file
status='' is_only_copy=''
# However it ends, with a closed terminal, too: what a run printed is kept.
trap 'trap "" HUP TERM INT; keep_run_log' EXIT
trap 'exit 129' HUP
trap 'exit 143' TERM

# Ctrl-C ends the looking on, not the run.
interrupted=
trap 'interrupted=yes' INT
logged run_runner ${runner_arguments[@]+"${runner_arguments[@]}"}
status=$?
# Another Ctrl-C must not end the programs that read the log.
trap '' INT
[ "$status" -ne 255 ] || ! LC_ALL=C grep -Fq '^C' "$log_file" || interrupted=yes
if [ "$status" -eq 0 ] && [ -n "$server" ] && ! runner_spoke; then
  # What another program printed is no run's output.
  status=2
  [ -z "$(changed_device)" ] || stop no-device-named "$server" "$SERVER_DIRECTORY" "${RUN_AS:-$(text same-account)}" "$(command_with --queue)" "$(changed_device)"
  stop no-run-named "$server" "$SERVER_DIRECTORY" "${RUN_AS:-$(text same-account)}" "$(command_with --status)"
fi
keep_run_log
finish "$status"
