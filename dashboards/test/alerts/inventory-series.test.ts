import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inventoryOf } from './inventory-series.ts'

const inventory = readFileSync(join(import.meta.dirname, '..', '..', '..', 'collector', 'test', 'golden', 'inventory.prom'), 'utf8')

/** `name{a,b}` of a series: its shape, without values; the labels that Prometheus adds left out. */
const shapeOf = (series: string): string => {
  const labels = [...series.matchAll(/([a-z_]+)="/g)].map((match) => match[1]).filter((name) => name !== 'job' && name !== 'instance')
  return `${/^[a-z_]+/.exec(series)?.[0]}{${labels.sort().join(',')}}`
}

test('the series that the rules are tested with have the shape of those that the collector prints', () => {
  const printed = new Set(inventory.split('\n').filter((line) => line.startsWith('mimamori_')).map(shapeOf))
  const ours = Object.keys(inventoryOf({ device: 'pi-1', lastSeen: '0', expectedSince: '0', minutes: 1 })).map(shapeOf)
  expect(ours.filter((shape) => !printed.has(shape))).toEqual([])
})
