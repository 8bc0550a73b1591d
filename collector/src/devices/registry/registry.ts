import type { CustomLimits, Issue, LimitName } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { Author } from '../../platform/audit/author.ts'
import type { Device, ScrapeCredentials } from './device.ts'

/** The fields of a new device; everything but the id may be left out. */
export interface Enrollment extends CustomLimits {
  readonly id: string
  readonly name?: string
  readonly address?: string
  readonly site?: string
  readonly role?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly scrapeUrl?: string
  readonly scrapeCredentials?: ScrapeCredentials
}

/** A device imported from another system, with its key and what that system knew about it. One that is only scraped has none. */
export interface ImportedDevice extends Enrollment {
  readonly key?: string
  readonly enrolledAtMs?: number
  readonly lastSeenMs?: number
}

/** A pause that begins, or that goes on with another end or reason. */
export interface Pause {
  readonly untilMs?: number
  readonly reason?: string
  /** Only the pause that began then is to be changed. */
  readonly pausedSinceMs?: number
}

/** The fields to change; null removes one (a site or a role becomes ''; a limit is then that of a wider scope). */
export type DeviceChange = { readonly [Key in Exclude<keyof Enrollment, 'id'> | LimitName]?: Enrollment[Key] | null }

/** Gets a device after a change (a deleted one in its last state) and before it; `before` is undefined for a new one. */
export type ChangeListener = (device: Device, before: Device | undefined) => void

/** The owner of a key. A revoked key is still known, so that the page can say why the device is silent. */
export interface KeyHolder {
  readonly device: Device
  readonly valid: boolean
  /** It was imported and could be guessed. */
  readonly weak: boolean
  /** Its use changes the stored state: it is the first, or it is strong and an older weak key still works. */
  readonly isUseRecorded: boolean
}

/** An address leads to one device. */
export class AddressTakenError extends CodedError {
  override readonly name = 'AddressTakenError'
  readonly code = 'CLIENT_ADDRESS_TAKEN'
  /** In a list, each taken one. */
  override readonly issues: readonly Issue[] | undefined

  constructor (message: string, issues?: readonly Issue[]) {
    super(message)
    this.issues = issues
  }
}
export class DuplicateDeviceError extends CodedError {
  override readonly name = 'DuplicateDeviceError'
  readonly code = 'CLIENT_DEVICE_EXISTS'
}
export class UnknownDeviceError extends CodedError {
  override readonly name = 'UnknownDeviceError'
  readonly code = 'CLIENT_DEVICE_NOT_FOUND'
}
/** The state of the device does not allow the change, such as resuming a retired one. */
export class StateConflictError extends CodedError {
  override readonly name = 'StateConflictError'
  readonly code = 'STATE_CONFLICT'
}

/**
 * The devices of the fleet. All are in memory, so that reading is synchronous and cheap; a change resolves when it is
 * committed to disk, and is visible only then. Keys leave `enroll` and `rotate` once, in clear text, and are
 * stored as hashes. `by`: who made the request, for the audit log; left out for changes by the collector itself.
 */
export interface Registry {
  readonly size: number
  get (id: string): Device | undefined
  /** In the order of their ids. */
  all (): readonly Device[]
  holderOf (key: string): KeyHolder | undefined
  /** @throws {DuplicateDeviceError} @throws {AddressTakenError} */
  enroll (enrollment: Enrollment, by?: Author): Promise<{ readonly device: Device, readonly key: string }>
  /**
   * All or none. @throws {DuplicateDeviceError} also if two share a key. @throws {AddressTakenError} also if two share an address.
   */
  importDevices (devices: readonly ImportedDevice[], by?: Author): Promise<readonly Device[]>
  /** @throws {UnknownDeviceError} as do all that follow. */
  update (id: string, change: DeviceChange, by?: Author): Promise<Device>
  /** @throws {StateConflictError} as do all that follow. */
  pause (id: string, pause: Pause, by?: Author): Promise<Device>
  /** To active, or to pending if the device has never reported. */
  resume (id: string, connection: { readonly wasHeard: boolean }, by?: Author): Promise<Device>
  retire (id: string, by?: Author): Promise<Device>
  /** All its keys stop working at once. */
  revoke (id: string, by?: Author): Promise<Device>
  /** Deletes a device that was enrolled by mistake: one that is pending and has never reported. Gives its last state. */
  delete (id: string, connection: { readonly wasHeard: boolean }, by?: Author): Promise<Device>
  /**
   * Adds a new key. One old key still works, until the next rotation or, if it is weak, until the new one is first used: the newest that
   * the device has used, so that keys that never arrived there take nothing from it. The others are revoked.
   */
  rotate (id: string, by?: Author): Promise<{ readonly device: Device, readonly key: string }>
  /** Revokes all keys but the newest, once the device has used that. */
  endOldKeys (id: string, by?: Author): Promise<Device>
  /**
   * Adds a key for which an enrollment token is exchanged. The keys that the device has work until the new one is first
   * used, which ends them; a key that was issued so before and never used is revoked. Undefined if the token has ended by
   * then, as by the first use of its key.
   */
  issueForToken (
    id: string, isStillValid: () => boolean, by?: Author
  ): Promise<{ readonly device: Device, readonly key: string } | undefined>
  /** Records the first use of a key, and revokes the older keys that it ends. Not waited for. */
  recordUse (id: string, usedKey: string): void
  /** pending → active, with a device's first message. Paused devices stay paused. */
  markSeen (id: string): void
  /** Sets times after this one, which come from a clock that was ahead, to it. The end of a pause stays. */
  clampTimes (nowMs: number): Promise<void>
  /** Calls the listener after each committed change. Returns a function that stops it. */
  onChange (listener: ChangeListener): () => void
}
