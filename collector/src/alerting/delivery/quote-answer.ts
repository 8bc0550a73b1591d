import { unescape } from 'node:querystring'
import type { OutgoingRequest } from './outgoing.ts'

const quotedCharacters = 200
/** Shorter ones would take words along that are nobody's secret. */
const shortestSecret = 6

type RequestParts = Pick<OutgoingRequest, 'url' | 'headers' | 'body' | 'secrets'>

/** What a server may repeat of a request, and nobody is to read: its user, path and query, its body, and what its headers bring but for the content type. */
const secretsOf = ({ url, headers, body = '', secrets = [] }: RequestParts): readonly string[] => {
  const { pathname, search, username, password } = new URL(url)
  const user = [username, password].map((part) => unescape(part)).join(':')
  const values = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type').flatMap(([, value]) => [value, value.split(' ').at(-1)!])
  return [body, pathname + search, pathname, search, password, user, Buffer.from(user).toString('base64'), ...values, ...secrets]
    .flatMap((secret) => [secret, secret.replaceAll('/', String.raw`\/`), JSON.stringify(secret).slice(1, -1)])
    .filter(({ length }) => length >= shortestSecret)
}

/** The beginning of an answer on one line, without what it repeats of its request. */
export const quoteAnswer = (text: string, request: RequestParts): string =>
  secretsOf(request).reduce((rest, secret) => rest.replaceAll(secret, '…'), text).replaceAll(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, quotedCharacters)
