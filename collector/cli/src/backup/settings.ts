import { readFileSync, statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { nearestName } from '@mimamori/program/nearest-name'
import { optional, readSettings, UnexpectedValue, type Parse as ParseWith, type SettingValues } from '@mimamori/program/settings'
import { readSettingLines } from '@mimamori/program/settings-file'
import { CommandError, UsageError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'
import { parseRepository } from './repository-location.ts'
import { at, passwordFile, settingsFile, type ServerFiles } from './server-paths.ts'

type Parse<Value> = ParseWith<Value, CliText>

const text: Parse<string> = (written) => written
const path: Parse<string> = (written, { expected }) => {
  if (isAbsolute(written)) return written
  throw new UnexpectedValue(expected.absolutePath)
}
const repository: Parse<string> = (written, { expected }) => {
  const location = parseRepository(written)
  if (location === undefined) throw new UnexpectedValue(expected.repository)
  return location
}
const count: Parse<number> = (written, { expected }) => {
  if (/^\d{1,4}$/.test(written)) return Number(written)
  throw new UnexpectedValue(expected.backupCount)
}
const yesNo: Parse<boolean> = (written, { expected }) => {
  if (written === 'yes' || written === 'no') return written === 'yes'
  throw new UnexpectedValue(expected.yesNo)
}

const table = {
  repository: { name: 'REPOSITORY', parse: repository, fallback: '' },
  passwordFile: { name: 'PASSWORD_FILE', parse: path, fallback: passwordFile },
  /** A week by days, a month by weeks, a year by months: what a card that went bad slowly has damaged is noticed within that time. */
  keepDaily: { name: 'KEEP_DAILY', parse: count, fallback: '7' },
  keepWeekly: { name: 'KEEP_WEEKLY', parse: count, fallback: '5' },
  keepMonthly: { name: 'KEEP_MONTHLY', parse: count, fallback: '12' },
  /** Up to 4 GB, which are copied on the server's card for each backup. */
  hasLogs: { name: 'LOGS', parse: yesNo, fallback: 'no' }
}

/** The credentials of a repository on another machine, by the names under which restic reads them from its environment. */
const credentials = {
  AWS_ACCESS_KEY_ID: { name: 'AWS_ACCESS_KEY_ID', parse: optional(text), fallback: '' },
  AWS_SECRET_ACCESS_KEY: { name: 'AWS_SECRET_ACCESS_KEY', parse: optional(text), fallback: '' },
  RESTIC_REST_USERNAME: { name: 'RESTIC_REST_USERNAME', parse: optional(text), fallback: '' },
  RESTIC_REST_PASSWORD: { name: 'RESTIC_REST_PASSWORD', parse: optional(text), fallback: '' }
}
const secrets: readonly string[] = ['AWS_SECRET_ACCESS_KEY', 'RESTIC_REST_PASSWORD']

export interface BackupSettings extends SettingValues<typeof table> {
  /** For restic's environment. */
  readonly credentials: Readonly<Record<string, string>>
}

const known = [...Object.values(table), ...Object.values(credentials)].map(({ name }) => name)

/** Undefined if there are none. @throws {UsageError} with every mistake at once; {CommandError} for a file that cannot be read */
export const readBackupSettings = (server: ServerFiles, words: CliText): BackupSettings | undefined => {
  const file = at(server, settingsFile)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CommandError(words.unreadableFile(file, (error as Error).message), { cause: error })
  }
  const { lines, unreadable } = readSettingLines(content)
  const written = new Map(lines.map(({ key, value }) => [key, value]))
  const source = { written: (name: string) => written.get(name), words }
  const [settings, given] = [readSettings(table, source), readSettings(credentials, source)]
  const isShared = (found.mode & 0o077) !== 0 && secrets.some((name) => written.get(name))
  const mistakes = [
    ...unreadable.map(({ line }) => words.backupSettingUnreadable(line)),
    ...[...written.keys()].filter((name) => !known.includes(name)).map((name) => words.unknownSetting(name, nearestName(name, known))),
    ...settings.wrong.map(({ name, expected, written: value }) =>
      value === '' ? words.missing(name, expected) : words.wrong(name, expected, name === 'REPOSITORY' ? '…' : value)),
    ...isShared ? [words.backupSettingsShared(file)] : []
  ]
  if (mistakes.length > 0) throw new UsageError(mistakes.map((mistake) => `${file}: ${mistake}`))
  return {
    ...settings.values as SettingValues<typeof table>,
    credentials: Object.fromEntries(Object.entries(given.values).filter((entry): entry is [string, string] => entry[1] !== undefined))
  }
}

/** @throws {UsageError} if backups are not set up */
export const requireBackupSettings = (server: ServerFiles, words: CliText): BackupSettings => {
  const settings = readBackupSettings(server, words)
  if (settings === undefined) throw new UsageError(words.backupsNotSetUp)
  return settings
}
