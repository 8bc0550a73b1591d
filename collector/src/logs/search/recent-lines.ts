import type { LogLine } from '../../devices/snapshot/log-line.ts'

/** The last stored lines, each with a position that rises by one. */
export interface RecentLines {
  add (lines: readonly LogLine[]): void
  /** The position of the newest; 0 before the first. */
  readonly newest: number
  /** Lines stored after a position, the oldest first, and whether some of them are gone. */
  after (place: number): { readonly lines: readonly LogLine[], readonly isGap: boolean }
}

interface Bounds {
  readonly lines: number
  /** Characters of their messages. */
  readonly characters: number
}

/** More than are stored in some seconds; about 10 MB. */
const enough: Bounds = { lines: 20_000, characters: 4_000_000 }

export const createRecentLines = (most = enough): RecentLines => {
  let recent: LogLine[] = []
  let characters = 0
  let newest = 0

  const shorten = (): void => {
    let surplus = Math.max(0, recent.length - most.lines)
    for (let i = 0; i < surplus; i++) characters -= recent[i]!.message.length
    while (characters > most.characters) characters -= recent[surplus++]!.message.length
    if (surplus > 0) recent = recent.slice(surplus)
  }

  return {
    add (lines) {
      for (const line of lines) {
        recent.push(line)
        characters += line.message.length
      }
      newest += lines.length
      shorten()
    },
    get newest () { return newest },
    after (place) {
      const before = newest - recent.length
      return { lines: recent.slice(Math.max(0, place - before)), isGap: place < before }
    }
  }
}
