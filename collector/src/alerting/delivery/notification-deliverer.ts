import type { FastifyBaseLogger } from 'fastify'
import type { AlertNotification } from '@mimamori/contract'
import { deliverySentence } from '../../text/delivery-text.ts'
import { testLabels } from '../alertmanager/routes.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { withoutSecrets } from '../receivers/secrets.ts'
import { deliver } from './deliver.ts'
import type { Deliveries } from './deliveries.ts'
import type { createLastProblems } from './last-problems.ts'
import type { DeliveryFailure } from './send-request.ts'

interface Parts {
  readonly receivers: Pick<Receivers, 'get' | 'current'>
  readonly deliveries: Pick<Deliveries, 'note'>
  readonly lastProblems: Pick<ReturnType<typeof createLastProblems>, 'note'>
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

/** Brings a notification to a receiver by its name; undefined where it was taken. @throws {UnknownReceiverError} {NotForDeliveryError} */
export type DeliverNotification = (name: string, notification: AlertNotification) => Promise<DeliveryFailure | undefined>

/** Delivers, keeps the outcome for the list of receivers and for tests, and logs failures without secrets. */
export const notificationDeliverer = ({ receivers, deliveries, lastProblems, log }: Parts): DeliverNotification => async (name, notification) => {
  const receiver = receivers.get(name)
  const failure = await deliver(receiver, notification)
  lastProblems.note(receiver, failure && { delivery: failure.problem })
  deliveries.note({ receiver: name, testId: notification.commonLabels[testLabels.id], failure })
  if (failure) log.warn({ receiver: name, problem: withoutSecrets(deliverySentence(failure.problem, 'en'), receivers.current()) }, 'receiver not notified')
  return failure
}
