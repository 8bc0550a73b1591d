import { expect } from 'vitest'
import type { CollectorInTest } from '../../collector/test/collector-in-test.ts'

interface StoredLine {
  readonly message: string
  readonly eventMs: number
  readonly estimated: boolean
}

/** All lines of a device that the collector has, by their time, once its queue is empty. */
export const storedLines = async ({ deps: { logs } }: Pick<CollectorInTest, 'deps'>, deviceId: string): Promise<readonly StoredLine[]> => {
  await expect.poll(() => logs.queued, { timeout: 60_000 }).toEqual({ batches: 0, bytes: 0 })
  const found: StoredLine[] = []
  for (let afterId: number | undefined; ;) {
    const { lines, nextId } = await logs.search({
      order: 'oldest',
      limit: 1000,
      deviceIds: [deviceId],
      ...(afterId !== undefined && { afterId })
    })
    found.push(...lines.map(({ message, eventMs, estimated = false }) => ({ message, eventMs, estimated })))
    if (nextId === undefined) return found
    afterId = nextId
  }
}
