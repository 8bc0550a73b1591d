import type { KnownDevice } from '../collector/connection.ts'
import type { Inventory } from './inventory/inventory.ts'
import type { Selection } from './select-hosts.ts'

/** The devices of a run, and what is known about them. */
export interface RunDevices {
  readonly selection: Selection
  readonly known: ReadonlyMap<string, KnownDevice>
  readonly groups: Inventory['groups']
}
