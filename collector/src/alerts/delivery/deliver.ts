import type { AlertNotification, MailRelay, Receiver } from '@mimamori/contract'
import type { DeliveryFailure } from './delivery-failure.ts'
import { discordRequest } from './discord.ts'
import { plainRequest } from './http-request.ts'
import { lineRequest } from './line.ts'
import { renderMessage } from './message.ts'
import { ntfyRequest } from './ntfy.ts'
import { jsonRequest } from './outgoing.ts'
import { pagerdutyRequest } from './pagerduty.ts'
import { rocketchatRequest } from './rocketchat.ts'
import { sendMail } from './send-mail.ts'
import { sendRequest } from './send-request.ts'
import { slackRequest } from './slack.ts'
import { teamsRequest } from './teams.ts'
import { telegramRequest } from './telegram.ts'

const send = async (
  { channel, language }: Receiver, notification: AlertNotification, relay: MailRelay | undefined
): Promise<DeliveryFailure | undefined> => {
  // A generic webhook expects Alertmanager's own format.
  if (channel.type === 'webhook') return sendRequest(jsonRequest(channel.url, notification))
  const message = renderMessage(notification, language)
  switch (channel.type) {
    // No receiver of mail is stored without a relay.
    case 'email': return sendMail({ channel, relay: relay!, message })
    case 'slack': return sendRequest(slackRequest(channel, message))
    case 'rocketchat': return sendRequest(rocketchatRequest(channel, message))
    case 'teams': return sendRequest(teamsRequest(channel, message))
    case 'discord': return sendRequest(discordRequest(channel, message))
    case 'telegram': return sendRequest(telegramRequest(channel, message))
    case 'line': return sendRequest(lineRequest(channel, message))
    case 'pagerduty': return sendRequest(pagerdutyRequest(channel, message))
    case 'ntfy': return sendRequest(ntfyRequest(channel, message))
    case 'http': return sendRequest(plainRequest(channel, message))
  }
}

/** Delivers a notification in the receiver's format and language. Undefined if it was accepted. `relay`: for receivers of mail. */
export const deliver = async (
  receiver: Receiver, notification: AlertNotification, relay?: MailRelay
): Promise<DeliveryFailure | undefined> =>
  notification.alerts.length === 0 ? undefined : send(receiver, notification, relay)
