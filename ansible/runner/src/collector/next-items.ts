import type { HostItem } from '@mimamori/contract'
import { readHostItem } from '../events/host-item.ts'
import { parseLine } from '../state/json-lines.ts'
import { readFrom } from '../state/read-from.ts'

export interface NextItems {
  /** What is worth reporting of the lines: of a host's steps only the newest. None where no line is an item. */
  readonly items: readonly HostItem[]
  /** The position behind the last of the lines. */
  readonly end: number
}

/** A quarter of what a collector takes at once, and several times the longest item. */
const chunkBytes = 262_144
/** The contract's bound. */
const maxItems = 1000

/** Where the last of the first lines ends; a chunk that is full of one line is passed over, since no item is so long. */
const endOfLines = (chunk: Buffer): number => {
  let end = 0
  for (let lines = 0; lines < maxItems; lines++) {
    const next = chunk.indexOf(0x0a, end) + 1
    if (next === 0) break
    end = next
  }
  return end === 0 && chunk.length === chunkBytes ? chunkBytes : end
}

/** The items of a run's events file from a position on, as many as fit into one message; undefined where no whole line has come since. */
export const nextItems = (file: string, offset: number): NextItems | undefined => {
  const chunk = readFrom(file, offset, chunkBytes)
  const end = endOfLines(chunk)
  if (end === 0) return undefined
  const items = chunk.toString('utf8', 0, end).split('\n').flatMap(parseLine).flatMap((line) => readHostItem(line) ?? [])
  const last = new Map(items.map((item, index) => [item.host, index]))
  return { items: items.filter((item, index) => item.state === 'finished' || last.get(item.host) === index), end: offset + end }
}
