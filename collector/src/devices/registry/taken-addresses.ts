import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { isLoopback } from '@mimamori/program/listen-address'
import type { Device } from './device.ts'

type Addressed = Pick<Device, 'id' | 'address'>

/**
 * An address leads to one device: of those that are to be registered, the ones whose address another device in use has, or one before them
 * in the list, and whose that is. Loopback is the server itself, which may be known by a former name, too.
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
