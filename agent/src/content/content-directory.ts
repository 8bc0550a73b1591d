import { accessSync, constants, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { openSetDirectory } from './set-directory.ts'
import { isSetDirectory } from './set-record.ts'

/** The directory that has all sets of content, and the space on its disk. */
export interface ContentDirectory {
  /** The sets that are here; a directory that somebody else made has no files of the agent's own. */
  names (): readonly string[]
  /**
   * The space that content may still take, in bytes; below zero if others have taken of what it leaves free.
   * @throws if the directory is not there
   */
  freeBytes (): number
  /** The space for content, undefined if the directory is not there, and whether the agent can write to it. */
  access (): { readonly freeBytes: number | undefined, readonly isWritable: boolean }
  /** Bytes of all files of these sets. */
  storedBytes (names: readonly string[]): number
  delete (names: readonly string[]): void
}

/** The space that content leaves free: logs and the rest of the system need some. */
const spareBytes = 64 * 1024 * 1024

export const openContentDirectory = (directory: string): ContentDirectory => {
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize - spareBytes
  }
  return {
    names () {
      try {
        return readdirSync(directory, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && isSetDirectory(join(directory, entry.name)))
          .map(({ name }) => name)
      } catch {
        // Whatever is wrong with the directory is said when something is to be written.
        return []
      }
    },
    freeBytes,
    access () {
      let free: number | undefined
      try {
        free = freeBytes()
        accessSync(directory, constants.W_OK)
        return { freeBytes: free, isWritable: true }
      } catch {
        // It is not there, or not the agent's.
        return { freeBytes: free, isWritable: false }
      }
    },
    storedBytes: (names) => names.reduce((sum, name) => sum + openSetDirectory(join(directory, name)).storedBytes(), 0),
    delete (names) {
      for (const name of names) rmSync(join(directory, name), { recursive: true, force: true })
    }
  }
}
