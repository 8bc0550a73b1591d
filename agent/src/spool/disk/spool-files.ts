import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { syncPath } from '@mimamori/program/durable-file'

/** The files of a spool, in one directory. Every failure throws, as on a full disk or a card that has become read-only. */
export interface SpoolFiles {
  /** Names and sizes; makes the directory if it is missing. */
  list (): readonly { readonly name: string, readonly bytes: number }[]
  /** Fewer bytes at the end of the file. */
  read (name: string, offset: number, length: number): Buffer
  /**
   * Writes at `offset`, the end of the file; if the file system allows, nothing remains of a partial write. Not yet on the
   * disk: see `sync`.
   */
  write (name: string, offset: number, bytes: Buffer): void
  /** Waits until the file, and its name, is on the disk. */
  sync (name: string): void
  cut (name: string, bytes: number): void
  /** The space that the file system has left for this user. */
  freeBytes (): number
  rename (from: string, to: string): void
  remove (name: string): void
}

const withFile = <Result>(path: string, flags: string, use: (file: number) => Result): Result => {
  const file = openSync(path, flags, 0o640)
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

const writeWhole = (file: number, bytes: Buffer, offset: number): void => {
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, offset + written)
}

/** Files on a real file system. They are opened for each call, which is once in an interval. */
export const createSpoolFiles = (directory: string): SpoolFiles => {
  const makeDirectory = (): void => {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o750 })
    } catch {
      // `recursive` gives ENOENT for a file system that is read-only; this gives the reason.
      mkdirSync(directory)
    }
  }
  const path = (name: string): string => join(directory, name)
  return {
    list () {
      makeDirectory()
      return readdirSync(directory).map((name) => ({ name, bytes: statSync(path(name)).size }))
    },
    read: (name, offset, length) => withFile(path(name), 'r', (file) => {
      const bytes = Buffer.allocUnsafeSlow(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
    }),
    write (name, offset, bytes) {
      if (offset === 0) makeDirectory()
      withFile(path(name), offset === 0 ? 'wx' : 'r+', (file) => {
        try {
          writeWhole(file, bytes, offset)
        } catch (error) {
          ftruncateSync(file, offset)
          throw error
        }
      })
    },
    sync (name) {
      withFile(path(name), 'r', fsyncSync)
      syncPath(directory)
    },
    cut: (name, bytes) => withFile(path(name), 'r+', (file) => { ftruncateSync(file, bytes) }),
    freeBytes () {
      const { bavail, bsize } = statfsSync(directory)
      return bavail * bsize
    },
    rename: (from, to) => { renameSync(path(from), path(to)) },
    remove: (name) => { rmSync(path(name), { force: true }) }
  }
}
