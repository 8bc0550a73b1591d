import { statSync } from 'node:fs'
import { UsageError } from '../platform/errors.ts'
import { checkout } from '../platform/paths.ts'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { openStateDirectory, type StateDirectory } from './state-directory.ts'

/**
 * Opens the state directory for this account. @throws {UsageError} if nothing can be stored there. If none is set, it is one in the
 * checkout, which on the administrator's own computer means that the server was not named.
 */
export const openState = (
  { stateDirectory }: Pick<Settings, 'stateDirectory'>, { preflight: text }: CommandText, root = checkout, usual?: string
): StateDirectory => {
  let state: StateDirectory
  try {
    state = openStateDirectory(stateDirectory, root, usual)
  } catch (error) {
    const { path = stateDirectory ?? '', message } = error as NodeJS.ErrnoException
    throw new UsageError([stateDirectory === undefined ? text.stateHere(path, message) : text.state(path, message)])
  }
  // Root's files there could not be written by the account for updates afterwards.
  if (statSync(state.root).uid !== process.getuid?.()) throw new UsageError([text.owner(state.root)])
  return state
}
