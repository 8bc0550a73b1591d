import type { LogLineView } from '@mimamori/contract'
import { mergeLines } from './merge-lines.ts'

/** More are too many to read. */
const keptLines = 1000

/** A live tail as the page shows it. */
export interface Tail {
  /** Undefined until the first lines are there. The newest first. */
  readonly lines: readonly LogLineView[] | undefined
  /** What came while it was held. */
  readonly held: readonly LogLineView[]
  /** Lines that came faster than they are sent. */
  readonly skipped: number
  readonly isConnected: boolean
}

export const emptyTail: Tail = { lines: undefined, held: [], skipped: 0, isConnected: false }

const cut = (lines: readonly LogLineView[]): readonly LogLineView[] => lines.slice(0, keptLines)

/** With lines that have come: shown, or kept aside while the tail is held. */
export const withLines = (tail: Tail, lines: readonly LogLineView[], { isHeld, skipped }: { readonly isHeld: boolean, readonly skipped: number }): Tail => {
  const known = new Set(tail.lines?.map(({ id }) => id))
  const fresh = lines.filter(({ id }) => !known.has(id))
  const counted = { ...tail, skipped: tail.skipped + skipped }
  return isHeld ? { ...counted, held: cut(mergeLines(tail.held, fresh)) } : { ...counted, lines: cut(mergeLines(tail.lines ?? [], fresh)) }
}

/** With what was held. */
export const released = (tail: Tail): Tail => tail.held.length === 0 ? tail : { ...tail, lines: cut(mergeLines(tail.lines ?? [], tail.held)), held: [] }

/**
 * With the newest lines as they were found when the stream (again) began. Where more lie between them and those that are shown, only
 * they are shown: a gap would not be seen.
 */
export const withNewest = (tail: Tail, newest: readonly LogLineView[], { areMore, isHeld }: { readonly areMore: boolean, readonly isHeld: boolean }): Tail => {
  const known = new Set([...tail.lines ?? [], ...tail.held].map(({ id }) => id))
  if (tail.lines === undefined || (areMore && !newest.some(({ id }) => known.has(id)))) return { ...tail, lines: cut(mergeLines(newest, [])), held: [] }
  return withLines(tail, newest, { isHeld, skipped: 0 })
}
