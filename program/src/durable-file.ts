import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface ReplaceOptions {
  /** The file's, exactly, whatever the umask is. */
  readonly mode: number
  /** Gets the new file before it has its name, for what else it needs, such as a group. */
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
 * Writes a file whole or not at all: who reads it meanwhile finds the old content or the new, and after a power cut one of
 * the two is there. One writer at a time.
 * @throws where it cannot be written; the old file is then as it was
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

/** The same, for who must not wait for a disk. */
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
