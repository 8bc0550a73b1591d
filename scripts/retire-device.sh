#!/usr/bin/env bash
# Retires a device that is no longer used, from the administrator's own computer: passes the arguments to the command for devices on
# the server over SSH, which asks on this terminal before it begins, and ends with its exit code.
. "$(dirname "${BASH_SOURCE[0]}")/shell/begin.sh" || exit 2
. "$script_directory/shell/devices.sh" || exit 2
verb=retire
begin "$@"
choose_server
run_verb ${words[@]+"${words[@]}"}
