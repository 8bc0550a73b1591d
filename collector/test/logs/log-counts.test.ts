import { expect, it, onTestFinished } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { countLines, loadLogCounts } from '../../src/logs/log-counts.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../src/platform/storage/storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const hourMs = 3_600_000
const nowMs = 500_000 * hourMs

/** Counts of errors at these hours from now, on a disk that can be full. */
const arrange = async (hours: readonly number[]) => {
  const opened = openStorage({ database: mainDatabase, directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => opened.close())
  const disk = { isFull: false }
  const storage: Storage = {
    ...opened,
    commit: async (transaction) => (disk.isFull ? await Promise.reject(new Error('the disk is full')) : await opened.commit(transaction))
  }
  const counts = await loadLogCounts(storage)
  const counted = countLines('pi', hours.map((hour) => ({ level: 'error', message: 'x', eventMs: nowMs + hour * hourMs })))
  await storage.commit(counts.statements([counted]))
  counts.add(counted)
  return { counts, disk, stored: async () => await storage.query('logs.errors', {}) }
}

it('corrects errors of a clock that was ahead in the next round where the disk was full', async () => {
  const { counts, disk, stored } = await arrange([0, 5, 5, 7])
  disk.isFull = true
  await expect(counts.clampTimes(nowMs)).rejects.toThrow('the disk is full')
  expect(counts.errorsLast24h('pi', nowMs)).toBe(1)
  disk.isFull = false
  await counts.clampTimes(nowMs)
  expect([counts.errorsLast24h('pi', nowMs), await stored()]).toEqual([4, [{ device_id: 'pi', hour: 500_000, errors: 4 }]])
})

it('forgets old errors in the next round where the disk was full', async () => {
  const { counts, disk, stored } = await arrange([0, -30])
  disk.isFull = true
  await expect(counts.removeOld(nowMs - 25 * hourMs)).rejects.toThrow('the disk is full')
  disk.isFull = false
  await counts.removeOld(nowMs - 25 * hourMs)
  expect(await stored()).toEqual([{ device_id: 'pi', hour: 500_000, errors: 1 }])
})
