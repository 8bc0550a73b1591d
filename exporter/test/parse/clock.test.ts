import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseTimex } from '../../src/parse/timex.ts'
import { parseTimeZone, zoneAt } from '../../src/parse/tzif.ts'

describe('a compiled time zone', () => {
  const tokyo = readFileSync(new URL('../fixtures/pi-4/rootfs/etc/localtime', import.meta.url))

  it.each([
    ['today', '2026-08-01T00:00:00Z', { offsetSeconds: 32400, name: 'JST' }],
    ['in the summer of 1949, under daylight saving time', '1949-07-01T00:00:00Z', { offsetSeconds: 36000, name: 'JDT' }],
    ['before there was a standard time', '1887-01-01T00:00:00Z', { offsetSeconds: 33539, name: 'LMT' }]
  ])('says what holds in Tokyo %s', (_, at, zone) => {
    expect(zoneAt(parseTimeZone(tokyo), Date.parse(at) / 1000)).toEqual(zone)
  })

  it('bears a file that begins in the middle of a buffer', () => {
    const shifted = new Uint8Array(tokyo.length + 3)
    shifted.set(tokyo, 3)
    expect(zoneAt(parseTimeZone(shifted.subarray(3)), 0).name).toBe('JST')
  })

  it.each([0, 10, 43, 60, 120, 200])('refuses a file cut off after %s bytes', (length) => {
    expect(() => parseTimeZone(tokyo.subarray(0, length))).toThrow(/time zone/)
  })

  it('refuses a file of another kind', () => {
    expect(() => parseTimeZone(new TextEncoder().encode('Asia/Tokyo\n'.repeat(10)))).toThrow(
      'expected a compiled time zone of version 2 or later'
    )
  })
})

describe("adjtimex's answer", () => {
  it('gives each field its number', () => {
    const printed = Array.from({ length: 21 }, (_, i) => i).join(' ')
    expect(parseTimex(printed)).toMatchObject({
      state: 0,
      offset: 1,
      freq: 2,
      maxerror: 3,
      esterror: 4,
      status: 5,
      constant: 6,
      tick: 11,
      ppsfreq: 12,
      jitter: 13,
      shift: 14,
      stabil: 15,
      stbcnt: 19,
      tai: 20
    })
  })

  it.each(['', '1 2 3', `${'1 '.repeat(20)}x`])('refuses %j', (printed) => {
    expect(() => parseTimex(printed)).toThrow('expected 21 whole numbers from adjtimex')
  })
})
