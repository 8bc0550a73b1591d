import type { AlertRule } from '../../devices/prometheus/prometheus-client.ts'
import type { AlertmanagerAlert } from '../alertmanager/alertmanager-api.ts'

/** The annotation of an alert that the collector keeps alive: since when. An alert from Prometheus has none, which removes it. */
export const aliveAnnotation = 'mimamori_kept_since'

/** Beyond the rule's own waiting time: some scrapes and evaluations. */
const marginMs = 300_000
/** The assumed waiting time of a rule while Prometheus does not answer. */
const unknownForMs = 3_600_000

/**
 * Whether more than half of the time has passed after which Alertmanager takes it for ended. Prometheus lets an alert fire for four times
 * the interval after which it sends it again (`sendAlerts` in its rules/alerting.go), so two of its messages are then missing.
 */
export const isStale = ({ updatedAt, endsAt }: Pick<AlertmanagerAlert, 'updatedAt' | 'endsAt'>, nowMs: number): boolean => {
  const updatedMs = Date.parse(updatedAt)
  return nowMs - updatedMs > (Date.parse(endsAt) - updatedMs) / 2
}

interface Known {
  readonly nowMs: number
  /** For how long Prometheus has been evaluating and able to see the alert's subject; undefined while it has not. */
  readonly seenForMs: number | undefined
  /** Whether the collector has ended it, since its subject is no longer watched. */
  readonly isUnwatched: boolean
  /** Undefined if Prometheus does not answer. */
  readonly rules: readonly AlertRule[] | undefined
}

const isActive = ({ active }: AlertRule, labels: AlertmanagerAlert['labels']): boolean =>
  active.some((each) => Object.entries(each).every(([name, value]) => labels[name] === value))

/** Whether the collector keeps it alive. */
export const hasAliveMark = ({ annotations }: AlertmanagerAlert): boolean => annotations[aliveAnnotation] !== undefined

const hasEnded = (alert: AlertmanagerAlert, { seenForMs, rules }: Known): boolean => {
  if (!hasAliveMark(alert) || seenForMs === undefined) return false
  const { labels } = alert
  const own = rules?.filter(({ name }) => name === labels['alertname'])
  const forMs = own === undefined ? unknownForMs : Math.max(0, ...own.map((rule) => rule.forMs))
  return seenForMs >= forMs + marginMs && !own?.some((rule) => isActive(rule, labels))
}

/**
 * Decides what to do with an alert that Alertmanager has. Nothing while Prometheus sends it again and again: its end comes from
 * there, too. One that is no longer sent is kept alive, and ended once Prometheus could have fired it again and has not. One without
 * an expression is somebody else's, who ends it.
 */
export const evaluateAlert = (alert: AlertmanagerAlert, known: Known): 'leave' | 'keep' | 'end' => {
  if (hasEnded(alert, known)) return 'end'
  const isSent = !hasAliveMark(alert) && !isStale(alert, known.nowMs)
  if (known.isUnwatched) return isSent ? 'leave' : 'end'
  return (alert.generatorURL || hasAliveMark(alert)) && isStale(alert, known.nowMs) ? 'keep' : 'leave'
}
