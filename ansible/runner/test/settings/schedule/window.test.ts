import { describe, expect, it } from 'vitest'
import { readStartTime, startTimeMs } from '../../../src/settings/schedule/start-time.ts'
import { readWindow, windowOpensMs, windowText } from '../../../src/settings/schedule/window.ts'

/** A time of the machine's own zone, as a schedule means it. */
const local = (day: number, hours: number, minutes = 0): number => new Date(2026, 2, day, hours, minutes).getTime()

describe('a window', () => {
  const night = readWindow('22:00-05:00')!
  const lunch = readWindow('9:30 - 11:00')!

  it('goes over midnight where it ends earlier than it begins', () => {
    expect(windowOpensMs(night, local(14, 23))).toBe(local(14, 23))
    expect(windowOpensMs(night, local(14, 4, 59))).toBe(local(14, 4, 59))
    expect(windowOpensMs(night, local(14, 5))).toBe(local(14, 22))
  })

  it('opens at its first minute, on the next day where today’s is over', () => {
    expect(windowOpensMs(lunch, local(14, 9, 30))).toBe(local(14, 9, 30))
    expect(windowOpensMs(lunch, local(14, 9, 29))).toBe(local(14, 9, 30))
    expect(windowOpensMs(lunch, local(14, 11))).toBe(local(15, 9, 30))
  })

  it('is written as it is typed', () => {
    expect(windowText(lunch)).toBe('09:30-11:00')
    expect(readWindow(windowText(night))).toStrictEqual(night)
  })

  it.each(['22:00', '22:00-22:00', '24:00-05:00', '22:60-05:00', '22-5', '22:00-05:00-06:00', ''])('is not read from “%s”', (given) => {
    expect(readWindow(given)).toBeUndefined()
  })
})

describe('a start time', () => {
  const at = (given: string, nowMs: number): number | undefined => {
    const time = readStartTime(given)
    return time && startTimeMs(time, nowMs)
  }

  it('is the next time of day, or that of a day', () => {
    expect(at('22:00', local(14, 21, 59))).toBe(local(14, 22))
    expect(at('22:00', local(14, 22))).toBe(local(15, 22))
    expect(at('2026-03-20 06:15', local(14, 22))).toBe(local(20, 6, 15))
    expect(at('2026-03-20T06:15', local(14, 22))).toBe(local(20, 6, 15))
  })

  it.each(['2026-02-30 22:00', '2026-13-01 22:00', '25:00', 'tomorrow', '22:00:00Z', ''])('is not read from “%s”', (given) => {
    expect(readStartTime(given)).toBeUndefined()
  })
})
