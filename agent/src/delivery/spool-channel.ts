import type { BatchKind } from '@mimamori/contract/headers'
import type { Batch, ItemRange, TakePart } from '../spool/batch/batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { SpooledBatches } from '../spool/spool.ts'
import type { Channel } from './channel.ts'

export interface SpoolChannel extends Channel {
  /** Forgets all that waits, uncounted. Not while a batch is under way. */
  forget (): void
}

interface SpoolChannelOptions {
  readonly kind: BatchKind
  readonly spool: SpooledBatches
  readonly takePart: TakePart
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  /** How fast a backlog goes: a fleet that comes back at once after an outage must not bury its collector. */
  readonly backlogItemsPerSecond: number
}

/** A part of a batch that was too large: its items, after that many halvings. */
interface Portion extends ItemRange {
  readonly halvings: number
}

/** More than a batch of 1000 items can be halved. */
const sequencesOfAnItem = 16

/**
 * Delivers the batches of a spool, oldest first. The parts of one that is too large are a stream of their own; its name and
 * sequences follow from the batch, so that they are the same if made again after a restart.
 */
export const createSpoolChannel = ({ kind, spool, takePart, clock, backlogItemsPerSecond }: SpoolChannelOptions): SpoolChannel => {
  let whole: Batch | undefined
  let portions: Portion[] = []
  let current: Batch | undefined
  let lost = 0
  /** When the next batch of a backlog may go. */
  let nextMs = 0

  const pauseMs = (): number | undefined => {
    const ms = nextMs - clock.monotonicMs()
    return whole === undefined && ms > 0 && spool.isBacklog() ? ms : undefined
  }

  const encodePortion = (batch: Batch, { halvings, ...range }: Portion): Batch => {
    const { stream, sequence, boot } = batch
    return takePart(
      batch,
      { stream: `${stream}-${sequence.toString(16)}`, sequence: range.end * sequencesOfAnItem + halvings, boot },
      range
    )
  }

  const reset = (): void => {
    whole = undefined
    current = undefined
    portions = []
    lost = 0
  }
  const finishPortion = (): void => {
    portions.shift()
    current = undefined
    if (portions.length > 0) return
    if (spool.isBacklog()) nextMs = clock.monotonicMs() + whole!.items * 1000 / backlogItemsPerSecond
    spool.settle(lost)
    reset()
  }
  const lose = (): void => {
    lost += current!.items
    finishPortion()
  }

  return {
    kind,
    head () {
      if (pauseMs() !== undefined) return undefined
      if (whole === undefined) {
        whole = current = spool.head()
        if (whole !== undefined) portions = [{ start: 0, end: whole.items, halvings: 0 }]
      } else current ??= encodePortion(whole, portions[0]!)
      return current
    },
    pauseMs,
    acknowledged: finishPortion,
    tooLarge () {
      const { start, end, halvings } = portions[0]!
      if (end - start === 1) return lose()
      const middle = Math.ceil((start + end) / 2)
      portions.splice(0, 1, { start, end: middle, halvings: halvings + 1 }, { start: middle, end, halvings: halvings + 1 })
      current = undefined
    },
    rejected: lose,
    forget () {
      reset()
      spool.forget()
    },
    droppedCount: () => spool.stats().dropped + lost,
    oldestAgeMs: () => spool.stats().oldestAgeMs
  }
}
