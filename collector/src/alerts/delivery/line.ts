import type { ChannelOf } from '@mimamori/contract'
import type { Message } from './message.ts'
import { titledText } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** https://developers.line.biz/en/reference/messaging-api/#text-message, counted in UTF-16 code units */
const mostTextLength = 5000

/** A push message (https://developers.line.biz/en/reference/messaging-api/#send-push-message). */
export const lineRequest = ({ server, token, chat }: ChannelOf<'line'>, message: Message): OutgoingRequest =>
  jsonRequest(new URL('/v2/bot/message/push', server).href, {
    to: chat,
    messages: [{ type: 'text', text: titledText(message, { most: mostTextLength }) }]
  }, { authorization: `Bearer ${token}` })
