import type { Clock } from '../../platform/clock/clock.ts'
import type { AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import type { AlertmanagerAlert } from '../alertmanager/alertmanager-api.ts'
import { lateEndLabel } from '../alertmanager/late-ends.ts'
import { testLabels } from '../alertmanager/routes.ts'
import type { Alerts } from './alerts.ts'
import { unwatchedFinder } from './find-unwatched.ts'
import { isStale } from './evaluate-alert.ts'
import type { KeepAlive } from './keep-alive.ts'
import { endSender, type NotifiedReceiver } from './send-ends.ts'
import { suppressionsOf, type Suppressions } from './suppressions.ts'
import { watchingStoppedName, type StopWatcher } from './watching-stopped.ts'

interface Deps {
  readonly alerts: Pick<Alerts, 'firing' | 'addMissing' | 'endUnheard' | 'unsentEnds' | 'ended' | 'rewatch'>
  readonly client: Pick<AlertmanagerClient, 'alerts' | 'startedAt' | 'silences' | 'postAlerts'>
  readonly clock: Clock
  /** The receivers that are notified now. */
  readonly receivers: () => readonly NotifiedReceiver[]
  /** The sites that are in their off-hours now. */
  readonly closedSites: () => readonly string[]
  readonly keepAlive: KeepAlive
  readonly stopWatcher: StopWatcher
  /** Whether anybody watches the subject of an alert with these labels. */
  readonly isWatched: (labels: Readonly<Record<string, string>>) => boolean
  /** Called when Alertmanager could not be given alerts or ends. It has answered all the same, and its alerts are known. */
  readonly onNotSent: (error: unknown) => void
}

/** The state of Alertmanager when it was last asked. */
export interface AlertmanagerConnection {
  /**
   * Since when it has not answered, by the server's clock, at the earliest since the collector's start; undefined while it does. Nothing is
   * known since then about the alerts that fire according to the collector.
   */
  readonly unknownSinceMs: number | undefined
  /** Whether Prometheus sends it alerts: Watchdog always fires, and is sent again in time. */
  readonly hasWatchdog: boolean
}

/**
 * An Alertmanager that has just started has no alerts until Prometheus sends them again. If Prometheus was away for longer than its series
 * last, some begin again for devices that it reads only once a minute: a quarter of an hour later those fire.
 */
export const startupMs = 1_200_000

/** Prometheus and Alertmanager are started after the collector, read what they have stored, and are asked once a minute. */
const firstHeardMs = 300_000

/** An Alertmanager on another machine may have a clock that is some minutes ahead. */
const toleratedAheadMs = 600_000
/**
 * Whether it was sent before the clock was set back. Prometheus sends nothing again until its clock shows that time once more, so that
 * nobody would notice if it hung.
 */
const isFromAhead = ({ updatedAt }: AlertmanagerAlert, nowMs: number): boolean => Date.parse(updatedAt) > nowMs + toleratedAheadMs

/** Whether it belongs in the list. An alert that another one inhibits does not: the other is listed, with the same cause. */
const isShown = ({ status: { state, silencedBy, inhibitedBy } }: AlertmanagerAlert): boolean =>
  state === 'active' || (state === 'suppressed' && silencedBy.length > 0 && inhibitedBy.length === 0)

const isListed = ({ labels: { alertname, [testLabels.receiver]: tested, [lateEndLabel]: lateEnd } }: AlertmanagerAlert): boolean =>
  alertname !== undefined && alertname !== 'Watchdog' && tested === undefined && lateEnd === undefined

/**
 * Compares the alerts that fire according to the collector with Alertmanager's. Adds alerts that were sent while the collector was
 * away, did not fit into one message, or were silenced; ends alerts that were missing twice in a row; keeps alive the ones that Prometheus
 * does not send again; and has Alertmanager send the ends that it dropped. Nothing ends while Alertmanager does not answer, or Prometheus
 * sends it nothing.
 */
export const createReconciler = (
  { alerts, client, clock, receivers, closedSites, keepAlive, stopWatcher, isWatched, onNotSent }: Deps
) => {
  const sendEnds = endSender({ alerts, client, clock, receivers, closedSites })
  const findUnwatched = unwatchedFinder({ alerts, clock, isWatched })
  let suppressions: Suppressions = new Map()
  let connection: AlertmanagerConnection = { unknownSinceMs: clock.nowMs(), hasWatchdog: false }
  const startedMs = clock.monotonicMs()
  let hasHeard = false
  /** The Alertmanager that hears from Prometheus, and since when. */
  let heard: { readonly startedAt: string, readonly sinceMs: number } | undefined
  /** The Alertmanager that answers, and since when it runs. */
  let running: { readonly startedAt: string, readonly sinceMs: number } | undefined
  /** By id, when each was first missed. */
  let missed: ReadonlyMap<number, number> = new Map()

  /** Measured by the monotonic clock. */
  const hearsLongEnough = (startedAt: string, isHeard: boolean): boolean => {
    if (!isHeard) heard = undefined
    else if (heard?.startedAt !== startedAt) heard = { startedAt, sinceMs: clock.monotonicMs() }
    return heard !== undefined && clock.monotonicMs() - heard.sinceMs >= startupMs
  }
  /** Whether it has started so recently that it can have forgotten what fires. */
  const isForgetful = (startedAt: string): boolean => {
    if (running?.startedAt !== startedAt) {
      const ageMs = running ? 0 : Math.max(0, clock.nowMs() - Date.parse(startedAt))
      running = { startedAt, sinceMs: clock.monotonicMs() - ageMs }
    }
    return clock.monotonicMs() - running.sinceMs < startupMs
  }
  const reconcile = async (): Promise<void> => {
    // Read before Alertmanager is asked: an alert that begins after that is not missing.
    const firing = await alerts.firing()
    const startedAt = await client.startedAt()
    const present = await client.alerts()
    suppressions = suppressionsOf(present, present.some(({ status }) => status.silencedBy.length > 0) ? await client.silences() : [])
    const watchdogs = present.filter(({ labels }) => labels['alertname'] === 'Watchdog')
    const heardNow = watchdogs.find((watchdog) => !isStale(watchdog, clock.nowMs()) && !isFromAhead(watchdog, clock.nowMs()))
    const canMiss = hearsLongEnough(startedAt, heardNow !== undefined)
    connection = { unknownSinceMs: undefined, hasWatchdog: heardNow !== undefined }
    hasHeard ||= connection.hasWatchdog
    const known = new Set(firing.map(({ fingerprint }) => fingerprint))
    const unknown = present.filter((alert) => isListed(alert) && !known.has(alert.fingerprint))
    const unheard = unknown.filter(isShown)
    if (unheard.length > 0) await alerts.addMissing(unheard)
    const unwatched = await findUnwatched(unknown, heardNow !== undefined)
    const fingerprints = new Set(present.map(({ fingerprint }) => fingerprint))
    const missing = canMiss ? firing.filter(({ fingerprint }) => !fingerprints.has(fingerprint)) : []
    // Its own message of the end, which has the time, mostly comes before the second check.
    await Promise.all(missing.flatMap(({ id }) => {
      const sinceMs = missed.get(id)
      return sinceMs === undefined ? [] : [alerts.endUnheard(id, sinceMs)]
    }))
    missed = new Map(missing.map(({ id }) => [id, missed.get(id) ?? clock.nowMs()]))
    await sendEnds(fingerprints).catch(onNotSent)
    const stopped = stopWatcher.check(present, heardNow)
    if (stopped.length > 0) await client.postAlerts(stopped).catch(onNotSent)
    await keepAlive({
      present: present.filter((alert) => isListed(alert) && alert.labels['alertname'] !== watchingStoppedName),
      unwatched, absent: firing.filter(({ fingerprint }) => !fingerprints.has(fingerprint)).map(({ id }) => id),
      isForgetful: isForgetful(startedAt), isHeard: heardNow !== undefined
    }).catch(onNotSent)
  }

  return {
    connection: (): AlertmanagerConnection => connection,
    /** Whether nothing was heard from Prometheus by way of Alertmanager yet, and it is too early to say why. */
    isStarting: (): boolean => !hasHeard && clock.monotonicMs() - startedMs < firstHeardMs,
    /** The suppressions at the last check; none while it does not answer. */
    suppressions: (): Suppressions => suppressions,
    /** @throws what the client or the storage throws; nothing is ended then */
    async check (): Promise<void> {
      try {
        await reconcile()
      } catch (error) {
        missed = new Map()
        stopWatcher.checkFailed()
        suppressions = new Map()
        connection = { unknownSinceMs: connection.unknownSinceMs ?? clock.nowMs(), hasWatchdog: false }
        throw error
      }
    }
  }
}
export type Reconciler = ReturnType<typeof createReconciler>
