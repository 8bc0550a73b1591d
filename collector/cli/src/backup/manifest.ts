import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { accountNames } from './accounts.ts'

const fingerprint = z.object({ count: z.int().nonnegative(), sha256: z.string() })

/** The description that a backup has of itself (`backup.json`), so that who restores it can compare. */
const manifest = z.object({
  /** The version of this file's form. */
  format: z.literal(1),
  /** Mimamori's. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  host: z.string(),
  dataDirectory: z.string(),
  /** The absolute paths of all parts. */
  paths: z.array(z.string()),
  /** By the names of the databases; their schema is SQLite's user_version. */
  databases: z.array(z.object({ name: z.enum(['mimamori.db', 'logs.db']), schema: z.int() })),
  kinds: z.partialRecord(
    z.enum(['devices', 'keys', 'users', 'tokens', 'runs', 'alerts', 'receivers', 'contentVersions', 'audit', 'logLines']), fingerprint
  ),
  accounts: accountNames
})
export type Manifest = z.infer<typeof manifest>

export const manifestFile = (directory: string): string => join(directory, 'backup.json')

/** @throws if there is none, or it is of a version that this one does not know */
export const readManifest = (directory: string): Manifest =>
  manifest.parse(JSON.parse(readFileSync(manifestFile(directory), 'utf8')))
