import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { assertFileOrMissing } from '@mimamori/program/token-file'

/**
 * Makes a directory, and those above it that are missing, of exactly this mode whatever the umask is. One that is there stays
 * as its owner set it. @throws where it cannot be made
 */
export const makeDirectory = (directory: string, mode: number): void => {
  // One by one: `recursive` never returns where the kernel refuses with ENOENT, as in /proc.
  const missing: string[] = []
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path)
  for (const path of missing) {
    mkdirSync(path, { mode })
    chmodSync(path, mode)
  }
  if (!statSync(directory).isDirectory()) throw Object.assign(new Error(`${directory} is a file`), { path: directory, code: 'ENOTDIR' })
}

/**
 * Makes an empty file for its owner alone where there is none. What SQLite writes beside a database has the mode of that.
 * @throws where it cannot be written, or is no file
 */
export const makePrivateFile = (file: string): void => {
  assertFileOrMissing(file)
  closeSync(openSync(file, 'a', 0o600))
}
