import type { LogLineView, LogTail } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'
import { mergeLines } from './merge-lines.ts'

/** More are too many to read. */
const mostLines = 1000

/** A live tail as the page shows it. */
export interface Tail {
  /** Undefined until the first lines are there. The newest first. */
  readonly lines: readonly LogLineView[] | undefined
  /** Lines that came while it was paused. */
  readonly waiting: readonly LogLineView[]
  /** Between the shown and the waiting lines others may be missing, although no gap would be visible. */
  readonly isBroken: boolean
  /** Lines that came faster than they are sent. */
  readonly skipped: number
  readonly isConnected: boolean
}

export const emptyTail: Tail = { lines: undefined, waiting: [], isBroken: false, skipped: 0, isConnected: false }

const cut = (lines: readonly LogLineView[]): readonly LogLineView[] => lines.slice(0, mostLines)
const merged = (lines: readonly LogLineView[], more: readonly LogLineView[]): readonly LogLineView[] => cut(mergeLines(lines, more))

/** Adds lines for later, except for the ones that are shown already. */
const setAside = (tail: Tail, lines: readonly LogLineView[]): Tail => {
  const known = new Set(tail.lines?.map(lineKey))
  return { ...tail, waiting: merged(tail.waiting, lines.filter((line) => !known.has(lineKey(line)))) }
}

/**
 * Adds an event of the stream: its lines are shown, or wait while the tail is paused. After a gap they replace all
 * before.
 */
export const withLines = (tail: Tail, { logs, skipped, gap }: LogTail, isPaused: boolean): Tail => {
  if (logs.length === 0 && skipped === 0 && gap === undefined) return tail
  const counted = { ...tail, skipped: tail.skipped + skipped }
  if (gap === true) return isPaused
    ? { ...counted, waiting: merged(logs, []), isBroken: true }
    : { ...counted, lines: merged(logs, []), waiting: [], isBroken: false }
  return isPaused ? setAside(counted, logs) : { ...counted, lines: merged(tail.lines ?? [], logs) }
}

/** Adds the lines that waited. */
export const released = (tail: Tail): Tail => {
  if (tail.isBroken) return { ...tail, lines: tail.waiting, waiting: [], isBroken: false }
  return tail.waiting.length === 0 ? tail : { ...tail, lines: merged(tail.lines ?? [], tail.waiting), waiting: [] }
}

/**
 * Adds the newest lines as they were found when the stream began, or began again after a gap; while the tail is paused they wait,
 * except for the very first.
 */
export const withNewest = (tail: Tail, newest: readonly LogLineView[], isPaused: boolean): Tail => {
  if (tail.isBroken) return { ...tail, waiting: merged(tail.waiting, newest) }
  return isPaused && tail.lines !== undefined ? setAside(tail, newest) : { ...tail, lines: merged(tail.lines ?? [], newest) }
}
