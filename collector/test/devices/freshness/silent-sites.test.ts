import { expect, it } from 'vitest'
import { silentSites } from '../../../src/devices/freshness/silent-sites.ts'

const members = (site: string, fresh: number, silent: number) => [
  ...Array.from({ length: fresh }, () => ({ site, fresh: true })), ...Array.from({ length: silent }, () => ({ site, fresh: false }))
]

it('calls a site silent when at least three devices and nearly all of them are not fresh', () => {
  const sites = silentSites([...members('all', 0, 3), ...members('nearly', 1, 9), ...members('some', 2, 8), ...members('two', 0, 2), ...members('well', 30, 0)])
  expect([...sites]).toStrictEqual(['all', 'nearly'])
})

it('finds no silent site in an empty fleet', () => {
  expect(silentSites([]).size).toBe(0)
})
