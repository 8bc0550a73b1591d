import { lstatSync } from 'node:fs'
import { isWhole, parsePosition, type FileIdentity } from './file-position.ts'
import { tryOpen } from './open-file.ts'

/** Also tells it from a file that got its number later; 0 if the file system does not say when it was made. */
export interface FoundFile extends FileIdentity {
  readonly birthtimeMs: number
}

/** The file that has this path; undefined if it cannot be examined. */
export const identify = (path: string): FoundFile | undefined => {
  try {
    const { dev: device, ino: inode, birthtimeMs } = lstatSync(path)
    return { device, inode, birthtimeMs }
  } catch {
    return undefined
  }
}
export const isSame = (one: FileIdentity, other: FileIdentity): boolean => one.device === other.device && one.inode === other.inode

/**
 * The one of these positions whose file now has this path: a rotation may give it, or its copy, a name that a
 * pattern matches as well. undefined if none is of this file.
 */
export const findLeft = (path: string, positions: readonly string[]): string | undefined => {
  const file = tryOpen(path)
  try {
    return file && positions.findLast((text) => {
      const position = parsePosition(text)
      return (
        position !== undefined && position.offset > 0 && (isSame(file, position) || isWhole(position.fingerprint)) && file.resume(position)
      )
    })
  } finally {
    file?.close()
  }
}
