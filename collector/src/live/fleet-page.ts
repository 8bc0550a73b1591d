import { escapeLabelValue, type MetricType } from '@mimamori/exporter/text-format'
import { header, linesWithIdentity, type LiveFamily } from './live-family.ts'
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

interface Entry { readonly identity: string, readonly family: LiveFamily }

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
  const byName = new Map<string, Entry[]>()
  for (const { identity, families } of devices) {
    const rendered = renderIdentity(identity)
    for (const family of families) {
      const entries = byName.get(family.name)
      if (entries === undefined) byName.set(family.name, [{ identity: rendered, family }])
      else entries.push({ identity: rendered, family })
    }
    const turn = slice.pause()
    if (turn !== undefined) await turn
  }
  let piece = ''
  for (const entries of byName.values()) {
    const type = commonType(entries)
    piece += header({ ...entries[0]!.family, type })
    for (const { family, identity } of entries) {
      if (family.type !== type) {
        onContradiction(family.name)
        continue
      }
      piece += linesWithIdentity(family, identity)
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
