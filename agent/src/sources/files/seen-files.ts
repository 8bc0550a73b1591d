import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { globToRegExp } from '../lines/glob.ts'
import { compressed } from './expand-pattern.ts'
import { identify, type FoundFile } from './moved-file.ts'

/** The most files to remember: each takes some 100 bytes of memory. */
const mostFiles = 2000

/** Tells the number of a removed file from the same one of a later file, which ext4 often gives at once. */
const keyOf = ({ device, inode, birthtimeMs }: FoundFile): string => [device, inode, birthtimeMs].join(':')

/**
 * Remembers the files that were there when their directory was first listed, and all that were opened since: any other that a rotation
 * has set aside is still to be read. No time of a file tells that, since the clock of a device may leap.
 */
export const createSeenFiles = (patterns: readonly string[]) => {
  /** A rotation appends to the name. */
  const names = patterns.map((pattern) => globToRegExp(`${basename(pattern)}*`))
  const seen = new Set<string>()
  const listed = new Set<string>()
  const isFull = (): boolean => seen.size >= mostFiles
  const add = (file: FoundFile): void => {
    if (!isFull()) seen.add(keyOf(file))
  }
  const list = (directory: string): void => {
    try {
      const entries = readdirSync(directory).filter((entry) => names.some((name) => name.test(entry)) && !compressed.test(entry))
      listed.add(directory)
      for (const entry of entries) {
        const file = identify(join(directory, entry))
        if (file) add(file)
      }
    } catch {
      // It may come later.
    }
  }

  return {
    add,
    /** Adds the files of the directories that were not listed before. */
    addListed (directories: ReadonlySet<string>): void {
      // Most have been removed since: the ones that exist now take their place.
      if (isFull()) for (const each of [seen, listed]) each.clear()
      for (const directory of listed) if (!directories.has(directory)) listed.delete(directory)
      for (const directory of directories) if (!listed.has(directory)) list(directory)
    },
    /** Whether it was never seen; no file is taken as new if there are too many to remember. */
    isNew: (file: FoundFile): boolean => !isFull() && !seen.has(keyOf(file))
  }
}
export type SeenFiles = ReturnType<typeof createSeenFiles>
