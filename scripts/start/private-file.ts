import { existsSync, readFileSync } from 'node:fs'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** Writes a file that only its owner can read, whole or not at all. */
export const writePrivateFile = (path: string, content: string): void => { replaceFileSync(path, content, { mode: 0o600 }) }

/** Its text without the line's end; undefined if it is missing or empty. */
export const readPrivateFile = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
