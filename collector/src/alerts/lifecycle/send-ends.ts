import type { Receiver, Severity } from '@mimamori/contract'
import { defaultRepeatSeconds } from '@mimamori/contract/alert-delays'
import type { Clock } from '../../platform/clock/clock.ts'
import { AlertmanagerRefusedError, type AlertmanagerClient, type PostedAlert } from '../alertmanager/alertmanager-client.ts'
import { lateEnd } from '../alertmanager/late-ends.ts'
import { repeatSecondsOf } from '../receivers/repeat-interval.ts'
import type { Alerts, NotNotified, UnsentEnd } from './alerts.ts'

/** A receiver, and after how long it is notified again of an alert that still fires. */
export type NotifiedReceiver = Pick<Receiver, 'name' | 'repeatSeconds'>

interface Deps {
  readonly alerts: Pick<Alerts, 'unsentEnds'>
  readonly client: Pick<AlertmanagerClient, 'postAlerts'>
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  /** The receivers that are notified now. */
  readonly receivers: () => readonly NotifiedReceiver[]
  /** The sites that are in their off-hours now. */
  readonly closedSites: () => readonly string[]
}

/** An alert for Alertmanager, with a key that identifies it here. */
interface GivenEnd {
  readonly key: string
  readonly alert: PostedAlert
}

/** Longer than Alertmanager itself takes: it waits for a group's interval of five minutes. */
const alertmanagerDelayMs = 600_000
/** Longer than any holiday for which a site is closed; after that nobody waits for it. */
const mostAgeMs = 14 * 86_400_000
/** While quiet hours or a silence go on, the next try ends as the one before; the same goes for an alert that Alertmanager refuses. */
const retryMs = 1_800_000
/** A late end fires until the next try, and a little longer. */
const lateEndMs = retryMs + 300_000

/**
 * Alertmanager's log of notifications keeps each for two of the receiver's repeat intervals (`SetNotifiesStage` in its
 * notify/notify.go), for five days at most (`--data.retention`).
 */
const rememberedMs = (receiver: NotifiedReceiver, severity: Severity): number =>
  Math.min(2 * (repeatSecondsOf(receiver, severity) ?? defaultRepeatSeconds), 5 * 86_400) * 1000
/** Until it has removed the entry, which it looks for each 15 minutes (`--data.maintenance-interval`). */
const removalMs = 1_800_000

/**
 * Has Alertmanager send the resolutions that it dropped: of alerts that ended while it was restarting, or while the alert was inhibited,
 * silenced, in somebody's quiet hours or at a closed site (alertmanager#226). While its own log of notifications has the alert, it is given
 * the alert as ended once more, and notifies exactly the receivers that were notified of it and not yet of its end; after that it is
 * given a late end for each of them.
 */
export const endSender = ({ alerts, client, clock, receivers, closedSites }: Deps) => {
  /** By key, when it was last given, though it may have been refused: of several, Alertmanager takes the ones that it does not refuse. */
  let tries: ReadonlyMap<string, number> = new Map()
  let closed: ReadonlySet<string> = new Set()
  /** @param firing the fingerprints of firing alerts, which have begun again. @throws what the client or the storage throws */
  return async (firing: ReadonlySet<string>): Promise<void> => {
    const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()]
    const closedBefore = closed
    closed = new Set(closedSites())
    // One has opened: its ends need not wait for another half hour.
    if (!closedBefore.isSubsetOf(closed)) tries = new Map()
    const known = new Map(receivers().map((receiver) => [receiver.name, receiver]))
    const isForgotten = ({ receiver, lastMs }: NotNotified, severity: Severity): boolean =>
      nowMs - lastMs >= rememberedMs(known.get(receiver)!, severity) + removalMs
    const givenEnds = (end: UnsentEnd): readonly GivenEnd[] => {
      const { id, severity, notNotified, labels, annotations, startsAt, endsAt } = end
      const forgotten = notNotified.filter((each) => isForgotten(each, severity))
      return [
        ...forgotten.length < notNotified.length ? [{ key: String(id), alert: { labels, annotations, startsAt, endsAt } }] : [],
        ...forgotten.map(({ receiver }) => ({ key: `${id} ${receiver}`, alert: lateEnd(end, { receiver, untilMs: nowMs + lateEndMs }) }))
      ]
    }
    const unsent = await alerts.unsentEnds({ fromMs: nowMs - mostAgeMs, toMs: nowMs - alertmanagerDelayMs, receivers: [...known.keys()] })
    const ends = unsent.filter((end) => !firing.has(end.fingerprint)).flatMap(givenEnds)
    const due = ends.filter(({ key }) => monotonicMs - (tries.get(key) ?? -Infinity) >= retryMs)
    tries = new Map(ends.flatMap(({ key }) => tries.has(key) ? [[key, tries.get(key)!] as const] : []))
    if (due.length === 0) return
    const given = (): void => { tries = new Map([...tries, ...due.map(({ key }) => [key, monotonicMs] as const)]) }
    try {
      await client.postAlerts(due.map(({ alert }) => alert))
      given()
    } catch (error) {
      if (error instanceof AlertmanagerRefusedError) given()
      throw error
    }
  }
}
