import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** Unmaps an IPv4 address from the form in which an IPv6 socket reports it. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** The address that a request came from. */
export const peerAddress = ({ ip }: FastifyRequest): string => plainAddress(ip)

/** The part of an address that identifies its holder: the first 64 bits of IPv6, since a host chooses the rest itself. */
export const networkOf = (address: string): string => {
  const plain = plainAddress(address)
  if (!isIPv6(plain)) return plain
  const [before = '', after] = plain.split('%', 1)[0]!.split('::')
  const groups = before === '' ? [] : before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  const whole =
    after === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
  return `${whole.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}
