import { useState } from 'preact/hooks'
import { Labelled } from '../components/index.ts'
import { formatTime, localTimeOf, localTimeZone, msOfLocalTime } from '../text/index.ts'
import { margins, spans, type Change, type LogView, type Span } from './log-view.ts'
import { logMessages } from './messages.ts'

interface Props {
  readonly view: LogView
  readonly serverNowMs: number
  readonly change: Change
}

/** A time and the minutes around it; without a time, how far back from now. */
export const TimeFilter = ({ view: { atMs, marginMinutes, last, sinceMs }, serverNowMs, change }: Props) => {
  const timeZone = localTimeZone()
  const now = localTimeOf(serverNowMs, timeZone)
  /** An empty field begins with today: mostly only the hour and the minute differ. */
  const [draft, setDraft] = useState<string>()
  const setTime = (local: string) => {
    const ms = msOfLocalTime(local, timeZone)
    setDraft(undefined)
    change({
      at: ms === undefined ? undefined : new Date(ms).toISOString(),
      last: undefined,
      since: undefined,
      ...ms === undefined && { within: undefined }
    })
  }
  return (
    <>
      <Labelled label={logMessages.at} class="at">
        <input
          type="datetime-local"
          max={now}
          value={draft ?? (atMs === undefined ? '' : localTimeOf(atMs, timeZone))}
          onFocus={() => { if (atMs === undefined) setDraft(now) }}
          onBlur={() => setDraft(undefined)}
          onChange={({ currentTarget: { value } }) => setTime(value)}
        />
      </Labelled>
      <Labelled label={logMessages.span}>
        {atMs === undefined
          ? (
              <select
                value={last ?? (sinceMs === undefined ? '' : 'since')}
                onChange={({ currentTarget: { value } }) => change({ last: value === '' ? undefined : value, since: undefined })}
              >
                <option value="">{logMessages.spans.any}</option>
                {(Object.keys(spans) as Span[]).map((span) => <option key={span} value={span}>{logMessages.spans[span]}</option>)}
                {last === undefined && sinceMs !== undefined && (
                  <option value="since">
                    {logMessages.since(formatTime(sinceMs, serverNowMs))}
                  </option>
                )}
              </select>
            )
          : (
              <select value={marginMinutes} onChange={({ currentTarget: { value } }) => change({ within: value })}>
                {[...new Set([...margins, marginMinutes])].sort((a, b) => a - b).map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {logMessages.margin(minutes)}
                  </option>
                ))}
              </select>
            )}
      </Labelled>
    </>
  )
}
