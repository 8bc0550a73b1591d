import type { Envelope, ShutdownReason } from '@mimamori/contract'
import type { Gap } from './gaps.ts'
import type { HeardBoot } from './heard-boot.ts'
import type { IdentityConflict } from './identity-conflict.ts'

/** A device is fresh for this many of its intervals after its last message; its live series are published as long. */
export const intervalsUntilLate = 3

/** The connection of one device: when and how it was last heard, never its measurements. */
export interface Connection {
  /**
   * Server time of the last message with the device's key, even if its content was rejected, or of the last scrape that succeeded.
   * Only `clampTimes` sets it back.
   */
  readonly lastSeenMs?: number
  /** How long ago that was, by the monotonic clock; absent if it was before this run of the collector. */
  readonly quietMs?: number
  /** How often it reports, as it was last asked to. */
  readonly intervalSeconds: number
  readonly shutdownReport?: { readonly reason: ShutdownReason, readonly atMs: number }
  /** Device wall clock minus server, from the last message that contained it. */
  readonly clockSkewSeconds?: number
  readonly clockSynchronised?: boolean
  readonly hostname?: string
  /** The address that it reports, otherwise the one that its message came from. */
  readonly reportedAddress?: string
  readonly agentVersion?: string
  /** `none` before it has a version whole; absent if its agent keeps no content. */
  readonly contentVersion?: string
  /** By the server's clock: computed from the monotonic clock in an agent's message, otherwise as a status report says. */
  readonly lastBootMs?: number
  /** Accepted reports, as far as they are on the disk, so that the counter never goes back after a crash. */
  readonly reportsTotal: number
  /** Items that the device had to drop, by kind, over all its streams; also as far as it is on the disk. */
  readonly dropped: Readonly<Record<string, number>>
  readonly spoolOldestAgeMs?: number
  /**
   * When a message was last rejected that is believed to be the device's own: with its old key, or with its id from its address
   * (credible-claim.ts).
   */
  readonly refusedAtMs?: number
  /**
   * Why its last report was rejected despite a valid key: a code of platform/errors/error-codes.ts. Absent once a report is accepted again.
   */
  readonly refusal?: { readonly code: string, readonly atMs: number }
  /** Two machines that last reported in turn with its key; kept after one has ended. */
  readonly conflict?: IdentityConflict
}

/** Whether the device has ever reported, here or to the system that it was imported from. */
export const wasHeard = (connection: Connection | undefined): boolean => connection?.lastSeenMs !== undefined

/** Slewing, and the time that a message takes. */
const toleratedStepMs = 10_000

/**
 * When a device was last heard, by the present clock: one that was set since would make a device silent for hours or years, or heard in the
 * future.
 */
export const lastHeardMs = ({ lastSeenMs, quietMs }: Partial<Connection> = {}, nowMs: number): number | undefined => {
  if (lastSeenMs === undefined || quietMs === undefined) return lastSeenMs
  const heardMs = nowMs - quietMs
  return Math.abs(heardMs - lastSeenMs) > toleratedStepMs ? heardMs : lastSeenMs
}

export interface Seen {
  readonly deviceId: string
  readonly atMs: number
  readonly envelope?: Envelope
  readonly hostname?: string
  readonly address?: string
  readonly lastBootMs?: number
  /** As a scrape shows it; a message has it in its envelope. */
  readonly clockSkewSeconds?: number
  /** A report or status that was accepted for the first time, or a scrape: not a repeated one, nor a batch of logs. */
  readonly isReport?: boolean
  /** The code that a report or status was rejected with. */
  readonly refusedAs?: string
}

/**
 * The connections of all devices, in memory and written to disk within a second: after a crash, last-seen is at most that far behind
 * the acknowledged messages.
 */
export interface Connections {
  get (deviceId: string): Connection | undefined
  /**
   * How long every device has had its turn to report in this run of the collector: since its first interval, by the monotonic
   * clock.
   */
  listeningMs (): number
  /** Records a message that came with the device's key. The sequence of a report counts as acknowledged from then on. */
  seen (message: Seen): void
  refused (deviceId: string, atMs: number): void
  /** The highest sequence of this stream's accepted reports; 0 for none. A report that is not above it has no effect. */
  acknowledgedSequence (deviceId: string, stream: string): number
  /** A boot of a device as its messages have placed it; undefined if it never sent anything, or too long ago. */
  heardBoot (deviceId: string, boot: string): HeardBoot | undefined
  /** Records that somebody scraped the live series of a device, if any were published. */
  scraped (deviceId: string, atMs: number): void
  /** Times from which nobody has scraped live series of a device, oldest first, the newest 200; the last may still go on. */
  gaps (deviceId: string, nowMs: number): readonly Gap[]
  /** Whether the end of the last gap will soon be known: live series are published again, and about to be scraped. */
  awaitsScrape (deviceId: string, nowMs: number): boolean
  /** Takes over when another system last heard of a device that was imported from it. Never set back. */
  restoreLastSeen (deviceId: string, atMs: number): void
  /** Sets times after this one, which come from a clock that was ahead, to it. Resolves when they are on the disk. */
  clampTimes (nowMs: number): Promise<void>
  /** Writes what has changed and resolves when it is on the disk. */
  flush (): Promise<void>
}
