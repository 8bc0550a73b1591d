import { describe, expect, it } from 'vitest'
import type { MetricType } from '@mimamori/exporter/text-format'
import { conflictingNames } from '../../../src/devices/live/name-conflicts.ts'

const conflicting = (...families: readonly (readonly [name: string, type: MetricType, expositions: number])[]): string[] =>
  [...conflictingNames(new Map(families.map(([name, type, expositions]) => [name, { type, expositions }])))]

describe('families of one exposition that readers take for one', () => {
  it('are a histogram or summary and what has the name of its sum, count or buckets', () => {
    expect(conflicting(['h', 'histogram', 1], ['h_sum', 'gauge', 1], ['h_total', 'counter', 1])).toEqual(['h_sum'])
    expect(conflicting(['s_count', 'counter', 1], ['s', 'summary', 1], ['s_bucket', 'gauge', 1])).toEqual(['s_count'])
    expect(conflicting(['g', 'gauge', 1], ['g_sum', 'gauge', 1])).toEqual([])
  })

  it('lose the one that fewer devices have', () => {
    expect(conflicting(['h', 'histogram', 1], ['h_sum', 'gauge', 900])).toEqual(['h'])
    expect(conflicting(['h', 'histogram', 900], ['h_sum', 'gauge', 1])).toEqual(['h_sum'])
  })

  it('are distinguished also where one is a histogram of a histogram’s sum', () => {
    expect(conflicting(['h', 'histogram', 1], ['h_sum', 'histogram', 2], ['h_sum_sum', 'gauge', 3])).toEqual(['h', 'h_sum'])
  })
})
