import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError } from '../errors.ts'
import { renumberOwners } from './accounts.ts'
import { compare, type Compared } from './compare.ts'
import { manifestFile, readManifest, type Manifest } from './manifest.ts'
import { restic, type ResticContext } from './restic.ts'
import { stagingDirectory, workDirectory } from './server-paths.ts'

export interface Restored {
  readonly manifest: Manifest
  readonly compared: readonly Compared[]
}

/** Moves the copies of the databases to where a collector has them, as its own. */
const placeDatabases = (directory: string, { dataDirectory, databases }: Manifest): void => {
  const data = join(directory, dataDirectory)
  mkdirSync(data, { recursive: true })
  const { uid, gid } = statSync(data)
  for (const { name } of databases) {
    const file = join(data, name)
    renameSync(join(directory, stagingDirectory, name), file)
    chownSync(file, uid, gid)
    chmodSync(file, 0o600)
  }
}

/**
 * Restores a backup below a directory, as it would lie below the root of a server, with owners by their names on this machine, and
 * compares it with what it says of itself. @throws {CommandError} if restic cannot, or it is no backup of ours
 */
export const restoreSnapshot = async (
  context: ResticContext, { id, directory, without = [] }: {
    readonly id: string
    readonly directory: string
    /** Patterns of what is left out. */
    readonly without?: readonly string[]
  }
): Promise<Restored> => {
  await restic(context, 'restore', id, '--target', directory, '--verify', ...without.flatMap((pattern) => ['--exclude', pattern]))
  if (!existsSync(manifestFile(join(directory, stagingDirectory)))) throw new CommandError(context.text.noManifest(id))
  const manifest = readManifest(join(directory, stagingDirectory))
  await renumberOwners(directory, manifest.accounts)
  placeDatabases(directory, manifest)
  rmSync(join(directory, workDirectory), { recursive: true })
  return { manifest, compared: compare(manifest, join(directory, manifest.dataDirectory)) }
}
