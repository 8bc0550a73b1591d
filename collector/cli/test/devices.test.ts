import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { clockInTest } from '../../test/collector-in-test.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { onServer } from './on-server.ts'

describe('mimamori devices', () => {
  test('enrolls a device and prints exactly its id and key as JSON', async () => {
    const { collector, mimamori } = await onServer()
    const { code, out } = await mimamori('devices', 'enroll', 'pi-1', '--site', 'north', '--role', 'kiosk', '--label', 'floor=2', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ id: 'pi-1', key: expect.stringMatching(/^mmk_/) as string })
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ site: 'north', role: 'kiosk', labels: { floor: '2' } })
  })

  test('lists devices in columns that line up, also in Japanese', async () => {
    const { mimamori } = await onServer()
    expect((await mimamori('devices', 'list')).out).toContain(
      'No device is enrolled yet. To enroll one: sudo mimamori devices enroll pi-kiosk-01'
    )
    await mimamori('devices', 'enroll', 'pi-1', '--site', '北工場')
    await mimamori('devices', 'enroll', 'pi-kiosk-03', '--site', 'south')
    const { out } = await mimamori('devices', 'list', '--lang', 'ja')
    expect(out.split('\n').slice(1, -1).map((line) => line.slice(0, 36))).toEqual([
      expect.stringMatching(/^pi-1 {9}北工場 {8}報告待ち/) as string,
      expect.stringMatching(/^pi-kiosk-03 {2}south {9}報告待ち/) as string
    ])
    expect(out).toContain('まだ一度も報告がありません')
  })

  test('says of each device the same word in its row, in the totals and where it is shown alone', async () => {
    const clock = clockInTest(Date.now())
    const { mimamori, collector } = await onServer({ clock })
    const words = {
      'pi-heard': 'down', 'pi-never': 'waiting for first report', 'pi-refused': 'reports rejected', 'pi-off': 'off',
      'pi-paused': 'paused', 'pi-retired': 'retired', 'pi-revoked': 'revoked'
    }
    const keys = new Map<string, string>()
    for (const id of Object.keys(words)) keys.set(id, await collector.enroll({ id }))
    const report = async (id: string, body: string, shutdown: Record<string, string> = {}): Promise<number> =>
      (await collector.sendBatch(keys.get(id)!, body, shutdown)).statusCode
    expect(await report('pi-heard', 'a 1\n')).toBeLessThan(300)
    expect(await report('pi-off', 'a 1\n', { [batchHeaders.shutdownReport]: 'poweroff' })).toBeLessThan(300)
    for (const state of ['pause', 'retire', 'revoke']) await mimamori('devices', state, `pi-${state}d`)
    // A millisecond behind the limit of DeviceDown.
    clock.advance(10 * 60_000 + 1)
    expect(await report('pi-refused', 'a much\n')).toBe(422)
    const list = async (...options: readonly string[]) => {
      const lines = (await mimamori('devices', 'list', ...options)).out.split('\n')
      return {
        rows: Object.fromEntries(lines.slice(1, -1).map((line) => line.split(/ {2,}/)).map(([id, word]) => [id, word])),
        totals: new Set(lines.at(-1)!.split(' · ').slice(1))
      }
    }
    const { 'pi-retired': retired, 'pi-revoked': revoked, ...inUse } = words
    expect(await list()).toEqual({
      rows: inUse, totals: new Set([...Object.values(inUse).map((word) => `${word}: 1`), 'with warnings: 1'])
    })
    expect(await list('--status', 'retired')).toEqual({
      rows: { 'pi-retired': retired, 'pi-revoked': revoked }, totals: new Set(['retired: 1', 'revoked: 1'])
    })
    // The API's filter counts as the list does; a device that is down is late there.
    for (const [freshness, status] of [['fresh', 'online'], ['late', 'down'], ['silent', 'silent']] as const) {
      const { clients } = (await collector.asAdmin({
        url: `/api/clients/status?freshness=${freshness}`
      })).json<{ clients: readonly { clientId: string }[] }>()
      const listed = JSON.parse((await mimamori('devices', 'list', '--status', status, '--json')).out) as readonly { clientId: string }[]
      expect([freshness, clients.map(({ clientId }) => clientId)]).toEqual([freshness, listed.map(({ clientId }) => clientId)])
      expect(clients.map(({ clientId }) => clientId)).toEqual(freshness === 'late' ? ['pi-heard'] : [])
    }
    expect((await mimamori('devices', 'list', '--search', 'not running')).out).toMatch(/^DEVICE.*\npi-off .*\n1 device/)
    for (const [id, word] of Object.entries(words)) expect(
      (await mimamori('devices', 'show', id)).out.split('\n')[0]
    ).toBe(`${id}: ${word}`)
  })

  test('shows the value that it sorts by, and the first warning where nothing else is the reason', async () => {
    const { mimamori, collector } = await onServer()
    const key = await collector.enroll({ id: 'pi-hot' })
    await collector.enroll({ id: 'pi-never' })
    const payload = {
      clientId: 'pi-hot', hostname: 'pi-hot', ipAddress: '192.0.2.7', cpuUsage: 12.34, memoryUsage: 40, diskUsage: 60, temperature: 85,
      logs: [{ level: 'ERROR', message: 'x' }]
    }
    expect((await collector.app.inject({
      method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload
    })).statusCode).toBe(200)
    const list = async (...options: readonly string[]): Promise<readonly (readonly string[])[]> =>
      (await mimamori('devices', 'list', ...options)).out.split('\n').slice(0, -1).map((line) => line.split(/ {2,}/))
    const [head, hot] = await list('--search', 'pi-hot')
    expect(head).toEqual(['DEVICE', 'SITE', 'ROLE', 'STATUS', 'LAST SEEN', 'REASON'])
    expect(hot!.at(-1)).toMatch(/85/)
    const valueOf = async (order: string): Promise<readonly unknown[]> =>
      (await list('--sort', order)).map((cells) => cells[cells[0] === 'DEVICE' ? 4 : 2])
    expect(await valueOf('cpu')).toEqual(['CPU', '12.3%', '–'])
    expect(await valueOf('memory')).toEqual(['MEMORY', '40.0%', '–'])
    expect(await valueOf('-disk')).toEqual(['DISK', '60.0%', '–'])
    expect(await valueOf('temperature')).toEqual(['TEMPERATURE', '85.0 °C', '–'])
    expect(await valueOf('errors')).toEqual(['ERRORS, 24 h', '1', '0'])
    expect((await mimamori('devices', 'list', '--sort', 'errors', '--lang', 'ja')).out).toMatch(/^端末 .* エラー（24h） /)
  })

  test('filters, searches and sorts as the page does, the worst first, with totals in the last line', async () => {
    const clock = clockInTest(Date.now())
    const { mimamori, collector } = await onServer({ clock })
    for (const [id, site, role] of [
      ['pi-1', 'north', 'kiosk'], ['pi-2', 'north', 'line'], ['pi-3', 'south', 'kiosk'], ['pi-off', 'north', 'kiosk'],
      ['pi-gone', 'south', 'line']
    ] as const) {
      const { key } = JSON.parse((await mimamori('devices', 'enroll', id, '--site', site, '--role', role, '--json')).out) as { key: string }
      const payload = { clientId: id, hostname: `${id}-ホスト`, ipAddress: '192.0.2.7', cpuUsage: 1, memoryUsage: 1, diskUsage: 1 }
      if (id !== 'pi-2') await collector.app.inject({
        method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload
      })
    }
    await mimamori('devices', 'pause', 'pi-off')
    await mimamori('devices', 'retire', 'pi-gone')
    const list = async (...options: readonly string[]): Promise<readonly (string | undefined)[]> => {
      const lines = (await mimamori('devices', 'list', ...options)).out.split('\n')
      return [...lines.slice(1, -1).map((line) => line.split(' ')[0]), lines.at(-1)]
    }
    expect(await list()).toEqual(['pi-2', 'pi-1', 'pi-3', 'pi-off', '4 devices · waiting for first report: 1 · online: 2 · paused: 1'])
    expect(await list('--lang', 'ja', '--status', 'online')).toEqual(['pi-1', 'pi-3', '2 台 · 稼働中：2'])
    expect(await list('--site', 'north', '--role', 'kiosk', '--sort=-name')).toEqual([
      'pi-off', 'pi-1', '2 devices · online: 1 · paused: 1'
    ])
    expect(await list('--status', 'all', '--search', 'ＰＩ ﾎｽﾄ')).toEqual(['pi-1', 'pi-3', 'pi-off', '3 devices · online: 2 · paused: 1'])
    expect(await list('--search', 'waiting for')).toEqual(['pi-2', '1 device · waiting for first report: 1'])
    expect(JSON.parse((await mimamori('devices', 'list', '--json', '--site', 'south')).out)).toMatchObject([{ clientId: 'pi-3' }])
    expect(await mimamori('devices', 'list', '--site', 'west')).toMatchObject({
      code: 1, out: '', errors: 'mimamori: no device is enrolled at site west; run “sudo mimamori devices list” for a list'
    })
    expect(await mimamori('devices', 'list', '--status', 'off-hours')).toMatchObject({ code: 0, out: 'No devices match these filters.' })
    expect(await mimamori('devices', 'list', '--status', 'fine')).toMatchObject({
      code: 2, errors: expect.stringContaining('--status: expected a status: one of silent, down, late') as string
    })
    expect(await mimamori('devices', 'list', '--sort', 'colour')).toMatchObject({
      code: 2, errors: expect.stringContaining('--sort: expected one of worst') as string
    })
  })

  test('says when by the terminal’s clock, and names the time zone to programs, which have none', async () => {
    const { mimamori } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1')
    const reason = /Enrolled at \d\d:\d\d; no report yet\./
    expect((await mimamori('devices', 'list')).out).toMatch(reason)
    expect((await mimamori('devices', 'show', 'pi-1')).out).toMatch(reason)
    for (const command of [
      ['devices', 'list'], ['devices', 'show', 'pi-1']
    ]) expect((await mimamori(...command, '--json')).out).toMatch(/Enrolled at \d\d:\d\d (?:[A-Z]{3,4}|GMT[+-][\d:]+|UTC); no report yet\./)
  })

  test('prints no control character of a device’s own name, as that of a terminal’s cursor, and keeps JSON as it is', async () => {
    const { mimamori, collector } = await onServer()
    const { key } = JSON.parse((await mimamori('devices', 'enroll', 'pi-1', '--json')).out) as { key: string }
    const hostname = 'pi\u001b[2Jx\u009b1m\npi-2\u007f'
    const report = { clientId: 'pi-1', hostname, ipAddress: '192.0.2.7', cpuUsage: 1, memoryUsage: 1, diskUsage: 1 }
    expect((await collector.app.inject({
      method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload: report
    })).statusCode).toBe(200)
    const { out } = await mimamori('devices', 'list', '--json')
    expect(out).toContain(String.raw`"pi\u001b[2Jx\u009b1m\npi-2\u007f"`)
    expect(out).not.toMatch(/\p{Cc}/u)
    expect(JSON.parse(out)).toMatchObject([{ hostname }])
  })

  test('pauses, resumes, rotates, retires and revokes', async () => {
    const { mimamori, collector } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1')
    expect((await mimamori('devices', 'pause', 'pi-1', '--until', '2999-01-01', '--reason', '棚卸')).out).toBe('pi-1 is now paused')
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ pauseReason: '棚卸' })
    expect((await mimamori('devices', 'resume', 'pi-1')).out).toBe('pi-1 is now pending')
    expect((await mimamori('devices', 'rotate', 'pi-1')).out).toContain('mmk_')
    expect((await mimamori('devices', 'retire', 'pi-1')).out).toBe('pi-1 is now retired')
    expect((await mimamori('devices', 'revoke', 'pi-1')).out).toBe('pi-1 is now revoked')
    expect(await mimamori('devices', 'pause', 'pi-1', '--until', 'monday')).toMatchObject({
      code: 2, errors: 'mimamori: --until: expected a time such as 2026-12-01T08:00; got "monday"'
    })
    expect(JSON.parse((await mimamori('devices', 'show', 'pi-1', '--json')).out)).toMatchObject({ id: 'pi-1', state: 'revoked' })
  })

  test('lists with a revoked device what brings it back, whole', async () => {
    const { mimamori } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1')
    await mimamori('devices', 'revoke', 'pi-1')
    expect((await mimamori('devices', 'list')).out).toBe(
      'No device is in use. Those out of use: sudo mimamori devices list --status retired'
    )
    expect((await mimamori('devices', 'list', '--status', 'retired')).out).toMatch(
      / “New key” on its page issues another and shows how to put it on the device; then it reports again\.$/m
    )
  })

  test('changes what is registered of a device, and takes away what is set to nothing', async () => {
    const { mimamori, collector } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1', '--site', 'north', '--role', 'kiosk')
    expect(await mimamori('devices', 'set', 'pi-1', '--address', '192.0.2.31', '--role', '', '--silent-after', '600')).toMatchObject({
      code: 0, out: 'pi-1 changed; run “sudo mimamori devices show pi-1” to see it'
    })
    expect(collector.deps.registry.get('pi-1')).toMatchObject({
      address: '192.0.2.31', site: 'north', role: '', limits: { silentAfterSeconds: 600 }
    })
    expect((await mimamori('devices', 'set', 'pi-1', '--address', '192.0.2.31')).code).toBe(0)
    await mimamori('devices', 'enroll', 'pi-taken', '--address', '192.0.2.32')
    expect(await mimamori('devices', 'set', 'pi-1', '--address', '192.0.2.32')).toMatchObject({ code: 1, errors:
      'mimamori: another device has the address that pi-1 was to get; “sudo mimamori devices list” shows which. If that one has another ' +
        'address now, correct it first' })
    await mimamori('devices', 'retire', 'pi-taken')
    expect((await mimamori('devices', 'set', 'pi-1', '--address', '192.0.2.32')).code).toBe(0)
    await mimamori('devices', 'set', 'pi-1', '--address=', '--silent-after=')
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ limits: {} })
    expect(collector.deps.registry.get('pi-1')?.address).toBeUndefined()
    expect(await mimamori('devices', 'set', 'pi-1')).toMatchObject({
      code: 2, errors: 'mimamori: nothing to change: give an option, such as --address 192.168.10.31'
    })
    expect(await mimamori('devices', 'set', 'pi-1', '--address', '192.168.10.331')).toMatchObject({
      code: 2, errors: 'mimamori: --address: expected a host name or IP address, such as 192.168.10.31; got "192.168.10.331"'
    })
    expect(await mimamori('devices', 'set', 'pi-1', '--address', 'a b')).toMatchObject({
      code: 2, errors: 'mimamori: --address: expected a host name or IP address, such as 192.168.10.31; got "a b"'
    })
  })

  test('adds, changes and removes labels one by one', async () => {
    const { mimamori, collector } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1', '--label', 'floor=2', '--label', 'line=a')
    expect((await mimamori('devices', 'set', 'pi-1', '--label', 'floor=3', '--label', 'line=', '--label', 'cell=7')).code).toBe(0)
    expect(collector.deps.registry.get('pi-1')?.labels).toEqual({ floor: '3', cell: '7' })
    await mimamori('devices', 'set', 'pi-1', '--label', 'floor=', '--label', 'cell=')
    expect(collector.deps.registry.get('pi-1')?.labels).toEqual({})
    expect(await mimamori('devices', 'set', 'pi-1', '--label', 'floor')).toMatchObject({
      code: 2, errors: expect.stringContaining('--label: expected NAME=VALUE to add or change a label, or NAME= to remove it: ') as string
    })
    expect(await mimamori('devices', 'set', 'pi-1', '--label', 'Site=1')).toMatchObject({
      code: 2, errors: expect.stringContaining('got "Site=1"') as string
    })
  })

  test('deletes an enrollment that never reported, and names retire for any other', async () => {
    const { mimamori, collector } = await onServer()
    await mimamori('devices', 'enroll', 'pi-kisok-03')
    expect(await mimamori('devices', 'delete', 'pi-kisok-03')).toMatchObject({ code: 0, out: 'pi-kisok-03 is deleted' })
    expect(collector.deps.registry.get('pi-kisok-03')).toBeUndefined()
    await mimamori('devices', 'enroll', 'pi-1')
    await mimamori('devices', 'pause', 'pi-1')
    expect(await mimamori('devices', 'delete', 'pi-1')).toMatchObject({ code: 1, errors:
      'mimamori: pi-1 is not waiting for its first report, so its record is kept; to retire it, run “sudo mimamori devices retire pi-1”' })
    expect(collector.deps.registry.get('pi-1')).toBeDefined()
  })

  test('imports devices from a file', async () => {
    const { mimamori } = await onServer()
    const file = join(temporaryDirectory(), 'devices.json')
    writeFileSync(file, JSON.stringify([{ id: 'pi-1', key: 'client-key-0001', lastSeenAt: '2026-01-01T00:00:00Z' }]))
    expect((await mimamori('devices', 'import', file)).out).toBe('1 device imported; 1 has a weak key: rotate it')
    expect(await mimamori('devices', 'import', join(file, 'x'))).toMatchObject({
      code: 1, errors: expect.stringContaining('cannot be read: ') as string
    })
  })
})
