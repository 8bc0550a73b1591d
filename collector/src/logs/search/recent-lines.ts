import type { LogLine } from '../../devices/snapshot/log-line.ts'

/** Lines as they were stored, the last of them, each with a place that rises by one. */
export interface RecentLines {
  add (lines: readonly LogLine[]): void
  /** The place of the newest; 0 before the first. */
  readonly newest: number
  /** Lines stored after a place, the oldest first, and whether some of them are gone. */
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
  let kept: LogLine[] = []
  let characters = 0
  let newest = 0

  const shorten = (): void => {
    let surplus = Math.max(0, kept.length - most.lines)
    for (let i = 0; i < surplus; i++) characters -= kept[i]!.message.length
    while (characters > most.characters) characters -= kept[surplus++]!.message.length
    if (surplus > 0) kept = kept.slice(surplus)
  }

  return {
    add (lines) {
      for (const line of lines) {
        kept.push(line)
        characters += line.message.length
      }
      newest += lines.length
      shorten()
    },
    get newest () { return newest },
    after (place) {
      const before = newest - kept.length
      return { lines: kept.slice(Math.max(0, place - before)), isGap: place < before }
    }
  }
}
