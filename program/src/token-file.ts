import { readFileSync, statSync } from 'node:fs'

/** Prevents opening a FIFO, which blocks until somebody writes into it. @throws if the path is anything but a file */
export const assertFileOrMissing = (file: string): void => {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found !== undefined && !found.isFile()) {
    throw Object.assign(new Error(`${file} is not a file`), { path: file, code: found.isDirectory() ? 'EISDIR' : 'EINVAL' })
  }
}

/** The text of a token file, without the end of the line; undefined if there is none. */
export const readTokenFile = (file: string): string | undefined => {
  assertFileOrMissing(file)
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
