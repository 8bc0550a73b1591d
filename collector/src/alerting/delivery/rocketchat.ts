import type { ChannelOf } from '@mimamori/contract'
import type { Message } from './message.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'
import { cutToBytes } from './cut-text.ts'

/** Rocket.Chat takes messages of 5000 characters by default (Message_MaxAllowedSize). */
const mostBytes = 4500
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
export const rocketchatRequest = ({ url }: ChannelOf<'rocketchat'>, { title, paragraphs, isFiring, severity, page, runbook }: Message): OutgoingRequest => ({
  ...jsonRequest(url, {
    alias: 'Mimamori',
    text: '',
    attachments: [{
      title,
      ...page && { title_link: page.url },
      text: cutToBytes([...paragraphs, ...runbook ? [`${runbook.label}: ${runbook.url}`] : []].join('\n\n'), mostBytes),
      color: isFiring ? colors[severity] : '#2e7d32'
    }]
  }),
  refusalIn
})
