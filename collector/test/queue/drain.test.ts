import { expect, it, onTestFinished } from 'vitest'
import { startDrain } from '../../src/queue/drain.ts'
import { openQueue } from '../../src/queue/queue.ts'
import { openStorage } from '../../src/storage/sqlite-storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

it('a backend that takes less at once than a drain gives it gets half as much after each failure, and has all in the end, in order', async () => {
  const storage = openStorage({ directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  const queue = await openQueue<{ readonly text: string }>({ storage, name: 'samples' })
  for (let i = 0; i < 16; i++) {
    const { statement, committed } = queue.prepare('pi-1', { text: String(i) })
    await storage.commit([statement])
    committed()
  }
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
  onTestFinished(async () => {
    await drain.close()
    await storage.close()
  })
  drain.wake()
  await expect.poll(() => queue.batches).toBe(0)
  expect(stored).toEqual(Array.from({ length: 16 }, (_, i) => String(i)))
})
