export interface EventTimeEvidence {
  /**
   * Server time at which the monotonic clock of the line's boot was zero, by a message of that boot;
   * undefined if it never sent anything.
   */
  readonly bootStartedMs: number | undefined
  /** The same by the device's own clock, from a time when it was synchronised in that boot. */
  readonly reportedBootStartMs: number | undefined
  /** The boot that sends the line: the line's own, or a later one. */
  readonly attempt: {
    readonly isOfSameBoot: boolean
    /** Server time at which its monotonic clock was zero. */
    readonly bootStartedMs: number
    readonly monotonicMs: number
  }
  readonly receivedMs: number
}

export interface EventTime {
  readonly eventMs: number
  /** Only the order is known. */
  readonly estimated: boolean
}

/** A clock that says less was never set: no device of this kind is older than its operating system. */
const earliestBelievableMs = Date.UTC(2020, 0, 1)

/** The distance before a boot of lines that are only known to be older. */
const estimatedWithinMs = 60_000

/**
 * In the order in which they come: each second in which they are sent becomes a millisecond of the minute before the boot that sends
 * them. At the time of receipt they would stand behind that boot's own lines, which Loki then refuses as too far behind.
 */
const estimatedTime = ({ attempt: { bootStartedMs, monotonicMs }, receivedMs }: EventTimeEvidence): number =>
  Math.round(Math.min(receivedMs, bootStartedMs - estimatedWithinMs + Math.min(estimatedWithinMs, monotonicMs / 1000)))

/**
 * Server time of a line: by the monotonic distance within its boot, which no one can set, from our start of that boot; else
 * from its start by the device's synchronised clock; else only its order is known. Whether the clock is synchronised when a batch is
 * sent says nothing about a line of an earlier boot. Never later than its receipt, and for an earlier boot never later than the start of
 * the boot that sends it: Loki refuses lines an hour older than a stream's newest, and a line that is too late would move that window.
 */
export const eventTime = (monotonicMs: number, evidence: EventTimeEvidence): EventTime => {
  const { bootStartedMs, reportedBootStartMs = 0, attempt, receivedMs } = evidence
  const latestMs = attempt.isOfSameBoot ? receivedMs : Math.min(receivedMs, Math.round(attempt.bootStartedMs))
  const startedMs =
    bootStartedMs ?? (reportedBootStartMs >= earliestBelievableMs && reportedBootStartMs <= latestMs ? reportedBootStartMs : undefined)
  if (startedMs === undefined) return { eventMs: estimatedTime(evidence), estimated: true }
  return { eventMs: Math.min(latestMs, Math.round(startedMs + monotonicMs)), estimated: false }
}

/** How far back a bare timestamp of a plain log entry is believed; nothing shows whether that device's clock is right. */
const believedAgeMs = 7 * 86_400_000
/** The most that a clock of the same time server may be ahead of the server's. */
const believedAheadMs = 1000

/** Server time of a plain log entry: its own timestamp if it can be true, else the time of receipt. */
export const timestampTime = (timestamp: string | undefined, receivedMs: number): EventTime => {
  const given = timestamp === undefined ? receivedMs : Date.parse(timestamp)
  const believable = given <= receivedMs + believedAheadMs && given > receivedMs - believedAgeMs
  return believable ? { eventMs: Math.min(given, receivedMs), estimated: false } : { eventMs: receivedMs, estimated: true }
}
