# shellcheck shell=sh
# Lets the server log in: as USER ($1), by its public key ($2), with sudo. Run by root, any number of times.
set -eu
user=$1
key=$2

if ! command -v visudo > /dev/null; then
  echo 'sudo is not installed here. Raspberry Pi OS has it: reinstall Raspberry Pi OS on its SD card.' >&2
  exit 1
fi
id "$user" > /dev/null 2>&1 || useradd --create-home --shell /bin/bash "$user"
home=$(getent passwd "$user" | cut -d: -f6)
group=$(id -gn "$user")
install -d -o "$user" -g "$group" -m 700 "$home/.ssh"
keys=$home/.ssh/authorized_keys
if ! grep -qxF "$key" "$keys" 2> /dev/null; then
  # A file whose last line has no end gets one first.
  if [ -s "$keys" ] && [ -n "$(tail -c 1 "$keys")" ]; then echo >> "$keys"; fi
  printf '%s\n' "$key" >> "$keys"
fi
chown "$user:$group" "$keys"
chmod 600 "$keys"

# Under a name that sudo does not read, until it is checked.
rule=/etc/sudoers.d/mimamori
# Each command of an update is logged in a line of its own; that a session began and ended with it says nothing more.
printf 'Defaults:%s !pam_session\n%s ALL=(ALL) NOPASSWD: ALL\n' "$user" "$user" > "$rule.new"
chmod 440 "$rule.new"
visudo -cqf "$rule.new"
mv "$rule.new" "$rule"
