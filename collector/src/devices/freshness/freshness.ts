import type { Freshness, ReasonCode } from '@mimamori/contract'

/** Why a device is not fresh, or shows nothing although it is, as a code for programs; the sentence with the next step is in text/. */
export interface Reason {
  readonly code: ReasonCode
  /** Since when, or at what time: of the goodbye, the refusal, the pause. */
  readonly atMs?: number
  readonly untilMs?: number
  /** Why it is paused, in the administrator's words. */
  readonly note?: string
  /** The code that its report was refused with. */
  readonly refusedAs?: string
}

/** How a device is at one moment. */
export interface DeviceStatus {
  readonly freshness: Freshness
  readonly reason?: Reason
  /** The collector's clock is trusted, so that the status counts; else it is only shown. */
  readonly certain: boolean
  /** The answer of the last TCP probe, where one was made since it became late. */
  readonly reachable?: boolean
  /** Its site is closed, or was opened a moment ago: no message of it is expected. */
  readonly offHours?: true
}
