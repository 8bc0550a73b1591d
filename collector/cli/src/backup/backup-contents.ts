import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { readSettingLines } from '@mimamori/program/settings-file'
import type { CliText } from '../text/cli-text.ts'
import { at, type ServerFiles } from './server-paths.ts'

/** One directory or file of a server. */
export interface Part {
  readonly path: string
  /** The text that says what it is, or why it is left out. */
  readonly about: keyof CliText['partMessages']
  /** Patterns of what stays out of it, below its path. */
  readonly without?: readonly string[]
}

/** A database of the collector, which is copied by SQLite while it is in use. */
export interface DatabasePart extends Part {
  /** In the data directory. */
  readonly name: 'mimamori.db' | 'logs.db'
}

export interface BackupContents {
  readonly databases: readonly DatabasePart[]
  /** Directories and files, read as they are. */
  readonly files: readonly Part[]
  /** On the server, and in no backup. */
  readonly leftOut: readonly Part[]
}

/** Left out of the data directory: databases, which are copied on their own, and what is made again by itself. */
const withoutOfData = ['mimamori.db*', 'logs.db*', 'collector.lock', 'compiled', 'logs', 'file_sd', 'content/uploads']

const settingsFiles = ['/etc/mimamori/collector.conf', '/etc/mimamori/update.conf']
/** Settings whose files an administrator may keep anywhere. */
const pathSettings = [
  'MIMAMORI_TLS_CERT', 'MIMAMORI_TLS_KEY', 'MIMAMORI_CALENDAR', 'MIMAMORI_AGENT_DIR', 'MIMAMORI_LOKI_TOKEN_FILE',
  'MIMAMORI_REMOTE_WRITE_TOKEN_FILE', 'MIMAMORI_UPDATE_DIR', 'MIMAMORI_CA_FILE'
]

const namedInSettings = (server: ServerFiles): readonly string[] => settingsFiles
  .map((file) => at(server, file))
  .filter((file) => existsSync(file))
  .flatMap((file) => readSettingLines(readFileSync(file, 'utf8')).lines)
  .filter(({ key, value }) => pathSettings.includes(key) && isAbsolute(value))
  .map(({ value }) => value)

const isWithin = (path: string, directory: string): boolean => path === directory || path.startsWith(`${directory}/`)

/** Measures a database with its log of changes (WAL), which is in a copy, too. */
export const databaseBytes = (server: ServerFiles, { path }: DatabasePart): number => ['', '-wal']
  .reduce((sum, end) => sum + (statSync(at(server, `${path}${end}`), { throwIfNoEntry: false })?.size ?? 0), 0)

/** Everything of a server, in a backup and not; what this server does not have is left out of both. */
export const contentsOf = (server: ServerFiles, { hasLogs }: { readonly hasLogs: boolean }): BackupContents => {
  const { dataDirectory } = server
  const isThere = ({ path }: Part): boolean => existsSync(at(server, path))
  const database = (name: DatabasePart['name']): DatabasePart =>
    ({ name, path: join(dataDirectory, name), about: name === 'logs.db' ? 'logs' : 'database' })
  const usual: readonly Part[] = [
    { path: dataDirectory, about: 'data', without: withoutOfData },
    { path: '/etc/mimamori', about: 'settings' },
    { path: '/var/lib/mimamori', about: 'updates', without: ['.ansible', '.cache'] },
    { path: '/srv/mimamori', about: 'releases' },
    { path: '/opt/mimamori/server/ansible/inventory', about: 'inventory' },
    { path: '/var/lib/mimamori-alertmanager', about: 'alertmanager' }
  ]
  const named = [...new Set(namedInSettings(server))].filter((path) => !usual.some((part) => isWithin(path, part.path)))
  const leftOut: readonly Part[] = [
    ...hasLogs ? [] : [{ path: join(dataDirectory, 'logs.db'), about: 'logsLeftOut' } as const],
    { path: '/var/lib/mimamori-prometheus', about: 'prometheusLeftOut' },
    { path: '/var/lib/mimamori-agent', about: 'agentLeftOut' },
    { path: '/opt/mimamori', about: 'programsLeftOut' }
  ]
  return {
    // The log second: lines that mimamori.db has as stored and an older logs.db does not have would be missing.
    databases: [database('mimamori.db'), ...hasLogs ? [database('logs.db')] : []].filter(isThere),
    files: [...usual, ...named.map((path): Part => ({ path, about: 'named' }))].filter(isThere),
    leftOut: leftOut.filter(isThere)
  }
}
