import { unescape } from 'node:querystring'
import type { OutgoingRequest } from './outgoing.ts'

const quotedCharacters = 200
/** Shorter ones would mask words that are no secret. */
const shortestSecret = 6

type SentRequest = Pick<OutgoingRequest, 'url' | 'headers' | 'body' | 'secrets'>

/** The beginning of a server's words, on one line. */
export const quote = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, quotedCharacters)

/**
 * The parts of a request that its server may repeat, and that nobody may read: its user, path and query, its body, and the values of its
 * headers except for the content type.
 */
const secretsOf = ({ url, headers, body = '', secrets = [] }: SentRequest): readonly string[] => {
  const { pathname, search, username, password } = new URL(url)
  const user = [username, password].map((part) => unescape(part)).join(':')
  const values = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type')
    .flatMap(([, value]) => [value, value.split(' ').at(-1)!])
  return [body, pathname + search, pathname, search, password, user, Buffer.from(user).toString('base64'), ...values, ...secrets]
    .flatMap((secret) => [secret, secret.replaceAll('/', String.raw`\/`), JSON.stringify(secret).slice(1, -1)])
    .filter(({ length }) => length >= shortestSecret)
}

/** The beginning of an answer on one line, without the secrets of its request that it repeats. */
export const quoteAnswer = (text: string, request: SentRequest): string =>
  quote(secretsOf(request).reduce((rest, secret) => rest.replaceAll(secret, '…'), text))
