import type { Severity } from '@mimamori/contract/severity'
import type { AlertName } from '../text/text.ts'

/** One alert, without its texts. */
export interface Alert {
  /** It is also the name of the alert's runbook page and texts. */
  readonly name: AlertName
  /** PromQL, with comments on the lines that they explain. */
  readonly expr: string
  /** Ten minutes or more for whatever notifies a person (docs/runbook/README.md); absent for what is for machines. */
  readonly for?: string
  readonly severity: Severity
  /** Where on the collector's pages the fault can be seen: a path, in which labels may stand as in a template. */
  readonly page?: string
  /** Of use only while the device reports: held back while it is late or silent, which is then what is wrong. */
  readonly onlyWhileReporting?: true
  /** One cause often brings it to many sites at once, as a network, a rollout or a time server do: one message for all sites, instead of one for each. */
  readonly acrossSites?: true
}

/** The page of the device that an alert is about. */
export const devicePage = '/admin/devices/{{ $labels.device }}'

/** A rule as Prometheus reads it (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/). */
export interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** A series that is worked out once for all who ask for it. */
export interface RecordingRule {
  readonly record: string
  readonly expr: string
}

export interface RuleGroup {
  readonly name: string
  readonly rules: readonly (RecordingRule | Rule)[]
}

export interface RuleFile {
  readonly groups: readonly RuleGroup[]
}
