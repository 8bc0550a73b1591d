import type { MetricType } from '@mimamori/exporter/text-format'
import { headText, type FamilyHead } from './family-head.ts'
import type { IdentityLabels } from './live-store.ts'
import { createPageWriter, fleetInsertions, type Insertions } from './page-writer.ts'
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

/**
 * Prints each family once over all devices, with the HELP of the first that has it under its commonest type. A device's
 * family of another type is left out: one page can give a name only one type.
 */
export async function* printFleet (devices: Iterable<DevicePages>, { slice, onContradiction }: {
  readonly slice: TimeSlice
  readonly onContradiction: (family: string) => void
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
  const writer = createPageWriter()
  for (const gathered of byName.values()) {
    const first = headOf(printed, gathered, 0)
    const type = gathered.contradicted ? commonType(printed, gathered) : first.type
    let heading = headText({ ...first, type })
    for (let entry = 0; entry < gathered.pages.length; entry++) {
      const { page, insertions } = printed[gathered.pages[entry]!]!
      const family = gathered.families[entry]!
      if (gathered.contradicted && page.layout.families[family]!.type !== type) {
        onContradiction(first.name)
        continue
      }
      if (!writer.hasRoom(heading.length * 3 + writer.spaceFor(page, family, insertions))) {
        yield writer.take()
        // Looked at for each piece of the page: an await of nothing, or a look at the clock, costs as much as printing a family.
        const turn = slice.pause()
        if (turn !== undefined) await turn
      }
      if (heading !== '') writer.text(heading)
      heading = ''
      writer.family(page, family, insertions)
    }
  }
  const rest = writer.take()
  if (rest.length > 0) yield rest
}
