import type { ScannedSample } from '@mimamori/exporter/text-format'
import type { FamilyMetadata } from './family-metadata.ts'
import { collectInsertions, insertionKinds, type InsertionKind } from './insertions.ts'
import type { ExpositionTemplate } from './template.ts'

/** Builds a template, line by line. */
export interface TemplateBuilder {
  /** The number of lines added. */
  readonly series: number
  /** `identityAt`: the positions of the line's label names that are identity labels. */
  add (metadata: FamilyMetadata, sample: ScannedSample, identityAt: readonly number[]): void
  /** The template, and the ends of the values in the exposition's bytes. */
  close (): { readonly template: ExpositionTemplate, readonly valueEnds: Uint32Array }
}

/**
 * The bytes of a text (in UTF-8, `byteLength` of them) before a position. Asked in rising order, so that the text is scanned once.
 */
const byteOffsets = (text: string, byteLength: number): ((at: number) => number) => {
  if (byteLength === text.length) return (at) => at
  let characters = 0
  let bytes = 0
  return (at) => {
    for (; characters < at; characters++) {
      const code = text.charCodeAt(characters)
      // Half of a surrogate pair is half of four bytes.
      bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
    }
    return bytes
  }
}

/** The place for the identity labels: in braces of their own, in empty ones, or before the existing labels. */
const identityKind = ({ nameEnd, labelsStart, labels }: ScannedSample): InsertionKind =>
  labelsStart === nameEnd ? insertionKinds.braces : labels.count === 0 ? insertionKinds.emptyBraces : insertionKinds.beforeLabels

/** `text` is the exposition, `byteLength` its length in UTF-8. */
export const createTemplateBuilder = (text: string, byteLength: number): TemplateBuilder => {
  const offset = byteOffsets(text, byteLength)
  const families: FamilyMetadata[] = []
  const firstLines: number[] = []
  const nameOffsets: number[] = []
  const valueOffsets: number[] = []
  const valueEnds: number[] = []
  const insertions = collectInsertions()
  let before = 0

  return {
    get series () { return valueEnds.length },
    add (metadata, sample, identityAt) {
      if (families.at(-1) !== metadata) {
        families.push(metadata)
        firstLines.push(valueEnds.length)
      }
      const start = offset(sample.nameStart)
      nameOffsets.push(start - before)
      insertions.beginLine()
      insertions.add(offset(sample.labelsStart) - start, identityKind(sample))
      for (const at of identityAt) {
        insertions.add(offset(at) - start, text.startsWith('device', at) ? insertionKinds.exportedOnFleet : insertionKinds.exported)
      }
      valueOffsets.push(offset(sample.valueStart) - before)
      before = offset(sample.valueEnd)
      valueEnds.push(before)
    },
    close: () => ({
      template: {
        families,
        series: valueEnds.length,
        firstLines: Uint32Array.of(...firstLines, valueEnds.length),
        nameOffsets: Uint32Array.from(nameOffsets),
        valueOffsets: Uint32Array.from(valueOffsets),
        insertions: insertions.close()
      },
      valueEnds: Uint32Array.from(valueEnds)
    })
  }
}
