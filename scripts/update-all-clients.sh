#!/usr/bin/env bash
# Updates every client, or restarts or reboots it, from the administrator's own computer: hands the flags to the update runner on the
# server over SSH, shows its output as it comes, stores it in logs/, and ends with the runner's exit code.
. "$(dirname "${BASH_SOURCE[0]}")/shell/begin.sh" || exit 2
. "$script_directory/shell/run-log.sh" || exit 2
# shellcheck disable=SC2034 # read by run_runner
runner_path=ansible/runner/bin/mimamori-runner.js

show_own_help () { show_help; }

# command_with FLAG [RUN]: prints a command as it would be typed here.
command_with () {
  printf '%s' "./scripts/$script_name"
  [ -z "$server" ] || printf ' --server %s' "$server"
  printf ' %s' "$@"
}

# Whether this only asks, or is about the queue and pins: it begins no run.
begins_no_run () {
  local flag
  for flag in --plan --status --cancel --queue --drop --pin --unpin; do is_given "$flag" && return 0; done
  return 1
}

# Prints the device that is to be pinned, unpinned or dropped.
changed_device () { printf '%s' "$(value_of --drop)$(value_of --pin)$(value_of --unpin)"; }

# Prints the run that was in the question, to be repeated or continued.
earlier_run () { printf '%s' "$(value_of --only-failed)$(value_of --resume)"; }

# Sets named_run, the first that the log names, and begun_run. The plan names its run once; only a run that has begun is
# named again.
find_runs () {
  begun_run=$(value_of --attach)
  is_run_id "$begun_run" || begun_run=
  named_run=${begun_run:-$(runs_in_log "$(earlier_run)" | head -n 1)}
  begins_no_run && return
  [ -n "$begun_run" ] || begun_run=$(runs_in_log "$(earlier_run)" | awk 'seen[$0]++ == 1' | head -n 1)
}

# Whether it was the runner that spoke: a forced command or a strange shell may end with 0 as well. It names a run, or the device that was
# changed, or it can be asked for its help.
runner_spoke () {
  if is_given --status || is_given --queue; then return; fi
  if [ -n "$(changed_device)" ] && LC_ALL=C grep -Fq -e "$(changed_device)" "$log_file"; then return; fi
  [ -z "$(runs_in_log "$(earlier_run)")" ] || return 0
  # Not -q: ended early, it would end ssh by a signal, and with it (pipefail) the whole line.
  runner_help | LC_ALL=C grep -F mimamori-runner > /dev/null
}

# Gives the log the name of the run that was begun, once; without a run, it is removed. If the disk has no room for it, it is unchanged:
# it is the only copy.
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
  # For a person only: a program knows its own LOG_DIRECTORY.
  elif [ -t 2 ]; then note kept "$log_file"; fi
}

# finish STATUS: prints messages that the runner could not print itself, and ends with a true exit code.
finish () {
  local status=$1
  case $status in
    0 | 2 | 3 | 75 | 130) exit "$status" ;;
    # Another program, such as sudo, may have ended with 1: it named no run.
    1) [ -z "$named_run" ] || exit 1 ;;
  esac
  # ssh died of a Ctrl-C, or sent it to the far side before the runner was there; otherwise, the runner itself says how to follow the run.
  if [ -n "$interrupted" ] && [ -n "$begun_run" ]; then
    note detached "$begun_run" "$(command_with --attach "$begun_run")"
    exit 130
  elif [ -n "$interrupted" ] && [ -z "$named_run" ]; then exit 130; fi
  if [ -n "$begun_run" ]; then
    note lost-sight "$begun_run" "$(command_with --attach "$begun_run")"
    exit 1
  fi
  [ -n "$server" ] || stop not-started-here "$status"
  [ "$status" -eq 255 ] || stop not-started-there "$server"
  [ -n "$named_run" ] || stop not-reached "$server"
  note lost-early "$named_run" "$(command_with --status "$named_run")"
  exit 1
}

begin "$@"
choose_server
prepare_runner
prepare_log "${LOG_DIRECTORY:-$checkout/logs}"
starting_log=$log_file
status='' is_only_copy=''
# However it ends, with a closed terminal, too, the output of the run is kept.
trap 'trap "" HUP TERM INT; keep_run_log' EXIT
trap 'exit 129' HUP
trap 'exit 143' TERM

# Ctrl-C ends the view, not the run.
interrupted=
trap 'interrupted=yes' INT
logged run_runner ${words[@]+"${words[@]}"}
status=$?
# Another Ctrl-C must not end the programs that read the log.
trap '' INT
[ "$status" -ne 255 ] || ! LC_ALL=C grep -Fq '^C' "$log_file" || interrupted=yes
if [ "$status" -eq 0 ] && [ -n "$server" ] && ! runner_spoke; then
  # The output of another program is no run's.
  status=2
  stop no-runner "$server" "$(command_with --status)"
fi
keep_run_log
finish "$status"
