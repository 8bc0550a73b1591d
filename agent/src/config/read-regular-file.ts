import { readFileSync, statSync } from 'node:fs'

/** Far more than any configuration, key or bundle of certificates has (Debian's of all authorities: 220 kB). */
const maxBytes = 1024 * 1024

/**
 * Reads the text of a regular file. @throws if it cannot be read, is larger than 1 MiB, or is not a regular file: opening a named pipe
 * would wait for a writer
 */
export const readRegularFile = (path: string): string => {
  const stat = statSync(path)
  if (!stat.isFile()) throw new Error('it is no regular file')
  if (stat.size > maxBytes) throw new Error(`it has ${stat.size} bytes; ${maxBytes} are the most that is read`)
  return readFileSync(path, 'utf8')
}
