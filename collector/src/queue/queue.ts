import type { Statement, Storage } from '../storage/storage.ts'
import { QueueFullError, type QueueName } from './queue-full-error.ts'
import { createFairQueue } from './fair-queue.ts'

/** What one request brought of one device, while it waits. */
export type Queued<Content extends object> = Content & {
  /** Rises with every batch of the queue, for ever. */
  readonly position: number
  readonly deviceId: string
}

/**
 * Batches on their way to where they are kept: on the disk since before their request was answered, and until they are stored there. What is
 * taken comes from each device in turn.
 */
export interface Queue<Content extends object> {
  /** @throws {QueueFullError} where no more of this device may wait */
  requireRoom (deviceId: string): void
  /** The statement that appends a batch, to be committed by the caller, who then calls `committed`. */
  prepare (deviceId: string, content: Content): { readonly statement: Statement, readonly contentBytes: number, readonly committed: () => void }
  /** Batches of about so many bytes, of devices that are ready; they stay in the queue, and are not given again unless given back. */
  take (bytes: number, isReady?: (deviceId: string) => boolean): Promise<readonly Queued<Content>[]>
  /** What could not be stored comes first again. */
  giveBack (batches: readonly Queued<Content>[]): void
  /** Lets go of batches that are stored, also of earlier ones that stayed on the disk. Rejects where the disk keeps them for now: they go with the next. */
  remove (batches: readonly Queued<Content>[]): Promise<void>
  readonly batches: number
  readonly bytes: number
  /** No batch below this position is given again, by this run or the next. */
  readonly oldestPosition: number
  /** Resolves when all that is in the queue now has been removed, or after so long. */
  emptied (withinMs: number): Promise<void>
}

/** A batch while it waits; `batch` is absent where it is on the disk only. */
interface Entry<Content extends object> {
  /** Its place among all that this run has appended. */
  readonly order: number
  readonly position: number
  readonly deviceId: string
  readonly bytes: number
  readonly batch?: Queued<Content>
}

interface Options {
  readonly storage: Storage
  readonly name: QueueName
  /** What may wait. */
  readonly maxBytes?: number
  /** The highest position that is known where batches go, which a database from a backup may not know. */
  readonly after?: number
  /** Whether a batch has to stay on the disk though it is stored. */
  readonly mustStay?: (position: number) => boolean
}

/** Batches that stay in memory as well: nearly always they are stored at once, and need not be read again. */
const mostInMemory = 16 * 1024 * 1024

/** What a batch takes beside its content, in memory and in the database: without it a device that sends each line alone could fill both. */
const bytesBesideContent = 300

/** The share of the room that one device may fill: what it sends in a loop leaves room for the others. */
const shareOfDevice = 1 / 4

/** The queue as the last run left it. */
export const openQueue = async <Content extends object>({ storage, name, maxBytes = Number.MAX_SAFE_INTEGER, after = 0, mustStay = () => false }: Options): Promise<Queue<Content>> => {
  const waiting = createFairQueue<Entry<Content>>(({ bytes }) => bytes)
  /** All that are in the queue, taken or not, in the order in which they were committed. */
  const entries = new Map<number, Entry<Content>>()
  /** Positions of those that were committed after a higher one. Of all others the first is the lowest. */
  const late = new Set<number>()
  let highestCommitted = 0
  let [bytes, bytesInMemory] = [0, 0]
  const bytesOf = new Map<string, number>()
  let lastOrder = 0
  const waiters = new Set<{ readonly upTo: number, readonly resolve: () => void }>()
  /** Stored, and still on the disk. */
  const unremoved = new Set<number>()
  const [last] = await storage.query<{ position: number }>(`${name}.lastPosition`, {})
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
    if (entry.position < highestCommitted) late.add(entry.position)
    else highestCommitted = entry.position
    addBytes(entry.deviceId, entry.bytes)
    if (entry.batch !== undefined) bytesInMemory += entry.bytes
    waiting.add(entry.deviceId, entry)
  }
  for (const row of await storage.query<{ position: number, device_id: string, bytes: number }>(`${name}.queue`, {})) append({ position: row.position, deviceId: row.device_id, bytes: row.bytes })

  const forget = (position: number): void => {
    const entry = entries.get(position)!
    entries.delete(position)
    late.delete(position)
    addBytes(entry.deviceId, -entry.bytes)
    if (entry.batch !== undefined) bytesInMemory -= entry.bytes
  }
  /** Those who wait for no more than what is gone. */
  const notifyWaiters = (): void => {
    const oldest = entries.values().next().value?.order ?? Infinity
    for (const waiter of waiters) if (waiter.upTo < oldest) waiter.resolve()
  }
  const read = async (positions: readonly number[]): Promise<ReadonlyMap<number, Queued<Content>>> => {
    if (positions.length === 0) return new Map()
    const rows = await storage.query<{ position: number, device_id: string, content: string }>(`${name}.queuedAt`, { positions: JSON.stringify(positions) })
    return new Map(rows.map(({ position, device_id: deviceId, content }) => [position, { ...JSON.parse(content) as Content, position, deviceId }]))
  }

  const giveBack = (taken: readonly Entry<Content>[]): void => { waiting.giveBack(taken.map((entry) => [entry.deviceId, entry])) }

  return {
    requireRoom (deviceId) {
      if (bytes > maxBytes || (bytesOf.get(deviceId) ?? 0) > maxBytes * shareOfDevice) throw new QueueFullError(name)
    },
    prepare (deviceId, content) {
      const position = ++lastPosition
      const text = JSON.stringify(content)
      const contentBytes = Buffer.byteLength(text)
      const bytes = contentBytes + bytesBesideContent
      return {
        statement: { name: `${name}.enqueue`, parameters: { position, device: deviceId, content: text, bytes } },
        contentBytes,
        committed: () => { append({ position, deviceId, bytes, ...bytesInMemory + bytes <= mostInMemory && { batch: { ...content, position, deviceId } } }) }
      }
    },
    async take (enough, isReady) {
      const taken = waiting.take(enough, isReady)
      try {
        const onDisk = await read(taken.filter(({ batch }) => batch === undefined).map(({ position }) => position))
        return taken.map(({ position, batch }) => batch ?? onDisk.get(position)!)
      } catch (error) {
        giveBack(taken)
        throw error
      }
    },
    giveBack: (batches) => { giveBack(batches.map(({ position }) => entries.get(position)!)) },
    async remove (batches) {
      for (const { position } of batches) {
        forget(position)
        unremoved.add(position)
      }
      notifyWaiters()
      const removing = [...unremoved].filter((position) => !mustStay(position))
      if (removing.length === 0) return
      await storage.commit([{ name: `${name}.dequeue`, parameters: { positions: JSON.stringify(removing) } }])
      for (const position of removing) unremoved.delete(position)
    },
    get batches () { return entries.size },
    get bytes () { return bytes },
    get oldestPosition () {
      let oldest = entries.keys().next().value ?? lastPosition + 1
      for (const positions of [late, unremoved]) for (const position of positions) oldest = Math.min(oldest, position)
      return oldest
    },
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
