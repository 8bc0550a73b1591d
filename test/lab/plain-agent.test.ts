import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { ClientStatus } from '@mimamori/contract'
import { plainDirectory } from '../../agent/test/plain/plain-program.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import type { Device } from './device.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { startLab } from './lab.ts'
import { checkout } from './node-binary.ts'

const id = 'pi-zero-01'

/** What the guide has one type on the device in step 4. */
const typed = (): { readonly before: readonly string[], readonly after: readonly string[] } => {
  const step = readFileSync(join(checkout, 'docs/guides/32-bit-devices.md'), 'utf8').split('### □ 4. ')[1]!.split('### □ 5. ')[0]!
  const lines = step.split('\n').filter((line) => line.startsWith('sudo '))
  const editor = lines.findIndex((line) => line.startsWith('sudo nano '))
  return { before: lines.slice(0, editor), after: lines.slice(editor + 1) }
}

describeInLab('a device without the agent, on which somebody does what the guide for 32-bit systems says', () => {
  const ended = untilAllEnd()
  let device: Device
  let collector: CollectorProcess
  let key: string
  const type = (lines: readonly string[]): Promise<string> => device.exec(['sh', '-exc', `cd /root; ${lines.join('\n')}`])

  beforeAll(async () => {
    const lab = await startLab({ ids: [id], binds: {} })
    ended(() => lab.end())
    device = lab.devices[0]!
    const listen = { host: lab.address, port: await freePort(lab.address) }
    collector = await startCollector({
      dataDirectory: join(lab.directory, 'collector'),
      adminToken: randomBytes(32).toString('base64url'),
      listen,
      env: { MIMAMORI_ALLOW_HTTP: 'yes' }
    })
    ended(async () => { await collector.stop() })
    key = (await askAsAdmin<{ readonly key: string }>(collector, '/api/clients', { id, address: device.address })).key
    for (const name of readdirSync(plainDirectory)) {
      await writeOn(device, `/root/plain/${name}`, readFileSync(join(plainDirectory, name), 'utf8'))
    }
  })

  test('reports by its unit, as a user of its own that reads the journal, with its key in a file of root’s', async () => {
    await type(typed().before)
    await writeOn(device, '/etc/mimamori/agent.conf', `API_BASE_URL=${collector.origin.href}api\nCLIENT_ID=${id}\nCLIENT_KEY=${key}\n`)
    await device.exec(['chmod', '600', '/etc/mimamori/agent.conf'])
    await device.exec(['logger', '--priority=user.err', '--tag=labtest', '温度 first'])
    expect(await type(typed().after)).toContain(`reports to ${collector.origin.href}api`)
    const { clients } = await askAsAdmin<{ readonly clients: readonly ClientStatus[] }>(collector, '/api/clients/status')
    expect(clients.find(({ clientId }) => clientId === id)).toMatchObject({
      freshness: 'fresh',
      hostname: id,
      ipAddress: device.address,
      cpuUsage: expect.any(Number),
      memoryUsage: expect.any(Number)
    })
    const { logs } = await askAsAdmin<{ readonly logs: readonly { readonly message: string, readonly level: string }[] }>(
      collector,
      `/api/clients/logs?clientId=${id}&limit=200`
    )
    expect(logs).toContainEqual(expect.objectContaining({ level: 'error', message: '温度 first' }))
    expect(await device.exec(['stat', '--format=%U %a', '/etc/mimamori/agent.conf'])).toBe('root 600\n')
    expect(await device.exec(['systemctl', 'show', '--property=DynamicUser,Result', '--value', 'mimamori-report.service'])).toBe(
      'success\nyes\n'
    )
  })

  test('reports again by its timer, and systemd finds nothing wrong with the units', async () => {
    const lastSeen = async (): Promise<string | null> =>
      (await askAsAdmin<{ readonly clients: readonly ClientStatus[] }>(collector, '/api/clients/status')).clients[0]!.lastSeen
    const first = await lastSeen()
    await until('the timer has started it', async () => await lastSeen() !== first || notYet(first), { withinMs: 240_000, everyMs: 2000 })
    expect(await device.exec(['sh', '-c', 'systemd-analyze verify /etc/systemd/system/mimamori-report.* 2>&1'])).toBe('')
    expect(await device.exec(['sh', '-c', 'journalctl -u mimamori-report -p warning -o cat'])).toBe('')
  })
})
