import type { SentBatch } from './disk/ledger-state.ts'
import type { SourcePosition } from './spool.ts'
import { countItems, type Waiting } from './tail.ts'

/**
 * A batch that a run tried before it was killed: nobody knows whether the collector has it. Its sources give the same items again,
 * and under its old stream and sequence the collector takes them once.
 */
export interface Replay<Item> {
  readonly sent: SentBatch
  /** The end of a source's part; undefined if it is reached, or the source has none. */
  boundaryOf (source: string): string | undefined
  /** The entries that are there, in the order in which their sources gave them. */
  entries (): readonly Waiting<Item>[]
  readonly bytes: number
  /** Items beyond the most that a batch has: a limit that had dropped lines then lets them pass now. */
  readonly lost: number
  /** All its sources stand where they stood after it. */
  readonly isComplete: boolean
  /** A source gave something else, or nothing for too long: the batch cannot be made again. */
  hasFailed (nowMs: number): boolean
  /** Whether items, all of its boot, belong to the batch. */
  take (entry: Waiting<Item>): boolean
  /** A source is here, although it gave nothing: its limit drops now what it gave then. */
  reach (position: SourcePosition): void
}

interface ReplayOptions<Item> {
  readonly sent: SentBatch
  /** Its items that no source can give again. */
  readonly loose: readonly Waiting<Item>[]
  /** The positions from which the sources resume. If one is not before the batch, as after a power cut, the batch cannot be made again. */
  readonly positions: ReadonlyMap<string, string>
  readonly nowMs: number
  readonly mostItems: number
}

const longestMs = 60_000

export const createReplay = <Item>({ sent, loose, positions, nowMs: startedMs, mostItems }: ReplayOptions<Item>): Replay<Item> => {
  const awaited = new Map(sent.sources.map(({ source, after }) => [source, after]))
  const entries = [...loose]
  let items = countItems(loose)
  let lost = 0
  let bytes = loose.reduce((sum, entry) => sum + entry.bytes, 0)
  let hasFailed = sent.sources.some(({ source, before }) => positions.get(source) !== before)

  return {
    sent,
    boundaryOf: (source) => awaited.get(source),
    entries: () => entries,
    get bytes () { return bytes },
    get lost () { return lost },
    get isComplete () { return awaited.size === 0 },
    hasFailed: (nowMs) => hasFailed || nowMs - startedMs >= longestMs,
    take (entry) {
      const { position, boot } = entry
      if (position === undefined || !awaited.has(position.source)) return false
      hasFailed ||= boot !== sent.boot
      if (hasFailed) return false
      if (items + entry.items.length > mostItems) lost += entry.items.length
      else {
        entries.push(entry)
        items += entry.items.length
        bytes += entry.bytes
      }
      if (awaited.get(position.source) === position.position) awaited.delete(position.source)
      return true
    },
    reach ({ source, position }) {
      if (awaited.get(source) === position) awaited.delete(source)
    }
  }
}
