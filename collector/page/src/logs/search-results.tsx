import { logTime } from '@mimamori/contract/log-text'
import { ownTimeZone } from '../parts/time-words.ts'
import { words } from '../words.ts'
import { LoadNotice } from './load-notice.tsx'
import { LogRows } from './log-rows.tsx'
import { isNarrowed, type LogView } from './log-view.ts'
import { useLogSearch, type ShownSearch } from './use-log-search.ts'

const minuteOf = (instant: string): string => {
  const { date, time } = logTime(Date.parse(instant), ownTimeZone())
  return `${date} ${time.slice(0, 5)}`
}

/** How far a search has come, and how to stop it. */
const Progress = ({ search: { searching, searchedTo, lines, stop } }: { readonly search: ShownSearch }) => {
  if (searching === undefined) return null
  const progressWords = searching === 'older' ? words.logs.searchingTo : words.logs.searchingFrom
  return (
    <p class="shown progress-of-search" role="status">
      {searchedTo === undefined ? words.logs.searching : progressWords(minuteOf(searchedTo), lines.length)}
      {searchedTo !== undefined && <button type="button" class="quiet" onClick={stop}>{words.logs.stop}</button>}
    </p>
  )
}

const nothingWords = (view: LogView): string => {
  if (!isNarrowed(view)) return words.logs.nothing
  const onlyDevice = view.device !== undefined && !isNarrowed({ ...view, device: undefined })
  return onlyDevice ? words.logs.nothingOfDevice : words.logs.nothingMatches
}

/** Whether the line that the others are around was looked for, and is not there: it was removed by its age, or there never was one. */
const isLineGone = ({ around }: LogView, { lines, searching, problem, cursors }: ShownSearch): boolean =>
  around !== undefined && searching === undefined && problem === undefined && cursors.older !== around + 1 && !lines.some(({ id }) => id === around)

/** The lines that a search finds, as they are found. */
export const SearchResults = ({ view, clockOffsetMs }: { readonly view: LogView, readonly clockOffsetMs: number }) => {
  const search = useLogSearch(view, clockOffsetMs)
  const { lines, searching, problem, goOn, searchedTo, again } = search
  const isAtEnd = searching === undefined && problem === undefined && goOn.older === undefined && goOn.newer === undefined
  return (
    <>
      {problem !== undefined && <LoadNotice problem={problem} device={view.device} again={goOn.older ?? again} />}
      {isLineGone(view, search) && <p class="banner" role="status"><span>{words.logs.lineGone}</span></p>}
      {goOn.newer && <p><button type="button" onClick={goOn.newer}>{words.logs.newer}</button></p>}
      {lines.length > 0 && <LogRows lines={lines} sought={view.text} centre={view.around} />}
      <Progress search={search} />
      {isAtEnd && lines.length === 0 && <p class="nothing" role="status">{nothingWords(view)}</p>}
      {isAtEnd && lines.length > 0 && <p class="shown">{words.logs.end(lines.length)}</p>}
      {goOn.older && (
        <p class="older">
          {lines.length === 0 && searchedTo !== undefined && <>{words.logs.stopped(minuteOf(searchedTo))} </>}
          <button type="button" onClick={goOn.older}>{lines.length === 0 ? words.logs.goOn : words.logs.older}</button>
        </p>
      )}
    </>
  )
}
