import type { Issue } from '@mimamori/contract'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { LeftOutReason } from './limits.ts'
import type { LiveSample } from './live-sample.ts'

/** A group of a device's series: its agent's report is one; Pushgateway's groups and pulled targets are others. */
export interface Group {
  readonly deviceId: string
  /** Unique within the device, such as `reportGroup`. */
  readonly key: string
}

/** The key of the group that a device's own agent pushes. */
export const reportGroup = 'report'
/** The key of the group that is scraped from a device. */
export const scrapeGroup = 'scrape'

/**
 * An exposition up to this length is read in 4 ms, of any content (measured; ordinary ones in less than one). A Pi's has 30 to 130 kB.
 */
export const longExpositionBytes = 131_072

export interface Accepted {
  readonly series: number
  /** Series that were left out, by reason. */
  readonly leftOut: readonly { readonly reason: LeftOutReason, readonly count: number }[]
}

/** An exposition that was refused whole; the stored one is unchanged. */
export class ExpositionRefusedError extends CodedError {
  override readonly name = 'ExpositionRefusedError'
  readonly code = 'EXPOSITION_REFUSED'
  override readonly issues: readonly Issue[]

  constructor (issues: readonly Issue[]) {
    super(issues[0]?.message ?? 'the exposition was rejected')
    this.issues = issues
  }
}

/** The labels that the registry gives a device; nothing that the device sends can change them. */
export interface IdentityLabels {
  readonly device: string
  readonly site: string
  readonly role: string
}

/**
 * The live series of the fleet, as the received bytes: an exposition is checked when it comes, against the last one of its
 * group if only values differ, else by a strict parse, and printed from those bytes. Memory only. A push costs the same,
 * however many devices there are. All its times are of the monotonic clock, so that a server whose wall clock jumps loses
 * nothing.
 */
export interface LiveStore {
  /** Replaces the group's last exposition. `body` is valid UTF-8; it is copied. @throws {ExpositionRefusedError} */
  put (group: Group, body: Buffer, options: { readonly expiresAtMs: number }): Accepted
  /**
   * The same for one of more than `longExpositionBytes`, letting other work run. Until it resolves nothing else may be put for the device.
   */
  putInSlices (group: Group, body: Buffer, options: { readonly expiresAtMs: number }): Promise<Accepted>
  /** One device's series without identity labels; undefined if none live. */
  deviceExposition (deviceId: string, nowMs: number): Buffer | undefined
  /**
   * All series with identity labels, each family once, in pieces between which other work can run. A piece is valid until the next is asked
   * for.
   */
  fleetExposition (identityOf: (deviceId: string) => IdentityLabels | undefined, nowMs: number): AsyncIterable<Buffer>
  /**
   * The series of some families of a group, as values: key metrics and facts are derived from them. The families must be among those that
   * the store was made to sample.
   */
  samples (group: Group, families: readonly string[]): readonly LiveSample[]
  forget (deviceId: string): void
  /** Whether there was anything to forget. */
  forgetGroup (group: Group): boolean
  /** Frees expired expositions. Printed expositions leave them out already. */
  expire (nowMs: number): void
  readonly seriesTotal: number
  /** Bytes of the stored expositions. */
  readonly textBytes: number
  /** Families left out of the last fleet exposition, since most devices give the name another type. */
  readonly contradictions: number
}
