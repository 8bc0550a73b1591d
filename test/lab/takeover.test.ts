import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { makePackage } from '../../scripts/package/make-package.ts'
import { serverPackage } from '../../scripts/package/server-package.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { writeSettings } from '../scripts/admin-computer.ts'
import { debianPackages } from './debian-packages.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { startLab, type Lab } from './lab.ts'
import { checkout, nodeBinary } from './node-binary.ts'

const there = '/opt/mimamori/server'
const packaged = '/usr/lib/mimamori/server'
const services = ['mimamori-collector', 'mimamori-agent', 'mimamori-alertmanager', 'mimamori-prometheus', 'mimamori-requests']
const pollTimeout = { withinMs: 300_000, everyMs: 1000 }
/** Secrets and settings that are nobody's to write but an administrator's, or that devices and people have a part of. */
const kept = [
  '/etc/mimamori/collector.conf', '/etc/mimamori/update.conf', '/etc/mimamori/agent.id', '/etc/mimamori/agent.key', '/etc/mimamori/enroll-token',
  '/etc/mimamori/update-token', '/etc/mimamori/https/ca.pem', '/var/lib/mimamori/.ssh/mimamori_ed25519', '/var/lib/mimamori-collector/admin-token'
]
const ownVariables = 'release_name: signage\nrelease_units: [kiosk.service]\n'

describeInLab('a server of a checkout on which the package is installed', () => {
  const ended = untilAllEnd()
  let lab: Lab
  let deb: string
  let home: string
  beforeAll(async () => {
    const into = temporaryDirectory(ended)
    const architecture = architectures.find(({ npm }) => npm === process.arch)!
    const [debian, file] = await Promise.all([
      debianPackages('prometheus', 'prometheus-alertmanager', 'ansible-core', 'restic'),
      makePackage(serverPackage({ checkout, architecture, node: join(nodeBinary, '../..') }), {
        into, sourceDateEpoch: Math.floor(Date.now() / 1000), compression: 'none'
      })
    ])
    deb = `/srv/ours/${basename(file)}`
    lab = await startLab({ ids: ['pi-server', 'pi-zero-01'], binds: { '/srv/packages': debian, '/srv/ours': into, [there]: checkout } })
    await writeOn(lab.devices[0]!, '/etc/dpkg/dpkg.cfg.d/lab', 'force-unsafe-io\n')
    await writeOn(lab.devices[0]!, '/etc/apt/sources.list', 'deb [trusted=yes] file:/srv/packages ./\n')
    // A checkout of the server's own.
    await shell(`chmod 644 /etc/apt/sources.list && apt-get update && mkdir /run/own && mount -t tmpfs tmpfs /run/own &&
      mkdir /run/own/upper /run/own/work && mount -t overlay overlay -o lowerdir=${there},upperdir=/run/own/upper,workdir=/run/own/work ${there} &&
      rm -rf ${there}/var ${there}/ansible/inventory`)
    await shell(`useradd --create-home --shell /bin/sh sato; install -d -o sato /home/sato/.ssh
      install -o sato -m 600 /root/.ssh/authorized_keys /home/sato/.ssh/`)
    home = join(lab.directory, 'computer')
    mkdirSync(join(home, 'signage'), { recursive: true })
    writeFileSync(
      join(home, 'ssh_config'),
      `Host pi-server\n  HostName ${lab.devices[0]!.address}\n  User sato\n  IdentityFile ${lab.keyFile}\n  UserKnownHostsFile /dev/null\n` +
      '  StrictHostKeyChecking no\n  LogLevel ERROR\n'
    )
    writeSettings(home, `SERVER=pi-server\nSSH_CONFIG=${join(home, 'ssh_config')}\n`)
    onComputer('git init --quiet && git -c user.name=sato -c user.email=sato@factory.lan commit --quiet --allow-empty --message=first')
  })
  afterAll(() => lab?.end())

  const server = (...argv: readonly string[]): Promise<string> => lab.devices[0]!.exec(argv, { timeoutMs: 600_000 })
  const shell = (command: string): Promise<string> => server('sh', '-c', command)
  /** In the checkout of an application on sato's computer. */
  const onComputer = (command: string): string => {
    const { stdout, stderr } = spawnSync('bash', ['-c', command], {
      cwd: join(home, 'signage'), encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' }
    })
    return stdout + stderr
  }
  /** The report that a device without the agent makes once a minute, now. */
  const report = (): Promise<string> =>
    lab.devices[1]!.exec(['sh', '-c', 'systemctl start mimamori-report.service; journalctl -u mimamori-report -n 1 -o cat --no-pager'])
  const untilReported = (): Promise<string> => until('the device reports', async () => {
    const said = await report()
    return said.includes('reports to') ? said : notYet(said)
  }, pollTimeout)
  const listed = async (words: string): Promise<readonly unknown[]> => JSON.parse(await shell(`mimamori ${words} --json`)) as readonly unknown[]
  const stored = async (): Promise<unknown> => ({
    files: await server('sha256sum', ...kept),
    devices: (await listed('devices list')).length,
    users: await listed('users list'),
    receivers: await listed('receivers list'),
    tokens: (await listed('tokens list')).length
  })
  const pids = (): Promise<string> => server('systemctl', 'show', '--property=MainPID', '--value', ...services)

  test('has a device that reports, people, a receiver, a release and an inventory of its own', async () => {
    await shell(`${there}/node_modules/.bin/node ${there}/scripts/install-server.ts --updaters sato`)
    expect(await server('readlink', '-f', '/usr/local/bin/mimamori')).toBe(`${there}/collector/bin/mimamori\n`)
    await writeOn(lab.devices[0]!, `${there}/ansible/inventory/group_vars/clients.yml`, ownVariables)
    await shell('mimamori https enable; echo MIMAMORI_UPDATE_REQUESTS=update > /etc/mimamori/update.conf')
    await until('it answers by https', async () =>
      (await shell('curl --silent --cacert /etc/mimamori/https/ca.pem https://127.0.0.1:8443/healthz || true')).includes('"ok":true') || notYet(''), pollTimeout)
    await shell(`${there}/node_modules/.bin/node ${there}/scripts/install-server.ts; mimamori users create tanaka --role viewer
      echo http://127.0.0.1:9/ | mimamori receivers add chat --type webhook --url-file -`)
    const { key } = JSON.parse(await shell('mimamori devices enroll pi-zero-01 --json')) as { readonly key: string }
    const device = lab.devices[1]!
    await device.exec(['sh', '-ec', `cd ${there}/agent/plain; install -D -m 755 -t /opt/mimamori/plain *.sh *.awk
      install -m 644 mimamori-report.service mimamori-report.timer /etc/systemd/system/`])
    await writeOn(device, '/etc/mimamori/agent.conf', [
      `API_BASE_URL=http://${lab.devices[0]!.address}:8080/api`, 'CLIENT_ID=pi-zero-01', `CLIENT_KEY=${key}`, ''
    ].join('\n'))
    await device.exec(['systemctl', 'daemon-reload'])
    await untilReported()
    expect(onComputer(`${checkout}/scripts/publish-release.sh --yes`)).toContain('signage')
  })

  let before: unknown
  let running: string
  test('goes on running from the checkout while the package is installed, whose command is then the one on the PATH', async () => {
    before = await stored()
    running = await pids()
    expect(await shell(`DEBIAN_FRONTEND=noninteractive apt-get --yes --no-install-recommends install ${deb} 2>&1`)).toContain(
      'now run: sudo mimamori setup'
    )
    expect(await pids()).toBe(running)
    expect(await shell('command -v mimamori')).toBe('/usr/bin/mimamori\n')
  })

  test('is left as it is if a newer version has written its database', async () => {
    const version = (how: string): Promise<string> =>
      server('python3', '-c', `import sqlite3
connection = sqlite3.connect('/var/lib/mimamori-collector/mimamori.db')
value = connection.execute('PRAGMA user_version').fetchone()[0]
connection.execute(f'PRAGMA user_version = {value ${how} 1}')`)
    await version('+')
    expect(await shell('mimamori setup --yes 2>&1 || true')).toMatch(/mimamori\.db was written by a newer version [^]*Nothing was changed/)
    expect(await pids()).toBe(running)
    await version('-')
  })

  test('is taken over by the set-up, which says so first, and runs from the package', async () => {
    const said = await shell('mimamori setup --yes')
    expect(said).toMatch(new RegExp(`^Take over the server that runs from ${there}: .*\nCopy ${there}/ansible/inventory to /etc/mimamori/inventory`))
    expect(said).toContain(`\n${there} is no longer used.`)
    const [now, former] = [(await pids()).trim().split(/\n+/), running.trim().split(/\n+/)]
    expect(now.filter((pid) => pid === '0' || former.includes(pid))).toEqual([])
    const inCheckout = await shell(`for pid in ${now.join(' ')}; do tr '\\0' ' ' < /proc/$pid/cmdline; done; systemctl cat 'mimamori-*'`)
    expect(inCheckout).not.toContain(there)
    expect(inCheckout).toContain(`${packaged}/collector/src/start.ts`)
    expect((await server('find', '/etc/systemd/system', '-name', 'mimamori-*', '-type', 'f', '-printf', '%f\n')).trim().split('\n').sort()).toEqual(
      ['mimamori-agent.service', 'mimamori-https.service', 'mimamori-https.timer']
    )
    expect(await server('find', '/etc/systemd/system', '-xtype', 'l')).toBe('')
    expect(await shell('systemctl is-enabled mimamori-catch-up.timer mimamori-https.timer')).toBe('enabled\nenabled\n')
  })

  test('has lost nothing: devices report with their keys, and people, receivers, tokens, settings and releases are the same', async () => {
    expect(await stored()).toEqual(before)
    await untilReported()
    await until('the server reports', async () => {
      const found = await shell('mimamori devices list --json')
      const devices = JSON.parse(found) as readonly { readonly freshness: string }[]
      return devices.every(({ freshness }) => freshness === 'fresh') || notYet(found)
    }, pollTimeout)
    expect(await server('cat', '/etc/mimamori/inventory/group_vars/clients.yml')).toBe(ownVariables)
    expect(await server('ls', '/var/lib/mimamori-backup/before-upgrade')).toMatch(/^1-.*\.db\n$/)
    expect(onComputer(`${checkout}/scripts/publish-release.sh --plan`)).toContain('signage')
    expect(await shell(`cd ${packaged}/ansible && runuser -u mimamori -- ansible-inventory --graph`)).toContain('pi-zero-01')
  })

  test('finds nothing to do the second time', async () => {
    const now = await pids()
    expect(await shell('mimamori setup --yes')).toMatch(/^Everything is as it should be; nothing to do\.\n/)
    expect(await pids()).toBe(now)
  })
})
