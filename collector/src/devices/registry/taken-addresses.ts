import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { isLoopback } from '@mimamori/program/listen-address'
import type { Device } from './device.ts'

type Addressed = Pick<Device, 'id' | 'address'>

/**
 * The taken ones of the addresses to be registered: another device in use has the address, or one before in
 * the list, each with that device. Loopback is the server itself, which may be known by a former name, too.
 */
export const takenAddresses = (
  wanted: readonly Addressed[],
  known: readonly Pick<Device, 'id' | 'address' | 'state'>[]
): { readonly index: number, readonly message: string }[] => {
  const own = new Set(wanted.map(({ id }) => id))
  const holders = new Map(
    known.flatMap(({ id, address, state }) => (address === undefined || own.has(id) || isOutOfUse(state) ? [] : [[address, id]]))
  )
  return wanted.flatMap(({ id, address }, index) => {
    if (address === undefined || isLoopback(address)) return []
    const holder = holders.get(address)
    if (holder === undefined) holders.set(address, id)
    return holder === undefined
      ? []
      : [{ index, message: `${address} is the address of ${holder}; if that one has another address now, correct it first` }]
  })
}
