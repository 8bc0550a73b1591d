import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { globToRegExp, isGlob } from '../lines/glob.ts'

const entriesOf = (directory: string) => {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    // It may come later; that it may not be read is logged of the file, once it has a name.
    return []
  }
}

/** Compressed, or set aside under the name of another: logrotate(8)'s app.log.1, app.log-20261128, app.log.2.gz. */
const compressed = /\.(?:gz|xz|zst|bz2|lz4)$/
const setAside = /(?:\.\d{1,3}|-\d{8,14}|\.old|\.bak|~)$/

/** The files that a pattern of paths names now, in order: without those that a rotation has set aside, and through no directory that is a link. */
export const expandPattern = (pattern: string): string[] => {
  let found = ['/']
  const segments = pattern.split('/').filter((segment) => segment !== '')
  segments.forEach((segment, index) => {
    if (!isGlob(segment)) {
      found = found.map((directory) => join(directory, segment))
      return
    }
    const [expression, isLast] = [globToRegExp(segment), index === segments.length - 1]
    found = found.flatMap((directory) => {
      const names = entriesOf(directory).filter((entry) => isLast ? !entry.isDirectory() : entry.isDirectory()).map(({ name }) => name)
      const hidden = segment.startsWith('.')
      return names
        .filter((name) => expression.test(name) && (hidden || !name.startsWith('.')))
        .filter((name) => !isLast || !(compressed.test(name) || (setAside.test(name) && names.includes(name.replace(setAside, '')))))
        .sort().map((name) => join(directory, name))
    })
  })
  return found
}
