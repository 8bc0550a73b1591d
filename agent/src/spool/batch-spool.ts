import type { Batch, BatchIdentity } from './batch/batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import { noDisk } from './disk/no-disk.ts'
import type { SpoolDisk } from './disk/spool-disk.ts'
import type { ItemAge, ItemClocks } from './batch/item-age.ts'
import { createLosses } from './losses.ts'
import { createMemory } from './memory.ts'
import { createPositions } from './positions.ts'
import { createReplay, type Replay } from './replay.ts'
import { createSealing } from './sealed.ts'
import type { Spool, SpooledBatches } from './spool.ts'
import { countItems, type BatchLimits, type Waiting } from './tail.ts'
import { createAttemptLedger } from './attempt-ledger.ts'

/** How items become batches. */
export interface BatchFormat<Item> {
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
  /** The bytes of an item in memory. */
  readonly bytesOf: (item: Item) => number
  readonly limits: BatchLimits
  /** The most items that a collector takes in one batch: one that is made again after a kill can have more than its limit. */
  readonly mostItems?: number
  /** Writes each batch to the disk before it is tried: for items that are too large for the ledger, and so rare that this costs no card. */
  readonly storesBeforeTry?: boolean
}

/** How much may wait, and for how long. */
export interface SpoolBounds {
  /** All data that waits in memory: items, and batches, which are compressed. */
  readonly maxBytes: number
  /** How long something waits before it is written to the disk; for ever if left out. */
  readonly flushAfterMs?: number
  /** Older batches are removed from the disk. */
  readonly maxAgeMs?: number
}

export interface BatchSpoolOptions<Item> {
  /** The random id of this start of the agent. */
  readonly stream: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  readonly ageOf: ItemAge
  readonly format: BatchFormat<Item>
  readonly bounds: SpoolBounds
  /** Without one, everything stays in memory. */
  readonly disk?: SpoolDisk | undefined
  /** A whole batch waits, or more than a quarter of the memory: it is time to send it. */
  readonly onFull?: () => void
}

/** On a small memory, sources would otherwise wait for the next report. */
const sentAbove = 0.25

/**
 * A spool that makes batches as items come, each with its place in the stream, so that waiting data is compressed and every try sends
 * the same bytes. The oldest batches are on the disk, the next in memory, and the newest items are in none yet.
 */
export const createBatchSpool = <Item extends ItemClocks>({
  stream,
  clock,
  ageOf,
  format,
  bounds,
  disk = noDisk,
  onFull
}: BatchSpoolOptions<Item>): Spool<Item> & SpooledBatches => {
  const { encode, bytesOf, limits, mostItems = Infinity, storesBeforeTry = false } = format
  const { maxBytes, flushAfterMs = Infinity, maxAgeMs = Infinity } = bounds
  const seal = createSealing({ stream, nextOrder: disk.nextOrder, encode })
  const memory = createMemory<Item>({ limits, seal })
  const positions = createPositions(disk)
  const attempts = createAttemptLedger({ disk, positions })
  let replay: Replay<Item> | undefined
  let inFlight: Batch | undefined
  let acknowledged = 0
  let syncedMs = -Infinity

  const bytesInMemory = (): number => memory.bytes + (replay?.bytes ?? 0)
  const isInMemory = (): boolean => inFlight !== undefined && inFlight === memory.first?.spooled.batch
  const losses = createLosses(disk, {
    isReread: (source) => !positions.isSaved(source) || (isInMemory() && memory.first!.spooled.positions.has(source)),
    underWay: () => (inFlight === undefined || isInMemory() || disk.isInFlight ? 0 : inFlight.items)
  })
  const toWaiting = (items: readonly Item[], boot: string): Omit<Waiting<Item>, 'position'> => ({
    items,
    boot,
    bytes: items.reduce((sum, item) => sum + bytesOf(item), 0),
    sinceMs: clock.monotonicMs()
  })

  const endReplay = (ended: Replay<Item>, isWhole: boolean): void => {
    replay = undefined
    const entries = ended.entries()
    // The changed batch is another one, but stays before all that came later, which may be in batches already.
    const place = isWhole ? ended.sent : { ...ended.sent, stream: `${stream}-0`, sequence: 1 }
    if (entries.length > 0) memory.addFirstBatch(seal(entries, place))
    losses.drop(ended.lost)
    if (!isWhole) return
    if (entries.length > 0) memory.passAfterFirst(new Map(ended.sent.sources.map(({ source, after }) => [source, after])))
    attempts.setRecorded(ended.sent.order)
  }
  const checkReplay = (): void => {
    if (replay?.hasFailed(clock.monotonicMs()) === true) endReplay(replay, false)
    else if (replay?.isComplete === true) endReplay(replay, true)
  }
  const { sent } = disk.ledger
  // A later order on the disk: the batch itself was written there after it was tried.
  if (sent !== undefined && disk.nextOrder === sent.order + 1) {
    const items = sent.loose as readonly Item[]
    const loose = items.length === 0 ? [] : [{ ...toWaiting(items, sent.boot), position: undefined }]
    replay = createReplay({ sent, loose, positions: positions.all, nowMs: clock.monotonicMs(), mostItems })
    checkReplay()
  }

  /** Moves all batches in memory to the disk. */
  const store = (): boolean => {
    if (memory.first === undefined || !disk.store(memory.batches())) return false
    const wasInMemory = isInMemory()
    for (const stored of memory.takeBatches()) positions.pass(stored.positions)
    if (wasInMemory) disk.beginSending()
    return true
  }
  /** Drops the oldest in memory that is not in flight: a batch, or else the items that wait for one. */
  const dropOldest = (): boolean => {
    const keepsFirst = isInMemory()
    const dropped = memory.dropOldest({ keepsFirst })
    if (dropped === undefined) return false
    if (keepsFirst) memory.passAfterFirst(dropped.positions)
    else positions.pass(dropped.positions)
    losses.drop(dropped.items, dropped.positions.keys())
    return true
  }
  const makeSpace = (): void => {
    while (bytesInMemory() > maxBytes) {
      if (replay !== undefined) endReplay(replay, false)
      if (disk.isThere && memory.first === undefined) memory.seal()
      if (!store() && !(disk.makeSpace() && store()) && !dropOldest()) return
    }
  }

  return {
    append ({ items, boot }, position) {
      const entry = { ...toWaiting(items, boot), position }
      if (replay?.take(entry) === true) checkReplay()
      else memory.add(entry)
      if (memory.isFull) {
        memory.seal()
        onFull?.()
      } else if (bytesInMemory() > maxBytes * sentAbove) onFull?.()
      makeSpace()
    },
    advance ({ source, position }) {
      replay?.reach({ source, position })
      checkReplay()
      if (memory.has(source) || replay?.sent.sources.some((of) => of.source === source) === true) return false
      const isFirst = !positions.all.has(source)
      positions.set(source, position)
      if (isFirst) disk.record({ done: disk.ledger.done, positions: [[source, position]] })
      return true
    },
    boundaryOf: (source) => replay?.boundaryOf(source),
    noteLost (items) {
      losses.drop(items)
      losses.save()
    },
    recordRemoved (items) {
      losses.remove(items)
      losses.save()
    },
    forgetAbsent: (isThere) => {
      positions.forgetAbsent(isThere)
    },
    // A batch that is made again must come to its end.
    get fullness () {
      return memory.bytes / maxBytes
    },
    positions: () => positions.all,
    head () {
      inFlight ??= disk.beginSending()?.batch
      if (inFlight !== undefined) return inFlight
      checkReplay()
      if (replay !== undefined) return undefined
      if (memory.first === undefined) memory.seal()
      if (storesBeforeTry && store()) return (inFlight = disk.beginSending()?.batch)
      const { first } = memory
      if (first !== undefined && !storesBeforeTry) attempts.record(first)
      inFlight = first?.spooled.batch
      return inFlight
    },
    isBacklog: () => disk.items > 0,
    settle (lost = 0) {
      if (inFlight === undefined) throw new RangeError('no batch is in flight')
      losses.drop(lost)
      acknowledged += inFlight.items - lost
      if (isInMemory()) {
        const { order, positions: after } = memory.takeFirst()
        positions.pass(after)
        disk.record({ done: order, positions: [...after] })
      } else {
        const removed = disk.remove()
        if (removed !== undefined) disk.record({ done: removed.order, positions: [...removed.positions] })
      }
      inFlight = undefined
    },
    forget () {
      memory.clear()
      replay = undefined
      inFlight = undefined
      disk.forget()
    },
    noteReported (counts) {
      losses.setReported(counts)
      losses.save()
    },
    flush () {
      checkReplay()
      if (replay !== undefined) return
      const nowMs = clock.monotonicMs()
      disk.retry()
      disk.dropWhere((clocks, boot) => (ageOf(clocks, boot) ?? 0) > maxAgeMs)
      const { oldest } = memory
      if (oldest !== undefined && nowMs - oldest.sinceMs >= flushAfterMs) {
        // While the disk fails, items that are in no batch yet may still fill one.
        if (disk.problem !== undefined) store()
        while (memory.hasUnsealed && (disk.problem === undefined || memory.first === undefined)) memory.seal()
        store()
      }
      losses.save()
      if (nowMs - syncedMs >= flushAfterMs && disk.sync()) syncedMs = nowMs
    },
    close () {
      if (replay !== undefined) endReplay(replay, false)
      while (memory.hasUnsealed) memory.seal()
      store()
      disk.record({ done: disk.ledger.done, positions: [...positions.all] })
      losses.save()
      disk.sync()
    },
    stats () {
      const onDisk = disk.oldest()
      const oldest = onDisk === undefined ? memory.oldest : { clocks: onDisk.oldest, boot: onDisk.batch.boot }
      return {
        items: disk.items + memory.items + (replay === undefined ? 0 : countItems(replay.entries())),
        bytes: bytesInMemory(),
        acknowledged,
        dropped: losses.dropped,
        removed: losses.removed,
        oldestAgeMs: oldest && (ageOf(oldest.clocks, oldest.boot) ?? clock.monotonicMs()),
        disk
      }
    }
  }
}
