# shellcheck shell=sh
# Puts the key from standard input into the file from which the agent of the device ($1) reads it: whole or not at all, with the old
# file's owner and mode. Run by root. `setting` and `loses`: device-script.ts.
set -eu
LC_ALL=C
export LC_ALL
umask 077
configuration=/etc/mimamori/agent.conf
IFS= read -r key
[ -n "$key" ]

if [ "$(setting CLIENT_ID "$configuration")" != "$1" ]; then
  echo "the agent here is not that of $1" >&2
  exit 1
fi
if [ -n "$(setting CLIENT_KEY "$configuration")" ]; then file=$configuration; else file=$(setting CLIENT_KEY_FILE "$configuration"); fi
file=$(readlink -f "$file")
if [ "$(loses "${file%/*}")" = memory ]; then
  echo "$file is in an overlay in memory, where the key would be gone at the next restart: turn the overlay off (sudo raspi-config, Performance, Overlay File System), restart, and run this again" >&2
  exit 1
fi
new=$file.mimamori-new
if [ -e "$file" ]; then cp -p "$file" "$new"; else cp -p "$configuration" "$new"; fi
# No pipe: the shell would not see its first part fail.
if [ -n "$(setting CLIENT_KEY "$configuration")" ]; then
  # In the environment, which root alone can read: an argument could be read by all.
  NEW_KEY=$key awk '/^[ \t]*(export[ \t]+)?CLIENT_KEY[ \t]*=/ { print "CLIENT_KEY=" ENVIRON["NEW_KEY"]; next } { print }' "$configuration" > "$new"
else
  printf '%s\n' "$key" > "$new"
fi
sync "$new"
mv "$new" "$file"
sync "${file%/*}"
