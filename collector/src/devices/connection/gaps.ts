/** A time from which Prometheus has no live samples of a device; neither end belongs to it. */
export interface Gap {
  readonly fromMs: number
  /** When the live series were scraped again; undefined while they were not. */
  readonly untilMs?: number
}

export type ClosedGap = Required<Gap>

/** More than 28 a day for the week that an agent keeps what it could not send; each takes some 50 bytes. */
const mostGaps = 200

/** Gaps, oldest first, after one more. */
export const withGap = (gaps: readonly ClosedGap[], gap: ClosedGap): readonly ClosedGap[] => [...gaps, gap].slice(-mostGaps)

/** The same without times after `nowMs`. */
export const gapsUntil = (gaps: readonly ClosedGap[], nowMs: number): readonly ClosedGap[] =>
  gaps.filter(({ fromMs }) => fromMs < nowMs).map(({ fromMs, untilMs }) => ({ fromMs, untilMs: Math.min(untilMs, nowMs) }))

/** The gap that a time lies in. */
export const gapAt = <SomeGap extends Gap>(gaps: readonly SomeGap[], ms: number): SomeGap | undefined =>
  gaps.find(({ fromMs, untilMs = Infinity }) => fromMs < ms && ms < untilMs)
