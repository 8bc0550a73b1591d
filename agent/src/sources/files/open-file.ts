import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Encoding } from '../../config/encodings.ts'
import { formatPosition, hasFingerprint, isWhole, readFingerprint, type FilePosition, type Fingerprint } from './file-position.ts'

/** Read at once; a longer line is cut. One buffer for all files, which are read one after the other. */
const chunkBytes = 64 * 1024
let chunk: Buffer | undefined

/** A log file that is being read. */
export interface OpenFile {
  readonly device: number
  readonly inode: number
  readonly birthtimeMs: number
  readonly encoding: Encoding | undefined
  /** As of now. */
  stat (): { readonly size: number, readonly mtimeMs: number, readonly nlink: number }
  /** Goes to the position at which a file of this beginning was left; false if this is another, or shorter. */
  resume (position: Pick<FilePosition, 'fingerprint' | 'offset'>): boolean
  /** Goes to the first line that begins behind `bytes` before the end. */
  skipToLast (bytes: number): void
  /** Begins again at its start if it was truncated, or written again. Gives whether it was. */
  wasTruncated (): boolean
  /**
   * Gives whole lines until there is none, `maxBytes` are read, or `onLine` says no. Gives whether more may be there. What is behind
   * the last end of a line is left for later.
   */
  readLines (maxBytes: number, onLine: (line: Buffer, isCut: boolean) => boolean): boolean
  /** The next whole line, which is still to be read. */
  peek (): Buffer | undefined
  /** The bytes after the last end of a line; undefined if there are none. */
  readRest (): Buffer | undefined
  /** Goes to its end, and gives how many lines that leaves out. */
  skipToEnd (): number
  /** The offset of the next line, in bytes. */
  readonly offset: number
  /** The same as text, with the identity of the file. */
  position (): string
  close (): void
}

const describe = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === 'ELOOP' ? 'it is a symbolic link' : (error as Error).message

/** How a line ends in UTF-16; in all other encodings it is the one byte, which is part of no other character. */
const newlines: Readonly<Partial<Record<Encoding, Buffer>>> = { 'utf-16le': Buffer.from([0x0a, 0]), 'utf-16be': Buffer.from([0, 0x0a]) }
const newlineByte = Buffer.from([0x0a])

/**
 * @throws if it cannot be opened, and for anything but a regular file: a link may lead to what the agent alone may read, and a pipe
 * would wait
 */
export const openFile = (path: string, encoding?: Encoding): OpenFile => {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch (error) {
    throw new Error(describe(error), { cause: error })
  }
  const opened = fstatSync(file)
  const { dev: device, ino: inode, birthtimeMs } = opened
  if (!opened.isFile()) {
    closeSync(file)
    throw new Error('it is no regular file')
  }
  const newline = newlines[encoding ?? 'utf-8'] ?? newlineByte
  const unit = newline.length
  let offset = 0
  /** The fingerprint of the bytes read, so that a position is the same whenever it is reached. */
  let fingerprint: Fingerprint = readFingerprint(file, 0)
  /** Within a line that was cut, up to its end. */
  let isSkipping = false

  const read = (): Buffer => {
    chunk ??= Buffer.allocUnsafeSlow(chunkBytes)
    return chunk.subarray(0, readSync(file, chunk, 0, chunkBytes, offset))
  }
  /** In UTF-16, the bytes of one may also be halves of two other characters: ਊ is 0A 0A. */
  const findNewline = (bytes: Buffer, from: number): number => {
    let found = bytes.indexOf(newline, from)
    while (found % unit > 0) found = bytes.indexOf(newline, found + 1)
    return found
  }

  return {
    device,
    inode,
    birthtimeMs,
    encoding,
    get offset () { return offset },
    stat: () => fstatSync(file),
    resume (position) {
      if (fstatSync(file).size < position.offset || !hasFingerprint(file, position.fingerprint)) return false
      offset = position.offset
      fingerprint = position.fingerprint
      return true
    },
    skipToLast (bytes) {
      offset = Math.max(0, fstatSync(file).size - bytes)
      offset -= offset % unit
      isSkipping = offset > 0
    },
    wasTruncated () {
      if (fstatSync(file).size >= offset && hasFingerprint(file, fingerprint)) return false
      offset = 0
      isSkipping = false
      fingerprint = readFingerprint(file, 0)
      return true
    },
    readLines (maxBytes, onLine) {
      for (let left = maxBytes; left > 0;) {
        const bytes = read()
        left -= bytes.length
        let start = 0
        for (let end = findNewline(bytes, 0); end !== -1; end = findNewline(bytes, start)) {
          const line = bytes.subarray(start, end)
          start = end + unit
          offset += line.length + unit
          if (isSkipping) isSkipping = false
          else if (!onLine(line, false)) return true
        }
        if (start > 0) continue
        if (bytes.length < chunkBytes) return false
        offset += bytes.length
        if (!isSkipping && !onLine(bytes, true)) return true
        isSkipping = true
      }
      return true
    },
    peek () {
      const bytes = read()
      const end = findNewline(bytes, 0)
      return end === -1 ? undefined : bytes.subarray(0, end)
    },
    readRest () {
      const rest = Buffer.from(read())
      offset += rest.length
      return rest.length === 0 || isSkipping ? undefined : rest
    },
    skipToEnd () {
      let lines = 0
      for (let bytes = read(); bytes.length > 0; bytes = read()) {
        for (let end = findNewline(bytes, 0); end !== -1; end = findNewline(bytes, end + unit)) lines++
        offset += bytes.length
      }
      return lines
    },
    position () {
      if (!isWhole(fingerprint) && offset > fingerprint.bytes) fingerprint = readFingerprint(file, offset)
      return formatPosition({ device, inode, fingerprint, offset })
    },
    close: () => { closeSync(file) }
  }
}

/** undefined if it cannot be opened. */
export const tryOpen = (path: string, encoding?: Encoding): OpenFile | undefined => {
  try {
    return openFile(path, encoding)
  } catch {
    return undefined
  }
}
