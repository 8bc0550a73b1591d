# The scripts for devices: the command for devices on the server, mimamori-devices, with a verb of its own.

# shellcheck disable=SC2034 # read by run_runner
runner_path=ansible/runner/bin/mimamori-devices.js

# run_verb WORD…: ends with its exit code, and prints the messages that the server could not print itself.
run_verb () {
  prepare_runner
  run_runner "$verb" "$@"
  finish "$?"
}

# Whether sudo on the server starts the command. It ends with 1 if it does not, for any reason, as the command does if something is
# left to do. If a password is needed for the answer, the command is taken to have started.
is_started_there () {
  [ -n "$server" ] && [ -n "$RUN_AS" ] || return 0
  runner_help "$verb" > /dev/null
  [ $? -ne 1 ]
}

# finish STATUS
finish () {
  if [ "$1" -eq 1 ] && ! is_started_there; then stop devices-not-started-by-sudo "$server" "$RUN_AS"; fi
  case $1 in 0 | 1 | 2 | 3 | 70 | 75 | 130) exit "$1" ;; esac
  [ -n "$server" ] || stop devices-not-started-here "$1"
  [ "$1" -ne 255 ] || stop devices-lost "$server"
  stop devices-not-started-there "$server"
}

show_own_help () { show_help "$verb"; }
