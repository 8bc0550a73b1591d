import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { formatBytes } from '@mimamori/contract/quantity'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'
import { version } from '../version.ts'
import { namesOfAccounts } from './accounts.ts'
import { copyDatabase } from './database-copy.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { manifestFile, type Manifest } from './manifest.ts'
import { measurePath } from './measure-path.ts'
import { databaseBytes, type BackupContents } from './backup-contents.ts'
import { at, stagingDirectory, type ServerFiles } from './server-paths.ts'

/** The space that copies leave free on the server's disk, since the collector goes on writing. */
const reservedBytes = 64 * 1024 * 1024

/** @throws {CommandError} if the copies would fill the disk */
export const requireSpace = (directory: string, bytes: number, text: CliText): void => {
  const { bavail, bsize } = statfsSync(directory)
  const free = Math.max(0, bavail * bsize - reservedBytes)
  if (free < bytes) throw new CommandError(text.noSpaceForCopies(directory, formatBytes(bytes), formatBytes(free)))
}

const schemaOf = (file: string): number => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return (database.prepare('PRAGMA user_version').get() as { readonly user_version: number }).user_version
  } finally {
    database.close()
  }
}

/** Copies the databases, and describes what the backup will hold. What a backup that was killed has left is removed. */
export const stage = async (server: ServerFiles, { databases, files }: BackupContents, text: CliText): Promise<Manifest> => {
  if (!databases.some(({ name }) => name === 'mimamori.db')) throw new CommandError(text.noDatabase(join(server.dataDirectory, 'mimamori.db')))
  const directory = at(server, stagingDirectory)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  requireSpace(directory, databases.reduce((sum, database) => sum + databaseBytes(server, database), 0), text)
  const [owners, groups] = [new Set<number>(), new Set<number>()]
  for (const { path, without } of files) {
    const found = await measurePath(at(server, path), without)
    for (const owner of found.owners) owners.add(owner)
    for (const group of found.groups) groups.add(group)
  }
  for (const { name, path } of databases) await copyDatabase(at(server, path), join(directory, name))
  const manifest: Manifest = {
    format: 1,
    version,
    takenAt: new Date().toISOString(),
    host: hostname(),
    dataDirectory: server.dataDirectory,
    paths: files.map(({ path }) => path),
    databases: databases.map(({ name }) => ({ name, schema: schemaOf(join(directory, name)) })),
    kinds: Object.assign({}, ...databases.map(({ name }) => fingerprintsOf(join(directory, name), name))) as Manifest['kinds'],
    accounts: namesOfAccounts(owners, groups)
  }
  writeFileSync(manifestFile(directory), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 })
  return manifest
}

/** Removes the copies. */
export const removeStaged = (server: ServerFiles): void => { rmSync(at(server, stagingDirectory), { recursive: true, force: true }) }
