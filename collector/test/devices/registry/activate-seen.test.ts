import { expect, test } from 'vitest'
import { activateSeen } from '../../../src/devices/registry/activate-seen.ts'
import { collectorInTest } from '../../collector-in-test.ts'

test('a device that was heard before a crash could store its state is active again; one never heard stays pending', async () => {
  const collector = await collectorInTest()
  await collector.enroll({ id: 'pi-1' })
  await collector.enroll({ id: 'pi-2' })
  const { registry } = collector.deps
  activateSeen(registry, (id) => id === 'pi-1' ? registry.get(id)!.stateSinceMs + 1 : undefined)
  await registry.update('pi-2', { name: 'two' })
  expect(registry.all().map(({ state }) => state)).toEqual(['active', 'pending'])
})

test('a device that came back from retirement and was heard only before stays pending', async () => {
  const collector = await collectorInTest()
  await collector.enroll({ id: 'pi-1' })
  const { registry } = collector.deps
  activateSeen(registry, (id) => registry.get(id)!.stateSinceMs - 1)
  await registry.update('pi-1', { name: 'one' })
  expect(registry.get('pi-1')?.state).toBe('pending')
})
