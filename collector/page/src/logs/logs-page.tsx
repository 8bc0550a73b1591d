import { currentEntry } from '../components/navigation/history-entry.ts'
import type { Known } from '../server/page-props.ts'
import { useNow } from '../components/use-now.ts'
import { useQuery } from '../components/navigation/use-query.ts'
import { ownTimeZone } from '../text/times.ts'
import { logMessages } from './messages.ts'
import { frame } from '../text/messages.ts'
import { InvalidParameters } from './invalid-parameters.tsx'
import { LiveLog } from './live-log.tsx'
import { LogFilters } from './log-filters.tsx'
import { downloadAddress, filterParameters, isNarrowed, logViewOf, type Change, type LogView } from './log-view.ts'
import { SearchResults } from './search-results.tsx'
import { useSettledView } from './use-settled-view.ts'

/** What narrows the list and has no field of its own: each can be taken away. */
const OtherFilters = ({ view: { unit, requestId, run, around }, change }: { readonly view: LogView, readonly change: Change }) => {
  const filters = ([
    ['unit', unit === undefined ? unit : logMessages.onlyUnit(unit)], ['requestId', requestId === undefined ? requestId : logMessages.onlyRequest(requestId)], ['run', run === undefined ? run : logMessages.onlyRun(run)],
    ['around', around === undefined ? undefined : logMessages.around]
  ] as const).filter((pair): pair is typeof pair & readonly [string, string] => pair[1] !== undefined)
  return <>{filters.map(([name, label]) => <button key={name} type="button" class="quiet filter" aria-label={logMessages.remove(label)} onClick={() => change({ [name]: undefined })}>{label} ✕</button>)}</>
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
      <div class="kinds" role="group" aria-label={logMessages.modes}>
        <button type="button" aria-pressed={!isLive} onClick={() => change({ live: undefined })}>{logMessages.search}</button>
        <button type="button" aria-pressed={isLive} onClick={() => change({ live: '1', ...anyTime })}>{logMessages.live}</button>
      </div>
      <LogFilters view={view} clients={[...fleet.clients.values()]} serverNowMs={serverNowMs} change={change} />
      {invalid.length === 0 && (isNarrowed(view) || !isLive) && (
        <p class="shown">
          <OtherFilters view={view} change={change} />
          {isNarrowed(view) && <button type="button" class="quiet" onClick={() => change(everything)}>{logMessages.all}</button>}
          {!isLive && view.around === undefined && <span class="download">{logMessages.download} <a href={file('ndjson')} download>NDJSON</a> <a href={file('text')} download>{logMessages.asText}</a></span>}
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
