import { BusyError, UsageError } from '../platform/errors.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'
import type { DevicesText } from './devices-text.en.ts'
import { exitCodes } from './exit-codes.ts'

/** Prints the error that has ended a command line, with its stack if it is one of the program itself, and gives the exit code. */
export const reportError = (error: unknown, { writeError }: Pick<Terminal, 'writeError'>, text: Pick<DevicesText, 'internal'>): number => {
  if (error instanceof BusyError) {
    writeError(`${error.message}\n`)
    return exitCodes.busy
  }
  if (error instanceof UsageError) {
    writeError(error.mistakes.map((mistake) => `mimamori-devices: ${mistake}\n`).join(''))
    return exitCodes.usage
  }
  writeError(`mimamori-devices: ${text.internal}\n${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  return exitCodes.internal
}
