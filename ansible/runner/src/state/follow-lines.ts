import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parseLine } from './json-lines.ts'

export interface LineFollower {
  /** The whole lines that have come since the last call, as JSON; those that are none are left out and counted. */
  read (): unknown[]
  readonly unreadable: number
}

const chunkBytes = 65_536

/** Follows a file of JSON lines that others append to; it need not be there yet. */
export const followJsonLines = (file: string): LineFollower => {
  let position = 0
  let rest = Buffer.alloc(0)
  let unreadable = 0

  const readNew = (): Buffer => {
    let descriptor: number
    try {
      descriptor = openSync(file, 'r')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
      throw error
    }
    try {
      const chunks: Buffer[] = []
      const { size } = fstatSync(descriptor)
      while (position < size) {
        const chunk = Buffer.alloc(Math.min(chunkBytes, size - position))
        const bytes = readSync(descriptor, chunk, 0, chunk.length, position)
        if (bytes === 0) break
        position += bytes
        chunks.push(chunk.subarray(0, bytes))
      }
      return Buffer.concat(chunks)
    } finally {
      closeSync(descriptor)
    }
  }

  const parse = (line: string): unknown[] => {
    const parsed = parseLine(line)
    if (line !== '' && parsed.length === 0) unreadable++
    return parsed
  }

  return {
    get unreadable () { return unreadable },
    read () {
      const content = Buffer.concat([rest, readNew()])
      const end = content.lastIndexOf(0x0a) + 1
      rest = content.subarray(end)
      return content.toString('utf8', 0, end).split('\n').flatMap(parse)
    }
  }
}
