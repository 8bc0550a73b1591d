import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentFile } from '@mimamori/contract'
import { isSystemFile, pathConflict, pathMistake } from '@mimamori/contract/content-path'
import { versionMistake } from '@mimamori/contract/version-mistake'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'

/** A file of a folder that is to be published, and where it is read. */
export interface LocalFile extends ContentFile {
  readonly location: string
}

interface Found { readonly path: string, readonly location: string, readonly size: number }

/** @throws {CommandError} */
const unreadable = (location: string, error: Error, text: CliText): never => {
  throw new CommandError(text.unreadableFile(location, error.message), { cause: error })
}

/** @throws {CommandError} */
const listFiles = async (directory: string, below: string, text: CliText): Promise<Found[]> => {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const isNoFolder = error.code === 'ENOENT' || error.code === 'ENOTDIR'
    if (isNoFolder) throw new CommandError(text.noFolder(directory), { cause: error })
    return unreadable(directory, error, text)
  })
  const found: Found[] = []
  for (const entry of entries.toSorted((one, other) => one.name < other.name ? -1 : 1)) {
    const location = join(directory, entry.name)
    const path = `${below}${entry.name}`.normalize('NFC')
    if (isSystemFile(path)) continue
    if (entry.isDirectory()) found.push(...await listFiles(location, `${path}/`, text))
    else if (entry.isFile()) {
      const { size } = await stat(location).catch((error: Error) => unreadable(location, error, text))
      found.push({ path, location, size })
    } else throw new CommandError((entry.isSymbolicLink() ? text.isLink : text.isNoFile)(location))
  }
  return found
}

/** @throws {CommandError} with the first name that cannot be published */
export const requireNames = (found: readonly Pick<ContentFile, 'path'>[], directory: string, text: CliText): void => {
  if (found.length === 0) throw new CommandError(text.emptyFolder(directory))
  for (const { path } of found) {
    const mistake = pathMistake(path)
    if (mistake !== undefined) throw new CommandError(text.wrongFileName(path, mistake))
  }
  const conflict = pathConflict(found.map(({ path }) => path))
  if (conflict) throw new CommandError(text.sameFileName(found[conflict.place]!.path, conflict.other))
}

/** @throws {CommandError} if a set cannot have so many files or bytes */
export const requireBounds = (files: readonly Pick<ContentFile, 'size'>[], directory: string, text: CliText): void => {
  const mistake = versionMistake(files.map(({ size }) => size))
  if (mistake !== undefined) throw new CommandError(text.tooMuchContent(directory, mistake))
}

/**
 * The files of a folder and of the folders in it, with their hashes. `progress`: the bytes that have been read.
 * @throws {CommandError} with the file that cannot be published: a link, a pipe, a name that a device could not store
 */
export const readFolder = async (directory: string, text: CliText, progress: (bytes: number) => void): Promise<LocalFile[]> => {
  const found = await listFiles(directory, '', text)
  requireNames(found, directory, text)
  requireBounds(found, directory, text)
  const files: LocalFile[] = []
  let done = 0
  for (const { path, location } of found) {
    const hash = createHash('sha256')
    let size = 0
    try {
      for await (const chunk of createReadStream(location)) {
        hash.update(chunk as Buffer)
        size += (chunk as Buffer).length
        progress(done + size)
      }
    } catch (error) {
      unreadable(location, error as Error, text)
    }
    done += size
    files.push({ path, location, size, sha256: hash.digest('hex') })
  }
  return files
}
