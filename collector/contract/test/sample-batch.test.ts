import { expect, test } from 'vitest'
import { sampleBatch } from '../src/index.ts'

const times = [{ monotonicMs: 1000 }, { monotonicMs: 31_000 }]

test('a batch of samples has every kind of value that a series can have, and gaps', () => {
  const series = [
    { name: 'node_load1', values: [0.25, null] },
    { name: 'a{b="c"}', values: ['NaN', '+Inf'] },
    { name: 'd', values: ['-Inf', -1e300] }
  ]
  expect(sampleBatch.parse({ times, series })).toEqual({ times, series })
  expect(sampleBatch.parse({ times, series: [] })).toEqual({ times, series: [] })
})

test.each([
  ['no time', { times: [], series: [] }, 'times'],
  ['61 times', { times: Array.from({ length: 61 }, (_, i) => ({ monotonicMs: i })), series: [] }, 'times'],
  ['times that do not rise', { times: times.toReversed(), series: [] }, 'times'],
  ['the same time twice', { times: [times[0], times[0]], series: [] }, 'times'],
  ['a value too few', { times, series: [{ name: 'a', values: [1, 2] }, { name: 'b', values: [1] }] }, 'series/1/values'],
  ['a value that is none', { times, series: [{ name: 'a', values: [1, 'Infinity'] }] }, 'series/0/values/1'],
  ['a series without a name', { times, series: [{ name: '', values: [1, 2] }] }, 'series/0/name']
])('a batch with %s is refused at its path', (_, batch, path) => {
  expect(sampleBatch.safeParse(batch).error?.issues.map(({ path }) => path.join('/'))).toEqual([path])
})
