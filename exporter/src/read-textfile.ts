import { readFileSync, statSync } from 'node:fs'
import { parseFamilies, scanExposition, type Family } from './text-format/index.ts'

/** A file of metrics that could be read. */
export interface Textfile {
  readonly families: readonly Family[]
  /** When it was last written, in whole seconds. */
  readonly modifiedSeconds: number
  /** Its size. */
  readonly bytes: number
}

/** The limit for one file, unless set otherwise. */
const usualMaxBytes = 8 * 1024 * 1024
const utf8 = new TextDecoder('utf-8', { fatal: true })

const decode = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Error('it is not valid UTF-8')
  }
}

/**
 * Reads a file in the text format 0.0.4, of at most `maxBytes`.
 *
 * @throws if it has any other form, or has a timestamp: its samples would never go stale, and an old one makes
 * Prometheus refuse the whole page.
 */
export const readTextfile = (path: string, maxBytes = usualMaxBytes): Textfile => {
  const stat = statSync(path)
  // Opening a pipe would block until somebody writes into it.
  if (!stat.isFile()) throw new Error('it is no regular file')
  if (stat.size > maxBytes) throw new Error(`it has ${stat.size} bytes; ${maxBytes} are the most that is read`)
  const text = decode(readFileSync(path))
  scanExposition(text, {
    onFamily () { /* only the samples matter here */ },
    onSample ({ line, hasTimestamp }) {
      if (hasTimestamp) {
        throw new Error(`line ${line} has a timestamp; leave it out, the file's own time is shown as node_textfile_mtime_seconds`)
      }
    }
  })
  return { families: parseFamilies(text), modifiedSeconds: Math.floor(stat.mtimeMs / 1000), bytes: stat.size }
}
