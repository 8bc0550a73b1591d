import type { Family, Sample } from '../text-format/index.ts'

interface File {
  readonly path: string
  readonly families: readonly Family[]
}

interface Merged {
  readonly family: Family
  readonly samples: Sample[]
  readonly keys: Set<string>
  readonly paths: string[]
}

/** Two samples with the same key are one series. A label without a value is no label. */
const keyOf = ({ name, labels = {} }: Sample, family: Family): string =>
  JSON.stringify([name ?? family.name, ...Object.entries(labels).filter(([, value]) => value !== '').sort(([a], [b]) => a < b ? -1 : 1)])

const conflict = (family: Family, { family: first, paths }: Merged): string | undefined => {
  if (family.type !== first.type) return `${family.name} is a ${family.type} here and a ${first.type} in ${paths[0]}`
  return family.help !== '' && first.help !== '' && family.help !== first.help
    ? `${family.name} has another HELP text than in ${paths[0]}`
    : undefined
}

/**
 * These are ours, and a page must not have them twice. Any program's own page has the `process_…` of a client library, which
 * would be taken for ours.
 */
const isReserved = (name: string): boolean => /^(?:node_(?:textfile|scrape_collector)|process|mimamori_exporter)_/.test(name)

/**
 * Puts the families of several files together, each name once. Families and series that contradict an earlier file (another type or help
 * text, a series that exists already) are left out, and `onConflict` called.
 */
export const textfileFamilies = (files: readonly File[], onConflict: (path: string, error: Error) => void): Family[] => {
  const merged = new Map<string, Merged>()
  for (const { path, families } of files) {
    for (const family of families) {
      const known = merged.get(family.name)
      const contradiction = isReserved(family.name) ? `${family.name} is a name of the exporter's own` : known && conflict(family, known)
      if (contradiction !== undefined) {
        onConflict(path, new Error(contradiction))
        continue
      }
      const target: Merged = known ?? { family, samples: [], keys: new Set(), paths: [] }
      if (known === undefined || (known.family.help === '' && family.help !== '')) merged.set(family.name, { ...target, family })
      target.paths.push(path)
      for (const sample of family.samples) {
        const key = keyOf(sample, family)
        if (target.keys.has(key)) onConflict(path, new Error(`${family.name} has the same series twice: ${key}`))
        else target.samples.push(sample)
        target.keys.add(key)
      }
    }
  }
  return [...merged.values()].map(({ family, samples, paths }) => ({
    ...family,
    help: family.help || `Metric read from ${paths.join(', ')}`,
    samples
  }))
}
