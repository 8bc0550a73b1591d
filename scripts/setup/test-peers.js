/* The Debian packages that the tests use as real peers, and how they are installed without starting their services. */
import { spawnSync } from 'child_process'
import { existsSync, unlinkSync, writeFileSync } from 'fs'
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
  ['curl', '/usr/bin/curl'],
  ['openssl', '/usr/bin/openssl'],
  ['ansible-core', '/usr/bin/ansible-playbook'],
  ['ansible-lint', '/usr/bin/ansible-lint']
]

const policyFile = '/usr/sbin/policy-rc.d'

function run (command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status
}

/** Debian starts a service as it is installed; while this file says 101 it does not (invoke-rc.d(8)). */
function withoutStartingServices (elevate, install) {
  if (existsSync(policyFile)) return install()
  const write = elevate.length > 0
    ? run(elevate[0], ['sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${policyFile} && chmod 755 ${policyFile}`])
    : (writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 }), 0)
  if (write !== 0) return write
  try {
    return install()
  } finally {
    if (elevate.length > 0) run(elevate[0], ['rm', '-f', policyFile])
    else unlinkSync(policyFile)
  }
}

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
  const apt = (...args) => run(elevate[0] || 'apt-get', elevate.length > 0 ? ['apt-get', ...args] : args)
  const status = withoutStartingServices(elevate, () => apt('update', '-qq') || apt('install', '-y', '-qq', '--no-install-recommends', ...missing))
  if (status !== 0) stop(text.peersFailed(command))
  if (existsSync('/run/systemd/system')) {
    for (const unit of missing.filter((name) => name.startsWith('prometheus'))) run(elevate[0] || 'systemctl', elevate.length > 0 ? ['systemctl', 'disable', '--now', unit] : ['disable', '--now', unit])
  }
}
