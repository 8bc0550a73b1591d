import type { CustomLimits, DeviceState } from '@mimamori/contract'

/** A device as the administrator enrolled it. Its reports are in connection/ and key-metrics/. */
export interface Device {
  /** A DNS label; see the contract's deviceId. */
  readonly id: string
  readonly name?: string
  /** Registered address: a host name or IP address, which is probed and scraped. */
  readonly address?: string
  /** '' if none was given. */
  readonly site: string
  readonly role: string
  readonly labels: Readonly<Record<string, string>>
  readonly state: DeviceState
  readonly stateSinceMs: number
  /** While paused: until when (open end if absent), and why, in the administrator's words. */
  readonly pausedUntilMs?: number
  readonly pauseReason?: string
  /** Its own; limits/ resolves the ones that apply. */
  readonly limits: CustomLimits
  /** The address of its metrics, which is scraped. */
  readonly scrapeUrl?: string
  readonly scrapeCredentials?: ScrapeCredentials
  readonly enrolledAtMs: number
  readonly keys: readonly DeviceKey[]
}

/** The credentials for scraping a device, in clear text; no response and no log has them. */
export type ScrapeCredentials = { readonly user: string, readonly password: string } | { readonly token: string }

/** A key is stored only as the SHA-256 of its text. While it is rotated, two may be valid at once. */
export interface DeviceKey {
  readonly hash: string
  readonly createdAtMs: number
  /** Imported, and too short or too regular: it works, and is marked for rotation. */
  readonly weak: boolean
  /** Issued for an enrollment token, and not used yet: its first use ends the older ones. */
  readonly takesOver?: true
  /** When the device first used it: until then nothing proves that the device has it. */
  readonly firstUsedAtMs?: number
  readonly revokedAtMs?: number
}
