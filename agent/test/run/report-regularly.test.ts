import { expect, test } from 'vitest'
import { reportRegularly } from '../../src/run/report-state.ts'
import { createManualClock } from '../manual-clock.ts'

test('the state is written every 10 s, and no more once the run ends: what is read and what waits changes between the turns', async () => {
  const clock = createManualClock()
  const stopping = new AbortController()
  let writes = 0
  const running = reportRegularly(() => { writes += 1 }, clock, stopping.signal)
  await clock.advance(9999)
  expect(writes).toBe(0)
  await clock.advance(50_001)
  expect(writes).toBe(6)
  stopping.abort()
  await running
  expect(writes).toBe(6)
})
