import { useEffect, useRef, useState } from 'preact/hooks'
import { currentEntry, type Entry } from '../components/index.ts'
import { loadLogs } from './load-logs.ts'
import { searchBegins, searchGoesOn, withAnswer, type Direction, type LogSearch } from './log-search.ts'
import { searchParameters, type LogView } from './log-view.ts'

/** As many as are drawn at once without a wait. */
const wantedLines = 200
const wantedNewer = 30

export interface ShownSearch extends LogSearch {
  /** Goes on in a direction; undefined if there is nothing, or it is searching. */
  readonly goOn: Readonly<Record<Direction, (() => void) | undefined>>
  readonly stop: () => void
  /** Searches from the beginning. */
  readonly again: () => void
}

/** A finished search, for a reader who goes back to it. */
interface StoredSearch {
  readonly key: string
  readonly search: LogSearch
  readonly parameters: URLSearchParams
}
const storedSearches = new WeakMap<Entry, StoredSearch>()

const storedSearch = (entry: Entry, key: string): StoredSearch | undefined => {
  const stored = storedSearches.get(entry)
  return stored?.key === key ? stored : undefined
}

/**
 * Searches for the lines of a view: goes on by itself, even over pages that are short or empty, until there is a screenful or the
 * search is at its end. A view that has changed ends the search of the one before. Going back to a search shows its results again.
 */
export const useLogSearch = (view: LogView, serverOffsetMs: number): ShownSearch => {
  const key = JSON.stringify(view)
  const [entry] = useState(currentEntry)
  const [search, setSearch] = useState(() => storedSearch(entry, key)?.search ?? searchBegins)
  const [round, setRound] = useState(0)
  const latest = useRef(search)
  latest.current = search
  const underWay = useRef<AbortController | undefined>(undefined)
  const parameters = useRef(new URLSearchParams())
  const { around } = view

  /** False if it met a problem. */
  const run = async (
    direction: Direction,
    { cursor, wanted }: { readonly cursor: number | undefined, readonly wanted: number },
    { signal }: AbortController
  ): Promise<boolean> => {
    setSearch((before) => searchGoesOn(before, direction))
    let from = cursor
    for (let left = wanted; left > 0;) {
      const answer = await loadLogs(
        parameters.current,
        { order: direction === 'older' ? 'newest' : 'oldest', limit: left, cursor: from },
        signal
      )
      setSearch((before) => withAnswer(before, direction, answer))
      if (typeof answer === 'string') return false
      left -= answer.logs.length
      from = answer.nextCursor === undefined ? undefined : Number(answer.nextCursor)
      if (from === undefined) break
    }
    setSearch((before) => ({ ...before, searching: undefined }))
    return true
  }
  /** Ends the search under way. Its results are discarded once another has begun. */
  const start = (parts: readonly (readonly [direction: Direction, cursor: number | undefined, wanted: number])[]): void => {
    underWay.current?.abort()
    const own = underWay.current = new AbortController()
    const all = async () => { for (const [direction, cursor, wanted] of parts) if (!await run(direction, { cursor, wanted }, own)) return }
    all().catch((error: unknown) => { if (!own.signal.aborted) throw error })
  }
  const begin = (): void => {
    parameters.current = searchParameters(view, Date.now() + serverOffsetMs)
    // The line itself is the first of the older ones: lines beyond the next id are newer.
    const cursors = around === undefined ? {} : { newer: around, older: around + 1 }
    setSearch({ ...searchBegins, cursors })
    start([...around === undefined ? [] : [['newer', cursors.newer, wantedNewer] as const], ['older', cursors.older, wantedLines]])
  }

  useEffect(() => {
    const stored = round === 0 ? storedSearch(entry, key) : undefined
    if (stored === undefined) begin()
    else parameters.current = stored.parameters
    return () => {
      underWay.current?.abort()
      if (latest.current.searching === undefined && latest.current.problem === undefined) storedSearches.set(
        entry,
        { key, search: latest.current, parameters: parameters.current }
      )
    }
  }, [key, round])

  const { cursors, searching } = search
  const goOn = (direction: Direction): (() => void) | undefined => {
    const cursor = cursors[direction]
    return cursor === undefined || searching !== undefined ? undefined : () => start([[direction, cursor, wantedLines]])
  }
  return {
    ...search,
    goOn: { older: goOn('older'), newer: goOn('newer') },
    stop () {
      underWay.current?.abort()
      setSearch((before) => ({ ...before, searching: undefined }))
    },
    again: () => setRound((before) => before + 1)
  }
}
