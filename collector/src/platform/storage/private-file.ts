import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { assertFileOrMissing } from '@mimamori/program/token-file'

/**
 * Makes a directory and its missing parents with exactly this mode, whatever the umask. An existing one stays
 * as its owner set it. @throws if it cannot be made
 */
export const makeDirectory = (directory: string, mode: number): void => {
  // One by one: `recursive` never returns if the kernel refuses with ENOENT, as in /proc.
  const missing: string[] = []
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path)
  for (const path of missing) {
    mkdirSync(path, { mode })
    chmodSync(path, mode)
  }
  if (!statSync(directory).isDirectory()) throw Object.assign(new Error(`${directory} is a file`), { path: directory, code: 'ENOTDIR' })
}

/**
 * Makes an empty file for its owner alone if there is none. SQLite gives the mode of a database to its other files.
 * @throws if it cannot be written, or is no file
 */
export const makePrivateFile = (file: string): void => {
  assertFileOrMissing(file)
  closeSync(openSync(file, 'a', 0o600))
}
