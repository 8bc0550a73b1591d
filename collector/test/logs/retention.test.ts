import { describe, expect, it } from 'vitest'
import type { NewLogLine } from '../../src/devices/snapshot/log-line.ts'
import { indexedBlocks, logStoreInTest, logUsage, totalUsage } from './log-store-in-test.ts'

const hour = 3_600_000
const day = 24 * hour
const nowMs = 500_000 * hour
const received = { receivedMs: nowMs, requestId: 'r' }
const line = (message: string, rest: Partial<NewLogLine> = {}): NewLogLine => ({ level: 'info', message, eventMs: nowMs - 1000, ...rest })
const some = (count: number, length = 100) => Array.from({ length: count }, (_, i) => line(`${i}`.padEnd(length, '.')))
const ageLimit = (ageMs: number) => nowMs - ageMs
const noClock = () => undefined

describe('age', () => {
  it('removes what happened too long ago, and keeps counting it', async () => {
    const { logs, messages } = await logStoreInTest()
    await logs.append('pi', [line('old', { eventMs: nowMs - 40 * day })], received)
    await logs.append('pi', [line('new')], received)
    await messages()
    await logs.removeOld(30 * day, ageLimit)
    expect(await messages()).toEqual(['new'])
    expect(await messages({ text: 'old' })).toEqual([])
    expect(logs.linesTotal('pi').info).toBe(2)
  })

  it('forgets no batch within 30 days, though its lines are gone: an agent may send it again from its spool', async () => {
    const { logs, messages } = await logStoreInTest()
    const send = () => logs.append('pi', [line('x')], { ...received, mark: { stream: 's', sequence: 1 } })
    const later = (days: number) => (ageMs: number) => nowMs + days * day - ageMs
    await send()
    await messages()
    await logs.removeOld(day, later(29))
    expect(await send()).toEqual({ stored: 0, acknowledgedSequence: 1 })
    expect(await messages()).toEqual([])
    await logs.removeOld(day, later(31))
    expect(await send()).toEqual({ stored: 1, acknowledgedSequence: 1 })
  })

  it('removes nothing while no clock gives ages', async () => {
    const { logs, messages } = await logStoreInTest()
    await logs.append('pi', [line('old', { eventMs: nowMs - 40 * day })], received)
    await messages()
    await logs.removeOld(30 * day, noClock)
    expect(await messages()).toEqual(['old'])
  })
})

describe('the limit of space', () => {
  it('counts bytes, of which a Japanese character has three', async () => {
    const { directory, logs, messages } = await logStoreInTest()
    await logs.append('latin', [line('aaaa')], received)
    await logs.append('japanese', [line('温度計器')], received)
    await messages()
    const { japanese, latin } = logUsage(directory)
    expect(japanese! - latin!).toBeCloseTo(2.4 * 8, -1)
  })

  it('holds after every batch, whatever the sizes of lines, and a flood pushes out none but its own', async () => {
    const removed: number[] = []
    const { directory, logs, messages } = await logStoreInTest({ maxBytes: 100_000, onRemoved: (_, lines) => removed.push(lines) })
    await logs.append('quiet', some(20), received)
    const quietBytes = async () => {
      await messages()
      return logUsage(directory)['quiet']
    }
    const before = await quietBytes()
    for (let batch = 0; batch < 30; batch++) {
      await logs.append('flood', batch % 3 === 0 ? some(2, 4000) : some(100, 10), received)
      await messages()
      expect(totalUsage(directory)).toBeLessThanOrEqual(100_000)
    }
    expect(await quietBytes()).toBe(before)
    expect(totalUsage(directory)).toBeGreaterThan(60_000)
    expect(removed.reduce((sum, lines) => sum + lines, 0)).toBe(10 * 2 + 20 * 100 - (await messages({ deviceIds: ['flood'] })).length)
  })

  it('takes the oldest first, also from the index of words', async () => {
    const { logs, messages } = await logStoreInTest({ maxBytes: 20_000 })
    await logs.append('pi', [line('温度 oldest of all', { eventMs: nowMs - hour }), ...some(100)], received)
    expect(await messages({ text: 'oldest' })).toEqual([])
    expect(await messages({ text: '温度' })).toEqual([])
    expect((await messages())[0]).toMatch(/^99/)
  })

  it('leaves what other devices wrote in the same millisecond where it is found, and no entry of lines that are gone', async () => {
    const { directory, logs, messages } = await logStoreInTest({ maxBytes: 20_000 })
    await logs.append('quiet', [line('温度 same'), line('own', { eventMs: nowMs - hour })], received)
    for (let batch = 0; batch < 3; batch++) await logs.append('flood', some(50), { ...received, requestId: `${batch}` })
    await logs.append('flood', some(100).map((later) => ({ ...later, eventMs: nowMs })), received)
    for (const text of ['same', '温']) expect(await messages({ text })).toEqual(['温度 same'])
    expect(await messages({ requestId: '0' })).toEqual([])
    expect(await messages({ deviceIds: ['quiet'] })).toEqual(['温度 same', 'own'])
    expect(indexedBlocks(directory)).toBe(3)
    await logs.removeOld(500, ageLimit)
    expect([await messages({ text: 'same' }), indexedBlocks(directory)]).toEqual([[], 1])
  })

  it('leaves each about as much where devices write at once', async () => {
    const { directory, logs, messages } = await logStoreInTest({ maxBytes: 200_000 })
    const devices = ['a', 'b', 'c', 'd']
    for (let round = 0; round < 10; round++) await Promise.all(devices.map((device) => logs.append(device, some(30), received)))
    await messages()
    expect(totalUsage(directory)).toBeLessThanOrEqual(200_000)
    expect(Object.keys(logUsage(directory)).sort()).toEqual(devices)
    for (const bytes of Object.values(logUsage(directory))) expect(bytes).toBeGreaterThan(30_000)
  })

  it('takes a batch that is larger than the whole store, of which the newest lines stay', async () => {
    const { directory, logs, messages } = await logStoreInTest({ maxBytes: 50_000 })
    await logs.append('pi', some(1000), received)
    expect((await messages({ limit: 1 }))[0]).toMatch(/^999/)
    expect(totalUsage(directory)).toBeLessThanOrEqual(50_000)
  })

  it('that was lowered frees a little with each batch, and the rest in commits of a thousand lines', async () => {
    const before = await logStoreInTest()
    for (let i = 0; i < 5; i++) await before.logs.append('pi', some(1000), received)
    await before.messages()
    await before.close()
    const removed: number[] = []
    const { directory, logs, messages } = await logStoreInTest(
      { directory: before.directory, maxBytes: 300_000, onRemoved: (_, lines) => removed.push(lines) })
    await logs.append('pi', some(10), received)
    await messages()
    expect(removed[0]).toBeLessThan(30)
    expect(removed[0]).toBeGreaterThan(10)
    await logs.removeOld(30 * day, noClock)
    expect(totalUsage(directory)).toBeLessThanOrEqual(300_000)
    expect(totalUsage(directory)).toBeGreaterThan(290_000)
    expect(Math.max(...removed)).toBeLessThanOrEqual(1000)
  })
})
