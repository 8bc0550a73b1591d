import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInLab } from './lab-here.ts'
import { startLab, type Lab } from './lab.ts'
import { checkout } from './node-binary.ts'
import { notYet, until } from '../../collector/test/until.ts'

const there = '/opt/mimamori/server'
/** Debian's, as installed: a device has no network to install them by. */
const packages = ['/usr/bin/prometheus', '/usr/bin/prometheus-alertmanager', '/usr/bin/amtool', '/usr/share/prometheus']
const services = ['mimamori-collector', 'mimamori-agent', 'mimamori-alertmanager', 'mimamori-prometheus']
const pollTimeout = { withinMs: 300_000, everyMs: 1000 }

describeInLab('npm run install-server on a Debian 13', () => {
  let lab: Lab
  let keyUnderStart: string
  beforeAll(async () => {
    mkdirSync(join(checkout, 'var'), { recursive: true })
    lab = await startLab({ ids: ['pi-server'], binds: { [there]: checkout, ...Object.fromEntries(packages.map((path) => [path, path])) } })
    // What npm start has kept here is none of the device's.
    await server('mount', '-t', 'tmpfs', 'tmpfs', `${there}/var`)
    await server('systemd-run', '--quiet', '--unit=npm-start', '--setenv=MIMAMORI_ALERTS=no', `--working-directory=${there}`, `${there}/node_modules/.bin/node`, `${there}/scripts/start.ts`)
    await until('npm start has made the server a device', async () => (await server('sh', '-c', `cat ${there}/var/agent/state.json 2>&1 || true`)).includes('{') || notYet(await server('journalctl', '--unit=npm-start', '--lines=5')), pollTimeout)
    keyUnderStart = await server('cat', `${there}/var/agent/key`)
    await server('systemctl', 'stop', 'npm-start')
  })
  afterAll(() => lab?.end())

  const server = (...argv: readonly string[]): Promise<string> => lab.devices[0]!.exec(argv, { timeoutMs: 600_000 })
  const installServer = (...args: readonly string[]): Promise<string> => server(`${there}/node_modules/.bin/node`, `${there}/scripts/install-server.ts`, ...args)
  const get = (url: string): Promise<string> => server('python3', '-c', 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())', url)
  const processes = async (): Promise<readonly string[]> => (await server('systemctl', 'show', '--property=MainPID', '--value', ...services)).trim().split(/\n+/)

  test('lists what it would do, and does none of it', async () => {
    expect(await installServer('--plan')).toContain('- Start mimamori-prometheus\n')
    expect(await server('sh', '-c', 'ls /etc/systemd/system /etc/mimamori 2>&1 || true')).not.toContain('mimamori-')
  })

  test('sets up the services, each of which does its work as a user of its own', async () => {
    expect(await installServer()).toContain('sudo mimamori login')
    expect((await server('systemctl', 'show', '--property=ActiveState,User,UnitFileState', '--value', ...services)).trim().split(/\n+/).sort())
      .toEqual(services.flatMap((service) => ['active', service, 'enabled']).sort())
    expect(await server('mimamori', 'login')).toContain('/admin/login#')
    expect(await get('http://127.0.0.1:9190/api/v1/rules')).toContain('"name":"DeviceSilent"')
    expect(await get('http://127.0.0.1:9293/api/v2/status')).toContain('name: collector')
  })

  test('lets each reach the others: Prometheus scrapes and sends alerts, Alertmanager brings them to the collector, which writes its configuration', async () => {
    await until('Prometheus scrapes the collector', async () => {
      const found = await get('http://127.0.0.1:9190/api/v1/query?query=up')
      return found.match(/"job":"mimamori-[a-z]+"},"value":\[[\d.]+,"1"\]/g)?.length === 2 || notYet(found)
    }, pollTimeout)
    await until('Prometheus has sent Watchdog to Alertmanager', async () => {
      const found = await get('http://127.0.0.1:9293/api/v2/alerts')
      return found.includes('Watchdog') || notYet(found)
    }, pollTimeout)
    await server('amtool', '--alertmanager.url=http://127.0.0.1:9293', 'alert', 'add', 'TooHot', 'device=pi-kiosk-03', 'severity=warning')
    await until('Alertmanager has brought an alert to the collector', async () => {
      const found = await server('mimamori', 'alerts', 'list')
      return found.includes('TooHot') || notYet(found)
    }, pollTimeout)
    await server('sh', '-c', 'echo http://127.0.0.1:9/ | mimamori receivers add chat --type webhook --url-file -')
    expect(await get('http://127.0.0.1:9293/api/v2/status')).toContain('chat/test')
  })

  test('goes on with the fleet of npm start, in which the server is a device that reports with the key that it had', async () => {
    expect(await server('cat', '/etc/mimamori/agent.key')).toBe(keyUnderStart)
    await until('the server reports', async () => {
      const found = await server('mimamori', 'devices', 'list', '--json')
      const devices = JSON.parse(found) as readonly { readonly clientId: string, readonly freshness: string }[]
      return (devices.length === 1 && devices[0]!.clientId === 'pi-server' && devices[0]!.freshness === 'fresh') || notYet(found)
    }, pollTimeout)
    expect(await server('stat', '--format=%a %U %G', '/etc/mimamori/agent.key')).toBe('640 root mimamori-agent\n')
    expect(await server('journalctl', '--unit=mimamori-agent', '--output=cat')).not.toMatch(/"level":"(?:error|warn)"/)
  })

  test('shows tokens and secrets to nobody but their reader', async () => {
    const modes = await server('sh', '-c', 'cd /var/lib/mimamori-collector && stat -c "%a %U %G %n" tokens/* alertmanager alertmanager/alertmanager.yml alertmanager/generation-*/chat-url | sed "s/generation-[^/]*/generation/" | sort -k4')
    expect(modes.trim().split('\n')).toEqual([
      '750 mimamori-collector mimamori-alertmanager alertmanager',
      '640 mimamori-collector mimamori-alertmanager alertmanager/alertmanager.yml',
      '640 mimamori-collector mimamori-alertmanager alertmanager/generation/chat-url',
      '640 mimamori-collector mimamori-alertmanager tokens/alertmanager',
      '640 mimamori-collector mimamori-prometheus tokens/prometheus',
      '600 mimamori-collector mimamori-collector tokens/update'
    ])
  })

  test('changes nothing the second time', async () => {
    const before = await processes()
    expect(await installServer()).toMatch(/^Everything is as it should be; nothing to do\.\n/)
    expect(await processes()).toEqual(before)
  })

  test('each comes back after kill -9', async () => {
    const before = await processes()
    await server('systemctl', 'kill', '--signal=KILL', ...services)
    await until('all run again, and answer', async () => {
      const now = await processes()
      if (now.some((pid, index) => pid === '0' || pid === before[index])) return notYet(now)
      return Promise.all(['8080/healthz', '9293/-/ready', '9190/-/ready'].map((address) => get(`http://127.0.0.1:${address}`))).then(() => true, (error: Error) => notYet(error))
    }, pollTimeout)
  })

  test('takes a change of the settings up, and the services away again, but not what they have stored', async () => {
    await server('sh', '-c', 'echo MIMAMORI_ALERTS=no >> /etc/mimamori/collector.conf')
    expect(await installServer()).toContain('Stop and remove mimamori-prometheus')
    expect(await installServer('--remove')).toContain('sudo rm -r /var/lib/mimamori-collector')
    expect(await server('sh', '-c', 'ls /etc/systemd/system /etc/systemd/system/* /etc/sysusers.d /etc/tmpfiles.d /usr/local/bin /etc/mimamori')).not.toMatch(/mimamori-|mimamori$|prometheus/m)
    expect(await server('sh', '-c', 'ls /var/lib/mimamori-collector /var/lib/mimamori-prometheus/data')).toMatch(/mimamori\.db[^]*wal/)
    expect(await installServer('--remove')).toContain('nothing to do')
  })
})
