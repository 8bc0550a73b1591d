import { expect, it, onTestFinished } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { startDrain } from '../../../src/platform/queue/drain.ts'
import { openQueue } from '../../../src/platform/queue/queue.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A queue in which so many batches wait. */
const queueOf = async (count: number) => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  const queue = await openQueue<{ readonly text: string }>({ storage, name: 'samples' })
  for (let i = 0; i < count; i++) {
    const { statement, committed } = queue.prepare([queue.encode('pi-1', { text: String(i) })])
    await storage.commit([statement])
    committed()
  }
  return queue
}

it('a backend that takes less at once than a drain gives it gets half as much after each failure, and has all in the end, in order', async () => {
  const queue = await queueOf(16)
  const stored: string[] = []
  const drain = startDrain({
    queue,
    bytesAtOnce: 16 * 300,
    async store (batches) {
      if (batches.length > 3) throw new Error('429')
      stored.push(...batches.map(({ text }) => text))
    },
    onTrouble: () => {},
    onNotRemoved: () => {},
    backoffMs: () => 1
  })
  onTestFinished(() => drain.close())
  drain.wake()
  await expect.poll(() => queue.batches).toBe(0)
  expect(stored).toEqual(Array.from({ length: 16 }, (_, i) => String(i)))
})

it('a backend that is away for so long that half as much each time comes to nothing is not taken for one that stores again', async () => {
  const queue = await queueOf(1)
  const troubles: (string | undefined)[] = []
  let tries = 0
  const drain = startDrain({
    queue,
    bytesAtOnce: 300,
    async store () {
      if (++tries <= 1200) throw new Error('away')
    },
    onTrouble: (error) => troubles.push(error?.message),
    onNotRemoved: () => {},
    backoffMs: () => 0
  })
  onTestFinished(() => drain.close())
  drain.wake()
  await expect.poll(() => troubles.at(-1) === undefined && troubles.length > 0).toBe(true)
  expect([tries, troubles, queue.batches]).toEqual([1201, ['away', undefined], 0])
})
