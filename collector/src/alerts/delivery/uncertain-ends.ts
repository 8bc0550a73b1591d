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
  /** Whether the clock was set ahead just now. */
  readonly isSettling: () => boolean
}

/** After this time, the collector has been sent the end, too. */
const knownAfterMs = 60_000

/**
 * Finds ends that nobody saw: if a clock is set ahead, Alertmanager ends everything that fires, until Prometheus sends it again; and a
 * message that is tried again is as old as its first try.
 */
export const uncertainEnds = ({ alerts, clock, isSettling }: Deps) => async ({ alerts: named }: AlertNotification): Promise<boolean> => {
  const ended = named.filter(({ status, endsAt }) => status === 'resolved' && clock.nowMs() - Date.parse(endsAt) > knownAfterMs)
  if (ended.length === 0 || isSettling()) return ended.length > 0
  const firing = new Set((await alerts.firing()).map(({ fingerprint }) => fingerprint))
  return ended.some(({ fingerprint }) => firing.has(fingerprint))
}
