import type { Family, Sample } from '../src/text-format/index.ts'

/** A sample's name and labels in one line, the labels in the order of the alphabet; a label in `free` may have any value. */
export const seriesOf = (family: string, { name = family, labels = {} }: Sample, free: readonly string[] = []): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(free.includes(label) ? '*' : value)}`)
    .sort()
    .join(',')}}`

/** What a family is, apart from its samples. */
export const headsOf = (families: readonly Family[]) =>
  families.map(({ name, type, help }) => ({ name, type, help })).sort((a, b) => a.name < b.name ? -1 : 1)

/** Every sample under its series. */
export const samplesOf = (family: Family, free: readonly string[] = []): Map<string, Sample> =>
  new Map(family.samples.map((sample) => [seriesOf(family.name, sample, free), sample]))
