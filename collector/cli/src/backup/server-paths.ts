import { dirname, join, resolve } from 'node:path'
import { defaultBackupState } from '@mimamori/contract/data-directory'
import type { Invocation } from '../command.ts'

/** A server's files, below `root`: `/`, or another directory in which a test has a whole server. */
export interface ServerFiles {
  readonly root: string
  /** The collector's; absolute, as every path that is named here. */
  readonly dataDirectory: string
}

export const settingsFile = '/etc/mimamori/backup.conf'
export const passwordFile = '/etc/mimamori/backup-password'
/** How the backups went, for the collector. */
export const stateFile = defaultBackupState
/** The command's own directory: nothing of it outlives a run but the state. */
export const workDirectory = dirname(defaultBackupState)
/** Copies of the databases, on their way into a backup. */
export const stagingDirectory = join(workDirectory, 'staging')
/** Copies of the database, one for each upgrade of the last. */
export const upgradeDirectory = join(workDirectory, 'before-upgrade')
/** By it a second backup notices the first. */
export const lockFile = join(workDirectory, 'lock')
/** restic's index of what a repository holds, without which it would fetch that from there. */
export const cacheDirectory = '/var/cache/mimamori-backup'

/** Where a path of the server is. */
export const at = ({ root }: Pick<ServerFiles, 'root'>, path: string): string => join(root, path)

/** The server on which the command was called. */
export const serverOf = ({ root, dataDirectory }: Pick<Invocation, 'root' | 'dataDirectory'>): ServerFiles =>
  ({ root, dataDirectory: resolve(dataDirectory) })
