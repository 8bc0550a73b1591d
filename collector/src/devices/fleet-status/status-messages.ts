import type { ReasonCode, WarningCode } from '@mimamori/contract'
import type { BackupFailureReason } from '@mimamori/contract/backup-state'
import type { ClockDoubt } from '../../platform/clock/trust.ts'
import type { ScrapeFailureCode } from '../freshness/scrape-failure.ts'
import type { DiskTrouble } from '../../platform/storage/errors.ts'

/** Facts for a sentence about a silent device; times as the reader writes them. */
export interface ReasonFacts {
  readonly at: string
  readonly until: string | undefined
  readonly note: string | undefined
  /** The code that a report was refused with. */
  readonly refusedAs: string
  readonly address: string
  readonly site: string
  /** The address that the collector scrapes, without a query; undefined for a device that reports by itself. */
  readonly url: string | undefined
  /** Why it could not be scraped. */
  readonly scrapeFailure: string
  /** When the backup was made from which the server was restored, if its key was changed after it. */
  readonly backup: string | undefined
}

/** Facts for a warning. */
export interface WarningFacts {
  /** The value that it is about, as text with units. */
  readonly value: string
  /** The expected value. */
  readonly expected: string
  /** The machines that use one key, each by its address and host name. */
  readonly senders: readonly string[]
}

/** The sentences about devices, the server's clock, its disk, log and backups, in one language: the problem, and the next step. */
export interface StatusMessages {
  readonly reasons: Readonly<Record<ReasonCode, (facts: ReasonFacts) => string>>
  /** `url`: the scrape address without its query; `detail`: the message of the device or the parser about it. */
  readonly scrapeFailures: Readonly<Record<ScrapeFailureCode, (facts: { readonly url: string, readonly detail: string }) => string>>
  readonly warnings: Readonly<Record<WarningCode, (facts: WarningFacts) => string>>
  readonly storage: Readonly<Record<DiskTrouble, string>>
  /** By the store of log lines; sizes with their units. */
  readonly log: Readonly<
    Record<'embedded' | 'loki', (facts: { readonly since: string, readonly waiting: string, readonly room: string }) => string>
  >
  readonly backup: Readonly<Record<BackupFailureReason, (facts: { readonly at: string }) => string>>
  /** About devices that a restored server does not know; `more`: how many are not named. */
  readonly restore: (facts: { readonly backup: string, readonly ids: readonly string[], readonly more: number }) => string
  readonly clock: Readonly<Record<ClockDoubt, (facts: { readonly now: string }) => string>>
}
