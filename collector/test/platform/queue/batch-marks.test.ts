import { expect, it, onTestFinished } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { createBatchMarks } from '../../../src/platform/queue/batch-marks.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

it('keeps the newest streams of a device that has too many, and those of all others', async () => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  const marks = createBatchMarks(storage, 'logs', { keep: 2 })
  const commit = (deviceId: string, stream: string, receivedMs: number) =>
    marks.commitOnce({ deviceId, stream, sequence: 1, receivedMs }, [])
  for (const [i, stream] of ['a', 'b', 'c'].entries()) await commit('loud', stream, i)
  await commit('quiet', 'a', 0)
  await createBatchMarks(storage, 'samples').commitOnce({ deviceId: 'loud', stream: 'a', sequence: 1, receivedMs: 0 }, [])
  await marks.removeOld(0, () => undefined)
  const isKnown = async (kind: string, device: string, stream: string) =>
    (await storage.query('marks.acknowledged', { kind, device, stream })).length === 1
  expect(await Promise.all(['a', 'b', 'c'].map((stream) => isKnown('logs', 'loud', stream)))).toEqual([false, true, true])
  expect([await isKnown('logs', 'quiet', 'a'), await isKnown('samples', 'loud', 'a')]).toEqual([true, true])
})
