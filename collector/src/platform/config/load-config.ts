import { resolve } from 'node:path'
import { redact } from '@mimamori/contract/redaction'
import { terminalLanguage } from '@mimamori/program/language'
import { nearestName } from '@mimamori/program/nearest-name'
import { readSettings } from '@mimamori/program/settings'
import { settingText, type SettingText } from './setting-text.ts'
import { lastValidCalendar } from './last-valid-calendar.ts'
import { isLoopback } from '@mimamori/program/listen-address'
import { settings, type Config } from './settings.ts'
import { isSisterSetting } from './sister-settings.ts'

/** All that is wrong with the settings, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor (heading: string, mistakes: readonly string[]) {
    super(`${heading}\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`)
    this.mistakes = mistakes
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const prefix = 'MIMAMORI_'

const unknownNames = (env: Environment, text: SettingText): string[] => {
  const known = Object.values(settings).map(({ name }) => name)
  const withoutPrefix = known.map((name) => name.slice(prefix.length))
  return Object.keys(env).filter((name) => name.startsWith(prefix) && !known.includes(name) && !isSisterSetting(name)).map((name) => {
    const nearest = nearestName(name.slice(prefix.length), withoutPrefix)
    return text.unknown(name, nearest && prefix + nearest)
  })
}

const disagreements = (
  {
    tlsCert,
    tlsKey,
    httpsListen,
    allowHttp,
    listen,
    alertmanagerConfig,
    alertmanagerUrl,
    lokiUrl,
    lokiTokenFile,
    lokiTenant,
    remoteWriteUrl,
    remoteWriteTokenFile,
    calendar,
    dataDir
  }: Partial<Config>,
  text: SettingText
): string[] => {
  const mistakes = []
  if (tlsCert !== undefined && tlsKey === undefined) mistakes.push(text.certificateWithoutKey)
  if (tlsKey !== undefined && tlsCert === undefined) mistakes.push(text.keyWithoutCertificate)
  if (httpsListen !== undefined && tlsCert !== undefined) mistakes.push(text.httpsTwice)
  if (listen && !isLoopback(listen.host) && tlsCert === undefined && tlsKey === undefined && allowHttp === false) {
    mistakes.push(text.openWithoutHttps(listen.host))
  }
  if (alertmanagerConfig !== undefined && alertmanagerUrl === undefined) mistakes.push(text.configurationWithoutAlertmanager)
  if (lokiUrl === undefined && (lokiTokenFile !== undefined || lokiTenant !== undefined)) mistakes.push(text.tokenOrTenantWithoutLoki)
  if (remoteWriteUrl === undefined && remoteWriteTokenFile !== undefined) mistakes.push(text.tokenWithoutRemoteWrite)
  if (calendar !== undefined && dataDir !== undefined && resolve(calendar) === resolve(lastValidCalendar(dataDir))) {
    mistakes.push(text.calendarIsCopy(calendar))
  }
  return mistakes
}

/** More that must be right about the settings that could be read. Gives a line for each mistake. */
type Check = (values: Partial<Config>, text: SettingText) => readonly string[]

interface LoadOptions {
  /** In the environment's language where left out. */
  readonly text?: SettingText
  /** Checks of what the program needs beyond the settings, such as files. */
  readonly checks?: readonly Check[]
}

/** The settings out of an environment. @throws {ConfigError} with every mistake at once */
export const loadConfig = (env: Environment, { text = settingText(terminalLanguage(env)), checks = [] }: LoadOptions = {}): Config => {
  const mistakes = unknownNames(env, text)
  const { values, wrong } = readSettings(settings, { written: (name) => env[name], words: text })
  for (const { key, name, expected, written } of wrong) {
    mistakes.push(text.wrong(name, expected, key === 'adminToken' ? text.secretGiven(written.length) : JSON.stringify(redact(written))))
  }
  for (const check of [disagreements, ...checks]) mistakes.push(...check(values, text))
  if (mistakes.length > 0) throw new ConfigError(text.heading, mistakes)
  return values as Config
}
