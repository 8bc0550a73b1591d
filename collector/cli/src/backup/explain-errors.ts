import type { Answer, Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'

/** Says what the system or SQLite has refused, by the code of the error, and what to do about it. */
const messageOf = (error: unknown, text: Invocation['text']): string | undefined => {
  const { code, message, path } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return text.needsRoot(message)
  if (code === 'ENOSPC') return text.diskFull(path ?? message)
  return code === 'ERR_SQLITE_ERROR' ? text.databaseRefused(message) : undefined
}

/** Runs a command of backups; what goes wrong on this machine is said without a stack. @throws {CommandError} */
export const explainErrors = async (invocation: Invocation, work: (invocation: Invocation) => Promise<Answer>): Promise<Answer> => {
  try {
    return await work(invocation)
  } catch (error) {
    const message = messageOf(error, invocation.text)
    throw message === undefined ? error : new CommandError(message, { cause: error })
  }
}
