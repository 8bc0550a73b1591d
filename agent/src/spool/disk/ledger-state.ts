import type { LossCounts } from '../loss-counts.ts'

/** A batch of the memory that was tried: it can be made again from its sources under the same stream and sequence. */
export interface SentBatch {
  readonly order: number
  readonly stream: string
  readonly sequence: number
  readonly boot: string
  /** The position of each of its sources before it, if any, and after it. */
  readonly sources: readonly { readonly source: string, readonly before?: string, readonly after: string }[]
  /** Its items that no source can give again. */
  readonly loose: readonly unknown[]
}

/** One record of the ledger. */
export type LedgerEntry =
  | { readonly sent: SentBatch }
  /** All batches up to this one are acknowledged or given up, and their sources stand here. */
  | { readonly done: number, readonly positions: readonly (readonly [source: string, position: string])[] }
  /** Items that were lost and that the collector does not know of. */
  | LossCounts
  /** Sources that no longer exist. */
  | { readonly forgotten: readonly string[] }
  /** When the monotonic clock of a boot began, in Unix milliseconds of the device's clock while it was synchronised. */
  | { readonly boot: string, readonly startedMs: number }
  | { readonly whole: Omit<LedgerState, 'positions'> & { readonly positions: readonly (readonly [source: string, place: Place])[] } }

interface Place {
  readonly position: string
  /** The batch that brought it here. */
  readonly order: number
}

/** The state after all entries of a ledger. */
export interface LedgerState extends LossCounts {
  readonly done: number
  readonly positions: ReadonlyMap<string, Place>
  /** Tried and not known to be done. */
  readonly sent?: SentBatch
  /** The newest last. */
  readonly boots: readonly (readonly [boot: string, startedMs: number])[]
}

export const emptyLedger: LedgerState = { done: 0, positions: new Map(), dropped: 0, removed: 0, boots: [] }

/** More than a device is restarted while its spool fills. */
const mostBoots = 64

/** Moves sources to where the newest batch has brought them. */
export const withPositions = (state: LedgerState, order: number, positions: Iterable<readonly [string, string]>): LedgerState => {
  const merged = new Map(state.positions)
  for (const [source, position] of positions) if (order >= (merged.get(source)?.order ?? 0)) merged.set(source, { position, order })
  return { ...state, positions: merged }
}

/** The state after one more entry. */
export const applyEntry = (state: LedgerState, entry: LedgerEntry): LedgerState => {
  if ('whole' in entry) return { ...emptyLedger, ...entry.whole, positions: new Map(entry.whole.positions) }
  if ('sent' in entry) return { ...state, sent: entry.sent }
  if ('dropped' in entry) return { ...state, ...entry }
  if ('forgotten' in entry) {
    return { ...state, positions: new Map([...state.positions].filter(([source]) => !entry.forgotten.includes(source))) }
  }
  if ('boot' in entry) {
    return {
      ...state,
      boots: [...state.boots.filter(([boot]) => boot !== entry.boot), [entry.boot, entry.startedMs] as const].slice(-mostBoots)
    }
  }
  const { sent, ...rest } = withPositions(state, entry.done, entry.positions)
  return { ...rest, done: Math.max(state.done, entry.done), ...sent !== undefined && sent.order > entry.done && { sent } }
}

/** The whole state as one entry, with which a rewritten ledger begins. */
export const wholeEntry = (state: LedgerState): LedgerEntry => ({ whole: { ...state, positions: [...state.positions] } })
