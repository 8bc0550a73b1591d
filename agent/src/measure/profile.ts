import type { Family, Sample } from '@mimamori/exporter'
import { defaultFamilies, partitions, passingInterfaces, volatileMounts } from './default-profile.ts'

export interface ProfileSettings {
  readonly profile: 'default' | 'full'
  /** As in COLLECTORS: what is asked for by name is carried whole. */
  readonly collectors: readonly string[]
}

const isOfADevice = ({ labels = {} }: Sample): boolean =>
  !(labels['device'] !== undefined && (partitions.test(labels['device']) || passingInterfaces.test(labels['device'])))

const isOnDisk = ({ labels = {} }: Sample): boolean => !volatileMounts.test(labels['mountpoint'] ?? '')

/** Which samples of a family are carried; the others say nothing that these do not, or nothing that anyone asks. */
const sampleFilter = (name: string): ((sample: Sample) => boolean) | undefined => {
  if (name.startsWith('node_disk_') || name.startsWith('node_network_')) return isOfADevice
  if (name.startsWith('node_filesystem_')) return isOnDisk
  return undefined
}

/**
 * What a push carries: of node_exporter's families those of the default profile (default-profile.ts), and everything that is
 * not node_exporter's: our own `mimamori_…`, and what other programs leave in text files. Families from collectors that are asked
 * for by name in COLLECTORS are carried too.
 */
export const selectFamilies = (families: readonly Family[], { profile, collectors }: ProfileSettings): readonly Family[] => {
  if (profile === 'full') return families
  const asked = collectors.filter((name) => !name.startsWith('-')).map((name) => `node_${name}_`)
  return families.flatMap((family) => {
    const { name } = family
    if (!name.startsWith('node_') || asked.some((prefix) => name.startsWith(prefix))) return [family]
    if (!defaultFamilies.has(name)) return []
    const filter = sampleFilter(name)
    return [filter === undefined ? family : { ...family, samples: family.samples.filter(filter) }]
  })
}
