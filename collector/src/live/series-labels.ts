import type { ScannedSample } from '@mimamori/exporter/text-format'
import { isOwnName } from './own-names.ts'
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
const identityNames = new Set(['job', 'instance', 'device', 'site', 'role'])

const keptName = (name: string): string => name !== 'device' && identityNames.has(name) ? `exported_${name}` : name

/** One series as the store takes it. */
export interface CheckedSeries {
  readonly leftOut?: LeftOutReason
  /** The series' name and labels in one canonical form: equal for two spellings of one series. */
  readonly key: string
  /** Positions of label names that are identity labels, in the order of the line. */
  readonly identityAt: readonly { readonly name: string, readonly at: number }[]
}

const canonicalKey = (text: string, sample: ScannedSample, names: readonly string[]): string => {
  const { labels } = sample
  let plain = Math.max(0, names.length - 1)
  let sorted = true
  for (let i = 0; i < names.length; i++) {
    const length = labels[i * 4 + 3]! - labels[i * 4 + 2]!
    plain += names[i]!.length + length + 3
    if (length === 0 || (i > 0 && names[i - 1]! > names[i]!)) sorted = false
  }
  const labelsAsWritten = text.slice(sample.labelsStart, sample.labelsEnd)
  const name = text.slice(sample.nameStart, sample.nameEnd)
  if (names.length === 0) return name
  if (sorted && plain === labelsAsWritten.length) return `${name}{${labelsAsWritten}`
  const pairs = names
    .map((label, i) => ({ label, value: text.slice(labels[i * 4 + 2], labels[i * 4 + 3]) }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => a.label < b.label ? -1 : 1)
  return pairs.length === 0 ? name : `${name}{${pairs.map(({ label, value }) => `${label}="${value}"`).join(',')}`
}

/** @throws {SeriesError} where the page must be refused. */
export const checkSeries = (text: string, sample: ScannedSample, limits: LiveLimits): CheckedSeries => {
  const { labels, line } = sample
  const metric = text.slice(sample.nameStart, sample.nameEnd)
  if (sample.hasTimestamp) throw new SeriesError(line, `${metric} has a timestamp. Live series are taken as of now, and one old timestamp would fail the whole scrape; send it without, or as a batch of kind samples`)
  if (isOwnName(metric)) throw new SeriesError(line, `the name ${metric} is given by the collector or by Prometheus alone; a device cannot send it`)
  let leftOut: LeftOutReason | undefined = metric.length > limits.metricNameLength ? 'name_too_long' : undefined
  if (labels.length / 4 > limits.labelsPerSeries) leftOut ??= 'too_many_labels'
  const names: string[] = []
  const identityAt: { name: string, at: number }[] = []
  for (let i = 0; i < labels.length; i += 4) {
    const name = text.slice(labels[i], labels[i + 1])
    const length = labels[i + 3]! - labels[i + 2]!
    if (name.startsWith('__')) throw new SeriesError(line, `the label ${name} begins with __, which is kept for Prometheus’ own use`)
    if (length > limits.refusedLabelValueLength) throw new SeriesError(line, `the value of the label ${name} has ${length} characters; at most ${limits.refusedLabelValueLength} are read, and at most ${limits.labelValueLength} kept`)
    if (name.length > limits.labelNameLength) leftOut ??= 'name_too_long'
    if (length > limits.labelValueLength) leftOut ??= 'label_value_too_long'
    if (identityNames.has(name)) identityAt.push({ name, at: labels[i]! })
    names.push(name)
  }
  if (identityAt.some(({ name }) => names.includes(`exported_${name}`))) leftOut ??= 'label_conflict'
  return { ...(leftOut === undefined ? {} : { leftOut }), key: canonicalKey(text, sample, identityAt.length === 0 ? names : names.map(keptName)), identityAt }
}
