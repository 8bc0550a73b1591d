import { AlertmanagerUnreachableError, type PostedAlert } from '../../src/alerts/alertmanager/alertmanager-client.ts'
import type { AlertmanagerAlert } from '../../src/alerts/alertmanager/alertmanager-api.ts'
import type { AlertmanagerSilence } from '../../src/alerts/alertmanager/alertmanager-api.ts'
import { createKeepAlive } from '../../src/alerts/lifecycle/keep-alive.ts'
import { createReconciler, startupMs } from '../../src/alerts/lifecycle/reconcile.ts'
import { stopWatcher } from '../../src/alerts/lifecycle/watching-stopped.ts'
import type { AlertRule } from '../../src/devices/prometheus/prometheus-client.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { goldenFiring } from './golden-alerts.ts'

export const nowMs = Date.parse('2026-11-25T09:00:00Z')
export const minuteMs = 60_000
const { fingerprint, labels, annotations, startsAt } = goldenFiring.alerts[0]!
const active: AlertmanagerAlert['status'] = { state: 'active', silencedBy: [], inhibitedBy: [] }
export const suppressed = (by: Partial<AlertmanagerAlert['status']>): AlertmanagerAlert['status'] => ({ ...active, state: 'suppressed', ...by })
const silence: AlertmanagerSilence = {
  id: 's1',
  status: { state: 'active' },
  matchers: [],
  startsAt: '2026-11-25T08:00:00Z',
  endsAt: '2026-11-25T18:00:00Z',
  createdBy: '田中',
  comment: 'power work'
}
export const held = (change: Partial<AlertmanagerAlert> = {}): AlertmanagerAlert => ({
  fingerprint, labels, annotations, startsAt, updatedAt: '', endsAt: '', status: active, ...change
})
export const watchdog = held({ fingerprint: 'ffffffffffffffff', labels: { alertname: 'Watchdog' } })

/** As Prometheus sends it each two minutes, unless the alert says when it was sent. */
const sentAt = (alert: AlertmanagerAlert, ms: number): AlertmanagerAlert => alert.updatedAt === ''
  ? { ...alert, updatedAt: new Date(ms - minuteMs).toISOString(), endsAt: new Date(ms + 7 * minuteMs).toISOString() }
  : alert

/**
 * A real store, an Alertmanager that only says what it holds and when it started, and keeps what it is given, and a Prometheus
 * that only says which alerts are active.
 */
export const reconcilerInTest = async () => {
  const clock = clockInTest(nowMs)
  const { deps: { alerting: { alerts } } } = await collectorInTest({ clock })
  const alertmanager = {
    holds: [watchdog] as readonly AlertmanagerAlert[],
    silences: [silence],
    given: [] as PostedAlert[],
    startedAt: '2026-11-25T00:00:00Z',
    isThere: true,
    failing: undefined as Error | undefined
  }
  const prometheus = { rules: [] as readonly AlertRule[] | undefined, unseen: [] as readonly string[] }
  const registry = { paused: [] as readonly string[], closedSites: [] as readonly string[] }
  const notSent: unknown[] = []
  const answer = <Answer>(of: Answer): Promise<Answer> =>
    alertmanager.isThere ? Promise.resolve(of) : Promise.reject(new AlertmanagerUnreachableError('away'))
  const client = {
    startedAt: () => answer(alertmanager.startedAt),
    alerts: () => answer(alertmanager.holds.map((alert) => sentAt(alert, clock.nowMs()))),
    silences: () => answer(alertmanager.silences),
    postAlerts: async (given: readonly PostedAlert[]) => {
      if (alertmanager.failing) throw alertmanager.failing
      alertmanager.given.push(...await answer(given))
    }
  }
  const reconciler = createReconciler({
    alerts, clock, client, receivers: () => ['maintenance', 'chat'].map((name) => ({ name, repeatSeconds: { critical: 43_200 } })),
    closedSites: () => registry.closedSites, isWatched: ({ device = '' }) => !registry.paused.includes(device),
    onNotSent: (error) => { notSent.push(error) },
    keepAlive: createKeepAlive({
      alerts, client, clock, canBeSeen: (device) => !prometheus.unseen.includes(device), readRules: async () => prometheus.rules
    }),
    stopWatcher: stopWatcher({ clock, timeZone: 'Asia/Tokyo', origin: 'http://192.168.10.2:8080' })
  })
  return {
    alerts, alertmanager, prometheus, registry, client, clock, notSent, reconciler,
    /** Looks so often, a minute after the other. */
    look: async (times = 1): Promise<void> => {
      for (let time = 0; time < times; time++) {
        await reconciler.check().catch(() => undefined)
        clock.advance(minuteMs)
      }
    },
    views: async () => (await alerts.list({ limit: 10 })).map(({ view }) => view)
  }
}
export const pastStartup = startupMs / minuteMs
