import type { Device } from './device.ts'
import type { KeyHolder } from './registry.ts'
import { isUseRecorded } from './transitions.ts'

/** The devices in memory: by id, by the hash of each key they have or had, and in the order of their ids. */
export class DeviceTable {
  readonly #byId = new Map<string, Device>()
  readonly #holders = new Map<string, KeyHolder>()
  #inOrder: readonly Device[] | undefined

  constructor (devices: readonly Device[]) {
    for (const device of devices) this.put(device)
  }

  get size (): number { return this.#byId.size }

  get (id: string): Device | undefined { return this.#byId.get(id) }

  put (device: Device): void {
    this.#byId.set(device.id, device)
    for (const [at, { hash, weak, revokedAtMs }] of device.keys.entries()) {
      this.#holders.set(hash, { device, valid: revokedAtMs === undefined, weak, isUseRecorded: isUseRecorded(device.keys, at) })
    }
    this.#inOrder = undefined
  }

  delete ({ id, keys }: Device): void {
    this.#byId.delete(id)
    for (const { hash } of keys) this.#holders.delete(hash)
    this.#inOrder = undefined
  }

  all (): readonly Device[] {
    this.#inOrder ??= [...this.#byId.values()].sort((a, b) => a.id < b.id ? -1 : 1)
    return this.#inOrder
  }

  /** The timing of a map of hashes reveals nothing of a key to a guesser: near misses hash far apart. */
  holderOf (hash: string): KeyHolder | undefined { return this.#holders.get(hash) }
}
