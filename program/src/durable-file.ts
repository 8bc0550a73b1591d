import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface ReplaceOptions {
  /** The file's mode, exactly, whatever the umask. */
  readonly mode: number
  /** Gets the new file before it is renamed, for anything else that it needs, such as a group. */
  readonly prepare?: (fresh: string) => void
}

const freshName = (file: string): string => `${file}.new`

/** Waits until a file, or a directory's list of names, is on the disk. */
export const syncPath = (path: string): void => {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Writes a file whole or not at all: a reader finds either the old content or the new, even after a power cut.
 * One writer at a time.
 * @throws if it cannot be written; the old file is then unchanged
 */
export const replaceFileSync = (file: string, content: string | Uint8Array, { mode, prepare }: ReplaceOptions): void => {
  const fresh = freshName(file)
  rmSync(fresh, { force: true, recursive: true })
  const descriptor = openSync(fresh, 'wx', mode)
  try {
    fchmodSync(descriptor, mode)
    // Unlike writeSync, which on a disk that is almost full may write a part and say nothing.
    writeFileSync(descriptor, content)
    prepare?.(fresh)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(fresh, file)
  syncPath(dirname(file))
}

/** The same, for a caller that must not wait for a disk. */
export const replaceFile = async (file: string, content: string, { mode, prepare }: ReplaceOptions): Promise<void> => {
  const fresh = freshName(file)
  await rm(fresh, { force: true, recursive: true })
  await using handle = await open(fresh, 'wx', mode)
  await handle.chmod(mode)
  await handle.writeFile(content)
  prepare?.(fresh)
  await handle.sync()
  await rename(fresh, file)
  await using directory = await open(dirname(file))
  await directory.sync()
}
