import { statSync } from 'node:fs'

/**
 * Checks a directory that must be there: without it every collector would have no data, and would not say why.
 * @throws {Error} if there is none
 */
export const checkDirectory = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`expected a directory that is there, found ${JSON.stringify(path)}`)
  }
}
