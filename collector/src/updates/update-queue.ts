import { updateQueue, type UpdateQueue } from '@mimamori/contract'
import type { Clock } from '../platform/clock/clock.ts'
import { readJson } from '../platform/storage/read-json.ts'
import type { Storage } from '../platform/storage/storage.ts'

export type Waiting = UpdateQueue['waiting'][number]
export type Pinned = UpdateQueue['pinned'][number]

/** The devices that wait for an update, and the pinned ones, as the runner reported last; in memory, as on the disk. */
export interface QueueTable {
  readonly reported: UpdateQueue
  waitingOf (host: string): Waiting | undefined
  pinnedOf (host: string): Pinned | undefined
  /** Resolves when it is on the disk; at once if the stored one is newer. */
  put (queue: UpdateQueue): Promise<void>
}

const byHost = <One extends { readonly host: string }>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [one.host, one]))

/**
 * Whether one message is older than another. A future time was written by a clock that has been
 * set back since, and does not count.
 */
const isOlder = ({ at }: UpdateQueue, { at: other }: UpdateQueue, nowMs: number): boolean =>
  at !== undefined && other !== undefined && Date.parse(at) < Date.parse(other) && Date.parse(other) <= nowMs

export const loadQueueTable = async ({
  storage,
  clock
}: {
  readonly storage: Storage
  readonly clock: Pick<Clock, 'nowMs'>
}): Promise<QueueTable> => {
  const [row] = await storage.query<{ readonly content: string }>('updates.queue', {})
  let reported: UpdateQueue = readJson(row?.content ?? '', updateQueue) ?? { waiting: [], pinned: [] }
  let [waiting, pinned] = [byHost(reported.waiting), byHost(reported.pinned)]
  return {
    get reported () {
      return reported
    },
    waitingOf: (host) => waiting.get(host),
    pinnedOf: (host) => pinned.get(host),
    async put (queue) {
      if (isOlder(queue, reported, clock.nowMs())) return
      await storage.commit([{ name: 'updates.putQueue', parameters: { content: JSON.stringify(queue) } }])
      reported = queue
      waiting = byHost(queue.waiting)
      pinned = byHost(queue.pinned)
    }
  }
}
