import { labelsOf, type ScannedSample } from '@mimamori/exporter/text-format'
import { renamedLabel } from './series-labels.ts'
import type { LiveSample } from './live-sample.ts'
import { createWeakTable } from './weak-table.ts'

/** A sample whose name and labels were read; only its value changes with each report. */
export interface LabelledSample extends Omit<LiveSample, 'value'> {
  readonly line: number
}

/** Samples by family. */
export type LabelledSamples = ReadonlyMap<string, readonly LabelledSample[]>

/** A machine with 128 processors has some 1,100 in the families that are read. A family that would exceed this is passed over. */
const mostSamples = 1536

/** Collects an exposition's samples while it is scanned. */
export interface SampleCollector {
  /** Adds the sample of a stored line. */
  add (family: string, text: string, sample: ScannedSample, line: number): void
  close (): LabelledSamples
}

/** Begins a collector for each exposition; only samples of these families are collected. */
export const createSampleCollectors = (families: ReadonlySet<string>): (() => SampleCollector) => {
  /**
   * Devices of one kind have most samples in common: one object for all of them saves the garbage collector that many.
   */
  const alike = createWeakTable<LabelledSample>()

  const shared = (sample: LabelledSample): LabelledSample => {
    const content = JSON.stringify(sample)
    const known = alike.get(content)
    if (known !== undefined) return known
    // A copy of the strings: a piece of an exposition would keep the whole of it in memory.
    const own = JSON.parse(content) as LabelledSample
    alike.set(content, own)
    return own
  }

  const read = (text: string, sample: ScannedSample, line: number): LabelledSample => {
    const labels = Object.entries(labelsOf(text, sample)).map(([name, value]) => [renamedLabel(name), value])
    return shared({
      name: text.slice(sample.nameStart, sample.nameEnd),
      labels: Object.fromEntries(labels) as Record<string, string>,
      line
    })
  }

  return () => {
    const byFamily = new Map<string, LabelledSample[]>()
    const tooLarge = new Set<string>()
    let count = 0
    return {
      add (family, text, sample, line) {
        if (!families.has(family) || tooLarge.has(family)) return
        const same = byFamily.get(family) ?? []
        byFamily.set(family, same)
        same.push(read(text, sample, line))
        if (++count <= mostSamples) return
        tooLarge.add(family)
        byFamily.delete(family)
        count -= same.length
      },
      close: () => byFamily
    }
  }
}
