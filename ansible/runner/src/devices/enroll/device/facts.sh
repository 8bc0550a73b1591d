# shellcheck shell=sh
# Prints the facts that the server needs about a device before it changes anything there, a line each. Reads only.
# `setting` and `loses`: device-script.ts.
LC_ALL=C
export LC_ALL

fact () { printf '%s=%s\n' "$1" "$2"; }

fact hostname "$(uname -n)"
fact machine "$(uname -m)"
# The programs' bits, not the kernel's: a 64-bit kernel may carry a 32-bit system.
fact bits "$(getconf LONG_BIT)"
# shellcheck disable=SC1091 # the device's own
fact system "$(. /etc/os-release 2> /dev/null && printf '%s' "${PRETTY_NAME:-}")"
fact python "$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2> /dev/null)"
if [ -d /run/systemd/system ]; then fact systemd yes; fi
fact freeKilobytes "$( (df -Pk /opt 2> /dev/null || df -Pk /) | awk 'NR == 2 { print $4 }')"
if [ -d /opt ]; then fact loses "$(loses /opt)"; else fact loses "$(loses /)"; fi
fact availableKilobytes "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)"
fact epochSeconds "$(date +%s)"
if sudo -n true 2> /dev/null; then
  fact sudo yes
  fact client "$(sudo -n cat /etc/mimamori/agent.conf 2> /dev/null | setting CLIENT_ID -)"
  if sudo -n test -e /opt/mimamori/agent/current; then fact agent yes; fi
  fact agentRevision "$(sudo -n readlink /opt/mimamori/agent/current 2> /dev/null | sed 's|.*/||')"
  fact agentState "$(systemctl is-active mimamori-agent.service 2> /dev/null)"
fi
exit 0
