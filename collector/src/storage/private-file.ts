import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a directory, and those above it that are missing, of exactly this mode whatever the umask is. One that is there stays
 * as its owner set it.
 */
export const makeDirectory = (directory: string, mode: number): void => {
  const path = resolve(directory)
  const first = mkdirSync(path, { recursive: true, mode })
  for (let made = path; first !== undefined && made.length >= first.length; made = dirname(made)) chmodSync(made, mode)
}

/** Makes an empty file for its owner alone where there is none. What SQLite writes beside a database has the mode of that. */
export const makePrivateFile = (file: string): void => { closeSync(openSync(file, 'a', 0o600)) }
