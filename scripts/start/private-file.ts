import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file that only its owner can read, whole or not at all. */
export const writePrivateFile = (path: string, content: string): void => {
  const fresh = `${path}.new`
  rmSync(fresh, { force: true })
  writeFileSync(fresh, content, { mode: 0o600, flag: 'wx' })
  renameSync(fresh, path)
}

/** Its text without the line's end; undefined where it is not there or empty. */
export const readPrivateFile = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
