import type { LogLineView, LogList } from '@mimamori/contract'
import { mergeLines } from './merge-lines.ts'

/**
 * The reason why there are no lines: there is no such device; the server does not take the search; Loki, which has the lines, or the server
 * itself does not answer.
 */
export type LoadProblem = 'unknownDevice' | 'refused' | 'noLoki' | 'noAnswer'

/** The direction of time in which a search goes. */
export type Direction = 'older' | 'newer'

/** A search as the page shows it. */
export interface LogSearch {
  /** The newest first. */
  readonly lines: readonly LogLineView[]
  /** The direction in which it is searching; undefined while it is not. */
  readonly searching: Direction | undefined
  /** The cursor in each direction; undefined if the search was not begun there, or is at its end. */
  readonly cursors: Readonly<Partial<Record<Direction, number>>>
  /** The time that it has reached. */
  readonly searchedTo: string | undefined
  /** The reason why it went on no further, and the direction. */
  readonly problem: { readonly reason: LoadProblem, readonly direction: Direction } | undefined
}

export const searchBegins: LogSearch = { lines: [], searching: 'older', cursors: {}, searchedTo: undefined, problem: undefined }

/** The state when it goes on in a direction: its progress in the other says nothing about this one. */
export const searchGoesOn = (search: LogSearch, direction: Direction): LogSearch => ({
  ...search,
  searching: direction,
  searchedTo: undefined,
  problem: undefined
})

/** The state with a page of lines added; a problem leaves the lines and cursors unchanged. */
export const withAnswer = (search: LogSearch, direction: Direction, answer: LogList | LoadProblem): LogSearch => {
  if (typeof answer === 'string') return { ...search, searching: undefined, problem: { reason: answer, direction } }
  const { logs, nextCursor, searchedTo } = answer
  const { older, newer } = search.cursors
  const others = direction === 'older' ? { ...newer !== undefined && { newer } } : { ...older !== undefined && { older } }
  return {
    lines: mergeLines(search.lines, logs),
    searching: direction,
    cursors: { ...others, ...nextCursor !== undefined && { [direction]: Number(nextCursor) } },
    searchedTo,
    problem: undefined
  }
}
