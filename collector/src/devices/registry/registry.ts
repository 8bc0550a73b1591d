import type { Device } from './device.ts'

/** What an administrator says of a new device; everything but the id may be left out. */
export interface Enrolment {
  readonly id: string
  readonly name?: string
  readonly address?: string
  readonly site?: string
  readonly role?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly silentAfterSeconds?: number
  readonly scrapeUrl?: string
}

/** A device taken over from another system, with the key it already has and what that system knew of it. */
export interface ImportedDevice extends Enrolment {
  readonly key: string
  readonly enrolledAtMs?: number
  readonly lastSeenMs?: number
}

/** What is given takes the place of what was; null takes it away (a site, a role: to ''; the limit: to its default). */
export type DeviceChange = { readonly [Key in keyof Omit<Enrolment, 'id'>]?: Enrolment[Key] | null }

/** Whom a shown key belongs to. A key that was revoked is still known, so that the page can say why the device is silent. */
export interface KeyHolder {
  readonly device: Device
  readonly valid: boolean
  /** It was taken over from elsewhere and could be guessed. */
  readonly weak: boolean
  /** It is a strong key, and an older weak one still works beside it. */
  readonly endsWeakKeys: boolean
}

export class DuplicateDeviceError extends Error { override readonly name = 'DuplicateDeviceError' }
export class UnknownDeviceError extends Error { override readonly name = 'UnknownDeviceError' }
/** The state of the device does not allow it, such as to resume one that is retired. */
export class StateConflictError extends Error { override readonly name = 'StateConflictError' }

/**
 * The devices of the fleet. Whole in memory, so that reading is synchronous and cheap; a change is answered when it is
 * committed to disk, and only then to be seen here. Keys leave `enroll` and `rotate` once, in clear text, and are
 * stored as hashes.
 */
export interface Registry {
  readonly size: number
  get (id: string): Device | undefined
  /** In the order of their ids. */
  all (): readonly Device[]
  holderOf (key: string): KeyHolder | undefined
  /** @throws {DuplicateDeviceError} */
  enroll (enrolment: Enrolment): Promise<{ readonly device: Device, readonly key: string }>
  /** All or none. @throws {DuplicateDeviceError} also where two share a key. */
  importDevices (devices: readonly ImportedDevice[]): Promise<readonly Device[]>
  /** @throws {UnknownDeviceError} as do all that follow. */
  update (id: string, change: DeviceChange): Promise<Device>
  /** @throws {StateConflictError} as do all that follow. */
  pause (id: string, pause: { readonly untilMs?: number, readonly reason?: string }): Promise<Device>
  /** To active, or to pending where the device was never heard, as devices/connection/ knows. */
  resume (id: string, connection: { readonly wasHeard: boolean }): Promise<Device>
  retire (id: string): Promise<Device>
  /** All its keys stop working at once. */
  revoke (id: string): Promise<Device>
  /** Takes away an enrolment that was a mistake: of a pending device that was never heard, and of no other. Gives it as it was. */
  delete (id: string, connection: { readonly wasHeard: boolean }): Promise<Device>
  /** A new key beside the newest old one, which works until the next rotation, or if it is weak until the new one is first used; the older of two old ones is revoked. */
  rotate (id: string): Promise<{ readonly device: Device, readonly key: string }>
  /** A device has shown a strong key: weak ones that are older work no longer. Not waited for. */
  endWeakKeys (id: string, strongKey: string): void
  /** pending → active, at a device's first message. Paused devices stay paused. */
  markSeen (id: string): void
  /** Times that lie after this one become it: they are of a clock that was ahead. The end of a pause stays. */
  clampTimes (nowMs: number): Promise<void>
  /** Called after each committed change, of a deleted device with it as it was. Gives back how to stop listening. */
  onChange (listener: (device: Device) => void): () => void
}
