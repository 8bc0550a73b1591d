import { readFileSync } from 'node:fs'

/** Errors with which a driver says that it has no answer: no such attribute, the device is down or gone, or no permission. */
const unanswered = new Set([
  'ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EINVAL', 'EOPNOTSUPP', 'ENOTSUP', 'ENODATA', 'EAGAIN', 'EBUSY', 'EIO', 'ETIMEDOUT', 'EACCES',
  'EPERM', 'EISDIR'
])

/**
 * An attribute of a device below /sys, without the white space at its ends; undefined if the driver gives no answer.
 * Bytes that are no UTF-8 become U+FFFD. Other errors (no more file descriptors, no memory) are thrown.
 */
export const readAttribute = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && unanswered.has(String(error.code))) return undefined
    throw error
  }
}

/** The attributes of a device in a directory, each under its label: empty if the driver gives no answer. */
export const readLabels = (directory: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([label, file]) => [label, readAttribute(`${directory}/${file}`) ?? '']))

const integer = /^[+-]?(?:0[xX][0-9a-fA-F]+|\d+)$/

/** The whole number of an attribute, decimal or with a leading 0x; undefined if there is none. */
export const readInteger = (path: string): number | undefined => {
  const text = readAttribute(path)
  if (text === undefined || !integer.test(text)) return undefined
  const magnitude = Number(text.replace(/^[+-]/, ''))
  return text.startsWith('-') ? -magnitude : magnitude
}
