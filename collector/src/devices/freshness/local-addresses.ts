import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isLoopback } from '@mimamori/program/listen-address'
import type { Clock } from '../../platform/clock/clock.ts'

/** Addresses change with cables and leases, but reading them for each device of a fleet would cost more than everything else. */
const askAgainAfterMs = 60_000

const family = (address: string): 'ipv4' | 'ipv6' => isIP(address) === 6 ? 'ipv6' : 'ipv4'

/** Whether an address is one of this machine's: loopback, or an address that one of its interfaces has now. */
export const localAddresses = (
  clock: Pick<Clock, 'monotonicMs'>,
  interfaces: typeof networkInterfaces = networkInterfaces
): ((address: string) => boolean) => {
  let asked: { readonly atMs: number, readonly own: BlockList } | undefined
  return (address) => {
    if (isLoopback(address)) return true
    if (isIP(address) === 0) return false
    const nowMs = clock.monotonicMs()
    if (asked === undefined || nowMs - asked.atMs >= askAgainAfterMs) {
      const own = new BlockList()
      for (const { address } of Object.values(interfaces()).flatMap((found) => found ?? [])) own.addAddress(address, family(address))
      asked = { atMs: nowMs, own }
    }
    return asked.own.check(address, family(address))
  }
}
