import type { FastifyBaseLogger } from 'fastify'
import type { ConfigurationAnswer, NotificationProblem } from '@mimamori/contract'
import type { AuditLog } from '../platform/audit/audit-log.ts'
import type { Author } from '../platform/audit/author.ts'
import type { CalendarFile } from '../devices/calendar/calendar-file.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { linkOrigin } from '../platform/config/origin.ts'
import { serverTimeZone } from '../platform/config/server-time-zone.ts'
import type { Config } from '../platform/config/settings.ts'
import type { AlertRule } from '../devices/prometheus/prometheus-client.ts'
import type { Storage } from '../platform/storage/storage.ts'
import { alertmanagerClient } from './alertmanager/alertmanager-client.ts'
import type { AlertFilter, Alerts } from './lifecycle/alerts.ts'
import { createKeepAlive } from './lifecycle/keep-alive.ts'
import { createReconciler, type AlertmanagerConnection } from './lifecycle/reconcile.ts'
import { reconcileEachMinute } from './lifecycle/reconcile-each-minute.ts'
import { createAlerts } from './lifecycle/stored-alerts.ts'
import { endUnwatched, type WhyUnwatched } from './lifecycle/unwatch.ts'
import { stopWatcher } from './lifecycle/watching-stopped.ts'
import { createDeliveries } from './delivery/deliveries.ts'
import { leadsToLinkLocal } from './delivery/link-local.ts'
import { messageRecorder } from './delivery/record-message.ts'
import { notificationDeliverer, type DeliverNotification } from './delivery/notification-deliverer.ts'
import { uncertainEnds } from './delivery/uncertain-ends.ts'
import { lastNotificationReader, type ReadLastNotifications } from './last-notifications.ts'
import { openManagedConfiguration } from './managed-configuration.ts'
import { findNotificationProblem, undeliveredReceivers } from './notification-problem.ts'
import { outageLog } from './outage-log.ts'
import { reapplyConfiguration } from './reapply-configuration.ts'
import type { Receivers } from './receivers/receivers.ts'
import { withoutSecrets } from './receivers/secrets.ts'
import { openReceivers } from './receivers/stored-receivers.ts'
import { createSilences, type Silences } from './silences/silences.ts'
import { receiverTester, type TestReport } from './testing/test-receiver.ts'

/** The alerts, who is notified of them, and the Alertmanager that does it. */
export interface Alerting {
  readonly receivers: Receivers
  readonly alerts: Alerts
  readonly silences: Silences
  /** Undefined if no Alertmanager is set. */
  connection (): AlertmanagerConnection | undefined
  /** The reason why nobody would be notified of an alert; undefined if somebody would, as far as the collector can know. */
  readonly notificationProblem: () => NotificationProblem | undefined
  /** For an Alertmanager that somebody else runs. @throws {ConfigurationRefusedError} */
  configurationToPaste (): Promise<Omit<ConfigurationAnswer, 'requestId' | 'configuration'>>
  readonly deliver: DeliverNotification
  /** Sends a test alert all the way to the receiver; the audit log records who asked for it. @throws {UnknownReceiverError} */
  test (name: string, by?: Author): Promise<TestReport>
  readonly lastNotifications: ReadLastNotifications
  /** The names of the enabled receivers that did not take their last message. */
  readonly undelivered: () => readonly string[]
  /** Ends the matching alerts that are about something no longer watched, with the reason. Not waited for. */
  unwatch (which: AlertFilter, why: WhyUnwatched): void
  /** Makes the configuration from the stored settings; Alertmanager may be started on it afterwards. */
  start (): Promise<void>
  /** Resolves when none of its work is under way. */
  close (): Promise<void>
}

interface Options {
  readonly storage: Storage
  readonly audit: AuditLog
  readonly clock: Clock
  readonly config: Config
  readonly calendar: Pick<CalendarFile, 'current' | 'onChange'>
  /** The sites that are in their off-hours now. */
  readonly closedSites: () => readonly string[]
  /** Whether Prometheus can see the subject of an alert of this device: it reports, or nobody expects it to. */
  readonly canBeSeen: (device: string) => boolean
  /** Whether the clock was set ahead just now. */
  readonly isSettling: () => boolean
  /** Whether anybody watches the subject of an alert with these labels. */
  readonly isWatched: (labels: Readonly<Record<string, string>>) => boolean
  /** The alerts' rules, as Prometheus shows them; undefined if no Prometheus is set. */
  readonly readRules: (() => Promise<readonly AlertRule[]>) | undefined
  readonly log: FastifyBaseLogger
}

/** Reads the stored receivers, without changing Alertmanager: `start` does that. @throws what the storage throws */
export const openAlerting = async (options: Options): Promise<Alerting> => {
  const { storage, audit, clock, config, calendar, closedSites, canBeSeen, isSettling, isWatched, readRules, log } = options
  const { alertmanagerUrl } = config
  const client = alertmanagerUrl === undefined ? undefined : alertmanagerClient(alertmanagerUrl)
  const managed = await openManagedConfiguration({ client, config, calendar, log })
  const receivers = await openReceivers({
    storage,
    apply: managed.apply,
    leadsToLinkLocal,
    onUnreadable: (receiver) => {
      log.error({ receiver }, 'a receiver of alerts cannot be read and is left out; add it again')
    }
  })
  const reapplying = client && managed.isWritten ? reapplyConfiguration({ receivers, client, calendar, log }) : undefined

  const alerts = createAlerts({ storage, clock, closedSites, suppressions: () => reconciler?.suppressions() ?? new Map() })
  const rulesOutage = outageLog(log, {
    failed: 'rules not read from Prometheus; alerts that it has forgotten end later', recovered: 'rules read from Prometheus again'
  })
  const reconciler = client && createReconciler({
    alerts, client, clock, closedSites, isWatched,
    keepAlive: createKeepAlive({
      alerts, client, clock, canBeSeen,
      async readRules () {
        try {
          const rules = await readRules?.()
          rulesOutage.succeeded()
          return rules
        } catch (error) {
          rulesOutage.failed(error)
          return undefined
        }
      }
    }),
    stopWatcher: stopWatcher({ clock, timeZone: serverTimeZone(config), origin: linkOrigin(config) }),
    receivers: () => receivers.current().receivers.filter(({ enabled }) => enabled),
    onNotSent: (error) => { log.warn({ err: error }, 'alerts or ends of alerts not given to Alertmanager, retrying') }
  })
  const deliveries = createDeliveries()
  const recordMessage = messageRecorder({ receivers, clock })
  const reconciling = reconciler && reconcileEachMinute({ reconciler, clock, log })
  const runTest = receiverTester({
    clock,
    receivers,
    deliveries,
    alertmanager: { client, url: alertmanagerUrl, logFile: config.alertmanagerLog },
    withoutSecrets: (text) => withoutSecrets(text, receivers.current())
  })
  const connection = (): AlertmanagerConnection | undefined => reconciler?.connection()
  const messages = () => ({ receivers: receivers.current().receivers, lastMessages: receivers.lastMessages() })

  return {
    receivers,
    alerts,
    silences: createSilences({ client, audit, clock, onChange: () => { reconciling?.checkAgain() } }),
    connection,
    notificationProblem: () => findNotificationProblem({
      connection: connection(), configuration: receivers.configuration(), isStarting: reconciler?.isStarting() === true, ...messages()
    }),
    configurationToPaste: () => managed.toPaste(receivers.current()),
    deliver: notificationDeliverer({
      receivers, deliveries, recordMessage, alerts, hasUncertainEnds: uncertainEnds({ alerts, clock, isSettling }), isWatched, log
    }),
    async test (name, by) {
      const receiver = receivers.get(name)
      await audit.record(by, { action: 'testReceiver', subject: { type: 'receiver', name }, changes: [] })
      const report = await runTest(name)
      if (report.outcome === 'arrived' || report.outcome === 'failed') {
        await recordMessage(receiver, report.outcome === 'failed' ? report.finding : undefined)
      }
      return report
    },
    undelivered: () => undeliveredReceivers(messages()),
    lastNotifications: lastNotificationReader({ alerts, receivers }),
    unwatch (which, why) {
      endUnwatched(alerts, which, why).catch((error: unknown) => {
        log.error({ err: error, ...which }, 'alerts of what is no longer watched not ended')
      })
    },
    async start () {
      await reapplying?.start()
      reconciling?.start()
    },
    async close () {
      await Promise.all([reapplying?.close(), reconciling?.close()])
    }
  }
}
