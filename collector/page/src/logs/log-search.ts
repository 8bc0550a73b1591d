import type { LogLineView, LogList } from '@mimamori/contract'
import { mergeLines } from './merge-lines.ts'

/**
 * Why there are no lines: there is no such device; the server does not take the search; Loki, which has the lines, or the server itself
 * does not answer.
 */
export type LoadProblem = 'unknownDevice' | 'refused' | 'noLoki' | 'noAnswer'

/** Into which direction of time a search goes. */
export type Direction = 'older' | 'newer'

/** A search as the page shows it. */
export interface LogSearch {
  /** The newest first. */
  readonly lines: readonly LogLineView[]
  /** In which direction it is searching; undefined while it is not. */
  readonly searching: Direction | undefined
  /** Where it goes on in each direction; undefined where it was not begun, or is at its end. */
  readonly cursors: Readonly<Partial<Record<Direction, number>>>
  /** How far in time it has come. */
  readonly searchedTo: string | undefined
  /** Why it went on no further, and in which direction. */
  readonly problem: { readonly reason: LoadProblem, readonly direction: Direction } | undefined
}

export const searchBegins: LogSearch = { lines: [], searching: 'older', cursors: {}, searchedTo: undefined, problem: undefined }

/** As it goes on into a direction: how far it came in the other says nothing of this one. */
export const searchGoesOn = (search: LogSearch, direction: Direction): LogSearch => ({
  ...search,
  searching: direction,
  searchedTo: undefined,
  problem: undefined
})

/** With what a page of lines adds; a problem leaves what there is, and where it can go on. */
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
