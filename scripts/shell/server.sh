# The server, over SSH; or this machine, if there is none.

# Fills ssh_command with ssh and its options, without the host. Keys, users, ports and jump hosts are ~/.ssh/config's.
# $1: `terminal` if the far side gets one, `pipe` if it reads nothing, `git` if git speaks with it.
prepare_ssh () {
  ssh_command=(ssh -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4)
  [ -z "$SSH_CONFIG" ] || add_to_ssh -F "$SSH_CONFIG"
  case $1 in
    # Without the notice that the connection was closed, which a terminal's end always brings.
    terminal) add_to_ssh -t -o LogLevel=ERROR; return ;;
    pipe) add_to_ssh -T -n ;;
  esac
  # Fails rather than waits for a password that nobody is there to type.
  [ -t 0 ] || add_to_ssh -o BatchMode=yes
}

add_to_ssh () {
  ssh_command=(${ssh_command[@]+"${ssh_command[@]}"} "$@")
}

# The same for the runner: on a terminal if a person is at one.
prepare_runner () {
  if [ -t 0 ] && [ -t 1 ] && ! is_given --json; then prepare_ssh terminal; else prepare_ssh pipe; fi
}

# on_server PROGRAM ARGUMENT…: prints the command by which a shell on the server starts this program of Mimamori there as the system user.
# Without SERVER_DIRECTORY it is that of the package, unless the server runs a checkout that the package has not taken over.
on_server () {
  local program=$1 find='if [ -d /usr/lib/mimamori/server ] &&
    ! grep -qs /opt/mimamori/server /etc/systemd/system/mimamori-collector.service; then directory=/usr/lib/mimamori/server
    else directory=/opt/mimamori/server; fi'
  shift
  if [ -n "$SERVER_DIRECTORY" ]; then find=directory=$(quote_all "$SERVER_DIRECTORY"); fi
  # shellcheck disable=SC2016 # The server's shell fills these in.
  quote_all sh -c "$find; exec${RUN_AS:+ sudo -n -u $RUN_AS} "'"$directory/node_modules/.bin/node" "$directory/$0" "$@"' "$program" "$@"
}

# Completes `server` by the settings; fails if there is none, and this machine is none either.
find_server () {
  [ -n "$server" ] || server=$SERVER
  [ -n "$server" ] || [ -x "$checkout/node_modules/.bin/node" ]
}

# Reads the settings and finds the server; ends the script if that fails.
choose_server () {
  read_settings || exit 2
  find_server || stop no-server "$settings_file" "$checkout"
}

# run_runner ARGUMENT…: the program `runner_path` on `server` or here, in the script's language, with its exit code.
run_runner () {
  if [ -z "$server" ]; then
    "$checkout/node_modules/.bin/node" "$checkout/$runner_path" "$@" "--lang=$language"
  else
    ${ssh_command[@]+"${ssh_command[@]}"} "$server" -- \
      "$(on_server "$runner_path" "$@" "--lang=$language")"
  fi
}

# Prints the help of the program; asks for no password, since nobody would see why. Fails as it does.
runner_help () {
  prepare_ssh pipe
  add_to_ssh -o BatchMode=yes
  run_runner "$@" --help 2> /dev/null
}

# show_help ARGUMENT…: the options and settings of this computer, then the help of the program, if it can be asked. A script with options
# of its own names their text in `own_help`.
show_help () {
  text help-server
  [ -z "${own_help-}" ] || text "$own_help"
  text help-settings
  if ! { read_settings && find_server && runner_help "$@"; }; then text help-elsewhere; fi
}
