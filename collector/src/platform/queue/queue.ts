import type { Statement, Storage } from '../storage/storage.ts'
import { QueueFullError, type QueueName } from './queue-full-error.ts'
import { createFairQueue } from './fair-queue.ts'
import { encodeRow, readContents, readFacts, type BatchFacts, type StoredContents, type StoredFacts } from './queue-row.ts'
import { createQueueRows } from './queue-rows.ts'

/** The content of one request of one device, while it waits. */
export type Queued<Content extends object> = Content & {
  /** Rises with every batch of the queue, for ever. */
  readonly position: number
  readonly deviceId: string
}

/** A batch that is to be appended, as `encode` makes it. */
export interface Encoded<Content extends object, Summary> {
  readonly deviceId: string
  readonly content: Content
  readonly text: string
  readonly contentBytes: number
  readonly summary: Summary | undefined
}

/**
 * Batches on their way to their destination: on the disk since before their request was answered, and until they are stored there. Batches
 * are taken from each device in turn.
 */
export interface Queue<Content extends object, Summary = undefined> {
  /** @throws {QueueFullError} if no more of this device may wait */
  requireRoom (deviceId: string): void
  /** `summary`: the data about it that `alongRemoval` is given. */
  encode (deviceId: string, content: Content, summary?: Summary): Encoded<Content, Summary>
  /** The statement that appends batches, in one row together, to be committed by the caller, who then calls `committed`. */
  prepare (batches: readonly Encoded<Content, Summary>[]): { readonly statement: Statement, readonly committed: () => void }
  /** Batches of about this many bytes, of devices that are ready; they stay in the queue, and are not given again unless given back. */
  take (bytes: number, isReady?: (deviceId: string) => boolean): Promise<readonly Queued<Content>[]>
  /** Puts batches that could not be stored in front again. */
  giveBack (batches: readonly Queued<Content>[]): void
  /**
   * Releases batches that are stored, including earlier ones that stayed on the disk. Rejects if the disk keeps them for now: they go
   * with the next.
   */
  remove (batches: readonly Queued<Content>[]): Promise<void>
  readonly batches: number
  readonly bytes: number
  /** No batch below this position is given again, by this run or the next. */
  readonly oldestPosition: number
  /** Lists all batches whose rows are on the disk. */
  readonly onDisk: () => readonly BatchFacts<Summary>[]
  /** Resolves when all that is in the queue now has been removed, or after this time. */
  emptied (withinMs: number): Promise<void>
}

/** A batch while it waits; `batch` is absent if it is on the disk only. */
interface Entry<Content extends object> {
  /** Its position among all that this run has appended. */
  readonly order: number
  readonly row: number
  readonly position: number
  readonly deviceId: string
  readonly bytes: number
  readonly batch?: Queued<Content>
}

interface Options<Summary> {
  readonly storage: Storage
  readonly name: QueueName
  /** The most that may wait. */
  readonly maxBytes?: number
  /** The highest position known at the destination, which a database from a backup may not know. */
  readonly after?: number
  /** Whether a batch has to stay on the disk though it is stored. */
  readonly mustStay?: (position: number) => boolean
  /** Statements that are committed with the removal of rows; `highestRow`: the highest position of a row among them. */
  readonly alongRemoval?: (batches: readonly BatchFacts<Summary>[], highestRow: number) => readonly Statement[]
}

/** Batches that stay in memory as well: nearly always they are stored at once, and need not be read again. */
const mostInMemory = 16 * 1024 * 1024

/** The bytes of a batch in addition to its content, in memory and in the database: a device that sends each line alone could fill both. */
const bytesBesideContent = 300
/** In memory. */
const bytesOfSummary = 300

/** The share of the space that one device may fill: one that sends in a loop leaves space for the others. */
const shareOfDevice = 1 / 4

/** The queue as the last run left it. */
export const openQueue = async <Content extends object, Summary = undefined>(
  { storage, name, maxBytes = Number.MAX_SAFE_INTEGER, after = 0, mustStay = () => false, alongRemoval = () => [] }: Options<Summary>
): Promise<Queue<Content, Summary>> => {
  const waiting = createFairQueue<Entry<Content>>(({ bytes }) => bytes)
  /** All batches in the queue, taken or not, in the order in which they were committed. */
  const entries = new Map<number, Entry<Content>>()
  const rows = createQueueRows<Summary>()
  let [bytes, bytesInMemory] = [0, 0]
  const bytesOf = new Map<string, number>()
  let lastOrder = 0
  const waiters = new Set<{ readonly upTo: number, readonly resolve: () => void }>()
  const [last] = await storage.query<{ position: number }>('queues.position', { queue: name })
  let lastPosition = Math.max(after, last?.position ?? 0)

  const addBytes = (deviceId: string, more: number): void => {
    bytes += more
    const sum = (bytesOf.get(deviceId) ?? 0) + more
    if (sum === 0) bytesOf.delete(deviceId)
    else bytesOf.set(deviceId, sum)
  }
  const append = (queued: Omit<Entry<Content>, 'order'>): void => {
    const entry = { ...queued, order: ++lastOrder }
    entries.set(entry.position, entry)
    addBytes(entry.deviceId, entry.bytes)
    if (entry.batch !== undefined) bytesInMemory += entry.bytes
    waiting.add(entry.deviceId, entry)
  }
  for (const row of await storage.query<StoredFacts>(`${name}.queue`, {})) {
    const facts = readFacts<Summary>(row)
    rows.add(row.position, facts)
    for (const [place, { deviceId, bytes }] of facts.entries()) {
      append({ row: row.position, position: row.position + place, deviceId, bytes })
    }
    lastPosition = Math.max(lastPosition, row.position + facts.length - 1)
  }

  const forget = (position: number): void => {
    const entry = entries.get(position)!
    entries.delete(position)
    addBytes(entry.deviceId, -entry.bytes)
    if (entry.batch !== undefined) bytesInMemory -= entry.bytes
    rows.store(entry.row)
  }
  /** Resolves the waits whose batches are gone. */
  const notifyWaiters = (): void => {
    const oldest = entries.values().next().value?.order ?? Infinity
    for (const waiter of waiters) if (waiter.upTo < oldest) waiter.resolve()
  }
  const read = async (onDisk: readonly Entry<Content>[]): Promise<ReadonlyMap<number, Content>> => {
    if (onDisk.length === 0) return new Map()
    const positions = JSON.stringify([...new Set(onDisk.map(({ row }) => row))])
    const found = await storage.query<StoredContents>(`${name}.queuedAt`, { positions })
    return new Map(found.flatMap((row) => readContents<Content>(row).map((content, place) => [row.position + place, content] as const)))
  }

  const giveBack = (taken: readonly Entry<Content>[]): void => { waiting.giveBack(taken.map((entry) => [entry.deviceId, entry])) }

  return {
    requireRoom (deviceId) {
      if (bytes > maxBytes || (bytesOf.get(deviceId) ?? 0) > maxBytes * shareOfDevice) throw new QueueFullError(name)
    },
    encode (deviceId, content, summary) {
      const text = JSON.stringify(content)
      return { deviceId, content, text, contentBytes: Buffer.byteLength(text), summary }
    },
    prepare (batches) {
      const row = lastPosition + 1
      lastPosition += batches.length
      const facts = batches.map(({ deviceId, contentBytes, summary }) =>
        ({ deviceId, bytes: contentBytes + bytesBesideContent + (summary === undefined ? 0 : bytesOfSummary), summary }))
      return {
        statement: { name: `${name}.enqueue`, parameters: { position: row, ...encodeRow(facts, batches.map(({ text }) => text)) } },
        committed () {
          rows.add(row, facts)
          for (const [place, { deviceId, bytes }] of facts.entries()) {
            const position = row + place
            const batch = { ...batches[place]!.content, position, deviceId }
            append({ row, position, deviceId, bytes, ...bytesInMemory + bytes <= mostInMemory && { batch } })
          }
        }
      }
    },
    async take (enough, isReady) {
      const taken = waiting.take(enough, isReady)
      try {
        const onDisk = await read(taken.filter(({ batch }) => batch === undefined))
        return taken.map(({ position, deviceId, batch }) => batch ?? { ...onDisk.get(position)!, position, deviceId })
      } catch (error) {
        giveBack(taken)
        throw error
      }
    },
    giveBack: (batches) => { giveBack(batches.map(({ position }) => entries.get(position)!)) },
    async remove (batches) {
      for (const { position } of batches) forget(position)
      notifyWaiters()
      const { positions, batches: removed } = rows.takeRemovable(mustStay)
      if (positions.length === 0) return
      try {
        await storage.commit([
          { name: `${name}.dequeue`, parameters: { positions: JSON.stringify(positions) } },
          { name: 'queues.keepPosition', parameters: { queue: name, position: lastPosition } },
          ...alongRemoval(removed, positions.reduce((one, other) => Math.max(one, other)))
        ])
      } catch (error) {
        rows.giveBack(positions)
        throw error
      }
      rows.remove(positions)
    },
    get batches () { return entries.size },
    get bytes () { return bytes },
    get oldestPosition () { return rows.oldest() ?? lastPosition + 1 },
    onDisk: () => rows.batches(),
    emptied: (withinMs) => entries.size === 0 ? Promise.resolve() : new Promise((resolve) => {
      const waiter = {
        upTo: lastOrder,
        resolve () {
          clearTimeout(timer)
          waiters.delete(waiter)
          resolve()
        }
      }
      const timer = setTimeout(() => { waiter.resolve() }, withinMs)
      waiters.add(waiter)
    })
  }
}
