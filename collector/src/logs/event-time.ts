/** When a line happened, on the device's two clocks, and of which boot they are. */
export interface DeviceMoment {
  readonly boot: string
  readonly monotonicMs: number
  readonly wallMs: number
}

export interface EventTimeEvidence {
  /** Server time at which the boot's monotonic clock was zero; undefined where that boot never sent anything. */
  readonly bootStartedMs: number | undefined
  /** The device's wall clock is synchronised at the time of sending. */
  readonly clockSynchronised: boolean
  readonly receivedMs: number
}

export interface EventTime {
  readonly eventMs: number
  /** Only the order is known, and the time is that of receipt. */
  readonly estimated: boolean
}

/** A wall clock that says less was never set: no device of this kind is older than its operating system. */
const earliestBelievableMs = Date.UTC(2020, 0, 1)

/**
 * Server time of a line: by the monotonic distance within its boot, which no one can set; else by the wall clock where
 * it was synchronised; else only its order is known. Never later than its receipt: Loki refuses what is older than a
 * stream's newest by an hour, and a line in the future would move that window.
 */
export const eventTime = ({ monotonicMs, wallMs }: DeviceMoment, { bootStartedMs, clockSynchronised, receivedMs }: EventTimeEvidence): EventTime => {
  if (bootStartedMs !== undefined) return { eventMs: Math.min(receivedMs, Math.round(bootStartedMs + monotonicMs)), estimated: false }
  if (clockSynchronised && wallMs >= earliestBelievableMs && wallMs <= receivedMs) return { eventMs: wallMs, estimated: false }
  return { eventMs: receivedMs, estimated: true }
}

/** How far back a bare timestamp of a plain log entry is believed; nothing says whether that device's clock is right. */
const believedAgeMs = 7 * 86_400_000

/** Server time of a plain log entry: its own timestamp where it can be true, else the time of receipt. */
export const timestampTime = (timestamp: string | undefined, receivedMs: number): EventTime => {
  const given = timestamp === undefined ? receivedMs : Date.parse(timestamp)
  const believable = given <= receivedMs && given > receivedMs - believedAgeMs
  return believable ? { eventMs: given, estimated: false } : { eventMs: receivedMs, estimated: true }
}
