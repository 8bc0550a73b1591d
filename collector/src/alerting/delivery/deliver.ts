import type { AlertNotification, Receiver } from '@mimamori/contract'
import { plainRequest } from './http-request.ts'
import { renderMessage } from './message.ts'
import { ntfyRequest } from './ntfy.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'
import { rocketchatRequest } from './rocketchat.ts'
import { sendRequest, type DeliveryFailure } from './send-request.ts'
import { teamsRequest } from './teams.ts'

/** The collector brings no message by e-mail or to Slack: Alertmanager does. */
export class NotForDeliveryError extends Error { override readonly name = 'NotForDeliveryError' }

const requestFor = ({ name, channel, language }: Receiver, notification: AlertNotification): OutgoingRequest => {
  switch (channel.type) {
    // As it came: that is what a generic webhook takes.
    case 'webhook': return jsonRequest(channel.url, notification)
    case 'rocketchat': return rocketchatRequest(channel, renderMessage(notification, language))
    case 'teams': return teamsRequest(channel, renderMessage(notification, language))
    case 'ntfy': return ntfyRequest(channel, renderMessage(notification, language))
    case 'http': return plainRequest(channel, renderMessage(notification, language))
    default: throw new NotForDeliveryError(`${name} is notified by Alertmanager itself, not by the collector`)
  }
}

/** Brings a notification to its receiver, in that one's form and language. Undefined where it was taken. @throws {NotForDeliveryError} */
export const deliver = async (receiver: Receiver, notification: AlertNotification): Promise<DeliveryFailure | undefined> =>
  notification.alerts.length === 0 ? undefined : sendRequest(requestFor(receiver, notification))
