import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Encoding } from '../../config/encodings.ts'
import { compressed } from './expand-pattern.ts'
import type { FileIdentity, FilePosition } from './file-position.ts'
import { isSame } from './moved-file.ts'
import { tryOpen, type OpenFile } from './open-file.ts'

/** How logrotate(8) names what it sets aside: app.log.2 by its number, app.log-20261128 by its date. */
const numbered = /\.(\d{1,3})$/
const dated = /-(\d{8,14})$/

/**
 * Orders names of what was set aside of one file, the oldest first: numbers count up with age, dates with time. Of names of other forms
 * nothing is known.
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

/** The files that a rotation may have made of a file, the oldest first; none if its directory cannot be read. */
const setAsideOf = (path: string): SetAside[] => {
  const [directory, name] = [dirname(path), basename(path)]
  try {
    return readdirSync(directory)
      .filter((other) => (other.startsWith(`${name}.`) || other.startsWith(`${name}-`)) && !compressed.test(other))
      .map((other) => statOf(join(directory, other))).filter((found) => found !== undefined)
      .sort((one, other) => one.mtimeMs - other.mtimeMs || compareRotations(one.path, other.path))
  } catch {
    return []
  }
}

const namesOf = (files: readonly SetAside[]): string => files.map(({ path, inode }) => `${path} ${inode}`).sort().join('\n')

/** Opens what was set aside of a file, the oldest first. */
const openSetAside = (path: string, encoding: Encoding | undefined): OpenFile[] => {
  for (let listing = setAsideOf(path), listings = 1; ; listings++) {
    const files = listing.map(({ path: candidate }) => tryOpen(candidate, encoding)).filter((file) => file !== undefined)
    const after = setAsideOf(path)
    if (namesOf(after) === namesOf(listing) || listings === mostListings) return files
    for (const file of files) file.close()
    listing = after
  }
}

/** Takes the ones that are needed of those before the file that has the path by now, which was opened before and may be renamed, too. */
const take = (files: readonly OpenFile[], current: OpenFile, isNeeded: (file: OpenFile, index: number) => boolean): OpenFile[] => {
  const end = files.findIndex((file) => isSame(file, current))
  return files.filter((file, index) => {
    const isTaken = (end === -1 || index < end) && isNeeded(file, index)
    if (!isTaken) file.close()
    return isTaken
  })
}

/**
 * Where reading goes on when a file is no longer the one that was read, or was truncated: in the one that it has become, or that its
 * content was copied to, then in those that were set aside after it. Empty where none of them is there.
 */
export const findSetAside = (path: string, position: FilePosition, current: OpenFile): OpenFile[] => {
  const files = openSetAside(path, current.encoding)
  const renamed = files.findIndex((file) => isSame(file, position) && file.resume(position))
  // Nothing tells the copy of an empty file from any other.
  const first = renamed === -1 && position.fingerprint.bytes > 0 ? files.findLastIndex((file) => file.resume(position)) : renamed
  return take(files, current, (_file, index) => first !== -1 && index >= first)
}

/**
 * Finds what was set aside of a file since then, or is new by itself, if none was read or that one is not there any more: a rotation
 * removes the oldest.
 */
export const findSetAsideSince = (path: string, sinceMs: number, current: OpenFile, isNew: (file: OpenFile) => boolean): OpenFile[] =>
  take(openSetAside(path, current.encoding), current, (file) => file.stat().mtimeMs > sinceMs || isNew(file))

/** Finds what was set aside between two files that had this path one after the other. */
export const findSetAsideBetween = (path: string, older: OpenFile, current: OpenFile): OpenFile[] => {
  const files = openSetAside(path, current.encoding)
  const first = files.findIndex((file) => isSame(file, older))
  const olderMs = older.stat().mtimeMs
  // One that was removed or compressed has no name any more: what was written after it is behind it.
  return take(files, current, (file, index) => first === -1 ? file.stat().mtimeMs > olderMs : index > first)
}
