import type { HostItem } from '@mimamori/contract'
import { readHostItem } from '../../state/host-item.ts'
import { parseLine } from '../../platform/files/json-lines.ts'
import { readFrom } from '../../platform/files/read-from.ts'

export interface NextItems {
  /** The items to report: only the newest step of each host. None if no line is an item. */
  readonly items: readonly HostItem[]
  /** The position after the last of the lines. */
  readonly end: number
}

/** A quarter of the largest message that the collector accepts, and several times the longest item. */
const chunkBytes = 262_144
/** The contract's bound. */
const maxItems = 1000

/** The end of the last complete line of a chunk; a chunk within a single line is skipped, since no item is so long. */
const endOfLines = (chunk: Buffer): number => {
  let end = 0
  for (let lines = 0; lines < maxItems; lines++) {
    const next = chunk.indexOf(0x0a, end) + 1
    if (next === 0) break
    end = next
  }
  return end === 0 && chunk.length === chunkBytes ? chunkBytes : end
}

/** The items of a run's events file from a position on, as many as fit into one message; undefined without a complete new line. */
export const nextItems = (file: string, offset: number): NextItems | undefined => {
  const chunk = readFrom(file, offset, chunkBytes)
  const end = endOfLines(chunk)
  if (end === 0) return undefined
  const items = chunk.toString('utf8', 0, end).split('\n').flatMap(parseLine).flatMap((line) => readHostItem(line) ?? [])
  const last = new Map(items.map((item, index) => [item.host, index]))
  return { items: items.filter((item, index) => item.state === 'finished' || last.get(item.host) === index), end: offset + end }
}
