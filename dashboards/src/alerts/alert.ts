import type { Text } from '../text/text.ts'

/** What a person must do: at once, soon, or nothing (the alert is for machines). */
export type Severity = 'critical' | 'warning' | 'info'

/** A name in CamelCase, whose first word is what is ill. It is also the name of the alert's runbook page and texts. */
export type AlertName = keyof Text['alerts']

/** One alert, without its texts. */
export interface Alert {
  readonly name: AlertName
  /** PromQL, with comments on the lines that they explain. */
  readonly expr: string
  /** Ten minutes or more for whatever notifies a person (docs/runbook/README.md); absent for Watchdog. */
  readonly for?: string
  readonly severity: Severity
  /** Where on the collector's pages what is ill can be seen: a path, in which labels may stand as in a template. */
  readonly page?: string
}

/** A rule as Prometheus reads it (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/). */
export interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

export interface RuleGroup {
  readonly name: string
  readonly rules: readonly Rule[]
}

export interface RuleFile {
  readonly groups: readonly RuleGroup[]
}
