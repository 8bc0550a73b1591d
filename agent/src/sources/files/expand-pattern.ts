import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { globToRegExp, isGlob } from '../lines/glob.ts'

const entriesOf = (directory: string): Dirent[] => {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    // It may come later; a file that may not be read is logged by its own name.
    return []
  }
}

/** Compressed, or set aside under the name of another: logrotate(8)'s app.log.1, app.log-20261128, app.log.2.gz. */
export const compressed = /\.(?:gz|xz|zst|bz2|lz4)$/
export const setAside = /(?:\.\d{1,3}|-\d{8,14}|\.old|\.bak|~)$/

const segmentsOf = (pattern: string): string[] => pattern.split('/').filter((segment) => segment !== '')

/** The names in a directory that a segment of a pattern selects. */
const select = (names: readonly string[], segment: string): string[] => {
  const expression = globToRegExp(segment)
  return names.filter((name) => expression.test(name) && (segment.startsWith('.') || !name.startsWith('.'))).sort()
}

/** The directories of a pattern's files, existing or not, without following links. */
export const directoriesOf = (pattern: string): string[] => {
  const enter = (directory: string, segment: string): string[] => {
    const names = entriesOf(directory).filter((entry) => entry.isDirectory()).map(({ name }) => name)
    return (isGlob(segment) ? select(names, segment) : [segment]).map((name) => join(directory, name))
  }
  return segmentsOf(pattern).slice(0, -1).reduce((found, segment) => found.flatMap((directory) => enter(directory, segment)), ['/'])
}

/** The files that a pattern of paths names now, in order, without the ones that a rotation has set aside. */
export const expandPattern = (pattern: string): string[] => {
  const last = segmentsOf(pattern).at(-1)!
  return directoriesOf(pattern).flatMap((directory) => {
    if (!isGlob(last)) return [join(directory, last)]
    const names = entriesOf(directory).filter((entry) => !entry.isDirectory()).map(({ name }) => name)
    return select(names, last)
      .filter((name) => !compressed.test(name) && !(setAside.test(name) && names.includes(name.replace(setAside, ''))))
      .map((name) => join(directory, name))
  })
}
