import { describe, expect, it, onTestFinished } from 'vitest'
import type { NewLogLine } from '../../src/logs/log-store.ts'
import { createLogStore } from '../../src/logs/sqlite-log-store.ts'
import { openStorage } from '../../src/storage/sqlite-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const hour = 3_600_000
const nowMs = 500_000 * hour
const errorAt = (message: string, eventMs: number): NewLogLine => ({ level: 'error', message, eventMs })

/** A store whose storage does what a test wants at a query or a commit. */
const arrange = async (around: (storage: Storage) => Partial<Storage> = () => ({})) => {
  const storage = openStorage({ directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  const logs = await createLogStore({ storage: { ...storage, ...around(storage) }, nowMs })
  let sequence = 0
  const append = (messages: readonly string[], ms: number) => logs.append('pi', messages.map((message) => errorAt(message, ms)), { receivedMs: ms, requestId: 'r', mark: { stream: 's', sequence: ++sequence } })
  const times = async (): Promise<Record<string, number>> => Object.fromEntries((await logs.list({ limit: 200 })).map(({ message, receivedMs, eventMs }) => [message, Math.max(receivedMs, eventMs) - nowMs]))
  return { storage, logs, append, times }
}

describe('log lines of a clock that was ahead', () => {
  it('come back to now, and those that arrive meanwhile keep their later time', async () => {
    let whileClamping: () => Promise<unknown> = async () => {}
    const { append, logs, times } = await arrange((storage) => ({
      commit: async (unit) => {
        if (unit[0]!.name === 'logs.clampLines') await whileClamping()
        return await storage.commit(unit)
      }
    }))
    await append(['right'], nowMs - 5)
    await append(['ahead 1', 'ahead 2'], nowMs + hour)
    let count = 0
    // Each round of the old lines meets a new one: it must come to an end all the same.
    whileClamping = async () => count < 20 ? append([`new ${++count}`], nowMs + 2 * hour + count) : undefined
    await logs.clampTimes(nowMs)
    expect(count).toBe(2)
    expect(await times()).toEqual({ right: -5, 'ahead 1': 0, 'ahead 2': 0, 'new 1': 2 * hour + 1, 'new 2': 2 * hour + 2 })
    expect(logs.latest('pi', 20).map(({ receivedMs }) => receivedMs - nowMs)).toEqual([2 * hour + 2, 2 * hour + 1, 0, 0, -5])
  })

  it('are left for the next time once the collector ends', async () => {
    const { append, logs, times } = await arrange()
    await append(['ahead'], nowMs + hour)
    await logs.clampTimes(nowMs, AbortSignal.abort())
    expect(await times()).toEqual({ ahead: hour })
    await logs.clampTimes(nowMs)
    expect(await times()).toEqual({ ahead: 0 })
  })

  it('cost no commit where there are none', async () => {
    const commits: string[] = []
    const { append, logs } = await arrange((storage) => ({
      commit: async (unit) => {
        commits.push(unit[0]!.name)
        return await storage.commit(unit)
      }
    }))
    await append(['right'], nowMs)
    await logs.clampTimes(nowMs)
    expect(commits).toEqual(['logs.mark'])
  })

  it('are counted among the errors of 24 hours exactly once, with those that arrive while they are counted anew', async () => {
    let atSnapshot: (read: () => Promise<void>) => Promise<void> = async (read) => read()
    const { storage, append, logs } = await arrange((from) => ({
      query: async (name, parameters) => {
        let rows: readonly never[] = []
        const read = async (): Promise<void> => { rows = await from.query(name, parameters) }
        await (name === 'logs.errorsByHour' ? atSnapshot(read) : read())
        return rows
      }
    }))
    await append(['right'], nowMs - hour)
    await append(['ahead'], nowMs + 1000 * hour)
    const prepared = logs.prepare('pi', [errorAt('numbered before', nowMs)], { receivedMs: nowMs, requestId: 'r' })
    let reads = 0
    atSnapshot = async (read) => {
      reads += 1
      // Read and committed, but not yet known to be: counting it twice is as wrong as losing the one that comes after.
      if (reads === 1) await storage.commit(prepared.statements)
      await read()
      if (reads === 1) prepared.committed()
      await append([`after the snapshot ${reads}`], nowMs + reads)
    }
    await logs.clampTimes(nowMs)
    expect(reads).toBe(2)
    expect(logs.errorsLast24h('pi', nowMs)).toBe(5)
  })
})
