import type { Clock } from '../../clock/clock.ts'
import type { AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import type { HeldAlert } from '../alertmanager/held-alerts.ts'
import { testLabels } from '../alertmanager/routes.ts'
import type { Alerts } from './alerts.ts'

interface Parts {
  readonly alerts: Pick<Alerts, 'firing' | 'addMissing' | 'endUnheard'>
  readonly client: Pick<AlertmanagerClient, 'heldAlerts' | 'startedAt'>
  readonly clock: Clock
}

/** What is known of Alertmanager since it was last asked. */
export interface AlertmanagerContact {
  /** Since when it has not answered, by the server's clock, at the earliest since the collector's start; undefined while it does. Of what fires by the collector's account, nothing is known since then. */
  readonly unknownSinceMs: number | undefined
  /** Whether Prometheus sends it alerts: Watchdog always fires. */
  readonly hasWatchdog: boolean
}

/** One that has just started holds nothing until Prometheus sends its alerts again, which it does each minute. */
export const startupMs = 300_000

const isKept = ({ labels }: HeldAlert): boolean => labels['alertname'] !== undefined && labels['alertname'] !== 'Watchdog' && labels[testLabels.receiver] === undefined

/**
 * Compares what fires by our account with what Alertmanager holds: adds what it sent while the collector was away, or beyond what one
 * message has, and ends what it has not held twice in a row. While it does not answer, nothing ends.
 */
export const createReconciler = ({ alerts, client, clock }: Parts) => {
  let contact: AlertmanagerContact = { unknownSinceMs: clock.nowMs(), hasWatchdog: false }
  let start: { readonly at: string, readonly firstSeenMs: number } | undefined
  /** By id, when each was first missed. */
  let missed: ReadonlyMap<number, number> = new Map()

  /** By the clock that nobody can set. */
  const runsLongEnough = async (): Promise<boolean> => {
    const at = await client.startedAt()
    if (start?.at !== at) start = { at, firstSeenMs: clock.monotonicMs() }
    return clock.monotonicMs() - start.firstSeenMs >= startupMs
  }
  const reconcile = async (): Promise<void> => {
    // Before it is asked: what begins meanwhile is not missing.
    const firing = await alerts.firing()
    const canMiss = await runsLongEnough()
    const held = await client.heldAlerts()
    contact = { unknownSinceMs: undefined, hasWatchdog: held.some(({ labels }) => labels['alertname'] === 'Watchdog') }
    const known = new Set(firing.map(({ fingerprint }) => fingerprint))
    const unheard = held.filter((alert) => isKept(alert) && alert.status.state === 'active' && !known.has(alert.fingerprint))
    if (unheard.length > 0) await alerts.addMissing(unheard)
    const fingerprints = new Set(held.map(({ fingerprint }) => fingerprint))
    const missing = canMiss ? firing.filter(({ fingerprint }) => !fingerprints.has(fingerprint)) : []
    // Its own message of the end, which has the time, mostly comes before the second look.
    await Promise.all(missing.flatMap(({ id }) => {
      const sinceMs = missed.get(id)
      return sinceMs === undefined ? [] : [alerts.endUnheard(id, sinceMs)]
    }))
    missed = new Map(missing.map(({ id }) => [id, missed.get(id) ?? clock.nowMs()]))
  }

  return {
    contact: (): AlertmanagerContact => contact,
    /** @throws what the client or the storage throws; nothing is ended then */
    async look (): Promise<void> {
      try {
        await reconcile()
      } catch (error) {
        missed = new Map()
        contact = { unknownSinceMs: contact.unknownSinceMs ?? clock.nowMs(), hasWatchdog: false }
        throw error
      }
    }
  }
}
export type Reconciler = ReturnType<typeof createReconciler>
