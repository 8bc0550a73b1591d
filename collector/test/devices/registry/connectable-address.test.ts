import { expect, it } from 'vitest'
import { mayConnectTo } from '../../../src/devices/registry/connectable-address.ts'

it.each([
  ['127.0.0.1', false], ['127.9.9.9', false], ['0.0.0.0', false], ['::1', false], ['::', false], ['::ffff:127.0.0.1', false],
  ['169.254.169.254', false], ['fe80::1', false], ['224.0.0.251', false], ['ff02::fb', false], ['192.168.1.20', true], ['10.0.0.7', true],
  ['fd00::7', true]
])('may connect to %s: %s', (address, allowed) => {
  expect(mayConnectTo(address, { allowLoopback: false })).toBe(allowed)
})

it('may connect to loopback if that is allowed, but never a link-local address', () => {
  expect(mayConnectTo('127.0.0.1', { allowLoopback: true })).toBe(true)
  expect(mayConnectTo('169.254.0.1', { allowLoopback: true })).toBe(false)
})
