import { knownTimeZone } from '@mimamori/contract/time-zone'
import { parseListenAddress, type ListenAddress } from '@mimamori/program/listen-address'
import { UnexpectedValue, type Parse as ParseWith } from '@mimamori/program/settings'
import { parseWholeNumber } from '@mimamori/program/whole-number'
import type { SettingText } from './setting-text.ts'

/** How the text of a setting becomes its value. */
export type Parse<Value> = ParseWith<Value, SettingText>

const expected = (what: string): never => { throw new UnexpectedValue(what) }

export const text: Parse<string> = (written, { expected: words }) => written === '' ? expected(words.text) : written

export const yesNo: Parse<boolean> = (written, { expected: words }) =>
  written === 'yes' ? true : written === 'no' ? false : expected(words.yesNo)

export const wholeNumber = (min: number, max: number): Parse<number> => (written, { expected: words }) =>
  parseWholeNumber(written, { min, max }) ?? expected(words.wholeNumber(min, max))

/** `127.0.0.1:8080`, `[::1]:8080`, or `0.0.0.0:8080` for every address. Port 0 takes a free one. */
export const listenAddress: Parse<Required<ListenAddress>> = (written, { expected: words }) => {
  const { host, port } = parseListenAddress(written) ?? {}
  return host === undefined || port === undefined ? expected(words.listenAddress) : { host, port }
}

/** An IANA time zone. */
export const timeZone: Parse<string> = (written, { expected: words }) => knownTimeZone(written) ?? expected(words.timeZone)

/** The origin under which browsers reach the collector: no path, no slash at the end. */
export const origin: Parse<string> = (written, { expected: words }) => {
  const url = URL.parse(written)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== written.replace(/\/$/, '')) return expected(words.origin)
  return url.origin
}

/** Where another server is: a path may follow, but nothing that would show a secret. Without a slash at the end. */
export const serverUrl: Parse<string> = (written, { expected: words }) => {
  const url = URL.parse(written)
  const plain = url && `${url.origin}${url.pathname}`
  return plain && /^https?:$/.test(url.protocol) && url.href === plain ? plain.replace(/\/$/, '') : expected(words.serverUrl)
}

/** At least as long as what we would generate by hand: a short one could be guessed over the LAN. */
export const secret: Parse<string> = (written, { expected: words }) =>
  /^[\x21-\x7e]{32,256}$/.test(written) ? written : expected(words.secret)
