import { ExpositionError, furtherNames, scanInSteps, type MetricType } from '@mimamori/exporter/text-format'
import type { FamilyHead, HeadTable } from './family-head.ts'
import type { LeftOutReason, LiveLimits } from './limits.ts'
import { PageRefusedError } from './live-store.ts'
import { isOwnName } from './own-names.ts'
import { createLayoutBuilder, type PageLayout } from './page-layout.ts'
import { checkSeries, newCheckedSeries, SeriesError } from './series-labels.ts'

/** A page read and checked, ready to take the place of the group's last one. */
export interface ReadPage {
  readonly layout: PageLayout
  /** Where in the page's bytes the value of each kept line ends. */
  readonly ends: Uint32Array
  readonly series: number
  readonly leftOut: ReadonlyMap<LeftOutReason, number>
}

/** What else the device has, that the page must fit to. */
export interface Surroundings {
  readonly limits: LiveLimits
  readonly heads: HeadTable
  /** How many series the device may still have. */
  readonly room: number
  /** The same family in another group of the device, with the keys of its series. */
  readonly elsewhere: (familyName: string) => { readonly type: string, readonly keys: ReadonlySet<string> } | undefined
  /** The families of the device's other groups. */
  readonly otherFamilies: Iterable<Pick<FamilyHead, 'name' | 'type'>>
}

interface OpenFamily {
  readonly head: FamilyHead
  readonly elsewhere: ReturnType<Surroundings['elsewhere']>
  /** The device has another family that readers of the format would take for a part of this one, or this for a part of it. */
  readonly conflicts: boolean
  /** Whether the last sample's name is one that only the collector or Prometheus may give; undefined before the first. */
  isOwn: boolean | undefined
}

const refusal = (error: unknown): unknown =>
  error instanceof ExpositionError || error instanceof SeriesError ? new PageRefusedError([{ path: `/line/${error.line}`, message: error.message }]) : error

/** Reads a whole page of valid UTF-8 once, in steps between which other work can be let in. @throws {PageRefusedError} naming the line. */
export function* readPage (body: Buffer, { limits, heads, room, elsewhere, otherFamilies }: Surroundings): Generator<undefined, ReadPage> {
  const text = body.toString()
  const builder = createLayoutBuilder(text, body.length)
  const leftOut = new Map<LeftOutReason, number>()
  const keys = new Set<string>()
  const checked = newCheckedSeries()
  let sampleCount = 0
  let open: OpenFamily | undefined
  const names = new Set<string>()
  const further = new Set<string>()

  const note = (name: string, ofThis: readonly string[]): void => {
    names.add(name)
    for (const other of ofThis) further.add(other)
  }
  for (const { name, type } of otherFamilies) note(name, furtherNames(name, type))

  /** Of two families that cannot stand on one page the first is kept (name-conflicts.ts). */
  const isConflicting = (name: string, type: MetricType): boolean => {
    const ofThis = furtherNames(name, type)
    if (further.has(name) || ofThis.some((other) => names.has(other))) return true
    note(name, ofThis)
    return false
  }

  const reasonToLeaveOut = ({ head, elsewhere, conflicts, isOwn }: OpenFamily): LeftOutReason | undefined => {
    if (isOwn === true) return 'reserved_name'
    if (checked.leftOut !== undefined) return checked.leftOut
    if (conflicts) return 'type_conflict'
    if (elsewhere !== undefined && elsewhere.type !== head.type) return 'type_conflict'
    if (elsewhere?.keys.has(checked.key) === true) return 'other_group'
    return builder.series >= room ? 'series_cap' : undefined
  }

  try {
    yield* scanInSteps(text, {
      onFamily ({ name, type, help }) {
        open = { head: heads.find(type, name, help.length > limits.helpLength ? '' : help), elsewhere: elsewhere(name), conflicts: isConflicting(name, type), isOwn: undefined }
      },
      onSample (sample) {
        const family = open!
        // Only these families have samples of several names.
        if (family.isOwn === undefined || family.head.type === 'histogram' || family.head.type === 'summary') family.isOwn = isOwnName(text.slice(sample.nameStart, sample.nameEnd))
        checkSeries(text, sample, limits, checked)
        keys.add(checked.key)
        if (keys.size === sampleCount) throw new SeriesError(sample.line, `the series ${checked.key.slice(0, 120)}${checked.key.includes('{') ? '}' : ''} stands twice on the page`)
        sampleCount = keys.size
        if (sampleCount > limits.refusedSeries) throw new SeriesError(sample.line, `the page has more than ${limits.refusedSeries} series, and no more are read; of those, ${limits.seriesPerDevice} of a device are kept. Turn off collectors on the device, or cut its labels down`)
        const reason = reasonToLeaveOut(family)
        if (reason === undefined) builder.add(family.head, sample, checked.identityAt)
        else leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
      }
    }, { longestLine: limits.refusedLineLength })
  } catch (error) {
    throw refusal(error)
  }
  return { ...builder.close(), series: builder.series, leftOut }
}
