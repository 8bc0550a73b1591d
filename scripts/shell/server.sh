# The server, over SSH; or this machine, where there is none.

# Fills ssh_command with ssh and its options, without the host. Keys, users, ports and jump hosts are ~/.ssh/config's.
# $1: `terminal` where the far side shall have one, `pipe` where it reads nothing, `git` where git speaks with it.
prepare_ssh () {
  ssh_command=(ssh -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4)
  [ -z "$SSH_CONFIG" ] || add_to_ssh -F "$SSH_CONFIG"
  case $1 in
    # Without the notice that the connection was closed, which a terminal's end always brings.
    terminal) add_to_ssh -t -o LogLevel=ERROR; return ;;
    pipe) add_to_ssh -T -n ;;
  esac
  # Where nobody is there to type a password: fail rather than wait for one.
  [ -t 0 ] || add_to_ssh -o BatchMode=yes
}

add_to_ssh () {
  ssh_command=(${ssh_command[@]+"${ssh_command[@]}"} "$@")
}

# Prints what a shell on the server runs to start the program there as the system user.
as_system_user () {
  if [ -n "$RUN_AS" ]; then quote_all sudo -n -u "$RUN_AS" "$@"; else quote_all "$@"; fi
}

# Ends the script where the host cannot be one: ssh would take it for an option.
check_host () {
  case $1 in
    '' | -* | *[[:space:]]*) stop bad-value --server "$(text expected-host)" "$1" ;;
  esac
  has_control_character "$1" && stop control-character --server
  return 0
}

# run_runner ARGUMENT…: the update runner, on `server` or here, with its exit code.
run_runner () {
  if [ -z "$server" ]; then
    "$checkout/node_modules/.bin/node" "$checkout/$runner_path" "$@"
  else
    ${ssh_command[@]+"${ssh_command[@]}"} "$server" -- "$(as_system_user "$SERVER_DIRECTORY/node_modules/.bin/node" "$SERVER_DIRECTORY/$runner_path" "$@")"
  fi
}
