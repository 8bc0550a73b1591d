import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { alerts } from '../../src/alerts/index.ts'
import { alertmanagerConfig } from '../../src/config/alertmanager.ts'
import { yamlFile } from '../../src/yaml.ts'

const alertmanager = '/usr/bin/prometheus-alertmanager'
/** As testWith: skipped where it is missing, except in CI. */
const isMissing = !existsSync(alertmanager) && process.env['CI'] === undefined

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

type Labels = Readonly<Record<string, string>>

describe.skipIf(isMissing)('Debian’s Alertmanager with our configuration', () => {
  let url: string

  beforeAll(async () => {
    const directory = temporaryDirectory(() => {})
    const config = join(directory, 'alertmanager.yml')
    writeFileSync(config, yamlFile('', alertmanagerConfig({})))
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    const child = spawn(
      alertmanager,
      [
        `--config.file=${config}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address='
      ],
      { stdio: 'ignore' }
    )
    const ended = once(child, 'exit')
    await vi.waitFor(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), { timeout: 60_000, interval: 200 })
    return async () => {
      child.kill()
      await ended
      rmSync(directory, { recursive: true, force: true })
    }
  }, 90_000)

  /**
   * Has these fire, waits until those that are held back are the expected ones, and ends all, so that they hold back nothing of the next.
   */
  const expectHeldBack = async (fire: readonly Labels[], expected: (names: readonly string[]) => void): Promise<void> => {
    const mark = crypto.randomUUID()
    const post = async (endsAt?: string): Promise<void> => {
      const body = JSON.stringify(fire.map((labels) => ({ labels: { ...labels, mark }, ...endsAt !== undefined && { endsAt } })))
      expect((await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(
        200
      )
    }
    const read = async () =>
      (await (await fetch(`${url}/api/v2/alerts?filter=${encodeURIComponent(`mark="${mark}"`)}`)).json()) as {
        labels: Record<string, string>
        status: { inhibitedBy: readonly string[] }
      }[]
    await post()
    await vi.waitFor(async () => {
      const all = await read()
      expect(all).toHaveLength(fire.length)
      expected(
        all
          .filter(({ status }) => status.inhibitedBy.length > 0)
          .map(({ labels }) => `${labels['alertname']} ${labels['device'] ?? labels['site'] ?? ''}`)
          .sort()
      )
    }, { timeout: 20_000 })
    await post(new Date(Date.now() - 1000).toISOString())
    await vi.waitFor(async () => expect(await read()).toEqual([]), { timeout: 20_000 })
  }
  const of = (alertname: string, device: string, more: Labels = {}): Labels => ({ alertname, device, site: 'east', role: 'kiosk', ...more })

  test('holds back every alert of a site or device while the collector is down', async () => {
    const about = alerts
      .filter(({ page }) => page?.includes('$labels'))
      .map(({ name }) => (name === 'SiteSilent' ? { alertname: name, site: 'east' } : of(name, 'pi-1')))
    expect(about.length).toBe(29)
    await expectHeldBack([{ alertname: 'CollectorDown', instance: 'server:8080' }, ...about], (names) =>
      expect(names).toHaveLength(about.length)
    )
  })

  test('sends a silent site as one, and the other sites as ever', async () => {
    await expectHeldBack(
      [
        { alertname: 'SiteSilent', site: 'east' },
        of('DeviceSilent', 'pi-1'),
        of('DiskFull', 'pi-2', { mountpoint: '/' }),
        of('DeviceSilent', 'pi-9', { site: 'west' })
      ],
      (names) => expect(names).toEqual(['DeviceSilent pi-1', 'DiskFull pi-2'])
    )
  })

  test('holds back what a device that is late or silent reported last, but not what can be the cause', async () => {
    await expectHeldBack([
      of('DeviceLate', 'pi-1'), of('TooHot', 'pi-1'), of('KeyRefused', 'pi-1'), of('UpdateFailed', 'pi-1'),
      of('DeviceDown', 'pi-4', { severity: 'warning' }), of('DeviceSilent', 'pi-4', { severity: 'warning' }), of('TooHot', 'pi-4'),
      of('DeviceDown', 'pi-5', { severity: 'critical' }), of('DeviceSilent', 'pi-5', { severity: 'warning' }),
      of('DeviceSilent', 'pi-2'), of('WatchedServiceDown', 'pi-2', { name: 'kiosk.service' }), of('TooHot', 'pi-3')
    ], (names) => expect(names).toEqual(['DeviceSilent pi-4', 'TooHot pi-1', 'TooHot pi-4', 'WatchedServiceDown pi-2']))
  })

  test('notifies of the cause, and not of its effects, for the same device and disk', async () => {
    await expectHeldBack(
      [
        of('DiskFull', 'pi-1', { mountpoint: '/' }),
        of('DiskFillingUp', 'pi-1', { mountpoint: '/' }),
        of('DiskFillingUp', 'pi-1', { mountpoint: '/data' }),
        of('DiskOutOfSpace', 'pi-5', { mountpoint: '/' }),
        of('DiskFull', 'pi-5', { mountpoint: '/' }),
        of('IdentityConflict', 'pi-7'),
        of('Rebooting', 'pi-7'),
        of('Rebooting', 'pi-8'),
        of('TooHot', 'pi-2'),
        of('Throttled', 'pi-2'),
        of('Throttled', 'pi-3'),
        of('UpdateFailed', 'pi-4', { release: 'kiosk' }),
        of('VersionDrift', 'pi-4', { release: 'kiosk' }),
        of('UpdateOverdue', 'pi-4', { release: 'kiosk' }),
        of('UpdateFailed', 'pi-6', { release: 'mimamori-agent' }),
        of('VersionDrift', 'pi-6', { release: 'kiosk' }),
        of('UpdateOverdue', 'pi-6', { release: 'sensor' })
      ],
      (names) =>
        expect(names).toEqual([
          'DiskFillingUp pi-1',
          'DiskFull pi-5',
          'Rebooting pi-7',
          'Throttled pi-2',
          'UpdateOverdue pi-4',
          'VersionDrift pi-4'
        ])
    )
  })
})
