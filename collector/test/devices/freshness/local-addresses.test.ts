import type { NetworkInterfaceInfo } from 'node:os'
import { expect, it } from 'vitest'
import { localAddresses } from '../../../src/devices/freshness/local-addresses.ts'
import { clockInTest } from '../../collector-in-test.ts'

const having = (...addresses: string[]): NodeJS.Dict<NetworkInterfaceInfo[]> => ({
  eth0: addresses.map((address) => ({ address }) as NetworkInterfaceInfo)
})

it.each([
  ['localhost', true], ['127.0.0.9', true], ['::1', true], ['192.0.2.10', true], ['2001:DB8:0::10', true], ['::ffff:192.0.2.10', true],
  ['192.0.2.11', false], ['2001:db8::11', false], ['server.factory.lan', false]
])('%s is one of this machine: %s', (address, isOwn) => {
  expect(localAddresses(clockInTest(0), () => having('192.0.2.10', '2001:db8::10'))(address)).toBe(isOwn)
})

it('knows a new address of this machine within a minute, and asks no more often', () => {
  const clock = clockInTest(0)
  let [address, asked] = ['192.0.2.10', 0]
  const isOwn = localAddresses(clock, () => {
    asked += 1
    return having(address)
  })
  expect([isOwn('192.0.2.10'), isOwn('192.0.2.20')]).toEqual([true, false])
  address = '192.0.2.20'
  clock.advance(59_999)
  expect([isOwn('192.0.2.20'), asked]).toEqual([false, 1])
  clock.advance(1)
  expect([isOwn('192.0.2.20'), asked]).toEqual([true, 2])
})
