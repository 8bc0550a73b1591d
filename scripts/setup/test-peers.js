/* The Debian packages that the tests use as real peers, and how they are installed without starting their services. */
import { spawnSync } from 'child_process'
import { existsSync } from 'fs'
import { say, stop } from './say.js'
import { text } from './text.js'

const peers = [
  ['prometheus', '/usr/bin/prometheus'],
  ['prometheus-alertmanager', '/usr/bin/prometheus-alertmanager'],
  ['prometheus-pushgateway', '/usr/bin/prometheus-pushgateway'],
  ['prometheus-node-exporter', '/usr/bin/prometheus-node-exporter'],
  ['chromium', '/usr/bin/chromium'],
  ['fonts-ipafont-gothic', '/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf'],
  ['shellcheck', '/usr/bin/shellcheck'],
  ['gcc', '/usr/bin/gcc'],
  ['libc6-dev', '/usr/include/stdlib.h'],
  ['debootstrap', '/usr/sbin/debootstrap'],
  ['systemd-container', '/usr/bin/systemd-nspawn'],
  ['openssh-client', '/usr/bin/ssh'],
  ['openssh-server', '/usr/sbin/sshd'],
  ['original-awk', '/usr/bin/original-awk'],
  ['iproute2', '/usr/sbin/ip'],
  ['bubblewrap', '/usr/bin/bwrap'],
  ['docker-compose', '/usr/bin/docker-compose'],
  ['curl', '/usr/bin/curl'],
  ['openssl', '/usr/bin/openssl'],
  ['ansible-core', '/usr/bin/ansible-playbook'],
  ['ansible-lint', '/usr/bin/ansible-lint']
]

function run (command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status
}

/*
 * Debian starts a service as it is installed; while this file says 101 it does not (invoke-rc.d(8)). One that an administrator
 * has made stays. The shell takes ours away on Ctrl-C too, and the next run finds by its mark what a kill has left.
 */
const withoutStartingServices = `
set -u
# Here, since sudo hands no environment on.
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
mark='# for the installation of test peers by Mimamori'
if ! [ -e "$policy" ] || grep -qxF "$mark" "$policy"; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  printf '#!/bin/sh\\n%s\\nexit 101\\n' "$mark" > "$policy" && chmod 755 "$policy" || exit 1
fi
apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"
`

/** Installs what is missing, as root or with sudo; otherwise says what to install. */
export function installTestPeers () {
  const missing = peers.filter(([, file]) => !existsSync(file)).map(([name]) => name)
  if (missing.length === 0) return
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`
  const isRoot = process.getuid && process.getuid() === 0
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (!existsSync('/etc/debian_version') || !(isRoot || sudo)) {
    stop(text.peersMissing(command))
  }
  say(text.installingPeers(missing.join(' ')))
  const elevate = isRoot ? [] : ['sudo']
  const [shell, ...words] = [...elevate, 'sh', '-c', withoutStartingServices, 'sh', ...missing]
  const status = run(shell, words)
  if (status !== 0) stop(text.peersFailed(command))
  if (existsSync('/run/systemd/system')) {
    for (const unit of missing.filter((name) => name.startsWith('prometheus'))) run(elevate[0] || 'systemctl', elevate.length > 0 ? ['systemctl', 'disable', '--now', unit] : ['disable', '--now', unit])
  }
}
