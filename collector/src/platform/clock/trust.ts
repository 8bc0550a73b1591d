/** The reasons not to trust the server's clock. */
export const clockDoubts = ['behind', 'unsynchronised', 'settling'] as const
export type ClockDoubt = typeof clockDoubts[number]

/** Sources of this machine's time: between its runs, and against its neighbours' mistakes. */
export interface TimeSources {
  /** NTP has set the clock since the last boot, as far as can be seen. */
  readonly synchronised: boolean
  /** A real-time clock that is known to keep running without power. */
  readonly batteryBackedRtc: boolean
  /** A hypervisor or a desktop's operating system gives the time. */
  readonly hostKeepsTime: boolean
}

/** Whether one of them keeps time. Once a source keeps a clock, it counts until the machine is off: a time server may go away again. */
export const isReliable = ({ synchronised, batteryBackedRtc, hostKeepsTime }: TimeSources): boolean =>
  synchronised || batteryBackedRtc || hostKeepsTime

export interface ClockEvidence extends TimeSources {
  readonly nowMs: number
  /** The highest time that was ever seen here while the clock was trusted. */
  readonly highestMs?: number
  /** The administrator has confirmed the time since the last boot. */
  readonly confirmedThisBoot: boolean
  /** The clock was set forward by a lot, and the devices have not had the time to report since. */
  readonly settling: boolean
}

/** Slewing and small steps back of a synchronised clock are no doubt. */
const toleratedStepBackMs = 10_000

/**
 * Whether the server's own clock is right, since it alone decides how long a device is silent; gives the
 * doubt, or undefined if there is none. A clock behind the highest time seen is wrong whatever synchronised it.
 */
export const clockDoubt = (evidence: ClockEvidence): ClockDoubt | undefined => {
  const { nowMs, highestMs = 0 } = evidence
  if (nowMs < highestMs - toleratedStepBackMs) return 'behind'
  if (!isReliable(evidence) && !evidence.confirmedThisBoot) return 'unsynchronised'
  return evidence.settling ? 'settling' : undefined
}
