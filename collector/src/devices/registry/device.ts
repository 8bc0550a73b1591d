import type { DeviceState, OwnLimits } from '@mimamori/contract'

/** A device as the administrator enrolled it. What it reports is in connection/ and key-metrics/. */
export interface Device {
  /** A DNS label; see the contract's deviceId. */
  readonly id: string
  readonly name?: string
  /** Registered address: a host name or IP address, where it is probed and scraped. */
  readonly address?: string
  /** '' where none was given. */
  readonly site: string
  readonly role: string
  readonly labels: Readonly<Record<string, string>>
  readonly state: DeviceState
  readonly stateSinceMs: number
  /** While paused: until when (open end if absent), and why, in the administrator's words. */
  readonly pausedUntilMs?: number
  readonly pauseReason?: string
  /** Its own; limits/ knows which apply. */
  readonly limits: OwnLimits
  /** Where it exposes its metrics; it is scraped there. */
  readonly scrapeUrl?: string
  readonly scrapeCredentials?: ScrapeCredentials
  readonly enrolledAtMs: number
  readonly keys: readonly DeviceKey[]
}

/** The credentials that a device is shown when it is scraped, as they are; no response and no log has them. */
export type ScrapeCredentials = { readonly user: string, readonly password: string } | { readonly token: string }

/** A key is stored only as the SHA-256 of its text. While it is rotated, two may be valid at once. */
export interface DeviceKey {
  readonly hash: string
  readonly createdAtMs: number
  /** Imported, and too short or too regular: it works, and is marked for rotation. */
  readonly weak: boolean
  /** Issued for an enrollment token, and not used yet: its first use ends the older ones. */
  readonly takesOver?: true
  /** When the device first showed it: until then nothing proves that the device has it. */
  readonly firstUsedAtMs?: number
  readonly revokedAtMs?: number
}
