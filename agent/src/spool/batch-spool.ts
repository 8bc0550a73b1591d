import type { Batch, BatchIdentity } from '../batch/batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import { ageMs, type ItemClocks } from './item-age.ts'
import type { Spool, SpooledBatches } from './spool.ts'
import { createTail, type BatchLimits, type Waiting } from './tail.ts'

interface BatchSpoolOptions<Item> {
  /** The random id of this start of the agent. */
  readonly stream: string
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs' | 'wallMs'>
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
  /** What an item takes in memory. */
  readonly bytesOf: (item: Item) => number
  readonly limits: BatchLimits
  /** All that waits in memory: items, and batches, which are compressed. */
  readonly maxBytes: number
  /** A whole batch waits: it is time to send it. */
  readonly onFull?: () => void
}

/** A batch, and what is known of it beside what is sent. */
interface Sealed {
  readonly batch: Batch
  readonly oldest: ItemClocks
  /** Where its sources stand after it. */
  readonly positions: ReadonlyMap<string, string>
}

const lastPositions = (entries: readonly Waiting<unknown>[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ position }) => position === undefined ? [] : [[position.source, position.position]]))

/**
 * A spool that makes batches as items come, each with its place in the stream, so that what waits is compressed and every try sends
 * the same bytes.
 */
export const createBatchSpool = <Item extends ItemClocks>({ stream, boot, clock, encode, bytesOf, limits, maxBytes, onFull }: BatchSpoolOptions<Item>): Spool<Item> & SpooledBatches => {
  const tail = createTail<Item>()
  const sealed: Sealed[] = []
  const positions = new Map<string, string>()
  let isHeld = false
  let sequence = 0
  let dropped = 0

  const inMemory = (): number => sealed.reduce((sum, { batch }) => sum + batch.body.length, tail.bytes)
  const pass = (passed: ReadonlyMap<string, string>): void => {
    for (const [source, position] of passed) positions.set(source, position)
  }
  const seal = (): void => {
    const entries = tail.take(limits)
    const [first] = entries
    if (first === undefined) return
    const batch = encode({ stream, sequence: ++sequence, boot: first.sourced.boot }, entries.map(({ sourced }) => sourced.item))
    sealed.push({ batch, oldest: first.sourced.item, positions: lastPositions(entries) })
  }
  /** The oldest that is not held: a batch, else an item. */
  const dropOldest = (): boolean => {
    const [batch] = sealed.splice(isHeld ? 1 : 0, 1)
    if (batch !== undefined) {
      pass(batch.positions)
      dropped += batch.batch.items
      return true
    }
    const item = tail.dropOldest()
    if (item === undefined) return false
    pass(lastPositions([item]))
    dropped += 1
    return true
  }

  return {
    append (sourced, position) {
      tail.add({ sourced, position, bytes: bytesOf(sourced.item) })
      if (tail.isFull(limits)) {
        seal()
        onFull?.()
      }
      while (inMemory() > maxBytes && dropOldest());
    },
    advance ({ source, position }) {
      if (!tail.has(source) && !sealed.some((waiting) => waiting.positions.has(source))) positions.set(source, position)
    },
    positions: () => positions,
    head () {
      if (sealed.length === 0) seal()
      isHeld = sealed.length > 0
      return sealed[0]?.batch
    },
    settle (lost = 0) {
      if (!isHeld) throw new RangeError('no batch is held')
      isHeld = false
      pass(sealed.shift()!.positions)
      dropped += lost
    },
    stats () {
      const [batch] = sealed
      const oldest = batch === undefined ? tail.oldest && { clocks: tail.oldest.sourced.item, boot: tail.oldest.sourced.boot } : { clocks: batch.oldest, boot: batch.batch.boot }
      return {
        items: sealed.reduce((sum, { batch: { items } }) => sum + items, tail.items),
        bytes: inMemory(),
        dropped,
        ...oldest !== undefined && { oldestAgeMs: ageMs(oldest.clocks, { isOfThisBoot: oldest.boot === boot, clock }) }
      }
    }
  }
}
