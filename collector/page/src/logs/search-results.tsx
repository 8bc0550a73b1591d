import { lineKey } from '@mimamori/contract/line-key'
import { logTime } from '@mimamori/contract/log-text'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { localTimeZone } from '../text/index.ts'
import { LoadNotice } from './load-notice.tsx'
import { LogRows } from './log-rows.tsx'
import type { Direction } from './log-search.ts'
import { isNarrowed, type LogView } from './log-view.ts'
import { logMessages } from './messages.ts'
import { useLogSearch, type ShownSearch } from './use-log-search.ts'

/** Keeps the first line of a list in place on the screen when others come above it. `first`: identifies it. */
const useSteadyLine = (list: RefObject<HTMLElement | null>, first: string | undefined): void => {
  // While the page is drawn, its lines are still in their old positions.
  const line = list.current?.querySelector('.log-line')
  const top = line?.getBoundingClientRect().top
  useLayoutEffect(() => {
    if (top !== undefined && line?.isConnected) window.scrollBy(0, line.getBoundingClientRect().top - top)
  }, [first])
}

const minuteOf = (instant: string): string => {
  const { date, time } = logTime(Date.parse(instant), localTimeZone())
  return `${date} ${time.slice(0, 5)}`
}

/** The progress of a search, and a button to stop it. */
const Progress = ({ search: { searching, searchedTo, lines, stop } }: { readonly search: ShownSearch }) => {
  if (searching === undefined) return null
  const progressMessage = searching === 'older' ? logMessages.searchingTo : logMessages.searchingFrom
  return (
    <p class="shown" role="status">
      {searchedTo === undefined ? logMessages.searching : progressMessage(minuteOf(searchedTo), lines.length)}
      {searchedTo !== undefined && <button type="button" class="quiet" onClick={stop}>{logMessages.stop}</button>}
    </p>
  )
}

const nothingMessage = (view: LogView): string => {
  if (!isNarrowed(view)) return logMessages.nothing
  const onlyDevice = view.device !== undefined && !isNarrowed({ ...view, device: undefined })
  return onlyDevice ? logMessages.nothingOfDevice : logMessages.nothingMatches
}

/** Whether the line that the others are around was searched for, and does not exist: it was removed by its age, or there never was one. */
const isLineGone = ({ around }: LogView, { lines, searching, problem, cursors }: ShownSearch): boolean =>
  around !== undefined &&
    searching === undefined &&
    problem === undefined &&
    cursors.older !== around + 1 &&
    !lines.some(({ id }) => id === around)

interface GoOnProps {
  readonly direction: Direction
  readonly view: LogView
  readonly search: ShownSearch
  readonly goOn: (() => void) | undefined
}

/** The end of the lines in a direction: the progress of the search, why it came no further, or a button. */
const GoOn = ({ direction, view, search, goOn }: GoOnProps) => {
  const { lines, searching, problem, searchedTo, again } = search
  if (searching === direction) return <Progress search={search} />
  // Around a line, the newer ones are searched for first: if they cannot be loaded and there is no line yet, everything begins again.
  const isBegun = direction === 'older' || lines.length > 0
  if (problem?.direction === direction) return (
    <LoadNotice
      problem={problem.reason}
      device={view.device}
      again={isBegun && goOn !== undefined ? goOn : again}
    />
  )
  if (goOn === undefined || (problem !== undefined && lines.length === 0)) return null
  if (direction === 'newer') return <p class="shown"><button type="button" onClick={goOn}>{logMessages.newer}</button></p>
  return (
    <p class="older">
      {lines.length === 0 && searchedTo !== undefined && <>{logMessages.stopped(minuteOf(searchedTo))} </>}
      <button type="button" onClick={goOn}>{lines.length === 0 ? logMessages.goOn : logMessages.older}</button>
    </p>
  )
}

/** The lines that a search finds, as they are found. */
export const SearchResults = ({ view, clockOffsetMs }: { readonly view: LogView, readonly clockOffsetMs: number }) => {
  const search = useLogSearch(view, clockOffsetMs)
  const { lines, searching, problem, goOn } = search
  const list = useRef<HTMLDivElement>(null)
  useSteadyLine(list, lines[0] && lineKey(lines[0]))
  const goOnFrom = (end: 'first' | 'last', next: (() => void) | undefined) => next && (() => {
    // The button that was pressed goes: the line next to it gets the focus.
    list.current?.querySelector<HTMLElement>(`.log-line:${end}-child summary`)?.focus({ preventScroll: true })
    next()
  })
  const isAtEnd = searching === undefined && problem === undefined && goOn.older === undefined && goOn.newer === undefined
  return (
    <>
      {isLineGone(view, search) && <p class="banner" role="status"><span>{logMessages.lineGone}</span></p>}
      <GoOn direction="newer" view={view} search={search} goOn={goOnFrom('first', goOn.newer)} />
      <div ref={list} class="found">{lines.length > 0 && <LogRows lines={lines} sought={view.text} centre={view.around} />}</div>
      <GoOn direction="older" view={view} search={search} goOn={goOnFrom('last', goOn.older)} />
      {isAtEnd && (lines.length === 0
        ? <p class="nothing" role="status">{nothingMessage(view)}</p>
        : <p class="shown">{logMessages.end(lines.length)}</p>)}
    </>
  )
}
