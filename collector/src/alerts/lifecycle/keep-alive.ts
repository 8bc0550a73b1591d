import type { Clock } from '../../platform/clock/clock.ts'
import type { AlertRule } from '../../devices/prometheus/prometheus-client.ts'
import type { AlertmanagerClient, PostedAlert } from '../alertmanager/alertmanager-client.ts'
import type { AlertmanagerAlert } from '../alertmanager/alertmanager-api.ts'
import type { Alerts } from './alerts.ts'
import { aliveAnnotation, evaluateAlert, hasAliveMark } from './evaluate-alert.ts'

interface Deps {
  readonly alerts: Pick<Alerts, 'some'>
  readonly client: Pick<AlertmanagerClient, 'postAlerts'>
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>
  /** Whether Prometheus can see the subject of an alert of this device: it reports, or nobody expects it to. */
  readonly canBeSeen: (device: string) => boolean
  /** The rules of Prometheus; undefined if it cannot be asked. */
  readonly readRules: () => Promise<readonly AlertRule[] | undefined>
}

/** The alerts that Alertmanager had at a check, only Prometheus' own. */
interface Check {
  readonly present: readonly AlertmanagerAlert[]
  /** The fingerprints of alerts that the collector has ended. */
  readonly unwatched: ReadonlySet<string>
  /** The alerts that fire according to the collector, and that Alertmanager does not have. */
  readonly absent: readonly number[]
  readonly isForgetful: boolean
  /** Whether Prometheus sends its alerts. */
  readonly isHeard: boolean
}

/** For how long Alertmanager takes an alert of the collector for firing: some checks, and a restart of the collector. */
export const firesForMs = 600_000

const withoutMark = ({ [aliveAnnotation]: _since, ...rest }: AlertmanagerAlert['annotations']): AlertmanagerAlert['annotations'] => rest

type GivenAlert = Pick<AlertmanagerAlert, 'labels' | 'annotations' | 'startsAt' | 'generatorURL'>
/** An alert to give to Alertmanager again. */
const given = ({ labels, annotations, startsAt, generatorURL }: GivenAlert, endsMs: number): PostedAlert =>
  ({ labels, annotations, startsAt, endsAt: new Date(endsMs).toISOString(), ...generatorURL && { generatorURL } })

/**
 * Keeps alive at Alertmanager alerts that fire and are not sent again: Alertmanager would resolve them, though Prometheus hangs,
 * was away for so long that it has forgotten, or fails to evaluate a rule.
 */
export const createKeepAlive = ({ alerts, client, clock, canBeSeen, readRules }: Deps) => {
  /** By fingerprint: since when Prometheus has been able to evaluate an alert that the collector keeps alive, by the monotonic clock. */
  let seenSince: ReadonlyMap<string, number> = new Map()
  const isSeen = (alert: AlertmanagerAlert): boolean => {
    const { device } = alert.labels
    return hasAliveMark(alert) && (device === undefined || canBeSeen(device))
  }

  /** @throws what the client or the storage throws */
  return async ({ present, unwatched, absent, isForgetful, isHeard }: Check): Promise<void> => {
    const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()]
    const seen = present.filter((alert) => isHeard && isSeen(alert))
    seenSince = new Map(seen.map(({ fingerprint }) => [fingerprint, seenSince.get(fingerprint) ?? monotonicMs]))
    const rules = seenSince.size > 0 ? await readRules() : undefined
    const mark = { [aliveAnnotation]: new Date(nowMs).toISOString() }
    const renewed = (alert: GivenAlert): PostedAlert =>
      given({ ...alert, annotations: { ...mark, ...alert.annotations } }, nowMs + firesForMs)
    const ofPresent = present.flatMap((alert): readonly PostedAlert[] => {
      const since = seenSince.get(alert.fingerprint)
      const action = evaluateAlert(alert, {
        nowMs, rules, isUnwatched: unwatched.has(alert.fingerprint), seenForMs: since === undefined ? undefined : monotonicMs - since
      })
      if (action === 'end') return [given({ ...alert, annotations: withoutMark(alert.annotations) }, nowMs)]
      return action === 'keep' ? [renewed(alert)] : []
    })
    const forgotten = isForgetful && absent.length > 0 ? await alerts.some(absent) : []
    const posted = [...ofPresent, ...forgotten.map(renewed)]
    if (posted.length > 0) await client.postAlerts(posted)
  }
}
export type KeepAlive = ReturnType<typeof createKeepAlive>
