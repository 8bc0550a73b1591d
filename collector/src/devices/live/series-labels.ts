import type { LabelPositions, ScannedSample } from '@mimamori/exporter/text-format'
import type { LeftOutReason, LiveLimits } from './limits.ts'

/** An error in one series, for which the whole exposition is refused. */
export class SeriesError extends Error {
  readonly line: number

  constructor (line: number, message: string) {
    super(`line ${line}: ${message}`)
    this.line = line
  }
}

/**
 * Labels that the registry gives. An exposition's labels of these names are kept as `exported_…`, as Prometheus does:
 * `device` only in the fleet exposition, the others at once (insertions.ts).
 */
const identityNames = ['job', 'instance', 'device', 'site', 'role'] as const

const exportedDevice = 'exported_device'

/** The name under which Prometheus has a label, together with the target's labels. */
export const exportedLabel = (name: string): string => (identityNames as readonly string[]).includes(name) ? `exported_${name}` : name

/** The name under which a label is kept and printed in a device exposition. */
export const renamedLabel = (name: string): string => name === 'device' ? name : exportedLabel(name)

/**
 * One name for both forms of an identity label, since they become one: `device` and `exported_device` in the fleet exposition and in
 * Prometheus.
 */
const keyName = (name: string): string => name === exportedDevice ? 'device' : renamedLabel(name)

/** One series as the store takes it; the same object is used for every series of an exposition. */
export interface CheckedSeries {
  leftOut: LeftOutReason | undefined
  /** The series' name and labels in one canonical form: equal for two spellings of one series. */
  key: string
  /** The positions of label names that are identity labels, in the order of the line. */
  readonly identityAt: number[]
}

export const newCheckedSeries = (): CheckedSeries => ({ leftOut: undefined, key: '', identityAt: [] })

/** Whether one label's name comes before another's, by code units, without making strings from them. */
const isBefore = (text: string, labels: LabelPositions, one: number, other: number): boolean => {
  const [oneStart, otherStart] = [labels.nameStart(one), labels.nameStart(other)]
  const [oneLength, otherLength] = [labels.nameEnd(one) - oneStart, labels.nameEnd(other) - otherStart]
  for (let i = 0; i < oneLength && i < otherLength; i++) {
    const difference = text.charCodeAt(oneStart + i) - text.charCodeAt(otherStart + i)
    if (difference !== 0) return difference < 0
  }
  return oneLength < otherLength
}

const isIdentity = (text: string, start: number, end: number): boolean =>
  identityNames.some((name) => name.length === end - start && text.startsWith(name, start))

/** The key of a line that is not written in the canonical form: blanks, empty values, labels out of order or renamed. */
const rewrittenKey = (text: string, { nameStart, nameEnd, labels }: ScannedSample): string => {
  const name = text.slice(nameStart, nameEnd)
  const pairs: { readonly label: string, readonly value: string }[] = []
  for (let label = 0; label < labels.count; label++) {
    const value = text.slice(labels.valueStart(label), labels.valueEnd(label))
    if (value !== '') pairs.push({ label: keyName(text.slice(labels.nameStart(label), labels.nameEnd(label))), value })
  }
  if (pairs.length === 0) return name
  return `${name}{${pairs.sort((a, b) => a.label < b.label ? -1 : 1).map(({ label, value }) => `${label}="${value}"`).join(',')}`
}

const conflicts = (text: string, { labels }: ScannedSample): boolean => {
  const names = new Set<string>()
  for (let label = 0; label < labels.count; label++) names.add(text.slice(labels.nameStart(label), labels.nameEnd(label)))
  return identityNames.some((name) => names.has(name) && names.has(`exported_${name}`))
}

/** Fills `checked` for one sample. @throws {SeriesError} if the exposition must be refused. */
export const checkSeries = (text: string, sample: ScannedSample, limits: LiveLimits, checked: CheckedSeries): void => {
  const { labels, line, nameStart, nameEnd } = sample
  if (sample.hasTimestamp) {
    throw new SeriesError(
      line,
      `${text.slice(nameStart, nameEnd)} has a timestamp. Live series have the time of the scrape, and one old timestamp would fail it; send the sample without one, or in a batch of kind samples`
    )
  }
  let leftOut: LeftOutReason | undefined = nameEnd - nameStart > limits.metricNameLength ? 'name_too_long' : undefined
  if (labels.count > limits.labelsPerSeries) leftOut ??= 'too_many_labels'
  checked.identityAt.length = 0
  // Between the braces of the canonical form: name="value" with a comma before each but the first.
  let canonicalLength = Math.max(0, labels.count - 1)
  let canonical = true
  for (let label = 0; label < labels.count; label++) {
    const start = labels.nameStart(label)
    const end = labels.nameEnd(label)
    const valueLength = labels.valueEnd(label) - labels.valueStart(label)
    // Reserved for Prometheus' own use: `__name__` would give the series another name.
    if (text.startsWith('__', start)) leftOut ??= 'reserved_label'
    if (valueLength > limits.refusedLabelValueLength) {
      throw new SeriesError(
        line,
        `the value of the label ${text.slice(start, end)} has ${valueLength} characters; expected at most ${limits.refusedLabelValueLength}, of which ${limits.labelValueLength} are kept`
      )
    }
    if (end - start > limits.labelNameLength) leftOut ??= 'name_too_long'
    if (valueLength > limits.labelValueLength) leftOut ??= 'label_value_too_long'
    if (isIdentity(text, start, end)) {
      checked.identityAt.push(start)
      if (!text.startsWith('device', start)) canonical = false
    } else if (end - start === exportedDevice.length && text.startsWith(exportedDevice, start)) canonical = false
    canonicalLength += end - start + valueLength + 3
    if (valueLength === 0 || (label > 0 && !isBefore(text, labels, label - 1, label))) canonical = false
  }
  if (checked.identityAt.length > 0 && conflicts(text, sample)) leftOut ??= 'label_conflict'
  checked.leftOut = leftOut
  canonical &&=
    labels.count === 0
      ? sample.labelsStart === nameEnd
      : sample.labelsStart === nameEnd + 1 && canonicalLength === sample.labelsEnd - sample.labelsStart
  checked.key = canonical ? text.slice(nameStart, sample.labelsEnd) : rewrittenKey(text, sample)
}
