import { describe, expect, test } from 'vitest'
import { feedWatchdog } from '../../../src/device/systemd/watchdog.ts'
import { createManualClock } from '../../manual-clock.ts'

const minute = 60_000

const create = (watchdogMs: number | undefined) => {
  const clock = createManualClock(0)
  const fed: number[] = []
  const schedule = { dueMs: 0 }
  const stopping = new AbortController()
  const quiet = async (): Promise<void> => undefined
  const notifier = {
    ready: quiet,
    stopping: quiet,
    changed: quiet,
    alive: async () => void fed.push(clock.monotonicMs() / minute),
    watchdogMs
  }
  const ended = feedWatchdog({ notifier, schedule, clock, status: () => 'delivering', signal: stopping.signal })
  return { clock, fed, schedule, stopping, ended }
}

describe('the watchdog', () => {
  test('is fed three times within its time, however long the interval of the reports', async () => {
    const { clock, fed, schedule } = create(6 * minute)
    schedule.dueMs = 60 * minute
    await clock.advance(10 * minute)
    expect(fed).toEqual([2, 4, 6, 8, 10])
  })

  test('is fed no more once a turn hangs, and again if it goes on after all', async () => {
    const { clock, fed, schedule } = create(3 * minute)
    schedule.dueMs = 1.5 * minute
    await clock.advance(6 * minute)
    expect(fed).toEqual([1, 2, 3])
    schedule.dueMs = 7 * minute
    await clock.advance(minute)
    expect(fed).toEqual([1, 2, 3, 7])
  })

  test('ends with the agent, and does nothing where the unit has none', async () => {
    const { stopping, ended, clock, fed } = create(3 * minute)
    stopping.abort()
    await ended
    await create(undefined).ended
    await clock.advance(10 * minute)
    expect(fed).toEqual([])
  })
})
