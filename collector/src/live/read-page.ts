import { ExpositionError, scanExposition } from '@mimamori/exporter/text-format'
import { createFamilyText, type FamilyText } from './family-text.ts'
import type { LiveFamily } from './live-family.ts'
import type { LeftOutReason, LiveLimits } from './limits.ts'
import { PageRefusedError } from './live-store.ts'
import { checkSeries, newCheckedSeries, requireForeignName, SeriesError } from './series-labels.ts'

/** A page read and checked, ready to take the place of the group's last one. */
export interface ReadPage {
  readonly families: ReadonlyMap<string, LiveFamily>
  readonly series: number
  readonly leftOut: ReadonlyMap<LeftOutReason, number>
}

/** What else the device has, that the page must fit to. */
export interface Surroundings {
  readonly limits: LiveLimits
  /** How many series the device may still have. */
  readonly room: number
  /** The same family in another group of the device, with the keys of its series. */
  readonly elsewhere: (familyName: string) => { readonly type: string, readonly keys: ReadonlySet<string> } | undefined
}

interface OpenFamily extends Omit<LiveFamily, 'text' | 'cuts' | 'series'> {
  readonly lines: FamilyText
  readonly elsewhere: ReturnType<Surroundings['elsewhere']>
}

const refusal = (error: unknown): unknown =>
  error instanceof ExpositionError || error instanceof SeriesError ? new PageRefusedError([{ path: `/line/${error.line}`, message: error.message }]) : error

/** Reads a whole page once. @throws {PageRefusedError} naming the line. */
export const readPage = (text: string, { limits, room, elsewhere }: Surroundings): ReadPage => {
  const families = new Map<string, LiveFamily>()
  const leftOut = new Map<LeftOutReason, number>()
  const keys = new Set<string>()
  const checked = newCheckedSeries()
  let series = 0
  let sampleCount = 0
  let open: OpenFamily | undefined

  const finish = (): void => {
    if (open === undefined || open.lines.series === 0) return
    const { name, type, help, lines } = open
    families.set(name, { name, type, help, series: lines.series, ...lines.close() })
  }
  const reasonToLeaveOut = (family: OpenFamily): LeftOutReason | undefined => {
    if (checked.leftOut !== undefined) return checked.leftOut
    if (family.elsewhere !== undefined && family.elsewhere.type !== family.type) return 'type_conflict'
    if (family.elsewhere?.keys.has(checked.key) === true) return 'other_group'
    return series >= room ? 'series_cap' : undefined
  }

  try {
    scanExposition(text, {
      onFamily ({ name, type, help }) {
        finish()
        open = { name, type, help: help.length > limits.helpLength ? '' : help, lines: createFamilyText(text), elsewhere: elsewhere(name) }
      },
      onSample (sample) {
        const family = open!
        // The other names of a family's samples begin with the family's: only these can make one of ours.
        if (family.lines.series === 0 || family.type === 'histogram' || family.type === 'summary') requireForeignName(text.slice(sample.nameStart, sample.nameEnd), sample.line)
        checkSeries(text, sample, limits, checked)
        keys.add(checked.key)
        if (keys.size === sampleCount) throw new SeriesError(sample.line, `the series ${checked.key.slice(0, 120)}${checked.key.includes('{') ? '}' : ''} stands twice on the page`)
        sampleCount = keys.size
        if (sampleCount > limits.refusedSeries) throw new SeriesError(sample.line, `the page has more than ${limits.refusedSeries} series; a device may have ${limits.seriesPerDevice}. Turn off collectors on the device, or cut its labels down`)
        const reason = reasonToLeaveOut(family)
        if (reason !== undefined) {
          leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
          return
        }
        series++
        family.lines.add(sample, checked.identityAt)
      }
    })
  } catch (error) {
    throw refusal(error)
  }
  finish()
  return { families, series, leftOut }
}
