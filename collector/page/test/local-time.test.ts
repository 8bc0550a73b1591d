import { expect, it } from 'vitest'
import { localTimeOf, msOfLocalTime } from '../src/text/local-time.ts'

it.each([
  ['2026-12-01T08:00', 'Asia/Tokyo', '2026-11-30T23:00:00.000Z'],
  ['2026-07-01T08:00', 'Europe/Berlin', '2026-07-01T06:00:00.000Z'],
  ['2026-03-29T08:00', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
  ['2026-10-25T01:30', 'Europe/Berlin', '2026-10-24T23:30:00.000Z'],
  ['2026-12-01T00:00', 'America/St_Johns', '2026-12-01T03:30:00.000Z']
])('%s in %s is %s, and back', (local, timeZone, instant) => {
  const ms = msOfLocalTime(local, timeZone)!
  expect(new Date(ms).toISOString()).toBe(instant)
  expect(localTimeOf(ms, timeZone)).toBe(local)
})

it('takes the first of two hours where clocks are set back, an hour later where they are set forward past it, and nothing for what is no time', () => {
  expect(new Date(msOfLocalTime('2026-10-25T02:30', 'Europe/Berlin')!).toISOString()).toBe('2026-10-25T00:30:00.000Z')
  expect(localTimeOf(msOfLocalTime('2026-03-29T02:30', 'Europe/Berlin')!, 'Europe/Berlin')).toBe('2026-03-29T03:30')
  expect(msOfLocalTime('', 'Asia/Tokyo')).toBeUndefined()
})

it('waits for the whole of a year that somebody types: a field gives 0002 first', () => {
  for (const local of ['0002-11-28T14:05', '0020-11-28T14:05', '0202-11-28T14:05']) {
    expect(msOfLocalTime(local, 'Asia/Tokyo')).toBeUndefined()
  }
})
