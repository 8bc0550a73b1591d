import type { KnownDevice } from '../collector/connection.ts'
import type { InventoryHost } from '../inventory/inventory.ts'
import type { UpdatedSince } from './plan.ts'

export interface SelectionOptions {
  /** What `--limit` leaves of the inventory. */
  readonly limited: readonly InventoryHost[]
  /** `--limit` as it was typed. */
  readonly limit?: string | undefined
  /** Undefined: all of them. */
  readonly only?: ReadonlySet<string> | undefined
  readonly updatedSince: readonly UpdatedSince[]
  readonly pinned: ReadonlySet<string>
  readonly known: ReadonlyMap<string, KnownDevice>
}

/** Which devices a run is about, and which it would be about if nothing spoke against it. */
export interface Selection {
  readonly hosts: readonly InventoryHost[]
  readonly leftOut: readonly UpdatedSince[]
  readonly pinned: readonly string[]
  readonly pausedOff: readonly string[]
  /** Those of the hosts whose own name was typed. */
  readonly named: readonly string[]
}

/** Paused and not reporting: off on purpose. */
export const isPausedOff = (device: KnownDevice | undefined): boolean => device?.connection === 'paused' && !device.isHeard

/** Whoever types a device's own name means it. */
const isNamed = (limit: string | undefined) => (host: string): boolean => limit?.split(/[,:]/).includes(host) === true

/** Sorts out devices that are held, that a later run has updated, or that are off on purpose. Pure. */
export const selectHosts = ({ limited, limit, only, updatedSince, pinned: pins, known }: SelectionOptions): Selection => {
  const named = isNamed(limit)
  const isThere = (host: string): boolean => limited.some((one) => one.host === host)
  const leftOut = updatedSince.filter(({ host }) => !named(host) && isThere(host))
  const asked = limited.filter(({ host }) => only?.has(host) !== false && !leftOut.some((one) => one.host === host))
  const pinned = asked.map(({ host }) => host).filter((host) => pins.has(host))
  const pausedOff = asked.map(({ host }) => host).filter((host) => !pins.has(host) && !named(host) && isPausedOff(known.get(host)))
  const hosts = asked.filter(({ host }) => !pins.has(host) && !pausedOff.includes(host))
  return { hosts, leftOut, pinned, pausedOff, named: hosts.map(({ host }) => host).filter(named) }
}
