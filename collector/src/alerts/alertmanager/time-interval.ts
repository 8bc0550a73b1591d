import type { Weekday } from '@mimamori/contract'

/** Alertmanager's (https://prometheus.io/docs/alerting/latest/configuration/#time_interval). All of what it has must hold. */
export interface TimeInterval {
  readonly times: readonly { readonly start_time: string, readonly end_time: string }[]
  readonly weekdays?: readonly Weekday[]
  readonly days_of_month?: readonly string[]
  readonly months?: readonly string[]
  readonly years?: readonly string[]
  readonly location: string
}
