import type { Envelope, GoodbyeReason } from '@mimamori/contract'

/** What is known of the contact with one device: when and how it was last heard, never what it measured. */
export interface Contact {
  /** Server time of the last accepted message. */
  readonly lastSeenMs?: number
  /** How often it reports, as it was last asked to. */
  readonly intervalSeconds: number
  readonly goodbye?: { readonly reason: GoodbyeReason, readonly atMs: number }
  /** Device wall clock minus server, from the last message that told it. */
  readonly clockSkewSeconds?: number
  readonly clockSynchronised?: boolean
  readonly hostname?: string
  /** The address that it gives for itself, or else that its message came from. */
  readonly reportedAddress?: string
  readonly agentVersion?: string
  readonly contentVersion?: string
  readonly lastBootMs?: number
  readonly reportsTotal: number
  readonly dropped: Readonly<Record<string, number>>
  readonly spoolOldestAgeMs?: number
  /** When a message was last refused for its key: revoked, retired, or another device's id. */
  readonly refusedAtMs?: number
  /** Two boots report in turn with one key: a copied card (traps.md 29). */
  readonly conflictAtMs?: number
}

export interface Seen {
  readonly deviceId: string
  readonly atMs: number
  readonly envelope?: Envelope
  readonly hostname?: string
  readonly address?: string
  readonly lastBootMs?: number
}

/**
 * Whom we have heard, in memory, written to disk within a second: after a crash last-seen is at most that far behind
 * what was answered.
 */
export interface Presence {
  get (deviceId: string): Contact | undefined
  /** Notes an accepted message. */
  seen (message: Seen): void
  refused (deviceId: string, atMs: number): void
  /**
   * Whether a report of this stream and sequence is new; it is then taken as acknowledged. An old one is answered as
   * before and has no second effect.
   */
  acceptSequence (deviceId: string, stream: string, sequence: number): boolean
  /** Writes what has changed and resolves when it is on the disk. */
  flush (): Promise<void>
}
