import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { FilePosition } from './file-position.ts'
import { openFile, type OpenFile } from './open-file.ts'
import { compareRotations } from './rotation-age.ts'

interface SetAside {
  readonly path: string
  readonly mtimeMs: number
}

/** What a rotation may have set aside of a file, the oldest first; none where its directory cannot be read. */
const setAsideOf = (path: string): SetAside[] => {
  const [directory, name] = [dirname(path), basename(path)]
  try {
    return readdirSync(directory)
      .filter((other) => (other.startsWith(`${name}.`) || other.startsWith(`${name}-`)) && !/\.(?:gz|xz|zst|bz2|lz4)$/.test(other))
      .map((other) => ({ path: join(directory, other), mtimeMs: statSync(join(directory, other)).mtimeMs }))
      .sort((one, other) => one.mtimeMs - other.mtimeMs || compareRotations(one.path, other.path))
  } catch {
    return []
  }
}

const tryOpen = (path: string): OpenFile | undefined => {
  try {
    return openFile(path)
  } catch {
    return undefined
  }
}

/**
 * Where reading goes on when a file is no longer the one that was read, or was truncated: in the one that it has become, or that its
 * content was copied to, then in those that were set aside after it. Empty where none of them is there.
 */
export const findSetAside = (path: string, position: FilePosition): OpenFile[] => {
  const files = setAsideOf(path).map(({ path: candidate }) => tryOpen(candidate)).filter((file) => file !== undefined)
  const renamed = files.findIndex((file) => file.inode === position.inode && file.device === position.device && file.resume(position))
  // Of an empty file nothing is known by which its copy differs from any other.
  const first = renamed === -1 && position.fingerprint.bytes > 0 ? files.findLastIndex((file) => file.resume(position)) : renamed
  const isNeeded = (index: number): boolean => first !== -1 && index >= first
  return files.filter((file, index) => {
    if (!isNeeded(index)) file.close()
    return isNeeded(index)
  })
}
