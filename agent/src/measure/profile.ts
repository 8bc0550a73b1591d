import type { Family, Sample } from '@mimamori/exporter'
import { leanFamilies, partitions, passingInterfaces, subsystems, volatileMounts } from './lean-profile.ts'

export interface ProfileSettings {
  /** `full` is another word for `default`. */
  readonly profile: 'default' | 'lean' | 'full'
  /** As in COLLECTORS: a collector asked for by name is carried whole, even by `lean`. */
  readonly collectors: readonly string[]
}

const isOfADevice = ({ labels = {} }: Sample): boolean =>
  !(labels['device'] !== undefined && (partitions.test(labels['device']) || passingInterfaces.test(labels['device'])))

const isOnDisk = ({ labels = {} }: Sample): boolean => !volatileMounts.test(labels['mountpoint'] ?? '')

/** The samples of a family that are carried; the others add nothing, or nothing that anybody reads. */
const sampleFilter = (name: string): ((sample: Sample) => boolean) | undefined => {
  if (name.startsWith('node_disk_') || name.startsWith('node_network_')) return isOfADevice
  if (name.startsWith('node_filesystem_')) return isOnDisk
  return undefined
}

/** Whether a family is of a collector that COLLECTORS turns on by name. */
const isAskedFor = (collectors: readonly string[]): ((family: string) => boolean) => {
  const asked = collectors
    .filter((name) => !name.startsWith('-'))
    .flatMap((name) => subsystems[name] ?? [name])
    .map((subsystem) => `node_${subsystem}`)
  return (family) => asked.some((prefix) => family === prefix || family.startsWith(`${prefix}_`))
}

/**
 * Selects the families of a push: by default all, since a dashboard made for node_exporter may read any of them. Of
 * node_exporter's families, `lean` keeps its own (lean-profile.ts) and those of collectors that are asked for by name, and everything that
 * is not node_exporter's: our own `mimamori_…`, and what other programs leave in text files.
 */
export const selectFamilies = (families: readonly Family[], { profile, collectors }: ProfileSettings): readonly Family[] => {
  if (profile !== 'lean') return families
  const isAsked = isAskedFor(collectors)
  return families.flatMap((family) => {
    const { name } = family
    if (!name.startsWith('node_') || isAsked(name)) return [family]
    if (!leanFamilies.has(name)) return []
    const filter = sampleFilter(name)
    return [filter === undefined ? family : { ...family, samples: family.samples.filter(filter) }]
  })
}
