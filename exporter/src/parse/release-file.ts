/** How to ask a running service for its revision. */
export type RevisionSource =
  /** GET on this device; the answer's first line, or the value at the JSON pointer. */
  | { readonly kind: 'http', readonly url: string, readonly pointer: string | undefined }
  /** A program and its arguments, without a shell; the first line that it prints. */
  | { readonly kind: 'command', readonly argv: readonly [string, ...string[]] }
  /** The first line of a file. */
  | { readonly kind: 'file', readonly path: string }

/** The content of `/etc/mimamori/releases.d/NAME.json`. */
export interface ReleaseFile {
  /** The absolute path at which the release is installed. */
  readonly root: string
  readonly revision: RevisionSource
  readonly timeoutMs: number
}

const defaultTimeoutSeconds = 3
const maxTimeoutSeconds = 10

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const found = (value: unknown): string => value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80)

const expect = (path: string, expected: string, value: unknown): Error => new Error(`${path}: expected ${expected}, found ${found(value)}`)

/** Only these keys may occur: a misspelled one would otherwise silently have no effect. */
const checkKeys = (object: Json, path: string, known: readonly string[]): void => {
  const unknown = Object.keys(object).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new Error(`${path}/${unknown}: is not known here; known are ${known.join(', ')}`)
}

const isAbsolute = (value: unknown): value is string => typeof value === 'string' && value.startsWith('/') && !value.includes('\0')

/** Whether a URL leads to this device. */
const isOwnUrl = (value: unknown): value is string => {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

const parseRevision = (value: unknown, root: string): RevisionSource => {
  const path = '/revision'
  if (!isObject(value)) throw expect(path, 'an object with http, command or file', value)
  checkKeys(value, path, ['http', 'pointer', 'command', 'file'])
  const { http, pointer, command, file } = value
  if ([http, command, file].filter((source) => source !== undefined).length !== 1) {
    throw expect(path, 'exactly one of http, command and file', Object.keys(value))
  }
  if (pointer !== undefined && (http === undefined || typeof pointer !== 'string' || !/^(\/[^/]*)+$/.test(pointer))) {
    throw expect(`${path}/pointer`, 'a JSON pointer such as /revision, beside http', pointer)
  }
  if (http !== undefined) {
    if (!isOwnUrl(http)) {
      throw expect(`${path}/http`, 'the http URL of a service on this device, such as http://127.0.0.1:3000/version', http)
    }
    return { kind: 'http', url: http, pointer }
  }
  if (command !== undefined) {
    if (!Array.isArray(command) || !isAbsolute(command[0]) || !command.every((part) => typeof part === 'string')) {
      throw expect(`${path}/command`, 'a list of texts that begins with the absolute path of a program', command)
    }
    return { kind: 'command', argv: command as [string, ...string[]] }
  }
  if (typeof file !== 'string' || file === '' || file.includes('\0')) {
    throw expect(`${path}/file`, 'the path of a file, absolute or below root', file)
  }
  return { kind: 'file', path: file.startsWith('/') ? file : `${root}/${file}` }
}

/** Reads a release's file, strictly. @throws with the JSON pointer of the mistake, the expected value and the actual one. */
export const parseReleaseFile = (text: string): ReleaseFile => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`is not JSON: ${(error as Error).message}`, { cause: error })
  }
  if (!isObject(value)) throw expect('/', 'an object', value)
  checkKeys(value, '', ['root', 'revision', 'timeoutSeconds'])
  const { root, revision, timeoutSeconds = defaultTimeoutSeconds } = value
  if (!isAbsolute(root)) throw expect('/root', 'an absolute path such as /opt/signage/current', root)
  if (typeof timeoutSeconds !== 'number' || !(timeoutSeconds > 0 && timeoutSeconds <= maxTimeoutSeconds)) {
    throw expect('/timeoutSeconds', `a number above 0 and up to ${maxTimeoutSeconds}`, timeoutSeconds)
  }
  return { root, revision: parseRevision(revision, root.replace(/\/+$/, '')), timeoutMs: timeoutSeconds * 1000 }
}
