import { currentEntry } from '../history-entry.ts'
import type { Known } from '../fleet/known.ts'
import { useNow } from '../fleet/use-now.ts'
import { useQuery } from '../list/use-query.ts'
import { ownTimeZone } from '../parts/time-words.ts'
import { frame, words } from '../words.ts'
import { InvalidParameters } from './invalid-parameters.tsx'
import { LiveLog } from './live-log.tsx'
import { LogFilters } from './log-filters.tsx'
import { downloadAddress, filterParameters, isNarrowed, logViewOf, type Change, type LogView } from './log-view.ts'
import { SearchResults } from './search-results.tsx'
import { useSettledView } from './use-settled-view.ts'

/** What narrows the list and has no field of its own: each can be taken away. */
const OtherFilters = ({ view: { unit, requestId, run, around }, change }: { readonly view: LogView, readonly change: Change }) => {
  const filters = ([
    ['unit', unit === undefined ? unit : words.logs.onlyUnit(unit)], ['requestId', requestId === undefined ? requestId : words.logs.onlyRequest(requestId)], ['run', run === undefined ? run : words.logs.onlyRun(run)],
    ['around', around === undefined ? undefined : words.logs.around]
  ] as const).filter((pair): pair is typeof pair & readonly [string, string] => pair[1] !== undefined)
  return <>{filters.map(([name, label]) => <button key={name} type="button" class="quiet filter" aria-label={words.logs.remove(label)} onClick={() => change({ [name]: undefined })}>{label} ✕</button>)}</>
}

const anyTime = { at: undefined, within: undefined, last: undefined, since: undefined, around: undefined }
const everything = { q: undefined, device: undefined, site: undefined, level: undefined, unit: undefined, requestId: undefined, run: undefined, ...anyTime }

/** The log of all devices, or of what the address narrows it to: searched, or followed live. */
export const LogsPage = ({ fleet }: Pick<Known, 'fleet'>) => {
  const [query, change] = useQuery()
  const serverNowMs = useNow(60_000) + fleet.clockOffsetMs
  const view = logViewOf(query)
  const settled = useSettledView(view)
  const { isLive } = view
  const { invalid } = settled
  const file = (format: 'ndjson' | 'text') => downloadAddress(view, { nowMs: serverNowMs, format, timeZone: ownTimeZone() })
  return (
    <>
      <h1>{frame.logs}</h1>
      <div class="kinds" role="group" aria-label={words.logs.modes}>
        <button type="button" aria-pressed={!isLive} onClick={() => change({ live: undefined })}>{words.logs.search}</button>
        <button type="button" aria-pressed={isLive} onClick={() => change({ live: '1', ...anyTime })}>{words.logs.live}</button>
      </div>
      <LogFilters view={view} clients={[...fleet.clients.values()]} serverNowMs={serverNowMs} change={change} />
      {invalid.length === 0 && (isNarrowed(view) || !isLive) && (
        <p class="shown">
          <OtherFilters view={view} change={change} />
          {isNarrowed(view) && <button type="button" class="quiet" onClick={() => change(everything)}>{words.logs.all}</button>}
          {!isLive && view.around === undefined && <span class="download">{words.logs.download} <a href={file('ndjson')} download>NDJSON</a> <a href={file('text')} download>{words.logs.asText}</a></span>}
        </p>
      )}
      {invalid.length > 0
        ? <InvalidParameters invalid={invalid} change={change} />
        : isLive
          ? <LiveLog key={filterParameters(settled).toString()} view={settled} />
          : <SearchResults key={currentEntry().id} view={settled} clockOffsetMs={fleet.clockOffsetMs} />}
    </>
  )
}
