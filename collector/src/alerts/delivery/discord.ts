import type { ChannelOf } from '@mimamori/contract'
import { cutText } from './cut-text.ts'
import type { Message } from './message.ts'
import { messageTextWithRunbook } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const mostTitleLength = 256
const mostDescriptionLength = 4096
const colors = { critical: 0xc62828, warning: 0xf9a825, info: 0x1565c0, resolved: 0x2e7d32 } as const

/** As its webhooks take it (https://discord.com/developers/docs/resources/webhook#execute-webhook). Nothing in it mentions anybody. */
export const discordRequest = ({ url }: ChannelOf<'discord'>, message: Message): OutgoingRequest => jsonRequest(url, {
  username: 'Mimamori',
  allowed_mentions: { parse: [] },
  embeds: [{
    title: cutText(message.title, mostTitleLength),
    ...message.page && { url: message.page.url },
    description: messageTextWithRunbook(message, { most: mostDescriptionLength }),
    color: colors[message.isFiring ? message.severity : 'resolved']
  }]
})
