import type { ContentFile } from '@mimamori/contract'
import { CommandError } from '../errors.ts'
import { readInput } from '../read-file.ts'
import type { CliText } from '../text/cli-text.ts'
import type { LocalFile } from './local-files.ts'

/** The files of a folder on another computer, which publish-content.sh has uploaded. */
export interface UploadedList {
  readonly files: readonly ContentFile[]
  /** The bytes that were sent for that. */
  readonly sentBytes: number
}

/** Reads a list. If the server has lost a file of it, that is not found here either. @throws {CommandError} */
export const readUploaded = (file: string, text: CliText): { readonly local: readonly LocalFile[], readonly sentBytes: number } => {
  const content = readInput(file, text)
  try {
    const { files, sentBytes } = JSON.parse(content) as UploadedList
    return { local: files.map((each) => ({ ...each, location: each.path })), sentBytes }
  } catch (error) {
    throw new CommandError(text.unreadableFile(file, (error as Error).message), { cause: error })
  }
}
