import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { agentUnit, watcherUnit } from './agent-unit.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { startWatchedLab, type WatchedLab } from './watched-lab.ts'

interface Status {
  readonly clientId: string
  readonly hostname: string | null
  readonly freshness: string
  readonly reason: { readonly code: string } | null
  readonly cpuUsage: number | null
  readonly memoryUsage: number | null
  readonly agentVersion: string | null
}

/**
 * Three intervals of 5 s until a device is late, up to 5 s until it is probed, and up to 75 s until a probe that failed is made again; with
 * room.
 */
const pollTimeout = { withinMs: 150_000, everyMs: 500 }

describeInLab('three lab devices with the bundled agent under its unit', () => {
  let lab: WatchedLab
  beforeAll(async () => { lab = await startWatchedLab({ ids: ['pi-cut', 'pi-off', 'pi-killed'], intervalSeconds: 5 }) })
  afterAll(() => lab?.end())

  const device = (id: string) => lab.devices.find((one) => one.id === id)!
  const statusOf = async (id: string): Promise<Status> => {
    const { clients } = await askAsAdmin<{ readonly clients: readonly Status[] }>(lab.collector, '/api/clients/status')
    return clients.find(({ clientId }) => clientId === id)!
  }
  const untilFresh = (id: string) => until(`${id} is fresh`, async () => {
    const { freshness, reason } = await statusOf(id)
    return (freshness === 'fresh' && reason === null) || notYet({ freshness, reason })
  }, pollTimeout)
  const untilReason = (id: string, code: string, freshness = 'late') => until(`${id} is ${freshness} for ${code}`, async () => {
    const found = await statusOf(id)
    return (found.reason?.code === code && found.freshness === freshness) || notYet({ freshness: found.freshness, reason: found.reason })
  }, pollTimeout)

  test('all report, with their own host names and true values', async () => {
    for (const { id } of lab.devices) {
      await untilFresh(id)
      const { hostname, memoryUsage, agentVersion } = await statusOf(id)
      expect(hostname).toBe(id)
      expect(memoryUsage).toBeGreaterThan(0)
      expect(agentVersion).toMatch(/^\d+\.\d+\.\d+/)
    }
  })

  test('the agent runs as its own user, and its unit has not been restarted', async () => {
    const shown = await device('pi-cut').exec(['systemctl', 'show', '--property=User,NRestarts,ActiveState', 'mimamori-agent'])
    expect(shown.trim().split('\n').sort()).toEqual(['ActiveState=active', 'NRestarts=0', 'User=mimamori-agent'])
  })

  test('what its programs log arrives with its unit and level', async () => {
    const logging = device('pi-cut')
    const linesOf = async (pattern: RegExp) => {
      const { logs } = await askAsAdmin<{
        readonly logs: readonly { readonly level: string, readonly message: string, readonly unit?: string }[]
      }>(lab.collector, '/api/clients/logs?clientId=pi-cut&limit=200')
      return logs.filter(({ message }) => pattern.test(message)).map(({ level, message, unit }) => ({ level, message, unit }))
    }
    const untilThere = (pattern: RegExp) => until(`${pattern} has arrived`, async () => {
      const found = await linesOf(pattern)
      return found.length > 0 ? found : notYet(found)
    }, pollTimeout)
    await logging.exec(['logger', '--priority=user.err', '--tag=labtest', '温度 first'])
    await logging.exec([
      'systemd-run',
      '--unit=lab-oven',
      '--wait',
      'sh',
      '-c',
      'printf "\\033[33mWARN\\033[0m second\\n"; printf "\\377 third\\n"'
    ])
    expect(await untilThere(/^温度 first$/)).toEqual([expect.objectContaining({ level: 'error', message: '温度 first' })])
    expect(await untilThere(/^WARN second$/)).toEqual([{ level: 'warn', message: 'WARN second', unit: 'lab-oven.service' }])
    expect(await untilThere(/^\ufffd third$/)).toEqual([{ level: 'info', message: '\ufffd third', unit: 'lab-oven.service' }])
    expect(await untilThere(/^Started lab-oven\.service/)).toEqual([expect.objectContaining({ unit: 'lab-oven.service' })])
    await until('its status counts the bytes that are no UTF-8', async () => {
      const shown = await logging.exec([agentUnit().nodePath, agentUnit().bundlePath, 'status'])
      return /^Journal: \d+ lines read .* with invalid characters replaced\.$/m.test(shown) || notYet(shown)
    }, pollTimeout)
  })

  test('the watcher runs under its unit beside the agent, and shows on the device that the collector notifies nobody', async () => {
    const watcher = device('pi-cut')
    await writeOn(watcher, '/etc/systemd/system/mimamori-watcher.service', watcherUnit())
    await writeOn(watcher, '/etc/mimamori/watcher.conf', `SERVER_URL=${lab.collector.origin}\nAFTER_MINUTES=0\nLANGUAGE=en\n`)
    await watcher.exec(['chmod', '600', '/etc/mimamori/watcher.conf'])
    await watcher.exec(['systemctl', 'daemon-reload'])
    await watcher.exec(['systemctl', 'enable', '--now', 'mimamori-watcher.service'])
    const ask = 'fetch("http://127.0.0.1:9180/state").then(async (answer) => console.log(await answer.text()))'
    await until('its page says so', async () => {
      const shown = await watcher.exec([agentUnit().nodePath, '--eval', ask]).catch((error: Error) => error.message)
      return /"kind":"alarm".*no Alertmanager is set/.test(shown) || notYet(shown)
    }, pollTimeout)
    const shown = await watcher.exec(['systemctl', 'show', '--property=DynamicUser,NRestarts,ActiveState', 'mimamori-watcher'])
    expect(shown.trim().split('\n').sort()).toEqual(['ActiveState=active', 'DynamicUser=yes', 'NRestarts=0'])
    await until('systemctl status says so, too', async () => {
      const status = await watcher.exec(['systemctl', 'show', '--property=StatusText', 'mimamori-watcher'])
      return status === 'StatusText=alarm\n' || notYet(status)
    }, pollTimeout)
  })

  test('the reason of each is named: cut off and killed do not answer, switched off has said so', async () => {
    // Its agent gives systemd 2 s to say what it is stopped for, and says “stopped” where it does not: no other goes down beside it.
    await device('pi-off').powerOff()
    await Promise.all([device('pi-cut').cutNetwork(), device('pi-killed').kill()])
    await Promise.all([
      untilReason('pi-cut', 'no_answer'),
      untilReason('pi-off', 'goodbye_poweroff'),
      untilReason('pi-killed', 'no_answer')
    ])
  })

  test('once the cable is in again, the power back, each is fresh by itself', async () => {
    await Promise.all([device('pi-cut').joinNetwork(), device('pi-off').boot(), device('pi-killed').boot()])
    await Promise.all(lab.devices.map(({ id }) => untilFresh(id)))
  })

  test('a reboot says that it is one', async () => {
    await device('pi-off').reboot()
    await until('pi-off has said that it reboots, or is back', async () => {
      const boots = await device('pi-off')
        .exec(['journalctl', '--list-boots', '--no-pager', '--quiet'], { timeoutMs: 10_000 })
        .catch(() => '')
      return boots.trim().split('\n').length >= 3 || notYet(boots)
    }, pollTimeout)
    expect(await device('pi-off').exec(['journalctl', '--boot=-1', '--unit=mimamori-agent', '--no-pager'])).toContain('reboot')
    await untilFresh('pi-off')
  })

  test('a device whose agent hangs answers, and one whose agent was stopped has said so', async () => {
    // Stopped by the signal and not killed: systemd would start a killed one again within 15 s.
    await device('pi-cut').exec(['systemctl', 'kill', '--signal=STOP', 'mimamori-agent'])
    await device('pi-killed').exec(['systemctl', 'stop', 'mimamori-agent'])
    await Promise.all([untilReason('pi-cut', 'answers'), untilReason('pi-killed', 'goodbye_stopped')])
  })
})
