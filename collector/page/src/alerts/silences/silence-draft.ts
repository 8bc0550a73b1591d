import type { SilenceRequest } from '@mimamori/contract'
import { msOfLocalTime, shellWord } from '../../text/index.ts'

/** The spans from now on, in hours. */
export const spansHours = [1, 2, 4, 8, 24, 72, 168] as const

/** The form for a silence as it is typed. */
export interface SilenceDraft {
  readonly device: string
  readonly site: string
  readonly alertname: string
  /** Hours from now, or planned maintenance from one time to another. */
  readonly span: typeof spansHours[number] | 'planned'
  /** As a field for date and time has it, by the clocks of the browser's time zone. */
  readonly from: string
  readonly until: string
  readonly reason: string
  readonly by: string
}

/** A field of the form that can be wrong; `target`: none of device, site and alert. */
export type SilenceField = 'target' | 'device' | 'site' | 'alertname' | 'from' | 'until' | 'reason' | 'by'

export interface DraftContext {
  readonly timeZone: string
  readonly nowMs: number
}

const hourMs = 3_600_000
const isoTime = (ms: number | undefined): string | undefined => ms === undefined ? undefined : new Date(ms).toISOString()
const minuteMs = 60_000

/** The request that a draft makes, or its mistake. The server validates the rest. */
export const requestOf = (
  { device, site, alertname, span, from, until, reason, by }: SilenceDraft,
  { timeZone, nowMs }: DraftContext
): SilenceRequest | { readonly wrong: SilenceField } => {
  const target: Pick<SilenceRequest, 'device' | 'site' | 'alertname'> = Object.fromEntries(
    Object.entries({ device, site, alertname }).map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value !== '')
  )
  if (Object.keys(target).length === 0) return { wrong: 'target' }
  const times = span === 'planned'
    ? { from: isoTime(msOfLocalTime(from, timeZone)), until: isoTime(msOfLocalTime(until, timeZone)) }
    // To the minute, as people give times.
    : { until: isoTime(Math.ceil((nowMs + span * hourMs) / minuteMs) * minuteMs) }
  if (span === 'planned' && times.from === undefined) return { wrong: 'from' }
  if (times.until === undefined) return { wrong: 'until' }
  if (reason.trim() === '') return { wrong: 'reason' }
  return {
    ...target,
    ...times.from !== undefined && { from: times.from },
    until: times.until,
    reason: reason.trim(),
    ...by.trim() !== '' && { by: by.trim() }
  }
}

/** The words of the command `mimamori` for the same silence. */
export const silenceCommand = (request: SilenceRequest): string =>
  [
    'alerts silence',
    ...(['device', 'site', 'alertname', 'from', 'until', 'reason', 'by'] as const).flatMap((name) => request[name] === undefined
      ? []
      : [`--${name} ${shellWord(request[name].replace('.000Z', 'Z'))}`])
  ].join(' ')
