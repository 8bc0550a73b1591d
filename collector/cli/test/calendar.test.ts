import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { shell } from './shell.ts'

const file = (content: string): string => {
  const path = join(temporaryDirectory(), 'calendar.yml')
  writeFileSync(path, content)
  return path
}

test('mimamori calendar check shows the hours of each site, without a collector, and for programs as JSON', async () => {
  const path = file(
    'sites:\n  north:\n    time_zone: Asia/Tokyo\n    open:\n      monday-friday: 08:00-18:00\n      saturday: 22:00-06:00\n    closed: ' +
      '[2026-12-28]\n  south: {}\nclosed:\n  - 2026-12-29 to 2027-01-04\n'
  )
  const mimamori = shell({ MIMAMORI_TIME_ZONE: 'Asia/Taipei' })
  const { code, out } = await mimamori('calendar', 'check', path)
  expect(code).toBe(0)
  expect(out).toMatch(
    /^north {2}Asia\/Tokyo {3}Mon-Fri 08:00-18:00, Sat 22:00-06:00 {2}8 dates closed {2}(?:open now|off-hours until .*)$/m
  )
  expect(out).toMatch(/^south {2}Asia\/Taipei {2}always open +7 dates closed {2}(?:open now|off-hours until .*)$/m)
  expect(out).toContain(`${path} has no mistakes.`)
  expect(JSON.parse((await mimamori('calendar', 'check', path, '--json')).out)).toMatchObject([
    { site: 'north', timeZone: 'Asia/Tokyo', open: { friday: '08:00-18:00', saturday: '22:00-06:00' } },
    { site: 'south', closed: expect.arrayContaining(['2027-01-04']) }
  ])
})

test('mimamori calendar check names each mistake with its line and exits 1', async () => {
  const path = file('sites:\n  north:\n    open:\n      friday: 8-18\n')
  expect(await shell({})('calendar', 'check', path)).toEqual({ code: 1, out: '', errors:
    `mimamori: ${path}:4: sites.north.open.friday: expected hours such as 08:00-18:00, or 22:00-06:00 until the next morning, got "8-18"` })
  expect(await shell({})('calendar', 'check', '/nonexistent')).toMatchObject({
    code: 1, errors: expect.stringContaining('/nonexistent cannot be read')
  })
})
