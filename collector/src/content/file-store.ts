import { createHash } from 'node:crypto'
import { createReadStream, unlinkSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, utimes, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { syncPath } from '@mimamori/program/durable-file'
import type { Clock } from '../platform/clock/clock.ts'
import { CodedError } from '../platform/errors/error-codes.ts'

/** Identifies a file by its content. */
export interface FileKey {
  /** In hexadecimal digits. */
  readonly sha256: string
  /** In bytes. */
  readonly size: number
}

/** The files of all sets, each stored once under its SHA-256; what was uploaded of one is kept until the rest comes. */
export interface FileStore {
  /** Whether all of it is stored, as its SHA-256 says. */
  isComplete (file: FileKey): Promise<boolean>
  /** Bytes of it that are stored: all of `size`, or what was uploaded so far. */
  storedBytes (file: FileKey): Promise<number>
  /** Bytes that uploads may still take: what others are about to send counts as taken. */
  freeBytes (): Promise<number>
  /**
   * Adds what comes next of a file, and gives the bytes that are stored then. What had come when a source breaks off stays. A complete
   * file whose content is another is deleted. @throws {UploadConflictError} {UploadMismatchError} {ContentFullError}
   */
  append (file: FileKey, offset: number, source: AsyncIterable<Buffer>): Promise<number>
  /** The whole content of a small file; undefined if it is not complete. */
  read (file: FileKey): Promise<Buffer | undefined>
  /**
   * Opens a complete file for who streams it, and gives its size; undefined if it is not stored. It can be read to its end, also if it is
   * deleted before.
   */
  open (sha256: string): Promise<{ readonly handle: FileHandle, readonly size: number } | undefined>
  /** Keeps these files, which are about to be named, from being deleted until the result is called. */
  protect (files: readonly Pick<FileKey, 'sha256'>[]): () => void
  /**
   * Deletes uploads that have not gone on since `beforeMs`, and files that came before and that `isNamed` does not name when their turn
   * comes: a newer one may be of a version that is not published yet. Gives their number.
   */
  collectGarbage (isNamed: (sha256: string) => boolean, beforeMs: number): Promise<number>
}

/** The upload does not go on where the client thinks it does, or another client uploads the same file. */
export class UploadConflictError extends CodedError {
  override readonly name = 'UploadConflictError'
  readonly code = 'UPLOAD_CONFLICT'
  override readonly retryAfterSeconds = 1
}

/** The uploaded file is not what its SHA-256 and size say. */
export class UploadMismatchError extends CodedError {
  override readonly name = 'UploadMismatchError'
  readonly code = 'UPLOAD_MISMATCH'
}

/** The server's disk has no room for the file. */
export class ContentFullError extends CodedError {
  override readonly name = 'ContentFullError'
  readonly code = 'CONTENT_FULL'
}

/** The part of the disk that files leave free: the database comes first. */
const reservedRatio = 0.1

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Infinity for a file that is gone. */
const changedMs = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.mtimeMs ?? Infinity

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const namesIn = async (directory: string): Promise<readonly string[]> => {
  try {
    return await readdir(directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Files below `directory`: `files/ab/abcd…`, and `uploads/abcd…` while one comes. */
export const createFileStore = (
  { directory, clock }: { readonly directory: string, readonly clock: Pick<Clock, 'nowMs'> }
): FileStore => {
  const [files, uploads] = [join(directory, 'files'), join(directory, 'uploads')]
  const folderOf = (sha256: string): string => join(files, sha256.slice(0, 2))
  const path = (sha256: string): string => join(folderOf(sha256), sha256)
  /** The bytes that are still to come of each file that is being uploaded: they are as good as taken. */
  const underWay = new Map<string, number>()
  const inUse = new Set<ReadonlySet<string>>()

  /** Without what is still to come of files other than this one. */
  const spaceFor = async (sha256?: string): Promise<number> => {
    await mkdir(uploads, { recursive: true, mode: 0o700 })
    const { bavail, blocks, bsize } = await statfs(uploads)
    const taken = underWay.entries().reduce((sum, [other, bytes]) => sum + (other === sha256 ? 0 : bytes), 0)
    return Math.max(0, Math.floor(bavail * bsize - blocks * bsize * reservedRatio - taken))
  }

  const requireSpace = async ({ sha256 }: FileKey, size: number): Promise<void> => {
    const space = await spaceFor(sha256)
    if (space < size) {
      const needed = `the file needs ${size} bytes and the server has ${space} for it`
      throw new ContentFullError(`${needed}, beside the tenth of its disk that is kept free; delete old versions or content, or add a disk`)
    }
  }

  const complete = async (upload: string, { sha256 }: FileKey): Promise<void> => {
    if (await hashOf(upload) !== sha256) {
      await rm(upload)
      throw new UploadMismatchError('the uploaded file has another SHA-256 than announced: it changed while it was read; upload it again')
    }
    await mkdir(folderOf(sha256), { recursive: true })
    await rename(upload, path(sha256))
    syncPath(folderOf(sha256))
    syncPath(files)
  }

  const write = async (upload: string, file: FileKey, offset: number, source: AsyncIterable<Buffer>): Promise<number> => {
    let position = offset
    await using handle = await open(upload, 'a', 0o600)
    for await (const chunk of source) {
      if (position + chunk.length > file.size) {
        await handle.truncate(0)
        throw new UploadMismatchError(`expected ${file.size} bytes in all, got more; it changed while it was read: upload it again`)
      }
      await handle.appendFile(chunk)
      position += chunk.length
      underWay.set(file.sha256, file.size - position)
    }
    if (position === file.size) await handle.sync()
    return position
  }

  const isComplete = async ({ sha256, size }: FileKey): Promise<boolean> => await sizeOf(path(sha256)) === size
  const storedBytes = async (file: FileKey): Promise<number> =>
    await isComplete(file) ? file.size : await sizeOf(join(uploads, file.sha256)) ?? 0

  return {
    isComplete,
    storedBytes,
    freeBytes: () => spaceFor(),
    async append (file, offset, source) {
      const { sha256, size } = file
      const upload = join(uploads, sha256)
      if (underWay.has(sha256)) throw new UploadConflictError('somebody uploads this file at the moment; try again')
      underWay.set(sha256, size - offset)
      try {
        const stored = await storedBytes(file)
        if (stored !== offset) throw new UploadConflictError(`expected the upload to go on at byte ${stored}, got ${offset}`)
        if (await isComplete(file)) return size
        await requireSpace(file, size - offset)
        const position = await write(upload, file, offset, source)
        const seconds = clock.nowMs() / 1000
        await utimes(upload, seconds, seconds)
        if (position === size) await complete(upload, file)
        return position
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        // Somebody else took the space. What came of the file would keep it from the database.
        await rm(upload, { force: true })
        throw new ContentFullError('the disk of the server is full, so nothing of the file was stored; make space there, then upload it again')
      } finally {
        underWay.delete(sha256)
      }
    },
    read: async (file) => await isComplete(file) ? readFile(path(file.sha256)) : undefined,
    async open (sha256) {
      try {
        const handle = await open(path(sha256))
        return { handle, size: (await handle.stat()).size }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    protect (named) {
      const hashes = new Set(named.map(({ sha256 }) => sha256))
      inUse.add(hashes)
      return () => { inUse.delete(hashes) }
    },
    async collectGarbage (isNamed, beforeMs) {
      const isInUse = (name: string): boolean => underWay.has(name) || isNamed(name) || inUse.values().some((hashes) => hashes.has(name))
      const folders = (await namesIn(files)).map((folder) => join(files, folder))
      let removed = 0
      for (const folder of [uploads, ...folders]) {
        for (const name of await namesIn(folder)) {
          const file = join(folder, name)
          if (await changedMs(file) >= beforeMs) continue
          // Nothing comes between the question and the deletion, so that no file goes that a version is about to name.
          if (folder === uploads ? underWay.has(name) : isInUse(name)) continue
          unlinkSync(file)
          removed += 1
        }
      }
      return removed
    }
  }
}
