import { expect, test } from 'vitest'
import { wasHeard } from '../../../src/devices/connection/connection.ts'
import { endPauses } from '../../../src/devices/registry/end-pauses.ts'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

test('a pause ends at its time, not before, not while the clock is in doubt or has leapt, and never without a time', async () => {
  const clock = clockInTest(Date.UTC(2026, 10, 25))
  const { deps: { registry, connections }, enroll } = await collectorInTest({ clock })
  await enroll({ id: 'pi-1' })
  await enroll({ id: 'pi-2' })
  connections.restoreLastSeen('pi-1', clock.nowMs())
  await registry.pause('pi-1', { untilMs: clock.nowMs() + 60_000 })
  await registry.pause('pi-2', {})
  const states = async (trusted: boolean, hasLeapt = false): Promise<string[]> => {
    await endPauses({ registry, wasHeard: (id) => wasHeard(connections.get(id)), clock, trust: { trusted, hasLeapt } })
    return registry.all().map(({ state }) => state)
  }
  clock.advance(59_999)
  expect(await states(true)).toEqual(['paused', 'paused'])
  clock.advance(1)
  expect(await states(false)).toEqual(['paused', 'paused'])
  expect(await states(true, true)).toEqual(['paused', 'paused'])
  expect(await states(true)).toEqual(['active', 'paused'])
})

test('a pause that cannot be ended keeps none of the others waiting, and is reported', async () => {
  const clock = clockInTest(Date.UTC(2026, 10, 25))
  const { deps: { registry }, enroll } = await collectorInTest({ clock })
  for (const id of ['pi-1', 'pi-2', 'pi-3']) {
    await enroll({ id })
    await registry.pause(id, { untilMs: clock.nowMs() + 60_000 })
  }
  clock.advance(60_000)
  // The administrator retires pi-2 at the same moment: it is still paused when the round begins, and no longer when its turn comes.
  const retiring = registry.retire('pi-2')
  await expect(endPauses({ registry, wasHeard: () => false, clock, trust: { trusted: true, hasLeapt: false } })).rejects.toMatchObject({
    message: '1 of 3 pauses not ended',
    errors: [expect.objectContaining({ name: 'StateConflictError', message: expect.stringContaining('pi-2') })]
  })
  await retiring
  expect(registry.all().map(({ state }) => state)).toEqual(['pending', 'retired', 'pending'])
})
