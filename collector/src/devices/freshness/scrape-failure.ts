/**
 * Reasons why a device could not be scraped. `refused`: nothing listens there. `forbidden_address`: its name leads to this machine, or to
 * link-local or multicast. `too_slow`: it takes the connection, and its answer is not whole in time. `status`: another HTTP status than
 * 200. `rejected`: its exposition has a mistake. `broken`: no HTTP, or an answer that ends
 * too early.
 */
export const scrapeFailureCodes = [
  'refused',
  'no_answer',
  'too_slow',
  'unknown_name',
  'forbidden_address',
  'certificate',
  'status',
  'not_metrics',
  'too_large',
  'rejected',
  'broken'
] as const
export type ScrapeFailureCode = typeof scrapeFailureCodes[number]

export interface ScrapeFailure {
  readonly code: ScrapeFailureCode
  /** The message of the device or the parser: the status, the content type, the mistake and its line. */
  readonly detail?: string
}

/** A failure that every scrape has had since then, by the server's clock. */
export interface LastingScrapeFailure extends ScrapeFailure {
  readonly sinceMs: number
}
