import type { Clock } from '../../platform/clock/clock.ts'
import type { AlertmanagerAlert } from '../alertmanager/alertmanager-api.ts'
import { coversStart, type Alerts } from './alerts.ts'
import { hasAliveMark, isStale } from './evaluate-alert.ts'

interface Deps {
  readonly alerts: Pick<Alerts, 'ended' | 'rewatch'>
  readonly clock: Pick<Clock, 'nowMs'>
  readonly isWatched: (labels: AlertmanagerAlert['labels']) => boolean
}

/** Longer than Prometheus takes to end an alert about something that is no longer watched. */
const prometheusEndMs = 300_000

/**
 * Finds the fingerprints that the collector has ended and Alertmanager still has. Lets an alert fire again if its subject is watched again,
 * as after a pause so short that Prometheus has not ended it.
 */
export const unwatchedFinder = ({ alerts, clock, isWatched }: Deps) =>
  async (present: readonly AlertmanagerAlert[], isHeard: boolean): Promise<ReadonlySet<string>> => {
    if (present.length === 0) return new Set()
    const nowMs = clock.nowMs()
    const found = (await alerts.ended(present.map(({ fingerprint }) => fingerprint))).filter(({ reason }) => reason !== null)
    const ended = present.flatMap((alert) => found.filter((each) => coversStart(each, alert)).map((each) => ({ ...each, alert })))
    const isWatchedAgain = ({ alert, endsMs }: (typeof ended)[number]): boolean =>
      isHeard && isWatched(alert.labels) && !hasAliveMark(alert) && !isStale(alert, nowMs) && nowMs - endsMs > prometheusEndMs
    const again = ended.filter(isWatchedAgain)
    if (again.length > 0) await alerts.rewatch(again.map(({ id }) => id))
    return new Set(ended.filter((each) => !again.includes(each)).map(({ fingerprint }) => fingerprint))
  }
