import { readFile } from 'node:fs/promises'
import { backupState, type BackupState } from '@mimamori/contract/backup-state'

interface Options {
  /** Written by `mimamori backup`. */
  readonly stateFile: string
  /** Called once for each reason why it cannot be read. */
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** The state of this server's backups, as the command has left it. */
export interface BackupWatch {
  /** As of the last check; undefined if backups are not set up, or the file cannot be read. */
  current (): BackupState | undefined
  /** Reads the file now. */
  check (): Promise<BackupState | undefined>
  close (): void
}

/** Reads the state of backups now, and then every half a minute. */
export const watchBackups = ({ stateFile, onError, everyMs = 30_000 }: Options): BackupWatch => {
  let state: BackupState | undefined
  let reason: string | undefined
  const check = async (): Promise<BackupState | undefined> => {
    try {
      state = backupState.parse(JSON.parse(await readFile(stateFile, 'utf8')))
      reason = undefined
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' && message !== reason) onError(error)
      reason = message
      state = undefined
    }
    return state
  }
  void check()
  const timer = setInterval(() => { void check() }, everyMs).unref()
  return { current: () => state, check, close: () => { clearInterval(timer) } }
}
