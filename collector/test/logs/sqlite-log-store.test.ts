import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogStore, NewLogLine } from '../../src/logs/log-store.ts'
import { retainLogs } from '../../src/logs/retention.ts'
import { createLogStore } from '../../src/logs/sqlite-log-store.ts'
import { openStorage } from '../../src/storage/sqlite-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { logUsage } from './log-usage.ts'

const hour = 3_600_000
const nowMs = 500_000 * hour
let directory: string
let storage: Storage
let logs: LogStore

const open = async () => {
  storage = openStorage({ directory, groupWindowMs: 1 })
  logs = await createLogStore({ storage, nowMs })
}
beforeEach(async () => {
  directory = temporaryDirectory()
  await open()
})
afterEach(async () => {
  await storage.close()
})

const line = (message: string, rest: Partial<NewLogLine> = {}): NewLogLine => ({ level: 'info', message, eventMs: nowMs - 1000, ...rest })
const received = { receivedMs: nowMs, requestId: 'r1' }
const totalUsage = (): number => Object.values(logUsage(directory)).reduce((sum, bytes) => sum + bytes, 0)
const messages = async (query: Partial<Parameters<LogStore['list']>[0]> = {}) => (await logs.list({ limit: 200, ...query })).map(({ message }) => message)

describe('the embedded log store', () => {
  it('masks secrets in messages, on the disk and in memory', async () => {
    await logs.append('pi', [line(`retry with mmk_${'aB3'.repeat(14)}, PGPASSWORD=geheim psql`)], received)
    expect(await messages()).toEqual(['retry with mmk_***, PGPASSWORD=*** psql'])
    expect(logs.latest('pi', 1)[0]!.message).not.toContain('geheim')
  })

  it('gives lines back newest first, with all that they had, also after a restart', async () => {
    await logs.append('pi', [line('一'), line('二', { level: 'error', unit: 'kiosk.service', context: { code: 3 }, estimated: true })], received)
    await storage.close()
    await open()
    expect(await logs.list({ limit: 10 })).toEqual([
      { id: 2, deviceId: 'pi', receivedMs: nowMs, eventMs: nowMs - 1000, level: 'error', message: '二', requestId: 'r1', estimated: true, unit: 'kiosk.service', context: { code: 3 } },
      { id: 1, deviceId: 'pi', receivedMs: nowMs, eventMs: nowMs - 1000, level: 'info', message: '一', requestId: 'r1' }
    ])
    expect(logs.latest('pi', 1).map(({ message }) => message)).toEqual(['二'])
  })

  it('finds by device, level, time, request and cursor', async () => {
    await logs.append('pi-1', [line('old', { eventMs: nowMs - hour }), line('bad', { level: 'error' })], received)
    await logs.append('pi-2', [line('other')], { ...received, requestId: 'r2' })
    expect(await messages({ deviceId: 'pi-1' })).toEqual(['bad', 'old'])
    expect(await messages({ level: 'error' })).toEqual(['bad'])
    expect(await messages({ untilMs: nowMs - 2000 })).toEqual(['old'])
    expect(await messages({ sinceMs: nowMs - 2000 })).toEqual(['other', 'bad'])
    expect(await messages({ requestId: 'r2' })).toEqual(['other'])
    expect(await messages({ requestId: 'r2', deviceId: 'pi-1' })).toEqual([])
    expect(await messages({ beforeId: 2 })).toEqual(['old'])
  })

  it('stores a batch once, however often it comes, and even if both come at once', async () => {
    const batch = () => logs.append('pi', [line('a'), line('b')], { ...received, mark: { stream: 's', sequence: 4 } })
    const both = await Promise.all([batch(), batch()])
    expect(both).toEqual([{ stored: 2, acknowledgedSequence: 4 }, { stored: 0, acknowledgedSequence: 4 }])
    expect(await logs.append('pi', [line('late')], { ...received, mark: { stream: 's', sequence: 3 } })).toEqual({ stored: 0, acknowledgedSequence: 4 })
    expect(await messages()).toEqual(['b', 'a'])
    expect(logs.linesTotal('pi')).toEqual({ debug: 0, info: 2, warn: 0, error: 0 })
  })

  it('lets no line happen later than it was received', async () => {
    await logs.append('pi', [line('future', { eventMs: nowMs + hour })], received)
    expect((await logs.list({ limit: 1 }))[0]!.eventMs).toBe(nowMs)
  })

  it('counts lines by level and the errors of 24 hours, also after a restart', async () => {
    await logs.append('pi', [line('1', { level: 'error' }), line('2', { level: 'error', eventMs: nowMs - 30 * hour }), line('3', { level: 'warn' })], received)
    expect(logs.errorsLast24h('pi', nowMs)).toBe(1)
    await storage.close()
    await open()
    expect(logs.linesTotal('pi')).toEqual({ debug: 0, info: 0, warn: 1, error: 2 })
    expect(logs.errorsLast24h('pi', nowMs)).toBe(1)
    expect(logs.errorsLast24h('pi', nowMs + 26 * hour)).toBe(0)
  })

  it('keeps the newest twenty of each device at hand after a restart', async () => {
    await logs.append('pi-1', Array.from({ length: 30 }, (_, i) => line(`a${i}`)), received)
    await logs.append('pi-2', [line('b')], received)
    await storage.close()
    await open()
    expect(logs.latest('pi-1', 50).map(({ message }) => message)).toEqual(Array.from({ length: 20 }, (_, i) => `a${29 - i}`))
    expect(logs.latest('pi-2', 50)).toHaveLength(1)
  })
})

describe('retention', () => {
  it('removes what is too old and keeps counting it', async () => {
    await logs.append('pi', [line('old')], { ...received, receivedMs: nowMs - 40 * 24 * hour })
    await logs.append('pi', [line('new')], received)
    await retainLogs({ storage, oldestMs: nowMs - 30 * 24 * hour, maxBytes: 1e9 })
    expect(await messages()).toEqual(['new'])
    expect(logs.linesTotal('pi').info).toBe(2)
  })

  it('finds the old ones wherever they stand: a clock that was set back gives old times to new lines', async () => {
    const old = { ...received, receivedMs: nowMs - 40 * 24 * hour }
    for (let i = 0; i < 6; i++) await logs.append('pi', Array.from({ length: 1000 }, () => line('new')), received)
    for (let i = 0; i < 6; i++) await logs.append('pi', Array.from({ length: 1000 }, () => line('old')), old)
    await retainLogs({ storage, oldestMs: nowMs - 30 * 24 * hour, maxBytes: 1e9 })
    expect(await messages({ untilMs: old.receivedMs })).toEqual([])
    expect(logUsage(directory)).toEqual({ pi: 6000 * 203 })
  })

  it('counts bytes, of which a Japanese character has three', async () => {
    await logs.append('latin', [line('aa')], received)
    await logs.append('japanese', [line('温度')], received)
    const { japanese, latin } = logUsage(directory)
    expect(japanese! - latin!).toBe(4)
  })

  it('takes the space from a device that floods, oldest first, and nothing from the quiet one', async () => {
    await logs.append('quiet', [line('q1'), line('q2')], received)
    for (let i = 0; i < 6; i++) await logs.append('flood', Array.from({ length: 1000 }, (_, n) => line(`f${i}-${n}`)), received)
    await retainLogs({ storage, oldestMs: nowMs - hour, maxBytes: 100_000 })
    expect(await messages({ deviceId: 'quiet' })).toEqual(['q2', 'q1'])
    const total = totalUsage()
    expect(total).toBeLessThanOrEqual(100_000)
    expect(total).toBeGreaterThan(99_000)
    expect((await messages({ deviceId: 'flood', limit: 1 }))[0]).toBe('f5-999')
  })
})

describe('the limit of space', () => {
  const some = (count: number, length = 100) => Array.from({ length: count }, (_, i) => line(`${i}`.padEnd(length, '.')))

  it('holds after every batch, whatever the sizes of lines, and a flood pushes out none but its own', async () => {
    const removed: number[] = []
    logs = await createLogStore({ storage, nowMs, maxBytes: 100_000, onRemoved: (lines) => removed.push(lines) })
    await logs.append('quiet', some(20), received)
    for (let batch = 0; batch < 40; batch++) {
      await logs.append('flood', batch % 3 === 0 ? some(5, 8000) : some(100, 10), received)
      expect(totalUsage()).toBeLessThanOrEqual(100_000)
    }
    expect(logUsage(directory).quiet).toBe(20 * 300)
    expect(totalUsage()).toBeGreaterThan(70_000)
    expect(removed.reduce((sum, lines) => sum + lines, 0)).toBe(14 * 5 + 26 * 100 - (await storage.query('logs.listOfDevice', { device: 'flood', level: null, since: null, until: null, before: 1e9, limit: 1000 })).length)
  })

  it('holds where devices write at once, and leaves each about as much', async () => {
    logs = await createLogStore({ storage, nowMs, maxBytes: 120_000 })
    const devices = ['a', 'b', 'c', 'd']
    for (let round = 0; round < 15; round++) {
      await Promise.all(devices.map((device) => logs.append(device, some(30), received)))
      expect(totalUsage()).toBeLessThanOrEqual(120_000)
    }
    expect(Object.keys(logUsage(directory)).sort()).toEqual(devices)
    for (const bytes of Object.values(logUsage(directory))) expect(bytes).toBeGreaterThan(20_000)
  })

  it('takes a batch that is larger than the whole store, of which the newest lines stay', async () => {
    logs = await createLogStore({ storage, nowMs, maxBytes: 50_000 })
    await logs.append('pi', some(1000), received)
    expect(totalUsage()).toBeLessThanOrEqual(50_000)
    expect((await messages({ limit: 1 }))[0]).toMatch(/^999/)
  })

  it('that was lowered frees a little with each batch, and the rest in commits of a thousand lines', async () => {
    for (let i = 0; i < 10; i++) await logs.append('pi', some(1000), received)
    logs = await createLogStore({ storage, nowMs, maxBytes: 300_000 })
    const before = totalUsage()
    await logs.append('pi', some(10), received)
    expect(before - totalUsage()).toBeGreaterThan(0)
    expect(before - totalUsage()).toBeLessThan(10_000)
    const removed: number[] = []
    await retainLogs({ storage, oldestMs: undefined, maxBytes: 300_000, onRemoved: (_, lines) => removed.push(lines) })
    expect(totalUsage()).toBeLessThanOrEqual(300_000)
    expect(totalUsage()).toBeGreaterThan(290_000)
    expect(Math.max(...removed)).toBeLessThanOrEqual(1000)
  })
})
