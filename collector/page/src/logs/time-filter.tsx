import { useState } from 'preact/hooks'
import { localTimeOf, msOfLocalTime } from '../text/local-time.ts'
import { momentWords, ownTimeZone } from '../text/times.ts'
import { logMessages } from './messages.ts'
import { margins, spans, type Change, type LogView, type Span } from './log-view.ts'

interface Props {
  readonly view: LogView
  readonly serverNowMs: number
  readonly change: Change
}

/** A time and the minutes around it; without a time, how far back from now. */
export const TimeFilter = ({ view: { atMs, marginMinutes, last, sinceMs }, serverNowMs, change }: Props) => {
  const timeZone = ownTimeZone()
  const now = localTimeOf(serverNowMs, timeZone)
  /** What an empty field begins with when it is gone to: today, since mostly only the hour and the minute are another. */
  const [draft, setDraft] = useState<string>()
  const setTime = (local: string) => {
    const ms = msOfLocalTime(local, timeZone)
    setDraft(undefined)
    change({ at: ms === undefined ? undefined : new Date(ms).toISOString(), last: undefined, since: undefined, ...ms === undefined && { within: undefined } })
  }
  return (
    <>
      <label class="at">
        <span>{logMessages.at}</span>
        <input
          type="datetime-local"
          max={now}
          value={draft ?? (atMs === undefined ? '' : localTimeOf(atMs, timeZone))}
          onFocus={() => { if (atMs === undefined) setDraft(now) }}
          onBlur={() => setDraft(undefined)}
          onChange={({ currentTarget: { value } }) => setTime(value)}
        />
      </label>
      <label>
        <span>{logMessages.span}</span>
        {atMs === undefined
          ? (
              <select value={last ?? (sinceMs === undefined ? '' : 'since')} onChange={({ currentTarget: { value } }) => change({ last: value === '' ? undefined : value, since: undefined })}>
                <option value="">{logMessages.spans.any}</option>
                {(Object.keys(spans) as Span[]).map((span) => <option key={span} value={span}>{logMessages.spans[span]}</option>)}
                {last === undefined && sinceMs !== undefined && <option value="since">{logMessages.since(momentWords(sinceMs, serverNowMs))}</option>}
              </select>
            )
          : (
              <select value={marginMinutes} onChange={({ currentTarget: { value } }) => change({ within: value })}>
                {[...new Set([...margins, marginMinutes])].sort((a, b) => a - b).map((minutes) => <option key={minutes} value={minutes}>{logMessages.margin(minutes)}</option>)}
              </select>
            )}
      </label>
    </>
  )
}
