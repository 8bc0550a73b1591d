import type { ChannelOf } from '@mimamori/contract'
import type { Message } from './message.ts'
import { messageTextWithRunbook } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** Rocket.Chat takes messages of 5000 characters by default (Message_MaxAllowedSize). */
const mostTextLength = 4500
const colors = { critical: '#c62828', warning: '#f9a825', info: '#1565c0' } as const

const refusalIn = (answer: string): string | undefined => {
  try {
    const { success, error } = JSON.parse(answer) as { readonly success?: unknown, readonly error?: unknown }
    return success === false ? String(error) : undefined
  } catch {
    return undefined
  }
}

/** As its incoming webhooks take it (https://docs.rocket.chat/docs/integrations). */
export const rocketchatRequest = ({ url }: ChannelOf<'rocketchat'>, message: Message): OutgoingRequest => ({
  ...jsonRequest(url, {
    alias: 'Mimamori',
    text: '',
    attachments: [{
      title: message.title,
      ...message.page && { title_link: message.page.url },
      text: messageTextWithRunbook(message, { most: mostTextLength }),
      color: message.isFiring ? colors[message.severity] : '#2e7d32'
    }]
  }),
  refusalIn
})
