import { readFileSync, readdirSync } from 'node:fs'

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENODEV' || error.code === 'EINVAL')

/** A file of /proc or /sys whole, as text. Throws if it cannot be read. */
export const readText = (path: string): string => readFileSync(path, 'utf8')

/** The bytes of a file; undefined if this machine does not have it. */
export const readBytes = (path: string): Uint8Array | undefined => {
  try {
    return readFileSync(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** A file's text without the white space at its ends; undefined if this machine does not have the file. */
export const readOptional = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The number in a file; undefined if there is no file or no number in it. */
export const readNumber = (path: string): number | undefined => {
  const text = readOptional(path)
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  return Number.isNaN(value) ? undefined : value
}

const trailingNumber = /\d+$/

/** Natural order. Not by localeCompare: its tables of languages cost a small device memory for nothing. */
const naturally = (a: string, b: string): number => {
  const [numberA, numberB] = [trailingNumber.exec(a)?.[0] ?? '', trailingNumber.exec(b)?.[0] ?? '']
  const [stemA, stemB] = [a.slice(0, a.length - numberA.length), b.slice(0, b.length - numberB.length)]
  return stemA === stemB ? Number(numberA) - Number(numberB) : a < b ? -1 : 1
}

/** Names in a directory that match, in natural order (cpu2 before cpu10); none if there is no such directory. */
export const listNames = (path: string, pattern: RegExp): string[] => {
  try {
    return readdirSync(path).filter((name) => pattern.test(name)).sort(naturally)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
