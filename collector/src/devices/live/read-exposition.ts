import { ExpositionError, furtherNames, scanInSteps, type MetricType } from '@mimamori/exporter/text-format'
import type { FamilyMetadata, MetadataTable } from './family-metadata.ts'
import type { LeftOutReason, LiveLimits } from './limits.ts'
import { ExpositionRefusedError } from './live-store.ts'
import type { LabelledSamples, SampleCollector } from './sample-collectors.ts'
import type { OtherGroups } from './other-groups.ts'
import { checkSeries, newCheckedSeries, SeriesError } from './series-labels.ts'
import { createTemplateBuilder } from './template-builder.ts'
import type { ExpositionTemplate } from './template.ts'

const own = /^(?:mimamori_(?:device|update|collector)_|scrape_|up$|ALERTS(?:_FOR_STATE)?$)/

/**
 * Whether a metric name is one that only the collector or Prometheus itself may give: a device that could write them
 * could decide what is reported about it, or about others.
 */
export const isOwnName = (name: string): boolean => own.test(name)

/** An exposition read and checked, ready to replace the group's last one. */
export interface ReadExposition {
  readonly template: ExpositionTemplate
  readonly samples: LabelledSamples
  /** The ends, in its bytes, of the values of the kept lines. */
  readonly valueEnds: Uint32Array
  readonly series: number
  readonly leftOut: ReadonlyMap<LeftOutReason, number>
}

interface Deps {
  readonly limits: LiveLimits
  readonly metadataTable: MetadataTable
  readonly otherGroups: OtherGroups
  readonly samples: SampleCollector
}

interface OpenFamily {
  readonly metadata: FamilyMetadata
  readonly inOtherGroup: ReturnType<OtherGroups['sameFamily']>
  /** The device has another family that readers of the format would take for a part of this one, or this for a part of it. */
  readonly conflicts: boolean
  /** Whether the last sample's name is one that only the collector or Prometheus may give; undefined before the first. */
  isOwn: boolean | undefined
}

const refusal = (error: unknown): unknown =>
  error instanceof ExpositionError || error instanceof SeriesError
    ? new ExpositionRefusedError([{ path: `/line/${error.line}`, message: error.message }])
    : error

/**
 * Reads a whole exposition in valid UTF-8 once, in steps between which other work can run. @throws {ExpositionRefusedError} naming
 * the line.
 */
export function* readExposition (
  body: Buffer,
  { limits, metadataTable, otherGroups, samples }: Deps
): Generator<undefined, ReadExposition> {
  const text = body.toString()
  const builder = createTemplateBuilder(text, body.length)
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
  for (const { name, type } of otherGroups.families) note(name, furtherNames(name, type))

  /** Whether a family conflicts with an earlier one, which is kept (name-conflicts.ts). */
  const isConflicting = (name: string, type: MetricType): boolean => {
    const ofThis = furtherNames(name, type)
    if (further.has(name) || ofThis.some((other) => names.has(other))) return true
    note(name, ofThis)
    return false
  }

  const reasonToLeaveOut = ({ metadata, inOtherGroup, conflicts, isOwn }: OpenFamily): LeftOutReason | undefined => {
    if (isOwn === true) return 'reserved_name'
    if (checked.leftOut !== undefined) return checked.leftOut
    if (conflicts) return 'type_conflict'
    if (inOtherGroup !== undefined && inOtherGroup.type !== metadata.type) return 'type_conflict'
    if (inOtherGroup?.keys.has(checked.key) === true) return 'other_group'
    return builder.series >= otherGroups.seriesLeft ? 'series_cap' : undefined
  }

  try {
    yield* scanInSteps(
      text,
      {
        onFamily ({ name, type, help }) {
          open = {
            metadata: metadataTable.find(type, name, help.length > limits.helpLength ? '' : help),
            inOtherGroup: otherGroups.sameFamily(name),
            conflicts: isConflicting(name, type),
            isOwn: undefined
          }
        },
        onSample (sample) {
          const family = open!
          // Only these families have samples of several names.
          if (family.isOwn === undefined || family.metadata.type === 'histogram' || family.metadata.type === 'summary') {
            family.isOwn = isOwnName(text.slice(sample.nameStart, sample.nameEnd))
          }
          checkSeries(text, sample, limits, checked)
          keys.add(checked.key)
          if (keys.size === sampleCount) {
            throw new SeriesError(
              sample.line,
              `the series ${checked.key.slice(0, 120)}${checked.key.includes('{') ? '}' : ''} appears twice`
            )
          }
          sampleCount = keys.size
          if (sampleCount > limits.refusedSeries) {
            throw new SeriesError(
              sample.line,
              `the exposition has more than ${limits.refusedSeries} series, and is rejected; of a smaller one, ${limits.seriesPerDevice} are kept. Disable collectors on the device, or reduce its labels`
            )
          }
          const reason = reasonToLeaveOut(family)
          if (reason !== undefined) {
            leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
            return
          }
          samples.add(family.metadata.name, text, sample, builder.series)
          builder.add(family.metadata, sample, checked.identityAt)
        }
      },
      { longestLine: limits.refusedLineLength }
    )
  } catch (error) {
    throw refusal(error)
  }
  return { ...builder.close(), samples: samples.close(), series: builder.series, leftOut }
}
