import type { AlertNotification, Receiver } from '@mimamori/contract'
import { plainRequest } from './http-request.ts'
import { renderMessage } from './message.ts'
import { ntfyRequest } from './ntfy.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'
import { rocketchatRequest } from './rocketchat.ts'
import { sendRequest, type DeliveryFailure } from './send-request.ts'
import { teamsRequest } from './teams.ts'

/** The collector delivers no e-mail and nothing to Slack: Alertmanager does. */
export class NotForDeliveryError extends Error { override readonly name = 'NotForDeliveryError' }

const requestFor = ({ name, channel, language }: Receiver, notification: AlertNotification): OutgoingRequest => {
  switch (channel.type) {
    // Unchanged: a generic webhook expects Alertmanager's own format.
    case 'webhook': return jsonRequest(channel.url, notification)
    case 'rocketchat': return rocketchatRequest(channel, renderMessage(notification, language))
    case 'teams': return teamsRequest(channel, renderMessage(notification, language))
    case 'ntfy': return ntfyRequest(channel, renderMessage(notification, language))
    case 'http': return plainRequest(channel, renderMessage(notification, language))
    default: throw new NotForDeliveryError(`${name} is notified by Alertmanager itself, not by the collector`)
  }
}

/** Delivers a notification in the receiver's format and language. Undefined if it was accepted. @throws {NotForDeliveryError} */
export const deliver = async (receiver: Receiver, notification: AlertNotification): Promise<DeliveryFailure | undefined> =>
  notification.alerts.length === 0 ? undefined : sendRequest(requestFor(receiver, notification))
