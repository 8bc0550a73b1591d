import { redact } from '@mimamori/contract/redaction'
import { nearestName } from '@mimamori/program/nearest-name'
import { readSettings } from '@mimamori/program/settings'
import { readSettingLines } from '@mimamori/program/settings-file'
import { UsageError } from '../platform/errors.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { settings, settingsFileName, type Settings } from './settings.ts'

export interface SettingsFile { readonly path: string, readonly content: string }

export interface SettingsSource {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The settings file, if there is one. */
  readonly file?: SettingsFile | undefined
  /** Values that apply if neither of them has others. */
  readonly defaults?: SettingsFile | undefined
  readonly text: CommandText
}

/**
 * Variables with our prefix that are no settings here: the path of the file, and what only the callback reads
 * (plugins/callback/report.py).
 */
const readByOthers: ReadonlySet<string> = new Set([settingsFileName, 'MIMAMORI_UPDATE_TEXTFILE'])

/** A later line wins, as with systemd's EnvironmentFile=. */
const readFile = (
  { path, content }: SettingsFile, { settingsText }: CommandText, mistakes: string[]
): Map<string, { readonly given: string, readonly where: string }> => {
  const { lines, unreadable } = readSettingLines(content)
  mistakes.push(
    ...unreadable.map(({ line, key }) =>
      `${path}:${line}: ${key === undefined ? settingsText.noLine : `${key}: ${settingsText.openQuote}`}`)
  )
  return new Map(lines.map(({ key, value, line }) => [key, { given: value, where: `${path}:${line}: ${key}` }]))
}

/**
 * The settings from the defaults, the file and the environment, of which each takes precedence over those before it. Pure. @throws
 * {UsageError} with every mistake at once
 */
export const loadSettings = ({ env, file, defaults, text }: SettingsSource): Settings => {
  const mistakes: string[] = []
  const { settingsText } = text
  const given = new Map([defaults, file].flatMap((read) => read === undefined ? [] : [...readFile(read, text, mistakes)]))
  const known = Object.values(settings).map(({ name }) => name)
  const unknown = (name: string, where: string): string => `${where}: ${settingsText.unknown(nearestName(name, known))}`
  for (const [name, { where }] of given) if (!known.includes(name)) mistakes.push(unknown(name, where))
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue
    if (known.includes(name)) given.set(name, { given: value, where: name })
    // The collector's settings may be in the same environment.
    else if (name.startsWith('MIMAMORI_UPDATE_') && !readByOthers.has(name)) mistakes.push(unknown(name, name))
  }
  const { values, wrong } = readSettings(settings, { written: (name) => given.get(name)?.given, words: text.expected })
  for (const { name, expected, written } of wrong) mistakes.push(
    `${given.get(name)?.where ?? name}: ${text.wrongValue(expected, redact(written))}`
  )
  if (values.grafanaUrl !== undefined && values.grafanaTokenFile === undefined) mistakes.push(
    `MIMAMORI_GRAFANA_TOKEN_FILE: ${settingsText.grafanaToken}`
  )
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return values as Settings
}
