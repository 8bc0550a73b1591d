import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { UpdateQueue } from '@mimamori/contract'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { defined } from '../../platform/defined.ts'
import { timestamp, type RunnerClock } from '../../platform/clock.ts'
import { readIfThere } from '../../platform/files/read-if-there.ts'
import { withLock } from '../../platform/process/with-lock.ts'
import { changeQueue, type QueueState } from '../../state/change-queue.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import type { CollectorClient, Delivery } from '../../collector/collector-client.ts'

export const queuePath = '/api/updates/queue'

/** Queue and pins as a message to the collector. `at` is read under their lock, so that of two messages the later one is the newer. */
const queueMessage = ({ queue, pins }: QueueState, at: string): UpdateQueue => ({
  at,
  waiting: queue.map(({ host, queuedAt: since, run, release, reference, revision, tries }) => ({
    host, since, run, ...defined({ release, reference, revision, tries })
  })),
  pinned: pins.map(({ host, at: since, by }) => ({ host, since, by }))
})

/** Marks queue and pins as undelivered. Call it with their lock. */
export const recordQueueChange = ({ queueUndelivered }: Pick<StateDirectory, 'queueUndelivered'>): void => {
  replaceFileSync(queueUndelivered, `${randomUUID()}\n`, { mode: 0o640 })
}

export interface SendQueueOptions {
  readonly state: StateDirectory
  readonly client: Pick<CollectorClient, 'send'>
  readonly clock: Pick<RunnerClock, 'nowMs'>
  readonly onSetAside?: (reason: string) => void
}

/** Sends queue and pins as they are now, and removes the mark unless they have changed since. Never throws. */
export const sendQueue = async ({ state, client, clock, onSetAside = () => {} }: SendQueueOptions): Promise<Delivery> => {
  let body: UpdateQueue | undefined
  let noted: string | undefined
  try {
    await changeQueue(state, onSetAside, () => ({}), (now) => {
      body = queueMessage(now, timestamp(clock))
      noted = readIfThere(state.queueUndelivered)
    })
    const delivery = await client.send({ path: queuePath, body })
    if (noted !== undefined && (delivery.kind === 'taken' || delivery.kind === 'refused')) {
      await withLock(state.queueLock, () => { if (readIfThere(state.queueUndelivered) === noted) rmSync(state.queueUndelivered) })
    }
    return delivery
  } catch (error) {
    // A command that has to change the queue reports that it cannot be locked.
    return { kind: 'later', reason: (error as Error).message }
  }
}
