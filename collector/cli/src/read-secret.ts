import { readFileSync } from 'node:fs'
import type { CliText } from './text/cli-text.en.ts'
import { CommandError } from './errors.ts'

/** What a file holds, or standard input for `-`, without the line's end: a secret is never an argument, which others can see. @throws {CommandError} */
export const readSecret = (file: string | undefined, text: CliText): string | undefined => {
  if (file === undefined) return undefined
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').trim()
  } catch (error) {
    throw new CommandError(text.unreadableFile(file, (error as Error).message), { cause: error })
  }
}
