import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** The facts about a set's versions beside their files; they outlast a power cut. */
export interface SetRecord {
  /** The numbers of versions, by digest. */
  readonly numbers?: Readonly<Record<string, number>>
  /** The last two versions that were good: the one that `current` leads to, or goes back to, and the one before. */
  readonly good?: readonly string[]
  /** A version that `current` may lead to and that nobody has checked yet. */
  readonly pending?: string | undefined
  /** A version that failed its check; it is not tried again while it is the wanted one. */
  readonly refused?: { readonly digest: string, readonly message: string } | undefined
}

/** Whether the agent made it for a set: it has a record from before its first download, and after a switch its announcement as well. */
export const isSetDirectory = (directory: string): boolean =>
  ['record.json', 'switched'].some((name) => existsSync(join(directory, name)))

/** Empty if there is none, or none that can be read. */
export const readSetRecord = (file: string): SetRecord => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SetRecord
  } catch {
    return {}
  }
}

export const writeSetRecord = (file: string, record: SetRecord): void => {
  replaceFileSync(file, JSON.stringify(record), { mode: 0o644 })
}
