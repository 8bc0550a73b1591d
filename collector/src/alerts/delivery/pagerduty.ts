import { createHash } from 'node:crypto'
import type { ChannelOf } from '@mimamori/contract'
import { cutText } from './cut-text.ts'
import type { Message } from './message.ts'
import { messageText } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** https://developer.pagerduty.com/docs/send-alert-event */
const mostSummaryLength = 1024
/** An event takes 512 kB; a reader takes less. */
const mostDetailsLength = 10_000

/**
 * One incident for each of Alertmanager's groups: the end resolves what the beginning triggered, as with Alertmanager's own integration.
 */
export const pagerdutyRequest = ({ server, token }: ChannelOf<'pagerduty'>, message: Message): OutgoingRequest => {
  const { title, isFiring, severity, page, runbook, common: { site, device, alertname }, group } = message
  return {
    ...jsonRequest(new URL('/v2/enqueue', server).href, {
      routing_key: token,
      event_action: isFiring ? 'trigger' : 'resolve',
      dedup_key: createHash('sha256').update(group).digest('hex'),
      client: 'Mimamori',
      ...page && { client_url: page.url },
      payload: {
        summary: cutText(title, mostSummaryLength),
        source: device || site || 'mimamori',
        severity,
        ...site && { group: site },
        ...alertname && { class: alertname },
        custom_details: { text: messageText(message, { most: mostDetailsLength }) }
      },
      ...runbook && { links: [{ href: runbook.url, text: runbook.label }] }
    }),
    secrets: [token]
  }
}
