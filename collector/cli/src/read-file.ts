import { readFileSync } from 'node:fs'
import { CommandError } from './errors.ts'
import type { CliText } from './text/cli-text.ts'

/** The content of a file, or standard input for `-`. @throws {CommandError} */
export const readInput = (file: string, text: CliText): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new CommandError(text.unreadableFile(file, (error as Error).message), { cause: error })
  }
}

/** A secret is never an argument, which others can see, but the content of a file, without the end of its line. @throws {CommandError} */
export const readSecret = (file: string | undefined, text: CliText): string | undefined =>
  file === undefined ? undefined : readInput(file, text).trim()
