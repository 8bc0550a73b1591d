#!/bin/sh
# Installs Debian packages as root, without recommended ones and without starting their services: those that Mimamori
# needs run as processes of its own.
#   sh install-debian-packages.sh PACKAGE|FILE.deb ...
set -u
# Here, since sudo hands no environment on.
export DEBIAN_FRONTEND=noninteractive

# Debian starts a service as it is installed; while this file exits with 101 it does not (invoke-rc.d(8)). An administrator's own file
# stays. The shell removes ours on Ctrl-C too, and the next run finds by its mark the one that a kill has left.
policy=${POLICY_RC_D:-/usr/sbin/policy-rc.d}
mark='# for an installation by Mimamori'
if ! [ -e "$policy" ] || grep -qxF "$mark" "$policy"; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  printf '#!/bin/sh\n%s\nexit 101\n' "$mark" > "$policy" && chmod 755 "$policy" || exit 1
fi

# A server without internet must not wait for it; packages from a mirror or a USB stick are found all the same.
apt-get -o Acquire::Retries=0 -o Acquire::http::Timeout=15 -o Acquire::https::Timeout=15 update -qq || echo 'apt-get update failed; trying with the package lists that are there' >&2
apt-get install -y -qq --no-install-recommends "$@" || exit 1

# Keeps them from starting at the next boot, too.
if [ -d /run/systemd/system ]; then
  for package in "$@"; do
    name=${package##*/}
    case $name in prometheus*) systemctl disable --now "${name%%_*}" ;; esac
  done
fi
exit 0
