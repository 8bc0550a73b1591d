import type { ChannelOf } from '@mimamori/contract'
import { cutText } from './cut-text.ts'
import type { Message } from './message.ts'
import { messageTextWithRunbook } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** Mattermost takes posts of 16,383 characters (its `maxPostSize`); escaped text is longer. */
const mostTextLength = 8000
const mostTitleLength = 500

/** No part of an alert may be read as a command (https://docs.slack.dev/messaging/formatting-message-text/#escaping). */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** As incoming webhooks of Slack and Mattermost take it (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export const slackRequest = ({ url }: ChannelOf<'slack'>, message: Message): OutgoingRequest => {
  const { isFiring, severity, page } = message
  const title = escaped(cutText(message.title, mostTitleLength))
  return jsonRequest(url, {
    username: 'Mimamori',
    attachments: [{
      color: isFiring ? severity === 'critical' ? 'danger' : 'warning' : 'good',
      title,
      ...page && { title_link: page.url },
      fallback: title,
      text: escaped(messageTextWithRunbook(message, { most: mostTextLength }))
    }]
  })
}
