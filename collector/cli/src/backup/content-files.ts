import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { contentFile } from '@mimamori/contract'
import { contentFilePath } from '@mimamori/contract/data-directory'
import { z } from 'zod'
import { restic, type ResticContext } from './restic.ts'

/** A file of a version of content, as the database names it. */
export interface NamedFile {
  readonly set: string
  readonly version: number
  readonly path: string
  readonly sha256: string
  readonly size: number
}

/** The files that versions of content have, each once, and those that are not there as they should be. */
export interface ComparedContent {
  readonly expected: number
  readonly missing: readonly NamedFile[]
}

const versionRow = z.object({
  name: z.string(), number: z.int(), files: z.string().transform((json) => z.array(contentFile).parse(JSON.parse(json)))
})

/** The files of all versions, by their hashes; the newest version that has a file names it. */
const namedFiles = (dataDirectory: string): ReadonlyMap<string, NamedFile> => {
  const database = new DatabaseSync(join(dataDirectory, 'mimamori.db'), { readOnly: true })
  try {
    const named = new Map<string, NamedFile>()
    for (const row of database.prepare('SELECT name, number, files FROM content_versions ORDER BY name, number').iterate()) {
      const { name, number, files } = versionRow.parse(row)
      for (const { path, sha256, size } of files) named.set(sha256, { set: name, version: number, path, sha256, size })
    }
    return named
  } finally {
    database.close()
  }
}

const compare = async (dataDirectory: string, isThere: (file: NamedFile) => boolean | Promise<boolean>): Promise<ComparedContent> => {
  const named = namedFiles(dataDirectory)
  const missing: NamedFile[] = []
  for (const file of named.values()) if (!await isThere(file)) missing.push(file)
  return { expected: named.size, missing }
}

/** Whether a file has the size and the SHA-256 that it should have. */
const isWhole = async (file: string, { size, sha256 }: NamedFile): Promise<boolean> => {
  const found = await stat(file).catch(() => undefined)
  if (found?.size !== size) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex') === sha256
}

/** Compares restored files of content with the database that was restored beside them. */
export const compareRestoredContent = (dataDirectory: string): Promise<ComparedContent> =>
  compare(dataDirectory, (file) => isWhole(contentFilePath(dataDirectory, file.sha256), file))

const listedFile = z.object({ type: z.literal('file'), name: z.string(), size: z.number() })

/** Compares the files of content that a backup lists with its restored database; restic has checked their bytes where they are. */
export const compareListedContent = async (
  context: ResticContext, { id, dataDirectory, restored }: {
    readonly id: string
    /** As in the backup. */
    readonly dataDirectory: string
    /** The same, as it was restored. */
    readonly restored: string
  }
): Promise<ComparedContent> => {
  const listed = await restic(context, 'ls', '--recursive', id, join(dataDirectory, 'content/files'))
  const sizes = new Map(listed.flatMap((message) => listedFile.safeParse(message).data ?? []).map(({ name, size }) => [name, size]))
  return compare(restored, ({ sha256, size }) => sizes.get(sha256) === size)
}
