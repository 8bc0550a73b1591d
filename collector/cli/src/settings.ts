import { defaultDataDirectory, defaultListen } from '@mimamori/contract/data-directory'
import { knownTimeZone } from '@mimamori/contract/time-zone'
import { parseListenAddress, type ListenAddress } from '@mimamori/program/listen-address'
import { nearestName } from '@mimamori/program/nearest-name'
import { optional, readSettings, UnexpectedValue, type Parse as ParseWith, type SettingValues } from '@mimamori/program/settings'
import { UsageError } from './errors.ts'
import type { CliText } from './text/cli-text.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Parse<Value> = ParseWith<Value, CliText>

const prefix = 'MIMAMORI_'

const expected = (what: string): never => { throw new UnexpectedValue(what) }

const text: Parse<string> = (written) => written
const listenAddress: Parse<Required<ListenAddress>> = (written, { expected: words }) => {
  const { host, port } = parseListenAddress(written) ?? {}
  return host === undefined || port === undefined ? expected(words.listenAddress) : { host, port }
}
const secret: Parse<string> = (written, { expected: words }) => /^[\x21-\x7e]{32,256}$/.test(written) ? written : expected(words.adminToken)
const timeZone: Parse<string> = (written, { expected: words }) => knownTimeZone(written) ?? expected(words.serverTimeZone)

/** The collector's settings that the command reads: its address, and the time zone of sites without one of their own. */
const settings = {
  listen: { name: 'MIMAMORI_LISTEN', parse: listenAddress, fallback: defaultListen },
  dataDirectory: { name: 'MIMAMORI_DATA_DIR', parse: text, fallback: defaultDataDirectory },
  adminToken: { name: 'MIMAMORI_ADMIN_TOKEN', parse: optional(secret), fallback: '' },
  certificate: { name: 'MIMAMORI_TLS_CERT', parse: optional(text), fallback: '' },
  timeZone: { name: 'MIMAMORI_TIME_ZONE', parse: optional(timeZone), fallback: '' }
}

export type CliSettings = SettingValues<typeof settings>

/** Names that differ in a letter or two from a setting of the command; others are the collector's to check. */
const misspelt = (env: Environment, { unknownSetting }: CliText): readonly string[] => {
  const known = Object.values(settings).map(({ name }) => name.slice(prefix.length))
  const others = Object.keys(env).filter((name) =>
    name.startsWith(prefix)).map((name) => name.slice(prefix.length)).filter((name) => !known.includes(name))
  return others.flatMap((name) => {
    const nearest = nearestName(name, known)
    return nearest === undefined ? [] : [unknownSetting(prefix + name, prefix + nearest)]
  })
}

/** @throws {UsageError} with every mistake at once */
export const readCliSettings = (env: Environment, words: CliText): CliSettings => {
  const { values, wrong } = readSettings(settings, { written: (name) => env[name], words })
  const mistakes = [
    ...misspelt(env, words),
    ...wrong.map(({ key, name, expected: what, written }) => words.wrong(name, what, key === 'adminToken' ? '…' : written))
  ]
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return values as CliSettings
}
