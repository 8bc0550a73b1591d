import { onTestFinished } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { DataDirectoryError } from '../../../src/platform/storage/errors.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import { dataDirectoryText, settingText } from '../../../src/platform/config/setting-text.ts'

/** What an administrator sees of a start on the directory, and how it ends. @throws where it starts */
export const refusedStart = (directory: string): { readonly message: string, readonly exitCode: number } => {
  try {
    const storage = openStorage({ database: mainDatabase, directory })
    onTestFinished(() => storage.close())
  } catch (error) {
    if (error instanceof DataDirectoryError) {
      return { message: dataDirectoryText(error.problem, settingText('en')), exitCode: error.exitCode }
    }
    throw error
  }
  throw new Error('it started')
}
