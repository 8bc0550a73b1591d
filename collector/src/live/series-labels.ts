import type { ScannedSample } from '@mimamori/exporter/text-format'
import type { LeftOutReason, LiveLimits } from './limits.ts'

/** What a page says wrongly of one series; the whole page is refused for it. */
export class SeriesError extends Error {
  readonly line: number

  constructor (line: number, message: string) {
    super(`line ${line}: ${message}`)
    this.line = line
  }
}

/**
 * Labels that the registry gives. What a page says under these names is kept as `exported_…`, as Prometheus does:
 * `device` only on the fleet page, the others at once (read-page.ts).
 */
const identityNames = ['job', 'instance', 'device', 'site', 'role'] as const

const exportedDevice = 'exported_device'

/** One name for both forms of an identity label, since they become one: `device` and `exported_device` on the fleet page and in Prometheus. */
const keptName = (name: string): string =>
  name === exportedDevice ? 'device' : name !== 'device' && (identityNames as readonly string[]).includes(name) ? `exported_${name}` : name

/** One series as the store takes it; the same object is used for every series of a page. */
export interface CheckedSeries {
  leftOut: LeftOutReason | undefined
  /** The series' name and labels in one canonical form: equal for two spellings of one series. */
  key: string
  /** Where label names stand that are identity labels, in the order of the line. */
  readonly identityAt: number[]
}

export const newCheckedSeries = (): CheckedSeries => ({ leftOut: undefined, key: '', identityAt: [] })

/** Whether the name at `a` comes before the one at `b`, by code units, without making strings of them. */
const isBefore = (text: string, [aStart, aEnd, bStart, bEnd]: readonly [number, number, number, number]): boolean => {
  for (let a = aStart, b = bStart; a < aEnd && b < bEnd; a++, b++) {
    const difference = text.charCodeAt(a) - text.charCodeAt(b)
    if (difference !== 0) return difference < 0
  }
  return aEnd - aStart < bEnd - bStart
}

const isIdentity = (text: string, start: number, end: number): boolean =>
  identityNames.some((name) => name.length === end - start && text.startsWith(name, start))

/** The key where the line is not written in the canonical form: blanks, empty values, labels out of order or renamed. */
const rewrittenKey = (text: string, { nameStart, nameEnd, labels }: ScannedSample): string => {
  const name = text.slice(nameStart, nameEnd)
  const pairs: { readonly label: string, readonly value: string }[] = []
  for (let i = 0; i < labels.length; i += 4) {
    const value = text.slice(labels[i + 2], labels[i + 3])
    if (value !== '') pairs.push({ label: keptName(text.slice(labels[i], labels[i + 1])), value })
  }
  if (pairs.length === 0) return name
  return `${name}{${pairs.sort((a, b) => a.label < b.label ? -1 : 1).map(({ label, value }) => `${label}="${value}"`).join(',')}`
}

const conflicts = (text: string, { labels }: ScannedSample): boolean => {
  const names = new Set<string>()
  for (let i = 0; i < labels.length; i += 4) names.add(text.slice(labels[i], labels[i + 1]))
  return identityNames.some((name) => names.has(name) && names.has(`exported_${name}`))
}

/** Fills `checked` for one sample. @throws {SeriesError} where the page must be refused. */
export const checkSeries = (text: string, sample: ScannedSample, limits: LiveLimits, checked: CheckedSeries): void => {
  const { labels, line, nameStart, nameEnd } = sample
  if (sample.hasTimestamp) throw new SeriesError(line, `${text.slice(nameStart, nameEnd)} has a timestamp. Live series are taken as of now, and one old timestamp would fail the whole scrape; send it without, or as a batch of kind samples`)
  let leftOut: LeftOutReason | undefined = nameEnd - nameStart > limits.metricNameLength ? 'name_too_long' : undefined
  if (labels.length / 4 > limits.labelsPerSeries) leftOut ??= 'too_many_labels'
  checked.identityAt.length = 0
  // Between the braces of the canonical form: name="value" with a comma before each but the first.
  let canonicalLength = Math.max(0, labels.length / 4 - 1)
  let canonical = true
  for (let i = 0; i < labels.length; i += 4) {
    const start = labels[i]!
    const end = labels[i + 1]!
    const valueLength = labels[i + 3]! - labels[i + 2]!
    // Kept for Prometheus' own use: `__name__` would give the series another name.
    if (text.startsWith('__', start)) leftOut ??= 'reserved_label'
    if (valueLength > limits.refusedLabelValueLength) throw new SeriesError(line, `the value of the label ${text.slice(start, end)} has ${valueLength} characters; at most ${limits.refusedLabelValueLength} are read, and at most ${limits.labelValueLength} kept`)
    if (end - start > limits.labelNameLength) leftOut ??= 'name_too_long'
    if (valueLength > limits.labelValueLength) leftOut ??= 'label_value_too_long'
    if (isIdentity(text, start, end)) {
      checked.identityAt.push(start)
      if (!text.startsWith('device', start)) canonical = false
    } else if (end - start === exportedDevice.length && text.startsWith(exportedDevice, start)) canonical = false
    canonicalLength += end - start + valueLength + 3
    if (valueLength === 0 || (i > 0 && !isBefore(text, [labels[i - 4]!, labels[i - 3]!, start, end]))) canonical = false
  }
  if (checked.identityAt.length > 0 && conflicts(text, sample)) leftOut ??= 'label_conflict'
  checked.leftOut = leftOut
  canonical &&= labels.length === 0 ? sample.labelsStart === nameEnd : sample.labelsStart === nameEnd + 1 && canonicalLength === sample.labelsEnd - sample.labelsStart
  checked.key = canonical ? text.slice(nameStart, sample.labelsEnd) : rewrittenKey(text, sample)
}
