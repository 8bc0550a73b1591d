import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'

/** Why nothing can be kept in the state directory. Where none is set, it is one in the checkout, which on the administrator's own computer is none: it has not named the server. */
export const stateMistake = ({ stateDirectory }: Pick<Settings, 'stateDirectory'>, error: unknown, { preflight: text }: CommandText): string => {
  const { path = stateDirectory ?? '', message } = error as NodeJS.ErrnoException
  return stateDirectory === undefined ? text.stateHere(path, message) : text.state(path, message)
}
