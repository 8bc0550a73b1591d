import { escapeLabelValue, type MetricType } from '@mimamori/exporter/text-format'
import { header, insertionsFor, linesWithIdentity, type LiveFamily } from './live-family.ts'
import type { IdentityLabels } from './live-store.ts'
import type { TimeSlice } from './time-slice.ts'

/** One device with the families of its living groups. */
export interface DeviceFamilies {
  readonly identity: IdentityLabels
  readonly families: Iterable<LiveFamily>
}

/** The labels as a target of the HTTP SD has them: job and instance are what node_exporter's dashboards select by. */
export const renderIdentity = ({ device, site, role }: IdentityLabels): string =>
  [['job', 'node'], ['instance', device], ['device', device], ['site', site], ['role', role]]
    .map(([name, value]) => `${name}="${escapeLabelValue(value!)}"`).join(',')

interface Entry { readonly insertions: readonly string[], readonly family: LiveFamily }

/** A family over all devices; contradicted where they do not agree on its type. */
interface Gathered { readonly entries: Entry[], contradicted: boolean }

const pieceLength = 65_536

/** The type that most devices give the name, so that one of another mind hides nobody else's series; the first wins a tie. */
const commonType = (entries: readonly Entry[]): MetricType => {
  const counts = new Map<MetricType, number>()
  for (const { family: { type } } of entries) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].reduce((most, next) => next[1] > most[1] ? next : most)[0]
}

/**
 * Prints each family once over all devices, with the HELP of the first that has it under its commonest type. A device's
 * family of another type is left out: one page can give a name only one type.
 */
export async function* printFleet (devices: Iterable<DeviceFamilies>, { slice, onContradiction }: {
  readonly slice: TimeSlice
  readonly onContradiction: (family: string) => void
}): AsyncGenerator<string> {
  const byName = new Map<string, Gathered>()
  for (const { identity, families } of devices) {
    const insertions = insertionsFor(renderIdentity(identity))
    for (const family of families) {
      const gathered = byName.get(family.name)
      if (gathered === undefined) {
        byName.set(family.name, { entries: [{ insertions, family }], contradicted: false })
        continue
      }
      gathered.entries.push({ insertions, family })
      if (family.type !== gathered.entries[0]!.family.type) gathered.contradicted = true
    }
    const turn = slice.pause()
    if (turn !== undefined) await turn
  }
  let piece = ''
  for (const { entries, contradicted } of byName.values()) {
    const type = contradicted ? commonType(entries) : entries[0]!.family.type
    piece += header({ ...entries[0]!.family, type })
    for (const { family, insertions } of entries) {
      if (family.type !== type) {
        onContradiction(family.name)
        continue
      }
      piece += linesWithIdentity(family, insertions)
      if (piece.length >= pieceLength) {
        yield piece
        piece = ''
      }
      // An await of nothing costs as much as printing a family.
      const turn = slice.pause()
      if (turn !== undefined) await turn
    }
  }
  if (piece !== '') yield piece
}
