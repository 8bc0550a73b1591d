import type { Clock } from '../../platform/clock/clock.ts'
import type { AlertRule } from '../../devices/prometheus/prometheus-client.ts'
import type { AlertmanagerClient, PostedAlert } from '../alertmanager/alertmanager-client.ts'
import type { HeldAlert } from '../alertmanager/held-alerts.ts'
import type { Alerts } from './alerts.ts'
import { isKept, judge, keptAnnotation } from './judge.ts'

interface Parts {
  readonly alerts: Pick<Alerts, 'some'>
  readonly client: Pick<AlertmanagerClient, 'postAlerts'>
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  /** Whether Prometheus can see what an alert of this device is about: it reports, or nobody expects it to. */
  readonly canBeSeen: (device: string) => boolean
  /** The rules of Prometheus; undefined if it cannot be asked. */
  readonly readRules: () => Promise<readonly AlertRule[] | undefined>
}

/** The alerts that Alertmanager had at a check, only Prometheus' own. */
interface Look {
  readonly held: readonly HeldAlert[]
  /** The fingerprints of those that the collector has ended. */
  readonly unwatched: ReadonlySet<string>
  /** The ones that fire by the collector's account, and that Alertmanager does not have. */
  readonly notHeld: readonly number[]
  readonly isForgetful: boolean
  /** Whether Prometheus sends its alerts. */
  readonly isHeard: boolean
}

/** For how long Alertmanager takes an alert of the collector for firing: some looks, and a restart of the collector. */
export const firesForMs = 600_000

const withoutMark = ({ [keptAnnotation]: _since, ...annotations }: HeldAlert['annotations']): HeldAlert['annotations'] => annotations

type GivenAlert = Pick<HeldAlert, 'labels' | 'annotations' | 'startsAt' | 'generatorURL'>
/** An alert as Alertmanager is given it again. */
const given = ({ labels, annotations, startsAt, generatorURL }: GivenAlert, endsMs: number): PostedAlert =>
  ({ labels, annotations, startsAt, endsAt: new Date(endsMs).toISOString(), ...generatorURL && { generatorURL } })

/**
 * Keeps alive at Alertmanager what fires and is not sent again: Alertmanager would resolve it, though Prometheus hangs,
 * was away for so long that it has forgotten, or fails to evaluate a rule.
 */
export const alertKeeper = ({ alerts, client, clock, canBeSeen, readRules }: Parts) => {
  /** By fingerprint: since when Prometheus could say something of an alert that the collector keeps, by the clock that nobody can set. */
  let seenSince: ReadonlyMap<string, number> = new Map()
  const isSeen = (alert: HeldAlert): boolean => {
    const { device } = alert.labels
    return isKept(alert) && (device === undefined || canBeSeen(device))
  }

  /** @throws what the client or the storage throws */
  return async ({ held, unwatched, notHeld, isForgetful, isHeard }: Look): Promise<void> => {
    const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()]
    const seen = held.filter((alert) => isHeard && isSeen(alert))
    seenSince = new Map(seen.map(({ fingerprint }) => [fingerprint, seenSince.get(fingerprint) ?? monotonicMs]))
    const rules = seenSince.size > 0 ? await readRules() : undefined
    const mark = { [keptAnnotation]: new Date(nowMs).toISOString() }
    const kept = (alert: GivenAlert): PostedAlert => given({ ...alert, annotations: { ...mark, ...alert.annotations } }, nowMs + firesForMs)
    const fromHeld = held.flatMap((alert): readonly PostedAlert[] => {
      const since = seenSince.get(alert.fingerprint)
      const verdict = judge(alert, {
        nowMs, rules, isUnwatched: unwatched.has(alert.fingerprint), seenForMs: since === undefined ? undefined : monotonicMs - since
      })
      if (verdict === 'end') return [given({ ...alert, annotations: withoutMark(alert.annotations) }, nowMs)]
      return verdict === 'keep' ? [kept(alert)] : []
    })
    const forgotten = isForgetful && notHeld.length > 0 ? await alerts.some(notHeld) : []
    const posted = [...fromHeld, ...forgotten.map(kept)]
    if (posted.length > 0) await client.postAlerts(posted)
  }
}
export type KeepAlive = ReturnType<typeof alertKeeper>
