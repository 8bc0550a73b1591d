import type { Clock } from '../../clock/clock.ts'
import { AlertmanagerRefusedError, type AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import type { Alerts } from './alerts.ts'

interface Parts {
  readonly alerts: Pick<Alerts, 'unsentEnds'>
  readonly client: Pick<AlertmanagerClient, 'postAlerts'>
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  /** The names of those who are notified now. */
  readonly receivers: () => readonly string[]
}

/** Longer than Alertmanager itself takes: it waits for a group's interval of five minutes. */
const ownWayMs = 600_000
/** After a day nobody waits for it. */
const mostAgeMs = 86_400_000
/** While quiet hours or a silence go on, the next try ends as the one before; so does that of an alert that Alertmanager refuses. */
const retryMs = 1_800_000

/**
 * Has Alertmanager send the resolutions that it dropped: of what ended while it was restarting, and while the alert was inhibited, silenced, in
 * somebody's quiet hours or at a closed site (alertmanager#226). It is given the alert as ended once more, and by its own log of notifications notifies exactly
 * those who were notified of the alert and not yet of its end.
 */
export const endSender = ({ alerts, client, clock, receivers }: Parts) => {
  /** By alert, when it was last given, though it may have been refused: of several, Alertmanager takes those that it does not refuse. */
  let tries: ReadonlyMap<number, number> = new Map()
  /** @param held the fingerprints of what fires: that has begun again. @throws what the client or the storage throws */
  return async (held: ReadonlySet<string>): Promise<void> => {
    const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()]
    const unsent = await alerts.unsentEnds({ fromMs: nowMs - mostAgeMs, toMs: nowMs - ownWayMs, receivers: receivers() })
    const due = unsent.filter(({ id, fingerprint }) => !held.has(fingerprint) && monotonicMs - (tries.get(id) ?? -Infinity) >= retryMs)
    tries = new Map(unsent.flatMap(({ id }) => tries.has(id) ? [[id, tries.get(id)!] as const] : []))
    if (due.length === 0) return
    const given = (): void => { tries = new Map([...tries, ...due.map(({ id }) => [id, monotonicMs] as const)]) }
    try {
      await client.postAlerts(due.map(({ labels, annotations, startsAt, endsAt }) => ({ labels, annotations, startsAt, endsAt })))
      given()
    } catch (error) {
      if (error instanceof AlertmanagerRefusedError) given()
      throw error
    }
  }
}
