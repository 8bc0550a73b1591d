import { gunzipSync } from 'node:zlib'
import type { BatchKind } from '@mimamori/contract/headers'
import type { Batch, BatchIdentity } from '../batch/batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { SpooledBatches } from '../spool/spool.ts'
import type { Channel } from './channel.ts'

interface SpoolChannelOptions<Item> {
  readonly kind: BatchKind
  readonly spool: SpooledBatches
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  /** How fast a backlog goes: a fleet that comes back at once after an outage must not bury its collector. */
  readonly backlogItemsPerSecond: number
}

/** A part of a batch that was too large: its items from `start` up to `end`, after so many halvings. */
interface Portion {
  readonly start: number
  readonly end: number
  readonly halvings: number
}

/** More than a batch of 1000 items can be halved. */
const sequencesOfAnItem = 16

const itemsOf = <Item>({ body }: Batch): readonly Item[] => (JSON.parse(gunzipSync(body).toString()) as { readonly items: readonly Item[] }).items

/**
 * Delivers the batches of a spool, oldest first. The parts of one that is too large are a stream of their own, whose name and
 * sequences follow from the batch: made again after a restart, they are the same.
 */
export const createSpoolChannel = <Item>({ kind, spool, encode, clock, backlogItemsPerSecond }: SpoolChannelOptions<Item>): Channel => {
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

  const encodePortion = (batch: Batch, { start, end, halvings }: Portion): Batch => {
    const { stream, sequence, boot } = batch
    return encode({ stream: `${stream}-${sequence.toString(16)}`, sequence: end * sequencesOfAnItem + halvings, boot }, itemsOf<Item>(batch).slice(start, end))
  }

  const finishPortion = (): void => {
    portions.shift()
    current = undefined
    if (portions.length > 0) return
    if (spool.isBacklog()) nextMs = clock.monotonicMs() + whole!.items * 1000 / backlogItemsPerSecond
    spool.settle(lost)
    whole = undefined
    lost = 0
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
    droppedCount: () => spool.stats().dropped + lost,
    oldestAgeMs: () => spool.stats().oldestAgeMs
  }
}
