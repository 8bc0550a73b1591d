import { updateQueue, type UpdateQueue } from '@mimamori/contract'
import { readJson } from '../storage/read-json.ts'
import type { Storage } from '../storage/storage.ts'

export type Waiting = UpdateQueue['waiting'][number]
export type Pinned = UpdateQueue['pinned'][number]

/** Who waits to be caught up with an update, and who is held, as the runner told last; in memory, as it is on the disk. */
export interface QueueTable {
  readonly told: UpdateQueue
  waitingOf (host: string): Waiting | undefined
  pinnedOf (host: string): Pinned | undefined
  /** Resolves when it is on the disk. */
  put (queue: UpdateQueue): Promise<void>
}

const byHost = <One extends { readonly host: string }>(all: readonly One[]): ReadonlyMap<string, One> => new Map(all.map((one) => [one.host, one]))

export const loadQueueTable = async (storage: Storage): Promise<QueueTable> => {
  const [row] = await storage.query<{ readonly content: string }>('updates.queue', {})
  let told: UpdateQueue = updateQueue.safeParse(readJson(row?.content ?? '')).data ?? { waiting: [], pinned: [] }
  let [waiting, pinned] = [byHost(told.waiting), byHost(told.pinned)]
  return {
    get told () { return told },
    waitingOf: (host) => waiting.get(host),
    pinnedOf: (host) => pinned.get(host),
    async put (queue) {
      await storage.commit([{ name: 'updates.putQueue', parameters: { content: JSON.stringify(queue) } }])
      told = queue
      waiting = byHost(queue.waiting)
      pinned = byHost(queue.pinned)
    }
  }
}
