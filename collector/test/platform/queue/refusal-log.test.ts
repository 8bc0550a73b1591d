import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRefusalLog } from '../../../src/platform/queue/refusal-log.ts'

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
afterEach(() => { vi.useRealTimers() })

it('reports the last refusals of a burst at the end of their minute, though none follows', () => {
  const reported: unknown[] = []
  const refusals = createRefusalLog({ clock: { monotonicMs: () => performance.now() }, report: ({ counts }) => { reported.push(counts) } })
  for (let i = 0; i < 5; i++) refusals.record('too_old', 2)
  expect(reported).toEqual([{ too_old: 2 }])
  vi.advanceTimersByTime(60_000)
  expect(reported.slice(1)).toEqual([{ too_old: 8 }])
  vi.advanceTimersByTime(600_000)
  expect(reported).toHaveLength(2)
})
