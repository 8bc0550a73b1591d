import type { AlertNotification, Channel, ChannelOf, MailRelay, Receiver } from '@mimamori/contract'
import type { DeliveryFailure } from './delivery-failure.ts'
import { discordRequest } from './discord.ts'
import { plainRequest } from './http-request.ts'
import { lineRequest } from './line.ts'
import { renderMessage, type Message } from './message.ts'
import { ntfyRequest } from './ntfy.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'
import { pagerdutyRequest } from './pagerduty.ts'
import { rocketchatRequest } from './rocketchat.ts'
import { sendMail } from './send-mail.ts'
import { sendRequest } from './send-request.ts'
import { slackRequest } from './slack.ts'
import { teamsRequest } from './teams.ts'
import { telegramRequest } from './telegram.ts'

/** The request that delivers a message, by the type of channel; e-mail and webhooks are sent differently. */
const requests: {
  readonly [Type in Exclude<Channel['type'], 'email' | 'webhook'>]: (channel: ChannelOf<Type>, message: Message) => OutgoingRequest
} = {
  slack: slackRequest,
  rocketchat: rocketchatRequest,
  teams: teamsRequest,
  discord: discordRequest,
  telegram: telegramRequest,
  line: lineRequest,
  pagerduty: pagerdutyRequest,
  ntfy: ntfyRequest,
  http: plainRequest
}

const send = async (
  { channel, language }: Receiver, notification: AlertNotification, relay: MailRelay | undefined
): Promise<DeliveryFailure | undefined> => {
  // A generic webhook expects Alertmanager's own format.
  if (channel.type === 'webhook') return sendRequest(jsonRequest(channel.url, notification))
  const message = renderMessage(notification, language)
  // No receiver of mail is stored without a relay.
  if (channel.type === 'email') return sendMail({ channel, relay: relay!, message })
  return sendRequest((requests[channel.type] as (given: typeof channel, message: Message) => OutgoingRequest)(channel, message))
}

/** Delivers a notification in the receiver's format and language. Undefined if it was accepted. `relay`: for receivers of mail. */
export const deliver = async (
  receiver: Receiver, notification: AlertNotification, relay?: MailRelay
): Promise<DeliveryFailure | undefined> =>
  notification.alerts.length === 0 ? undefined : send(receiver, notification, relay)
