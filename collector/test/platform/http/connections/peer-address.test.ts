import { expect, test } from 'vitest'
import { networkOf } from '../../../../src/platform/http/connections/peer-address.ts'

test.each([
  ['192.168.10.31', '192.168.10.31'],
  ['::ffff:192.168.10.31', '192.168.10.31'],
  ['fd00:1:2:3:aaaa::1', 'fd00:1:2:3::/64'],
  ['fd00:1:2:3:bbbb:0:0:7', 'fd00:1:2:3::/64'],
  ['FD00:0001:2::9', 'fd00:1:2:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
  ['', '']
])('the address %j is of the network %j', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
