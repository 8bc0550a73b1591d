/* The Debian packages that the tests use as real peers. */
import { spawnSync } from 'child_process'
import { existsSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { printMessage, stop } from './messages.js'
import { text } from './text.js'

const installer = join(dirname(fileURLToPath(import.meta.url)), 'install-debian-packages.sh')

const peers = [
  ['prometheus', '/usr/bin/prometheus'],
  ['prometheus-alertmanager', '/usr/bin/prometheus-alertmanager'],
  ['prometheus-pushgateway', '/usr/bin/prometheus-pushgateway'],
  ['prometheus-node-exporter', '/usr/bin/prometheus-node-exporter'],
  ['chromium', '/usr/bin/chromium'],
  ['fonts-ipafont-gothic', '/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf'],
  ['poppler-utils', '/usr/bin/pdftoppm'],
  ['cage', '/usr/bin/cage'],
  ['wlr-randr', '/usr/bin/wlr-randr'],
  ['grim', '/usr/bin/grim'],
  ['shellcheck', '/usr/bin/shellcheck'],
  ['lintian', '/usr/bin/lintian'],
  ['busybox', '/usr/bin/busybox'],
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
  ['qemu-user', '/usr/bin/qemu-aarch64'],
  ['libstdc++6-arm64-cross', '/usr/aarch64-linux-gnu/lib/libstdc++.so.6'],
  ['restic', '/usr/bin/restic'],
  ['dpkg-dev', '/usr/bin/dpkg-scanpackages'],
  ['gpg', '/usr/bin/gpg'],
  ['gpg-agent', '/usr/bin/gpg-agent'],
  ['ansible-core', '/usr/bin/ansible-playbook'],
  ['ansible-lint', '/usr/bin/ansible-lint']
]

/** Installs the missing ones, as root or with sudo; otherwise names them. */
export function installTestPeers () {
  const missing = peers.filter(([, file]) => !existsSync(file)).map(([name]) => name)
  if (missing.length === 0) return
  const byHand = `apt-get install --no-install-recommends ${missing.join(' ')}`
  const isRoot = process.getuid && process.getuid() === 0
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (!existsSync('/etc/debian_version') || !(isRoot || sudo)) {
    stop(text.peersMissing(byHand))
  }
  printMessage(text.installingPeers(missing.join(' ')))
  const [command, ...words] = [...isRoot ? [] : ['sudo'], 'sh', installer, ...missing]
  if (spawnSync(command, words, { stdio: ['ignore', 2, 2] }).status !== 0) stop(text.peersFailed(byHand))
}
