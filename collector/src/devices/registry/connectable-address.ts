import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addSubnet('0.0.0.0', 8, 'ipv4')
loopback.addAddress('::', 'ipv6')

/** Link-local and multicast: never a single device's. */
const ofNoDevice = new BlockList()
ofNoDevice.addSubnet('169.254.0.0', 16, 'ipv4')
ofNoDevice.addSubnet('fe80::', 10, 'ipv6')
ofNoDevice.addSubnet('224.0.0.0', 4, 'ipv4')
ofNoDevice.addSubnet('ff00::', 8, 'ipv6')

/**
 * Whether an IP address can be a device's, and may be connected to; a loopback one is the server's own. IPv4 addresses inside IPv6 are
 * treated as IPv4 (BlockList does so).
 */
export const mayConnectTo = (address: string, { allowLoopback }: { readonly allowLoopback: boolean }): boolean => {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return !ofNoDevice.check(address, family) && (allowLoopback || !loopback.check(address, family))
}
