import type { KnownDevice } from '../collector/connection.ts'
import type { Inventory, InventoryHost } from './inventory/inventory.ts'
import type { UpdatedSince } from './plan.ts'

export interface SelectionOptions {
  /** The hosts of the inventory that match `--limit`. */
  readonly limited: readonly InventoryHost[]
  /** `--limit` as it was typed. */
  readonly limit?: string | undefined
  /** Undefined: all of them. */
  readonly only?: ReadonlySet<string> | undefined
  readonly updatedSince: readonly UpdatedSince[]
  readonly pinned: ReadonlySet<string>
  readonly known: ReadonlyMap<string, KnownDevice>
}

/** The devices of a run, and the selected ones that are left out, by reason. */
export interface Selection {
  readonly hosts: readonly InventoryHost[]
  readonly leftOut: readonly UpdatedSince[]
  readonly pinned: readonly string[]
  readonly pausedOff: readonly string[]
  /** The hosts that were typed by name. */
  readonly named: readonly string[]
}

/** The devices of a run, and the facts known about them. */
export interface RunDevices {
  readonly selection: Selection
  readonly known: ReadonlyMap<string, KnownDevice>
  readonly groups: Inventory['groups']
}

/** Paused and not reporting: off on purpose. */
export const isPausedOff = (device: KnownDevice | undefined): boolean => device?.connection === 'paused' && !device.isHeard

/** A device that was typed by its name is meant, and is not left out. */
const isNamed = (limit: string | undefined) => (host: string): boolean => limit?.split(/[,:]/).includes(host) === true

/** Leaves out devices that are pinned, that a later run has updated, or that are off on purpose. Pure. */
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
