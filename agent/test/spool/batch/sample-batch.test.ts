import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFamilies } from '@mimamori/exporter/text-format'
import { encodeSamples, takeSamples } from '../../../src/spool/batch/sample-batch.ts'
import { lateReport, samplesOf } from '../late-reports.ts'

const identity = { stream: '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21', sequence: 1, boot: 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44' }
const encode = (...expositions: string[]) => encodeSamples(identity, expositions.map((text, i) => lateReport(text, (i + 1) * 60_000)))

test('a batch of samples names each series once, with a value for each time, and null where it had none', () => {
  expect(samplesOf(encode('# TYPE a gauge\na 1\nb{c="d e"} 0.5\n', 'a 2\n', 'b{c="d e"} 1e+21\nnew 3\n'))).toEqual({
    times: [{ monotonicMs: 60_000 }, { monotonicMs: 120_000 }, { monotonicMs: 180_000 }],
    series: [
      { name: 'a', values: [1, 2, null] },
      { name: 'b{c="d e"}', values: [0.5, null, 1e21] },
      { name: 'new', values: [null, null, 3] }
    ]
  })
})

test('infinities and NaN stand as the text format spells them', () => {
  expect(samplesOf(encode('a{le="+Inf"} +Inf\nb -Inf\nc NaN\n')).series).toEqual([
    { name: 'a{le="+Inf"}', values: ['+Inf'] },
    { name: 'b', values: ['-Inf'] },
    { name: 'c', values: ['NaN'] }
  ])
})

test('has every sample of a Raspberry Pi', () => {
  const text = readFileSync(new URL('../../../../exporter/test/golden/pi-5.prom', import.meta.url), 'utf8')
  const { series } = samplesOf(encode(text))
  const values = parseFamilies(text).flatMap(({ samples }) => samples.map(({ value }) => value))
  expect(series.map(({ values: [value] }) => Number(value === '+Inf' ? Infinity : value))).toEqual(values)
  expect(new Set(series.map(({ name }) => name)).size).toBe(values.length)
})

test('ten reports in one batch take less than two alone', () => {
  const text = readFileSync(new URL('../../../../exporter/test/golden/pi-5.prom', import.meta.url), 'utf8')
  const bytesOf = (count: number): number => encode(...Array.from({ length: count }, () => text)).body.length
  expect(bytesOf(10)).toBeLessThan(2 * bytesOf(1))
})

test('a part of a batch has its times, and no series that none of them has', () => {
  const batch = encode('a 1\n', 'a 2\nb 1\n', 'a 3\n')
  const part = takeSamples(batch, { ...identity, sequence: 7 }, { start: 1, end: 3 })
  expect(part).toMatchObject({ kind: 'samples', sequence: 7, items: 2 })
  expect(samplesOf(part)).toEqual({
    times: [{ monotonicMs: 120_000 }, { monotonicMs: 180_000 }],
    series: [
      { name: 'a', values: [2, 3] },
      { name: 'b', values: [1, null] }
    ]
  })
  expect(samplesOf(takeSamples(batch, identity, { start: 2, end: 3 })).series).toEqual([{ name: 'a', values: [3] }])
})
