import { expect, it } from 'vitest'
import { sitesNotReporting } from '../../../src/devices/freshness/sites-not-reporting.ts'

const members = (site: string, fresh: number, quiet: number) => [
  ...Array.from({ length: fresh }, () => ({ site, fresh: true })), ...Array.from({ length: quiet }, () => ({ site, fresh: false }))
]

it('calls a site quiet when at least three devices and nearly all of them are not fresh', () => {
  const sites = sitesNotReporting([...members('all', 0, 3), ...members('nearly', 1, 9), ...members('some', 2, 8), ...members('two', 0, 2), ...members('well', 30, 0)])
  expect([...sites]).toStrictEqual(['all', 'nearly'])
})

it('finds no quiet site in an empty fleet', () => {
  expect(sitesNotReporting([]).size).toBe(0)
})
