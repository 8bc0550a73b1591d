import { weekdays, type QuietHours, type Weekday } from '@mimamori/contract'

/** Alertmanager's (https://prometheus.io/docs/alerting/latest/configuration/#time_interval). All of its fields must match. */
export interface TimeInterval {
  readonly times: readonly { readonly start_time: string, readonly end_time: string }[]
  readonly weekdays?: readonly Weekday[]
  readonly days_of_month?: readonly string[]
  readonly months?: readonly string[]
  readonly years?: readonly string[]
  readonly location: string
}

const dayAfter = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % weekdays.length]!

/** Alertmanager's times end at midnight: an interval past midnight is an evening and, on the days after, a morning. */
export const quietIntervals = ({ from, to, days, timeZone }: QuietHours, serverTimeZone: string): readonly TimeInterval[] => {
  const location = timeZone ?? serverTimeZone
  const interval = (start: string, end: string, on: readonly Weekday[]): TimeInterval => ({
    times: [{ start_time: start, end_time: end }],
    ...(on.length > 0 && { weekdays: on }),
    location
  })
  if (from < to) return [interval(from, to, days)]
  return [interval(from, '24:00', days), ...to === '00:00' ? [] : [interval('00:00', to, days.map(dayAfter))]]
}
