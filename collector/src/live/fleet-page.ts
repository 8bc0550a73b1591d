import type { MetricType } from '@mimamori/exporter/text-format'
import { headText, type FamilyHead } from './family-head.ts'
import type { IdentityLabels } from './live-store.ts'
import { fleetInsertions, hasRoom, newOutput, takePiece, writeFamily, writeText, type Insertions, type Output } from './page-writer.ts'
import type { StoredPage } from './stored-page.ts'
import type { TimeSlice } from './time-slice.ts'

/** One device with the pages of its living groups. */
export interface DevicePages {
  readonly identity: IdentityLabels
  readonly pages: readonly StoredPage[]
}

interface PrintedPage { readonly page: StoredPage, readonly insertions: Insertions }

/** A family over all devices: which page has it, and as which of its families. Numbers, since there is one of each for every family of every device. */
interface Gathered {
  readonly pages: number[]
  readonly families: number[]
  /** The devices do not agree on its type. */
  contradicted: boolean
}

const headOf = (printed: readonly PrintedPage[], { pages, families }: Gathered, entry: number): FamilyHead =>
  printed[pages[entry]!]!.page.layout.families[families[entry]!]!

/** The type that most devices give the name, so that one of another mind hides nobody else's series; the first wins a tie. */
const commonType = (printed: readonly PrintedPage[], gathered: Gathered): MetricType => {
  const counts = new Map<MetricType, number>()
  for (let entry = 0; entry < gathered.pages.length; entry++) {
    const { type } = headOf(printed, gathered, entry)
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return [...counts].reduce((most, next) => next[1] > most[1] ? next : most)[0]
}

/** How far the printing of a family has come. */
interface Progress {
  readonly gathered: Gathered
  /** Printed before its first line, and '' afterwards. */
  heading: string
  readonly type: MetricType
  next: number
}

/** Prints a family's lines until the piece is full; false then, and true once it is done. */
const printEntries = (out: Output, printed: readonly PrintedPage[], progress: Progress, onContradiction: () => void): boolean => {
  const { gathered: { pages, families, contradicted }, type } = progress
  for (; progress.next < pages.length; progress.next++) {
    const { page, insertions } = printed[pages[progress.next]!]!
    const family = families[progress.next]!
    if (contradicted && page.layout.families[family]!.type !== type) {
      onContradiction()
      continue
    }
    if (!hasRoom(out, page, family, insertions, progress.heading.length * 3)) return false
    if (progress.heading !== '') writeText(out, progress.heading)
    progress.heading = ''
    writeFamily(out, page, family, insertions)
  }
  return true
}

/**
 * Prints each family once over all devices, with the HELP of the first that has it under its commonest type. A device's
 * family of another type is left out: one page can give a name only one type.
 */
export async function* printFleet (devices: Iterable<DevicePages>, { slice, onContradiction }: {
  readonly slice: TimeSlice
  readonly onContradiction: () => void
}): AsyncGenerator<Buffer> {
  const printed: PrintedPage[] = []
  const byName = new Map<string, Gathered>()
  for (const { identity, pages } of devices) {
    const insertions = fleetInsertions(identity)
    for (const page of pages) {
      const { families } = page.layout
      for (let family = 0; family < families.length; family++) {
        const { name } = families[family]!
        let gathered = byName.get(name)
        if (gathered === undefined) byName.set(name, gathered = { pages: [], families: [], contradicted: false })
        else if (families[family]!.type !== headOf(printed, gathered, 0).type) gathered.contradicted = true
        gathered.pages.push(printed.length)
        gathered.families.push(family)
      }
      printed.push({ page, insertions })
    }
    const turn = slice.pause()
    if (turn !== undefined) await turn
  }
  const out = newOutput()
  for (const gathered of byName.values()) {
    const first = headOf(printed, gathered, 0)
    const type = gathered.contradicted ? commonType(printed, gathered) : first.type
    const progress: Progress = { gathered, heading: headText({ ...first, type }), type, next: 0 }
    while (!printEntries(out, printed, progress, onContradiction)) {
      yield takePiece(out)
      // Once a piece: an await of nothing, or a look at the clock, costs as much as printing a family.
      const turn = slice.pause()
      if (turn !== undefined) await turn
    }
  }
  if (out.at > 0) yield takePiece(out)
}
