import type { Clock } from '../../clock/clock.ts'
import type { AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import type { HeldAlert } from '../alertmanager/held-alerts.ts'
import { lateEndLabel } from '../alertmanager/late-ends.ts'
import { testLabels } from '../alertmanager/routes.ts'
import type { Alerts } from './alerts.ts'
import { endSender, type NotifiedReceiver } from './send-ends.ts'
import { suppressionsOf, type Suppressions } from './suppressions.ts'

interface Parts {
  readonly alerts: Pick<Alerts, 'firing' | 'addMissing' | 'endUnheard' | 'unsentEnds'>
  readonly client: Pick<AlertmanagerClient, 'heldAlerts' | 'startedAt' | 'silences' | 'postAlerts'>
  readonly clock: Clock
  /** Those who are notified now. */
  readonly receivers: () => readonly NotifiedReceiver[]
  /** Called when ends could not be sent to Alertmanager. It has answered all the same, and what it holds is known. */
  readonly onEndsNotSent: (error: unknown) => void
}

/** What is known of Alertmanager since it was last asked. */
export interface AlertmanagerConnection {
  /** Since when it has not answered, by the server's clock, at the earliest since the collector's start; undefined while it does. Of what fires by the collector's account, nothing is known since then. */
  readonly unknownSinceMs: number | undefined
  /** Whether Prometheus sends it alerts: Watchdog always fires. */
  readonly hasWatchdog: boolean
}

/**
 * One that has just started holds nothing until Prometheus sends its alerts again. A Prometheus that was away for longer than its series
 * last begins some anew, of the devices that it reads only once a minute: a quarter of an hour later those fire.
 */
export const startupMs = 1_200_000

/** Whether it belongs in the list. An alert that another one inhibits does not: that one is listed, with the same cause. */
const isShown = ({ status: { state, silencedBy, inhibitedBy } }: HeldAlert): boolean => state === 'active' || (state === 'suppressed' && silencedBy.length > 0 && inhibitedBy.length === 0)

const isKept = ({ labels }: HeldAlert): boolean => labels['alertname'] !== undefined && labels['alertname'] !== 'Watchdog' && labels[testLabels.receiver] === undefined && labels[lateEndLabel] === undefined

/**
 * Compares the alerts that fire according to the collector with those that Alertmanager holds. Adds what was sent while the collector was away,
 * what did not fit into one message, and what a silence held back; ends what was missing twice in a row; and has Alertmanager send the ends
 * that it dropped. Nothing ends while Alertmanager does not answer, or Prometheus sends it nothing.
 */
export const createReconciler = ({ alerts, client, clock, receivers, onEndsNotSent }: Parts) => {
  const sendEnds = endSender({ alerts, client, clock, receivers })
  let suppressions: Suppressions = new Map()
  let connection: AlertmanagerConnection = { unknownSinceMs: clock.nowMs(), hasWatchdog: false }
  /** Which Alertmanager hears from Prometheus, and since when. */
  let heard: { readonly startedAt: string, readonly sinceMs: number } | undefined
  /** By id, when each was first missed. */
  let missed: ReadonlyMap<number, number> = new Map()

  /** By the clock that nobody can set. */
  const hearsLongEnough = (startedAt: string, hasWatchdog: boolean): boolean => {
    if (!hasWatchdog) heard = undefined
    else if (heard?.startedAt !== startedAt) heard = { startedAt, sinceMs: clock.monotonicMs() }
    return heard !== undefined && clock.monotonicMs() - heard.sinceMs >= startupMs
  }
  const reconcile = async (): Promise<void> => {
    // Before it is asked: what begins meanwhile is not missing.
    const firing = await alerts.firing()
    const startedAt = await client.startedAt()
    const held = await client.heldAlerts()
    suppressions = suppressionsOf(held, held.some(({ status }) => status.silencedBy.length > 0) ? await client.silences() : [])
    const hasWatchdog = held.some(({ labels }) => labels['alertname'] === 'Watchdog')
    const canMiss = hearsLongEnough(startedAt, hasWatchdog)
    connection = { unknownSinceMs: undefined, hasWatchdog }
    const known = new Set(firing.map(({ fingerprint }) => fingerprint))
    const unheard = held.filter((alert) => isKept(alert) && isShown(alert) && !known.has(alert.fingerprint))
    if (unheard.length > 0) await alerts.addMissing(unheard)
    const fingerprints = new Set(held.map(({ fingerprint }) => fingerprint))
    const missing = canMiss ? firing.filter(({ fingerprint }) => !fingerprints.has(fingerprint)) : []
    // Its own message of the end, which has the time, mostly comes before the second look.
    await Promise.all(missing.flatMap(({ id }) => {
      const sinceMs = missed.get(id)
      return sinceMs === undefined ? [] : [alerts.endUnheard(id, sinceMs)]
    }))
    missed = new Map(missing.map(({ id }) => [id, missed.get(id) ?? clock.nowMs()]))
    await sendEnds(fingerprints).catch(onEndsNotSent)
  }

  return {
    connection: (): AlertmanagerConnection => connection,
    /** Of what it held at the last look; none while it does not answer. */
    suppressions: (): Suppressions => suppressions,
    /** @throws what the client or the storage throws; nothing is ended then */
    async look (): Promise<void> {
      try {
        await reconcile()
      } catch (error) {
        missed = new Map()
        suppressions = new Map()
        connection = { unknownSinceMs: connection.unknownSinceMs ?? clock.nowMs(), hasWatchdog: false }
        throw error
      }
    }
  }
}
export type Reconciler = ReturnType<typeof createReconciler>
