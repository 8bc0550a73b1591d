import { lstatSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartProblem } from '../start/problem.ts'
import type { InstallServerText } from './text.ts'

/** The space that copying leaves free on a disk: the services write there as soon as they run. */
const sparedBytes = 200_000_000

/** The bytes that a file or all files in a directory take on the disk. */
const usedBytes = (path: string): number => {
  const stats = lstatSync(path)
  return stats.blocks * 512 + (stats.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + usedBytes(join(path, name)), 0) : 0)
}

/** The nearest directory above that is there already. */
const nearestDirectory = (
  path: string
): string => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : nearestDirectory(dirname(path))

export interface Copy {
  readonly from: string
  readonly to: string
}

interface Disks {
  /** Distinguishes file systems, which a rename cannot cross. */
  readonly deviceOf: (path: string) => number
  readonly freeBytes: (directory: string) => number
}

const theseDisks: Disks = {
  deviceOf: (path) => statSync(path).dev,
  freeBytes (directory) {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize
  }
}

/** @throws {StartProblem} if a disk has no room for what would be copied to it; what is moved within a disk needs none */
export const requireSpace = (
  copies: readonly Copy[], text: Pick<InstallServerText, 'noSpace'>, { deviceOf, freeBytes } = theseDisks
): void => {
  const needed = new Map<number, { readonly directory: string, readonly bytes: number }>()
  for (const { from, to } of copies) {
    const directory = nearestDirectory(dirname(to))
    const disk = deviceOf(directory)
    if (disk !== deviceOf(from)) needed.set(disk, { directory, bytes: (needed.get(disk)?.bytes ?? sparedBytes) + usedBytes(from) })
  }
  for (const { directory, bytes } of needed.values()) {
    const free = freeBytes(directory)
    if (free < bytes) throw new StartProblem(text.noSpace({ directory, neededMb: Math.ceil(bytes / 1e6), freeMb: Math.floor(free / 1e6) }))
  }
}
