import type { Statement, Storage } from '../../storage/storage.ts'
import type { QueuedBatch } from '../log-backend.ts'
import type { NewLogLine } from '../log-line.ts'
import { createTurns } from './turns.ts'

/**
 * Batches on their way to the backend: on the disk since before their request was answered, and until the backend has them. What is
 * taken comes from each device in turn.
 */
export interface LogQueue {
  /** The statement that appends a batch, to be committed by the caller, who then calls `committed`. */
  prepare (batch: Omit<QueuedBatch, 'position'>): { readonly statement: Statement, readonly bytes: number, readonly committed: () => void }
  /** Batches of about so many bytes; they stay in the queue, and are not given again unless given back. */
  take (bytes: number): Promise<readonly QueuedBatch[]>
  /** What could not be stored comes first again. */
  giveBack (batches: readonly QueuedBatch[]): void
  /** Lets go of batches that are stored. Rejects where the disk keeps them for now: they go with the next. */
  remove (batches: readonly QueuedBatch[]): Promise<void>
  readonly batches: number
  readonly bytes: number
  /** Resolves when all that is in the queue now has been removed, or after so long. */
  emptied (withinMs: number): Promise<void>
}

/** A batch while it waits; `batch` is absent where its lines are on the disk only. */
interface Entry {
  /** Its place among all that this run has appended. */
  readonly order: number
  readonly position: number
  readonly deviceId: string
  readonly bytes: number
  readonly batch?: QueuedBatch
}

/** Lines that stay in memory as well: nearly always they are stored at once, and need not be read again. */
const mostInMemory = 16 * 1024 * 1024

type QueueRow = Readonly<{ position: number, device_id: string, received_ms: number, request_id: string, run_id: string | null, lines: string }>

const toBatch = ({ position, device_id: deviceId, received_ms: receivedMs, request_id: requestId, run_id: runId, lines }: QueueRow): QueuedBatch => ({
  position,
  deviceId,
  receivedMs,
  requestId,
  ...runId !== null && { runId },
  lines: JSON.parse(lines) as readonly NewLogLine[]
})

/** The queue as the last run left it. `after`: the highest position that the backend knows, which a database from a backup may not. */
export const openLogQueue = async (storage: Storage, after: number): Promise<LogQueue> => {
  const turns = createTurns<Entry>(({ bytes }) => bytes)
  /** All that are in the queue, taken or not. */
  const entries = new Map<number, Entry>()
  let [bytes, bytesInMemory] = [0, 0]
  let lastOrder = 0
  const waiters = new Set<{ readonly upTo: number, readonly resolve: () => void }>()
  /** Stored, and still on the disk. */
  let unremoved: number[] = []
  const [last] = await storage.query<{ position: number }>('logs.lastPosition', {})
  let lastPosition = Math.max(after, last?.position ?? 0)

  const append = (queued: Omit<Entry, 'order'>): void => {
    const entry = { ...queued, order: ++lastOrder }
    entries.set(entry.position, entry)
    bytes += entry.bytes
    if (entry.batch !== undefined) bytesInMemory += entry.bytes
    turns.add(entry.deviceId, entry)
  }
  for (const row of await storage.query<{ position: number, device_id: string, bytes: number }>('logs.queue', {})) append({ position: row.position, deviceId: row.device_id, bytes: row.bytes })

  const forget = (position: number): void => {
    const entry = entries.get(position)!
    entries.delete(position)
    bytes -= entry.bytes
    if (entry.batch !== undefined) bytesInMemory -= entry.bytes
  }
  /** Those who wait for no more than what is gone. */
  const notifyWaiters = (): void => {
    const oldest = entries.values().next().value?.order ?? Infinity
    for (const waiter of waiters) if (waiter.upTo < oldest) waiter.resolve()
  }
  const read = async (positions: readonly number[]): Promise<ReadonlyMap<number, QueuedBatch>> => {
    if (positions.length === 0) return new Map()
    const rows = await storage.query<QueueRow>('logs.queuedAt', { positions: JSON.stringify(positions) })
    return new Map(rows.map((row) => [row.position, toBatch(row)]))
  }

  const giveBack = (taken: readonly Entry[]): void => { turns.giveBack(taken.map((entry) => [entry.deviceId, entry])) }

  return {
    prepare (given) {
      const batch: QueuedBatch = { ...given, position: ++lastPosition }
      const lines = JSON.stringify(batch.lines)
      const { position, deviceId } = batch
      const size = Buffer.byteLength(lines)
      return {
        statement: { name: 'logs.enqueue', parameters: { position, device: deviceId, received: batch.receivedMs, request: batch.requestId, run: batch.runId ?? null, lines, bytes: size } },
        bytes: size,
        committed: () => { append({ position, deviceId, bytes: size, ...bytesInMemory + size <= mostInMemory && { batch } }) }
      }
    },
    async take (enough) {
      const taken = turns.take(enough)
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
      const positions = batches.map(({ position }) => position)
      positions.forEach(forget)
      notifyWaiters()
      unremoved.push(...positions)
      const removing = unremoved
      unremoved = []
      await storage.commit([{ name: 'logs.dequeue', parameters: { positions: JSON.stringify(removing) } }]).catch((error: unknown) => {
        unremoved.push(...removing)
        throw error
      })
    },
    get batches () { return entries.size },
    get bytes () { return bytes },
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
