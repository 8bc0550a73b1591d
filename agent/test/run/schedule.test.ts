import { describe, expect, test } from 'vitest'
import { createSchedule, nextOnGrid } from '../../src/run/schedule.ts'
import { createManualClock, settled } from '../manual-clock.ts'

const minute = 60_000

const create = ({ spread = 0.25, startsNow = false, turnMs = 0 }: { spread?: number, startsNow?: boolean, turnMs?: number } = {}) => {
  const clock = createManualClock(0)
  const turns: number[] = []
  const schedule = createSchedule({
    intervalMs: minute, spread, startsNow, clock,
    async onTurn () {
      turns.push(clock.monotonicMs() / 1000)
      if (turnMs > 0) await clock.sleep(turnMs)
    }
  })
  const stopping = new AbortController()
  const ended = schedule.run(stopping.signal)
  return { clock, turns, schedule, stopping, ended }
}

describe('the schedule', () => {
  test('takes its first turn at the device’s place within the interval, and one each interval', async () => {
    const { clock, turns } = create({ spread: 0.25 })
    await clock.advance(4 * minute)
    expect(turns).toEqual([15, 75, 135, 195])
  })

  test('takes one turn more at once where that is asked for, and keeps the device’s place', async () => {
    const { clock, turns } = create({ spread: 0.25, startsNow: true })
    await clock.advance(2 * minute)
    expect(turns).toEqual([0, 15, 75])
  })

  test('does not drift by the length of its turns', async () => {
    const { clock, turns } = create({ turnMs: 7000 })
    await clock.advance(3 * minute)
    expect(turns).toEqual([15, 75, 135])
  })

  test('leaves out the turns that a long one covers', async () => {
    const { clock, turns } = create({ turnMs: 130_000 })
    await clock.advance(5 * minute)
    expect(turns).toEqual([15, 195])
  })

  test('spreads over another interval from the moment it is asked for, also while it waits', async () => {
    const { clock, turns, schedule } = create({ spread: 0.5 })
    await clock.advance(40_000)
    schedule.setInterval(10 * minute)
    expect(schedule.intervalMs).toBe(10 * minute)
    await clock.advance(20 * minute)
    expect(turns).toEqual([30, 40 + 300, 40 + 900])
  })

  test('does not start anew for the interval that it has', async () => {
    const { clock, turns, schedule } = create({ spread: 0.5 })
    for (let i = 0; i < 6; i++) {
      await clock.advance(20_000)
      schedule.setInterval(minute)
    }
    expect(turns).toEqual([30, 90])
  })

  test('ends while it waits, and in the middle of a turn that hangs', async () => {
    const waiting = create()
    await settled()
    waiting.stopping.abort()
    await waiting.ended
    const hanging = create({ startsNow: true, turnMs: 1e9 })
    await settled()
    expect(hanging.turns).toEqual([0])
    hanging.stopping.abort()
    await hanging.ended
  })

  test('stays due while a turn hangs, so that the watchdog sees it', async () => {
    const { clock, schedule } = create({ startsNow: true, turnMs: 1e9 })
    await clock.advance(10 * minute)
    expect(clock.monotonicMs() - schedule.dueMs).toBe(10 * minute)
  })
})

test.each([
  [0, 0, 60],
  [59, 0, 60],
  [60, 0, 120],
  [10, 15, 15],
  [15, 15, 75],
  [200, 15, 255]
])('after %d s, the next of a grid from %d s by the minute is %d s', (now, origin, next) => {
  expect(nextOnGrid(origin * 1000, minute, now * 1000)).toBe(next * 1000)
})
