import { expect, test } from 'vitest'
import { median, quantile } from './statistics.ts'

test('a quantile is one of the values: the smallest that so large a share does not exceed', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([quantile(values, 0), quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).toEqual([1, 50, 99, 100])
  expect(quantile([7], 0.999)).toBe(7)
})

test('the median of an uneven number of values is the middle one, whatever their order', () => {
  expect(median([9, 1, 5])).toBe(5)
})

test('no values have no quantile', () => {
  expect(() => quantile([], 0.5)).toThrow('expected at least one value')
})
