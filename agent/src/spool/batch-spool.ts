import type { Batch, BatchIdentity } from '../batch/batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import { noDisk } from './disk/no-disk.ts'
import type { SpoolDisk } from './disk/spool-disk.ts'
import type { ItemAge, ItemClocks } from './item-age.ts'
import { createReplay, type Replay } from './replay.ts'
import { createSealing, lastPositions, type Sealed } from './sealed.ts'
import type { Spool, SpooledBatches } from './spool.ts'
import { createTail, type BatchLimits, type Waiting } from './tail.ts'

export interface BatchSpoolOptions<Item> {
  /** The random id of this start of the agent. */
  readonly stream: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  readonly ageOf: ItemAge
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
  /** What an item takes in memory. */
  readonly bytesOf: (item: Item) => number
  readonly limits: BatchLimits
  /** All that waits in memory: items, and batches, which are compressed. */
  readonly maxBytes: number
  /** Without one, everything stays in memory. */
  readonly disk?: SpoolDisk | undefined
  /** Writes each batch to the disk before it is tried: for items that are too large for the ledger, and so rare that this costs no card. */
  readonly storesBeforeTry?: boolean
  /** How long something waits before it is written to the disk. */
  readonly flushAfterMs?: number
  /** What is older goes from the disk. */
  readonly maxAgeMs?: number
  /** A whole batch waits, or more than a quarter of the memory: it is time to send it. */
  readonly onFull?: () => void
}

/** Where the memory is small, sources would else wait for the next report. */
const sentAbove = 0.25

/**
 * A spool that makes batches as items come, each with its place in the stream, so that what waits is compressed and every try sends
 * the same bytes. The oldest batches are on the disk, the next in memory, and the newest items are in none.
 */
export const createBatchSpool = <Item extends ItemClocks>({ stream, clock, ageOf, encode, bytesOf, limits, maxBytes, disk = noDisk, storesBeforeTry = false, flushAfterMs = Infinity, maxAgeMs = Infinity, onFull }: BatchSpoolOptions<Item>): Spool<Item> & SpooledBatches => {
  const tail = createTail<Item>()
  const sealed: Sealed<Item>[] = []
  const sealing = createSealing({ stream, nextOrder: disk.nextOrder, encode })
  const positions = new Map([...disk.ledger.positions].map(([source, { position }]) => [source, position]))
  let replay: Replay<Item> | undefined
  let held: Batch | undefined
  let triedOrder = 0
  let dropped = disk.ledger.dropped
  let reported = 0
  let syncedMs = -Infinity

  const droppedTotal = (): number => dropped + disk.dropped
  const inMemory = (): number => sealed.reduce((sum, { spooled }) => sum + spooled.batch.body.length, tail.bytes + (replay?.bytes ?? 0))
  const isHeldInMemory = (): boolean => held !== undefined && held === sealed[0]?.spooled.batch
  const pass = (passed: ReadonlyMap<string, string>): void => {
    for (const [source, position] of passed) positions.set(source, position)
  }
  const seal = (): void => {
    const entries = tail.take(limits)
    if (entries.length > 0) sealed.push(sealing(entries))
  }

  const endReplay = (ended: Replay<Item>, isWhole: boolean): void => {
    replay = undefined
    const entries = ended.entries()
    if (!isWhole) tail.addFirst(entries)
    else if (entries.length > 0) sealed.unshift(sealing(entries, ended.sent))
    triedOrder = isWhole ? ended.sent.order : 0
  }
  const checkReplay = (): void => {
    if (replay?.hasFailed(clock.monotonicMs()) === true) endReplay(replay, false)
    else if (replay?.isComplete === true) endReplay(replay, true)
  }
  const { sent } = disk.ledger
  // A later order on the disk: the batch itself was written there after it was tried.
  if (sent !== undefined && disk.nextOrder === sent.order + 1) {
    const nowMs = clock.monotonicMs()
    const loose = (sent.loose as readonly Item[]).map((item) => ({ sourced: { item, boot: sent.boot }, position: undefined, bytes: bytesOf(item), sinceMs: nowMs }))
    replay = createReplay({ sent, loose, positions, nowMs })
    checkReplay()
  }

  /** Moves all batches in memory to the disk. */
  const store = (): boolean => {
    if (sealed.length === 0 || !disk.store(sealed.map(({ spooled }) => spooled))) return false
    const wasHeld = isHeldInMemory()
    for (const { spooled } of sealed.splice(0)) pass(spooled.positions)
    if (wasHeld) disk.hold()
    return true
  }
  /** Drops the oldest in memory that is not held: a batch, else an item. Its sources pass it when what is held is settled, which comes before it. */
  const dropOldest = (): boolean => {
    const [batch] = sealed.splice(isHeldInMemory() ? 1 : 0, 1)
    const item = batch === undefined ? tail.dropOldest() : undefined
    if (batch === undefined && item === undefined) return false
    const passed = batch?.spooled.positions ?? lastPositions([item!])
    const [first] = isHeldInMemory() ? sealed : []
    if (first === undefined) pass(passed)
    else sealed[0] = { ...first, spooled: { ...first.spooled, positions: new Map([...first.spooled.positions, ...passed]) } }
    dropped += batch?.spooled.batch.items ?? 1
    return true
  }
  const makeRoom = (): void => {
    while (inMemory() > maxBytes) {
      if (replay !== undefined) endReplay(replay, false)
      if (disk.isThere && sealed.length === 0) seal()
      if (!store() && !dropOldest()) return
    }
  }

  /** Leaves word of what is about to be tried, from which it can be made again after a kill. */
  const noteTry = ({ spooled: { batch, order, positions: after }, loose }: Sealed<Item>): void => {
    if (storesBeforeTry || triedOrder === order) return
    triedOrder = order
    const moved = [...positions].filter(([source, position]) => disk.ledger.positions.get(source)?.position !== position)
    if (moved.length > 0) disk.note({ done: order - 1, positions: moved })
    const sources = [...after].map(([source, position]) => ({ source, after: position, ...positions.has(source) && { before: positions.get(source)! } }))
    disk.note({ sent: { order, stream: batch.stream, sequence: batch.sequence, boot: batch.boot, sources, loose } })
  }

  /** What is under way and had to go from the disk meanwhile is lost unless it arrives. */
  const lostUnlessItArrives = (): number => held === undefined || isHeldInMemory() || disk.isHeld ? 0 : held.items
  /** The next run reports what this one could not. */
  const noteDropped = (): void => {
    const unreported = droppedTotal() - reported + lostUnlessItArrives()
    if (unreported !== disk.ledger.dropped) disk.note({ dropped: unreported })
  }

  return {
    append (sourced, position) {
      const entry: Waiting<Item> = { sourced, position, bytes: bytesOf(sourced.item), sinceMs: clock.monotonicMs() }
      if (replay?.take(entry) === true) checkReplay()
      else tail.add(entry)
      if (tail.isFull(limits)) {
        seal()
        onFull?.()
      } else if (inMemory() > maxBytes * sentAbove) onFull?.()
      makeRoom()
    },
    advance ({ source, position }) {
      replay?.reach({ source, position })
      checkReplay()
      if (tail.has(source) || sealed.some(({ spooled }) => spooled.positions.has(source)) || replay?.sent.sources.some((of) => of.source === source) === true) return
      const isFirst = !positions.has(source)
      positions.set(source, position)
      if (isFirst) disk.note({ done: disk.ledger.done, positions: [[source, position]] })
    },
    // A batch that is made again must come to its end.
    get fullness () { return (inMemory() - (replay?.bytes ?? 0)) / maxBytes },
    positions: () => positions,
    head () {
      held ??= disk.hold()?.batch
      if (held !== undefined) return held
      checkReplay()
      if (replay !== undefined) return undefined
      if (sealed.length === 0) seal()
      if (storesBeforeTry && store()) return held = disk.hold()?.batch
      if (sealed[0] !== undefined) noteTry(sealed[0])
      held = sealed[0]?.spooled.batch
      return held
    },
    isBacklog: () => disk.items > 0,
    settle (lost = 0) {
      if (held === undefined) throw new RangeError('no batch is held')
      dropped += lost
      if (isHeldInMemory()) {
        const { order, positions: after } = sealed.shift()!.spooled
        pass(after)
        disk.note({ done: order, positions: [...after] })
      } else {
        const removed = disk.remove()
        if (removed !== undefined) disk.note({ done: removed.order, positions: [...removed.positions] })
      }
      held = undefined
    },
    forget () {
      tail.clear()
      sealed.length = 0
      replay = undefined
      held = undefined
      disk.forget()
    },
    noteReported (count) {
      reported = count
      noteDropped()
    },
    flush () {
      checkReplay()
      if (replay !== undefined) return
      const nowMs = clock.monotonicMs()
      disk.dropWhere((clocks, boot) => (ageOf(clocks, boot) ?? 0) > maxAgeMs)
      const sinceMs = sealed[0]?.sinceMs ?? tail.oldest?.sinceMs
      if (sinceMs !== undefined && nowMs - sinceMs >= flushAfterMs) {
        // While the disk fails, what is in no batch yet may still fill one.
        if (disk.problem !== undefined) store()
        while (tail.items > 0 && (disk.problem === undefined || sealed.length === 0)) seal()
        store()
      }
      noteDropped()
      if (nowMs - syncedMs >= flushAfterMs && disk.sync()) syncedMs = nowMs
    },
    close () {
      if (replay !== undefined) endReplay(replay, false)
      while (tail.items > 0) seal()
      store()
      noteDropped()
      disk.note({ done: disk.ledger.done, positions: [...positions] })
      disk.sync()
    },
    stats () {
      const [oldest] = [disk.oldest() ?? sealed[0]?.spooled].map((batch) => batch && { clocks: batch.oldest, boot: batch.batch.boot })
      const waiting = tail.oldest?.sourced
      const first = oldest ?? (waiting && { clocks: waiting.item, boot: waiting.boot })
      return {
        items: sealed.reduce((sum, { spooled: { batch } }) => sum + batch.items, disk.items + tail.items + (replay?.entries().length ?? 0)),
        bytes: inMemory(),
        dropped: droppedTotal(),
        ...first !== undefined && { oldestAgeMs: ageOf(first.clocks, first.boot) ?? clock.monotonicMs() },
        disk
      }
    }
  }
}
