import { join, resolve } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { AlertNotification, ConfigurationAnswer, Language, NotificationProblem } from '@mimamori/contract'
import type { CalendarFile } from '../calendar/calendar-file.ts'
import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/settings.ts'
import { serverTimeZone } from '../config/server-time-zone.ts'
import type { Storage } from '../storage/storage.ts'
import { alertmanagerClient } from './alertmanager/alertmanager-client.ts'
import { findAmtool } from './alertmanager/amtool.ts'
import { ConfigurationRefusedError, configurationApplier } from './alertmanager/apply-configuration.ts'
import { readBaseConfiguration, type BaseConfiguration } from './alertmanager/base-configuration.ts'
import { buildConfiguration } from './alertmanager/configuration.ts'
import { testLabels } from './alertmanager/routes.ts'
import type { Alerts } from './alerts/alerts.ts'
import { createAlerts } from './alerts/stored-alerts.ts'
import { createReconciler, type AlertmanagerContact } from './alerts/reconcile.ts'
import { reconcileEachMinute } from './alerts/reconcile-each-minute.ts'
import { createDeliveries } from './delivery/deliveries.ts'
import { deliver } from './delivery/deliver.ts'
import { leadsToLinkLocal } from './delivery/link-local.ts'
import { createLastProblems } from './delivery/last-problems.ts'
import type { DeliveryFailure } from './delivery/send-request.ts'
import { deliverySentence } from '../text/delivery-text.ts'
import { findNotificationProblem } from './notification-problem.ts'
import { testSentence } from '../text/receiver-test-text.ts'
import { addressFromElsewhere, ownAddress } from './own-address.ts'
import { createSilences, type Silences } from './silences/silences.ts'
import { withoutSecrets } from './receivers/secrets.ts'
import { receiverTester, type TestReport } from './testing/test-receiver.ts'
import { openReceivers } from './receivers/stored-receivers.ts'
import type { AppliedConfiguration, NotificationSettings, Receivers } from './receivers/receivers.ts'

/** When Alertmanager last notified a receiver of an alert, and what kept the last message that the collector knows of from it. */
export interface LastNotification {
  readonly notifiedMs: number | undefined
  readonly problem: { readonly atMs: number, readonly text: string } | undefined
}

/** The alerts, who is notified of them, and the Alertmanager that tells them. */
export interface Alerting {
  readonly receivers: Receivers
  readonly alerts: Alerts
  readonly silences: Silences
  /** Undefined where no Alertmanager is set. */
  contact (): AlertmanagerContact | undefined
  /** Why nobody would be notified of an alert; undefined where somebody would, as far as the collector can know. */
  readonly notificationProblem: () => NotificationProblem | undefined
  /** For an Alertmanager that somebody else runs. @throws {ConfigurationRefusedError} */
  configurationToPaste (): Promise<Omit<ConfigurationAnswer, 'requestId' | 'configuration'>>
  /** Brings a notification to a receiver; undefined where it was taken. @throws {UnknownReceiverError} {NotForDeliveryError} */
  deliver (name: string, notification: AlertNotification): Promise<DeliveryFailure | undefined>
  /** @throws {UnknownReceiverError} */
  test (name: string): Promise<TestReport>
  /** By receiver, what is known of the last notification of it. */
  lastNotifications (language: Language): Promise<ReadonlyMap<string, LastNotification>>
  /** Makes the configuration from what is kept; Alertmanager may be started on it afterwards. */
  start (): Promise<void>
  close (): Promise<void>
}

/** With Mimamori's own files. */
const defaultBase = resolve(import.meta.dirname, '../../../dashboards/out/alertmanager.yml')
/** What is written for others goes where its reader may put it. */
const directoryElsewhere = '/etc/mimamori/alertmanager'
/** Of an Alertmanager of which nothing is known: what every one can do that we know of (Debian 12 has 0.25). */
const oldestMinorVersion = 25
/** While it does not answer it is asked so often. */
const retryMs = 10_000

const nothingToDo: AppliedConfiguration = { state: 'by_hand', undo: async () => {}, settle: async () => {} }

interface Options {
  readonly storage: Storage
  readonly clock: Clock
  readonly config: Config
  readonly calendar: Pick<CalendarFile, 'current' | 'onChange'>
  /** The sites in whose off-hours it is. */
  readonly closedSites: () => readonly string[]
  readonly log: FastifyBaseLogger
}

export const openAlerting = async ({ storage, clock, config, calendar, closedSites, log }: Options): Promise<Alerting> => {
  const { alertmanagerUrl, alertmanagerConfig, alertmanagerBase = defaultBase } = config
  const amtool = await findAmtool(config.amtool)
  if (alertmanagerConfig !== undefined && amtool === undefined) log.warn({ amtool: config.amtool }, 'no amtool, which comes with Alertmanager: its configuration is not written')
  const client = alertmanagerUrl === undefined ? undefined : alertmanagerClient(alertmanagerUrl)
  const common = { minorVersion: amtool?.minorVersion ?? oldestMinorVersion, serverTimeZone: serverTimeZone(config) }
  const base = async (): Promise<BaseConfiguration> => readBaseConfiguration(alertmanagerBase).catch((error: unknown) => { throw new ConfigurationRefusedError((error as Error).message, { cause: error }) })

  const applier = alertmanagerConfig === undefined || amtool === undefined || client === undefined
    ? undefined
    : configurationApplier({ file: resolve(alertmanagerConfig), amtool, client, build: async (wanted, directory) => buildConfiguration(wanted, { ...common, calendar: calendar.current(), base: await base(), own: ownAddress(config), directory }) })
  const apply = async (wanted: NotificationSettings): Promise<AppliedConfiguration> => {
    try {
      return await applier?.(wanted) ?? nothingToDo
    } catch (error) {
      throw error instanceof ConfigurationRefusedError ? new ConfigurationRefusedError(`Alertmanager would not take the configuration, so nothing was changed: ${withoutSecrets(error.message, wanted)}`) : error
    }
  }
  const receivers = await openReceivers({ storage, apply, leadsToLinkLocal, onUnreadable: (receiver) => { log.error({ receiver }, 'a receiver of alerts cannot be read and is left out; add it again') } })

  const alerts = createAlerts({ storage, clock, closedSites })
  const reconciler = client && createReconciler({ alerts, client, clock, receivers: () => receivers.current().receivers.filter(({ enabled }) => enabled).map(({ name }) => name) })
  const reconciling = reconciler && reconcileEachMinute({ reconciler, clock, log })
  const deliveries = createDeliveries()
  const lastProblems = createLastProblems(clock)
  const hideSecrets = (text: string): string => withoutSecrets(text, receivers.current())
  const runTest = receiverTester({ receivers, deliveries, client, alertmanagerUrl, minorVersion: common.minorVersion, logFile: config.alertmanagerLog, withoutSecrets: hideSecrets })
  let round: Promise<void> | undefined
  const applyAgain = async (): Promise<void> => {
    try {
      await receivers.apply()
    } catch (error) {
      log.error({ err: error }, 'configuration of Alertmanager not made from the receivers')
    }
  }
  const retry = async (): Promise<void> => {
    if (receivers.configuration() === 'waiting' && await client!.runningConfiguration().then(() => true, () => false)) await applyAgain()
  }
  /** One at a time. */
  const oneRound = (run: () => Promise<void>): void => {
    round ??= run().finally(() => { round = undefined })
  }
  let applying: Promise<void> | undefined
  calendar.onChange(() => { if (applier) applying = applyAgain() })
  const rounds = applier && setInterval(() => { oneRound(retry) }, retryMs).unref()

  return {
    receivers,
    alerts,
    silences: createSilences({ client, clock }),
    contact: () => reconciler?.contact(),
    notificationProblem: () => findNotificationProblem({ contact: reconciler?.contact(), receivers: receivers.current().receivers, configuration: receivers.configuration() }),
    async configurationToPaste () {
      const own = addressFromElsewhere(config, directoryElsewhere)
      const { yaml, files } = buildConfiguration(receivers.current(), { ...common, calendar: calendar.current(), base: await base(), own, directory: directoryElsewhere })
      const ofOwnAddress = [own.tokenFile, own.tls?.caFile].filter((path) => path !== undefined && yaml.includes(path))
      return { yaml, files: [...files.map(({ name, content, isSecret }) => ({ path: join(directoryElsewhere, name), content: isSecret ? null : content })), ...ofOwnAddress.map((path) => ({ path: path!, content: null }))] }
    },
    async deliver (name, notification) {
      const receiver = receivers.get(name)
      const failure = await deliver(receiver, notification)
      lastProblems.note(receiver, failure && { delivery: failure.problem })
      deliveries.note({ receiver: name, testId: notification.commonLabels[testLabels.id], failure })
      if (failure) log.warn({ receiver: name, problem: hideSecrets(deliverySentence(failure.problem, 'en')) }, 'receiver of alerts not told')
      return failure
    },
    async test (name) {
      const receiver = receivers.get(name)
      const report = await runTest(name)
      if (report.outcome === 'arrived' || report.outcome === 'failed') lastProblems.note(receiver, report.outcome === 'failed' ? report.finding : undefined)
      return report
    },
    async lastNotifications (language) {
      const lastMs = await alerts.lastNotifiedMs()
      return new Map(receivers.current().receivers.map((receiver) => {
        const problem = lastProblems.of(receiver)
        return [receiver.name, { notifiedMs: lastMs.get(receiver.name), problem: problem && { atMs: problem.atMs, text: hideSecrets(testSentence(problem.finding, language)) } }]
      }))
    },
    async start () {
      if (applier) await applyAgain()
      reconciling?.start()
    },
    async close () {
      clearInterval(rounds)
      await Promise.all([round, applying, reconciling?.close()])
    }
  }
}
