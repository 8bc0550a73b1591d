import type { Freshness, ReasonCode } from '@mimamori/contract'
import type { ScrapeFailure } from './scrape-failure.ts'

/**
 * The reason why a device is not fresh or has no values, as a code for programs; the sentence with the next step is in fleet-status/.
 */
export interface Reason {
  readonly code: ReasonCode
  /** Since when, or at what time: of the shutdown report, the refusal, the pause. */
  readonly atMs?: number
  readonly untilMs?: number
  /** The reason why it is paused, in the administrator's words. */
  readonly note?: string
  /** The code that its report was rejected with. */
  readonly refusedAs?: string
  readonly scrapeFailure?: ScrapeFailure
  /** When the backup was made from which the server was restored, if the device got another key after it. */
  readonly backupMs?: number
}

/** The status of a device at one point in time. */
export interface DeviceStatus {
  readonly freshness: Freshness
  readonly reason?: Reason
  /** The collector's clock is trusted, so that alerts rely on the status; otherwise it is only shown. */
  readonly certain: boolean
  /** The result of the last TCP probe, if one was made since it became late. */
  readonly reachable?: boolean
  /** It has sent nothing for longer than its limit, and no shutdown report: when DeviceDown begins. */
  readonly down?: true
  /** Its site is closed or has just opened: the device is not expected to report. */
  readonly offHours?: true
}
