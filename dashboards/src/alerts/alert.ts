import type { Severity } from '@mimamori/contract/severity'
import type { Language } from '@mimamori/program/language'
import type { AlertText } from './alert-text.ts'

/** One alert, with its texts in each language. */
export interface Alert extends Readonly<Record<Language, AlertText>> {
  /** In CamelCase; the first word is what is affected. It is also the name of the alert's runbook page. */
  readonly name: string
  /** PromQL, with comments on the lines that they explain. */
  readonly expr: string
  /** Ten minutes or more if the alert notifies people (docs/runbook/README.md); absent if it is for machines, or waits in its condition. */
  readonly for?: string
  readonly severity: Severity
  /** The device's limits say how severe it is: its series have the label, and `severity` is the default. */
  readonly severityByDevice?: true
  /** The path of the collector's page that shows the fault; it may contain labels, as in a template. */
  readonly page?: string
  /** Held back while the device is late or silent, which is then the problem to check. */
  readonly onlyWhileReporting?: true
  /**
   * One cause, such as a network, a rollout or a time server, often affects many sites: one message for all sites, instead of one for each.
   */
  readonly acrossSites?: true
}

/** A rule as Prometheus reads it (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/). */
export interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly keep_firing_for: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** A series that is computed once for everything that uses it. */
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
