# shellcheck shell=sh
# Removes the key of a retired device ($1) from it, and with `agent` as the second word the agent with all that is its own. Its unit is
# stopped and disabled by then. Run by root, any number of times. `setting`: program/src/shell-setting.ts.
set -eu
LC_ALL=C
export LC_ALL
umask 077
configuration=/etc/mimamori/agent.conf

client=$(setting CLIENT_ID "$configuration")
if [ -n "$client" ] && [ "$client" != "$1" ]; then
  echo "the agent here is that of $client" >&2
  exit 1
fi
key_file=$(setting CLIENT_KEY_FILE "$configuration")
# A rotation that was killed may have left the second file.
if [ -n "$key_file" ]; then rm -f "$key_file" "$key_file.mimamori-new"; fi
if [ -n "$(setting CLIENT_KEY "$configuration")" ]; then
  file=$(readlink -f "$configuration")
  cp -p "$file" "$file.mimamori-new"
  sed -E '/^[[:blank:]]*(export[[:blank:]]+)?CLIENT_KEY[[:blank:]]*=/d' "$file" > "$file.mimamori-new"
  sync "$file.mimamori-new"
  mv "$file.mimamori-new" "$file"
fi
if [ "${2:-}" = agent ]; then
  # Files that the role mimamori.fleet.agent has installed (files/release.json), or an administrator of the script for 32-bit systems, and what
  # they keep. The program is last: while it exists, not everything has been deleted.
  rm -f /etc/systemd/system/mimamori-agent.service /etc/sysusers.d/mimamori-agent.conf /usr/local/bin/mimamori-agent \
    /etc/systemd/system/mimamori-report.service /etc/systemd/system/mimamori-report.timer \
    /etc/mimamori/agent.key /etc/mimamori/releases.d/mimamori-agent.json "$configuration" "$configuration.mimamori-new"
  rm -rf /var/lib/mimamori-agent /var/lib/mimamori-report /var/lib/private/mimamori-report
  systemctl daemon-reload
  rm -rf /opt/mimamori/agent /opt/mimamori/plain
fi
