import { expect, test } from 'vitest'
import { selectedMetrics } from './selected-metrics.ts'

test('gives every metric of an expression once, and neither functions, labels nor comments', () => {
  expect(selectedMetrics('# a comment with up in it\nmax by (device) (a_seconds) > b{c="d"} or rate(a_seconds[5m])')).toEqual([
    'a_seconds',
    'b'
  ])
})

test('refuses what is not PromQL', () => {
  expect(() => selectedMetrics('max by (device (a)')).toThrow('not PromQL')
})
