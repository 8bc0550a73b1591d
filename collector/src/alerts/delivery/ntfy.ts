import type { ChannelOf } from '@mimamori/contract'
import { cutText, utf8Bytes } from './cut-text.ts'
import type { Message } from './message.ts'
import { messageText } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** ntfy makes a file of a text that is longer than 4096 bytes. */
const mostMessageBytes = 4000
const mostTitleBytes = 250
const priorities = { critical: 5, warning: 4, info: 3 } as const
const tags = { critical: 'rotating_light', warning: 'warning', info: 'information_source' } as const

/** As JSON to the root of the server, which a proxy may have under a path (https://docs.ntfy.sh/publish/#publish-as-json). */
export const ntfyRequest = ({ server, topic, token }: ChannelOf<'ntfy'>, message: Message): OutgoingRequest => {
  const { isFiring, severity, page, runbook } = message
  return jsonRequest(new URL(server).href, {
    topic,
    title: cutText(message.title, mostTitleBytes, utf8Bytes),
    message: messageText(message, { most: mostMessageBytes, sizeOf: utf8Bytes }),
    priority: isFiring ? priorities[severity] : 3,
    tags: [isFiring ? tags[severity] : 'white_check_mark'],
    ...page && { click: page.url },
    ...runbook && { actions: [{ action: 'view', label: runbook.label, url: runbook.url }] }
  }, token === undefined ? {} : { authorization: `Bearer ${token}` })
}
