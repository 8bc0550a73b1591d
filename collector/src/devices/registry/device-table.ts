import type { Device } from './device.ts'
import type { KeyHolder } from './registry.ts'
import { hasWeakBefore } from './transitions.ts'

/** The devices in memory: by id, by the hash of each key they have or had, and in the order of their ids. */
export class DeviceTable {
  readonly #byId = new Map<string, Device>()
  readonly #idByKeyHash = new Map<string, string>()
  #inOrder: readonly Device[] | undefined

  constructor (devices: readonly Device[]) {
    for (const device of devices) this.put(device)
  }

  get size (): number { return this.#byId.size }

  get (id: string): Device | undefined { return this.#byId.get(id) }

  put (device: Device): void {
    this.#byId.set(device.id, device)
    for (const { hash } of device.keys) this.#idByKeyHash.set(hash, device.id)
    this.#inOrder = undefined
  }

  delete ({ id, keys }: Device): void {
    this.#byId.delete(id)
    for (const { hash } of keys) this.#idByKeyHash.delete(hash)
    this.#inOrder = undefined
  }

  all (): readonly Device[] {
    this.#inOrder ??= [...this.#byId.values()].sort((a, b) => a.id < b.id ? -1 : 1)
    return this.#inOrder
  }

  knowsKey (hash: string): boolean { return this.#idByKeyHash.has(hash) }

  /** A map of hashes tells a guesser nothing of the key by its timing: near misses hash far apart. */
  holderOf (hash: string): KeyHolder | undefined {
    const device = this.#byId.get(this.#idByKeyHash.get(hash) ?? '')
    if (!device) return undefined
    const at = device.keys.findIndex((candidate) => candidate.hash === hash)
    const key = device.keys[at]
    return { device, valid: key?.revokedAtMs === undefined, weak: key?.weak === true, endsWeakKeys: hasWeakBefore(device.keys, at) }
  }
}
