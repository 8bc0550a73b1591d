import type { MetricType } from '@mimamori/exporter/text-format'
import { metadataText, type FamilyMetadata } from './family-metadata.ts'
import type { IdentityLabels } from './live-store.ts'
import { conflictingNames } from './name-conflicts.ts'
import { fits, writeFamily, type PrintedFamily } from './family-lines.ts'
import { gatherIdentities, type Identities } from './identities.ts'
import { newOutput, takePiece, writeText, type Output } from './output.ts'
import type { StoredExposition } from './stored-exposition.ts'
import type { TimeSlice } from '../../platform/event-loop/time-slice.ts'

/** One device with the expositions of its living groups. */
export interface DeviceExpositions {
  readonly identity: IdentityLabels
  readonly expositions: readonly StoredExposition[]
}

/** All expositions of the fleet, each with its device. */
interface Printed {
  readonly expositions: readonly StoredExposition[]
  readonly deviceOf: readonly number[]
  readonly identities: Identities
}

/**
 * A family over all devices: the expositions that have it, and its index in each. Numbers, since there is one of each for every family of
 * every device.
 */
interface Gathered {
  readonly expositions: number[]
  readonly families: number[]
  /** The devices do not agree on its type. */
  contradicted: boolean
}

const metadataOf = (stored: readonly StoredExposition[], { expositions, families }: Gathered, entry: number): FamilyMetadata =>
  stored[expositions[entry]!]!.template.families[families[entry]!]!

/** The type that most devices give the name, so that one that differs hides nobody else's series; the first wins a tie. */
const commonType = (stored: readonly StoredExposition[], gathered: Gathered): MetricType => {
  const counts = new Map<MetricType, number>()
  for (let entry = 0; entry < gathered.expositions.length; entry++) {
    const { type } = metadataOf(stored, gathered, entry)
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
const printEntries = (
  out: Output,
  { expositions: stored, deviceOf, identities }: Printed,
  progress: Progress,
  onContradiction: () => void
): boolean => {
  const {
    gathered: { expositions, families, contradicted },
    type
  } = progress
  const entry: PrintedFamily = { exposition: stored[0]!, family: 0, device: 0 }
  for (; progress.next < expositions.length; progress.next++) {
    const exposition = expositions[progress.next]!
    entry.exposition = stored[exposition]!
    entry.family = families[progress.next]!
    entry.device = deviceOf[exposition]!
    if (contradicted && entry.exposition.template.families[entry.family]!.type !== type) {
      onContradiction()
      continue
    }
    if (!fits(out, entry, identities, progress.heading.length * 3)) return false
    if (progress.heading !== '') writeText(out, progress.heading)
    progress.heading = ''
    writeFamily(out, entry, identities)
  }
  return true
}

/** Records which exposition has which family. */
const gather = (byName: Map<string, Gathered>, stored: readonly StoredExposition[], exposition: number): void => {
  const { families } = stored[exposition]!.template
  for (let family = 0; family < families.length; family++) {
    const { name, type } = families[family]!
    let gathered = byName.get(name)
    if (gathered === undefined) byName.set(name, gathered = { expositions: [], families: [], contradicted: false })
    else if (type !== metadataOf(stored, gathered, 0).type) gathered.contradicted = true
    gathered.expositions.push(exposition)
    gathered.families.push(family)
  }
}

/**
 * Prints each family once over all devices, with the HELP of the first that has its commonest type. A device's
 * family of another type is left out: an exposition can give a name only one type. So are families that conflict with others.
 */
export async function* printFleet (devices: Iterable<DeviceExpositions>, { slice, onContradiction }: {
  readonly slice: TimeSlice
  readonly onContradiction: () => void
}): AsyncGenerator<Buffer> {
  const stored: StoredExposition[] = []
  const deviceOf: number[] = []
  const identities = gatherIdentities()
  const byName = new Map<string, Gathered>()
  for (const { identity, expositions } of devices) {
    const device = identities.add(identity)
    for (const exposition of expositions) {
      deviceOf.push(device)
      gather(byName, stored, stored.push(exposition) - 1)
    }
    const turn = slice.pause()
    if (turn !== undefined) await turn
  }
  const printed: Printed = { expositions: stored, deviceOf, identities: identities.close() }
  const out = newOutput()
  const typeOf = (gathered: Gathered): MetricType =>
    gathered.contradicted ? commonType(stored, gathered) : metadataOf(stored, gathered, 0).type
  const conflicting = conflictingNames(
    new Map([...byName].map(([name, gathered]) => [name, { type: typeOf(gathered), expositions: gathered.expositions.length }]))
  )
  for (const [name, gathered] of byName) {
    if (conflicting.has(name)) {
      for (let left = gathered.expositions.length; left > 0; left--) onContradiction()
      continue
    }
    const first = metadataOf(stored, gathered, 0)
    const type = typeOf(gathered)
    const progress: Progress = { gathered, heading: metadataText({ ...first, type }), type, next: 0 }
    while (!printEntries(out, printed, progress, onContradiction)) {
      yield takePiece(out)
      // Once a piece: an await of nothing, or a check of the clock, costs as much as printing a family.
      const turn = slice.pause()
      if (turn !== undefined) await turn
    }
  }
  if (out.at > 0) yield takePiece(out)
}
