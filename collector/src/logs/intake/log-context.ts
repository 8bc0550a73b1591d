import { isSecretName, redact } from '@mimamori/contract/redaction'

const limits = { depth: 4, entries: 32, textLength: 1000, nameLength: 64, bytes: 4096 } as const

/**
 * Makes text of a device or its programs storable everywhere: whole characters, no NUL, not longer than `length`. A NUL that came as
 * JSON's `\u0000` becomes U+FFFD, as half a surrogate pair does: PostgreSQL cannot store it, and C programs and terminals end a text
 * there; to refuse it would lose everything that came with it. A bare NUL byte inside a JSON string is no JSON and is refused with the body
 * (RFC 8259, section 7).
 */
export const cleanText = (text: string, length: number): string => {
  const cut = text.length > length ? text.slice(0, length) + '…' : text
  return cut.toWellFormed().replaceAll('\0', '\ufffd')
}

/** `cleanText` for the description of each route that takes text of devices. */
export const textRule =
  'Text may contain any character. `\\u0000` and half surrogate pairs are stored as U+FFFD, since databases and terminals cannot hold them. A literal NUL byte is not valid JSON and is rejected.'

/**
 * How many characters of names and texts may still be read: searching for secrets takes time, and a line may bring a megabyte. Twice
 * the kept length, since up to twice of a text's kept length is read.
 */
interface Left {
  characters: number
}

/** `cleanText` without secrets: they are searched for in twice the kept length, so that none is cut in half. */
export const withoutSecrets = (text: string, length: number): string => {
  const read = text.slice(0, 2 * length)
  if (read.length === text.length) return cleanText(redact(text), length)
  const blank = read.lastIndexOf(' ')
  const clean = redact(blank > length ? read.slice(0, blank) : read)
  return cleanText(`${clean}…`, length)
}

/** The end of a name shows whether it is one of a secret. */
const isSecret = (key: string): boolean => isSecretName(key.slice(-2 * limits.nameLength))

const bounded = (value: unknown, depth: number, left: Left): unknown => {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value
  if (left.characters <= 0) return '…'
  if (typeof value === 'string') {
    left.characters -= Math.min(value.length, 2 * limits.textLength)
    return withoutSecrets(value, limits.textLength)
  }
  if (depth >= limits.depth) return '…'
  if (Array.isArray(value)) return value.slice(0, limits.entries).map((entry) => bounded(entry, depth + 1, left))
  return Object.fromEntries(Object.entries(value).slice(0, limits.entries).map(([key, entry]) => {
    left.characters -= Math.min(key.length, 2 * limits.nameLength)
    return [withoutSecrets(key, limits.nameLength), isSecret(key) ? '***' : bounded(entry, depth + 1, left)]
  }))
}

/**
 * A log line's context as it is stored: without secrets, and bounded in depth, entries and size, so
 * that one line cannot fill the disk, nor take long to read. If the whole is still too large only its keys are kept.
 */
export const boundContext = (context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const small = bounded(context, 0, { characters: 2 * limits.bytes }) as Record<string, unknown>
  const bytes = Buffer.byteLength(JSON.stringify(small))
  return bytes <= limits.bytes ? small : { cut: `${bytes} bytes are more than the ${limits.bytes} that are kept`, keys: Object.keys(small) }
}
