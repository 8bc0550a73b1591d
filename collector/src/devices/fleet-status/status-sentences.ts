import type { ReasonCode, WarningCode } from '@mimamori/contract'
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
  /** Where the collector scrapes it, without a query; undefined for a device that reports by itself. */
  readonly url: string | undefined
  /** Why it could not be scraped. */
  readonly scrapeFailure: string
}

/** Facts for a warning. */
export interface WarningFacts {
  /** The value that it is about, in words and units. */
  readonly value: string
  /** The expected value. */
  readonly expected: string
  /** The machines that use one key, each by its address and host name. */
  readonly senders: readonly string[]
}

/** The sentences about devices, the server's clock, its disk and its log, in one language: what is the matter, and the next step. */
export interface StatusSentences {
  readonly reasons: Readonly<Record<ReasonCode, (facts: ReasonFacts) => string>>
  /** `url`: the scrape address without its query; `detail`: what the device or the parser said of it. */
  readonly scrapeFailures: Readonly<Record<ScrapeFailureCode, (facts: { readonly url: string, readonly detail: string }) => string>>
  readonly warnings: Readonly<Record<WarningCode, (facts: WarningFacts) => string>>
  readonly storage: Readonly<Record<DiskTrouble, string>>
  /** By what stores log lines; sizes with their units. */
  readonly log: Readonly<
    Record<'embedded' | 'loki', (facts: { readonly since: string, readonly waiting: string, readonly room: string }) => string>
  >
  readonly clock: Readonly<Record<ClockDoubt, (facts: { readonly now: string }) => string>>
}
