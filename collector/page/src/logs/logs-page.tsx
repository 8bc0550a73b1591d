import { useEffect, useState } from 'preact/hooks'
import { Choices, currentEntry, useNow, useQuery } from '../components/index.ts'
import type { PageProps } from '../server/index.ts'
import { frame, localTimeZone } from '../text/index.ts'
import { LiveLog } from './live-log.tsx'
import { LogFilters } from './log-filters.tsx'
import { downloadAddress, filterParameters, isNarrowed, logViewOf, type Change, type LogView } from './log-view.ts'
import { logMessages } from './messages.ts'
import { SearchResults } from './search-results.tsx'

/** The wait after the last keystroke: each search reads much of the log. */
const typingMs = 250

/** The view once it has not changed for a while: the server is asked for this one. A view that a link led to counts at once. */
const useSettledView = (view: LogView): LogView => {
  const entry = currentEntry()
  const [settled, setSettled] = useState({ view, entry })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ view, entry }), typingMs)
    return () => clearTimeout(timer)
  }, [JSON.stringify(view), entry])
  return settled.entry === entry ? settled.view : view
}

/**
 * Shown instead of lines that were not asked for: the invalid parameters of the address, the expected values, and a button to drop
 * them.
 */
const InvalidParameters = ({ invalid, change }: Pick<LogView, 'invalid'> & { readonly change: Change }) => (
  <div class="banner" role="alert">
    {invalid.map(({ name, value }) => <span key={name}>{logMessages.invalid(`${name}=${value}`, logMessages.expected[name])}</span>)}
    <button type="button" onClick={() => change(Object.fromEntries(invalid.map(({ name }) => [name, undefined])))}>
      {logMessages.dropInvalid}
    </button>
  </div>
)

/** Filters without a field: each can be removed. */
const OtherFilters = ({ view: { unit, requestId, run, around }, change }: { readonly view: LogView, readonly change: Change }) => {
  const filters = ([
    ['unit', unit === undefined ? unit : logMessages.onlyUnit(unit)], [
      'requestId',
      requestId === undefined ? requestId : logMessages.onlyRequest(requestId)
    ], ['run', run === undefined ? run : logMessages.onlyRun(run)],
    ['around', around === undefined ? undefined : logMessages.around]
  ] as const).filter((pair): pair is typeof pair & readonly [string, string] => pair[1] !== undefined)
  return (
    <>
      {filters.map(([name, label]) => (
        <button
          key={name}
          type="button"
          class="quiet filter"
          aria-label={logMessages.remove(label)}
          onClick={() => change({ [name]: undefined })}
        >{label} ✕
        </button>
      ))}
    </>
  )
}

const anyTime = { at: undefined, within: undefined, last: undefined, since: undefined, around: undefined }
const everything = {
  q: undefined,
  device: undefined,
  site: undefined,
  level: undefined,
  unit: undefined,
  requestId: undefined,
  run: undefined,
  ...anyTime
}

/** The log of all devices, or narrowed by the address: searched, or followed live. */
export const LogsPage = ({ fleet }: Pick<PageProps, 'fleet'>) => {
  const [query, change] = useQuery()
  const serverNowMs = useNow(60_000) + fleet.clockOffsetMs
  const view = logViewOf(query)
  const settled = useSettledView(view)
  const { isLive } = view
  const { invalid } = settled
  const file = (format: 'ndjson' | 'text') => downloadAddress(view, { nowMs: serverNowMs, format, timeZone: localTimeZone() })
  return (
    <>
      <h1>{frame.logs}</h1>
      <Choices
        label={logMessages.modes}
        names={{ search: logMessages.search, live: logMessages.live }}
        chosen={isLive ? 'live' : 'search'}
        choose={(mode) => change(mode === 'live' ? { live: '1', ...anyTime } : { live: undefined })}
      />
      <LogFilters view={view} clients={[...fleet.clients.values()]} serverNowMs={serverNowMs} change={change} />
      {invalid.length === 0 && (isNarrowed(view) || !isLive) && (
        <p class="shown">
          <OtherFilters view={view} change={change} />
          {isNarrowed(view) && <button type="button" class="quiet" onClick={() => change(everything)}>{logMessages.all}</button>}
          {!isLive && view.around === undefined && (
            <span class="download">
              {logMessages.download} <a href={file('ndjson')} download>NDJSON</a> <a href={file('text')} download>{logMessages.asText}</a>
            </span>
          )}
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
