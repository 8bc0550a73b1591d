# shellcheck shell=sh
# Prints facts about the agent on a device, a line each. Run by root; reads only. `setting`: program/src/shell-setting.ts.
LC_ALL=C
export LC_ALL
configuration=/etc/mimamori/agent.conf

fact () { printf '%s=%s\n' "$1" "$2"; }

fact client "$(setting CLIENT_ID "$configuration")"
key=$(setting CLIENT_KEY "$configuration")
file=$(setting CLIENT_KEY_FILE "$configuration")
if [ -n "$key" ]; then
  fact place "$configuration"
elif [ -n "$file" ]; then
  fact place "$file"
  key=$(tr -d '[:space:]' < "$file" 2> /dev/null)
fi
# The part of its hash that the collector shows (registered-device.ts); printf is the shell's own, so no other process is given the key.
if [ -n "$key" ]; then fact keyHash "$(printf '%s' "$key" | sha256sum | cut -c 1-16)"; fi
# The agent, or the script that reports in its place from a 32-bit system (agent/plain).
for unit in mimamori-agent.service mimamori-report.timer; do
  systemctl cat "$unit" > /dev/null 2>&1 || continue
  fact unit "$unit"
  fact agent "$(systemctl is-active "$unit")"
  fact starts "$(systemctl is-enabled "$unit" 2> /dev/null)"
  break
done
if [ -e /opt/mimamori/agent ] || [ -e /opt/mimamori/plain ]; then fact program yes; fi
exit 0
