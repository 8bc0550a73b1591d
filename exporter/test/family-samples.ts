import type { Collector } from '../src/collector.ts'
import type { Sample } from '../src/text-format/index.ts'

/** The samples of one family of a collector; none where it does not show that family. */
export const samplesOf = async (collector: Collector, family: string): Promise<readonly Sample[]> =>
  (await collector.collect()).find(({ name }) => name === family)?.samples ?? []

/** The value of the first sample of a family that has these labels. */
export const valueOf = async (
  collector: Collector,
  family: string,
  labels: Readonly<Record<string, string>> = {}
): Promise<number | undefined> =>
  (await samplesOf(collector, family)).find((sample) => Object.entries(labels).every(([label, value]) => sample.labels?.[label] === value))
    ?.value

/** The label `device` of each sample of a family. */
export const devicesOf = async (collector: Collector, family: string): Promise<readonly (string | undefined)[]> =>
  (await samplesOf(collector, family)).map(({ labels }) => labels?.['device'])
