import { expect, it } from 'vitest'
import { silentSites } from '../../../src/devices/freshness/silent-sites.ts'

const members = (site: string, fresh: number, silent: number) => [
  ...Array.from({ length: fresh }, () => ({ site, fresh: true })), ...Array.from({ length: silent }, () => ({ site, fresh: false }))
]

it('calls a site silent when at least three devices and nearly all of them are not fresh', () => {
  const sites = silentSites([
    ...members('all', 0, 3),
    ...members('nearly', 1, 9),
    ...members('some', 2, 8),
    ...members('two', 0, 2),
    ...members('well', 30, 0)
  ])
  expect([...sites]).toStrictEqual(['all', 'nearly'])
})

it('calls smaller sites silent where five of them are wholly silent at once', () => {
  const shops = (count: number) => Array.from({ length: count }, (_, shop) => members(`shop-${shop}`, 0, 1 + shop % 2)).flat()
  expect([...silentSites([...shops(4), ...members('half', 1, 1)])]).toStrictEqual([])
  expect([...silentSites([...shops(5), ...members('half', 1, 1)])]).toStrictEqual(['shop-0', 'shop-1', 'shop-2', 'shop-3', 'shop-4'])
})

it('finds no silent site in an empty fleet', () => {
  expect(silentSites([]).size).toBe(0)
})
