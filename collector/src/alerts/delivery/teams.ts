import type { ChannelOf } from '@mimamori/contract'
import { utf8Bytes } from './cut-text.ts'
import type { Message } from './message.ts'
import { messageText } from './message-text.ts'
import { jsonRequest, type OutgoingRequest } from './outgoing.ts'

/** Teams takes messages of 28 kB; the card around the text needs the rest. */
const mostTextBytes = 20_000
const colors = { critical: 'Attention', warning: 'Warning', info: 'Default' } as const

/** Cards read Markdown; two line ends are one on the screen. */
const asCardText = (text: string): string => text.replaceAll(/[\\`*_[\]]/g, String.raw`\$&`).replaceAll('\n', '\n\n')

/** A webhook that passes on Teams' refusal answers 200, and the error is in the text. */
const refusalIn = (answer: string): string | undefined => /delivery failed|returned HTTP error/i.test(answer) ? answer : undefined

/**
 * An Adaptive Card, as webhooks of Teams and workflows take it
 * (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#send-adaptive-cards-using-an-incoming-webhook).
 */
export const teamsRequest = ({ url }: ChannelOf<'teams'>, message: Message): OutgoingRequest => {
  const { title, isFiring, severity, page, runbook } = message
  const actions = [page, runbook]
    .filter((link) => link !== undefined)
    .map((link) => ({ type: 'Action.OpenUrl', title: link.label, url: link.url }))
  return {
    ...jsonRequest(url, {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.2',
            msteams: { width: 'full' },
            body: [
              {
                type: 'TextBlock',
                text: asCardText(title),
                weight: 'Bolder',
                size: 'Medium',
                wrap: true,
                color: isFiring ? colors[severity] : 'Good'
              },
              {
                type: 'TextBlock',
                text: asCardText(messageText(message, { most: mostTextBytes, sizeOf: (text) => utf8Bytes(asCardText(text)) })),
                wrap: true
              }
            ],
            ...(actions.length > 0 && { actions })
          }
        }
      ]
    }),
    refusalIn
  }
}
