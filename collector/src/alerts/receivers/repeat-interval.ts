import type { Receiver, Severity } from '@mimamori/contract'

/** Often enough for an alert that needs a person now; acknowledging it ends the reminders. */
const criticalSeconds = 3600

/**
 * After how many seconds a receiver is reminded of an alert that goes on. Undefined: at the interval of Alertmanager's base configuration.
 */
export const repeatSecondsOf = ({ repeatSeconds }: Pick<Receiver, 'repeatSeconds'>, severity: Severity): number | undefined =>
  repeatSeconds[severity] ?? (severity === 'critical' ? criticalSeconds : undefined)
