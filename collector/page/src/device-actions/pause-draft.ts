import type { DeviceView } from '@mimamori/contract'
import { localTimeOf, msOfLocalTime } from '../text/index.ts'

/** How long a pause lasts: to the end of the day, to a morning, to a time that is typed, or without end. */
export const pauseEnds = ['today', 'tomorrow', 'monday', 'dateTime', 'open'] as const
export type PauseEnd = typeof pauseEnds[number]

/** The form for a pause as it is typed. */
export interface PauseDraft {
  readonly end: PauseEnd
  /** As a field for date and time has it, by the clocks of the browser's time zone. */
  readonly dateTime: string
  readonly reason: string
}

/** As the form opens: a pause that goes on keeps its reason, unless another is typed. */
export const pauseDraftOf = ({ pauseReason }: Pick<DeviceView, 'pauseReason'>): PauseDraft => ({
  end: 'tomorrow',
  dateTime: '',
  reason: pauseReason ?? ''
})

export interface PauseRequest {
  readonly until?: string
  readonly reason?: string
}

export interface PauseContext {
  readonly timeZone: string
  readonly nowMs: number
}

const dayMs = 86_400_000
/** When people come in the morning. */
const morning = '08:00'

/** A date some days later, counted without a clock that is set forward or back. */
const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** From any day to the next Monday, on a Monday to that in a week. */
const daysToMonday = (date: string): number => (8 - new Date(`${date}T00:00Z`).getUTCDay()) % 7 || 7

/** When a pause that begins now would end, in milliseconds; undefined without an end, or for an invalid time. */
export const endOf = ({ end, dateTime }: Pick<PauseDraft, 'end' | 'dateTime'>, { timeZone, nowMs }: PauseContext): number | undefined => {
  const today = localTimeOf(nowMs, timeZone).slice(0, 10)
  switch (end) {
    case 'today': return msOfLocalTime(`${addDays(today, 1)}T00:00`, timeZone)
    case 'tomorrow': return msOfLocalTime(`${addDays(today, 1)}T${morning}`, timeZone)
    case 'monday': return msOfLocalTime(`${addDays(today, daysToMonday(today))}T${morning}`, timeZone)
    case 'dateTime': return msOfLocalTime(dateTime, timeZone)
    case 'open': return undefined
  }
}

/** The request that a draft makes, or its mistake. */
export const requestOf = (draft: PauseDraft, context: PauseContext): PauseRequest | { readonly wrong: 'dateTime' } => {
  const untilMs = endOf(draft, context)
  if (draft.end === 'dateTime' && (untilMs === undefined || untilMs <= context.nowMs)) return { wrong: 'dateTime' }
  const reason = draft.reason.trim()
  return { ...untilMs !== undefined && { until: new Date(untilMs).toISOString() }, ...reason !== '' && { reason } }
}
