import { parseFamilies, parseValue } from '@mimamori/exporter/text-format'
import { headText } from './family-head.ts'
import type { LiveSample } from './live-sample.ts'
import { newOutput, noIdentity, takePiece, writeFamily, writeText } from './page-writer.ts'
import type { StoredPage } from './stored-page.ts'
import { createWeakTable } from './weak-table.ts'

/** A family as the device page prints it. */
export const familyText = (page: StoredPage, family: number): string => {
  const out = newOutput()
  writeText(out, headText(page.layout.families[family]!))
  writeFamily(out, { page, family, device: 0 }, noIdentity)
  return takePiece(out).toString()
}

/**
 * Bytes of the families that are read of one page for one list of names, in one go: 8 ms, measured. The sixteen families of facts of a
 * machine with 128 processors have 80 kB.
 */
const mostRead = 262_144

/** A sample whose labels were read; only its value changes with the page. */
interface KnownSample extends Omit<LiveSample, 'value'> {
  readonly line: number
}

const readFamily = (page: StoredPage, family: number): readonly KnownSample[] => {
  const { families, firstLines } = page.layout
  const samples = parseFamilies(familyText(page, family)).flatMap((parsed) => parsed.samples)
  return samples.map(({ name = families[family]!.name, labels = {} }, i) => ({ name, labels, line: firstLines[family]! + i }))
}

/** How long the text of a family is at most; what was left out of it counts. */
const lengthOf = ({ layout: { families, firstLines }, ends }: StoredPage, family: number): number => {
  const [first, end] = [firstLines[family]!, firstLines[family + 1] ?? ends.length]
  return families[family]!.help.length + ends[end - 1]! - (first === 0 ? 0 : ends[first - 1]!)
}

const valueOf = ({ layout, bytes, ends }: StoredPage, line: number): number => {
  const start = (line === 0 ? 0 : ends[line - 1]!) + layout.leads[line]!
  return parseValue(bytes.buffer.toString('latin1', start, ends[line]))!
}

/**
 * Reads the samples of some families of stored pages. For the same list of names, the labels are read once a layout and
 * their values alone with each report. A family with which they would be longer than `mostRead` is passed over.
 */
export const createSampleReader = () => {
  const known = new WeakMap<StoredPage, WeakMap<readonly string[], readonly KnownSample[]>>()
  /** Devices of one kind say the same of most samples: one object for all of them is that many fewer for the garbage collector to look at. */
  const alike = createWeakTable<KnownSample>()

  const shared = (sample: KnownSample): KnownSample => {
    const content = JSON.stringify(sample)
    const before = alike.get(content)
    if (before === undefined) alike.set(content, sample)
    return before ?? sample
  }

  const knownOf = (page: StoredPage, names: readonly string[]): readonly KnownSample[] => {
    const byNames = known.get(page) ?? new WeakMap<readonly string[], readonly KnownSample[]>()
    known.set(page, byNames)
    const before = byNames.get(names)
    if (before !== undefined) return before
    let left = mostRead
    const samples = names.flatMap((wanted) => {
      const family = page.layout.families.findIndex(({ name }) => name === wanted)
      if (family === -1 || lengthOf(page, family) > left) return []
      left -= lengthOf(page, family)
      return readFamily(page, family).map(shared)
    })
    byNames.set(names, samples)
    return samples
  }

  return (page: StoredPage, names: readonly string[]): LiveSample[] =>
    knownOf(page, names).map(({ name, labels, line }) => ({ name, labels, value: valueOf(page, line) }))
}
