import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The file that a shell would run for the first of these names that it finds; undefined if none is installed. */
export const findProgram = (names: readonly string[], path = process.env['PATH'] ?? ''): string | undefined => {
  const directories = path.split(delimiter).filter((directory) => directory !== '')
  return names.flatMap((name) => directories.map((directory) => join(directory, name))).find(isExecutable)
}
