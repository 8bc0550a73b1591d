import { bodyEncoding, fillTemplate, type ChannelOf, type Placeholder } from '@mimamori/contract'
import type { Message } from './message.ts'
import { messageText } from './message-text.ts'
import type { OutgoingRequest } from './outgoing.ts'

const valuesOf = (message: Message, maxTextLength: number): Readonly<Record<Placeholder, string>> => {
  const { title, isFiring, severity, count, common } = message
  return {
    title, text: messageText(message, { most: maxTextLength }), status: isFiring ? 'firing' : 'resolved', severity,
    count: String(count), ...common
  }
}

/** A plain request from its template. */
export const plainRequest = ({ url, method, headers = {}, body, maxTextLength }: ChannelOf<'http'>, message: Message): OutgoingRequest => {
  const values = valuesOf(message, maxTextLength)
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return {
    url: fillTemplate(url, values, encodeURIComponent), method, headers,
    body: body === undefined ? undefined : fillTemplate(body, values, bodyEncoding(type))
  }
}
