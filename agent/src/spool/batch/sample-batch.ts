import { gunzipSync } from 'node:zlib'
import type { SampleBatch, SampleValue } from '@mimamori/contract'
import type { ItemClocks } from './item-age.ts'
import type { Batch, BatchIdentity, TakePart } from './batch.ts'
import { encodeJson, readJson } from './json-batch.ts'

/** A report that did not arrive when it was made. */
export interface LateReport extends ItemClocks {
  /** Its exposition as the exporter prints it, in gzip: that is a sixth of its text. */
  readonly exposition: Buffer
}

/** Infinities and NaN, which JSON has no numbers for, stand as the text format spells them. */
const valueOf = (text: string): SampleValue => {
  const value = Number(text)
  return Number.isFinite(value) ? value : text as SampleValue
}

/** How many bytes of text a report has, as its gzip ends with (RFC 1952, ISIZE). */
export const textBytesOf = ({ exposition }: LateReport): number => exposition.readUInt32LE(exposition.length - 4)

/** In one piece: zlib's own steps would leave the text behind twice. */
const textOf = (report: LateReport): string => gunzipSync(report.exposition, { chunkSize: textBytesOf(report) + 64 }).toString()

/** The lines of an exposition that are samples: name and labels up to the last space, and the value behind it, without a timestamp. */
function* samplesOf (report: LateReport): Generator<readonly [name: string, value: SampleValue]> {
  for (const line of textOf(report).split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const end = line.lastIndexOf(' ')
    yield [line.slice(0, end), valueOf(line.slice(end + 1))]
  }
}

/** Late reports, in the order of their times, as a batch: by columns, so that the name of a series stands once in it. */
export const encodeSamples = (identity: BatchIdentity, reports: readonly LateReport[]): Batch => {
  const columns = new Map<string, SampleValue[]>()
  for (const [time, report] of reports.entries()) {
    for (const [name, value] of samplesOf(report)) {
      let values = columns.get(name)
      if (values === undefined) columns.set(name, values = Array<SampleValue>(reports.length).fill(null))
      values[time] = value
    }
  }
  const body: SampleBatch = {
    times: reports.map(({ monotonicMs }) => ({ monotonicMs })),
    series: Array.from(columns, ([name, values]) => ({ name, values }))
  }
  return encodeJson(identity, 'samples', reports.length, body)
}

/** Some reports of a batch as a batch of their own, without the series that none of them has. */
export const takeSamples: TakePart = (batch, identity, { start, end }) => {
  const { times, series } = readJson<SampleBatch>(batch)
  const part: SampleBatch = {
    times: times.slice(start, end),
    series: series
      .map(({ name, values }) => ({ name, values: values.slice(start, end) }))
      .filter(({ values }) => values.some((value) => value !== null))
  }
  return encodeJson(identity, 'samples', end - start, part)
}
