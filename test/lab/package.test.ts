import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { agentPackage } from '../../scripts/package/agent-package.ts'
import { makePackage } from '../../scripts/package/make-package.ts'
import { serverPackage } from '../../scripts/package/server-package.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { debianPackages } from './debian-packages.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { startLab, type Lab } from './lab.ts'
import { checkout, nodeBinary } from './node-binary.ts'

const services = ['mimamori-collector', 'mimamori-agent', 'mimamori-alertmanager', 'mimamori-prometheus']
const pollTimeout = { withinMs: 300_000, everyMs: 1000 }
const nextVersion = '0.1.1'
/** An administrator who has installed one of Debian's services on purpose keeps it. */
const debianServices = ['prometheus', 'prometheus-alertmanager']

/** Answers each question of `mimamori setup` on a pseudo-terminal with the next argument. */
const answeringTerminal = `
import os, pty, re, sys
answers = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0: os.execvp('mimamori', ['mimamori', 'setup'])
shown, answered = b'', 0
while True:
    try: piece = os.read(terminal, 4096)
    except OSError: break
    if not piece: break
    shown += piece
    if answers and re.search(rb'(:|\\[y/N\\]) $', shown[answered:]):
        answered = len(shown)
        os.write(terminal, answers.pop(0).encode() + b'\\r')
sys.stdout.buffer.write(shown)
os.waitpid(pid, 0)
`

describeInLab('the Debian packages on a Debian 13', () => {
  const ended = untilAllEnd()
  let lab: Lab
  let debs: readonly string[]
  /** The server's package of the next version. */
  let next: string
  beforeAll(async () => {
    const source = {
      checkout, architecture: architectures.find(({ npm }) => npm === process.arch)!, node: join(nodeBinary, '../..')
    }
    const into = temporaryDirectory(ended)
    const options = { into, sourceDateEpoch: Math.floor(Date.now() / 1000), compression: 'none' } as const
    const made = serverPackage(source)
    const [debian, ...files] = await Promise.all([
      debianPackages('prometheus', 'prometheus-alertmanager', 'ansible-core', 'restic'),
      agentPackage(source).then((one) => makePackage(one, options)),
      makePackage(made, options)
    ])
    next = `/srv/ours/${basename(await makePackage({ ...made, description: { ...made.description, version: nextVersion } }, options))}`
    debs = files.map((file) => `/srv/ours/${basename(file)}`)
    lab = await startLab({ ids: ['pi-server'], binds: { '/srv/packages': debian, '/srv/ours': into } })
    await writeOn(lab.devices[0]!, '/etc/dpkg/dpkg.cfg.d/lab', 'force-unsafe-io\n')
    await writeOn(lab.devices[0]!, '/etc/apt/sources.list', 'deb [trusted=yes] file:/srv/packages ./\n')
    await server('sh', '-c', 'chmod 644 /etc/apt/sources.list && apt-get update')
  })
  afterAll(() => lab?.end())

  const server = (...argv: readonly string[]): Promise<string> => lab.devices[0]!.exec(argv, { timeoutMs: 600_000 })
  /** What it said, also where it failed. */
  const tried = (command: string): Promise<string> => server('sh', '-c', `${command} 2>&1 || echo "failed: $?"`)
  /** What `mimamori setup` shows on a terminal to a person who types these lines. */
  const answering = (...lines: readonly string[]): Promise<string> => server('python3', '-c', answeringTerminal, ...lines)
  const aptGet = (words: string): Promise<string> =>
    server('sh', '-c', `DEBIAN_FRONTEND=noninteractive apt-get --yes --no-install-recommends ${words} 2>&1`)
  const states = async (names: readonly string[]): Promise<readonly string[]> =>
    (await tried(`systemctl is-active ${names.join(' ')}`)).trim().split('\n').slice(0, names.length)

  test('apt installs the server with all that it needs, starts nothing and says what to do next', async () => {
    expect(await aptGet(`install ${debs[1]}`)).toContain('mimamori-server: now run: sudo mimamori setup')
    expect(await states([...services, ...debianServices])).toEqual([...services, ...debianServices].map(() => 'inactive'))
  })

  test('backups wait for their settings, by timers', async () => {
    expect(await server('systemctl', 'list-timers', '--all', '--no-pager')).toMatch(/mimamori-backup\.timer[^]*mimamori-backup-proof\.timer/)
    await server('systemctl', 'start', 'mimamori-backup')
    expect(await server('systemctl', 'show', '--property=ConditionResult,ExecMainStartTimestamp', 'mimamori-backup')).toMatch(
      /^ExecMainStartTimestamp=\nConditionResult=no\n$/
    )
  })

  test('one command sets the server up; the page answers, and the server reports as a device', async () => {
    expect(await server('mimamori', 'setup', '--plan')).toContain('- Start mimamori-prometheus\n')
    expect(await tried('mimamori setup < /dev/null')).toContain('--address ADDRESS --http|--https --updaters ACCOUNTS --yes')
    await server('useradd', 'sato')
    const asked = await answering('mimamori.lan', 'http', 'nobody-here', 'sato', '', 'no')
    expect(asked).toMatch(/Address or name [^]*http or https[^]*no such account on this machine: nobody-here[^]*Nightly backups[^]*Nothing was changed\./)
    expect(await states(services)).toEqual(services.map(() => 'inactive'))
    const done = await answering('mimamori.lan', 'http', 'sato', '', 'y')
    expect(done).toContain('- Write /etc/mimamori/collector.conf: devices and browsers use http://mimamori.lan:8080\r\n')
    expect(done).toContain('sudo mimamori login')
    expect(await server('getent', 'group', 'mimamori-admins')).toMatch(/:sato\n$/)
    expect(await states(services)).toEqual(services.map(() => 'active'))
    expect(await server('curl', '--silent', '--location', 'http://127.0.0.1:8080/admin')).toContain('<title>')
    await until('the server reports', async () => {
      const found = await server('mimamori', 'devices', 'list', '--json')
      return found.includes('"freshness":"fresh"') || found.includes('"freshness": "fresh"') || notYet(found)
    }, pollTimeout)
  })

  test('a backup is made once it has settings', async () => {
    expect(await server('mimamori', 'backup', 'init', '/mnt/backups')).toContain('mimamori backup')
    await server('systemctl', 'start', 'mimamori-backup')
    expect(await server('systemctl', 'show', '--property=ConditionResult,Result', 'mimamori-backup')).toBe('Result=success\nConditionResult=yes\n')
    expect(JSON.parse(await server('mimamori', 'restore', 'list', '--json'))).toMatchObject([{}])
  })

  test('a second set-up changes nothing, and an upgrade restarts what runs', async () => {
    expect(await answering('', '')).toContain('Everything is as it should be; nothing to do.')
    const pid = (): Promise<string> => server('systemctl', 'show', '--property=MainPID', '--value', 'mimamori-collector')
    const before = await pid()
    await aptGet(`install --reinstall ${debs[1]}`)
    expect(await pid()).not.toBe(before)
    expect(await states(services)).toEqual(services.map(() => 'active'))
  })

  /** Once the collector has started again. */
  const devices = (): Promise<string> => until('the devices are listed', async () => {
    const said = await tried('mimamori devices list')
    return said.includes('failed: ') ? notYet(said) : said
  }, pollTimeout)

  test('an upgrade copies the database first and keeps the devices', async () => {
    const before = await devices()
    await server('sh', '-c', 'echo "groups: []" > /etc/mimamori/prometheus/rules.yml')
    expect(await aptGet(`install ${next}`)).toContain(
      'The database of version 0.1.0 is copied to /var/lib/mimamori-backup/before-upgrade/1-0.1.0.db'
    )
    expect(await states(services)).toEqual(services.map(() => 'active'))
    expect((await devices()).split(/\s+/)).toEqual(expect.arrayContaining(before.split(/\s+/).filter((word) => word.startsWith('pi-'))))
  })

  test('the upgrade brings units, and rules made with the settings of the server', async () => {
    expect(await server('cat', '/etc/mimamori/prometheus/rules.yml')).toContain('alert: DeviceSilent')
    expect(await server('systemctl', 'show', '--property=FragmentPath', '--value', 'mimamori-prometheus')).toBe(
      '/usr/lib/systemd/system/mimamori-prometheus.service\n'
    )
    expect(await server('find', '/etc/systemd/system', '-name', 'mimamori-*', '-type', 'f')).toBe('/etc/systemd/system/mimamori-agent.service\n')
  })

  test('a downgrade is refused with how to go back, and the newer version goes on running', async () => {
    const pid = (): Promise<string> => server('systemctl', 'show', '--property=MainPID', '--value', 'mimamori-collector')
    const before = await pid()
    expect(await tried(`dpkg --install ${debs[1]}`)).toMatch(
      /0\.1\.0 cannot read the database of 0\.1\.1[^]*sudo mimamori restore before-upgrade\n[^]*failed: 1\n$/
    )
    expect(await server('dpkg-query', '--show', '--showformat=${Version} ${db:Status-Status}', 'mimamori-server')).toBe('0.1.1 installed')
    expect(await pid()).toBe(before)
    expect(await devices()).toContain('pi-server')
  })

  test('the commands of the refusal go back to the version and the database before', async () => {
    await server('mimamori', 'devices', 'enroll', 'pi-later')
    expect(await devices()).toContain('pi-later')
    await aptGet('remove mimamori-server')
    await aptGet(`install ${debs[1]}`)
    await server('mimamori', 'restore', 'before-upgrade', '--yes')
    await server('mimamori', 'setup', '--yes')
    expect(await devices()).toContain('pi-server')
    expect(await devices()).not.toContain('pi-later')
    expect(await states(services)).toEqual(services.map(() => 'active'))
  })

  test('the agent’s package leaves an agent alone that another has installed', async () => {
    expect(await tried(`dpkg --install ${debs[0]}`)).toMatch(/this device already has an agent[^]*failed: 1\n$/)
    expect(await states(['mimamori-agent'])).toEqual(['active'])
  })

  test('a removal leaves the data; the agent of a package goes on with the configuration that is there', async () => {
    await aptGet('remove mimamori-server')
    expect(await states(services)).toEqual(services.map(() => 'inactive'))
    expect(await server('ls', '/var/lib/mimamori-collector')).toContain('mimamori.db')
    await server('dpkg', '--install', debs[0]!)
    expect(await states(['mimamori-agent'])).toEqual(['active'])
    expect(await server('mimamori-agent', '--version')).toContain('0.1.0')
    await aptGet('purge mimamori-agent')
    expect(await states(['mimamori-agent'])).toEqual(['inactive'])
    expect(await server('ls', '/etc/mimamori')).toContain('agent.conf')
  })

  test('a purge leaves nothing but users', async () => {
    await aptGet('purge mimamori-server')
    const found = await server(
      'find', '/etc', '/usr', '/var', '/srv', '/opt', '-name', '*mimamori*', '-not', '-path', '/var/log/*', '-not', '-path', '/srv/ours/*'
    )
    expect(found).toBe('')
  })
})
