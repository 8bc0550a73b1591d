import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Writes a file that only its owner can read, also where it was there before with another mode. */
export const writePrivateFile = (path: string, content: string): void => {
  writeFileSync(path, '', { mode: 0o600, flag: 'a' })
  chmodSync(path, 0o600)
  writeFileSync(path, content)
}

/** Its text without the line's end; undefined where it is not there or empty. */
export const readPrivateFile = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
