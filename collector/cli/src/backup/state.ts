import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { backupState, type BackupState } from '@mimamori/contract/backup-state'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { at, stateFile, type ServerFiles } from './server-paths.ts'

const read = (file: string): BackupState | undefined => {
  try {
    return backupState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // A file that cannot be read is written again: its times come back with the next backup.
    return undefined
  }
}

/** Tells the collector what has happened; the rest stays as it was. Everybody may read it: it names no secret and no place. */
export const recordState = (server: ServerFiles, change: Partial<BackupState>): void => {
  const file = at(server, stateFile)
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  const state = { configuredAt: new Date().toISOString(), ...read(file), ...change }
  replaceFileSync(file, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o644 })
}
