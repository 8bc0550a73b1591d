import type { ChannelOf } from '@mimamori/contract'
import type { Message } from './message.ts'
import { titledText } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** https://core.telegram.org/bots/api#sendmessage */
const mostTextLength = 4096

/** Plain text, so that no part of an alert is read as markup. The token is part of the address. */
export const telegramRequest = ({ server, token, chat }: ChannelOf<'telegram'>, message: Message): OutgoingRequest => ({
  ...jsonRequest(new URL(`/bot${token}/sendMessage`, server).href, {
    chat_id: chat,
    text: titledText(message, { most: mostTextLength }),
    link_preview_options: { is_disabled: true }
  }),
  secrets: [token]
})
