import { statSync } from 'node:fs'

/**
 * Of the path of a directory that must be there: without it every collector would have nothing to say, and not why. @throws {Error} where
 * there is none
 */
export const checkDirectory = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`expected a directory that is there, found ${JSON.stringify(path)}`)
  }
}
