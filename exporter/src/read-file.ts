import { readFileSync, readdirSync } from 'node:fs'

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENODEV' || error.code === 'EINVAL')

/** A file of /proc or /sys whole, as text. Throws where it cannot be read. */
export const readText = (path: string): string => readFileSync(path, 'utf8')

/** The same without the white space at its ends; undefined where this machine does not have the file. */
export const readOptional = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The number that a file holds; undefined where there is no file or no number in it. */
export const readNumber = (path: string): number | undefined => {
  const text = readOptional(path)
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  return Number.isNaN(value) ? undefined : value
}

/** Names in a directory that match, in natural order (cpu2 before cpu10); none where there is no such directory. */
export const listNames = (path: string, pattern: RegExp): string[] => {
  try {
    return readdirSync(path).filter((name) => pattern.test(name)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
