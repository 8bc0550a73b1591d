import type { ScannedSample } from '@mimamori/exporter/text-format'
import type { FamilyHead } from './family-head.ts'

/**
 * All that a strict parse of a page tells apart from its values. It holds for every page that differs from the parsed
 * one in its values alone (match-values.ts), however long they are: places are told from the end of the value before.
 */
export interface PageLayout {
  /** Those of which a line was kept. */
  readonly families: readonly FamilyHead[]
  /** The first line of each family, and the number of lines. A line here is a sample that was kept. */
  readonly firstLines: Uint32Array
  /** Bytes from the end of the value before, or the page's start, to the line's name: among them HELP, TYPE and what was left out. */
  readonly gaps: Uint32Array
  /** The same to the line's value. */
  readonly leads: Uint32Array
  /** Where the fleet's and the device's page differ from what came: bytes from the line's name × 8 + the kind of cut, in rising order. */
  readonly cuts: Uint32Array
  /** The first cut of each line, and the number of cuts. */
  readonly firstCuts: Uint32Array
}

/**
 * What is put in at a cut: identity labels in braces of their own, before other labels, in empty braces; `exported_`
 * before a label of ours, on every page or on the fleet's alone.
 *
 * `device` stays on the device page, since it is node_exporter's name for a disk or interface, and becomes
 * `exported_device` where Prometheus adds the target's label, or on the fleet page: the same series by both ways.
 */
export const cutKinds = { braces: 0, beforeLabels: 1, emptyBraces: 2, exported: 3, exportedOnFleet: 4 } as const
export type CutKind = typeof cutKinds[keyof typeof cutKinds]

export const seriesOf = ({ firstLines }: PageLayout): number => firstLines.at(-1)!

/** Puts a layout together, line by line. */
export interface LayoutBuilder {
  readonly series: number
  /** `identityAt`: where the line has label names that are identity labels. */
  add (head: FamilyHead, sample: ScannedSample, identityAt: readonly number[]): void
  /** The layout, and where in the page's bytes the values end. */
  close (): { readonly layout: PageLayout, readonly ends: Uint32Array }
}

/** Bytes of a text before some place in it. Asked in rising order, so that a page is gone through once. */
export const byteOffsets = (text: string, byteLength: number): ((at: number) => number) => {
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

/** `text` is the page, `byteLength` its length in UTF-8. */
export const createLayoutBuilder = (text: string, byteLength: number): LayoutBuilder => {
  const offset = byteOffsets(text, byteLength)
  const families: FamilyHead[] = []
  const firstLines: number[] = []
  const gaps: number[] = []
  const leads: number[] = []
  const cuts: number[] = []
  const firstCuts: number[] = []
  const ends: number[] = []
  let before = 0

  return {
    get series () { return ends.length },
    add (head, { nameStart, nameEnd, labelsStart, labels, valueStart, valueEnd }, identityAt) {
      if (families.at(-1) !== head) {
        families.push(head)
        firstLines.push(ends.length)
      }
      const start = offset(nameStart)
      const cut = (at: number, kind: CutKind): void => { cuts.push((offset(at) - start) * 8 + kind) }
      gaps.push(start - before)
      firstCuts.push(cuts.length)
      cut(labelsStart, labelsStart === nameEnd ? cutKinds.braces : labels.length === 0 ? cutKinds.emptyBraces : cutKinds.beforeLabels)
      for (const at of identityAt) cut(at, text.startsWith('device', at) ? cutKinds.exportedOnFleet : cutKinds.exported)
      leads.push(offset(valueStart) - before)
      before = offset(valueEnd)
      ends.push(before)
    },
    close: () => ({
      layout: {
        families,
        firstLines: Uint32Array.of(...firstLines, ends.length),
        gaps: Uint32Array.from(gaps),
        leads: Uint32Array.from(leads),
        cuts: Uint32Array.from(cuts),
        firstCuts: Uint32Array.of(...firstCuts, cuts.length)
      },
      ends: Uint32Array.from(ends)
    })
  }
}
