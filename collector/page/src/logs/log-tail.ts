import type { LogLineView, LogTail } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'
import { mergeLines } from './merge-lines.ts'

/** More are too many to read. */
const keptLines = 1000

/** A live tail as the page shows it. */
export interface Tail {
  /** Undefined until the first lines are there. The newest first. */
  readonly lines: readonly LogLineView[] | undefined
  /** Lines that came while it was paused. */
  readonly held: readonly LogLineView[]
  /** Between the lines that are shown and those that are held others may be missing, where a gap would not be seen. */
  readonly isBroken: boolean
  /** Lines that came faster than they are sent. */
  readonly skipped: number
  readonly isConnected: boolean
}

export const emptyTail: Tail = { lines: undefined, held: [], isBroken: false, skipped: 0, isConnected: false }

const cut = (lines: readonly LogLineView[]): readonly LogLineView[] => lines.slice(0, keptLines)
const merged = (lines: readonly LogLineView[], more: readonly LogLineView[]): readonly LogLineView[] => cut(mergeLines(lines, more))

/** With lines for later, but for those that are shown already. */
const keptAside = (tail: Tail, lines: readonly LogLineView[]): Tail => {
  const known = new Set(tail.lines?.map(lineKey))
  return { ...tail, held: merged(tail.held, lines.filter((line) => !known.has(lineKey(line)))) }
}

/**
 * With an event of the stream: its lines are shown, or kept aside while the tail is held. After a gap they stand in the place of all
 * before.
 */
export const withLines = (tail: Tail, { logs, skipped, gap }: LogTail, isHeld: boolean): Tail => {
  if (logs.length === 0 && skipped === 0 && gap === undefined) return tail
  const counted = { ...tail, skipped: tail.skipped + skipped }
  if (gap === true) return isHeld
    ? { ...counted, held: merged(logs, []), isBroken: true }
    : { ...counted, lines: merged(logs, []), held: [], isBroken: false }
  return isHeld ? keptAside(counted, logs) : { ...counted, lines: merged(tail.lines ?? [], logs) }
}

/** With what was held. */
export const released = (tail: Tail): Tail => {
  if (tail.isBroken) return { ...tail, lines: tail.held, held: [], isBroken: false }
  return tail.held.length === 0 ? tail : { ...tail, lines: merged(tail.lines ?? [], tail.held), held: [] }
}

/**
 * With the newest lines as they were found when the stream began, or began anew after a gap; while the tail is held they are kept aside,
 * but for the first that there are.
 */
export const withNewest = (tail: Tail, newest: readonly LogLineView[], isHeld: boolean): Tail => {
  if (tail.isBroken) return { ...tail, held: merged(tail.held, newest) }
  return isHeld && tail.lines !== undefined ? keptAside(tail, newest) : { ...tail, lines: merged(tail.lines ?? [], newest) }
}
