import { bodyEncoding, fillTemplate, type ChannelOf } from '@mimamori/contract'
import type { Message } from './message.ts'
import type { OutgoingRequest } from './outgoing.ts'

/** A plain request from its template. */
export const plainRequest = ({ url, method, headers = {}, body }: ChannelOf<'http'>, { values }: Message): OutgoingRequest => {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return { url: fillTemplate(url, values, encodeURIComponent), method, headers, body: body === undefined ? undefined : fillTemplate(body, values, bodyEncoding(type)) }
}
