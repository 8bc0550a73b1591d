import { parseLine } from './json-lines.ts'
import { readFrom } from './read-from.ts'

export interface LineFollower {
  /** The complete lines since the last call, as JSON; lines that are no JSON are left out and counted. */
  read (): unknown[]
  readonly unreadable: number
}

const chunkBytes = 65_536

/** Follows a file of JSON lines that others append to, and which need not exist yet. */
export const followJsonLines = (file: string): LineFollower => {
  let position = 0
  let rest = Buffer.alloc(0)
  let unreadable = 0

  const readNew = (): Buffer => {
    const chunks: Buffer[] = []
    for (let chunk = readFrom(file, position, chunkBytes); chunk.length > 0; chunk = readFrom(file, position, chunkBytes)) {
      position += chunk.length
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
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
