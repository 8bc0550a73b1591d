import { settingText, type SettingText } from '../text/setting-text.ts'

/** What keeps the database from being written; a damaged one from being read as well. */
export const diskTroubles = ['full', 'read_only', 'failing', 'damaged'] as const
export type DiskTrouble = typeof diskTroubles[number]

/** The disk is full or fails: nothing of the unit was written, and it can be tried again later. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError'
  readonly trouble: DiskTrouble

  constructor (message: string, trouble: DiskTrouble = 'failing') {
    super(message)
    this.trouble = trouble
  }
}

/** A statement or query that SQLite refused, such as for a constraint; nothing of the unit was written. */
export class StatementError extends Error { override readonly name = 'StatementError' }

/** The data directory belongs to another running collector or to a newer version of this one, or cannot be used. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError'
  /** The message in the reader's language, with the next step. */
  readonly say: (text: SettingText) => string
  /** 2 for what somebody has to change before another start can succeed, as of settings; 1 where it may pass by itself. */
  readonly exitCode: 1 | 2

  constructor (say: (text: SettingText['dataDirectory']) => string, exitCode: 1 | 2 = 2) {
    super(say(settingText('en').dataDirectory))
    this.say = (text) => say(text.dataDirectory)
    this.exitCode = exitCode
  }
}
