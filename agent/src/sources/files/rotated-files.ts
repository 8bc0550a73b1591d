import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Encoding } from '../../config/encodings.ts'
import { compressed, setAside } from './expand-pattern.ts'
import type { FileIdentity, FilePosition } from './file-position.ts'
import { isSame } from './moved-file.ts'
import { tryOpen, type OpenFile } from './open-file.ts'

/** How logrotate(8) names what it sets aside: app.log.2 by its number, app.log-20261128 by its date. */
const numbered = /\.(\d{1,3})$/
const dated = /-(\d{8,14})$/

/**
 * Orders names of files set aside from one file, the oldest first: numbers count up with age, dates with time. Names of other forms
 * have no order.
 */
const compareRotations = (one: string, other: string): number => {
  const age = (name: string): number => Number(numbered.exec(name)?.[1] ?? 0) - Number(dated.exec(name)?.[1] ?? 0)
  return age(other) - age(one)
}

interface SetAside extends FileIdentity {
  readonly path: string
  readonly mtimeMs: number
}

/** A file that is renamed while they are listed is seen twice or not at all; a second listing shows that. */
const mostListings = 5

const statOf = (path: string): SetAside | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat && { path, device: stat.dev, inode: stat.ino, mtimeMs: stat.mtimeMs }
}

/** Whether a file next to a path's, named as if it were set aside from it, is another or was set aside from another. */
export type IsOthers = (path: string) => boolean

/** Whether a name is that of a file, or begins as a rotation of it would. */
const isBelow = (name: string, file: string): boolean => name === file || name.startsWith(`${file}.`) || name.startsWith(`${file}-`)

/** Tells app.log and app.log.1 from what was set aside from app, by the paths that are followed. */
export const isOfAnother = (path: string, candidate: string, followed: Iterable<string>): boolean =>
  [...followed].some((other) =>
    other.length > path.length && isBelow(other, path) && !setAside.test(other.slice(path.length)) && isBelow(candidate, other))

/** The files that a rotation may have made of a file, the oldest first; none if its directory cannot be read. */
const setAsideOf = (path: string, isOthers: IsOthers): SetAside[] => {
  const [directory, name] = [dirname(path), basename(path)]
  try {
    return readdirSync(directory)
      .filter((other) => other !== name && isBelow(other, name) && !compressed.test(other) && !isOthers(join(directory, other)))
      .map((other) => statOf(join(directory, other))).filter((found) => found !== undefined)
      .sort((one, other) => one.mtimeMs - other.mtimeMs || compareRotations(one.path, other.path))
  } catch {
    return []
  }
}

const namesOf = (files: readonly SetAside[]): string => files.map(({ path, inode }) => `${path} ${inode}`).sort().join('\n')

/** Opens the files that were set aside from a file, the oldest first. */
const openSetAside = (path: string, encoding: Encoding | undefined, isOthers: IsOthers): OpenFile[] => {
  for (let listing = setAsideOf(path, isOthers), listings = 1; ; listings++) {
    const files = listing.map(({ path: candidate }) => tryOpen(candidate, encoding)).filter((file) => file !== undefined)
    const after = setAsideOf(path, isOthers)
    if (namesOf(after) === namesOf(listing) || listings === mostListings) return files
    for (const file of files) file.close()
    listing = after
  }
}

/** Takes the needed ones of those before the file that has the path by now, which was opened before and may be renamed, too. */
const take = (files: readonly OpenFile[], current: OpenFile, isNeeded: (file: OpenFile, index: number) => boolean): OpenFile[] => {
  const end = files.findIndex((file) => isSame(file, current))
  return files.filter((file, index) => {
    const isTaken = (end === -1 || index < end) && isNeeded(file, index)
    if (!isTaken) file.close()
    return isTaken
  })
}

/** Finds and opens the files that were set aside from a file, the oldest first. `current` is the one that has the path by now. */
export const createRotatedFiles = (path: string, isOthers: IsOthers) => ({
  /**
   * The files to read on in when a file is no longer the one that was read, or was truncated: the one that it has become, or that its
   * content was copied to, then those that were set aside after it. Empty if none of them exists.
   */
  after (position: FilePosition, current: OpenFile): OpenFile[] {
    const files = openSetAside(path, current.encoding, isOthers)
    const renamed = files.findIndex((file) => isSame(file, position) && file.resume(position))
    // Nothing tells the copy of an empty file from any other.
    const first = renamed === -1 && position.fingerprint.bytes > 0 ? files.findLastIndex((file) => file.resume(position)) : renamed
    return take(files, current, (_file, index) => first !== -1 && index >= first)
  },
  /** Since then, or new by itself, if none was read or that one is not there any more: a rotation removes the oldest. */
  since: (sinceMs: number, current: OpenFile, isNew: (file: OpenFile) => boolean): OpenFile[] =>
    take(openSetAside(path, current.encoding, isOthers), current, (file) => file.stat().mtimeMs > sinceMs || isNew(file)),
  /** Between two files that had this path one after the other. */
  between (older: OpenFile, current: OpenFile): OpenFile[] {
    const files = openSetAside(path, current.encoding, isOthers)
    const first = files.findIndex((file) => isSame(file, older))
    const olderMs = older.stat().mtimeMs
    // One that was removed or compressed has no name any more: what was written after it is behind it.
    return take(files, current, (file, index) => first === -1 ? file.stat().mtimeMs > olderMs : index > first)
  }
})
