import { describe, expect, it } from 'vitest'
import type { NewLogLine } from '../../src/devices/snapshot/log-line.ts'
import { logStoreInTest } from './log-store-in-test.ts'

const hour = 3_600_000
const nowMs = 500_000 * hour
const errorAt = (message: string, eventMs: number): NewLogLine => ({ level: 'error', message, eventMs })

const arrange = async () => {
  const commits: string[] = []
  const arranged = await logStoreInTest({
    around: (storage) => ({
      commit: async (transaction) => {
        commits.push(transaction[0]!.name)
        return await storage.commit(transaction)
      }
    })
  })
  let sequence = 0
  const append = (messages: readonly string[], ms: number) =>
    arranged.logs.append(
      'pi',
      messages.map((message) => errorAt(message, ms)),
      { receivedMs: ms, requestId: 'r', mark: { stream: 's', sequence: ++sequence } }
    )
  const times = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await arranged.find()).map(({ message, receivedMs, eventMs }) => [message, Math.max(receivedMs, eventMs) - nowMs]))
  return { ...arranged, commits, append, times }
}

describe('log lines of a clock that was ahead', () => {
  it('come back to now, in their order, and are found as before', async () => {
    const { append, logs, times, messages } = await arrange()
    await append(['right'], nowMs - 5)
    await append(['ahead 温度 1', 'ahead 2'], nowMs + hour)
    await messages()
    await logs.clampTimes(nowMs)
    expect(await times()).toEqual({ right: -5, 'ahead 温度 1': 0, 'ahead 2': 0 })
    expect(await messages({ order: 'oldest' })).toEqual(['right', 'ahead 温度 1', 'ahead 2'])
    expect([await messages({ text: 'ahead' }), await messages({ text: '温度' }), await messages({ sinceMs: nowMs })]).toEqual([
      ['ahead 2', 'ahead 温度 1'],
      ['ahead 温度 1'],
      ['ahead 2', 'ahead 温度 1']
    ])
    expect(logs.latest('pi', 20).map(({ receivedMs }) => receivedMs - nowMs)).toEqual([0, 0, -5])
  })

  it('keep no newer line from being among the newest of their device', async () => {
    const { append, logs, messages } = await arrange()
    await append(Array.from({ length: 20 }, (_, i) => `ahead ${i}`), nowMs + hour)
    await messages()
    await logs.clampTimes(nowMs)
    await append(['right'], nowMs + 1)
    await messages()
    expect(logs.latest('pi', 2).map(({ message }) => message)).toEqual(['right', 'ahead 19'])
  })

  it('are corrected however many they are, and left for the next time once the collector ends', async () => {
    const { append, logs, messages } = await arrange()
    await append(['right'], nowMs)
    // More than the ids of one millisecond.
    for (let batch = 0; batch < 5; batch++) await append(Array.from({ length: 1000 }, (_, i) => `${batch}-${i}`), nowMs + hour + batch)
    await messages()
    await logs.clampTimes(nowMs, AbortSignal.abort())
    expect(await messages({ untilMs: nowMs })).toEqual(['right'])
    await logs.clampTimes(nowMs)
    expect(await messages({ sinceMs: nowMs + 1 })).toEqual([])
    const ahead = await messages({ order: 'oldest', limit: 6000, sinceMs: nowMs - 5 })
    expect(ahead.filter((message) => message !== 'right')).toEqual(
      Array.from({ length: 5000 }, (_, i) => `${Math.floor(i / 1000)}-${i % 1000}`)
    )
  })

  it('are counted among the errors of 24 hours exactly once, also after a restart', async () => {
    const { append, logs, messages, close, directory } = await arrange()
    await append(['right'], nowMs - hour)
    await append(['ahead'], nowMs + 1000 * hour)
    await append(['ahead, too'], nowMs + 2000 * hour)
    await messages()
    expect(logs.errorsLast24h('pi', nowMs)).toBe(1)
    await logs.clampTimes(nowMs)
    expect(logs.errorsLast24h('pi', nowMs)).toBe(3)
    await close()
    const again = await logStoreInTest({ directory })
    expect(again.logs.errorsLast24h('pi', nowMs)).toBe(3)
  })

  it('are counted at the hour of now also where their batches leave the queue meanwhile', async () => {
    let isBuffered = true
    let leave = async (): Promise<void> => {}
    const { logs, messages, storage } = await logStoreInTest({
      aroundBackend: () => ({ isBuffered: () => isBuffered }),
      around: (opened) => ({
        commit: async (transaction) => {
          const committed = await opened.commit(transaction)
          if (transaction[0]!.name === 'logs.clampErrors') await leave()
          return committed
        }
      })
    })
    await logs.append('pi', [errorAt('ahead', nowMs + 1000 * hour)], { receivedMs: nowMs + 1000 * hour, requestId: 'r' })
    await messages()
    const errors = () => storage.query<{ hour: number, errors: number }>('logs.errors', {})
    leave = async () => {
      isBuffered = false
      await logs.append('pi', [errorAt('right', nowMs)], { receivedMs: nowMs, requestId: 'r' })
      await expect.poll(errors).not.toEqual([])
    }
    await logs.clampTimes(nowMs)
    expect((await errors()).map((row) => ({ ...row }))).toEqual([{ device_id: 'pi', hour: nowMs / hour, errors: 2 }])
  })
})
