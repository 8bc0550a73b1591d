import type { MetricType } from '@mimamori/exporter/text-format'
import { headText, type FamilyHead } from './family-head.ts'
import type { IdentityLabels } from './live-store.ts'
import { conflictingNames } from './name-conflicts.ts'
import { gatherIdentities, hasRoom, newOutput, takePiece, writeFamily, writeText, type Identities, type Output, type PrintedFamily } from './page-writer.ts'
import type { StoredPage } from './stored-page.ts'
import type { TimeSlice } from '../event-loop/time-slice.ts'

/** One device with the pages of its living groups. */
export interface DevicePages {
  readonly identity: IdentityLabels
  readonly pages: readonly StoredPage[]
}

/** All pages of the fleet, and whose each is. */
interface Printed {
  readonly pages: readonly StoredPage[]
  readonly deviceOf: readonly number[]
  readonly identities: Identities
}

/** A family over all devices: which page has it, and as which of its families. Numbers, since there is one of each for every family of every device. */
interface Gathered {
  readonly pages: number[]
  readonly families: number[]
  /** The devices do not agree on its type. */
  contradicted: boolean
}

const headOf = (stored: readonly StoredPage[], { pages, families }: Gathered, entry: number): FamilyHead =>
  stored[pages[entry]!]!.layout.families[families[entry]!]!

/** The type that most devices give the name, so that one of another mind hides nobody else's series; the first wins a tie. */
const commonType = (stored: readonly StoredPage[], gathered: Gathered): MetricType => {
  const counts = new Map<MetricType, number>()
  for (let entry = 0; entry < gathered.pages.length; entry++) {
    const { type } = headOf(stored, gathered, entry)
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
const printEntries = (out: Output, { pages: stored, deviceOf, identities }: Printed, progress: Progress, onContradiction: () => void): boolean => {
  const { gathered: { pages, families, contradicted }, type } = progress
  const entry: PrintedFamily = { page: stored[0]!, family: 0, device: 0 }
  for (; progress.next < pages.length; progress.next++) {
    const page = pages[progress.next]!
    entry.page = stored[page]!
    entry.family = families[progress.next]!
    entry.device = deviceOf[page]!
    if (contradicted && entry.page.layout.families[entry.family]!.type !== type) {
      onContradiction()
      continue
    }
    if (!hasRoom(out, entry, identities, progress.heading.length * 3)) return false
    if (progress.heading !== '') writeText(out, progress.heading)
    progress.heading = ''
    writeFamily(out, entry, identities)
  }
  return true
}

/** Notes which page has which family. */
const gather = (byName: Map<string, Gathered>, stored: readonly StoredPage[], page: number): void => {
  const { families } = stored[page]!.layout
  for (let family = 0; family < families.length; family++) {
    const { name, type } = families[family]!
    let gathered = byName.get(name)
    if (gathered === undefined) byName.set(name, gathered = { pages: [], families: [], contradicted: false })
    else if (type !== headOf(stored, gathered, 0).type) gathered.contradicted = true
    gathered.pages.push(page)
    gathered.families.push(family)
  }
}

/**
 * Prints each family once over all devices, with the HELP of the first that has it under its commonest type. A device's
 * family of another type is left out: one page can give a name only one type. So are families that cannot stand beside others.
 */
export async function* printFleet (devices: Iterable<DevicePages>, { slice, onContradiction }: {
  readonly slice: TimeSlice
  readonly onContradiction: () => void
}): AsyncGenerator<Buffer> {
  const stored: StoredPage[] = []
  const deviceOf: number[] = []
  const identities = gatherIdentities()
  const byName = new Map<string, Gathered>()
  for (const { identity, pages } of devices) {
    const device = identities.add(identity)
    for (const page of pages) {
      deviceOf.push(device)
      gather(byName, stored, stored.push(page) - 1)
    }
    const turn = slice.pause()
    if (turn !== undefined) await turn
  }
  const printed: Printed = { pages: stored, deviceOf, identities: identities.close() }
  const out = newOutput()
  const typeOf = (gathered: Gathered): MetricType => gathered.contradicted ? commonType(stored, gathered) : headOf(stored, gathered, 0).type
  const conflicting = conflictingNames(new Map([...byName].map(([name, gathered]) => [name, { type: typeOf(gathered), pages: gathered.pages.length }])))
  for (const [name, gathered] of byName) {
    if (conflicting.has(name)) {
      for (let left = gathered.pages.length; left > 0; left--) onContradiction()
      continue
    }
    const first = headOf(stored, gathered, 0)
    const type = typeOf(gathered)
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
