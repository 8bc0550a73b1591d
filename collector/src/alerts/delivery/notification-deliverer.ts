import type { FastifyBaseLogger } from 'fastify'
import type { AlertNotification } from '@mimamori/contract'
import { deliveryMessage } from './delivery-text.ts'
import { testLabels } from '../alertmanager/routes.ts'
import type { Alerts } from '../lifecycle/alerts.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { withoutSecrets } from '../receivers/secrets.ts'
import { deliver } from './deliver.ts'
import type { Deliveries } from './deliveries.ts'
import type { RecordMessage } from './record-message.ts'
import type { DeliveryFailure } from './delivery-failure.ts'
import { withEndReasons } from './end-reasons.ts'
import { UncertainEndError } from './uncertain-ends.ts'

interface Deps {
  readonly receivers: Pick<Receivers, 'get' | 'current'>
  readonly deliveries: Pick<Deliveries, 'record'>
  readonly recordMessage: RecordMessage
  readonly alerts: Pick<Alerts, 'accept' | 'areAcknowledged' | 'ended'>
  readonly hasUncertainEnds: (notification: AlertNotification) => Promise<boolean>
  /** Whether anybody watches the subject of an alert with these labels. */
  readonly isWatched: (labels: Readonly<Record<string, string>>) => boolean
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'error'>
}

/**
 * Delivers a notification to the receiver with this name. Undefined if it was accepted, or need not be sent. @throws {UnknownReceiverError}
 * {UncertainEndError} and what the storage throws
 */
export type DeliverNotification = (name: string, notification: AlertNotification) => Promise<DeliveryFailure | undefined>

/**
 * Delivers, records the outcome for the alerts, the list of receivers and tests, and logs failures without secrets. Leaves out reminders of
 * alerts that somebody has acknowledged.
 */
export const notificationDeliverer = (
  { receivers, deliveries, recordMessage, alerts, hasUncertainEnds, isWatched, log }: Deps
): DeliverNotification => async (name, received) => {
  const testId = received.commonLabels[testLabels.id]
  const receiver = receivers.get(name)
  if (await hasUncertainEnds(received)) throw new UncertainEndError('it is not certain that the alert has ended')
  const ended = await alerts.ended(received.alerts.map(({ fingerprint }) => fingerprint), name)
  const notification = withEndReasons(received, { ended, isWatched })
  const { alerts: named, truncatedAlerts } = notification
  const isReminder = truncatedAlerts === 0 && named.every(({ status }) => status === 'firing') &&
    await alerts.areAcknowledged(named.map(({ fingerprint }) => fingerprint), name)
  if (isReminder || named.length === 0) return undefined
  const settings = receivers.current()
  const failure = await deliver(receiver, notification, settings.relay)
  deliveries.record({ receiver: name, testId, failure })
  try {
    await recordMessage(receiver, failure && { delivery: failure.problem })
    if (!failure && testId === undefined) await alerts.accept(notification, { receiver: name, isDelivered: true })
  } catch (error) {
    // An error here would make Alertmanager send it once more.
    log.error({ err: error, receiver: name }, 'what became of a notification not stored')
  }
  if (failure) log.warn(
    { receiver: name, problem: withoutSecrets(deliveryMessage(failure.problem, 'en'), settings) }, 'receiver not notified'
  )
  return failure
}
