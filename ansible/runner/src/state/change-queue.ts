import { withLock } from '../platform/process/with-lock.ts'
import type { StateDirectory } from './state-directory.ts'
import { readPins, writePins, type Pin } from './pins.ts'
import { readQueue, writeQueue, type QueuedHost } from './queue.ts'

/** The queue of devices to be caught up, and the pinned devices. */
export interface QueueState {
  readonly queue: readonly QueuedHost[]
  readonly pins: readonly Pin[]
}

type Files = Pick<StateDirectory, 'queue' | 'pins' | 'queueLock'>

export const readQueueState = ({ queue, pins }: Files, onSetAside: (reason: string) => void): QueueState =>
  ({ queue: readQueue(queue, onSetAside), pins: readPins(pins, onSetAside) })

/** Changes queue and pins under their lock. `onChanged` gets both before the lock is released, so that it sees changes in order. */
export const changeQueue = (
  files: Files, onSetAside: (reason: string) => void, change: (before: QueueState) => Partial<QueueState>,
  onChanged: (after: QueueState, before: QueueState) => void = () => {}
): Promise<void> =>
  withLock(files.queueLock, () => {
    const before = readQueueState(files, onSetAside)
    const { queue = before.queue, pins = before.pins } = change(before)
    if (queue !== before.queue) writeQueue(files.queue, queue)
    if (pins !== before.pins) writePins(files.pins, pins)
    onChanged({ queue, pins }, before)
  })
