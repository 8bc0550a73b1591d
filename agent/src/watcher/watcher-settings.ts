import { absolutePath, listenAddress, oneOf, wholeNumber, type SettingKind } from '../config/setting-kinds.ts'
import { optional, withDefault } from '../config/setting-table.ts'

/** The kinds of receivers, by the names that `mimamori receivers` has for them. */
const receiverTypes = ['webhook', 'slack', 'ntfy'] as const
export type ReceiverType = typeof receiverTypes[number]

const httpUrl = (written: string): URL | undefined => {
  const url = URL.parse(written)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === '' ? url : undefined
}

const serverUrl: SettingKind<URL> = {
  expected: (text) => text.expected.serverUrl,
  parse: (written) => {
    const url = httpUrl(written)
    return url?.pathname === '/' && url.search === '' ? url : undefined
  }
}
/** An address that anybody who has it can send to. */
const receiverUrl: SettingKind<URL> = { expected: (text) => text.expected.receiverUrl, parse: httpUrl, secret: true }
const token: SettingKind<string> = {
  expected: (text) => text.expected.token,
  parse: (written) => (/^[\x21-\x7e]{1,512}$/.test(written) ? written : undefined),
  secret: true
}

/** Every setting of the watcher, as README.md lists them (a test compares the two). */
export const watcherSettings = {
  serverUrl: optional('SERVER_URL', serverUrl),
  caFile: optional('CA_FILE', absolutePath),
  receiverType: withDefault('RECEIVER_TYPE', oneOf(...receiverTypes), 'webhook'),
  receiverUrl: optional('RECEIVER_URL', receiverUrl),
  receiverToken: optional('RECEIVER_TOKEN', token),
  language: optional('LANGUAGE', oneOf('en', 'ja')),
  listen: withDefault('LISTEN', listenAddress, { host: '127.0.0.1', port: 9180 }),
  checkSeconds: withDefault('CHECK_SECONDS', wholeNumber(5, 600), 60),
  afterMinutes: withDefault('AFTER_MINUTES', wholeNumber(0, 1440), 15)
}
