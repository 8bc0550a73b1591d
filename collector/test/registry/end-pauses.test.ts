import { expect, test } from 'vitest'
import { endPauses } from '../../src/registry/end-pauses.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'

test('a pause ends at its time, not before, not while the clock is in doubt, and never without a time', async () => {
  const clock = clockInTest(Date.UTC(2026, 10, 25))
  const { deps: { registry }, enroll } = await collectorInTest({ clock })
  await enroll({ id: 'pi-1' })
  await enroll({ id: 'pi-2' })
  await registry.pause('pi-1', { untilMs: clock.nowMs() + 60_000 })
  await registry.pause('pi-2', {})
  const states = async (trusted: boolean): Promise<string[]> => {
    await endPauses({ registry, clock, trust: { trusted } })
    return registry.all().map(({ state }) => state)
  }
  clock.advance(59_999)
  expect(await states(true)).toEqual(['paused', 'paused'])
  clock.advance(1)
  expect(await states(false)).toEqual(['paused', 'paused'])
  expect(await states(true)).toEqual(['active', 'paused'])
})
