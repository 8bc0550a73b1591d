import { expect, test } from 'vitest'
import { whyUnwatched } from '../../../src/devices/registry/why-unwatched.ts'
import type { Device } from '../../../src/devices/registry/device.ts'

const device: Device = {
  id: 'pi-1', site: 'north', role: 'kiosk', labels: {}, state: 'active', stateSinceMs: 0, limits: {}, enrolledAtMs: 0, keys: []
}
const labels = { alertname: 'DiskFull', device: 'pi-1', site: 'north', role: 'kiosk' }

test.each([
  ['is as it was', device, undefined],
  ['has another name', { ...device, name: 'Entrance' }, undefined],
  ['is paused', { ...device, state: 'paused' }, 'paused'],
  ['is retired', { ...device, state: 'retired' }, 'retired'],
  ['has no key', { ...device, state: 'revoked' }, 'revoked'],
  ['is gone', undefined, 'deleted'],
  ['stands elsewhere', { ...device, site: 'south' }, 'moved'],
  ['has another role', { ...device, role: 'sensor' }, 'role_changed']
] as const)('an alert of a device that %s', (_, now, reason) => {
  expect(whyUnwatched(now)(labels)).toBe(reason)
})

test('an alert without a site or a role says nothing of them', () => {
  expect(whyUnwatched({ ...device, site: 'south', role: 'sensor' })({ alertname: 'Own', device: 'pi-1' })).toBeUndefined()
})
