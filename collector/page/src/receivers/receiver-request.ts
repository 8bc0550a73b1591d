import type { ChannelView } from '@mimamori/contract'
import type { ReceiverDraft } from './receiver-draft.ts'

/** Addresses between commas, spaces or lines. */
export const addressesOf = (text: string): readonly string[] => text.split(/[\s,;、]+/).filter((address) => address !== '')

/** `Name: value` lines. */
const headersOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [name = '', ...value] = line.split(':')
    return [name.trim(), value.join(':').trim()]
  }))

/** The channel as the API takes it. One of the same kind keeps the secrets that are left out, and loses with null what is empty now. */
const channelOf = (draft: ReceiverDraft, before: ChannelView | undefined): Readonly<Record<string, unknown>> => {
  const isSameKind = before?.type === draft.type
  const { type, to, from, url, server, topic, chat, token, method, headers, body, maxTextLength } = draft
  const optional = (text: string): string | null | undefined => text.trim() === '' ? (isSameKind ? null : undefined) : text
  const given = (text: string): string | null | undefined => optional(text.trim())
  const secret = (text: string): string | undefined => text.trim() === '' && isSameKind ? undefined : text.trim()
  switch (type) {
    case 'email': return { type, to: addressesOf(to), from: optional(from) }
    case 'ntfy': return {
      type,
      server: before?.type === type && before.server === server.trim() ? undefined : server.trim(),
      topic: topic.trim(),
      token: token.trim() || undefined
    }
    case 'telegram':
    case 'line': return { type, server: given(server), chat: chat.trim(), token: secret(token) }
    case 'pagerduty': return { type, server: given(server), token: secret(token) }
    case 'http': return {
      type, method, url: secret(url), headers: headers.trim() === '' ? undefined : headersOf(headers), body: method === 'GET'
        ? optional('')
        : body.trim() === '' ? undefined : body,
      maxTextLength: maxTextLength.trim() === '' ? optional('') : Number(maxTextLength)
    }
    default: return { type, url: secret(url) }
  }
}

const repeatOf = ({ repeat }: ReceiverDraft): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(repeat).flatMap(([severity, seconds]) => seconds === '' ? [] : [[severity, Number(seconds)]]))

const quietHoursOf = ({ quietFrom: from, quietTo: to, quietDays: days, timeZone }: ReceiverDraft): object | null =>
  from === '' && to === '' ? null : { from, to, days, ...timeZone.trim() !== '' && { timeZone: timeZone.trim() } }

/**
 * What is sent to change a receiver; `before`: how it is reached now, undefined for a new one. Undefined fields are left out of the JSON.
 */
export const requestOf = (draft: ReceiverDraft, before?: ChannelView): Readonly<Record<string, unknown>> => ({
  language: draft.language, channel: channelOf(draft, before), sites: draft.sites, severities: draft.severities,
  repeatSeconds: repeatOf(draft), quietHours: quietHoursOf(draft), enabled: draft.enabled
})
