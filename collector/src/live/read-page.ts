import { ExpositionError, scanExposition, type ScannedSample } from '@mimamori/exporter/text-format'
import { cutKinds, encodeCut, type LiveFamily } from './live-family.ts'
import type { LeftOutReason, LiveLimits } from './limits.ts'
import { PageRefusedError } from './live-store.ts'
import { checkSeries, SeriesError, type CheckedSeries } from './series-labels.ts'

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

interface OpenFamily {
  readonly name: string
  readonly type: LiveFamily['type']
  readonly help: string
  readonly lines: string[]
  readonly cuts: number[]
  readonly elsewhere: ReturnType<Surroundings['elsewhere']>
  length: number
}

/**
 * The line as the device page prints it: `job`, `instance`, `site` and `role` become `exported_…` at once. `device`
 * stays there, since it is node_exporter's name for a disk or interface, and becomes `exported_device` where Prometheus
 * adds the target's label, or on the fleet page: the same series by both ways.
 */
const addLine = (family: OpenFamily, text: string, sample: ScannedSample, { identityAt }: CheckedSeries): void => {
  const bare = sample.labelsStart === sample.nameEnd
  const kind = bare ? cutKinds.braces : sample.labels.length === 0 ? cutKinds.emptyBraces : cutKinds.beforeLabels
  family.cuts.push(encodeCut(family.length + sample.labelsStart - sample.nameStart, kind))
  let line = ''
  let from = sample.nameStart
  for (const { name, at } of identityAt) {
    line += text.slice(from, at)
    from = at
    if (name === 'device') family.cuts.push(encodeCut(family.length + line.length, cutKinds.exported))
    else line += 'exported_'
  }
  line += text.slice(from, sample.valueEnd) + '\n'
  family.lines.push(line)
  family.length += line.length
}

const close = ({ name, type, help, lines, cuts }: OpenFamily): LiveFamily =>
  ({ name, type, help, text: lines.join(''), cuts: Uint32Array.from(cuts), series: lines.length })

/** Reads a whole page once. @throws {PageRefusedError} naming the line. */
export const readPage = (text: string, { limits, room, elsewhere }: Surroundings): ReadPage => {
  const families = new Map<string, LiveFamily>()
  const leftOut = new Map<LeftOutReason, number>()
  const keys = new Set<string>()
  let series = 0
  let open: OpenFamily | undefined
  const finish = () => { if (open !== undefined && open.lines.length > 0) families.set(open.name, close(open)) }
  const reasonToLeaveOut = (checked: CheckedSeries, family: OpenFamily): LeftOutReason | undefined => {
    if (checked.leftOut !== undefined) return checked.leftOut
    if (family.elsewhere !== undefined && family.elsewhere.type !== family.type) return 'type_conflict'
    if (family.elsewhere?.keys.has(checked.key) === true) return 'other_group'
    return series >= room ? 'series_cap' : undefined
  }
  try {
    scanExposition(text, {
      onFamily: ({ name, type, help }) => {
        finish()
        open = { name, type, help: help.length > limits.helpLength ? '' : help, lines: [], cuts: [], length: 0, elsewhere: elsewhere(name) }
      },
      onSample: (sample) => {
        const checked = checkSeries(text, sample, limits)
        if (keys.has(checked.key)) throw new SeriesError(sample.line, `the series ${checked.key.slice(0, 120)}${checked.key.includes('{') ? '}' : ''} stands twice on the page`)
        keys.add(checked.key)
        const reason = reasonToLeaveOut(checked, open!)
        if (reason !== undefined) {
          leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
          return
        }
        series++
        addLine(open!, text, sample, checked)
      }
    })
  } catch (error) {
    if (!(error instanceof ExpositionError || error instanceof SeriesError)) throw error
    throw new PageRefusedError([{ path: `/line/${error.line}`, message: error.message }])
  }
  finish()
  return { families, series, leftOut }
}
