import { expect, test } from 'vitest'
import { isDeviceId, reservedDeviceIds } from '../src/device-id-rule.ts'

test.each(['a', '7', 'pi-kiosk-03', 'pi--1', 'a'.repeat(63)])('%s can be a device’s id', (id) => {
  expect(isDeviceId(id)).toBe(true)
})

test.each(['', '-pi', 'pi-', '-', 'Pi-1', 'pi_1', 'pi.lan', 'pi 1', ' pi', 'pi\n', '温度計', 'a'.repeat(64)])(
  '%j cannot be a device’s id',
  (id) => {
    expect(isDeviceId(id)).toBe(false)
  }
)

test('what stands in a path where an id could stand is no device’s id', () => {
  for (const name of ['status', 'logs', 'batch', 'import', 'inventory', 'localhost']) expect(reservedDeviceIds, name).toContain(name)
  expect(reservedDeviceIds.filter(isDeviceId)).toEqual([])
})

test('what is a group of every inventory is no device’s id: Ansible would give its address to all', () => {
  for (const name of ['all', 'ungrouped', 'clients']) expect(isDeviceId(name), name).toBe(false)
})
