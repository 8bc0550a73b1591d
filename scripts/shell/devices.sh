# What the scripts for devices have in common: the command for devices on the server, mimamori-devices, with one of its verbs. A script
# may have `add_flag FLAG VALUE`, which adds what a flag of its own stands for, and fails where that is the verb's.

# shellcheck disable=SC2034 # read by run_runner
runner_path=ansible/runner/bin/mimamori-devices.js

add_flag () { return 1; }

add_argument () { runner_arguments[${#runner_arguments[@]}]=$1; }

# Sets `server`; ends the script where there is none, and this machine is none either.
choose_server () {
  read_settings "$settings_file"
  server=$(value_of --server)
  [ -n "$server" ] || server=$SERVER
  if [ -n "$server" ]; then check_host "$server"
  elif ! [ -x "$checkout/node_modules/.bin/node" ]; then stop no-server "$settings_file" "$checkout"; fi
}

# collect_runner_arguments VERB: fills runner_arguments with what was given, without what is only ours, and the language.
collect_runner_arguments () {
  local index flag value word
  runner_arguments=("$1")
  for word in ${operands[@]+"${operands[@]}"}; do
    has_control_character "$word" && stop control-character "$(text a-device)"
    add_argument "$word"
  done
  for ((index = 0; index < ${#given_flags[@]}; index++)); do
    flag=${given_flags[index]}
    value=${given_values[index]}
    case $flag in --server | --lang) continue ;; esac
    add_flag "$flag" "$value" && continue
    if [ -n "$value" ]; then add_argument "$flag=$value"; else add_argument "$flag"; fi
  done
  add_argument "--lang=$language"
}

# Runs the verb, on a terminal where a person is at one, and ends with its exit code.
run_verb () {
  if [ -t 0 ] && [ -t 1 ] && ! is_given --json; then prepare_ssh terminal; else prepare_ssh pipe; fi
  run_runner ${runner_arguments[@]+"${runner_arguments[@]}"}
  status=$?
  finish
}

# Whether sudo on the server starts the command. It ends with 1 where it does not, for whatever reason, as the command does where something is left to
# do. Without asking for a password, whose reason nobody would see; where that is needed, the command is taken to have started.
is_started_there () {
  [ -n "$server" ] && [ -n "$RUN_AS" ] || return 0
  prepare_ssh pipe
  add_to_ssh -o BatchMode=yes
  run_runner "${runner_arguments[0]}" --help > /dev/null 2>&1
  [ $? -ne 1 ]
}

# Ends with `status`, and says what the server could not say itself.
finish () {
  if [ "$status" -eq 1 ] && ! is_started_there; then stop devices-not-started-by-sudo "$server" "$RUN_AS"; fi
  case $status in 0 | 1 | 2 | 3 | 70 | 75 | 130) exit "$status" ;; esac
  [ -n "$server" ] || stop devices-not-started-here "$status"
  [ "$status" -ne 255 ] || stop devices-lost "$server"
  stop devices-not-started-there "$server" "$SERVER_DIRECTORY" "${RUN_AS:-$(text same-account)}"
}
