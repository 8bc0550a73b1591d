import { deviceId } from '@mimamori/contract'
import { expect, test } from 'vitest'
import { machineId } from '../../scripts/start/machine-id.ts'

test.each([
  ['raspberrypi', 'raspberrypi'],
  ['Server.factory.lan', 'server'],
  ['MY_Desktop 2', 'my-desktop-2'],
  ['-odd-', 'odd'],
  ['工場', 'mimamori-server'],
  ['localhost', 'mimamori-server'],
  ['', 'mimamori-server'],
  [`a${'-'.repeat(62)}b`, 'a']
])('a machine named %j becomes the device %j', (hostname, id) => {
  expect(machineId(hostname)).toBe(id)
  expect(deviceId.safeParse(id).success).toBe(true)
})
