import type { ScannedSample } from '@mimamori/exporter/text-format'
import { cutKinds, encodeCut, type LiveFamily } from './live-family.ts'

/** Gathers the lines of one family as the device page prints them, and their cuts for the fleet page. */
export interface FamilyText {
  readonly series: number
  /** `identityAt`: where the line has label names that are identity labels. */
  add (sample: ScannedSample, identityAt: readonly number[]): void
  close (): Pick<LiveFamily, 'text' | 'cuts'>
}

/**
 * Lines that stand together in `page`, as they nearly always do, are kept as one stretch of it: nothing is copied a line.
 *
 * `job`, `instance`, `site` and `role` become `exported_…` at once. `device` stays on the device page, since it is
 * node_exporter's name for a disk or interface, and becomes `exported_device` where Prometheus adds the target's label,
 * or on the fleet page: the same series by both ways.
 */
export const createFamilyText = (page: string): FamilyText => {
  const cuts: number[] = []
  let finished = ''
  /** The stretch of the page that comes after `finished`. */
  let from = 0
  let to = 0
  let series = 0

  const position = (at: number): number => finished.length + at - from
  const begin = (at: number): void => {
    finished += page.slice(from, to)
    from = to = at
  }

  return {
    get series () { return series },
    add (sample, identityAt) {
      const { nameStart, nameEnd, labelsStart, valueEnd } = sample
      if (nameStart !== to) begin(nameStart)
      series++
      cuts.push(encodeCut(position(labelsStart), labelsStart === nameEnd ? cutKinds.braces : sample.labels.length === 0 ? cutKinds.emptyBraces : cutKinds.beforeLabels))
      for (const at of identityAt) {
        if (page.startsWith('device', at)) {
          cuts.push(encodeCut(position(at), cutKinds.exported))
          continue
        }
        to = at
        begin(at)
        finished += 'exported_'
      }
      to = valueEnd + 1
      if (page.charCodeAt(valueEnd) === 10) return
      // Blanks, or a carriage return, stand between the value and the line feed.
      to = valueEnd
      begin(valueEnd)
      finished += '\n'
    },
    close: () => ({ text: finished + page.slice(from, to), cuts: Uint32Array.from(cuts) })
  }
}
