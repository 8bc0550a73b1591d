import type { UpdateQueue } from '@mimamori/contract'
import type { QueueState } from '../../state/change-queue.ts'

export const queuePath = '/api/updates/queue'

/** Queue and pins as a message to the collector. `at` is read under their lock, so that of two messages the later one is the newer. */
export const queueMessage = ({ queue, pins }: QueueState, at: string): UpdateQueue => ({
  at,
  waiting: queue.map(({ host, queuedAt: since, run, release, reference, revision, tries }) => ({
    host, since, run, ...release !== undefined && { release }, ...reference !== undefined && { reference }, ...revision !== undefined && { revision }, ...tries !== undefined && { tries }
  })),
  pinned: pins.map(({ host, at: since, by }) => ({ host, since, by }))
})
