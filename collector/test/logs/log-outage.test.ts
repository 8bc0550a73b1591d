import { describe, expect, it } from 'vitest'
import type { NewLogLine } from '../../src/devices/snapshot/log-line.ts'
import { logStoreInTest } from './log-store-in-test.ts'

const line = (message: string): NewLogLine => ({ level: 'info', message, eventMs: 1_799_999_999_000 })
const received = { receivedMs: 1_800_000_000_000, requestId: 'r1' }

describe('while the backend does not store', () => {
  /** A log whose backend fails as long as `away` holds. */
  const withBackendAway = async (options: Parameters<typeof logStoreInTest>[0] = {}) => {
    const state = { away: true }
    const troubles: (string | undefined)[] = []
    const arranged = await logStoreInTest({
      aroundBackend: (backend) => ({
        store: async (batches) => (state.away ? await Promise.reject(new Error('no disk')) : await backend.store(batches))
      }),
      backoffMs: () => 1,
      onTrouble: (error) => troubles.push(error?.message),
      ...options
    })
    return { state, troubles, ...arranged }
  }

  it('it is known since when, how much waits and how much more can, until lines are stored again', async () => {
    let nowMs = 5000
    const { state, logs } = await withBackendAway({ maxQueueBytes: 100_000, nowMs: () => nowMs })
    expect(logs.outage).toBeUndefined()
    await logs.append('pi', [line('1')], received)
    await expect.poll(() => logs.outage).toBeDefined()
    nowMs = 9000
    await logs.append('pi', [line('2')], received)
    const { bytes } = logs.queued
    expect(logs.outage).toEqual({ sinceMs: 5000, waitingBytes: bytes, roomBytes: 100_000 - bytes })
    state.away = false
    await expect.poll(() => logs.outage).toBeUndefined()
  })

  it('a restart knows since when by what waits', async () => {
    const before = await withBackendAway()
    await before.logs.append('pi', [line('1')], { ...received, receivedMs: 5000 })
    await before.close()
    const { logs } = await withBackendAway({ directory: before.directory, nowMs: () => 9000 })
    await expect.poll(() => logs.outage?.sinceMs).toBe(5000)
  })

  it('it is known since when what waits cannot even be read', async () => {
    const before = await withBackendAway()
    await before.logs.append('pi', [line('1')], { ...received, receivedMs: 5000 })
    await before.close()
    const { logs } = await withBackendAway({
      directory: before.directory,
      nowMs: () => 9000,
      around: (storage) => ({
        query: async (name, parameters) =>
          name === 'logs.queuedAt' ? await Promise.reject(new Error('no disk')) : await storage.query(name, parameters)
      })
    })
    await expect.poll(() => logs.outage?.sinceMs).toBe(9000)
  })

  it('more than may wait is refused, and nothing of it is stored', async () => {
    const { state, logs, messages } = await withBackendAway({ maxQueueBytes: 1000 })
    await logs.append('pi', [line('x'.repeat(1000))], received)
    await expect(logs.append('pi', [line('too much')], received)).rejects.toMatchObject({
      name: 'QueueFullError',
      message: expect.stringContaining('MIMAMORI_LOG_QUEUE_MAX_BYTES') as string
    })
    state.away = false
    await expect.poll(() => logs.queued.batches).toBe(0)
    expect(await messages()).toEqual(['x'.repeat(1000)])
  })

  it('a search finds what is stored', async () => {
    const { state, logs, messages } = await withBackendAway({ searchWaitMs: 20 })
    state.away = false
    await logs.append('pi', [line('stored')], received)
    await expect.poll(() => logs.queued.batches).toBe(0)
    state.away = true
    await logs.append('pi', [line('waits')], received)
    expect(await messages()).toEqual(['stored'])
  })
})
