import type { AlertNotification } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Alerts } from '../lifecycle/alerts.ts'

/** Alertmanager says that an alert has ended, which may be untrue. Another try, or its next message, is true. */
export class UncertainEndError extends CodedError {
  override readonly name = 'UncertainEndError'
  readonly code = 'DELIVERY_FAILED'
}

interface Deps {
  readonly alerts: Pick<Alerts, 'firing'>
  readonly clock: Pick<Clock, 'nowMs'>
  /** Whether the clock was set ahead a moment ago. */
  readonly isSettling: () => boolean
}

/** By then, the collector has been sent the end, too. */
const knownAfterMs = 60_000

/**
 * Finds ends that nobody saw: a clock that is set ahead ends at Alertmanager all that fires, until Prometheus sends it again, and a
 * message that is tried again is as old as its first try.
 */
export const uncertainEnds = ({ alerts, clock, isSettling }: Deps) => async ({ alerts: named }: AlertNotification): Promise<boolean> => {
  const ended = named.filter(({ status, endsAt }) => status === 'resolved' && clock.nowMs() - Date.parse(endsAt) > knownAfterMs)
  if (ended.length === 0 || isSettling()) return ended.length > 0
  const firing = new Set((await alerts.firing()).map(({ fingerprint }) => fingerprint))
  return ended.some(({ fingerprint }) => firing.has(fingerprint))
}
