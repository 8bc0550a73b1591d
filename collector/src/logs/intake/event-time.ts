export interface EventTimeEvidence {
  /** Server time at which the monotonic clock of the line's boot was zero, as a message of that boot told; undefined where it never sent anything. */
  readonly bootStartedMs: number | undefined
  /** The same by the device's own clock, from a time when it was synchronised in that boot. */
  readonly toldBootStartMs: number | undefined
  readonly receivedMs: number
}

export interface EventTime {
  readonly eventMs: number
  /** Only the order is known, and the time is that of receipt. */
  readonly estimated: boolean
}

/** A clock that says less was never set: no device of this kind is older than its operating system. */
const earliestBelievableMs = Date.UTC(2020, 0, 1)

/**
 * Server time of a line: by the monotonic distance within its boot, which no one can set, from where we know that boot to have begun;
 * else from where the device's synchronised clock had it begin; else only its order is known. Whether the clock is synchronised when a batch is sent says
 * nothing of a line of an earlier boot. Never later than its receipt: Loki refuses what is older than a stream's newest by an
 * hour, and a line in the future would move that window.
 */
export const eventTime = (monotonicMs: number, { bootStartedMs, toldBootStartMs = 0, receivedMs }: EventTimeEvidence): EventTime => {
  const startedMs = bootStartedMs ?? (toldBootStartMs >= earliestBelievableMs && toldBootStartMs <= receivedMs ? toldBootStartMs : undefined)
  if (startedMs === undefined) return { eventMs: receivedMs, estimated: true }
  return { eventMs: Math.min(receivedMs, Math.round(startedMs + monotonicMs)), estimated: false }
}

/** How far back a bare timestamp of a plain log entry is believed; nothing says whether that device's clock is right. */
const believedAgeMs = 7 * 86_400_000

/** Server time of a plain log entry: its own timestamp where it can be true, else the time of receipt. */
export const timestampTime = (timestamp: string | undefined, receivedMs: number): EventTime => {
  const given = timestamp === undefined ? receivedMs : Date.parse(timestamp)
  const believable = given <= receivedMs && given > receivedMs - believedAgeMs
  return believable ? { eventMs: given, estimated: false } : { eventMs: receivedMs, estimated: true }
}
