import type { OutgoingRequest } from './outgoing.ts'

const quotedCharacters = 200
/** Shorter ones would take words along that are nobody's secret. */
const shortestSecret = 6

type Quoted = Pick<OutgoingRequest, 'url' | 'headers' | 'secrets'>

/** What a server may repeat of a request, and nobody is to read: its path and query, its secrets, and what its headers bring but for the content type. */
const secretsOf = ({ url, headers, secrets = [] }: Quoted): readonly string[] => {
  const { pathname, search } = new URL(url)
  const values = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type').flatMap(([, value]) => [value, value.split(' ').at(-1)!])
  return [pathname + search, pathname, search, ...values, ...secrets]
    .flatMap((secret) => [secret, secret.replaceAll('/', String.raw`\/`)])
    .filter(({ length }) => length >= shortestSecret)
}

/** The beginning of an answer on one line, without what it repeats of its request. */
export const quoteAnswer = (text: string, request: Quoted): string =>
  secretsOf(request).reduce((rest, secret) => rest.replaceAll(secret, '…'), text).replaceAll(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, quotedCharacters)
