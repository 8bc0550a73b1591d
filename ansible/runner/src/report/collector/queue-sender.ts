import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { UpdateQueue } from '@mimamori/contract'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { instant, type RunnerClock } from '../../platform/clock.ts'
import { readIfThere } from '../../platform/files/read-if-there.ts'
import { withLock } from '../../platform/process/with-lock.ts'
import { changeQueue } from '../../state/change-queue.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import type { CollectorClient, Delivery } from '../../collector/collector-client.ts'
import { queueMessage, queuePath } from './queue-message.ts'

/** Marks queue and pins as undelivered. To be called with their lock held. */
export const noteQueueChange = ({ queueUndelivered }: Pick<StateDirectory, 'queueUndelivered'>): void => {
  replaceFileSync(queueUndelivered, `${randomUUID()}\n`, { mode: 0o640 })
}

export interface SendQueueOptions {
  readonly state: StateDirectory
  readonly client: Pick<CollectorClient, 'send'>
  readonly clock: Pick<RunnerClock, 'nowMs'>
  readonly onSetAside?: (reason: string) => void
}

/** Sends queue and pins as they are now, and removes the mark unless they have changed meanwhile. Never throws. */
export const sendQueue = async ({ state, client, clock, onSetAside = () => {} }: SendQueueOptions): Promise<Delivery> => {
  let body: UpdateQueue | undefined
  let noted: string | undefined
  try {
    await changeQueue(state, onSetAside, () => ({}), (now) => {
      body = queueMessage(now, instant(clock))
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
